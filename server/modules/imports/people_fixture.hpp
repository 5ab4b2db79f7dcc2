#pragma once

// A chain that imports customers by its routes.

#include <memory>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "modules/imports/brought_fixture.hpp"
#include "modules/imports/people_service.hpp"
#include "modules/own_fields/service.hpp"
#include "support/http_client.hpp"
#include "support/test_server.hpp"

namespace homeport::imports {
namespace json = boost::json;

inline constexpr std::string_view kPeopleFile =
    "编号,姓名,手机,邮箱,卡号\n"
    "C-1,林,13800138001,lin@example.cn,60000001\n"
    "C-2,Mo,138-0013-80OO,mo@example.cn,60000002\n"
    "C-3,吴𬱖,13800138003,,\n";

class PeopleHttp : public test::EngineTest {
 protected:
  void SetUp() override {
    EngineTest::SetUp();
    if (IsSkipped()) return;
    harbour_ = std::make_unique<Harbour>(GetParam());
    server_ = std::make_unique<test::TestServer>(harbour_->database(), modules_below());
    client_ = std::make_unique<test::HttpClient>(server_->port());
    const std::string import(kPeoplePermission);
    const std::string read(customers::kReadPermission);
    const std::string phone(customers::kPhonePermission);
    const std::string write(customers::kWritePermission);
    const std::string own(own_fields::kWritePermission);
    const std::vector<std::int64_t> here{harbour_->chain().first_store().value};
    const std::vector<std::int64_t> there{harbour_->chain().second_store().value};
    server_->callers().add("owner", test::staff_actor(5, {import, read, phone, write, own}));
    server_->callers().add("keeper", test::staff_actor(6, {import, read}, kit::DataScope::store, here));
    server_->callers().add("colleague", test::staff_actor(7, {import, read}, kit::DataScope::store, here));
    server_->callers().add("elsewhere", test::staff_actor(8, {import, read}, kit::DataScope::store, there));
    server_->callers().add("seller", test::staff_actor(9, {std::string(kImportPermission)}));
    be("owner");
  }
  void TearDown() override {
    if (harbour_) {
      EXPECT_EQ(harbour_->broken(), std::vector<std::string>{});
    }
  }

  void be(const std::string& caller) { client_->set_header("Authorization", "Bearer " + caller); }
  json::object read(const test::HttpAnswer& answer, int status) {
    EXPECT_EQ(answer.status, status) << answer.body;
    return json::parse(answer.body).as_object();
  }
  json::object get(const std::string& path, int status = 200) { return read(client_->get(path), status); }
  json::object post(const std::string& path, const json::object& body, int status) {
    return read(client_->post(path, json::serialize(body), {{"idempotency-key", "k" + std::to_string(++keys_)}}),
                status);
  }
  json::object upload(std::string_view bytes, int status = 201) {
    return read(client_->post("/v1/customer_imports?file_name=people.csv", bytes,
                              {{"idempotency-key", "k" + std::to_string(++keys_)}, {"content-type", "text/csv"}}),
                status);
  }
  static std::string path_of(const json::object& document) {
    return "/v1/customer_imports/" + std::string(document.at("import").at("id").as_string());
  }
  json::object mapping(std::string_view mode = "insert") {
    return {{"external_ref", 0},
            {"name", 1},
            {"phone", 2},
            {"email", 3},
            {"card_number", 4},
            {"mode", mode},
            {"default_store_id", to_string(harbour_->chain().first_store())}};
  }
  void run() { harbour_->jobs().run_due_here(); }
  // Brings, checks, starts and runs; the import's path.
  std::string import(std::string_view bytes, const json::object& how) {
    const auto path = path_of(upload(bytes));
    post(path + "/check", how, 200);
    post(path + "/start", {}, 200);
    run();
    EXPECT_EQ(figure(path, "rows_total"), figure(path, "rows_done"));
    return path;
  }
  std::int64_t figure(const std::string& path, std::string_view name) {
    return get(path).at("import").at(name).as_int64();
  }
  // By a whole phone or card, or by what the list is searched for.
  json::object customer_with(const std::string& words) {
    if (words.find_first_not_of("0123456789") == std::string::npos) {
      const auto answer = client_->get("/v1/customers/find?code=" + words);
      return answer.status == 404 ? json::object{} : read(answer, 200).at("customer").as_object();
    }
    const auto found = get("/v1/customers?q=" + words).at("items").as_array();
    return found.empty() ? json::object{} : found[0].as_object();
  }
  std::int64_t customers() { return get("/v1/customers").at("total").as_int64(); }

  std::unique_ptr<Harbour> harbour_;
  std::unique_ptr<test::TestServer> server_;
  std::unique_ptr<test::HttpClient> client_;
  int keys_ = 0;
};

}  // namespace homeport::imports
