// Measures the figures of README.md and writes bench/results. Ratios to something run in the same sitting; never an
// assertion about time.

#include <array>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <functional>
#include <set>

#include <CLI/CLI.hpp>
#include <sys/resource.h>
#include <unistd.h>

#include "backtest.hpp"
#include "chain.hpp"
#include "customer_import.hpp"
#include "customer_lists.hpp"
#include "figures.hpp"
#include "http_hello.hpp"
#include "pgbench.hpp"
#include "pool_sweep.hpp"
#include "program_start.hpp"

namespace homeport::bench {
namespace {

struct Sizes {
  int rounds = 3;
  std::int64_t round_ms = 4'000;
  std::int64_t members = 10'000;
  int pgbench_scale = 10;
  std::int64_t sale_lines = 200'000;
  std::int64_t tracking = 100'000;  // customers under the sweep of S11, a hundredth of them due
  std::int64_t import_rows = 20'000;
  std::int64_t listed = 100'000;  // customers of S5, ten times as many as it compares with
};

struct Sitting {
  std::string size;
  Sizes sizes;
  std::filesystem::path folder;
  std::vector<Figure> figures;
  int chains = 0;
};

double cpu_seconds(int who) {
  rusage usage{};
  ::getrusage(who, &usage);
  return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

// The load and what the rest of this process (the server) used meanwhile, per answer.
struct Measured {
  LoadResult load;
  double server_cpu_us = 0;
};

Measured put_measured_load(const LoadOptions& options) {
  const double all = cpu_seconds(RUSAGE_SELF);
  const double own = cpu_seconds(RUSAGE_THREAD);
  Measured measured;
  measured.load = put_load(options);
  const double used = (cpu_seconds(RUSAGE_SELF) - all) - (cpu_seconds(RUSAGE_THREAD) - own);
  if (measured.load.answers > 0) measured.server_cpu_us = used * 1e6 / static_cast<double>(measured.load.answers);
  if (measured.load.failures > 0) {
    std::fprintf(stderr, "%lld requests failed: %s\n", static_cast<long long>(measured.load.failures),
                 measured.load.first_failure.c_str());
  }
  return measured;
}

using BodyOf = std::function<std::string(std::size_t number)>;

Measured sell(const Chain& chain, int connections, std::int64_t duration_ms, const std::string& key,
              const BodyOf& body_of, std::int64_t most = 10'000'000) {
  LoadOptions load;
  load.port = chain.port();
  load.connections = connections;
  load.duration_ms = duration_ms;
  load.requests = most;
  load.make_request = [&](std::int64_t number) {
    return post_request("/v1/sales", body_of(static_cast<std::size_t>(number)),
                        chain.authorization() + "Idempotency-Key: " + key + "-" + std::to_string(number) + "\r\n");
  };
  return put_measured_load(load);
}

Measured sell(const Chain& chain, int connections, std::int64_t duration_ms, const std::string& key) {
  return sell(chain, connections, duration_ms, key, [&](std::size_t n) { return chain.sale_body(n, n); });
}

void add_round(Figure& figure, const Measured& measured, double against) {
  figure.rounds.push_back(measured.load.per_second);
  figure.against_rounds.push_back(against);
  figure.cpu_us = measured.server_cpu_us;
  figure.p50_ms = measured.load.p50_ms;
  figure.p99_ms = measured.load.p99_ms;
}

Figure checkout_figure(const Sitting& sitting, const std::string& id, int connections) {
  Figure figure;
  figure.id = id;
  figure.variant = "checkout, " + std::to_string(connections) + " connections";
  figure.size = sitting.size;
  figure.unit = "sales/s";
  figure.against = "pgbench TPC-B-like, 32 clients, tps";
  return figure;
}

// S1 (SQLite) or S2 (PostgreSQL): durable checkouts over HTTP, in turn with pgbench on the same disk.
void measure_checkout(Sitting& sitting, const std::string& id, bool on_postgres) {
  if (!postgres_server()) {
    std::printf("%s is left out: HOMEPORT_TEST_POSTGRES names no server to compare with\n", id.c_str());
    return;
  }
  TemporaryDatabase pgbench("homeport_pgbench");
  fill_pgbench(pgbench, sitting.sizes.pgbench_scale);
  std::unique_ptr<TemporaryDatabase> own;
  ChainOptions options;
  options.folder = sitting.folder / ("chain-" + std::to_string(++sitting.chains));
  options.members = sitting.sizes.members;
  if (on_postgres) {
    own = std::make_unique<TemporaryDatabase>("homeport_chain");
    options.database_url = own->url();
  }
  Chain chain(options);
  auto few = checkout_figure(sitting, id, 32);
  auto many = checkout_figure(sitting, id, 256);
  for (int round = 0; round < sitting.sizes.rounds; ++round) {
    const std::string key = id + "-" + std::to_string(round);
    const double tps = run_pgbench(pgbench, static_cast<int>(sitting.sizes.round_ms / 1000));
    add_round(few, sell(chain, 32, sitting.sizes.round_ms, key + "-few"), tps);
    add_round(many, sell(chain, 256, sitting.sizes.round_ms, key + "-many"), tps);
  }
  for (auto* figure : {&few, &many}) {
    settle(*figure);
    sitting.figures.push_back(*figure);
  }
}

constexpr std::int64_t kMostHotSales = 30'000;  // his tier stays what it is

// S3: everybody sells to one member, whose account is a row all of them want, in turn with sales to a member each.
void measure_hot_member(Sitting& sitting) {
  ChainOptions options;
  options.folder = sitting.folder / ("chain-" + std::to_string(++sitting.chains));
  options.members = sitting.sizes.members;
  Chain chain(options);
  Figure figure;
  figure.id = "S3";
  figure.variant = "checkout for one member, 32 connections";
  figure.size = sitting.size;
  figure.unit = "sales/s";
  figure.against = "checkout for all members, 32 connections, sales/s";
  for (int round = 0; round < sitting.sizes.rounds; ++round) {
    const std::string key = "S3-" + std::to_string(round);
    const auto spread = sell(chain, 32, sitting.sizes.round_ms, key + "-spread");
    const auto hot = sell(
        chain, 32, sitting.sizes.round_ms, key + "-hot",
        [&](std::size_t) { return chain.smallest_sale_body(static_cast<std::size_t>(round)); }, kMostHotSales);
    add_round(figure, hot, spread.load.per_second);
  }
  settle(figure);
  sitting.figures.push_back(figure);
}

// S4: a member by card with the head of his record, against the bare listener.
void measure_member(Sitting& sitting) {
  ChainOptions options;
  options.folder = sitting.folder / ("chain-" + std::to_string(++sitting.chains));
  options.members = sitting.sizes.members;
  Chain chain(options);
  Figure figure;
  figure.id = "S4";
  figure.variant = "member by card, 32 connections";
  figure.size = sitting.size;
  figure.unit = "req/s";
  figure.against = "bare hello of the listener, req/s";
  const auto members = chain.member_ids().size();
  for (int round = 0; round < sitting.sizes.rounds; ++round) {
    const auto hello = measure_hello(32, sitting.sizes.round_ms * 20);
    LoadOptions load;
    load.port = chain.port();
    load.duration_ms = sitting.sizes.round_ms;
    load.requests = 10'000'000;
    load.make_request = [&](std::int64_t number) {
      const auto member = static_cast<std::size_t>(number) * 7919 % members;
      return get_request("/v1/customers/find?code=" + Chain::card_of(member), chain.authorization());
    };
    add_round(figure, put_measured_load(load), hello.load.per_second);
  }
  settle(figure);
  sitting.figures.push_back(figure);
}

// S5: lists and searches among many customers, in turn with the same among few.
void measure_customer_lists(Sitting& sitting) {
  ListOptions options;
  options.folder = sitting.folder / "lists";
  options.size = sitting.size;
  options.few = sitting.sizes.listed / 10;
  options.many = sitting.sizes.listed;
  options.rounds = sitting.sizes.rounds;
  options.round_ms = sitting.sizes.round_ms;
  std::filesystem::create_directories(options.folder);
  for (auto& figure : measure_lists(options))
    sitting.figures.push_back(std::move(figure));
}

// S6: a file of customers, in turn with sqlite3 reading it into a table.
void measure_imports(Sitting& sitting) {
  const auto figures = measure_customer_import(
      {sitting.folder / "import", sitting.size, sitting.sizes.import_rows, sitting.sizes.rounds});
  sitting.figures.insert(sitting.figures.end(), figures.begin(), figures.end());
}

// S7: a back-test over all sale lines, in turn with a sum over one of their columns.
void measure_backtests(Sitting& sitting) {
  const auto folder = sitting.folder / ("chain-" + std::to_string(++sitting.chains));
  sitting.figures.push_back(measure_backtest({folder, sitting.size, sitting.sizes.sale_lines, sitting.sizes.rounds}));
}

// S7 again, seen from the till: checkouts while back-tests run, in turn with checkouts alone.
void measure_tills_beside_backtests(Sitting& sitting) {
  const auto folder = sitting.folder / ("chain-" + std::to_string(++sitting.chains));
  Chain chain({folder, "", sitting.sizes.members});
  Figure figure;
  figure.id = "S7";
  figure.variant = "checkout beside back-tests, 32 connections";
  figure.size = sitting.size;
  figure.unit = "sales/s";
  figure.against = "checkout alone, 32 connections, sales/s";
  for (int round = 0; round < sitting.sizes.rounds; ++round) {
    const std::string key = "S7-" + std::to_string(round);
    const auto alone = sell(chain, 32, sitting.sizes.round_ms, key + "-alone");
    const EndlessBacktests beside(chain.application());
    add_round(figure, sell(chain, 32, sitting.sizes.round_ms, key + "-beside"), alone.load.per_second);
  }
  settle(figure);
  sitting.figures.push_back(figure);
}

// S12: start to first answer and resident memory, of the program beside this one.
void measure_start(Sitting& sitting) {
  const auto figures = measure_program_start(sitting.folder / "start", sitting.size, std::max(5, sitting.sizes.rounds));
  sitting.figures.insert(sitting.figures.end(), figures.begin(), figures.end());
}

// S11: one sweep, with a small write after the other beside it.
void measure_pool(Sitting& sitting) {
  Figure sweep;
  sweep.id = "S11";
  sweep.variant =
      "sweep, " + std::to_string(sitting.sizes.tracking / 100) + " due of " + std::to_string(sitting.sizes.tracking);
  sweep.size = sitting.size;
  sweep.unit = "ms";
  sweep.against = "goal 1000 ms at 10000 due";
  Figure wait = sweep;
  wait.variant = "longest wait of another write";
  wait.against = "goal 50 ms";
  SweepOptions options;
  options.folder = sitting.folder / "pool";
  options.tracking = sitting.sizes.tracking;
  options.due = sitting.sizes.tracking / 100;
  const auto result = measure_sweep(options);
  if (result.returned != options.due)
    std::fprintf(stderr, "S11: %lld returned\n", static_cast<long long>(result.returned));
  sweep.rounds.push_back(result.sweep_ms);
  sweep.against_rounds.push_back(1000.0 * static_cast<double>(options.due) / 10'000.0);
  wait.rounds.push_back(result.longest_wait_ms);
  wait.against_rounds.push_back(50);
  for (auto* figure : {&sweep, &wait}) {
    settle(*figure);
    sitting.figures.push_back(*figure);
  }
}

std::string commit() {
  FILE* pipe = ::popen("git rev-parse --short HEAD 2>/dev/null", "r");
  if (pipe == nullptr) return "unknown";
  std::array<char, 64> line{};
  const bool is_read = std::fgets(line.data(), static_cast<int>(line.size()), pipe) != nullptr;
  ::pclose(pipe);
  std::string text = is_read ? line.data() : "unknown";
  while (!text.empty() && text.back() == '\n')
    text.pop_back();
  return text;
}

void compare(const std::vector<Figure>& figures, const std::vector<Earlier>& earlier) {
  for (const auto& figure : figures) {
    const std::string key = figure.id + " " + figure.variant + " " + figure.size;
    for (const auto& before : earlier) {
      if (before.key != key) continue;
      std::printf("%s: %.1f before, %.1f now; ratio %.2f before, %.2f now\n", key.c_str(), before.value, figure.value,
                  before.ratio, figure.ratio);
    }
  }
}

void write_results(const std::vector<Figure>& figures) {
  const auto measured_at = format_rfc3339(now_from_system_clock());
  const auto json = as_json(figures, commit(), measured_at);
  const std::filesystem::path folder = "bench/results";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "latest.json") << json;
  std::string name = measured_at.substr(0, 19);
  std::replace(name.begin(), name.end(), ':', '-');
  std::ofstream(folder / (name + ".json")) << json;
}

Sizes sizes_of(const std::string& size) {
  if (size == "full") return {5, 20'000, 200'000, 50, 10'000'000, 1'000'000, 1'000'000, 1'000'000};
  return {};
}

int run(const std::string& size, const Sizes& sizes, bool with_comparison, const std::set<std::string>& wanted) {
  Sitting sitting;
  sitting.size = size;
  sitting.sizes = sizes;
  sitting.folder = std::filesystem::temp_directory_path() / ("homeport-bench-" + std::to_string(::getpid()));
  std::filesystem::create_directories(sitting.folder);
  const auto earlier = read_earlier("bench/results/latest.json");
  const auto is_wanted = [&](const char* id) { return wanted.empty() || wanted.contains(id); };
  if (is_wanted("S1")) measure_checkout(sitting, "S1", false);
  if (is_wanted("S2")) measure_checkout(sitting, "S2", true);
  if (is_wanted("S3")) measure_hot_member(sitting);
  if (is_wanted("S4")) measure_member(sitting);
  if (is_wanted("S5")) measure_customer_lists(sitting);
  if (is_wanted("S6")) measure_imports(sitting);
  if (is_wanted("S7")) {
    measure_backtests(sitting);
    measure_tills_beside_backtests(sitting);
  }
  if (is_wanted("S11")) measure_pool(sitting);
  if (is_wanted("S12")) measure_start(sitting);
  std::filesystem::remove_all(sitting.folder);
  std::printf("%s", as_table(sitting.figures).c_str());
  if (with_comparison) compare(sitting.figures, earlier);
  if (wanted.empty()) write_results(sitting.figures);
  return 0;
}

}  // namespace
}  // namespace homeport::bench

int main(int argc, char** argv) {
  // A child process begins with a copy of what is not written yet.
  std::setvbuf(stdout, nullptr, _IOLBF, BUFSIZ);
  CLI::App app{"Measures Homeport; see bench/README.md"};
  std::string size = "small";
  bool compare = false;
  std::vector<std::string> figures;
  app.add_option("--size", size, "small (about a minute) or full")->check(CLI::IsMember({"small", "full"}));
  app.add_flag("--compare", compare, "Show what changed since the results kept");
  std::optional<std::int64_t> customers;
  std::optional<std::int64_t> lines;
  std::optional<std::int64_t> seconds;
  app.add_option("--customers", customers, "How many S5 lists, at least 1,000")->check(CLI::Range(1'000, 100'000'000));
  app.add_option("--lines", lines, "How many lines S7 replays, at least 1,000")
      ->check(CLI::Range(1'000, 1'000'000'000));
  app.add_option("--seconds", seconds, "How long a round lasts")->check(CLI::Range(1, 600));
  app.add_option("figures", figures, "Only these, such as S1; results are then not kept");
  CLI11_PARSE(app, argc, argv);
  try {
    auto sizes = homeport::bench::sizes_of(size);
    sizes.listed = customers.value_or(sizes.listed);
    sizes.sale_lines = lines.value_or(sizes.sale_lines);
    if (seconds) sizes.round_ms = *seconds * 1'000;
    return homeport::bench::run(size, sizes, compare, {figures.begin(), figures.end()});
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench: %s\n", error.what());
    return 1;
  }
}
