#include "modules/customers/store.hpp"

#include <gtest/gtest.h>

#include "modules/customers/service.hpp"
#include "support/customers_fixture.hpp"
#include "support/test_server.hpp"

namespace homeport::customers {
namespace {

using kit::Read;
using kit::Write;
using test::staff_actor;
using Names = std::vector<std::string>;

class customers_store : public test::CustomersFixture {};

TEST_P(customers_store, a_record_comes_back_as_it_was_saved) {
  auto full = wanted("王小明", "138 1234 5678");
  full.kind = CustomerKind::organisation;
  full.gender = Gender::other;
  full.birthday_on = parse_date("1990-02-28");
  full.email = "xm@example.com";
  full.note = "two\nlines";
  full.occupation = "pilot";
  full.owner_staff_id = chain_->admin();
  full.source = "import";
  full.external_ref = "CG-12520";
  full.card_number = "6000 1234";
  const auto made = add(full);
  EXPECT_EQ(made.phone, "+8613812345678");
  const auto kept = database_->read([&](const Read& read) { return store::load(read.tx, made.id); });
  ASSERT_TRUE(kept);
  EXPECT_EQ(to_json(*kept, View{}), to_json(made, View{}));
  EXPECT_EQ(kept->name_folded, made.name_folded);
  const auto head = database_->read([&](const Read& read) { return load_head(read.tx, made.id); });
  ASSERT_TRUE(head.ok());
  EXPECT_EQ(head->name, "王小明");
  EXPECT_EQ(head->store_id, chain_->first_store());
  EXPECT_EQ(head->owner_staff_id, chain_->admin());
  EXPECT_EQ(head->phone, "+8613812345678");
}

TEST_P(customers_store, a_bare_record_comes_back_too) {
  const auto made = add(wanted("Li Lei"));
  const auto kept = database_->read([&](const Read& read) { return store::load(read.tx, made.id); });
  ASSERT_TRUE(kept);
  EXPECT_EQ(to_json(*kept, View{}), to_json(made, View{}));
  EXPECT_FALSE(kept->phone || kept->gender || kept->birthday_on || kept->owner_staff_id || kept->external_ref);
  EXPECT_EQ(kept->source, kSourceByHand);
}

TEST_P(customers_store, what_only_one_can_have_is_refused_to_the_second_and_names_the_first) {
  auto first = wanted("Li Lei", "13812345678");
  first.card_number = "60001234";
  first.external_ref = "X1";
  const auto owner = add(first);
  struct Case {
    const char* reason;
    const char* field;
    std::function<void(NewCustomer&)> take;
  };
  const std::vector<Case> cases{
      {"customers.phone_taken", "phone", [](NewCustomer& c) { c.phone = "+86 138 1234 5678"; }},
      {"customers.card_taken", "card_number", [](NewCustomer& c) { c.card_number = "6000 1234"; }},
      {"customers.external_ref_taken", "external_ref", [](NewCustomer& c) { c.external_ref = "X1"; }},
  };
  for (const auto& c : cases) {
    auto second = wanted("Han Meimei", "13987654321");
    c.take(second);
    const auto made = database_->write([&](Write& write) { return create(write, second); });
    ASSERT_EQ(reason_of(made), c.reason);
    EXPECT_EQ(made.refusal().field, c.field);
    EXPECT_NE(made.refusal().detail.find(to_string(owner.id)), std::string::npos);
    EXPECT_NE(made.refusal().current_json.find(to_string(owner.id)), std::string::npos);
  }
  // Nothing of the refused ones stayed: the free phone among their keys is still free.
  add(wanted("Han Meimei", "13987654321"));
}

TEST_P(customers_store, the_owner_of_a_phone_is_not_named_to_those_who_do_not_reach_him) {
  add(wanted("Li Lei", "13812345678"));
  auto second = wanted("Han Meimei", "13812345678");
  second.store_id = chain_->second_store();
  const auto stranger =
      staff_actor(9, {std::string(kWritePermission)}, kit::DataScope::store, {chain_->second_store().value});
  const auto made = database_->write_as(stranger, [&](Write& write) { return create(write, second); });
  ASSERT_EQ(reason_of(made), "customers.phone_taken");
  EXPECT_EQ(made.refusal().current_json, "");
  EXPECT_EQ(made.refusal().detail.find("Li Lei"), std::string::npos);
}

TEST_P(customers_store, a_store_that_is_none_and_an_owner_who_is_none_are_refused) {
  auto nowhere = wanted("Li Lei");
  nowhere.store_id = kit::OrgUnitId{12345};
  EXPECT_EQ(reason_of(database_->write([&](Write& write) { return create(write, nowhere); })),
            "identity.store_unknown");
  nowhere.store_id.reset();
  EXPECT_EQ(reason_of(database_->write([&](Write& write) { return create(write, nowhere); })),
            "customers.store_required");
  auto nobodys = wanted("Li Lei");
  nobodys.owner_staff_id = kit::StaffId{12345};
  EXPECT_EQ(reason_of(database_->write([&](Write& write) { return create(write, nobodys); })),
            "identity.staff_unknown");
}

TEST_P(customers_store, an_edit_moves_keys_and_search_along) {
  const auto made = add(wanted("Li Lei", "13812345678"));
  const auto saved = edit(made.id, [](Customer& c) {
    c.name = "Han Meimei";
    c.phone = "13987654321";
  });
  ASSERT_TRUE(saved.ok());
  EXPECT_EQ(saved->version, 2);
  EXPECT_EQ(search("meimei"), Names{"Han Meimei"});
  EXPECT_EQ(search("lei"), Names{});
  EXPECT_EQ(search("8765"), Names{"Han Meimei"});
  database_->read([&](const Read& read) {
    EXPECT_EQ(find_by_key(read.tx, KeyKind::phone, "+8613987654321"), made.id);
    EXPECT_FALSE(find_by_key(read.tx, KeyKind::phone, "+8613812345678"));
  });
  ASSERT_TRUE(edit(made.id, [](Customer& c) { c.phone.reset(); }).ok());
  EXPECT_EQ(search("8765"), Names{});
}

TEST_P(customers_store, an_edit_that_changes_nothing_writes_nothing) {
  const auto made = add(wanted("Li Lei", "13812345678"));
  const auto saved = edit(made.id, [](Customer& c) { c.phone = "138****5678"; });
  ASSERT_TRUE(saved.ok()) << reason_of(saved);
  EXPECT_EQ(saved->version, 1);
  EXPECT_EQ(saved->phone, "+8613812345678");
}

TEST_P(customers_store, an_edit_on_an_older_version_saves_nothing) {
  const auto made = add(wanted("Li Lei"));
  ASSERT_TRUE(edit(made.id, [](Customer& c) { c.note = "first"; }).ok());
  auto stale = made;
  stale.note = "second";
  stale.version = 2;
  EXPECT_FALSE(database_->write([&](Write& write) { return store::update(write.tx, stale); }));
  const auto kept = database_->read([&](const Read& read) { return store::load(read.tx, made.id); });
  EXPECT_EQ(kept->note, "first");
}

TEST_P(customers_store, a_card_is_given_frozen_and_taken_back) {
  const auto one = add(wanted("Li Lei", "13812345678"));
  const auto two = add(wanted("Li Na"));
  const auto bind = [&](CustomerId id, std::string number) {
    database_->clock().advance_seconds(1);
    return database_->write([&](Write& write) { return bind_card(write, id, number); });
  };
  const auto find = [&](std::string_view code) {
    return database_->read([&](const Read& read) { return find_by_code(read.tx, code); });
  };
  ASSERT_TRUE(bind(one.id, "6000 1234").ok());
  EXPECT_EQ(*find("60001234"), one.id);
  EXPECT_EQ(*find(";60001234=2912?"), one.id);
  EXPECT_EQ(*find("138-1234-5678"), one.id);
  EXPECT_EQ(search("6000"), Names{"Li Lei"});
  EXPECT_EQ(reason_of(bind(one.id, "60001234")), "customers.card_bound_already");
  EXPECT_EQ(reason_of(bind(two.id, "60001234")), "customers.card_taken");
  EXPECT_EQ(reason_of(bind(two.id, "6")), "customers.card_invalid");

  const auto freeze = [&](bool frozen) {
    return database_->write([&](Write& write) { return set_card_frozen(write, one.id, "60001234", frozen); });
  };
  ASSERT_TRUE(freeze(true).ok());
  EXPECT_EQ(reason_of(find("60001234")), "customers.card_frozen");
  EXPECT_EQ(reason_of(bind(two.id, "60001234")), "customers.card_taken");
  ASSERT_TRUE(freeze(false).ok());
  EXPECT_EQ(*find("60001234"), one.id);

  const auto unbind = [&] {
    return database_->write([&](Write& write) { return unbind_card(write, one.id, "6000 1234"); });
  };
  ASSERT_TRUE(unbind().ok());
  EXPECT_EQ(reason_of(unbind()), "customers.card_not_found");
  EXPECT_EQ(reason_of(find("60001234")), "customers.not_found");
  EXPECT_EQ(search("6000"), Names{});
  ASSERT_TRUE(bind(two.id, "60001234").ok());
  EXPECT_EQ(*find("60001234"), two.id);
  EXPECT_EQ(reason_of(bind(one.id, "60001234")), "customers.card_taken");
}

TEST_P(customers_store, of_several_cards_the_active_one_issued_last_stands_with_the_record) {
  const auto id = add(wanted("Li Lei")).id;
  const auto newest = [&] {
    return database_->read([&](const Read& read) { return store::newest_card(read.tx, id); });
  };
  const auto bind = [&](const char* number) {
    return database_->write([&](Write& write) { return bind_card(write, id, number); }).ok();
  };
  EXPECT_EQ(newest(), std::nullopt);
  ASSERT_TRUE(bind("60003333") && bind("60001111"));
  EXPECT_EQ(newest(), "60001111");  // of two issued at once the smaller number
  database_->clock().advance_seconds(1);
  ASSERT_TRUE(bind("60002222"));
  EXPECT_EQ(newest(), "60002222");
  ASSERT_TRUE(database_->write([&](Write& write) { return set_card_frozen(write, id, "60002222", true); }).ok());
  EXPECT_EQ(newest(), "60001111");
}

TEST_P(customers_store, a_returned_card_can_come_back_to_its_customer) {
  const auto one = add(wanted("Li Lei"));
  for (int i = 0; i < 2; ++i) {
    ASSERT_TRUE(database_->write([&](Write& write) { return bind_card(write, one.id, "60001234"); }).ok());
    ASSERT_TRUE(database_->write([&](Write& write) { return unbind_card(write, one.id, "60001234"); }).ok());
  }
  const auto cards = database_->read([&](const Read& read) { return load_cards(read, one.id); });
  ASSERT_EQ(cards->size(), 1U);
  EXPECT_EQ(cards->front().status, CardStatus::returned);
}

TEST_P(customers_store, a_customer_has_so_many_cards_and_no_more) {
  const auto one = add(wanted("Li Lei"));
  for (std::int64_t i = 0; i < kMostCardsInUse; ++i) {
    ASSERT_TRUE(
        database_->write([&](Write& write) { return bind_card(write, one.id, "6000" + std::to_string(i)); }).ok());
  }
  EXPECT_EQ(reason_of(database_->write([&](Write& write) { return bind_card(write, one.id, "70001"); })),
            "customers.too_many_cards");
  ASSERT_TRUE(database_->write([&](Write& write) { return unbind_card(write, one.id, "60000"); }).ok());
  EXPECT_TRUE(database_->write([&](Write& write) { return bind_card(write, one.id, "70001"); }).ok());
}

TEST_P(customers_store, a_number_that_is_ones_card_and_anothers_phone_is_not_guessed) {
  add(wanted("Li Lei", "13812345678"));
  auto two = wanted("Li Na");
  two.card_number = "13812345678";
  add(two);
  const auto found = database_->read([&](const Read& read) { return find_by_code(read.tx, "13812345678"); });
  EXPECT_EQ(reason_of(found), "customers.code_ambiguous");
  const auto by_phone = database_->read([&](const Read& read) { return find_by_code(read.tx, "+8613812345678"); });
  EXPECT_TRUE(by_phone.ok());
}

TEST_P(customers_store, a_disabled_customer_stays_and_gets_no_card) {
  const auto one = add(wanted("Li Lei", "13812345678"));
  const auto disable = [&] {
    return database_->write([&](Write& write) { return set_status(write, one.id, CustomerStatus::disabled); });
  };
  ASSERT_EQ(disable()->version, 2);
  EXPECT_EQ(disable()->version, 2);
  EXPECT_EQ(reason_of(database_->write([&](Write& write) { return bind_card(write, one.id, "60001234"); })),
            "customers.disabled");
  EXPECT_TRUE(database_->read([&](const Read& read) { return find_by_code(read.tx, "13812345678"); }).ok());
  const auto enabled =
      database_->write([&](Write& write) { return set_status(write, one.id, CustomerStatus::active); });
  EXPECT_EQ(enabled->status, CustomerStatus::active);
}

TEST_P(customers_store, nothing_out_of_reach_can_be_read_or_written) {
  const auto one = add(wanted("Li Lei"));
  const auto stranger = staff_actor(9, {std::string(kReadPermission), std::string(kWritePermission)},
                                    kit::DataScope::store, {chain_->second_store().value});
  const auto as_stranger = [&](auto use_case) { return reason_of(database_->write_as(stranger, use_case)); };
  EXPECT_EQ(as_stranger([&](Write& w) { return load(w.as_read(), one.id); }), "access.out_of_scope");
  EXPECT_EQ(as_stranger([&](Write& w) { return set_status(w, one.id, CustomerStatus::disabled); }),
            "access.out_of_scope");
  EXPECT_EQ(as_stranger([&](Write& w) { return bind_card(w, one.id, "60001234"); }), "access.out_of_scope");
  EXPECT_EQ(as_stranger([&](Write& w) { return load_cards(w.as_read(), one.id); }), "access.out_of_scope");
  EXPECT_EQ(as_stranger([&](Write& w) {
              auto after = one;
              after.note = "mine";
              return update(w, one, after);
            }),
            "access.out_of_scope");
  EXPECT_EQ(as_stranger([&](Write& w) { return create(w, wanted("Li Na")); }), "access.out_of_scope");
  const auto kept = database_->read([&](const Read& read) { return load(read, one.id); });
  EXPECT_EQ(kept->version, 1);
}

TEST_P(customers_store, who_sees_only_his_own_owns_what_he_adds) {
  const auto assistant = staff_actor(chain_->admin().value, {std::string(kWritePermission)}, kit::DataScope::own,
                                     {chain_->first_store().value});
  auto unowned = wanted("Li Lei");
  unowned.store_id.reset();
  const auto made = database_->write_as(assistant, [&](Write& write) { return create(write, unowned); });
  ASSERT_TRUE(made.ok()) << reason_of(made);
  EXPECT_EQ(made->owner_staff_id, chain_->admin());
  EXPECT_EQ(made->store_id, chain_->first_store());
}

TEST_P(customers_store, the_timeline_merges_sources_newest_first_and_pages) {
  const auto one = add(wanted("Li Lei"));
  database_->clock().advance_seconds(10);
  ASSERT_TRUE(edit(one.id, [](Customer& c) { c.note = "tea"; }).ok());
  database_->clock().advance_seconds(10);
  ASSERT_TRUE(database_->write([&](Write& write) { return bind_card(write, one.id, "60001234"); }).ok());
  const TimelineSource sales = [&](const Read&, CustomerId, const TimelinePosition& before, std::int64_t limit) {
    std::vector<TimelineEntry> entries;
    for (const std::int64_t seconds : {15, 5}) {
      TimelineEntry entry;
      entry.at = plus_seconds(one.created_at, seconds);
      entry.id = seconds;
      entry.kind = TimelineKind::sale;
      entry.title_key = "sale";
      if (std::pair(entry.at, entry.id) < std::pair(before.at, before.id) && std::ssize(entries) < limit) {
        entries.push_back(entry);
      }
    }
    return entries;
  };
  const std::vector<TimelinePart> parts{{TimelineTopic::sales, sales}};
  Names seen;
  TimelinePosition before;
  database_->read([&](const Read& read) {
    for (;;) {
      const auto page = load_timeline(read, one.id, parts, std::nullopt, before, 2);
      if (page.empty()) break;
      EXPECT_LE(page.size(), 2U);
      for (const auto& entry : page)
        seen.push_back(entry.title_key);
      before = {page.back().at, page.back().id};
    }
  });
  EXPECT_EQ(seen, (Names{"customers.timeline.card_issued", "sale", "customers.timeline.changed", "sale",
                         "customers.timeline.created"}));
  const auto of = [&](TimelineTopic topic) {
    return database_->read([&](const Read& read) {
      Names titles;
      for (const auto& entry : load_timeline(read, one.id, parts, topic, {}, 10))
        titles.push_back(entry.title_key);
      return titles;
    });
  };
  EXPECT_EQ(of(TimelineTopic::sales), (Names{"sale", "sale"}));
  EXPECT_EQ(of(TimelineTopic::cards), Names{"customers.timeline.card_issued"});
  EXPECT_EQ(of(TimelineTopic::changes), (Names{"customers.timeline.changed", "customers.timeline.created"}));
  EXPECT_EQ(of(TimelineTopic::contacts), Names{});
}

TEST_P(customers_store, the_timeline_and_the_audit_trail_hold_no_full_card_or_phone) {
  auto one = wanted("Li Lei", "13812345678");
  one.card_number = "60001234";
  const auto made = add(one);
  ASSERT_TRUE(edit(made.id, [](Customer& c) { c.phone = "13987654321"; }).ok());
  static const db::Sql kTrail{"SELECT changes FROM audit_entry WHERE customer_id = $1"};
  database_->read([&](const Read& read) {
    std::string all;
    for (auto rows = read.tx.query(kTrail, made.id); rows.next();)
      all += rows.string(0);
    for (const auto& entry : load_timeline(read, made.id, {}, std::nullopt, {}, 10)) {
      for (const auto& [name, value] : entry.params)
        all += value + " ";
    }
    EXPECT_NE(all.find("138****5678"), std::string::npos) << all;
    EXPECT_NE(all.find("139****4321"), std::string::npos) << all;
    EXPECT_NE(all.find("****1234"), std::string::npos) << all;
    for (const auto* secret : {"13812345678", "13987654321", "60001234"}) {
      EXPECT_EQ(all.find(secret), std::string::npos) << secret;
    }
  });
}

TEST_P(customers_store, an_invariant_notices_a_key_that_leads_nowhere) {
  static const db::Sql kStray{"INSERT INTO customer_key (kind, value, customer_id) VALUES ('phone', '+861', 5)"};
  static const db::Sql kRemove{"DELETE FROM customer_key WHERE value = '+861'"};
  database_->write([](Write& write) { return write.tx.execute(kStray); });
  EXPECT_EQ(database_->broken_invariants(modules()).size(), 1U);
  database_->write([](Write& write) { return write.tx.execute(kRemove); });
}

HOMEPORT_ON_BOTH_ENGINES(customers_store);

}  // namespace
}  // namespace homeport::customers
