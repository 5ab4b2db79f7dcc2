#include "modules/lab/replay.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace homeport::lab {
namespace {

using sales::CustomerHistory;
using sales::HistoryReturn;
using sales::HistorySale;

template <class Item>
std::span<const Item> part_of(std::span<const Item> items, std::uint32_t first, std::uint32_t count) {
  return items.subspan(first, count);
}

}  // namespace

// Moves of tiers before the period are not its moves.
void Replay::begin_period() {
  if (is_in_period_) return;
  is_in_period_ = true;
  for (auto& standing : standings_)
    standing.raised = standing.lowered = 0;
}

void Replay::before_period(std::int64_t delta, Time at, bool is_sale) {
  for (std::size_t side = 0; side < kSides; ++side) {
    plan_.books[side].settle(standings_[side], at, plan_.calendar.zone());
    plan_.books[side].apply(standings_[side], delta, at, is_sale);
  }
}

SaleWorth Replay::worth_of(const HistorySale& sale, std::size_t side, Shares shares) {
  const auto& book = plan_.books[side];
  auto& standing = standings_[side];
  book.settle(standing, sale.sold_at, plan_.calendar.zone());
  const auto* version = book.version_at(sale.sold_at);
  granted_[side] = Granted{};
  if (version == nullptr) {
    for (auto& line : lines_)
      line.weight_ppm = 0;
    return assessors_[side].assess(lines_, nullptr, std::nullopt, shares);
  }
  const auto period = static_cast<std::size_t>(Rulebook::period_of(*version, standing, sale.sold_at));
  const auto& weights = version->weights_ppm[period];
  for (std::size_t i = 0; i < lines_.size(); ++i)
    lines_[i].weight_ppm = weights[types_[i]];
  const bool is_priced =
      plan_.pricing == ReplayPricing::by_programme || sale.pricing == programme::Pricing::by_programme;
  const auto worth = assessors_[side].assess(
      lines_, &version->rules[period], is_priced ? std::optional(book.discount_of(standing)) : std::nullopt, shares);
  granted_[side] = wallets_[side].grant(*version, worth.combined, sale.sold_at, plan_.calendar);
  return worth;
}

void Replay::count_sale(const HistorySale& sale, const std::array<SaleWorth, kSides>& worth) {
  Bucket sold;
  sold.sales = 1;
  sold.amount_minor = worth[0].list_minor;
  sold.cost_minor = worth[0].cost_minor;
  for (std::size_t side = 0; side < kSides; ++side) {
    const auto& by = worth[side];
    sold.sides[side] = {by.rebate_minor, by.consumption, by.profit, by.combined, granted_[side].points};
    auto& extras = tally_.extras[side];
    extras.issued += by.combined;
    extras.bonus += by.bonus;
    extras.capped_sales += by.is_capped ? 1 : 0;
    extras.refused_sales += by.is_refused ? 1 : 0;
    outcome_.sides[side].rebate_minor += by.rebate_minor;
    outcome_.sides[side].combined += by.combined;
    outcome_.sides[side].wallet += granted_[side].points;
  }
  sold.recorded = {sale.rebate.minor, sale.consumption.hundredths, sale.profit.hundredths, sale.combined.hundredths, 0};
  tally_.total.add(sold);
  tally_.months[plan_.calendar.month_of(sale.sold_at)].add(sold);
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    auto& type = tally_.types[types_[i]];
    type.sales += 1;
    type.amount_minor += lines_[i].amount_minor;
    type.cost_minor += lines_[i].cost_minor;
    for (std::size_t side = 0; side < kSides; ++side) {
      const auto& line = assessors_[side].lines()[i];
      type.sides[side].rebate_minor += line.rebate;
      type.sides[side].combined += line.combined;
    }
  }
  outcome_.sales += 1;
  outcome_.amount_minor += sold.amount_minor;
  is_counted_ = true;
}

void Replay::keep(const CustomerHistory& history, const HistorySale& sale, bool is_counted) {
  kept_sales_.push_back(
      {sale.sale_id, is_counted, static_cast<std::uint32_t>(kept_lines_.size()), sale.line_count, granted_});
  const auto lines = part_of(history.lines, sale.first_line, sale.line_count);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    KeptLine kept;
    kept.line_no = lines[i].line_no;
    kept.quantity = lines[i].quantity;
    kept.amount_minor = lines[i].amount.minor;
    kept.cost_minor = lines[i].cost.minor;
    kept.type = types_[i];
    for (std::size_t side = 0; side < kSides; ++side)
      kept.worth[side] = assessors_[side].lines()[i];
    kept_lines_.push_back(kept);
  }
}

void Replay::replay_sale(const CustomerHistory& history, const HistorySale& sale) {
  begin_period();
  lines_.clear();
  types_.clear();
  for (const auto& line : part_of(history.lines, sale.first_line, sale.line_count)) {
    lines_.push_back({line.amount.minor, line.cost.minor, 0});
    types_.push_back(plan_.types[line.product_id.value]);
  }
  const bool is_counted = plan_.counts(sale.store_id);
  const bool is_kept = std::binary_search(returned_sales_.begin(), returned_sales_.end(), sale.sale_id.value);
  const auto shares = is_kept ? Shares::all : is_counted ? Shares::reported : Shares::none;
  std::array<SaleWorth, kSides> worth;
  for (std::size_t side = 0; side < kSides; ++side) {
    worth[side] = worth_of(sale, side, shares);
    plan_.books[side].apply(standings_[side], worth[side].combined, sale.sold_at, true);
  }
  if (is_counted) count_sale(sale, worth);
  if (is_kept) keep(history, sale, is_counted);
}

void Replay::take_sale(const CustomerHistory& history, const HistorySale& sale) {
  ++sales_seen_;
  if (sale.sold_at >= plan_.calendar.to()) return;
  if (sale.sold_at < plan_.calendar.from()) {
    before_period(sale.combined.hundredths, sale.sold_at, true);
  } else {
    replay_sale(history, sale);
  }
}

Replay::TakenBack Replay::take_lines(const KeptSale& sale, bool is_counted, const CustomerHistory& history,
                                     const HistoryReturn& made) {
  TakenBack taken;
  const auto lines = std::span(kept_lines_).subspan(sale.first_share, sale.line_count);
  for (const auto& wanted : part_of(history.return_lines, made.first_line, made.line_count)) {
    const auto line =
        std::find_if(lines.begin(), lines.end(), [&](const KeptLine& kept) { return kept.line_no == wanted.line_no; });
    CHECK(line != lines.end());
    const auto part = [&](std::int64_t share) {
      return programme::share_of_units(share, line->quantity, line->returned, wanted.quantity);
    };
    Bucket type;
    type.amount_minor = -part(line->amount_minor);
    type.cost_minor = -part(line->cost_minor);
    taken.amount_minor -= type.amount_minor;
    taken.cost_minor -= type.cost_minor;
    for (std::size_t side = 0; side < kSides; ++side) {
      const auto& share = line->worth[side];
      // What goes back as money is a share of what was paid; the rebate is the rest of the list price.
      const LineWorth back{part(share.consumption), part(share.profit), part(share.combined),
                           part(line->amount_minor) - part(line->amount_minor - share.rebate)};
      taken.worth[side].consumption += back.consumption;
      taken.worth[side].profit += back.profit;
      taken.worth[side].combined += back.combined;
      taken.worth[side].rebate += back.rebate;
      type.sides[side].rebate_minor = -back.rebate;
      type.sides[side].combined = -back.combined;
    }
    line->returned += wanted.quantity;
    if (is_counted) tally_.types[line->type].add(type);
  }
  return taken;
}

void Replay::count_return(const HistoryReturn& made, const TakenBack& taken) {
  Bucket back;
  back.returns = 1;
  back.amount_minor = -taken.amount_minor;
  back.cost_minor = -taken.cost_minor;
  for (std::size_t side = 0; side < kSides; ++side) {
    const auto& worth = taken.worth[side];
    back.sides[side] = {-worth.rebate, -worth.consumption, -worth.profit, -worth.combined, -taken.wallet[side]};
    tally_.extras[side].taken_back += worth.combined;
    outcome_.sides[side].rebate_minor -= worth.rebate;
    outcome_.sides[side].combined -= worth.combined;
    outcome_.sides[side].wallet -= taken.wallet[side];
  }
  // What was recorded as paid back is the amount less the rebate.
  back.recorded = {made.refund.minor - taken.amount_minor, -made.consumption.hundredths, -made.profit.hundredths,
                   -made.combined.hundredths, 0};
  tally_.total.add(back);
  tally_.months[plan_.calendar.month_of(made.returned_at)].add(back);
  outcome_.amount_minor -= taken.amount_minor;
}

void Replay::take_return(const CustomerHistory& history, const HistoryReturn& made) {
  if (made.returned_at >= plan_.calendar.to()) return;
  const auto kept = std::find_if(kept_sales_.begin(), kept_sales_.end(),
                                 [&](const KeptSale& sale) { return sale.sale_id == made.sale_id; });
  if (kept == kept_sales_.end()) {
    // Of a sale before the period: it takes back what that sale gave then.
    before_period(-made.combined.hundredths, made.returned_at, false);
    return;
  }
  const bool is_counted = kept->is_counted && plan_.calendar.contains(made.returned_at);
  auto taken = take_lines(*kept, is_counted, history, made);
  for (std::size_t side = 0; side < kSides; ++side) {
    plan_.books[side].settle(standings_[side], made.returned_at, plan_.calendar.zone());
    plan_.books[side].apply(standings_[side], -taken.worth[side].combined, made.returned_at, false);
    taken.wallet[side] =
        wallets_[side].take_back(kept->granted[side], taken.worth[side].combined, made.returned_at, plan_.calendar);
  }
  if (is_counted) count_return(made, taken);
}

void Replay::take(const CustomerHistory& history) {
  for (std::size_t side = 0; side < kSides; ++side)
    standings_[side] = plan_.books[side].newcomer();
  wallets_ = {};
  outcome_ = CustomerOutcome{};
  outcome_.customer_id = history.customer_id;
  is_counted_ = false;
  is_in_period_ = false;
  kept_sales_.clear();
  kept_lines_.clear();
  returned_sales_.clear();
  for (const auto& made : history.returns)
    returned_sales_.push_back(made.sale_id.value);
  std::sort(returned_sales_.begin(), returned_sales_.end());

  auto next_return = history.returns.begin();
  for (const auto& sale : history.sales) {
    for (; next_return != history.returns.end() && next_return->return_id.value < sale.sale_id.value; ++next_return)
      take_return(history, *next_return);
    take_sale(history, sale);
  }
  for (; next_return != history.returns.end(); ++next_return)
    take_return(history, *next_return);

  if (!is_counted_) return;
  const Time end{plan_.calendar.to().us - 1};
  for (std::size_t side = 0; side < kSides; ++side) {
    plan_.books[side].settle(standings_[side], end, plan_.calendar.zone());
    outcome_.sides[side].tier = standings_[side].tier;
    tally_.extras[side].tiers_raised += standings_[side].raised;
    tally_.extras[side].tiers_lowered += standings_[side].lowered;
  }
  count_wallets();
  tally_.finish(plan_, outcome_);
}

// Of the whole customer, whichever stores are looked at: a wallet belongs to no store.
void Replay::count_wallets() {
  for (std::size_t side = 0; side < kSides; ++side) {
    auto& wallet = wallets_[side];
    wallet.finish(plan_.calendar);
    auto& extras = tally_.extras[side];
    extras.wallet_issued += wallet.issued();
    extras.wallet_kept_back += wallet.kept_back();
    extras.wallet_taken_back += wallet.taken_back();
    extras.wallet_expired += wallet.expired();
    auto& outcome = outcome_.sides[side];
    outcome.wallet_minor = worth_of_points(outcome.wallet, plan_.books[side].point_value());
  }
}

}  // namespace homeport::lab
