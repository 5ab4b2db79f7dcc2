#pragma once

// News of every change of a voucher's state, from which the totals of its series are added up.

#include "kit/outbox.hpp"
#include "modules/rewards/types.hpp"

namespace homeport::rewards {

inline constexpr std::string_view kVoucherMoved = "rewards.voucher_moved";

// From nothing (a new voucher) or open, to open, used, expired or cancelled. Held counts as open.
void publish_moved(kit::Write& write, const Voucher& voucher, std::optional<VoucherState> from, VoucherState to,
                   Money used_amount = {});
// The subscriber's side.
void add_to_totals(kit::Write& write, const kit::StoredEvent& stored);

}  // namespace homeport::rewards
