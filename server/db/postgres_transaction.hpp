#pragma once

#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "db/database.hpp"
#include "db/held_writes.hpp"
#include "db/postgres_connection.hpp"
#include "db/transaction.hpp"

namespace homeport::db {

// One transaction on a PostgreSQL connection; begins with its first statement. Of one job, or of several that share it:
// enter() says whose turn it is.
class PostgresTransaction final : public Transaction {
 public:
  // `seams` may be null.
  PostgresTransaction(PostgresConnection& connection, PostgresConnection::Access access, const TestSeams* seams,
                      std::size_t shared_by = 0)
      : connection_(connection), access_(access), seams_(seams), told_(shared_by) {}

  [[nodiscard]] Engine engine() const override { return Engine::postgres; }
  [[nodiscard]] Rows query_text(std::string_view text, std::span<const Param> params) override;
  std::int64_t execute_text(std::string_view text, std::span<const Param> params) override;
  void after_commit(std::function<void()> action) override { actions_.push_back(std::move(action)); }

  // Of several jobs.
  [[nodiscard]] bool is_shared() const { return !told_.empty(); }
  // The job that runs now, or for which is foretold now.
  void enter(std::size_t job);
  // Takes back what the job has done. False: it can't be, some of it was sent.
  [[nodiscard]] bool take_back();
  void foretell(const Sql& sql, std::span<const Param> params);
  // Sends what is held back; before the end.
  void send_held();

  // What the first failing statement threw, or null.
  [[nodiscard]] std::exception_ptr failure() const { return failure_; }
  // Nothing was asked, so nothing is to be ended.
  [[nodiscard]] bool is_begun() const { return is_begun_; }
  [[nodiscard]] std::vector<std::function<void()>> take_actions() { return std::move(actions_); }

 protected:
  Rows do_query(const Sql& sql, std::span<const Param> params) override;
  std::int64_t do_execute(const Sql& sql, std::span<const Param> params) override;
  void do_send(const Sql& sql, std::span<const Param> params) override;

 private:
  // What was asked ahead.
  struct Told {
    const Sql* sql = nullptr;
    std::vector<Param> params;
    std::vector<std::string> texts;
    std::shared_ptr<PostgresResult> answer;  // holds nothing until it is read
    [[nodiscard]] bool is(const Sql& other, std::span<const Param> others) const;
  };

  void begin_statement();
  void hold(const Sql& sql, std::span<const Param> params);
  [[nodiscard]] std::shared_ptr<PostgresResult> take_told(const Sql& sql, std::span<const Param> params);
  template <class Key>
  void queue(const Key& key, std::span<const Param> params);
  template <class Key>
  PostgresResult ask(const Key& key, std::span<const Param> params);

  PostgresConnection& connection_;
  const PostgresConnection::Access access_;
  const TestSeams* seams_;
  bool is_begun_ = false;
  std::exception_ptr failure_;
  HeldWrites held_;
  // Of the job whose turn it is: where it began, and whether something of it is beyond taking back.
  std::size_t job_ = 0;
  HeldWrites::Mark held_before_;
  std::size_t actions_before_ = 0;
  bool has_sent_ = false;
  std::vector<std::vector<Told>> told_;  // by job
  std::vector<std::function<void()>> actions_;
};

}  // namespace homeport::db
