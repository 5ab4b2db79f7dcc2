#include "modules/pool/rules.hpp"

#include <gtest/gtest.h>

#include "modules/pool/engine_rules.hpp"
#include "modules/pool/reports.hpp"

namespace homeport::pool {
namespace {

const Time kTaken = *parse_rfc3339("2026-03-01T10:00:00Z");
Time days(std::int64_t count) { return plus_days(kTaken, count); }
Time hours(std::int64_t count) { return plus_seconds(kTaken, count * 3600); }

Tracking tracked() {
  Tracking row;
  row.state = State::tracking;
  row.owner_staff_id = StaffId{1};
  row.taken_at = kTaken;
  row.moved_at = kTaken;
  row.source = "web";
  return row;
}

Tracking followed(std::int64_t day, std::int64_t times = 1) {
  auto row = tracked();
  for (std::int64_t i = 0; i < times; ++i)
    count_follow_up(row, days(day));
  return row;
}

struct DueCase {
  std::string what;
  Rule rule;
  Tracking row;
  std::optional<Due> due;
};

Rule rule_of(std::optional<std::int64_t> follow_up_days, std::optional<std::int64_t> first_hours,
             std::optional<std::int64_t> deal_days, std::optional<std::int64_t> max_days,
             Combine combine = Combine::any) {
  Rule rule;
  rule.follow_up_days = follow_up_days;
  rule.first_follow_up_hours = first_hours;
  rule.deal_days = deal_days;
  rule.max_days = max_days;
  rule.combine = combine;
  return rule;
}

std::vector<DueCase> due_cases() {
  std::vector<DueCase> cases{
      {"no rule, no date", {}, tracked(), std::nullopt},
      {"days since taking", rule_of(7, {}, {}, {}), tracked(), Due{days(7), DueReason::no_follow_up}},
      {"days since the last that counted", rule_of(7, {}, {}, {}), followed(3), Due{days(10), DueReason::no_follow_up}},
      {"hours to the first", rule_of({}, 24, {}, {}), tracked(), Due{hours(24), DueReason::no_first_follow_up}},
      {"the first was made", rule_of({}, 24, {}, {}), followed(0), std::nullopt},
      {"the earliest of any", rule_of(7, 24, 30, {}), tracked(), Due{hours(24), DueReason::no_first_follow_up}},
      {"the latest of all", rule_of(7, 24, 30, {}, Combine::all), tracked(), Due{days(30), DueReason::no_deal}},
      {"all, one of which can't come", rule_of(7, 24, 30, {}, Combine::all), followed(0), std::nullopt},
      {"the maximum stands above", rule_of(7, {}, {}, 9), followed(5), Due{days(9), DueReason::maximum}},
      {"the maximum alone", rule_of({}, {}, {}, 9), tracked(), Due{days(9), DueReason::maximum}},
      {"the maximum holds where all can't come", rule_of({}, 24, 30, 40, Combine::all), followed(0),
       Due{days(40), DueReason::maximum}},
  };
  auto extended = rule_of({}, {}, 10, 14);
  extended.extension_days_per_follow_up = 3;
  cases.push_back({"each follow-up gives days", extended, followed(1), Due{days(13), DueReason::no_deal}});
  cases.push_back({"never past the maximum", extended, followed(1, 5), Due{days(14), DueReason::maximum}});
  auto with_opportunity = followed(1);
  with_opportunity.opportunity_at = days(2);
  cases.push_back({"an opportunity ends the wait for a deal", rule_of({}, {}, 10, {}), with_opportunity, std::nullopt});
  auto sheltered = rule_of(2, {}, {}, {});
  sheltered.default_protection_days = 5;
  cases.push_back({"default protection", sheltered, tracked(), Due{days(5), DueReason::no_follow_up}});
  auto granted = tracked();
  granted.extended_until = days(20);
  cases.push_back({"an extension", rule_of(7, {}, {}, {}), granted, Due{days(20), DueReason::no_follow_up}});
  cases.push_back(
      {"an extension stops at the maximum", rule_of(7, {}, {}, 15), granted, Due{days(15), DueReason::maximum}});
  auto protected_row = tracked();
  protected_row.protected_until = days(30);
  cases.push_back({"a protection passes even the maximum", rule_of(7, {}, {}, 15), protected_row,
                   Due{days(30), DueReason::no_follow_up}});
  auto graded = rule_of(7, {}, {}, {});
  graded.grade_limits.push_back({"A", 2, {}, {}, {}});
  auto good = tracked();
  good.grade = "A";
  cases.push_back({"a grade has days of its own", graded, good, Due{days(2), DueReason::no_follow_up}});
  auto won = tracked();
  win(won);
  cases.push_back({"who is won stays", rule_of(7, {}, {}, 9), won, std::nullopt});
  return cases;
}

TEST(pool_rules, one_function_says_when_and_why_he_goes_back) {
  for (const auto& each : due_cases()) {
    const auto due = due_of(each.row, each.rule);
    EXPECT_EQ(due.has_value(), each.due.has_value()) << each.what;
    if (!due || !each.due) continue;
    EXPECT_EQ(due->at, each.due->at) << each.what << ": " << format_rfc3339(due->at);
    EXPECT_EQ(due->reason, each.due->reason) << each.what;
  }
}

TEST(pool_rules, a_date_put_off_is_reminded_of_anew) {
  Rule rule = rule_of(7, {}, {}, {});
  rule.remind_before_hours = {48, 24};
  const RuleVersion version{PoolId{1}, 4, kTaken, "Ada", rule};
  auto row = tracked();
  settle_due(row, version);
  EXPECT_EQ(row.reminder_at, days(5));
  row.reminders_sent = 1;
  row.first_reminded_at = days(5);
  settle_due(row, version);
  EXPECT_EQ(row.reminders_sent, 1);
  EXPECT_EQ(row.first_reminded_at, days(5));
  EXPECT_EQ(row.reminder_at, days(6));
  count_follow_up(row, days(5));
  settle_due(row, version);
  EXPECT_EQ(row.reminders_sent, 0);
  EXPECT_FALSE(row.first_reminded_at);
  EXPECT_EQ(row.reminder_at, days(10));
  EXPECT_EQ(row.rule_version, 4);
}

TEST(pool_rules, whoever_may_know_of_a_customer_is_his_pools_or_reaches_him) {
  using kit::DataScope;
  // Store 10 and 11 lie in branch 5, store 20 elsewhere. The pool is for Ann, run by Rita, and open to role 3.
  const auto member = [](MemberKind kind, std::int64_t id, bool runs_it = false) {
    Member made;
    made.kind = kind;
    made.ref_id = RefId{id};
    made.is_administrator = runs_it;
    return made;
  };
  const std::vector<Member> members{member(MemberKind::staff, 1), member(MemberKind::staff, 2, true),
                                    member(MemberKind::role, 3), member(MemberKind::org_unit, 20)};
  struct Case {
    std::string who;
    std::int64_t staff_id;
    DataScope scope;
    std::vector<std::int64_t> units;
    std::string path;
    std::vector<std::int64_t> roles;
    bool manages;
    bool knows_public, knows_ann_s;
  };
  const std::vector<Case> cases{
      {"Ann, who has him", 1, DataScope::own, {10}, "/1/5/10/", {}, false, true, true},
      {"a member with nobody", 7, DataScope::own, {10}, "/1/5/10/", {3}, false, true, false},
      {"somebody of a unit that is a member", 8, DataScope::own, {20}, "/1/20/", {}, false, true, false},
      {"a colleague in the same store", 4, DataScope::own, {10}, "/1/5/10/", {}, false, false, false},
      {"the manager of the store", 5, DataScope::store, {10}, "/1/5/10/", {}, false, false, true},
      {"the manager of another store", 6, DataScope::store, {11}, "/1/5/11/", {}, false, false, false},
      {"the head of the branch", 9, DataScope::branch, {5, 10, 11}, "/1/5/", {}, false, false, true},
      {"the head of another branch", 12, DataScope::branch, {21, 22}, "/1/21/", {}, false, false, false},
      {"somebody at headquarters", 13, DataScope::all, {1}, "/1/", {}, false, false, true},
      {"Rita, who runs it", 2, DataScope::own, {11}, "/1/5/11/", {}, false, true, true},
      {"whoever manages pools", 14, DataScope::own, {11}, "/1/5/11/", {}, true, true, true},
  };
  const Standing waiting{PoolId{1}, State::public_, {}, OrgUnitId{10}};
  const Standing taken{PoolId{1}, State::tracking, StaffId{1}, OrgUnitId{10}};
  for (const auto& each : cases) {
    kit::Actor actor;
    actor.staff_id = StaffId{each.staff_id};
    actor.scope = each.scope;
    actor.org_unit_ids = each.units;
    actor.org_unit_path = each.path;
    actor.role_ids = each.roles;
    if (each.manages) actor.permissions = kit::PermissionSet({"pool.manage"});
    const auto me = place_of(actor);
    EXPECT_EQ(may_know(actor, &me, members, waiting), each.knows_public) << each.who;
    EXPECT_EQ(may_know(actor, &me, members, taken), each.knows_ann_s) << each.who;
  }
}

TEST(pool_rules, days_left_are_whole_days) {
  EXPECT_EQ(days_left(days(1), kTaken), 1);
  EXPECT_EQ(days_left(plus_micros(days(1), -1), kTaken), 0);
  EXPECT_EQ(days_left(kTaken, kTaken), 0);
  EXPECT_EQ(days_left(plus_micros(kTaken, -1), kTaken), -1);
  EXPECT_EQ(days_left(days(-1), kTaken), -1);
}

TEST(pool_rules, the_cool_down_binds_everybody_within_the_window_before_the_return) {
  Rule rule;
  rule.cooldown_days = 7;
  EXPECT_EQ(cool_down_until(rule, days(10), days(10)), days(17));
  EXPECT_EQ(cool_down_until(rule, days(10), days(3)), days(17));
  EXPECT_EQ(cool_down_until(rule, days(10), plus_micros(days(3), -1)), std::nullopt);
  EXPECT_EQ(cool_down_until(rule, days(10), std::nullopt), std::nullopt);
  EXPECT_EQ(cool_down_until(rule, std::nullopt, days(3)), std::nullopt);
  EXPECT_EQ(cool_down_until(Rule{}, days(10), days(10)), std::nullopt);
}

TEST(pool_rules, a_clock_that_jumps_back_gives_no_second_day) {
  Counter counter;
  const Date today{20'000};
  EXPECT_EQ(claims_of_day(counter, today), 0);
  open_day(counter, today);
  counter.day_claims = 5;
  EXPECT_EQ(claims_of_day(counter, today), 5);
  EXPECT_EQ(claims_of_day(counter, plus_days(today, -1)), 5);
  open_day(counter, plus_days(today, -1));
  EXPECT_EQ(counter.day_on, today);
  EXPECT_EQ(claims_of_day(counter, plus_days(today, 1)), 0);
}

TEST(pool_rules, of_several_roles_the_largest_limit_counts) {
  Rule rule;
  rule.daily_claim_limit = 3;
  rule.hold_limit = 10;
  rule.role_limits = {{RoleId{1}, 5, {}}, {RoleId{2}, 2, 50}};
  const auto of = [&rule](std::vector<RoleId> roles) { return limits_for(rule, roles); };
  EXPECT_EQ(of({}).daily_claims, 3);
  EXPECT_EQ(of({RoleId{1}}).daily_claims, 5);
  EXPECT_EQ(of({RoleId{1}}).hold, 10);
  EXPECT_EQ(of({RoleId{1}, RoleId{2}}).daily_claims, 5);
  EXPECT_EQ(of({RoleId{1}, RoleId{2}}).hold, 50);
}

TEST(pool_rules, members_are_people_units_with_all_below_and_roles) {
  identity::StaffPlace person;
  person.id = StaffId{7};
  person.org_unit_path = "/1/5/9/";
  person.role_ids = {RoleId{3}};
  const auto member = [](MemberKind kind, std::int64_t ref) {
    Member made;
    made.kind = kind;
    made.ref_id = RefId{ref};
    return made;
  };
  EXPECT_TRUE(covers(member(MemberKind::staff, 7), person));
  EXPECT_TRUE(covers(member(MemberKind::org_unit, 5), person));
  EXPECT_TRUE(covers(member(MemberKind::org_unit, 9), person));
  EXPECT_TRUE(covers(member(MemberKind::role, 3), person));
  EXPECT_FALSE(covers(member(MemberKind::staff, 5), person));
  EXPECT_FALSE(covers(member(MemberKind::org_unit, 59), person));
  EXPECT_FALSE(covers(member(MemberKind::role, 7), person));
}

TEST(pool_rules, rules_that_cannot_work_are_refused_with_their_field) {
  struct Case {
    Rule rule;
    std::string reason;
    std::string field;
  };
  Rule late = rule_of(10, {}, {}, 7);
  Rule grades;
  grades.grade_limits = {{"A", 1, {}, {}, {}}, {"A", 2, {}, {}, {}}};
  Rule roles;
  roles.role_limits = {{RoleId{1}, 1, 1}, {RoleId{1}, 2, 2}};
  Rule reminders;
  reminders.remind_before_hours = {24, 48};
  for (const auto& each : {Case{late, "pool.rule_contradicts", "follow_up_days"},
                           Case{grades, "pool.grade_twice", "grade_limits[1].grade"},
                           Case{roles, "pool.role_twice", "role_limits[1].role_id"},
                           Case{reminders, "pool.reminders_not_descending", "remind_before_hours[1]"}}) {
    const auto outcome = check_rule(each.rule);
    ASSERT_FALSE(outcome.ok()) << each.reason;
    EXPECT_EQ(outcome.refusal().reason, each.reason);
    EXPECT_EQ(outcome.refusal().field, each.field);
  }
  EXPECT_FALSE(record_from_json<Rule>(R"({"follow_up_days":-1})", View{}).ok());
  EXPECT_TRUE(record_from_json<Rule>(R"({"follow_up_days":1})", View{}).ok());
}

TEST(pool_rules, of_pools_that_match_priority_decides_and_never_several) {
  Pool wide;
  wide.id = PoolId{1};
  Pool web;
  web.id = PoolId{2};
  web.priority = 5;
  web.match_sources = {"web"};
  Pool store;
  store.id = PoolId{3};
  store.priority = 9;
  store.match_org_unit_ids = {OrgUnitId{5}};
  const std::vector<Candidate> all{{&wide, {}}, {&web, {}}, {&store, {"/1/5/"}}};
  EXPECT_EQ(matching_pool(all, "web", "/1/7/"), &web);
  EXPECT_EQ(matching_pool(all, "web", "/1/5/8/"), &store);
  EXPECT_EQ(matching_pool(all, "fair", "/1/7/"), &wide);
  store.status = PoolStatus::off;
  EXPECT_EQ(matching_pool(all, "web", "/1/5/8/"), &web);
}

TEST(pool_engine, turns_follow_from_what_is_stored) {
  std::vector<EngineCandidate> people(3);
  for (std::size_t i = 0; i < people.size(); ++i)
    people[i].id = StaffId{static_cast<std::int64_t>(i) + 1};
  people[2].weight = 2;
  std::int64_t pool_pass = 0;
  const auto run = [&](EngineKind kind, int turns) {
    std::string order;
    for (int i = 0; i < turns; ++i) {
      const auto chosen = choose(kind, false, people, pool_pass);
      if (!chosen) return order + "-";
      const auto passes = after_turn(kind, people[*chosen], pool_pass);
      people[*chosen].pass = passes.person;
      pool_pass = passes.pool;
      order += to_string(people[*chosen].id);
    }
    return order;
  };
  EXPECT_EQ(run(EngineKind::rotation, 6), "123123");
  for (auto& person : people)
    person.pass = pool_pass;
  EXPECT_EQ(run(EngineKind::weighted, 8), "12331233");
  people[0].is_at_work = false;
  people[1].is_full = true;
  people[2].is_cooling = true;
  EXPECT_EQ(run(EngineKind::weighted, 1), "-");
}

TEST(pool_engine, who_was_away_saves_up_no_turns) {
  std::vector<EngineCandidate> people(2);
  people[0].id = StaffId{1};
  people[1].id = StaffId{2};
  people[0].pass = 9 * kEngineStride;
  const auto passes = after_turn(EngineKind::rotation, people[1], 9 * kEngineStride);
  EXPECT_EQ(passes.person, 10 * kEngineStride);
}

TEST(pool_engine, the_least_loaded_for_his_weight_is_next) {
  std::vector<EngineCandidate> people(2);
  people[0].id = StaffId{1};
  people[0].holding = 3;
  people[1].id = StaffId{2};
  people[1].holding = 5;
  people[1].weight = 2;
  EXPECT_EQ(choose(EngineKind::least_loaded, false, people, 0), 1U);
  people[1].holding = 7;
  EXPECT_EQ(choose(EngineKind::least_loaded, false, people, 0), 0U);
  people[1].is_own_store = true;
  EXPECT_EQ(choose(EngineKind::least_loaded, true, people, 0), 1U);
}

TEST(pool_engine, shifts_and_capacity_are_of_the_local_day) {
  Member member;
  member.weekdays = "12345";
  member.from_minute = 9 * 60;
  member.to_minute = 18 * 60;
  EXPECT_TRUE(is_in_shift(member, 1, 9 * 3600));
  EXPECT_FALSE(is_in_shift(member, 1, 9 * 3600 - 1));
  EXPECT_FALSE(is_in_shift(member, 1, 18 * 3600));
  EXPECT_FALSE(is_in_shift(member, 6, 12 * 3600));
  member.day_capacity = 2;
  member.week_capacity = 3;
  Turn turn;
  const Date monday = week_of(Date{20'000});
  for (int i = 0; i < 2; ++i) {
    EXPECT_TRUE(has_capacity(member, turn, monday));
    count_assigned(turn, monday);
  }
  EXPECT_FALSE(has_capacity(member, turn, monday));
  EXPECT_TRUE(has_capacity(member, turn, plus_days(monday, 1)));
  count_assigned(turn, plus_days(monday, 1));
  EXPECT_FALSE(has_capacity(member, turn, plus_days(monday, 2)));
  EXPECT_TRUE(has_capacity(member, turn, plus_days(monday, 7)));
}

TEST(pool_reports, gini_tells_how_unequal_things_are) {
  EXPECT_EQ(gini_of({}).ppm, 0);
  EXPECT_EQ(gini_of({0, 0}).ppm, 0);
  EXPECT_EQ(gini_of({5, 5, 5, 5}).ppm, 0);
  EXPECT_EQ(gini_of({0, 0, 0, 12}).ppm, 750'000);
  EXPECT_EQ(median_of({3, 1, 2}), 2);
  EXPECT_EQ(median_of({}), std::nullopt);
}

}  // namespace
}  // namespace homeport::pool
