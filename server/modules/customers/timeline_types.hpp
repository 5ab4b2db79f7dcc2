#pragma once

// What happened with a customer, as several modules tell it and the API answers it.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/amounts.hpp"
#include "base/fields.hpp"
#include "base/ids.hpp"
#include "base/time.hpp"

namespace homeport::customers {

enum class TimelineKind : std::uint8_t { sale, sale_return, points, change, card, follow_up, move };
// What a person wants to read of a timeline; each is told by one source, changes and cards by customers itself.
enum class TimelineTopic : std::uint8_t { sales, points, contacts, moves, changes, cards };

// One line of a customer's timeline. What it says is title_key, a text of the office, with `params` put in; members of
// `params` are names and numbers for people, never secrets.
struct TimelineEntry {
  Time at;
  std::int64_t id = 0;
  TimelineKind kind = TimelineKind::change;
  std::string title_key;
  std::vector<std::pair<std::string, std::string>> params;
  std::optional<std::string> subject_kind;  // "sale"
  std::optional<Id<struct TimelineSubjectTag>> subject_id;
  std::optional<Money> amount;
  std::optional<Points> points;
};

// TimelineEntry as it is answered; its params stand beside it as an object of texts.
struct TimelineItem {
  Time at;
  Id<struct TimelineEntryTag> id;
  TimelineKind kind = TimelineKind::change;
  std::string title_key;
  std::optional<std::string> subject_kind;
  std::optional<Id<struct TimelineSubjectTag>> subject_id;
  std::optional<Money> amount;
  std::optional<Points> points;
};

}  // namespace homeport::customers

template <>
struct homeport::Choices<homeport::customers::TimelineTopic> {
  static constexpr std::array<std::string_view, 6> names{"sales", "points", "contacts", "moves", "changes", "cards"};
};
template <>
struct homeport::Choices<homeport::customers::TimelineKind> {
  static constexpr std::array<std::string_view, 7> names{"sale", "return",    "points", "change",
                                                         "card", "follow_up", "move"};
};

template <>
struct homeport::Fields<homeport::customers::TimelineItem> {
  using T = homeport::customers::TimelineItem;
  static constexpr std::string_view name = "TimelineItem";
  static constexpr std::array rows{
      field<&T::at>("at", Access::read_only),
      field<&T::id>("id", Access::read_only),
      field<&T::kind>("kind", Access::read_only),
      field<&T::title_key>("title_key", Access::read_only),
      field<&T::subject_kind>("subject_kind", Access::read_only),
      field<&T::subject_id>("subject_id", Access::read_only),
      field<&T::amount>("amount_minor", Access::read_only),
      field<&T::points>("points", Access::read_only),
  };
};
