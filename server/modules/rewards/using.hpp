#pragma once

// Using a voucher, shared by sales and redemptions.

#include "modules/rewards/rules.hpp"

namespace homeport::rewards {

struct FoundVoucher {
  Voucher voucher;
  VoucherSeries series;
};

// rewards.code_mistyped, rewards.voucher_unknown.
[[nodiscard]] Result<FoundVoucher> look_up_voucher(db::Transaction& tx, std::string_view text);

// The use itself, of one whose conditions were checked; refused as by check_voucher when somebody was quicker.
[[nodiscard]] Outcome use_found(kit::Write& write, const FoundVoucher& found, const VoucherPurpose& purpose);

}  // namespace homeport::rewards
