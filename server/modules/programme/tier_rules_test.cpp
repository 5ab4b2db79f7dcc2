#include "modules/programme/tier_rules.hpp"

#include <gtest/gtest.h>

namespace homeport::programme {
namespace {

Tier tier(std::int64_t id, std::string name, std::int64_t threshold, std::int64_t discount_ppm) {
  return {.id = TierId{id}, .name = std::move(name), .threshold = Points{threshold}, .discount = Rate{discount_ppm}};
}

std::vector<Tier> three_tiers() {
  return {tier(1, "Silver", 0, kPpm), tier(2, "Gold", 100'000, 950'000), tier(3, "Platinum", 500'000, 900'000)};
}

TEST(programme_tier_rules, a_table_that_is_none_is_refused_by_name) {
  struct Case {
    std::vector<Tier> tiers;
    std::string reason;
    std::string field;
  };
  std::vector<Tier> too_many;
  for (std::int64_t i = 0; i <= kMaxTiers; ++i)
    too_many.push_back(tier(i + 1, std::to_string(i), i, kPpm));
  const std::vector<Case> cases{
      {{}, "programme.no_tiers", ""},
      {too_many, "programme.too_many_tiers", ""},
      {{tier(1, "a", 1, kPpm)}, "programme.first_threshold", "threshold_points"},
      {{tier(1, "a", 0, kPpm), tier(2, "b", 0, kPpm)}, "programme.thresholds_not_rising", "threshold_points"},
      {{tier(1, "a", 0, 900'000), tier(2, "b", 1, 900'001)}, "programme.discount_not_falling", "discount_ppm"},
      {{tier(1, "a", 0, 0)}, "programme.discount_out_of_range", "discount_ppm"},
      {{tier(1, "a", 0, kPpm + 1)}, "programme.discount_out_of_range", "discount_ppm"},
      {{tier(1, "a", 0, kPpm), tier(2, "a", 1, kPpm)}, "programme.tier_name_taken", "name"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.reason);
    const auto outcome = check_tiers(c.tiers);
    ASSERT_FALSE(outcome.ok());
    EXPECT_EQ(outcome.refusal().reason, c.reason);
    EXPECT_EQ(outcome.refusal().field, c.field);
  }
  too_many.pop_back();
  EXPECT_TRUE(check_tiers(too_many).ok());
  EXPECT_TRUE(check_tiers(three_tiers()).ok());
}

TEST(programme_tier_rules, the_tier_is_the_highest_whose_threshold_is_reached) {
  const auto tiers = three_tiers();
  EXPECT_EQ(tier_for(tiers, Points{-1}).name, "Silver");
  EXPECT_EQ(tier_for(tiers, Points{0}).name, "Silver");
  EXPECT_EQ(tier_for(tiers, Points{99'999}).name, "Silver");
  EXPECT_EQ(tier_for(tiers, Points{100'000}).name, "Gold");
  EXPECT_EQ(tier_for(tiers, Points{kMaxAmount}).name, "Platinum");
}

TEST(programme_tier_rules, somebody_holds_what_was_recorded_or_earned_whichever_is_higher) {
  const auto tiers = three_tiers();
  EXPECT_EQ(tier_held(tiers, std::nullopt, Points{0}).name, "Silver");
  EXPECT_EQ(tier_held(tiers, TierId{2}, Points{0}).name, "Gold");
  EXPECT_EQ(tier_held(tiers, TierId{2}, Points{500'000}).name, "Platinum");
  EXPECT_EQ(tier_held(tiers, TierId{99}, Points{100'000}).name, "Gold");
}

TEST(programme_tier_rules, the_next_tier_and_what_is_missing_to_it) {
  const auto tiers = three_tiers();
  const auto next = next_tier(tiers, tiers[0], Points{30'000});
  ASSERT_TRUE(next);
  EXPECT_EQ(next->tier->name, "Gold");
  EXPECT_EQ(next->missing.hundredths, 70'000);
  const auto kept = next_tier(tiers, tiers[1], Points{30'000});  // Gold kept, its points gone
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->missing.hundredths, 470'000);
  EXPECT_FALSE(next_tier(tiers, tiers[2], Points{600'000}));
}

TEST(programme_tier_rules, it_rises_at_once_and_falls_only_as_the_policy_lets_it) {
  struct Case {
    std::size_t held;
    std::int64_t delta, combined;
    Downgrade policy;
    std::string after;
  };
  const auto tiers = three_tiers();
  for (const auto& c : {
           Case{0, 1, 500'000, Downgrade::never, "Platinum"},
           Case{0, 1, 100'000, Downgrade::one_step, "Gold"},
           Case{2, -1, 0, Downgrade::never, "Platinum"},
           Case{2, -1, 0, Downgrade::period_end, "Platinum"},
           Case{2, -1, 0, Downgrade::one_step, "Gold"},
           Case{1, -1, 0, Downgrade::one_step, "Silver"},
           Case{0, -1, -5, Downgrade::one_step, "Silver"},
           Case{2, 1, 0, Downgrade::one_step, "Platinum"},  // a purchase never costs a tier
           Case{2, -1, 500'000, Downgrade::one_step, "Platinum"},
       }) {
    EXPECT_EQ(tier_after_entry(tiers, tiers[c.held], Points{c.delta}, Points{c.combined}, c.policy).name, c.after);
  }
}

TEST(programme_tier_rules, the_review_lowers_only_under_its_own_policy) {
  const auto tiers = three_tiers();
  EXPECT_EQ(tier_after_review(tiers, tiers[2], Points{0}, Downgrade::period_end).name, "Silver");
  EXPECT_EQ(tier_after_review(tiers, tiers[2], Points{0}, Downgrade::never).name, "Platinum");
  EXPECT_EQ(tier_after_review(tiers, tiers[2], Points{0}, Downgrade::one_step).name, "Platinum");
  EXPECT_EQ(tier_after_review(tiers, tiers[0], Points{500'000}, Downgrade::never).name, "Platinum");
}

TEST(programme_tier_rules, tiers_rise_as_the_policy_says) {
  std::vector<Tier> tiers(3);
  for (std::size_t i = 0; i < tiers.size(); ++i) {
    tiers[i].id = TierId{static_cast<std::int64_t>(i) + 1};
    tiers[i].threshold = Points{static_cast<std::int64_t>(i) * 100};
    tiers[i].discount = kWhole;
  }
  struct Case {
    Upgrade upgrade;
    std::int64_t delta;
    std::int64_t after;   // an entry
    std::int64_t review;  // the end of the year
    std::int64_t held;    // shown meanwhile
  };
  for (const auto& c : {Case{Upgrade::at_once, 250, 3, 3, 3}, Case{Upgrade::one_step, 250, 2, 1, 1},
                        Case{Upgrade::one_step, 0, 1, 1, 1}, Case{Upgrade::period_end, 250, 1, 3, 1}}) {
    const Points combined{250};
    EXPECT_EQ(tier_after_entry(tiers, tiers[0], Points{c.delta}, combined, Downgrade::never, c.upgrade).id.value,
              c.after);
    EXPECT_EQ(tier_after_review(tiers, tiers[0], combined, Downgrade::never, c.upgrade).id.value, c.review);
    EXPECT_EQ(tier_held(tiers, TierId{1}, combined, c.upgrade).id.value, c.held);
  }
}

TEST(programme_tier_rules, progress_is_told_in_whole_percent_rounded_down) {
  struct Case {
    std::int64_t combined;
    std::int64_t threshold;
    std::int64_t percent;
  };
  for (const auto& one : {Case{0, 100, 0}, Case{-5, 100, 0}, Case{1, 100'000, 0}, Case{999, 100'000, 0},
                          Case{1'000, 100'000, 1}, Case{99'999, 100'000, 99}, Case{100'000, 100'000, 100},
                          Case{200'000, 100'000, 100}, Case{0, 0, 100}, Case{kMaxAmount - 1, kMaxAmount, 99}}) {
    EXPECT_EQ(progress_percent(Points{one.combined}, Points{one.threshold}), one.percent) << one.combined;
  }
}

}  // namespace
}  // namespace homeport::programme
