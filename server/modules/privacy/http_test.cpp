#include <atomic>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "modules/customers/module.hpp"
#include "modules/identity/module.hpp"
#include "modules/own_fields/module.hpp"
#include "modules/privacy/module.hpp"
#include "support/http_client.hpp"
#include "support/test_chain.hpp"
#include "support/test_server.hpp"

namespace homeport::privacy {
namespace {

namespace json = boost::json;
using test::HttpAnswer;

std::vector<kit::PersonalPart> personal() {
  auto parts = customers::personal_parts();
  for (auto& own : personal_parts())
    parts.push_back(std::move(own));
  return parts;
}

std::vector<kit::Module> modules() {
  customers::Extensions extensions;
  extensions.list.push_back(customer_list_extension());
  extensions.bin_days = bin_days;
  return {identity::module(), own_fields::module(), customers::module(std::move(extensions)),
          module({{erase_part(), customers::erase_part()}, personal()})};
}

class privacy_http : public ::testing::Test {
 protected:
  privacy_http() {
    const std::vector<std::string> clerk{"customers.read", "customers.write", std::string(kRevealPermission)};
    auto manager = clerk;
    for (const auto permission :
         {kRevealLogPermission, kErasePermission, kExportPermission, kSettingPermission, customers::kDeletePermission})
      manager.emplace_back(permission);
    const auto here = chain_.first_store().value;
    server_.callers().add("manager", test::staff_actor(5, manager, kit::DataScope::all, {here}));
    server_.callers().add("clerk", test::staff_actor(6, clerk, kit::DataScope::store, {here}));
    server_.callers().add("elsewhere",
                          test::staff_actor(7, manager, kit::DataScope::store, {chain_.second_store().value}));
    server_.callers().add(
        "officer", test::staff_actor(
                       8, {"customers.read", std::string(kExportPermission), std::string(customers::kPhonePermission)},
                       kit::DataScope::all, {here}));
    be("manager");
    li_ = add("Li Lei", "13812345678");
  }
  void TearDown() override { EXPECT_EQ(database_.broken_invariants(modules()), std::vector<std::string>{}); }

  void be(const std::string& caller) { client_.set_header("Authorization", "Bearer " + caller); }
  static test::HttpHeaders key() {
    static std::atomic<int> last{0};
    return {{"Idempotency-Key", "k" + std::to_string(++last)}};
  }
  HttpAnswer post(const std::string& path, const std::string& body) { return client_.post(path, body, key()); }
  HttpAnswer set(const std::string& body, const std::string& version) {
    auto headers = key();
    headers.emplace_back("If-Match", "\"" + version + "\"");
    return client_.patch("/v1/privacy_settings", body, headers);
  }
  static json::value value_of(const HttpAnswer& answer) { return json::parse(answer.body); }
  static std::string text_at(const HttpAnswer& answer, const std::string& pointer) {
    return std::string(value_of(answer).at_pointer(pointer).as_string());
  }
  static std::string reason_of(const HttpAnswer& answer) { return text_at(answer, "/reason"); }
  std::int64_t total(const std::string& path) {
    const auto answer = client_.get(path);
    EXPECT_EQ(answer.status, 200) << answer.body;
    return value_of(answer).at_pointer("/total").as_int64();
  }
  std::string add(const std::string& name, const std::string& phone) {
    const auto made = post("/v1/customers", R"({"name":")" + name + R"(","phone":")" + phone + R"(","store_id":")" +
                                                to_string(chain_.first_store()) + "\"}");
    EXPECT_EQ(made.status, 201) << made.body;
    return "/v1/customers/" + text_at(made, "/id");
  }

  test::TestDatabase database_{db::Engine::sqlite, modules()};
  test::TestChain chain_{database_};
  test::TestServer server_{database_, modules()};
  test::HttpClient client_{server_.port()};
  std::string li_;
};

TEST_F(privacy_http, what_a_customer_agrees_to_is_recorded_listed_and_asked_for) {
  add("Han Meimei", "13912345678");
  const auto said = post(li_ + "/consents", R"({"purpose":"sms","state":"given","source":"form","wording":"2026-1"})");
  ASSERT_EQ(said.status, 201) << said.body;
  EXPECT_TRUE(value_of(said).at("is_allowed").as_bool());
  EXPECT_EQ(total(li_ + "/consents"), 5);
  EXPECT_EQ(total(li_ + "/consents/history"), 1);
  const auto asked = client_.get(
      "/v1/customers?where=%7B%22all%22%3A%5B%7B%22field%22%3A%22consent%22%2C%22op%22%3A%22any_of%22%2C%22values%22"
      "%3A%5B%22sms%22%5D%7D%5D%7D");
  ASSERT_EQ(asked.status, 200) << asked.body;
  EXPECT_EQ(value_of(asked).at_pointer("/items").as_array().size(), 1U);
  EXPECT_EQ(text_at(asked, "/items/0/name"), "Li Lei");
  EXPECT_EQ(text_at(asked, "/items/0/consents/0"), "sms");
  EXPECT_EQ(post(li_ + "/consents", R"({"purpose":"pigeon","state":"given","source":"form"})").status, 400);
  be("elsewhere");
  EXPECT_EQ(client_.get(li_ + "/consents").status, 404);
}

TEST_F(privacy_http, a_phone_is_shown_for_a_reason_and_the_log_says_to_whom) {
  ASSERT_EQ(set(R"({"reveal_daily_limit":1})", "1").status, 200);
  const auto wang = add("Wang", "13712345678");
  be("clerk");
  EXPECT_EQ(post(li_ + "/reveal", "{}").status, 400);
  const auto shown = post(li_ + "/reveal", R"({"reason":"delivery","note":"third floor"})");
  ASSERT_EQ(shown.status, 200) << shown.body;
  EXPECT_EQ(text_at(shown, "/phone"), "+8613812345678");
  EXPECT_EQ(value_of(shown).at("left_today").as_int64(), 0);
  const auto refused = post(wang + "/reveal", R"({"reason":"delivery"})");
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(reason_of(refused), "privacy.reveal_limit");
  EXPECT_EQ(client_.get("/v1/reveals").status, 403);
  be("manager");
  EXPECT_EQ(total("/v1/reveals?staff_id=6"), 1);
  EXPECT_EQ(client_.get("/v1/reveals").body.find("138"), std::string::npos);
  be("elsewhere");
  EXPECT_EQ(total("/v1/reveals"), 0);
}

TEST_F(privacy_http, settings_are_edited_once_and_show_what_they_would_do) {
  EXPECT_EQ(value_of(client_.get("/v1/privacy_settings")).at("bin_days").as_int64(), kUsualBinDays);
  EXPECT_EQ(set(R"({"bin_days":0})", "1").status, 400);
  ASSERT_EQ(set(R"({"bin_days":7})", "1").status, 200);
  EXPECT_EQ(reason_of(set(R"({"bin_days":8})", "1")), "request.version_conflict");
  ASSERT_EQ(post(li_ + "/delete", R"({"reason":"asked for it"})").status, 200);
  EXPECT_EQ(value_of(client_.get("/v1/privacy_settings/preview?bin_days=7")).at("customers").as_int64(), 0);
  database_.clock().advance_days(8);
  EXPECT_EQ(value_of(client_.get("/v1/privacy_settings/preview?bin_days=7")).at("customers").as_int64(), 1);
  EXPECT_EQ(reason_of(client_.get("/v1/privacy_settings/preview?bin_days=x")), "request.wrong_type");
  EXPECT_EQ(client_.get("/v1/privacy_settings/preview").status, 400);
  EXPECT_EQ(set(R"({"lead_months":121})", "2").status, 400);
  const auto leads = client_.get("/v1/privacy_settings/lead_preview?lead_months=120");
  ASSERT_EQ(leads.status, 200) << leads.body;
  EXPECT_EQ(value_of(leads).at("customers").as_int64(), 0);
  EXPECT_EQ(client_.get("/v1/privacy_settings/lead_preview?lead_months=121").status, 400);
  EXPECT_EQ(client_.get("/v1/privacy_settings/lead_preview").status, 400);
  EXPECT_EQ(text_at(client_.get("/v1/recycle_bin"), "/items/0/erased_from"), "2026-11-28T08:00:00Z");
}

TEST_F(privacy_http, erasing_asks_for_the_name_and_leaves_an_entry_in_the_audit_trail) {
  EXPECT_EQ(reason_of(post(li_ + "/erase", R"({"confirmation":"Li Lei","reason":"his right"})")),
            "customers.not_in_recycle_bin");
  ASSERT_EQ(post(li_ + "/delete", R"({"reason":"asked for it"})").status, 200);
  EXPECT_EQ(reason_of(post(li_ + "/erase", R"({"confirmation":"Li","reason":"his right"})")),
            "privacy.confirmation_wrong");
  be("clerk");
  EXPECT_EQ(post(li_ + "/erase", R"({"confirmation":"Li Lei","reason":"his right"})").status, 403);
  be("manager");
  ASSERT_EQ(post(li_ + "/erase", R"({"confirmation":"Li Lei","reason":"his right"})").status, 200);
  EXPECT_EQ(reason_of(client_.get(li_)), "customers.erased");
  EXPECT_EQ(total("/v1/recycle_bin"), 0);
  EXPECT_EQ(total("/v1/customers"), 0);
}

TEST_F(privacy_http, a_person_is_given_what_is_held_of_him_by_who_sees_all_of_it) {
  ASSERT_EQ(post(li_ + "/consents", R"({"purpose":"sms","state":"given","source":"form"})").status, 201);
  const auto path = li_ + "/personal_data";
  // A document with a masked phone would pass for the whole.
  const auto blind = post(path, "");
  EXPECT_EQ(blind.status, 403) << blind.body;
  EXPECT_EQ(reason_of(blind), "access.permission_missing");
  be("clerk");
  EXPECT_EQ(post(path, "").status, 403);
  be("elsewhere");
  EXPECT_EQ(post(path, "").status, 404);
  be("officer");
  const auto given = post(path, "");
  ASSERT_EQ(given.status, 200) << given.body;
  EXPECT_EQ(given.header("cache-control"), "no-store");
  EXPECT_NE(given.header("content-disposition").find(".json"), std::string_view::npos);
  EXPECT_EQ(text_at(given, "/sections/0/name"), "records");
  EXPECT_EQ(text_at(given, "/sections/0/records/0/phone"), "+8613812345678");
  EXPECT_NE(given.body.find(R"("purpose":"sms")"), std::string::npos);
  const auto paper = post(path + ".pdf?language=en", "");
  ASSERT_EQ(paper.status, 200) << paper.body;
  EXPECT_EQ(paper.header("content-type"), "application/pdf");
  EXPECT_TRUE(paper.body.starts_with("%PDF-"));
  EXPECT_EQ(reason_of(post(path + ".pdf?language=fr", "")), "request.not_a_choice");
}

TEST_F(privacy_http, of_who_is_deleted_or_erased_nothing_is_handed_out) {
  for (const auto* path : {"/personal_data", "/personal_data.pdf"})
    EXPECT_EQ(post("/v1/customers/99" + std::string(path), "").status, 404) << path;
  ASSERT_EQ(post(li_ + "/delete", R"({"reason":"asked for it"})").status, 200);
  be("officer");
  EXPECT_EQ(reason_of(post(li_ + "/personal_data", "")), "customers.in_recycle_bin");
  EXPECT_EQ(reason_of(post(li_ + "/personal_data.pdf", "")), "customers.in_recycle_bin");
  be("manager");
  ASSERT_EQ(post(li_ + "/erase", R"({"confirmation":"Li Lei","reason":"his right"})").status, 200);
  be("officer");
  EXPECT_EQ(reason_of(post(li_ + "/personal_data", "")), "customers.erased");
  EXPECT_EQ(reason_of(post(li_ + "/personal_data.pdf", "")), "customers.erased");
}

}  // namespace
}  // namespace homeport::privacy
