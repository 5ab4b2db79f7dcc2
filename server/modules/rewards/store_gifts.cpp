// Gifts, their stock, the counts per member, and redemptions.

#include <array>

#include "db/record_sql.hpp"
#include "modules/rewards/store.hpp"

namespace homeport::rewards::store {
namespace {

const std::string kInsertGiftText = db::insert_text("gift", table_of<Gift>());
const db::Sql kInsertGift{kInsertGiftText};
const std::string kUpdateGiftText =
    db::update_text("gift", table_of<Gift>(), 1) + " AND version = CAST($17 AS BIGINT) - 1";
const db::Sql kUpdateGift{kUpdateGiftText};
const std::string kLoadGiftText = "SELECT " + db::columns_of(table_of<Gift>()) + " FROM gift WHERE id = $1";
const db::Sql kLoadGift{kLoadGiftText};

const db::Sql kSavePicture{
    "INSERT INTO gift_picture (gift_id, media_type, content, updated_at) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (gift_id) DO UPDATE SET media_type = excluded.media_type, content = excluded.content, "
    "updated_at = excluded.updated_at"};
const db::Sql kDeletePicture{"DELETE FROM gift_picture WHERE gift_id = $1"};
const db::Sql kLoadPicture{"SELECT media_type, content FROM gift_picture WHERE gift_id = $1"};

const db::Sql kLoadStock{
    "SELECT gift_id, store_id, quantity, updated_at FROM gift_stock WHERE gift_id = $1 ORDER BY store_id"};
const db::Sql kStockOf{"SELECT quantity FROM gift_stock WHERE gift_id = $1 AND store_id = $2"};
const db::Sql kLockStock{
    "INSERT INTO gift_stock (gift_id, store_id, quantity, updated_at) VALUES ($1, $2, 0, $3) "
    "ON CONFLICT (gift_id, store_id) DO UPDATE SET updated_at = excluded.updated_at RETURNING quantity"};
const db::Sql kSetStock{"UPDATE gift_stock SET quantity = $3, updated_at = $4 WHERE gift_id = $1 AND store_id = $2"};
const db::Sql kTakeStock{
    "UPDATE gift_stock SET quantity = quantity - $3, updated_at = $4 "
    "WHERE gift_id = $1 AND store_id = $2 AND quantity >= $3 RETURNING quantity"};
const db::Sql kPutStock{
    "INSERT INTO gift_stock (gift_id, store_id, quantity, updated_at) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (gift_id, store_id) DO UPDATE SET quantity = gift_stock.quantity + excluded.quantity, "
    "updated_at = excluded.updated_at RETURNING quantity"};
const db::Sql kInsertMovement{
    "INSERT INTO gift_stock_movement (gift_id, id, store_id, kind, change_quantity, balance_quantity, redemption_id, "
    "note, at, staff_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"};

const db::Sql kAddCount{
    "INSERT INTO reward_count (customer_id, subject_kind, subject_id, quantity) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (customer_id, subject_kind, subject_id) DO UPDATE "
    "SET quantity = reward_count.quantity + excluded.quantity "
    "WHERE CAST($5 AS BIGINT) = 0 OR reward_count.quantity + excluded.quantity <= CAST($5 AS BIGINT) "
    "RETURNING quantity"};
const db::Sql kLowerCount{
    "UPDATE reward_count SET quantity = quantity - $4 "
    "WHERE customer_id = $1 AND subject_kind = $2 AND subject_id = $3"};
const db::Sql kLoadCount{
    "SELECT quantity FROM reward_count WHERE customer_id = $1 AND subject_kind = $2 AND subject_id = $3"};

const std::string kRedemptionColumns = db::columns_of(table_of<Redemption>());
const std::string kInsertRedemptionText = db::insert_text("redemption", table_of<Redemption>());
const db::Sql kInsertRedemption{kInsertRedemptionText};
const std::string kLoadRedemptionText =
    "SELECT " + kRedemptionColumns + " FROM redemption WHERE customer_id = $1 AND id = $2";
const db::Sql kLoadRedemption{kLoadRedemptionText};
const db::Sql kCancelRedemption{
    "UPDATE redemption SET state = 'cancelled', cancelled_at = $3, cancelled_by = $4, cancel_reason = $5, "
    "version = version + 1 WHERE customer_id = $1 AND id = $2 AND state = 'done'"};
const db::Sql kHandOut{
    "UPDATE redemption SET state = 'done', spend_entry_id = $3, source_kind = $4, source_id = $5, redeemed_at = $6, "
    "staff_id = $7, version = version + 1 WHERE customer_id = $1 AND id = $2 AND state = 'held'"};
const db::Sql kLetGo{
    "UPDATE redemption SET state = 'released', version = version + 1 WHERE customer_id = $1 AND id = $2 AND "
    "state = 'held'"};
const std::string kRedemptionsForText = "SELECT " + kRedemptionColumns +
                                        " FROM redemption WHERE customer_id = $1 AND source_kind = $2 AND source_id = "
                                        "$3 AND state = 'done' ORDER BY id";
const db::Sql kRedemptionsFor{kRedemptionsForText};
const std::string kRedemptionsBeforeText =
    "SELECT " + kRedemptionColumns +
    " FROM redemption WHERE customer_id = $1 AND (redeemed_at, id) < ($2, $3) "
    "AND state IN ('done', 'cancelled') ORDER BY redeemed_at DESC, id DESC LIMIT $4";
const db::Sql kRedemptionsBefore{kRedemptionsBeforeText};

constexpr std::array kGiftSorts{kit::SortChoice{"name", "g.name_folded", true},
                                kit::SortChoice{"price_points", "g.price_points", false},
                                kit::SortChoice{"created_at", "g.created_at", false}};
constexpr std::array kMovementSorts{kit::SortChoice{"at", "m.at", false}};
constexpr std::array kRedemptionSorts{kit::SortChoice{"redeemed_at", "r.redeemed_at", false}};

std::string_view count_word(CountOf kind) { return kind == CountOf::gift ? "gift" : "series"; }

// The common stock is store 0 in the table and no store outside.
void clear_common(std::optional<OrgUnitId>& store_id) {
  if (store_id && !store_id->is_set()) store_id.reset();
}

}  // namespace

void insert(db::Transaction& tx, const Gift& gift) { db::send_record(tx, kInsertGift, gift); }

bool update(db::Transaction& tx, const Gift& gift) { return db::execute_record(tx, kUpdateGift, gift) == 1; }

std::optional<Gift> load(db::Transaction& tx, GiftId id) { return db::read_one<Gift>(tx.query(kLoadGift, id)); }

void save_picture(db::Transaction& tx, const Picture& picture, Time now) {
  tx.send(kSavePicture, picture.gift_id, picture.media_type, db::Param::blob(picture.content), now);
}

void delete_picture(db::Transaction& tx, GiftId id) { tx.send(kDeletePicture, id); }

std::optional<Picture> load_picture(db::Transaction& tx, GiftId id) {
  auto rows = tx.query(kLoadPicture, id);
  if (!rows.next()) return std::nullopt;
  return Picture{id, rows.string(0), rows.string(1)};
}

kit::ListQuery gift_rows(const GiftConditions& conditions) {
  kit::ListQuery query("SELECT " + db::columns_of(table_of<Gift>(), "g.") + " FROM gift g WHERE 1 = 1");
  if (conditions.status) {
    query.where_equal("g.status", word_of(*conditions.status));
  }
  if (conditions.offered_at) {
    query.text(" AND g.status = 'active' AND coalesce(g.valid_from, 0) <= ").bind(conditions.offered_at->us);
    query.text(" AND (g.valid_to IS NULL OR g.valid_to > ").bind(conditions.offered_at->us).text(")");
  }
  return query;
}

std::span<const kit::SortChoice> gift_sorts() { return kGiftSorts; }

std::string cursor_after(const Gift& gift, const kit::Page& page) {
  if (page.sort.is_text) return kit::cursor_after_text(gift.name_folded, gift.id.value);
  const auto value = page.sort.name == "created_at" ? gift.created_at.us : gift.points_price.hundredths;
  return kit::cursor_after_integer(value, gift.id.value);
}

std::vector<GiftStock> load_stock(db::Transaction& tx, GiftId id) {
  std::vector<GiftStock> all;
  for (auto rows = tx.query(kLoadStock, id); rows.next();) {
    auto& stock = all.emplace_back(db::read_record<GiftStock>(rows));
    clear_common(stock.store_id);
  }
  return all;
}

std::int64_t lock_stock(db::Transaction& tx, GiftId id, OrgUnitId store_id, Time now) {
  auto rows = tx.query(kLockStock, id, store_id, now);
  CHECK(rows.next());
  return rows.integer(0);
}

void set_stock(db::Transaction& tx, GiftId id, OrgUnitId store_id, std::int64_t quantity, Time now) {
  tx.send(kSetStock, id, store_id, quantity, now);
}

std::optional<std::int64_t> take_stock(db::Transaction& tx, GiftId id, OrgUnitId store_id, std::int64_t quantity,
                                       Time now) {
  auto rows = tx.query(kTakeStock, id, store_id, quantity, now);
  if (!rows.next()) return std::nullopt;
  return rows.integer(0);
}

std::int64_t put_stock(db::Transaction& tx, GiftId id, OrgUnitId store_id, std::int64_t quantity, Time now) {
  auto rows = tx.query(kPutStock, id, store_id, quantity, now);
  CHECK(rows.next());
  return rows.integer(0);
}

std::int64_t stock_of(db::Transaction& tx, GiftId id, OrgUnitId store_id) {
  auto rows = tx.query(kStockOf, id, store_id);
  return rows.next() ? rows.integer(0) : 0;
}

void insert(db::Transaction& tx, const StockMovement& movement) {
  tx.send(kInsertMovement, movement.gift_id, movement.id, movement.store_id.value_or(OrgUnitId{}),
          word_of(movement.kind), movement.change, movement.balance, movement.redemption_id, movement.note, movement.at,
          movement.staff_id);
}

kit::ListQuery movement_rows(GiftId id) {
  kit::ListQuery query("SELECT " + db::columns_of(table_of<StockMovement>(), "m.") +
                       " FROM gift_stock_movement m WHERE m.gift_id = ");
  query.bind(id.value);
  return query;
}

std::span<const kit::SortChoice> movement_sorts() { return kMovementSorts; }

StockMovement read_movement(const db::Rows& rows) {
  auto movement = db::read_record<StockMovement>(rows);
  clear_common(movement.store_id);
  return movement;
}

bool add_count(db::Transaction& tx, CustomerId customer_id, CountOf kind, std::int64_t subject_id,
               std::int64_t quantity, std::int64_t limit) {
  if (limit != 0 && quantity > limit) return false;
  return tx.query(kAddCount, customer_id, count_word(kind), subject_id, quantity, limit).next();
}

void lower_count(db::Transaction& tx, CustomerId customer_id, CountOf kind, std::int64_t subject_id,
                 std::int64_t quantity) {
  tx.send(kLowerCount, customer_id, count_word(kind), subject_id, quantity);
}

std::int64_t load_count(db::Transaction& tx, CustomerId customer_id, CountOf kind, std::int64_t subject_id) {
  auto rows = tx.query(kLoadCount, customer_id, count_word(kind), subject_id);
  return rows.next() ? rows.integer(0) : 0;
}

void insert(db::Transaction& tx, const Redemption& redemption) { db::send_record(tx, kInsertRedemption, redemption); }

std::optional<Redemption> load(db::Transaction& tx, CustomerId customer_id, RedemptionId id) {
  return db::read_one<Redemption>(tx.query(kLoadRedemption, customer_id, id));
}

bool cancel_redemption(db::Transaction& tx, const Redemption& redemption) {
  return tx.execute(kCancelRedemption, redemption.customer_id, redemption.id, redemption.cancelled_at,
                    redemption.cancelled_by, redemption.cancel_reason) == 1;
}

bool hand_out(db::Transaction& tx, const Redemption& redemption) {
  return tx.execute(kHandOut, redemption.customer_id, redemption.id, redemption.spend_entry_id, redemption.source_kind,
                    redemption.source_id, redemption.redeemed_at, redemption.staff_id) == 1;
}

bool let_go(db::Transaction& tx, const Redemption& redemption) {
  return tx.execute(kLetGo, redemption.customer_id, redemption.id) == 1;
}

std::vector<Redemption> redemptions_for(db::Transaction& tx, CustomerId customer_id, std::string_view source_kind,
                                        UseId source_id) {
  return db::read_all<Redemption>(tx.query(kRedemptionsFor, customer_id, source_kind, source_id));
}

kit::ListQuery redemption_rows(const kit::Actor& actor, const RedemptionConditions& conditions) {
  kit::ListQuery query("SELECT " + db::columns_of(table_of<Redemption>(), "r.") + " FROM redemption r WHERE 1 = 1");
  query.where_in_reach(actor, "r.store_id", "r.staff_id");
  if (!conditions.customer_ids.empty()) {
    query.text(" AND r.customer_id IN (");
    bind_ids(query, conditions.customer_ids).text(")");
  }
  if (conditions.store_id) query.where_equal("r.store_id", conditions.store_id->value);
  if (conditions.gift_id) query.where_equal("r.gift_id", conditions.gift_id->value);
  if (conditions.state) {
    query.where_equal("r.state", word_of(*conditions.state));
  } else {
    query.text(" AND r.state IN ('done', 'cancelled')");
  }
  if (conditions.from) query.text(" AND r.redeemed_at >= ").bind(conditions.from->us);
  if (conditions.to) query.text(" AND r.redeemed_at < ").bind(conditions.to->us);
  return query;
}

std::span<const kit::SortChoice> redemption_sorts() { return kRedemptionSorts; }

std::vector<Redemption> redemptions_before(db::Transaction& tx, CustomerId customer_id, Time at, std::int64_t id,
                                           std::int64_t limit) {
  return db::read_all<Redemption>(tx.query(kRedemptionsBefore, customer_id, at, id, limit));
}

}  // namespace homeport::rewards::store
