#include <atomic>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "base/scan_codes.hpp"
#include "modules/customers/merging.hpp"
#include "modules/customers/module.hpp"
#include "modules/identity/module.hpp"
#include "modules/own_fields/module.hpp"
#include "support/http_client.hpp"
#include "support/test_chain.hpp"
#include "support/test_server.hpp"

namespace homeport::customers {
namespace {

namespace json = boost::json;
using test::HttpAnswer;

// Stands for a higher module: everybody called Li is gold.
Extensions gold_extension() {
  Extensions extensions;
  ListExtension list;
  list.fill = [](const kit::Read&, std::span<CustomerListItem> items) {
    for (auto& item : items) {
      if (item.name.starts_with("Li")) item.tier_name = "Gold";
    }
  };
  list.filters = {{"tier_id", "of this tier", "(c.name LIKE 'Li%' AND 77 = ", ")"}};
  extensions.list.push_back(list);
  extensions.head.push_back(
      {"points", nullptr, [](const kit::Read&, CustomerId) { return std::string(R"({"sum":5})"); }});
  return extensions;
}

std::vector<kit::Module> modules() { return {identity::module(), own_fields::module(), module(gold_extension())}; }

class customers_http : public ::testing::Test {
 protected:
  customers_http() {
    const std::vector<std::string> rights{std::string(kReadPermission), std::string(kWritePermission)};
    auto all = rights;
    all.emplace_back(kPhonePermission);
    all.emplace_back(kMergePermission);
    server_.callers().add("manager", test::staff_actor(5, all, kit::DataScope::all, {chain_.first_store().value}));
    server_.callers().add("assistant",
                          test::staff_actor(6, rights, kit::DataScope::store, {chain_.first_store().value}));
    server_.callers().add("elsewhere",
                          test::staff_actor(7, rights, kit::DataScope::store, {chain_.second_store().value}));
    auto roaming = rights;
    roaming.emplace_back(kFindAnywherePermission);
    server_.callers().add("roaming",
                          test::staff_actor(8, roaming, kit::DataScope::store, {chain_.second_store().value}));
    server_.callers().add("reader", test::staff_actor(9, {std::string(kReadPermission)}));
    server_.callers().add("nobody", test::staff_actor(10, {}));
    be("manager");
  }

  void TearDown() override { EXPECT_EQ(database_.broken_invariants(modules()), std::vector<std::string>{}); }

  void be(const std::string& caller) { client_.set_header("Authorization", "Bearer " + caller); }

  static test::HttpHeaders key() {
    static std::atomic<int> last{0};
    return {{"Idempotency-Key", "k" + std::to_string(++last)}};
  }
  HttpAnswer post(const std::string& path, const std::string& body = {}) { return client_.post(path, body, key()); }
  HttpAnswer patch(const std::string& path, const std::string& body, const std::string& version) {
    auto headers = key();
    headers.emplace_back("If-Match", "\"" + version + "\"");
    return client_.patch(path, body, headers);
  }
  static json::object object_of(const HttpAnswer& answer) { return json::parse(answer.body).as_object(); }
  static std::string text_of(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
  }
  static std::string reason_of(const HttpAnswer& answer) { return text_of(object_of(answer), "reason"); }

  // The id of a new customer.
  std::string add(const std::string& body) {
    const auto answer = post("/v1/customers", body);
    EXPECT_EQ(answer.status, 201) << answer.body;
    return text_of(object_of(answer), "id");
  }
  std::vector<std::string> names(const std::string& query) {
    const auto answer = client_.get("/v1/customers" + query);
    EXPECT_EQ(answer.status, 200) << answer.body;
    std::vector<std::string> found;
    const auto list = object_of(answer);
    for (const auto& item : list.at("items").as_array())
      found.push_back(text_of(item.as_object(), "name"));
    return found;
  }

  test::TestDatabase database_{db::Engine::sqlite, modules()};
  test::TestChain chain_{database_};
  test::TestServer server_{database_, modules()};
  test::HttpClient client_{server_.port()};
};
using Names = std::vector<std::string>;

TEST_F(customers_http, a_customer_is_added_shown_and_edited) {
  const auto made = post("/v1/customers", R"({"name":"Li Lei","phone":"138 1234 5678","card_number":"60001234"})");
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(made.header("etag"), "\"1\"");
  const auto id = text_of(object_of(made), "id");
  EXPECT_EQ(text_of(object_of(made), "phone"), "+8613812345678");
  EXPECT_EQ(text_of(object_of(made), "store_id"), to_string(chain_.first_store()));
  EXPECT_FALSE(object_of(made).contains("name_folded"));

  const auto saved = patch("/v1/customers/" + id, R"({"note":"tea","phone":null})", "1");
  ASSERT_EQ(saved.status, 200) << saved.body;
  EXPECT_EQ(saved.header("etag"), "\"2\"");
  const auto shown = client_.get("/v1/customers/" + id);
  EXPECT_EQ(shown.body, saved.body);
  EXPECT_EQ(text_of(object_of(shown), "note"), "tea");
  EXPECT_FALSE(object_of(shown).contains("phone"));
}

TEST_F(customers_http, bad_input_names_its_field_and_leaves_nothing_behind) {
  const auto id = add(R"({"name":"Li Lei"})");
  struct Case {
    std::string body;
    std::string reason;
    std::string field;
  };
  const std::vector<Case> cases{
      {R"({"name":")" + std::string(10'000, 'x') + "\"}", "request.too_long", "name"},
      {R"({"name":"Li","colour":"red"})", "request.unknown_field", "colour"},
      {R"({"name":"Li\u0007"})", "request.bad_text", "name"},
      {R"({"name":"Li\u0000"})", "request.bad_text", "name"},
      {R"({"name":"\u200b"})", "request.required", "name"},
      {R"({"name":""})", "request.required", "name"},
      {R"({"name":7})", "request.wrong_type", "name"},
      {R"({"name":"Li","gender":"tall"})", "request.not_a_choice", "gender"},
      {R"({"name":"Li","birthday_on":"1990-02-30"})", "request.wrong_type", "birthday_on"},
      {R"({"name":"Li","birthday_on":"2100-01-01"})", "customers.birthday_in_future", "birthday_on"},
      {R"({"name":"Li","phone":"12"})", "customers.phone_invalid", "phone"},
      {R"({"name":"Li","email":"x"})", "customers.email_invalid", "email"},
      {R"({"name":"Li","store_id":7})", "request.wrong_type", "store_id"},
      {R"({"name":"Li","note":")" + std::string(2'001, 'n') + "\"}", "request.too_long", "note"},
  };
  for (const auto& c : cases) {
    for (const bool is_edit : {false, true}) {
      const auto answer = is_edit ? patch("/v1/customers/" + id, c.body, "1") : post("/v1/customers", c.body);
      EXPECT_EQ(answer.status, 400) << c.reason << " " << answer.body;
      EXPECT_EQ(reason_of(answer), c.reason) << answer.body;
      EXPECT_EQ(text_of(object_of(answer), "field"), c.field) << answer.body;
    }
  }
  EXPECT_EQ(post("/v1/customers", R"({"name":"Li","card_number":"1"})").status, 400);
  EXPECT_EQ(post("/v1/customers", "{").status, 400);
  EXPECT_EQ(post("/v1/customers", "[]").status, 400);
  EXPECT_EQ(reason_of(patch("/v1/customers/" + id, R"({"version":9})", "1")), "request.read_only_field");
  EXPECT_EQ(reason_of(patch("/v1/customers/" + id, R"({"name_folded":"x"})", "1")), "request.unknown_field");
  EXPECT_EQ(names(""), Names{"Li Lei"});
  EXPECT_EQ(client_.get("/v1/customers/" + id).header("etag"), "\"1\"");
}

TEST_F(customers_http, of_two_people_editing_the_second_sees_what_the_first_saved) {
  const auto id = add(R"({"name":"Li Lei","phone":"13812345678"})");
  ASSERT_EQ(patch("/v1/customers/" + id, R"({"note":"first"})", "1").status, 200);
  be("assistant");
  const auto second = patch("/v1/customers/" + id, R"({"note":"second"})", "1");
  ASSERT_EQ(second.status, 409) << second.body;
  const auto current = object_of(second).at("current").as_object();
  EXPECT_EQ(text_of(current, "note"), "first");
  EXPECT_EQ(text_of(current, "phone"), "138****5678");
  EXPECT_EQ(patch("/v1/customers/" + id, R"({"note":"second"})", "2").status, 200);
  auto headers = key();
  EXPECT_EQ(client_.patch("/v1/customers/" + id, "{}", headers).status, 428);
}

TEST_F(customers_http, a_taken_phone_names_the_other_customer) {
  const auto id = add(R"({"name":"Li Lei","phone":"13812345678"})");
  be("assistant");
  const auto answer = post("/v1/customers", R"({"name":"Li Na","phone":"+86 13812345678"})");
  ASSERT_EQ(answer.status, 409);
  EXPECT_EQ(reason_of(answer), "customers.phone_taken");
  EXPECT_EQ(text_of(object_of(answer), "field"), "phone");
  EXPECT_EQ(text_of(object_of(answer).at("current").as_object(), "id"), id);
  EXPECT_EQ(answer.body.find("13812345678"), std::string::npos);
  be("elsewhere");
  const auto unnamed = post("/v1/customers", R"({"name":"Li Na","phone":"13812345678"})");
  EXPECT_EQ(unnamed.status, 409);
  EXPECT_EQ(unnamed.body.find(id), std::string::npos);
}

TEST_F(customers_http, the_same_key_adds_once) {
  const auto headers = key();
  const auto first = client_.post("/v1/customers", R"({"name":"Li Lei","phone":"13812345678"})", headers);
  const auto again = client_.post("/v1/customers", R"({"name":"Li Lei","phone":"13812345678"})", headers);
  EXPECT_EQ(again.status, 201) << again.body;
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(names(""), Names{"Li Lei"});
}

TEST_F(customers_http, a_phone_is_masked_wherever_it_is_shown_without_the_right) {
  const auto id = add(R"({"name":"Li Lei","phone":"13812345678"})");
  be("assistant");
  for (const auto& path : {"/v1/customers/" + id, std::string("/v1/customers"), std::string("/v1/customers?q=5678"),
                           std::string("/v1/customers/find?code=13812345678"), "/v1/customers/" + id + "/timeline"}) {
    const auto answer = client_.get(path);
    EXPECT_EQ(answer.status, 200) << path << answer.body;
    EXPECT_EQ(answer.body.find("13812345678"), std::string::npos) << path;
  }
  const auto kept = patch("/v1/customers/" + id, R"({"phone":"138****5678","note":"x"})", "1");
  EXPECT_EQ(text_of(object_of(kept), "phone"), "138****5678") << kept.body;
  be("manager");
  EXPECT_EQ(text_of(object_of(client_.get("/v1/customers/" + id)), "phone"), "+8613812345678");
}

TEST_F(customers_http, one_who_turns_out_to_be_another_is_found_as_him) {
  const auto li = add(R"({"name":"Li Lei","phone":"13812345678","card_number":"60001234"})");
  const auto old = add(R"({"name":"Li L.","phone":"13987654321","card_number":"60009999"})");
  const auto merge = [&](const std::string& into, const std::string& from) {
    return post("/v1/customers/" + into + "/merge", R"({"from_customer_id":")" + from + R"(","reason":"same person"})");
  };
  be("assistant");
  EXPECT_EQ(reason_of(merge(li, old)), "access.permission_missing");
  be("manager");
  EXPECT_EQ(reason_of(merge(li, li)), "customers.same_customer");
  EXPECT_EQ(reason_of(merge(li, "4711")), "customers.not_found");
  const auto merged = merge(li, old);
  ASSERT_EQ(merged.status, 200) << merged.body;
  EXPECT_EQ(text_of(object_of(merged).at("merged").as_array().at(0).as_object(), "name"), "Li L.");

  for (const auto* code : {"13987654321", "60009999", "13812345678"}) {
    const auto found = object_of(client_.get(std::string("/v1/customers/find?code=") + code));
    EXPECT_EQ(text_of(found.at("customer").as_object(), "id"), li) << code;
  }
  const auto gone = object_of(client_.get("/v1/customers/" + old));
  EXPECT_EQ(text_of(gone, "status"), "disabled");
  EXPECT_EQ(reason_of(post("/v1/customers/" + old + "/enable")), "customers.merged_already");
  EXPECT_EQ(reason_of(merge(old, li)), "customers.merged_already");
  const auto kin = object_of(client_.get("/v1/customers/" + old + "/kin"));
  EXPECT_EQ(text_of(kin.at("merged_into").as_object(), "customer_id"), li);
  const auto told = client_.get("/v1/customers/" + li + "/timeline").body;
  EXPECT_NE(told.find("customers.timeline.merged\""), std::string::npos) << told;
  EXPECT_NE(told.find("\"name\":\"Li L.\""), std::string::npos) << told;

  const auto third = add(R"({"name":"Han"})");
  EXPECT_EQ(post("/v1/customers/" + third + "/disable").status, 200);
  const auto fourth = add(R"({"name":"Mei"})");
  EXPECT_EQ(reason_of(merge(third, fourth)), "customers.disabled");
  EXPECT_EQ(text_of(object_of(client_.get("/v1/customers/" + fourth)), "status"), "active");
}

TEST_F(customers_http, permissions_and_reach_decide) {
  const auto id = add(R"({"name":"Li Lei","phone":"13812345678"})");
  be("nobody");
  for (const auto& path :
       {std::string("/v1/customers"), "/v1/customers/" + id, std::string("/v1/customers/find?code=1"),
        "/v1/customers/" + id + "/timeline", "/v1/customers/" + id + "/cards"}) {
    EXPECT_EQ(client_.get(path).status, 403) << path;
  }
  be("reader");
  EXPECT_EQ(client_.get("/v1/customers/" + id).status, 200);
  for (const auto* action : {"/disable", "/enable", "/cards/60001234/freeze"}) {
    EXPECT_EQ(post("/v1/customers/" + id + action).status, 403) << action;
  }
  EXPECT_EQ(post("/v1/customers", R"({"name":"x"})").status, 403);
  EXPECT_EQ(patch("/v1/customers/" + id, "{}", "1").status, 403);
  be("elsewhere");
  EXPECT_EQ(client_.get("/v1/customers/" + id).status, 404);
  EXPECT_EQ(client_.get("/v1/customers/find?code=13812345678").status, 404);
  EXPECT_EQ(client_.get("/v1/customers/" + id + "/timeline").status, 404);
  EXPECT_EQ(patch("/v1/customers/" + id, "{}", "1").status, 404);
  EXPECT_EQ(names(""), Names{});
  be("roaming");
  EXPECT_EQ(client_.get("/v1/customers/find?code=13812345678").status, 200);
  EXPECT_EQ(client_.get("/v1/customers/" + id).status, 404);
  be("stranger");
  EXPECT_EQ(client_.get("/v1/customers").status, 401);
}

TEST_F(customers_http, the_list_searches_filters_sorts_and_pages) {
  for (const auto* name : {"Li Lei", "Han Meimei", "Li Na"})
    add(std::string(R"({"name":")") + name + "\"}");
  EXPECT_EQ(names(""), (Names{"Li Na", "Han Meimei", "Li Lei"}));
  EXPECT_EQ(names("?sort=name"), (Names{"Han Meimei", "Li Lei", "Li Na"}));
  EXPECT_EQ(names("?q=li&sort=created_at"), (Names{"Li Lei", "Li Na"}));
  EXPECT_EQ(names("?tier_id=77"), (Names{"Li Na", "Li Lei"}));
  EXPECT_EQ(names("?tier_id=78"), Names{});
  EXPECT_EQ(names("?status=disabled"), Names{});
  const auto page = object_of(client_.get("/v1/customers?limit=2"));
  EXPECT_EQ(page.at("total").as_int64(), 3);
  EXPECT_TRUE(page.at("total_is_exact").as_bool());
  EXPECT_EQ(text_of(page.at("items").as_array().at(0).as_object(), "tier_name"), "Gold");
  EXPECT_EQ(text_of(page.at("items").as_array().at(0).as_object(), "store_name"), "Quay Street");
  EXPECT_EQ(names("?limit=2&cursor=" + text_of(page, "next_cursor")), Names{"Li Lei"});
}

TEST_F(customers_http, a_bad_query_names_its_parameter) {
  struct Case {
    const char* query;
    const char* field;
  };
  for (const auto& c : {Case{"?colour=red", "colour"}, Case{"?store_id=x", "store_id"}, Case{"?status=happy", "status"},
                        Case{"?kind=robot", "kind"}, Case{"?created_from=yesterday", "created_from"},
                        Case{"?sort=phone", "sort"}, Case{"?limit=201", "limit"}, Case{"?limit=0", "limit"},
                        Case{"?cursor=zzz", "cursor"}, Case{"?tier_id=gold", "tier_id"}}) {
    const auto answer = client_.get(std::string("/v1/customers") + c.query);
    EXPECT_EQ(answer.status, 400) << c.query << answer.body;
    EXPECT_EQ(text_of(object_of(answer), "field"), c.field);
  }
  EXPECT_EQ(client_.get("/v1/customers/abc").status, 404);
  EXPECT_EQ(client_.get("/v1/customers/5").status, 404);
}

TEST_F(customers_http, find_answers_the_member_and_what_others_know_of_him) {
  const auto id = add(R"({"name":"Li Lei","phone":"13812345678","card_number":"60001234"})");
  for (const auto* code : {"60001234", "138-1234-5678", "%3B60001234=2912%3F", "%25B60001234%5ELI/LEI%5E2912%3F"}) {
    const auto answer = client_.get(std::string("/v1/customers/find?code=") + code);
    ASSERT_EQ(answer.status, 200) << code << answer.body;
    const auto head = object_of(answer);
    EXPECT_EQ(text_of(head.at("customer").as_object(), "id"), id);
    EXPECT_EQ(text_of(head.at("customer").as_object(), "card_number"), "60001234");
    EXPECT_EQ(text_of(head.at("customer").as_object(), "tier_name"), "Gold");
    EXPECT_EQ(head.at("points").as_object().at("sum").as_int64(), 5);
  }
  EXPECT_EQ(reason_of(client_.get("/v1/customers/find")), "request.required");
  EXPECT_EQ(reason_of(client_.get("/v1/customers/find?code=99999999")), "customers.not_found");
  EXPECT_EQ(reason_of(client_.get("/v1/customers/find?code=%3F%3F")), "customers.code_unreadable");
}

TEST_F(customers_http, cards_are_bound_frozen_and_returned) {
  const auto id = add(R"({"name":"Li Lei"})");
  const auto cards = "/v1/customers/" + id + "/cards";
  const auto bound = post(cards, R"({"card_number":"vip 0001"})");
  ASSERT_EQ(bound.status, 201) << bound.body;
  EXPECT_EQ(text_of(object_of(bound), "card_number"), "VIP0001");
  EXPECT_EQ(post(cards, R"({"card_number":"VIP0001"})").status, 409);
  const auto codes = object_of(client_.get(cards + "/vip0001/codes"));
  EXPECT_EQ(text_of(codes, "code_qr_svg"), qr_svg("VIP0001"));
  EXPECT_EQ(text_of(codes, "code_barcode_svg"), barcode_svg("VIP0001"));
  EXPECT_EQ(client_.get(cards + "/VIP0002/codes").status, 404);
  EXPECT_EQ(post(cards + "/VIP0001/freeze").status, 200);
  EXPECT_EQ(client_.get(cards + "/VIP0001/codes").status, 404);
  EXPECT_EQ(client_.get("/v1/customers/find?code=VIP0001").status, 409);
  EXPECT_EQ(post(cards + "/VIP0001/unfreeze").status, 200);
  EXPECT_EQ(client_.del(cards + "/VIP0001", key()).status, 200);
  EXPECT_EQ(client_.del(cards + "/VIP0001", key()).status, 404);
  const auto listed = object_of(client_.get(cards));
  EXPECT_EQ(listed.at("total").as_int64(), 1);
  EXPECT_EQ(text_of(listed.at("items").as_array().at(0).as_object(), "status"), "returned");
}

TEST_F(customers_http, a_customer_is_disabled_and_enabled_as_often_as_asked) {
  const auto id = add(R"({"name":"Li Lei"})");
  for (const auto* version : {"\"2\"", "\"2\""}) {
    const auto answer = post("/v1/customers/" + id + "/disable");
    EXPECT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.header("etag"), version);
  }
  EXPECT_EQ(names("?status=disabled"), Names{"Li Lei"});
  EXPECT_EQ(text_of(object_of(post("/v1/customers/" + id + "/enable")), "status"), "active");
}

TEST_F(customers_http, the_timeline_pages_to_its_end) {
  const auto id = add(R"({"name":"Li Lei"})");
  database_.clock().advance_seconds(1);
  ASSERT_EQ(patch("/v1/customers/" + id, R"({"note":"tea","occupation":"pilot"})", "1").status, 200);
  const auto path = "/v1/customers/" + id + "/timeline";
  const auto first = object_of(client_.get(path + "?limit=1"));
  const auto& changed = first.at("items").as_array().at(0).as_object();
  EXPECT_EQ(text_of(changed, "title_key"), "customers.timeline.changed");
  EXPECT_EQ(text_of(changed, "kind"), "change");
  EXPECT_EQ(text_of(changed.at("params").as_object(), "fields"), "note,occupation");
  EXPECT_EQ(text_of(changed.at("params").as_object(), "staff_name"), "staff 5");
  const auto second = object_of(client_.get(path + "?limit=1&cursor=" + text_of(first, "next_cursor")));
  EXPECT_EQ(text_of(second.at("items").as_array().at(0).as_object(), "title_key"), "customers.timeline.created");
  EXPECT_FALSE(second.contains("next_cursor"));
  EXPECT_EQ(client_.get(path + "?sort=at").status, 400);
  EXPECT_EQ(object_of(client_.get(path + "?topic=changes")).at("items").as_array().size(), 2U);
  EXPECT_EQ(object_of(client_.get(path + "?topic=cards")).at("items").as_array().size(), 0U);
  EXPECT_EQ(client_.get(path + "?topic=weather").status, 400);
}

}  // namespace
}  // namespace homeport::customers
