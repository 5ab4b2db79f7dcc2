#include "db/postgres_transaction.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <type_traits>

#include <endian.h>
#include <libpq-fe.h>

#include "base/check.hpp"
#include "db/sharing.hpp"
#include "db/sql_text.hpp"

namespace homeport::db {
namespace {

// Types by number, as pg_type has them.
constexpr Oid kBool = 16;
constexpr Oid kBytea = 17;
constexpr Oid kName = 19;
constexpr Oid kBigint = 20;
constexpr Oid kSmallint = 21;
constexpr Oid kInteger = 23;
constexpr Oid kText = 25;
constexpr Oid kUnknown = 705;
constexpr Oid kChar = 1042;
constexpr Oid kVarchar = 1043;

constexpr std::size_t kMostHeld = 1'024;  // rows

template <class Number>
Number read_number(const char* bytes) {
  Number number{};
  std::memcpy(&number, bytes, sizeof number);
  return number;
}

class PostgresRows final : public Cursor {
 public:
  explicit PostgresRows(PostgresResult result)
      : own_(std::move(result)), result_(own_.get()), count_(PQntuples(result_)) {}
  // An answer that several read.
  explicit PostgresRows(std::shared_ptr<PostgresResult> shared)
      : shared_(std::move(shared)), result_(shared_->get()), count_(PQntuples(result_)) {}

  bool next() override {
    if (row_ < count_) ++row_;
    return row_ < count_;
  }
  [[nodiscard]] int column_count() const override { return PQnfields(result_); }
  [[nodiscard]] bool is_null(int column) const override {
    check_place(column);
    return PQgetisnull(result_, row_, column) == 1;
  }

  [[nodiscard]] std::int64_t integer(int column) const override {
    CHECK(!is_null(column));
    const char* bytes = PQgetvalue(result_, row_, column);
    switch (PQftype(result_, column)) {
      case kBigint: return static_cast<std::int64_t>(be64toh(read_number<std::uint64_t>(bytes)));
      case kInteger: return static_cast<std::int32_t>(be32toh(read_number<std::uint32_t>(bytes)));
      case kSmallint: return static_cast<std::int16_t>(be16toh(read_number<std::uint16_t>(bytes)));
      case kBool: return bytes[0] != 0 ? 1 : 0;
      default: break;
    }
    throw CheckFailed("the column is no whole number: write CAST(… AS BIGINT)");
  }

  [[nodiscard]] std::string_view bytes(int column) const override {
    CHECK(!is_null(column));
    switch (PQftype(result_, column)) {
      case kText:
      case kVarchar:
      case kChar:
      case kName:
      case kUnknown:
      case kBytea:
        return {PQgetvalue(result_, row_, column), static_cast<std::size_t>(PQgetlength(result_, row_, column))};
      default: break;
    }
    throw CheckFailed("the column is neither text nor bytes");
  }

 private:
  void check_place(int column) const {
    CHECK(row_ >= 0 && row_ < count_ && column >= 0 && column < PQnfields(result_));
  }

  PostgresResult own_;
  std::shared_ptr<PostgresResult> shared_;
  const PGresult* result_;
  int count_;
  int row_ = -1;
};

std::int64_t changed_rows(const PGresult* result) {
  auto* changeable = const_cast<PGresult*>(result);  // libpq's signature, not its deed
  if (std::string_view(PQcmdStatus(changeable)).starts_with("SELECT")) return 0;
  const std::string_view digits = PQcmdTuples(changeable);
  std::int64_t count = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), count);
  return count;
}

}  // namespace

bool PostgresTransaction::Told::is(const Sql& other, std::span<const Param> others) const {
  return sql == &other &&
         std::equal(params.begin(), params.end(), others.begin(), others.end(), [](const Param& a, const Param& b) {
           return a.kind == b.kind && a.integer == b.integer && a.bytes == b.bytes;
         });
}

void PostgresTransaction::begin_statement() {
  if (failure_) std::rethrow_exception(failure_);
  if (seams_ != nullptr && seams_->before_statement) seams_->before_statement();
  if (is_begun_) return;
  is_begun_ = true;
  connection_.begin(access_);
}

template <class Key>
void PostgresTransaction::queue(const Key& key, std::span<const Param> params) {
  begin_statement();
  send_held();
  if constexpr (std::is_same_v<Key, Sql>) {
    has_sent_ = has_sent_ || !key.text(Engine::postgres).starts_with("SELECT");
  } else {
    has_sent_ = has_sent_ || !key.starts_with("SELECT");
  }
  connection_.queue(key, params);
}

void PostgresTransaction::hold(const Sql& sql, std::span<const Param> params) {
  begin_statement();
  refuse_bad_params(params);
  held_.add(sql, params);
  if (held_.row_count() >= kMostHeld) send_held();
}

void PostgresTransaction::send_held() {
  if (held_.is_empty()) return;
  has_sent_ = has_sent_ || held_.has_grown_since(held_before_);
  held_before_.clear();
  held_.take_all([&](const Sql& sql, std::size_t rows, std::span<const Param> params) {
    connection_.queue_rows(sql, rows, params);
  });
}

void PostgresTransaction::enter(std::size_t job) {
  job_ = job;
  held_before_ = held_.mark();
  actions_before_ = actions_.size();
  has_sent_ = false;
}

bool PostgresTransaction::take_back() {
  if (has_sent_) return false;
  held_.drop_since(held_before_);
  actions_.resize(actions_before_);
  return true;
}

void PostgresTransaction::foretell(const Sql& sql, std::span<const Param> params) {
  if (!is_shared()) return;
  auto& mine = told_[job_].emplace_back();
  mine.sql = &sql;
  mine.texts.reserve(params.size());
  for (auto param : params) {
    if (!param.bytes.empty()) param.bytes = mine.texts.emplace_back(param.bytes);
    mine.params.push_back(param);
  }
  // What locks nothing is asked once for all, as long as nobody has read it.
  if (!has_locking(sql.text(Engine::postgres))) {
    for (const auto& others : told_) {
      for (const auto& other : others) {
        if (&other == &mine || !other.answer || *other.answer || !other.is(sql, params)) continue;
        mine.answer = other.answer;
        return;
      }
    }
  }
  mine.answer = std::make_shared<PostgresResult>();
  try {
    begin_statement();
    send_held();
    connection_.queue_into(sql, params, mine.answer);
  } catch (...) {
    failure_ = std::current_exception();
    throw;
  }
}

std::shared_ptr<PostgresResult> PostgresTransaction::take_told(const Sql& sql, std::span<const Param> params) {
  if (told_.empty() || failure_) return nullptr;
  auto& mine = told_[job_];
  const auto found = std::find_if(mine.begin(), mine.end(), [&](const Told& told) { return told.is(sql, params); });
  if (found == mine.end()) return nullptr;
  auto answer = std::move(found->answer);
  mine.erase(found);
  if (*answer) return answer;
  try {
    (void)connection_.answer();
  } catch (...) {
    failure_ = std::current_exception();
    throw;
  }
  CHECK(*answer != nullptr);
  return answer;
}

template <class Key>
PostgresResult PostgresTransaction::ask(const Key& key, std::span<const Param> params) {
  try {
    queue(key, params);
    return connection_.answer();
  } catch (...) {
    failure_ = std::current_exception();
    throw;
  }
}

Rows PostgresTransaction::do_query(const Sql& sql, std::span<const Param> params) {
  if (auto told = take_told(sql, params)) return Rows(std::make_unique<PostgresRows>(std::move(told)));
  return Rows(std::make_unique<PostgresRows>(ask(sql, params)));
}

std::int64_t PostgresTransaction::do_execute(const Sql& sql, std::span<const Param> params) {
  return changed_rows(ask(sql, params).get());
}

void PostgresTransaction::do_send(const Sql& sql, std::span<const Param> params) {
  try {
    if (connection_.may_be_held(sql)) {
      hold(sql, params);
    } else {
      queue(sql, params);
    }
  } catch (...) {
    failure_ = std::current_exception();
    throw;
  }
}

Rows PostgresTransaction::query_text(std::string_view text, std::span<const Param> params) {
  return Rows(std::make_unique<PostgresRows>(ask(text, params)));
}

std::int64_t PostgresTransaction::execute_text(std::string_view text, std::span<const Param> params) {
  return changed_rows(ask(text, params).get());
}

bool is_shared(const Transaction& tx) {
  return tx.engine() == Engine::postgres && static_cast<const PostgresTransaction&>(tx).is_shared();
}

void foretell_with(Transaction& tx, const Sql& sql, std::span<const Param> params) {
  if (tx.engine() == Engine::postgres) static_cast<PostgresTransaction&>(tx).foretell(sql, params);
}

}  // namespace homeport::db
