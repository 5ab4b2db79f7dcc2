#include "modules/lab/rulebook.hpp"

#include <algorithm>

namespace homeport::lab {
namespace {

using programme::Activation;
using programme::Downgrade;
using programme::Expiry;
using programme::Period;
using programme::StrategyVersion;
using programme::Upgrade;

// As the wallet has it: at the end of the day so many months later, or of that day's year.
Time expiry_after(const StrategyVersion& strategy, Date day, TimeZone zone) {
  if (strategy.expiry == Expiry::never || strategy.activation == Activation::on_event) return kLastTime;
  auto last = plus_months(day, static_cast<std::int32_t>(strategy.expiry_months));
  if (last && strategy.expiry == Expiry::calendar) last = date_from({year_month_day(*last).year, 12, 31});
  if (!last || *last >= kLastDate) return kLastTime;
  return start_of_day(plus_days(*last, 1), zone);
}

Version version_of(const StrategyVersion& strategy, std::span<const Rate> weights, const Calendar& calendar) {
  Version version;
  version.effective_from = strategy.effective_from;
  version.development_days = strategy.development_days;
  version.upgrade = strategy.upgrade;
  version.downgrade = strategy.downgrade;
  for (const auto period : {Period::development, Period::maintenance}) {
    const auto number = static_cast<std::size_t>(period);
    version.rules[number] = programme::rule_of(strategy, period);
    for (const auto weight : weights) {
      version.weights_ppm[number].push_back(multiply_rate(weight.ppm, version.rules[number].weight_multiplier));
    }
  }
  version.wallet_rate = strategy.wallet_rate;
  version.daily_earn_limit = strategy.daily_earn_limit.hundredths;
  if (strategy.activation == Activation::after_return_window)
    version.window_us = strategy.return_window_days * kMicrosPerDay;
  version.waits_for_event = strategy.activation == Activation::on_event;
  version.is_by_activity = strategy.expiry == Expiry::by_activity && !version.waits_for_event;
  for (std::size_t day = 0; day < calendar.day_count(); ++day) {
    version.expiry_of_day.push_back(expiry_after(strategy, calendar.day(day), calendar.zone()));
  }
  return version;
}

}  // namespace

Time Version::expiry_of(Time granted_at, const Calendar& calendar) const {
  const Time from = plus_micros(granted_at, window_us);
  return calendar.contains(from) ? expiry_of_day[calendar.day_of(from)] : kLastTime;
}

std::int64_t worth_of_points(std::int64_t points, Rate value) {
  const auto worth = [value](std::int64_t some) { return programme::worth_of(Points{some}, value).minor; };
  return points < 0 ? -worth(-points) : worth(points);
}

Rulebook::Rulebook(std::span<const StrategyVersion> versions, std::span<const programme::Tier> tiers,
                   std::span<const Rate> weights, const Calendar& calendar) {
  for (const auto& strategy : versions) {
    versions_.push_back(version_of(strategy, weights, calendar));
    point_value_ = strategy.point_value;
  }
  for (const auto& tier : tiers) {
    thresholds_.push_back(tier.threshold.hundredths);
    discounts_.push_back(tier.discount);
  }
  has_reviews_ = std::any_of(versions_.begin(), versions_.end(), [](const Version& version) {
    return version.downgrade == Downgrade::period_end || version.upgrade == Upgrade::period_end;
  });
}

const Version* Rulebook::version_at(Time at) const {
  for (auto version = versions_.rbegin(); version != versions_.rend(); ++version) {
    if (version->effective_from <= at) return &*version;
  }
  return nullptr;
}

int Rulebook::tier_for(std::int64_t combined) const {
  int found = 0;
  for (std::size_t i = 1; i < thresholds_.size(); ++i) {
    if (thresholds_[i] <= combined) found = static_cast<int>(i);
  }
  return found;
}

Standing Rulebook::newcomer() const {
  Standing standing;
  if (!thresholds_.empty()) standing.tier = tier_for(0);
  return standing;
}

Rate Rulebook::discount_of(const Standing& standing) const {
  return standing.tier < 0 ? kWhole : discounts_[static_cast<std::size_t>(standing.tier)];
}

Period Rulebook::period_of(const Version& version, const Standing& standing, Time at) {
  if (version.development_days == 0) return standing.first_sale_at ? Period::maintenance : Period::development;
  return programme::period_of(standing.first_sale_at, at, version.development_days);
}

void Rulebook::hold(Standing& standing, int tier) const {
  if (tier > standing.tier) ++standing.raised;
  if (tier < standing.tier) ++standing.lowered;
  standing.tier = tier;
}

void Rulebook::apply(Standing& standing, std::int64_t delta, Time at, bool is_sale) const {
  standing.combined += delta;
  if (is_sale) standing.first_sale_at = std::min(standing.first_sale_at.value_or(at), at);
  if (standing.tier < 0) return;
  const int earned = tier_for(standing.combined);
  if (earned != standing.tier) {
    const auto* version = version_at(at);
    const auto upgrade = version == nullptr ? Upgrade::at_once : version->upgrade;
    const auto downgrade = version == nullptr ? Downgrade::never : version->downgrade;
    if (earned < standing.tier) {
      if (delta < 0 && downgrade == Downgrade::one_step) hold(standing, standing.tier - 1);
    } else if (upgrade == Upgrade::at_once) {
      hold(standing, earned);
    } else if (upgrade == Upgrade::one_step && delta > 0) {
      hold(standing, standing.tier + 1);
    }
  }
  const auto mark = [at](std::optional<Time>& since, bool is_off) {
    if (!is_off) since.reset();
    if (is_off && !since) since = at;
  };
  mark(standing.below_tier_since, earned < standing.tier);
  mark(standing.above_tier_since, earned > standing.tier);
}

void Rulebook::review(Standing& standing, Time at, TimeZone zone) const {
  const auto since = standing.below_tier_since ? standing.below_tier_since : standing.above_tier_since;
  const int earned = tier_for(standing.combined);
  // The points have not changed since the last entry, so the first review that may move the tier moves it for good.
  for (auto year = year_month_day(local_date(*since, zone)).year + 1;; ++year) {
    const auto new_year = date_from({year, 1, 1});
    if (!new_year) return;
    const Time due = start_of_day(*new_year, zone);
    if (due > at) return;
    const auto* version = version_at(due);
    if (version == nullptr) continue;
    const bool moves =
        earned > standing.tier ? version->upgrade == Upgrade::period_end : version->downgrade == Downgrade::period_end;
    if (!moves) continue;
    hold(standing, earned);
    standing.below_tier_since.reset();
    standing.above_tier_since.reset();
    return;
  }
}

void Rulebook::settle(Standing& standing, Time at, TimeZone zone) const {
  if (standing.tier < 0 || (!standing.below_tier_since && !standing.above_tier_since)) return;
  if (has_reviews_) review(standing, at, zone);
  if (!standing.above_tier_since) return;
  const auto* version = version_at(at);
  if (version != nullptr && version->upgrade != Upgrade::at_once) return;
  hold(standing, tier_for(standing.combined));
  standing.above_tier_since.reset();
}

}  // namespace homeport::lab
