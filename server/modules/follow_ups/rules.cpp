#include "modules/follow_ups/rules.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include "base/code_points.hpp"
#include "base/text.hpp"

namespace homeport::follow_ups {
namespace {

constexpr std::size_t kCalendarLineBytes = 75;
constexpr std::int64_t kEntryMinutes = 30;
constexpr std::int64_t kSlackSeconds = 60;

// Chinese, Japanese and Korean: a character says about as much as a word.
bool is_ideograph(char32_t c) { return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3) || c >= 0x20000; }

bool is_letter(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  if (c == kIllFormed) return false;
  // General punctuation, symbols, CJK punctuation, full-width forms of ASCII punctuation.
  return !((c >= 0x80 && c < 0xC0) || (c >= 0x2000 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0x303F) ||
           (c >= 0xFF00 && c <= 0xFFEF) || c >= 0x1F000);
}

std::vector<char32_t> code_points_of(std::string_view text) {
  std::vector<char32_t> points;
  for (std::size_t at = 0; at < text.size();)
    points.push_back(next_code_point(text, at));
  return points;
}

std::set<std::pair<char32_t, char32_t>> pairs_of(std::string_view text) {
  const auto points = code_points_of(text);
  std::set<std::pair<char32_t, char32_t>> pairs;
  for (std::size_t i = 1; i < points.size(); ++i)
    pairs.emplace(points[i - 1], points[i]);
  return pairs;
}

// "20261121T100000Z"
std::string calendar_time(Time time) {
  std::string text = format_rfc3339(Time{time.us - time.us % kMicrosPerSecond});
  std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
  return text;
}

void append_line(std::string& out, std::string_view line) {
  std::size_t room = kCalendarLineBytes;
  while (line.size() > room) {
    std::size_t cut = room;
    while (cut > 1 && (static_cast<unsigned char>(line[cut]) & 0xC0U) == 0x80U)
      --cut;
    out.append(line.substr(0, cut)).append("\r\n ");
    line.remove_prefix(cut);
    room = kCalendarLineBytes - 1;
  }
  out.append(line).append("\r\n");
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\\' || c == ';' || c == ',') {
      out += '\\';
      out += c;
    } else if (c != '\r') {
      out += c;
    }
  }
  return out;
}

}  // namespace

std::string likeness_of(std::string_view text) {
  const std::string folded = fold_for_search(text);
  std::string likeness;
  for (std::size_t at = 0; at < folded.size();) {
    const char32_t c = next_code_point(folded, at);
    if (!is_letter(c)) continue;
    append_code_point(c, likeness);
    if (likeness.size() >= kMostLikenessBytes - 4) break;
  }
  return likeness;
}

bool is_alike(std::string_view likeness, std::string_view other) {
  if (likeness == other) return true;
  const auto mine = pairs_of(likeness);
  const auto theirs = pairs_of(other);
  if (mine.empty() || theirs.empty()) return false;
  std::vector<std::pair<char32_t, char32_t>> shared;
  std::set_intersection(mine.begin(), mine.end(), theirs.begin(), theirs.end(), std::back_inserter(shared));
  const std::size_t all = mine.size() + theirs.size() - shared.size();
  return shared.size() * 5 >= all * 4;
}

bool says_something(std::string_view likeness) {
  const auto points = code_points_of(likeness);
  const std::set<char32_t> different(points.begin(), points.end());
  const auto ideographs = std::count_if(points.begin(), points.end(), is_ideograph);
  if (ideographs >= 4) return different.size() >= 3;
  // A word or two among letters counts three letters for each ideograph.
  const auto weight = static_cast<std::int64_t>(points.size()) + 2 * ideographs;
  return weight >= 12 && different.size() >= 6;
}

Counting assess(const CountingFacts& facts) {
  if (!facts.is_by_owner) return Counting::not_owner;
  if (facts.has_evidence) return Counting::counted;
  if (facts.kind == Kind::note) return Counting::note_only;
  if (!says_something(facts.likeness)) return Counting::too_short;
  const bool is_repeated = std::any_of(facts.last_likenesses.begin(), facts.last_likenesses.end(),
                                       [&facts](const auto& last) { return is_alike(facts.likeness, last); });
  return is_repeated ? Counting::repeated : Counting::counted;
}

std::string calendar_text(std::string_view name, std::span<const CalendarEntry> entries) {
  std::string out;
  append_line(out, "BEGIN:VCALENDAR");
  append_line(out, "VERSION:2.0");
  append_line(out, "PRODID:-//Homeport//tasks//EN");
  append_line(out, "X-WR-CALNAME:" + escaped(name));
  for (const auto& entry : entries) {
    append_line(out, "BEGIN:VEVENT");
    append_line(out, "UID:" + escaped(entry.uid));
    append_line(out, "DTSTAMP:" + calendar_time(entry.stamp));
    append_line(out, "DTSTART:" + calendar_time(entry.at));
    append_line(out, "DTEND:" + calendar_time(plus_seconds(entry.at, kEntryMinutes * 60)));
    append_line(out, "SUMMARY:" + escaped(entry.summary));
    append_line(out, "END:VEVENT");
  }
  append_line(out, "END:VCALENDAR");
  return out;
}

Outcome check_due(Time due_at, Time now, std::string_view field) {
  if (due_at < plus_seconds(now, -kSlackSeconds)) {
    return refuse(RefusalKind::invalid, "follow_ups.task_in_past", "this moment has passed; a task lies ahead",
                  std::string(field));
  }
  if (due_at > plus_days(now, kMostTaskDaysAhead)) {
    return refuse(RefusalKind::invalid, "follow_ups.task_too_far",
                  "a task lies at most " + std::to_string(kMostTaskDaysAhead) + " days ahead", std::string(field));
  }
  return Done{};
}

}  // namespace homeport::follow_ups
