#: ./dev gen [--check]
#:
#: Asks the built server for its interface (`homeport openapi`) and writes docs/api/openapi.json, then the types of
#: the web client from it. --check writes elsewhere and fails when what is committed differs.
. tools/dev/setup.sh
. tools/dev/build.sh

run_gen() {
    local check=''
    case "${1:-}" in
        "") ;;
        --check) check=yes ;;
        *) fail "gen knows --check, not '$1'" ;;
    esac
    install_needed build web
    build_preset release homeport || return 1
    if [ -n "$check" ]; then
        step "compare the generated files" compare_generated
    else
        step "write the generated files" write_generated
    fi
}

api_document=docs/api/openapi.json
api_types=web/shared/api/schema.d.ts

# write_openapi <file>
write_openapi() {
    "$build/release/homeport" openapi >"$1.new" || return 1
    [ -s "$1.new" ] && mv "$1.new" "$1"
}

# write_types <document> <file>, both absolute
write_types() {
    [ -d web/tools/openapi ] || return 0
    web/tools/openapi/node_modules/.bin/openapi-typescript "$1" -o "$2" >"$cache/openapi-typescript.log" 2>&1 || {
        cat "$cache/openapi-typescript.log" >&2
        return 1
    }
}

write_generated() {
    mkdir -p docs/api
    write_openapi "$api_document" && write_types "$root/$api_document" "$root/$api_types"
}

compare_generated() {
    local fresh status=0
    fresh=$(mktemp -d)
    if ! write_openapi "$fresh/openapi.json" || ! write_types "$fresh/openapi.json" "$fresh/schema.d.ts"; then
        status=1
    else
        compare_file "$api_document" "$fresh/openapi.json" || status=1
        [ ! -d web/tools/openapi ] || compare_file "$api_types" "$fresh/schema.d.ts" || status=1
    fi
    rm -rf "$fresh"
    return "$status"
}

compare_file() {
    diff -u "$1" "$2" >"$cache/gen.diff" && return 0
    head -n 40 "$cache/gen.diff"
    complain "$1 isn't what the code generates; run ./dev gen and commit it"
    return 1
}
