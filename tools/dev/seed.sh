#: ./dev seed [--data DIR] [options of `homeport demo`]
#:
#: Builds the server and fills a data folder (default: ./data) with a demonstration shop.
. tools/dev/setup.sh
. tools/dev/build.sh

run_seed() {
    local data="$root/data"
    if [ "${1:-}" = --data ]; then
        data=${2:-}
        [ -n "$data" ] || fail "seed: --data takes a folder"
        shift 2
    fi
    install_needed build
    build_preset release homeport
    mkdir -p "$data"
    step "fill $data" "$build/release/homeport" demo --data "$data" "$@"
}
