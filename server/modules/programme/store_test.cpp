// Tiers and strategies on both engines.

#include "modules/programme/store.hpp"

#include <gtest/gtest.h>

#include "modules/catalogue/module.hpp"
#include "modules/customers/module.hpp"
#include "modules/identity/module.hpp"
#include "modules/programme/module.hpp"
#include "modules/programme/service.hpp"
#include "support/test_database.hpp"

namespace homeport::programme {
namespace {

using kit::Read;
using kit::Write;

std::vector<kit::Module> modules() { return {identity::module(), customers::module(), catalogue::module(), module()}; }

class programme_store : public test::EngineTest {
 protected:
  void SetUp() override {
    EngineTest::SetUp();
    if (IsSkipped()) return;
    database_ = std::make_unique<test::TestDatabase>(GetParam(), modules());
    database_->write([](Write& write) { seed_defaults(write); });
  }

  void TearDown() override {
    if (database_) {
      EXPECT_EQ(database_->broken_invariants(modules()), std::vector<std::string>{});
    }
  }

  std::unique_ptr<test::TestDatabase> database_;
};
HOMEPORT_ON_BOTH_ENGINES(programme_store);

TEST_P(programme_store, tiers_are_kept_a_table) {
  const auto gold = database_->read([](const Read& read) { return tiers(read.tx).at(1); });
  const auto edit = [&](std::int64_t version, std::string_view json) {
    auto outcome = database_->write([&](Write& write) { return edit_tier(write, gold.id, version, json); });
    return outcome.ok() ? std::string("ok") : outcome.refusal().reason;
  };
  EXPECT_EQ(edit(1, R"({"threshold_points":0})"), "programme.thresholds_not_rising");
  EXPECT_EQ(edit(1, R"({"discount_ppm":890000})"), "programme.discount_not_falling");
  EXPECT_EQ(edit(1, R"({"colour":"red"})"), "programme.colour_bad");
  EXPECT_EQ(edit(2, R"({"name":"Amber"})"), "request.version_conflict");
  EXPECT_EQ(edit(1, R"({"name":"Amber"})"), "ok");
  const auto missing = database_->write([](Write& write) { return edit_tier(write, TierId{9}, 1, "{}"); });
  EXPECT_EQ(missing.refusal().reason, "programme.tier_unknown");
  Tier diamond{.name = "Diamond", .threshold = Points{900'000}, .discount = Rate{850'000}};
  EXPECT_TRUE(database_->write([&](Write& write) { return create_tier(write, diamond); }).ok());
  EXPECT_EQ(database_->read([](const Read& read) { return tiers(read.tx).size(); }), 4U);
}

TEST_P(programme_store, set_up_seeds_once) {
  database_->write([](Write& write) { seed_defaults(write); });
  EXPECT_EQ(database_->read([](const Read& read) { return tiers(read.tx).size(); }), 3U);
  database_->read([](const Read& read) {
    const auto now = current_programme(read.tx);
    EXPECT_EQ(now->strategies.size(), 1U);
    EXPECT_EQ(now, programme_of(read.tx, now->revision));  // from memory
  });
}

TEST_P(programme_store, invariants_see_a_tier_table_that_was_tampered_with) {
  const auto spoil = [&](std::string_view text) {
    database_->database().write([&](db::Transaction& tx) {
      tx.execute_text(text, {});
      store::change_revision(tx);
    });
  };
  spoil("UPDATE programme_tier SET threshold_points = threshold_points + 1");
  EXPECT_EQ(database_->broken_invariants(modules()).size(), 1U);
  spoil("UPDATE programme_tier SET threshold_points = threshold_points - 1");
}

}  // namespace
}  // namespace homeport::programme
