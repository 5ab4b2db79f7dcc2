#pragma once

// What a sale is paid with: money of several kinds, and rewards, which are tenders too and never a price.

#include <cstdint>
#include <optional>
#include <string>

#include "base/amounts.hpp"
#include "modules/customers/types.hpp"
#include "modules/points/types.hpp"
#include "modules/rewards/types.hpp"

namespace homeport::sales {

// cash … other are money. points: taken off for points of the wallet. voucher: a code's worth. exchange: what came back
// in the same transaction. goodwill: borne by the store, because a till without network had shown less.
enum class PaymentKind : std::uint8_t {
  cash,
  card,
  wechat,
  alipay,
  transfer,
  other,
  points,
  voucher,
  exchange,
  goodwill
};
enum class RewardKind : std::uint8_t { points, voucher, gift };

inline constexpr std::int64_t kMostPayments = 10;
inline constexpr std::int64_t kMostRewards = 10;

// A tender of a sale. Of a request: kind and amount of money, nothing else.
struct Payment {
  PaymentKind kind = PaymentKind::cash;
  Money amount;
  Money refunded;                           // of it, by returns
  std::optional<Points> points;             // points: what they were
  std::optional<points::EntryId> entry_id;  // points: the entry that spent them
  std::optional<customers::CustomerId> voucher_customer_id;
  std::optional<rewards::VoucherId> voucher_id;
  std::optional<std::string> label;           // voucher: the name of its series; exchange: nothing
  std::optional<points::ReturnId> return_id;  // exchange: what came back
};

// What the buyer wants to use. points: `amount` off. voucher: its `code`. gift: which, and how many.
struct RewardRequest {
  RewardKind kind = RewardKind::points;
  std::optional<Money> amount;
  std::optional<std::string> code;
  std::optional<rewards::GiftId> gift_id;
  std::optional<std::int64_t> quantity;
};

// A reward as a quote shows it and a reservation keeps it.
struct RewardShown {
  RewardKind kind = RewardKind::points;
  Money amount;                  // off what is payable; 0 for a gift
  std::optional<Points> points;  // what it takes from the wallet
  std::optional<std::string> label;
  std::optional<rewards::GiftId> gift_id;
  std::optional<std::int64_t> quantity;
};

// A tender's part of a return.
struct Refund {
  customers::CustomerId customer_id;
  points::ReturnId return_id;
  std::int64_t payment_no = 0;
  PaymentKind kind = PaymentKind::cash;
  Money amount;     // money: paid out, but for what was exchanged; points: given back; voucher: not paid out
  Money exchanged;  // of it, used for what was bought in exchange
  std::optional<Points> points;
  std::optional<points::EntryId> entry_id;  // points: the entry that gave them back
};

}  // namespace homeport::sales

template <>
struct homeport::Choices<homeport::sales::PaymentKind> {
  static constexpr std::array<std::string_view, 10> names{"cash",  "card",   "wechat",  "alipay",   "transfer",
                                                          "other", "points", "voucher", "exchange", "goodwill"};
};
template <>
struct homeport::Choices<homeport::sales::RewardKind> {
  static constexpr std::array<std::string_view, 3> names{"points", "voucher", "gift"};
};

template <>
struct homeport::Fields<homeport::sales::Payment> {
  using T = homeport::sales::Payment;
  static constexpr std::string_view name = "Payment";
  static constexpr std::array rows{
      field<&T::kind>("kind", Access::read_write, {.required = true}),
      field<&T::amount>("amount_minor", Access::read_write, {.min = 0, .max = kMaxAmount, .required = true}),
      field<&T::refunded>("refunded_minor", Access::read_only),
      field<&T::points>("points", Access::read_only),
      field<&T::entry_id>("entry_id", Access::read_only),
      field<&T::voucher_customer_id>("voucher_customer_id", Access::internal),
      field<&T::voucher_id>("voucher_id", Access::read_only),
      field<&T::label>("label", Access::read_only),
      field<&T::return_id>("return_id", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::sales::RewardRequest> {
  using T = homeport::sales::RewardRequest;
  static constexpr std::string_view name = "RewardRequest";
  static constexpr std::array rows{
      field<&T::kind>("kind", Access::read_write, {.required = true}),
      field<&T::amount>("amount_minor", Access::read_write,
                        {.min = 1, .max = kMaxAmount, .about = "points: how much to take off."}),
      field<&T::code>("code", Access::read_write, {.min = 1, .max = 64, .about = "voucher: its code."}),
      field<&T::gift_id>("gift_id", Access::read_write),
      field<&T::quantity>("quantity", Access::read_write, {.min = 1, .max = 1'000, .about = "gift: how many."}),
  };
};

template <>
struct homeport::Fields<homeport::sales::RewardShown> {
  using T = homeport::sales::RewardShown;
  static constexpr std::string_view name = "RewardShown";
  static constexpr std::array rows{
      field<&T::kind>("kind", Access::read_only),       field<&T::amount>("amount_minor", Access::read_only),
      field<&T::points>("points", Access::read_only),   field<&T::label>("label", Access::read_only),
      field<&T::gift_id>("gift_id", Access::read_only), field<&T::quantity>("quantity", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::sales::Refund> {
  using T = homeport::sales::Refund;
  static constexpr std::string_view name = "Refund";
  static constexpr std::array rows{
      field<&T::customer_id>("customer_id", Access::internal),
      field<&T::return_id>("return_id", Access::read_only),
      field<&T::payment_no>("payment_no", Access::read_only),
      field<&T::kind>("kind", Access::read_only),
      field<&T::amount>("amount_minor", Access::read_only),
      field<&T::exchanged>("exchanged_minor", Access::read_only),
      field<&T::points>("points", Access::read_only),
      field<&T::entry_id>("entry_id", Access::read_only),
  };
};
