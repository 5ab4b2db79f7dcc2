# Counts what the test programs of all kinds report. Sourced by ./dev test.

passed=0 failed=0 skipped=0

# check <words> <command…>: a step that counts as one test.
check() {
    local words=$1
    shift
    count "$words" step "$words" "$@"
}

# count <words> <command…>: the same for what is made of steps itself.
count() {
    local words=$1
    shift
    if "$@"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        failures+=("$words")
        return 1
    fi
}
failures=()

# add_counts <words> <passed> <failed> <skipped>
add_counts() {
    passed=$((passed + $2)) failed=$((failed + $3)) skipped=$((skipped + $4))
    [ "$3" -eq 0 ] || failures+=("$1: $3")
    note "   $1: $2 passed, $3 failed, $4 skipped"
}

# count_gtest <xml>: prints "passed failed skipped".
count_gtest() {
    awk '
        function attribute(name) {
            return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) + 0 : 0
        }
        /<testsuites / { total = attribute("tests"); broken = attribute("failures") + attribute("errors"); off = attribute("disabled") }
        /<testcase .*result="skipped"/ { passed_over++ }
        END { print total - broken - off - passed_over, broken + 0, off + passed_over }
    ' "$1"
}

# count_json <vitest|playwright> <file>: prints "passed failed skipped"; a file that isn't there is one failure.
count_json() {
    [ -s "$2" ] || { echo "0 1 0"; return; }
    node -e '
        const [kind, file] = process.argv.slice(1);
        const report = JSON.parse(require("node:fs").readFileSync(file, "utf8"));
        if (kind === "vitest") {
            const brokenFiles = report.testResults.filter((r) => r.status === "failed" && r.assertionResults.length === 0);
            console.log(report.numPassedTests, report.numFailedTests + brokenFiles.length,
                report.numPendingTests + report.numTodoTests);
        } else {
            const { expected, unexpected, flaky, skipped } = report.stats;
            console.log(expected, unexpected + flaky + (report.errors ?? []).length, skipped);
        }' "$1" "$2"
}

# The last line of ./dev test, the only one that tools read.
print_total() {
    local failure
    for failure in "${failures[@]+"${failures[@]}"}"; do
        complain "   failed: $failure"
    done
    if [ "$skipped" -gt 0 ]; then
        printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
    else
        printf '%d passed, %d failed\n' "$passed" "$failed"
    fi
    [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}
