// Sales made without the network, on both engines: money that was taken is never turned away for what changed
// meanwhile, and nobody gives goods away by saying that he had no network.

#include "modules/sales/offline.hpp"

#include <gtest/gtest.h>

#include "modules/sales/till_fixture.hpp"

namespace homeport::sales {
namespace {

constexpr std::int64_t kHour = 3'600;

class sales_offline : public TillFixture {
 protected:
  void SetUp() override {
    TillFixture::SetUp();
    if (IsSkipped()) return;
    assistant_ = person(6, {kSellPermission, kOfflinePermission});
    manager_ = person(7, {kSellPermission, kOfflinePermission, kReviewPermission});
  }

  kit::Actor person(std::int64_t id, const std::vector<std::string_view>& permissions) {
    kit::Actor actor;
    actor.staff_id = StaffId{id};
    actor.name = "somebody";
    actor.permissions = kit::PermissionSet(std::vector<std::string>(permissions.begin(), permissions.end()));
    actor.scope = kit::DataScope::store;
    actor.org_unit_ids = {till().chain().first_store().value};
    return actor;
  }

  template <class Change>
  void change(ProductId product, Change change) {
    const auto changed = till().database().write([&](kit::Write& write) -> Outcome {
      TRY(auto before, catalogue::load(write.tx, product));
      auto after = before;
      change(after);
      TRY_DONE(catalogue::update(write, before, after));
      return Done{};
    });
    ASSERT_TRUE(changed.ok());
  }
  void change_price(ProductId product, Money price) {
    change(product, [&](catalogue::Product& one) { one.price = price; });
  }
  void disable(ProductId product) {
    change(product, [](catalogue::Product& one) { one.status = catalogue::ProductStatus::disabled; });
  }

  // Made an hour ago, at what the till showed then.
  SaleRequest shown(std::optional<CustomerId> customer, ProductId product, Money amount) {
    SaleRequest request;
    const auto asked = till().basket(customer, {{product, 1}});
    request.store_id = asked.store_id;
    request.customer_id = customer;
    request.lines = asked.lines;
    request.expected_payable = amount;
    if (amount.minor > 0) request.payments = {{PaymentKind::cash, amount}};
    request.offline = true;
    request.sold_at = plus_seconds(till().database().clock().now(), -kHour);
    return request;
  }
  Result<SaleDocument> send(const SaleRequest& request, const kit::Actor& actor) {
    return till().database().write_as(actor,
                                      [&](kit::Write& write) { return sell(till().products(), write, request); });
  }
  Result<SaleDocument> send(const SaleRequest& request) { return send(request, assistant_); }
  Result<OfflineSale> review(const Sale& sale, Money paid_back, const kit::Actor& actor) {
    return till().database().write_as(actor, [&](kit::Write& write) {
      return review_offline(write, sale.customer_id, sale.sale_id, {paid_back, "seen"});
    });
  }
  std::int64_t to_review() {
    return kit::in_read(till().database().runtime(), manager_,
                        [](const kit::Read& read) { return count_offline_to_review(read); });
  }
  static std::string reason(const auto& result) { return result.ok() ? "" : result.refusal().reason; }

  kit::Actor assistant_;
  kit::Actor manager_;
};

TEST_P(sales_offline, a_price_raised_meanwhile_does_not_turn_the_money_away) {
  const auto quoted = till().quote_of(till().basket(till().lin(), {{till().cup(), 1}}));
  const auto request = shown(till().lin(), till().cup(), quoted.payable);
  change_price(till().cup(), Money{9'990});
  const auto sold = send(request);
  ASSERT_TRUE(sold.ok()) << sold.refusal().detail;
  EXPECT_EQ(sold->sale.list, Money{1'990});
  EXPECT_EQ(sold->sale.payable, quoted.payable);
  EXPECT_EQ(sold->sale.combined, quoted.combined);
  EXPECT_EQ(sold->sale.offline_difference, Money{});
  ASSERT_TRUE(sold->offline.has_value());
  EXPECT_TRUE(sold->offline->earlier_price);
  EXPECT_FALSE(sold->offline->unexplained);
  EXPECT_EQ(to_review(), 1);
}

TEST_P(sales_offline, a_till_may_say_which_price_it_showed_where_it_was_one) {
  change_price(till().cup(), Money{2'500});
  auto request = shown(std::nullopt, till().cup(), Money{1'990});
  request.lines[0].unit_price = Money{1'990};
  const auto sold = send(request);
  ASSERT_TRUE(sold.ok()) << sold.refusal().detail;
  EXPECT_EQ(sold->lines[0].unit_price, Money{1'990});
  // One it never had counts for nothing.
  request.lines[0].unit_price = Money{1'000};
  request.expected_payable = Money{1'000};
  request.payments = {{PaymentKind::cash, Money{1'000}}};
  EXPECT_EQ(reason(send(request)), "sales.price_override_needed");
}

TEST_P(sales_offline, a_price_of_long_ago_explains_nothing) {
  change_price(till().cup(), Money{2'500});
  till().database().clock().advance_seconds(kOfflinePriceSeconds + 2 * kHour);
  const auto sold = send(shown(till().lin(), till().cup(), Money{1'990}));
  ASSERT_TRUE(sold.ok()) << sold.refusal().detail;
  EXPECT_EQ(sold->sale.list, Money{2'500});
  EXPECT_TRUE(sold->offline->unexplained);
}

TEST_P(sales_offline, what_nothing_explains_brings_no_points_and_is_bounded) {
  const auto lamp_for = [&](std::int64_t amount) { return send(shown(till().lin(), till().lamp(), Money{amount})); };
  const auto sold = lamp_for(360'000);
  ASSERT_TRUE(sold.ok()) << sold.refusal().detail;
  EXPECT_EQ(sold->sale.combined, Points{});
  EXPECT_FALSE(sold->sale.entry_id.has_value());
  EXPECT_EQ(till().points_of(till().lin()).sales_count, 0);
  EXPECT_TRUE(sold->offline->unexplained);
  ASSERT_EQ(sold->payments.size(), 2U);
  EXPECT_EQ(sold->payments[1].kind, PaymentKind::goodwill);
  EXPECT_EQ(sold->payments[0].amount + sold->payments[1].amount, sold->sale.payable);

  EXPECT_EQ(reason(lamp_for(200'000)), "sales.price_override_needed");  // half of it, at once
  const auto borne = sold->sale.payable - Money{360'000};
  std::int64_t sent = 1;
  while (lamp_for(360'000).ok())
    ++sent;
  EXPECT_EQ(reason(lamp_for(360'000)), "sales.offline_goodwill_limit");
  EXPECT_EQ(sent, kMostUnexplainedPerDay.minor / borne.minor);
  till().database().clock().advance_seconds(kUnexplainedSeconds);
  EXPECT_TRUE(lamp_for(360'000).ok());
  // Whoever may change prices needs no excuse, and his customer gets the points.
  const auto by_system = till().database().write([&](kit::Write& write) {
    return sell(till().products(), write, shown(till().lin(), till().lamp(), Money{200'000}));
  });
  ASSERT_TRUE(by_system.ok());
  EXPECT_TRUE(by_system->sale.entry_id.has_value());
}

TEST_P(sales_offline, what_is_no_longer_sold_and_who_is_disabled_are_recorded_and_told) {
  const auto payable = till().quote_of(till().basket(till().lin(), {{till().cup(), 1}})).payable;
  const auto request = shown(till().lin(), till().cup(), payable);
  disable(till().cup());
  auto sold = send(request);
  ASSERT_TRUE(sold.ok()) << sold.refusal().detail;
  EXPECT_TRUE(sold->offline->disabled_product);
  EXPECT_TRUE(sold->sale.entry_id.has_value());
  const auto points = till().points_of(till().lin()).combined;
  const auto disabled = till().database().write([&](kit::Write& write) {
    return customers::set_status(write, till().lin(), customers::CustomerStatus::disabled);
  });
  ASSERT_TRUE(disabled.ok());
  sold = send(shown(till().lin(), till().lamp(), Money{400'000}));
  ASSERT_TRUE(sold.ok()) << sold.refusal().detail;
  EXPECT_TRUE(sold->offline->disabled_member);
  EXPECT_EQ(sold->sale.customer_id, till().lin());
  EXPECT_EQ(till().points_of(till().lin()).combined, points);
  EXPECT_EQ(to_review(), 2);
}

TEST_P(sales_offline, what_was_paid_too_much_is_paid_back_once_and_by_somebody_else) {
  const auto sold = send(shown(std::nullopt, till().cup(), Money{2'100}));
  ASSERT_TRUE(sold.ok());
  EXPECT_EQ(sold->offline->difference, Money{110});
  EXPECT_EQ(sold->payments.size(), 1U);
  EXPECT_EQ(sold->payments[0].amount, Money{1'990});
  auto reviewing_assistant = person(6, {kReviewPermission});
  EXPECT_EQ(reason(review(sold->sale, Money{110}, reviewing_assistant)), "sales.review_own_sale");
  EXPECT_EQ(reason(review(sold->sale, Money{111}, manager_)), "sales.paid_back_too_much");
  auto elsewhere = manager_;
  elsewhere.org_unit_ids = {till().chain().second_store().value};
  EXPECT_EQ(reason(review(sold->sale, Money{110}, elsewhere)), "sales.not_found");
  EXPECT_EQ(to_review(), 1);
  const auto seen = review(sold->sale, Money{110}, manager_);
  ASSERT_TRUE(seen.ok()) << seen.refusal().detail;
  EXPECT_EQ(reason(review(sold->sale, Money{110}, manager_)), "sales.nothing_to_review");
  EXPECT_EQ(to_review(), 0);
  const auto again = till().database().read(
      [&](const kit::Read& read) { return load(read, sold->sale.customer_id, sold->sale.sale_id); });
  ASSERT_TRUE(again.ok() && again->offline);
  EXPECT_EQ(again->offline->paid_back, Money{110});
  EXPECT_EQ(again->offline->reviewed_by, StaffId{7});
}

TEST_P(sales_offline, what_came_to_the_same_is_nobodys_business) {
  const auto sold = send(shown(std::nullopt, till().cup(), Money{1'990}));
  ASSERT_TRUE(sold.ok());
  EXPECT_FALSE(sold->offline.has_value());
  EXPECT_EQ(reason(review(sold->sale, Money{}, manager_)), "sales.nothing_to_review");
}

TEST_P(sales_offline, selling_offline_is_a_right_of_its_own) {
  const auto request = shown(std::nullopt, till().cup(), Money{1'990});
  EXPECT_EQ(reason(send(request, person(8, {kSellPermission}))), "access.permission_missing");
  auto elsewhere = assistant_;
  elsewhere.org_unit_ids = {till().chain().second_store().value};
  EXPECT_EQ(reason(send(request, elsewhere)), "access.out_of_scope");
}

HOMEPORT_ON_BOTH_ENGINES(sales_offline);

}  // namespace
}  // namespace homeport::sales
