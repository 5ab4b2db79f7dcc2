#include <gtest/gtest.h>

#include "base/search_tokens.hpp"
#include "modules/customers/conditions.hpp"
#include "modules/customers/merging.hpp"
#include "modules/customers/service.hpp"
#include "support/customers_fixture.hpp"
#include "support/test_server.hpp"

namespace homeport::customers {
namespace {

using kit::Read;
using kit::Write;
using own_fields::OwnFieldKind;
using own_fields::OwnValue;
using Names = std::vector<std::string>;

class customers_parts : public test::CustomersFixture {
 protected:
  void SetUp() override {
    test::CustomersFixture::SetUp();
    if (IsSkipped()) return;
    define("skin", OwnFieldKind::choice, {{"dry", "干性", false}, {"oily", "Oily", false}});
    define("height", OwnFieldKind::number, {}, 1);
    define("wedding", OwnFieldKind::date);
    define("vegan", OwnFieldKind::yes_no);
    define("hobby", OwnFieldKind::text);
    regular_ = tag("Regular 熟客");
    vip_ = tag("VIP");
  }

  void define(const std::string& key, OwnFieldKind kind, std::vector<own_fields::OwnFieldOption> options = {},
              std::int64_t digits = 0) {
    own_fields::OwnField field;
    field.key = key;
    field.name = key;
    field.kind = kind;
    field.options = std::move(options);
    field.digits = digits;
    field.is_searchable = kind == OwnFieldKind::text || kind == OwnFieldKind::choice;
    ASSERT_TRUE(database_->write([&](Write& write) { return own_fields::create_field(write, field); }).ok());
  }
  own_fields::TagId tag(const std::string& name) {
    own_fields::Tag wanted_tag;
    wanted_tag.name = name;
    return database_->write([&](Write& write) { return own_fields::create_tag(write, wanted_tag); })->id;
  }
  Customer person(const std::string& name, std::vector<OwnValue> values, std::vector<own_fields::TagId> tags = {}) {
    auto customer = wanted(name);
    customer.own_values = std::move(values);
    customer.tag_ids = std::move(tags);
    return add(customer);
  }
  std::string refusal(std::vector<OwnValue> values) {
    auto customer = wanted("Nobody");
    customer.own_values = std::move(values);
    return reason_of(database_->write([&](Write& write) { return create(write, customer); }));
  }
  Names where(const std::string& json) {
    ListConditions conditions;
    conditions.all = database_->read([&](const Read& read) {
      auto asked = conditions_from(json);
      EXPECT_TRUE(asked.ok()) << json;
      auto checked = check_conditions(read, *asked, {});
      EXPECT_TRUE(checked.ok()) << (checked.ok() ? "" : checked.refusal().detail);
      return checked.ok() ? std::move(checked).value() : std::vector<CheckedCondition>{};
    });
    return names_found(conditions, kit::system_actor("test"));
  }
  std::string refused_where(const std::string& json) {
    return database_->read([&](const Read& read) -> std::string {
      const auto asked = conditions_from(json);
      if (!asked.ok()) return asked.refusal().reason;
      return reason_of(check_conditions(read, *asked, {}));
    });
  }

  own_fields::TagId regular_;
  own_fields::TagId vip_;
};

// One request walks so far along a tag, whoever is found there; the next goes on, and nobody is left out or met twice.
TEST_P(customers_parts, a_list_along_one_tag_ends_where_its_index_says) {
  for (const char* name : {"A", "B", "C", "D", "E"})
    person(std::string("Li ") + name, {}, {vip_});
  person("Li F", {}, {regular_});
  const auto asked =
      conditions_from(R"({"all":[{"field":"tag","op":"any_of","values":[")" + to_string(vip_) + "\"]}]}");
  const auto seen = database_->read([&](const Read& read) {
    ListConditions conditions;
    conditions.all = check_conditions(read, *asked, {}).value();
    Names names;
    kit::Page page;
    page.sort = store::list_sorts().front();
    page.descending = true;
    for (bool is_over = false; !is_over;) {
      const auto end = store::end_of_walk(read.tx, conditions.all.front(), page, 2);
      auto list = store::list_rows(read.tx.engine(), conditions, read.actor, store::ListColumns::all);
      if (end) store::end_list(list, page, *end);
      store::order_list(list, page);
      for (auto rows = list.rows.run(read.tx); rows.next();)
        names.push_back(store::read_list_row(rows, page).item.name);
      names.emplace_back("|");
      is_over = !end;
      if (!end) continue;
      page.after_id = end->id;
      page.after_integer = end->id;
    }
    return names;
  });
  EXPECT_EQ(seen, (Names{"Li E", "Li D", "|", "Li C", "Li B", "|", "Li A", "|"}));
}

TEST_P(customers_parts, tags_and_values_come_back_as_they_were_given) {
  const auto made =
      person("Lin", {{"height", "170.50"}, {"skin", "干性"}, {"hobby", " tea  and chess "}}, {vip_, regular_, vip_});
  EXPECT_EQ(made.tag_ids, (std::vector<own_fields::TagId>{regular_, vip_}));
  const auto kept = database_->read([&](const Read& read) { return load(read, made.id); });
  ASSERT_TRUE(kept.ok());
  EXPECT_EQ(kept->tag_ids, made.tag_ids);
  EXPECT_EQ(kept->own_values,
            (std::vector<OwnValue>{{"skin", "dry"}, {"height", "170.5"}, {"hobby", "tea and chess"}}));
  EXPECT_EQ(kept->own_values, made.own_values);
}

TEST_P(customers_parts, an_edit_changes_clears_and_leaves_alone) {
  const auto made = person("Lin", {{"skin", "dry"}, {"height", "170"}}, {regular_});
  const auto saved = edit(made.id, [&](Customer& c) {
    c.own_values = {{"skin", "oily"}, {"height", ""}, {"vegan", "no"}};
    c.tag_ids = {vip_};
  });
  ASSERT_TRUE(saved.ok());
  EXPECT_EQ(saved->version, 2);
  const auto kept = database_->read([&](const Read& read) { return load(read, made.id); });
  EXPECT_EQ(kept->own_values, (std::vector<OwnValue>{{"skin", "oily"}, {"vegan", "no"}}));
  EXPECT_EQ(kept->tag_ids, std::vector<own_fields::TagId>{vip_});
  const auto same = edit(made.id, [](Customer& c) { c.own_values = {{"vegan", "否"}, {"skin", "Oily"}}; });
  EXPECT_EQ(same->version, 2);
}

TEST_P(customers_parts, a_merge_brings_tags_and_the_values_that_are_missing) {
  const auto old = person("Lin L.", {{"skin", "oily"}, {"height", "170"}, {"hobby", "chess"}}, {regular_, vip_});
  const auto lin = person("Lin", {{"skin", "dry"}}, {vip_});
  const auto kin = database_->write([&](Write& write) {
    return merge(write, lin.id, {old.id, "the same person"}, {});
  });
  ASSERT_TRUE(kin.ok()) << kin.refusal().detail;
  const auto record = [&](CustomerId id) {
    return database_->read([&](const Read& read) { return load(read, id).value(); });
  };
  const auto after = record(lin.id);
  EXPECT_EQ(after.tag_ids, (std::vector<own_fields::TagId>{regular_, vip_}));
  EXPECT_EQ(after.own_values, (std::vector<OwnValue>{{"skin", "dry"}, {"height", "170.0"}, {"hobby", "chess"}}));
  EXPECT_GT(after.version, lin.version);
  const auto gone = record(old.id);
  EXPECT_EQ(gone.tag_ids, std::vector<own_fields::TagId>{});
  EXPECT_EQ(gone.own_values, (std::vector<OwnValue>{{"skin", "oily"}}));
  ListConditions by_hobby;
  by_hobby.text = "chess";
  EXPECT_EQ(names_found(by_hobby, kit::system_actor("test")), Names{"Lin"});
  const auto trail = database_->read([&](const Read& read) {
    auto rows = read.tx.query_text("SELECT changes FROM audit_entry WHERE action = 'customers.merge'", {});
    return rows.next() ? rows.string(0) : std::string();
  });
  EXPECT_NE(trail.find("tag_ids"), std::string::npos) << trail;
  EXPECT_NE(trail.find("chess"), std::string::npos) << trail;
}

TEST_P(customers_parts, a_merge_is_refused_where_both_have_too_many_tags_or_something_is_hidden) {
  std::vector<own_fields::TagId> some, others;
  for (std::int64_t i = 0; i < kMostTagsOfOne; ++i)
    some.push_back(tag("T" + std::to_string(i)));
  others.push_back(vip_);
  const auto old = person("Lin L.", {}, others);
  const auto lin = person("Lin", {}, some);
  const auto outcome = [&](const kit::Actor& actor) {
    return reason_of(database_->write_as(actor, [&](Write& write) {
      return merge(write, lin.id, {old.id, "same"}, {});
    }));
  };
  EXPECT_EQ(outcome(kit::system_actor("test")), "customers.too_many_tags");
  EXPECT_EQ(database_->read([&](const Read& read) { return load(read, old.id).value(); }).tag_ids, others);
  Placement placement;
  placement.store_id = old.store_id;
  placement.hidden_bits = 1;
  ASSERT_TRUE(database_->write([&](Write& write) { return place(write, old.id, placement); }).ok());
  EXPECT_EQ(outcome(test::staff_actor(5, {std::string(kMergePermission)})), "customers.hidden");
}

TEST_P(customers_parts, what_does_not_fit_is_refused_and_nothing_is_written) {
  EXPECT_EQ(refusal({{"shoe", "42"}}), "own_fields.field_unknown");
  EXPECT_EQ(refusal({{"height", "tall"}}), "own_fields.not_a_number");
  EXPECT_EQ(refusal({{"skin", "dry"}, {"skin", "oily"}}), "own_fields.value_twice");
  auto tagged = wanted("Nobody");
  tagged.tag_ids = {own_fields::TagId{12345}};
  EXPECT_EQ(reason_of(database_->write([&](Write& write) { return create(write, tagged); })), "own_fields.tag_unknown");
  EXPECT_EQ(where(R"({"all":[]})"), Names{});
}

TEST_P(customers_parts, a_disabled_field_hides_its_values_and_keeps_them) {
  const auto made = person("Lin", {{"skin", "dry"}, {"height", "170"}});
  const auto set = [&](own_fields::DefinitionStatus status) {
    database_->write([&](Write& write) {
      for (const auto& field : own_fields::load_fields(write.tx)) {
        if (field.key != "skin") continue;
        auto after = field;
        after.status = status;
        EXPECT_TRUE(own_fields::update_field(write, field, after).ok());
      }
    });
  };
  set(own_fields::DefinitionStatus::disabled);
  const auto edited = edit(made.id, [](Customer& c) { c.own_values = {{"height", "171"}}; });
  ASSERT_TRUE(edited.ok());
  EXPECT_EQ(refusal({{"skin", "dry"}}), "own_fields.field_unknown");
  set(own_fields::DefinitionStatus::active);
  const auto kept = database_->read([&](const Read& read) { return load(read, made.id); });
  EXPECT_EQ(kept->own_values, (std::vector<OwnValue>{{"skin", "dry"}, {"height", "171.0"}}));
}

TEST_P(customers_parts, the_search_box_finds_tags_values_and_what_higher_modules_add) {
  const auto lin = person("Lin", {{"skin", "dry"}, {"hobby", "Chess"}, {"height", "170"}}, {regular_});
  person("Wei", {}, {vip_});
  EXPECT_EQ(search("熟客"), Names{"Lin"});
  EXPECT_EQ(search("vip"), Names{"Wei"});
  EXPECT_EQ(search("干性"), Names{"Lin"});
  EXPECT_EQ(search("lin chess"), Names{"Lin"});
  EXPECT_EQ(search("170"), Names{});  // not searchable
  database_->write([&](Write& write) {
    SearchTokens plate;
    plate.add_number("沪A12345");
    set_search_part(write, lin.id, "plates", plate);
  });
  EXPECT_EQ(search("12345"), Names{"Lin"});
  EXPECT_EQ(search("chess"), Names{"Lin"});
  ASSERT_TRUE(edit(lin.id, [](Customer& c) { c.name = "Lina"; }).ok());
  EXPECT_EQ(search("12345"), Names{"Lina"});
  database_->write([&](Write& write) { set_search_part(write, lin.id, "plates", {}); });
  EXPECT_EQ(search("12345"), Names{});
}

TEST_P(customers_parts, conditions_find_whom_they_describe) {
  auto anna = wanted("Anna 100%", "13812345678");
  anna.birthday_on = parse_date("1990-03-05");
  anna.gender = Gender::female;
  anna.own_values = {{"skin", "dry"}, {"height", "170"}, {"wedding", "2020-05-01"}, {"vegan", "yes"}, {"hobby", "Tea"}};
  anna.tag_ids = {regular_, vip_};
  anna.card_number = "6000 1234";
  add(anna);
  person("Bob", {{"skin", "oily"}, {"height", "180.5"}, {"vegan", "no"}}, {regular_});
  person("Cleo", {});
  struct Case {
    std::string field;
    std::string op;
    std::string values;
    Names expected;
  };
  const auto id = [](own_fields::TagId tag) { return "\"" + to_string(tag) + "\""; };
  const std::vector<Case> cases{
      {"tag", "any_of", id(vip_), {"Anna 100%"}},
      {"tag", "any_of", id(vip_) + "," + id(regular_), {"Anna 100%", "Bob"}},
      {"tag", "all_of", id(vip_) + "," + id(regular_), {"Anna 100%"}},
      {"tag", "none_of", id(vip_), {"Bob", "Cleo"}},
      {"tag", "is_not_set", "", {"Cleo"}},
      {"own.skin", "any_of", R"("dry")", {"Anna 100%"}},
      {"own.skin", "none_of", R"("dry")", {"Bob", "Cleo"}},
      {"own.skin", "is_set", "", {"Anna 100%", "Bob"}},
      {"own.height", "at_least", R"("170.1")", {"Bob"}},
      {"own.height", "at_most", R"("170")", {"Anna 100%"}},
      {"own.height", "any_of", R"("180.50")", {"Bob"}},
      {"own.wedding", "at_least", R"("2020-05-01")", {"Anna 100%"}},
      {"own.wedding", "at_least", R"("2020-05-02")", {}},
      {"own.vegan", "any_of", R"("no")", {"Bob"}},
      {"own.hobby", "contains", R"("TE")", {"Anna 100%"}},
      {"name", "contains", R"("0%")", {"Anna 100%"}},
      {"name", "contains", R"("bo")", {"Bob"}},
      {"gender", "any_of", R"("female")", {"Anna 100%"}},
      {"gender", "none_of", R"("female")", {"Bob", "Cleo"}},
      {"birthday_month", "any_of", R"("03","04")", {"Anna 100%"}},
      {"birthday_on", "at_most", R"("1990-03-05")", {"Anna 100%"}},
      {"phone", "is_set", "", {"Anna 100%"}},
      {"phone", "is_not_set", "", {"Bob", "Cleo"}},
      {"card", "contains", R"("1234")", {"Anna 100%"}},
      {"created_at", "within_days", R"("1")", {"Anna 100%", "Bob", "Cleo"}},
      {"created_at", "not_within_days", R"("1")", {}},
  };
  for (const auto& c : cases) {
    const auto json = R"({"all":[{"field":")" + c.field + R"(","op":")" + c.op + R"(","values":[)" + c.values + "]}]}";
    auto found = where(json);
    std::sort(found.begin(), found.end());
    EXPECT_EQ(found, c.expected) << json;
  }
  EXPECT_EQ(where(R"({"all":[{"field":"tag","op":"any_of","values":[)" + id(regular_) +
                  R"(]},{"field":"own.height","op":"at_least","values":["175"]}]})"),
            Names{"Bob"});
}

TEST_P(customers_parts, conditions_that_make_no_sense_are_refused) {
  const auto one = [](const std::string& text) { return R"({"all":[)" + text + "]}"; };
  EXPECT_EQ(refused_where(one(R"({"field":"profit","op":"is_set"})")), "customers.condition_field_unknown");
  EXPECT_EQ(refused_where(one(R"({"field":"own.profit","op":"is_set"})")), "customers.condition_field_unknown");
  EXPECT_EQ(refused_where(one(R"({"field":"gender","op":"contains","values":["f"]})")), "customers.condition_op_unfit");
  EXPECT_EQ(refused_where(one(R"({"field":"own.skin","op":"at_least","values":["dry"]})")),
            "customers.condition_op_unfit");
  EXPECT_EQ(refused_where(one(R"({"field":"gender","op":"any_of","values":["x"]})")), "customers.condition_value_bad");
  EXPECT_EQ(refused_where(one(R"({"field":"gender","op":"any_of"})")), "customers.condition_value_bad");
  EXPECT_EQ(refused_where(one(R"({"field":"created_at","op":"within_days","values":["-1"]})")),
            "customers.condition_value_bad");
  EXPECT_EQ(refused_where(one(R"({"field":"birthday_on","op":"at_least","values":["1990-02-30"]})")),
            "customers.condition_value_bad");
  EXPECT_EQ(refused_where("{\"all\":1}"), "request.wrong_type");
  EXPECT_EQ(refused_where(std::string(kMostWhereBytes + 1, ' ')), "customers.where_too_long");
  const auto blind = test::staff_actor(9, {std::string(kReadPermission)});
  const auto asked = conditions_from(one(R"({"field":"phone","op":"contains","values":["138"]})"));
  database_->read([&](const Read& read) {
    const Read theirs{read.tx, blind, read.now};
    EXPECT_EQ(reason_of(check_conditions(theirs, *asked, {})), "access.permission_missing");
  });
}

TEST_P(customers_parts, a_further_phone_is_a_key_like_the_first) {
  const auto lin = add(wanted("Lin", "13812345678"));
  const auto wei = add(wanted("Wei", "13987654321"));
  const auto take = [&](CustomerId id, KeyKind kind, const char* value) {
    return database_->write([&](Write& write) -> Outcome {
      return take_further_key(write, id, kind, normal_key(kind, value).value_or("?"));
    });
  };
  ASSERT_TRUE(take(lin.id, KeyKind::phone, "136 0000 0001").ok());
  EXPECT_EQ(reason_of(take(lin.id, KeyKind::phone, "13600000001")), "customers.phone_listed_already");
  EXPECT_EQ(reason_of(take(lin.id, KeyKind::phone, "13812345678")), "customers.phone_listed_already");
  EXPECT_EQ(reason_of(take(wei.id, KeyKind::phone, "+8613600000001")), "customers.phone_taken");
  EXPECT_EQ(reason_of(edit(wei.id, [](Customer& c) { c.phone = "13600000001"; })), "customers.phone_taken");
  EXPECT_EQ(reason_of(edit(lin.id, [](Customer& c) { c.phone = "13600000001"; })), "customers.phone_listed_already");
  ASSERT_TRUE(take(lin.id, KeyKind::email, "Lin@Example.com").ok());
  EXPECT_EQ(reason_of(take(wei.id, KeyKind::email, "lin@example.COM")), "customers.email_taken");
  EXPECT_FALSE(normal_key(KeyKind::email, "nowhere").has_value());
  database_->read([&](const Read& read) {
    const auto found = find_by_code(read.tx, "13600000001");
    ASSERT_TRUE(found.ok());
    EXPECT_EQ(*found, lin.id);
  });
  database_->write([&](Write& write) { release_further_key(write, lin.id, KeyKind::phone, "+8613600000001"); });
  EXPECT_TRUE(take(wei.id, KeyKind::phone, "13600000001").ok());
}

TEST_P(customers_parts, a_card_is_replaced_by_another_or_stays) {
  auto with_card = wanted("Lin");
  with_card.card_number = "60001234";
  const auto lin = add(with_card);
  auto other = wanted("Wei");
  other.card_number = "60009999";
  add(other);
  const auto replace = [&](const char* old_number, const char* new_number) {
    return database_->write([&](Write& write) { return replace_card(write, lin.id, old_number, new_number); });
  };
  EXPECT_EQ(reason_of(replace("60001234", "60009999")), "customers.card_taken");
  EXPECT_EQ(reason_of(replace("60001234", "60001234")), "customers.card_same");
  EXPECT_EQ(reason_of(replace("60005555", "60001235")), "customers.card_not_found");
  EXPECT_EQ(search("1234"), Names{"Lin"});
  ASSERT_TRUE(replace("60001234", "60001235").ok());
  EXPECT_EQ(search("60001234"), Names{});
  EXPECT_EQ(search("60001235"), Names{"Lin"});
}

HOMEPORT_ON_BOTH_ENGINES(customers_parts);

}  // namespace
}  // namespace homeport::customers
