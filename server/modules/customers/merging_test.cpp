// The pointer of a merge, on both engines.

#include "modules/customers/merging.hpp"

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
  std::size_t kin_size(CustomerId id) { return kin(id).size(); }
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

class customers_unmerging : public customers_merging {
 protected:
  void SetUp() override {
    customers_merging::SetUp();
    if (IsSkipped()) return;
    change(li_, [](Customer& li) {
      li.name = "Li Lei";
      li.phone = "13812345678";
      li.email = "li@example.cn";
    });
    change(wang_, [](Customer& wang) {
      wang.name = "Li L.";
      wang.phone = "13987654321";
      wang.note = "tea";
    });
  }
  template <class Change>
  void change(CustomerId id, Change make) {
    const auto changed = database_->write([&](kit::Write& write) -> Outcome {
      TRY(const auto before, load(write.as_read(), id));
      auto after = before;
      make(after);
      TRY_DONE(update(write, before, after));
      return Done{};
    });
    ASSERT_TRUE(changed.ok()) << changed.refusal().reason;
  }
  std::string join(CustomerId from, CustomerId into, std::vector<std::string> fields = {}) {
    database_->clock().advance_seconds(1);
    const auto done = database_->write([&](kit::Write& write) {
      return customers::merge(write, into, {from, "one person", std::move(fields)}, {});
    });
    return done.ok() ? "ok" : done.refusal().reason;
  }
  std::string undo(CustomerId from, CustomerId into, const std::vector<MergePart>& parts = {}) {
    database_->clock().advance_seconds(1);
    const auto done = database_->write([&](kit::Write& write) {
      return unmerge(write, into, {from, "two after all"}, parts);
    });
    return done.ok() ? "ok" : done.refusal().reason;
  }
  Customer record(CustomerId id) {
    return *database_->read([&](const kit::Read& read) { return load(read, id); });
  }
};
HOMEPORT_ON_BOTH_ENGINES(customers_unmerging);

TEST_P(customers_unmerging, each_has_again_what_was_his) {
  const auto li = record(li_);
  const auto wang = record(wang_);
  EXPECT_EQ(undo(wang_, li_), "customers.not_merged");
  EXPECT_EQ(undo(li_, li_), "customers.not_merged");
  for (int round = 0; round < 2; ++round) {
    ASSERT_EQ(join(wang_, li_, {"name", "phone", "note"}), "ok");
    EXPECT_EQ(record(li_).phone, wang.phone);
    EXPECT_EQ(record(wang_).status, CustomerStatus::disabled);
    const auto kin = database_->read([&](const kit::Read& read) { return show_kin(read, li_); });
    ASSERT_EQ(kin->merged.size(), 1U);
    EXPECT_TRUE(kin->merged[0].is_undoable);
    ASSERT_EQ(undo(wang_, li_), "ok");
    for (const auto& [now, before] : {std::pair(record(li_), li), std::pair(record(wang_), wang)}) {
      EXPECT_EQ(now.name, before.name);
      EXPECT_EQ(now.phone, before.phone);
      EXPECT_EQ(now.email, before.email);
      EXPECT_EQ(now.note, before.note);
      EXPECT_EQ(now.status, CustomerStatus::active);
    }
    EXPECT_EQ(successor(wang_), wang_);
    EXPECT_EQ(kin_size(li_), 1U);
  }
  EXPECT_EQ(undo(wang_, li_), "customers.not_merged");
}

TEST_P(customers_unmerging, what_somebody_changed_since_stays) {
  ASSERT_EQ(join(wang_, li_, {"name", "note"}), "ok");
  change(li_, [](Customer& li) {
    li.name = "Li Lei the elder";
    li.email = "elder@example.cn";
  });
  ASSERT_EQ(undo(wang_, li_), "ok");
  EXPECT_EQ(record(li_).name, "Li Lei the elder");
  EXPECT_EQ(record(li_).email, "elder@example.cn");
  EXPECT_EQ(record(li_).note, std::nullopt);
}

TEST_P(customers_unmerging, goes_from_the_last_merge_to_the_first) {
  ASSERT_EQ(join(zhao_, wang_), "ok");
  ASSERT_EQ(join(wang_, li_), "ok");
  EXPECT_EQ(kin_size(li_), 3U);
  EXPECT_EQ(undo(zhao_, wang_), "customers.merged_already");
  EXPECT_EQ(undo(zhao_, li_), "customers.not_merged");
  const auto kin = database_->read([&](const kit::Read& read) { return show_kin(read, li_); });
  for (const auto& one : kin->merged)
    EXPECT_EQ(one.is_undoable, one.customer_id == wang_);
  ASSERT_EQ(undo(wang_, li_), "ok");
  EXPECT_EQ(successor(zhao_), wang_);
  EXPECT_EQ(kin_size(wang_), 2U);
  ASSERT_EQ(undo(zhao_, wang_), "ok");
  EXPECT_EQ(kin_size(wang_), 1U);
  EXPECT_EQ(successor(zhao_), zhao_);
}

TEST_P(customers_unmerging, does_not_happen_against_the_no_of_one_module) {
  ASSERT_EQ(join(wang_, li_), "ok");
  const MergePart objects = [](kit::Write&, CustomerId from, CustomerId into) -> Outcome {
    return refuse(RefusalKind::conflict, "test.not_now", to_string(from) + " " + to_string(into));
  };
  EXPECT_EQ(undo(wang_, li_, {objects}), "test.not_now");
  EXPECT_EQ(successor(wang_), li_);
  EXPECT_EQ(record(wang_).status, CustomerStatus::disabled);
}

}  // namespace
}  // namespace homeport::customers
