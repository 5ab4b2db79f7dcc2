#include "modules/customers/rules.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "base/search_tokens.hpp"
#include "modules/customers/service.hpp"

namespace homeport::customers {
namespace {

const Date kToday = *parse_date("2026-11-21");

Customer named(std::string name) {
  Customer customer;
  customer.id = CustomerId{7};
  customer.name = std::move(name);
  return customer;
}

bool finds(const std::vector<std::string>& tokens, std::string_view query) {
  const auto wanted = query_tokens(query);
  return !wanted.empty() && std::all_of(wanted.begin(), wanted.end(), [&](const std::string& token) {
    return std::binary_search(tokens.begin(), tokens.end(), token);
  });
}

TEST(customers_rules, whoever_keeps_a_customer_sees_his_phone) {
  using kit::DataScope;
  struct Case {
    std::string who;
    std::int64_t staff_id;
    DataScope scope;
    std::int64_t store;
    Keeping keeping;
    bool sees;
  };
  const auto kept_by = [](std::int64_t staff) { return Keeping{kit::OrgUnitId{10}, kit::StaffId{staff}, true}; };
  const Keeping in_the_pool{kit::OrgUnitId{10}, std::nullopt, true};
  const std::vector<Case> cases{
      {"the owner, of whom he is", 7, DataScope::own, 10, kept_by(7), true},
      {"the owner who reaches his store", 7, DataScope::store, 10, kept_by(7), true},
      {"the owner who works elsewhere now", 7, DataScope::store, 11, kept_by(7), false},
      {"the former owner", 6, DataScope::own, 10, kept_by(7), false},
      {"a colleague", 8, DataScope::store, 10, kept_by(7), false},
      {"somebody at headquarters", 9, DataScope::all, 1, kept_by(7), false},
      {"anybody, while he is public", 7, DataScope::own, 10, in_the_pool, false},
      {"who wrote himself into the record", 7, DataScope::own, 10, {kit::OrgUnitId{10}, kit::StaffId{7}, false}, false},
      {"nobody in particular", 0, DataScope::all, 10, in_the_pool, false},
  };
  for (const auto& each : cases) {
    kit::Actor actor;
    actor.staff_id = kit::StaffId{each.staff_id};
    actor.scope = each.scope;
    actor.org_unit_ids = {each.store};
    EXPECT_EQ(sees_phone(actor, each.keeping), each.sees) << each.who;
    EXPECT_EQ(visible_phone(actor, "+8613812345678", each.keeping), each.sees ? "+8613812345678" : "138****5678")
        << each.who;
    actor.permissions = kit::PermissionSet({std::string(kPhonePermission)});
    EXPECT_TRUE(sees_phone(actor, each.keeping)) << each.who;
  }
}

TEST(customers_rules, a_phone_in_any_spelling_becomes_one_number) {
  for (const auto* spelling :
       {"13812345678", "138 1234 5678", "+86 138-1234-5678", "0086 13812345678", "１３８１２３４５６７８"}) {
    const auto phone = phone_from(spelling);
    ASSERT_TRUE(phone.ok()) << spelling;
    EXPECT_EQ(*phone, "+8613812345678") << spelling;
  }
}

TEST(customers_rules, what_is_no_phone_is_refused_with_its_field) {
  for (const auto* text : {"", "1", "110", "abc", "138123456789999", "+999 1", "13812345678 ext 4"}) {
    const auto phone = phone_from(text);
    ASSERT_FALSE(phone.ok()) << text;
    EXPECT_EQ(phone.refusal().reason, "customers.phone_invalid");
    EXPECT_EQ(phone.refusal().field, "phone");
  }
}

TEST(customers_rules, a_card_number_is_kept_in_one_form) {
  struct Case {
    const char* raw;
    const char* kept;
  };
  for (const auto& c : {Case{"6000-1234", "6000-1234"}, Case{" 6000 1234 ", "60001234"}, Case{"vip-0042a", "VIP-0042A"},
                        Case{"ＶＩＰ８８８８", "VIP8888"}, Case{"1234", "1234"},
                        Case{"12345678901234567890123456789012", "12345678901234567890123456789012"}}) {
    const auto card = card_number_from(c.raw);
    ASSERT_TRUE(card.ok()) << c.raw;
    EXPECT_EQ(*card, c.kept);
  }
  for (const auto* raw : {"", "123", "12 3", "123456789012345678901234567890123", "12_34", "会员1234", "1234\n5678"}) {
    const auto card = card_number_from(raw);
    ASSERT_FALSE(card.ok()) << raw;
    EXPECT_EQ(card.refusal().reason, "customers.card_invalid");
  }
}

TEST(customers_rules, a_swipe_gives_the_card_whichever_tracks_the_reader_sends) {
  struct Case {
    const char* text;
    const char* card;
  };
  for (const auto& c : {Case{"%B6225880012345678^ZHANG/SAN^29121010000000000000?", "6225880012345678"},
                        Case{";6225880012345678=29121010000000000?", "6225880012345678"},
                        Case{"%B6225880012345678^ZHANG/SAN^2912101?;6225880012345678=2912101?", "6225880012345678"},
                        Case{"%?;80001234=?", "80001234"}, Case{"%80001234?", "80001234"},
                        Case{"%b6000 1234 5678 901^A^1?", "600012345678901"}, Case{";80001234?\r\n", "80001234"}}) {
    const auto reading = read_code(c.text);
    ASSERT_TRUE(reading.card_number) << c.text;
    EXPECT_EQ(*reading.card_number, c.card);
    EXPECT_FALSE(reading.phone) << c.text;
  }
}

TEST(customers_rules, a_typed_number_may_be_a_card_or_a_phone) {
  const auto both = read_code("13812345678");
  EXPECT_EQ(both.card_number, "13812345678");
  EXPECT_EQ(both.phone, "+8613812345678");
  const auto phone = read_code("+86 138 1234 5678");
  EXPECT_FALSE(phone.card_number);
  EXPECT_EQ(phone.phone, "+8613812345678");
  const auto card = read_code("vip-77");
  EXPECT_EQ(card.card_number, "VIP-77");
  EXPECT_FALSE(card.phone);
}

TEST(customers_rules, a_key_is_the_same_in_any_spelling) {
  EXPECT_EQ(key_from(KeyKind::phone, "138 1234 5678"), "+8613812345678");
  EXPECT_EQ(key_from(KeyKind::phone, "12"), std::nullopt);
  EXPECT_EQ(key_from(KeyKind::card, "vip 0001"), "VIP0001");
  EXPECT_EQ(key_from(KeyKind::card, "1"), std::nullopt);
  EXPECT_EQ(key_from(KeyKind::external, "  CG   12520 "), "CG 12520");
  EXPECT_EQ(key_from(KeyKind::external, "\u3000"), std::nullopt);
}

TEST(customers_rules, garbage_reads_as_nothing) {
  for (const std::string& text :
       {std::string(), std::string("   "), std::string("%"), std::string(";"), std::string("%^^?"), std::string(";=?"),
        std::string("??"), std::string(kMostCodeBytes + 1, '1'), std::string("\xff\xfe%B\x01")}) {
    const auto reading = read_code(text);
    EXPECT_FALSE(reading.card_number) << text;
    EXPECT_FALSE(reading.phone) << text;
  }
}

TEST(customers_rules, a_record_is_brought_into_form) {
  auto customer = named("  王\u200b小明　 ");
  customer.phone = "138-1234-5678";
  customer.external_ref = " A 1 ";
  ASSERT_TRUE(normalise(customer, kToday).ok());
  EXPECT_EQ(customer.name, "王小明");
  EXPECT_TRUE(customer.name_folded.starts_with("wang")) << customer.name_folded;
  EXPECT_EQ(customer.phone, "+8613812345678");
  EXPECT_EQ(customer.external_ref, "A 1");
}

TEST(customers_rules, what_cannot_be_a_record_names_its_field) {
  struct Case {
    const char* reason;
    const char* field;
    void (*spoil)(Customer&);
  };
  const Case cases[] = {
      {"request.required", "name", [](Customer& c) { c.name = "\u200b \u3000"; }},
      {"customers.phone_invalid", "phone", [](Customer& c) { c.phone = "12"; }},
      {"customers.email_invalid", "email", [](Customer& c) { c.email = "nobody"; }},
      {"customers.email_invalid", "email", [](Customer& c) { c.email = "a@b@c"; }},
      {"customers.email_invalid", "email", [](Customer& c) { c.email = "@c"; }},
      {"customers.email_invalid", "email", [](Customer& c) { c.email = "a b@c"; }},
      {"customers.birthday_in_future", "birthday_on", [](Customer& c) { c.birthday_on = plus_days(kToday, 2); }},
  };
  for (const auto& c : cases) {
    auto customer = named("Li Lei");
    c.spoil(customer);
    const auto outcome = normalise(customer, kToday);
    ASSERT_FALSE(outcome.ok()) << c.reason;
    EXPECT_EQ(outcome.refusal().reason, c.reason);
    EXPECT_EQ(outcome.refusal().field, c.field);
  }
  auto born_today_further_east = named("Li Lei");
  born_today_further_east.birthday_on = plus_days(kToday, 1);
  EXPECT_TRUE(normalise(born_today_further_east, kToday).ok());
}

TEST(customers_rules, the_sort_key_of_the_longest_name_still_fits_a_cursor) {
  std::string name;
  for (int i = 0; i < 120; ++i)
    name += "壮";
  auto customer = named(name);
  ASSERT_TRUE(normalise(customer, kToday).ok());
  EXPECT_EQ(customer.name, name);
  EXPECT_LE(customer.name_folded.size(), 240U);
}

TEST(customers_rules, a_customer_is_found_by_every_part_of_what_is_known) {
  auto customer = named("王小明");
  customer.phone = "+8613812345678";
  customer.external_ref = "CG-12520";
  customer.email = "xm@example.com";
  const std::vector<std::string> cards{"60001234"};
  const auto tokens = search_tokens_of(customer, cards).words();
  EXPECT_TRUE(std::is_sorted(tokens.begin(), tokens.end()));
  for (const auto* query :
       {"王", "小明", "wang", "wxm", "xiaom", "138", "5678", "1234 567", "6000", "0123", "12520", "cg", "xm"}) {
    EXPECT_TRUE(finds(tokens, query)) << query;
  }
  for (const auto* query : {"李", "zhang", "999", "0000"})
    EXPECT_FALSE(finds(tokens, query)) << query;
}

TEST(customers_rules, a_masked_card_shows_four_digits_at_most) {
  EXPECT_EQ(mask_card("60001234"), "****1234");
  EXPECT_EQ(mask_card("1234"), "****");
  EXPECT_EQ(mask_card(""), "****");
}

TEST(customers_rules, nobody_puts_a_customer_out_of_his_own_reach) {
  kit::Actor actor;
  actor.staff_id = kit::StaffId{5};
  actor.org_unit_id = kit::OrgUnitId{1};
  actor.org_unit_ids = {1};
  actor.scope = kit::DataScope::store;
  EXPECT_TRUE(check_placement(actor, kit::OrgUnitId{1}, std::nullopt).ok());
  EXPECT_TRUE(check_placement(actor, kit::OrgUnitId{1}, kit::StaffId{6}).ok());
  const auto elsewhere = check_placement(actor, kit::OrgUnitId{2}, std::nullopt);
  ASSERT_FALSE(elsewhere.ok());
  EXPECT_EQ(elsewhere.refusal().field, "store_id");
  actor.scope = kit::DataScope::own;
  EXPECT_TRUE(check_placement(actor, kit::OrgUnitId{1}, kit::StaffId{5}).ok());
  EXPECT_EQ(check_placement(actor, kit::OrgUnitId{1}, kit::StaffId{6}).refusal().field, "owner_staff_id");
  EXPECT_EQ(check_placement(actor, kit::OrgUnitId{1}, std::nullopt).refusal().field, "owner_staff_id");
  EXPECT_TRUE(check_placement(kit::system_actor("import"), kit::OrgUnitId{9}, std::nullopt).ok());
}

TEST(customers_rules, changed_fields_are_named_in_order_without_the_servers_own) {
  const auto before = named("Li Lei");
  auto after = before;
  EXPECT_EQ(changed_fields(before, after), "");
  after.name_folded = "x";
  after.version = 2;
  after.updated_at = Time{5};
  EXPECT_EQ(changed_fields(before, after), "");
  after.note = "likes tea";
  after.name = "Li Lei Lei";
  EXPECT_EQ(changed_fields(before, after), "name,note");
}

}  // namespace
}  // namespace homeport::customers
