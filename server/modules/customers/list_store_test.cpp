#include <gtest/gtest.h>

#include "modules/customers/service.hpp"
#include "modules/customers/store.hpp"
#include "support/customers_fixture.hpp"
#include "support/test_server.hpp"

namespace homeport::customers {
namespace {

using kit::Read;
using kit::Write;
using test::staff_actor;
using Names = std::vector<std::string>;

class customers_list : public test::CustomersFixture {};

TEST_P(customers_list, names_pinyin_initials_and_fragments_all_find) {
  add(wanted("王小明", "13812345678"));
  add(wanted("张伟", "13987654321"));
  auto anna = wanted("Anna-Maria Müller");
  anna.card_number = "VIP-0042";
  add(anna);
  EXPECT_EQ(search("小明"), Names{"王小明"});
  EXPECT_EQ(search("wxm"), Names{"王小明"});
  EXPECT_EQ(search("zhangw"), Names{"张伟"});
  EXPECT_EQ(search("2345"), Names{"王小明"});
  EXPECT_EQ(search("139 8765"), Names{"张伟"});
  EXPECT_EQ(search("muller ann"), Names{"Anna-Maria Müller"});
  EXPECT_EQ(search("0042"), Names{"Anna-Maria Müller"});
  EXPECT_EQ(search("nobody"), Names{});
  EXPECT_EQ(search("!!!"), Names{});
  EXPECT_EQ(search("138 OR 139"), Names{});
}

// The masked phone shows its last four digits. Nobody without the right finds out more by asking for fragments.
TEST_P(customers_list, a_masked_phone_is_found_by_what_it_shows_and_as_a_whole) {
  auto li = wanted("Li Lei", "13812345678");
  li.card_number = "VIP-004-2345";
  add(li);
  add(wanted("Han 2345 Mei", "13987652345"));
  auto mail = wanted("Wu");
  mail.email = "wu1234@example.com";
  mail.external_ref = "K-77-88";
  add(mail);
  const auto masked = staff_actor(9, {std::string(kReadPermission), std::string(kHiddenPermission)});
  const auto entitled =
      staff_actor(9, {std::string(kReadPermission), std::string(kHiddenPermission), std::string(kPhonePermission)});
  struct Case {
    std::string_view text;
    Names masked;
    Names entitled;
  };
  const std::vector<Case> cases{
      {"5678", {"Li Lei"}, {"Li Lei"}},
      {"678", {"Li Lei"}, {"Li Lei"}},
      {"li 5678", {"Li Lei"}, {"Li Lei"}},
      {"13812345678", {"Li Lei"}, {"Li Lei"}},
      {"+86 138 1234 5678", {"Li Lei"}, {"Li Lei"}},
      {"45678", {}, {"Li Lei"}},
      {"3456", {}, {"Li Lei"}},
      {"123", {"Wu"}, {"Li Lei", "Wu"}},
      {"li 345", {"Li Lei"}, {"Li Lei"}},  // of the card
      {"li 1234", {}, {"Li Lei"}},
      {"han 876", {}, {"Han 2345 Mei"}},
      {"han 2345", {"Han 2345 Mei"}, {"Han 2345 Mei"}},
      {"138 1234", {}, {"Li Lei"}},
      {"0042345", {"Li Lei"}, {"Li Lei"}},
      {"7788", {"Wu"}, {"Wu"}},
      {"１２３４５", {}, {"Li Lei"}},
  };
  for (const auto& one : cases) {
    EXPECT_EQ(names_found({.text = std::string(one.text)}, masked), one.masked) << one.text;
    EXPECT_EQ(names_found({.text = std::string(one.text)}, entitled), one.entitled) << one.text;
  }
}

TEST_P(customers_list, conditions_all_hold_together) {
  auto one = wanted("Li Lei");
  one.source = "web";
  one.owner_staff_id = chain_->admin();
  const auto first = add(one);
  auto two = wanted("Li Na");
  two.store_id = chain_->second_store();
  two.kind = CustomerKind::organisation;
  const auto second = add(two);
  ASSERT_TRUE(database_->write([&](Write& w) { return set_status(w, second.id, CustomerStatus::disabled); }).ok());
  const auto everyone = kit::system_actor("test");
  EXPECT_EQ(names_found({}, everyone), (Names{"Li Lei", "Li Na"}));
  EXPECT_EQ(names_found({.store_id = chain_->second_store()}, everyone), Names{"Li Na"});
  EXPECT_EQ(names_found({.owner_staff_id = chain_->admin()}, everyone), Names{"Li Lei"});
  EXPECT_EQ(names_found({.status = CustomerStatus::disabled}, everyone), Names{"Li Na"});
  EXPECT_EQ(names_found({.status = CustomerStatus::active}, everyone), Names{"Li Lei"});
  EXPECT_EQ(names_found({.kind = CustomerKind::organisation}, everyone), Names{"Li Na"});
  EXPECT_EQ(names_found({.source = "web"}, everyone), Names{"Li Lei"});
  EXPECT_EQ(names_found({.text = "li", .store_id = chain_->first_store()}, everyone), Names{"Li Lei"});
  EXPECT_EQ(names_found({.created_from = second.created_at}, everyone), Names{"Li Na"});
  EXPECT_EQ(names_found({.created_before = second.created_at}, everyone), Names{"Li Lei"});
  EXPECT_EQ(
      names_found({.text = "li", .created_from = first.created_at, .created_before = second.created_at}, everyone),
      Names{"Li Lei"});
}

TEST_P(customers_list, a_list_shows_only_what_is_in_reach) {
  auto one = wanted("Li Lei");
  one.owner_staff_id = chain_->admin();
  add(one);
  auto two = wanted("Li Na");
  two.store_id = chain_->second_store();
  add(two);
  const std::vector<std::string> permissions{std::string(kReadPermission)};
  const auto second_store = chain_->second_store().value;
  EXPECT_EQ(names_found({}, staff_actor(9, permissions, kit::DataScope::store, {second_store})), Names{"Li Na"});
  EXPECT_EQ(names_found({.text = "li"}, staff_actor(9, permissions, kit::DataScope::store, {second_store})),
            Names{"Li Na"});
  EXPECT_EQ(names_found({}, staff_actor(chain_->admin().value, permissions, kit::DataScope::own)), Names{"Li Lei"});
  EXPECT_EQ(names_found({}, staff_actor(9, permissions, kit::DataScope::own)), Names{});
  EXPECT_EQ(
      names_found({}, staff_actor(9, permissions, kit::DataScope::branch, {chain_->first_store().value, second_store})),
      (Names{"Li Lei", "Li Na"}));
}

TEST_P(customers_list, pages_follow_each_other_without_gap_or_repeat) {
  for (int i = 0; i < 7; ++i)
    add(wanted("Li " + std::string(1, static_cast<char>('A' + (i * 3) % 7))));
  for (const bool by_name : {false, true}) {
    for (const bool descending : {false, true}) {
      for (const bool searching : {false, true}) {
        const auto names = database_->read([&](const Read& read) {
          Names seen;
          kit::Page page;
          page.sort = store::list_sorts()[by_name ? 1 : 0];
          page.descending = descending;
          page.limit = 2;
          ListConditions conditions;
          if (searching) conditions.text = "li";
          for (bool more = true; more;) {
            auto list = store::list_rows(read.tx.engine(), conditions, read.actor, store::ListColumns::all);
            store::order_list(list, page);
            std::vector<CustomerListItem> items;
            for (auto rows = list.rows.run(read.tx); rows.next();)
              items.push_back(store::read_list_row(rows, page).item);
            more = items.size() > 2;
            if (more) items.pop_back();
            for (const auto& item : items)
              seen.push_back(item.name);
            const auto last = store::load(read.tx, items.back().id);
            page.after_id = last->id.value;
            if (by_name) page.after_text = last->name_folded;
            if (!by_name) page.after_integer = last->id.value;
          }
          return seen;
        });
        Names expected = by_name ? Names{"Li A", "Li B", "Li C", "Li D", "Li E", "Li F", "Li G"}
                                 : Names{"Li A", "Li D", "Li G", "Li C", "Li F", "Li B", "Li E"};
        if (descending) std::reverse(expected.begin(), expected.end());
        EXPECT_EQ(names, expected) << by_name << descending << searching;
      }
    }
  }
}

// One request looks at so many customers at most; the next goes on where it stopped, and nobody is left out or met
// twice.
TEST_P(customers_list, a_condition_without_an_index_is_asked_of_some_at_a_time) {
  for (int i = 0; i < 9; ++i) {
    auto customer = wanted("Li " + std::string(1, static_cast<char>('A' + (i * 4) % 9)));
    if (i % 4 == 3) customer.source = "web";
    add(customer);
  }
  ListConditions conditions;
  conditions.source = "web";
  const auto part = store::indexed_part(conditions);
  EXPECT_FALSE(part.is_all);
  EXPECT_FALSE(part.conditions.source);
  for (const bool by_name : {false, true}) {
    for (const bool descending : {false, true}) {
      kit::Page page;
      page.sort = store::list_sorts()[by_name ? 1 : 0];
      page.descending = descending;
      const auto [names, requests] = database_->read([&](const Read& read) {
        Names seen;
        int asked = 0;
        for (bool is_over = false; !is_over; ++asked) {
          const auto engine = read.tx.engine();
          const auto end = store::end_after(
              read.tx, store::list_rows(engine, part.conditions, read.actor, store::ListColumns::to_count), page, 2);
          auto list = store::list_rows(engine, conditions, read.actor, store::ListColumns::all);
          if (end) store::end_list(list, page, *end);
          store::order_list(list, page);
          for (auto rows = list.rows.run(read.tx); rows.next();)
            seen.push_back(store::read_list_row(rows, page).item.name);
          is_over = !end;
          if (!end) continue;
          page.after_id = end->id;
          page.after_integer = end->id;
          page.after_text = by_name ? std::optional(end->name_folded) : std::nullopt;
        }
        return std::pair(seen, asked);
      });
      // The fourth and the eighth: D and B.
      Names expected = by_name ? Names{"Li B", "Li D"} : Names{"Li D", "Li B"};
      if (descending) std::reverse(expected.begin(), expected.end());
      EXPECT_EQ(names, expected) << by_name << descending;
      EXPECT_EQ(requests, 5) << by_name << descending;
    }
  }
}

TEST_P(customers_list, what_an_index_answers_is_told_from_what_is_asked_of_each) {
  struct Case {
    ListConditions asked;
    bool is_all;
  };
  const std::vector<Case> cases{{{}, true},
                                {{.text = "li"}, true},
                                {{.store_id = chain_->first_store(), .owner_staff_id = chain_->admin()}, true},
                                {{.status = CustomerStatus::disabled}, true},
                                {{.status = CustomerStatus::active}, false},
                                {{.kind = CustomerKind::organisation}, true},
                                {{.kind = CustomerKind::person}, false},
                                {{.text = "li", .source = "web"}, false}};
  for (std::size_t i = 0; i < cases.size(); ++i)
    EXPECT_EQ(store::indexed_part(cases[i].asked).is_all, cases[i].is_all) << i;
}

// Whoever asks for the newest of very many gets them without the others being read or sorted.
TEST_P(customers_list, the_first_page_is_walked_to_in_order) {
  if (GetParam() != db::Engine::sqlite) GTEST_SKIP() << "reads the plan of SQLite";
  const std::vector<ListConditions> all{{},
                                        {.text = "li"},
                                        {.text = "li 138", .status = CustomerStatus::active},
                                        {.store_id = chain_->first_store()},
                                        {.owner_staff_id = chain_->admin()},
                                        {.status = CustomerStatus::disabled},
                                        {.kind = CustomerKind::organisation},
                                        {.created_from = test::kTestMorning}};
  database_->read([&](const Read& read) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      for (const std::int64_t after_id : {0, 5}) {
        kit::Page page;
        page.sort = store::list_sorts().front();
        page.descending = true;
        page.after_id = after_id;
        auto list = store::list_rows(read.tx.engine(), all[i], read.actor, store::ListColumns::all);
        store::order_list(list, page);
        std::string plan;
        for (auto rows = read.tx.query_text("EXPLAIN QUERY PLAN " + list.rows.sql(), list.rows.params());
             rows.next();) {
          plan += rows.string(3) + "\n";
        }
        const auto before_cards = plan.substr(0, plan.find("CORRELATED"));
        EXPECT_EQ(before_cards.find("TEMP B-TREE"), std::string::npos) << i << ": " << plan;
      }
    }
  });
}

HOMEPORT_ON_BOTH_ENGINES(customers_list);

}  // namespace
}  // namespace homeport::customers
