#: ./dev build [dev|release|clang|tsan|fuzz] [target…]
#:
#: Configures build/<preset> when needed and compiles it (default: dev), or only the targets named.
#: With HOMEPORT_UNITY=ON in the environment the files of a module are compiled together, as the release always is:
#: sooner from nothing, later after a change.
. tools/dev/setup.sh

run_build() {
    local preset=${1:-dev}
    [ $# -eq 0 ] || shift
    case "$preset" in
        dev | release) install_needed build ;;
        clang | tsan | fuzz) install_needed build test ;;
        *) fail "there is no preset '$preset'; CMakePresets.json has dev, release, clang, tsan and fuzz" ;;
    esac
    build_preset "$preset" "$@"
}

# build_preset <preset> [target…]
build_preset() {
    local preset=$1 presets
    shift
    presets=$(hash_of CMakePresets.json)${HOMEPORT_UNITY:-}
    if ! is_stamped "configured-$preset" "$presets" || [ ! -f "$build/$preset/build.ninja" ]; then
        step "configure $preset" configure_preset "$preset" || return 1
        stamp "configured-$preset" "$presets"
    fi
    step "compile $preset${*:+: $*}" cmake --build "build/$preset" -- -j "$(jobs_count)" "$@"
}

configure_preset() {
    local log="$cache/configure-$1.log"
    if ! cmake --preset "$1" ${HOMEPORT_UNITY:+"-DHOMEPORT_UNITY=$HOMEPORT_UNITY"} >"$log" 2>&1; then
        cat "$log" >&2
        return 1
    fi
}

# Builds the screens when anything below web/ changed since the last time.
build_web() {
    [ -f web/package.json ] || return 0
    local wanted
    wanted=$(hash_of_tree web)
    if is_stamped web-build "$wanted" && [ -f web/office/dist/index.html ]; then
        return 0
    fi
    step "build the screens" npm --prefix web run --silent build || return 1
    stamp web-build "$wanted"
}
