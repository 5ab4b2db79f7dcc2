#: ./dev lint [--deep]
#:
#: Levels of includes, lengths and names, formats of C++ and of the screens. --deep: also the clang preset, and
#: clang-tidy with the static analyzer, which looks at a file again only when something it is made of changed.
. tools/dev/setup.sh
. tools/dev/build.sh

run_lint() {
    local deep='' status=0
    case "${1:-}" in
        "") ;;
        --deep) deep=yes ;;
        *) fail "lint knows --deep, not '$1'" ;;
    esac
    install_needed build web test
    step "levels of includes" tools/check_levels || status=1
    step "lengths, names, addresses" tools/check_tidy || status=1
    step "format of C++" brief check_cpp_format || status=1
    if [ -d web ]; then
        step "biome over the screens" brief npm --prefix web run --silent lint || status=1
    fi
    if [ -n "$deep" ]; then
        build_preset clang && build_preset dev && step "clang-tidy" tools/clang_tidy.mjs --deep || status=1
    fi
    return "$status"
}

cpp_files() {
    git ls-files -co --exclude-standard -- '*.cpp' '*.hpp' | while IFS= read -r path; do
        [ -f "$path" ] && printf '%s\0' "$path"
    done || true
}

check_cpp_format() {
    cpp_files | xargs -0 -r -n 40 -P "$(jobs_count)" clang-format-14 --dry-run -Werror --ferror-limit=3
}
