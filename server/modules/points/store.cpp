#include "modules/points/store.hpp"

#include <array>

#include "db/record_sql.hpp"
#include "db/sharing.hpp"

namespace homeport::points::store {
namespace {

// The column lists come from the field tables, so that a new field is described once.
const std::string kAccountColumns = db::columns_of(table_of<Account>());
const std::string kEntryColumns = db::columns_of(table_of<Entry>());

constexpr std::string_view kPresentRevision = "(SELECT p.revision FROM programme_revision p WHERE p.id = 1)";

// The revision of today's programme in place of the one the account was last moved under: one statement less.
std::string with_current_revision(std::string columns) {
  constexpr std::string_view kRecorded = "programme_revision";
  const auto at = columns.find(kRecorded);
  CHECK(at != std::string::npos);
  return columns.replace(at, kRecorded.size(), kPresentRevision);
}
const std::string kLoadAccountText =
    "SELECT " + with_current_revision(kAccountColumns) + " FROM points_account WHERE customer_id = $1";
const db::Sql kLoadAccount{kLoadAccountText};
const std::string kHoldAccountText = kLoadAccountText + " /*for_update*/";
const db::Sql kHoldAccount{kHoldAccountText};
// The first time: taking the lock, making the account and learning the revision is one round trip.
const std::string kLockAccountText =
    "INSERT INTO points_account (customer_id, consumption_points, profit_points, combined_points, tier_since_at, "
    "sales_count, spent_minor, wallet_points, available_points, pending_points, reserved_points, debt_points, "
    "earned_today_points, spent_today_points, entry_count, head_hash, programme_revision, version, updated_at) "
    "SELECT CAST($1 AS BIGINT), 0, 0, 0, CAST($2 AS BIGINT), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '', p.revision, 1, "
    "CAST($2 AS BIGINT) "
    "FROM programme_revision p WHERE p.id = 1 "
    "ON CONFLICT (customer_id) DO UPDATE SET version = points_account.version + 1, "
    "programme_revision = excluded.programme_revision RETURNING " +
    kAccountColumns;
const db::Sql kLockAccount{kLockAccountText};
const std::string kUpdateAccountText = db::update_text("points_account", table_of<Account>(), 1) + " /*in_any_order*/";
const db::Sql kUpdateAccount{kUpdateAccountText};
const db::Sql kAccountsOffTier{
    "SELECT customer_id FROM points_account WHERE below_tier_since_at < $1 AND customer_id > $2 "
    "UNION SELECT customer_id FROM points_account WHERE above_tier_since_at < $1 AND customer_id > $2 "
    "ORDER BY customer_id LIMIT $3"};
const db::Sql kCountByTier{
    "SELECT tier_id, CAST(count(*) AS BIGINT) FROM points_account WHERE tier_id IS NOT NULL GROUP BY tier_id"};

const db::Sql kAccountsOfTier{
    "SELECT customer_id FROM points_account WHERE tier_id = $1 AND combined_points >= $2 AND customer_id > $3 "
    "ORDER BY customer_id LIMIT $4"};
const db::Sql kAccountsOfNoTier{
    "SELECT customer_id FROM points_account WHERE tier_id IS NULL AND combined_points >= $1 AND customer_id > $2 "
    "ORDER BY customer_id LIMIT $3"};
const db::Sql kLoadTiersApplied{"SELECT revision, strategy_id FROM points_tiers_applied WHERE id = 1"};
const db::Sql kKeepTiersApplied{
    "INSERT INTO points_tiers_applied (id, revision, strategy_id, applied_at) VALUES (1, $1, $2, $3) "
    "ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, strategy_id = excluded.strategy_id, "
    "applied_at = excluded.applied_at"};
const db::Sql kLoadPopulation{"SELECT tier_id, customers FROM points_tier_population"};
const db::Sql kKeepPopulation{
    "INSERT INTO points_tier_population (tier_id, customers, counted_at) VALUES ($1, $2, $3) "
    "ON CONFLICT (tier_id) DO UPDATE SET customers = excluded.customers, counted_at = excluded.counted_at"};
const db::Sql kSalesUntil{
    "SELECT CAST(count(CASE WHEN kind = 'sale' THEN 1 END) AS BIGINT), CAST(coalesce(sum(spent_minor), 0) AS BIGINT) "
    "FROM points_entry WHERE customer_id = $1 AND entry_no <= $2"};

const std::string kInsertEntryText = db::insert_text("points_entry", table_of<Entry>()) + " /*in_any_order*/";
const db::Sql kInsertEntry{kInsertEntryText};
const std::string kSelectEntry = "SELECT " + kEntryColumns + " FROM points_entry WHERE customer_id = $1 ";
const std::string kLoadEntryText = kSelectEntry + "AND id = $2";
const db::Sql kLoadEntry{kLoadEntryText};
const std::string kLoadLastEntryByText = kSelectEntry + "AND created_at <= $2 ORDER BY entry_no DESC LIMIT 1";
const db::Sql kLoadLastEntryBy{kLoadLastEntryByText};
const std::string kLoadReturnsOfSaleText = kSelectEntry + "AND of_entry_id = $2 AND kind = 'return' ORDER BY entry_no";
const db::Sql kLoadReturnsOfSale{kLoadReturnsOfSaleText};
const std::string kTierChangesBeforeText =
    kSelectEntry + "AND is_tier_change = 1 AND (at, id) < ($2, $3) ORDER BY at DESC, id DESC LIMIT $4";
const db::Sql kTierChangesBefore{kTierChangesBeforeText};

constexpr std::array kEntrySorts{kit::SortChoice{"at", "e.at", false},
                                 kit::SortChoice{"entry_no", "e.entry_no", false}};

}  // namespace

std::optional<Account> load_account(db::Transaction& tx, CustomerId id) {
  return db::read_one<Account>(tx.query(kLoadAccount, id));
}

Account lock_account(db::Transaction& tx, CustomerId id, Time now) {
  if (auto held = db::read_one<Account>(tx.query(kHoldAccount, id))) {
    held->version += 1;
    return *held;
  }
  auto account = db::read_one<Account>(tx.query(kLockAccount, id, now));
  CHECK(account.has_value());
  return *account;
}

void foretell_account(db::Transaction& tx, CustomerId id) { db::foretell(tx, kHoldAccount, id); }

void send_account(db::Transaction& tx, const Account& account) { db::send_record(tx, kUpdateAccount, account); }

std::vector<CustomerId> accounts_off_tier(db::Transaction& tx, Time since, CustomerId after, std::int64_t limit) {
  std::vector<CustomerId> ids;
  for (auto rows = tx.query(kAccountsOffTier, since, after, limit); rows.next();) {
    ids.push_back(rows.id<CustomerId>(0));
  }
  return ids;
}

std::unordered_map<CustomerId, AccountSummary> load_summaries(db::Transaction& tx, std::span<const CustomerId> ids) {
  std::unordered_map<CustomerId, AccountSummary> summaries;
  if (ids.empty()) return summaries;
  kit::ListQuery query("SELECT a.customer_id, a.tier_id, a.combined_points, a.last_sale_at, " +
                       std::string(kPresentRevision) + " FROM points_account a WHERE a.customer_id IN (");
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (i > 0) query.text(", ");
    query.bind(ids[i].value);
  }
  query.text(")");
  for (auto rows = query.run(tx); rows.next();) {
    AccountSummary summary;
    if (!rows.is_null(1)) summary.tier_id = rows.id<TierId>(1);
    summary.combined = Points{rows.integer(2)};
    if (!rows.is_null(3)) summary.last_sale_at = Time{rows.integer(3)};
    summary.programme_revision = rows.integer(4);
    summaries.emplace(rows.id<CustomerId>(0), summary);
  }
  return summaries;
}

std::unordered_map<TierId, std::int64_t> count_by_tier(db::Transaction& tx) {
  std::unordered_map<TierId, std::int64_t> counts;
  for (auto rows = tx.query(kCountByTier); rows.next();)
    counts.emplace(rows.id<TierId>(0), rows.integer(1));
  return counts;
}

std::vector<CustomerId> accounts_of_tier(db::Transaction& tx, std::optional<TierId> tier_id, Points at_least,
                                         CustomerId after, std::int64_t limit) {
  std::vector<CustomerId> ids;
  auto rows = tier_id ? tx.query(kAccountsOfTier, *tier_id, at_least, after, limit)
                      : tx.query(kAccountsOfNoTier, at_least, after, limit);
  while (rows.next())
    ids.push_back(rows.id<CustomerId>(0));
  return ids;
}

TiersApplied load_tiers_applied(db::Transaction& tx) {
  auto rows = tx.query(kLoadTiersApplied);
  if (!rows.next()) return {};
  return {rows.integer(0), rows.integer(1)};
}

void keep_tiers_applied(db::Transaction& tx, const TiersApplied& applied, Time now) {
  tx.send(kKeepTiersApplied, applied.revision, applied.strategy_id, now);
}

std::unordered_map<TierId, std::int64_t> load_population(db::Transaction& tx) {
  std::unordered_map<TierId, std::int64_t> counts;
  for (auto rows = tx.query(kLoadPopulation); rows.next();)
    counts.emplace(rows.id<TierId>(0), rows.integer(1));
  return counts;
}

void keep_population(db::Transaction& tx, TierId tier, std::int64_t customers, Time now) {
  tx.send(kKeepPopulation, tier, customers, now);
}

SalesUntil load_sales_until(db::Transaction& tx, CustomerId customer_id, std::int64_t entry_no) {
  auto rows = tx.query(kSalesUntil, customer_id, entry_no);
  CHECK(rows.next());
  return {rows.integer(0), Money{rows.integer(1)}};
}

void send_entry(db::Transaction& tx, const Entry& entry) { db::send_record(tx, kInsertEntry, entry); }

std::optional<Entry> load_entry(db::Transaction& tx, CustomerId customer_id, EntryId id) {
  return db::read_one<Entry>(tx.query(kLoadEntry, customer_id, id));
}

std::optional<Entry> load_last_entry_by(db::Transaction& tx, CustomerId customer_id, Time at) {
  return db::read_one<Entry>(tx.query(kLoadLastEntryBy, customer_id, at));
}

std::vector<Entry> load_returns_of_sale(db::Transaction& tx, CustomerId customer_id, EntryId sale_entry) {
  return db::read_all<Entry>(tx.query(kLoadReturnsOfSale, customer_id, sale_entry));
}

kit::ListQuery entry_rows(CustomerId customer_id) {
  kit::ListQuery query("SELECT " + db::columns_of(table_of<Entry>(), "e.") +
                       " FROM points_entry e WHERE e.customer_id = ");
  query.bind(customer_id.value);
  return query;
}

std::span<const kit::SortChoice> entry_sorts() { return kEntrySorts; }

std::vector<Entry> tier_changes_before(db::Transaction& tx, CustomerId customer_id, Time at, std::int64_t id,
                                       std::int64_t limit) {
  return db::read_all<Entry>(tx.query(kTierChangesBefore, customer_id, at, id, limit));
}

}  // namespace homeport::points::store
