#pragma once

// The records, requests and choices of behaviour: what customers do besides buying, and what it brings them.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/amounts.hpp"
#include "base/fields.hpp"
#include "base/ids.hpp"
#include "base/time.hpp"
#include "kit/access.hpp"
#include "modules/customers/types.hpp"
#include "modules/points/types.hpp"

namespace homeport::behaviour {

using customers::CustomerId;
using kit::OrgUnitId;
using kit::StaffId;

struct KindTag;
using KindId = Id<KindTag>;
struct RuleTag;
using RuleId = Id<RuleTag>;
struct EventTag;
using EventId = Id<EventTag>;

enum class KindStatus : std::uint8_t { active, disabled };
enum class RuleStatus : std::uint8_t { active, ended };
// waiting: for approval. not_granted: recorded, but it gave nothing; why_not says why. refused: by a person.
enum class EventState : std::uint8_t { waiting, granted, not_granted, refused, reversed };
// Why an event gave nothing.
enum class WhyNot : std::uint8_t { no_rule, rule_ended, cap_day, cap_month, cap_in_all, cool_down, refused };

// Limits of what may be entered.
inline constexpr std::int64_t kMostCodeCharacters = 40;
inline constexpr std::int64_t kMostNameCharacters = 80;
inline constexpr std::int64_t kMostDimensionCharacters = 40;
inline constexpr std::int64_t kMostEvidenceCharacters = 2'000;
inline constexpr std::int64_t kMostSourceCharacters = 40;
inline constexpr std::int64_t kMostReferenceCharacters = 120;
inline constexpr std::int64_t kMostReasonCharacters = 200;
inline constexpr std::int64_t kMostMarks = 1'000;                 // one event, either way
inline constexpr std::int64_t kMostTimes = 100'000;               // a cap
inline constexpr std::int64_t kMostCoolDownSeconds = 31'536'000;  // a year
inline constexpr std::int64_t kMostKinds = 200;
inline constexpr std::int64_t kMostRuleVersions = 5'000;
inline constexpr std::int64_t kOldestEventDays = 366;  // what happened earlier is history, not behaviour
inline constexpr std::int64_t kFutureSlackSeconds = 300;

struct Kind {
  KindId id;
  std::string code;
  std::string name_zh;
  std::string name_en;
  bool is_built_in = false;
  KindStatus status = KindStatus::active;
  Time created_at;
  Time updated_at;
  std::int64_t version = 1;
};

// One version of a rule. Versions of one code follow each other by effective_from and never change.
struct Rule {
  RuleId id;
  std::string code;
  KindId kind_id;
  std::string name;
  Points points;
  std::int64_t marks = 0;  // added to, or taken from, the dimension
  std::optional<std::string> dimension;
  std::int64_t most_per_day = 0;    // per member, by the calendar of the chain; 0: no cap
  std::int64_t most_per_month = 0;  // likewise
  std::int64_t most_in_all = 0;
  std::int64_t cool_down_s = 0;  // between two events that count
  bool needs_approval = false;   // by another person than the recorder
  RuleStatus status = RuleStatus::active;
  Time effective_from;
  std::optional<Time> effective_to;  // exclusive
  Time created_at;
  std::optional<StaffId> created_by;
};

struct Event {
  CustomerId customer_id;
  EventId id;
  KindId kind_id;
  std::optional<RuleId> rule_id;  // the version it was judged by
  std::optional<std::string> rule_code;
  EventState state = EventState::not_granted;
  Time occurred_at;
  OrgUnitId store_id;
  std::string source;
  std::optional<std::string> source_ref;
  std::optional<std::string> evidence;
  Points points;  // granted, or to be granted when approved
  std::int64_t marks = 0;
  std::optional<std::string> dimension;
  std::optional<WhyNot> why_not;
  std::optional<std::int64_t> why_count;  // the number counted against the cap; cool_down: seconds still to wait
  std::optional<points::EntryId> entry_id;
  std::optional<points::EntryId> reversal_entry_id;
  Time recorded_at;
  std::optional<StaffId> recorded_by;
  std::optional<Time> decided_at;
  std::optional<StaffId> decided_by;
  std::optional<std::string> decision_note;
  std::optional<Time> reversed_at;
  std::optional<StaffId> reversed_by;
  std::optional<std::string> reverse_reason;
  std::int64_t version = 1;
};

// kind: the code of a kind. rule_code: needed only where several rules of the kind are in force. The same source and
// source_ref again: the event recorded first.
struct EventRequest {
  CustomerId customer_id;
  std::string kind;
  std::optional<std::string> rule_code;
  std::optional<Time> occurred_at;    // default: now
  std::optional<OrgUnitId> store_id;  // default: the customer's
  std::optional<std::string> source;
  std::optional<std::string> source_ref;
  std::optional<std::string> evidence;
};

struct DecisionRequest {
  std::string reason;
};

// Marks of a customer in one dimension.
struct MarkSum {
  std::string dimension;
  std::int64_t marks = 0;
  std::int64_t plus_marks = 0;
  std::int64_t minus_marks = 0;  // negative
  std::int64_t event_count = 0;
  Time last_at;
};

// A customer's marks, by dimension.
struct Marks {
  std::vector<MarkSum> items;
};

// For people: why an event gave what it gave.
struct Step {
  std::string key;
  std::string text_en;
  std::string text_zh;
};
struct Explanation {
  std::vector<Step> steps;
};

}  // namespace homeport::behaviour

#include "modules/behaviour/field_tables.hpp"  // IWYU pragma: export
