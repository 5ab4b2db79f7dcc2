#pragma once

// Money, points and rates. Integers only; products are exact in 128 bits and rounded once, half away from zero.

#include <compare>
#include <cstdint>
#include <span>
#include <vector>

namespace homeport {

__extension__ using Int128 = __int128;

// The largest amount the system accepts, of money (minor units) or points (hundredths): ten million million.
// Sums of a million such amounts still fit in 64 bits.
inline constexpr std::int64_t kMaxAmount = 9'000'000'000'000;

// Money in minor units (fen, cents) of the chain's currency.
struct Money {
  std::int64_t minor = 0;
  friend auto operator<=>(const Money&, const Money&) = default;
  friend Money operator+(Money a, Money b) { return {a.minor + b.minor}; }
  friend Money operator-(Money a, Money b) { return {a.minor - b.minor}; }
  Money operator-() const { return {-minor}; }
  Money& operator+=(Money b) {
    minor += b.minor;
    return *this;
  }
  Money& operator-=(Money b) {
    minor -= b.minor;
    return *this;
  }
};

// Points in hundredths: Points{100} is 1.00 point.
struct Points {
  std::int64_t hundredths = 0;
  friend auto operator<=>(const Points&, const Points&) = default;
  friend Points operator+(Points a, Points b) { return {a.hundredths + b.hundredths}; }
  friend Points operator-(Points a, Points b) { return {a.hundredths - b.hundredths}; }
  Points operator-() const { return {-hundredths}; }
  Points& operator+=(Points b) {
    hundredths += b.hundredths;
    return *this;
  }
  Points& operator-=(Points b) {
    hundredths -= b.hundredths;
    return *this;
  }
};

// A rate in parts per million: Rate{800000} is 80 %.
struct Rate {
  std::int64_t ppm = 0;
  friend auto operator<=>(const Rate&, const Rate&) = default;
};
inline constexpr std::int64_t kPpm = 1'000'000;
inline constexpr Rate kWhole{kPpm};

// numerator / denominator, rounded half away from zero. denominator > 0. CHECKs that the quotient fits 64 bits.
[[nodiscard]] std::int64_t divide_rounded(Int128 numerator, Int128 denominator);

// value × rate, rounded half away from zero.
[[nodiscard]] std::int64_t multiply_rate(std::int64_t value, Rate rate);

// Splits `total` over `exact_shares` (any common scale, signs allowed) by largest remainder: the parts add up to
// `total` exactly, each differs from its exact share × total / Σ shares by less than 1, ties go to the earlier one.
// Σ exact_shares = 0 gives everything to the first part. Limits: at most 10,000 parts.
[[nodiscard]] std::vector<std::int64_t> split_by_largest_remainder(std::int64_t total,
                                                                   std::span<const Int128> exact_shares);

}  // namespace homeport
