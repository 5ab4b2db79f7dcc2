#: ./dev clean [--all]
#:
#: Removes build/ and web/office/dist. With --all also .cache (Node, headers) and web/node_modules.
#: The data folder stays.

run_clean() {
    local folders=(build web/office/dist) folder
    case "${1:-}" in
        "") rm -f "$stamps"/configured-* "$stamps"/web-build ;;
        --all) folders+=(.cache web/node_modules web/e2e/node_modules web/tools/openapi/node_modules) ;;
        *) fail "clean knows --all, not '$1'" ;;
    esac
    for folder in "${folders[@]}"; do
        [ -e "$folder" ] || continue
        say "removing $folder"
        rm -rf -- "${folder:?}"
    done
}
