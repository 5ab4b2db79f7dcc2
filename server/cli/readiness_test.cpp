#include "cli/readiness.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace homeport::cli {
namespace {

// A database somewhere else, whose answers are given by hand.
class DistantDatabase final : public db::Database {
 public:
  db::Engine engine() const override { return db::Engine::postgres; }
  bool submit(db::WriteJob) override { return false; }
  bool submit_read(db::ReadJob job) override {
    if (is_full) return false;
    asked.push_back(std::move(job));
    return true;
  }
  void read_here(const std::function<void(db::Transaction&)>&) override { throw std::runtime_error("too far"); }
  bool reads_are_local() const override { return false; }
  void backup_to(const std::filesystem::path&) override {}
  std::string quick_check() override { return "ok"; }
  db::DatabaseStatus status() const override { return {}; }

  void answer(std::exception_ptr failure = nullptr) {
    ASSERT_FALSE(asked.empty());
    auto job = std::move(asked.back());
    asked.pop_back();
    job.done(std::move(failure));
  }

  std::vector<db::ReadJob> asked;
  bool is_full = false;
};

// An embedded one whose file can't be read.
class BrokenFile final : public db::Database {
 public:
  db::Engine engine() const override { return db::Engine::sqlite; }
  bool submit(db::WriteJob) override { return false; }
  bool submit_read(db::ReadJob) override { return false; }
  void read_here(const std::function<void(db::Transaction&)>&) override { throw std::runtime_error("disk I/O error"); }
  bool reads_are_local() const override { return true; }
  void backup_to(const std::filesystem::path&) override {}
  std::string quick_check() override { return "no"; }
  db::DatabaseStatus status() const override { return {}; }
};

class readiness : public testing::Test {
 protected:
  ManualClock clock_{Time{1'700'000'000'000'000}};
  DistantDatabase database_;
  std::function<bool()> is_ready_ = readiness_of(database_, clock_);
};

TEST_F(readiness, a_server_is_ready_while_its_database_answers) {
  EXPECT_TRUE(is_ready_());
  database_.answer();
  EXPECT_TRUE(is_ready_());
}

TEST_F(readiness, one_question_is_asked_at_a_time) {
  EXPECT_TRUE(is_ready_());
  EXPECT_TRUE(is_ready_());
  EXPECT_EQ(database_.asked.size(), 1u);
}

TEST_F(readiness, patience_ends_and_a_late_answer_restores_it) {
  EXPECT_TRUE(is_ready_());
  clock_.advance_micros(kReadinessPatienceUs - 1);
  EXPECT_TRUE(is_ready_());
  clock_.advance_micros(1);
  EXPECT_FALSE(is_ready_());
  database_.answer();
  EXPECT_TRUE(is_ready_());
}

TEST_F(readiness, a_failed_answer_counts_until_a_good_one) {
  EXPECT_TRUE(is_ready_());
  database_.answer(std::make_exception_ptr(std::runtime_error("connection lost")));
  EXPECT_FALSE(is_ready_());
  database_.answer();
  EXPECT_TRUE(is_ready_());
}

TEST_F(readiness, a_full_queue_is_no_readiness) {
  database_.is_full = true;
  EXPECT_FALSE(is_ready_());
  database_.is_full = false;
  is_ready_();
  database_.answer();
  EXPECT_TRUE(is_ready_());
}

TEST(readiness_of_a_file, an_unreadable_file_is_no_readiness) {
  const ManualClock clock{Time{0}};
  BrokenFile database;
  EXPECT_FALSE(readiness_of(database, clock)());
}

}  // namespace
}  // namespace homeport::cli
