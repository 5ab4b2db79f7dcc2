#pragma once

#include <exception>
#include <memory>
#include <string>
#include <string_view>

#include "db/transaction.hpp"

struct pg_conn;
struct pg_result;

namespace homeport::db {

// The connection is gone, or its server is no longer the one to write to. What was not committed is undone; of a
// commit under way nobody knows. Running the use-case again on a new connection is right: its idempotency key makes
// sure that it acts once.
class ConnectionLost : public SerializationFailure {
 public:
  using SerializationFailure::SerializationFailure;
};

struct PostgresResultDeleter {
  void operator()(pg_result* result) const;
};
using PostgresResult = std::unique_ptr<pg_result, PostgresResultDeleter>;

// What went wrong with a statement: ConnectionLost, SerializationFailure or DatabaseError. `is_write`: the server
// should have let us write; if it didn't, it has become a standby.
struct PostgresFailure {
  std::exception_ptr error;
  bool is_lost = false;  // the connection is of no use any more
};
[[nodiscard]] PostgresFailure postgres_failure(pg_conn* connection, const pg_result* result, std::string_view statement,
                                               bool is_write);

}  // namespace homeport::db
