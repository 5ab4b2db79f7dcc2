// The pointer of a merge, on both engines.

#include <gtest/gtest.h>

#include "modules/customers/module.hpp"
#include "modules/identity/module.hpp"
#include "support/test_chain.hpp"

namespace homeport::customers {
namespace {

std::vector<kit::Module> modules() { return {identity::module(), module()}; }

class customers_merging : public test::EngineTest {
 protected:
  void SetUp() override {
    EngineTest::SetUp();
    if (IsSkipped()) return;
    database_ = std::make_unique<test::TestDatabase>(GetParam(), modules());
    chain_ = std::make_unique<test::TestChain>(*database_);
    for (auto* id : {&li_, &wang_, &zhao_, &qian_})
      *id = add();
  }
  void TearDown() override {
    if (database_) {
      EXPECT_EQ(database_->broken_invariants(modules()), std::vector<std::string>{});
    }
  }

  CustomerId add() {
    const auto made = database_->write([&](kit::Write& write) {
      NewCustomer wanted;
      wanted.name = "Li";
      wanted.store_id = chain_->first_store();
      return create(write, wanted);
    });
    EXPECT_TRUE(made.ok());
    return made->id;
  }
  std::string merge(CustomerId from, CustomerId into, const std::vector<MergePart>& parts = {}) {
    database_->clock().advance_seconds(1);
    const auto done = database_->write([&](kit::Write& write) { return point_to(write, from, into, parts); });
    return done.ok() ? "ok" : done.refusal().reason;
  }
  std::vector<CustomerId> kin(CustomerId id) {
    return database_->read([&](const kit::Read& read) { return kin_of(read.tx, id); });
  }
  CustomerId successor(CustomerId id) {
    return database_->read([&](const kit::Read& read) { return successor_of(read.tx, id); });
  }

  std::unique_ptr<test::TestDatabase> database_;
  std::unique_ptr<test::TestChain> chain_;
  CustomerId li_, wang_, zhao_, qian_;
};
HOMEPORT_ON_BOTH_ENGINES(customers_merging);

TEST_P(customers_merging, is_known_under_both_and_stays_flat) {
  EXPECT_EQ(kin(li_), std::vector<CustomerId>{li_});
  EXPECT_EQ(successor(li_), li_);
  ASSERT_EQ(merge(li_, wang_), "ok");
  ASSERT_EQ(merge(qian_, zhao_), "ok");
  EXPECT_EQ(kin(wang_), (std::vector<CustomerId>{wang_, li_}));
  EXPECT_EQ(kin(li_), std::vector<CustomerId>{li_});
  ASSERT_EQ(merge(wang_, zhao_), "ok");
  const auto all = kin(zhao_);
  EXPECT_EQ(all.size(), 4U);
  EXPECT_EQ(all.front(), zhao_);
  EXPECT_EQ(kin(wang_), std::vector<CustomerId>{wang_});
  for (const auto id : {li_, wang_, qian_, zhao_})
    EXPECT_EQ(successor(id), zhao_);
}

TEST_P(customers_merging, is_refused_where_it_makes_no_sense) {
  EXPECT_EQ(merge(li_, li_), "customers.same_customer");
  EXPECT_EQ(merge(li_, CustomerId{4711}), "customers.not_found");
  EXPECT_EQ(merge(CustomerId{4711}, li_), "customers.not_found");
  ASSERT_EQ(merge(li_, wang_), "ok");
  EXPECT_EQ(merge(li_, zhao_), "customers.merged_already");
  EXPECT_EQ(merge(wang_, li_), "customers.merged_already");
  EXPECT_EQ(merge(zhao_, li_), "customers.merged_already");
}

TEST_P(customers_merging, is_undone_by_the_no_of_one_module) {
  int asked = 0;
  const MergePart agrees = [&](kit::Write&, CustomerId from, CustomerId into) -> Outcome {
    EXPECT_EQ(from, li_);
    EXPECT_EQ(into, wang_);
    ++asked;
    return Done{};
  };
  const MergePart objects = [](kit::Write&, CustomerId, CustomerId) -> Outcome {
    return refuse(RefusalKind::conflict, "test.not_now", "not now");
  };
  EXPECT_EQ(merge(li_, wang_, {agrees, objects, agrees}), "test.not_now");
  EXPECT_EQ(asked, 1);
  EXPECT_EQ(successor(li_), li_);
  EXPECT_EQ(merge(li_, wang_, {agrees, agrees}), "ok");
  EXPECT_EQ(asked, 3);
}

}  // namespace
}  // namespace homeport::customers
