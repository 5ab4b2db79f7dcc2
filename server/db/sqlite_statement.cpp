#include "db/sqlite_statement.hpp"

#include <charconv>
#include <utility>

#include <sqlite3.h>

#include "base/check.hpp"
#include "db/sql_text.hpp"
#include "db/sqlite_errors.hpp"

namespace homeport::db {
namespace {

constexpr std::size_t kMostKeptCapacity = 64 * 1024;  // a larger copy buffer is given back after use

// SQLite takes a null pointer for NULL, also where the length says "empty".
const char* data_of(std::string_view bytes) { return bytes.empty() ? "" : bytes.data(); }

bool is_row_change(std::string_view text) {
  for (const auto& token : sql_tokens(text)) {
    if (token.is_blank()) continue;
    return token.is_word("INSERT") || token.is_word("UPDATE") || token.is_word("DELETE") || token.is_word("WITH");
  }
  return false;
}

int number_of(const char* name) {
  const std::string_view digits = name == nullptr ? std::string_view{} : std::string_view(name).substr(1);
  int number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  CHECK(error == std::errc{} && end == digits.data() + digits.size());
  return number;
}

}  // namespace

SqliteStatement::SqliteStatement(sqlite3* handle, std::string_view text)
    : handle_(handle), text_(text), parameter_count_(highest_placeholder(text)) {
  const char* tail = nullptr;
  const int code = sqlite3_prepare_v3(handle, text_.c_str(), static_cast<int>(text_.size() + 1),
                                      SQLITE_PREPARE_PERSISTENT, &statement_, &tail);
  if (code != SQLITE_OK) throw_sqlite(handle, code, text_, SqlitePhase::preparing);
  try {
    CHECK(statement_ != nullptr && split_statements(tail).empty());
    const int count = sqlite3_bind_parameter_count(statement_);
    for (int i = 1; i <= count; ++i)
      numbers_.push_back(number_of(sqlite3_bind_parameter_name(statement_, i)));
  } catch (...) {
    sqlite3_finalize(statement_);
    throw;
  }
  column_count_ = sqlite3_column_count(statement_);
  changes_rows_ = sqlite3_stmt_readonly(statement_) == 0 && is_row_change(text);
  changes_other_things_ = sqlite3_stmt_readonly(statement_) == 0 && !changes_rows_;
}

SqliteStatement::~SqliteStatement() { sqlite3_finalize(statement_); }

void SqliteStatement::bind_at(int index, const Param& param) {
  int code = SQLITE_OK;
  switch (param.kind) {
    case Param::Kind::null: code = sqlite3_bind_null(statement_, index); break;
    case Param::Kind::integer: code = sqlite3_bind_int64(statement_, index, param.integer); break;
    case Param::Kind::text:
      code =
          sqlite3_bind_text64(statement_, index, data_of(param.bytes), param.bytes.size(), SQLITE_STATIC, SQLITE_UTF8);
      break;
    case Param::Kind::blob:
      code = sqlite3_bind_blob64(statement_, index, data_of(param.bytes), param.bytes.size(), SQLITE_STATIC);
      break;
  }
  if (code != SQLITE_OK) throw_sqlite(handle_, code, text_, SqlitePhase::running);
}

void SqliteStatement::bind(std::span<const Param> params) {
  CHECK(params.size() == static_cast<std::size_t>(parameter_count_));
  refuse_bad_params(params);
  for (std::size_t i = 0; i < numbers_.size(); ++i) {
    bind_at(static_cast<int>(i) + 1, params[static_cast<std::size_t>(numbers_[i]) - 1]);
  }
}

void SqliteStatement::bind_copies(std::span<const Param> params) {
  CHECK(params.size() == static_cast<std::size_t>(parameter_count_));
  refuse_bad_params(params);
  std::size_t size = 0;
  for (const auto& param : params)
    size += param.bytes.size();
  copies_.clear();
  if (copies_.capacity() > kMostKeptCapacity) copies_.shrink_to_fit();
  copies_.reserve(size);
  for (std::size_t i = 0; i < numbers_.size(); ++i) {
    Param param = params[static_cast<std::size_t>(numbers_[i]) - 1];
    const std::size_t start = copies_.size();
    copies_ += param.bytes;  // never moves: room for all was made above, and each $n has one place only
    param.bytes = std::string_view(copies_.data() + start, param.bytes.size());
    bind_at(static_cast<int>(i) + 1, param);
  }
}

bool SqliteStatement::step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  throw_sqlite(handle_, code, text_, SqlitePhase::running);
}

void SqliteStatement::reset() noexcept { sqlite3_reset(statement_); }

int SqliteStatement::type_of(int column) const {
  CHECK(column >= 0 && column < column_count_);
  return sqlite3_column_type(statement_, column);
}

bool SqliteStatement::is_null(int column) const { return type_of(column) == SQLITE_NULL; }

// By the value, which is looked up once; a connection is one thread's at a time, as an unprotected value asks.
std::int64_t SqliteStatement::integer(int column) const {
  CHECK(column >= 0 && column < column_count_);
  sqlite3_value* value = sqlite3_column_value(statement_, column);
  CHECK(sqlite3_value_type(value) == SQLITE_INTEGER);
  return sqlite3_value_int64(value);
}

std::string_view SqliteStatement::bytes(int column) const {
  CHECK(column >= 0 && column < column_count_);
  sqlite3_value* value = sqlite3_column_value(statement_, column);
  const int type = sqlite3_value_type(value);
  CHECK(type == SQLITE_TEXT || type == SQLITE_BLOB);
  const void* data = sqlite3_value_blob(value);
  const int size = sqlite3_value_bytes(value);
  return {static_cast<const char*>(data), static_cast<std::size_t>(size)};
}

std::int64_t SqliteStatement::changed_rows() const { return changes_rows_ ? sqlite3_changes64(handle_) : 0; }

SqliteStatementUse::SqliteStatementUse(sqlite3* handle, SqliteStatementSlot& slot) : slot_(&slot) {
  if (slot.idle.empty()) {
    statement_ = std::make_unique<SqliteStatement>(handle, slot.text);
  } else {
    statement_ = std::move(slot.idle.back());
    slot.idle.pop_back();
  }
  ++slot.active;
  ++*slot.active_of_all;
}

SqliteStatementUse::SqliteStatementUse(SqliteStatementUse&& other) noexcept
    : slot_(other.slot_), statement_(std::move(other.statement_)) {}

SqliteStatementUse::~SqliteStatementUse() {
  if (!statement_) return;
  statement_->reset();
  --slot_->active;
  --*slot_->active_of_all;
  slot_->idle.push_back(std::move(statement_));
}

SqliteStatementUse SqliteStatementCache::take(const Sql& sql) {
  auto& slot = constant_[&sql];
  const auto text = sql.text(Engine::sqlite);
  if (slot.text != text) {
    CHECK(slot.active == 0);
    slot.idle.clear();
    slot.text = text;
    slot.active_of_all = &active_;
  }
  return SqliteStatementUse(handle_, slot);
}

SqliteStatementUse SqliteStatementCache::take(std::string_view text) {
  if (const auto found = texts_by_text_.find(text); found != texts_by_text_.end()) {
    texts_.splice(texts_.begin(), texts_, found->second);
    return SqliteStatementUse(handle_, texts_.front());
  }
  if (texts_.size() >= kMostTextStatements) drop_oldest_text();
  auto& slot = texts_.emplace_front();
  slot.text = text;
  slot.active_of_all = &active_;
  texts_by_text_.emplace(slot.text, texts_.begin());
  return SqliteStatementUse(handle_, slot);
}

void SqliteStatementCache::drop_oldest_text() {
  for (auto slot = std::prev(texts_.end());; --slot) {
    if (slot->active == 0) {
      texts_by_text_.erase(slot->text);
      texts_.erase(slot);
      return;
    }
    if (slot == texts_.begin()) return;
  }
}

}  // namespace homeport::db
