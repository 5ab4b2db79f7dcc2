#include "modules/imports/rules.hpp"

#include <gtest/gtest.h>

namespace homeport::imports {
namespace {

TEST(imports_rules, amounts_are_read_exactly_and_rounded_once) {
  struct Case {
    const char* text;
    int digits;
    std::optional<std::int64_t> expected;
  };
  for (const auto& c : {Case{"261.96", 2, 26'196},
                        Case{"957.5775", 2, 95'758},
                        Case{"-383.031", 2, -38'303},
                        Case{"0.005", 2, 1},
                        Case{"-0.005", 2, -1},
                        Case{"0.0049999", 2, 0},
                        Case{"1,234.50", 2, 123'450},
                        Case{"12,345,678", 2, 1'234'567'800},
                        Case{"¥ 12", 2, 1200},
                        Case{"１２．５", 2, 1250},
                        Case{"(5.00)", 2, -500},
                        Case{"$-3", 2, -300},
                        Case{"7", 0, 7},
                        Case{"7.5", 0, 8},
                        Case{".5", 2, 50},
                        Case{"5.", 2, 500},
                        Case{"1,23", 2, {}},
                        Case{"1,2345", 2, {}},
                        Case{",5", 2, {}},
                        Case{"12a", 2, {}},
                        Case{"", 2, {}},
                        Case{"-", 2, {}},
                        Case{".", 2, {}},
                        Case{"1.2.3", 2, {}},
                        Case{"1e5", 2, {}},
                        Case{"9000000000000000000", 2, {}},
                        Case{"NaN", 2, {}},
                        Case{"90000000000.00", 2, 9'000'000'000'000},
                        Case{"90000000000.01", 2, {}}}) {
    EXPECT_EQ(parse_decimal(c.text, c.digits), c.expected) << c.text;
  }
}

TEST(imports_rules, columns_are_recognised_by_their_names_in_both_languages) {
  const std::vector<std::string> english{"Row ID",       "Order ID",      "Order Date", "Ship Date",
                                         "Customer ID",  "Customer Name", "Product ID", "Category",
                                         "Product Name", "Sales",         "Quantity",   "Profit"};
  const auto suggested = suggest_meanings(english);
  EXPECT_FALSE(suggested[0].has_value());
  EXPECT_EQ(suggested[1], Meaning::order_ref);
  EXPECT_EQ(suggested[2], Meaning::sold_at);
  EXPECT_FALSE(suggested[3].has_value());
  EXPECT_EQ(suggested[4], Meaning::customer_ref);
  EXPECT_EQ(suggested[5], Meaning::customer_name);
  EXPECT_EQ(suggested[6], Meaning::sku);
  EXPECT_EQ(suggested[7], Meaning::category);
  EXPECT_EQ(suggested[8], Meaning::product_name);
  EXPECT_EQ(suggested[9], Meaning::amount);
  EXPECT_EQ(suggested[10], Meaning::quantity);
  EXPECT_EQ(suggested[11], Meaning::profit);
  const std::vector<std::string> chinese{"订单号", "销售日期", "门店", "手机号", "货号", "数量", "金额", "成本"};
  const std::vector<Meaning> meanings{Meaning::order_ref, Meaning::sold_at,  Meaning::store,  Meaning::customer_phone,
                                      Meaning::sku,       Meaning::quantity, Meaning::amount, Meaning::cost};
  const auto found = suggest_meanings(chinese);
  for (std::size_t i = 0; i < meanings.size(); ++i)
    EXPECT_EQ(found[i], meanings[i]) << chinese[i];
}

CheckRequest whole_mapping() {
  CheckRequest mapping;
  mapping.order_ref = 0;
  mapping.sold_at = 1;
  mapping.customer_ref = 2;
  mapping.sku = 3;
  mapping.quantity = 4;
  mapping.amount = 5;
  mapping.profit = 6;
  mapping.customer_phone = 7;
  mapping.store = 8;
  mapping.date_format = "m/d/y";
  mapping.default_store_id = OrgUnitId{1};
  return mapping;
}

TEST(imports_rules, a_mapping_is_refused_by_the_field_that_is_wrong) {
  struct Case {
    std::function<void(CheckRequest&)> change;
    const char* reason;
    const char* field;
  };
  const std::vector<Case> cases{
      {[](CheckRequest&) {}, "", ""},
      {[](CheckRequest& m) { m.order_ref.reset(); }, "imports.column_needed", "order_ref"},
      {[](CheckRequest& m) { m.sold_at.reset(); }, "imports.column_needed", "sold_at"},
      {[](CheckRequest& m) { m.customer_ref.reset(); }, "", ""},
      {[](CheckRequest& m) { m.customer_ref.reset(), m.customer_phone.reset(); }, "imports.column_needed",
       "customer_ref"},
      {[](CheckRequest& m) { m.amount.reset(); }, "imports.column_needed", "amount"},
      {[](CheckRequest& m) { m.cost = 9; }, "imports.cost_and_profit", "profit"},
      {[](CheckRequest& m) { m.sku = 10; }, "imports.column_unknown", "sku"},
      {[](CheckRequest& m) { m.sku = 4; }, "imports.column_twice", "quantity"},
      {[](CheckRequest& m) { m.date_format = "yesterday"; }, "imports.date_format_unknown", "date_format"},
      {[](CheckRequest& m) { m.default_store_id.reset(), m.store.reset(); }, "imports.store_needed",
       "default_store_id"},
  };
  for (const auto& c : cases) {
    auto mapping = whole_mapping();
    c.change(mapping);
    const auto outcome = check_mapping(mapping, 10);
    EXPECT_EQ(outcome.ok() ? "" : outcome.refusal().reason, c.reason);
    EXPECT_EQ(outcome.ok() ? "" : outcome.refusal().field, c.field);
  }
}

RowContext context_for(const CheckRequest& mapping) {
  RowContext context;
  context.columns = columns_of(mapping);
  context.date_pattern = DatePattern::month_day_year_slashes;
  context.default_store = mapping.default_store_id;
  context.find_store = [](std::string_view text) -> std::optional<OrgUnitId> {
    if (text == "Harbour") return OrgUnitId{5};
    return std::nullopt;
  };
  context.time_zone = [](OrgUnitId) { return *TimeZone::find("Asia/Shanghai"); };
  context.now = *parse_rfc3339("2026-11-21T08:00:00Z");
  return context;
}

using Cells = std::vector<std::string_view>;

TEST(imports_rules, a_row_is_understood) {
  const auto mapping = whole_mapping();
  const auto context = context_for(mapping);
  const Cells cells{"CA-1", "11/08/2016", "CG-12520", "FUR-1", "2", "261.96", "41.9136", "13800138000", "Harbour"};
  const auto read = read_row(2, cells, context);
  ASSERT_TRUE(std::holds_alternative<ImportRow>(read)) << std::get<RowError>(read).detail;
  const auto& row = std::get<ImportRow>(read);
  EXPECT_EQ(row.row_no, 2);
  EXPECT_EQ(row.amount, Money{26'196});
  EXPECT_EQ(row.cost, Money{26'196 - 4'191});
  EXPECT_EQ(row.quantity, 2);
  EXPECT_EQ(row.store_id, OrgUnitId{5});
  EXPECT_EQ(row.customer_phone, "+8613800138000");
  EXPECT_EQ(format_rfc3339(row.sold_at), "2016-11-08T04:00:00Z");
}

TEST(imports_rules, a_loss_is_a_cost_above_the_amount) {
  const auto mapping = whole_mapping();
  const Cells cells{"US-1", "10/11/2015", "SO-1", "FUR-2", "5", "957.5775", "-383.031", "", ""};
  const auto read = read_row(5, cells, context_for(mapping));
  ASSERT_TRUE(std::holds_alternative<ImportRow>(read));
  EXPECT_EQ(std::get<ImportRow>(read).cost, Money{95'758 + 38'303});
  EXPECT_EQ(std::get<ImportRow>(read).store_id, OrgUnitId{1});
}

TEST(imports_rules, a_bad_row_is_refused_by_row_and_field) {
  struct Case {
    std::size_t column;
    std::string_view value;
    const char* reason;
    const char* field;
  };
  const auto mapping = whole_mapping();
  const auto context = context_for(mapping);
  for (const auto& c :
       {Case{0, "", "imports.value_missing", "order_ref"}, Case{1, "", "imports.value_missing", "sold_at"},
        Case{1, "2016-11-08", "imports.date_unreadable", "sold_at"},
        Case{1, "13/40/2016", "imports.date_unreadable", "sold_at"},
        Case{1, "12/31/2026", "imports.date_in_future", "sold_at"}, Case{3, " ", "imports.value_missing", "sku"},
        Case{4, "-2", "imports.amount_positive", "amount"}, Case{4, "0", "imports.quantity_zero", "quantity"},
        Case{4, "1.5", "imports.number_unreadable", "quantity"},
        Case{4, "two", "imports.number_unreadable", "quantity"},
        Case{4, "1000001", "imports.number_too_large", "quantity"}, Case{5, "", "imports.value_missing", "amount"},
        Case{5, "-5", "imports.amount_negative", "amount"}, Case{5, "abc", "imports.number_unreadable", "amount"},
        Case{6, "300", "imports.cost_negative", "profit"}, Case{7, "12", "imports.phone_unreadable", "customer_phone"},
        Case{8, "Nowhere", "imports.store_unknown", "store"},
        Case{0, "a\xEF\xBF\xBD", "imports.value_unreadable", "order_ref"},
        Case{3, "a\x01", "imports.value_unreadable", "sku"}}) {
    Cells cells{"CA-1", "11/08/2016", "CG-12520", "FUR-1", "2", "261.96", "41.9136", "13800138000", "Harbour"};
    cells[c.column] = c.value;
    const auto read = read_row(17, cells, context);
    ASSERT_TRUE(std::holds_alternative<RowError>(read)) << c.reason;
    EXPECT_EQ(std::get<RowError>(read).reason, c.reason);
    EXPECT_EQ(std::get<RowError>(read).field, c.field);
    EXPECT_EQ(std::get<RowError>(read).row_no, 17);
  }
}

TEST(imports_rules, a_row_without_a_customer_is_refused) {
  const auto mapping = whole_mapping();
  const Cells cells{"CA-1", "11/08/2016", "", "FUR-1", "2", "261.96", "41.9136", "", ""};
  const auto read = read_row(3, cells, context_for(mapping));
  ASSERT_TRUE(std::holds_alternative<RowError>(read));
  EXPECT_EQ(std::get<RowError>(read).reason, "imports.customer_missing");
}

TEST(imports_rules, a_row_without_a_customer_may_be_an_anonymous_sale_but_never_a_return) {
  const auto mapping = whole_mapping();
  auto context = context_for(mapping);
  context.without_customer = WithoutCustomer::anonymous;
  const Cells sold{"CA-1", "11/08/2016", "", "FUR-1", "2", "261.96", "41.9136", "", ""};
  EXPECT_TRUE(std::holds_alternative<ImportRow>(read_row(3, sold, context)));
  const Cells back{"CA-1", "11/08/2016", "", "FUR-1", "-2", "-261.96", "", "", ""};
  const auto refused = read_row(4, back, context);
  ASSERT_TRUE(std::holds_alternative<RowError>(refused));
  EXPECT_EQ(std::get<RowError>(refused).reason, "imports.return_without_customer");
  EXPECT_EQ(std::get<RowError>(refused).field, "customer_ref");
  auto nobody = whole_mapping();
  nobody.customer_ref.reset();
  nobody.customer_phone.reset();
  EXPECT_FALSE(check_mapping(nobody, 10).ok());
  nobody.without_customer = WithoutCustomer::anonymous;
  EXPECT_TRUE(check_mapping(nobody, 10).ok());
}

TEST(imports_rules, a_negative_quantity_is_a_return) {
  const auto mapping = whole_mapping();
  const Cells cells{"C-1", "11/08/2016", "CG-12520", "FUR-1", "-2", "-261.96", "-41.9136", "", ""};
  const auto read = read_row(2, cells, context_for(mapping));
  ASSERT_TRUE(std::holds_alternative<ImportRow>(read)) << std::get<RowError>(read).detail;
  EXPECT_EQ(std::get<ImportRow>(read).quantity, -2);
  EXPECT_EQ(std::get<ImportRow>(read).amount, Money{-26'196});
  EXPECT_FALSE(std::get<ImportRow>(read).cost.has_value());
}

TEST(imports_rules, a_line_is_rounded_once_however_fine_its_unit_price) {
  struct Case {
    std::string_view quantity;
    std::string_view price;
    std::int64_t amount;
  };
  CheckRequest mapping = whole_mapping();
  mapping.amount.reset();
  mapping.profit.reset();
  mapping.unit_price = 5;
  const auto context = context_for(mapping);
  for (const auto& one : {Case{"3", "0.001", 0}, Case{"5", "0.001", 1}, Case{"1000", "0.0015", 150},
                          Case{"-3", "2.55", -765}, Case{"1", "89000000000.00", 8'900'000'000'000}}) {
    const Cells cells{"CA-1", "11/08/2016", "C", "FUR-1", one.quantity, one.price, "", "", ""};
    const auto read = read_row(2, cells, context);
    ASSERT_TRUE(std::holds_alternative<ImportRow>(read)) << one.price << " " << std::get<RowError>(read).detail;
    EXPECT_EQ(std::get<ImportRow>(read).amount, Money{one.amount}) << one.quantity << " x " << one.price;
  }
}

TEST(imports_rules, foreign_money_is_refused_by_its_code_and_by_its_sign) {
  CheckRequest mapping = whole_mapping();
  mapping.currency = 9;
  auto context = context_for(mapping);
  context.currency = "CNY";
  struct Case {
    std::string_view amount;
    std::string_view currency;
    std::string_view field;  // empty: taken
  };
  for (const auto& one :
       {Case{"¥ 5.00", "", ""}, Case{"5.00", "cny", ""}, Case{"5.00", "CNY", ""}, Case{"5.00", "USD", "currency"},
        Case{"$5.00", "", "amount"}, Case{"€5.00", "CNY", "amount"}, Case{"5.00 £", "", "amount"}}) {
    const Cells cells{"CA-1", "11/08/2016", "C", "FUR-1", "1", one.amount, "", "", "", one.currency};
    const auto read = read_row(2, cells, context);
    const auto* error = std::get_if<RowError>(&read);
    EXPECT_EQ(error == nullptr ? "" : error->field, one.field) << one.amount << " " << one.currency;
    EXPECT_EQ(error == nullptr ? "" : error->reason, one.field.empty() ? "" : "imports.foreign_currency");
  }
}

TEST(imports_rules, half_a_row_names_the_first_thing_that_is_missing) {
  const auto mapping = whole_mapping();
  const Cells cells{"CA-1", "11/08/2016", "CG-12520", "FUR-1"};
  const auto read = read_row(9, cells, context_for(mapping));
  ASSERT_TRUE(std::holds_alternative<RowError>(read));
  EXPECT_EQ(std::get<RowError>(read).reason, "imports.value_missing");
  EXPECT_EQ(std::get<RowError>(read).field, "quantity");
}

std::vector<ImportRow> order_of_two() {
  ImportRow row;
  row.row_no = 2;
  row.order_ref = "A";
  row.customer_ref = "C";
  row.sku = "S";
  row.quantity = 1;
  row.amount = Money{100};
  auto second = row;
  second.row_no = 3;
  second.sku = "T";
  return {row, second};
}

TEST(imports_rules, rows_of_one_order_must_agree) {
  EXPECT_FALSE(check_order(order_of_two()).has_value());
  auto other_customer = order_of_two();
  other_customer[1].customer_ref = "D";
  const auto error = check_order(other_customer);
  ASSERT_TRUE(error.has_value());
  EXPECT_EQ(error->row_no, 3);
  EXPECT_EQ(error->field, "customer_ref");
  EXPECT_EQ(error->reason, "imports.order_disagrees");
  auto other_day = order_of_two();
  other_day[1].sold_at = plus_seconds(other_day[0].sold_at, kOrderSpanSeconds + 1);
  EXPECT_EQ(check_order(other_day)->field, "sold_at");
  auto a_minute_later = order_of_two();
  a_minute_later[1].sold_at = plus_seconds(a_minute_later[0].sold_at, 60);
  EXPECT_FALSE(check_order(a_minute_later).has_value());
}

TEST(imports_rules, an_order_is_the_same_when_its_lines_are) {
  const auto rows = order_of_two();
  EXPECT_EQ(order_hash(rows), order_hash(order_of_two()));
  auto changed = order_of_two();
  changed[1].amount = Money{101};
  EXPECT_NE(order_hash(rows), order_hash(changed));
  auto costed = order_of_two();
  costed[0].cost = Money{0};
  EXPECT_NE(order_hash(rows), order_hash(costed));
}

}  // namespace
}  // namespace homeport::imports
