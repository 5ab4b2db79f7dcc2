#include "modules/profiles/part_store.hpp"

namespace homeport::profiles::store {
namespace {

const db::Sql kSaveLunar{
    "INSERT INTO customer_lunar_birthday (customer_id, month, day, is_leap_month, updated_at) "
    "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (customer_id) DO UPDATE SET month = excluded.month, day = excluded.day, "
    "is_leap_month = excluded.is_leap_month, updated_at = excluded.updated_at"};
const db::Sql kDeleteLunar{"DELETE FROM customer_lunar_birthday WHERE customer_id = $1"};
const db::Sql kSelectLunar{"SELECT month, day, is_leap_month FROM customer_lunar_birthday WHERE customer_id = $1"};

const db::Sql kNoteMove{
    "INSERT INTO profile_move (customer_id, from_id, part_id, was_main, moved_at) VALUES ($1, $2, $3, $4, $5)"};
const db::Sql kLoadMoves{"SELECT part_id, from_id, was_main FROM profile_move WHERE customer_id = $1 AND from_id = $2"};
const db::Sql kForgetMoves{"DELETE FROM profile_move WHERE customer_id = $1 AND from_id = $2"};

}  // namespace

void note_move(db::Transaction& tx, CustomerId customer_id, const Move& move, Time now) {
  tx.send(kNoteMove, customer_id, move.from_id, move.part_id, move.was_main, now);
}

std::vector<Move> load_moves(db::Transaction& tx, CustomerId customer_id, CustomerId from_id) {
  std::vector<Move> moves;
  for (auto rows = tx.query(kLoadMoves, customer_id, from_id); rows.next();)
    moves.push_back({rows.id<PartId>(0), rows.id<CustomerId>(1), rows.integer(2) == 1});
  return moves;
}

void forget_moves(db::Transaction& tx, CustomerId customer_id, CustomerId from_id) {
  tx.send(kForgetMoves, customer_id, from_id);
}

void save_lunar(db::Transaction& tx, CustomerId customer_id, const LunarDay& day, Time now) {
  tx.send(kSaveLunar, customer_id, day.month, day.day, day.is_leap_month, now);
}

void delete_lunar(db::Transaction& tx, CustomerId customer_id) { tx.send(kDeleteLunar, customer_id); }

bool has_any(db::Transaction& tx, CustomerId customer_id) {
  static const db::Sql kHasAny{
      "SELECT count(*) FROM (SELECT customer_id FROM customer_address WHERE customer_id = $1 "
      "UNION ALL SELECT customer_id FROM customer_contact WHERE customer_id = $1 "
      "UNION ALL SELECT customer_id FROM customer_channel WHERE customer_id = $1 "
      "UNION ALL SELECT customer_id FROM customer_vehicle WHERE customer_id = $1 "
      "UNION ALL SELECT customer_id FROM customer_device WHERE customer_id = $1 "
      "UNION ALL SELECT customer_id FROM customer_lunar_birthday WHERE customer_id = $1) AS parts"};
  auto rows = tx.query(kHasAny, customer_id);
  CHECK(rows.next());
  return rows.integer(0) > 0;
}

std::optional<LunarDay> load_lunar(db::Transaction& tx, CustomerId customer_id) {
  auto rows = tx.query(kSelectLunar, customer_id);
  if (!rows.next()) return std::nullopt;
  return LunarDay{rows.integer(0), rows.integer(1), rows.integer(2) == 1};
}

}  // namespace homeport::profiles::store
