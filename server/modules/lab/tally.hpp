#pragma once

// What a replay counts, and the customers it leaves best and worst. Every thread has a tally of its own; they are
// added up at the end. Sums of 64 bits: ten million sales of a million each stay far below.

#include <array>
#include <cstdint>
#include <vector>

#include "modules/lab/plan.hpp"
#include "modules/sales/service.hpp"

namespace homeport::lab {

// Net of what returns took back.
struct SideSums {
  std::int64_t rebate_minor = 0;
  std::int64_t consumption = 0;
  std::int64_t profit = 0;
  std::int64_t combined = 0;
  std::int64_t wallet = 0;  // not of a service type

  void add(const SideSums& other);
};

// Of the whole period, of a month, or of a service type.
struct Bucket {
  std::int64_t sales = 0;  // of a service type: lines
  std::int64_t returns = 0;
  std::int64_t amount_minor = 0;  // at list price, net of returns
  std::int64_t cost_minor = 0;
  std::array<SideSums, kSides> sides;
  SideSums recorded;  // as it happened; not by service type

  void add(const Bucket& other);
};

// What only the whole period is asked for.
struct SideExtras {
  std::int64_t issued = 0;      // combined points granted, before returns
  std::int64_t taken_back = 0;  // of them, by returns
  std::int64_t bonus = 0;
  std::int64_t capped_sales = 0;
  std::int64_t refused_sales = 0;
  std::int64_t tiers_raised = 0;
  std::int64_t tiers_lowered = 0;
  std::int64_t wallet_issued = 0;
  std::int64_t wallet_kept_back = 0;
  std::int64_t wallet_taken_back = 0;
  std::int64_t wallet_expired = 0;

  void add(const SideExtras& other);
};

struct CustomerSide {
  std::int64_t rebate_minor = 0;
  std::int64_t combined = 0;
  std::int64_t wallet = 0;        // granted, net of returns
  std::int64_t wallet_minor = 0;  // what that pays
  int tier = -1;                  // at the end
};

// One customer's period, as it came out on both sides.
struct CustomerOutcome {
  sales::CustomerId customer_id;
  std::int64_t sales = 0;
  std::int64_t amount_minor = 0;
  std::array<CustomerSide, kSides> sides;

  // What the change is to him: money first, the rebate with what the wallet points pay, then combined points. Above
  // zero: he gains.
  [[nodiscard]] std::array<std::int64_t, 2> difference() const;
};

inline constexpr std::size_t kMostRanked = 100;  // who gain most, and who lose most

// The first kMostRanked by difference, ties by id; kept as a heap until ranked() sorts it.
class Ranking {
 public:
  enum class Of : std::uint8_t { gains, losses };
  explicit Ranking(Of of) : of_(of) {}

  void offer(const CustomerOutcome& outcome);
  void add(const Ranking& other);
  [[nodiscard]] std::vector<CustomerOutcome> ranked() const;  // the largest change first

 private:
  [[nodiscard]] bool is_ahead(const CustomerOutcome& a, const CustomerOutcome& b) const;

  Of of_;
  std::vector<CustomerOutcome> heap_;  // the last one in the ranking at the front
};

struct Tally {
  explicit Tally(const Plan& plan);

  Bucket total;
  std::vector<Bucket> months;
  std::vector<Bucket> types;
  std::array<SideExtras, kSides> extras;
  std::int64_t customers = 0;
  std::int64_t gaining = 0;
  std::int64_t losing = 0;
  // Customers by tier at the end: present x (tiers of changed + 1) + changed; "no tier" comes last.
  std::vector<std::int64_t> moves;
  Ranking gains{Ranking::Of::gains};
  Ranking losses{Ranking::Of::losses};

  void finish(const Plan& plan, const CustomerOutcome& outcome);
  void add(const Tally& other);
};

}  // namespace homeport::lab
