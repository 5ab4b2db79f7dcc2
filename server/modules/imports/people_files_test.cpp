// What files of customers hold, on both engines: own fields, odd texts, workbooks, encodings, and real lists.

#include <filesystem>
#include <fstream>
#include <sstream>

#include "modules/imports/people_fixture.hpp"
#include "modules/imports/workbook_fixture.hpp"
#include "support/shared_data.hpp"
#include "support/unpacked_file.hpp"

namespace homeport::imports {
namespace {

class people_files : public PeopleHttp {};

TEST_P(people_files, a_workbook_is_read_like_a_text) {
  const test::TemporaryFolder folder;
  write_zip(folder.path() / "a.xlsx",
            workbook_with(R"(<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c></row>)"
                          R"(<row><c t="str"><v>C-1</v></c><c t="str"><v>林</v></c><c><v>13800138001</v></c></row>)",
                          {"编号", "姓名", "手机"}));
  std::ifstream stream(folder.path() / "a.xlsx", std::ios::binary);
  std::ostringstream bytes;
  bytes << stream.rdbuf();
  auto how = mapping();
  how.erase("email");
  how.erase("card_number");
  const auto path = import(bytes.str(), how);
  EXPECT_EQ(figure(path, "customers_created"), 1);
  EXPECT_EQ(customer_with("13800138001").at("name").as_string(), "林");
}

TEST_P(people_files, a_workbook_that_unpacks_to_far_more_than_it_holds_is_refused_and_gone) {
  const test::TemporaryFolder folder;
  write_zip(folder.path() / "bomb.xlsx", workbook_with(std::string(20 * 1024 * 1024, ' ')));
  std::ifstream stream(folder.path() / "bomb.xlsx", std::ios::binary);
  std::ostringstream bytes;
  bytes << stream.rdbuf();
  ASSERT_LT(bytes.str().size(), 1024U * 1024);
  const auto refused = upload(bytes.str(), 422);
  EXPECT_EQ(refused.at("reason").as_string(), "imports.spreadsheet_too_large");
  EXPECT_NE(refused.at("detail").as_string().find("times its size"), std::string::npos) << refused;
  EXPECT_EQ(get("/v1/customer_imports").at("total").as_int64(), 0);
  EXPECT_FALSE(std::filesystem::exists(harbour_->database().runtime().data_folder / "imports"));
}

TEST_P(people_files, own_fields_are_filled_changed_and_given_back) {
  const auto define = [&](json::object field) { post("/v1/own_fields", field, 201); };
  define({{"key", "skin"},
          {"name", "肤质"},
          {"kind", "choice"},
          {"options", json::array{json::object{{"key", "dry"}, {"label", "干性"}},
                                  json::object{{"key", "oily"}, {"label", "油性"}}}}});
  define({{"key", "visits"}, {"name", "到店次数"}, {"kind", "number"}});
  define({{"key", "since"}, {"name", "入会日"}, {"kind", "date"}});
  json::object how{{"external_ref", 0},
                   {"name", 1},
                   {"mode", "both"},
                   {"own", json::array{json::object{{"field", "skin"}, {"column", 2}},
                                       json::object{{"field", "visits"}, {"column", 3}},
                                       json::object{{"field", "since"}, {"column", 4}}}},
                   {"default_store_id", to_string(harbour_->chain().first_store())}};
  const auto first = import(
      "编号,姓名,肤质,次数,入会\nC-1,林,干性,12,2020年3月1日\nC-2,吴,中性,,\nC-3,王,,很多,\nC-4,何,无,N/A,-\n", how);
  EXPECT_EQ(figure(first, "customers_created"), 2);
  const auto errors = client_->get(first + "/errors.csv").body;
  EXPECT_NE(errors.find("C-2,吴,中性,,,3,own_values.skin,own_fields.not_an_option"), std::string::npos) << errors;
  EXPECT_NE(errors.find("own_values.visits,own_fields.not_a_number"), std::string::npos) << errors;
  const auto values_of = [&](const std::string& words) {
    json::object values;
    const std::string id(customer_with(words).at("id").as_string());
    const auto customer = get("/v1/customers/" + id);
    for (const auto& one : customer.at("own_values").as_array())
      values[one.at("field").as_string()] = one.at("value");
    return json::serialize(values);
  };
  EXPECT_EQ(json::parse(values_of("林")), (json::value{{"skin", "dry"}, {"visits", "12"}, {"since", "2020-03-01"}}));
  EXPECT_EQ(values_of("何"), "{}");
  // Blank cells leave what is there, and undoing gives back what was.
  const auto second = import("编号,姓名,肤质,次数,入会\nC-1,林,油性,,\n", how);
  EXPECT_EQ(figure(second, "customers_updated"), 1);
  EXPECT_EQ(json::parse(values_of("林")), (json::value{{"skin", "oily"}, {"visits", "12"}, {"since", "2020-03-01"}}));
  EXPECT_EQ(figure(import("编号,姓名,肤质,次数,入会\nC-1,林,油性,12,\n", how), "rows_skipped"), 1);
  post(second + "/undo", {}, 200);
  run();
  EXPECT_EQ(json::parse(values_of("林")), (json::value{{"skin", "dry"}, {"visits", "12"}, {"since", "2020-03-01"}}));
  post(first + "/undo", {}, 200);
  run();
  EXPECT_EQ(figure(first, "rows_undone"), 1);  // 林 was changed since, if only there and back
  // A mapping that names no field, or a column twice.
  const auto path = path_of(upload("a,b\n1,2\n"));
  how = {{"external_ref", 0}, {"mode", "update"}};
  how["own"] = json::array{json::object{{"field", "gone"}, {"column", 1}}};
  const auto unknown = post(path + "/check", how, 400);
  EXPECT_EQ(unknown.at("reason").as_string(), "own_fields.field_unknown");
  EXPECT_EQ(unknown.at("field").as_string(), "own[0].field");
  how["own"] = json::array{json::object{{"field", "skin"}, {"column", 0}}};
  EXPECT_EQ(post(path + "/check", how, 400).at("reason").as_string(), "imports.column_twice");
}

TEST_P(people_files, whoever_got_details_since_stays_when_the_import_is_undone) {
  const auto path = import(kPeopleFile, mapping());
  const std::string id(customer_with("13800138001").at("id").as_string());
  post("/v1/customers/" + id + "/addresses", {{"kind", "home"}, {"country", "CN"}, {"street", "人民路 1 号"}}, 201);
  post(path + "/undo", {}, 200);
  run();
  EXPECT_EQ(figure(path, "rows_undone"), 1);
  EXPECT_EQ(get(path + "/effects?outcome=kept").at("items").as_array()[0].at("reason").as_string(),
            "imports.used_since");
}

TEST_P(people_files, a_customer_merged_into_another_is_left_as_he_is) {
  import(kPeopleFile, mapping());
  const auto id_of = [&](const std::string& words) {
    return customers::CustomerId{std::stoll(std::string(customer_with(words).at("id").as_string()))};
  };
  const auto from = id_of("13800138001");
  const auto into = id_of("13800138003");
  ASSERT_TRUE(harbour_->database()
                  .write([&](kit::Write& write) -> Outcome {
                    TRY_DONE(customers::point_to(write, from, into, {}));
                    TRY_DONE(customers::set_status(write, from, customers::CustomerStatus::disabled));
                    return Done{};
                  })
                  .ok());
  const auto path = import("no,name,phone,email,card\nC-1,Somebody else,,,\n", mapping("both"));
  EXPECT_EQ(figure(path, "rows_refused"), 1);
  EXPECT_NE(client_->get(path + "/errors.csv").body.find("imports.merged_away"), std::string::npos);
}

TEST_P(people_files, marks_at_the_beginning_odd_names_and_long_ones) {
  const std::string long_name(10'000, 'x');
  const auto path = import("\xEF\xBB\xBFno,name,phone,email,card\nC-1,吴𬱖,,,\nC-2,محمد علي,,,\nC-3," +
                               long_name + ",,,\nC-4,\x1b[2J,,,\n",
                           mapping());
  EXPECT_EQ(get(path).at("columns").as_array()[0].at("name").as_string(), "no");
  EXPECT_EQ(figure(path, "customers_created"), 2);
  EXPECT_EQ(figure(path, "rows_refused"), 2);
  const auto errors = client_->get(path + "/errors.csv").body;
  EXPECT_NE(errors.find("x,,,,4,name,imports.value_too_long,has more than 120 characters"), std::string::npos)
      << errors.substr(errors.size() - std::min<std::size_t>(errors.size(), 400));
  EXPECT_NE(errors.find(",5,name,imports.value_unreadable"), std::string::npos);
  EXPECT_EQ(customer_with("吴").at("name").as_string(), "吴𬱖");
  EXPECT_EQ(customer_with("%D9%85%D8%AD%D9%85%D8%AF").at("name").as_string(), "محمد علي");
}

TEST_P(people_files, encodings_are_found_out) {
  const std::string head("\xB1\xE0\xBA\xC5,\xD0\xD5\xC3\xFB\n", 10);  // 编号,姓名 in GB18030
  const auto brought = upload(head + "C-1,\xC0\xEE\xC3\xF7\nC-2,\xCD\xF5\xB7\xBC\n");
  EXPECT_EQ(brought.at("import").at("encoding").as_string(), "gb18030");
  EXPECT_EQ(brought.at("columns").as_array()[1].at("name").as_string(), "姓名");
  const std::string wide(
      "\xFF\xFEn\0o\0\t\0n\0a\0m\0e\0\r\0\n\0C\0-\0"
      "1\0\t\0\x97\x67\r\0\n\0",
      34);
  const auto utf16 = upload(wide);
  EXPECT_EQ(utf16.at("import").at("encoding").as_string(), "utf-16le");
  EXPECT_EQ(utf16.at("import").at("delimiter").as_string(), "\t");
  EXPECT_EQ(utf16.at("columns").as_array()[1].at("samples").as_array()[0].as_string(), "林");
}

TEST_P(people_files, dirty_contacts_of_a_real_list_come_in_but_for_what_is_wrong) {
  const auto file = support::shared_data_file("import_dirty/contacts_utf8.csv");
  if (!file) GTEST_SKIP() << "contacts_utf8.csv is not here: set HOMEPORT_SHARED_DATA";
  std::ifstream stream(*file, std::ios::binary);
  std::ostringstream bytes;
  bytes << stream.rdbuf();
  const auto brought = upload(bytes.str());
  json::object how{{"default_store_id", to_string(harbour_->chain().first_store())}, {"mode", "insert"}};
  for (const auto& column : brought.at("columns").as_array()) {
    if (const auto* meaning = column.as_object().if_contains("suggested_field");
        meaning != nullptr && !meaning->is_null())
      how[meaning->as_string()] = column.at("index");
  }
  const auto path = path_of(brought);
  const auto preview = post(path + "/check", how, 200);
  EXPECT_EQ(preview.at("row_count").as_int64(), 1'200);
  post(path + "/start", {}, 200);
  run();
  const auto done = get(path).at("import").as_object();
  EXPECT_EQ(done.at("rows_done").as_int64(), 1'200);
  // What the preview promised is what came, but for rows that repeat one that was refused.
  EXPECT_EQ(done.at("customers_created").as_int64(), preview.at("will_create").as_int64());
  EXPECT_GT(done.at("customers_created").as_int64(), 800);
  EXPECT_GT(done.at("rows_refused").as_int64(), 20);
  post(path + "/undo", {}, 200);
  run();
  EXPECT_EQ(get(path).at("import").at("rows_kept").as_int64(), 0);
  EXPECT_EQ(customers(), 0);
}

TEST_P(people_files, real_leads_come_in_by_their_number_with_fields_of_their_own) {
  const auto file = support::shared_data_file("crm/leads_x_education_9240.csv.gz");
  if (!file) GTEST_SKIP() << "leads_x_education_9240.csv.gz is not here: set HOMEPORT_SHARED_DATA";
  const auto brought = upload(test::unpacked(*file));
  json::object how{{"default_store_id", to_string(harbour_->chain().first_store())}, {"mode", "insert"}};
  json::array own;
  for (const auto& column : brought.at("columns").as_array()) {
    const auto& one = column.as_object();
    const auto name = one.at("name").as_string();
    if (name == "TotalVisits" || name == "City") {
      const std::string key = name == "City" ? "city" : "total_visits";
      post("/v1/own_fields",
           {{"key", key},
            {"name", name},
            {"kind", name == "City" ? "text" : "number"},
            {"digits", name == "City" ? 0 : 1}},
           201);
      own.push_back(json::object{{"field", key}, {"column", one.at("index")}});
      continue;
    }
    const auto* meaning = one.if_contains("suggested_field");
    if (meaning != nullptr && !meaning->is_null()) how[meaning->as_string()] = one.at("index");
  }
  EXPECT_EQ(own.size(), 2U);
  how["own"] = own;
  ASSERT_TRUE(how.contains("external_ref"));
  const auto path = path_of(brought);
  const auto preview = post(path + "/check", how, 200);
  EXPECT_EQ(preview.at("row_count").as_int64(), 9'240);
  EXPECT_EQ(preview.at("will_create").as_int64(), 9'240);
}

HOMEPORT_ON_BOTH_ENGINES(people_files);

}  // namespace
}  // namespace homeport::imports
