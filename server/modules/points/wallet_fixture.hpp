#pragma once

// One member's wallet on a fresh database, for the tests of wallets.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "modules/catalogue/module.hpp"
#include "modules/customers/module.hpp"
#include "modules/follow_ups/module.hpp"
#include "modules/identity/module.hpp"
#include "modules/points/module.hpp"
#include "modules/points/service.hpp"
#include "modules/points/store.hpp"
#include "modules/programme/module.hpp"
#include "support/test_database.hpp"

namespace homeport::points {

using kit::Read;
using kit::Write;

inline constexpr CustomerId kLi{1001};

inline std::vector<kit::Module> wallet_modules() {
  return {identity::module(),   customers::module(), catalogue::module(),
          follow_ups::module(), programme::module(), module()};
}

// available, pending, reserved, debt
using Wallet = std::vector<std::int64_t>;

class WalletTest : public test::EngineTest {
 protected:
  void SetUp() override {
    EngineTest::SetUp();
    if (IsSkipped()) return;
    database_ = std::make_unique<test::TestDatabase>(GetParam(), wallet_modules());
    database_->write([](Write& write) { programme::seed_defaults(write); });
  }

  void TearDown() override {
    if (database_) {
      EXPECT_EQ(database_->broken_invariants(wallet_modules()), std::vector<std::string>{});
    }
  }

  void publish(const std::function<void(StrategyVersion&)>& change) {
    const auto made = database_->write([&](Write& write) {
      auto next = *programme::current_strategy(write.tx, write.now);
      next.effective_from = Time{};
      change(next);
      return programme::create_strategy(write, next);
    });
    EXPECT_TRUE(made.ok()) << (made.ok() ? "" : made.refusal().detail);
  }

  template <class UseCase>
  std::string outcome_of(UseCase use_case) {
    const auto outcome = database_->write(use_case);
    return outcome.ok() ? "ok" : outcome.refusal().reason;
  }
  EntryId give(std::int64_t points, std::optional<Time> expires_at = {}, std::optional<Time> activates_at = {}) {
    Grant wanted;
    wanted.points = Points{points};
    wanted.source_kind = "test";
    wanted.activates_at = activates_at;
    wanted.expires_at = expires_at;
    const auto entry = database_->write([&](Write& write) { return grant(write, kLi, wanted); });
    EXPECT_TRUE(entry.ok()) << (entry.ok() ? "" : entry.refusal().detail);
    return entry.ok() ? *entry : EntryId{};
  }
  Result<EntryId> try_pay(std::int64_t points) {
    return database_->write(
        [&](Write& write) { return spend(write, kLi, Points{points}, SpendKind::gift, "test", 7); });
  }
  EntryId pay(std::int64_t points) {
    const auto entry = try_pay(points);
    EXPECT_TRUE(entry.ok()) << (entry.ok() ? "" : entry.refusal().detail);
    return entry.ok() ? *entry : EntryId{};
  }
  std::string give_points_back(EntryId spending, std::int64_t points) {
    return outcome_of([&](Write& write) { return give_back(write, kLi, spending, Points{points}); });
  }
  Result<HoldId> try_hold(std::int64_t points, std::int64_t seconds = 600) {
    return database_->write([&](Write& write) {
      return hold(write, kLi, Points{points}, plus_seconds(write.now, seconds), "reservation", 1);
    });
  }
  std::string commit(HoldId id) {
    return outcome_of([&](Write& write) { return commit_hold(write, kLi, id, "sale", 1); });
  }
  void release(HoldId id) {
    database_->write([&](Write& write) { release_hold(write, kLi, id); });
  }
  Wallet wallet() {
    const auto head = database_->read([&](const Read& read) { return wallet_head(read.tx, kLi, read.now); });
    return {head.available.hundredths, head.pending.hundredths, head.reserved.hundredths, head.debt.hundredths};
  }
  std::int64_t settle() { return settle_due_wallets(database_->runtime(), kit::system_actor("test")); }
  Time in_days(std::int64_t days) { return plus_days(database_->clock().now(), days); }
  void pass_days(std::int64_t days) { database_->clock().advance_days(days); }
  std::vector<std::string> kinds() {
    return database_->read([&](const Read& read) {
      std::vector<std::string> found;
      for (auto rows = read.tx.query_text("SELECT kind FROM points_entry ORDER BY entry_no", {}); rows.next();)
        found.push_back(rows.string(0));
      return found;
    });
  }

  // A sale of 390.00 combined points: 39.00 into the wallet at the seeded rate.
  struct Sold {
    SaleId id;
    EntryId entry;
    SaleQuote quote;
  };
  Sold sell() {
    database_->clock().advance_seconds(60);
    auto sold = database_->write([&](Write& write) -> Result<Sold> {
      Sold made;
      made.id = write.new_id<SaleId>();
      TRY(made.quote, quote_for_update(write, kLi, lines_, write.now));
      made.entry = accumulate(write, kLi, made.id, made.quote, lines_, write.now);
      return made;
    });
    EXPECT_TRUE(sold.ok());
    return std::move(sold).value();
  }
  // Units of the first line of four.
  Reversal take_back(const Sold& sold, std::int64_t units, std::int64_t returned_before = 0) {
    const std::vector<programme::RecordedLine> recorded{{1, 4, returned_before, sold.quote.arithmetic.lines[0]},
                                                        {2, 1, 0, sold.quote.arithmetic.lines[1]}};
    std::vector<programme::ReturnRequestLine> wanted{{1, units}};
    if (returned_before + units == 4) wanted.push_back({2, 1});  // with the last unit everything
    const auto taken = programme::assess_return(recorded, wanted);
    auto reversal = database_->write([&](Write& write) {
      return reverse(write, kLi, sold.entry, write.new_id<ReturnId>(), *taken, taken->paid, write.now);
    });
    EXPECT_TRUE(reversal.ok());
    return *reversal;
  }

  std::unique_ptr<test::TestDatabase> database_;
  std::vector<LineInput> lines_{
      {.amount = Money{100'000}, .quantity = 4, .margin = Rate{200'000}, .weight = Rate{200'000}},
      {.amount = Money{50'000}, .quantity = 1, .margin = Rate{400'000}, .weight = Rate{300'000}}};
};

}  // namespace homeport::points
