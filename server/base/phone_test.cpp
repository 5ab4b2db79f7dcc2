#include "base/phone.hpp"

#include <algorithm>
#include <array>

#include <gtest/gtest.h>

#include "base/csv.hpp"
#include "support/shared_data.hpp"

namespace homeport {
namespace {

TEST(phone, what_people_type_becomes_one_form) {
  struct Case {
    std::string_view raw;
    std::string_view region;
    std::string_view e164;  // empty: refused
  };
  constexpr std::array kCases{
      Case{"13800138000", "CN", "+8613800138000"},
      Case{" 138 0013 8000 ", "CN", "+8613800138000"},
      Case{"138-0013-8000", "CN", "+8613800138000"},
      Case{"138.0013.8000", "CN", "+8613800138000"},
      Case{"１３８００１３８０００", "CN", "+8613800138000"},
      Case{"+86 138 0013 8000", "CN", "+8613800138000"},
      Case{"＋８６13800138000", "CN", "+8613800138000"},
      Case{"(+86)13800138000", "CN", "+8613800138000"},
      Case{"008613800138000", "CN", "+8613800138000"},
      Case{"0086 138 0013 8000", "CN", "+8613800138000"},
      Case{"86-13800138000", "CN", "+8613800138000"},
      Case{"'13800138000", "CN", "+8613800138000"},
      Case{"\u200b13800138000", "CN", "+8613800138000"},
      Case{"+86\u00a0138–0013–8000", "CN", "+8613800138000"},
      Case{"010-84875401", "CN", "+861084875401"},
      Case{"(0571) 8765 4321", "CN", "+8657187654321"},
      Case{"16600004798", "CN", "+8616600004798"},
      Case{"19200004798", "CN", "+8619200004798"},
      Case{"4001234567", "CN", "+864001234567"},
      Case{"+1 201-555-0123", "CN", "+12015550123"},
      Case{"(201) 555-0123", "US", "+12015550123"},
      Case{"+852 5123 4567", "CN", "+85251234567"},
      Case{"13800138000", "??", ""},
      Case{"+8613800138000", "??", "+8613800138000"},
      Case{"", "CN", ""},
      Case{"无", "CN", ""},
      Case{"138001380001", "CN", ""},
      Case{"1380013800", "CN", ""},
      Case{"110", "CN", ""},
      Case{"12345678901", "CN", ""},
      Case{"1-800-FLOWERS", "US", ""},
      Case{"13800138000 ext. 5", "CN", ""},
      Case{"13800138000/13900139000", "CN", ""},
      Case{"138+00138000", "CN", ""},
      Case{"++8613800138000", "CN", ""},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(normalise_phone(c.raw, c.region).value_or(""), c.e164) << c.raw;
  }
  EXPECT_FALSE(normalise_phone(std::string(kMostPhoneBytes, ' ') + "1"));
  EXPECT_EQ(normalise_phone(std::string(kMostPhoneBytes - 11, ' ') + "13800138000"), "+8613800138000");
}

TEST(phone, a_normal_form_is_its_own_normal_form) {
  for (const std::string_view e164 : {"+8613800138000", "+861084875401", "+12015550123"}) {
    EXPECT_EQ(normalise_phone(e164, "CN"), e164);
    EXPECT_EQ(normalise_phone(e164, "FR"), e164);
  }
}

TEST(phone, a_masked_number_hides_at_least_four_digits) {
  EXPECT_EQ(mask_phone("+8613812345678"), "138****5678");
  EXPECT_EQ(mask_phone("+8613812345678", "US"), "+86 138****5678");
  EXPECT_EQ(mask_phone("+861084875401"), "10****5401");
  EXPECT_EQ(mask_phone("+12015550123"), "+1 20****0123");
  EXPECT_EQ(mask_phone("+12015550123", "US"), "20****0123");
  EXPECT_EQ(mask_phone("+85251234567"), "+852 ****4567");
  EXPECT_EQ(mask_phone("+24762889"), "+247 ****9");
  EXPECT_EQ(mask_phone("13812345678"), "***********");
  EXPECT_EQ(mask_phone(""), "");
  EXPECT_EQ(mask_phone("not a number at all, far too long"), std::string(20, '*'));
}

TEST(phone, numbers_are_written_as_at_home) {
  EXPECT_EQ(national_format("+8613812345678"), "138 1234 5678");
  EXPECT_EQ(national_format("+861084875401"), "010 8487 5401");
  EXPECT_EQ(national_format("+12015550123"), "+1 201-555-0123");
  EXPECT_EQ(national_format("+12015550123", "US"), "(201) 555-0123");
  EXPECT_EQ(national_format("hello"), "hello");
}

TEST(phone, regions_are_known) {
  EXPECT_EQ(region_of_phone("+8613812345678"), "CN");
  EXPECT_EQ(region_of_phone("+85251234567"), "HK");
  EXPECT_EQ(region_of_phone("13812345678"), std::nullopt);
  EXPECT_TRUE(is_phone_region("CN"));
  EXPECT_FALSE(is_phone_region("cn"));
  EXPECT_FALSE(is_phone_region(""));
}

TEST(phone, the_example_numbers_of_every_region_are_taken) {
  const auto file = support::shared_data_file("phone/libphonenumber_examples.csv");
  if (!file) {
    GTEST_SKIP() << "phone/libphonenumber_examples.csv is not on this machine";
  }
  int taken = 0;
  int refused = 0;
  CsvReader reader(
      ',',
      [&](const CsvRow& row) {
        if (row.number == 1) {
          return CsvStep::go_on;
        }
        const auto international = normalise_phone(row.fields[4], "CN");
        // The examples are of another release of the library, whose plans differ a little.
        ++(international == row.fields[4] ? taken : refused);
        if (international) {
          EXPECT_EQ(*international, row.fields[4]);
          EXPECT_EQ(normalise_phone(national_format(*international, row.fields[0]), row.fields[0]), international)
              << row.fields[0];
          EXPECT_GE(std::ranges::count(mask_phone(*international), '*'), 4) << *international;
        }
        return CsvStep::go_on;
      },
      [](const CsvError&) { return CsvStep::stop; });
  reader.feed(support::read_file(*file));
  reader.finish();
  EXPECT_EQ(taken + refused, 1144);
  EXPECT_LE(refused, 1144 / 20);
}

}  // namespace
}  // namespace homeport
