#: ./dev fmt
#:
#: Formats what differs: C++ by .clang-format, the screens by biome.json.
. tools/dev/setup.sh
. tools/dev/lint.sh

run_fmt() {
    install_needed web test
    step "format C++" format_cpp
    [ ! -d web ] || step "format the screens" npm --prefix web run --silent fmt
}

format_cpp() { cpp_files | xargs -0 -r -n 40 -P "$(jobs_count)" clang-format-14 -i; }
