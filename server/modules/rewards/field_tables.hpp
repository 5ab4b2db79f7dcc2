#pragma once

// The field tables of the records in types.hpp, which includes this file: their names outside, limits and access. The
// order of the rows of a stored record is the order of its columns in store.cpp.

#include "modules/rewards/types.hpp"

template <>
struct homeport::Choices<homeport::rewards::RewardStatus> {
  static constexpr std::array<std::string_view, 2> names{"active", "disabled"};
};
template <>
struct homeport::Choices<homeport::rewards::StockKeeping> {
  static constexpr std::array<std::string_view, 2> names{"central", "per_store"};
};
template <>
struct homeport::Choices<homeport::rewards::MovementKind> {
  static constexpr std::array<std::string_view, 5> names{"received", "written_off", "counted", "redeemed", "put_back"};
};
template <>
struct homeport::Choices<homeport::rewards::SeriesKind> {
  static constexpr std::array<std::string_view, 3> names{"money_off", "percent_off", "gift"};
};
template <>
struct homeport::Choices<homeport::rewards::VoucherState> {
  static constexpr std::array<std::string_view, 5> names{"issued", "held", "used", "expired", "cancelled"};
};
template <>
struct homeport::Choices<homeport::rewards::Audience> {
  static constexpr std::array<std::string_view, 3> names{"list", "condition", "bearer"};
};
template <>
struct homeport::Choices<homeport::rewards::BatchState> {
  static constexpr std::array<std::string_view, 3> names{"running", "done", "cancelled"};
};
template <>
struct homeport::Choices<homeport::rewards::RedemptionState> {
  static constexpr std::array<std::string_view, 4> names{"done", "cancelled", "held", "released"};
};
template <>
struct homeport::Choices<homeport::rewards::PaymentKind> {
  static constexpr std::array<std::string_view, 6> names{"cash", "card", "wechat", "alipay", "transfer", "other"};
};

template <>
struct homeport::Fields<homeport::rewards::Gift> {
  using T = homeport::rewards::Gift;
  static constexpr std::string_view name = "Gift";
  static constexpr std::array rows{
      field<&T::id>("id", Access::read_only),
      field<&T::name>("name", Access::read_write,
                      {.min = 1, .max = homeport::rewards::kMostNameCharacters, .required = true}),
      field<&T::name_folded>("name_folded", Access::internal, {.max = 1000}),
      field<&T::name_en>("name_en", Access::read_write, {.max = homeport::rewards::kMostNameCharacters}),
      field<&T::about>("about", Access::read_write,
                       {.max = homeport::rewards::kMostAboutCharacters, .multiline = true}),
      field<&T::points_price>("price_points", Access::read_write,
                              {.min = 0, .max = kMaxAmount, .about = "Points for one."}),
      field<&T::price>("price_minor", Access::read_write,
                       {.min = 0, .max = kMaxAmount, .about = "Money for one, on top of the points."}),
      field<&T::stock_keeping>("stock_keeping", Access::create_only,
                               {.about = "One stock for the chain, or one in each store."}),
      field<&T::limit_per_member>("limit_per_member", Access::read_write,
                                  {.min = 0, .max = homeport::rewards::kMostPerMember, .about = "0: none."}),
      field<&T::valid_from>("valid_from", Access::read_write),
      field<&T::valid_to>("valid_to", Access::read_write, {.about = "Exclusive."}),
      field<&T::tier_id>("tier_id", Access::read_write, {.about = "For members of this tier or a higher one."}),
      field<&T::picture_hash>("picture_hash", Access::read_only,
                              {.max = 32, .about = "Changes with the picture; absent where there is none."}),
      field<&T::status>("status", Access::read_write),
      field<&T::created_at>("created_at", Access::read_only),
      field<&T::updated_at>("updated_at", Access::read_only),
      field<&T::version>("version", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::rewards::GiftStock> {
  using T = homeport::rewards::GiftStock;
  static constexpr std::string_view name = "GiftStock";
  static constexpr std::array rows{
      field<&T::gift_id>("gift_id", Access::read_only),
      field<&T::store_id>("store_id", Access::read_only, {.about = "None: the common stock of the chain."}),
      field<&T::quantity>("quantity", Access::read_only),
      field<&T::updated_at>("updated_at", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::rewards::GiftStocks> {
  using T = homeport::rewards::GiftStocks;
  static constexpr std::string_view name = "GiftStocks";
  static constexpr std::array rows{
      field<&T::items>("items", Access::read_only, {.max = 100'000}),
  };
};

template <>
struct homeport::Fields<homeport::rewards::StockMovement> {
  using T = homeport::rewards::StockMovement;
  static constexpr std::string_view name = "StockMovement";
  static constexpr std::array rows{
      field<&T::gift_id>("gift_id", Access::read_only),
      field<&T::id>("id", Access::read_only),
      field<&T::store_id>("store_id", Access::read_only),
      field<&T::kind>("kind", Access::read_only),
      field<&T::change>("change_quantity", Access::read_only),
      field<&T::balance>("balance_quantity", Access::read_only),
      field<&T::redemption_id>("redemption_id", Access::read_only),
      field<&T::note>("note", Access::read_only),
      field<&T::at>("at", Access::read_only),
      field<&T::staff_id>("staff_id", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::rewards::StockRequest> {
  using T = homeport::rewards::StockRequest;
  static constexpr std::string_view name = "StockRequest";
  static constexpr std::array rows{
      field<&T::store_id>("store_id", Access::read_write, {.about = "Where the gift is kept per store."}),
      field<&T::kind>("kind", Access::read_write, {.required = true, .about = "received, written_off or counted."}),
      field<&T::quantity>("quantity", Access::read_write,
                          {.min = 0,
                           .max = homeport::rewards::kMostStock,
                           .required = true,
                           .about = "Units that came or were lost; counted: that are there."}),
      field<&T::note>("note", Access::read_write, {.max = homeport::rewards::kMostNoteCharacters}),
  };
};

template <>
struct homeport::Fields<homeport::rewards::VoucherSeries> {
  using T = homeport::rewards::VoucherSeries;
  static constexpr std::string_view name = "VoucherSeries";
  static constexpr std::array rows{
      field<&T::id>("id", Access::read_only),
      field<&T::name>("name", Access::read_write,
                      {.min = 1, .max = homeport::rewards::kMostNameCharacters, .required = true}),
      field<&T::name_folded>("name_folded", Access::internal, {.max = 1000}),
      field<&T::name_en>("name_en", Access::read_write, {.max = homeport::rewards::kMostNameCharacters}),
      field<&T::kind>("kind", Access::create_only, {.required = true}),
      field<&T::value>("value_minor", Access::create_only, {.min = 1, .max = kMaxAmount, .about = "money_off."}),
      field<&T::rate>("rate_ppm", Access::create_only,
                      {.min = 1, .max = kPpm, .about = "percent_off: the part taken off."}),
      field<&T::cap>("cap_minor", Access::create_only, {.min = 1, .max = kMaxAmount, .about = "percent_off: at most."}),
      field<&T::gift_id>("gift_id", Access::create_only, {.about = "gift: one of these."}),
      field<&T::minimum>("minimum_minor", Access::create_only,
                         {.min = 0, .max = kMaxAmount, .about = "What the goods it applies to must come to."}),
      field<&T::new_members_only>("new_members_only", Access::create_only,
                                  {.about = "For members who have bought nothing yet."}),
      field<&T::may_combine>("may_combine", Access::create_only, {.about = "With other vouchers in one sale."}),
      field<&T::valid_from>("valid_from", Access::create_only),
      field<&T::valid_to>("valid_to", Access::read_write, {.about = "Exclusive; for vouchers issued from now on."}),
      field<&T::valid_days>(
          "valid_days", Access::read_write,
          {.min = 0, .max = homeport::rewards::kMostValidDays, .about = "From the day of issue; 0: until valid_to."}),
      field<&T::limit_per_member>("limit_per_member", Access::read_write,
                                  {.min = 0, .max = homeport::rewards::kMostPerMember, .about = "0: none."}),
      field<&T::points_price>(
          "price_points", Access::read_write,
          {.min = 1, .max = kMaxAmount, .about = "What a member may buy one for; left out: not for points."}),
      field<&T::status>("status", Access::read_write),
      field<&T::created_at>("created_at", Access::read_only),
      field<&T::updated_at>("updated_at", Access::read_only),
      field<&T::version>("version", Access::read_only),
      field<&T::store_ids>("store_ids", Access::create_only, {.max = homeport::rewards::kMostConditions}),
      field<&T::service_type_ids>("service_type_ids", Access::create_only, {.max = homeport::rewards::kMostConditions}),
      field<&T::product_ids>("product_ids", Access::create_only, {.max = homeport::rewards::kMostConditions}),
      field<&T::tier_ids>("tier_ids", Access::create_only, {.max = homeport::rewards::kMostConditions}),
  };
};

template <>
struct homeport::Fields<homeport::rewards::Voucher> {
  using T = homeport::rewards::Voucher;
  static constexpr std::string_view name = "Voucher";
  static constexpr std::array rows{
      field<&T::customer_id>("customer_id", Access::read_only, {.about = "Negative: a bearer's."}),
      field<&T::id>("id", Access::read_only),
      field<&T::series_id>("series_id", Access::read_only),
      field<&T::code>("code", Access::read_only),
      field<&T::state>("state", Access::read_only),
      field<&T::issued_at>("issued_at", Access::read_only),
      field<&T::issued_by>("issued_by", Access::read_only),
      field<&T::batch_id>("batch_id", Access::read_only),
      field<&T::expires_at>("expires_at", Access::read_only),
      field<&T::points_paid>("paid_points", Access::read_only),
      field<&T::spend_entry_id>("spend_entry_id", Access::read_only),
      field<&T::hold_id>("hold_id", Access::internal),
      field<&T::held_until>("held_until", Access::read_only),
      field<&T::used_at>("used_at", Access::read_only),
      field<&T::used_by_customer_id>("used_by_customer_id", Access::read_only),
      field<&T::used_store_id>("used_store_id", Access::read_only),
      field<&T::used_amount>("used_amount_minor", Access::read_only),
      field<&T::used_for_kind>("used_for_kind", Access::read_only),
      field<&T::used_for_id>("used_for_id", Access::read_only),
      field<&T::reissued_from_id>("reissued_from_id", Access::read_only),
      field<&T::cancelled_at>("cancelled_at", Access::read_only),
      field<&T::cancel_reason>("cancel_reason", Access::read_only),
      field<&T::updated_at>("updated_at", Access::read_only),
      field<&T::version>("version", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::rewards::VoucherDocument> {
  using T = homeport::rewards::VoucherDocument;
  static constexpr std::string_view name = "VoucherDocument";
  static constexpr std::array rows{
      field<&T::voucher>("voucher", Access::read_only),
      field<&T::series>("series", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::rewards::VoucherRequest> {
  using T = homeport::rewards::VoucherRequest;
  static constexpr std::string_view name = "VoucherRequest";
  static constexpr std::array rows{
      field<&T::series_id>("series_id", Access::read_write, {.required = true}),
      field<&T::pay_with_points>("pay_with_points", Access::read_write,
                                 {.about = "For the price in points of the series, else a present."}),
  };
};

template <>
struct homeport::Fields<homeport::rewards::VoucherBatchRequest> {
  using T = homeport::rewards::VoucherBatchRequest;
  static constexpr std::string_view name = "VoucherBatchRequest";
  static constexpr std::array rows{
      field<&T::series_id>("series_id", Access::read_write, {.required = true}),
      field<&T::audience>("audience", Access::read_write, {.required = true}),
      field<&T::customer_ids>("customer_ids", Access::read_write,
                              {.max = homeport::rewards::kMostListedCustomers, .about = "list."}),
      field<&T::store_id>("store_id", Access::read_write, {.about = "condition: customers of this store."}),
      field<&T::tier_id>("tier_id", Access::read_write, {.about = "condition: members of exactly this tier."}),
      field<&T::count>("count", Access::read_write,
                       {.min = 0, .max = homeport::rewards::kMostBearerCodes, .about = "bearer: how many codes."}),
      field<&T::note>("note", Access::read_write, {.max = homeport::rewards::kMostNoteCharacters}),
  };
};

template <>
struct homeport::Fields<homeport::rewards::VoucherBatch> {
  using T = homeport::rewards::VoucherBatch;
  static constexpr std::string_view name = "VoucherBatch";
  static constexpr std::array rows{
      field<&T::id>("id", Access::read_only),
      field<&T::series_id>("series_id", Access::read_only),
      field<&T::audience>("audience", Access::read_only),
      field<&T::store_id>("store_id", Access::read_only),
      field<&T::tier_id>("tier_id", Access::read_only),
      field<&T::wanted_count>("wanted_count", Access::read_only),
      field<&T::note>("note", Access::read_only),
      field<&T::state>("state", Access::read_only),
      field<&T::issued_count>("issued_count", Access::read_only),
      field<&T::skipped_count>("skipped_count", Access::read_only),
      field<&T::last_customer_id>("last_customer_id", Access::internal),
      field<&T::created_by>("created_by", Access::read_only),
      field<&T::created_at>("created_at", Access::read_only),
      field<&T::finished_at>("finished_at", Access::read_only),
      field<&T::version>("version", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::rewards::CancelRequest> {
  using T = homeport::rewards::CancelRequest;
  static constexpr std::string_view name = "CancelRewardRequest";
  static constexpr std::array rows{
      field<&T::reason>("reason", Access::read_write,
                        {.min = 1, .max = homeport::rewards::kMostNoteCharacters, .required = true}),
  };
};

template <>
struct homeport::Fields<homeport::rewards::VoucherAnswer> {
  using T = homeport::rewards::VoucherAnswer;
  static constexpr std::string_view name = "VoucherAnswer";
  static constexpr std::array rows{
      field<&T::voucher>("voucher", Access::read_only),
      field<&T::series>("series", Access::read_only),
      field<&T::is_usable>("is_usable", Access::read_only),
      field<&T::amount>("amount_minor", Access::read_only),
      field<&T::why_not>("why_not", Access::read_only,
                         {.about = "The reason it can't be used here and now; empty when it can."}),
      field<&T::detail>("detail", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::rewards::RedemptionRequest> {
  using T = homeport::rewards::RedemptionRequest;
  static constexpr std::string_view name = "RedemptionRequest";
  static constexpr std::array rows{
      field<&T::customer_id>("customer_id", Access::read_write, {.about = "Left out only with a bearer's voucher."}),
      field<&T::gift_id>("gift_id", Access::read_write, {.required = true}),
      field<&T::quantity>("quantity", Access::read_write, {.min = 1, .max = homeport::rewards::kMostPerRedemption}),
      field<&T::store_id>("store_id", Access::read_write, {.required = true}),
      field<&T::voucher_code>("voucher_code", Access::read_write,
                              {.max = 40, .about = "A voucher for this gift, instead of points."}),
      field<&T::payment_kind>("payment_kind", Access::read_write,
                              {.about = "How the money was paid, where some is due."}),
      field<&T::expected_points>("expected_points", Access::read_write, {.min = 0, .max = kMaxAmount}),
      field<&T::expected_price>("expected_price_minor", Access::read_write, {.min = 0, .max = kMaxAmount}),
  };
};

template <>
struct homeport::Fields<homeport::rewards::Redemption> {
  using T = homeport::rewards::Redemption;
  static constexpr std::string_view name = "Redemption";
  static constexpr std::array rows{
      field<&T::customer_id>("customer_id", Access::read_only),
      field<&T::id>("id", Access::read_only),
      field<&T::gift_id>("gift_id", Access::read_only),
      field<&T::gift_name>("gift_name", Access::read_only),
      field<&T::quantity>("quantity", Access::read_only),
      field<&T::store_id>("store_id", Access::read_only),
      field<&T::stock_store_id>("stock_store_id", Access::internal),
      field<&T::points>("spent_points", Access::read_only),
      field<&T::price>("price_minor", Access::read_only),
      field<&T::payment_kind>("payment_kind", Access::read_only),
      field<&T::voucher_id>("voucher_id", Access::read_only),
      field<&T::voucher_customer_id>("voucher_customer_id", Access::internal),
      field<&T::spend_entry_id>("spend_entry_id", Access::read_only),
      field<&T::points_hold_id>("points_hold_id", Access::internal),
      field<&T::source_kind>("source_kind", Access::read_only),
      field<&T::source_id>("source_id", Access::read_only),
      field<&T::state>("state", Access::read_only),
      field<&T::redeemed_at>("redeemed_at", Access::read_only),
      field<&T::staff_id>("staff_id", Access::read_only),
      field<&T::cancelled_at>("cancelled_at", Access::read_only),
      field<&T::cancelled_by>("cancelled_by", Access::read_only),
      field<&T::cancel_reason>("cancel_reason", Access::read_only),
      field<&T::version>("version", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::rewards::SeriesLiability> {
  using T = homeport::rewards::SeriesLiability;
  static constexpr std::string_view name = "SeriesLiability";
  static constexpr std::array rows{
      field<&T::series_id>("series_id", Access::read_only),
      field<&T::series_name>("series_name", Access::read_only),
      field<&T::kind>("kind", Access::read_only),
      field<&T::open_count>("open_count", Access::read_only),
      field<&T::used_count>("used_count", Access::read_only),
      field<&T::expired_count>("expired_count", Access::read_only),
      field<&T::cancelled_count>("cancelled_count", Access::read_only),
      field<&T::open_value>("open_value_minor", Access::read_only),
      field<&T::used_amount>("used_amount_minor", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::rewards::Liability> {
  using T = homeport::rewards::Liability;
  static constexpr std::string_view name = "VoucherLiability";
  static constexpr std::array rows{
      field<&T::open_value>("open_value_minor", Access::read_only),
      field<&T::open_count>("open_count", Access::read_only),
      field<&T::uncapped_count>("uncapped_count", Access::read_only),
      field<&T::items>("items", Access::read_only, {.max = 1000}),
  };
};
