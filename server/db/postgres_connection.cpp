#include "db/postgres_connection.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <endian.h>
#include <libpq-fe.h>

#include "base/check.hpp"
#include "db/sql_text.hpp"

namespace homeport::db {
namespace {

const Sql kBeginWrite{"BEGIN ISOLATION LEVEL READ COMMITTED"};
const Sql kBeginRead{"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"};
const Sql kCommit{"COMMIT"};
const Sql kRollback{"ROLLBACK"};

constexpr std::size_t kMostUnread = 256;  // answers
constexpr std::size_t kMostTexts = 128;   // composed statements kept prepared
// Statements for many rows are prepared for these numbers of them; what there is is put together from them.
constexpr std::array<std::size_t, 11> kRowSteps{48, 32, 24, 16, 12, 8, 6, 4, 3, 2, 1};
constexpr int kBinary = 1;
constexpr Oid kBigint = 20;
constexpr Oid kText = 25;
constexpr Oid kBytea = 17;

Oid type_of(const Param& param) {
  switch (param.kind) {
    case Param::Kind::null: return 0;
    case Param::Kind::integer: return kBigint;
    case Param::Kind::text: return kText;
    case Param::Kind::blob: return kBytea;
  }
  return 0;
}

// A NULL fits any type.
bool types_fit(const std::vector<unsigned>& types, std::span<const Param> params) {
  for (std::size_t i = 0; i < params.size(); ++i) {
    if (const Oid type = type_of(params[i]); type != 0 && type != types[i]) return false;
  }
  return true;
}

}  // namespace

void PgConnDeleter::operator()(pg_conn* connection) const { PQfinish(connection); }

PgConn connect_postgres(const std::string& url) {
  // What stands before dbname may be overridden by the URL, what stands behind it may not.
  const std::array<const char*, 8> names{"connect_timeout",
                                         "keepalives_idle",
                                         "tcp_user_timeout",
                                         "application_name",
                                         "dbname",
                                         "client_encoding",
                                         nullptr};
  const std::array<const char*, 8> values{"10", "30", "30000", "homeport", url.c_str(), "UTF8", nullptr};
  PgConn connection(PQconnectdbParams(names.data(), values.data(), 1));
  if (PQstatus(connection.get()) != CONNECTION_OK) {
    std::string reason = PQerrorMessage(connection.get());
    while (!reason.empty() && reason.back() == '\n')
      reason.pop_back();
    throw ConnectionLost("cannot connect to PostgreSQL: " + reason);
  }
  PQsetNoticeProcessor(
      connection.get(), [](void* /*nothing*/, const char* /*message*/) {}, nullptr);
  return connection;
}

PostgresConnection::PostgresConnection(const std::string& url) : connection_(connect_postgres(url)) {
  CHECK(PQenterPipelineMode(connection_.get()) == 1);
}

PostgresConnection::~PostgresConnection() = default;

void PostgresConnection::lose() {
  is_usable_ = false;
  expected_.clear();
  std::rethrow_exception(postgres_failure(connection_.get(), nullptr, {}, false).error);
}

void PostgresConnection::begin(Access access) {
  access_ = access;
  queue_control(access == Access::write ? kBeginWrite : kBeginRead);
}

void PostgresConnection::queue(const Sql& sql, std::span<const Param> params) {
  queue_prepared(constant_statement(sql), params, Expected::Kind::statement);
}

void PostgresConnection::queue(std::string_view text, std::span<const Param> params) {
  queue_prepared(text_statement(text), params, Expected::Kind::statement);
}

void PostgresConnection::queue_control(const Sql& sql, Expected::Kind kind) {
  queue_prepared(constant_statement(sql), {}, kind);
}

PostgresConnection::Prepared& PostgresConnection::constant_statement(const Sql& sql) {
  auto& prepared = constant_[&sql];
  if (!prepared) {
    prepared = std::make_unique<Prepared>();
    prepared->text = with_locking(sql.text(Engine::postgres));
    prepared->parameter_count = highest_placeholder(prepared->text);
    prepared->may_be_held = db::may_be_held(prepared->text);
    prepared->is_joinable = prepared->may_be_held && prepared->text.starts_with("INSERT");
  }
  return *prepared;
}

PostgresConnection::Prepared& PostgresConnection::wide_statement(const Sql& sql, std::size_t rows,
                                                                 std::span<const Param> params) {
  auto& single = constant_statement(sql);
  const auto width = static_cast<std::size_t>(single.parameter_count);
  // A NULL says nothing of its column's type; other rows do, now or earlier.
  single.types.resize(width, 0);
  for (std::size_t i = 0; i < params.size(); ++i) {
    if (const Oid type = type_of(params[i]); type != 0 && single.types[i % width] == 0) single.types[i % width] = type;
  }
  if (rows == 1) return single;
  auto& wide = wide_[{&sql, rows}];
  if (!wide) {
    wide = std::make_unique<Prepared>();
    wide->text = text_for_rows(single.text, static_cast<int>(rows));
    wide->parameter_count = static_cast<int>(rows * width);
  }
  if (wide->name.empty() || !types_fit(wide->types, params)) {
    wide->types.clear();
    for (std::size_t row = 0; row < rows; ++row)
      wide->types.insert(wide->types.end(), single.types.begin(), single.types.end());
  }
  return *wide;
}

void PostgresConnection::queue_rows(const Sql& sql, std::size_t rows, std::span<const Param> params) {
  const auto& single = constant_statement(sql);
  const auto width = static_cast<std::size_t>(single.parameter_count);
  CHECK(width > 0 && params.size() == rows * width);
  const std::size_t most = single.is_joinable ? static_cast<std::size_t>(kMostParameters) / width : 1;
  while (rows > 0) {
    const auto step = *std::find_if(kRowSteps.begin(), kRowSteps.end(),
                                    [&](std::size_t size) { return size <= rows && (size <= most || size == 1); });
    const auto part = params.first(step * width);
    queue_prepared(wide_statement(sql, step, part), part, Expected::Kind::statement);
    params = params.subspan(step * width);
    rows -= step;
  }
}

void PostgresConnection::queue_into(const Sql& sql, std::span<const Param> params,
                                    std::shared_ptr<PostgresResult> into) {
  queue(sql, params);
  expected_.back().into = std::move(into);
}

PostgresConnection::Prepared& PostgresConnection::text_statement(std::string_view text) {
  if (const auto found = texts_by_text_.find(text); found != texts_by_text_.end()) {
    texts_.splice(texts_.begin(), texts_, found->second);
    return texts_.front();
  }
  if (texts_.size() >= kMostTexts) drop_oldest_text();
  auto& prepared = texts_.emplace_front();
  prepared.asked = text;
  prepared.text = with_locking(text);
  prepared.parameter_count = highest_placeholder(text);
  texts_by_text_.emplace(prepared.asked, texts_.begin());
  return prepared;
}

void PostgresConnection::drop_oldest_text() {
  auto& oldest = texts_.back();
  forget_on_server(oldest);
  for (auto& expected : expected_) {
    if (expected.prepared == &oldest) expected.prepared = nullptr;
  }
  texts_by_text_.erase(oldest.asked);
  texts_.pop_back();
}

void PostgresConnection::forget_on_server(Prepared& prepared) {
  if (prepared.name.empty()) return;
  const auto text = "DEALLOCATE " + prepared.name;
  prepared.name.clear();
  if (PQsendQueryParams(connection_.get(), text.c_str(), 0, nullptr, nullptr, nullptr, nullptr, kBinary) != 1) lose();
  expected_.push_back({});
}

void PostgresConnection::gather(std::span<const Param> params) {
  values_.clear();
  lengths_.clear();
  formats_.assign(params.size(), kBinary);
  numbers_.clear();
  numbers_.reserve(params.size());
  for (const auto& param : params) {
    if (param.kind == Param::Kind::null) {
      values_.push_back(nullptr);
      lengths_.push_back(0);
    } else if (param.kind == Param::Kind::integer) {
      numbers_.push_back(htobe64(static_cast<std::uint64_t>(param.integer)));
      values_.push_back(reinterpret_cast<const char*>(&numbers_.back()));
      lengths_.push_back(sizeof(std::uint64_t));
    } else {
      values_.push_back(param.bytes.empty() ? "" : param.bytes.data());
      lengths_.push_back(static_cast<int>(param.bytes.size()));
    }
  }
}

void PostgresConnection::prepare_for(Prepared& prepared, std::span<const Param> params) {
  forget_on_server(prepared);
  prepared.types.resize(params.size(), 0);
  for (std::size_t i = 0; i < params.size(); ++i) {
    if (const Oid type = type_of(params[i]); type != 0) prepared.types[i] = type;
  }
  const auto name = "s" + std::to_string(++prepared_count_);
  if (PQsendPrepare(connection_.get(), name.c_str(), prepared.text.c_str(), static_cast<int>(params.size()),
                    prepared.types.data()) != 1) {
    lose();
  }
  prepared.name = name;
  expected_.push_back({.kind = Expected::Kind::prepare, .prepared = &prepared});
}

void PostgresConnection::queue_prepared(Prepared& prepared, std::span<const Param> params, Expected::Kind kind) {
  CHECK(params.size() == static_cast<std::size_t>(prepared.parameter_count));
  refuse_bad_params(params);
  if (expected_.size() >= kMostUnread) (void)answer();
  if (prepared.name.empty() || !types_fit(prepared.types, params)) prepare_for(prepared, params);
  gather(params);
  if (PQsendQueryPrepared(connection_.get(), prepared.name.c_str(), static_cast<int>(params.size()), values_.data(),
                          lengths_.data(), formats_.data(), kBinary) != 1) {
    lose();
  }
  expected_.push_back({.kind = kind, .prepared = &prepared});
}

void PostgresConnection::queue_sync() {
  if (PQpipelineSync(connection_.get()) != 1) lose();
  expected_.push_back({.kind = Expected::Kind::sync});
}

PostgresResult PostgresConnection::answer() {
  if (PQsendFlushRequest(connection_.get()) != 1) lose();
  return read_all();
}

PostgresResult PostgresConnection::read_all() {
  std::exception_ptr first_error;
  PostgresResult last;
  while (!expected_.empty())
    read_one(first_error, last);
  if (first_error) std::rethrow_exception(first_error);
  return last;
}

// PostgreSQL answers a failed statement once and passes over everything queued behind it, up to the next sync.
void PostgresConnection::read_one(std::exception_ptr& first_error, PostgresResult& last) {
  PostgresResult result(PQgetResult(connection_.get()));
  if (!result || PQstatus(connection_.get()) == CONNECTION_BAD) lose();
  const Expected expected = expected_.front();
  expected_.pop_front();
  const auto status = PQresultStatus(result.get());
  if (expected.kind == Expected::Kind::sync) {
    if (status != PGRES_PIPELINE_SYNC) lose();
    return;
  }
  // The end mark of this statement's answer.
  if (PostgresResult(PQgetResult(connection_.get()))) lose();
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) {
    if (expected.kind == Expected::Kind::commit && !expected.is_ignored && !first_error &&
        std::string_view(PQcmdStatus(result.get())) != "COMMIT") {
      first_error = std::make_exception_ptr(DatabaseError("PostgreSQL undid the transaction at its end", "25P02"));
    }
    (expected.into ? *expected.into : last) = std::move(result);
    return;
  }
  if (expected.kind == Expected::Kind::prepare && expected.prepared != nullptr) expected.prepared->name.clear();
  if (status == PGRES_PIPELINE_ABORTED) return;
  const auto text = expected.prepared == nullptr ? std::string_view{} : std::string_view(expected.prepared->text);
  const auto failure = postgres_failure(connection_.get(), result.get(), text, access_ == Access::write);
  if (failure.is_lost) is_usable_ = false;
  if (!expected.is_ignored && !first_error) first_error = failure.error;
}

void PostgresConnection::commit() {
  queue_control(kCommit, Expected::Kind::commit);
  queue_sync();
  (void)read_all();
}

void PostgresConnection::ignore_expected() {
  for (auto& expected : expected_)
    expected.is_ignored = true;
}

void PostgresConnection::roll_back() noexcept {
  if (!is_usable_) return;
  try {
    ignore_expected();
    // The first sync ends the passing over after an error, without which nobody would read the ROLLBACK.
    queue_sync();
    queue_control(kRollback);
    queue_sync();  // sends, too
    ignore_expected();
  } catch (...) {
    is_usable_ = false;
  }
}

void PostgresConnection::end_read() {
  queue_control(kCommit, Expected::Kind::commit);
  queue_sync();
  ignore_expected();
}

}  // namespace homeport::db
