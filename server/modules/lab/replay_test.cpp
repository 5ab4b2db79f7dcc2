#include "modules/lab/replay.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace homeport::lab {
namespace {

using programme::LineInput;
using programme::StrategyVersion;
using programme::Tier;

constexpr std::int64_t kFirstProduct = 1'000;
const OrgUnitId kStore{7};

Time at_day(std::int64_t day) { return plus_days(*parse_rfc3339("2025-01-01T10:00:00Z"), day); }

std::vector<Tier> tiers() {
  std::vector<Tier> made(3);
  for (std::size_t i = 0; i < made.size(); ++i) {
    made[i].id = programme::TierId{static_cast<std::int64_t>(i) + 1};
    made[i].name = std::string(1, static_cast<char>('A' + i));
    made[i].threshold = Points{static_cast<std::int64_t>(i) * 50'000};
    made[i].discount = Rate{kPpm - static_cast<std::int64_t>(i) * 100'000};
  }
  return made;
}

StrategyVersion strategy(std::int64_t x_ppm = 800'000) {
  StrategyVersion made;
  made.effective_from = kFirstTime;
  made.x = Rate{x_ppm};
  made.y = Rate{kPpm - x_ppm};
  return made;
}

// Two service types, products 1000 and 1001 of them.
const std::vector<Rate> kWeights{Rate{200'000}, Rate{333'333}, Rate{0}};

Plan plan(const StrategyVersion& present, const StrategyVersion& changed) {
  const Calendar calendar(*parse_date("2025-01-01"), *parse_date("2025-12-31"), TimeZone::utc());
  TypeNumbers types(2);
  types.set_unknown(2);
  types.add(kFirstProduct, 0);
  types.add(kFirstProduct + 1, 1);
  const auto table = tiers();
  return {.calendar = calendar,
          .store_ids = {},
          .pricing = ReplayPricing::as_recorded,
          .types = types,
          .type_count = 2,
          .books = {Rulebook(std::span(&present, 1), table, kWeights, calendar),
                    Rulebook(std::span(&changed, 1), table, kWeights, calendar)},
          .before_id = 0};
}

// A customer's history as it is built up.
struct History {
  std::vector<sales::HistorySale> sales;
  std::vector<sales::HistoryLine> lines;
  std::vector<sales::HistoryReturn> returns;
  std::vector<sales::HistoryReturnLine> return_lines;
  std::int64_t next_id = 1;

  sales::SaleId sell(Time at, std::vector<sales::HistoryLine> sold) {
    sales::HistorySale sale;
    sale.sale_id = sales::SaleId{next_id++};
    sale.store_id = kStore;
    sale.sold_at = at;
    sale.first_line = static_cast<std::uint32_t>(lines.size());
    sale.line_count = static_cast<std::uint32_t>(sold.size());
    for (auto& line : sold) {
      line.line_no = static_cast<std::int64_t>(lines.size()) - sale.first_line + 1;
      lines.push_back(line);
    }
    sales.push_back(sale);
    return sale.sale_id;
  }
  void give_back(Time at, sales::SaleId sale, std::vector<sales::HistoryReturnLine> wanted) {
    sales::HistoryReturn made;
    made.return_id = sales::ReturnId{next_id++};
    made.sale_id = sale;
    made.returned_at = at;
    made.first_line = static_cast<std::uint32_t>(return_lines.size());
    made.line_count = static_cast<std::uint32_t>(wanted.size());
    return_lines.insert(return_lines.end(), wanted.begin(), wanted.end());
    returns.push_back(made);
  }
  [[nodiscard]] sales::CustomerHistory view() const {
    return {sales::CustomerId{5}, sales, lines, returns, return_lines};
  }
};

sales::HistoryLine line(std::int64_t amount, std::int64_t cost, std::int64_t type = 0, std::int64_t quantity = 1) {
  return {0, sales::ProductId{kFirstProduct + type}, quantity, Money{amount}, Money{cost}};
}

Tally replayed(const Plan& plan, const History& history) {
  Replay replay(plan);
  replay.take(history.view());
  return replay.tally();
}

// What the programme's own functions make of the same history, one after another.
struct Model {
  std::int64_t combined = 0;
  std::int64_t rebate = 0;
  std::string tier;
};

Model by_the_programme(const StrategyVersion& rule, const History& history) {
  const auto table = tiers();
  Model model;
  const Tier* held = &table.front();
  std::optional<Time> first_sale_at;
  std::vector<std::pair<std::int64_t, programme::SaleArithmetic>> done;
  std::vector<std::vector<std::int64_t>> returned;
  std::size_t next_return = 0;
  const auto move = [&](std::int64_t delta) {
    model.combined += delta;
    held = &programme::tier_after_entry(table, *held, Points{delta}, Points{model.combined}, rule.downgrade);
  };
  const auto take_returns_before = [&](std::int64_t id) {
    for (; next_return < history.returns.size() && history.returns[next_return].return_id.value < id; ++next_return) {
      const auto& made = history.returns[next_return];
      for (std::size_t k = 0; k < done.size(); ++k) {
        if (done[k].first != made.sale_id.value) continue;
        const auto& sold = history.sales[k];
        std::vector<programme::RecordedLine> recorded;
        for (std::size_t i = 0; i < sold.line_count; ++i) {
          recorded.push_back({static_cast<std::int64_t>(i) + 1, history.lines[sold.first_line + i].quantity,
                              returned[k][i], done[k].second.lines[i]});
        }
        std::vector<programme::ReturnRequestLine> wanted;
        std::int64_t amount = 0;
        for (std::size_t i = 0; i < made.line_count; ++i) {
          const auto& one = history.return_lines[made.first_line + i];
          const auto at = static_cast<std::size_t>(one.line_no) - 1;
          const auto& sold_line = history.lines[sold.first_line + at];
          wanted.push_back({one.line_no, one.quantity});
          amount +=
              programme::share_of_units(sold_line.amount.minor, sold_line.quantity, returned[k][at], one.quantity);
          returned[k][at] += one.quantity;
        }
        const auto taken = programme::assess_return(recorded, wanted).value();
        model.rebate -= amount - taken.paid.minor;
        move(-taken.combined.hundredths);
      }
    }
  };
  for (const auto& sale : history.sales) {
    take_returns_before(sale.sale_id.value);
    std::vector<LineInput> inputs;
    for (std::size_t i = 0; i < sale.line_count; ++i) {
      const auto& sold = history.lines[sale.first_line + i];
      inputs.push_back({sold.amount, sold.quantity, sold.cost, std::nullopt,
                        kWeights[static_cast<std::size_t>(sold.product_id.value - kFirstProduct)]});
    }
    const auto period = programme::period_of(first_sale_at, sale.sold_at, rule.development_days);
    auto worth =
        programme::assess_by_strategy(inputs, &rule, period, programme::Pricing::by_programme, held->discount).value();
    model.rebate += worth.rebate.minor;
    first_sale_at = std::min(first_sale_at.value_or(sale.sold_at), sale.sold_at);
    move(worth.combined.hundredths);
    done.emplace_back(sale.sale_id.value, std::move(worth));
    returned.emplace_back(sale.line_count, 0);
  }
  take_returns_before(history.next_id);
  model.tier = held->name;
  return model;
}

History random_history() {
  History history;
  struct Open {
    sales::SaleId id;
    std::vector<std::int64_t> left;
  };
  std::vector<Open> open;
  std::int64_t day = 0;
  const int events = *rc::gen::inRange(1, 12);
  for (int i = 0; i < events; ++i) {
    day += *rc::gen::inRange<std::int64_t>(0, 25);
    if (!open.empty() && *rc::gen::inRange(0, 3) == 0) {
      auto& sale = open[static_cast<std::size_t>(*rc::gen::inRange<std::size_t>(0, open.size()))];
      std::vector<sales::HistoryReturnLine> wanted;
      for (std::size_t k = 0; k < sale.left.size(); ++k) {
        const auto units = *rc::gen::inRange<std::int64_t>(0, sale.left[k] + 1);
        if (units == 0) continue;
        wanted.push_back({static_cast<std::int64_t>(k) + 1, units});
        sale.left[k] -= units;
      }
      if (!wanted.empty()) history.give_back(at_day(day), sale.id, wanted);
      continue;
    }
    std::vector<sales::HistoryLine> sold;
    Open made;
    const int count = *rc::gen::inRange(1, 4);
    for (int k = 0; k < count; ++k) {
      const auto amount = *rc::gen::inRange<std::int64_t>(0, 100'000);
      const auto cost = *rc::gen::inRange<std::int64_t>(0, 100'000);
      const auto quantity = *rc::gen::inRange<std::int64_t>(1, 5);
      sold.push_back(line(amount, cost, *rc::gen::inRange<std::int64_t>(0, 2), quantity));
      made.left.push_back(quantity);
    }
    made.id = history.sell(at_day(day), sold);
    open.push_back(made);
  }
  return history;
}

RC_GTEST_PROP(lab_replay, gives_what_the_programme_would_have_given, ()) {
  auto present = strategy();
  auto changed = strategy(*rc::gen::inRange<std::int64_t>(kPpm / 2 + 1, kPpm + 1));
  changed.development_days = *rc::gen::inRange<std::int64_t>(0, 60);
  changed.development_weight_multiplier = Rate{*rc::gen::inRange<std::int64_t>(0, 2 * kPpm)};
  changed.maintenance_bonus = Points{*rc::gen::inRange<std::int64_t>(0, 500)};
  changed.accrue_on = *rc::gen::element(programme::AccrueOn::list, programme::AccrueOn::paid);
  changed.loss_lines = *rc::gen::element(programme::LossLines::subtract, programme::LossLines::zero);
  changed.downgrade = *rc::gen::element(programme::Downgrade::never, programme::Downgrade::one_step);
  const auto history = random_history();
  const auto made = plan(present, changed);
  const auto tally = replayed(made, history);
  const std::array rules{&present, &changed};
  for (std::size_t side = 0; side < kSides; ++side) {
    const auto model = by_the_programme(*rules[side], history);
    RC_ASSERT(tally.total.sides[side].combined == model.combined);
    RC_ASSERT(tally.total.sides[side].rebate_minor == model.rebate);
    std::int64_t by_type = 0;
    std::int64_t by_month = 0;
    for (const auto& type : tally.types)
      by_type += type.sides[side].combined;
    for (const auto& month : tally.months)
      by_month += month.sides[side].combined;
    RC_ASSERT(by_type == model.combined && by_month == model.combined);
    const auto& extras = tally.extras[side];
    RC_ASSERT(extras.issued - extras.taken_back == model.combined);
    RC_ASSERT(extras.wallet_issued - extras.wallet_taken_back - extras.wallet_expired >= 0);
  }
  const auto ends_in = [&](std::size_t place) { return tiers()[place].name; };
  for (std::size_t i = 0; i < tally.moves.size(); ++i) {
    if (tally.moves[i] == 0) continue;
    RC_ASSERT(ends_in(i / 4) == by_the_programme(present, history).tier);
    RC_ASSERT(ends_in(i % 4) == by_the_programme(changed, history).tier);
  }
}

TEST(lab_replay, the_same_strategy_on_both_sides_changes_nothing) {
  History history;
  const auto sale = history.sell(at_day(3), {line(100'000, 80'000), line(50'000, 30'000, 1)});
  history.give_back(at_day(9), sale, {{2, 1}});
  const auto tally = replayed(plan(strategy(), strategy()), history);
  EXPECT_EQ(tally.gaining, 0);
  EXPECT_EQ(tally.losing, 0);
  EXPECT_EQ(tally.total.sales, 1);
  EXPECT_EQ(tally.total.returns, 1);
  EXPECT_EQ(tally.total.amount_minor, 100'000);
  EXPECT_EQ(tally.total.cost_minor, 80'000);
  EXPECT_EQ(tally.total.sides[0].combined, tally.total.sides[1].combined);
}

TEST(lab_replay, what_was_before_the_period_counts_as_it_was_recorded) {
  History history;
  history.sell(at_day(-30), {line(100'000, 10'000)});
  history.sales[0].combined = Points{60'000};  // earns the second tier
  history.sell(at_day(3), {line(100'000, 80'000)});
  const auto tally = replayed(plan(strategy(), strategy(900'000)), history);
  EXPECT_EQ(tally.total.sales, 1);
  EXPECT_EQ(tally.total.amount_minor, 100'000);
  EXPECT_GT(tally.total.sides[0].rebate_minor, 0);  // by the discount of the second tier
  EXPECT_EQ(tally.extras[0].tiers_raised, 0);
}

TEST(lab_replay, what_came_after_the_period_is_left_out) {
  History history;
  const auto sale = history.sell(at_day(300), {line(100'000, 80'000)});
  history.give_back(at_day(380), sale, {{1, 1}});
  history.sell(at_day(400), {line(100'000, 80'000)});
  const auto tally = replayed(plan(strategy(), strategy()), history);
  EXPECT_EQ(tally.total.sales, 1);
  EXPECT_EQ(tally.total.returns, 0);
}

TEST(lab_replay, only_the_stores_chosen_are_counted_but_all_of_them_move_the_tier) {
  History history;
  history.sell(at_day(3), {line(200'000, 10'000)});
  history.sell(at_day(4), {line(100'000, 80'000)});
  history.sales[0].store_id = OrgUnitId{8};
  auto made = plan(strategy(), strategy());
  made.store_ids = {kStore};
  const auto tally = replayed(made, history);
  EXPECT_EQ(tally.total.sales, 1);
  EXPECT_EQ(tally.total.amount_minor, 100'000);
  EXPECT_GT(tally.total.sides[0].rebate_minor, 0);
}

TEST(lab_replay, a_sale_priced_elsewhere_keeps_its_price_unless_asked_otherwise) {
  History history;
  history.sell(at_day(1), {line(200'000, 10'000)});
  history.sell(at_day(2), {line(100'000, 80'000)});
  for (auto& sale : history.sales)
    sale.pricing = programme::Pricing::paid_at_list;
  auto made = plan(strategy(), strategy());
  EXPECT_EQ(replayed(made, history).total.sides[0].rebate_minor, 0);
  made.pricing = ReplayPricing::by_programme;
  EXPECT_GT(replayed(made, history).total.sides[0].rebate_minor, 0);
}

TEST(lab_replay, a_product_that_is_gone_weighs_nothing) {
  History history;
  history.sell(at_day(1), {{0, sales::ProductId{5}, 1, Money{1'000}, Money{1'000}}});
  const auto tally = replayed(plan(strategy(), strategy()), history);
  EXPECT_EQ(tally.types[2].sales, 1);
  EXPECT_EQ(tally.total.sides[0].consumption, 0);
}

TEST(lab_tally, tallies_of_parts_add_up_to_the_tally_of_the_whole) {
  const auto made = plan(strategy(), strategy(900'000));
  Replay whole(made);
  Tally sum(made);
  for (int i = 0; i < 300; ++i) {
    History history;
    history.sell(at_day(i % 300), {line(1'000 + i * 37, 700 + i), line(900, 100 + i, 1)});
    auto view = history.view();
    view.customer_id = sales::CustomerId{1'000 + i};
    whole.take(view);
    Replay part(made);
    part.take(view);
    sum.add(part.tally());
  }
  EXPECT_EQ(sum.customers, 300);
  EXPECT_EQ(sum.total.sides[1].combined, whole.tally().total.sides[1].combined);
  EXPECT_EQ(sum.moves, whole.tally().moves);
  const auto ids = [](const Ranking& ranking) {
    std::vector<std::int64_t> found;
    for (const auto& outcome : ranking.ranked())
      found.push_back(outcome.customer_id.value);
    return found;
  };
  EXPECT_EQ(ids(sum.gains), ids(whole.tally().gains));
  EXPECT_EQ(ids(sum.losses), ids(whole.tally().losses));
  EXPECT_LE(ids(sum.gains).size(), kMostRanked);
}

TEST(lab_wallet, points_expire_are_taken_back_and_are_kept_back_by_the_daily_limit) {
  auto rule = strategy();
  rule.wallet_rate = Rate{500'000};
  rule.expiry = programme::Expiry::rolling;
  rule.expiry_months = 2;
  rule.daily_earn_limit = Points{8'000};
  const auto made = plan(rule, rule);
  const auto& version = *made.books[0].version_at(at_day(0));
  Wallet wallet;
  auto early = wallet.grant(version, 10'000, at_day(10), made.calendar);
  EXPECT_EQ(early.points, 5'000);
  const auto late = wallet.grant(version, 10'000, at_day(10), made.calendar);
  EXPECT_EQ(late.points, 3'000);
  EXPECT_EQ(wallet.kept_back(), 2'000);
  EXPECT_EQ(wallet.take_back(early, 2'500, at_day(20), made.calendar), 1'250);
  EXPECT_EQ(wallet.take_back(early, 7'500, at_day(200), made.calendar), 0);  // gone by then
  const auto last = wallet.grant(version, 4'000, at_day(350), made.calendar);
  wallet.finish(made.calendar);
  EXPECT_EQ(wallet.issued(), 10'000);
  EXPECT_EQ(wallet.taken_back(), 1'250);
  EXPECT_EQ(wallet.expired(), 6'750);
  EXPECT_EQ(wallet.left(), last.points);
}

TEST(lab_wallet, points_that_live_by_activity_live_on_with_each_purchase) {
  auto rule = strategy();
  rule.wallet_rate = kWhole;
  rule.expiry = programme::Expiry::by_activity;
  rule.expiry_months = 3;
  const auto made = plan(rule, rule);
  const auto& version = *made.books[0].version_at(at_day(0));
  Wallet wallet;
  (void)wallet.grant(version, 100, at_day(0), made.calendar);
  (void)wallet.grant(version, 200, at_day(60), made.calendar);   // in time: both live on
  (void)wallet.grant(version, 400, at_day(300), made.calendar);  // too late for those two
  wallet.finish(made.calendar);
  EXPECT_EQ(wallet.expired(), 300);
  EXPECT_EQ(wallet.left(), 400);
}

}  // namespace
}  // namespace homeport::lab
