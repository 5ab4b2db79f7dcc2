#include "db/sqlite_errors.hpp"

#include <string>

#include <sqlite3.h>

#include "db/sql_text.hpp"
#include "db/transaction.hpp"

namespace homeport::db {
namespace {

// Constraint messages name tables and columns only; others may quote what was searched for.
bool message_is_safe(int code, SqlitePhase phase) {
  const int primary = code & 0xFF;
  return phase == SqlitePhase::preparing || primary == SQLITE_CONSTRAINT || primary == SQLITE_MISMATCH;
}

std::string sentence_for(sqlite3* handle, int code, SqlitePhase phase) {
  switch (code & 0xFF) {
    case SQLITE_INTERRUPT: return "the read was ended: it took too many steps";
    case SQLITE_NOTADB: return "the file is not a SQLite database";
    case SQLITE_CORRUPT: return "the data file is damaged";
    case SQLITE_FULL: return "the disk is full";
    case SQLITE_READONLY: return "the data file cannot be written here";
    default: break;
  }
  if (handle != nullptr && message_is_safe(code, phase)) return sqlite3_errmsg(handle);
  return sqlite3_errstr(code);
}

}  // namespace

void throw_sqlite(sqlite3* handle, int code, std::string_view statement, SqlitePhase phase) {
  std::string sentence = sentence_for(handle, code, phase) + " (sqlite " + std::to_string(code);
  if (const auto head = statement_head(statement); !head.empty()) sentence += " in: " + head;
  sentence += ')';
  const int primary = code & 0xFF;
  if (primary == SQLITE_BUSY || primary == SQLITE_LOCKED) {
    throw SerializationFailure(sentence, std::to_string(code));
  }
  throw DatabaseError(sentence, std::to_string(code));
}

}  // namespace homeport::db
