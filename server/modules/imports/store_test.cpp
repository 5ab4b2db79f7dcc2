// The rows of imports on both engines.

#include "modules/imports/store.hpp"

#include <gtest/gtest.h>

#include "modules/imports/brought_fixture.hpp"

namespace homeport::imports {
namespace {

class imports_store : public test::EngineTest {
 protected:
  void SetUp() override {
    EngineTest::SetUp();
    if (!IsSkipped()) harbour_ = std::make_unique<Harbour>(GetParam());
  }
  void TearDown() override {
    if (harbour_) {
      EXPECT_EQ(harbour_->broken(), std::vector<std::string>{});
    }
  }
  template <class Use>
  auto in_tx(Use use) {
    return harbour_->database().database().write([&](db::Transaction& tx) { return use(tx); });
  }

  ImportFile some_import() {
    ImportFile import;
    import.id = harbour_->database().ids().next_as<ImportId>();
    import.state = ImportState::running;
    import.file_name = "sales.csv";
    import.stored_name = to_string(import.id) + ".csv";
    import.size_bytes = 12;
    import.content_hash = "hash";
    import.encoding = "utf-8";
    import.delimiter = ",";
    import.columns_json = R"(["a","b"])";
    import.created_by = harbour_->chain().admin();
    import.created_by_name = "Ada";
    import.org_unit_id = harbour_->chain().headquarters();
    import.created_at = test::kTestMorning;
    in_tx([&](db::Transaction& tx) { store::insert_import(tx, import); });
    return import;
  }

  static store::StagedRow row(std::int64_t row_no, std::string order_ref, std::int64_t minutes,
                              std::int64_t units = 1) {
    store::StagedRow staged;
    staged.row.row_no = row_no;
    staged.row.order_ref = std::move(order_ref);
    staged.row.sold_at = plus_seconds(test::kTestMorning, minutes * 60);
    staged.row.store_id = OrgUnitId{7};
    staged.row.customer_ref = "C-1";
    staged.row.sku = "P-1";
    staged.row.quantity = units;
    staged.row.amount = Money{units * 250};
    staged.cells_json = R"(["x"])";
    return staged;
  }

  std::unique_ptr<Harbour> harbour_;
};

TEST_P(imports_store, an_import_is_saved_only_over_the_version_that_was_read) {
  auto import = some_import();
  auto stale = import;
  import.state = ImportState::cancelled;
  import.version = 2;
  EXPECT_TRUE(in_tx([&](db::Transaction& tx) { return store::update_import(tx, import, 1); }));
  stale.version = 2;
  EXPECT_FALSE(in_tx([&](db::Transaction& tx) { return store::update_import(tx, stale, 1); }));
  const auto read = in_tx([&](db::Transaction& tx) { return store::load_import(tx, import.id); });
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(to_json(*read, View{true}), to_json(import, View{true}));
  EXPECT_FALSE(in_tx([](db::Transaction& tx) { return store::load_import(tx, ImportId{4711}); }).has_value());
}

TEST_P(imports_store, orders_come_by_time_and_behind_the_last_one) {
  const auto id = some_import().id;
  in_tx([&](db::Transaction& tx) {
    store::insert_row(tx, id, row(2, "B", 5));
    store::insert_row(tx, id, row(3, "A", 9));
    store::insert_row(tx, id, row(4, "A", 9, -2));
    store::insert_row(tx, id, row(5, "C", 5));
    store::insert_row(tx, id, row(5, "C", 5));  // staged again by a server that was killed
  });
  store::NextOrder last{"", Time{INT64_MIN}};
  std::string seen;
  for (;;) {
    const auto some = in_tx([&](db::Transaction& tx) { return store::next_orders(tx, id, last, 2); });
    if (some.empty()) break;
    for (const auto& order : some)
      seen += order.order_ref;
    last = some.back();
  }
  EXPECT_EQ(seen, "BCA");
}

TEST_P(imports_store, staged_rows_come_back_as_they_were_and_go_with_their_order) {
  const auto id = some_import().id;
  auto whole = row(2, "A", 1, -3);
  whole.row.customer_name = "Lin";
  whole.row.customer_phone = "+8613800138000";
  whole.row.product_name = "Lamp";
  whole.row.category = "Lights";
  in_tx([&](db::Transaction& tx) {
    store::insert_row(tx, id, whole);
    store::insert_row(tx, id, row(3, "B", 1));
  });
  const auto rows = in_tx([&](db::Transaction& tx) { return store::rows_of_order(tx, id, "A"); });
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(to_json(rows[0].row, View{true}), to_json(whole.row, View{true}));
  EXPECT_EQ(rows[0].row.customer_phone, "+8613800138000");
  EXPECT_FALSE(rows[0].row.cost.has_value());
  EXPECT_EQ(rows[0].cells_json, whole.cells_json);
  in_tx([&](db::Transaction& tx) { store::delete_order(tx, id, "A"); });
  EXPECT_TRUE(in_tx([&](db::Transaction& tx) { return store::rows_of_order(tx, id, "A"); }).empty());
  EXPECT_EQ(in_tx([&](db::Transaction& tx) { return store::rows_of_order(tx, id, "B"); }).size(), 1U);
}

TEST_P(imports_store, progress_is_a_sum) {
  const auto id = some_import().id;
  store::Progress once;
  once.staged = 5;
  once.ok = 3;
  once.skipped = 1;
  once.refused = 1;
  once.customers = 2;
  once.products = 4;
  once.sales = 2;
  once.returns = 1;
  in_tx([&](db::Transaction& tx) {
    store::add_progress(tx, id, once);
    store::add_progress(tx, id, once);
  });
  const auto import = in_tx([&](db::Transaction& tx) { return store::load_import(tx, id); });
  EXPECT_EQ(import->rows_staged, 10);
  EXPECT_EQ(import->rows_done, 10);
  EXPECT_EQ(import->rows_ok, 6);
  EXPECT_EQ(import->rows_skipped, 2);
  EXPECT_EQ(import->rows_refused, 2);
  EXPECT_EQ(import->customers_created, 4);
  EXPECT_EQ(import->products_created, 8);
  EXPECT_EQ(import->sales_created, 4);
  EXPECT_EQ(import->returns_created, 2);
}

TEST_P(imports_store, errors_are_paged_by_row_and_the_first_of_an_order_is_found) {
  const auto id = some_import().id;
  in_tx([&](db::Transaction& tx) {
    for (const std::int64_t row_no : {9, 4, 6}) {
      store::insert_error(tx, id, {{row_no, "quantity", "imports.quantity_zero", "no", "0"}, "A", "[]"});
    }
  });
  EXPECT_EQ(in_tx([&](db::Transaction& tx) { return store::count_errors(tx, id); }), 3);
  EXPECT_EQ(in_tx([&](db::Transaction& tx) { return store::first_bad_row_of_order(tx, id, "A"); }), 4);
  EXPECT_FALSE(in_tx([&](db::Transaction& tx) { return store::first_bad_row_of_order(tx, id, "B"); }).has_value());
  const auto page = in_tx([&](db::Transaction& tx) { return store::errors_after(tx, id, 4, 1); });
  ASSERT_EQ(page.size(), 1U);
  EXPECT_EQ(page[0].error.row_no, 6);
  EXPECT_EQ(page[0].error.reason, "imports.quantity_zero");
}

TEST_P(imports_store, the_last_mapping_of_such_columns_is_kept) {
  EXPECT_FALSE(in_tx([](db::Transaction& tx) { return store::load_mapping(tx, "h"); }).has_value());
  in_tx([](db::Transaction& tx) {
    store::keep_mapping(tx, "h", {"{}", "m/d/y"}, test::kTestMorning);
    store::keep_mapping(tx, "h", {R"({"sku":1})", "d/m/y"}, test::kTestMorning);
  });
  const auto kept = in_tx([](db::Transaction& tx) { return store::load_mapping(tx, "h"); });
  ASSERT_TRUE(kept.has_value());
  EXPECT_EQ(kept->mapping_json, R"({"sku":1})");
  EXPECT_EQ(kept->date_format, "d/m/y");
}

HOMEPORT_ON_BOTH_ENGINES(imports_store);

}  // namespace
}  // namespace homeport::imports
