#pragma once

#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "db/database.hpp"
#include "db/sqlite_connection.hpp"
#include "db/transaction.hpp"

namespace homeport::db {

struct SqliteRowBuffer;

// Statements on one SQLite connection; beginning and ending are the business of the writer and the readers.
class SqliteTransaction final : public Transaction {
 public:
  // Rows of writes are fetched at once, rows of reads while they are asked for. `seams` may be null.
  SqliteTransaction(SqliteConnection& connection, const TestSeams* seams);
  ~SqliteTransaction() override;

  [[nodiscard]] Engine engine() const override { return Engine::sqlite; }
  [[nodiscard]] Rows query_text(std::string_view text, std::span<const Param> params) override;
  std::int64_t execute_text(std::string_view text, std::span<const Param> params) override;
  void after_commit(std::function<void()> action) override { actions_.push_back(std::move(action)); }

  // The same object serves one use-case after the other.
  void restart();
  // Something is there to be undone. A statement that failed has undone its own.
  [[nodiscard]] bool has_written() const;
  // What the first failing statement threw, or null.
  [[nodiscard]] std::exception_ptr failure() const { return failure_; }
  [[nodiscard]] std::exception_ptr take_failure() { return std::exchange(failure_, nullptr); }
  [[nodiscard]] std::vector<std::function<void()>> take_actions() { return std::move(actions_); }

 protected:
  Rows do_query(const Sql& sql, std::span<const Param> params) override;
  std::int64_t do_execute(const Sql& sql, std::span<const Param> params) override;
  void do_send(const Sql& sql, std::span<const Param> params) override;

 private:
  template <class Key>
  Rows query_of(const Key& key, std::span<const Param> params);
  template <class Key>
  std::int64_t execute_of(const Key& key, std::span<const Param> params);
  template <class Key>
  SqliteStatementUse take(const Key& key);
  Rows fetch(SqliteStatement& statement);

  SqliteConnection& connection_;
  const TestSeams* seams_;
  std::exception_ptr failure_;
  std::int64_t changes_before_ = 0;  // rows this connection had ever changed when the use-case began
  bool has_changed_other_things_ = false;
  std::vector<std::function<void()>> actions_;
  std::vector<std::unique_ptr<SqliteRowBuffer>> buffers_;  // idle ones
  friend class SqliteFetchedRows;
};

}  // namespace homeport::db
