// What programmes and screens learn from the sums of sales, on both engines.

#include <gtest/gtest.h>

#include "modules/programme/service.hpp"
#include "modules/sales/till_fixture.hpp"

namespace homeport::sales {
namespace {

class sales_sums : public TillFixture {
 protected:
  std::vector<programme::ServiceTypeSums> sums(Time from, Time until) {
    return till().database().read([&](const kit::Read& read) { return sums_by_service_type(read, from, until); });
  }
  std::vector<programme::ServiceTypeSums> sums() {
    const Time now = till().database().clock().now();
    return sums(plus_days(now, -1), plus_days(now, 1));
  }
  // As somebody of the staff who reaches one store.
  template <class Use>
  auto as_staff_of(kit::OrgUnitId store, Use use) {
    return till().database().read([&](const kit::Read& read) {
      kit::Actor actor;
      actor.staff_id = kit::StaffId{77};
      actor.scope = kit::DataScope::store;
      actor.org_unit_id = store;
      actor.org_unit_ids = {store.value};
      return use(kit::Read{read.tx, actor, read.now});
    });
  }
  Result<programme::WeightSuggestions> suggested(std::optional<Date> from = {}, std::optional<Date> to = {}) {
    return till().database().read(
        [&](const kit::Read& read) { return programme::suggest_weights(read, sums_by_service_type, from, to); });
  }
  Date today() { return local_date(till().database().clock().now(), *TimeZone::find("Asia/Shanghai")); }
};

TEST_P(sales_sums, a_service_type_has_what_was_sold_and_not_returned) {
  EXPECT_TRUE(sums().empty());
  const auto sold = till().sell_now(till().lin(), {{till().lamp(), 2}, {till().cup(), 3}});
  till().sell_now(std::nullopt, {{till().cup(), 1}});
  ASSERT_TRUE(till().give_back(sold.sale, {{1, 1}, {2, 2}}).ok());
  const auto found = sums();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].amount, Money{400'000 + 1'990 + 1'990});
  EXPECT_EQ(found[0].cost, Money{240'000 + 1'000 + 1'000});
  EXPECT_EQ(found[0].lines_count, 3);
}

TEST_P(sales_sums, a_line_that_came_back_whole_is_not_counted) {
  const auto sold = till().sell_now(till().lin(), {{till().cup(), 2}});
  ASSERT_TRUE(till().give_back(sold.sale, {{1, 2}}).ok());
  EXPECT_TRUE(sums().empty());
}

TEST_P(sales_sums, lines_at_cost_say_nothing_of_the_margin) {
  till().sell_now(till().lin(), {{till().cup(), 1}});
  const auto unknown = till().database().write(
      [&](kit::Write& write) { return till().add_product(write, "GIFT", Money{700}, Money{700}); });
  ASSERT_TRUE(unknown.ok());
  till().sell_now(till().lin(), {{*unknown, 5}});
  const auto found = sums();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].amount, Money{1'990});
  EXPECT_EQ(found[0].lines_count, 1);
}

TEST_P(sales_sums, the_first_moment_counts_and_the_last_does_not) {
  const auto at = till().sell_now(till().lin(), {{till().cup(), 1}}).sale.sold_at;
  EXPECT_EQ(sums(at, plus_micros(at, 1)).size(), 1U);
  EXPECT_TRUE(sums(plus_micros(at, 1), plus_micros(at, 2)).empty());
  EXPECT_TRUE(sums(plus_micros(at, -1), at).empty());
}

// An amount that no number of units divides, times so many units, would leave 64 bits.
TEST_P(sales_sums, the_largest_lines_are_shared_to_the_last_unit) {
  const Money price{999'999'999};
  const auto dear = till().database().write(
      [&](kit::Write& write) { return till().add_product(write, "SHIP", price, Money{333'333'333}); });
  ASSERT_TRUE(dear.ok());
  constexpr std::int64_t kUnits = 1'000;
  const auto sold = till().sell_now(till().lin(), {{*dear, kUnits}});
  ASSERT_TRUE(till().give_back(sold.sale, {{1, 1}}).ok());
  const auto found = sums();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].amount, Money{price.minor * (kUnits - 1)});
  EXPECT_EQ(found[0].cost, Money{333'333'333 * (kUnits - 1)});
}

TEST_P(sales_sums, only_stores_within_reach_are_summed) {
  till().sell_now(till().lin(), {{till().cup(), 1}});
  const Time now = till().database().clock().now();
  const auto of = [&](kit::OrgUnitId store) {
    return as_staff_of(store, [&](const kit::Read& read) {
      return sums_by_service_type(read, plus_days(now, -1), plus_micros(now, 1)).size();
    });
  };
  EXPECT_EQ(of(till().chain().first_store()), 1U);
  EXPECT_EQ(of(till().chain().second_store()), 0U);
}

TEST_P(sales_sums, weights_are_suggested_by_real_margins) {
  till().sell_now(till().lin(), {{till().lamp(), 1}, {till().cup(), 2}});
  const auto made = suggested();
  ASSERT_TRUE(made.ok());
  EXPECT_EQ(made->to, today());
  EXPECT_EQ(made->from, plus_days(today(), 1 - programme::kSuggestionDays));
  std::size_t with_suggestion = 0;
  for (const auto& item : made->items) {
    if (!item.suggestion) {
      EXPECT_EQ(item.lines_count, 0) << item.name;
      continue;
    }
    ++with_suggestion;
    EXPECT_EQ(item.name, "Modest");
    EXPECT_EQ(item.weight, Rate{200'000});
    EXPECT_EQ(item.lines_count, 2);
    EXPECT_EQ(item.amount, Money{403'980});
    EXPECT_EQ(item.cost, Money{242'000});
    EXPECT_EQ(*item.suggestion, Rate{400'960});  // 161,980 of 403,980
  }
  EXPECT_EQ(with_suggestion, 1U);
  // Yesterday nothing was sold.
  const auto before = suggested(plus_days(today(), -1), plus_days(today(), -1));
  ASSERT_TRUE(before.ok());
  for (const auto& item : before->items)
    EXPECT_FALSE(item.suggestion.has_value());
}

TEST_P(sales_sums, weights_are_not_suggested_for_no_days_or_too_many_or_without_the_right) {
  const auto reversed = suggested(today(), plus_days(today(), -1));
  ASSERT_FALSE(reversed.ok());
  EXPECT_EQ(reversed.refusal().reason, "programme.period_empty");
  EXPECT_EQ(reversed.refusal().field, "to");
  EXPECT_TRUE(suggested(plus_days(today(), 1 - programme::kMostSuggestionDays), today()).ok());
  const auto long_ago = suggested(plus_days(today(), -programme::kMostSuggestionDays), today());
  ASSERT_FALSE(long_ago.ok());
  EXPECT_EQ(long_ago.refusal().reason, "programme.period_too_long");
  const auto secret = as_staff_of(till().chain().first_store(), [&](const kit::Read& read) {
    return programme::suggest_weights(read, sums_by_service_type, std::nullopt, std::nullopt);
  });
  ASSERT_FALSE(secret.ok());
  EXPECT_EQ(secret.refusal().reason, "access.margin_required");
}

HOMEPORT_ON_BOTH_ENGINES(sales_sums);

}  // namespace
}  // namespace homeport::sales
