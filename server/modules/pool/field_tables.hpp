#pragma once

// The field tables of the pool's records; included by types.hpp.

#include "modules/pool/choices.hpp"

namespace homeport {

template <>
struct Fields<pool::PoolMine> {
  using R = pool::PoolMine;
  static constexpr std::string_view name = "PoolMine";
  static constexpr std::array rows{
      field<&R::is_member>("is_member", Access::read_only),
      field<&R::is_administrator>("is_administrator", Access::read_only),
  };
};

template <>
struct Fields<pool::PoolCounts> {
  using R = pool::PoolCounts;
  static constexpr std::string_view name = "PoolCounts";
  static constexpr std::array rows{
      field<&R::public_count>("public_count", Access::read_only),
      field<&R::tracking_count>("tracking_count", Access::read_only),
      field<&R::common_count>("common_count", Access::read_only),
  };
};

template <>
struct Fields<pool::Pool> {
  using R = pool::Pool;
  static constexpr std::string_view name = "Pool";
  static constexpr std::array rows{
      field<&R::id>("id", Access::read_only),
      field<&R::name>("name", Access::read_write, {.min = 1, .max = 80, .required = true}),
      field<&R::name_folded>("name_folded", Access::internal, {.max = 1000}),
      field<&R::status>("status", Access::read_write),
      field<&R::mode>("mode", Access::read_write),
      field<&R::hidden_bits>("hidden_bits", Access::internal),
      field<&R::default_assignee_id>("default_assignee_id", Access::read_write,
                                     {.about = "Gets what the engine can give nobody."}),
      field<&R::daily_reveal_limit>("daily_reveal_limit", Access::read_write,
                                    {.max = 10'000, .about = "Hidden details one person may open in a day."}),
      field<&R::priority>(
          "priority", Access::read_write,
          {.min = -1000, .max = 1000, .about = "The highest of the pools that match takes the customer."}),
      field<&R::match_sources_text>("match_sources_text", Access::internal, {.max = 20'000}),
      field<&R::match_units_text>("match_units_text", Access::internal, {.max = 20'000}),
      field<&R::engine>("engine", Access::read_write),
      field<&R::engine_runs>("engine_runs", Access::read_write),
      field<&R::engine_minutes>("engine_minutes", Access::read_write, {.min = 1, .max = 10'080}),
      field<&R::engine_next_at>("engine_next_at", Access::read_only),
      field<&R::needs_presence>("needs_presence", Access::read_write,
                                {.about = "The engine gives only to people who said they are there."}),
      field<&R::prefers_own_store>("prefers_own_store", Access::read_write,
                                   {.about = "The engine first asks people of the customer's store."}),
      field<&R::rule_version>("rule_version", Access::read_only),
      field<&R::created_at>("created_at", Access::read_only),
      field<&R::version>("version", Access::read_only),
      field<&R::hidden_fields>("hidden_fields", Access::read_write,
                               {.max = 4, .about = "name, phone, email, note: masked until claimed."}),
      field<&R::match_sources>("match_sources", Access::read_write, {.max = 100, .about = "None: any source."}),
      field<&R::match_org_unit_ids>("match_org_unit_ids", Access::read_write,
                                    {.max = 200, .about = "With everything below; none: any."}),
      field<&R::mine>("mine", Access::read_only),
      field<&R::counts>("counts", Access::read_only),
  };
};

template <>
struct Fields<pool::Member> {
  using R = pool::Member;
  static constexpr std::string_view name = "PoolMember";
  static constexpr std::array rows{
      field<&R::kind>("kind", Access::read_write, {.required = true}),
      field<&R::ref_id>("ref_id", Access::read_write,
                        {.required = true, .about = "A member of staff, a unit of the organisation, or a role."}),
      field<&R::is_administrator>("is_administrator", Access::read_write),
      field<&R::weight>("weight", Access::read_write, {.min = 1, .max = 100}),
      field<&R::day_capacity>("day_capacity", Access::read_write, {.max = 100'000}),
      field<&R::week_capacity>("week_capacity", Access::read_write, {.max = 100'000}),
      field<&R::weekdays>("weekdays", Access::read_write, {.max = 7, .about = "1 = Monday."}),
      field<&R::from_minute>("from_minute", Access::read_write, {.max = 1440}),
      field<&R::to_minute>("to_minute", Access::read_write, {.max = 1440}),
      field<&R::name>("name", Access::read_only),
  };
};

template <>
struct Fields<pool::Members> {
  using R = pool::Members;
  static constexpr std::string_view name = "PoolMembers";
  static constexpr std::array rows{
      field<&R::items>("items", Access::read_write, {.max = pool::kMostMembers, .required = true}),
  };
};

template <>
struct Fields<pool::RoleLimit> {
  using R = pool::RoleLimit;
  static constexpr std::string_view name = "PoolRoleLimit";
  static constexpr std::array rows{
      field<&R::role_id>("role_id", Access::read_write, {.required = true}),
      field<&R::daily_claim_limit>("daily_claim_limit", Access::read_write, {.min = 0, .max = pool::kMostHeld}),
      field<&R::hold_limit>("hold_limit", Access::read_write, {.min = 0, .max = pool::kMostHeld}),
  };
};

template <>
struct Fields<pool::GradeLimit> {
  using R = pool::GradeLimit;
  static constexpr std::string_view name = "PoolGradeLimit";
  static constexpr std::array rows{
      field<&R::grade>("grade", Access::read_write, {.min = 1, .max = 8, .required = true}),
      field<&R::follow_up_days>("follow_up_days", Access::read_write, {.min = 1, .max = pool::kMostDays}),
      field<&R::first_follow_up_hours>("first_follow_up_hours", Access::read_write,
                                       {.min = 1, .max = pool::kMostHours}),
      field<&R::deal_days>("deal_days", Access::read_write, {.min = 1, .max = pool::kMostDays}),
      field<&R::max_days>("max_days", Access::read_write, {.min = 1, .max = pool::kMostDays}),
  };
};

template <>
struct Fields<pool::Rule> {
  using R = pool::Rule;
  static constexpr std::string_view name = "PoolRule";
  static constexpr std::array rows{
      field<&R::note>("note", Access::read_write, {.max = pool::kMostNoteCharacters, .multiline = true}),
      field<&R::daily_claim_limit>("daily_claim_limit", Access::read_write, {.min = 0, .max = pool::kMostHeld}),
      field<&R::hold_limit>("hold_limit", Access::read_write, {.min = 0, .max = pool::kMostHeld}),
      field<&R::store_hold_limit>("store_hold_limit", Access::read_write, {.min = 0, .max = pool::kMostHeld}),
      field<&R::role_limits>("role_limits", Access::read_write, {.max = 50}),
      field<&R::won_counts>("won_counts", Access::read_write),
      field<&R::exempt_grades>("exempt_grades", Access::read_write, {.max = 20}),
      field<&R::exempt_sources>("exempt_sources", Access::read_write, {.max = 100}),
      field<&R::protect_limit>("protect_limit", Access::read_write, {.min = 0, .max = pool::kMostHeld}),
      field<&R::protect_max_days>("protect_max_days", Access::read_write, {.max = pool::kMostDays}),
      field<&R::cooldown_days>("cooldown_days", Access::read_write, {.max = pool::kMostDays}),
      field<&R::cooldown_binds_assignment>("cooldown_binds_assignment", Access::read_write),
      field<&R::embargo_hours>("embargo_hours", Access::read_write, {.max = pool::kMostHours}),
      field<&R::follow_up_days>("follow_up_days", Access::read_write, {.min = 1, .max = pool::kMostDays}),
      field<&R::first_follow_up_hours>("first_follow_up_hours", Access::read_write,
                                       {.min = 1, .max = pool::kMostHours}),
      field<&R::deal_days>("deal_days", Access::read_write, {.min = 1, .max = pool::kMostDays}),
      field<&R::max_days>("max_days", Access::read_write, {.min = 1, .max = pool::kMostDays}),
      field<&R::combine>("combine", Access::read_write),
      field<&R::grade_limits>("grade_limits", Access::read_write, {.max = 20}),
      field<&R::default_protection_days>("default_protection_days", Access::read_write, {.max = pool::kMostDays}),
      field<&R::extension_days_per_follow_up>("extension_days_per_follow_up", Access::read_write,
                                              {.max = pool::kMostDays}),
      field<&R::extension_max_days>("extension_max_days", Access::read_write, {.max = pool::kMostDays}),
      field<&R::remind_before_hours>("remind_before_hours", Access::read_write, {.max = pool::kMostReminders}),
      field<&R::collaborator_days>("collaborator_days", Access::read_write, {.max = pool::kMostDays}),
      field<&R::open_order_stops>("open_order_stops", Access::read_write,
                                  {.about = "Nobody goes back by himself while a basket is put aside for him."}),
  };
};

template <>
struct Fields<pool::RuleVersion> {
  using R = pool::RuleVersion;
  static constexpr std::string_view name = "PoolRuleVersion";
  static constexpr std::array rows{
      field<&R::pool_id>("pool_id", Access::read_only),
      field<&R::version_no>("version_no", Access::read_only),
      field<&R::created_at>("created_at", Access::read_only),
      field<&R::created_by_name>("created_by_name", Access::read_only),
      field<&R::rule>("rule", Access::read_only),
  };
};

template <>
struct Fields<pool::Tracking> {
  using R = pool::Tracking;
  static constexpr std::string_view name = "PoolPlace";
  static constexpr std::array rows{
      field<&R::customer_id>("customer_id", Access::read_only),
      field<&R::pool_id>("pool_id", Access::read_only),
      field<&R::state>("state", Access::read_only),
      field<&R::stage>("stage", Access::read_only),
      field<&R::owner_staff_id>("owner_staff_id", Access::read_only),
      field<&R::owner_unit_id>("owner_unit_id", Access::read_only),
      field<&R::source>("source", Access::read_only),
      field<&R::grade>("grade", Access::read_only),
      field<&R::region>("region", Access::read_only),
      field<&R::interest>("interest", Access::read_only),
      field<&R::activity>("activity", Access::read_only),
      field<&R::entered_at>("entered_at", Access::read_only),
      field<&R::claimable_at>("claimable_at", Access::read_only),
      field<&R::taken_at>("taken_at", Access::read_only),
      field<&R::taken_by>("taken_by", Access::read_only),
      field<&R::first_follow_up_at>("first_follow_up_at", Access::read_only),
      field<&R::last_counted_at>("last_counted_at", Access::read_only),
      field<&R::counted_count>("counted_count", Access::read_only),
      field<&R::opportunity_at>("opportunity_at", Access::read_only),
      field<&R::protected_until>("protected_until", Access::read_only),
      field<&R::extended_until>("extended_until", Access::read_only),
      field<&R::order_until>("order_until", Access::read_only),
      field<&R::counts_in_hold>("counts_in_hold", Access::read_only),
      field<&R::due_at>("due_at", Access::read_only),
      field<&R::due_reason>("due_reason", Access::read_only),
      field<&R::reminder_at>("reminder_at", Access::read_only),
      field<&R::reminders_sent>("reminders_sent", Access::read_only),
      field<&R::first_reminded_at>("first_reminded_at", Access::read_only),
      field<&R::returned_at>("returned_at", Access::read_only),
      field<&R::last_owner_staff_id>("last_owner_staff_id", Access::read_only),
      field<&R::move_no>("move_no", Access::read_only),
      field<&R::moved_at>("moved_at", Access::read_only),
      field<&R::rule_version>("rule_version", Access::read_only),
      field<&R::version>("version", Access::read_only),
  };
};

template <>
struct Fields<pool::Move> {
  using R = pool::Move;
  static constexpr std::string_view name = "PoolMoveRecord";
  static constexpr std::array rows{
      field<&R::customer_id>("customer_id", Access::read_only),
      field<&R::move_no>("move_no", Access::read_only),
      field<&R::at>("at", Access::read_only),
      field<&R::kind>("kind", Access::read_only),
      field<&R::pool_id>("pool_id", Access::read_only),
      field<&R::from_state>("from_state", Access::read_only),
      field<&R::to_state>("to_state", Access::read_only),
      field<&R::from_pool_id>("from_pool_id", Access::read_only),
      field<&R::to_pool_id>("to_pool_id", Access::read_only),
      field<&R::from_staff_id>("from_staff_id", Access::read_only),
      field<&R::to_staff_id>("to_staff_id", Access::read_only),
      field<&R::by_staff_id>("by_staff_id", Access::read_only),
      field<&R::by_name>("by_name", Access::read_only),
      field<&R::reason_id>("reason_id", Access::read_only),
      field<&R::due_reason>("due_reason", Access::read_only),
      field<&R::note>("note", Access::read_only),
      field<&R::sale_id>("sale_id", Access::read_only),
      field<&R::rule_version>("rule_version", Access::read_only),
      field<&R::grade>("grade", Access::read_only),
      field<&R::held_since>("held_since", Access::read_only),
      field<&R::first_follow_up_at>("first_follow_up_at", Access::read_only),
      field<&R::counted_count>("counted_count", Access::read_only),
      field<&R::opportunity_at>("opportunity_at", Access::read_only),
      field<&R::previous_staff_id>("previous_staff_id", Access::read_only),
  };
};

template <>
struct Fields<pool::MoveItem> {
  using R = pool::MoveItem;
  static constexpr std::string_view name = "PoolMove";
  static constexpr std::array rows{
      field<&R::move_no>("move_no", Access::read_only),
      field<&R::at>("at", Access::read_only),
      field<&R::kind>("kind", Access::read_only),
      field<&R::from_state>("from_state", Access::read_only),
      field<&R::to_state>("to_state", Access::read_only),
      field<&R::from_pool_id>("from_pool_id", Access::read_only),
      field<&R::to_pool_id>("to_pool_id", Access::read_only),
      field<&R::from_staff_id>("from_staff_id", Access::read_only),
      field<&R::from_staff_name>("from_staff_name", Access::read_only),
      field<&R::to_staff_id>("to_staff_id", Access::read_only),
      field<&R::to_staff_name>("to_staff_name", Access::read_only),
      field<&R::by_name>("by_name", Access::read_only),
      field<&R::reason_id>("reason_id", Access::read_only),
      field<&R::reason_name>("reason_name", Access::read_only),
      field<&R::due_reason>("due_reason", Access::read_only),
      field<&R::note>("note", Access::read_only),
      field<&R::sale_id>("sale_id", Access::read_only),
      field<&R::rule_version>("rule_version", Access::read_only),
  };
};

template <>
struct Fields<pool::Counter> {
  using R = pool::Counter;
  static constexpr std::string_view name = "PoolCounter";
  static constexpr std::array rows{
      field<&R::pool_id>("pool_id", Access::read_only),
      field<&R::holder_kind>("holder_kind", Access::read_only),
      field<&R::holder_id>("holder_id", Access::read_only),
      field<&R::holding_count>("holding_count", Access::read_only),
      field<&R::protected_count>("protected_count", Access::read_only),
      field<&R::won_count>("won_count", Access::read_only),
      field<&R::day_on>("day_on", Access::read_only),
      field<&R::day_claims>("day_claims", Access::read_only),
      field<&R::day_reveals>("day_reveals", Access::read_only),
      field<&R::version>("version", Access::read_only),
  };
};

template <>
struct Fields<pool::Turn> {
  using R = pool::Turn;
  static constexpr std::string_view name = "PoolTurn";
  static constexpr std::array rows{
      field<&R::pool_id>("pool_id", Access::read_only),
      field<&R::staff_id>("staff_id", Access::read_only),
      field<&R::pass>("pass", Access::read_only),
      field<&R::day_on>("day_on", Access::read_only),
      field<&R::day_assigned>("day_assigned", Access::read_only),
      field<&R::week_on>("week_on", Access::read_only),
      field<&R::week_assigned>("week_assigned", Access::read_only),
  };
};

template <>
struct Fields<pool::Reason> {
  using R = pool::Reason;
  static constexpr std::string_view name = "PoolReason";
  static constexpr std::array rows{
      field<&R::id>("id", Access::read_only),
      field<&R::kind>("kind", Access::create_only, {.required = true}),
      field<&R::name>("name", Access::read_write, {.min = 1, .max = 80, .required = true}),
      field<&R::status>("status", Access::read_write),
      field<&R::created_at>("created_at", Access::read_only),
      field<&R::version>("version", Access::read_only),
  };
};

template <>
struct Fields<pool::Request> {
  using R = pool::Request;
  static constexpr std::string_view name = "PoolRequest";
  static constexpr std::array rows{
      field<&R::customer_id>("customer_id", Access::read_only),
      field<&R::request_id>("request_id", Access::read_only),
      field<&R::kind>("kind", Access::read_only),
      field<&R::state>("state", Access::read_only),
      field<&R::pool_id>("pool_id", Access::read_only),
      field<&R::asked_by_id>("asked_by_id", Access::read_only),
      field<&R::asked_by_name>("asked_by_name", Access::read_only),
      field<&R::asked_at>("asked_at", Access::read_only),
      field<&R::days>("days", Access::read_only),
      field<&R::reason>("reason", Access::read_only),
      field<&R::expires_at>("expires_at", Access::read_only),
      field<&R::answered_by_name>("answered_by_name", Access::read_only),
      field<&R::answered_at>("answered_at", Access::read_only),
      field<&R::answer>("answer", Access::read_only),
  };
};

template <>
struct Fields<pool::Notice> {
  using R = pool::Notice;
  static constexpr std::string_view name = "PoolNotice";
  static constexpr std::array rows{
      field<&R::staff_id>("staff_id", Access::read_only),
      field<&R::notice_id>("notice_id", Access::read_only),
      field<&R::at>("at", Access::read_only),
      field<&R::kind>("kind", Access::read_only),
      field<&R::pool_id>("pool_id", Access::read_only),
      field<&R::customer_id>("customer_id", Access::read_only),
      field<&R::due_at>("due_at", Access::read_only),
      field<&R::due_reason>("due_reason", Access::read_only),
      field<&R::stage>("stage", Access::read_only),
      field<&R::first_reminded_at>("first_reminded_at", Access::read_only),
      field<&R::count>("count", Access::read_only),
      field<&R::read_at>("read_at", Access::read_only),
  };
};

}  // namespace homeport
