#: ./dev bench [--size small|full] [--compare] [--customers N] [--lines N] [--seconds N] [figure…]
#:
#: Builds for release, measures the figures of bench/README.md (or those named, such as S1) and writes
#: bench/results. --compare shows what got slower since the results committed. --customers (S5), --lines (S7) and
#: --seconds (of a round) set sizes of your own.
. tools/dev/setup.sh
. tools/dev/build.sh

run_bench() {
    install_needed build test
    build_preset release homeport homeport_bench
    "$build/release/homeport_bench" "$@"
}
