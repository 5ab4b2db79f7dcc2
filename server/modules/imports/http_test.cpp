// The routes of imports: from the bytes of a file to sales, and who may look at them.

#include <chrono>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "modules/imports/brought_fixture.hpp"
#include "modules/imports/old_files.hpp"
#include "support/http_client.hpp"
#include "support/test_server.hpp"

namespace homeport::imports {
namespace {

namespace json = boost::json;

constexpr std::string_view kFile =
    "Order ID,Order Date,Customer ID,Product ID,Quantity,Sales,Cost,Currency\n"
    "A-1,3/14/2025,C-1,P-1,2,20.00,8.00,CNY\n"
    "A-2,3/15/2025,,P-1,1,10.00,4.00,CNY\n"
    "A-3,3/15/2025,C-1,P-1,1,10.00,4.00,USD\n";

class imports_http : public ::testing::Test {
 protected:
  imports_http() {
    const std::string import(kImportPermission);
    const std::vector<std::int64_t> here{harbour_.chain().first_store().value};
    const std::vector<std::int64_t> there{harbour_.chain().second_store().value};
    server_.callers().add("owner", test::staff_actor(5, {import, std::string(kit::kMarginPermission)}));
    server_.callers().add("keeper", test::staff_actor(6, {import}, kit::DataScope::store, here));
    server_.callers().add("colleague", test::staff_actor(7, {import}, kit::DataScope::store, here));
    server_.callers().add("elsewhere", test::staff_actor(8, {import}, kit::DataScope::store, there));
    server_.callers().add("nobody", test::staff_actor(9, {}));
    be("owner");
  }

  void TearDown() override { EXPECT_EQ(harbour_.broken(), std::vector<std::string>{}); }

  void be(const std::string& caller) { client_.set_header("Authorization", "Bearer " + caller); }

  json::object read(const test::HttpAnswer& answer, int status) {
    EXPECT_EQ(answer.status, status) << answer.body;
    return json::parse(answer.body).as_object();
  }
  json::object get(const std::string& path, int status = 200) { return read(client_.get(path), status); }
  json::object post(const std::string& path, const json::object& body, int status) {
    return read(client_.post(path, json::serialize(body), {{"idempotency-key", "k" + std::to_string(++keys_)}}),
                status);
  }
  json::object upload(std::string_view bytes, int status = 201, const std::string& file_name = "sales.csv") {
    return read(client_.post("/v1/imports?kind=sales&file_name=" + file_name, bytes,
                             {{"idempotency-key", "k" + std::to_string(++keys_)}, {"content-type", "text/csv"}}),
                status);
  }
  static std::string path_of(const json::object& document) {
    return "/v1/imports/" + std::string(document.at("import").at("id").as_string());
  }
  json::object mapping(std::string_view without_customer = "refuse") {
    return {{"order_ref", 0},
            {"sold_at", 1},
            {"customer_ref", 2},
            {"sku", 3},
            {"quantity", 4},
            {"amount", 5},
            {"currency", 7},
            {"date_format", "m/d/y"},
            {"default_store_id", to_string(harbour_.chain().first_store())},
            {"without_customer", without_customer}};
  }
  void run() { harbour_.jobs().run_due_here(); }

  Harbour harbour_{db::Engine::sqlite};
  test::TestServer server_{harbour_.database(), modules_below()};
  test::HttpClient client_{server_.port()};
  int keys_ = 0;
};

TEST_F(imports_http, a_long_name_of_a_file_is_cut_between_characters) {
  std::string sent;
  std::string kept;
  for (int i = 0; i < 70; ++i) {
    sent += "%E9%94%80";
    if (i < 66) kept += "\xE9\x94\x80";  // 198 bytes; the next one would end behind the 200th
  }
  const auto brought = upload(kFile, 201, sent);
  EXPECT_EQ(brought.at("import").at("file_name").as_string(), kept);
}

TEST_F(imports_http, long_names_of_columns_and_orders_are_cut_between_characters) {
  std::string long_name;
  for (int i = 0; i < 140; ++i)
    long_name += "\xE9\x94\x80";  // 420 bytes: neither 200 nor 400 of them end with a character
  const auto brought = upload("Order ID,Order Date,Customer ID,Product ID,Quantity,Sales,Cost,Currency," + long_name +
                              "\n" + long_name + ",3/14/2025,C-1,P-1,2,20.00,8.00,CNY,\n");
  EXPECT_EQ(brought.at("columns").as_array()[8].at("name").as_string(), long_name.substr(0, 198));
  const auto path = path_of(brought);
  post(path + "/check", mapping(), 200);
  post(path + "/start", {}, 200);
  run();
  EXPECT_EQ(get(path).at("import").at("rows_refused").as_int64(), 1);
  static const db::Sql kOrder{"SELECT order_ref FROM import_error"};
  const auto kept = harbour_.database().runtime().database.read([](db::Transaction& tx) {
    auto rows = tx.query(kOrder);
    return rows.next() ? rows.string(0) : std::string();
  });
  EXPECT_EQ(kept, long_name.substr(0, 399));
}

TEST_F(imports_http, a_file_goes_from_its_bytes_to_its_sales) {
  const auto brought = upload(kFile);
  EXPECT_EQ(brought.at("columns").as_array()[7].at("suggested_field").as_string(), "currency");
  const auto path = path_of(brought);
  const auto preview = post(path + "/check", mapping(), 200);
  EXPECT_EQ(preview.at("row_count").as_int64(), 3);
  EXPECT_EQ(preview.at("error_count").as_int64(), 2);
  EXPECT_EQ(preview.at("will_create").at("sales").as_int64(), 1);
  EXPECT_EQ(post(path + "/start", {}, 200).at("state").as_string(), "running");
  run();
  const auto done = get(path).at("import").as_object();
  EXPECT_EQ(done.at("state").as_string(), "done");
  EXPECT_EQ(done.at("rows_ok").as_int64(), 1);
  EXPECT_EQ(done.at("rows_refused").as_int64(), 2);
  const auto errors = client_.get(path + "/errors.csv");
  EXPECT_EQ(errors.header("content-type"), "text/csv; charset=utf-8");
  EXPECT_NE(errors.body.find("3,customer_ref,imports.customer_missing"), std::string::npos) << errors.body;
  EXPECT_NE(errors.body.find("4,currency,imports.foreign_currency"), std::string::npos) << errors.body;
}

TEST_F(imports_http, rows_without_a_customer_become_sales_to_nobody_known_where_asked_for) {
  const auto path = path_of(upload(kFile));
  EXPECT_EQ(post(path + "/check", mapping("anonymous"), 200).at("error_count").as_int64(), 1);
  post(path + "/start", {}, 200);
  run();
  EXPECT_EQ(get(path).at("import").at("sales_created").as_int64(), 2);
  EXPECT_EQ(get(path).at("import").at("customers_created").as_int64(), 1);
}

TEST_F(imports_http, what_is_wrong_with_a_mapping_is_named) {
  const auto path = path_of(upload(kFile));
  struct Case {
    std::string field;
    json::value value;
    int status;
    std::string_view reason;
    std::string_view named;
  };
  for (const auto& one :
       {Case{"sku", nullptr, 422, "imports.column_needed", "sku"}, Case{"sku", 0, 400, "imports.column_twice", "sku"},
        Case{"sku", 99, 400, "imports.column_unknown", "sku"},
        Case{"date_format", "soon", 400, "imports.date_format_unknown", "date_format"},
        Case{"without_customer", "guess", 400, "request.not_a_choice", "without_customer"}}) {
    auto asked = mapping();
    asked[one.field] = one.value;
    const auto refused = post(path + "/check", asked, one.status);
    EXPECT_NE(json::serialize(refused).find(std::string(one.reason)), std::string::npos) << json::serialize(refused);
    EXPECT_NE(json::serialize(refused).find("\"" + std::string(one.named) + "\""), std::string::npos);
  }
  EXPECT_EQ(get(path).at("import").at("state").as_string(), "uploaded");
}

TEST_F(imports_http, each_step_wants_the_one_before) {
  const auto path = path_of(upload(kFile));
  EXPECT_EQ(post(path + "/start", {}, 409).at("reason").as_string(), "imports.wrong_state");
  post(path + "/check", mapping(), 200);
  post(path + "/cancel", {}, 200);
  for (const auto* step : {"/start", "/cancel"})
    EXPECT_EQ(post(path + step, {}, 409).at("reason").as_string(), "imports.wrong_state") << step;
  EXPECT_EQ(post(path + "/check", mapping(), 409).at("reason").as_string(), "imports.wrong_state");
  EXPECT_EQ(get("/v1/imports?state=cancelled").at("total").as_int64(), 1);
  EXPECT_EQ(get("/v1/imports?state=done").at("total").as_int64(), 0);
  EXPECT_EQ(get("/v1/imports?state=cancled", 400).at("reason").as_string(), "request.not_a_choice");
}

TEST_F(imports_http, a_file_stays_as_long_as_its_import_needs_it) {
  namespace files = std::filesystem;
  const auto folder = harbour_.database().runtime().data_folder / "imports";
  const auto file_of = [&](const std::string& path) {
    return folder / (path.substr(std::string_view("/v1/imports/").size()) + ".csv");
  };
  const auto clear = [&] { return remove_old_files(harbour_.database().runtime(), kit::system_actor("test")); };
  const auto done = path_of(upload(kFile));
  const auto cancelled = path_of(upload(kFile));
  const auto running = path_of(upload(kFile));
  const auto waiting = path_of(upload(kFile));
  EXPECT_EQ(clear(), 0);
  for (const auto& path : {done, running})
    post(path + "/check", mapping(), 200);
  post(done + "/start", {}, 200);
  run();
  post(running + "/start", {}, 200);
  post(cancelled + "/cancel", {}, 200);
  std::ofstream(folder / "4711.csv") << "taken, never written down";
  EXPECT_EQ(clear(), 2);
  EXPECT_FALSE(files::exists(file_of(done)));
  EXPECT_FALSE(files::exists(file_of(cancelled)));
  EXPECT_TRUE(files::exists(file_of(running)));
  EXPECT_TRUE(files::exists(file_of(waiting)));
  EXPECT_TRUE(files::exists(folder / "4711.csv"));

  files::last_write_time(folder / "4711.csv", files::file_time_type::clock::now() - std::chrono::hours(25));
  harbour_.database().clock().advance_days(kForgottenAfterDays);
  EXPECT_EQ(clear(), 2);
  EXPECT_FALSE(files::exists(folder / "4711.csv"));
  EXPECT_TRUE(files::exists(file_of(running)));
  const auto forgotten = get(waiting);
  EXPECT_EQ(forgotten.at("import").at("state").as_string(), "cancelled");
  EXPECT_FALSE(forgotten.at("columns").as_array().empty());
}

TEST_F(imports_http, a_quote_never_closed_costs_its_own_row_only) {
  std::string file(kFile.substr(0, kFile.find("A-1")));
  for (int i = 1; i <= 40; ++i) {
    file += "Q-" + std::to_string(i) + ",3/14/2025," + (i == 2 ? "\"C-1" : "C-1") + ",P-1,1,10.00,4.00,CNY\n";
  }
  const auto path = path_of(upload(file));
  const auto preview = post(path + "/check", mapping(), 200);
  EXPECT_EQ(preview.at("row_count").as_int64(), 40);
  EXPECT_EQ(preview.at("error_count").as_int64(), 1);
  post(path + "/start", {}, 200);
  run();
  const auto done = get(path).at("import").as_object();
  EXPECT_EQ(done.at("rows_ok").as_int64(), 39);
  EXPECT_EQ(done.at("rows_refused").as_int64(), 1);
  const auto errors = client_.get(path + "/errors.csv").body;
  EXPECT_NE(errors.find("Q-2,3/14/2025,\"\"\"C-1\",P-1"), std::string::npos) << errors;
}

TEST_F(imports_http, samples_and_error_rows_may_hold_costs_and_are_shown_to_few) {
  be("keeper");
  const auto brought = upload(kFile);
  const auto path = path_of(brought);
  EXPECT_FALSE(brought.at("columns").as_array()[6].at("samples").as_array().empty());
  auto with_cost = mapping();
  with_cost["cost"] = 6;
  post(path + "/check", with_cost, 403);
  be("colleague");
  EXPECT_TRUE(get(path).at("columns").as_array()[6].at("samples").as_array().empty());
  EXPECT_EQ(client_.get(path + "/errors.csv").status, 403);
  be("owner");
  EXPECT_EQ(client_.get(path + "/errors.csv").status, 200);
}

TEST_F(imports_http, others_neither_see_nor_touch_it) {
  be("keeper");
  const auto path = path_of(upload(kFile));
  be("elsewhere");
  get(path, 404);
  post(path + "/start", {}, 404);
  EXPECT_EQ(get("/v1/imports").at("total").as_int64(), 0);
  be("nobody");
  get("/v1/imports", 403);
  upload(kFile, 403);
}

// The job is run by the program, which reaches everything: it must go no further than who started it.
TEST_F(imports_http, a_return_takes_nothing_from_sales_beyond_the_importers_reach) {
  const std::string_view header = "Order ID,Order Date,Customer ID,Product ID,Quantity,Sales,Cost,Currency\n";
  const auto bring = [&](const std::string& rows, kit::OrgUnitId store) {
    const auto path = path_of(upload(std::string(header) + rows));
    auto asked = mapping();
    asked["default_store_id"] = to_string(store);
    post(path + "/check", asked, 200);
    post(path + "/start", {}, 200);
    run();
    return path;
  };
  const auto here = harbour_.chain().first_store();
  const auto there = harbour_.chain().second_store();
  bring("A-1,3/14/2025,C-1,P-1,2,20.00,8.00,CNY\n", here);
  be("elsewhere");
  auto path = bring("B-1,3/15/2025,C-1,P-1,-1,-10.00,-4.00,CNY\nB-2,3/15/2025,C-1,P-1,1,10.00,4.00,CNY\n", there);
  EXPECT_EQ(get(path).at("import").at("returns_created").as_int64(), 0);
  EXPECT_EQ(get(path).at("import").at("sales_created").as_int64(), 0);
  const auto errors = client_.get(path + "/errors.csv").body;
  EXPECT_NE(errors.find("2,quantity,sales.return_matches_no_sale"), std::string::npos) << errors;
  EXPECT_NE(errors.find("3,customer_ref,sales.customer_unknown"), std::string::npos) << errors;
  be("keeper");
  path = bring("B-3,3/15/2025,C-1,P-1,-1,-10.00,-4.00,CNY\n", here);
  EXPECT_EQ(get(path).at("import").at("returns_created").as_int64(), 1);
}

TEST_F(imports_http, what_is_no_table_is_refused) {
  EXPECT_EQ(upload("", 422).at("reason").as_string(), "imports.file_empty");
  EXPECT_EQ(upload("a,b\n", 422).at("reason").as_string(), "imports.no_rows");
  EXPECT_EQ(upload("a" + std::string(5000, ',') + "\n1\n", 422).at("reason").as_string(), "imports.too_many_columns");
  EXPECT_EQ(upload(std::string("PK\x03\x04xx", 6), 422).at("reason").as_string(), "imports.spreadsheet_broken");
  EXPECT_EQ(upload("%PDF-1.7 and so on", 422).at("reason").as_string(), "imports.not_text");
  EXPECT_EQ(get("/v1/imports").at("total").as_int64(), 0);
}

}  // namespace
}  // namespace homeport::imports
