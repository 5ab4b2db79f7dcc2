#pragma once

// What rewards decides without a database: codes, terms, who may use what, and what it is worth. Pure.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "modules/rewards/service.hpp"
#include "modules/rewards/types.hpp"

namespace homeport::rewards {

// --- Codes ----------------------------------------------------------------------------------------------------------
// Fourteen random characters of A–Z and 2–7 (70 bits) and two check characters: 32 × their number modulo 1021, a
// prime. Any single wrong character and any two neighbours exchanged are noticed without asking the database.

inline constexpr std::size_t kRandomCodeCharacters = 14;
inline constexpr std::size_t kCodeCharacters = 16;

// `random` has kRandomCodeCharacters from A–Z and 2–7 (random_code).
[[nodiscard]] std::string voucher_code_from(std::string_view random);
// What was typed or scanned: spaces and hyphens are dropped, small letters raised, 0, 1 and 8 read as O, I and B.
// rewards.code_mistyped (422) unless it is a code with the right check characters.
[[nodiscard]] Result<std::string> read_voucher_code(std::string_view text);
// "ABCD-EFGH-IJKL-MNOP"
[[nodiscard]] std::string printed_code(std::string_view code);

// --- Terms ----------------------------------------------------------------------------------------------------------

// Trims texts and sets what sorts the name. request.required.
[[nodiscard]] Outcome normalise(Gift& gift);
[[nodiscard]] Outcome normalise(VoucherSeries& series);

// rewards.valid_range (422): from not before to.
[[nodiscard]] Outcome check_terms(const Gift& gift);
// request.required where the kind needs a value, rate or gift, rewards.terms_do_not_fit where it has no use for one,
// rewards.valid_range.
[[nodiscard]] Outcome check_terms(const VoucherSeries& series);

// When a voucher issued now ends: valid_days from now, valid_to, or the earlier of both; none: never.
[[nodiscard]] std::optional<Time> expiry_of(const VoucherSeries& series, Time issued_at);

// --- Stock ----------------------------------------------------------------------------------------------------------

// What a movement by hand changes, with `present` units there. rewards.stock_too_low (409), rewards.stock_full (422),
// rewards.movement_by_hand (422) for kinds that only redemptions make.
[[nodiscard]] Result<std::int64_t> stock_change(MovementKind kind, std::int64_t quantity, std::int64_t present);

// --- Members and goods ----------------------------------------------------------------------------------------------

// The customer concerned; none of it known: nobody.
struct MemberFacts {
  bool is_known = false;
  bool is_disabled = false;
  std::optional<TierId> tier_id;
  Points tier_threshold;
  std::int64_t sales_count = 0;
};

// The tier a gift asks for, as it stands now.
struct TierFacts {
  std::string name;
  Points threshold;
};

// May this member have it now, apart from stock, limit and points? rewards.gift_disabled, rewards.not_yet_valid,
// rewards.no_longer_valid (409), rewards.customer_disabled, rewards.tier_too_low (422).
[[nodiscard]] Outcome check_gift_for(const Gift& gift, const std::optional<TierFacts>& needed,
                                     const MemberFacts& member, Time now);

// The state a voucher is in at `now`: a hold past its time counts as released, what is past its end as expired.
[[nodiscard]] VoucherState state_at(const Voucher& voucher, Time now);

// Can it be used at all, by this customer? rewards.voucher_used, _cancelled, _expired, _held (409),
// rewards.voucher_of_another, rewards.not_yet_valid.
[[nodiscard]] Outcome check_voucher_open(const Voucher& voucher, const VoucherSeries& series,
                                         std::optional<CustomerId> customer_id, Time now);

// The conditions of place and person: rewards.wrong_store, rewards.member_needed, rewards.wrong_tier,
// rewards.new_members_only, rewards.customer_disabled (422).
[[nodiscard]] Outcome check_conditions(const VoucherSeries& series, const MemberFacts& member, OrgUnitId store_id);

// What it takes off. rewards.voucher_is_for_a_gift, rewards.nothing_applies, rewards.minimum_not_reached (422).
// Never more than what it applies to.
[[nodiscard]] Result<Money> voucher_worth(const VoucherSeries& series, std::span<const BasketLine> lines);

}  // namespace homeport::rewards
