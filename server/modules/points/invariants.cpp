// What must always be true of points; README.md numbers them.

#include <unordered_map>

#include "db/record_sql.hpp"
#include "modules/points/chain.hpp"
#include "modules/points/digest.hpp"
#include "modules/points/module.hpp"
#include "modules/points/recorded_lines.hpp"
#include "modules/points/remembered.hpp"
#include "modules/points/service.hpp"

namespace homeport::points {
namespace {

using Violations = std::vector<std::string>;

const db::Sql kAccountDiffers{
    "SELECT a.customer_id FROM points_account a LEFT JOIN ("
    "SELECT customer_id, count(*) AS entries, sum(CASE WHEN kind = 'sale' THEN 1 ELSE 0 END) AS sales, "
    "sum(consumption_points) AS consumption, sum(profit_points) AS profit, sum(combined_points) AS combined, "
    "sum(wallet_points) AS wallet, sum(spent_minor) AS spent FROM points_entry GROUP BY customer_id) e ON "
    "e.customer_id = a.customer_id "
    "WHERE a.entry_count <> coalesce(e.entries, 0) OR a.sales_count <> coalesce(e.sales, 0) "
    "OR a.consumption_points <> coalesce(e.consumption, 0) OR a.profit_points <> coalesce(e.profit, 0) "
    "OR a.combined_points <> coalesce(e.combined, 0) OR a.wallet_points <> coalesce(e.wallet, 0) OR a.spent_minor <> "
    "coalesce(e.spent, 0) LIMIT $1"};
const db::Sql kEntryWithoutAccount{
    "SELECT DISTINCT e.customer_id FROM points_entry e LEFT JOIN points_account a ON a.customer_id = e.customer_id "
    "WHERE a.customer_id IS NULL LIMIT $1"};
const db::Sql kBrokenChain{
    "SELECT c.customer_id FROM ("
    "SELECT customer_id, entry_no, consumption_points, profit_points, combined_points, wallet_points, "
    "consumption_balance_points, profit_balance_points, combined_balance_points, wallet_balance_points, "
    "lag(entry_no, 1, CAST(0 AS BIGINT)) OVER w AS no_before, "
    "lag(consumption_balance_points, 1, CAST(0 AS BIGINT)) OVER w AS consumption_before, "
    "lag(profit_balance_points, 1, CAST(0 AS BIGINT)) OVER w AS profit_before, "
    "lag(combined_balance_points, 1, CAST(0 AS BIGINT)) OVER w AS combined_before, "
    "lag(wallet_balance_points, 1, CAST(0 AS BIGINT)) OVER w AS wallet_before "
    "FROM points_entry WINDOW w AS (PARTITION BY customer_id ORDER BY entry_no)) c "
    "WHERE c.entry_no <> c.no_before + 1 "
    "OR c.consumption_balance_points <> c.consumption_before + c.consumption_points "
    "OR c.profit_balance_points <> c.profit_before + c.profit_points "
    "OR c.combined_balance_points <> c.combined_before + c.combined_points "
    "OR c.wallet_balance_points <> c.wallet_before + c.wallet_points LIMIT $1"};
const db::Sql kMoreTakenThanGiven{
    "SELECT customer_id FROM points_entry WHERE sale_id IS NOT NULL GROUP BY customer_id, sale_id "
    "HAVING sum(CASE WHEN kind = 'sale' THEN 1 ELSE 0 END) <> 1 OR sum(consumption_points) < 0 OR sum(profit_points) < "
    "0 OR sum(combined_points) < 0 OR sum(spent_minor) < 0 "
    "LIMIT $1"};
// Wallets: the account says what the lots say, the lots what the draws leave, the entries what lots and draws are.
const db::Sql kWalletDiffers{
    "SELECT a.customer_id FROM points_account a LEFT JOIN (SELECT customer_id, "
    "sum(CASE WHEN state IN ('active', 'expired') THEN left_points ELSE 0 END) AS available, "
    "sum(CASE WHEN state = 'pending' THEN left_points ELSE 0 END) AS pending, "
    "sum(reserved_points) AS reserved, sum(CASE WHEN state = 'debt' THEN -left_points ELSE 0 END) AS debt "
    "FROM points_lot GROUP BY customer_id) l ON l.customer_id = a.customer_id "
    "WHERE a.available_points <> coalesce(l.available, 0) OR a.pending_points <> coalesce(l.pending, 0) "
    "OR a.reserved_points <> coalesce(l.reserved, 0) OR a.debt_points <> coalesce(l.debt, 0) LIMIT $1"};
const db::Sql kLotDiffers{
    "SELECT l.customer_id FROM points_lot l LEFT JOIN (SELECT customer_id, lot_id, sum(points) AS drawn "
    "FROM points_draw GROUP BY customer_id, lot_id) d ON d.customer_id = l.customer_id AND d.lot_id = l.id "
    "WHERE l.left_points + l.reserved_points <> l.granted_points - coalesce(d.drawn, 0) LIMIT $1"};
const db::Sql kEntryDiffers{
    "SELECT e.customer_id FROM points_entry e "
    "LEFT JOIN (SELECT customer_id, entry_id, sum(granted_points) AS opened FROM points_lot "
    "GROUP BY customer_id, entry_id) l ON l.customer_id = e.customer_id AND l.entry_id = e.id "
    "LEFT JOIN (SELECT customer_id, entry_id, sum(points) AS drawn FROM points_draw "
    "GROUP BY customer_id, entry_id) d ON d.customer_id = e.customer_id AND d.entry_id = e.id "
    "WHERE e.wallet_points <> coalesce(l.opened, 0) - coalesce(d.drawn, 0) LIMIT $1"};
const db::Sql kHoldDiffers{
    "SELECT a.customer_id FROM points_account a LEFT JOIN (SELECT customer_id, sum(points) AS held FROM points_hold "
    "WHERE state = 'held' GROUP BY customer_id) h ON h.customer_id = a.customer_id "
    "WHERE a.reserved_points <> coalesce(h.held, 0) LIMIT $1"};
const db::Sql kMoreGivenBackThanSpent{
    "SELECT s.customer_id FROM points_entry s JOIN points_entry b ON b.customer_id = s.customer_id "
    "AND b.of_entry_id = s.id AND b.kind = 'give_back' GROUP BY s.customer_id, s.id, s.wallet_points "
    "HAVING sum(b.wallet_points) > -s.wallet_points LIMIT $1"};
// What left one account has arrived in the other, or is on its way.
const db::Sql kParcelLost{
    "SELECT o.customer_id FROM points_entry o WHERE o.kind IN ('transfer_out', 'merge_out') "
    "AND NOT EXISTS (SELECT 1 FROM points_entry i WHERE i.customer_id = o.other_customer_id AND i.source_id = o.id "
    "AND i.kind IN ('transfer_in', 'merge_in') AND i.wallet_points = -o.wallet_points "
    "AND i.combined_points = -o.combined_points AND i.profit_points = -o.profit_points "
    "AND i.consumption_points = -o.consumption_points AND i.spent_minor = -o.spent_minor) "
    "AND NOT EXISTS (SELECT 1 FROM outbox x WHERE x.topic = 'points.parcel_sent' AND x.subject_id = o.id) LIMIT $1"};
const std::string kAccountsOfRevisionText =
    "SELECT " + db::columns_of(table_of<Account>()) + " FROM points_account WHERE programme_revision = $1";
const db::Sql kAccountsOfRevision{kAccountsOfRevisionText};
const std::string kAllEntriesText =
    "SELECT " + db::columns_of(table_of<Entry>()) + " FROM points_entry ORDER BY customer_id, entry_no";
const db::Sql kAllEntries{kAllEntriesText};
const db::Sql kHeads{"SELECT customer_id, head_hash FROM points_account WHERE entry_count > 0"};

bool is_sum_of_its_lines(const Entry& entry) {
  Points consumption, profit, combined;
  Money paid;
  for (const auto& line : return_lines_from(entry.lines)) {
    consumption += line.consumption;
    profit += line.profit;
    combined += line.combined;
    paid += line.paid;
  }
  return entry.consumption == -consumption && entry.profit == -profit && entry.combined == -combined &&
         entry.spent == -paid;
}

bool follows_its_strategy(const Programme& programme, const Entry& entry) {
  const auto* strategy = entry.strategy_id ? programme.strategy(*entry.strategy_id) : nullptr;
  if ((strategy == nullptr) != !entry.strategy_id || !entry.period || !entry.pricing || !entry.discount) return false;
  const auto sale = programme::assess_by_strategy(sale_lines_from(entry.lines), strategy, *entry.period, *entry.pricing,
                                                  *entry.discount);
  return sale.ok() && sale->consumption == entry.consumption && sale->profit == entry.profit &&
         sale->combined == entry.combined && sale->payable == entry.spent;
}

// The spendable part is the rate's, but for what the limit of the day kept back.
bool is_wallet_share(const Programme& programme, const Entry& entry) {
  const auto* strategy = entry.strategy_id ? programme.strategy(*entry.strategy_id) : nullptr;
  const Points by_rule{strategy == nullptr ? 0 : multiply_rate(entry.combined.hundredths, strategy->wallet_rate)};
  return entry.kept_back.hundredths >= 0 && entry.wallet.hundredths >= 0 && entry.wallet + entry.kept_back == by_rule;
}

// What moves only the wallet, and which way.
bool is_wallet_only(const Entry& entry) {
  if (entry.consumption != Points{} || entry.profit != Points{} || entry.combined != Points{} ||
      entry.spent != Money{}) {
    return false;
  }
  const std::int64_t moved = entry.wallet.hundredths;
  switch (entry.kind) {
    case EntryKind::grant:
    case EntryKind::give_back:
    case EntryKind::transfer_in: return moved > 0;
    case EntryKind::spend:
    case EntryKind::expiry:
    case EntryKind::transfer_out: return moved < 0;
    // What has expired of a grant isn't taken.
    case EntryKind::take_back: return moved <= 0;
    case EntryKind::review: return moved == 0 && entry.is_tier_change;
    default: return moved == 0;
  }
}

bool is_derivable(const Programme& programme, const Entry& entry) {
  switch (entry.kind) {
    case EntryKind::sale: return follows_its_strategy(programme, entry) && is_wallet_share(programme, entry);
    case EntryKind::sale_return: return is_sum_of_its_lines(entry) && entry.wallet.hundredths <= 0;
    case EntryKind::adjustment: return entry.profit == Points{} && entry.spent == Money{} && entry.note.has_value();
    case EntryKind::merge_out:
    case EntryKind::merge_in: return true;
    default: return is_wallet_only(entry);
  }
}

// Of accounts last moved under the present tiers only: a change of the tiers takes effect at the next movement.
Violations tiers_not_held(db::Transaction& tx) {
  Violations found;
  const auto programme = programme::current_programme(tx);
  if (programme->tiers.empty()) return found;
  for (auto rows = tx.query(kAccountsOfRevision, programme->revision); rows.next();) {
    const auto account = db::read_record<Account>(rows);
    const auto* tier = account.tier_id ? programme->tier(*account.tier_id) : nullptr;
    const auto* strategy = programme->strategy_at(account.updated_at);
    const bool waits_for_more = strategy != nullptr && strategy->upgrade != programme::Upgrade::at_once &&
                                account.above_tier_since_at.has_value();
    const bool holds =
        tier != nullptr &&
        (waits_for_more || tier->threshold >= programme::tier_for(programme->tiers, account.combined).threshold) &&
        account.below_tier_since_at.has_value() == (account.combined < tier->threshold);
    if (holds || (account.entry_count == 0 && !account.tier_id)) continue;
    found.push_back("customer " + to_string(account.customer_id) +
                    " does not hold the tier of his points, or is not marked as below it");
    if (found.size() >= kit::kViolationLimit) break;
  }
  return found;
}

Violations underivable_entries(db::Transaction& tx) {
  Violations found;
  const auto programme = programme::current_programme(tx);
  for (auto rows = tx.query(kAllEntries); rows.next();) {
    const auto entry = db::read_record<Entry>(rows);
    bool derivable = false;
    try {
      derivable = is_derivable(*programme, entry);
    } catch (const CheckFailed&) {  // its lines cannot even be read
    }
    if (derivable) continue;
    found.push_back("entry " + to_string(entry.id) + " of customer " + to_string(entry.customer_id) +
                    " is not what its lines and strategy give");
    if (found.size() >= kit::kViolationLimit) break;
  }
  return found;
}

// Recomputes every hash. A customer's last one stands in his account.
Violations broken_hash_chains(db::Transaction& tx) {
  Violations found;
  std::unordered_map<CustomerId, std::string> heads;
  for (auto rows = tx.query(kHeads); rows.next();)
    heads.emplace(rows.id<CustomerId>(0), rows.string(1));
  CustomerId customer;
  std::string previous;
  const auto check_head = [&] {
    if (!customer.is_set()) return;
    const auto head = heads.find(customer);
    if (head == heads.end() || head->second != previous) {
      found.push_back("the last entry of customer " + to_string(customer) + " is not the one his account names");
    }
  };
  for (auto rows = tx.query(kAllEntries); rows.next() && found.size() < kit::kViolationLimit;) {
    const auto entry = db::read_record<Entry>(rows);
    if (entry.customer_id != customer) {
      check_head();
      customer = entry.customer_id;
      previous.clear();
    }
    if (entry.hash != chain_hash(previous, entry)) {
      found.push_back("entry " + std::to_string(entry.entry_no) + " of customer " + to_string(customer) +
                      " was changed after it was written, or one before it");
    }
    previous = entry.hash;
  }
  check_head();
  return found;
}

}  // namespace

std::vector<kit::Invariant> invariants() {
  return {
      kit::no_rows("points.account_equals_entries", "an account is the sum of its entries", kAccountDiffers),
      kit::no_rows("points.entry_has_account", "every entry belongs to an account", kEntryWithoutAccount),
      kit::no_rows("points.balances_chain",
                   "entries are numbered 1, 2, 3…, and each balance is the one before plus the entry", kBrokenChain),
      kit::no_rows("points.returns_within_sale", "returns never take back more than the sale gave",
                   kMoreTakenThanGiven),
      {"points.tier_is_held",
       "where upgrades come at once, a tier is never lower than what the points earn; points below or above it are "
       "marked",
       tiers_not_held},
      kit::no_rows("points.wallet_equals_lots", "a wallet is the sum of its lots", kWalletDiffers),
      kit::no_rows("points.lot_equals_draws", "what is left of a lot is what was granted less what was drawn",
                   kLotDiffers),
      kit::no_rows("points.entry_equals_draws", "an entry moves the wallet by what it opened less what it drew",
                   kEntryDiffers),
      kit::no_rows("points.reserved_equals_holds", "reserved is what is held", kHoldDiffers),
      kit::no_rows("points.given_back_within_spent", "no spending is given back more than whole",
                   kMoreGivenBackThanSpent),
      kit::no_rows("points.no_parcel_is_lost", "what left one account arrives in the other", kParcelLost),
      {"points.digests_hold", "each day's digest covers the one before; the last one's heads are what they were",
       digest_violations},
      {"points.programme_side", "by account and book, the programme's side is the entries' with the sign turned",
       programme_side_violations},
      {"points.chain_is_intact", "every entry's hash covers it and the one before; the account names the last",
       broken_hash_chains},
      {"points.stands_as_recorded", "lots, draws, adjustments and blocks are as the entries remember them",
       changed_past_the_ledger},
      {"points.entry_is_derivable", "every entry is what its lines and strategy version give", underivable_entries},
  };
}

}  // namespace homeport::points
