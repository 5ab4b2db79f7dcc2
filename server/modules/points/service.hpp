#pragma once

// What other modules ask of points: what a sale would earn, what it earned, what a return takes back, and why.

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "kit/personal_data.hpp"
#include "kit/use_case.hpp"
#include "modules/customers/service.hpp"
#include "modules/points/request_types.hpp"
#include "modules/points/types.hpp"
#include "modules/programme/service.hpp"

namespace homeport::points {

using programme::LineInput;
using programme::NoProgramme;
using programme::Programme;
using programme::ReturnArithmetic;
using programme::SaleArithmetic;
using programme::Step;
using programme::StrategyVersion;
using programme::Tier;

inline constexpr std::string_view kReadPermission = "points.read";
inline constexpr std::string_view kAdjustPermission = "points.adjust";    // and activate what waits for an event
inline constexpr std::string_view kGrantPermission = "points.grant";      // bonuses by hand
inline constexpr std::string_view kApprovePermission = "points.approve";  // what somebody else adjusted
inline constexpr std::string_view kTransferPermission = "points.transfer";
inline constexpr std::string_view kBlockPermission = "points.block";
inline constexpr std::string_view kLedgerPermission = "points.ledger.read";  // digests, the programme's side

// --- Sales ----------------------------------------------------------------------------------------------------------

// What a sale to this customer is worth by the strategy in force at its time and the tier held now.
struct SaleQuote {
  SaleArithmetic arithmetic;                // with Pricing::paid_at_list: payable = list, no rebate
  std::optional<Tier> tier;                 // held before this sale; none for an anonymous buyer
  std::optional<StrategyVersion> strategy;  // the version applied
  Period period = Period::development;
  Pricing pricing = Pricing::by_programme;
  NoProgramme no_programme = NoProgramme::none;  // why there are no points at all
  Points history_combined;                       // before this sale
  Points wallet;                                 // spendable points it brings
  Points kept_back;                              // what the limit of the day kept out of the wallet

  // For accumulate: the account as it is locked, and the programme it was quoted under.
  std::optional<Account> account;
  std::shared_ptr<const Programme> programme;
};

// Writes nothing. No customer, or an anonymous one (negative): list price, no points. The strategy is the one in force
// at `at`, the tier the one held now. Refusals: those of assess_sale. At most two statements.
[[nodiscard]] Result<SaleQuote> quote(db::Transaction& tx, std::optional<CustomerId> customer_id,
                                      std::span<const LineInput> lines, Time at);

// The derivation of a quote in both languages, without what the viewer may not know.
[[nodiscard]] std::vector<Step> explain_quote(const SaleQuote& quote, std::span<const LineInput> lines, View view,
                                              int currency_digits = 2);

// The same as quote, with the customer's account locked until the end of the transaction (and made if this is the
// first time): to be followed by accumulate, or undone by a refusal. Hot path: one waiting statement. CHECKs a customer
// of his own (positive). Refusals: those of assess_sale, points.account_full (a balance would leave kMaxAmount).
[[nodiscard]] Result<SaleQuote> quote_for_update(kit::Write& write, CustomerId customer_id,
                                                 std::span<const LineInput> lines, Time at,
                                                 Pricing pricing = Pricing::by_programme);

// For db::Sharing: quote_for_update will be asked for this customer.
void foretell_account(db::Transaction& tx, CustomerId customer_id);

// What a sale was promised before: the terms it was reserved under.
struct PromisedTerms {
  std::optional<StrategyVersion> strategy;
  std::optional<Tier> tier;  // id, name and discount
  Period period = Period::development;
};
// The same as quote_for_update for a sale that is worth what these terms say, whatever holds by now; what it brings to
// the wallet is within what may still be earned today. Promised for the development period of a customer who has left
// it by another sale, it brings what the maintenance period gives; where that would change the price, conflict
// points.promise_is_over.
[[nodiscard]] Result<SaleQuote> quote_as_promised(kit::Write& write, CustomerId customer_id,
                                                  std::span<const LineInput> lines, const PromisedTerms& terms);

// Writes the entry of a sale that was quoted for update in this transaction, and moves account and tier; nothing waits
// for an answer. `lines` and the quote are those of quote_for_update. The lines' shares are recorded by sales
// (sale_line); the entry keeps its inputs, so that it can always be derived and explained again.
[[nodiscard]] EntryId accumulate(kit::Write& write, CustomerId customer_id, SaleId sale_id, const SaleQuote& quote,
                                 std::span<const LineInput> lines, Time sold_at);

// What became of the points of a return.
struct Reversal {
  EntryId entry_id;
  Points wallet;   // taken out of the wallet, the debt included
  Points debt;     // of that, spent already and now owed
  Money withheld;  // to be kept from the money paid back, where the strategy wants no debts; 0…refund
};
// Takes back what assess_return found for the sale of this entry of his: entry, account, tier, and of the wallet the
// part the sale brought there, from its own lot first, then from others; what was spent already becomes a debt that
// later points repay, or is withheld from `refund`, the money that would be paid back, by the strategy in force. Points
// that have expired are not asked for. Refuses points.sale_unknown (404) when he has no such entry of a sale.
[[nodiscard]] Result<Reversal> reverse(kit::Write& write, CustomerId customer_id, EntryId sale_entry,
                                       ReturnId return_id, const ReturnArithmetic& taken, Money refund,
                                       Time returned_at);

// --- Accounts -------------------------------------------------------------------------------------------------------

// What screens show of a customer's points; zeros and the first tier where he has bought nothing. Checks no reach.
[[nodiscard]] PointsHead account_head(db::Transaction& tx, CustomerId customer_id);

// What an entry brought into the wallet; nothing when the customer has no such entry.
[[nodiscard]] std::optional<Points> wallet_of_entry(db::Transaction& tx, CustomerId customer_id, EntryId entry_id);

// As the books said at a moment; sums of the sales and returns that had arrived by then.
[[nodiscard]] PointsHead account_head_at(db::Transaction& tx, CustomerId customer_id, Time at);

struct Explanation {
  std::string title_en;
  std::string title_zh;
  std::vector<Step> steps;
};
// Why an entry is what it is, from what it was computed from and the strategy version it records, without what the
// viewer may not know. points.entry_unknown (404). Checks no reach.
[[nodiscard]] Result<Explanation> explain_entry(const kit::Read& read, CustomerId customer_id, EntryId entry_id);

// How many customers hold each tier, lowest first; customers who never bought hold none. Of the whole chain, as counted
// within the last minute where the jobs run; counted at once where they never ran.
struct TierCount {
  Tier tier;
  std::int64_t customers = 0;
};
[[nodiscard]] std::vector<TierCount> tier_population(db::Transaction& tx);
void count_tiers(kit::Runtime& runtime, const kit::Actor& actor);

// The review at the end of a period: with the policy period_end, lowers the tier of everybody whose points have not
// earned it since before the present calendar year (of the chain) began. One transaction per customer. Returns how
// many tiers were lowered.
std::int64_t review_tiers(kit::Runtime& runtime, const kit::Actor& actor);

// After a change of the tiers or the strategy: records the tier of everybody whom lower thresholds lift, where upgrades
// come at once, and of those who had none. One transaction per customer. Returns how many were recorded; 0, with two
// statements, where nothing was changed since the last time.
std::int64_t lift_tiers(kit::Runtime& runtime, const kit::Actor& actor);

// --- The wallet -----------------------------------------------------------------------------------------------------
//
// All of these lock the customer's account until the transaction ends and first do what is due in his wallet.
// names what asks for it ("redemption" and its number); it is kept with the entry.

[[nodiscard]] WalletHead wallet_head(db::Transaction& tx, CustomerId customer_id, Time now);

// Points given for something else than a sale. They repay debts first.
enum class GrantKind : std::uint8_t { behaviour, incentive, correction };
struct Grant {
  Points points;  // > 0
  GrantKind kind = GrantKind::behaviour;
  std::string source_kind;
  std::int64_t source_id = 0;
  std::string note;                              // may be empty
  std::optional<Time> activates_at, expires_at;  // none: by the strategy
  std::optional<std::string> request;            // the adjustment it is made by (recorded_request.hpp)
};
// Refuses points.amount_out_of_range, points.daily_limit (the customer has earned too much today; corrections are not
// counted), points.account_full, points.expires_too_early (expires_at is not after the activation).
[[nodiscard]] Result<EntryId> grant(kit::Write& write, CustomerId customer_id, const Grant& wanted);

// Takes a grant back whole, from its own lot first, then from others; what was spent of it already becomes a debt.
// Points of it that have expired are not asked for. Refuses points.entry_unknown (404), points.not_a_grant,
// points.taken_back_already.
[[nodiscard]] Result<EntryId> take_back(kit::Write& write, CustomerId customer_id, EntryId granted,
                                        std::string_view source_kind, std::int64_t source_id);

// Reserve, then commit or release. Reserved points can't be spent elsewhere and don't expire; after `expires_at` a hold
// counts as released. Refuses points.balance_too_low, points.wallet_blocked, points.daily_limit,
// points.amount_out_of_range, points.hold_too_long (beyond kMostHoldSeconds).
[[nodiscard]] Result<HoldId> hold(kit::Write& write, CustomerId customer_id, Points points, Time expires_at,
                                  std::string_view source_kind, std::int64_t source_id);
// Spends what is held. points.hold_unknown (404), points.hold_expired (409; also when it was released or committed
// before), points.wallet_blocked.
enum class SpendKind : std::uint8_t { money_off, gift, voucher };
[[nodiscard]] Result<EntryId> commit_hold(kit::Write& write, CustomerId customer_id, HoldId hold_id,
                                          std::string_view source_kind, std::int64_t source_id,
                                          SpendKind kind = SpendKind::money_off);
// Does nothing when it was released, has expired or is unknown. CHECKs that it wasn't committed.
void release_hold(kit::Write& write, CustomerId customer_id, HoldId hold_id);

// At once, without a hold: oldest expiry first, then oldest grant. The refusals of hold.
[[nodiscard]] Result<EntryId> spend(kit::Write& write, CustomerId customer_id, Points points, SpendKind kind,
                                    std::string_view source_kind, std::int64_t source_id);
// Gives (part of) a spending back to the lots it drew; points of a lot that has expired meanwhile live on for the days
// the strategy allows. Refuses points.entry_unknown (404), points.not_a_spending, points.given_back_already (more than
// is still out).
[[nodiscard]] Result<EntryId> give_back(kit::Write& write, CustomerId customer_id, EntryId spending, Points points);

// Makes a lot that waits for an event spendable. points.lot_unknown (404), points.lot_not_pending.
[[nodiscard]] Result<Lot> activate_lot(kit::Write& write, CustomerId customer_id, LotId lot_id);

// The open lots in the order of spending, at most kLotsShown, with what becomes of them.
[[nodiscard]] WalletView wallet_view(db::Transaction& tx, CustomerId customer_id, Time now);

// Activates, expires and releases what is due in all wallets, one transaction per customer. Returns how many wallets.
std::int64_t settle_due_wallets(kit::Runtime& runtime, const kit::Actor& actor);

// Tells of lots that expire soon: points.expiring, once for each lot and each of kReminderDays. Returns how many.
std::int64_t remind_of_expiries(kit::Runtime& runtime, const kit::Actor& actor);
// How many lots of customers within reach expire by `until`; counted to 1,000.
[[nodiscard]] std::int64_t count_expiring(const kit::Read& read, Time until);

// --- By hand --------------------------------------------------------------------------------------------------------

// At once, or waiting for a second person: above the strategy's limit, alone or with what the customer was given by
// hand without one on the same day. Adds up to history only what the reason says; the tier follows. Refuses
// points.nothing_to_adjust, points.balance_too_low (no adjustment makes a debt), points.account_full, and
// points.staff_daily_limit (whoever asks has given too much alone today; what waits isn't counted). Checks no reach.
[[nodiscard]] Result<Adjustment> adjust(kit::Write& write, CustomerId customer_id, const AdjustmentRequest& wanted);
// A bonus, at once or waiting likewise. Spendable points only, and of those that count towards the limit of what a
// customer may earn in a day. Refuses points.expires_too_early, points.staff_daily_limit, and what grant refuses.
// Checks no reach.
[[nodiscard]] Result<Adjustment> grant_by_hand(kit::Write& write, CustomerId customer_id, const GrantRequest& wanted);
// points.adjustment_unknown (404), points.adjustment_decided (409), points.own_adjustment (409), access.out_of_scope,
// and what adjust or grant_by_hand refuses.
[[nodiscard]] Result<Adjustment> approve_adjustment(kit::Write& write, AdjustmentId id,
                                                    const AdjustmentDecision& decision);
[[nodiscard]] Result<Adjustment> refuse_adjustment(kit::Write& write, AdjustmentId id,
                                                   const AdjustmentDecision& decision);
// How many wait that this person may decide about: within reach, and not his own; counted to 1,000.
[[nodiscard]] std::int64_t count_waiting_adjustments(const kit::Read& read);
// Blocks or frees a wallet: nothing can be spent, held or sent from a blocked one; it still earns. Checks no reach.
[[nodiscard]] Result<WalletHead> block_wallet(kit::Write& write, CustomerId customer_id, std::string_view reason,
                                              bool block);

// Sends spendable points to another member, with the lives their lots have. They arrive with the news, in a moment.
// Refuses points.same_customer, points.receiver_unknown, points.wallet_blocked, points.balance_too_low,
// points.daily_limit (counts as spending). Checks no reach.
[[nodiscard]] Result<Transfer> transfer(kit::Write& write, CustomerId customer_id, const TransferRequest& wanted);

// Moves everything `from` has to `into`, likewise in a moment: histories, wallet with the lives of its lots, debts,
// what counts towards the limits of the day, and a block. For the merge of two customers; the sales stay where they
// are, and so do their entries: what is returned, given back or taken back there afterwards goes on to `into` by
// itself. Refuses points.holds_open, points.parcels_open, points.too_many_lots, points.merged_already,
// points.receiver_merged.
[[nodiscard]] Result<EntryId> merge_accounts(kit::Write& write, CustomerId from, CustomerId into);

// What points does when two customers are merged: merge_accounts.
[[nodiscard]] customers::MergePart merge_part();
// The way back, likewise in a moment: the histories `from` brought, and what is left of the lots and debts that came
// with him. What was spent or has expired of them stays spent; what `into` earned since is his; a block stays where it
// is on both. Refuses points.holds_open, points.parcels_open (points are still on their way between the two),
// points.not_merged.
[[nodiscard]] Result<EntryId> part_accounts(kit::Write& write, CustomerId from, CustomerId into);
[[nodiscard]] customers::MergePart unmerge_part();

// Nobody is deleted while he owes points or a purchase holds some (points.debt_open, points.holds_open), or has points
// to spend, unless whoever deletes him says that he knows (points.wallet_not_empty). The ledger stays as it is.
[[nodiscard]] customers::BinPart bin_part();

// --- What the customer screens show of points -----------------------------------------------------------------------

[[nodiscard]] customers::ListExtension customer_list_extension();
[[nodiscard]] customers::HeadPart customer_head_part();
[[nodiscard]] customers::TimelineSource timeline_source();

// For the document a person is given of what is held of him.
[[nodiscard]] std::vector<kit::PersonalPart> personal_parts();

}  // namespace homeport::points
