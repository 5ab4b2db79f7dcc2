// The statements of lots, draws and holds.

#include <array>
#include <iterator>

#include "db/record_sql.hpp"
#include "modules/points/store.hpp"

namespace homeport::points::store {
namespace {

const std::string kLotColumns = db::columns_of(table_of<Lot>());
const std::string kInsertLotText = db::insert_text("points_lot", table_of<Lot>()) + " /*in_any_order*/";
const db::Sql kInsertLot{kInsertLotText};
const db::Sql kChangeLot{
    "UPDATE points_lot SET state = $3, left_points = $4, reserved_points = $5, activates_at = $6, expires_at = $7, "
    "due_at = $8, reminded_days = $9, idle_months = $10 WHERE customer_id = $1 AND id = $2"};
const std::string kSelectLot = "SELECT " + kLotColumns + " FROM points_lot WHERE customer_id = $1 ";
const std::string kLoadLotText = kSelectLot + "AND id = $2";
const db::Sql kLoadLot{kLoadLotText};
const std::string kLoadExpiringLotsText =
    kSelectLot + "AND left_points > 0 AND expires_at IS NOT NULL ORDER BY expires_at, id LIMIT $2";
const db::Sql kLoadExpiringLots{kLoadExpiringLotsText};
const std::string kLoadLastingLotsText = kSelectLot + "AND left_points > 0 AND expires_at IS NULL ORDER BY id LIMIT $2";
const db::Sql kLoadLastingLots{kLoadLastingLotsText};
const std::string kLoadDebtsText = kSelectLot + "AND left_points < 0 ORDER BY id";
const db::Sql kLoadDebts{kLoadDebtsText};
const std::string kLoadDueLotsText = kSelectLot + "AND left_points > 0 AND due_at <= $2 ORDER BY id";
const db::Sql kLoadDueLots{kLoadDueLotsText};
const db::Sql kLoadNextDueAt{
    "SELECT min(d.due_at) FROM ("
    "SELECT min(due_at) AS due_at FROM points_lot WHERE customer_id = $1 AND left_points > 0 AND due_at IS NOT NULL "
    "UNION ALL "
    "SELECT min(expires_at) AS due_at FROM points_hold WHERE customer_id = $1 AND state = 'held') d"};
const db::Sql kLoadNextExpiry{
    "SELECT expires_at, CAST(sum(left_points) AS BIGINT) FROM points_lot "
    "WHERE customer_id = $1 AND left_points > 0 AND expires_at > $2 AND state = 'active' "
    "GROUP BY expires_at ORDER BY expires_at LIMIT 1"};
const db::Sql kCustomersDue{
    "SELECT customer_id FROM (SELECT customer_id FROM points_lot WHERE due_at <= $1 "
    "UNION SELECT customer_id FROM points_hold WHERE state = 'held' AND expires_at <= $1) d "
    "ORDER BY customer_id LIMIT $2"};

const std::string kInsertDrawText = db::insert_text("points_draw", table_of<Draw>());
const db::Sql kInsertDraw{kInsertDrawText};
const db::Sql kDrawsOut{
    "SELECT d.lot_id, CAST(d.points + coalesce((SELECT sum(b.points) FROM points_entry e JOIN points_draw b "
    "ON b.customer_id = e.customer_id AND b.entry_id = e.id AND b.lot_id = d.lot_id "
    "WHERE e.customer_id = $1 AND e.of_entry_id = $2), 0) AS BIGINT) "
    "FROM points_draw d WHERE d.customer_id = $1 AND d.entry_id = $2 ORDER BY d.draw_no"};
const db::Sql kIsTakenBack{
    "SELECT 1 FROM points_entry WHERE customer_id = $1 AND of_entry_id = $2 AND kind = 'take_back'"};
const db::Sql kExpiredOfLot{
    "SELECT CAST(coalesce(sum(d.points), 0) AS BIGINT) FROM points_draw d JOIN points_entry e "
    "ON e.customer_id = d.customer_id AND e.id = d.entry_id AND e.kind = 'expiry' "
    "WHERE d.customer_id = $1 AND d.lot_id = $2"};
const std::string kLoadDrawsText = "SELECT " + db::columns_of(table_of<Draw>()) +
                                   " FROM points_draw WHERE customer_id = $1 AND entry_id = $2 ORDER BY draw_no";
const db::Sql kLoadDraws{kLoadDrawsText};

const std::string kInsertHoldText = db::insert_text("points_hold", table_of<Hold>());
const db::Sql kInsertHold{kInsertHoldText};
const std::string kSelectHold =
    "SELECT " + db::columns_of(table_of<Hold>()) + " FROM points_hold WHERE customer_id = $1 ";
const std::string kLoadHoldText = kSelectHold + "AND id = $2";
const db::Sql kLoadHold{kLoadHoldText};
const std::string kLoadExpiredHoldsText = kSelectHold + "AND state = 'held' AND expires_at <= $2 ORDER BY id";
const db::Sql kLoadExpiredHolds{kLoadExpiredHoldsText};
const db::Sql kEndHold{"UPDATE points_hold SET state = $3, closed_at = $4 WHERE customer_id = $1 AND id = $2"};

constexpr std::array kLotSorts{kit::SortChoice{"granted_at", "l.granted_at", false},
                               kit::SortChoice{"id", "l.id", false}};

}  // namespace

void send_lot(db::Transaction& tx, const Lot& lot) { db::send_record(tx, kInsertLot, lot); }

void send_lot_change(db::Transaction& tx, const Lot& lot) {
  tx.send(kChangeLot, lot.customer_id, lot.id, word_of(lot.state), lot.left, lot.reserved, lot.activates_at,
          lot.expires_at, lot.due_at, lot.reminded_days, lot.idle_months);
}

std::optional<Lot> load_lot(db::Transaction& tx, CustomerId customer_id, LotId id) {
  return db::read_one<Lot>(tx.query(kLoadLot, customer_id, id));
}

std::vector<Lot> load_open_lots(db::Transaction& tx, CustomerId customer_id, std::int64_t limit) {
  auto lots = db::read_all<Lot>(tx.query(kLoadExpiringLots, customer_id, limit));
  auto lasting = db::read_all<Lot>(tx.query(kLoadLastingLots, customer_id, limit));
  lots.insert(lots.end(), std::make_move_iterator(lasting.begin()), std::make_move_iterator(lasting.end()));
  return lots;
}

std::vector<Lot> load_debts(db::Transaction& tx, CustomerId customer_id) {
  return db::read_all<Lot>(tx.query(kLoadDebts, customer_id));
}

std::vector<Lot> load_due_lots(db::Transaction& tx, CustomerId customer_id, Time now) {
  return db::read_all<Lot>(tx.query(kLoadDueLots, customer_id, now));
}

std::optional<Time> load_next_due_at(db::Transaction& tx, CustomerId customer_id) {
  auto rows = tx.query(kLoadNextDueAt, customer_id);
  CHECK(rows.next());
  return rows.is_null(0) ? std::nullopt : std::optional(Time{rows.integer(0)});
}

std::optional<NextExpiry> load_next_expiry(db::Transaction& tx, CustomerId customer_id, Time now) {
  auto rows = tx.query(kLoadNextExpiry, customer_id, now);
  if (!rows.next()) return std::nullopt;
  return NextExpiry{Time{rows.integer(0)}, Points{rows.integer(1)}};
}

std::vector<CustomerId> customers_due(db::Transaction& tx, Time now, std::int64_t limit) {
  std::vector<CustomerId> ids;
  for (auto rows = tx.query(kCustomersDue, now, limit); rows.next();)
    ids.push_back(rows.id<CustomerId>(0));
  return ids;
}

kit::ListQuery lot_rows(CustomerId customer_id) {
  kit::ListQuery query("SELECT " + db::columns_of(table_of<Lot>(), "l.") + " FROM points_lot l WHERE l.customer_id = ");
  query.bind(customer_id.value);
  return query;
}

std::span<const kit::SortChoice> lot_sorts() { return kLotSorts; }

void send_draw(db::Transaction& tx, const Draw& draw) { db::send_record(tx, kInsertDraw, draw); }

std::vector<LotPart> load_draws_out(db::Transaction& tx, CustomerId customer_id, EntryId spend) {
  std::vector<LotPart> parts;
  for (auto rows = tx.query(kDrawsOut, customer_id, spend); rows.next();) {
    parts.push_back({rows.id<LotId>(0), Points{rows.integer(1)}});
  }
  return parts;
}

bool is_taken_back(db::Transaction& tx, CustomerId customer_id, EntryId granted) {
  return tx.query(kIsTakenBack, customer_id, granted).next();
}

Points expired_of_lot(db::Transaction& tx, CustomerId customer_id, LotId lot_id) {
  auto rows = tx.query(kExpiredOfLot, customer_id, lot_id);
  CHECK(rows.next());
  return Points{rows.integer(0)};
}

std::vector<Draw> load_draws(db::Transaction& tx, CustomerId customer_id, EntryId entry_id) {
  return db::read_all<Draw>(tx.query(kLoadDraws, customer_id, entry_id));
}

void send_hold(db::Transaction& tx, const Hold& hold) { db::send_record(tx, kInsertHold, hold); }

std::optional<Hold> load_hold(db::Transaction& tx, CustomerId customer_id, HoldId id) {
  return db::read_one<Hold>(tx.query(kLoadHold, customer_id, id));
}

std::vector<Hold> load_expired_holds(db::Transaction& tx, CustomerId customer_id, Time now) {
  return db::read_all<Hold>(tx.query(kLoadExpiredHolds, customer_id, now));
}

void send_hold_end(db::Transaction& tx, const Hold& hold) {
  tx.send(kEndHold, hold.customer_id, hold.id, word_of(hold.state), hold.closed_at);
}

}  // namespace homeport::points::store
