#pragma once

// The rules one side of a comparison lives by, made ready for replaying: strategy versions by date, the tier table,
// the weights of service types, the life of wallet points. Decisions are those of programme/strategy_rules.hpp,
// programme/tier_rules.hpp and of the wallet; rulebook_test.cpp holds them side by side. Pure.

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/time.hpp"
#include "modules/lab/calendar.hpp"
#include "modules/programme/service.hpp"

namespace homeport::lab {

// A strategy version with everything a sale asks of it worked out beforehand.
struct Version {
  Time effective_from;
  std::int64_t development_days = 0;
  programme::Upgrade upgrade = programme::Upgrade::at_once;
  programme::Downgrade downgrade = programme::Downgrade::never;
  // By period: development, maintenance.
  std::array<programme::PeriodRule, 2> rules;
  std::array<std::vector<std::int64_t>, 2> weights_ppm;  // by number of the service type, with the multiplier

  Rate wallet_rate;
  std::int64_t daily_earn_limit = 0;
  std::int64_t window_us = 0;  // from the sale to when its points may be spent
  bool waits_for_event = false;
  bool is_by_activity = false;
  std::vector<Time> expiry_of_day;  // when points expire that become spendable on that day; kLastTime: never

  // When points granted at a moment of the calendar expire; kLastTime: never, or beyond it.
  [[nodiscard]] Time expiry_of(Time granted_at, const Calendar& calendar) const;
};

// What a customer has come to under one side's rules.
struct Standing {
  std::int64_t combined = 0;
  int tier = -1;  // number in the table, lowest 0; -1: there are no tiers
  std::optional<Time> below_tier_since;
  std::optional<Time> above_tier_since;
  std::optional<Time> first_sale_at;
  std::int64_t raised = 0;  // how often the tier rose and fell
  std::int64_t lowered = 0;
};

// What points pay, also where more was taken back than given.
[[nodiscard]] std::int64_t worth_of_points(std::int64_t points, Rate value);

class Rulebook {
 public:
  // Versions by date, tiers by threshold, the weight of each numbered service type.
  Rulebook(std::span<const programme::StrategyVersion> versions, std::span<const programme::Tier> tiers,
           std::span<const Rate> weights, const Calendar& calendar);

  [[nodiscard]] const Version* version_at(Time at) const;
  [[nodiscard]] std::size_t tier_count() const { return thresholds_.size(); }
  // What a point pays at last.
  [[nodiscard]] Rate point_value() const { return point_value_; }
  // Of somebody who has bought nothing yet.
  [[nodiscard]] Standing newcomer() const;
  // That of the tier held; the whole without tiers.
  [[nodiscard]] Rate discount_of(const Standing& standing) const;
  [[nodiscard]] static programme::Period period_of(const Version& version, const Standing& standing, Time at);

  // Moves history points and tier as an entry of the ledger does; `is_sale` also marks the first sale.
  void apply(Standing& standing, std::int64_t delta, Time at, bool is_sale) const;
  // Before anything else happens at `at`: the reviews at the beginnings of calendar years, where a policy wants them,
  // and the tier points have earned since, where upgrades come at once.
  void settle(Standing& standing, Time at, TimeZone zone) const;

 private:
  [[nodiscard]] int tier_for(std::int64_t combined) const;
  void hold(Standing& standing, int tier) const;
  void review(Standing& standing, Time at, TimeZone zone) const;

  std::vector<Version> versions_;
  std::vector<std::int64_t> thresholds_;
  std::vector<Rate> discounts_;
  Rate point_value_ = kWhole;
  bool has_reviews_ = false;
};

}  // namespace homeport::lab
