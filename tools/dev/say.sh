# How every step speaks, fails and takes its time. Sourced by ./dev.

cache="$root/.cache"
build="$root/build"
stamps="$cache/stamps"

if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then
    bold=$'\e[1m' dim=$'\e[2m' red=$'\e[31m' green=$'\e[32m' plain=$'\e[0m'
else
    bold='' dim='' red='' green='' plain=''
fi

say() { printf '%s\n' "$*"; }
note() { printf '%s%s%s\n' "$dim" "$*" "$plain"; }
complain() { printf '%s%s%s\n' "$red" "$*" "$plain" >&2; }
fail() {
    complain "dev: $*"
    exit 1
}

# step <words> <command…>: says what it does, does it, says how long it took; passes on the exit status.
step() {
    local words=$1 started=$EPOCHREALTIME status=0
    shift
    printf '%s== %s%s\n' "$bold" "$words" "$plain"
    "$@" || status=$?
    local mark="${green}ok" seconds
    seconds=$(seconds_since "$started")
    [ "$status" -eq 0 ] || mark="${red}failed"
    printf '%s   %s%s%s, %s s%s\n' "$dim" "$mark" "$plain" "$dim" "$seconds" "$plain"
    return "$status"
}

seconds_since() {
    local now=$EPOCHREALTIME
    awk -v from="$1" -v to="$now" 'BEGIN { printf "%.1f", to - from }'
}

have() { command -v "$1" >/dev/null 2>&1; }

jobs_count() { nproc 2>/dev/null || echo 2; }

# One line that changes when the content or the name of any of the files does.
hash_of() { cat -- "$@" | sha256sum | cut -c1-32; }

# hash_of_tree <folder> [find conditions…]: the same for all files of a folder.
hash_of_tree() {
    local folder=$1
    shift
    find "$folder" \( -name node_modules -o -name dist -o -name results -o -name test-results -o -name .git \) -prune -o -type f "$@" -print0 |
        sort -z | xargs -0 -r sha256sum | sha256sum | cut -c1-32
}

# is_stamped <name> <value>: whether the step left this value when it last succeeded.
is_stamped() { [ -f "$stamps/$1" ] && [ "$(cat "$stamps/$1")" = "$2" ]; }
stamp() {
    mkdir -p "$stamps"
    printf '%s' "$2" >"$stamps/$1"
}

# brief <command…>: its words only when it fails, and of those the last.
brief() {
    local log status=0
    log=$(mktemp)
    "$@" >"$log" 2>&1 || status=$?
    [ "$status" -eq 0 ] || tail -n 60 "$log"
    rm -f "$log"
    return "$status"
}
