// What makes a pool, its members and its rules ones that can work.

#include <algorithm>
#include <set>

#include "modules/pool/rules.hpp"

namespace homeport::pool {
namespace {

Refusal bad(std::string reason, std::string detail, std::string field) {
  return refuse(RefusalKind::invalid, std::move(reason), std::move(detail), std::move(field));
}

Outcome check_conditions(const Conditions& conditions, const std::string& prefix) {
  if (!conditions.max_days) return Done{};
  const std::int64_t most_hours = *conditions.max_days * 24;
  const auto contradicts = [&](std::string field) {
    return bad("pool.rule_contradicts",
               "this could never come true before the maximum of " + std::to_string(*conditions.max_days) + " days",
               prefix + std::move(field));
  };
  if (conditions.first_follow_up_hours && *conditions.first_follow_up_hours > most_hours) {
    return contradicts("first_follow_up_hours");
  }
  if (conditions.follow_up_days && *conditions.follow_up_days > *conditions.max_days) {
    return contradicts("follow_up_days");
  }
  if (conditions.deal_days && *conditions.deal_days > *conditions.max_days) return contradicts("deal_days");
  return Done{};
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words)
    text += (text.empty() ? "" : "\n") + word;
  return text;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

}  // namespace

Outcome check_rule(const Rule& rule) {
  TRY_DONE(check_conditions({rule.follow_up_days, rule.first_follow_up_hours, rule.deal_days, rule.max_days}, ""));
  std::set<std::string> grades;
  for (std::size_t i = 0; i < rule.grade_limits.size(); ++i) {
    const std::string prefix = "grade_limits[" + std::to_string(i) + "].";
    if (!grades.insert(rule.grade_limits[i].grade).second) {
      return bad("pool.grade_twice", "this grade stands in the list twice", prefix + "grade");
    }
    TRY_DONE(check_conditions(conditions_for(rule, rule.grade_limits[i].grade), prefix));
  }
  std::set<RoleId> roles;
  for (std::size_t i = 0; i < rule.role_limits.size(); ++i) {
    if (!roles.insert(rule.role_limits[i].role_id).second) {
      return bad("pool.role_twice", "this role stands in the list twice",
                 "role_limits[" + std::to_string(i) + "].role_id");
    }
  }
  for (std::size_t i = 0; i < rule.remind_before_hours.size(); ++i) {
    const auto hours = rule.remind_before_hours[i];
    if (hours < 0 || hours > kMostHours) {
      return bad("request.out_of_range", "between 0 and " + std::to_string(kMostHours) + " hours",
                 "remind_before_hours[" + std::to_string(i) + "]");
    }
    if (i > 0 && hours >= rule.remind_before_hours[i - 1]) {
      return bad("pool.reminders_not_descending", "the first reminder is the earliest: 72, 24, 2",
                 "remind_before_hours[" + std::to_string(i) + "]");
    }
  }
  return Done{};
}

Outcome check_members(std::span<const Member> members) {
  std::set<std::pair<MemberKind, RefId>> seen;
  for (std::size_t i = 0; i < members.size(); ++i) {
    const auto& member = members[i];
    const std::string prefix = "items[" + std::to_string(i) + "].";
    if (!seen.emplace(member.kind, member.ref_id).second) {
      return bad("pool.member_twice", "this member stands in the list twice", prefix + "ref_id");
    }
    if (member.from_minute >= member.to_minute) {
      return bad("pool.shift_backwards", "a shift ends after it begins", prefix + "to_minute");
    }
    const bool is_known =
        std::all_of(member.weekdays.begin(), member.weekdays.end(), [](char day) { return day >= '1' && day <= '7'; });
    if (member.weekdays.empty() || !is_known) {
      return bad("pool.weekdays_unknown", "days of the week are 1 (Monday) to 7", prefix + "weekdays");
    }
  }
  return Done{};
}

const Pool* matching_pool(std::span<const Candidate> pools, std::string_view source, std::string_view store_path) {
  const Pool* best = nullptr;
  for (const auto& candidate : pools) {
    const Pool& pool = *candidate.pool;
    if (pool.status != PoolStatus::on) continue;
    const auto& sources = pool.match_sources;
    if (!sources.empty() && std::find(sources.begin(), sources.end(), source) == sources.end()) continue;
    const bool is_within = pool.match_org_unit_ids.empty() ||
                           std::any_of(candidate.unit_paths.begin(), candidate.unit_paths.end(),
                                       [&](const auto& path) { return !path.empty() && store_path.starts_with(path); });
    if (!is_within) continue;
    const bool is_better =
        best == nullptr || pool.priority > best->priority || (pool.priority == best->priority && pool.id < best->id);
    if (is_better) best = &pool;
  }
  return best;
}

void pack(Pool& pool) {
  pool.hidden_bits = 0;
  const auto& names = Choices<customers::HideableField>::names;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (std::find(pool.hidden_fields.begin(), pool.hidden_fields.end(), names[i]) != pool.hidden_fields.end()) {
      pool.hidden_bits |= std::int64_t{1} << i;
    }
  }
  pool.match_sources_text = joined(pool.match_sources);
  std::vector<std::string> units;
  for (const auto id : pool.match_org_unit_ids)
    units.push_back(to_string(id));
  pool.match_units_text = joined(units);
}

void unpack(Pool& pool) {
  pool.hidden_fields.clear();
  const auto& names = Choices<customers::HideableField>::names;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (((pool.hidden_bits >> i) & 1) != 0) pool.hidden_fields.emplace_back(names[i]);
  }
  pool.match_sources = lines_of(pool.match_sources_text);
  pool.match_org_unit_ids.clear();
  for (const auto& line : lines_of(pool.match_units_text)) {
    if (const auto id = parse_id_as<OrgUnitId>(line)) pool.match_org_unit_ids.push_back(*id);
  }
}

}  // namespace homeport::pool
