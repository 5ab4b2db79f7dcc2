#include "modules/bulk/service.hpp"

#include <fstream>
#include <functional>
#include <memory>

#include <gtest/gtest.h>

#include "kit/jobs.hpp"
#include "modules/bulk/module.hpp"
#include "modules/customers/module.hpp"
#include "modules/identity/module.hpp"
#include "modules/own_fields/module.hpp"
#include "modules/own_fields/service.hpp"
#include "support/test_chain.hpp"
#include "support/test_server.hpp"

namespace homeport::bulk {
namespace {

using customers::Customer;
using kit::Read;
using kit::Write;
using Names = std::vector<std::string>;

class bulk_tasks : public test::EngineTest {
 protected:
  static std::vector<kit::Module> modules() {
    return {identity::module(), own_fields::module(), customers::module(), module()};
  }
  void SetUp() override {
    test::EngineTest::SetUp();
    if (IsSkipped()) return;
    database_ = std::make_unique<test::TestDatabase>(GetParam(), modules());
    chain_ = std::make_unique<test::TestChain>(*database_);
    database_->runtime().data_folder = folder_.path();
    jobs_ = std::make_unique<kit::Jobs>(database_->runtime(), 1);
    for (const auto& module : modules()) {
      if (module.add_jobs) module.add_jobs(*jobs_);
    }
    database_->runtime().jobs = jobs_.get();
    const std::vector<std::string> rights{"bulk.edit", "bulk.export", "customers.read", "customers.write"};
    boss_ = test::staff_actor(chain_->admin().value, rights, kit::DataScope::all);
    local_ = test::staff_actor(77, rights, kit::DataScope::store, {chain_->first_store().value});
    vip_ = tag("VIP");
    regular_ = tag("Regular");
  }
  void TearDown() override {
    if (database_) {
      EXPECT_EQ(database_->broken_invariants(modules()), std::vector<std::string>{});
    }
    jobs_.reset();
    chain_.reset();
  }

  own_fields::TagId tag(const std::string& name) {
    own_fields::Tag wanted;
    wanted.name = name;
    return database_->write([&](Write& write) { return own_fields::create_tag(write, wanted); })->id;
  }
  CustomerId person(const std::string& name, std::vector<own_fields::TagId> tags = {}, bool is_elsewhere = false) {
    customers::NewCustomer wanted;
    wanted.name = name;
    wanted.phone = "1380000000" + std::to_string(++people_);
    wanted.store_id = is_elsewhere ? chain_->second_store() : chain_->first_store();
    wanted.tag_ids = std::move(tags);
    return database_->write([&](Write& write) { return customers::create(write, wanted); })->id;
  }
  Result<BulkTask> edit(const kit::Actor& actor, const Whom& whom, const std::function<void(CustomerChange&)>& set) {
    NewBulkEdit wanted;
    wanted.whom = whom;
    set(wanted.change);
    return database_->write_as(actor, [&](Write& write) { return start_edit(write, extensions_, wanted); });
  }
  BulkTask now(const kit::Actor& actor, BulkTaskId id) {
    return kit::in_read(database_->runtime(), actor, [&](const Read& read) { return load(read, id).value(); });
  }
  BulkTask run(const kit::Actor& actor, const Whom& whom, const std::function<void(CustomerChange&)>& set) {
    const auto task = edit(actor, whom, set);
    EXPECT_TRUE(task.ok()) << (task.ok() ? "" : task.refusal().reason + ": " + task.refusal().detail);
    jobs_->run_due_here();
    return now(actor, task->id);
  }
  BulkTask take_back(const kit::Actor& actor, BulkTaskId id) {
    EXPECT_TRUE(database_->write_as(actor, [&](Write& write) { return undo(write, id); }).ok());
    jobs_->run_due_here();
    return now(actor, id);
  }
  Names with_tag(own_fields::TagId tag) {
    customers::ListQuestion question;
    question.parameters = {{"tag_id", to_string(tag)}};
    return database_->read([&](const Read& read) {
      Names names;
      const auto found = customers::list_after(read, question, *extensions_, {}, 100);
      for (const auto& item : found.value())
        names.push_back(item.name);
      return names;
    });
  }
  template <class Value>
  static std::string reason_of(const Result<Value>& result) {
    return result.ok() ? "" : result.refusal().reason;
  }

  static Whom chosen(std::vector<CustomerId> ids) { return {Selection::chosen, std::move(ids), {}}; }
  static Whom asked(std::vector<AskedParameter> parameters) { return {Selection::asked, {}, std::move(parameters)}; }

  test::TemporaryFolder folder_;
  std::unique_ptr<test::TestDatabase> database_;
  std::unique_ptr<test::TestChain> chain_;
  std::unique_ptr<kit::Jobs> jobs_;
  ExtensionsPtr extensions_ = std::make_shared<const customers::Extensions>();
  kit::Actor boss_;
  kit::Actor local_;
  own_fields::TagId vip_;
  own_fields::TagId regular_;
  int people_ = 0;
};
HOMEPORT_ON_BOTH_ENGINES(bulk_tasks);

TEST_P(bulk_tasks, those_chosen_are_changed_and_put_back) {
  const auto lin = person("Lin", {regular_});
  const auto wei = person("Wei");
  person("Zhao", {regular_});
  const auto task = run(boss_, chosen({lin, wei}), [&](CustomerChange& change) {
    change.add_tag_ids = {vip_};
    change.remove_tag_ids = {regular_};
    change.source = " fair ";
    change.status = customers::CustomerStatus::disabled;
  });
  EXPECT_EQ(task.state, BulkState::done);
  EXPECT_EQ(task.total, 2);
  EXPECT_EQ(task.changed, 2);
  EXPECT_EQ(with_tag(vip_), (Names{"Lin", "Wei"}));
  EXPECT_EQ(with_tag(regular_), Names{"Zhao"});
  const auto kept = database_->read([&](const Read& read) { return customers::load(read, lin).value(); });
  EXPECT_EQ(kept.source, "fair");
  EXPECT_EQ(kept.status, customers::CustomerStatus::disabled);

  const auto undone = take_back(boss_, task.id);
  EXPECT_EQ(undone.state, BulkState::undone);
  EXPECT_EQ(undone.undone, 2);
  EXPECT_EQ(with_tag(vip_), Names{});
  EXPECT_EQ(with_tag(regular_), (Names{"Lin", "Zhao"}));
  const auto back = database_->read([&](const Read& read) { return customers::load(read, lin).value(); });
  EXPECT_NE(back.source, "fair");
  EXPECT_EQ(back.status, customers::CustomerStatus::active);
  EXPECT_EQ(reason_of(database_->write_as(boss_, [&](Write& write) { return undo(write, task.id); })),
            "bulk.wrong_state");
}

TEST_P(bulk_tasks, all_that_answer_the_question_are_changed_though_the_change_moves_them_out_of_it) {
  for (int i = 0; i < 5; ++i)
    person("Person " + std::to_string(i), {regular_});
  person("Wei");
  const auto task = run(boss_, asked({{"tag_id", to_string(regular_)}}),
                        [&](CustomerChange& change) { change.remove_tag_ids = {regular_}; });
  EXPECT_EQ(task.total, 5);
  EXPECT_EQ(task.changed, 5);
  EXPECT_EQ(with_tag(regular_), Names{});
}

TEST_P(bulk_tasks, nobody_reaches_further_than_by_hand) {
  const auto lin = person("Lin");
  const auto far = person("Far", {}, true);
  const auto tagged = [&](CustomerChange& change) { change.add_tag_ids = {vip_}; };
  EXPECT_EQ(run(local_, asked({}), tagged).changed, 1);
  EXPECT_EQ(with_tag(vip_), Names{"Lin"});
  const auto task = run(local_, chosen({lin, far}), [&](CustomerChange& change) { change.source = "fair"; });
  EXPECT_EQ(task.total, 1);
  EXPECT_EQ(task.changed, 1);
  EXPECT_EQ(reason_of(kit::in_read(database_->runtime(), boss_, [&](const Read& read) { return load(read, task.id); })),
            "bulk.unknown");
}

TEST_P(bulk_tasks, who_cannot_be_changed_is_named_with_the_reason_and_the_others_are_changed) {
  const auto lin = person("Lin");
  const auto full = person("Full");
  const auto filled = database_->write([&](Write& write) -> Outcome {
    TRY(const auto before, customers::load(write.as_read(), full));
    auto after = before;
    for (std::int64_t i = 0; i < customers::kMostTagsOfOne; ++i) {
      own_fields::Tag wanted;
      wanted.name = "Tag " + std::to_string(i);
      TRY(const auto made, own_fields::create_tag(write, wanted));
      after.tag_ids.push_back(made.id);
    }
    TRY_DONE(customers::update(write, before, after));
    return Done{};
  });
  ASSERT_TRUE(filled.ok());
  const auto task = run(boss_, chosen({lin, full}), [&](CustomerChange& change) { change.add_tag_ids = {vip_}; });
  EXPECT_EQ(task.state, BulkState::done);
  EXPECT_EQ(task.changed, 1);
  EXPECT_EQ(task.refused, 1);
  EXPECT_EQ(with_tag(vip_), Names{"Lin"});
}

TEST_P(bulk_tasks, what_was_edited_since_is_left_alone_by_an_undo) {
  const auto lin = person("Lin");
  const auto wei = person("Wei");
  const auto task = run(boss_, chosen({lin, wei}), [&](CustomerChange& change) { change.source = "fair"; });
  const auto edited = database_->write([&](Write& write) -> Outcome {
    TRY(const auto before, customers::load(write.as_read(), lin));
    auto after = before;
    after.source = "web";
    TRY_DONE(customers::update(write, before, after));
    return Done{};
  });
  ASSERT_TRUE(edited.ok());
  const auto undone = take_back(boss_, task.id);
  EXPECT_EQ(undone.undone, 1);
  EXPECT_EQ(database_->read([&](const Read& read) { return customers::load(read, lin).value().source; }), "web");
}

TEST_P(bulk_tasks, what_makes_no_sense_is_refused_before_anything_begins) {
  const auto lin = person("Lin");
  const auto nothing = [](CustomerChange&) {};
  const auto tagged = [&](CustomerChange& change) { change.add_tag_ids = {vip_}; };
  EXPECT_EQ(reason_of(edit(boss_, chosen({lin}), nothing)), "bulk.nothing_to_change");
  EXPECT_EQ(reason_of(edit(boss_, chosen({}), tagged)), "bulk.nobody");
  EXPECT_EQ(reason_of(edit(boss_, asked({{"colour", "red"}}), tagged)), "request.unknown_parameter");
  EXPECT_EQ(reason_of(edit(boss_, asked({{"where", "{}x"}}), tagged)).substr(0, 8), "request.");
  EXPECT_EQ(reason_of(edit(boss_, chosen({lin}), [](auto& c) { c.add_tag_ids = {own_fields::TagId{5}}; })),
            "own_fields.tag_unknown");
  EXPECT_EQ(reason_of(edit(boss_, chosen({lin}),
                           [](auto& c) {
                             c.own_values = {{"shoe", "42"}};
                           })),
            "own_fields.field_unknown");
  for (std::int64_t i = 0; i < kMostRunning; ++i)
    EXPECT_TRUE(edit(boss_, chosen({lin}), tagged).ok());
  EXPECT_EQ(reason_of(edit(boss_, chosen({lin}), tagged)), "bulk.too_many_tasks");
}

TEST_P(bulk_tasks, one_that_was_cancelled_changes_nobody_more) {
  const auto lin = person("Lin");
  const auto task = edit(boss_, chosen({lin}), [&](CustomerChange& change) { change.add_tag_ids = {vip_}; });
  ASSERT_TRUE(database_->write_as(boss_, [&](Write& write) { return cancel(write, task->id); }).ok());
  jobs_->run_due_here();
  EXPECT_EQ(with_tag(vip_), Names{});
  EXPECT_EQ(now(boss_, task->id).state, BulkState::cancelled);
}

TEST_P(bulk_tasks, a_file_holds_what_its_maker_may_see_and_starts_no_formula) {
  person("=Lin", {vip_, regular_});
  person("Wei");
  person("Far", {}, true);
  NewBulkExport wanted;
  wanted.whom = asked({});
  wanted.form.columns = {{"name", "姓名"}, {"phone", "Phone"}, {"tags", "Tags"}};
  const auto task = database_->write_as(local_, [&](Write& write) { return start_export(write, extensions_, wanted); });
  ASSERT_TRUE(task.ok());
  const auto file = [&](const kit::Actor& actor) {
    return kit::in_read(database_->runtime(), actor,
                        [&](const Read& read) { return read_file(read, folder_.path(), task->id); });
  };
  EXPECT_EQ(reason_of(file(local_)), "bulk.no_file");
  jobs_->run_due_here();
  EXPECT_EQ(now(local_, task->id).done, 2);
  const auto text = file(local_);
  ASSERT_TRUE(text.ok());
  EXPECT_EQ(*text, "\xEF\xBB\xBF姓名,Phone,Tags\r\n\"'=Lin\",138****0001,VIP; Regular\r\nWei,138****0002,\r\n");
  EXPECT_EQ(reason_of(file(boss_)), "bulk.unknown");
  wanted.form.columns.push_back({"combined_points", "Points"});
  EXPECT_EQ(
      reason_of(database_->write_as(local_, [&](Write& write) { return start_export(write, extensions_, wanted); })),
      "access.permission_missing");
}

}  // namespace
}  // namespace homeport::bulk
