// Four years of a real shop's orders, brought as the file is. Skips with a notice where the file isn't there.

#include "base/csv.hpp"
#include "modules/imports/rules.hpp"
#include "shop/shop.hpp"
#include "support/shared_data.hpp"
#include "support/unpacked_file.hpp"

namespace homeport::test {
namespace {

struct Sums {
  std::int64_t rows = 0;
  std::int64_t sales_minor = 0;
  std::int64_t profit_minor = 0;
};

// Each line rounded to cents, then added: what the ledger must come to.
Sums sums_of(std::string_view bytes) {
  Sums sums;
  std::size_t sales_column = 0;
  std::size_t profit_column = 0;
  CsvReader reader(
      ',',
      [&](const CsvRow& row) {
        if (row.number == 1) {
          for (std::size_t i = 0; i < row.fields.size(); ++i) {
            if (row.fields[i] == "Sales") sales_column = i;
            if (row.fields[i] == "Profit") profit_column = i;
          }
          return CsvStep::go_on;
        }
        ++sums.rows;
        sums.sales_minor += imports::parse_decimal(row.fields[sales_column], 2).value();
        sums.profit_minor += imports::parse_decimal(row.fields[profit_column], 2).value();
        return CsvStep::go_on;
      },
      [](const CsvError&) { return CsvStep::go_on; });
  reader.feed(bytes);
  reader.finish();
  return sums;
}

Sums sums_in(Shop& shop) {
  return shop.application().database().read([](db::Transaction& tx) {
    static const db::Sql kSums{
        "SELECT CAST(sum(l.amount_minor) AS BIGINT), CAST(sum(l.amount_minor - l.cost_minor) AS BIGINT), count(*) "
        "FROM sale_line l"};
    auto rows = tx.query(kSums);
    EXPECT_TRUE(rows.next());
    return Sums{rows.integer(2), rows.integer(0), rows.integer(1)};
  });
}

class real_file : public ShopTest {};

TEST_P(real_file, comes_in_whole_adds_up_and_comes_in_only_once) {
  const auto file = support::shared_data_file("superstore/superstore_us_9994.csv.gz");
  if (!file) GTEST_SKIP() << "superstore_us_9994.csv.gz is not here: set HOMEPORT_SHARED_DATA";
  const auto bytes = unpacked(*file);
  const auto expected = sums_of(bytes);
  ASSERT_EQ(expected.rows, 9'994);

  const auto first = shop().import_file(bytes, "superstore.csv");
  ASSERT_EQ(first.end.text("/import/state"), "done") << first.end.body;
  EXPECT_EQ(first.preview.number("/error_count"), 0) << first.preview.body.substr(0, 2'000);
  EXPECT_EQ(first.count("rows_total"), 9'994);
  EXPECT_EQ(first.count("rows_ok"), 9'994);
  EXPECT_EQ(first.count("rows_refused"), 0) << first.errors_csv.substr(0, 2'000);
  EXPECT_EQ(first.count("customers_created"), 793);
  EXPECT_EQ(first.count("sales_created"), 5'009);
  const auto recorded = sums_in(shop());
  EXPECT_EQ(recorded.rows, 9'994);
  EXPECT_EQ(recorded.sales_minor, expected.sales_minor);
  EXPECT_EQ(recorded.profit_minor, expected.profit_minor);
  EXPECT_EQ(shop().broken_invariants(), std::vector<std::string>{});

  const auto second = shop().import_file(bytes, "superstore again.csv");
  EXPECT_EQ(second.count("rows_skipped"), 9'994);
  EXPECT_EQ(second.count("rows_ok"), 0);
  EXPECT_EQ(second.count("sales_created"), 0);
  EXPECT_EQ(second.count("customers_created"), 0);
  EXPECT_EQ(sums_in(shop()).sales_minor, expected.sales_minor);
}

HOMEPORT_ON_BOTH_ENGINES(real_file);

}  // namespace
}  // namespace homeport::test
