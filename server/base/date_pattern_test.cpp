#include "base/date_pattern.hpp"

#include <string>

#include <gtest/gtest.h>

namespace homeport {
namespace {

TEST(date_pattern, every_pattern_reads_its_own_writing) {
  struct Case {
    std::string_view pattern;
    std::string_view text;
    std::string_view day;
    std::optional<std::int32_t> second_of_day;
  };
  constexpr std::array kCases{
      Case{"y-m-d", "2026-11-21", "2026-11-21", std::nullopt},
      Case{"y-m-d", "2026-1-2", "2026-01-02", std::nullopt},
      Case{"y-m-d", " 2026-11-21 \r\n", "2026-11-21", std::nullopt},
      Case{"y-m-d", "2026-11-21 9:05", "2026-11-21", 9 * 3600 + 5 * 60},
      Case{"y-m-d", "2026-11-21T23:59:59", "2026-11-21", 86'399},
      Case{"y-m-d", "2026-11-21 00:00:00.000", "2026-11-21", 0},
      Case{"y/m/d", "2026/11/21 00:00", "2026-11-21", 0},
      Case{"m/d/y", "11/8/2016", "2016-11-08", std::nullopt},
      Case{"m/d/y", "12/1/2010 8:26", "2010-12-01", 8 * 3600 + 26 * 60},
      Case{"d/m/y", "11/8/2016", "2016-08-11", std::nullopt},
      Case{"d.m.y", "30.10.1968", "1968-10-30", std::nullopt},
      Case{"ymd", "19570902", "1957-09-02", std::nullopt},
      Case{"ymd", "19570902 10:00:00", "1957-09-02", 36'000},
      Case{"y年m月d日", "1990年11月24日", "1990-11-24", std::nullopt},
      Case{"y年m月d日", "1990年1月4日 8:00", "1990-01-04", 28'800},
      Case{"d/m/y", "29/02/2024", "2024-02-29", std::nullopt},
  };
  for (const Case& c : kCases) {
    const auto read = parse_date_with_pattern(c.text, date_pattern_named(c.pattern).value());
    ASSERT_TRUE(read) << c.text;
    EXPECT_EQ(format_date(read->date), c.day) << c.text;
    EXPECT_EQ(read->second_of_day, c.second_of_day) << c.text;
  }
}

TEST(date_pattern, what_does_not_fit_is_refused) {
  struct Case {
    std::string_view pattern;
    std::string_view text;
  };
  constexpr std::array kCases{
      Case{"y-m-d", ""},
      Case{"y-m-d", "2026/11/21"},
      Case{"y-m-d", "26-11-21"},
      Case{"y-m-d", "2026-11-211"},
      Case{"y-m-d",
           "2026-11-21 "
           "24:00"},
      Case{"y-m-d", "2026-11-21 9:5"},
      Case{"y-m-d", "2026-11-21 9"},
      Case{"y-m-d", "2026-11-21  09:00"},
      Case{"y-m-d", "2026-11-21 09:00:00.5"},
      Case{"y-m-d", "2026-11-21 09:00:60"},
      Case{"y-m-d", "2026-11-21 09:00 PM"},
      Case{"y-m-d", "2026-02-30"},
      Case{"m/d/y", "21/11/2026"},
      Case{"m/d/y", "11/21/26"},
      Case{"d/m/y", "11/21/2026"},
      Case{"d/m/y", "29/02/2023"},
      Case{"d.m.y", "1.1.1899"},
      Case{"ymd", "2026112"},
      Case{"ymd", "202611211"},
      Case{"y年m月d日", "1990年11月24"},
  };
  for (const Case& c : kCases) {
    EXPECT_FALSE(parse_date_with_pattern(c.text, date_pattern_named(c.pattern).value())) << c.pattern << " " << c.text;
  }
}

TEST(date_pattern, names_are_unique_and_lead_back) {
  for (const DatePattern pattern : kDatePatterns) {
    EXPECT_EQ(date_pattern_named(name_of(pattern)), pattern);
  }
  EXPECT_EQ(date_pattern_named("y-d-m"), std::nullopt);
}

TEST(date_pattern, samples_that_cannot_tell_leave_the_choice_open) {
  using Patterns = std::vector<DatePattern>;
  const std::vector<std::string_view> ambiguous{"01/02/2026", "", "03/04/2026"};
  EXPECT_EQ(date_patterns_that_fit(ambiguous),
            (Patterns{DatePattern::month_day_year_slashes, DatePattern::day_month_year_slashes}));
  const std::vector<std::string_view> decided{"01/02/2026", "03/14/2026"};
  EXPECT_EQ(date_patterns_that_fit(decided), Patterns{DatePattern::month_day_year_slashes});
  const std::vector<std::string_view> contradictory{"14/02/2026", "03/14/2026"};
  EXPECT_EQ(date_patterns_that_fit(contradictory), Patterns{});
  const std::vector<std::string_view> blank{"", "  "};
  EXPECT_EQ(date_patterns_that_fit(blank), Patterns{});
  EXPECT_EQ(date_patterns_that_fit({}), Patterns{});
}

}  // namespace
}  // namespace homeport
