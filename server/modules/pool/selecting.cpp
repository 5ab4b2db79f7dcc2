// What grading asks of the pool: who is there, what became of them, and who they are by condition.

#include "modules/pool/moving.hpp"

namespace homeport::pool {
namespace {

const db::Sql kOpenCustomers{
    "SELECT customer_id FROM pool_customer WHERE state <> 'common' AND customer_id > $1 ORDER BY customer_id LIMIT $2"};
const db::Sql kOutcomes{
    "SELECT e.customer_id, t.source, t.grade, e.at, e.to_staff_id, "
    "(SELECT m.to_staff_id FROM pool_move m WHERE m.customer_id = e.customer_id AND m.kind IN ('claim', 'assign') "
    "ORDER BY m.move_no LIMIT 1), "
    "(SELECT min(m.at) FROM pool_move m WHERE m.customer_id = e.customer_id AND m.kind IN ('claim', 'assign')), "
    "(SELECT min(m.first_follow_up_at) FROM pool_move m WHERE m.customer_id = e.customer_id), t.first_follow_up_at, "
    "COALESCE(t.opportunity_at, (SELECT min(m.opportunity_at) FROM pool_move m WHERE m.customer_id = e.customer_id)), "
    "(SELECT count(*) FROM pool_move m WHERE m.customer_id = e.customer_id AND m.kind = 'win'), "
    "t.state FROM pool_move e JOIN pool_customer t ON t.customer_id = e.customer_id "
    "WHERE e.kind = 'enter' AND e.pool_id = $1 AND e.at >= $2 AND e.at < $3 ORDER BY e.at, e.customer_id LIMIT $4"};

LeadOutcome read_outcome(const db::Rows& rows) {
  LeadOutcome outcome;
  outcome.customer_id = rows.id<CustomerId>(0);
  outcome.source = rows.string(1);
  outcome.grade = rows.maybe_string(2);
  outcome.entered_at = Time{rows.integer(3)};
  if (!rows.is_null(4)) {
    outcome.first_staff_id = rows.id<StaffId>(4);
    outcome.taken_at = outcome.entered_at;
  } else if (!rows.is_null(5)) {
    outcome.first_staff_id = rows.id<StaffId>(5);
    outcome.taken_at = Time{rows.integer(6)};
  }
  // The first contact is in the ledger when somebody has let go of him, else with whoever has him.
  for (const int column : {7, 8}) {
    if (!rows.is_null(column) && (!outcome.contacted_at || rows.integer(column) < outcome.contacted_at->us)) {
      outcome.contacted_at = Time{rows.integer(column)};
    }
  }
  outcome.is_won = rows.integer(10) > 0 || rows.text(11) == "common";
  outcome.had_opportunity = !rows.is_null(9) || outcome.is_won;
  return outcome;
}

}  // namespace

bool was_won_by(db::Transaction& tx, CustomerId id, SaleRef sale) {
  const auto last = store::moves_before(tx, id, kLastTime, INT64_MAX, 1);
  return !last.empty() && last.front().kind == MoveKind::win && last.front().sale_id.value_or(sale) == sale;
}

std::vector<CustomerId> open_customers(db::Transaction& tx, CustomerId after, std::int64_t limit) {
  std::vector<CustomerId> ids;
  for (auto rows = tx.query(kOpenCustomers, after, limit); rows.next();)
    ids.push_back(rows.id<CustomerId>(0));
  return ids;
}

std::vector<LeadOutcome> lead_outcomes(db::Transaction& tx, PoolId id, Time from, Time before, std::int64_t limit) {
  std::vector<LeadOutcome> outcomes;
  for (auto rows = tx.query(kOutcomes, id, from, before, limit); rows.next();)
    outcomes.push_back(read_outcome(rows));
  return outcomes;
}

std::vector<VisiblePool> visible_pools(const kit::Read& read) {
  Book book(read.tx);
  std::vector<VisiblePool> pools;
  const bool sees_all = read.actor.scope == kit::DataScope::all;
  for (const auto& pool : store::load_pools(read.tx)) {
    if (sees_all || book.administers(read.actor, pool.id)) pools.push_back({pool.id, pool.name});
  }
  return pools;
}

std::vector<CustomerId> select_customers(const kit::Read& read, const ListConditions& conditions, std::int64_t limit) {
  Book book(read.tx);
  std::vector<PoolId> mine;
  for (const auto& pool : store::load_pools(read.tx)) {
    if (book.administers(read.actor, pool.id) || book.belongs(read.actor, pool.id)) mine.push_back(pool.id);
  }
  auto query = store::list_rows(read.actor, conditions, mine, false);
  query.text(" ORDER BY t.entered_at, t.customer_id LIMIT ").bind(limit);
  std::vector<CustomerId> ids;
  for (auto rows = query.run(read.tx); rows.next();)
    ids.push_back(store::read_list_row(rows).place.customer_id);
  return ids;
}

}  // namespace homeport::pool
