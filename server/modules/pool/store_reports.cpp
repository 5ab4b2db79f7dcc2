// The statements of the reports.

#include "modules/pool/store_reports.hpp"

#include "modules/pool/types.hpp"

namespace homeport::pool::store {
namespace {

const db::Sql kByPerson{
    "SELECT COALESCE(to_staff_id, from_staff_id, 0) AS staff, kind, CAST(count(*) AS BIGINT) FROM pool_move "
    "WHERE pool_id = $1 AND at >= $2 AND at < $3 AND kind <> 'pool_change' "
    "GROUP BY COALESCE(to_staff_id, from_staff_id, 0), kind"};
const db::Sql kGood{
    "SELECT to_staff_id, CAST(count(*) AS BIGINT) FROM pool_move WHERE pool_id = $1 AND at >= $2 AND at < $3 "
    "AND kind IN ('claim', 'assign') AND grade = 'A' AND to_staff_id IS NOT NULL GROUP BY to_staff_id"};
const db::Sql kFirstEnded{
    "SELECT from_staff_id, first_follow_up_at - held_since FROM pool_move WHERE pool_id = $1 AND at >= $2 "
    "AND held_since >= $2 AND held_since < $3 AND first_follow_up_at IS NOT NULL AND from_staff_id IS NOT NULL LIMIT "
    "$4"};
const db::Sql kFirstRunning{
    "SELECT owner_staff_id, first_follow_up_at - taken_at FROM pool_customer WHERE pool_id = $1 AND taken_at >= $2 "
    "AND taken_at < $3 AND first_follow_up_at IS NOT NULL AND owner_staff_id IS NOT NULL LIMIT $4"};
const db::Sql kRefusals{
    "SELECT staff_id, CAST(sum(times) AS BIGINT) FROM pool_refusal WHERE pool_id = $1 AND refused_on >= $2 "
    "AND refused_on <= $3 GROUP BY staff_id"};
const db::Sql kDropped{
    "SELECT from_staff_id, customer_id FROM pool_move WHERE pool_id = $1 AND at >= $2 AND at < $3 "
    "AND kind IN ('give_back', 'lost', 'time_out') AND counted_count = 0 AND held_since IS NOT NULL "
    "AND at - held_since < $4 AND from_staff_id IS NOT NULL ORDER BY from_staff_id, customer_id LIMIT $5"};
const db::Sql kPairs{
    "SELECT to_staff_id, previous_staff_id, customer_id FROM pool_move WHERE pool_id = $1 AND at >= $2 AND at < $3 "
    "AND kind IN ('claim', 'transfer') AND previous_staff_id IS NOT NULL AND previous_staff_id <> to_staff_id "
    "ORDER BY to_staff_id, previous_staff_id, customer_id LIMIT $4"};
const db::Sql kDueByOwner{
    "SELECT pool_id, owner_staff_id, CAST(count(*) FILTER (WHERE due_at < $1) AS BIGINT), CAST(count(*) AS BIGINT) "
    "FROM pool_customer WHERE due_at IS NOT NULL AND due_at < $2 AND owner_staff_id IS NOT NULL "
    "GROUP BY pool_id, owner_staff_id"};
const db::Sql kPendingRequests{
    "SELECT pool_id, CAST(count(*) AS BIGINT) FROM pool_request WHERE state = 'pending' AND expires_at > $1 "
    "GROUP BY pool_id"};

constexpr std::int64_t kMostRows = 100'000;

}  // namespace

std::vector<KindCount> moves_by_person(db::Transaction& tx, PoolId id, Time from, Time before) {
  std::vector<KindCount> counts;
  for (auto rows = tx.query(kByPerson, id, from, before); rows.next();)
    counts.push_back({rows.id<StaffId>(0), rows.string(1), rows.integer(2)});
  return counts;
}

std::vector<StaffCount> good_leads(db::Transaction& tx, PoolId id, Time from, Time before) {
  std::vector<StaffCount> counts;
  for (auto rows = tx.query(kGood, id, from, before); rows.next();)
    counts.push_back({rows.id<StaffId>(0), rows.integer(1)});
  return counts;
}

std::vector<StaffCount> first_follow_ups(db::Transaction& tx, PoolId id, Time from, Time before) {
  std::vector<StaffCount> micros;
  for (auto rows = tx.query(kFirstEnded, id, from, before, kMostRows); rows.next();)
    micros.push_back({rows.id<StaffId>(0), rows.integer(1)});
  for (auto rows = tx.query(kFirstRunning, id, from, before, kMostRows); rows.next();)
    micros.push_back({rows.id<StaffId>(0), rows.integer(1)});
  return micros;
}

std::vector<StaffCount> quota_refusals(db::Transaction& tx, PoolId id, Date from, Date to) {
  std::vector<StaffCount> counts;
  for (auto rows = tx.query(kRefusals, id, format_date(from), format_date(to)); rows.next();)
    counts.push_back({rows.id<StaffId>(0), rows.integer(1)});
  return counts;
}

std::vector<Dropped> dropped(db::Transaction& tx, PoolId id, Time from, Time before, std::int64_t within_micros) {
  std::vector<Dropped> found;
  for (auto rows = tx.query(kDropped, id, from, before, within_micros, kMostRows); rows.next();)
    found.push_back({rows.id<StaffId>(0), {}, rows.id<CustomerId>(1)});
  return found;
}

std::vector<Dropped> passed_on(db::Transaction& tx, PoolId id, Time from, Time before) {
  std::vector<Dropped> found;
  for (auto rows = tx.query(kPairs, id, from, before, kMostRows); rows.next();)
    found.push_back({rows.id<StaffId>(0), rows.id<StaffId>(1), rows.id<CustomerId>(2)});
  return found;
}

std::vector<OwnerDue> due_by_owner(db::Transaction& tx, Time soon, Time later) {
  std::vector<OwnerDue> found;
  for (auto rows = tx.query(kDueByOwner, soon, later); rows.next();)
    found.push_back({rows.id<PoolId>(0), rows.id<StaffId>(1), rows.integer(2), rows.integer(3)});
  return found;
}

std::vector<std::pair<PoolId, std::int64_t>> pending_requests(db::Transaction& tx, Time now) {
  std::vector<std::pair<PoolId, std::int64_t>> counts;
  for (auto rows = tx.query(kPendingRequests, now); rows.next();)
    counts.emplace_back(rows.id<PoolId>(0), rows.integer(1));
  return counts;
}

}  // namespace homeport::pool::store
