#include "modules/lab/rulebook.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace homeport::lab {
namespace {

using programme::Downgrade;
using programme::Period;
using programme::StrategyVersion;
using programme::Tier;
using programme::TierId;
using programme::Upgrade;

std::vector<Tier> tiers(std::vector<std::int64_t> thresholds) {
  std::vector<Tier> made;
  for (const auto threshold : thresholds) {
    Tier tier;
    tier.id = TierId{static_cast<std::int64_t>(made.size()) + 1};
    tier.threshold = Points{threshold};
    tier.discount = Rate{kPpm - static_cast<std::int64_t>(made.size()) * 50'000};
    made.push_back(tier);
  }
  return made;
}

StrategyVersion version(Downgrade downgrade, std::int64_t development_days = 0) {
  StrategyVersion made;
  made.effective_from = kFirstTime;
  made.x = Rate{800'000};
  made.y = Rate{200'000};
  made.downgrade = downgrade;
  made.development_days = development_days;
  made.development_weight_multiplier = Rate{1'500'000};
  return made;
}

Calendar calendar() { return {*parse_date("2025-01-01"), *parse_date("2026-12-31"), TimeZone::utc()}; }

Rulebook book(const StrategyVersion& strategy, const std::vector<Tier>& table) {
  const std::vector<Rate> weights{Rate{200'000}, Rate{333'333}};
  return {std::span(&strategy, 1), table, weights, calendar()};
}

Time day(std::string_view text) { return start_of_day(*parse_date(text), TimeZone::utc()); }

RC_GTEST_PROP(lab_rulebook, moves_tiers_as_the_programme_does, ()) {
  const auto table = tiers({0, 100, 250, 1'000});
  const auto policy = *rc::gen::element(Downgrade::never, Downgrade::period_end, Downgrade::one_step);
  auto strategy = version(policy);
  strategy.upgrade = *rc::gen::element(Upgrade::at_once, Upgrade::one_step, Upgrade::period_end);
  const auto rules = book(strategy, table);
  auto standing = rules.newcomer();
  std::int64_t combined = 0;
  const auto* held = &programme::tier_held(table, std::nullopt, Points{0});
  Time at = day("2026-01-01");
  for (const auto delta : *rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(-400, 500))) {
    combined += delta;
    held = &programme::tier_after_entry(table, *held, Points{delta}, Points{combined}, policy, strategy.upgrade);
    rules.settle(standing, at, TimeZone::utc());
    rules.apply(standing, delta, at, delta >= 0);
    at = plus_seconds(at, 60);
    RC_ASSERT(standing.combined == combined);
    RC_ASSERT(table[static_cast<std::size_t>(standing.tier)].id == held->id);
    RC_ASSERT(rules.discount_of(standing) == held->discount);
    const auto& earned = programme::tier_for(table, Points{combined});
    RC_ASSERT(standing.below_tier_since.has_value() == (held->threshold > earned.threshold));
    RC_ASSERT(standing.above_tier_since.has_value() == (held->threshold < earned.threshold));
  }
}

TEST(lab_rulebook, the_review_of_the_new_year_lowers_whoever_fell_below_before_it) {
  const auto rules = book(version(Downgrade::period_end), tiers({0, 100, 250}));
  auto standing = rules.newcomer();
  rules.apply(standing, 300, day("2025-03-01"), true);
  rules.apply(standing, -250, day("2025-06-01"), false);
  ASSERT_EQ(standing.tier, 2);
  rules.settle(standing, day("2025-12-31"), TimeZone::utc());
  EXPECT_EQ(standing.tier, 2);
  rules.settle(standing, day("2026-01-01"), TimeZone::utc());
  EXPECT_EQ(standing.tier, 0);
  EXPECT_EQ(standing.lowered, 1);
}

TEST(lab_rulebook, without_that_policy_no_review_lowers_anybody) {
  const auto rules = book(version(Downgrade::never), tiers({0, 100}));
  auto standing = rules.newcomer();
  rules.apply(standing, 300, day("2025-03-01"), true);
  rules.apply(standing, -300, day("2025-06-01"), false);
  rules.settle(standing, day("2030-01-01"), TimeZone::utc());
  EXPECT_EQ(standing.tier, 1);
}

TEST(lab_rulebook, a_chain_without_tiers_gives_nobody_a_discount) {
  const auto rules = book(version(Downgrade::never), {});
  auto standing = rules.newcomer();
  rules.apply(standing, 300, day("2025-03-01"), true);
  EXPECT_EQ(standing.tier, -1);
  EXPECT_EQ(rules.discount_of(standing), kWhole);
}

TEST(lab_rulebook, a_period_has_its_own_rule_and_weights) {
  const auto strategy = version(Downgrade::never, 30);
  const auto rules = book(strategy, tiers({0}));
  const auto& found = *rules.version_at(day("2025-01-01"));
  EXPECT_EQ(found.weights_ppm[0], (std::vector<std::int64_t>{300'000, 500'000}));
  EXPECT_EQ(found.weights_ppm[1], (std::vector<std::int64_t>{200'000, 333'333}));
  auto standing = rules.newcomer();
  EXPECT_EQ(Rulebook::period_of(found, standing, day("2025-01-01")), Period::development);
  rules.apply(standing, 10, day("2025-01-01"), true);
  EXPECT_EQ(Rulebook::period_of(found, standing, day("2025-01-20")), Period::development);
  EXPECT_EQ(Rulebook::period_of(found, standing, day("2025-02-01")), Period::maintenance);
}

TEST(lab_rulebook, the_review_of_the_new_year_lifts_whoever_waited_for_it) {
  auto strategy = version(Downgrade::never);
  strategy.upgrade = Upgrade::period_end;
  const auto rules = book(strategy, tiers({0, 100, 250}));
  auto standing = rules.newcomer();
  rules.apply(standing, 300, day("2025-03-01"), true);
  EXPECT_EQ(standing.tier, 0);
  rules.settle(standing, day("2025-12-31"), TimeZone::utc());
  EXPECT_EQ(standing.tier, 0);
  rules.settle(standing, day("2026-01-01"), TimeZone::utc());
  EXPECT_EQ(standing.tier, 2);
}

TEST(lab_rulebook, points_expire_as_the_wallet_says) {
  struct Case {
    programme::Expiry expiry;
    std::int64_t months;
    std::string_view granted;
    Time expires;
  };
  const std::vector<Case> cases{
      {programme::Expiry::never, 0, "2025-02-10", kLastTime},
      {programme::Expiry::rolling, 6, "2025-02-10", day("2025-08-11")},
      {programme::Expiry::rolling, 1, "2025-01-31", day("2025-03-01")},
      {programme::Expiry::calendar, 0, "2025-02-10", day("2026-01-01")},
      {programme::Expiry::calendar, 12, "2025-02-10", day("2027-01-01")},
      {programme::Expiry::by_activity, 3, "2025-02-10", day("2025-05-11")},
  };
  for (const auto& one : cases) {
    auto strategy = version(Downgrade::never);
    strategy.expiry = one.expiry;
    strategy.expiry_months = one.months;
    const auto rules = book(strategy, tiers({0}));
    EXPECT_EQ(rules.version_at(day("2025-01-01"))->expiry_of(day(one.granted), calendar()), one.expires)
        << one.granted << " " << one.months;
  }
}

TEST(lab_rulebook, before_the_first_version_there_is_none) {
  auto strategy = version(Downgrade::never);
  strategy.effective_from = day("2025-01-01");
  const auto rules = book(strategy, tiers({0}));
  EXPECT_EQ(rules.version_at(Time{day("2025-01-01").us - 1}), nullptr);
  EXPECT_NE(rules.version_at(day("2025-01-01")), nullptr);
}

}  // namespace
}  // namespace homeport::lab
