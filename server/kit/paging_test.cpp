#include "kit/paging.hpp"

#include <gtest/gtest.h>

namespace homeport::kit {
namespace {

constexpr std::array kSorts{SortChoice{"created_at", "c.created_at", false}, SortChoice{"name", "c.name", true}};

http::Request request_with(std::vector<std::pair<std::string, std::string>> query) {
  http::Request request;
  request.query = std::move(query);
  return request;
}

TEST(paging, without_parameters_gives_the_first_page_of_the_default_sort) {
  const auto page = page_of(request_with({}), kSorts, true);
  ASSERT_TRUE(page.ok());
  EXPECT_EQ(page->limit, kDefaultPageSize);
  EXPECT_EQ(page->sort.name, "created_at");
  EXPECT_TRUE(page->descending);
  EXPECT_TRUE(page->is_first());
}

TEST(paging, refuses_what_it_cannot_read_by_name) {
  struct Case {
    const char* name;
    std::string value;
    const char* reason;
  };
  for (const auto& c : {Case{"limit", "0", "request.out_of_range"}, Case{"limit", "201", "request.out_of_range"},
                        Case{"limit", "ten", "request.out_of_range"}, Case{"sort", "price", "request.not_a_choice"},
                        Case{"sort", "--name", "request.not_a_choice"}, Case{"cursor", "!!", "request.bad_cursor"},
                        Case{"cursor", std::string(2000, 'A'), "request.bad_cursor"},
                        Case{"cursor", cursor_after_text("name", 3), "request.bad_cursor"}}) {
    const auto page = page_of(request_with({{c.name, c.value}}), kSorts, true);
    ASSERT_FALSE(page.ok()) << c.name << "=" << c.value;
    EXPECT_EQ(page.refusal().reason, c.reason);
    EXPECT_EQ(page.refusal().field, c.name);
  }
  for (const auto* edge : {"1", "200"})
    EXPECT_TRUE(page_of(request_with({{"limit", edge}}), kSorts, true).ok());
}

TEST(paging, a_cursor_carries_sort_value_and_id) {
  const auto by_time = page_of(request_with({{"cursor", cursor_after_integer(-5, 77)}}), kSorts, false);
  ASSERT_TRUE(by_time.ok());
  EXPECT_EQ(by_time->after_integer, -5);
  EXPECT_EQ(by_time->after_id, 77);
  const auto by_name =
      page_of(request_with({{"sort", "-name"}, {"cursor", cursor_after_text("李:雷", 8)}}), kSorts, false);
  ASSERT_TRUE(by_name.ok());
  EXPECT_EQ(by_name->after_text, "李:雷");
  EXPECT_TRUE(by_name->descending);
}

TEST(paging, a_composed_query_binds_every_value) {
  Page page;
  page.sort = kSorts[1];
  page.limit = 10;
  page.after_text = "li";
  page.after_id = 9;
  Actor actor;
  actor.scope = DataScope::branch;
  actor.org_unit_ids = {1, 2, 3};
  ListQuery query("SELECT c.id FROM customer c WHERE 1 = 1");
  query.where_equal("c.kind", "person").where_in_reach(actor, "c.store_id", "c.owner_staff_id").page(page, "c.id");
  EXPECT_EQ(
      query.sql(),
      "SELECT c.id FROM customer c WHERE 1 = 1 AND c.kind = $1 AND c.store_id IN ($2, $3, $4, $5) AND (c.name, c.id) > "
      "($6, $7) ORDER BY c.name ASC, c.id ASC LIMIT $8");
  ASSERT_EQ(query.params().size(), 8U);
  EXPECT_EQ(query.params()[4].integer, 3);  // repeated to fill up the power of two
  EXPECT_EQ(query.params()[7].integer, 11);
}

TEST(paging, what_is_searched_for_has_no_wildcards) {
  ListQuery query("SELECT c.id FROM customer c WHERE ");
  query.contains("c.name", "50%_\\").text(" OR ").begins_with("c.note", "a_b");
  EXPECT_EQ(query.sql(), "SELECT c.id FROM customer c WHERE c.name LIKE $1 ESCAPE '\\' OR c.note LIKE $2 ESCAPE '\\'");
  ASSERT_EQ(query.params().size(), 2U);
  EXPECT_EQ(query.params()[0].bytes, "%50\\%\\_\\\\%");
  EXPECT_EQ(query.params()[1].bytes, "a\\_b%");
}

TEST(paging, reach_decides_the_condition) {
  struct Case {
    DataScope scope;
    std::vector<std::int64_t> units;
    const char* owner_column;
    const char* expected;
  };
  for (const auto& c :
       {Case{DataScope::all, {}, "o", "W"}, Case{DataScope::own, {4}, "o", "W AND o = $1"},
        Case{DataScope::own, {4}, "", "W AND s IN ($1)"}, Case{DataScope::store, {4}, "o", "W AND s IN ($1)"},
        Case{DataScope::store, {}, "o", "W AND 1 = 0"}}) {
    Actor actor;
    actor.scope = c.scope;
    actor.org_unit_ids = c.units;
    ListQuery query("W");
    query.where_in_reach(actor, "s", c.owner_column);
    EXPECT_EQ(query.sql(), c.expected);
  }
}

TEST(paging, a_full_page_names_the_cursor_of_its_last_row) {
  Page page;
  page.limit = 2;
  ListAnswer list(page);
  EXPECT_TRUE(list.add("1", "c1"));
  EXPECT_TRUE(list.add("2", "c2"));
  EXPECT_FALSE(list.add("3", "c3"));
  list.set_count({1000, false});
  EXPECT_EQ(list.take(), R"({"items":[1,2],"next_cursor":"c2","total":1000,"total_is_exact":false})");
  ListAnswer last(page);
  EXPECT_TRUE(last.add("1", "c1"));
  EXPECT_EQ(last.take(), R"({"items":[1]})");
}

}  // namespace
}  // namespace homeport::kit
