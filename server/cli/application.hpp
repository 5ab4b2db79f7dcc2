#pragma once

// The composition root: the only place that knows every module. Opens the database, makes the modules, and hands them
// to whoever serves (serve.cpp), works at the terminal (commands.cpp) or tests.

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "db/migrate.hpp"
#include "http/metrics.hpp"
#include "http/router.hpp"
#include "kit/module.hpp"
#include "kit/runtime.hpp"
#include "modules/identity/service.hpp"

namespace homeport::cli {

struct DataOptions {
  std::filesystem::path folder = "homeport-data";
  std::string database_url;  // PostgreSQL; empty: the embedded file in the folder
  int node = 0;              // 0…255, another one for each server over one database
  int job_threads = 1;
};

class Application {
 public:
  // Makes the data folder (readable by its owner only) and opens the database. Throws std::runtime_error with a
  // sentence for a person when it can't.
  Application(const DataOptions& options, const Clock& clock, PasswordCost password_cost = PasswordCost::interactive);
  ~Application();
  Application(const Application&) = delete;
  Application& operator=(const Application&) = delete;

  [[nodiscard]] kit::Runtime& runtime();
  [[nodiscard]] db::Database& database();
  [[nodiscard]] identity::Identity& identity();
  [[nodiscard]] kit::Jobs& jobs();
  [[nodiscard]] kit::Outbox& outbox();
  // What /metrics shows; the server counts into the same.
  [[nodiscard]] const std::shared_ptr<http::Metrics>& metrics() const;
  [[nodiscard]] const std::vector<kit::Module>& modules() const;
  [[nodiscard]] const std::filesystem::path& folder() const;

  // Brings the schema up to date, with a backup of an older one first.
  [[nodiscard]] Result<db::MigrationReport> migrate();
  // All modules' routes, the version and the live events. `events` is asked for when a screen subscribes.
  void add_routes(http::Router& router);
  // Every invariant of every module, one sentence per violation.
  [[nodiscard]] std::vector<std::string> broken_invariants();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The description of the whole API, made without a database at hand.
[[nodiscard]] std::string api_description();

// Where the built back office lies: beside an installed program, else in the source tree this was built from.
[[nodiscard]] std::filesystem::path default_web_folder();

// This program's version, "0.1.0".
[[nodiscard]] std::string_view version();

}  // namespace homeport::cli
