#include "db/postgres_errors.hpp"

#include <algorithm>
#include <array>

#include <libpq-fe.h>

#include "db/sql_text.hpp"

namespace homeport::db {
namespace {

using namespace std::string_view_literals;

// Shutting down, still starting, or our prepared statements are no longer there.
constexpr std::array kLostStates{"57P01"sv, "57P02"sv, "57P03"sv, "57P05"sv, "26000"sv};
constexpr std::string_view kReadOnly = "25006";
constexpr std::array kInTheWayStates{"40001"sv, "40P01"sv, "55P03"sv};

template <std::size_t kSize>
bool is_one_of(std::string_view state, const std::array<std::string_view, kSize>& states) {
  return std::find(states.begin(), states.end(), state) != states.end();
}

std::string_view field(const PGresult* result, int code) {
  const char* text = result == nullptr ? nullptr : PQresultErrorField(result, code);
  return text == nullptr ? std::string_view{} : std::string_view(text);
}

// Class 22, wrong data, quotes the value in its message.
std::string sentence_for(const PGresult* result, std::string_view state) {
  if (state.starts_with("22")) return "a value does not fit";
  const auto message = field(result, PG_DIAG_MESSAGE_PRIMARY);
  return message.empty() ? "the connection to PostgreSQL was lost" : std::string(message);
}

// 0A000 is "not supported" in general; only a plan gone stale is cured by a new connection.
bool means_lost(const PGresult* result, std::string_view state, bool is_write) {
  if (state.empty() || state.starts_with("08")) return true;
  if (state == "0A000") return field(result, PG_DIAG_MESSAGE_PRIMARY).starts_with("cached plan");
  if (state == kReadOnly) return is_write;
  return is_one_of(state, kLostStates);
}

}  // namespace

void PostgresResultDeleter::operator()(pg_result* result) const { PQclear(result); }

PostgresFailure postgres_failure(PGconn* connection, const PGresult* result, std::string_view statement,
                                 bool is_write) {
  const std::string state(field(result, PG_DIAG_SQLSTATE));
  std::string sentence = sentence_for(result, state) + " (postgresql " + (state.empty() ? "connection" : state);
  if (const auto head = statement_head(statement); !head.empty()) sentence += " in: " + head;
  sentence += ')';
  if (PQstatus(connection) == CONNECTION_BAD || means_lost(result, state, is_write)) {
    return {std::make_exception_ptr(ConnectionLost(sentence, state)), true};
  }
  if (is_one_of(state, kInTheWayStates)) return {std::make_exception_ptr(SerializationFailure(sentence, state)), false};
  return {std::make_exception_ptr(DatabaseError(sentence, state)), false};
}

}  // namespace homeport::db
