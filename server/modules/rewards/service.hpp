#pragma once

// What others ask of rewards: the till of gifts and vouchers, the screens of the catalogue, campaigns of vouchers for
// many. Whatever is refused has changed nothing: stock, voucher and points move in one transaction or not at all.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "kit/personal_data.hpp"
#include "kit/use_case.hpp"
#include "modules/customers/service.hpp"
#include "modules/rewards/types.hpp"

namespace homeport::rewards {

inline constexpr std::string_view kReadPermission = "rewards.read";
inline constexpr std::string_view kWritePermission = "rewards.write";    // gifts, stock, series
inline constexpr std::string_view kIssuePermission = "rewards.issue";    // vouchers for nothing, and taking them back
inline constexpr std::string_view kRedeemPermission = "rewards.redeem";  // gifts and vouchers for points
inline constexpr std::string_view kCancelPermission = "rewards.cancel";  // redemptions

// --- For the till: a voucher in a sale ------------------------------------------------------------------------------

// One line of what is bought: what is to be paid for it before any reward.
struct BasketLine {
  ProductId product_id;
  ServiceTypeId service_type_id;
  Money amount;
};

// What a voucher is shown for.
struct VoucherBasket {
  OrgUnitId store_id;
  std::optional<CustomerId> customer_id;
  std::span<const BasketLine> lines;
};

struct VoucherQuote {
  CustomerId holder_id;  // under whom it is kept; negative: a bearer's
  VoucherId voucher_id;
  VoucherSeriesId series_id;
  std::string series_name;
  std::string code;          // as it is kept
  Money amount;              // taken off; at most what it applies to
  bool may_combine = false;  // with other vouchers in this sale
};

// Writes nothing. Refusals: rewards.code_mistyped, rewards.voucher_unknown (404), rewards.voucher_used, _held,
// _expired, _cancelled, rewards.not_yet_valid (409), rewards.voucher_of_another, rewards.wrong_store,
// rewards.member_needed, rewards.wrong_tier, rewards.new_members_only, rewards.nothing_applies,
// rewards.minimum_not_reached, rewards.voucher_is_for_a_gift, rewards.customer_unknown, rewards.customer_disabled
// (422).
[[nodiscard]] Result<VoucherQuote> check_voucher(const kit::Read& read, std::string_view code,
                                                 const VoucherBasket& basket);

// A voucher that nobody else can use until `expires_at` (at most kMostHoldSeconds ahead).
struct VoucherHold {
  VoucherQuote quote;
  VoucherHoldId hold_id;
  Time expires_at;
};
// What it is used for: "sale" and its id.
struct VoucherPurpose {
  std::optional<CustomerId> customer_id;
  OrgUnitId store_id;
  std::string_view kind;
  std::int64_t id = 0;
  Money amount;  // what it came to in the end
};

// Of several at once exactly one gets it; the others are refused as by check_voucher, and nothing has changed.
[[nodiscard]] Result<VoucherHold> hold_voucher(kit::Write& write, std::string_view code, const VoucherBasket& basket,
                                               Time expires_at);
// Turns a hold into the use. rewards.hold_expired (409) when its time is over or it was released.
[[nodiscard]] Outcome commit_voucher(kit::Write& write, CustomerId holder_id, VoucherId voucher_id,
                                     VoucherHoldId hold_id, const VoucherPurpose& purpose);
// Nothing happens when it isn't held by this hold any more.
void release_voucher(kit::Write& write, CustomerId holder_id, VoucherId voucher_id, VoucherHoldId hold_id);
// At once, without a hold.
[[nodiscard]] Result<VoucherQuote> use_voucher(kit::Write& write, std::string_view code, const VoucherBasket& basket,
                                               std::string_view for_kind, std::int64_t for_id);

// When everything it was used for went back: a new voucher with the same terms for the same holder, valid for as long
// as the old one (at least kReissueDays from now). The same one when asked again. rewards.voucher_unknown,
// rewards.voucher_not_used (409).
inline constexpr std::int64_t kReissueDays = 14;
[[nodiscard]] Result<Voucher> reissue_voucher(kit::Write& write, CustomerId holder_id, VoucherId voucher_id);

// --- Gifts ----------------------------------------------------------------------------------------------------------

// Takes stock and points (or the voucher) and records it. `for_kind` and `for_id`: the sale it is part of, else empty.
// Refusals: rewards.gift_unknown (404), rewards.gift_disabled, rewards.not_yet_valid, rewards.no_longer_valid,
// rewards.stock_too_low, rewards.limit_per_member, rewards.price_changed (409), rewards.tier_too_low,
// rewards.customer_needed, rewards.payment_needed, rewards.voucher_not_for_this (422), those of check_voucher and of
// points::spend, identity.store_unknown, access.out_of_scope.
[[nodiscard]] Result<Redemption> redeem_gift(kit::Write& write, const RedemptionRequest& request,
                                             std::string_view for_kind = {}, std::int64_t for_id = 0);
// Gives points and stock back and, where a voucher paid, a new one. rewards.redemption_unknown (404),
// rewards.redemption_cancelled, rewards.redemption_held (409).
[[nodiscard]] Result<Redemption> cancel_redemption(kit::Write& write, CustomerId customer_id, RedemptionId id,
                                                   std::string_view reason);

// What redeem_gift would refuse now, but for the points; writes nothing. For the quote of a sale.
[[nodiscard]] Outcome check_gift(const kit::Read& read, const RedemptionRequest& request);

// Sets a gift aside for a member until it is handed out or put back: stock, count and points are taken as by
// redeem_gift, so that nobody else gets them and neither a lower stock nor a lower balance stands in the way later. Its
// points count as released after `expires_at`; stock and count only when somebody says release_gift. The refusals of
// redeem_gift and of points::hold. `for_kind` and `for_id`: what it is held for.
[[nodiscard]] Result<Redemption> hold_gift(kit::Write& write, const RedemptionRequest& request, Time expires_at,
                                           std::string_view for_kind, std::int64_t for_id);
// Hands out what is held, for `for_id`. rewards.hold_expired (409) when it was put back, those of points::commit_hold.
[[nodiscard]] Result<Redemption> commit_gift(kit::Write& write, CustomerId customer_id, RedemptionId id,
                                             std::string_view for_kind, std::int64_t for_id);
// Puts back what is held; nothing happens when it isn't held any more.
void release_gift(kit::Write& write, CustomerId customer_id, RedemptionId id);

// What was handed out with this sale and not cancelled.
[[nodiscard]] std::vector<Redemption> redemptions_for(db::Transaction& tx, CustomerId customer_id,
                                                      std::string_view for_kind, std::int64_t for_id);

[[nodiscard]] Result<Gift> load_gift(db::Transaction& tx, GiftId id);
// request.required, rewards.valid_range, rewards.tier_unknown.
[[nodiscard]] Result<Gift> create_gift(kit::Write& write, Gift wanted);
// Saves `after`, made from `before` as load_gift gave it in this transaction. Nothing changed: nothing is written.
[[nodiscard]] Result<Gift> update_gift(kit::Write& write, const Gift& before, Gift after);
// A movement by hand. rewards.stock_place (422): a store where there is one stock for all, none where each store has
// its own; those of stock_change; identity.store_unknown, access.out_of_scope.
[[nodiscard]] Result<StockMovement> move_stock(kit::Write& write, GiftId id, const StockRequest& request);

// --- Series and vouchers --------------------------------------------------------------------------------------------

[[nodiscard]] Result<VoucherSeries> load_series(db::Transaction& tx, VoucherSeriesId id);
// Those of check_terms; rewards.gift_unknown, rewards.tier_unknown, identity.store_unknown,
// catalogue.product_unknown, catalogue.service_type_unknown with the field.
[[nodiscard]] Result<VoucherSeries> create_series(kit::Write& write, VoucherSeries wanted);
[[nodiscard]] Result<VoucherSeries> update_series(kit::Write& write, const VoucherSeries& before, VoucherSeries after);

// rewards.series_unknown (404), rewards.series_disabled, rewards.no_longer_valid (409): could one be issued now?
[[nodiscard]] Outcome check_series_issuable(db::Transaction& tx, VoucherSeriesId id, Time now);
// One voucher for a member, as a present or for his points. rewards.series_unknown, rewards.series_disabled,
// rewards.no_longer_valid, rewards.limit_per_member, rewards.not_for_points, rewards.customer_disabled; those of
// points::spend. Checks no reach.
[[nodiscard]] Result<Voucher> issue_voucher(kit::Write& write, CustomerId customer_id, const VoucherRequest& request);
// His, or that of somebody merged into him. rewards.voucher_unknown and those of its state (409). Points paid for it
// are given back.
[[nodiscard]] Result<Voucher> cancel_voucher(kit::Write& write, CustomerId customer_id, VoucherId id,
                                             std::string_view reason);
// What the code is worth here; unusable is an answer, only an unknown code a refusal.
[[nodiscard]] Result<VoucherAnswer> find_voucher(const kit::Read& read, std::string_view code,
                                                 const VoucherBasket& basket);

// Starts a job that issues them. rewards.series_unknown, rewards.series_disabled, rewards.audience_empty (422),
// rewards.customer_unknown, access.out_of_scope.
[[nodiscard]] Result<VoucherBatch> issue_batch(kit::Write& write, const VoucherBatchRequest& request);
[[nodiscard]] Result<VoucherBatch> load_batch(db::Transaction& tx, VoucherBatchId id);
// What was issued stays. rewards.batch_unknown (404), rewards.batch_finished (409).
[[nodiscard]] Result<VoucherBatch> cancel_batch(kit::Write& write, VoucherBatchId id);

// Marks vouchers past their end; one transaction for each. Returns how many.
std::int64_t expire_vouchers(kit::Runtime& runtime, const kit::Actor& actor);

// What is promised and not yet called for, as of the news delivered so far.
[[nodiscard]] Liability liability(db::Transaction& tx);

// --- What the customer screens show of rewards ----------------------------------------------------------------------

[[nodiscard]] customers::TimelineSource timeline_source();

// For the document a person is given of what is held of him.
[[nodiscard]] std::vector<kit::PersonalPart> personal_parts();

}  // namespace homeport::rewards
