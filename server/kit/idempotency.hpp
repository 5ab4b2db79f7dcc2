#pragma once

// Remembers the answer of every write under its Idempotency-Key, in the write's own transaction, for good: the same
// key with the same input gets the same answer and changes nothing; with other input it is refused.

#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "db/transaction.hpp"
#include "kit/endpoint.hpp"

namespace homeport::kit {

inline constexpr std::size_t kLongestIdempotencyKey = 64;

// Where a key lives: with the customer the write is for; else under a negative id made from caller and key, so that
// nobody's keys are spread evenly and an anonymous sale lives beside its key. `place_id` is that same negative id,
// whomever the write is for: by it a caller's key is found again when he names another customer with it.
struct IdempotencyPlace {
  std::int64_t customer_id = 0;
  std::string key;
  std::int64_t place_id = 0;
};

// request.idempotency_key_missing or request.idempotency_key_bad when the header is absent or not 1…64 printable
// ASCII characters.
[[nodiscard]] Result<std::string> idempotency_key_of(const http::Request& request);

// The customer a write is for, as far as the request names one: in the path, else in the body.
[[nodiscard]] std::int64_t customer_of(const http::Request& request, const RecordTable* body_table, const void* body);
[[nodiscard]] std::int64_t derived_customer_id(const Actor& actor, std::string_view key);

// What makes two requests the same: route, path, query, body, caller and what the caller may see.
[[nodiscard]] std::string input_hash(const http::Request& request, const Actor& actor);

// Takes the key for this write: nullopt when it is new (and now taken, until rollback), the stored answer when it was
// used before with the same input. Refusal: request.idempotency_mismatch, also where the caller used it for another
// customer, or another caller for this one. One waiting statement for a new key.
[[nodiscard]] Result<std::optional<Answer>> take_key(db::Transaction& tx, const IdempotencyPlace& place,
                                                     std::string_view hash);
// For db::Sharing: take_key will ask for it.
void foretell_key(db::Transaction& tx, const IdempotencyPlace& place);
// Completes what take_key began in the same transaction; `hash` is the one it was given.
void store_answer(db::Transaction& tx, const IdempotencyPlace& place, std::string_view hash, Time now,
                  const Answer& answer);

}  // namespace homeport::kit
