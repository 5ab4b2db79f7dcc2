#include "modules/behaviour/rules.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "modules/programme/service.hpp"

namespace homeport::behaviour {
namespace {

Refusal against_terms(std::string reason, std::string detail, std::string field) {
  return refuse(RefusalKind::unprocessable, std::move(reason), std::move(detail), std::move(field));
}

Outcome tidy(std::string& text, std::string_view field) {
  text = normalise_name(text);
  if (!text.empty()) return Done{};
  return refuse(RefusalKind::invalid, "request.required", "this field is needed", std::string(field));
}

std::string signed_number(std::int64_t number) { return (number > 0 ? "+" : "") + std::to_string(number); }

std::string whole(std::int64_t number) { return std::to_string(number); }

Judgement nothing(WhyNot why, std::int64_t count = 0) { return {EventState::not_granted, why, count}; }

std::int64_t seconds_between(Time earlier, Time later) { return (later.us - earlier.us) / kMicrosPerSecond; }

// Seconds still to wait; 0: none. An event entered late is held against those after it as well.
std::int64_t cool_down_left(const Rule& rule, const Counted& counted, Time occurred_at) {
  std::int64_t left = 0;
  if (counted.last_before) {
    left = std::max(left, rule.cool_down_s - seconds_between(*counted.last_before, occurred_at));
  }
  if (counted.first_after) {
    left = std::max(left, rule.cool_down_s - seconds_between(occurred_at, *counted.first_after));
  }
  return left;
}

Step rule_step(const Event& event, const Rule& rule) {
  std::string en = "Rule \"" + rule.name + "\", version of " + format_rfc3339(rule.effective_from) + ": ";
  std::string zh = "规则“" + rule.name + "”（" + format_rfc3339(rule.effective_from) + " 起的版本）：";
  en += programme::format_points(event.points) + " points for one event";
  zh += "每次 " + programme::format_points(event.points) + " 积分";
  if (event.marks != 0) {
    en += ", " + signed_number(event.marks) + " marks in " + event.dimension.value_or("");
    zh += "，" + event.dimension.value_or("") + " " + signed_number(event.marks) + " 分";
  }
  return {"rule", en + ".", zh + "。"};
}

Step why_not_step(const Event& event, const Rule* rule, Date local_day) {
  const auto count = whole(event.why_count.value_or(0));
  const auto day = format_date(local_day);
  switch (*event.why_not) {
    case WhyNot::no_rule:
      return {"no_rule", "No rule for it was in force at that time, so it gave nothing.",
              "当时没有适用的规则，因此没有积分。"};
    case WhyNot::rule_ended:
      return {"rule_ended", "The rule had ended at that time, so it gave nothing.", "当时规则已结束，因此没有积分。"};
    case WhyNot::cap_day:
      return {"cap_day",
              "At most " + whole(rule->most_per_day) + " a day count; on " + day + " there were " + count + " already.",
              "每天最多计 " + whole(rule->most_per_day) + " 次；" + day + " 已有 " + count + " 次。"};
    case WhyNot::cap_month:
      return {"cap_month",
              "At most " + whole(rule->most_per_month) + " a month count; in the month of " + day + " there were " +
                  count + " already.",
              "每月最多计 " + whole(rule->most_per_month) + " 次；" + day + " 所在月份已有 " + count + " 次。"};
    case WhyNot::cap_in_all:
      return {"cap_in_all",
              "At most " + whole(rule->most_in_all) + " count for one member; there were " + count + " already.",
              "每位会员最多计 " + whole(rule->most_in_all) + " 次；已有 " + count + " 次。"};
    case WhyNot::cool_down:
      return {"cool_down",
              "Between two that count there must be " + whole(rule->cool_down_s) + " seconds; " + count +
                  " were still missing.",
              "两次之间至少间隔 " + whole(rule->cool_down_s) + " 秒；还差 " + count + " 秒。"};
    case WhyNot::refused:
      return {"refused", "It was refused: " + event.decision_note.value_or(""),
              "审核未通过：" + event.decision_note.value_or("")};
  }
  CHECK(!"a reason without words");
  return {};
}

}  // namespace

Outcome check_code(std::string_view code, std::string_view field) {
  const bool is_good = !code.empty() && std::all_of(code.begin(), code.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
  if (is_good) return Done{};
  return against_terms("behaviour.bad_code", "a code is made of small letters a–z, digits and underscores",
                       std::string(field));
}

Outcome normalise(Kind& kind) {
  TRY_DONE(check_code(kind.code, "code"));
  TRY_DONE(tidy(kind.name_zh, "name_zh"));
  return tidy(kind.name_en, "name_en");
}

Outcome normalise(Rule& rule) {
  TRY_DONE(check_code(rule.code, "code"));
  if (rule.dimension) {
    rule.dimension = normalise_name(*rule.dimension);
    if (rule.dimension->empty()) rule.dimension.reset();
  }
  return tidy(rule.name, "name");
}

Outcome check_rule(const Rule& rule, Time now) {
  if (rule.points.hundredths == 0 && rule.marks == 0) {
    return against_terms("behaviour.gives_nothing", "a rule gives points, marks or both", "points");
  }
  if (rule.marks != 0 && !rule.dimension) {
    return against_terms("behaviour.dimension_missing", "marks belong to a dimension", "dimension");
  }
  if (rule.effective_from < now) {
    return against_terms("behaviour.effective_in_the_past",
                         "it would begin at " + format_rfc3339(rule.effective_from) + ", before now", "effective_from");
  }
  if (rule.effective_to && *rule.effective_to <= rule.effective_from) {
    return against_terms("behaviour.valid_range", "it would end before it begins", "effective_to");
  }
  const auto beyond = [](std::int64_t narrow, std::int64_t wide) { return wide != 0 && narrow > wide; };
  if (beyond(rule.most_per_day, rule.most_per_month)) {
    return against_terms("behaviour.caps_contradict", "a day would allow more than a month", "most_per_day");
  }
  if (beyond(std::max(rule.most_per_day, rule.most_per_month), rule.most_in_all)) {
    return against_terms("behaviour.caps_contradict", "a month or a day would allow more than all", "most_in_all");
  }
  return Done{};
}

Outcome check_occurred(Time occurred_at, Time now) {
  if (occurred_at > plus_seconds(now, kFutureSlackSeconds)) {
    return against_terms("behaviour.in_the_future", format_rfc3339(occurred_at) + " is still to come", "occurred_at");
  }
  if (occurred_at < plus_days(now, -kOldestEventDays)) {
    return against_terms("behaviour.too_long_ago",
                         "it is more than " + whole(kOldestEventDays) + " days ago: " + format_rfc3339(occurred_at),
                         "occurred_at");
  }
  return Done{};
}

Calendar calendar_of(Time at, TimeZone zone) {
  const Date day = local_date(at, zone);
  const Date month = first_of_month(day);
  const auto next_month = plus_months(month, 1);
  CHECK(next_month.has_value());
  return {start_of_day(day, zone), start_of_day(plus_days(day, 1), zone), start_of_day(month, zone),
          start_of_day(*next_month, zone)};
}

Judgement judge(const Rule* rule, const Counted& counted, Time occurred_at, bool is_approved) {
  if (rule == nullptr) return nothing(WhyNot::no_rule);
  const bool has_ended =
      rule->status == RuleStatus::ended || (rule->effective_to && *rule->effective_to <= occurred_at);
  if (has_ended) return nothing(WhyNot::rule_ended);
  const auto reached = [](std::int64_t count, std::int64_t most) { return most != 0 && count >= most; };
  if (reached(counted.in_day, rule->most_per_day)) return nothing(WhyNot::cap_day, counted.in_day);
  if (reached(counted.in_month, rule->most_per_month)) return nothing(WhyNot::cap_month, counted.in_month);
  if (reached(counted.in_all, rule->most_in_all)) return nothing(WhyNot::cap_in_all, counted.in_all);
  const auto left = cool_down_left(*rule, counted, occurred_at);
  if (left > 0) return nothing(WhyNot::cool_down, left);
  if (rule->needs_approval && !is_approved) return {EventState::waiting, {}, {}};
  return {EventState::granted, {}, {}};
}

std::vector<Step> explain(const Event& event, const Kind& kind, const Rule* rule, Date local_day) {
  std::vector<Step> steps;
  const auto day = format_date(local_day);
  steps.push_back({"event", kind.name_en + " on " + day + ", told by " + event.source + ".",
                   day + " " + kind.name_zh + "，来源：" + event.source + "。"});
  if (rule != nullptr) steps.push_back(rule_step(event, *rule));
  if (event.why_not) {
    steps.push_back(why_not_step(event, rule, local_day));
    return steps;
  }
  if (event.state == EventState::waiting) {
    steps.push_back(
        {"waiting", "The rule wants approval; nothing is given until then.", "规则要求审核，审核前不计分。"});
    return steps;
  }
  if (event.decided_at) {
    steps.push_back({"approved", "It was approved at " + format_rfc3339(*event.decided_at) + ".",
                     "已于 " + format_rfc3339(*event.decided_at) + " 审核通过。"});
  }
  steps.push_back({"granted", "No cap was reached and nothing had to be waited for: all of it was given.",
                   "未达上限，也无需等待：已全额计分。"});
  if (event.state == EventState::reversed) {
    steps.push_back(
        {"reversed",
         "It was taken back at " + format_rfc3339(*event.reversed_at) + ": " + event.reverse_reason.value_or(""),
         "已于 " + format_rfc3339(*event.reversed_at) + " 撤销：" + event.reverse_reason.value_or("")});
  }
  return steps;
}

}  // namespace homeport::behaviour
