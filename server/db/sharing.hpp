#pragma once

// Writes that share a transaction with others where the engine doesn't see to that by itself (PostgreSQL; on SQLite
// all writes share a commit anyway, and everything here is plain submit() or nothing at all).

#include <array>
#include <cstdint>
#include <functional>
#include <span>

#include "db/database.hpp"
#include "db/transaction.hpp"

namespace homeport::db {

// What a write says of itself so that it can share. Whoever says it promises that the use-case
//  - locks and changes rows of this customer only, and adds rows to what nobody reads in the same transaction;
//  - may run twice although it was committed: its idempotency key tells it so;
//  - is refused seldom, as one that is refused runs a second time, alone.
struct Sharing {
  // Two writes of one customer run one after the other; transactions take their customers in ascending order, so that
  // they never wait for each other in a circle.
  std::int64_t customer_id = 0;
  // Asks ahead, with foretell(), for what the use-case will ask. Called before it, with nothing of this customer
  // changed in between.
  std::function<void(Transaction&)> foretell;
};

// submit() of a write that may share. Whatever goes wrong in the shared transaction, each of its writes is then run
// again in one of its own, so that nobody suffers for another.
[[nodiscard]] bool submit_shared(Database& database, WriteJob job, Sharing sharing);

// True inside a shared transaction: what is refused here runs again in one of its own.
[[nodiscard]] bool is_shared(const Transaction& tx);

// Asks now what query() will be asked later with the same statement and parameters, once: it then has its answer as of
// now, and what many foretell travels together. Only in Sharing::foretell; elsewhere, and on SQLite, it does nothing.
void foretell_with(Transaction& tx, const Sql& sql, std::span<const Param> params);

template <class... Args>
void foretell(Transaction& tx, const Sql& sql, const Args&... args) {
  const std::array<Param, sizeof...(Args)> params{Param(args)...};
  foretell_with(tx, sql, params);
}

}  // namespace homeport::db
