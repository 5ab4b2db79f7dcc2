#pragma once

// What of the lab's records is shown, given and kept; included by types.hpp.

#include "modules/lab/types.hpp"

template <>
struct homeport::Choices<homeport::lab::BacktestState> {
  static constexpr std::array<std::string_view, 6> names{"waiting", "running",   "done",
                                                         "failed",  "cancelled", "interrupted"};
};

template <>
struct homeport::Choices<homeport::lab::ReplayPricing> {
  static constexpr std::array<std::string_view, 2> names{"as_recorded", "by_programme"};
};

template <>
struct homeport::Choices<homeport::lab::ComparedWith> {
  static constexpr std::array<std::string_view, 2> names{"present", "versions"};
};

template <>
struct homeport::Choices<homeport::lab::Change> {
  static constexpr std::array<std::string_view, 2> names{"gains", "loses"};
};

template <>
struct homeport::Fields<homeport::lab::DraftTier> {
  using T = homeport::lab::DraftTier;
  static constexpr std::string_view name = "BacktestTier";
  static constexpr std::array rows{
      field<&T::name>("name", Access::read_write, {.min = 1, .max = 40, .required = true}),
      field<&T::threshold>("threshold_points", Access::read_write, {.min = 0, .max = kMaxAmount, .required = true}),
      field<&T::discount>("discount_ppm", Access::read_write, {.min = 1, .max = kPpm, .required = true}),
      field<&T::colour>("colour", Access::read_write, {.min = 0, .max = 7, .about = "#RRGGBB, or empty."}),
  };
};

template <>
struct homeport::Fields<homeport::lab::DraftWeight> {
  using T = homeport::lab::DraftWeight;
  static constexpr std::string_view name = "BacktestWeight";
  static constexpr std::array rows{
      field<&T::service_type_id>("service_type_id", Access::read_write, {.required = true}),
      field<&T::weight>("weight_ppm", Access::read_write,
                        {.min = 0, .max = programme::kMaxWeight.ppm, .required = true}),
  };
};

template <>
struct homeport::Fields<homeport::lab::BacktestRequest> {
  using T = homeport::lab::BacktestRequest;
  static constexpr std::string_view name = "BacktestRequest";
  static constexpr std::array rows{
      field<&T::name>("name", Access::read_write,
                      {.min = 1, .max = homeport::lab::kMostNameCharacters, .required = true}),
      field<&T::from>("from_on", Access::read_write,
                      {.required = true, .about = "First day of the period, in the chain's zone."}),
      field<&T::to>("to_on", Access::read_write, {.required = true, .about = "Last day of the period."}),
      field<&T::store_ids>(
          "store_ids", Access::read_write,
          {.max = homeport::lab::kMostStores, .about = "Whose sales are counted; all within reach if left out."}),
      field<&T::pricing>("pricing", Access::read_write,
                         {.about = "as_recorded leaves sales priced elsewhere at list price."}),
      field<&T::compared_with>("compared_with", Access::read_write,
                               {.about = "The present version for all of it, or the version in force at each sale."}),
      field<&T::strategy>("strategy", Access::read_write, {.required = true}),
      field<&T::tiers>("tiers", Access::read_write,
                       {.max = programme::kMaxTiers, .about = "By threshold; the present ones if left out."}),
      field<&T::weights>("weights", Access::read_write,
                         {.max = catalogue::kMostServiceTypes, .about = "The present ones where left out."}),
  };
};

template <>
struct homeport::Fields<homeport::lab::Backtest> {
  using T = homeport::lab::Backtest;
  static constexpr std::string_view name = "Backtest";
  static constexpr std::array rows{
      field<&T::id>("id", Access::read_only),
      field<&T::name>("name", Access::read_only),
      field<&T::state>("state", Access::read_only),
      field<&T::from>("from_on", Access::read_only),
      field<&T::to>("to_on", Access::read_only),
      field<&T::request_json>("request", Access::internal),
      field<&T::result_json>("result", Access::internal),
      field<&T::sales_total>("sales_total", Access::read_only),
      field<&T::sales_done>("sales_done", Access::read_only),
      field<&T::error>("error", Access::read_only),
      field<&T::created_by>("created_by", Access::read_only),
      field<&T::created_by_name>("created_by_name", Access::read_only),
      field<&T::org_unit_id>("org_unit_id", Access::read_only),
      field<&T::created_at>("created_at", Access::read_only),
      field<&T::started_at>("started_at", Access::read_only),
      field<&T::finished_at>("finished_at", Access::read_only),
      field<&T::version>("version", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::lab::SideFigures> {
  using T = homeport::lab::SideFigures;
  static constexpr std::string_view name = "BacktestFigures";
  static constexpr std::array rows{
      field<&T::consumption>("consumption_points", Access::margin_read_only),
      field<&T::profit>("profit_points", Access::margin_read_only),
      field<&T::combined>("combined_points", Access::margin_read_only),
      field<&T::wallet>("wallet_points", Access::margin_read_only),
      field<&T::rebate>("rebate_minor", Access::margin_read_only),
      field<&T::margin>("margin_minor", Access::margin_read_only),
      field<&T::wallet_value>("wallet_value_minor", Access::margin_read_only),
  };
};

template <>
struct homeport::Fields<homeport::lab::SideTotals> {
  using T = homeport::lab::SideTotals;
  static constexpr std::string_view name = "BacktestSide";
  static constexpr std::array rows{
      field<&T::sums>("sums", Access::read_only),
      field<&T::issued>("issued_points", Access::margin_read_only),
      field<&T::taken_back>("taken_back_points", Access::margin_read_only),
      field<&T::bonus>("bonus_points", Access::margin_read_only),
      field<&T::capped_sales>("capped_sales_count", Access::read_only),
      field<&T::refused_sales>("refused_sales_count", Access::read_only),
      field<&T::tiers_raised>("tiers_raised_count", Access::read_only),
      field<&T::tiers_lowered>("tiers_lowered_count", Access::read_only),
      field<&T::wallet_issued>("wallet_issued_points", Access::margin_read_only),
      field<&T::wallet_kept_back>("wallet_kept_back_points", Access::margin_read_only),
      field<&T::wallet_taken_back>("wallet_taken_back_points", Access::margin_read_only),
      field<&T::wallet_expired>("wallet_expired_points", Access::margin_read_only),
      field<&T::wallet_left>("wallet_left_points", Access::margin_read_only),
      field<&T::liability>("liability_minor", Access::margin_read_only),
  };
};

template <>
struct homeport::Fields<homeport::lab::ResultTotals> {
  using T = homeport::lab::ResultTotals;
  static constexpr std::string_view name = "BacktestTotals";
  static constexpr std::array rows{
      field<&T::sales_count>("sales_count", Access::read_only),
      field<&T::returns_count>("returns_count", Access::read_only),
      field<&T::customers_count>("customers_count", Access::read_only),
      field<&T::gaining_count>("gaining_count", Access::read_only),
      field<&T::losing_count>("losing_count", Access::read_only),
      field<&T::amount>("amount_minor", Access::margin_read_only),
      field<&T::cost>("cost_minor", Access::margin_read_only),
      field<&T::recorded>("recorded", Access::read_only),
      field<&T::present>("present", Access::read_only),
      field<&T::changed>("changed", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::lab::ResultMonth> {
  using T = homeport::lab::ResultMonth;
  static constexpr std::string_view name = "BacktestMonth";
  static constexpr std::array rows{
      field<&T::month>("month_on", Access::read_only),
      field<&T::sales_count>("sales_count", Access::read_only),
      field<&T::amount>("amount_minor", Access::margin_read_only),
      field<&T::recorded>("recorded", Access::read_only),
      field<&T::present>("present", Access::read_only),
      field<&T::changed>("changed", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::lab::TypeFigures> {
  using T = homeport::lab::TypeFigures;
  static constexpr std::string_view name = "BacktestTypeFigures";
  static constexpr std::array rows{
      field<&T::weight>("weight_ppm", Access::read_only),
      field<&T::combined>("combined_points", Access::margin_read_only),
      field<&T::rebate>("rebate_minor", Access::margin_read_only),
      field<&T::margin>("margin_minor", Access::margin_read_only),
  };
};

template <>
struct homeport::Fields<homeport::lab::ResultServiceType> {
  using T = homeport::lab::ResultServiceType;
  static constexpr std::string_view name = "BacktestServiceType";
  static constexpr std::array rows{
      field<&T::service_type_id>("service_type_id", Access::read_only),
      field<&T::name>("name", Access::read_only),
      field<&T::lines_count>("lines_count", Access::read_only),
      field<&T::amount>("amount_minor", Access::margin_read_only),
      field<&T::cost>("cost_minor", Access::margin_read_only),
      field<&T::present>("present", Access::read_only),
      field<&T::changed>("changed", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::lab::ResultTier> {
  using T = homeport::lab::ResultTier;
  static constexpr std::string_view name = "BacktestTierCount";
  static constexpr std::array rows{
      field<&T::name>("name", Access::read_only),
      field<&T::threshold>("threshold_points", Access::read_only),
      field<&T::discount>("discount_ppm", Access::read_only),
      field<&T::colour>("colour", Access::read_only),
      field<&T::customers_count>("customers_count", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::lab::ResultMove> {
  using T = homeport::lab::ResultMove;
  static constexpr std::string_view name = "BacktestMove";
  static constexpr std::array rows{
      field<&T::from_tier>("from_tier", Access::read_only,
                           {.about = "Position among present_tiers; as many as there are: no tier."}),
      field<&T::to_tier>("to_tier", Access::read_only, {.about = "Position among changed_tiers."}),
      field<&T::customers_count>("customers_count", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::lab::ResultCustomerSide> {
  using T = homeport::lab::ResultCustomerSide;
  static constexpr std::string_view name = "BacktestCustomerSide";
  static constexpr std::array rows{
      field<&T::combined>("combined_points", Access::margin_read_only),
      field<&T::wallet>("wallet_points", Access::margin_read_only),
      field<&T::rebate>("rebate_minor", Access::margin_read_only),
      field<&T::tier_name>("tier_name", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::lab::ResultCustomer> {
  using T = homeport::lab::ResultCustomer;
  static constexpr std::string_view name = "BacktestCustomer";
  static constexpr std::array rows{
      field<&T::rank>("rank", Access::read_only),
      field<&T::customer_id>("customer_id", Access::read_only),
      field<&T::name>("name", Access::read_only),
      field<&T::sales_count>("sales_count", Access::read_only),
      field<&T::amount>("amount_minor", Access::margin_read_only),
      field<&T::present>("present", Access::read_only),
      field<&T::changed>("changed", Access::read_only),
      field<&T::difference>("difference_minor", Access::margin_read_only),
      field<&T::combined_difference>("combined_difference_points", Access::margin_read_only),
  };
};

template <>
struct homeport::Fields<homeport::lab::BacktestResult> {
  using T = homeport::lab::BacktestResult;
  static constexpr std::string_view name = "BacktestResult";
  static constexpr std::array rows{
      field<&T::totals>("totals", Access::read_only),
      field<&T::months>("months", Access::read_only, {.max = homeport::lab::kMostMonths}),
      field<&T::service_types>("service_types", Access::read_only, {.max = catalogue::kMostServiceTypes + 1}),
      field<&T::present_tiers>("present_tiers", Access::read_only),
      field<&T::changed_tiers>("changed_tiers", Access::read_only),
      field<&T::moves>("moves", Access::read_only, {.max = 500}),
  };
};

template <>
struct homeport::Fields<homeport::lab::BacktestDocument> {
  using T = homeport::lab::BacktestDocument;
  static constexpr std::string_view name = "BacktestDocument";
  static constexpr std::array rows{
      field<&T::backtest>("backtest", Access::read_only),
      field<&T::request>("request", Access::read_only),
      field<&T::result>("result", Access::read_only),
  };
};
