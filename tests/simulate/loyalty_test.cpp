// A club by chance, over HTTP, against wallets kept in plain lists (wallet_model.hpp): bonuses and adjustments with
// their second person, gifts, vouchers, points at the till, reservations, behaviour, transfers, blocks and merges,
// while days go by and points begin and expire. After each step every wallet is what the model says; what must always
// hold is checked on the way.

#include <map>

#include "modules/points/service.hpp"
#include "shop/shop.hpp"
#include "simulate/chance.hpp"
#include "simulate/club.hpp"

namespace homeport::test {
namespace {

constexpr std::uint64_t kDefaultSteps = 90;
constexpr std::uint64_t kStepsBetweenChecks = 15;

class loyalty : public EngineTest {};

TEST_P(loyalty, by_chance_keeps_every_wallet_as_the_model_has_it) {
  const auto seed = simulation_seed();
  const auto steps = simulation_steps(kDefaultSteps);
  Club club(GetParam(), seed);
  for (std::uint64_t step = 1; step <= steps; ++step) {
    SCOPED_TRACE(replay_hint(seed, step) + "\n" + club.told());
    ASSERT_NO_THROW(club.step());
    ASSERT_NO_THROW(club.check_wallets());
    if (step % kStepsBetweenChecks == 0 || step == steps) {
      ASSERT_NO_THROW(club.check_everything());
    }
    if (HasFailure()) return;
  }
}

HOMEPORT_ON_BOTH_ENGINES(loyalty);

// What a failure prints would be worth nothing otherwise.
TEST(loyalty_by_chance, is_the_same_again_from_the_same_seed) {
  constexpr std::uint64_t kSeed = 20261122;
  constexpr int kSteps = 25;
  std::string first;
  for (int run = 0; run < 2; ++run) {
    Club club(db::Engine::sqlite, kSeed);
    std::string told;
    for (int step = 0; step < kSteps; ++step) {
      club.step();
      told += club.told() + "\n";
    }
    if (run == 0) first = told;
    EXPECT_EQ(told, first);
  }
  EXPECT_GT(first.size(), 300U);
}

}  // namespace
}  // namespace homeport::test
