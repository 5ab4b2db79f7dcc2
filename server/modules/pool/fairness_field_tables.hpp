#pragma once

// The field tables of the dry run, the board and the fairness report; included by report_types.hpp.

#include "modules/pool/report_types.hpp"

namespace homeport {

template <>
struct Choices<pool::SuspicionKind> {
  static constexpr std::array<std::string_view, 3> names{"claim_and_drop", "pair", "alike_follow_ups"};
};

template <>
struct Fields<pool::DryRunItem> {
  using R = pool::DryRunItem;
  static constexpr std::string_view name = "PoolDryRunItem";
  static constexpr std::array rows{
      field<&R::customer_id>("customer_id", Access::read_only),
      field<&R::name>("name", Access::read_only),
      field<&R::owner_staff_id>("owner_staff_id", Access::read_only),
      field<&R::owner_name>("owner_name", Access::read_only),
      field<&R::due_at>("due_at", Access::read_only),
      field<&R::due_reason>("due_reason", Access::read_only),
      field<&R::now_due_at>("now_due_at", Access::read_only),
  };
};

template <>
struct Fields<pool::DryRun> {
  using R = pool::DryRun;
  static constexpr std::string_view name = "PoolDryRun";
  static constexpr std::array rows{
      field<&R::until>("until", Access::read_only),
      field<&R::tracking>("tracking", Access::read_only),
      field<&R::would_return>("would_return", Access::read_only),
      field<&R::would_return_now_rule>("would_return_now_rule", Access::read_only),
      field<&R::items>("items", Access::read_only, {.max = pool::kMostDryRunItems}),
  };
};

template <>
struct Fields<pool::BoardPerson> {
  using R = pool::BoardPerson;
  static constexpr std::string_view name = "PoolBoardPerson";
  static constexpr std::array rows{
      field<&R::staff_id>("staff_id", Access::read_only), field<&R::staff_name>("staff_name", Access::read_only),
      field<&R::holding>("holding", Access::read_only),   field<&R::protected_count>("protected", Access::read_only),
      field<&R::won>("won", Access::read_only),           field<&R::due_24h>("due_24h", Access::read_only),
      field<&R::due_7d>("due_7d", Access::read_only),     field<&R::claims_today>("claims_today", Access::read_only),
  };
};

template <>
struct Fields<pool::Board> {
  using R = pool::Board;
  static constexpr std::string_view name = "PoolBoard";
  static constexpr std::array rows{
      field<&R::people>("people", Access::read_only, {.max = 5000}),
      field<&R::returning_24h>("returning_24h", Access::read_only),
      field<&R::public_count>("public_count", Access::read_only),
      field<&R::waiting_requests>("waiting_requests", Access::read_only),
  };
};

template <>
struct Fields<pool::LimitItem> {
  using R = pool::LimitItem;
  static constexpr std::string_view name = "PoolLimitItem";
  static constexpr std::array rows{
      field<&R::pool_id>("pool_id", Access::read_only),
      field<&R::pool_name>("pool_name", Access::read_only),
      field<&R::claims_today>("claims_today", Access::read_only),
      field<&R::daily_claim_limit>("daily_claim_limit", Access::read_only),
      field<&R::holding>("holding", Access::read_only),
      field<&R::hold_limit>("hold_limit", Access::read_only),
      field<&R::protected_count>("protected", Access::read_only),
      field<&R::protect_limit>("protect_limit", Access::read_only),
      field<&R::reveals_today>("reveals_today", Access::read_only),
      field<&R::daily_reveal_limit>("daily_reveal_limit", Access::read_only),
  };
};

template <>
struct Fields<pool::LimitList> {
  using R = pool::LimitList;
  static constexpr std::string_view name = "PoolLimits";
  static constexpr std::array rows{
      field<&R::items>("items", Access::read_only, {.max = pool::kMostPools}),
  };
};

template <>
struct Fields<pool::FairnessPerson> {
  using R = pool::FairnessPerson;
  static constexpr std::string_view name = "PoolFairnessPerson";
  static constexpr std::array rows{
      field<&R::staff_id>("staff_id", Access::read_only),
      field<&R::staff_name>("staff_name", Access::read_only),
      field<&R::claimed>("claimed", Access::read_only),
      field<&R::assigned>("assigned", Access::read_only),
      field<&R::returned>("returned", Access::read_only),
      field<&R::won>("won", Access::read_only),
      field<&R::lost>("lost", Access::read_only),
      field<&R::good_leads>("good_leads", Access::read_only),
      field<&R::first_follow_up_median_minutes>("first_follow_up_median_minutes", Access::read_only),
      field<&R::quota_refusals>("quota_refusals", Access::read_only),
  };
};

template <>
struct Fields<pool::Suspicion> {
  using R = pool::Suspicion;
  static constexpr std::string_view name = "PoolSuspicion";
  static constexpr std::array rows{
      field<&R::kind>("kind", Access::read_only),
      field<&R::staff_id>("staff_id", Access::read_only),
      field<&R::staff_name>("staff_name", Access::read_only),
      field<&R::other_staff_id>("other_staff_id", Access::read_only),
      field<&R::other_staff_name>("other_staff_name", Access::read_only),
      field<&R::count>("count", Access::read_only),
      field<&R::customer_ids>("customer_ids", Access::read_only),
  };
};

template <>
struct Fields<pool::Fairness> {
  using R = pool::Fairness;
  static constexpr std::string_view name = "PoolFairness";
  static constexpr std::array rows{
      field<&R::from>("from", Access::read_only),
      field<&R::to>("to", Access::read_only),
      field<&R::arrivals>("arrivals", Access::read_only),
      field<&R::public_now>("public_now", Access::read_only),
      field<&R::claimed>("claimed", Access::read_only),
      field<&R::assigned>("assigned", Access::read_only),
      field<&R::returned>("returned", Access::read_only),
      field<&R::won>("won", Access::read_only),
      field<&R::gini_ppm>("gini_ppm", Access::read_only),
      field<&R::claim_gini_ppm>("claim_gini_ppm", Access::read_only),
      field<&R::first_follow_up_median_minutes>("first_follow_up_median_minutes", Access::read_only),
      field<&R::people>("people", Access::read_only, {.max = 5000}),
      field<&R::suspicions>("suspicions", Access::read_only, {.max = 300}),
  };
};

}  // namespace homeport
