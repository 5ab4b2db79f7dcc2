// What is written of sales and returns, on both engines.

#include "modules/sales/store.hpp"

#include <gtest/gtest.h>

#include "modules/sales/invariants.hpp"
#include "modules/sales/till_fixture.hpp"

namespace homeport::sales {
namespace {

class sales_store : public TillFixture {
 protected:
  template <class Use>
  auto in_tx(Use use) {
    return till().database().database().write([&](db::Transaction& tx) { return use(tx); });
  }
  std::int64_t count(std::string_view table) {
    return in_tx([&](db::Transaction& tx) {
      auto rows = tx.query_text("SELECT count(*) FROM " + std::string(table), {});
      CHECK(rows.next());
      return rows.integer(0);
    });
  }
};

TEST_P(sales_store, a_sale_is_read_back_as_it_was_made) {
  const auto made = till().sell_now(till().lin(), {{till().lamp(), 1}, {till().cup(), 3}});
  const auto read = till().database().read(
      [&](const kit::Read& read_) { return load(read_, made.sale.customer_id, made.sale.sale_id); });
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(to_json(read->sale, View{true}), to_json(made.sale, View{true}));
  ASSERT_EQ(read->lines.size(), 2U);
  for (std::size_t i = 0; i < 2; ++i)
    EXPECT_EQ(to_json(read->lines[i], View{true}), to_json(made.lines[i], View{true}));
  ASSERT_EQ(read->payments.size(), 1U);
  EXPECT_EQ(read->payments[0].kind, PaymentKind::cash);
  EXPECT_EQ(read->payments[0].amount, made.sale.payable);
  EXPECT_EQ(read->store_name, "Quay Street");
  EXPECT_TRUE(read->returns.empty());
}

TEST_P(sales_store, a_sale_that_says_something_else_than_its_packed_form_is_noticed) {
  const auto sold = till().sell_now(till().lin(), {{till().lamp(), 1}, {till().cup(), 3}}).sale;
  (void)till().sell_now(std::nullopt, {{till().cup(), 1}});
  const auto all = invariants();
  const auto found = std::find_if(all.begin(), all.end(),
                                  [](const auto& invariant) { return invariant.name == "sales.packed_sales_match"; });
  ASSERT_NE(found, all.end());
  const auto violations = [&] { return in_tx([&](db::Transaction& tx) { return found->violations(tx); }).size(); };
  EXPECT_EQ(violations(), 0U);
  const std::string whose = " WHERE sale_id = " + to_string(sold.sale_id);
  for (const char* table_and_column :
       {"sale SET sold_at = sold_at", "sale SET store_id = store_id", "sale SET profit_points = profit_points",
        "sale_line SET cost_minor = cost_minor", "sale_line SET product_id = product_id"}) {
    const auto change = [&](const char* by) {
      in_tx([&](db::Transaction& tx) { tx.execute_text("UPDATE " + std::string(table_and_column) + by + whose, {}); });
    };
    change(" + 1");
    EXPECT_EQ(violations(), 1U) << table_and_column;
    change(" - 1");
  }
  EXPECT_EQ(violations(), 0U);
}

TEST_P(sales_store, an_anonymous_buyer_gets_an_id_of_his_own_and_no_points) {
  const auto first = till().sell_now(std::nullopt, {{till().cup(), 1}});
  const auto second = till().sell_now(std::nullopt, {{till().cup(), 1}});
  EXPECT_LT(first.sale.customer_id.value, 0);
  EXPECT_LT(second.sale.customer_id.value, 0);
  EXPECT_NE(first.sale.customer_id, second.sale.customer_id);
  EXPECT_EQ(first.sale.payable, Money{1'990});
  EXPECT_EQ(first.sale.combined, Points{});
  EXPECT_FALSE(first.sale.entry_id.has_value());
}

TEST_P(sales_store, a_return_in_steps_takes_back_exactly_what_the_sale_gave) {
  const auto sold = till().sell_now(till().lin(), {{till().cup(), 3}, {till().lamp(), 1}});
  Money refunded;
  for (const auto& step : std::vector<std::vector<ReturnLineRequest>>{{{1, 1}}, {{1, 1}, {2, 1}}, {{1, 1}}}) {
    const auto back = till().give_back(sold.sale, step);
    ASSERT_TRUE(back.ok()) << back.refusal().detail;
    refunded += back->refund;
  }
  EXPECT_EQ(refunded, sold.sale.payable);
  EXPECT_EQ(till().points_of(till().lin()).combined, Points{});
  EXPECT_EQ(till().points_of(till().lin()).spent, Money{});
  const auto again = till().give_back(sold.sale, {{1, 1}});
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(again.refusal().reason, "sales.return_exceeds_sold");
  EXPECT_EQ(again.refusal().field, "lines[0].quantity");
  EXPECT_EQ(count("sale_return"), 3);
}

TEST_P(sales_store, a_return_knows_its_lines_and_its_sale) {
  const auto sold = till().sell_now(till().lin(), {{till().cup(), 3}});
  const auto back = till().give_back(sold.sale, {{1, 2}});
  ASSERT_TRUE(back.ok());
  in_tx([&](db::Transaction& tx) {
    const auto sale = store::load_sale(tx, sold.sale.customer_id, sold.sale.sale_id);
    ASSERT_TRUE(sale.has_value());
    EXPECT_EQ(sale->returned, back->refund);
    EXPECT_EQ(sale->version, 2);
    EXPECT_EQ(store::load_lines(tx, sold.sale.customer_id, sold.sale.sale_id).at(0).returned_quantity, 2);
    const auto returns = store::load_returns(tx, sold.sale.customer_id, sold.sale.sale_id);
    ASSERT_EQ(returns.size(), 1U);
    EXPECT_EQ(to_json(returns[0], View{true}), to_json(*back, View{true}));
  });
}

TEST_P(sales_store, the_database_itself_lets_no_more_go_back_than_was_sold) {
  const auto sold = till().sell_now(till().lin(), {{till().cup(), 2}});
  EXPECT_THROW(
      in_tx([&](db::Transaction& tx) {
        store::add_returned_quantity(tx, {sold.sale.customer_id, ReturnId{1}, 1, 3, Money{}}, sold.sale.sale_id);
        return 0;
      }),
      db::DatabaseError);
  EXPECT_THROW(in_tx([&](db::Transaction& tx) {
                 store::add_returned_amount(tx, sold.sale.customer_id, sold.sale.sale_id, sold.sale.payable + Money{1});
                 return 0;
               }),
               db::DatabaseError);
}

TEST_P(sales_store, a_sale_nobody_made_is_not_there) {
  const auto refused =
      till().database().read([&](const kit::Read& read) { return load(read, till().lin(), SaleId{4711}); });
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.refusal().reason, "sales.not_found");
  const auto back = till().database().write([&](kit::Write& write) {
    return take_back(write, till().lin(), SaleId{4711}, {{{1, 1}}, "no"});
  });
  ASSERT_FALSE(back.ok());
  EXPECT_EQ(back.refusal().reason, "sales.not_found");
}

TEST_P(sales_store, an_external_reference_belongs_to_the_first_sale_that_takes_it) {
  EXPECT_TRUE(in_tx([](db::Transaction& tx) {
    return store::take_external_key(tx, "A-1", {CustomerId{7}, SaleId{70}, "hash"});
  }));
  EXPECT_FALSE(in_tx([](db::Transaction& tx) {
    return store::take_external_key(tx, "A-1", {CustomerId{8}, SaleId{80}, "other"});
  }));
  const auto there = in_tx([](db::Transaction& tx) { return store::find_external(tx, "A-1"); });
  ASSERT_TRUE(there.has_value());
  EXPECT_EQ(there->customer_id, CustomerId{7});
  EXPECT_EQ(there->input_hash, "hash");
  EXPECT_FALSE(in_tx([](db::Transaction& tx) { return store::find_external(tx, "A-2"); }).has_value());
  in_tx([](db::Transaction& tx) { tx.execute_text("DELETE FROM sale_external_key", {}); });
}

TEST_P(sales_store, day_totals_grow_by_what_is_added) {
  const auto store_id = till().chain().first_store();
  const auto day = *parse_date("2026-11-21");
  in_tx([&](db::Transaction& tx) {
    store::add_to_day(tx, {store_id, day, 1, Money{500}, 0, Money{}});
    store::add_to_day(tx, {store_id, day, 1, Money{250}, 0, Money{}});
    store::add_to_day(tx, {store_id, day, 0, Money{}, 1, Money{100}});
  });
  const auto totals = till().database().read([&](const kit::Read& read) { return day_totals(read, day, day); });
  ASSERT_EQ(totals.size(), 1U);
  EXPECT_EQ(totals[0].sales_count, 2);
  EXPECT_EQ(totals[0].sales, Money{750});
  EXPECT_EQ(totals[0].returns_count, 1);
  EXPECT_EQ(totals[0].returns, Money{100});
}

TEST_P(sales_store, the_timeline_pages_through_sales_and_returns_without_a_gap) {
  std::vector<std::int64_t> expected;
  for (int i = 0; i < 3; ++i) {
    const auto sold = till().sell_now(till().lin(), {{till().cup(), 2}});
    expected.insert(expected.begin(), sold.sale.sale_id.value);
    const auto back = till().give_back(sold.sale, {{1, 1}});
    ASSERT_TRUE(back.ok());
    expected.insert(expected.begin(), back->return_id.value);
  }
  std::vector<std::int64_t> seen;
  till().database().read([&](const kit::Read& read) {
    customers::TimelinePosition position;
    for (;;) {
      const auto page = timeline_source()(read, till().lin(), position, 2);
      for (const auto& entry : page)
        seen.push_back(entry.id);
      if (page.size() < 2) return;
      position = {page.back().at, page.back().id};
    }
  });
  EXPECT_EQ(seen, expected);
}

TEST_P(sales_store, a_refused_sale_leaves_nothing_behind) {
  auto request = till().cash_sale(till().lin(), {{till().cup(), 1}});
  request.payments[0].amount += Money{1};
  const auto refused = till().try_sell(request);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.refusal().reason, "sales.payments_do_not_add_up");
  EXPECT_EQ(refused.refusal().field, "payments");
  for (const auto* table : {"sale", "sale_line", "sale_payment"})
    EXPECT_EQ(count(table), 0) << table;
}

HOMEPORT_ON_BOTH_ENGINES(sales_store);

}  // namespace
}  // namespace homeport::sales
