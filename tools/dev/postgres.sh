#: ./dev postgres                a throwaway PostgreSQL until Ctrl-C
#: ./dev postgres start          the same in the background
#: ./dev postgres stop           ends that
#: ./dev postgres -- COMMAND…    runs a command with one, then ends it
#:
#: It lives in a temporary folder, listens on a socket there and nowhere else, and is gone afterwards.
#: HOMEPORT_TEST_POSTGRES says how to reach it; the tests of the PostgreSQL engine run when it is set.
#: --no-fsync (first) trades its durability for speed.
. tools/dev/setup.sh

postgres_programs=/usr/lib/postgresql/15/bin

run_postgres() {
    ensure_packages test
    local sync=on
    if [ "${1:-}" = --no-fsync ]; then
        sync=off
        shift
    fi
    case "${1:-}" in
        "")
            start_postgres "$sync"
            trap stop_postgres EXIT
            say "HOMEPORT_TEST_POSTGRES=\"$HOMEPORT_TEST_POSTGRES\""
            note "Ctrl-C ends it"
            trap 'exit 0' INT TERM
            while :; do sleep 3600 & wait $!; done
            ;;
        start)
            mkdir -p "$cache"
            if [ -f "$cache/postgres" ]; then
                postgres_folder=$(cat "$cache/postgres")
                if postgres_control status >/dev/null 2>&1; then
                    announce_postgres
                    return 0
                fi
            fi
            start_postgres "$sync"
            printf '%s' "$postgres_folder" >"$cache/postgres"
            announce_postgres
            ;;
        stop)
            [ -f "$cache/postgres" ] || fail "none was started with ./dev postgres start"
            postgres_folder=$(cat "$cache/postgres")
            stop_postgres
            rm -f "$cache/postgres"
            ;;
        --)
            shift
            [ $# -gt 0 ] || fail "./dev postgres -- needs a command"
            start_postgres "$sync"
            trap stop_postgres EXIT
            "$@"
            ;;
        *) fail "postgres knows start, stop and --, not '$1'" ;;
    esac
}

announce_postgres() {
    postgres_address
    say "export HOMEPORT_TEST_POSTGRES=\"$HOMEPORT_TEST_POSTGRES\""
}

postgres_address() {
    export HOMEPORT_TEST_POSTGRES="host=$postgres_folder port=5432 user=homeport dbname=postgres"
}

# PostgreSQL refuses to run as root; Debian's package brings the user postgres for that.
as_postgres() {
    if [ "$(id -u)" -eq 0 ]; then
        setpriv --reuid=postgres --regid=postgres --clear-groups -- "$@"
    else
        "$@"
    fi
}

postgres_control() { (cd / && as_postgres "$postgres_programs/pg_ctl" -s -w -D "$postgres_folder/data" "$@"); }

# start_postgres <on|off>: sets postgres_folder and HOMEPORT_TEST_POSTGRES. The argument is fsync.
start_postgres() {
    local sync=$1
    # A short path: the name of a socket has to fit into 107 bytes.
    postgres_folder=$(mktemp -d /tmp/homeport-postgres.XXXXXX)
    chmod 755 "$postgres_folder"
    [ "$(id -u)" -ne 0 ] || chown postgres:postgres "$postgres_folder"
    if ! {
        as_postgres "$postgres_programs/initdb" -D "$postgres_folder/data" -U homeport -A trust \
            --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$postgres_folder/initdb.log" 2>&1 &&
            postgres_control -l "$postgres_folder/log" -o "-c listen_addresses='' -c unix_socket_directories=$postgres_folder \
                -c port=5432 -c max_connections=300 -c shared_buffers=128MB -c fsync=$sync -c full_page_writes=$sync \
                -c log_min_messages=fatal" start
    }; then
        cat "$postgres_folder"/*log >&2
        rm -rf -- "${postgres_folder:?}"
        fail "PostgreSQL did not start"
    fi
    postgres_address
}

stop_postgres() {
    postgres_control -m immediate stop || true
    rm -rf -- "${postgres_folder:?}"
}
