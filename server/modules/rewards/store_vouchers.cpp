// Series, vouchers, their codes, and batches.

#include <algorithm>
#include <array>
#include <map>

#include "db/record_sql.hpp"
#include "modules/rewards/store.hpp"

namespace homeport::rewards::store {
namespace {

const std::string kSeriesColumns = db::columns_of(table_of<VoucherSeries>());
const std::string kInsertSeriesText = db::insert_text("voucher_series", table_of<VoucherSeries>());
const db::Sql kInsertSeries{kInsertSeriesText};
const std::string kUpdateSeriesText =
    db::update_text("voucher_series", table_of<VoucherSeries>(), 1) + " AND version = CAST($21 AS BIGINT) - 1";
const db::Sql kUpdateSeries{kUpdateSeriesText};
const std::string kLoadSeriesText = "SELECT " + kSeriesColumns + " FROM voucher_series WHERE id = $1";
const db::Sql kLoadSeries{kLoadSeriesText};
const db::Sql kInsertCondition{
    "INSERT INTO voucher_series_condition (series_id, kind, subject_id) VALUES ($1, $2, $3)"};

const db::Sql kInsertCode{
    "INSERT INTO voucher_code (code, customer_id, voucher_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING"};
const db::Sql kFindCode{"SELECT customer_id, voucher_id FROM voucher_code WHERE code = $1"};

const std::string kVoucherColumns = db::columns_of(table_of<Voucher>());
const std::string kInsertVoucherText = db::insert_text("voucher", table_of<Voucher>());
const db::Sql kInsertVoucher{kInsertVoucherText};
const std::string kLoadVoucherText = "SELECT " + kVoucherColumns + " FROM voucher WHERE customer_id = $1 AND id = $2";
const db::Sql kLoadVoucher{kLoadVoucherText};
const std::string kLoadReissueText =
    "SELECT " + kVoucherColumns + " FROM voucher WHERE customer_id = $1 AND reissued_from_id = $2";
const db::Sql kLoadReissue{kLoadReissueText};
const db::Sql kHasOfBatch{"SELECT 1 FROM voucher WHERE customer_id = $1 AND batch_id = $2"};

// The single use of a voucher is decided by these conditions, in the statement that changes it.
constexpr std::string_view kWhereOpen =
    " WHERE customer_id = $1 AND id = $2 AND (state = 'issued' OR (state = 'held' AND held_until <= $3)) "
    "AND (expires_at IS NULL OR expires_at > $3)";
const std::string kHoldText =
    "UPDATE voucher SET state = 'held', hold_id = $4, held_until = $5, updated_at = $3, version = version + 1" +
    std::string(kWhereOpen);
const db::Sql kHold{kHoldText};
const std::string kSetUsed =
    "UPDATE voucher SET state = 'used', hold_id = NULL, held_until = NULL, used_at = $3, used_by_customer_id = $4, "
    "used_store_id = $5, used_amount_minor = $6, used_for_kind = $7, used_for_id = $8, updated_at = $3, "
    "version = version + 1";
const std::string kUseText = kSetUsed + std::string(kWhereOpen);
const db::Sql kUse{kUseText};
const std::string kUseHeldText =
    kSetUsed + " WHERE customer_id = $1 AND id = $2 AND state = 'held' AND hold_id = $9 AND held_until > $3";
const db::Sql kUseHeld{kUseHeldText};
const db::Sql kRelease{
    "UPDATE voucher SET state = 'issued', hold_id = NULL, held_until = NULL, updated_at = $3, version = version + 1 "
    "WHERE customer_id = $1 AND id = $2 AND state = 'held' AND hold_id = $4"};
const std::string kCancelText =
    "UPDATE voucher SET state = 'cancelled', hold_id = NULL, held_until = NULL, cancelled_at = $3, cancel_reason = $4, "
    "updated_at = $3, version = version + 1" +
    std::string(kWhereOpen);
const db::Sql kCancel{kCancelText};
const db::Sql kExpire{
    "UPDATE voucher SET state = 'expired', hold_id = NULL, held_until = NULL, updated_at = $3, version = version + 1 "
    "WHERE customer_id = $1 AND id = $2 AND (state = 'issued' OR (state = 'held' AND held_until <= $3)) "
    "AND expires_at <= $3"};
const db::Sql kLockUsed{
    "UPDATE voucher SET updated_at = $3, version = version + 1 WHERE customer_id = $1 AND id = $2 AND state = 'used'"};
const db::Sql kDueToExpire{
    "SELECT customer_id, id FROM voucher WHERE state IN ('issued', 'held') AND expires_at <= $1 "
    "AND (state = 'issued' OR held_until <= $1) ORDER BY expires_at, customer_id, id LIMIT $2"};
const std::string kUsedBeforeText = "SELECT " + kVoucherColumns +
                                    " FROM voucher WHERE customer_id = $1 AND state = 'used' AND (used_at, id) < "
                                    "($2, $3) ORDER BY used_at DESC, id DESC LIMIT $4";
const db::Sql kUsedBefore{kUsedBeforeText};

const std::string kInsertBatchText = db::insert_text("voucher_batch", table_of<VoucherBatch>());
const db::Sql kInsertBatch{kInsertBatchText};
const std::string kLoadBatchText =
    "SELECT " + db::columns_of(table_of<VoucherBatch>()) + " FROM voucher_batch WHERE id = $1";
const db::Sql kLoadBatch{kLoadBatchText};
const db::Sql kInsertBatchCustomer{
    "INSERT INTO voucher_batch_customer (batch_id, customer_id) VALUES ($1, $2) ON CONFLICT DO NOTHING"};
const db::Sql kBatchCustomersAfter{
    "SELECT customer_id FROM voucher_batch_customer WHERE batch_id = $1 AND customer_id > $2 ORDER BY customer_id "
    "LIMIT $3"};
const db::Sql kCountOfBatch{"SELECT count(*) FROM voucher WHERE batch_id = $1"};
const db::Sql kAdvance{
    "UPDATE voucher_batch SET issued_count = issued_count + $2, skipped_count = skipped_count + $3, "
    "last_customer_id = $4, version = version + 1 WHERE id = $1 AND state = 'running'"};
const db::Sql kFinish{
    "UPDATE voucher_batch SET state = $2, finished_at = $3, version = version + 1 WHERE id = $1 AND state = 'running'"};

const db::Sql kAddToTotals{
    "INSERT INTO voucher_series_total (series_id, open_count, used_count, expired_count, cancelled_count, "
    "used_amount_minor) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (series_id) DO UPDATE SET "
    "open_count = voucher_series_total.open_count + excluded.open_count, "
    "used_count = voucher_series_total.used_count + excluded.used_count, "
    "expired_count = voucher_series_total.expired_count + excluded.expired_count, "
    "cancelled_count = voucher_series_total.cancelled_count + excluded.cancelled_count, "
    "used_amount_minor = voucher_series_total.used_amount_minor + excluded.used_amount_minor"};
const db::Sql kLoadTotals{
    "SELECT s.id, s.name, s.kind, s.value_minor, s.cap_minor, t.open_count, t.used_count, t.expired_count, "
    "t.cancelled_count, t.used_amount_minor FROM voucher_series s JOIN voucher_series_total t ON t.series_id = s.id "
    "ORDER BY s.name_folded, s.id LIMIT $1"};

constexpr std::array kSeriesSorts{kit::SortChoice{"name", "s.name_folded", true},
                                  kit::SortChoice{"created_at", "s.created_at", false}};
constexpr std::array kVoucherSorts{kit::SortChoice{"issued_at", "v.issued_at", false}};
constexpr std::array kBatchSorts{kit::SortChoice{"created_at", "b.created_at", false}};

template <class IdType>
void insert_conditions(db::Transaction& tx, VoucherSeriesId id, std::string_view kind, const std::vector<IdType>& ids) {
  for (const auto subject : ids)
    tx.send(kInsertCondition, id, kind, subject);
}

void add_condition(VoucherSeries& series, std::string_view kind, std::int64_t subject) {
  if (kind == "store") series.store_ids.push_back({subject});
  if (kind == "service_type") series.service_type_ids.push_back({subject});
  if (kind == "product") series.product_ids.push_back({subject});
  if (kind == "tier") series.tier_ids.push_back({subject});
}

}  // namespace

kit::ListQuery& bind_ids(kit::ListQuery& query, std::span<const CustomerId> ids) {
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (i != 0) query.text(", ");
    query.bind(ids[i].value);
  }
  return query;
}

void insert(db::Transaction& tx, const VoucherSeries& series) {
  db::send_record(tx, kInsertSeries, series);
  insert_conditions(tx, series.id, "store", series.store_ids);
  insert_conditions(tx, series.id, "service_type", series.service_type_ids);
  insert_conditions(tx, series.id, "product", series.product_ids);
  insert_conditions(tx, series.id, "tier", series.tier_ids);
}

bool update(db::Transaction& tx, const VoucherSeries& series) {
  return db::execute_record(tx, kUpdateSeries, series) == 1;
}

std::optional<VoucherSeries> load(db::Transaction& tx, VoucherSeriesId id) {
  auto rows = tx.query(kLoadSeries, id);
  if (!rows.next()) return std::nullopt;
  auto series = db::read_record<VoucherSeries>(rows);
  fill_conditions(tx, std::span(&series, 1));
  return series;
}

kit::ListQuery series_rows(const std::optional<RewardStatus>& status, const std::optional<SeriesKind>& kind) {
  kit::ListQuery query("SELECT " + db::columns_of(table_of<VoucherSeries>(), "s.") +
                       " FROM voucher_series s WHERE 1 = 1");
  if (status) query.where_equal("s.status", word_of(*status));
  if (kind) query.where_equal("s.kind", word_of(*kind));
  return query;
}

std::span<const kit::SortChoice> series_sorts() { return kSeriesSorts; }

std::string cursor_after(const VoucherSeries& series, const kit::Page& page) {
  return page.sort.is_text ? kit::cursor_after_text(series.name_folded, series.id.value)
                           : kit::cursor_after_integer(series.created_at.us, series.id.value);
}

void fill_conditions(db::Transaction& tx, std::span<VoucherSeries> series) {
  if (series.empty()) return;
  std::map<std::int64_t, VoucherSeries*> by_id;
  for (auto& one : series)
    by_id[one.id.value] = &one;
  // Rounded up to a power of two by repeating the last one, so that few different texts reach the statement cache.
  std::size_t places = 1;
  while (places < series.size())
    places *= 2;
  kit::ListQuery query(
      "SELECT c.series_id, c.kind, c.subject_id FROM voucher_series_condition c WHERE c.series_id IN (");
  for (std::size_t i = 0; i < places; ++i) {
    if (i != 0) query.text(", ");
    query.bind(series[std::min(i, series.size() - 1)].id.value);
  }
  query.text(") ORDER BY c.series_id, c.kind, c.subject_id");
  for (auto rows = query.run(tx); rows.next();)
    add_condition(*by_id.at(rows.integer(0)), rows.text(1), rows.integer(2));
}

bool insert_code(db::Transaction& tx, std::string_view code, const VoucherPlace& place) {
  return tx.execute(kInsertCode, code, place.customer_id, place.id) == 1;
}

std::optional<VoucherPlace> find_code(db::Transaction& tx, std::string_view code) {
  auto rows = tx.query(kFindCode, code);
  if (!rows.next()) return std::nullopt;
  return VoucherPlace{rows.id<CustomerId>(0), rows.id<VoucherId>(1)};
}

void insert(db::Transaction& tx, const Voucher& voucher) { db::send_record(tx, kInsertVoucher, voucher); }

std::optional<Voucher> load(db::Transaction& tx, const VoucherPlace& place) {
  return db::read_one<Voucher>(tx.query(kLoadVoucher, place.customer_id, place.id));
}

std::optional<Voucher> load_reissue(db::Transaction& tx, const VoucherPlace& original) {
  return db::read_one<Voucher>(tx.query(kLoadReissue, original.customer_id, original.id));
}

bool has_of_batch(db::Transaction& tx, CustomerId customer_id, VoucherBatchId batch_id) {
  return tx.query(kHasOfBatch, customer_id, batch_id).next();
}

bool hold(db::Transaction& tx, const VoucherPlace& place, VoucherHoldId hold_id, Time until, Time now) {
  return tx.execute(kHold, place.customer_id, place.id, now, hold_id, until) == 1;
}

bool use(db::Transaction& tx, const VoucherPlace& place, const UseFacts& facts, Time now) {
  return tx.execute(kUse, place.customer_id, place.id, now, facts.customer_id, facts.store_id, facts.amount,
                    facts.for_kind, facts.for_id) == 1;
}

bool use_held(db::Transaction& tx, const VoucherPlace& place, VoucherHoldId hold_id, const UseFacts& facts, Time now) {
  return tx.execute(kUseHeld, place.customer_id, place.id, now, facts.customer_id, facts.store_id, facts.amount,
                    facts.for_kind, facts.for_id, hold_id) == 1;
}

bool release(db::Transaction& tx, const VoucherPlace& place, VoucherHoldId hold_id, Time now) {
  return tx.execute(kRelease, place.customer_id, place.id, now, hold_id) == 1;
}

bool cancel(db::Transaction& tx, const VoucherPlace& place, std::string_view reason, Time now) {
  return tx.execute(kCancel, place.customer_id, place.id, now, reason) == 1;
}

bool expire(db::Transaction& tx, const VoucherPlace& place, Time now) {
  return tx.execute(kExpire, place.customer_id, place.id, now) == 1;
}

bool lock_used(db::Transaction& tx, const VoucherPlace& place, Time now) {
  return tx.execute(kLockUsed, place.customer_id, place.id, now) == 1;
}

std::vector<VoucherPlace> due_to_expire(db::Transaction& tx, Time now, std::int64_t limit) {
  std::vector<VoucherPlace> due;
  for (auto rows = tx.query(kDueToExpire, now, limit); rows.next();)
    due.push_back({rows.id<CustomerId>(0), rows.id<VoucherId>(1)});
  return due;
}

kit::ListQuery customer_voucher_rows(std::span<const CustomerId> customer_ids, bool open_only, Time now) {
  kit::ListQuery query("SELECT " + db::columns_of(table_of<Voucher>(), "v.") +
                       " FROM voucher v WHERE v.customer_id IN (");
  bind_ids(query, customer_ids).text(")");
  if (open_only) {
    query.text(" AND v.state IN ('issued', 'held') AND (v.expires_at IS NULL OR v.expires_at > ").bind(now.us);
    query.text(")");
  }
  return query;
}

kit::ListQuery batch_voucher_rows(VoucherBatchId batch_id) {
  kit::ListQuery query("SELECT " + db::columns_of(table_of<Voucher>(), "v.") + " FROM voucher v WHERE v.batch_id = ");
  query.bind(batch_id.value);
  return query;
}

std::span<const kit::SortChoice> voucher_sorts() { return kVoucherSorts; }

std::vector<Voucher> vouchers_used_before(db::Transaction& tx, CustomerId customer_id, Time at, std::int64_t id,
                                          std::int64_t limit) {
  return db::read_all<Voucher>(tx.query(kUsedBefore, customer_id, at, id, limit));
}

void insert(db::Transaction& tx, const VoucherBatch& batch) { db::send_record(tx, kInsertBatch, batch); }

void insert_batch_customer(db::Transaction& tx, VoucherBatchId id, CustomerId customer_id) {
  tx.send(kInsertBatchCustomer, id, customer_id);
}

std::optional<VoucherBatch> load(db::Transaction& tx, VoucherBatchId id) {
  return db::read_one<VoucherBatch>(tx.query(kLoadBatch, id));
}

std::vector<CustomerId> batch_customers_after(db::Transaction& tx, VoucherBatchId id, CustomerId after,
                                              std::int64_t limit) {
  std::vector<CustomerId> ids;
  for (auto rows = tx.query(kBatchCustomersAfter, id, after, limit); rows.next();)
    ids.push_back(rows.id<CustomerId>(0));
  return ids;
}

bool advance(db::Transaction& tx, VoucherBatchId id, std::int64_t issued, std::int64_t skipped, CustomerId last) {
  return tx.execute(kAdvance, id, issued, skipped, last) == 1;
}

bool finish(db::Transaction& tx, VoucherBatchId id, BatchState state, Time now) {
  return tx.execute(kFinish, id, word_of(state), now) == 1;
}

std::int64_t count_of_batch(db::Transaction& tx, VoucherBatchId id) {
  auto rows = tx.query(kCountOfBatch, id);
  CHECK(rows.next());
  return rows.integer(0);
}

kit::ListQuery batch_rows() {
  return kit::ListQuery("SELECT " + db::columns_of(table_of<VoucherBatch>(), "b.") +
                        " FROM voucher_batch b WHERE 1 = 1");
}

std::span<const kit::SortChoice> batch_sorts() { return kBatchSorts; }

void add_to_totals(db::Transaction& tx, const SeriesChange& change) {
  tx.send(kAddToTotals, change.series_id, change.open, change.used, change.expired, change.cancelled,
          change.used_amount);
}

std::vector<SeriesLiability> load_totals(db::Transaction& tx) {
  std::vector<SeriesLiability> all;
  for (auto rows = tx.query(kLoadTotals, kMostSeries); rows.next();) {
    SeriesLiability one;
    one.series_id = rows.id<VoucherSeriesId>(0);
    one.series_name = rows.string(1);
    one.kind = rows.text(2) == "money_off"     ? SeriesKind::money_off
               : rows.text(2) == "percent_off" ? SeriesKind::percent_off
                                               : SeriesKind::gift;
    const auto worth = one.kind == SeriesKind::money_off ? rows.maybe_integer(3) : rows.maybe_integer(4);
    one.open_count = rows.integer(5);
    one.used_count = rows.integer(6);
    one.expired_count = rows.integer(7);
    one.cancelled_count = rows.integer(8);
    one.used_amount = Money{rows.integer(9)};
    if (worth) {
      const Int128 open_value = static_cast<Int128>(*worth) * one.open_count;
      one.open_value = Money{static_cast<std::int64_t>(std::min<Int128>(open_value, INT64_MAX))};
    }
    all.push_back(std::move(one));
  }
  return all;
}

}  // namespace homeport::rewards::store
