#include "modules/programme/tender_rules.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace homeport::programme {

Money worth_of(Points points, Rate value) {
  CHECK(points.hundredths >= 0 && value.ppm > 0);
  return Money{static_cast<std::int64_t>(Int128{points.hundredths} * value.ppm / kPpm)};
}

Points points_to_pay(Money amount, Rate value) {
  CHECK(amount.minor >= 0 && value.ppm > 0);
  return Points{static_cast<std::int64_t>((Int128{amount.minor} * kPpm + value.ppm - 1) / value.ppm)};
}

Points points_worth_at_most(Money amount, Rate value) {
  CHECK(amount.minor >= 0 && value.ppm > 0);
  return Points{static_cast<std::int64_t>(((Int128{amount.minor} + 1) * kPpm - 1) / value.ppm)};
}

Money most_payable_by_points(Money payable, Rate share) {
  CHECK(payable.minor >= 0 && share.ppm >= 0);
  return Money{static_cast<std::int64_t>(Int128{payable.minor} * share.ppm / kPpm)};
}

}  // namespace homeport::programme
