#pragma once

#include <exception>
#include <functional>
#include <vector>

#include "db/database.hpp"
#include "db/postgres_connection.hpp"
#include "db/transaction.hpp"

namespace homeport::db {

// One transaction on a PostgreSQL connection; begins with its first statement.
class PostgresTransaction final : public Transaction {
 public:
  // `seams` may be null.
  PostgresTransaction(PostgresConnection& connection, PostgresConnection::Access access, const TestSeams* seams)
      : connection_(connection), access_(access), seams_(seams) {}

  [[nodiscard]] Engine engine() const override { return Engine::postgres; }
  [[nodiscard]] Rows query_text(std::string_view text, std::span<const Param> params) override;
  std::int64_t execute_text(std::string_view text, std::span<const Param> params) override;
  void after_commit(std::function<void()> action) override { actions_.push_back(std::move(action)); }

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
  template <class Key>
  void queue(const Key& key, std::span<const Param> params);
  template <class Key>
  PostgresResult ask(const Key& key, std::span<const Param> params);

  PostgresConnection& connection_;
  const PostgresConnection::Access access_;
  const TestSeams* seams_;
  bool is_begun_ = false;
  std::exception_ptr failure_;
  std::vector<std::function<void()>> actions_;
};

}  // namespace homeport::db
