#: ./dev test [--fast|--full|--threads]
#:
#: Installs what is needed, then runs everything that can fail and sums it up; the last line is
#: "N passed, N failed" and the exit status tells whether all is well.
#:   --fast  the development build and its test programs, on SQLite and PostgreSQL; nothing else
#:   (none)  also the checks of ./dev lint, the release build, the generated files, the screens and
#:           their tests, and the browser tests against the release build
#:   --full  also the clang preset with warnings as errors, and clang-tidy with the static analyzer
#:   --threads  instead of all that: the programs in which threads meet, under the thread sanitizer
#: Reports stay in build/results.
. tools/dev/setup.sh
. tools/dev/build.sh
. tools/dev/lint.sh
. tools/dev/gen.sh
. tools/dev/postgres.sh
. tools/dev/results.sh

run_test() {
    local mode=${1:-usual}
    case "$mode" in
        usual | --fast | --full | --threads) ;;
        *) fail "test knows --fast, --full and --threads, not '$mode'" ;;
    esac
    results="$build/results"
    rm -rf "$results"
    mkdir -p "$results/gtest"

    if [ "$mode" = --fast ]; then
        install_needed build test
        test_server dev
    elif [ "$mode" = --threads ]; then
        install_needed build test
        test_server tsan db_tests http_tests kit_tests
    else
        install_needed build web test
        test_house_rules
        test_server dev
        check "how-to pages tell the truth" tools/check_howto build/dev || true
        test_release_and_screens
        [ "$mode" != --full ] || test_second_opinion
    fi
    say
    print_total
}

test_house_rules() {
    local counted=(0 1)
    step "the checks themselves" tools/test_checks "$results/checks.txt" || true
    [ ! -s "$results/checks.txt" ] || read -r -a counted <"$results/checks.txt"
    add_counts "tests of the checks" "${counted[0]}" "${counted[1]}" 0
    check "levels of includes" tools/check_levels || true
    check "lengths, names, addresses" tools/check_tidy || true
    check "format of C++" brief check_cpp_format || true
}

# test_server <preset> [program…]: builds and runs the programs named, or all.
test_server() {
    preset=$1
    shift
    count "build of the test programs" build_preset "$preset" "$@" || return 0
    if [ $# -eq 0 ]; then
        mapfile -t programs < <(grep . "$build/$preset/test_programs.txt")
    else
        programs=("$@")
    fi
    # Killing the process is what the tests do, never the power: the files need not reach the disk.
    start_postgres off
    trap stop_postgres EXIT
    step "test programs, on SQLite and PostgreSQL" run_programs || true
    stop_postgres
    trap - EXIT
    count_programs
}

# The later a program is named, the more of the house it tests and the longer it takes: those go first, so that no core
# waits for the last of them. The stories go in parts for the same reason.
run_programs() {
    export results build preset
    export -f run_program
    list_parts | tac | xargs -r -P "$(jobs_count)" -L 1 bash -c 'run_program "$@"' run_program
}

# Lines of "<program> <part> <parts>".
list_parts() {
    local program part parts
    for program in "${programs[@]}"; do
        parts=1
        [ "$program" != scenario_tests ] || parts=6
        for ((part = 0; part < parts; part++)); do
            echo "$program $part $parts"
        done
    done
}

# One part of a test program; its words appear only when it fails.
run_program() {
    local program=$1 status=0 name="$1-$2"
    local log="$results/gtest/$name.log"
    export GTEST_SHARD_INDEX=$2 GTEST_TOTAL_SHARDS=$3
    export ASAN_OPTIONS=strict_string_checks=1:detect_stack_use_after_return=1 UBSAN_OPTIONS=print_stacktrace=1
    export LSAN_OPTIONS=suppressions=$PWD/tests/leaks_of_libraries.txt:print_suppressions=0
    export TSAN_OPTIONS=second_deadlock_stack=1
    timeout --kill-after=10 1200 "$build/$preset/$program" --gtest_brief=1 \
        "--gtest_output=xml:$results/gtest/$name.xml" >"$log" 2>&1 || status=$?
    echo "$status" >"$results/gtest/$name.status"
    if [ "$status" -ne 0 ]; then
        printf -- '-- %s ended with %d\n' "$name" "$status"
        tail -n 150 "$log"
    fi
    return 0
}

# A program that ends badly without a failed test (a leak, a crash, a timeout) counts as one failure.
count_programs() {
    local program part parts status counts sums=()
    while read -r program part parts; do
        status=$(cat "$results/gtest/$program-$part.status" 2>/dev/null || echo 1)
        counts=(0 0 0)
        if [ -s "$results/gtest/$program-$part.xml" ]; then
            read -r -a counts < <(count_gtest "$results/gtest/$program-$part.xml")
        fi
        if [ "$status" -ne 0 ] && [ "${counts[1]}" -eq 0 ]; then
            counts[1]=1
        fi
        [ "$part" -gt 0 ] || sums=(0 0 0)
        sums=($((sums[0] + counts[0])) $((sums[1] + counts[1])) $((sums[2] + counts[2])))
        [ "$((part + 1))" -lt "$parts" ] || add_counts "$program" "${sums[@]}"
    done < <(list_parts)
}

test_release_and_screens() {
    local released=''
    if count "release build" build_preset release homeport homeport_bench; then
        released=yes
        check "generated files are committed" compare_generated || true
    fi
    [ -d web ] || return 0
    check "types of the screens" brief npm --prefix web run --silent typecheck || true
    check "biome over the screens" brief npm --prefix web run --silent lint || true
    step "tests of the screens" run_vitest || true
    local counts
    read -r -a counts < <(count_json vitest "$results/vitest.json")
    add_counts "vitest" "${counts[@]}"
    count "build of the screens" build_web || return 0
    check "size of the screens" brief npm --prefix web run --silent test:size || true
    if [ -n "${HOMEPORT_WITHOUT_BROWSER:-}" ]; then
        note "HOMEPORT_WITHOUT_BROWSER is set: the browser tests are left out"
    elif [ -n "$released" ] && [ -d web/e2e ]; then
        local part
        step "browser tests against the release build, $browser_parts at a time" run_browser_tests || true
        for ((part = 1; part <= browser_parts; part++)); do
            read -r -a counts < <(count_json playwright "$results/playwright-$part.json")
            add_counts "playwright, part $part" "${counts[@]}"
        done
    fi
}

run_vitest() {
    (cd web && node_modules/.bin/vitest run --reporter=default --reporter=json "--outputFile.json=$results/vitest.json")
}

# The files of journeys in parts, each with a server and a browser of its own. A part waits for pages more than it
# computes, and two keep two cores busy; more would only make each slower than its patience.
browser_parts=2

run_browser_tests() {
    local part status=0 running=()
    for ((part = 2; part <= browser_parts; part++)); do
        run_browser_part "$part" >"$results/playwright-$part.log" 2>&1 &
        running+=($!)
    done
    run_browser_part 1 || status=1
    for ((part = 2; part <= browser_parts; part++)); do
        wait "${running[part - 2]}" || status=1
        cat "$results/playwright-$part.log"
    done
    return "$status"
}

run_browser_part() {
    cd "$root/web/e2e"
    HOMEPORT_BINARY="$build/release/homeport" HOMEPORT_WEB_DIR="$root/web/office/dist" CI=1 \
        HOMEPORT_E2E_RESULTS="$root/web/test-results/part-$1" \
        PLAYWRIGHT_JSON_OUTPUT_NAME="$results/playwright-$1.json" \
        "$root/web/node_modules/.bin/playwright" test "--shard=$1/$browser_parts" --reporter=list,json
}

test_second_opinion() {
    count "clang build" build_preset clang || true
    check "clang-tidy with the static analyzer" tools/clang_tidy.mjs --deep || true
}
