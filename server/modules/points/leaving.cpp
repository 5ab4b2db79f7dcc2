// What keeps points from leaving a wallet.

#include "modules/points/ledger.hpp"

namespace homeport::points {

Refusal wallet_blocked(std::string_view what) {
  return refuse(RefusalKind::conflict, "points.wallet_blocked",
                "this wallet is blocked: nothing can " + std::string(what));
}

Refusal beyond_daily_limit(std::string_view done, Points points, Points so_far, Points limit) {
  return refuse(RefusalKind::unprocessable, "points.daily_limit",
                programme::format_points(points) + " points would bring what was " + std::string(done) +
                    " today from " + programme::format_points(so_far) + " beyond the limit of " +
                    programme::format_points(limit),
                "points");
}

Outcome check_leaving(Ledger& ledger, Points points, std::string_view what, std::string_view done) {
  const auto& account = ledger.account();
  if (account.blocked_at) return wallet_blocked(what);
  if (account.available < points) {
    return refuse(RefusalKind::unprocessable, "points.balance_too_low",
                  programme::format_points(points) + " points are wanted, " +
                      programme::format_points(account.available) + " are available",
                  "points");
  }
  ledger.count_today();
  const Points limit = ledger.strategy().daily_spend_limit;
  const Points so_far = account.spent_today + account.reserved;
  if (within_daily_limit(points, so_far, limit) == points) return Done{};
  return beyond_daily_limit(done, points, so_far, limit);
}

}  // namespace homeport::points
