#include "modules/sales/reservation_store.hpp"

#include "db/record_sql.hpp"

namespace homeport::sales::store {
namespace {

template <class Record>
const db::Sql& insert_statement(std::string_view table) {
  static const db::MadeStatement statement(db::insert_text(table, table_of<Record>()));
  return statement.sql;
}

template <class Record>
db::MadeStatement select_of(std::string_view rest) {
  return db::MadeStatement("SELECT " + db::columns_of(table_of<Record>()) + std::string(rest));
}

const db::Sql kInsertKey{"INSERT INTO sale_reservation_key (reservation_id, customer_id) VALUES ($1, $2)"};
const db::Sql kFindKey{"SELECT customer_id FROM sale_reservation_key WHERE reservation_id = $1"};
const db::Sql kEnd{
    "UPDATE sale_reservation SET state = $3, sale_id = $4, ended_at = $5, version = version + 1 WHERE customer_id = $1 "
    "AND reservation_id = $2 AND state = 'held' AND ($3 <> 'completed' OR expires_at > $5)"};

}  // namespace

const std::string& reservation_columns() {
  static const std::string columns = db::columns_of(table_of<Reservation>(), "r.");
  return columns;
}

void insert_reservation(db::Transaction& tx, const Reservation& reservation) {
  tx.send(kInsertKey, reservation.reservation_id, reservation.customer_id);
  db::send_record(tx, insert_statement<Reservation>("sale_reservation"), reservation);
}

void insert_line(db::Transaction& tx, const ReservationLine& line) {
  db::send_record(tx, insert_statement<ReservationLine>("sale_reservation_line"), line);
}

void insert_reward(db::Transaction& tx, const ReservationReward& reward) {
  db::send_record(tx, insert_statement<ReservationReward>("sale_reservation_reward"), reward);
}

std::optional<CustomerId> find_reservation_key(db::Transaction& tx, ReservationId id) {
  auto rows = tx.query(kFindKey, id);
  if (!rows.next()) return std::nullopt;
  return rows.id<CustomerId>(0);
}

std::optional<Reservation> load_reservation(db::Transaction& tx, CustomerId customer_id, ReservationId id) {
  static const auto kSelect =
      select_of<Reservation>(" FROM sale_reservation WHERE customer_id = $1 AND reservation_id = $2");
  return db::read_one<Reservation>(tx.query(kSelect.sql, customer_id, id));
}

std::vector<ReservationLine> load_lines(db::Transaction& tx, CustomerId customer_id, ReservationId id) {
  static const auto kSelect = select_of<ReservationLine>(
      " FROM sale_reservation_line WHERE customer_id = $1 AND reservation_id = $2 ORDER BY line_no");
  return db::read_all<ReservationLine>(tx.query(kSelect.sql, customer_id, id));
}

std::vector<ReservationReward> load_rewards(db::Transaction& tx, CustomerId customer_id, ReservationId id) {
  static const auto kSelect = select_of<ReservationReward>(
      " FROM sale_reservation_reward WHERE customer_id = $1 AND reservation_id = $2 ORDER BY reward_no");
  return db::read_all<ReservationReward>(tx.query(kSelect.sql, customer_id, id));
}

bool end_reservation(db::Transaction& tx, const Reservation& reservation, ReservationState state,
                     std::optional<SaleId> sale_id, Time now) {
  return tx.execute(kEnd, reservation.customer_id, reservation.reservation_id, word_of(state), sale_id, now) == 1;
}

std::vector<Reservation> reservations_past(db::Transaction& tx, Time now, std::int64_t limit) {
  static const auto kSelect = select_of<Reservation>(
      " FROM sale_reservation WHERE state = 'held' AND expires_at <= $1 ORDER BY expires_at, reservation_id LIMIT $2");
  return db::read_all<Reservation>(tx.query(kSelect.sql, now, limit));
}

}  // namespace homeport::sales::store
