// Duplicates on both engines: found, shown to who may see both, dismissed once and for all, asked for on entry.

#include <algorithm>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "kit/jobs.hpp"
#include "kit/outbox.hpp"
#include "modules/customers/module.hpp"
#include "modules/customers/service.hpp"
#include "modules/duplicates/module.hpp"
#include "modules/duplicates/service.hpp"
#include "modules/identity/module.hpp"
#include "modules/own_fields/module.hpp"
#include "modules/profiles/module.hpp"
#include "modules/profiles/service.hpp"
#include "support/http_client.hpp"
#include "support/test_chain.hpp"
#include "support/test_database.hpp"
#include "support/test_server.hpp"

namespace homeport::duplicates {
namespace {

namespace json = boost::json;

customers::Extensions extensions() {
  customers::Extensions made;
  made.merge.push_back(merge_part());
  made.unmerge.push_back(unmerge_part());
  return made;
}

std::vector<kit::Module> modules_below() {
  return {identity::module(), own_fields::module(), customers::module(extensions()), profiles::module(), module()};
}

class duplicates_http : public test::EngineTest {
 protected:
  void SetUp() override {
    EngineTest::SetUp();
    if (IsSkipped()) return;
    database_ = std::make_unique<test::TestDatabase>(GetParam(), modules_below());
    chain_ = std::make_unique<test::TestChain>(*database_);
    server_ = std::make_unique<test::TestServer>(*database_, modules_below());
    client_ = std::make_unique<test::HttpClient>(server_->port());
    const std::vector<std::string> all{std::string(kReadPermission), std::string(kDecidePermission),
                                       std::string(customers::kWritePermission),
                                       std::string(customers::kReadPermission), "customers.merge"};
    auto sees_phones = all;
    sees_phones.emplace_back(customers::kPhonePermission);
    server_->callers().add("director", test::staff_actor(8, sees_phones));
    server_->callers().add("owner", test::staff_actor(5, all));
    server_->callers().add("keeper", test::staff_actor(6, all, kit::DataScope::store, {chain_->second_store().value}));
    server_->callers().add("reader", test::staff_actor(7, {std::string(kReadPermission)}));
    be("owner");
  }
  void TearDown() override {
    if (database_) {
      EXPECT_EQ(database_->broken_invariants(modules_below()), std::vector<std::string>{});
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
  CustomerId add(const std::string& name, std::string_view birthday, const std::string& phone = "",
                 bool elsewhere = false) {
    const auto made = database_->write([&](kit::Write& write) {
      customers::NewCustomer wanted;
      wanted.name = name;
      if (!birthday.empty()) wanted.birthday_on = parse_date(birthday);
      if (!phone.empty()) wanted.phone = phone;
      wanted.store_id = elsewhere ? chain_->second_store() : chain_->first_store();
      auto customer = customers::create(write, wanted);
      CHECK(customer.ok());
      return customer;
    });
    look(made->id);
    return made->id;
  }
  void look(CustomerId id) {
    const Waiting one{id, 0};
    look_at(database_->runtime(), std::span(&one, 1));
  }
  template <class Part>
  void give(CustomerId id, Part part) {
    const auto given = database_->write([&](kit::Write& write) { return profiles::add_part(write, id, part); });
    ASSERT_TRUE(given.ok());
    look(id);
  }
  // What was published is heard, and everybody on the list is looked at.
  void deliver() {
    hear();
    work_off();
  }
  void work_off() {
    auto& runtime = database_->runtime();
    kit::Jobs jobs(runtime, 1);
    runtime.jobs = &jobs;
    jobs.handle(std::string(kLookJobKind), run_look);
    jobs.run_due_here();
    runtime.jobs = nullptr;
  }
  // Customers on the list.
  std::int64_t waiting() {
    return database_->runtime().database.read([](db::Transaction& tx) {
      static const db::Sql kWaiting{"SELECT count(*) FROM duplicate_waiting"};
      auto rows = tx.query(kWaiting);
      return rows.next() ? rows.integer(0) : -1;
    });
  }
  CustomerId bring(const std::string& name, std::string_view birthday) {
    return database_
        ->write([&](kit::Write& write) {
          customers::NewCustomer wanted;
          wanted.name = name;
          wanted.birthday_on = parse_date(birthday);
          wanted.store_id = chain_->first_store();
          return customers::create(write, wanted);
        })
        ->id;
  }
  void disable(CustomerId id) {
    const auto done = database_->write(
        [&](kit::Write& write) { return customers::set_status(write, id, customers::CustomerStatus::disabled); });
    ASSERT_TRUE(done.ok());
  }
  void hear() {
    kit::Outbox outbox;
    for (const auto& module : modules_below()) {
      if (module.add_subscriptions) module.add_subscriptions(outbox);
    }
    while (outbox.deliver_batch(database_->runtime()) > 0) {
    }
  }
  std::string words(const json::value& item) {
    std::string all;
    for (const auto& word : item.at("evidence").as_array())
      all += std::string(all.empty() ? "" : ",") + std::string(word.as_string());
    return all;
  }
  json::array pairs(const std::string& query = "") { return get("/v1/duplicates" + query).at("items").as_array(); }
  static std::string path_of(const json::value& pair) {
    return "/v1/duplicates/" + std::string(pair.at("id").as_string());
  }

  std::unique_ptr<test::TestDatabase> database_;
  std::unique_ptr<test::TestChain> chain_;
  std::unique_ptr<test::TestServer> server_;
  std::unique_ptr<test::HttpClient> client_;
  int keys_ = 0;
};

TEST_P(duplicates_http, two_records_of_one_person_are_shown_with_what_speaks_for_it) {
  add("王小明", "1990-11-24", "13800138000");
  add("王晓明", "1990-11-24", "13800138001");
  add("Bob Zhou", "1971-02-03");
  const auto found = pairs();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_GE(found[0].at("score").as_int64(), 60);
  EXPECT_EQ(found[0].at("customer").at("name").as_string(), "王小明");
  EXPECT_EQ(found[0].at("other").at("phone").as_string(), "138****8001");  // masked: no customers.phone.read
}

TEST_P(duplicates_http, a_pair_dismissed_stays_so_however_often_it_is_found) {
  const auto one = add("Anna Li", "1990-11-24");
  add("Anna Li", "1990-11-24");
  const auto path = path_of(pairs()[0]);
  EXPECT_EQ(post(path + "/dismiss", {}, 200).at("state").as_string(), "dismissed");
  EXPECT_EQ(post(path + "/dismiss", {}, 409).at("reason").as_string(), "duplicates.decided_already");
  look(one);
  EXPECT_TRUE(pairs().empty());
  EXPECT_EQ(pairs("?state=dismissed").size(), 1U);
  EXPECT_EQ(post(path + "/reopen", {}, 200).at("state").as_string(), "open");
  EXPECT_EQ(pairs().size(), 1U);
  get("/v1/duplicates?state=perhaps", 400);
}

TEST_P(duplicates_http, who_may_not_reach_both_sees_nothing) {
  add("Anna Li", "1990-11-24");
  add("Anna Li", "1990-11-24", "", true);
  const auto path = path_of(pairs()[0]);
  be("keeper");
  EXPECT_TRUE(pairs().empty());
  get(path, 404);
  post(path + "/dismiss", {}, 404);
  const auto similar = post("/v1/customers/similar", {{"name", "Anna Li"}, {"birthday_on", "1990-11-24"}}, 200);
  EXPECT_EQ(similar.at("items").as_array().size(), 1U);
  be("reader");
  post(path + "/dismiss", {}, 403);
  post("/v1/customers/similar", {{"name", "Anna Li"}}, 403);
}

TEST_P(duplicates_http, whoever_has_the_phone_already_is_certain_on_entry) {
  add("Chen", "", "13800138000");
  const auto similar = post("/v1/customers/similar", {{"name", "Somebody Else"}, {"phone", "138 0013 8000"}}, 200);
  ASSERT_EQ(similar.at("items").as_array().size(), 1U);
  EXPECT_EQ(similar.at("items").as_array()[0].at("score").as_int64(), 100);
  EXPECT_EQ(similar.at("items").as_array()[0].at("evidence").as_array()[0].as_string(), "same_phone");
  EXPECT_TRUE(
      post("/v1/customers/similar", {{"name", "Somebody Else"}, {"phone", "138"}}, 200).at("items").as_array().empty());
}

TEST_P(duplicates_http, who_is_disabled_is_nobodys_duplicate) {
  const auto one = add("Anna Li", "1990-11-24");
  add("Anna Li", "1990-11-24");
  disable(one);
  look(one);
  EXPECT_TRUE(pairs().empty());
}

TEST_P(duplicates_http, a_vehicle_a_device_and_a_further_mail_speak_for_one_person) {
  const auto one = add("周杰", "1990-11-24");
  const auto other = add("周先生", "");
  EXPECT_TRUE(pairs().empty());
  profiles::Vehicle car;
  car.plate = "沪A12345";
  give(one, car);
  give(other, car);
  profiles::Channel mail;
  mail.kind = profiles::ChannelKind::email;
  mail.value = "zhou@example.cn";
  give(one, mail);
  const auto found = pairs();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_NE(words(found[0]).find("same_vehicle"), std::string::npos);
  // The address of mail in the record of one is the further one of the other.
  const auto similar =
      post("/v1/customers/similar", {{"name", "somebody"}, {"email", "ZHOU@example.cn"}}, 200).at("items").as_array();
  ASSERT_EQ(similar.size(), 1U);
  EXPECT_NE(words(similar[0]).find("same_email"), std::string::npos);
}

TEST_P(duplicates_http, a_pair_keeps_its_number_while_it_is_open) {
  const auto one = add("Anna Li", "1990-11-24");
  add("Anna Li", "1990-11-24");
  const auto path = path_of(pairs()[0]);
  look(one);
  EXPECT_EQ(get(path).at("state").as_string(), "open");
}

TEST_P(duplicates_http, a_phone_one_may_not_see_is_not_found_by_trying_its_digits) {
  add("王小明", "", "13800138000");
  const json::object nearly{{"name", "王小明"}, {"phone", "13800138001"}};
  EXPECT_TRUE(post("/v1/customers/similar", nearly, 200).at("items").as_array().empty());
  be("director");
  const auto seen = post("/v1/customers/similar", nearly, 200).at("items").as_array();
  ASSERT_EQ(seen.size(), 1U);
  EXPECT_EQ(words(seen[0]), "same_name,similar_phone");
}

TEST_P(duplicates_http, two_merged_are_decided_and_the_one_who_stays_takes_what_was_chosen) {
  const auto stays = add("Anna Li", "1990-11-24", "13800138000");
  const auto goes = add("Anna Lee", "1990-11-24", "13800138001");
  const auto path = path_of(pairs()[0]);
  const auto merge = "/v1/customers/" + to_string(stays) + "/merge";
  const auto asked = [&](json::array fields) {
    return json::object{{"from_customer_id", to_string(goes)}, {"reason", "one person"}, {"take_fields", fields}};
  };
  const auto refused = post(merge, asked({"name", "status"}), 400);
  EXPECT_EQ(refused.at("reason").as_string(), "customers.field_not_taken");
  EXPECT_EQ(refused.at("field").as_string(), "take_fields[1]");
  EXPECT_EQ(get(path).at("state").as_string(), "open");
  post(merge, asked({"name", "phone"}), 200);
  look(goes);
  look(stays);
  EXPECT_EQ(get(path).at("state").as_string(), "merged");
  EXPECT_TRUE(pairs().empty());
  be("director");
  const auto kept = get("/v1/customers/" + to_string(stays));
  EXPECT_EQ(kept.at("name").as_string(), "Anna Lee");
  EXPECT_EQ(kept.at("phone").as_string(), "+8613800138001");
  // The other phone stays with the other record and finds him too.
  EXPECT_EQ(get("/v1/customers/" + to_string(goes)).at("phone").as_string(), "+8613800138000");
  // Two after all: each has his own again, and the pair is to be decided.
  const json::object undo{{"from_customer_id", to_string(goes)}, {"reason", "sisters"}};
  post("/v1/customers/" + to_string(stays) + "/unmerge", undo, 200);
  EXPECT_EQ(get("/v1/customers/" + to_string(stays)).at("name").as_string(), "Anna Li");
  EXPECT_EQ(get("/v1/customers/" + to_string(goes)).at("phone").as_string(), "+8613800138001");
  EXPECT_EQ(get(path).at("state").as_string(), "open");
}

TEST_P(duplicates_http, who_was_taken_back_leaves_nothing) {
  const auto one = add("Anna Li", "1990-11-24");
  add("Anna Li", "1990-11-24");
  const auto taken = database_->write([&](kit::Write& write) { return customers::take_back(write, one, 1); });
  ASSERT_TRUE(taken.ok());
  deliver();
  EXPECT_EQ(get("/v1/duplicates").at("total").as_int64(), 0);
}

TEST_P(duplicates_http, a_page_passes_over_who_left_ones_reach_and_goes_on) {
  CustomerId moves;
  for (const auto* name : {"Anna Li", "Bob Zhou", "Cai Wen"}) {
    add(name, "1990-11-24", "", true);
    const auto id = add(name, "1990-11-24", "", true);
    if (std::string_view(name) == "Bob Zhou") moves = id;
  }
  // The pool moves him without news for us.
  const auto moved = database_->write([&](kit::Write& write) {
    customers::Placement place;
    place.store_id = chain_->first_store();
    return customers::place(write, moves, place);
  });
  ASSERT_TRUE(moved.ok());
  be("keeper");
  std::vector<std::string> seen;
  std::string cursor;
  do {
    const auto page = get("/v1/duplicates?limit=1" + cursor);
    for (const auto& pair : page.at("items").as_array())
      seen.emplace_back(pair.at("customer").at("name").as_string());
    const auto* next = page.if_contains("next_cursor");
    cursor = next == nullptr ? "" : "&cursor=" + std::string(next->as_string());
  } while (!cursor.empty() && seen.size() < 9);
  std::sort(seen.begin(), seen.end());
  EXPECT_EQ(seen, (std::vector<std::string>{"Anna Li", "Cai Wen"}));
}

TEST_P(duplicates_http, whoever_changes_is_looked_at_again) {
  const auto one = add("Anna Li", "1990-11-24");
  add("Bob Zhou", "1990-11-24");
  EXPECT_TRUE(pairs().empty());
  const auto renamed = database_->write([&](kit::Write& write) -> Outcome {
    TRY(const auto customer, customers::load(write.as_read(), one));
    auto after = customer;
    after.name = "Bob Zhou";
    TRY_DONE(customers::update(write, customer, after));
    return Done{};
  });
  ASSERT_TRUE(renamed.ok());
  deliver();
  EXPECT_EQ(pairs().size(), 1U);
}

TEST_P(duplicates_http, who_is_brought_with_others_is_found_among_them) {
  bring("Anna Li", "1990-11-24");
  bring("Anna Lee", "1990-11-24");
  bring("Bob Zhou", "1971-02-03");
  hear();
  EXPECT_EQ(waiting(), 3);
  EXPECT_TRUE(pairs().empty());  // the news alone compares nobody
  work_off();
  EXPECT_EQ(waiting(), 0);
  EXPECT_EQ(pairs().size(), 1U);
}

TEST_P(duplicates_http, news_of_somebody_being_looked_at_puts_him_on_the_list_again) {
  const auto anna = bring("Anna Li", "1990-11-24");
  hear();
  const Waiting as_read{anna, 1};  // the news he was read with is not the last any more
  look_at(database_->runtime(), std::span(&as_read, 1));
  EXPECT_EQ(waiting(), 1);
  work_off();
  EXPECT_EQ(waiting(), 0);
}

TEST_P(duplicates_http, who_is_gone_has_no_keys_and_pairs_at_once) {
  const auto anna = bring("Anna Li", "1990-11-24");
  bring("Anna Li", "1990-11-24");
  deliver();
  ASSERT_EQ(pairs().size(), 1U);
  disable(anna);
  hear();
  EXPECT_TRUE(pairs().empty());
  bring("Anna Li", "1990-11-24");
  deliver();
  EXPECT_EQ(pairs().size(), 1U);  // with the one who is left
}

HOMEPORT_ON_BOTH_ENGINES(duplicates_http);

}  // namespace
}  // namespace homeport::duplicates
