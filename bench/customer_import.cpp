#include "customer_import.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include "cli/application.hpp"
#include "kit/jobs.hpp"
#include "modules/identity/service.hpp"
#include "modules/imports/file_steps.hpp"
#include "modules/imports/people_service.hpp"
#include "must.hpp"

namespace homeport::bench {
namespace {

template <class Work>
double seconds_of(Work work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

// A thousandth of the rows is somebody who stands there already.
void write_file(const std::filesystem::path& file, std::int64_t rows) {
  constexpr std::int64_t kRepeatEvery = 1'000;
  std::ofstream out(file, std::ios::binary);
  out << "编号,姓名,手机,邮箱,生日,卡号,备注\n";
  for (std::int64_t i = 0; i < rows; ++i) {
    const std::int64_t n = i % kRepeatEvery == kRepeatEvery - 1 ? i - 1 : i;
    char line[256];  // NOLINT: for snprintf
    std::snprintf(line, sizeof line,
                  "B-%07lld,王小明%lld,139%08lld,m%lld@example.cn,19%02lld-0%lld-1%lld,8%08lld,第%lld位\n",
                  static_cast<long long>(n), static_cast<long long>(n), static_cast<long long>(n),
                  static_cast<long long>(n), static_cast<long long>(50 + n % 50), static_cast<long long>(1 + n % 9),
                  static_cast<long long>(n % 10), static_cast<long long>(n), static_cast<long long>(n));
    out << line;
  }
  if (!out) throw std::runtime_error("bench: cannot write the file to import");
}

double import_with_sqlite3(const std::filesystem::path& folder, const std::filesystem::path& file) {
  const auto database = folder / "plain.db";
  std::filesystem::remove(database);
  const std::string command =
      "sqlite3 '" + database.string() + "' '.mode csv' '.import \"" + file.string() + "\" customers'";
  return seconds_of([&] {
    if (std::system(command.c_str()) != 0) {  // NOLINT(concurrency-mt-unsafe): nobody else starts anything here
      throw std::runtime_error("bench: sqlite3 is needed to compare with (package sqlite3)");
    }
  });
}

// What figures taken before in this process needed is none of this one's.
void forget_peak_memory() { std::ofstream("/proc/self/clear_refs") << "5"; }

std::int64_t peak_memory_kib() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    std::int64_t kib = 0;
    if (word == "VmHWM:" && status >> kib) return kib;
  }
  throw std::runtime_error("bench: the kernel does not say how much memory this process had");
}

struct Taken {
  double check_seconds = 0;
  double import_seconds = 0;
};

Taken import_once(const std::filesystem::path& folder, const std::filesystem::path& file, std::int64_t rows) {
  const SystemClock clock;
  Taken taken;
  {
    cli::DataOptions data;
    data.folder = folder;
    cli::Application application(data, clock, PasswordCost::least);
    must(application.migrate());
    identity::SetupRequest request;
    request.chain_name = "Bench";
    request.store_name = "Quay";
    request.admin_name = "Ada";
    request.sign_in_name = "ada";
    request.password = "a quiet anchorage 7";
    (void)must(identity::set_up(application.identity(), request, nullptr));
    auto& runtime = application.runtime();
    const auto actor = kit::system_actor("bench");
    const auto copy = folder / "brought.csv";
    std::filesystem::copy_file(file, copy);
    const auto size = static_cast<std::int64_t>(std::filesystem::file_size(copy));
    const auto document = must(imports::bring_people(runtime, actor, {copy, "people.csv", size}));
    imports::PeopleMapping mapping;
    mapping.external_ref = 0;
    mapping.name = 1;
    mapping.phone = 2;
    mapping.email = 3;
    mapping.birthday = 4;
    mapping.card_number = 5;
    mapping.note = 6;
    mapping.default_store_id =
        application.database().read([](db::Transaction& tx) { return identity::active_stores(tx).front().id; });
    const auto id = document.import.id;
    taken.check_seconds = seconds_of([&] { (void)must(imports::check_people(runtime, actor, id, mapping)); });
    (void)must(kit::in_write(runtime, actor, [&](kit::Write& write) {
      return imports::start_import(write, imports::ImportKind::customers, id);
    }));
    taken.import_seconds = seconds_of([&] { application.jobs().run_due_here(); });
    const auto done = application.database().read([&](db::Transaction& tx) {
      return must(imports::load_people({tx, actor, clock.now()}, runtime, id)).import;
    });
    if (done.customers_created != rows - rows / 1'000) {
      throw std::runtime_error("bench: " + std::to_string(done.customers_created) + " customers came in");
    }
  }
  std::filesystem::remove_all(folder);
  return taken;
}

}  // namespace

std::vector<Figure> measure_customer_import(const CustomerImportOptions& options) {
  std::filesystem::create_directories(options.folder);
  const auto file = options.folder / "people.csv";
  write_file(file, options.rows);
  Figure work;
  work.id = "S6";
  work.variant = "import of " + std::to_string(options.rows / 1'000) + " k customers";
  work.size = options.size;
  work.unit = "s";
  work.against = "sqlite3 .import of the same file, s";
  Figure check = work;
  check.variant = "check of " + std::to_string(options.rows / 1'000) + " k customers";
  forget_peak_memory();
  for (int round = 0; round < options.rounds; ++round) {
    const double plain = import_with_sqlite3(options.folder, file);
    const auto taken = import_once(options.folder / "chain", file, options.rows);
    work.rounds.push_back(taken.import_seconds);
    work.against_rounds.push_back(plain);
    check.rounds.push_back(taken.check_seconds);
    check.against_rounds.push_back(plain);
  }
  std::printf("S6: at most %lld MiB resident\n", static_cast<long long>(peak_memory_kib() / 1024));
  std::filesystem::remove_all(options.folder);
  for (auto* figure : {&work, &check})
    settle(*figure);
  return {work, check};
}

}  // namespace homeport::bench
