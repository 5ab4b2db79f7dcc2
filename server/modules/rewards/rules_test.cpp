#include "modules/rewards/rules.hpp"

#include <array>

#include <gtest/gtest.h>

namespace homeport::rewards {
namespace {

const Time kNow = *parse_rfc3339("2026-11-21T08:00:00Z");
const Time kYesterday = plus_days(kNow, -1);
const Time kTomorrow = plus_days(kNow, 1);

template <class T>
std::string reason_of(const Result<T>& result) {
  return result.ok() ? "" : result.refusal().reason;
}

TEST(rewards_rules, a_code_is_read_however_it_is_typed) {
  const auto code = voucher_code_from("ABCDEFGHIJ2345");
  ASSERT_EQ(code.size(), kCodeCharacters);
  EXPECT_EQ(printed_code(code).size(), kCodeCharacters + 3);
  std::string small;
  for (const char c : printed_code(code))
    small += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  for (const auto& typed : {code, printed_code(code), small, " " + code + " "}) {
    const auto read = read_voucher_code(typed);
    ASSERT_TRUE(read.ok()) << typed;
    EXPECT_EQ(*read, code);
  }
  const auto with_o = voucher_code_from("OIBOIBOIBOIBOI");
  EXPECT_EQ(*read_voucher_code("01801801801801" + with_o.substr(kRandomCodeCharacters)), with_o);
}

TEST(rewards_rules, a_mistyped_code_is_noticed_without_asking_anybody) {
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const auto code = voucher_code_from("Q7XW4NPLZC3M2K");
  for (std::size_t i = 0; i < code.size(); ++i) {
    for (const char c : kAlphabet) {
      if (c == code[i]) continue;
      auto wrong = code;
      wrong[i] = c;
      EXPECT_EQ(reason_of(read_voucher_code(wrong)), "rewards.code_mistyped") << wrong;
    }
  }
  for (std::size_t i = 0; i + 1 < kRandomCodeCharacters; ++i) {
    if (code[i] == code[i + 1]) continue;
    auto wrong = code;
    std::swap(wrong[i], wrong[i + 1]);
    EXPECT_FALSE(read_voucher_code(wrong).ok()) << wrong;
  }
  for (const std::string wrong : {"", "-", "ABC", "!!!!!!!!!!!!!!!!", "中文中文中文"}) {
    EXPECT_FALSE(read_voucher_code(wrong).ok()) << wrong;
  }
  EXPECT_FALSE(read_voucher_code(code + "A").ok());
  EXPECT_FALSE(read_voucher_code(std::string(10'000, 'A')).ok());
}

VoucherSeries money_off(std::int64_t value) {
  VoucherSeries series;
  series.name = "Off";
  series.value = Money{value};
  return series;
}

VoucherSeries percent_off(std::int64_t ppm, std::optional<std::int64_t> cap = {}) {
  VoucherSeries series;
  series.name = "Percent";
  series.kind = SeriesKind::percent_off;
  series.rate = Rate{ppm};
  if (cap) series.cap = Money{*cap};
  return series;
}

TEST(rewards_rules, terms_must_fit_their_kind) {
  struct Case {
    std::string what;
    std::function<void(VoucherSeries&)> change;
    std::string reason;
    std::string field;
  };
  const std::vector<Case> cases{
      {"as it is", [](VoucherSeries&) {}, "", ""},
      {"no value", [](VoucherSeries& s) { s.value.reset(); }, "request.required", "value_minor"},
      {"a rate", [](VoucherSeries& s) { s.rate = Rate{1}; }, "rewards.terms_do_not_fit", "rate_ppm"},
      {"a cap", [](VoucherSeries& s) { s.cap = Money{1}; }, "rewards.terms_do_not_fit", "cap_minor"},
      {"a gift", [](VoucherSeries& s) { s.gift_id = GiftId{1}; }, "rewards.terms_do_not_fit", "gift_id"},
      {"percent without a rate",
       [](VoucherSeries& s) {
         s = percent_off(1);
         s.rate.reset();
       },
       "request.required", "rate_ppm"},
      {"percent with a value",
       [](VoucherSeries& s) {
         s.kind = SeriesKind::percent_off;
         s.rate = Rate{1};
       },
       "rewards.terms_do_not_fit", "value_minor"},
      {"a gift of nothing",
       [](VoucherSeries& s) {
         s.value.reset();
         s.kind = SeriesKind::gift;
       },
       "request.required", "gift_id"},
      {"a gift with a minimum",
       [](VoucherSeries& s) {
         s.value.reset();
         s.kind = SeriesKind::gift;
         s.gift_id = GiftId{1};
         s.minimum = Money{1};
       },
       "rewards.terms_do_not_fit", "minimum_minor"},
      {"ends before it begins",
       [](VoucherSeries& s) {
         s.valid_from = kTomorrow;
         s.valid_to = kNow;
       },
       "rewards.valid_range", "valid_to"},
  };
  for (const auto& c : cases) {
    auto series = money_off(100);
    c.change(series);
    const auto outcome = check_terms(series);
    EXPECT_EQ(reason_of(outcome), c.reason) << c.what;
    if (!outcome.ok()) {
      EXPECT_EQ(outcome.refusal().field, c.field) << c.what;
    }
  }
}

TEST(rewards_rules, a_voucher_ends_with_its_days_or_its_series_whichever_is_first) {
  auto series = money_off(100);
  EXPECT_FALSE(expiry_of(series, kNow));
  series.valid_days = 2;
  EXPECT_EQ(expiry_of(series, kNow), plus_days(kNow, 2));
  series.valid_to = kTomorrow;
  EXPECT_EQ(expiry_of(series, kNow), kTomorrow);
  series.valid_days = 0;
  EXPECT_EQ(expiry_of(series, kNow), kTomorrow);
  series.valid_to.reset();
  series.valid_days = 1;
  series.valid_from = plus_days(kNow, 10);
  EXPECT_EQ(expiry_of(series, kNow), plus_days(kNow, 11)) << "its days begin with the series";
}

TEST(rewards_rules, stock_changes_by_hand) {
  struct Case {
    MovementKind kind;
    std::int64_t quantity;
    std::int64_t present;
    std::int64_t change;
    std::string reason;
  };
  for (const auto& c : std::vector<Case>{
           {MovementKind::received, 5, 3, 5, ""},
           {MovementKind::received, kMostStock, 0, kMostStock, ""},
           {MovementKind::received, 1, kMostStock, 0, "rewards.stock_full"},
           {MovementKind::written_off, 3, 3, -3, ""},
           {MovementKind::written_off, 4, 3, 0, "rewards.stock_too_low"},
           {MovementKind::counted, 0, 3, -3, ""},
           {MovementKind::counted, 9, 3, 6, ""},
           {MovementKind::redeemed, 1, 3, 0, "rewards.movement_by_hand"},
           {MovementKind::put_back, 1, 3, 0, "rewards.movement_by_hand"},
       }) {
    const auto change = stock_change(c.kind, c.quantity, c.present);
    EXPECT_EQ(reason_of(change), c.reason);
    if (change.ok()) {
      EXPECT_EQ(*change, c.change);
    }
  }
}

TEST(rewards_rules, a_gift_is_for_those_it_is_offered_to) {
  const TierFacts gold{"Gold", Points{100'000}};
  Gift gift;
  MemberFacts member;
  member.is_known = true;
  EXPECT_TRUE(check_gift_for(gift, {}, member, kNow).ok());
  EXPECT_TRUE(check_gift_for(gift, {}, MemberFacts{}, kNow).ok());
  EXPECT_EQ(reason_of(check_gift_for(gift, gold, member, kNow)), "rewards.tier_too_low");
  member.tier_id = TierId{1};
  member.tier_threshold = Points{99'999};
  EXPECT_EQ(reason_of(check_gift_for(gift, gold, member, kNow)), "rewards.tier_too_low");
  member.tier_threshold = Points{100'000};
  EXPECT_TRUE(check_gift_for(gift, gold, member, kNow).ok());
  gift.valid_from = kTomorrow;
  EXPECT_EQ(reason_of(check_gift_for(gift, {}, member, kNow)), "rewards.not_yet_valid");
  gift.valid_from = kNow;
  gift.valid_to = kNow;
  EXPECT_EQ(reason_of(check_gift_for(gift, {}, member, kNow)), "rewards.no_longer_valid");
  gift.valid_to = kTomorrow;
  EXPECT_TRUE(check_gift_for(gift, {}, member, kNow).ok());
  member.is_disabled = true;
  EXPECT_EQ(reason_of(check_gift_for(gift, {}, member, kNow)), "rewards.customer_disabled");
  gift.status = RewardStatus::disabled;
  EXPECT_EQ(reason_of(check_gift_for(gift, {}, member, kNow)), "rewards.gift_disabled");
}

Voucher voucher_of(std::int64_t customer) {
  Voucher voucher;
  voucher.customer_id = CustomerId{customer};
  return voucher;
}

TEST(rewards_rules, the_state_of_a_voucher_counts_as_of_now) {
  auto voucher = voucher_of(7);
  EXPECT_EQ(state_at(voucher, kNow), VoucherState::issued);
  voucher.expires_at = kNow;
  EXPECT_EQ(state_at(voucher, kNow), VoucherState::expired);
  voucher.expires_at = plus_micros(kNow, 1);
  EXPECT_EQ(state_at(voucher, kNow), VoucherState::issued);
  voucher.state = VoucherState::held;
  voucher.held_until = plus_micros(kNow, 1);
  EXPECT_EQ(state_at(voucher, kNow), VoucherState::held);
  voucher.held_until = kNow;
  EXPECT_EQ(state_at(voucher, kNow), VoucherState::issued) << "a hold past its time is no hold";
  voucher.state = VoucherState::used;
  voucher.expires_at = kYesterday;
  EXPECT_EQ(state_at(voucher, kNow), VoucherState::used);
}

TEST(rewards_rules, why_a_voucher_cannot_be_used) {
  const auto series = money_off(100);
  const CustomerId holder{7};
  auto voucher = voucher_of(7);
  EXPECT_TRUE(check_voucher_open(voucher, series, holder, kNow).ok());
  EXPECT_EQ(reason_of(check_voucher_open(voucher, series, CustomerId{8}, kNow)), "rewards.voucher_of_another");
  EXPECT_EQ(reason_of(check_voucher_open(voucher, series, {}, kNow)), "rewards.voucher_of_another");
  EXPECT_TRUE(check_voucher_open(voucher_of(-9), series, {}, kNow).ok());
  EXPECT_TRUE(check_voucher_open(voucher_of(-9), series, holder, kNow).ok());
  voucher.state = VoucherState::used;
  voucher.used_at = kYesterday;
  EXPECT_EQ(reason_of(check_voucher_open(voucher, series, holder, kNow)), "rewards.voucher_used");
  voucher.state = VoucherState::cancelled;
  EXPECT_EQ(reason_of(check_voucher_open(voucher, series, holder, kNow)), "rewards.voucher_cancelled");
  voucher.state = VoucherState::held;
  voucher.held_until = kTomorrow;
  EXPECT_EQ(reason_of(check_voucher_open(voucher, series, holder, kNow)), "rewards.voucher_held");
  voucher.state = VoucherState::expired;
  EXPECT_EQ(reason_of(check_voucher_open(voucher, series, holder, kNow)), "rewards.voucher_expired");
  auto later = series;
  later.valid_from = kTomorrow;
  EXPECT_EQ(reason_of(check_voucher_open(voucher_of(7), later, holder, kNow)), "rewards.not_yet_valid");
}

TEST(rewards_rules, the_conditions_of_place_and_person) {
  struct Case {
    std::string what;
    std::function<void(VoucherSeries&)> condition;
    MemberFacts member;
    std::string reason;
  };
  const MemberFacts nobody;
  const MemberFacts fresh{.is_known = true};
  const MemberFacts gold{.is_known = true, .tier_id = TierId{3}, .sales_count = 2};
  const MemberFacts disabled{.is_known = true, .is_disabled = true};
  const auto here = [](VoucherSeries& s) { s.store_ids = {OrgUnitId{1}, OrgUnitId{2}}; };
  const auto elsewhere = [](VoucherSeries& s) { s.store_ids = {OrgUnitId{2}}; };
  const auto newcomers = [](VoucherSeries& s) { s.new_members_only = true; };
  const auto for_gold = [](VoucherSeries& s) { s.tier_ids = {TierId{2}, TierId{3}}; };
  const auto for_silver = [](VoucherSeries& s) { s.tier_ids = {TierId{2}}; };
  for (const auto& c : std::vector<Case>{
           {"no condition", [](VoucherSeries&) {}, nobody, ""},
           {"this store", here, nobody, ""},
           {"another store", elsewhere, gold, "rewards.wrong_store"},
           {"new, nobody", newcomers, nobody, "rewards.member_needed"},
           {"new, new", newcomers, fresh, ""},
           {"new, regular", newcomers, gold, "rewards.new_members_only"},
           {"tier, nobody", for_gold, nobody, "rewards.member_needed"},
           {"tier, none", for_gold, fresh, "rewards.wrong_tier"},
           {"tier, this", for_gold, gold, ""},
           {"tier, another", for_silver, gold, "rewards.wrong_tier"},
           {"disabled", [](VoucherSeries&) {}, disabled, "rewards.customer_disabled"},
       }) {
    auto series = money_off(100);
    c.condition(series);
    EXPECT_EQ(reason_of(check_conditions(series, c.member, OrgUnitId{1})), c.reason) << c.what;
  }
}

TEST(rewards_rules, what_a_voucher_is_worth) {
  const ServiceTypeId care{1};
  const ServiceTypeId food{2};
  const std::vector<BasketLine> basket{{ProductId{11}, care, Money{6'000}}, {ProductId{12}, food, Money{4'000}}};
  struct Case {
    std::string what;
    VoucherSeries series;
    std::int64_t worth;
    std::string reason;
  };
  const auto with = [](VoucherSeries series, const std::function<void(VoucherSeries&)>& change) {
    change(series);
    return series;
  };
  auto gift = money_off(1);
  gift.kind = SeriesKind::gift;
  for (const auto& c : std::vector<Case>{
           {"its value", money_off(5'000), 5'000, ""},
           {"no more than the goods", money_off(50'000), 10'000, ""},
           {"on a type", with(money_off(5'000), [&](auto& s) { s.service_type_ids = {food}; }), 4'000, ""},
           {"on a product", with(money_off(5'000), [](auto& s) { s.product_ids = {ProductId{11}}; }), 5'000, ""},
           {"on a type or a product",
            with(percent_off(500'000),
                 [&](auto& s) {
                   s.service_type_ids = {food};
                   s.product_ids = {ProductId{11}};
                 }),
            5'000, ""},
           {"on nothing here", with(money_off(5'000), [](auto& s) { s.product_ids = {ProductId{99}}; }), 0,
            "rewards.nothing_applies"},
           {"the minimum reached", with(money_off(100), [](auto& s) { s.minimum = Money{10'000}; }), 100, ""},
           {"the minimum missed", with(money_off(100), [](auto& s) { s.minimum = Money{10'001}; }), 0,
            "rewards.minimum_not_reached"},
           {"the minimum counts what applies",
            with(money_off(100),
                 [&](auto& s) {
                   s.minimum = Money{5'000};
                   s.service_type_ids = {food};
                 }),
            0, "rewards.minimum_not_reached"},
           {"a percentage", percent_off(123'456), 1'235, ""},
           {"a percentage with a cap", percent_off(500'000, 3'000), 3'000, ""},
           {"everything", percent_off(kPpm), 10'000, ""},
           {"a gift", gift, 0, "rewards.voucher_is_for_a_gift"},
       }) {
    const auto worth = voucher_worth(c.series, basket);
    EXPECT_EQ(reason_of(worth), c.reason) << c.what;
    if (worth.ok()) {
      EXPECT_EQ(worth->minor, c.worth) << c.what;
    }
  }
  EXPECT_EQ(reason_of(voucher_worth(money_off(1), {})), "rewards.nothing_applies");
}

}  // namespace
}  // namespace homeport::rewards
