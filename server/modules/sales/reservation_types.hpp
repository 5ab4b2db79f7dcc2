#pragma once

// A basket put aside: its prices and benefits are those of the moment it was reserved, whatever changes until it is
// completed.

#include "modules/sales/types.hpp"

namespace homeport::sales {

using AnyHoldId = Id<struct AnyHoldTag>;

enum class ReservationState : std::uint8_t { held, completed, voided, expired };

inline constexpr std::int64_t kReservationSeconds = 15 * 60;      // unless the till says otherwise
inline constexpr std::int64_t kMostReservationSeconds = 60 * 60;  // points and vouchers aren't held longer

struct ReservationRequest {
  OrgUnitId store_id;
  std::optional<CustomerId> customer_id;
  std::vector<LineRequest> lines;
  std::vector<RewardRequest> rewards;
  std::optional<Money> expected_payable;
  std::optional<std::int64_t> hold_seconds;
  std::optional<std::string> note;
  SaleSource source = SaleSource::till;
  std::optional<std::string> currency;
};

struct Reservation {
  CustomerId customer_id;  // negative: an anonymous buyer's own id
  ReservationId reservation_id;
  OrgUnitId store_id;
  std::optional<StaffId> staff_id;
  SaleSource source = SaleSource::till;
  ReservationState state = ReservationState::held;
  Money list;
  Money payable;
  Money rewards;
  std::optional<TierId> tier_id;
  std::optional<std::string> tier_name;
  std::optional<Rate> tier_discount;
  std::optional<StrategyId> strategy_id;
  std::optional<programme::Period> period;
  std::optional<std::string> customer_name;
  std::optional<std::string> note;
  Time expires_at;
  Time created_at;
  std::optional<Time> ended_at;
  std::optional<SaleId> sale_id;
  std::int64_t version = 1;
};

// What the arithmetic of the line starts from, as it was then.
struct ReservationLine {
  CustomerId customer_id;
  ReservationId reservation_id;
  std::int64_t line_no = 0;
  ProductId product_id;
  std::string sku;
  std::string product_name;
  std::int64_t quantity = 0;
  Money unit_price;
  Money discount;
  Money amount;
  std::optional<Money> cost;  // of the line
  std::optional<Rate> margin;
  Rate weight;
};

struct ReservationReward {
  CustomerId customer_id;
  ReservationId reservation_id;
  std::int64_t reward_no = 0;
  RewardKind kind = RewardKind::points;
  Money amount;
  std::optional<Points> points;
  std::optional<AnyHoldId> hold_id;  // of the points or of the voucher; of a gift: its redemption
  std::optional<CustomerId> voucher_customer_id;
  std::optional<rewards::VoucherId> voucher_id;
  std::optional<std::string> label;
  std::optional<rewards::GiftId> gift_id;
  std::optional<std::int64_t> quantity;
};

struct ReservationMade {
  ReservationId reservation_id;
  CustomerId customer_id;
  Time expires_at;
  Quote quote;
};

struct ReservationDocument {
  Reservation reservation;
  Money due;
  std::vector<ReservationLine> lines;
  std::vector<ReservationReward> rewards;
};

struct CompletionRequest {
  std::vector<Payment> payments;
  Money expected_due;
  std::optional<std::string> note;
};

}  // namespace homeport::sales

template <>
struct homeport::Choices<homeport::sales::ReservationState> {
  static constexpr std::array<std::string_view, 4> names{"held", "completed", "voided", "expired"};
};

template <>
struct homeport::Fields<homeport::sales::ReservationRequest> {
  using T = homeport::sales::ReservationRequest;
  static constexpr std::string_view name = "ReservationRequest";
  static constexpr std::array rows{
      field<&T::store_id>("store_id", Access::read_write, {.required = true}),
      field<&T::customer_id>("customer_id", Access::read_write),
      field<&T::lines>("lines", Access::read_write, {.min = 1, .max = homeport::sales::kMostLines, .required = true}),
      field<&T::rewards>("rewards", Access::read_write, {.min = 0, .max = homeport::sales::kMostRewards}),
      field<&T::expected_payable>("expected_payable_minor", Access::read_write,
                                  {.min = 0, .max = kMaxAmount, .about = "What the quote said, if one was shown."}),
      field<&T::hold_seconds>("hold_seconds", Access::read_write,
                              {.min = 30, .max = homeport::sales::kMostReservationSeconds}),
      field<&T::note>("note", Access::read_write, {.max = homeport::sales::kMostNoteCharacters, .multiline = true}),
      field<&T::source>("source", Access::read_write),
      field<&T::currency>("currency", Access::read_write,
                          {.min = 3, .max = 3, .about = "Of the amounts: the chain's, as no other is taken."}),
  };
};

template <>
struct homeport::Fields<homeport::sales::Reservation> {
  using T = homeport::sales::Reservation;
  static constexpr std::string_view name = "Reservation";
  static constexpr std::array rows{
      field<&T::customer_id>("customer_id", Access::read_only, {.about = "Negative: an anonymous buyer."}),
      field<&T::reservation_id>("reservation_id", Access::read_only),
      field<&T::store_id>("store_id", Access::read_only),
      field<&T::staff_id>("staff_id", Access::read_only),
      field<&T::source>("source", Access::read_only),
      field<&T::state>("state", Access::read_only),
      field<&T::list>("list_minor", Access::read_only),
      field<&T::payable>("payable_minor", Access::read_only),
      field<&T::rewards>("rewards_minor", Access::read_only),
      field<&T::tier_id>("tier_id", Access::read_only),
      field<&T::tier_name>("tier_name", Access::read_only),
      field<&T::tier_discount>("tier_discount_ppm", Access::read_only),
      field<&T::strategy_id>("strategy_id", Access::read_only),
      field<&T::period>("period", Access::read_only),
      field<&T::customer_name>("customer_name", Access::read_only),
      field<&T::note>("note", Access::read_only),
      field<&T::expires_at>("expires_at", Access::read_only),
      field<&T::created_at>("created_at", Access::read_only),
      field<&T::ended_at>("ended_at", Access::read_only),
      field<&T::sale_id>("sale_id", Access::read_only),
      field<&T::version>("version", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::sales::ReservationLine> {
  using T = homeport::sales::ReservationLine;
  static constexpr std::string_view name = "ReservationLine";
  static constexpr std::array rows{
      field<&T::customer_id>("customer_id", Access::internal),
      field<&T::reservation_id>("reservation_id", Access::internal),
      field<&T::line_no>("line_no", Access::read_only),
      field<&T::product_id>("product_id", Access::read_only),
      field<&T::sku>("sku", Access::read_only),
      field<&T::product_name>("product_name", Access::read_only),
      field<&T::quantity>("quantity", Access::read_only),
      field<&T::unit_price>("unit_price_minor", Access::read_only),
      field<&T::discount>("discount_minor", Access::read_only),
      field<&T::amount>("amount_minor", Access::read_only),
      field<&T::cost>("cost_minor", Access::margin_read_only),
      field<&T::margin>("margin_ppm", Access::margin_read_only),
      field<&T::weight>("weight_ppm", Access::margin_read_only),
  };
};

template <>
struct homeport::Fields<homeport::sales::ReservationReward> {
  using T = homeport::sales::ReservationReward;
  static constexpr std::string_view name = "ReservationReward";
  static constexpr std::array rows{
      field<&T::customer_id>("customer_id", Access::internal),
      field<&T::reservation_id>("reservation_id", Access::internal),
      field<&T::reward_no>("reward_no", Access::read_only),
      field<&T::kind>("kind", Access::read_only),
      field<&T::amount>("amount_minor", Access::read_only),
      field<&T::points>("points", Access::read_only),
      field<&T::hold_id>("hold_id", Access::internal),
      field<&T::voucher_customer_id>("voucher_customer_id", Access::internal),
      field<&T::voucher_id>("voucher_id", Access::read_only),
      field<&T::label>("label", Access::read_only),
      field<&T::gift_id>("gift_id", Access::read_only),
      field<&T::quantity>("quantity", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::sales::ReservationMade> {
  using T = homeport::sales::ReservationMade;
  static constexpr std::string_view name = "ReservationMade";
  static constexpr std::array rows{
      field<&T::reservation_id>("reservation_id", Access::read_only),
      field<&T::customer_id>("customer_id", Access::read_only),
      field<&T::expires_at>("expires_at", Access::read_only),
      field<&T::quote>("quote", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::sales::ReservationDocument> {
  using T = homeport::sales::ReservationDocument;
  static constexpr std::string_view name = "ReservationDocument";
  static constexpr std::array rows{
      field<&T::reservation>("reservation", Access::read_only),
      field<&T::due>("due_minor", Access::read_only),
      field<&T::lines>("lines", Access::read_only),
      field<&T::rewards>("rewards", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::sales::CompletionRequest> {
  using T = homeport::sales::CompletionRequest;
  static constexpr std::string_view name = "CompletionRequest";
  static constexpr std::array rows{
      field<&T::payments>("payments", Access::read_write,
                          {.min = 0, .max = homeport::sales::kMostPayments, .required = true}),
      field<&T::expected_due>("expected_due_minor", Access::read_write,
                              {.min = 0, .max = kMaxAmount, .required = true, .about = "What the reservation said."}),
      field<&T::note>("note", Access::read_write, {.max = homeport::sales::kMostNoteCharacters, .multiline = true}),
  };
};
