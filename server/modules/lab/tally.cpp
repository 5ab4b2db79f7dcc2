#include "modules/lab/tally.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace homeport::lab {
namespace {

template <class T>
void add_each(std::vector<T>& sums, const std::vector<T>& others) {
  CHECK(sums.size() == others.size());
  for (std::size_t i = 0; i < sums.size(); ++i) {
    if constexpr (requires { sums[i].add(others[i]); }) {
      sums[i].add(others[i]);
    } else {
      sums[i] += others[i];
    }
  }
}

std::size_t place_of(int tier, std::size_t tiers) { return tier < 0 ? tiers : static_cast<std::size_t>(tier); }

}  // namespace

void SideSums::add(const SideSums& other) {
  rebate_minor += other.rebate_minor;
  consumption += other.consumption;
  profit += other.profit;
  combined += other.combined;
  wallet += other.wallet;
}

void Bucket::add(const Bucket& other) {
  sales += other.sales;
  returns += other.returns;
  amount_minor += other.amount_minor;
  cost_minor += other.cost_minor;
  for (std::size_t side = 0; side < kSides; ++side)
    sides[side].add(other.sides[side]);
  recorded.add(other.recorded);
}

void SideExtras::add(const SideExtras& other) {
  issued += other.issued;
  taken_back += other.taken_back;
  bonus += other.bonus;
  capped_sales += other.capped_sales;
  refused_sales += other.refused_sales;
  tiers_raised += other.tiers_raised;
  tiers_lowered += other.tiers_lowered;
  wallet_issued += other.wallet_issued;
  wallet_kept_back += other.wallet_kept_back;
  wallet_taken_back += other.wallet_taken_back;
  wallet_expired += other.wallet_expired;
}

std::array<std::int64_t, 2> CustomerOutcome::difference() const {
  const auto& [present, changed] = sides;
  return {changed.rebate_minor + changed.wallet_minor - present.rebate_minor - present.wallet_minor,
          changed.combined - present.combined};
}

bool Ranking::is_ahead(const CustomerOutcome& a, const CustomerOutcome& b) const {
  const auto first = a.difference();
  const auto second = b.difference();
  if (first != second) return of_ == Of::gains ? first > second : first < second;
  return a.customer_id < b.customer_id;
}

void Ranking::offer(const CustomerOutcome& outcome) {
  const auto ahead = [this](const auto& a, const auto& b) { return is_ahead(a, b); };
  if (heap_.size() == kMostRanked) {
    if (!is_ahead(outcome, heap_.front())) return;
    std::pop_heap(heap_.begin(), heap_.end(), ahead);
    heap_.pop_back();
  }
  heap_.push_back(outcome);
  std::push_heap(heap_.begin(), heap_.end(), ahead);
}

void Ranking::add(const Ranking& other) {
  for (const auto& outcome : other.heap_)
    offer(outcome);
}

std::vector<CustomerOutcome> Ranking::ranked() const {
  auto sorted = heap_;
  std::sort(sorted.begin(), sorted.end(), [this](const auto& a, const auto& b) { return is_ahead(a, b); });
  return sorted;
}

Tally::Tally(const Plan& plan)
    : months(plan.calendar.months().size()),
      types(plan.type_count + 1),
      moves((plan.books[0].tier_count() + 1) * (plan.books[1].tier_count() + 1), 0) {}

void Tally::finish(const Plan& plan, const CustomerOutcome& outcome) {
  constexpr std::array<std::int64_t, 2> kNothing{0, 0};
  ++customers;
  const auto difference = outcome.difference();
  if (difference > kNothing) {
    ++gaining;
    gains.offer(outcome);
  } else if (difference < kNothing) {
    ++losing;
    losses.offer(outcome);
  }
  const auto& [present, changed] = plan.books;
  const std::size_t row = place_of(outcome.sides[0].tier, present.tier_count());
  const std::size_t column = place_of(outcome.sides[1].tier, changed.tier_count());
  ++moves[row * (changed.tier_count() + 1) + column];
}

void Tally::add(const Tally& other) {
  total.add(other.total);
  add_each(months, other.months);
  add_each(types, other.types);
  for (std::size_t side = 0; side < kSides; ++side)
    extras[side].add(other.extras[side]);
  customers += other.customers;
  gaining += other.gaining;
  losing += other.losing;
  add_each(moves, other.moves);
  gains.add(other.gains);
  losses.add(other.losses);
}

}  // namespace homeport::lab
