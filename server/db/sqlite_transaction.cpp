#include "db/sqlite_transaction.hpp"

#include <utility>

#include <sqlite3.h>

#include "base/check.hpp"
#include "db/sql_text.hpp"

namespace homeport::db {

// All rows of one query, side by side.
struct SqliteRowBuffer {
  struct Value {
    int type = SQLITE_NULL;
    std::int64_t integer = 0;  // the number, or where the bytes start
    std::size_t size = 0;
  };
  std::vector<Value> values;
  std::string bytes;

  void clear() {
    values.clear();
    bytes.clear();
  }
};

namespace {

constexpr std::size_t kMostIdleBuffers = 4;
constexpr std::size_t kMostIdleBytes = 256 * 1024;

std::string_view text_of(const Sql& sql) { return sql.text(Engine::sqlite); }
std::string_view text_of(std::string_view text) { return text; }

// Rows computed while they are read; the first is there from the start.
class SqliteRunningRows final : public Cursor {
 public:
  explicit SqliteRunningRows(SqliteStatementUse statement)
      : statement_(std::move(statement)), has_row_(statement_->step()) {}

  bool next() override {
    if (!is_started_) {
      is_started_ = true;
    } else if (has_row_) {
      has_row_ = statement_->step();
    }
    return has_row_;
  }
  [[nodiscard]] int column_count() const override { return statement_->column_count(); }
  [[nodiscard]] bool is_null(int column) const override { return here().is_null(column); }
  [[nodiscard]] std::int64_t integer(int column) const override { return here().integer(column); }
  [[nodiscard]] std::string_view bytes(int column) const override { return here().bytes(column); }

 private:
  [[nodiscard]] const SqliteStatement& here() const {
    CHECK(is_started_ && has_row_);
    return *statement_;
  }

  SqliteStatementUse statement_;
  bool has_row_;
  bool is_started_ = false;
};

void copy_row(const SqliteStatement& statement, SqliteRowBuffer& buffer) {
  for (int column = 0; column < statement.column_count(); ++column) {
    sqlite3_value* here = sqlite3_column_value(statement.raw(), column);
    auto& value = buffer.values.emplace_back();
    value.type = sqlite3_value_type(here);
    if (value.type == SQLITE_INTEGER) {
      value.integer = sqlite3_value_int64(here);
    } else if (value.type == SQLITE_TEXT || value.type == SQLITE_BLOB) {
      const auto bytes = statement.bytes(column);
      value.integer = static_cast<std::int64_t>(buffer.bytes.size());
      value.size = bytes.size();
      buffer.bytes += bytes;
    }
  }
}

}  // namespace

class SqliteFetchedRows final : public Cursor {
 public:
  SqliteFetchedRows(SqliteTransaction& owner, std::unique_ptr<SqliteRowBuffer> buffer, int columns)
      : owner_(owner), buffer_(std::move(buffer)), columns_(static_cast<std::size_t>(columns)) {}
  ~SqliteFetchedRows() override {
    if (owner_.buffers_.size() >= kMostIdleBuffers || buffer_->bytes.capacity() > kMostIdleBytes) return;
    buffer_->clear();
    owner_.buffers_.push_back(std::move(buffer_));
  }

  bool next() override {
    if (end_ < buffer_->values.size()) {
      end_ += columns_;
      return true;
    }
    is_over_ = true;
    return false;
  }
  [[nodiscard]] int column_count() const override { return static_cast<int>(columns_); }
  [[nodiscard]] bool is_null(int column) const override { return at(column).type == SQLITE_NULL; }
  [[nodiscard]] std::int64_t integer(int column) const override {
    const auto& value = at(column);
    CHECK(value.type == SQLITE_INTEGER);
    return value.integer;
  }
  [[nodiscard]] std::string_view bytes(int column) const override {
    const auto& value = at(column);
    CHECK(value.type == SQLITE_TEXT || value.type == SQLITE_BLOB);
    return {buffer_->bytes.data() + value.integer, value.size};
  }

 private:
  [[nodiscard]] const SqliteRowBuffer::Value& at(int column) const {
    CHECK(column >= 0 && static_cast<std::size_t>(column) < columns_ && end_ > 0 && !is_over_);
    return buffer_->values[end_ - columns_ + static_cast<std::size_t>(column)];
  }

  SqliteTransaction& owner_;
  std::unique_ptr<SqliteRowBuffer> buffer_;
  std::size_t columns_;
  std::size_t end_ = 0;  // behind the current row
  bool is_over_ = false;
};

SqliteTransaction::SqliteTransaction(SqliteConnection& connection, const TestSeams* seams)
    : connection_(connection), seams_(seams) {}

SqliteTransaction::~SqliteTransaction() = default;

void SqliteTransaction::restart() {
  failure_ = nullptr;
  actions_.clear();
  changes_before_ = sqlite3_total_changes64(connection_.raw());
  has_changed_other_things_ = false;
}

bool SqliteTransaction::has_written() const {
  return has_changed_other_things_ || sqlite3_total_changes64(connection_.raw()) != changes_before_;
}

template <class Key>
SqliteStatementUse SqliteTransaction::take(const Key& key) {
  if (failure_) std::rethrow_exception(failure_);
  if (seams_ != nullptr && seams_->before_statement) seams_->before_statement();
  auto statement = connection_.take(key);
  has_changed_other_things_ = has_changed_other_things_ || statement->changes_other_things();
  return statement;
}

Rows SqliteTransaction::fetch(SqliteStatement& statement) {
  std::unique_ptr<SqliteRowBuffer> buffer;
  if (buffers_.empty()) {
    buffer = std::make_unique<SqliteRowBuffer>();
  } else {
    buffer = std::move(buffers_.back());
    buffers_.pop_back();
  }
  while (statement.step())
    copy_row(statement, *buffer);
  return Rows(std::make_unique<SqliteFetchedRows>(*this, std::move(buffer), statement.column_count()));
}

template <class Key>
Rows SqliteTransaction::query_of(const Key& key, std::span<const Param> params) {
  try {
    auto statement = take(key);
    if (connection_.may_write()) {
      statement->bind(params);
      return fetch(*statement);
    }
    if (has_locking(text_of(key))) throw DatabaseError("a read must not lock rows (FOR UPDATE)");
    statement->bind_copies(params);
    return Rows(std::make_unique<SqliteRunningRows>(std::move(statement)));
  } catch (...) {
    failure_ = std::current_exception();
    throw;
  }
}

template <class Key>
std::int64_t SqliteTransaction::execute_of(const Key& key, std::span<const Param> params) {
  try {
    const auto statement = take(key);
    statement->bind(params);
    while (statement->step()) {
    }
    return statement->changed_rows();
  } catch (...) {
    failure_ = std::current_exception();
    throw;
  }
}

Rows SqliteTransaction::do_query(const Sql& sql, std::span<const Param> params) { return query_of(sql, params); }

std::int64_t SqliteTransaction::do_execute(const Sql& sql, std::span<const Param> params) {
  return execute_of(sql, params);
}

void SqliteTransaction::do_send(const Sql& sql, std::span<const Param> params) { execute_of(sql, params); }

Rows SqliteTransaction::query_text(std::string_view text, std::span<const Param> params) {
  return query_of(text, params);
}

std::int64_t SqliteTransaction::execute_text(std::string_view text, std::span<const Param> params) {
  return execute_of(text, params);
}

}  // namespace homeport::db
