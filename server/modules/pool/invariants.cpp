// What must always be true of the pool.

#include "modules/pool/module.hpp"

namespace homeport::pool {
namespace {

const db::Sql kCounterOff{
    "SELECT k.pool_id, k.holder_id FROM pool_counter k LEFT JOIN (SELECT pool_id, owner_staff_id, "
    "CAST(count(*) FILTER (WHERE state = 'tracking' AND protected_until IS NULL AND counts_in_hold = 1) AS BIGINT) AS "
    "h, "
    "CAST(count(*) FILTER (WHERE state = 'tracking' AND protected_until IS NOT NULL) AS BIGINT) AS p, "
    "CAST(count(*) FILTER (WHERE state = 'common') AS BIGINT) AS w "
    "FROM pool_customer WHERE owner_staff_id IS NOT NULL GROUP BY pool_id, owner_staff_id) t "
    "ON t.pool_id = k.pool_id AND t.owner_staff_id = k.holder_id WHERE k.holder_kind = 'staff' AND "
    "(k.holding_count <> COALESCE(t.h, 0) OR k.protected_count <> COALESCE(t.p, 0) OR k.won_count <> COALESCE(t.w, 0)) "
    "LIMIT $1"};
const db::Sql kStoreCounterOff{
    "SELECT k.pool_id, k.holder_id FROM pool_counter k LEFT JOIN (SELECT pool_id, owner_unit_id, "
    "CAST(count(*) FILTER (WHERE state = 'tracking' AND protected_until IS NULL AND counts_in_hold = 1) AS BIGINT) AS "
    "h "
    "FROM pool_customer WHERE owner_unit_id IS NOT NULL GROUP BY pool_id, owner_unit_id) t "
    "ON t.pool_id = k.pool_id AND t.owner_unit_id = k.holder_id WHERE k.holder_kind = 'store' AND "
    "k.holding_count <> COALESCE(t.h, 0) LIMIT $1"};
const db::Sql kUncounted{
    "SELECT t.pool_id, t.owner_staff_id FROM pool_customer t WHERE t.owner_staff_id IS NOT NULL AND NOT EXISTS "
    "(SELECT 1 FROM pool_counter k WHERE k.pool_id = t.pool_id AND k.holder_kind = 'staff' "
    "AND k.holder_id = t.owner_staff_id) AND (t.counts_in_hold = 1 OR t.state = 'common') LIMIT $1"};
const db::Sql kLedgerOff{
    "SELECT t.customer_id, m.move_no FROM pool_customer t LEFT JOIN pool_move m ON m.customer_id = t.customer_id "
    "AND m.move_no = t.move_no WHERE m.customer_id IS NULL OR m.to_state <> t.state OR "
    "m.to_staff_id IS DISTINCT FROM t.owner_staff_id OR m.to_pool_id <> t.pool_id LIMIT $1"};
const db::Sql kChainBroken{
    "SELECT a.customer_id, a.move_no FROM pool_move a JOIN pool_move b ON b.customer_id = a.customer_id "
    "AND b.move_no = a.move_no + 1 WHERE a.to_state <> b.from_state OR "
    "a.to_staff_id IS DISTINCT FROM b.from_staff_id OR a.to_pool_id IS DISTINCT FROM b.from_pool_id OR b.at < a.at "
    "LIMIT $1"};
const db::Sql kOwnerOff{
    "SELECT t.customer_id FROM pool_customer t LEFT JOIN customer c ON c.customer_id = t.customer_id "
    "WHERE c.customer_id IS NULL OR c.owner_staff_id IS DISTINCT FROM t.owner_staff_id OR c.is_pooled <> 1 LIMIT $1"};
const db::Sql kHiddenOff{
    "SELECT c.customer_id FROM customer c LEFT JOIN pool_customer t ON t.customer_id = c.customer_id "
    "WHERE c.hidden_bits <> 0 AND (t.customer_id IS NULL OR t.state <> 'public') LIMIT $1"};
const db::Sql kInNoPool{
    "SELECT t.customer_id, t.pool_id FROM pool_customer t WHERE NOT EXISTS (SELECT 1 FROM pool p WHERE p.id = "
    "t.pool_id "
    "AND p.status = 'on') LIMIT $1"};

}  // namespace

std::vector<kit::Invariant> invariants() {
  return {
      kit::no_rows("pool.counter_equals_customers", "what a person holds is the number of his customers", kCounterOff,
                   "pool"),
      kit::no_rows("pool.store_counter_equals_customers", "what a store holds is the number of its people's customers",
                   kStoreCounterOff, "pool"),
      kit::no_rows("pool.owner_has_counter", "everybody who holds customers has a counter", kUncounted, "pool"),
      kit::no_rows("pool.place_equals_ledger", "a customer's place is where his last move left him", kLedgerOff),
      kit::no_rows("pool.ledger_is_a_chain", "every move begins where the one before it ended, and not earlier",
                   kChainBroken),
      kit::no_rows("pool.owner_is_the_customers", "the customer's record names the owner the pool says", kOwnerOff),
      kit::no_rows("pool.only_public_is_hidden", "only public customers have hidden fields", kHiddenOff),
      kit::no_rows("pool.pool_is_there", "every customer's pool exists and is switched on", kInNoPool),
  };
}

}  // namespace homeport::pool
