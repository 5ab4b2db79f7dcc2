#include "modules/points/wallet_rules.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace homeport::points {
namespace {

constexpr std::int32_t kDecember = 12;
constexpr std::int32_t kLastOfDecember = 31;

// The end of a day: the first instant of the next one.
std::optional<Time> end_of_day(std::optional<Date> day, TimeZone zone) {
  if (!day || *day >= kLastDate) return std::nullopt;
  return start_of_day(plus_days(*day, 1), zone);
}

bool spends_before(const Lot& a, const Lot& b) {
  const auto expiry = [](const Lot& lot) { return lot.expires_at.value_or(kLastTime); };
  if (expiry(a) != expiry(b)) return expiry(a) < expiry(b);
  return a.id < b.id;
}

}  // namespace

std::optional<Time> expiry_from(programme::Expiry expiry, std::int64_t months, Time from, TimeZone zone) {
  if (expiry == programme::Expiry::never) return std::nullopt;
  const auto day = plus_months(local_date(from, zone), static_cast<std::int32_t>(months));
  if (!day || expiry != programme::Expiry::calendar) return end_of_day(day, zone);
  return end_of_day(date_from({year_month_day(*day).year, kDecember, kLastOfDecember}), zone);
}

LotLife life_from(const programme::StrategyVersion& strategy, Time active_from, TimeZone zone) {
  LotLife life;
  life.activates_at = active_from;
  life.expires_at = expiry_from(strategy.expiry, strategy.expiry_months, active_from, zone);
  if (strategy.expiry == programme::Expiry::by_activity) life.idle_months = strategy.expiry_months;
  return life;
}

LotLife life_by_strategy(const programme::StrategyVersion& strategy, Time granted_at, TimeZone zone) {
  LotLife life;
  if (strategy.activation != programme::Activation::at_once) life.state = LotState::pending;
  if (strategy.activation == programme::Activation::on_event) return life;
  Time from = granted_at;
  if (strategy.activation == programme::Activation::after_return_window) {
    from = plus_days(granted_at, strategy.return_window_days);
    life.activates_at = from;
  }
  life.expires_at = expiry_from(strategy.expiry, strategy.expiry_months, from, zone);
  if (strategy.expiry == programme::Expiry::by_activity) life.idle_months = strategy.expiry_months;
  return life;
}

std::optional<Time> due_at_of(const Lot& lot) {
  if (lot.left.hundredths <= 0) return std::nullopt;
  if (lot.state == LotState::pending) return lot.activates_at;
  return lot.state == LotState::active ? lot.expires_at : std::nullopt;
}

bool is_spendable(const Lot& lot, Time now) {
  return lot.state == LotState::active && lot.left.hundredths > 0 && (!lot.expires_at || *lot.expires_at > now);
}

std::vector<LotPart> plan_draws(std::span<const Lot> lots, Points wanted, Time now) {
  CHECK(wanted.hundredths >= 0);
  std::vector<const Lot*> open;
  for (const auto& lot : lots) {
    if (is_spendable(lot, now)) open.push_back(&lot);
  }
  std::sort(open.begin(), open.end(), [](const Lot* a, const Lot* b) { return spends_before(*a, *b); });
  std::vector<LotPart> parts;
  for (const auto* lot : open) {
    if (wanted.hundredths == 0) break;
    const Points taken = std::min(wanted, lot->left);
    parts.push_back({lot->id, taken});
    wanted -= taken;
  }
  return parts;
}

std::vector<LotPart> plan_give_back(std::span<const LotPart> drawn, Points points) {
  std::vector<LotPart> parts;
  for (auto at = drawn.rbegin(); at != drawn.rend() && points.hundredths > 0; ++at) {
    const Points taken = std::min(points, at->points);
    if (taken.hundredths == 0) continue;
    parts.push_back({at->lot_id, taken});
    points -= taken;
  }
  CHECK(points.hundredths == 0);
  return parts;
}

Points wallet_share_of_returns(Points granted, Points combined_of_sale, Points combined_taken) {
  if (combined_of_sale.hundredths == 0) return Points{};
  return Points{
      programme::share_of_units(granted.hundredths, combined_of_sale.hundredths, 0, combined_taken.hundredths)};
}

Points within_daily_limit(Points points, Points so_far, Points limit) {
  if (limit.hundredths == 0) return points;
  return std::clamp(limit - so_far, Points{}, points);
}

Outcome check_staff_limit(const GivenByHand& so_far, const GivenByHand& more, Points limit) {
  const auto check = [&](Points given, Points wanted) -> Outcome {
    if (within_daily_limit(wanted, given, limit) == wanted) return Done{};
    return refuse(RefusalKind::unprocessable, "points.staff_daily_limit",
                  programme::format_points(wanted) + " points would bring what you gave by hand today from " +
                      programme::format_points(given) + " beyond your limit of " + programme::format_points(limit));
  };
  TRY_DONE(check(so_far.wallet, more.wallet));
  return check(so_far.combined, more.combined);
}

}  // namespace homeport::points
