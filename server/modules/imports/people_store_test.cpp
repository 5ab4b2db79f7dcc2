// Mended cells and effects of imports of customers on both engines.

#include "modules/imports/people_store.hpp"

#include <gtest/gtest.h>

#include "modules/imports/brought_fixture.hpp"
#include "modules/imports/store.hpp"

namespace homeport::imports {
namespace {

class people_store : public test::EngineTest {
 protected:
  void SetUp() override {
    EngineTest::SetUp();
    if (!IsSkipped()) harbour_ = std::make_unique<Harbour>(GetParam());
  }
  template <class Use>
  auto in_tx(Use use) {
    return harbour_->database().database().write([&](db::Transaction& tx) { return use(tx); });
  }
  static ImportEffect effect(std::int64_t row_no, std::int64_t customer) {
    ImportEffect made;
    made.row_no = row_no;
    made.customer_id = CustomerId{customer};
    made.version_after = 1;
    return made;
  }

  std::unique_ptr<Harbour> harbour_;
  ImportId id_{77};
};

TEST_P(people_store, the_last_mend_of_a_cell_counts) {
  in_tx([&](db::Transaction& tx) {
    store::save_fix(tx, id_, {3, 1, "a"});
    store::save_fix(tx, id_, {3, 1, "b"});
    store::save_fix(tx, id_, {9, 0, ""});
    store::save_fix(tx, ImportId{78}, {3, 1, "of another import"});
  });
  const auto fixes = in_tx([&](db::Transaction& tx) { return store::load_fixes(tx, id_); });
  ASSERT_EQ(fixes.size(), 2U);
  EXPECT_EQ(fixes.at(3).at(1), "b");
  EXPECT_EQ(fixes.at(9).at(0), "");
  EXPECT_EQ(in_tx([&](db::Transaction& tx) { return store::count_fixes(tx, id_); }), 2);
}

TEST_P(people_store, effects_are_undone_from_the_last_row_and_once) {
  in_tx([&](db::Transaction& tx) {
    for (const std::int64_t row : {2, 5, 9})
      store::insert_effect(tx, id_, effect(row, row * 10));
  });
  EXPECT_EQ(in_tx([&](db::Transaction& tx) { return store::row_of_customer(tx, id_, CustomerId{50}); }), 5);
  EXPECT_FALSE(in_tx([&](db::Transaction& tx) { return store::row_of_customer(tx, id_, CustomerId{5}); }).has_value());
  auto some = in_tx([&](db::Transaction& tx) { return store::effects_to_undo(tx, id_, INT64_MAX, 2); });
  ASSERT_EQ(some.size(), 2U);
  EXPECT_EQ(some[0].row_no, 9);
  some[0].outcome = UndoOutcome::kept;
  some[0].reason = "imports.used_since";
  in_tx([&](db::Transaction& tx) { store::save_outcome(tx, id_, some[0]); });
  some[0].outcome = UndoOutcome::undone;
  some[0].reason.reset();
  in_tx([&](db::Transaction& tx) { store::save_outcome(tx, id_, some[0]); });  // too late
  EXPECT_EQ(in_tx([&](db::Transaction& tx) { return store::effects_to_undo(tx, id_, INT64_MAX, 9); }).size(), 2U);
  const auto kept = in_tx([&](db::Transaction& tx) {
    auto query = store::list_effects(id_, UndoOutcome::kept);
    return kit::count_rows(tx, query).total;
  });
  EXPECT_EQ(kept, 1);
  EXPECT_EQ(in_tx([&](db::Transaction& tx) { return store::count_effects(tx, id_); }), 3);
}

TEST_P(people_store, one_customer_is_touched_by_one_row_of_an_import) {
  in_tx([&](db::Transaction& tx) { store::insert_effect(tx, id_, effect(2, 20)); });
  EXPECT_THROW(in_tx([&](db::Transaction& tx) {
                 store::insert_effect(tx, id_, effect(3, 20));
                 return store::count_effects(tx, id_);
               }),
               db::DatabaseError);
}

HOMEPORT_ON_BOTH_ENGINES(people_store);

}  // namespace
}  // namespace homeport::imports
