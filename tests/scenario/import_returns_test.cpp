// Files in which goods come back: each cancelled line takes from what this customer bought before, exactly what that
// line gave; what was never sold cannot come back.

#include <map>
#include <tuple>

#include "base/csv.hpp"
#include "base/text.hpp"
#include "modules/imports/rules.hpp"
#include "shop/shop.hpp"
#include "support/shared_data.hpp"
#include "support/unpacked_file.hpp"

namespace homeport::test {
namespace {

constexpr std::string_view kHeader = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID\n";

class import_of_returns : public ShopTest {
 protected:
  Imported bring(const std::string& rows, const json::object& more = {}) {
    return shop().import_file(std::string(kHeader) + rows, "till.csv", "y-m-d", more);
  }
  std::string customer(const std::string& reference) {
    const auto found = Shop::done(shop().ada().get("/v1/customers?q=" + reference), "customers");
    EXPECT_EQ(found.number("/total"), 1) << found.body;
    return found.text("/items/0/id");
  }
  // Units still with the customers, by order and line.
  std::string kept() {
    return shop().application().database().read([](db::Transaction& tx) {
      static const db::Sql kKept{
          "SELECT s.external_ref, l.sku, l.quantity - l.returned_quantity FROM sale_line l JOIN sale s ON "
          "s.customer_id = l.customer_id AND s.sale_id = l.sale_id ORDER BY s.external_ref, l.line_no"};
      std::string text;
      for (auto rows = tx.query(kKept); rows.next();)
        text += rows.string(0) + ":" + rows.string(1) + "=" + std::to_string(rows.integer(2)) + " ";
      return text;
    });
  }
};

TEST_P(import_of_returns, a_cancelled_line_takes_from_the_newest_earlier_sale_of_that_product) {
  const auto done = bring(
      "1,PEN,Pen,5,2025-03-01 09:00:00,2.00,17850\n"
      "2,PEN,Pen,3,2025-03-02 09:00:00,2.00,17850\n"
      "2,CUP,Cup,1,2025-03-02 09:00:00,9.00,17850\n"
      "C3,PEN,Pen,-4,2025-03-03 09:00:00,2.00,17850\n"
      "4,PEN,Pen,9,2025-03-04 09:00:00,2.00,17850\n");
  EXPECT_EQ(done.count("rows_ok"), 5) << done.errors_csv;
  EXPECT_EQ(done.count("sales_created"), 3);
  EXPECT_EQ(done.count("returns_created"), 1);
  EXPECT_EQ(done.preview.number("/will_create/returns"), 1);
  EXPECT_EQ(kept(), "1:PEN=4 2:PEN=0 2:CUP=1 4:PEN=9 ");
  EXPECT_EQ(shop().points_of(customer("17850")).number("/spent_minor"), 1'000 + 600 + 900 - 800 + 1'800);
}

TEST_P(import_of_returns, units_sold_at_the_same_price_come_back_first) {
  bring(
      "1,PEN,Pen,2,2025-03-01 09:00:00,2.00,17850\n"
      "2,PEN,Pen,2,2025-03-02 09:00:00,3.00,17850\n"
      "C3,PEN,Pen,-2,2025-03-03 09:00:00,2.00,17850\n");
  EXPECT_EQ(kept(), "1:PEN=0 2:PEN=2 ");
}

TEST_P(import_of_returns, what_was_never_sold_cannot_come_back_and_the_rest_goes_on) {
  const auto done = bring(
      "1,PEN,Pen,2,2025-03-01 09:00:00,2.00,17850\n"
      "C2,PEN,Pen,-1,2025-03-02 09:00:00,2.00,17850\n"
      "C2,CUP,Cup,-1,2025-03-02 09:00:00,9.00,17850\n"
      "C3,PEN,Pen,-2,2025-03-03 09:00:00,2.00,17850\n"
      "C4,PEN,Pen,-1,2025-03-03 09:00:00,2.00,12345\n"
      "C5,PEN,Pen,-1,2025-02-03 09:00:00,2.00,17850\n"
      "C6,PEN,Pen,-1,2025-03-06 09:00:00,2.00,\n");
  EXPECT_EQ(done.count("rows_ok"), 2);
  EXPECT_EQ(done.count("rows_refused"), 5);
  EXPECT_EQ(done.count("returns_created"), 1);
  EXPECT_EQ(kept(), "1:PEN=1 ");
  for (const auto* named :
       {"4,sku,sales.return_matches_no_sale", "5,quantity,sales.return_exceeds_sold",
        "6,customer_ref,sales.return_matches_no_sale", "7,customer_ref,sales.return_matches_no_sale",
        "8,customer_ref,imports.return_without_customer"}) {
    EXPECT_NE(done.errors_csv.find(named), std::string::npos) << named << "\n" << done.errors_csv;
  }
}

TEST_P(import_of_returns, bringing_the_file_again_changes_nothing_and_the_missing_sale_mends_it) {
  const std::string file =
      "1,PEN,Pen,2,2025-03-01 09:00:00,2.00,17850\n"
      "C2,PEN,Pen,-1,2025-03-02 09:00:00,2.00,17850\n"
      "C2,CUP,Cup,-1,2025-03-02 09:00:00,9.00,17850\n";
  bring(file);
  const auto before = kept();
  const auto again = bring(file);
  EXPECT_EQ(again.count("rows_skipped"), 2);
  EXPECT_EQ(again.count("rows_refused"), 1);
  EXPECT_EQ(kept(), before);
  bring("0,CUP,Cup,1,2025-02-01 09:00:00,9.00,17850\n");
  const auto mended = bring(file);
  EXPECT_EQ(mended.count("rows_skipped"), 2);
  EXPECT_EQ(mended.count("rows_ok"), 1);
  EXPECT_EQ(kept(), "0:CUP=0 1:PEN=1 ");
}

TEST_P(import_of_returns, an_order_may_sell_and_take_back_at_once) {
  const auto done = bring(
      "1,PEN,Pen,2,2025-03-01 09:00:00,2.00,17850\n"
      "2,CUP,Cup,1,2025-03-02 09:00:00,9.00,17850\n"
      "2,PEN,Pen,-1,2025-03-02 09:01:00,2.00,17850\n");
  EXPECT_EQ(done.count("rows_ok"), 3) << done.errors_csv;
  EXPECT_EQ(kept(), "1:PEN=1 2:CUP=1 ");
}

TEST_P(import_of_returns, nobody_known_buys_only_where_that_is_wanted) {
  const std::string rows = "1,PEN,Pen,2,2025-03-01 09:00:00,2.00,\n2,PEN,Pen,1,2025-03-01 09:00:00,2.00,17850\n";
  const auto refused = bring(rows);
  EXPECT_EQ(refused.count("rows_refused"), 1);
  EXPECT_EQ(refused.count("sales_created"), 1);
  const auto taken = bring(rows, {{"without_customer", "anonymous"}});
  EXPECT_EQ(taken.count("rows_ok"), 1);
  EXPECT_EQ(taken.count("rows_skipped"), 1);
  const auto again = bring(rows, {{"without_customer", "anonymous"}});
  EXPECT_EQ(again.count("rows_skipped"), 2);
  EXPECT_EQ(shop().ada().get("/v1/sales").number("/total"), 2);
}

HOMEPORT_ON_BOTH_ENGINES(import_of_returns);

// What a file of a real till comes to when every line sold counts and every line that came back takes from what was
// sold to the same customer before: worked out here in plain maps, without any of the code that records it.
struct Books {
  std::int64_t rows = 0;
  std::int64_t sold_rows = 0;
  std::int64_t sold_minor = 0;
  std::int64_t sold_units = 0;
  std::int64_t anonymous_rows = 0;
  std::int64_t returned_units = 0;
};

struct FileRow {
  std::string order;
  std::string sku;
  std::int64_t quantity = 0;
  std::string at;
  std::int64_t amount_minor = 0;
  std::string customer;
};

std::vector<FileRow> rows_of(std::string_view bytes) {
  std::vector<FileRow> rows;
  CsvReader reader(
      ',',
      [&](const CsvRow& row) {
        if (row.number == 1) return CsvStep::go_on;
        FileRow one;
        one.order = row.fields[0];
        one.sku = fold_for_search(row.fields[1]);
        one.quantity = std::stoll(std::string(row.fields[3]));
        one.at = row.fields[4];
        one.amount_minor = divide_rounded(
            static_cast<Int128>(imports::parse_decimal(row.fields[5], 6).value()) * one.quantity, 10'000);
        one.customer = row.fields[6];
        rows.push_back(std::move(one));
        return CsvStep::go_on;
      },
      [](const CsvError&) { return CsvStep::go_on; });
  reader.feed(bytes);
  reader.finish();
  return rows;
}

Books expected_books(const std::vector<FileRow>& rows) {
  Books books;
  std::map<std::pair<std::string, std::string>, std::vector<std::pair<std::string, std::int64_t>>> sold;
  std::map<std::string, std::string> order_time;
  for (const auto& row : rows) {
    ++books.rows;
    auto& at = order_time[row.order];
    if (at.empty()) at = row.at;
    if (row.quantity > 0) {
      ++books.sold_rows;
      books.sold_minor += row.amount_minor;
      books.sold_units += row.quantity;
      if (row.customer.empty()) ++books.anonymous_rows;
      if (!row.customer.empty()) sold[{row.customer, row.sku}].emplace_back(at, row.quantity);
    }
  }
  // One product of one cancelled order goes back whole or not at all, in the order of time.
  std::map<std::tuple<std::string, std::string, std::string>, std::pair<std::string, std::int64_t>> returns;
  for (const auto& row : rows) {
    if (row.quantity > 0 || row.customer.empty()) continue;
    auto& one = returns[{order_time[row.order], row.order, row.sku}];
    one.first = row.customer;
    one.second -= row.quantity;
  }
  for (const auto& [key, back] : returns) {
    const auto& [at, order, sku] = key;
    std::int64_t there = 0;
    auto& lines = sold[{back.first, sku}];
    for (const auto& [sold_at, units] : lines)
      there += sold_at <= at ? units : 0;
    if (there < back.second) continue;
    books.returned_units += back.second;
    std::int64_t missing = back.second;
    for (auto& [sold_at, units] : lines) {
      if (sold_at > at) continue;
      const auto taken = std::min(missing, units);
      units -= taken;
      missing -= taken;
    }
  }
  return books;
}

// SQLite gets the whole file; PostgreSQL, where the same code runs and each statement costs a round trip, its
// beginning.
constexpr std::size_t kRowsOnPostgres = 40'000;

class real_returns : public ShopTest {
 protected:
  [[nodiscard]] static std::string beginning_of(std::string bytes, std::size_t rows) {
    std::size_t end = 0;
    for (std::size_t line = 0; line <= rows && end != std::string::npos; ++line)
      end = bytes.find('\n', end == 0 ? 0 : end + 1);
    if (end != std::string::npos) bytes.resize(end + 1);
    return bytes;
  }
};

Books recorded_books(Shop& shop) {
  return shop.application().database().read([](db::Transaction& tx) {
    static const db::Sql kBooks{
        "SELECT count(*), CAST(sum(amount_minor) AS BIGINT), CAST(sum(quantity) AS BIGINT), "
        "CAST(sum(returned_quantity) AS BIGINT), CAST(sum(CASE WHEN customer_id < 0 THEN 1 ELSE 0 END) AS BIGINT) "
        "FROM sale_line"};
    auto rows = tx.query(kBooks);
    EXPECT_TRUE(rows.next());
    return Books{0, rows.integer(0), rows.integer(1), rows.integer(2), rows.integer(4), rows.integer(3)};
  });
}

TEST_P(real_returns, of_a_real_till_come_in_whole_add_up_and_come_in_only_once) {
  const auto file = support::shared_data_file("online_retail/online_retail_handout_to_2011-06.csv.gz");
  if (!file) GTEST_SKIP() << "online_retail_handout_to_2011-06.csv.gz is not here: set HOMEPORT_SHARED_DATA";
  const bool is_whole = GetParam() == db::Engine::sqlite;
  const auto bytes = is_whole ? unpacked(*file) : beginning_of(unpacked(*file), kRowsOnPostgres);
  const auto expected = expected_books(rows_of(bytes));
  ASSERT_EQ(expected.rows, is_whole ? 245'903 : static_cast<std::int64_t>(kRowsOnPostgres));
  ASSERT_GT(expected.returned_units, 0);

  const json::object anonymous{{"without_customer", "anonymous"}};
  const auto first = shop().import_file(bytes, "online_retail.csv", "y-m-d", anonymous);
  ASSERT_EQ(first.end.text("/import/state"), "done") << first.end.body;
  EXPECT_EQ(first.count("rows_ok") + first.count("rows_refused"), expected.rows);
  const auto recorded = recorded_books(shop());
  EXPECT_EQ(recorded.sold_rows, expected.sold_rows) << first.errors_csv.substr(0, 2'000);
  EXPECT_EQ(recorded.sold_minor, expected.sold_minor);
  EXPECT_EQ(recorded.sold_units, expected.sold_units);
  EXPECT_EQ(recorded.anonymous_rows, expected.anonymous_rows);
  EXPECT_EQ(recorded.returned_units, expected.returned_units);
  EXPECT_EQ(shop().broken_invariants(), std::vector<std::string>{});

  const auto second = shop().import_file(bytes, "online_retail again.csv", "y-m-d", anonymous);
  EXPECT_EQ(second.count("rows_ok"), 0);
  EXPECT_EQ(second.count("rows_skipped"), first.count("rows_ok"));
  EXPECT_EQ(second.count("rows_refused"), first.count("rows_refused"));
  EXPECT_EQ(recorded_books(shop()).returned_units, recorded.returned_units);
}

HOMEPORT_ON_BOTH_ENGINES(real_returns);

}  // namespace
}  // namespace homeport::test
