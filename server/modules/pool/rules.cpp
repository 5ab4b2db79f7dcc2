#include "modules/pool/rules.hpp"

#include <algorithm>

#include "modules/pool/service.hpp"

namespace homeport::pool {
namespace {

void forget_reminders(Tracking& row) {
  row.reminders_sent = 0;
  row.first_reminded_at.reset();
}

// What came of whoever was tracked by the one before.
void forget_tracking(Tracking& row) {
  row.first_follow_up_at.reset();
  row.last_counted_at.reset();
  row.counted_count = 0;
  row.opportunity_at.reset();
  row.protected_until.reset();
  row.extended_until.reset();
  row.order_until.reset();
  row.due_at.reset();
  row.due_reason.reset();
  forget_reminders(row);
}

Time plus_hours(Time time, std::int64_t hours) { return plus_seconds(time, hours * 3600); }

struct Moment {
  DueReason reason = DueReason::no_follow_up;
  std::optional<Time> at;  // none: can't come true as things are
};

std::vector<Moment> moments_of(const Tracking& row, const Rule& rule, const Conditions& conditions) {
  std::vector<Moment> moments;
  const Time taken = *row.taken_at;
  if (conditions.first_follow_up_hours) {
    const bool is_open = row.counted_count == 0;
    moments.push_back({DueReason::no_first_follow_up,
                       is_open ? std::optional(plus_hours(taken, *conditions.first_follow_up_hours)) : std::nullopt});
  }
  if (conditions.follow_up_days) {
    moments.push_back(
        {DueReason::no_follow_up, plus_days(row.last_counted_at.value_or(taken), *conditions.follow_up_days)});
  }
  if (conditions.deal_days) {
    const auto days =
        std::min(*conditions.deal_days + rule.extension_days_per_follow_up * row.counted_count, kMostDays);
    moments.push_back({DueReason::no_deal, row.opportunity_at ? std::nullopt : std::optional(plus_days(taken, days))});
  }
  return moments;
}

std::optional<Due> combined(std::span<const Moment> moments, Combine how) {
  std::optional<Due> due;
  for (const auto& moment : moments) {
    if (!moment.at) {
      if (how == Combine::all) return std::nullopt;
      continue;
    }
    const bool is_better = !due || (how == Combine::any ? *moment.at < due->at : *moment.at > due->at);
    if (is_better) due = Due{*moment.at, moment.reason};
  }
  return due;
}

void put_off(Due& due, std::optional<Time> until) {
  if (until && due.at < *until) due.at = *until;
}

std::string plural(std::int64_t count, std::string_view what) {
  return std::to_string(count) + " " + std::string(what);
}

}  // namespace

Conditions conditions_for(const Rule& rule, const std::optional<std::string>& grade) {
  Conditions conditions{rule.follow_up_days, rule.first_follow_up_hours, rule.deal_days, rule.max_days};
  if (!grade) return conditions;
  for (const auto& own : rule.grade_limits) {
    if (own.grade != *grade) continue;
    if (own.follow_up_days) conditions.follow_up_days = own.follow_up_days;
    if (own.first_follow_up_hours) conditions.first_follow_up_hours = own.first_follow_up_hours;
    if (own.deal_days) conditions.deal_days = own.deal_days;
    if (own.max_days) conditions.max_days = own.max_days;
  }
  return conditions;
}

std::optional<Due> due_of(const Tracking& row, const Rule& rule) {
  if (row.state != State::tracking || !row.taken_at) return std::nullopt;
  const auto conditions = conditions_for(rule, row.grade);
  const auto moments = moments_of(row, rule, conditions);
  auto due = combined(moments, rule.combine);
  if (due) {
    put_off(*due, plus_days(*row.taken_at, rule.default_protection_days));
    put_off(*due, row.extended_until);
  }
  if (conditions.max_days) {
    const Due last{plus_days(*row.taken_at, *conditions.max_days), DueReason::maximum};
    if (!due || last.at < due->at) due = last;
  }
  if (due) put_off(*due, row.protected_until);
  if (due && rule.open_order_stops) put_off(*due, row.order_until);
  return due;
}

std::optional<Time> next_reminder(const Rule& rule, std::optional<Time> due_at, std::int64_t sent) {
  if (!due_at || sent >= static_cast<std::int64_t>(rule.remind_before_hours.size())) return std::nullopt;
  return plus_hours(*due_at, -rule.remind_before_hours[static_cast<std::size_t>(sent)]);
}

void settle_due(Tracking& row, const RuleVersion& version) {
  const auto due = due_of(row, version.rule);
  const auto at = due ? std::optional(due->at) : std::nullopt;
  const auto reason = due ? std::optional(due->reason) : std::nullopt;
  const bool is_put_off = at && row.due_at && *at > *row.due_at;
  if (!at || !row.due_at || is_put_off || reason != row.due_reason) forget_reminders(row);
  row.due_at = at;
  row.due_reason = reason;
  row.reminder_at = next_reminder(version.rule, row.due_at, row.reminders_sent);
  row.rule_version = version.version_no;
}

std::int64_t days_left(Time due_at, Time now) {
  const std::int64_t micros = due_at.us - now.us;
  const std::int64_t whole = micros / kMicrosPerDay;
  return micros < 0 && micros % kMicrosPerDay != 0 ? whole - 1 : whole;
}

bool covers(const Member& member, const identity::StaffPlace& person) {
  switch (member.kind) {
    case MemberKind::staff: return member.ref_id.value == person.id.value;
    case MemberKind::org_unit:
      return person.org_unit_path.find("/" + to_string(member.ref_id) + "/") != std::string::npos;
    case MemberKind::role:
      return std::any_of(person.role_ids.begin(), person.role_ids.end(),
                         [&member](RoleId role) { return role.value == member.ref_id.value; });
  }
  return false;
}

bool is_member(std::span<const Member> members, const identity::StaffPlace& person) {
  return std::any_of(members.begin(), members.end(), [&](const auto& member) { return covers(member, person); });
}

bool is_administrator(std::span<const Member> members, const identity::StaffPlace& person) {
  return std::any_of(members.begin(), members.end(),
                     [&](const auto& member) { return member.is_administrator && covers(member, person); });
}

bool may_know(const kit::Actor& actor, const identity::StaffPlace* me, std::span<const Member> members,
              const Standing& standing) {
  if (actor.kind == kit::Actor::Kind::system || actor.may(kManagePermission)) return true;
  if (me != nullptr && is_administrator(members, *me)) return true;
  if (standing.state == State::public_) return me != nullptr && is_member(members, *me);
  return standing.owner_staff_id == actor.staff_id ||
         actor.reaches(standing.store_id, standing.owner_staff_id.value_or(StaffId{}));
}

identity::StaffPlace place_of(const kit::Actor& actor) {
  identity::StaffPlace place;
  place.id = actor.staff_id;
  place.org_unit_id = actor.org_unit_id;
  place.org_unit_path = actor.org_unit_path;
  for (const auto id : actor.role_ids)
    place.role_ids.push_back({id});
  return place;
}

Limits limits_for(const Rule& rule, std::span<const RoleId> roles) {
  Limits limits{rule.daily_claim_limit, rule.hold_limit};
  std::optional<Limits> of_roles;
  for (const auto& own : rule.role_limits) {
    if (std::find(roles.begin(), roles.end(), own.role_id) == roles.end()) continue;
    if (!of_roles) of_roles = Limits{0, 0};
    const auto widen = [](std::optional<std::int64_t>& widest, std::optional<std::int64_t> value) {
      widest = widest && value ? std::optional(std::max(*widest, *value)) : std::nullopt;
    };
    widen(of_roles->daily_claims, own.daily_claim_limit ? own.daily_claim_limit : rule.daily_claim_limit);
    widen(of_roles->hold, own.hold_limit ? own.hold_limit : rule.hold_limit);
  }
  return of_roles.value_or(limits);
}

std::int64_t claims_of_day(const Counter& counter, Date today) {
  return counter.day_on && *counter.day_on >= today ? counter.day_claims : 0;
}

std::int64_t reveals_of_day(const Counter& counter, Date today) {
  return counter.day_on && *counter.day_on >= today ? counter.day_reveals : 0;
}

void open_day(Counter& counter, Date today) {
  if (counter.day_on && *counter.day_on >= today) return;
  counter.day_on = today;
  counter.day_claims = 0;
  counter.day_reveals = 0;
}

std::optional<Time> cool_down_until(const Rule& rule, std::optional<Time> returned_at, std::optional<Time> own_end_at) {
  if (rule.cooldown_days == 0 || !returned_at || !own_end_at) return std::nullopt;
  if (*own_end_at < plus_days(*returned_at, -rule.cooldown_days)) return std::nullopt;
  return plus_days(*returned_at, rule.cooldown_days);
}

bool counts_in_hold(const Rule& rule, const Tracking& row) {
  const auto has = [](const std::vector<std::string>& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
  };
  return !has(rule.exempt_sources, row.source) && !(row.grade && has(rule.exempt_grades, *row.grade));
}

namespace {

Outcome check_cool_down(const TakingFacts& facts) {
  const auto until = cool_down_until(facts.rule, facts.row.returned_at, facts.own_end_at);
  if (!until || facts.now >= *until) return Done{};
  return refuse(RefusalKind::conflict, "pool.cool_down",
                "you had this customer a short while ago; you may take him again from " + format_rfc3339(*until));
}

Outcome check_hold(const TakingFacts& facts) {
  if (!counts_in_hold(facts.rule, facts.row)) return Done{};
  const auto& person = facts.person;
  const std::int64_t held = person.holding_count + (facts.rule.won_counts ? person.won_count : 0);
  if (facts.limits.hold && held >= *facts.limits.hold) {
    return refuse(RefusalKind::unprocessable, "pool.hold_limit",
                  plural(held, "customers are held, the limit is ") + std::to_string(*facts.limits.hold));
  }
  const std::int64_t in_store = facts.store.holding_count + (facts.rule.won_counts ? facts.store.won_count : 0);
  if (facts.rule.store_hold_limit && in_store >= *facts.rule.store_hold_limit) {
    return refuse(RefusalKind::unprocessable, "pool.store_hold_limit",
                  plural(in_store, "customers are held in this store, the limit is ") +
                      std::to_string(*facts.rule.store_hold_limit));
  }
  return Done{};
}

Outcome check_member(const TakingFacts& facts) {
  if (facts.is_member) return Done{};
  return refuse(RefusalKind::forbidden, "pool.not_member",
                "only members of the pool " + facts.pool.name + " take customers from it");
}

Outcome check_on(const TakingFacts& facts) {
  if (facts.pool.status == PoolStatus::on) return Done{};
  return refuse(RefusalKind::conflict, "pool.switched_off", "the pool " + facts.pool.name + " is switched off");
}

}  // namespace

Outcome decide_claim(const TakingFacts& facts) {
  TRY_DONE(check_member(facts));  // first: others aren't told how it stands with the pool's customers
  if (facts.row.state == State::tracking) {
    return refuse(RefusalKind::conflict, "pool.already_claimed", "somebody else was faster");
  }
  if (facts.row.state == State::common) {
    return refuse(RefusalKind::conflict, "pool.not_public", "this customer is won; he is in no pool to claim from");
  }
  TRY_DONE(check_on(facts));
  if (facts.pool.mode == PoolMode::assign_only) {
    return refuse(RefusalKind::forbidden, "pool.assign_only", "customers of this pool are assigned, not claimed");
  }
  if (facts.now < facts.row.claimable_at) {
    return refuse(RefusalKind::conflict, "pool.embargo", "claiming opens at " + format_rfc3339(facts.row.claimable_at));
  }
  TRY_DONE(check_cool_down(facts));
  const std::int64_t today = claims_of_day(facts.person, facts.today);
  if (facts.limits.daily_claims && today >= *facts.limits.daily_claims) {
    return refuse(
        RefusalKind::too_many, "pool.daily_limit",
        plural(today, "customers were claimed today, the limit is ") + std::to_string(*facts.limits.daily_claims));
  }
  return check_hold(facts);
}

Outcome decide_assign(const TakingFacts& facts, StaffId to) {
  if (facts.row.owner_staff_id == to) {
    return refuse(RefusalKind::conflict, "pool.same_owner", "the customer is in this person's hands already");
  }
  TRY_DONE(check_member(facts));
  TRY_DONE(check_on(facts));
  if (facts.rule.cooldown_binds_assignment) TRY_DONE(check_cool_down(facts));
  return facts.row.state == State::common ? Outcome{Done{}} : check_hold(facts);
}

Contribution contribution_of(const Tracking& row) {
  if (!row.owner_staff_id) return {};
  if (row.state == State::common) return {0, 0, 1};
  if (row.protected_until) return {0, 1, 0};
  return {row.counts_in_hold ? 1 : 0, 0, 0};
}

Outcome check_clock(const Tracking& row, Time now) {
  if (now >= plus_seconds(row.moved_at, -kClockSlackSeconds)) return Done{};
  return refuse(RefusalKind::unavailable, "pool.clock_behind",
                "the server's clock shows " + format_rfc3339(now) + ", the customer was moved at " +
                    format_rfc3339(row.moved_at) + " already; nothing is moved until the clock is right");
}

void take(Tracking& row, StaffId owner, std::optional<OrgUnitId> unit, TakenBy by, const Rule& rule, Time now) {
  row.owner_staff_id = owner;
  row.owner_unit_id = unit;
  if (row.state == State::common) return;
  row.state = State::tracking;
  row.stage = Stage::fresh;
  row.taken_at = now;
  row.taken_by = by;
  forget_tracking(row);
  row.counts_in_hold = counts_in_hold(rule, row);
}

void release(Tracking& row, PoolId to, const Rule& rule_there, Time now) {
  row.last_owner_staff_id = row.owner_staff_id;
  row.owner_staff_id.reset();
  row.owner_unit_id.reset();
  row.state = State::public_;
  row.stage = Stage::fresh;
  row.pool_id = to;
  row.entered_at = now;
  row.returned_at = now;
  row.claimable_at = plus_hours(now, rule_there.embargo_hours);
  row.taken_at.reset();
  row.taken_by.reset();
  row.reminder_at.reset();
  forget_tracking(row);
}

void win(Tracking& row) {
  row.state = State::common;
  row.protected_until.reset();
  row.extended_until.reset();
  row.order_until.reset();
  row.due_at.reset();
  row.due_reason.reset();
  row.reminder_at.reset();
  forget_reminders(row);
}

void count_follow_up(Tracking& row, Time at) {
  if (row.state != State::tracking) return;
  if (!row.first_follow_up_at) row.first_follow_up_at = at;
  row.last_counted_at = row.last_counted_at ? std::max(*row.last_counted_at, at) : at;
  ++row.counted_count;
  if (row.stage == Stage::fresh) row.stage = Stage::contacted;
}

Outcome check_held(const Tracking& row) {
  if (row.owner_staff_id) return Done{};
  return refuse(RefusalKind::conflict, "pool.not_held", "nobody holds this customer");
}

namespace {

Outcome check_tracking(const Tracking& row) {
  if (row.state == State::tracking) return Done{};
  return refuse(RefusalKind::conflict, "pool.not_tracking",
                "this is for customers in somebody's hands and not yet won");
}

}  // namespace

Outcome check_stage(const Tracking& row, Stage wanted) {
  TRY_DONE(check_tracking(row));
  if (wanted == Stage::opportunity && row.counted_count == 0) {
    return refuse(RefusalKind::unprocessable, "pool.stage_needs_follow_up",
                  "an opportunity begins with a follow-up that counts", "stage");
  }
  return Done{};
}

Outcome check_protection(const Tracking& row, const Rule& rule, const Counter& person, Time until, Time now) {
  TRY_DONE(check_tracking(row));
  if (until <= now) {
    return refuse(RefusalKind::invalid, "request.out_of_range", "protection ends in the future", "until");
  }
  if (until > plus_days(now, rule.protect_max_days)) {
    return refuse(RefusalKind::unprocessable, "pool.protect_too_long",
                  "protection lasts at most " + plural(rule.protect_max_days, "days"), "until");
  }
  const bool is_new = !row.protected_until.has_value();
  if (is_new && rule.protect_limit && person.protected_count >= *rule.protect_limit) {
    return refuse(
        RefusalKind::unprocessable, "pool.protect_limit",
        plural(person.protected_count, "customers are protected, the limit is ") + std::to_string(*rule.protect_limit));
  }
  return Done{};
}

}  // namespace homeport::pool
