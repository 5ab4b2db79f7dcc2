#include "db/postgres_transaction.hpp"

#include <charconv>
#include <cstring>

#include <endian.h>
#include <libpq-fe.h>

#include "base/check.hpp"

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

template <class Number>
Number read_number(const char* bytes) {
  Number number{};
  std::memcpy(&number, bytes, sizeof number);
  return number;
}

class PostgresRows final : public Cursor {
 public:
  explicit PostgresRows(PostgresResult result) : result_(std::move(result)), count_(PQntuples(result_.get())) {}

  bool next() override {
    if (row_ < count_) ++row_;
    return row_ < count_;
  }
  [[nodiscard]] int column_count() const override { return PQnfields(result_.get()); }
  [[nodiscard]] bool is_null(int column) const override {
    check_place(column);
    return PQgetisnull(result_.get(), row_, column) == 1;
  }

  [[nodiscard]] std::int64_t integer(int column) const override {
    CHECK(!is_null(column));
    const char* bytes = PQgetvalue(result_.get(), row_, column);
    switch (PQftype(result_.get(), column)) {
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
    switch (PQftype(result_.get(), column)) {
      case kText:
      case kVarchar:
      case kChar:
      case kName:
      case kUnknown:
      case kBytea:
        return {PQgetvalue(result_.get(), row_, column),
                static_cast<std::size_t>(PQgetlength(result_.get(), row_, column))};
      default: break;
    }
    throw CheckFailed("the column is neither text nor bytes");
  }

 private:
  void check_place(int column) const {
    CHECK(row_ >= 0 && row_ < count_ && column >= 0 && column < PQnfields(result_.get()));
  }

  PostgresResult result_;
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

template <class Key>
void PostgresTransaction::queue(const Key& key, std::span<const Param> params) {
  if (failure_) std::rethrow_exception(failure_);
  if (seams_ != nullptr && seams_->before_statement) seams_->before_statement();
  if (!is_begun_) {
    is_begun_ = true;
    connection_.begin(access_);
  }
  connection_.queue(key, params);
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
  return Rows(std::make_unique<PostgresRows>(ask(sql, params)));
}

std::int64_t PostgresTransaction::do_execute(const Sql& sql, std::span<const Param> params) {
  return changed_rows(ask(sql, params).get());
}

void PostgresTransaction::do_send(const Sql& sql, std::span<const Param> params) {
  try {
    queue(sql, params);
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

}  // namespace homeport::db
