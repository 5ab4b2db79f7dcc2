#pragma once

// The records of customers' points: accounts, the entries that move them, and the lots of their wallets. Field tables:
// field_tables.hpp.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/amounts.hpp"
#include "base/ids.hpp"
#include "base/time.hpp"
#include "kit/access.hpp"
#include "modules/customers/types.hpp"
#include "modules/programme/types.hpp"

namespace homeport::points {

using customers::CustomerId;
using programme::Period;
using programme::Pricing;
using programme::StrategyId;
using programme::TierId;

struct EntryTag;
using EntryId = Id<EntryTag>;
struct LotTag;
using LotId = Id<LotTag>;
struct HoldTag;
using HoldId = Id<HoldTag>;
struct SourceTag;
using SourceId = Id<SourceTag>;

// The sale or the return an entry comes from. Named here because the ledger records them; their records belong to
// the module that sells.
struct SaleTag;
using SaleId = Id<SaleTag>;
struct ReturnTag;
using ReturnId = Id<ReturnTag>;

// What an entry is. review: the end of a period moved the tier, no points move. repayment: points that became
// spendable paid a debt; nothing moves but the lots. From life_change on nothing moves at all: the ledger remembers
// that points wait no longer or live on, that a wallet was blocked or freed, that points were asked for by hand or
// refused.
enum class EntryKind : std::uint8_t {
  sale,
  sale_return,
  review,
  grant,
  spend,
  give_back,
  expiry,
  adjustment,
  transfer_out,
  transfer_in,
  merge_out,
  merge_in,
  repayment,
  take_back,
  life_change,
  block,
  unblock,
  request,
  refusal,
};
// The programme's side of an entry: what the customer's account gains this account loses, in every book.
enum class ProgrammeAccount : std::uint8_t { issued, redeemed, expired, adjusted, returned, debt, transferred };
// What a grant is given for, and what a spending pays.
enum class Purpose : std::uint8_t { behaviour, incentive, correction, money_off, gift, voucher };

// What one customer has had from the programme, and what of it he may spend. Made by his first movement.
struct Account {
  CustomerId customer_id;
  Points consumption;
  Points profit;
  Points combined;
  std::optional<TierId> tier_id;  // none: no sale was recorded, or there were no tiers
  Time tier_since_at;
  std::optional<Time> below_tier_since_at;  // since when his points alone would not earn the tier
  std::optional<Time> above_tier_since_at;  // since when they would earn a higher one that comes later
  std::int64_t sales_count = 0;
  Money spent;                        // paid, less what was paid back
  std::optional<Time> first_sale_at;  // by the dates of the sales
  std::optional<Time> last_sale_at;
  Points wallet;                             // the book: available + pending + reserved - debt
  Points available;                          // left in active lots
  Points pending;                            // left in lots not active yet
  Points reserved;                           // held for a purchase that is being made
  Points debt;                               // taken back after it was spent
  std::optional<Time> wallet_due_at;         // nothing in the wallet activates, expires or is released before
  std::optional<Time> last_activity_at;      // purchase or spending
  std::optional<Time> blocked_at;            // nothing may be spent since
  std::optional<CustomerId> merged_into_id;  // whoever it was merged into: what still arrives here goes on to him
  std::optional<Date> counted_on;            // the day the two below are of
  Points earned_today;                       // by that day's grants and sales
  Points spent_today;                        // by that day's spendings, less what was given back
  std::int64_t entry_count = 0;              // number of the last entry
  std::string head_hash;                     // of the last entry
  std::int64_t programme_revision = 0;       // of the tiers and strategies the last movement was decided by
  std::int64_t version = 1;
  Time updated_at;
};

// One movement of an account, a posting in four books. Only ever added; together they are the account.
struct Entry {
  CustomerId customer_id;
  EntryId id;
  std::int64_t entry_no = 0;  // 1, 2, 3… of the customer, in the order of arrival
  EntryKind kind = EntryKind::sale;
  ProgrammeAccount programme_account = ProgrammeAccount::issued;
  Time at;  // when the sale or return was
  std::optional<SaleId> sale_id;
  std::optional<ReturnId> return_id;
  std::optional<EntryId> of_entry_id;  // return: the sale's entry; give_back: the spending; take_back: the grant;
                                       // merge_in, transfer_in: none, it is another customer's
  std::optional<CustomerId> other_customer_id;  // whom points went to or came from
  std::optional<Purpose> purpose;               // grant, spend
  std::optional<std::string> source_kind;       // what asked for it: "redemption", "behaviour_event", "transfer"
  std::optional<SourceId> source_id;
  Points consumption;
  Points profit;
  Points combined;
  Points wallet;
  Money spent;
  Points consumption_balance;  // after it
  Points profit_balance;
  Points combined_balance;
  Points wallet_balance;
  std::optional<TierId> tier_before_id;
  std::optional<TierId> tier_id;  // after it
  bool is_tier_change = false;
  std::optional<StrategyId> strategy_id;  // sale: the version applied; none: there was none
  std::optional<Period> period;           // sale
  std::optional<Pricing> pricing;         // sale
  std::optional<Rate> discount;           // sale: of the tier held before
  Points kept_back;                    // sale: what the day's limit kept out of the wallet; return: what was withheld
  Money withheld;                      // return: kept from the money paid back for points already spent
  std::string lines;                   // what it was computed from (recorded_lines.hpp)
  std::optional<std::string> lots;     // what it did to lots (recorded_lines.hpp)
  std::optional<std::string> request;  // the adjustment it is about, as it stands since (recorded_request.hpp)
  std::optional<std::string> note;
  Time created_at;
  std::optional<kit::StaffId> created_by;
  std::string hash;  // of the entry before it and everything above (chain.hpp)
};

// Points with one life. A debt is a lot of less than nothing. The one lot of an entry has the entry's number; where an
// entry opens several (what comes from another customer keeps its lives), they have numbers of their own.
enum class LotState : std::uint8_t { pending, active, expired, debt };
struct Lot {
  CustomerId customer_id;
  LotId id;
  EntryId entry_id;  // that opened it
  LotState state = LotState::active;
  Points granted;   // below zero: a debt
  Points left;      // neither drawn nor reserved
  Points reserved;  // by holds
  Time granted_at;
  std::optional<Time> activates_at;         // pending: none waits for somebody to say so
  std::optional<Time> expires_at;           // none: never; by activity: not before
  std::optional<std::int64_t> idle_months;  // by activity: so long after the last one
  std::optional<Time> due_at;               // when something happens to it next
  std::int64_t reminded_days = 0;           // the last reminder sent, in days before the expiry; 0: none
};

// What an entry drew from a lot; below zero: what it gave back to it, or repaid of a debt.
struct Draw {
  CustomerId customer_id;
  EntryId entry_id;
  LotId lot_id;
  std::int64_t draw_no = 0;  // 1, 2, 3… in the order drawn
  Points points;
};

// Points set aside for a purchase that is being made.
enum class HoldState : std::uint8_t { held, committed, released };
struct Hold {
  CustomerId customer_id;
  HoldId id;
  HoldState state = HoldState::held;
  Points points;
  std::string lots;  // which (recorded_lines.hpp)
  std::string source_kind;
  SourceId source_id;
  Time expires_at;
  Time created_at;
  std::optional<Time> closed_at;
};

struct TierHead {
  TierId id;
  std::string name;
  Rate discount;
  std::string colour;
};
struct NextTierHead {
  TierId id;
  std::string name;
  Points threshold;
  Points missing;
  std::int64_t progress_percent = 0;
};
// What screens show of a customer's account.
struct PointsHead {
  Points consumption;
  Points profit;
  Points combined;
  std::optional<TierHead> tier;
  std::optional<NextTierHead> next_tier;
  std::int64_t sales_count = 0;
  Money spent;
  std::optional<Time> first_sale_at;
  std::optional<Time> last_sale_at;
  Points wallet;
  std::optional<Points> available;
};

// What of a wallet can be spent, and what not yet or no more.
struct WalletHead {
  Points available;
  Points pending;
  Points reserved;
  Points debt;
  std::optional<Points> next_expiring;  // what expires first, and when
  std::optional<Time> next_expires_at;
  bool is_blocked = false;
};

// Limits.
inline constexpr std::int64_t kMostHoldSeconds = 24 * 3'600;  // a hold's life
inline constexpr std::int64_t kMostNote = 200;                // characters of a note or reason

}  // namespace homeport::points

#include "modules/points/field_tables.hpp"
