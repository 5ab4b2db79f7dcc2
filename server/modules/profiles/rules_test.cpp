#include "modules/profiles/rules.hpp"

#include <gtest/gtest.h>

#include "modules/profiles/divisions.hpp"
#include "modules/profiles/lunar.hpp"

namespace homeport::profiles {
namespace {

Date day(std::string_view text) { return *parse_date(text); }

template <class Value>
std::string said(const Result<Value>& result) {
  return result.ok() ? std::string(*result) : result.refusal().reason;
}

TEST(profile_rules, plates_are_kept_as_they_are_painted) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"沪A·12345", "沪A12345"},
      {" 沪 a-12345 ", "沪A12345"},
      {"粤ＢＤ１２３４５", "粤BD12345"},
      {"WJ·0112", "WJ0112"},
      {"", "profiles.plate_invalid"},
      {"沪", "profiles.plate_invalid"},
      {"ABCDEFGHIJKLM", "profiles.plate_invalid"},
  };
  for (const auto& [given, kept] : cases)
    EXPECT_EQ(said(plate_from(given)), kept) << given;
}

TEST(profile_rules, a_vin_has_the_right_check_digit) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"1M8GDM9AXKP042788", "1M8GDM9AXKP042788"},        {"1m8gdm9axkp042788", "1M8GDM9AXKP042788"},
      {"11111111111111111", "11111111111111111"},        {"5GZCZ43D13S812715", "5GZCZ43D13S812715"},
      {"1M8GDM9A0KP042788", "profiles.vin_check_digit"}, {"5GZCZ43D13S812716", "profiles.vin_check_digit"},
      {"1M8GDM9AXKP04278", "profiles.vin_invalid"},      {"IM8GDM9AXKP042788", "profiles.vin_invalid"},
      {"1M8GDM9AXKP0427880", "profiles.vin_invalid"},
  };
  for (const auto& [given, kept] : cases)
    EXPECT_EQ(said(vin_from(given)), kept) << given;
}

TEST(profile_rules, an_imei_passes_luhn) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"490154203237518", "490154203237518"},           {"49-015420-323751-8", "490154203237518"},
      {"490154203237517", "profiles.imei_check_digit"}, {"49015420323751", "profiles.imei_invalid"},
      {"4901542032375180", "profiles.imei_invalid"},    {"49015420323751A", "profiles.imei_invalid"},
  };
  for (const auto& [given, kept] : cases)
    EXPECT_EQ(said(imei_from(given)), kept) << given;
}

TEST(profile_rules, divisions_are_built_in_and_lead_to_their_parents) {
  EXPECT_EQ(divisions_below("").size(), 34U);
  const auto guangdong = divisions_below("440000");
  const auto shenzhen =
      std::find_if(guangdong.begin(), guangdong.end(), [](const auto& one) { return one.code == "440300"; });
  ASSERT_NE(shenzhen, guangdong.end());
  EXPECT_EQ(shenzhen->name, "深圳市");
  EXPECT_TRUE(shenzhen->has_children);
  EXPECT_EQ(division_path("440305"), "广东省 深圳市 南山区");
  EXPECT_EQ(division_path("110101"), "北京市 东城区");
  EXPECT_EQ(division_path("810001"), "香港特别行政区 中西区");
  EXPECT_EQ(division_path("440000"), "广东省");
  EXPECT_EQ(division_path("999999"), std::nullopt);
  EXPECT_EQ(division_path("4403"), std::nullopt);
  EXPECT_EQ(division_path(""), std::nullopt);
  EXPECT_TRUE(divisions_below("440305").empty());
  EXPECT_TRUE(divisions_below("nowhere").empty());
}

TEST(profile_rules, an_address_says_its_division_in_words_and_abroad_anything) {
  Address here;
  here.division_code = "310101";
  here.region = "somewhere else";
  here.street = " 南京东路  1号 ";
  ASSERT_TRUE(normalise(here).ok());
  EXPECT_EQ(here.region, "上海市 黄浦区");
  EXPECT_EQ(here.street, "南京东路 1号");
  Address abroad;
  abroad.country = "de";
  abroad.region = "Hamburg";
  abroad.street = "Am Hafen 1";
  ASSERT_TRUE(normalise(abroad).ok());
  EXPECT_EQ(abroad.country, "DE");
  EXPECT_EQ(abroad.region, "Hamburg");
  abroad.division_code = "310101";
  EXPECT_EQ(normalise(abroad).refusal().reason, "profiles.division_unknown");
  here.country = "China";
  EXPECT_EQ(normalise(here).refusal().reason, "profiles.country_invalid");
}

TEST(lunar_birthdays, days_are_those_of_the_almanac) {
  struct Case {
    std::string_view date;
    LunarDay lunar;
  };
  const std::vector<Case> cases{
      {"2024-02-10", {1, 1, false}},  {"2024-09-17", {8, 15, false}},  {"2023-03-22", {2, 1, true}},
      {"2020-05-23", {4, 1, true}},   {"2025-07-25", {6, 1, true}},    {"1990-06-23", {5, 1, true}},
      {"1949-10-01", {8, 10, false}}, {"2026-02-16", {12, 29, false}}, {"2026-02-17", {1, 1, false}},
  };
  for (const auto& c : cases)
    EXPECT_EQ(lunar_of(day(c.date)), c.lunar) << c.date;
}

TEST(lunar_birthdays, come_next_on_the_day_they_are_celebrated) {
  struct Case {
    std::string_view about;
    LunarDay born;
    std::string_view today;
    std::string_view next;
  };
  const std::vector<Case> cases{
      {"an ordinary one", {8, 15, false}, "2024-09-01", "2024-09-17"},
      {"today counts", {8, 15, false}, "2024-09-17", "2024-09-17"},
      {"tomorrow is next year", {8, 15, false}, "2024-09-18", "2025-10-06"},
      {"before new year's day", {12, 8, false}, "2025-01-01", "2025-01-07"},
      {"a leap month that comes again", {6, 1, true}, "2025-07-01", "2025-07-25"},
      {"an ordinary month in a year that doubles it", {6, 1, false}, "2025-06-01", "2025-06-25"},
      {"a leap month in a year without it", {6, 1, true}, "2026-06-01", "2026-07-14"},
      {"the thirtieth of a month of twenty-nine", {12, 30, false}, "2026-01-01", "2026-02-16"},
  };
  for (const auto& c : cases)
    EXPECT_EQ(format_date(next_lunar_birthday(c.born, day(c.today))), c.next) << c.about;
}

TEST(lunar_birthdays, the_solar_ones_know_leap_days) {
  EXPECT_EQ(format_date(next_solar_birthday(day("1992-02-29"), day("2026-02-01"))), "2026-02-28");
  EXPECT_EQ(format_date(next_solar_birthday(day("1992-02-29"), day("2027-03-01"))), "2028-02-29");
  EXPECT_EQ(format_date(next_solar_birthday(day("1990-11-22"), day("2026-11-22"))), "2026-11-22");
  EXPECT_EQ(format_date(next_solar_birthday(day("1990-11-21"), day("2026-11-22"))), "2027-11-21");
}

}  // namespace
}  // namespace homeport::profiles
