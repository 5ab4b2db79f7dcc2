#include "base/scan_codes.hpp"

#include <set>

#include <gtest/gtest.h>

namespace homeport {
namespace {

// What a scanner makes of the symbols; none when the check symbol is wrong.
std::string read_back(const std::vector<int>& symbols) {
  int sum = symbols.front();
  for (std::size_t i = 1; i + 1 < symbols.size(); ++i)
    sum += static_cast<int>(i) * symbols[i];
  if (sum % 103 != symbols.back()) return "wrong check symbol";
  bool in_pairs = symbols.front() == 105;
  std::string text;
  for (std::size_t i = 1; i + 1 < symbols.size(); ++i) {
    const int symbol = symbols[i];
    if (in_pairs && symbol == 100) {
      in_pairs = false;
    } else if (!in_pairs && symbol == 99) {
      in_pairs = true;
    } else if (in_pairs) {
      text += static_cast<char>('0' + symbol / 10);
      text += static_cast<char>('0' + symbol % 10);
    } else {
      text += static_cast<char>(' ' + symbol);
    }
  }
  return text;
}

TEST(scan_codes, every_symbol_of_a_barcode_is_one_of_its_kind) {
  std::set<int> seen;
  for (int symbol = 0; symbol < 106; ++symbol) {
    const auto widths = std::to_string(barcode_widths(symbol));
    ASSERT_EQ(widths.size(), 6U) << symbol;
    int whole = 0;
    int bars = 0;
    for (std::size_t i = 0; i < 6; ++i) {
      EXPECT_TRUE(widths[i] >= '1' && widths[i] <= '4') << symbol;
      whole += widths[i] - '0';
      if (i % 2 == 0) bars += widths[i] - '0';
    }
    EXPECT_EQ(whole, 11) << symbol;
    EXPECT_EQ(bars % 2, 0) << symbol;
    EXPECT_TRUE(seen.insert(barcode_widths(symbol)).second) << symbol;
  }
}

TEST(scan_codes, a_barcode_says_what_it_was_made_of) {
  for (const std::string text : {"A", "~ !", "7", "42", "123", "1234", "12345", "A1234", "A12345", "A123456B",
                                 "1001.2002", "-4611686018427387904.4611686018427387905", "1.2", "HP123456789X"}) {
    EXPECT_EQ(read_back(barcode_symbols(text)), text);
  }
}

// A worked example of the standard's check symbol, in code set B, and digits by pairs.
TEST(scan_codes, barcodes_are_those_of_the_standard) {
  EXPECT_EQ(barcode_symbols("PJJ123C"), (std::vector<int>{104, 48, 42, 42, 17, 18, 19, 35, 55}));
  EXPECT_EQ(barcode_symbols("123456"), (std::vector<int>{105, 12, 34, 56, 44}));
}

TEST(scan_codes, digits_take_half_the_room) {
  EXPECT_EQ(barcode_symbols("304167288765734912.304167288765734913").size(), 23U);
  EXPECT_EQ(barcode_svg("12").rfind("<svg ", 0), 0U);
  EXPECT_NE(barcode_svg("12").find("viewBox=\"0 0 66 40\""), std::string::npos);  // 20 quiet, 3 x 11, 13 to stop
}

TEST(scan_codes, a_qr_code_is_square_with_its_quiet_zone) {
  EXPECT_NE(qr_svg("1001.2002").find("viewBox=\"0 0 29 29\""), std::string::npos);  // 21 modules and 2 x 4
}

}  // namespace
}  // namespace homeport
