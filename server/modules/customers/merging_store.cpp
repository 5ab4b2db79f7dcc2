// The statements of merges.

#include "modules/customers/store.hpp"

namespace homeport::customers::store {
namespace {

const db::Sql kMergedInto{
    "SELECT other_id FROM customer_merge WHERE customer_id = $1 AND is_successor = 0 ORDER BY merged_at, other_id"};
const db::Sql kSuccessor{"SELECT other_id FROM customer_merge WHERE customer_id = $1 AND is_successor = 1"};
const db::Sql kForgetSuccessor{"DELETE FROM customer_merge WHERE customer_id = $1 AND is_successor = 1"};
const db::Sql kInsertMerge{
    "INSERT INTO customer_merge (customer_id, other_id, is_successor, merged_at) VALUES ($1, $2, $3, $4)"};
const db::Sql kGiveTags{
    "INSERT INTO customer_tag (customer_id, tag_id, given_at) SELECT CAST($2 AS BIGINT), t.tag_id, CAST($3 AS BIGINT) "
    "FROM customer_tag t WHERE t.customer_id = $1 AND NOT EXISTS (SELECT 1 FROM customer_tag h "
    "WHERE h.customer_id = $2 AND h.tag_id = t.tag_id)"};
const db::Sql kTakeTags{"DELETE FROM customer_tag WHERE customer_id = $1"};
// The values the other has none of: those the one who stays has of his own, stay where they are.
const db::Sql kMoveValues{
    "UPDATE customer_own_value SET customer_id = $2 WHERE customer_id = $1 AND field_id NOT IN "
    "(SELECT h.field_id FROM customer_own_value h WHERE h.customer_id = $2)"};
const db::Sql kForgetMergedInto{"DELETE FROM customer_merge WHERE customer_id = $1 AND is_successor = 0"};

}  // namespace

std::vector<CustomerId> merged_into(db::Transaction& tx, CustomerId id) {
  std::vector<CustomerId> ids;
  for (auto rows = tx.query(kMergedInto, id); rows.next();)
    ids.push_back(rows.id<CustomerId>(0));
  return ids;
}

std::optional<CustomerId> successor_of(db::Transaction& tx, CustomerId id) {
  auto rows = tx.query(kSuccessor, id);
  if (!rows.next()) return std::nullopt;
  return rows.id<CustomerId>(0);
}

void set_successor(db::Transaction& tx, CustomerId one, CustomerId other, Time at) {
  constexpr std::int64_t kYes = 1;
  constexpr std::int64_t kNo = 0;
  tx.send(kForgetSuccessor, one);
  tx.send(kInsertMerge, one, other, kYes, at);
  tx.send(kInsertMerge, other, one, kNo, at);
}

void move_tags_and_values(db::Transaction& tx, CustomerId from, CustomerId into, Time now) {
  tx.send(kGiveTags, from, into, now);
  tx.send(kTakeTags, from);
  tx.send(kMoveValues, from, into);
}

void forget_merged_into(db::Transaction& tx, CustomerId id) { tx.send(kForgetMergedInto, id); }

}  // namespace homeport::customers::store
