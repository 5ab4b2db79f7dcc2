// Back-tests over what a chain really recorded: the strategy in force replays to the very same points.

#include "shop/shop.hpp"
#include "support/shared_data.hpp"
#include "support/unpacked_file.hpp"

namespace homeport::test {
namespace {

class backtest : public ShopTest {
 protected:
  json::object request(std::string_view pricing) {
    const auto current = Shop::done(shop().ada().get("/v1/strategies/current"), "strategy");
    json::object strategy{{"name", "as it is"}};
    for (const auto* name : {"x_ppm", "y_ppm", "accrue_on", "loss_lines", "downgrade", "development_days"})
      strategy[name] = json::parse(current.body).as_object().at(name);
    return {{"name", "as it is"},
            {"from_on", "2010-01-01"},
            {"to_on", "2026-11-01"},
            {"pricing", pricing},
            {"strategy", strategy}};
  }

  json::object result_of(const json::object& wanted) {
    const auto id = Shop::done(shop().ada().post("/v1/backtests", wanted), "back-test").text("/id");
    shop().clock().advance_seconds(2);
    shop().run_jobs();
    const auto found = Shop::done(shop().ada().get("/v1/backtests/" + id), "back-test");
    EXPECT_EQ(found.text("/backtest/state"), "done") << found.body.substr(0, 500);
    return json::parse(found.body).as_object().at("result").as_object();
  }

  static std::int64_t number(const json::object& result, const char* pointer) {
    return json::value(result).at_pointer(pointer).to_number<std::int64_t>();
  }
};

TEST_P(backtest, four_years_of_a_real_shop_replay_to_the_points_recorded) {
  const auto file = support::shared_data_file("superstore/superstore_us_9994.csv.gz");
  if (!file) GTEST_SKIP() << "superstore_us_9994.csv.gz is not here: set HOMEPORT_SHARED_DATA";
  ASSERT_EQ(shop().import_file(unpacked(*file), "superstore.csv").end.text("/import/state"), "done");

  const auto as_recorded = result_of(request("as_recorded"));
  EXPECT_EQ(number(as_recorded, "/totals/sales_count"), 5'009);
  EXPECT_EQ(number(as_recorded, "/totals/customers_count"), 793);
  EXPECT_GT(number(as_recorded, "/totals/recorded/combined_points"), 0);
  for (const auto* kind : {"consumption_points", "profit_points", "combined_points", "rebate_minor", "margin_minor"}) {
    const auto recorded = number(as_recorded, (std::string("/totals/recorded/") + kind).c_str());
    for (const auto* side : {"present", "changed"})
      EXPECT_EQ(number(as_recorded, (std::string("/totals/") + side + "/sums/" + kind).c_str()), recorded) << kind;
  }
  EXPECT_EQ(number(as_recorded, "/totals/gaining_count") + number(as_recorded, "/totals/losing_count"), 0);

  // Had our till priced them, members would have had rebates out of the profit, never below cost.
  const auto priced = result_of(request("by_programme"));
  EXPECT_EQ(number(priced, "/totals/sales_count"), 5'009);
  EXPECT_GE(number(priced, "/totals/present/sums/rebate_minor"), 0);
  EXPECT_EQ(shop().broken_invariants(), std::vector<std::string>{});
}

HOMEPORT_ON_BOTH_ENGINES(backtest);

}  // namespace
}  // namespace homeport::test
