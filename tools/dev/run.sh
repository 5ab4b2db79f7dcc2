#: ./dev run [--demo] [--port N] [--data DIR]
#:
#: Installs what is needed, builds the server and the screens, and starts Homeport on http://localhost:8080 with the
#: data folder ./data (both can be chosen). With --demo an empty data folder is first filled with a shop to look at.
. tools/dev/setup.sh
. tools/dev/build.sh

run_run() {
    local demo='' port=8080 data="$root/data"
    while [ $# -gt 0 ]; do
        case "$1" in
            --demo) demo=yes ;;
            --port)
                port=${2:-}
                shift
                ;;
            --data)
                data=${2:-}
                shift
                ;;
            *) fail "run knows --demo, --port and --data, not '$1'" ;;
        esac
        shift || fail "run: the last option lacks its value"
    done
    [[ "$port" =~ ^[0-9]+$ ]] || fail "run: --port takes a number"
    [ -n "$data" ] || fail "run: --data takes a folder"

    install_needed build web
    build_preset release homeport
    build_web
    mkdir -p "$data"
    if [ -n "$demo" ] && [ -z "$(ls -A "$data")" ]; then
        step "fill $data with a demonstration shop" "$build/release/homeport" demo --data "$data"
    fi
    note "starting Homeport; Ctrl-C ends it"
    exec "$build/release/homeport" serve --data "$data" --port "$port" --web-dir "$root/web/office/dist"
}
