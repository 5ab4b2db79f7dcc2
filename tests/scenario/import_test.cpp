// Files of sales another system wrote, brought over HTTP: what is good is recorded once, what is wrong is named by row
// and field, and nothing else suffers from it.

#include "base/csv.hpp"
#include "shop/shop.hpp"

namespace homeport::test {
namespace {

constexpr std::string_view kSalesHeader =
    "Order ID,Order Date,Customer ID,Customer Name,Product ID,Product Name,Sales,Quantity,Profit\n";

// As a spreadsheet saves it: byte order mark, m/d/y, quoted commas, a line sold at a loss.
const std::string kGoodFile = std::string(CsvWriter::kByteOrderMark) + std::string(kSalesHeader) +
                              "A-1,3/14/2025,C-1,\"Gute, Claire\",P-1,Bookcase,261.96,2,41.9136\n"
                              "A-1,3/14/2025,C-1,\"Gute, Claire\",P-2,\"Chair, round\",731.94,3,219.582\n"
                              "A-2,12/1/2025,C-2,Darrin,P-3,Table,957.5775,5,-383.031\n"
                              "A-3,12/2/2025,C-1,\"Gute, Claire\",P-1,Bookcase,130.98,1,20.9568\n";

class import_of_sales : public ShopTest {
 protected:
  std::string customer(const std::string& name) {
    const auto found = Shop::done(shop().ada().get("/v1/customers?q=" + name), "customers");
    EXPECT_EQ(found.number("/total"), 1) << found.body;
    return found.text("/items/0/id");
  }
};

TEST_P(import_of_sales, a_file_becomes_customers_products_sales_and_points) {
  const auto done = shop().import_file(kGoodFile);
  EXPECT_EQ(done.end.text("/import/state"), "done");
  EXPECT_EQ(done.preview.number("/row_count"), 4);
  EXPECT_EQ(done.preview.number("/error_count"), 0);
  EXPECT_EQ(done.preview.number("/will_create/sales"), 3);
  EXPECT_EQ(done.count("rows_ok"), 4);
  EXPECT_EQ(done.count("rows_refused"), 0);
  EXPECT_EQ(done.count("sales_created"), 3);
  EXPECT_EQ(done.count("customers_created"), 2);
  EXPECT_EQ(done.count("products_created"), 3);
  const auto points = shop().points_of(customer("Claire"));
  EXPECT_EQ(points.number("/spent_minor"), 26'196 + 73'194 + 13'098);
  EXPECT_EQ(points.number("/profit_points"), 4'191 + 21'958 + 2'096);  // each line rounded to cents
  EXPECT_EQ(points.number("/sales_count"), 2);
}

TEST_P(import_of_sales, a_line_below_cost_gives_no_profit_and_no_negative_points) {
  shop().import_file(kGoodFile);
  const auto points = shop().points_of(customer("Darrin"));
  EXPECT_EQ(points.number("/profit_points"), 0);
  EXPECT_EQ(points.number("/spent_minor"), 95'758);
  EXPECT_GE(points.number("/combined_points"), 0);
}

TEST_P(import_of_sales, a_day_is_the_day_of_the_store) {
  shop().import_file(kGoodFile);
  const auto sales = shop().ada().get("/v1/sales?external_ref=A-1");
  ASSERT_EQ(sales.number("/total"), 1) << sales.body;
  EXPECT_EQ(sales.text("/items/0/sold_at"), "2025-03-14T04:00:00Z");  // noon in Shanghai
}

TEST_P(import_of_sales, the_same_file_again_changes_nothing) {
  shop().import_file(kGoodFile);
  const auto id = customer("Claire");
  const auto before = shop().points_of(id).body;
  const auto again = shop().import_file(kGoodFile, "the same again.csv");
  EXPECT_EQ(again.preview.number("/already_imported"), 3);
  EXPECT_EQ(again.count("rows_skipped"), 4);
  EXPECT_EQ(again.count("rows_ok"), 0);
  EXPECT_EQ(again.count("sales_created"), 0);
  EXPECT_EQ(again.count("customers_created"), 0);
  EXPECT_TRUE(again.end.has("/same_file_as"));
  EXPECT_EQ(shop().points_of(id).body, before);
  EXPECT_EQ(shop().ada().get("/v1/sales").number("/total"), 3);
}

TEST_P(import_of_sales, an_order_that_is_here_with_other_lines_is_refused) {
  shop().import_file(kGoodFile);
  const auto other =
      shop().import_file(std::string(kSalesHeader) + "A-2,12/1/2025,C-2,Darrin,P-3,Table,900.00,5,1.00\n");
  EXPECT_EQ(other.count("rows_refused"), 1);
  EXPECT_NE(other.errors_csv.find("sales.external_ref_differs"), std::string::npos) << other.errors_csv;
}

struct BadRow {
  std::string_view about;
  std::string row;  // row 3 of the file
  std::string_view field;
  std::string_view reason;
};

TEST_P(import_of_sales, every_wrong_row_is_named_by_row_and_field_and_the_rest_is_recorded) {
  const std::vector<BadRow> table{
      {"a word for a number", "B-9,3/1/2025,C-9,Ann,P-9,Pen,a lot,2,1.00", "amount", "imports.number_unreadable"},
      {"a day that isn't", "B-9,2/30/2025,C-9,Ann,P-9,Pen,10.00,2,1.00", "sold_at", "imports.date_unreadable"},
      {"tomorrow's sales", "B-9,3/1/2031,C-9,Ann,P-9,Pen,10.00,2,1.00", "sold_at", "imports.date_in_future"},
      {"bytes of another encoding", "B-9,3/1/2025,C-9,An\xFFn,P-9,Pen,10.00,2,1.00", "customer_name",
       "imports.value_unreadable"},
      {"no customer", "B-9,3/1/2025,,Ann,P-9,Pen,10.00,2,1.00", "customer_ref", "imports.customer_missing"},
      {"a quantity of nothing", "B-9,3/1/2025,C-9,Ann,P-9,Pen,10.00,0,1.00", "quantity", "imports.quantity_zero"},
      {"units come back for money", "B-9,3/1/2025,C-9,Ann,P-9,Pen,10.00,-2,1.00", "amount", "imports.amount_positive"},
      {"half a piece", "B-9,3/1/2025,C-9,Ann,P-9,Pen,10.00,1.5,1.00", "quantity", "imports.number_unreadable"},
      {"a negative amount", "B-9,3/1/2025,C-9,Ann,P-9,Pen,-10.00,2,-12.00", "amount", "imports.amount_negative"},
      {"more profit than amount", "B-9,3/1/2025,C-9,Ann,P-9,Pen,10.00,2,11.00", "profit", "imports.cost_negative"},
      {"no order", ",3/1/2025,C-9,Ann,P-9,Pen,10.00,2,1.00", "order_ref", "imports.value_missing"},
      {"no product", "B-9,3/1/2025,C-9,Ann,,Pen,10.00,2,1.00", "sku", "imports.value_missing"},
      {"an order of two days", "A-1,3/15/2025,C-1,Claire,P-9,Pen,10.00,2,1.00", "sold_at", "imports.order_disagrees"},
      {"an order of two customers", "A-1,3/14/2025,C-9,Ann,P-9,Pen,10.00,2,1.00", "customer_ref",
       "imports.order_disagrees"},
  };
  int round = 0;
  for (const auto& bad : table) {
    SCOPED_TRACE(bad.about);
    // Orders of this round only, so that rounds don't meet.
    const std::string mark = std::to_string(++round);
    std::string row = bad.row;
    for (const std::string order : {"A-1", "B-9"}) {
      if (row.starts_with(order)) row.insert(order.size(), "r" + mark);
    }
    std::string file(CsvWriter::kByteOrderMark);
    file += kSalesHeader;
    file += "A-1r" + mark + ",3/14/2025,C-1,Claire,P-1,Bookcase,20.00,2,4.00\n" + row + "\n";
    file += "A-2r" + mark + ",3/16/2025,C-2,Darrin,P-2,Chair,30.00,1,3.00\n";
    const auto done = shop().import_file(file);
    EXPECT_EQ(done.end.text("/import/state"), "done");
    const bool spoils_an_order = bad.reason == "imports.order_disagrees";
    EXPECT_EQ(done.count("rows_ok"), spoils_an_order ? 1 : 2);
    EXPECT_EQ(done.count("rows_refused"), spoils_an_order ? 2 : 1);
    ASSERT_EQ(done.preview.list("/errors").size(), 1U) << done.preview.body;
    EXPECT_EQ(done.preview.number("/errors/0/row"), 3);
    EXPECT_EQ(done.preview.text("/errors/0/field"), bad.field);
    EXPECT_EQ(done.preview.text("/errors/0/reason"), bad.reason);
    EXPECT_EQ(done.preview.number("/error_count"), done.count("rows_refused"));
    const std::string named = "3," + std::string(bad.field) + "," + std::string(bad.reason);
    EXPECT_NE(done.errors_csv.find(named), std::string::npos) << done.errors_csv;
  }
}

TEST_P(import_of_sales, half_a_file_is_recorded_up_to_the_quote_that_never_ends) {
  const auto done =
      shop().import_file(std::string(kSalesHeader) + "A-1,3/14/2025,C-1,Claire,P-1,Bookcase,20.00,2,4.00\n" +
                         "A-2,3/14/2025,C-2,Darrin,P-2,\"Chair, cut o");
  EXPECT_EQ(done.count("rows_ok"), 1);
  EXPECT_EQ(done.count("rows_refused"), 1);
  EXPECT_EQ(done.preview.number("/errors/0/row"), 3);
  EXPECT_EQ(done.preview.text("/errors/0/reason"), "imports.unterminated_quote");
}

TEST_P(import_of_sales, what_is_no_table_is_refused_before_anything_happens) {
  struct Case {
    std::string bytes;
    std::string_view reason;
  };
  const std::vector<Case> table{
      {std::string(kSalesHeader), "imports.no_rows"},
      {std::string("PK\x03\x04 a workbook"), "imports.spreadsheet_broken"},
      {"%PDF-1.7 and so on", "imports.not_text"},
      {"a,A\n1,2\n", "imports.column_name_twice"},
  };
  for (const auto& wrong : table) {
    const auto reply = shop().ada().upload("/v1/imports?kind=sales", wrong.bytes);
    EXPECT_EQ(reply.status, 422) << reply.body;
    EXPECT_EQ(reply.reason(), wrong.reason);
  }
  EXPECT_EQ(shop().ada().get("/v1/imports").number("/total"), 0);
}

TEST_P(import_of_sales, the_refused_rows_mended_can_be_brought_again) {
  const std::string wrong = std::string(kSalesHeader) + "A-1,3/14/2025,C-1,Claire,P-1,Bookcase,20.00,2,4.00\n" +
                            "A-2,3/14/2025,C-2,Darrin,P-2,Chair,thirty,1,3.00\n";
  auto mended = shop().import_file(wrong).errors_csv;
  const auto place = mended.find("thirty");
  ASSERT_NE(place, std::string::npos) << mended;
  mended.replace(place, 6, "30.00");
  const auto done = shop().import_file(mended);
  EXPECT_EQ(done.count("rows_ok"), 1) << done.errors_csv;
  EXPECT_EQ(shop().points_of(customer("Darrin")).number("/spent_minor"), 3'000);
}

HOMEPORT_ON_BOTH_ENGINES(import_of_sales);

}  // namespace
}  // namespace homeport::test
