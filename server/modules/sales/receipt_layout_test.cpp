#include "modules/sales/receipt_layout.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace homeport::sales {
namespace {

Receipt some_receipt(PaperWidth width) {
  Receipt receipt;
  receipt.width = width;
  receipt.chain_name = "归港连锁";
  receipt.store_name = "码头街店";
  receipt.currency = "CNY";
  receipt.sold_at_local = "2026-11-21 16:05";
  receipt.code = "1001.2002";
  auto& document = receipt.document;
  document.sale.sale_id = SaleId{2002};
  document.sale.customer_name = "林小姐";
  document.sale.tier_name = "金卡";
  document.sale.list = Money{401'990};
  document.sale.payable = Money{385'990};
  document.sale.rebate = Money{16'000};
  document.staff_name = "Ada";
  SaleLine line;
  line.product_name = "一盏名字长得连八十毫米的纸也放不下所以一定要换行才行的落地灯";
  line.quantity = 2;
  line.unit_price = Money{200'995};
  line.discount = Money{100};
  line.amount = Money{401'890};
  document.lines.push_back(line);
  Payment cash;
  cash.amount = Money{300'000};
  Payment points;
  points.kind = PaymentKind::points;
  points.amount = Money{85'990};
  document.payments = {cash, points};
  return receipt;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const auto& line : lines)
    text += line + "\n";
  return text;
}

TEST(sales_receipt, no_line_is_wider_than_the_paper) {
  for (const auto width : {PaperWidth::mm58, PaperWidth::mm80}) {
    for (const auto language : {ReceiptLanguage::zh, ReceiptLanguage::en}) {
      const auto lines = receipt_lines(some_receipt(width), language);
      EXPECT_GT(lines.size(), 12U);
      for (const auto& line : lines)
        EXPECT_LE(display_width(line), columns_of(width)) << line;
    }
  }
}

TEST(sales_receipt, amounts_stand_at_the_right_edge) {
  const auto lines = receipt_lines(some_receipt(PaperWidth::mm58), ReceiptLanguage::zh);
  for (const std::string_view amount : {"4,019.90", "-160.00", "3,859.90", "3,000.00", "859.90", "-1.00"}) {
    const bool is_there = std::any_of(lines.begin(), lines.end(), [&](const std::string& line) {
      return line.ends_with(" " + std::string(amount)) && display_width(line) == columns_of(PaperWidth::mm58);
    });
    EXPECT_TRUE(is_there) << amount << "\n" << joined(lines);
  }
}

TEST(sales_receipt, a_member_is_named_by_the_first_character_only) {
  const auto text = joined(receipt_lines(some_receipt(PaperWidth::mm80), ReceiptLanguage::zh));
  EXPECT_NE(text.find("林** 金卡"), std::string::npos) << text;
  EXPECT_EQ(text.find("林小姐"), std::string::npos);
}

TEST(sales_receipt, a_copy_says_so) {
  auto receipt = some_receipt(PaperWidth::mm80);
  EXPECT_EQ(joined(receipt_lines(receipt, ReceiptLanguage::en)).find("COPY"), std::string::npos);
  receipt.is_copy = true;
  receipt.copy_no = 2;
  EXPECT_NE(joined(receipt_lines(receipt, ReceiptLanguage::en)).find("*** COPY 2 ***"), std::string::npos);
  EXPECT_NE(joined(receipt_lines(receipt, ReceiptLanguage::zh)).find("*** 副本 2 ***"), std::string::npos);
}

TEST(sales_receipt, a_chinese_character_takes_two_columns) {
  struct Case {
    std::string_view text;
    std::size_t columns;
  };
  for (const auto& one :
       {Case{"", 0}, Case{"abc", 3}, Case{"归港", 4}, Case{"￥5", 3}, Case{"é", 1}, Case{"한국", 4}, Case{"\xFF", 1}})
    EXPECT_EQ(display_width(one.text), one.columns) << one.text;
}

}  // namespace
}  // namespace homeport::sales
