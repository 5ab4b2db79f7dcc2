#include "kit/idempotency.hpp"

#include <algorithm>

#include "base/crypto.hpp"
#include "db/sharing.hpp"

namespace homeport::kit {
namespace {

// Whoever takes the same key at the same moment waits here until this write is over, so that the answer is written
// once.
const db::Sql kTake{
    "INSERT INTO idempotency_place (key, place_id, customer_id) "
    "SELECT CAST($3 AS TEXT), CAST($1 AS BIGINT), CAST($2 AS BIGINT) WHERE NOT EXISTS "
    "(SELECT 1 FROM idempotency_key WHERE customer_id = CAST($2 AS BIGINT) AND key = $3) ON CONFLICT DO NOTHING"};
const db::Sql kPlace{"SELECT customer_id FROM idempotency_place WHERE key = $1 AND place_id = $2"};
const db::Sql kSelect{
    "SELECT input_hash, status, version, answer FROM idempotency_key WHERE customer_id = $1 AND key = $2"};
// Written with the answer where nothing waits before the end: with one writer nobody else can take the key meanwhile,
// and one who is refused has nothing to undo; in a shared transaction, if somebody does, the write runs again in one of
// its own, where it waits for him.
const db::Sql kPlaceWithAnswer{
    "INSERT INTO idempotency_place (key, place_id, customer_id) VALUES ($1, $2, $3) /*in_any_order*/"};
const db::Sql kStoreOnce{
    "INSERT INTO idempotency_key (customer_id, key, input_hash, created_at, status, version, answer) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7) /*in_any_order*/"};
// Two callers with one key for one customer at one moment: both have done what they wanted, the first is answered
// again.
const db::Sql kStore{
    "INSERT INTO idempotency_key (customer_id, key, input_hash, created_at, status, version, answer) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING"};

bool is_taken_with_the_answer(const db::Transaction& tx) {
  return tx.engine() == db::Engine::sqlite || db::is_shared(tx);
}

Refusal mismatch() {
  return refuse(RefusalKind::unprocessable, "request.idempotency_mismatch",
                "this Idempotency-Key was used before for another request", "Idempotency-Key");
}

}  // namespace

Result<std::string> idempotency_key_of(const http::Request& request) {
  const std::string_view key = request.header("idempotency-key");
  if (key.empty()) {
    return refuse(RefusalKind::invalid, "request.idempotency_key_missing",
                  "every write needs the header Idempotency-Key with a value of your own, new for each write",
                  "Idempotency-Key");
  }
  const bool is_printable = std::all_of(key.begin(), key.end(), [](char c) { return c > ' ' && c <= '~'; });
  if (key.size() > kLongestIdempotencyKey || !is_printable) {
    return refuse(RefusalKind::invalid, "request.idempotency_key_bad",
                  "Idempotency-Key must be 1 to 64 printable ASCII characters without spaces", "Idempotency-Key");
  }
  return std::string(key);
}

std::int64_t customer_of(const http::Request& request, const RecordTable* body_table, const void* body) {
  for (const auto& [name, value] : request.parameters) {
    if (name == "customer_id") return parse_id(value).value_or(0);
  }
  if (body_table == nullptr || body == nullptr) return 0;
  const FieldRow* row = body_table->find("customer_id");
  if (row == nullptr || row->type->kind != FieldKind::id) return 0;
  const void* value = row->locate(body);
  return row->type->optional && !row->type->has(value) ? 0 : row->type->get_int(value);
}

std::int64_t derived_customer_id(const Actor& actor, std::string_view key) {
  const std::string digest = sha256(std::to_string(actor.staff_id.value) + ":" + std::string(key));
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < 8; ++i)
    value = (value << 8U) | static_cast<unsigned char>(digest[i]);
  return -static_cast<std::int64_t>((value >> 2U) + 1);
}

std::string input_hash(const http::Request& request, const Actor& actor) {
  std::string input(http::method_name(request.method));
  input += ' ';
  input += request.target;
  input += '\n';
  input += std::to_string(actor.staff_id.value) + (actor.view().margin ? "+m\n" : "\n");
  input += request.header("if-match");
  input += '\n';
  input += request.body;
  return base64url_encode(sha256(input));
}

Result<std::optional<Answer>> take_key(db::Transaction& tx, const IdempotencyPlace& place, std::string_view hash) {
  CHECK(place.place_id != 0);
  const bool comes_later = is_taken_with_the_answer(tx);
  if (!comes_later && tx.execute(kTake, place.place_id, place.customer_id, place.key) == 1) {
    return std::optional<Answer>{};
  }
  auto rows = tx.query(kSelect, place.customer_id, place.key);
  if (!rows.next()) {
    auto places = tx.query(kPlace, place.key, place.place_id);
    if (places.next()) return mismatch();  // it was for another customer
    if (comes_later) return std::optional<Answer>{};
    throw db::SerializationFailure("the idempotency key was given up a moment ago");
  }
  if (rows.text(0) != hash) return mismatch();
  Answer answer;
  answer.status = static_cast<int>(rows.integer(1));
  answer.version = rows.maybe_integer(2);
  answer.json = rows.string(3);
  answer.headers.emplace_back("Idempotency-Replayed", "true");
  return std::optional<Answer>{std::move(answer)};
}

void foretell_key(db::Transaction& tx, const IdempotencyPlace& place) {
  db::foretell(tx, kSelect, place.customer_id, place.key);
  db::foretell(tx, kPlace, place.key, place.place_id);
}

void store_answer(db::Transaction& tx, const IdempotencyPlace& place, std::string_view hash, Time now,
                  const Answer& answer) {
  const bool is_taken_now = is_taken_with_the_answer(tx);
  if (is_taken_now) tx.send(kPlaceWithAnswer, place.key, place.place_id, place.customer_id);
  tx.send(is_taken_now ? kStoreOnce : kStore, place.customer_id, place.key, hash, now, answer.status, answer.version,
          answer.json);
}

}  // namespace homeport::kit
