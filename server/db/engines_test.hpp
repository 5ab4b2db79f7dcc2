#pragma once

// The same tests on both engines: a fresh store for each test, opened with the options it asks for.

#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "db/database.hpp"

namespace homeport::db {

// Removed with everything in it when it goes out of scope.
class ScratchFolder {
 public:
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

struct Tuning {
  TestSeams seams;
  std::size_t write_queue_limit = 10'000;
  std::size_t batch_limit = 256;
  std::int64_t batch_work_us = 600'000'000;  // a batch ends with the queue, however slow the machine
  int connections = 4;
  int retry_limit = 8;
};

// PostgreSQL is the throwaway server named by HOMEPORT_TEST_POSTGRES; each suite has a database of its own there.
class OnEachEngine : public ::testing::TestWithParam<Engine> {
 protected:
  static void TearDownTestSuite();
  void SetUp() override;
  void TearDown() override;

  // Closes what is open and opens the same store again; the first time with an empty table
  // note (id, body, data, parent_id), whose parent_id is checked at the end of a transaction.
  Database& open(const Tuning& tuning = {});
  void close() { database_.reset(); }
  [[nodiscard]] Database& database() { return *database_; }
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }

  // As any reader sees it.
  [[nodiscard]] std::int64_t count_notes();
  [[nodiscard]] std::vector<std::int64_t> note_ids();

 private:
  ScratchFolder folder_;
  std::unique_ptr<Database> database_;
  bool has_table_ = false;
};

extern const Sql kInsertNote;   // id
extern const Sql kInsertBody;   // id, body
extern const Sql kInsertChild;  // id, parent_id
extern const Sql kBodyOf;       // id → body

#define HOMEPORT_ON_EACH_ENGINE(suite)                                     \
  INSTANTIATE_TEST_SUITE_P(                                                \
      engines, suite, ::testing::Values(Engine::sqlite, Engine::postgres), \
      [](const auto& parameter) { return std::string(parameter.param == Engine::sqlite ? "sqlite" : "postgres"); })

// Holds the database thread inside a job until released, so that others queue up behind it.
class Gate {
 public:
  void open();
  void wait_until_open();

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool is_open_ = false;
};

// The outcome of a submitted job.
class Ticket {
 public:
  [[nodiscard]] std::function<void(std::exception_ptr)> done();
  // Waits; the error, or null.
  [[nodiscard]] std::exception_ptr wait();
  // Waits; the error's sentence, or empty.
  [[nodiscard]] std::string sentence();

 private:
  struct State {
    std::mutex mutex;
    std::condition_variable changed;
    bool is_done = false;
    std::exception_ptr error;
  };
  std::shared_ptr<State> state_ = std::make_shared<State>();
};

}  // namespace homeport::db
