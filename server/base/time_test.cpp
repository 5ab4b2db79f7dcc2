#include "base/time.hpp"

#include <array>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace homeport {
namespace {

Time time_of(std::string_view text) { return parse_rfc3339(text).value(); }
Date date_of(std::string_view text) { return parse_date(text).value(); }

TEST(time, a_day_is_24_hours_and_in_utc_it_begins_at_midnight) {
  constexpr Time kStart{0};
  EXPECT_EQ(plus_days(kStart, 3), plus_seconds(kStart, 3 * kSecondsPerDay));
  EXPECT_EQ(date_in_utc(kStart), Date{0});
  EXPECT_EQ(date_in_utc(plus_micros(kStart, -1)), Date{-1});
  EXPECT_EQ(date_in_utc(plus_micros(plus_days(kStart, 1), -1)), Date{0});
  ManualClock clock(kStart);
  clock.advance_days(2);
  EXPECT_EQ(clock.now(), plus_days(kStart, 2));
}

TEST(time, an_instant_is_written_with_a_fraction_only_when_there_is_one) {
  struct Case {
    std::int64_t us;
    std::string_view text;
  };
  constexpr std::array kCases{
      Case{0, "1970-01-01T00:00:00Z"},
      Case{1, "1970-01-01T00:00:00.000001Z"},
      Case{-1, "1969-12-31T23:59:59.999999Z"},
      Case{1'795'255'200'500'000, "2026-11-21T10:00:00.500000Z"},
      Case{kFirstTime.us, "1900-01-01T00:00:00Z"},
      Case{kLastTime.us, "2200-12-31T23:59:59.999999Z"},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(format_rfc3339(Time{c.us}), c.text);
    ASSERT_TRUE(parse_rfc3339(c.text)) << c.text;
    EXPECT_EQ(parse_rfc3339(c.text)->us, c.us) << c.text;
  }
}

TEST(time, offsets_and_shorter_fractions_are_read) {
  struct Case {
    std::string_view text;
    std::string_view same_as;
  };
  constexpr std::array kCases{
      Case{"2026-11-21T18:00:00+08:00", "2026-11-21T10:00:00Z"},
      Case{"2026-11-21T00:00:00-23:59", "2026-11-21T23:59:00Z"},
      Case{"2026-11-21t10:00:00z", "2026-11-21T10:00:00Z"},
      Case{"2026-11-21 10:00:00Z", "2026-11-21T10:00:00Z"},
      Case{"2026-11-21T10:00:00.5Z", "2026-11-21T10:00:00.500000Z"},
      Case{"2026-11-21T10:00:00.123456789Z", "2026-11-21T10:00:00.123456Z"},
      Case{"1899-12-31T23:00:00-01:00", "1900-01-01T00:00:00Z"},
      Case{"2024-02-29T12:00:00-00:00", "2024-02-29T12:00:00Z"},
  };
  for (const Case& c : kCases) {
    ASSERT_TRUE(parse_rfc3339(c.text)) << c.text;
    EXPECT_EQ(format_rfc3339(*parse_rfc3339(c.text)), c.same_as) << c.text;
  }
}

TEST(time, what_is_not_an_instant_is_refused) {
  for (const std::string_view text : {"",
                                      "2026-11-21",
                                      "2026-11-21T10:00:00",
                                      "2026-11-21T10:00Z",
                                      "2026-11-21T24:00:00Z",
                                      "2026-11-21T10:60:00Z",
                                      "2026-11-21T23:59:60Z",
                                      "2026-02-29T10:00:00Z",
                                      "2026-13-01T10:00:00Z",
                                      "2026-00-01T10:00:00Z",
                                      "2026-11-21T10:00:00.Z",
                                      "2026-11-21T10:00:00.1234567890Z",
                                      "2026-11-21T10:00:00+0800",
                                      "2026-11-21T10:00:00+24:00",
                                      "2026-11-21T10:00:00+08:60",
                                      "2026-11-21T10:00:00Z ",
                                      " 2026-11-21T10:00:00Z",
                                      "2026-11-21_10:00:00Z",
                                      "1899-12-31T23:59:59Z",
                                      "2201-01-01T00:00:00Z",
                                      "2200-12-31T23:59:59-00:01",
                                      "-026-11-21T10:00:00Z",
                                      "2026/11/21T10:00:00Z",
                                      "2026-11-21T1:000:00Z",
                                      "+2026-11-21T10:00:00Z"}) {
    EXPECT_FALSE(parse_rfc3339(text)) << text;
  }
}

TEST(time, every_day_in_range_survives_text_and_parts) {
  for (std::int32_t days = kFirstDate.days; days <= kLastDate.days; ++days) {
    const Date day{days};
    const std::string text = format_date(day);
    ASSERT_EQ(parse_date(text), day) << text;
    ASSERT_EQ(date_from(year_month_day(day)), day) << text;
  }
  EXPECT_EQ(format_date(kFirstDate), "1900-01-01");
  EXPECT_EQ(format_date(kLastDate), "2200-12-31");
}

TEST(time, what_is_not_a_day_is_refused) {
  for (const std::string_view text :
       {"", "2026-11-31", "2026-02-29", "1900-02-29", "2026-1-01", "2026-01-1", "2026/01/01", "1899-12-31",
        "2201-01-01", "2026-00-10", "2026-10-00", "2026-13-01", "2026-01-01 ", "20a6-01-01", "+026-01-01"}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
  EXPECT_TRUE(parse_date("2000-02-29"));
}

TEST(time, weekdays_and_months_follow_the_calendar) {
  EXPECT_EQ(iso_weekday(date_of("2026-11-21")), 6);
  EXPECT_EQ(iso_weekday(date_of("2026-11-22")), 7);
  EXPECT_EQ(iso_weekday(date_of("2026-11-23")), 1);
  EXPECT_EQ(first_of_month(date_of("2024-02-29")), date_of("2024-02-01"));
  EXPECT_EQ(plus_months(date_of("2024-01-31"), 1), date_of("2024-02-29"));
  EXPECT_EQ(plus_months(date_of("2024-03-31"), -1), date_of("2024-02-29"));
  EXPECT_EQ(plus_months(date_of("2024-02-29"), 12), date_of("2025-02-28"));
  EXPECT_EQ(plus_months(date_of("2024-11-30"), 3), date_of("2025-02-28"));
  EXPECT_EQ(plus_months(kLastDate, 1), std::nullopt);
  EXPECT_EQ(plus_months(kFirstDate, -1), std::nullopt);
  EXPECT_EQ(plus_months(kFirstDate, 2'000'000'000), std::nullopt);
}

TEST(time_zone, only_names_of_the_database_are_found) {
  EXPECT_TRUE(TimeZone::find("Asia/Shanghai"));
  EXPECT_TRUE(TimeZone::find("UTC"));
  for (const std::string_view name : {"", "Asia/Nowhere", "../etc/passwd", "asia/shanghai", "+08:00"}) {
    EXPECT_FALSE(TimeZone::find(name)) << name;
  }
  EXPECT_FALSE(TimeZone::find(std::string(1000, 'A')));
  EXPECT_EQ(TimeZone::find("Asia/Shanghai"), TimeZone::find("Asia/Shanghai"));
  EXPECT_EQ(TimeZone::find("Asia/Shanghai")->name(), "Asia/Shanghai");
}

TEST(time_zone, the_wall_clock_is_that_of_the_zone) {
  struct Case {
    std::string_view zone;
    std::string_view instant;
    std::string_view wall;
  };
  constexpr std::array kCases{
      Case{"Asia/Shanghai", "2026-11-21T15:59:59Z", "2026-11-21 23:59"},
      Case{"Asia/Shanghai", "2026-11-21T16:00:00Z", "2026-11-22 00:00"},
      Case{"UTC", "1969-12-31T23:59:59.999999Z", "1969-12-31 23:59"},
      Case{"America/New_York", "2026-03-08T06:59:00Z", "2026-03-08 01:59"},
      Case{"America/New_York", "2026-03-08T07:00:00Z", "2026-03-08 03:00"},
      Case{"Asia/Kathmandu", "2026-01-01T00:00:00Z", "2026-01-01 05:45"},
  };
  for (const Case& c : kCases) {
    const TimeZone zone = TimeZone::find(c.zone).value();
    EXPECT_EQ(format_local(time_of(c.instant), zone), c.wall) << c.zone;
    EXPECT_EQ(format_date(local_date(time_of(c.instant), zone)), c.wall.substr(0, 10)) << c.zone;
  }
}

TEST(time_zone, a_day_starts_where_its_clock_starts) {
  struct Case {
    std::string_view zone;
    std::string_view day;
    std::string_view starts_at;
  };
  constexpr std::array kCases{
      Case{"Asia/Shanghai", "2026-11-21", "2026-11-20T16:00:00Z"},
      Case{"Asia/Shanghai", "1986-05-04", "1986-05-03T16:00:00Z"},
      // Midnight is skipped: the day starts at 01:00.
      Case{"America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z"},
      // Midnight comes twice: the earlier one.
      Case{"America/Havana", "2026-11-01", "2026-11-01T04:00:00Z"},
      Case{"America/New_York", "2026-11-01", "2026-11-01T04:00:00Z"},
      Case{"America/New_York", "2026-11-02", "2026-11-02T05:00:00Z"},
      // The whole of 30 December was skipped.
      Case{"Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z"},
      Case{"Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z"},
  };
  for (const Case& c : kCases) {
    const TimeZone zone = TimeZone::find(c.zone).value();
    EXPECT_EQ(format_rfc3339(start_of_day(date_of(c.day), zone)), c.starts_at) << c.zone << " " << c.day;
  }
}

TEST(time_zone, every_instant_lies_within_its_own_day) {
  for (const std::string_view name :
       {"Asia/Shanghai", "America/New_York", "America/Sao_Paulo", "Australia/Lord_Howe"}) {
    const TimeZone zone = TimeZone::find(name).value();
    for (std::int32_t days = date_of("2015-01-01").days; days <= date_of("2020-12-31").days; ++days) {
      const Date day{days};
      const Time start = start_of_day(day, zone);
      ASSERT_EQ(local_date(start, zone), day) << name << format_date(day);
      ASSERT_EQ(local_date(plus_micros(start, -1), zone), plus_days(day, -1)) << name << format_date(day);
    }
  }
}

TEST(time_zone, a_wall_time_in_a_gap_becomes_the_jump_and_of_two_the_earlier_is_taken) {
  const TimeZone zone = TimeZone::find("America/New_York").value();
  EXPECT_EQ(time_at(date_of("2026-03-08"), 2 * 3600 + 1800, zone), time_of("2026-03-08T07:00:00Z"));
  EXPECT_EQ(time_at(date_of("2026-11-01"), 3600 + 1800, zone), time_of("2026-11-01T05:30:00Z"));
  EXPECT_EQ(time_at(date_of("2026-11-21"), 36'000, zone), time_of("2026-11-21T15:00:00Z"));
  EXPECT_EQ(local_second_of_day(time_of("2026-11-21T15:00:01Z"), zone), 36'001);
}

TEST(time_zone, zones_are_found_from_many_threads) {
  std::vector<std::thread> threads;
  std::array<bool, 8> found{};
  for (std::size_t i = 0; i < found.size(); ++i) {
    threads.emplace_back([&found, i] {
      const auto zone = TimeZone::find(i % 2 == 0 ? "Europe/Berlin" : "Asia/Tokyo");
      found[i] = zone && offset_seconds_at(Time{0}, *zone) == (i % 2 == 0 ? 3600 : 32'400);
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  for (const bool ok : found) {
    EXPECT_TRUE(ok);
  }
}

TEST(clock, a_manual_clock_moves_only_when_told) {
  ManualClock clock(Time{1000});
  EXPECT_EQ(clock.now(), Time{1000});
  clock.advance_seconds(2);
  EXPECT_EQ(clock.now(), Time{2'001'000});
  clock.advance_micros(-1);
  EXPECT_EQ(clock.now(), Time{2'000'999});
  clock.set(Time{5});
  EXPECT_EQ(clock.now(), Time{5});
}

TEST(clock, the_system_clock_is_within_the_supported_years) {
  EXPECT_GT(SystemClock{}.now(), time_of("2026-01-01T00:00:00Z"));
  EXPECT_LT(SystemClock{}.now(), kLastTime);
}

}  // namespace
}  // namespace homeport
