#include "base/amounts.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "base/check.hpp"

namespace homeport {
namespace {

Int128 floor_divide(Int128 numerator, Int128 denominator) {
  const Int128 quotient = numerator / denominator;
  return (numerator % denominator != 0 && (numerator < 0) != (denominator < 0)) ? quotient - 1 : quotient;
}

}  // namespace

std::int64_t divide_rounded(Int128 numerator, Int128 denominator) {
  CHECK(denominator > 0);
  const bool negative = numerator < 0;
  const Int128 magnitude = negative ? -numerator : numerator;
  Int128 quotient = magnitude / denominator;
  const Int128 remainder = magnitude % denominator;
  if (remainder >= denominator - remainder) ++quotient;
  CHECK(quotient <= std::numeric_limits<std::int64_t>::max());
  const auto rounded = static_cast<std::int64_t>(quotient);
  return negative ? -rounded : rounded;
}

std::int64_t multiply_rate(std::int64_t value, Rate rate) {
  return divide_rounded(static_cast<Int128>(value) * rate.ppm, kPpm);
}

std::vector<std::int64_t> split_by_largest_remainder(std::int64_t total, std::span<const Int128> exact_shares) {
  constexpr std::size_t kMaxParts = 10'000;
  CHECK(exact_shares.size() <= kMaxParts);
  std::vector<std::int64_t> parts(exact_shares.size(), 0);
  if (parts.empty()) {
    CHECK(total == 0);
    return parts;
  }
  const Int128 sum = std::accumulate(exact_shares.begin(), exact_shares.end(), Int128{0});
  if (sum == 0) {
    parts.front() = total;
    return parts;
  }
  std::vector<Int128> remainders(parts.size());
  std::int64_t given = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Int128 scaled = exact_shares[i] * total * (sum < 0 ? -1 : 1);
    const Int128 whole = floor_divide(scaled, sum < 0 ? -sum : sum);
    parts[i] = static_cast<std::int64_t>(whole);
    remainders[i] = scaled - whole * (sum < 0 ? -sum : sum);
    given += parts[i];
  }
  std::vector<std::size_t> order(parts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
  for (std::size_t k = 0; given < total; ++k, ++given)
    parts[order[k]] += 1;
  CHECK(given == total);
  return parts;
}

}  // namespace homeport
