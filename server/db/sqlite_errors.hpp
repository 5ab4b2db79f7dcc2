#pragma once

#include <string_view>

struct sqlite3;

namespace homeport::db {

// When the engine speaks: its own sentence may repeat a value while a statement runs, not while it is prepared.
enum class SqlitePhase { preparing, running };

// Throws DatabaseError, or SerializationFailure where somebody else had the file locked. `handle` may be null.
[[noreturn]] void throw_sqlite(sqlite3* handle, int code, std::string_view statement, SqlitePhase phase);

}  // namespace homeport::db
