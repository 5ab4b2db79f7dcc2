#pragma once

// A fresh database of either engine for one test, with a manual clock and everything a use-case needs. PostgreSQL is
// the throwaway server named by HOMEPORT_TEST_POSTGRES; without it those cases skip with a notice.
//
//   class points_store : public EngineTest {};
//   TEST_P(points_store, a_sale_adds_up) { TestDatabase database(GetParam(), migrations); … }
//   HOMEPORT_ON_BOTH_ENGINES(points_store);

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "db/database.hpp"
#include "db/migrate.hpp"
#include "kit/module.hpp"
#include "kit/runtime.hpp"
#include "kit/use_case.hpp"

namespace homeport::test {

// Removed with everything in it when it goes out of scope.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// A database of its own on the throwaway server, dropped when it goes out of scope.
class OwnPostgres {
 public:
  OwnPostgres();
  ~OwnPostgres();
  OwnPostgres(const OwnPostgres&) = delete;
  OwnPostgres& operator=(const OwnPostgres&) = delete;
  [[nodiscard]] std::string url() const;

 private:
  std::string name_;
};

inline const Time kTestMorning = *parse_rfc3339("2026-11-21T08:00:00Z");

class TestDatabase {
 public:
  // Applies kit's migrations and those of the modules, in order.
  TestDatabase(db::Engine engine, const std::vector<kit::Module>& modules, const db::TestSeams& seams = {});
  ~TestDatabase();
  TestDatabase(const TestDatabase&) = delete;
  TestDatabase& operator=(const TestDatabase&) = delete;

  [[nodiscard]] db::Database& database() { return *database_; }
  [[nodiscard]] kit::Runtime& runtime() { return runtime_; }
  [[nodiscard]] ManualClock& clock() { return clock_; }
  [[nodiscard]] IdSource& ids() { return ids_; }
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }
  // What a module says must hold; the violations found, empty when all is well.
  [[nodiscard]] std::vector<std::string> broken_invariants(const std::vector<kit::Module>& modules);

  // Runs a use-case Result<T>(kit::Write&) as the system, or as somebody.
  template <class UseCase>
  auto write(UseCase use_case) {
    return kit::in_write(runtime_, system_, use_case);
  }
  template <class UseCase>
  auto write_as(const kit::Actor& actor, UseCase use_case) {
    return kit::in_write(runtime_, actor, use_case);
  }
  template <class UseCase>
  auto read(UseCase use_case) {
    return kit::in_read(runtime_, system_, use_case);
  }

 private:
  TemporaryFolder folder_;
  std::string postgres_name_;
  ManualClock clock_{kTestMorning};
  IdSource ids_{clock_};
  std::unique_ptr<db::Database> database_;
  kit::Runtime runtime_;
  kit::Actor system_ = kit::system_actor("test");
};

[[nodiscard]] std::string engine_name(db::Engine engine);

class EngineTest : public ::testing::TestWithParam<db::Engine> {
 protected:
  void SetUp() override;  // skips with a notice where the engine isn't there
};

#define HOMEPORT_ON_BOTH_ENGINES(suite)                                                                         \
  INSTANTIATE_TEST_SUITE_P(engines, suite,                                                                      \
                           ::testing::Values(::homeport::db::Engine::sqlite, ::homeport::db::Engine::postgres), \
                           [](const auto& parameter) { return ::homeport::test::engine_name(parameter.param); })

}  // namespace homeport::test
