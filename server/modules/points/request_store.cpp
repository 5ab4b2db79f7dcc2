// The statements of adjustments, of what expires, and of the ledger's days.

#include <array>

#include "db/record_sql.hpp"
#include "modules/customers/service.hpp"
#include "modules/points/store.hpp"

namespace homeport::points::store {
namespace {

const std::string kInsertAdjustmentText = db::insert_text("points_adjustment", table_of<Adjustment>());
const db::Sql kInsertAdjustment{kInsertAdjustmentText};
const std::string kLockAdjustmentText =
    "SELECT " + db::columns_of(table_of<Adjustment>()) + " FROM points_adjustment WHERE id = $1 /*for_update*/";
const db::Sql kLockAdjustment{kLockAdjustmentText};
const db::Sql kGivenByHand{
    "SELECT CAST(coalesce(sum(CASE WHEN wallet_points > 0 THEN wallet_points ELSE 0 END), 0) AS BIGINT), "
    "CAST(coalesce(sum(CASE WHEN combined_points > 0 THEN combined_points ELSE 0 END), 0) AS BIGINT) "
    "FROM points_adjustment WHERE customer_id = $1 AND requested_at >= $2 AND state = 'done' "
    "AND decided_by IS NOT DISTINCT FROM requested_by"};
const db::Sql kAddGivenByStaff{
    "INSERT INTO points_given_by_staff (staff_id, given_on, wallet_points, combined_points) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (staff_id, given_on) DO UPDATE SET "
    "wallet_points = points_given_by_staff.wallet_points + excluded.wallet_points, "
    "combined_points = points_given_by_staff.combined_points + excluded.combined_points "
    "RETURNING wallet_points, combined_points"};
const db::Sql kDecideAdjustment{
    "UPDATE points_adjustment SET state = $3, entry_id = $4, decided_at = $5, decided_by = $6, decision_note = $7 "
    "WHERE customer_id = $1 AND id = $2"};
const db::Sql kLotsToRemind{
    "SELECT customer_id, id FROM points_lot WHERE due_at > $1 AND due_at <= $2 AND state = 'active' "
    "AND left_points > 0 AND (reminded_days = 0 OR reminded_days > $3) ORDER BY due_at, customer_id, id LIMIT $4"};

constexpr std::array kAdjustmentSorts{kit::SortChoice{"requested_at", "a.requested_at", false}};
constexpr std::array kExpirySorts{kit::SortChoice{"expires_at", "l.due_at", false}};
constexpr std::array kDigestSorts{kit::SortChoice{"cut_at", "d.cut_at", false}};

}  // namespace

void send_adjustment(db::Transaction& tx, const Adjustment& adjustment) {
  db::send_record(tx, kInsertAdjustment, adjustment);
}

std::optional<Adjustment> lock_adjustment(db::Transaction& tx, AdjustmentId id) {
  return db::read_one<Adjustment>(tx.query(kLockAdjustment, id));
}

GivenByHand given_by_hand_since(db::Transaction& tx, CustomerId customer_id, Time since) {
  auto rows = tx.query(kGivenByHand, customer_id, since);
  CHECK(rows.next());
  return {Points{rows.integer(0)}, Points{rows.integer(1)}};
}

GivenByHand add_given_by_staff(db::Transaction& tx, kit::StaffId staff_id, Date day, const GivenByHand& more) {
  auto rows = tx.query(kAddGivenByStaff, staff_id, format_date(day), more.wallet, more.combined);
  CHECK(rows.next());
  return {Points{rows.integer(0)}, Points{rows.integer(1)}};
}

void send_adjustment_decision(db::Transaction& tx, const Adjustment& adjustment) {
  tx.send(kDecideAdjustment, adjustment.customer_id, adjustment.id, word_of(adjustment.state), adjustment.entry_id,
          adjustment.decided_at, adjustment.decided_by, adjustment.decision_note);
}

kit::ListQuery adjustment_rows() {
  return kit::ListQuery("SELECT " + db::columns_of(table_of<Adjustment>(), "a.") +
                        " FROM points_adjustment a JOIN customer c ON c.customer_id = a.customer_id WHERE 1 = 1");
}

std::span<const kit::SortChoice> adjustment_sorts() { return kAdjustmentSorts; }

kit::ListQuery expiry_rows(Time from, Time until) {
  kit::ListQuery query(
      "SELECT l.customer_id, c.name AS customer_name, c.owner_staff_id, l.id AS lot_id, l.left_points AS points, "
      "l.due_at AS expires_at, (SELECT t.state FROM follow_up_task t WHERE t.customer_id = l.customer_id "
      "AND t.reminds_of = 'points.expiring' AND t.lapses_at >= l.due_at AND t.state <> 'cancelled' "
      "ORDER BY t.task_id DESC LIMIT 1) AS reminder FROM points_lot l "
      "JOIN customer c ON c.customer_id = l.customer_id WHERE ");
  query.text(customers::kIsPresent)
      .text(" AND l.state = 'active' AND l.due_at > ")
      .bind(from.us)
      .text(" AND l.due_at <= ")
      .bind(until.us);
  return query;
}

std::span<const kit::SortChoice> expiry_sorts() { return kExpirySorts; }

kit::ListQuery digest_rows() {
  return kit::ListQuery("SELECT " + db::columns_of(table_of<Digest>(), "d.") + " FROM points_digest d WHERE 1 = 1");
}

std::span<const kit::SortChoice> digest_sorts() { return kDigestSorts; }

std::vector<LotKey> lots_to_remind(db::Transaction& tx, Time now, Time until, std::int64_t days, std::int64_t limit) {
  std::vector<LotKey> keys;
  for (auto rows = tx.query(kLotsToRemind, now, until, days, limit); rows.next();)
    keys.push_back({rows.id<CustomerId>(0), rows.id<LotId>(1)});
  return keys;
}

}  // namespace homeport::points::store
