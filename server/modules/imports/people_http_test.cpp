// The routes of importing customers, on both engines: from the bytes of a file to customers, and back.

#include "modules/imports/people_fixture.hpp"

namespace homeport::imports {
namespace {

class people_http : public PeopleHttp {};

TEST_P(people_http, a_file_becomes_customers_and_its_wrong_rows_a_file_with_reasons) {
  const auto brought = upload(kPeopleFile);
  EXPECT_EQ(brought.at("columns").as_array()[1].at("suggested_field").as_string(), "name");
  const auto path = path_of(brought);
  const auto preview = post(path + "/check", mapping(), 200);
  EXPECT_EQ(preview.at("will_create").as_int64(), 2);
  EXPECT_EQ(preview.at("error_count").as_int64(), 1);
  EXPECT_EQ(preview.at("errors").as_array()[0].at("field").as_string(), "phone");
  post(path + "/start", {}, 200);
  run();
  const auto done = get(path).at("import").as_object();
  EXPECT_EQ(done.at("state").as_string(), "done");
  EXPECT_EQ(done.at("customers_created").as_int64(), 2);
  EXPECT_EQ(done.at("rows_refused").as_int64(), 1);
  EXPECT_EQ(customer_with("13800138003").at("name").as_string(), "吴𬱖");
  EXPECT_EQ(customer_with("60000001").at("external_ref").as_string(), "C-1");
  const auto errors = client_->get(path + "/errors.csv");
  EXPECT_NE(errors.body.find("C-2,Mo,138-0013-80OO,mo@example.cn,60000002,3,phone,customers.phone_invalid"),
            std::string::npos)
      << errors.body;
}

TEST_P(people_http, cells_mended_in_the_grid_are_read_instead_of_those_in_the_file) {
  const auto path = path_of(upload(kPeopleFile));
  post(path + "/check", mapping(), 200);
  const json::object fixes{
      {"fixes", json::array{json::object{{"row_no", 3}, {"column", 2}, {"value", "13800138002"}}}}};
  EXPECT_EQ(post(path + "/fixes", fixes, 200).at("state").as_string(), "uploaded");
  EXPECT_EQ(post(path + "/start", {}, 409).at("reason").as_string(), "imports.wrong_state");
  EXPECT_EQ(post(path + "/check", mapping(), 200).at("error_count").as_int64(), 0);
  EXPECT_EQ(get(path).at("fix_count").as_int64(), 1);
  post(path + "/start", {}, 200);
  run();
  EXPECT_EQ(figure(path, "customers_created"), 3);
  EXPECT_EQ(customer_with("13800138002").at("name").as_string(), "Mo");
  EXPECT_EQ(post(path + "/fixes", fixes, 409).at("reason").as_string(), "imports.wrong_state");
  const json::object beyond{{"fixes", json::array{json::object{{"row_no", 3}, {"column", 9}, {"value", "x"}}}}};
  const auto other = path_of(upload(kPeopleFile));
  EXPECT_EQ(post(other + "/fixes", beyond, 400).at("reason").as_string(), "imports.column_unknown");
  EXPECT_EQ(post(other + "/fixes", json::object{{"fixes", json::array{}}}, 400).at("status").as_int64(), 400);
}

TEST_P(people_http, the_same_file_twice_changes_nothing_in_any_mode) {
  import(kPeopleFile, mapping());
  for (const auto* mode : {"insert", "both", "update"}) {
    const auto again = import(kPeopleFile, mapping(mode));
    EXPECT_EQ(figure(again, "customers_created"), 0) << mode;
    EXPECT_EQ(figure(again, "customers_updated"), 0) << mode;
    EXPECT_EQ(figure(again, "rows_skipped"), 2) << mode;
  }
  EXPECT_EQ(customers(), 2);
}

TEST_P(people_http, modes_decide_who_is_made_and_who_is_changed) {
  import(kPeopleFile, mapping());
  constexpr std::string_view kLater =
      "no,name,phone,email,card\nC-1,Lin Yi,13900139001,,\nC-9,Neo,13800138009,,\nC-3,,13800138001,,\n";
  const auto updated = import(kLater, mapping("update"));
  EXPECT_EQ(figure(updated, "customers_updated"), 1);
  const auto errors = client_->get(updated + "/errors.csv").body;
  EXPECT_NE(errors.find("imports.nobody_matches"), std::string::npos) << errors;
  const auto lin = customer_with("13900139001");
  EXPECT_EQ(lin.at("name").as_string(), "Lin Yi");
  EXPECT_EQ(lin.at("email").as_string(), "lin@example.cn");  // a blank cell takes nothing away
  EXPECT_TRUE(customer_with("13800138009").empty());
  const auto both = import(kLater, mapping("both"));
  EXPECT_EQ(figure(both, "customers_created"), 1);
}

TEST_P(people_http, keys_of_two_customers_in_one_row_and_rows_that_repeat_are_refused) {
  import(kPeopleFile, mapping());
  const auto path =
      path_of(upload("no,name,phone,email,card\n"
                     "C-1,Lin,13800138003,,\n"  // C-3's phone
                     "C-7,Seven,13800138007,,\n"
                     "C-8,Eight,13800138007,,\n"));
  const auto preview = post(path + "/check", mapping("both"), 200);
  EXPECT_EQ(preview.at("errors").as_array()[0].at("reason").as_string(), "imports.matches_two");
  EXPECT_EQ(preview.at("errors").as_array()[1].at("reason").as_string(), "imports.row_repeats");
  post(path + "/start", {}, 200);
  run();
  EXPECT_EQ(figure(path, "rows_refused"), 2);
  EXPECT_EQ(figure(path, "customers_created"), 1);
}

TEST_P(people_http, an_import_is_undone_except_where_somebody_went_on) {
  import(kPeopleFile, mapping());
  const auto path = import(
      "no,name,phone,email,card\nC-1,Lin Yi,13900139001,,61\n"
      "C-4,Four,13800138004,,60000004\nC-5,Five,13800138005,,\nC-6,Six,13800138006,,\n",
      [&] {
        auto how = mapping("both");
        how.erase("card_number");
        return how;
      }());
  EXPECT_EQ(figure(path, "customers_created"), 3);
  EXPECT_EQ(figure(path, "customers_updated"), 1);
  // Five is edited, Six gets points.
  const auto five = customer_with("13800138005");
  const std::string five_path = "/v1/customers/" + std::string(five.at("id").as_string());
  read(client_->patch(five_path, R"({"name":"Fifth"})", {{"if-match", "\"1\""}, {"idempotency-key", "edit"}}), 200);
  const auto six = customer_with("13800138006");
  const customers::CustomerId six_id{std::stoll(std::string(six.at("id").as_string()))};
  ASSERT_TRUE(harbour_->database()
                  .write([&](kit::Write& write) {
                    points::Grant grant;
                    grant.points = Points{500};
                    grant.source_kind = "test";
                    grant.source_id = 1;
                    return points::grant(write, six_id, grant);
                  })
                  .ok());
  EXPECT_EQ(post(path + "/undo", {}, 200).at("state").as_string(), "undoing");
  run();
  const auto undone = get(path).at("import").as_object();
  EXPECT_EQ(undone.at("state").as_string(), "undone");
  EXPECT_EQ(undone.at("rows_undone").as_int64(), 2);
  EXPECT_EQ(undone.at("rows_kept").as_int64(), 2);
  EXPECT_TRUE(customer_with("13800138004").empty());
  EXPECT_EQ(customer_with("13800138001").at("name").as_string(), "林");
  EXPECT_TRUE(customer_with("13900139001").empty());
  const auto kept = get(path + "/effects?outcome=kept").at("items").as_array();
  ASSERT_EQ(kept.size(), 2U);
  EXPECT_EQ(kept[0].at("row_no").as_int64(), 4);
  EXPECT_EQ(kept[0].at("reason").as_string(), "imports.changed_since");
  EXPECT_EQ(kept[1].at("reason").as_string(), "imports.used_since");
  EXPECT_EQ(post(path + "/undo", {}, 409).at("reason").as_string(), "imports.wrong_state");
  // What was given free can be taken again: the same file comes in once more.
  const auto again = import("no,name,phone,email,card\nC-4,Four,13800138004,,60000004\n", mapping());
  EXPECT_EQ(figure(again, "customers_created"), 1);
}

TEST_P(people_http, nothing_to_undo_is_said) {
  const auto path = path_of(upload(kPeopleFile));
  EXPECT_EQ(post(path + "/undo", {}, 409).at("reason").as_string(), "imports.wrong_state");
  post(path + "/cancel", {}, 200);
  EXPECT_EQ(post(path + "/undo", {}, 422).at("reason").as_string(), "imports.nothing_to_undo");
}

TEST_P(people_http, an_import_goes_on_exactly_behind_the_last_row_counted) {
  std::string file = "no,name,phone,email,card\n";
  for (int i = 0; i < 450; ++i)
    file += "R-" + std::to_string(i) + ",Name " + std::to_string(i) + ",,,\n";
  const auto path = path_of(upload(file));
  post(path + "/check", mapping(), 200);
  post(path + "/start", {}, 200);
  // As a killed server leaves it: some rows are in and counted, the job is still there.
  const auto left = harbour_->database().write([&](kit::Write& write) {
    for (int i = 0; i < 3; ++i) {
      customers::NewCustomer wanted;
      wanted.name = "Name " + std::to_string(i);
      wanted.external_ref = "R-" + std::to_string(i);
      wanted.store_id = harbour_->chain().first_store();
      CHECK(customers::create(write, wanted).ok());
    }
    static const db::Sql kCounted{
        "UPDATE import_file SET rows_staged = 3, rows_done = 3, rows_skipped = 3 WHERE state = 'running'"};
    write.tx.execute(kCounted);
    return Outcome(Done{});
  });
  ASSERT_TRUE(left.ok());
  run();
  EXPECT_EQ(figure(path, "rows_done"), 450);
  EXPECT_EQ(figure(path, "customers_created"), 447);
  EXPECT_EQ(figure(path, "rows_refused"), 0);
}

TEST_P(people_http, one_bad_row_among_many_costs_only_itself) {
  std::string file = "no,name,phone,email,card\n";
  for (int i = 0; i < 500; ++i)
    file += "R-" + std::to_string(i) + (i == 345 ? ",Bad,12,,\n" : ",Good,,,\n");
  const auto path = import(file, mapping());
  EXPECT_EQ(figure(path, "customers_created"), 499);
  EXPECT_EQ(figure(path, "rows_refused"), 1);
  EXPECT_NE(client_->get(path + "/errors.csv").body.find("R-345,Bad,12,,,347,phone,customers.phone_invalid"),
            std::string::npos);
}

TEST_P(people_http, formulas_in_an_error_file_are_made_harmless) {
  const auto path = import("no,name,phone,email,card\n=1+1,@SUM(A1),bad,,\n", mapping());
  const auto errors = client_->get(path + "/errors.csv").body;
  EXPECT_NE(errors.find("'=1+1"), std::string::npos) << errors;
  EXPECT_NE(errors.find("'@SUM(A1)"), std::string::npos) << errors;
}

TEST_P(people_http, reach_and_permission_hold) {
  be("keeper");
  const auto brought = upload(kPeopleFile);
  const auto path = path_of(brought);
  EXPECT_FALSE(brought.at("columns").as_array()[2].at("samples").as_array().empty());
  auto there = mapping();
  there["default_store_id"] = to_string(harbour_->chain().second_store());
  EXPECT_EQ(post(path + "/check", there, 403).at("reason").as_string(), "access.out_of_scope");
  be("colleague");
  EXPECT_TRUE(get(path).at("columns").as_array()[2].at("samples").as_array().empty());
  EXPECT_TRUE(post(path + "/check", mapping(), 200).at("rows").as_array().empty());
  EXPECT_EQ(client_->get(path + "/errors.csv").status, 403);
  be("elsewhere");
  get(path, 404);
  be("seller");  // may import sales, which is another thing
  get(path, 403);
  get("/v1/imports" + path.substr(path.rfind('/')), 404);
  be("keeper");
  post(path + "/start", {}, 200);
  run();
  EXPECT_EQ(figure(path, "customers_created"), 2);
  // Who is somebody else's customer is neither changed nor shown.
  be("elsewhere");
  auto mine = mapping("both");
  mine["default_store_id"] = to_string(harbour_->chain().second_store());
  const auto theirs = import("no,name,phone,email,card\nC-1,Stolen,,,\n", mine);
  EXPECT_EQ(figure(theirs, "customers_updated"), 0);
  EXPECT_EQ(figure(theirs, "rows_refused"), 1);
  be("owner");
  EXPECT_EQ(customer_with("13800138001").at("name").as_string(), "林");
}

HOMEPORT_ON_BOTH_ENGINES(people_http);

}  // namespace
}  // namespace homeport::imports
