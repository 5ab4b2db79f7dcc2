#include "modules/sales/rules.hpp"

#include <gtest/gtest.h>

namespace homeport::sales {
namespace {

catalogue::ProductForSale lipstick() {
  catalogue::ProductForSale product;
  product.id = ProductId{7};
  product.sku = "LIP-1";
  product.name = "Lipstick";
  product.price = Money{12'900};
  return product;
}

LineRequest line_of(std::int64_t quantity) {
  LineRequest line;
  line.product_id = ProductId{7};
  line.quantity = quantity;
  return line;
}

TEST(sales_rules, a_line_names_its_product_exactly_once) {
  LineRequest neither;
  LineRequest both = line_of(1);
  both.code = "LIP-1";
  LineRequest by_code;
  by_code.code = "LIP-1";
  EXPECT_TRUE(check_line_request(line_of(1), 0).ok());
  EXPECT_TRUE(check_line_request(by_code, 0).ok());
  const auto none = check_line_request(neither, 2);
  ASSERT_FALSE(none.ok());
  EXPECT_EQ(none.refusal().reason, "sales.line_names_no_product");
  EXPECT_EQ(none.refusal().field, "lines[2].product_id");
  const auto two = check_line_request(both, 1);
  ASSERT_FALSE(two.ok());
  EXPECT_EQ(two.refusal().reason, "sales.line_names_two_products");
  EXPECT_EQ(two.refusal().field, "lines[1].code");
}

TEST(sales_rules, a_line_is_priced_from_the_product) {
  const auto priced = price_line(line_of(3), 4, lipstick(), false);
  ASSERT_TRUE(priced.ok());
  EXPECT_EQ(priced->line_no, 5);
  EXPECT_EQ(priced->unit_price, Money{12'900});
  EXPECT_EQ(priced->amount, Money{38'700});
}

TEST(sales_rules, a_receipt_code_is_read_however_it_was_scanned) {
  struct Case {
    std::string_view text;
    std::string_view code;  // empty: no receipt's
  };
  const std::vector<Case> table{
      {"1001.2002", "1001.2002"},
      {"-1001.2002", "-1001.2002"},  // somebody nobody knows
      {" 1001.2002\r\n", "1001.2002"},
      {"1001\u30022002", "1001.2002"},
      {"1001\uFF0E2002", "1001.2002"},
      {"9223372036854775807.9223372036854775807", "9223372036854775807.9223372036854775807"},
      {"", ""},
      {".", ""},
      {"1001.", ""},
      {".2002", ""},
      {"1001.-2002", ""},
      {"1001.2002.3", ""},
      {"01001.2002", ""},
      {"0.2002", ""},
      {"1001.0", ""},
      {"1001 .2002", ""},
      {"1001,2002", ""},
      {"9223372036854775808.1", ""},
      {"A-1", ""},
      {"6901234567892", ""},
  };
  for (const auto& one : table) {
    const auto read = read_receipt_code(one.text);
    EXPECT_EQ(read ? receipt_code(*read) : "", one.code) << one.text;
  }
  EXPECT_FALSE(read_receipt_code(std::string(kMostReceiptCodeBytes, ' ') + "1.2"));
}

TEST(sales_rules, another_price_needs_the_right_to_change_it) {
  struct Case {
    std::optional<Money> unit_price, discount;
    bool may_override;
    const char* reason;
    std::int64_t amount;
  };
  for (const auto& c :
       {Case{Money{10'000}, {}, false, "sales.price_override_needed", 0},
        Case{{}, Money{1}, false, "sales.price_override_needed", 0},
        Case{Money{12'900}, Money{0}, false, "", 25'800},  // the product's own price is no other price
        Case{Money{10'000}, {}, true, "", 20'000}, Case{{}, Money{800}, true, "", 25'000},
        Case{{}, Money{25'800}, true, "", 0}, Case{{}, Money{25'801}, true, "sales.discount_above_amount", 0},
        Case{Money{0}, {}, true, "", 0}}) {
    auto line = line_of(2);
    line.unit_price = c.unit_price;
    line.discount = c.discount;
    const auto priced = price_line(line, 0, lipstick(), c.may_override);
    if (*c.reason == '\0') {
      ASSERT_TRUE(priced.ok()) << priced.refusal().detail;
      EXPECT_EQ(priced->amount, Money{c.amount});
    } else {
      ASSERT_FALSE(priced.ok());
      EXPECT_EQ(priced.refusal().reason, c.reason);
    }
  }
}

TEST(sales_rules, an_amount_beyond_the_limit_is_refused_and_not_wrapped_around) {
  auto product = lipstick();
  product.price = Money{100'000'000'000};
  EXPECT_TRUE(price_line(line_of(90), 0, product, false).ok());
  const auto priced = price_line(line_of(91), 0, product, false);
  ASSERT_FALSE(priced.ok());
  EXPECT_EQ(priced.refusal().reason, "sales.amount_too_large");
  EXPECT_EQ(priced.refusal().field, "lines[0].quantity");
}

}  // namespace
}  // namespace homeport::sales
