#include "modules/follow_ups/rules.hpp"

#include <gtest/gtest.h>

namespace homeport::follow_ups {
namespace {

TEST(follow_up_rules, a_text_counts_when_it_says_something) {
  struct Case {
    std::string text;
    bool says;
  };
  for (const auto& each :
       {Case{"ok", false}, Case{"", false}, Case{"..........", false}, Case{"1234567890123", false},
        Case{"called called called", false}, Case{"aaaaaaaaaaaaaaaa", false}, Case{"Called, will come on Monday", true},
        Case{"已联系", false}, Case{"好好好好好", false}, Case{"客户周末到店", true}, Case{"VIP 客户约周五", true}}) {
    EXPECT_EQ(says_something(likeness_of(each.text)), each.says) << each.text;
  }
}

TEST(follow_up_rules, small_changes_make_no_other_text) {
  const auto likeness = likeness_of("Called her about the autumn course");
  EXPECT_TRUE(is_alike(likeness, likeness_of("called her, about the autumn course!! (2)")));
  EXPECT_FALSE(is_alike(likeness, likeness_of("Visited the flat and measured two rooms")));
  EXPECT_TRUE(
      is_alike(likeness_of("电话联系客户，约周五到店试用新品"), likeness_of("电话联系客户，约周五到店试用新品。")));
  EXPECT_FALSE(is_alike(likeness_of("电话联系客户，约周五到店"), likeness_of("客户已到店试用，对价格有疑问")));
}

TEST(follow_up_rules, the_right_person_with_a_new_text_or_evidence_counts) {
  struct Case {
    Kind kind;
    std::string text;
    bool evidence;
    bool owner;
    std::vector<std::string> last;
    Counting expected;
  };
  const std::string good = "Called, will come on Monday";
  for (const auto& each : {Case{Kind::call, good, false, true, {}, Counting::counted},
                           Case{Kind::note, good, false, true, {}, Counting::note_only},
                           Case{Kind::note, "", true, true, {}, Counting::counted},
                           Case{Kind::call, "ok", false, true, {}, Counting::too_short},
                           Case{Kind::visit, good, false, true, {likeness_of(good)}, Counting::repeated},
                           Case{Kind::visit, good, true, true, {likeness_of(good)}, Counting::counted},
                           Case{Kind::call, good, true, false, {}, Counting::not_owner}}) {
    const auto likeness = likeness_of(each.text);
    EXPECT_EQ(assess({each.kind, likeness, each.evidence, each.owner, each.last}), each.expected) << each.text;
  }
}

TEST(follow_up_rules, a_calendar_is_folded_and_escaped) {
  const std::string summary = "回访：价格, 时间; 地点\n" + std::string(80, 'x');
  const CalendarEntry entry{"task-1@homeport", *parse_rfc3339("2026-11-21T10:00:00Z"),
                            *parse_rfc3339("2026-11-20T10:00:00Z"), summary};
  const auto text = calendar_text("Ann", std::span(&entry, 1));
  EXPECT_TRUE(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
  EXPECT_NE(text.find("DTSTART:20261121T100000Z\r\n"), std::string::npos);
  EXPECT_NE(text.find("\\, 时间\\; 地点\\n"), std::string::npos);
  std::size_t begin = 0;
  while (begin < text.size()) {
    const auto end = text.find("\r\n", begin);
    ASSERT_NE(end, std::string::npos);
    EXPECT_LE(end - begin, 75U);
    EXPECT_NE(static_cast<unsigned char>(text[begin]) & 0xC0U, 0x80U) << "cut inside a character";
    begin = end + 2;
  }
}

TEST(follow_up_rules, a_task_lies_ahead_and_not_too_far) {
  const Time now = *parse_rfc3339("2026-11-21T10:00:00Z");
  EXPECT_TRUE(check_due(now, now, "due_at").ok());
  EXPECT_EQ(check_due(plus_seconds(now, -61), now, "due_at").refusal().reason, "follow_ups.task_in_past");
  EXPECT_TRUE(check_due(plus_days(now, kMostTaskDaysAhead), now, "due_at").ok());
  EXPECT_EQ(check_due(plus_seconds(plus_days(now, kMostTaskDaysAhead), 1), now, "due_at").refusal().reason,
            "follow_ups.task_too_far");
}

}  // namespace
}  // namespace homeport::follow_ups
