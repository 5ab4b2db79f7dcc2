#pragma once

// What counts as a follow-up, and how a calendar is written. Pure.

#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"
#include "modules/follow_ups/types.hpp"

namespace homeport::follow_ups {

// A text without what is easily varied: folded, without blanks, digits and punctuation, at most kMostLikenessBytes.
inline constexpr std::size_t kMostLikenessBytes = 600;
[[nodiscard]] std::string likeness_of(std::string_view text);

// Would a reader say that one repeats the other? Equal, or four fifths of their pairs of characters shared.
[[nodiscard]] bool is_alike(std::string_view likeness, std::string_view other);

// Says enough: four characters of Chinese or twelve of another script, of which three (six) differ.
[[nodiscard]] bool says_something(std::string_view likeness);

struct CountingFacts {
  Kind kind = Kind::call;
  std::string_view likeness;
  bool has_evidence = false;                       // the server saw it happen
  bool is_by_owner = false;                        // or the customer is in nobody's hands
  std::span<const std::string> last_likenesses{};  // of the same person with this customer
};
// counted: a real contact by the owner that says something new, or one the server saw. Evidence makes up for the text,
// never for the person.
[[nodiscard]] Counting assess(const CountingFacts& facts);

// RFC 5545: lines folded at 75 bytes, CRLF, texts escaped.
struct CalendarEntry {
  std::string uid;
  Time at;
  Time stamp;
  std::string summary;
};
[[nodiscard]] std::string calendar_text(std::string_view name, std::span<const CalendarEntry> entries);

// follow_ups.task_in_past, follow_ups.task_too_far (kMostTaskDaysAhead), with the field. A minute of slack.
[[nodiscard]] Outcome check_due(Time due_at, Time now, std::string_view field);

}  // namespace homeport::follow_ups
