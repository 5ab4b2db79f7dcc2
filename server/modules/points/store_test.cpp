// The movements of accounts on both engines: quote, accumulate, reverse, review.

#include "modules/points/store.hpp"

#include <thread>

#include <gtest/gtest.h>

#include "modules/catalogue/module.hpp"
#include "modules/customers/module.hpp"
#include "modules/identity/module.hpp"
#include "modules/points/module.hpp"
#include "modules/points/service.hpp"
#include "modules/programme/module.hpp"
#include "support/test_database.hpp"

namespace homeport::points {
namespace {

using kit::Read;
using kit::Write;

constexpr CustomerId kLi{1001};
constexpr CustomerId kWang{1002};

std::vector<kit::Module> modules() {
  return {identity::module(), customers::module(), catalogue::module(), programme::module(), module()};
}

// The first worked example: 390.00 combined points, 350.00 of consumption, 400.00 of profit, cost 1,100.00.
std::vector<LineInput> first_example(std::int64_t times = 1) {
  return {{.amount = Money{100'000 * times}, .quantity = 4, .margin = Rate{200'000}, .weight = Rate{200'000}},
          {.amount = Money{50'000 * times}, .quantity = 1, .margin = Rate{400'000}, .weight = Rate{300'000}}};
}

class points_store : public test::EngineTest {
 protected:
  void SetUp() override {
    EngineTest::SetUp();
    if (IsSkipped()) return;
    database_ = std::make_unique<test::TestDatabase>(GetParam(), modules());
    database_->write([](Write& write) { programme::seed_defaults(write); });
  }

  void TearDown() override {
    if (database_) {
      EXPECT_EQ(database_->broken_invariants(modules()), std::vector<std::string>{});
    }
  }

  struct Sold {
    SaleId sale_id;
    EntryId entry_id;
    SaleQuote quote;
  };

  Result<Sold> try_sell(CustomerId customer, const std::vector<LineInput>& lines, std::optional<Time> at = {},
                        Pricing pricing = Pricing::by_programme) {
    database_->clock().advance_seconds(60);
    return database_->write([&](Write& write) -> Result<Sold> {
      const Time sold_at = at.value_or(write.now);
      Sold sold;
      sold.sale_id = write.new_id<SaleId>();
      TRY(sold.quote, quote_for_update(write, customer, lines, sold_at, pricing));
      sold.entry_id = accumulate(write, customer, sold.sale_id, sold.quote, lines, sold_at);
      return sold;
    });
  }

  Sold sell(CustomerId customer, const std::vector<LineInput>& lines, std::optional<Time> at = {},
            Pricing pricing = Pricing::by_programme) {
    auto sold = try_sell(customer, lines, at, pricing);
    EXPECT_TRUE(sold.ok()) << (sold.ok() ? "" : sold.refusal().reason + " " + sold.refusal().detail);
    return std::move(sold).value();
  }

  // As sales does it: shares of the quote, what was returned before said by the caller.
  EntryId take_back(CustomerId customer, const Sold& sold, const std::vector<LineInput>& lines,
                    const std::vector<programme::ReturnRequestLine>& wanted, std::vector<std::int64_t> returned = {}) {
    database_->clock().advance_seconds(60);
    std::vector<programme::RecordedLine> recorded;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      recorded.push_back({static_cast<std::int64_t>(i) + 1, lines[i].quantity, returned.empty() ? 0 : returned[i],
                          sold.quote.arithmetic.lines[i]});
    }
    const auto taken = programme::assess_return(recorded, wanted);
    EXPECT_TRUE(taken.ok());
    auto entry = database_->write([&](Write& write) {
      return reverse(write, customer, sold.entry_id, write.new_id<ReturnId>(), *taken, taken->paid, write.now);
    });
    EXPECT_TRUE(entry.ok());
    return entry->entry_id;
  }

  PointsHead head(CustomerId customer) {
    return database_->read([&](const Read& read) { return account_head(read.tx, customer); });
  }
  std::string tier_name(CustomerId customer) { return head(customer).tier->name; }
  std::optional<Account> account(CustomerId customer) {
    return database_->read([&](const Read& read) { return store::load_account(read.tx, customer); });
  }
  std::vector<std::string> step_keys(CustomerId customer, EntryId entry, const kit::Actor& actor) {
    return kit::in_read(database_->runtime(), actor, [&](const Read& read) {
      std::vector<std::string> keys;
      const auto explanation = explain_entry(read, customer, entry);
      EXPECT_TRUE(explanation.ok());
      for (const auto& step : explanation->steps)
        keys.push_back(step.key);
      return keys;
    });
  }

  void publish(const std::function<void(StrategyVersion&)>& change) {
    auto made = database_->write([&](Write& write) {
      auto next = *programme::current_strategy(write.tx, write.now);
      next.effective_from = Time{};
      change(next);
      return programme::create_strategy(write, next);
    });
    EXPECT_TRUE(made.ok()) << (made.ok() ? "" : made.refusal().detail);
  }

  std::unique_ptr<test::TestDatabase> database_;
  kit::Actor system_ = kit::system_actor("test");
};
HOMEPORT_ON_BOTH_ENGINES(points_store);

TEST_P(points_store, a_sale_moves_the_account_by_what_was_quoted) {
  const auto lines = first_example();
  const auto offered = database_->read([&](const Read& read) { return quote(read.tx, kLi, lines, read.now); });
  ASSERT_TRUE(offered.ok());
  const auto sold = sell(kLi, lines);
  EXPECT_EQ(sold.quote.arithmetic, offered->arithmetic);
  const auto shown = head(kLi);
  EXPECT_EQ(shown.combined.hundredths, 39'000);
  EXPECT_EQ(shown.consumption.hundredths, 35'000);
  EXPECT_EQ(shown.profit.hundredths, 40'000);
  EXPECT_EQ(shown.sales_count, 1);
  EXPECT_EQ(shown.spent, sold.quote.arithmetic.payable);
  ASSERT_TRUE(shown.next_tier);
  EXPECT_EQ(shown.next_tier->missing.hundredths, 61'000);
  const auto kept = account(kLi);
  EXPECT_EQ(kept->entry_count, 1);
  EXPECT_EQ(kept->first_sale_at, kept->last_sale_at);
}

TEST_P(points_store, a_quote_writes_nothing) {
  const auto lines = first_example();
  (void)database_->read([&](const Read& read) { return quote(read.tx, kLi, lines, read.now); });
  EXPECT_FALSE(account(kLi));
  EXPECT_EQ(tier_name(kLi), head(kLi).tier->name);
}

TEST_P(points_store, an_anonymous_buyer_pays_list_and_earns_nothing) {
  const auto lines = first_example();
  for (const std::optional<CustomerId> nobody : {std::optional<CustomerId>{}, std::optional(CustomerId{-5})}) {
    const auto offered = database_->read([&](const Read& read) { return quote(read.tx, nobody, lines, read.now); });
    ASSERT_TRUE(offered.ok());
    EXPECT_EQ(offered->arithmetic.payable.minor, 150'000);
    EXPECT_EQ(offered->arithmetic.combined.hundredths, 0);
    EXPECT_FALSE(offered->tier);
    EXPECT_EQ(explain_quote(*offered, lines, View{true}).front().key, "anonymous");
  }
}

TEST_P(points_store, the_tier_before_the_sale_decides_the_price_and_rises_at_once) {
  const auto silver = sell(kLi, first_example(3));  // 1,170.00: past Gold at 1,000.00
  EXPECT_EQ(silver.quote.tier->discount, kWhole);
  EXPECT_EQ(head(kLi).tier->discount.ppm, 950'000);
  const auto gold = sell(kLi, first_example());
  EXPECT_EQ(gold.quote.tier->discount.ppm, 950'000);
  EXPECT_EQ(gold.quote.arithmetic.payable.minor, 147'050);  // 0.95 x 390.00 + 1,100.00
}

TEST_P(points_store, returns_in_steps_take_back_exactly_what_was_given) {
  const auto lines = first_example();
  const auto sold = sell(kLi, lines);
  take_back(kLi, sold, lines, {{1, 1}});
  take_back(kLi, sold, lines, {{2, 1}, {1, 2}}, {1, 0});
  EXPECT_GT(head(kLi).combined.hundredths, 0);
  take_back(kLi, sold, lines, {{1, 1}}, {3, 1});
  const auto shown = head(kLi);
  EXPECT_EQ(shown.combined.hundredths, 0);
  EXPECT_EQ(shown.consumption.hundredths, 0);
  EXPECT_EQ(shown.profit.hundredths, 0);
  EXPECT_EQ(shown.spent.minor, 0);
  EXPECT_EQ(shown.sales_count, 1);
  EXPECT_EQ(account(kLi)->entry_count, 4);
}

TEST_P(points_store, a_return_uses_the_recorded_shares_whatever_the_strategy_says_today) {
  const auto lines = first_example();
  const auto sold = sell(kLi, lines);
  publish([](StrategyVersion& s) { s.x = Rate{600'000}, s.y = Rate{400'000}; });
  take_back(kLi, sold, lines, {{1, 4}, {2, 1}});
  EXPECT_EQ(head(kLi).combined.hundredths, 0);
}

TEST_P(points_store, a_return_of_an_unknown_sale_is_refused) {
  const auto outcome = database_->write([&](Write& write) {
    return reverse(write, kLi, EntryId{5}, ReturnId{6}, ReturnArithmetic{}, Money{}, write.now);
  });
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.refusal().reason, "points.sale_unknown");
  EXPECT_FALSE(account(kLi));
}

TEST_P(points_store, a_tier_is_kept_or_stepped_down_as_the_policy_says) {
  const auto lines = first_example(20);  // 7,800.00: Platinum
  auto sold = sell(kLi, lines);
  EXPECT_EQ(head(kLi).tier->discount.ppm, 900'000);
  take_back(kLi, sold, lines, {{1, 4}, {2, 1}});
  EXPECT_EQ(head(kLi).tier->discount.ppm, 900'000);  // never
  EXPECT_TRUE(account(kLi)->below_tier_since_at);

  publish([](StrategyVersion& s) { s.downgrade = programme::Downgrade::one_step; });
  sold = sell(kWang, lines);
  take_back(kWang, sold, lines, {{1, 4}, {2, 1}});
  EXPECT_EQ(head(kWang).tier->discount.ppm, 950'000);
}

TEST_P(points_store, the_review_of_a_new_year_lowers_tiers_that_are_not_earned) {
  publish([](StrategyVersion& s) { s.downgrade = programme::Downgrade::period_end; });
  const auto lines = first_example(20);
  const auto sold = sell(kLi, lines);
  take_back(kLi, sold, lines, {{1, 4}, {2, 1}});
  sell(kWang, lines);
  EXPECT_EQ(review_tiers(database_->runtime(), system_), 0);  // the year is not over
  EXPECT_EQ(head(kLi).tier->discount.ppm, 900'000);
  database_->clock().set(*parse_rfc3339("2026-12-31T16:30:00Z"));  // half past midnight in Shanghai
  EXPECT_EQ(review_tiers(database_->runtime(), system_), 1);
  EXPECT_EQ(head(kLi).tier->discount, kWhole);
  EXPECT_EQ(head(kWang).tier->discount.ppm, 900'000);
  EXPECT_EQ(review_tiers(database_->runtime(), system_), 0);
  const auto changes = database_->read(
      [&](const Read& read) { return store::tier_changes_before(read.tx, kLi, kLastTime, INT64_MAX, 10); });
  ASSERT_EQ(changes.size(), 2U);
  EXPECT_EQ(changes[0].kind, EntryKind::review);
  EXPECT_EQ(step_keys(kLi, changes[0].id, system_), (std::vector<std::string>{"review", "tier"}));
}

TEST_P(points_store, a_sale_of_the_past_counts_in_the_order_of_arrival) {
  const Time before = *parse_rfc3339("2025-01-05T10:00:00Z");
  const auto first = sell(kLi, first_example(3));
  EXPECT_EQ(first.quote.period, Period::development);
  const auto second = sell(kLi, first_example(), before, Pricing::paid_at_list);
  EXPECT_EQ(second.quote.period, Period::maintenance);
  EXPECT_EQ(second.quote.arithmetic.payable.minor, 150'000);  // what was paid then
  EXPECT_EQ(second.quote.arithmetic.combined.hundredths, 39'000);
  const auto kept = account(kLi);
  EXPECT_EQ(kept->first_sale_at, before);
  EXPECT_GT(kept->last_sale_at, kept->first_sale_at);
}

TEST_P(points_store, the_strategy_of_the_day_of_sale_applies) {
  const Time yesterday = plus_days(test::kTestMorning, -1);
  publish([](StrategyVersion& s) { s.x = Rate{900'000}, s.y = Rate{100'000}; });
  EXPECT_EQ(sell(kLi, first_example()).quote.strategy->x.ppm, 900'000);
  EXPECT_EQ(sell(kLi, first_example(), yesterday).quote.strategy->x.ppm, 800'000);
}

TEST_P(points_store, without_a_strategy_a_sale_is_counted_and_gives_nothing) {
  test::TestDatabase empty(GetParam(), modules());
  const auto lines = first_example();
  const auto entry = empty.write([&](Write& write) -> Result<EntryId> {
    TRY(const auto offered, quote_for_update(write, kLi, lines, write.now));
    EXPECT_EQ(offered.no_programme, NoProgramme::no_strategy);
    EXPECT_EQ(offered.arithmetic.payable.minor, 150'000);
    return accumulate(write, kLi, write.new_id<SaleId>(), offered, lines, write.now);
  });
  ASSERT_TRUE(entry.ok());
  empty.read([&](const Read& read) {
    const auto shown = account_head(read.tx, kLi);
    EXPECT_EQ(shown.sales_count, 1);
    EXPECT_FALSE(shown.tier);
    EXPECT_EQ(explain_entry(read, kLi, *entry)->steps.front().key, "no_strategy");
  });
  EXPECT_EQ(empty.broken_invariants(modules()), std::vector<std::string>{});
}

TEST_P(points_store, a_refused_write_leaves_no_account_behind) {
  const auto lines = first_example();
  const auto outcome = database_->write([&](Write& write) -> Outcome {
    TRY(const auto offered, quote_for_update(write, kLi, lines, write.now));
    (void)accumulate(write, kLi, write.new_id<SaleId>(), offered, lines, write.now);
    return refuse(RefusalKind::conflict, "sales.payable_changed");
  });
  EXPECT_FALSE(outcome.ok());
  EXPECT_FALSE(account(kLi));
}

TEST_P(points_store, an_account_does_not_grow_beyond_the_largest_amount) {
  const std::vector<LineInput> huge{{.amount = Money{kMaxAmount}, .cost = Money{kMaxAmount}, .weight = Rate{0}}};
  sell(kLi, huge);
  EXPECT_EQ(try_sell(kLi, huge).refusal().reason, "points.account_full");
  EXPECT_EQ(head(kLi).spent.minor, kMaxAmount);
}

TEST_P(points_store, an_entry_is_explained_with_margin_only_to_those_entitled) {
  const auto lines = first_example();
  const auto sold = sell(kLi, lines);
  const auto returned = take_back(kLi, sold, lines, {{1, 1}});
  kit::Actor assistant;
  assistant.permissions = kit::PermissionSet({std::string(kReadPermission)});
  EXPECT_EQ(step_keys(kLi, sold.entry_id, assistant),
            (std::vector<std::string>{"strategy", "consumption_line", "consumption_line", "consumption", "payable",
                                      "wallet", "tier"}));
  EXPECT_GT(step_keys(kLi, sold.entry_id, system_).size(), step_keys(kLi, sold.entry_id, assistant).size());
  EXPECT_EQ(step_keys(kLi, returned, assistant), (std::vector<std::string>{"return_line", "wallet_taken", "tier"}));
  EXPECT_EQ(step_keys(kLi, returned, system_),
            (std::vector<std::string>{"return_line", "return_profit_line", "wallet_taken", "tier"}));
}

TEST_P(points_store, a_change_of_the_programme_is_seen_by_the_next_sale) {
  sell(kLi, first_example());  // 390.00, Silver
  const auto gold = database_->read([](const Read& read) { return programme::tiers(read.tx).at(1); });
  auto edited = database_->write([&](Write& write) {
    return programme::edit_tier(write, gold.id, gold.version, R"({"threshold_points":30000})");
  });
  ASSERT_TRUE(edited.ok());
  EXPECT_NE(head(kLi).tier->id, gold.id);  // not recorded yet
  EXPECT_EQ(sell(kLi, first_example()).quote.tier->id, gold.id);
  EXPECT_EQ(head(kLi).tier->id, gold.id);
}

TEST_P(points_store, the_list_shows_tier_and_points_and_home_counts_them) {
  sell(kLi, first_example(3));
  sell(kWang, first_example());
  database_->read([&](const Read& read) {
    std::vector<customers::CustomerListItem> items(3);
    items[0].id = kWang;
    items[1].id = kLi;
    items[2].id = CustomerId{1003};
    customer_list_extension().fill(read, items);
    EXPECT_EQ(items[0].combined_points->hundredths, 39'000);
    EXPECT_EQ(items[1].combined_points->hundredths, 117'000);
    EXPECT_NE(items[0].tier_name, items[1].tier_name);
    EXPECT_FALSE(items[2].combined_points);
    std::vector<std::int64_t> population;
    for (const auto& row : tier_population(read.tx))
      population.push_back(row.customers);
    EXPECT_EQ(population, (std::vector<std::int64_t>{1, 1, 0}));
    const auto entries = timeline_source()(read, kLi, {}, 10);
    ASSERT_EQ(entries.size(), 1U);
    EXPECT_EQ(entries[0].title_key, "timeline.tier_changed");
  });
}

TEST_P(points_store, sales_of_one_customer_at_the_same_time_all_count) {
  constexpr int kThreads = 4;
  constexpr int kSalesEach = 8;
  const auto lines = first_example();
  std::vector<std::thread> tills;
  for (int i = 0; i < kThreads; ++i) {
    tills.emplace_back([&] {
      for (int n = 0; n < kSalesEach; ++n) {
        const auto entry = database_->write([&](Write& write) -> Result<EntryId> {
          TRY(const auto offered, quote_for_update(write, kLi, lines, write.now));
          return accumulate(write, kLi, write.new_id<SaleId>(), offered, lines, write.now);
        });
        EXPECT_TRUE(entry.ok());
      }
    });
  }
  for (auto& till : tills)
    till.join();
  EXPECT_EQ(head(kLi).sales_count, kThreads * kSalesEach);
  EXPECT_EQ(head(kLi).combined.hundredths, 39'000 * kThreads * kSalesEach);
}

TEST_P(points_store, invariants_see_an_account_that_was_tampered_with) {
  sell(kLi, first_example());
  database_->database().write([](db::Transaction& tx) {
    tx.execute_text("UPDATE points_account SET combined_points = combined_points + 1", {});
  });
  EXPECT_EQ(database_->broken_invariants(modules()).size(), 1U);
  database_->database().write([](db::Transaction& tx) {
    tx.execute_text("UPDATE points_account SET combined_points = combined_points - 1", {});
    tx.execute_text("UPDATE points_entry SET profit_points = profit_points + 1", {});
  });
  EXPECT_EQ(database_->broken_invariants(modules()).size(), 4U);  // account, chain of balances, of hashes, derivation
  database_->database().write(
      [](db::Transaction& tx) { tx.execute_text("UPDATE points_entry SET profit_points = profit_points - 1", {}); });
}

}  // namespace
}  // namespace homeport::points
