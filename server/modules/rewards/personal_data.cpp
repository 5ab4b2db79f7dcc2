// What a person was given for points or as a present: vouchers and gifts.

#include "modules/rewards/service.hpp"

namespace homeport::rewards {

struct PersonalVoucher {
  std::string series_name;
  std::string code;
  VoucherState state = VoucherState::issued;
  Time issued_at;
  std::optional<Time> expires_at;
  Points paid;
  std::optional<Time> used_at;
  std::optional<Money> used_amount;
  std::optional<Time> cancelled_at;
  std::optional<std::string> cancel_reason;
};
struct PersonalRedemption {
  Time redeemed_at;
  std::string gift_name;
  std::int64_t quantity = 0;
  std::optional<std::string> store_name;
  RedemptionState state = RedemptionState::done;
  Points spent;
  Money price;
  std::optional<Time> cancelled_at;
  std::optional<std::string> cancel_reason;
};

}  // namespace homeport::rewards

template <>
struct homeport::Fields<homeport::rewards::PersonalVoucher> {
  using R = homeport::rewards::PersonalVoucher;
  static constexpr std::string_view name = "PersonalVoucher";
  static constexpr std::array rows{
      field<&R::series_name>("series_name", Access::read_only),
      field<&R::code>("code", Access::read_only),
      field<&R::state>("state", Access::read_only),
      field<&R::issued_at>("issued_at", Access::read_only),
      field<&R::expires_at>("expires_at", Access::read_only),
      field<&R::paid>("paid_points", Access::read_only),
      field<&R::used_at>("used_at", Access::read_only),
      field<&R::used_amount>("used_amount_minor", Access::read_only),
      field<&R::cancelled_at>("cancelled_at", Access::read_only),
      field<&R::cancel_reason>("cancel_reason", Access::read_only),
  };
};
template <>
struct homeport::Fields<homeport::rewards::PersonalRedemption> {
  using R = homeport::rewards::PersonalRedemption;
  static constexpr std::string_view name = "PersonalRedemption";
  static constexpr std::array rows{
      field<&R::redeemed_at>("redeemed_at", Access::read_only),
      field<&R::gift_name>("gift_name", Access::read_only),
      field<&R::quantity>("quantity", Access::read_only),
      field<&R::store_name>("store_name", Access::read_only),
      field<&R::state>("state", Access::read_only),
      field<&R::spent>("spent_points", Access::read_only),
      field<&R::price>("price_minor", Access::read_only),
      field<&R::cancelled_at>("cancelled_at", Access::read_only),
      field<&R::cancel_reason>("cancel_reason", Access::read_only),
  };
};

namespace homeport::rewards {
namespace {

const db::Sql kPersonalVoucher{
    "SELECT s.name, v.code, v.state, v.issued_at, v.expires_at, v.paid_points, v.used_at, v.used_amount_minor, "
    "v.cancelled_at, v.cancel_reason FROM voucher v JOIN voucher_series s ON s.id = v.series_id WHERE "
    "v.customer_id = $1 ORDER BY v.id DESC LIMIT $2"};
const db::Sql kPersonalRedemption{
    "SELECT r.redeemed_at, r.gift_name, r.quantity, u.name, r.state, r.spent_points, r.price_minor, "
    "r.cancelled_at, r.cancel_reason FROM redemption r LEFT JOIN org_unit u ON u.id = r.store_id WHERE "
    "r.customer_id = $1 ORDER BY r.id DESC LIMIT $2"};

}  // namespace

std::vector<kit::PersonalPart> personal_parts() {
  return {kit::personal_part<PersonalVoucher>("vouchers", kPersonalVoucher),
          kit::personal_part<PersonalRedemption>("redemptions", kPersonalRedemption)};
}

}  // namespace homeport::rewards
