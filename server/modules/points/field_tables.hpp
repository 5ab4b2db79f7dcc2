#pragma once

// The field tables of the records in types.hpp, which includes this file: their names outside, limits and access. The
// order of the rows of stored records is the order of their columns.

#include <array>
#include <string_view>

#include "base/fields.hpp"
#include "modules/points/types.hpp"

template <>
struct homeport::Choices<homeport::points::EntryKind> {
  static constexpr std::array<std::string_view, 19> names{
      "sale",        "return",       "review",      "grant",     "spend",    "give_back", "expiry",
      "adjustment",  "transfer_out", "transfer_in", "merge_out", "merge_in", "repayment", "take_back",
      "life_change", "block",        "unblock",     "request",   "refusal"};
};
template <>
struct homeport::Choices<homeport::points::ProgrammeAccount> {
  static constexpr std::array<std::string_view, 7> names{"issued",   "redeemed", "expired",    "adjusted",
                                                         "returned", "debt",     "transferred"};
};
template <>
struct homeport::Choices<homeport::points::Purpose> {
  static constexpr std::array<std::string_view, 6> names{"behaviour", "incentive", "correction",
                                                         "money_off", "gift",      "voucher"};
};
template <>
struct homeport::Choices<homeport::points::LotState> {
  static constexpr std::array<std::string_view, 4> names{"pending", "active", "expired", "debt"};
};
template <>
struct homeport::Choices<homeport::points::HoldState> {
  static constexpr std::array<std::string_view, 3> names{"held", "committed", "released"};
};

template <>
struct homeport::Fields<homeport::points::Account> {
  using A = homeport::points::Account;
  static constexpr std::string_view name = "PointsAccount";
  static constexpr std::array rows{
      field<&A::customer_id>("customer_id", Access::read_only),
      field<&A::consumption>("consumption_points", Access::read_only),
      field<&A::profit>("profit_points", Access::margin_read_only),
      field<&A::combined>("combined_points", Access::margin_read_only),
      field<&A::tier_id>("tier_id", Access::read_only),
      field<&A::tier_since_at>("tier_since_at", Access::read_only),
      field<&A::below_tier_since_at>("below_tier_since_at", Access::read_only),
      field<&A::above_tier_since_at>("above_tier_since_at", Access::read_only),
      field<&A::sales_count>("sales_count", Access::read_only),
      field<&A::spent>("spent_minor", Access::read_only),
      field<&A::first_sale_at>("first_sale_at", Access::read_only),
      field<&A::last_sale_at>("last_sale_at", Access::read_only),
      field<&A::wallet>("wallet_points", Access::read_only),
      field<&A::available>("available_points", Access::read_only),
      field<&A::pending>("pending_points", Access::read_only),
      field<&A::reserved>("reserved_points", Access::read_only),
      field<&A::debt>("debt_points", Access::read_only),
      field<&A::wallet_due_at>("wallet_due_at", Access::internal),
      field<&A::last_activity_at>("last_activity_at", Access::read_only),
      field<&A::blocked_at>("blocked_at", Access::read_only),
      field<&A::merged_into_id>("merged_into_id", Access::read_only),
      field<&A::counted_on>("counted_on", Access::internal),
      field<&A::earned_today>("earned_today_points", Access::internal),
      field<&A::spent_today>("spent_today_points", Access::internal),
      field<&A::entry_count>("entry_count", Access::read_only),
      field<&A::head_hash>("head_hash", Access::read_only),
      field<&A::programme_revision>("programme_revision", Access::internal),
      field<&A::version>("version", Access::read_only),
      field<&A::updated_at>("updated_at", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::points::Entry> {
  using E = homeport::points::Entry;
  static constexpr std::string_view name = "PointsEntry";
  static constexpr std::array rows{
      field<&E::customer_id>("customer_id", Access::read_only),
      field<&E::id>("id", Access::read_only),
      field<&E::entry_no>("entry_no", Access::read_only),
      field<&E::kind>("kind", Access::read_only),
      field<&E::programme_account>(
          "programme_account", Access::read_only,
          {.about = "What the customer's account gains, this account of the programme loses."}),
      field<&E::at>("at", Access::read_only),
      field<&E::sale_id>("sale_id", Access::read_only),
      field<&E::return_id>("return_id", Access::read_only),
      field<&E::of_entry_id>("of_entry_id", Access::read_only),
      field<&E::other_customer_id>("other_customer_id", Access::read_only),
      field<&E::purpose>("purpose", Access::read_only),
      field<&E::source_kind>("source_kind", Access::read_only),
      field<&E::source_id>("source_id", Access::read_only),
      field<&E::consumption>("consumption_points", Access::read_only),
      field<&E::profit>("profit_points", Access::margin_read_only),
      field<&E::combined>("combined_points", Access::margin_read_only),
      field<&E::wallet>("wallet_points", Access::read_only),
      field<&E::spent>("spent_minor", Access::read_only),
      field<&E::consumption_balance>("consumption_balance_points", Access::read_only),
      field<&E::profit_balance>("profit_balance_points", Access::margin_read_only),
      field<&E::combined_balance>("combined_balance_points", Access::margin_read_only),
      field<&E::wallet_balance>("wallet_balance_points", Access::read_only),
      field<&E::tier_before_id>("tier_before_id", Access::read_only),
      field<&E::tier_id>("tier_id", Access::read_only),
      field<&E::is_tier_change>("is_tier_change", Access::read_only),
      field<&E::strategy_id>("strategy_id", Access::read_only),
      field<&E::period>("period", Access::read_only),
      field<&E::pricing>("pricing", Access::read_only),
      field<&E::discount>("discount_ppm", Access::read_only),
      field<&E::kept_back>(
          "kept_back_points", Access::read_only,
          {.about = "Sale: what the limit of the day kept out of the wallet. Return: what was withheld in money."}),
      field<&E::withheld>("withheld_minor", Access::read_only,
                          {.about = "Kept from the money paid back, for points that were spent already."}),
      field<&E::lines>("lines", Access::internal),
      field<&E::lots>("lots", Access::internal),
      field<&E::request>("request", Access::internal),
      field<&E::note>("note", Access::read_only),
      field<&E::created_at>("created_at", Access::read_only),
      field<&E::created_by>("created_by", Access::read_only),
      field<&E::hash>("hash", Access::read_only, {.about = "SHA-256 over the entry before and this one, base64url."}),
  };
};

template <>
struct homeport::Fields<homeport::points::Lot> {
  using L = homeport::points::Lot;
  static constexpr std::string_view name = "PointsLot";
  static constexpr std::array rows{
      field<&L::customer_id>("customer_id", Access::read_only),
      field<&L::id>("id", Access::read_only),
      field<&L::entry_id>("entry_id", Access::read_only),
      field<&L::state>("state", Access::read_only),
      field<&L::granted>("granted_points", Access::read_only, {.about = "Below zero: a debt."}),
      field<&L::left>("left_points", Access::read_only),
      field<&L::reserved>("reserved_points", Access::read_only),
      field<&L::granted_at>("granted_at", Access::read_only),
      field<&L::activates_at>("activates_at", Access::read_only),
      field<&L::expires_at>("expires_at", Access::read_only),
      field<&L::idle_months>("idle_months", Access::read_only,
                             {.about = "Expires so many months after the last purchase or spending."}),
      field<&L::due_at>("due_at", Access::internal),
      field<&L::reminded_days>("reminded_days", Access::internal),
  };
};

template <>
struct homeport::Fields<homeport::points::Draw> {
  using D = homeport::points::Draw;
  static constexpr std::string_view name = "PointsDraw";
  static constexpr std::array rows{
      field<&D::customer_id>("customer_id", Access::read_only), field<&D::entry_id>("entry_id", Access::read_only),
      field<&D::lot_id>("lot_id", Access::read_only),           field<&D::draw_no>("draw_no", Access::read_only),
      field<&D::points>("points", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::points::Hold> {
  using H = homeport::points::Hold;
  static constexpr std::string_view name = "PointsHold";
  static constexpr std::array rows{
      field<&H::customer_id>("customer_id", Access::read_only),
      field<&H::id>("id", Access::read_only),
      field<&H::state>("state", Access::read_only),
      field<&H::points>("points", Access::read_only),
      field<&H::lots>("lots", Access::internal),
      field<&H::source_kind>("source_kind", Access::read_only),
      field<&H::source_id>("source_id", Access::read_only),
      field<&H::expires_at>("expires_at", Access::read_only),
      field<&H::created_at>("created_at", Access::read_only),
      field<&H::closed_at>("closed_at", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::points::TierHead> {
  using T = homeport::points::TierHead;
  static constexpr std::string_view name = "TierHead";
  static constexpr std::array rows{
      field<&T::id>("id", Access::read_only),
      field<&T::name>("name", Access::read_only),
      field<&T::discount>("discount_ppm", Access::read_only),
      field<&T::colour>("colour", Access::read_only),
  };
};
template <>
struct homeport::Fields<homeport::points::NextTierHead> {
  using T = homeport::points::NextTierHead;
  static constexpr std::string_view name = "NextTierHead";
  static constexpr std::array rows{
      field<&T::id>("id", Access::read_only),
      field<&T::name>("name", Access::read_only),
      field<&T::threshold>("threshold_points", Access::read_only),
      field<&T::missing>("missing_points", Access::margin_read_only),
      field<&T::progress_percent>("progress_percent", Access::read_only,
                                  {.about = "How much of the threshold is there, in whole percent."}),
  };
};
template <>
struct homeport::Fields<homeport::points::PointsHead> {
  using H = homeport::points::PointsHead;
  static constexpr std::string_view name = "PointsHead";
  static constexpr std::array rows{
      field<&H::consumption>("consumption_points", Access::read_only),
      field<&H::profit>("profit_points", Access::margin_read_only),
      field<&H::combined>("combined_points", Access::margin_read_only),
      field<&H::tier>("tier", Access::read_only),
      field<&H::next_tier>("next_tier", Access::read_only),
      field<&H::sales_count>("sales_count", Access::read_only),
      field<&H::spent>("spent_minor", Access::read_only),
      field<&H::first_sale_at>("first_sale_at", Access::read_only),
      field<&H::last_sale_at>("last_sale_at", Access::read_only),
      field<&H::wallet>("wallet_points", Access::read_only,
                        {.about = "The wallet's book: all of it, less what is owed."}),
      field<&H::available>("available_points", Access::read_only,
                           {.about = "Of the wallet, to be spent now. Not said of the past."}),
  };
};
template <>
struct homeport::Fields<homeport::points::WalletHead> {
  using W = homeport::points::WalletHead;
  static constexpr std::string_view name = "WalletHead";
  static constexpr std::array rows{
      field<&W::available>("available_points", Access::read_only),
      field<&W::pending>("pending_points", Access::read_only),
      field<&W::reserved>("reserved_points", Access::read_only),
      field<&W::debt>("debt_points", Access::read_only),
      field<&W::next_expiring>("next_expiring_points", Access::read_only),
      field<&W::next_expires_at>("next_expires_at", Access::read_only),
      field<&W::is_blocked>("is_blocked", Access::read_only),
  };
};
