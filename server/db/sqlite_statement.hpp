#pragma once

// Prepared statements of one SQLite connection and the caches that keep them.

#include <list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "db/transaction.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace homeport::db {

class SqliteStatement {
 public:
  SqliteStatement(sqlite3* handle, std::string_view text);
  ~SqliteStatement();
  SqliteStatement(const SqliteStatement&) = delete;
  SqliteStatement& operator=(const SqliteStatement&) = delete;

  // Texts and blobs stay where they are: they must live until the last step().
  void bind(std::span<const Param> params);
  // Keeps copies of texts and blobs until the next binding.
  void bind_copies(std::span<const Param> params);
  // True: there is a row. Throws when the engine fails.
  bool step();
  void reset() noexcept;

  [[nodiscard]] int column_count() const { return column_count_; }
  [[nodiscard]] bool is_null(int column) const;
  [[nodiscard]] std::int64_t integer(int column) const;    // CHECKs that it is one
  [[nodiscard]] std::string_view bytes(int column) const;  // CHECKs that it is text or blob; valid until step()
  [[nodiscard]] sqlite3_stmt* raw() const { return statement_; }
  // Rows inserted, updated or deleted by the run just finished.
  [[nodiscard]] std::int64_t changed_rows() const;
  // It writes something that changed_rows() doesn't count: the schema, a setting.
  [[nodiscard]] bool changes_other_things() const { return changes_other_things_; }

 private:
  void bind_at(int index, const Param& param);
  [[nodiscard]] int type_of(int column) const;

  sqlite3* handle_;
  sqlite3_stmt* statement_ = nullptr;
  std::string text_;
  std::vector<int> numbers_;  // numbers_[i]: the n of the $n that is SQLite's parameter i + 1
  int parameter_count_ = 0;
  int column_count_ = 0;
  bool changes_rows_ = false;
  bool changes_other_things_ = false;
  std::string copies_;
};

// The prepared copies of one text. More than one when it is running twice at a time.
struct SqliteStatementSlot {
  std::string text;
  std::vector<std::unique_ptr<SqliteStatement>> idle;
  int active = 0;
  int* active_of_all = nullptr;  // the cache's own count
};

// A statement taken out of a cache for one run; goes back, reset, at the end of its life.
class SqliteStatementUse {
 public:
  explicit SqliteStatementUse(sqlite3* handle, SqliteStatementSlot& slot);
  SqliteStatementUse(SqliteStatementUse&& other) noexcept;
  SqliteStatementUse& operator=(SqliteStatementUse&&) = delete;
  ~SqliteStatementUse();

  SqliteStatement* operator->() const { return statement_.get(); }
  SqliteStatement& operator*() const { return *statement_; }

 private:
  SqliteStatementSlot* slot_;
  std::unique_ptr<SqliteStatement> statement_;
};

class SqliteStatementCache {
 public:
  explicit SqliteStatementCache(sqlite3* handle) : handle_(handle) {}
  SqliteStatementCache(const SqliteStatementCache&) = delete;
  SqliteStatementCache& operator=(const SqliteStatementCache&) = delete;

  [[nodiscard]] SqliteStatementUse take(const Sql& sql);
  [[nodiscard]] SqliteStatementUse take(std::string_view text);
  // Statements taken out and not yet given back.
  [[nodiscard]] int active() const { return active_; }

 private:
  void drop_oldest_text();

  sqlite3* handle_;
  int active_ = 0;
  std::unordered_map<const Sql*, SqliteStatementSlot> constant_;
  std::list<SqliteStatementSlot> texts_;  // most recently used first
  std::unordered_map<std::string_view, std::list<SqliteStatementSlot>::iterator> texts_by_text_;
};

inline constexpr std::size_t kMostTextStatements = 64;

}  // namespace homeport::db
