#include "modules/privacy/rules.hpp"

#include <gtest/gtest.h>

namespace homeport::privacy {
namespace {

TEST(privacy_rules, who_never_was_asked_may_be_called_and_nothing_else) {
  struct Case {
    Purpose purpose;
    std::optional<ConsentState> state;
    bool allowed;
  };
  constexpr auto kGiven = ConsentState::given;
  constexpr auto kWithdrawn = ConsentState::withdrawn;
  for (const auto& c :
       {Case{Purpose::sms, {}, false}, Case{Purpose::email, {}, false}, Case{Purpose::wechat, {}, false},
        Case{Purpose::profiling, {}, false}, Case{Purpose::phone_call, {}, true}, Case{Purpose::sms, kGiven, true},
        Case{Purpose::phone_call, kGiven, true}, Case{Purpose::sms, kWithdrawn, false},
        Case{Purpose::phone_call, kWithdrawn, false}, Case{Purpose::profiling, kGiven, true}}) {
    EXPECT_EQ(allows(c.purpose, c.state), c.allowed) << static_cast<int>(c.purpose);
  }
}

TEST(privacy_rules, what_was_said_later_decides) {
  EXPECT_TRUE(supersedes(Time{5}, {}));
  EXPECT_TRUE(supersedes(Time{5}, Time{4}));
  EXPECT_TRUE(supersedes(Time{5}, Time{5}));
  EXPECT_FALSE(supersedes(Time{5}, Time{6}));
  EXPECT_TRUE(check_moment(Time{5}, Time{5}).ok());
  EXPECT_EQ(check_moment(Time{6}, Time{5}).refusal().reason, "privacy.consent_in_future");
}

TEST(privacy_rules, reveals_end_at_the_limit) {
  EXPECT_TRUE(check_reveals(3, 3).ok());
  EXPECT_TRUE(check_reveals(1'000'000, {}).ok());
  const auto refused = check_reveals(4, 3);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.refusal().reason, "privacy.reveal_limit");
  EXPECT_EQ(refused.refusal().kind, RefusalKind::too_many);
}

TEST(privacy_rules, the_name_must_be_typed_as_it_is_shown) {
  EXPECT_TRUE(check_confirmation(" 王  小明 ", "王 小明").ok());
  EXPECT_FALSE(check_confirmation("王小", "王小明").ok());
  EXPECT_FALSE(check_confirmation("", "王小明").ok());
}

TEST(privacy_rules, leads_are_old_enough_by_the_calendar_of_the_chain) {
  const auto shanghai = *TimeZone::find("Asia/Shanghai");
  struct Case {
    std::string_view now;
    std::int64_t months;
    std::string_view before;
  };
  for (const auto& c : {Case{"2026-11-21T08:00:00Z", 12, "2025-11-20T16:00:00Z"},
                        Case{"2026-11-21T16:00:00Z", 12, "2025-11-21T16:00:00Z"},
                        Case{"2026-03-31T00:00:00Z", 1, "2026-02-27T16:00:00Z"},
                        Case{"2026-11-21T08:00:00Z", kMostLeadMonths, "2016-11-20T16:00:00Z"}}) {
    EXPECT_EQ(format_rfc3339(leads_before(*parse_rfc3339(c.now), c.months, shanghai)), c.before) << c.now;
  }
}

TEST(privacy_rules, leads_are_looked_for_once_a_night) {
  const auto shanghai = *TimeZone::find("Asia/Shanghai");
  const auto day = [](std::string_view text) { return *parse_date(text); };
  const auto today = day("2026-11-21");
  const LeadPass done_yesterday{day("2026-11-20"), CustomerId{9}, true};
  const LeadPass done_long_ago{day("2026-11-19"), CustomerId{9}, true};
  const LeadPass done_today{today, CustomerId{9}, true};
  const LeadPass begun_today{today, CustomerId{9}, false};
  const LeadPass begun_yesterday{day("2026-11-20"), CustomerId{9}, false};
  struct Case {
    std::string_view about;
    std::optional<LeadPass> last;
    std::string_view ruled_on;
    std::string_view local_time;
    std::optional<std::int64_t> after;  // nothing: none is due
  };
  for (const auto& c :
       {Case{"before one o'clock", {}, "2026-11-20", "00:59:59", {}}, Case{"by night", {}, "2026-11-21", "01:00:00", 0},
        Case{"until five", {}, "2026-11-21", "04:59:59", 0}, Case{"by day", {}, "2026-11-20", "05:00:00", {}},
        Case{"nobody here at night", {}, "2026-11-19", "05:00:00", 0},
        Case{"the night before", done_yesterday, "2026-01-01", "02:00:00", 0},
        Case{"done last night", done_yesterday, "2026-01-01", "14:00:00", {}},
        Case{"two nights missed", done_long_ago, "2026-01-01", "14:00:00", 0},
        Case{"the rule is younger", done_long_ago, "2026-11-20", "14:00:00", {}},
        Case{"done tonight", done_today, "2026-01-01", "04:00:00", {}},
        Case{"goes on", begun_today, "2026-01-01", "04:00:00", 9},
        Case{"goes on by day", begun_today, "2026-01-01", "14:00:00", 9},
        Case{"left yesterday", begun_yesterday, "2026-01-01", "14:00:00", {}},
        Case{"begins anew", begun_yesterday, "2026-01-01", "02:00:00", 0}}) {
    const auto now = *parse_rfc3339("2026-11-21T" + std::string(c.local_time) + "+08:00");
    const auto due = due_pass(c.last, day(c.ruled_on), now, shanghai);
    ASSERT_EQ(due.has_value(), c.after.has_value()) << c.about;
    if (!due) continue;
    EXPECT_EQ(due->day_on, today) << c.about;
    EXPECT_EQ(due->after_customer_id.value, *c.after) << c.about;
    EXPECT_FALSE(due->is_done) << c.about;
  }
}

}  // namespace
}  // namespace homeport::privacy
