// Receipts, and the way back from a receipt to its sale, on both engines.

#include <gtest/gtest.h>

#include "base/scan_codes.hpp"
#include "modules/sales/rules.hpp"
#include "modules/sales/till_fixture.hpp"
#include "support/test_server.hpp"

namespace homeport::sales {
namespace {

class sales_receipts : public TillFixture {};

TEST_P(sales_receipts, a_receipt_is_a_copy_from_the_second_print_on) {
  const auto sold = till().sell_now(till().lin(), {{till().cup(), 1}});
  const auto print = [&] {
    return till().database().write([&](kit::Write& write) {
      return print_receipt(write, sold.sale.customer_id, sold.sale.sale_id, PaperWidth::mm58);
    });
  };
  const auto first = print();
  ASSERT_TRUE(first.ok());
  EXPECT_FALSE(first->is_copy);
  EXPECT_FALSE(first->text_lines.empty());
  const auto second = print();
  EXPECT_TRUE(second->is_copy);
  EXPECT_EQ(second->copy_no, 1);
  const auto shown = till().database().read(
      [&](const kit::Read& read) { return receipt(read, sold.sale.customer_id, sold.sale.sale_id, PaperWidth::a4); });
  ASSERT_TRUE(shown.ok());
  EXPECT_EQ(shown->copy_no, 2);
  EXPECT_TRUE(shown->text_lines.empty());
  EXPECT_EQ(shown->code, to_string(sold.sale.customer_id) + "." + to_string(sold.sale.sale_id));
  EXPECT_EQ(shown->code_qr_svg, qr_svg(shown->code));
  EXPECT_EQ(shown->code_barcode_svg, barcode_svg(shown->code));
  EXPECT_FALSE(first->code_barcode_svg);
}

TEST_P(sales_receipts, a_receipt_finds_its_sale_again) {
  const auto member = till().sell_now(till().lin(), {{till().cup(), 1}});
  const auto nobody = till().sell_now(std::nullopt, {{till().cup(), 2}});
  const auto in_reach = [&](kit::OrgUnitId store) {
    return test::staff_actor(9, {std::string(kReadPermission)}, kit::DataScope::store, {store.value});
  };
  const auto found = [&](const kit::Actor& actor, const std::string& code) {
    const auto document = kit::in_read(till().database().runtime(), actor,
                                       [&](const kit::Read& read) { return find_by_receipt(read, code); });
    return document.ok() ? to_string(document->sale.sale_id) : document.refusal().reason;
  };
  const auto cashier = in_reach(till().chain().first_store());
  for (const auto* sale : {&member.sale, &nobody.sale}) {
    EXPECT_EQ(found(cashier, receipt_code({sale->customer_id, sale->sale_id})), to_string(sale->sale_id));
    // Ids that don't belong together find nothing.
    EXPECT_EQ(found(cashier, receipt_code({till().lin(), SaleId{sale->sale_id.value + 1}})), "sales.not_found");
  }
  EXPECT_EQ(found(cashier, receipt_code({till().lin(), nobody.sale.sale_id})), "sales.not_found");
  EXPECT_EQ(found(cashier, "whatever"), "sales.not_found");
  const auto elsewhere = in_reach(till().chain().second_store());
  EXPECT_EQ(found(elsewhere, receipt_code({till().lin(), member.sale.sale_id})), "sales.not_found");
}

HOMEPORT_ON_BOTH_ENGINES(sales_receipts);

}  // namespace
}  // namespace homeport::sales
