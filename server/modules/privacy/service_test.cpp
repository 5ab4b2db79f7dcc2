// Consents, reveals and erasures, on both engines.

#include "modules/privacy/service.hpp"

#include <gtest/gtest.h>

#include "kit/forgetting.hpp"
#include "modules/customers/module.hpp"
#include "modules/identity/module.hpp"
#include "modules/own_fields/module.hpp"
#include "modules/privacy/module.hpp"
#include "modules/privacy/store.hpp"
#include "support/test_chain.hpp"
#include "support/test_server.hpp"

namespace homeport::privacy {
namespace {

using kit::Read;
using kit::Write;

Hooks own_hooks() { return {{erase_part(), customers::erase_part()}}; }
// As main does it, with nobody else to ask.
Hooks hooks_for_leads() {
  static const std::vector<std::string_view> unless{more_than_lead()};
  auto hooks = own_hooks();
  hooks.leads.find = [](db::Transaction& tx, Time since, CustomerId after, std::int64_t size) {
    auto slice = customers::bare_leads_after(tx, {since, unless}, after, size);
    return LeadSlice{std::move(slice.leads), slice.last, slice.is_end};
  };
  hooks.leads.put_away = [](Write& write, Time since, CustomerId id, std::string reason) {
    return customers::put_lead_in_bin(write, {since, unless}, id, std::move(reason), {});
  };
  return hooks;
}
std::vector<kit::Module> modules() {
  return {identity::module(), own_fields::module(), customers::module(), module(own_hooks())};
}

class privacy_service : public test::EngineTest {
 protected:
  void SetUp() override {
    EngineTest::SetUp();
    if (IsSkipped()) return;
    database_ = std::make_unique<test::TestDatabase>(GetParam(), modules());
    chain_ = std::make_unique<test::TestChain>(*database_);
    li_ = add("Li Lei", "13812345678");
  }
  void TearDown() override {
    if (database_) {
      EXPECT_EQ(database_->broken_invariants(modules()), std::vector<std::string>{});
    }
    chain_.reset();
  }

  CustomerId add(const std::string& name, const std::string& phone = {}) {
    customers::NewCustomer wanted;
    wanted.name = name;
    if (!phone.empty()) wanted.phone = phone;
    wanted.store_id = chain_->first_store();
    const auto made = database_->write([&](Write& write) { return customers::create(write, wanted); });
    EXPECT_TRUE(made.ok());
    return made->id;
  }
  template <class Value>
  static std::string reason_of(const Result<Value>& result) {
    return result.ok() ? "" : result.refusal().reason;
  }
  std::string say(ConsentState state, std::int64_t days_ago = 0, Purpose purpose = Purpose::sms) {
    NewConsent wanted{purpose, state, "form", "2026-1", {}};
    if (days_ago != 0) wanted.at = plus_days(database_->clock().now(), -days_ago);
    return reason_of(database_->write([&](Write& write) { return record_consent(write, li_, wanted); }));
  }
  bool may(Purpose purpose) {
    return database_->read([&](const Read& read) { return may_contact(read.tx, li_, purpose); });
  }
  std::vector<Consent> consents() {
    return database_->read([&](const Read& read) { return load_consents(read, li_).value(); });
  }
  kit::Actor assistant(std::int64_t id) {
    return test::staff_actor(id, {std::string(kRevealPermission)}, kit::DataScope::store,
                             {chain_->first_store().value});
  }
  std::string reveal_as(const kit::Actor& who, CustomerId id) {
    return reason_of(database_->write_as(who, [&](Write& write) {
      return reveal_phone(write, id, {RevealReason::call_back, {}});
    }));
  }
  std::string set(const std::string& json) {
    return reason_of(
        database_->write([&](Write& write) { return edit_setting(write, load_setting(write.tx).version, json); }));
  }
  // As customers does it, with nobody to ask.
  void remove(CustomerId id) {
    static const db::Sql kDelete{"UPDATE customer SET status = 'deleted' WHERE customer_id = $1"};
    static const db::Sql kBin{
        "INSERT INTO customer_bin (customer_id, deleted_at, deleted_by_id, deleted_by_name, reason, was_status) "
        "VALUES ($1, $2, 0, 'test', 'asked for it', 'active')"};
    database_->write([&](Write& write) {
      write.tx.execute(kDelete, id);
      write.tx.execute(kBin, id, write.now);
    });
  }
  std::string erase_typing(const std::string& name, CustomerId id) {
    return reason_of(database_->write([&](Write& write) {
      return erase(write, own_hooks(), id, {name, "his right"});
    }));
  }
  customers::CustomerHead head(CustomerId id) {
    return database_->read([&](const Read& read) { return customers::load_head(read.tx, id).value(); });
  }

  std::unique_ptr<test::TestDatabase> database_;
  std::unique_ptr<test::TestChain> chain_;
  CustomerId li_;
};
HOMEPORT_ON_BOTH_ENGINES(privacy_service);

TEST_P(privacy_service, a_consent_holds_until_it_is_withdrawn) {
  EXPECT_EQ(consents().size(), Choices<Purpose>::names.size());
  EXPECT_FALSE(may(Purpose::sms));
  EXPECT_TRUE(may(Purpose::phone_call));
  ASSERT_EQ(say(ConsentState::given), "");
  EXPECT_TRUE(may(Purpose::sms));
  EXPECT_FALSE(may(Purpose::email));
  EXPECT_EQ(consents().front().wording, "2026-1");
  database_->clock().advance_seconds(60);
  ASSERT_EQ(say(ConsentState::withdrawn), "");
  EXPECT_FALSE(may(Purpose::sms));
  ASSERT_EQ(say(ConsentState::withdrawn, 0, Purpose::phone_call), "");
  EXPECT_FALSE(may(Purpose::phone_call));
  const auto count =
      database_->read([&](const Read& read) { return kit::count_rows(read.tx, store::changes_of(li_)).total; });
  EXPECT_EQ(count, 3);
}

TEST_P(privacy_service, an_old_form_entered_late_overrules_nothing) {
  ASSERT_EQ(say(ConsentState::withdrawn, 1), "");
  ASSERT_EQ(say(ConsentState::given, 5), "");
  EXPECT_FALSE(may(Purpose::sms));
  EXPECT_EQ(say(ConsentState::given, -1), "privacy.consent_in_future");
}

TEST_P(privacy_service, nobody_is_contacted_who_is_out_of_use) {
  ASSERT_EQ(say(ConsentState::given), "");
  remove(li_);
  EXPECT_FALSE(may(Purpose::sms));
  EXPECT_EQ(say(ConsentState::given), "customers.in_recycle_bin");
}

TEST_P(privacy_service, phones_are_shown_so_many_times_a_day_and_each_time_is_logged) {
  const auto wang = add("Wang", "13912345678");
  const auto zhao = add("Zhao", "13712345678");
  const auto qian = add("Qian");
  ASSERT_EQ(set(R"({"reveal_daily_limit":2})"), "");
  const auto ann = assistant(8);
  EXPECT_EQ(reveal_as(ann, li_), "");
  EXPECT_EQ(reveal_as(ann, li_), "");
  EXPECT_EQ(reveal_as(ann, wang), "");
  EXPECT_EQ(reveal_as(ann, zhao), "privacy.reveal_limit");
  EXPECT_EQ(reveal_as(ann, li_), "");
  EXPECT_EQ(reveal_as(assistant(9), zhao), "");
  EXPECT_EQ(reveal_as(ann, qian), "privacy.no_phone");
  const auto logged = database_->read([&](const Read& read) {
    return kit::count_rows(read.tx, store::reveal_rows(read.actor, {StaffId{8}, {}})).total;
  });
  EXPECT_EQ(logged, 4);
  database_->clock().advance_days(1);
  EXPECT_EQ(reveal_as(ann, zhao), "");
}

TEST_P(privacy_service, erasing_needs_the_recycle_bin_and_the_name) {
  ASSERT_EQ(say(ConsentState::given), "");
  EXPECT_EQ(erase_typing("Li Lei", li_), "customers.not_in_recycle_bin");
  remove(li_);
  EXPECT_EQ(erase_typing("Li", li_), "privacy.confirmation_wrong");
  ASSERT_EQ(erase_typing("Li Lei", li_), "");
  EXPECT_EQ(head(li_).status, customers::CustomerStatus::erased);
  EXPECT_EQ(head(li_).name, customers::kErasedName);
  EXPECT_FALSE(head(li_).phone);
  EXPECT_EQ(erase_typing("***", li_), "customers.not_in_recycle_bin");
  // The phone is free again.
  add("Han Meimei", "13812345678");
}

TEST_P(privacy_service, the_recycle_bin_empties_itself_in_time) {
  const auto wang = add("Wang");
  remove(li_);
  database_->clock().advance_days(10);
  remove(wang);
  const auto hooks = own_hooks();
  ASSERT_EQ(set(R"({"bin_days":null})"), "");
  database_->clock().advance_days(25);
  EXPECT_EQ(erase_due(database_->runtime(), hooks), 0);
  const auto would = database_->read([](const Read& read) { return preview_bin(read, 30).customers; });
  EXPECT_EQ(would, 1);
  ASSERT_EQ(set(R"({"bin_days":30})"), "");
  EXPECT_EQ(erase_due(database_->runtime(), hooks), 1);
  EXPECT_EQ(head(li_).status, customers::CustomerStatus::erased);
  EXPECT_EQ(head(wang).status, customers::CustomerStatus::deleted);
  EXPECT_EQ(erase_due(database_->runtime(), hooks), 0);
}

TEST_P(privacy_service, leads_nobody_contacted_go_to_the_recycle_bin) {
  const auto wang = add("Wang");
  const auto zhao = add("Zhao");
  ASSERT_EQ(say(ConsentState::given), "");
  const auto hooks = hooks_for_leads();
  const auto run = [&] { return put_leads_away(database_->runtime(), hooks); };
  database_->clock().advance_days(400);
  EXPECT_EQ(run(), 0) << "without a rule nobody goes";
  EXPECT_EQ(set(R"({"lead_months":0})"), "request.out_of_range");
  EXPECT_EQ(set(R"({"lead_months":121})"), "request.out_of_range");
  ASSERT_EQ(set(R"({"lead_months":12})"), "");
  // Somebody edited him a month ago.
  static const db::Sql kEdit{"UPDATE customer SET updated_at = $2 WHERE customer_id = $1"};
  database_->write([&](Write& write) { write.tx.execute(kEdit, zhao, plus_days(write.now, -30)); });
  const auto system = kit::system_actor("test");
  const auto preview = [&] { return preview_leads(database_->runtime(), system, hooks, 12); };
  EXPECT_EQ(preview().customers, 1);
  EXPECT_TRUE(preview().is_exact);
  EXPECT_EQ(run(), 0) << "four in the afternoon";
  database_->clock().advance_seconds(10 * 3'600);
  EXPECT_EQ(run(), 1);
  EXPECT_EQ(head(wang).status, customers::CustomerStatus::deleted);
  EXPECT_EQ(head(zhao).status, customers::CustomerStatus::active);
  EXPECT_EQ(head(li_).status, customers::CustomerStatus::active) << "agreed to messages";
  ASSERT_EQ(say(ConsentState::withdrawn), "");
  EXPECT_EQ(run(), 0) << "once a night";
  database_->clock().advance_days(1);
  EXPECT_EQ(run(), 0) << "somebody heard of him yesterday";
  database_->clock().advance_days(366);
  EXPECT_EQ(run(), 2) << "he agrees to nothing any more, and nobody edited the other since";
  EXPECT_EQ(preview().customers, 0);
}

TEST_P(privacy_service, leads_go_so_many_at_once_and_the_rest_in_the_next_run) {
  static const db::Sql kInsert{
      "INSERT INTO customer (customer_id, kind, name, name_folded, store_id, status, source, created_at, updated_at, "
      "version, is_pooled, hidden_bits) VALUES ($1, 'person', 'Lead', 'lead', $2, 'active', 'import', 0, 0, 1, 0, 0)"};
  static const db::Sql kDelete{"DELETE FROM customer WHERE name = 'Lead'"};
  database_->write([&](Write& write) {
    for (std::int64_t id = 1; id <= 1'001; ++id)
      write.tx.execute(kInsert, id, chain_->first_store());
  });
  auto hooks = hooks_for_leads();
  std::int64_t refused = 0;
  hooks.leads.put_away = [&](Write&, Time, CustomerId, const std::string&) -> Outcome {
    ++refused;
    return refuse(RefusalKind::conflict, "test.no", "stays");
  };
  ASSERT_EQ(set(R"({"lead_months":1})"), "");
  database_->clock().advance_seconds(10 * 3'600);
  EXPECT_EQ(put_leads_away(database_->runtime(), hooks), 0);
  EXPECT_EQ(refused, 1'000);
  EXPECT_EQ(put_leads_away(database_->runtime(), hooks), 0);
  EXPECT_EQ(refused, 1'001) << "who isn't let go is asked once a night";
  EXPECT_EQ(put_leads_away(database_->runtime(), hooks), 0);
  EXPECT_EQ(refused, 1'001);
  database_->write([&](Write& write) { write.tx.execute(kDelete); });
}

TEST(kit_forgetting, keeps_what_happened_and_not_to_whom) {
  EXPECT_EQ(kit::blanked_changes(
                R"([{"field":"name","before":null,"after":"Li Lei"},{"field":"points","before":1,"after":2},)"
                R"({"field":"status","before":"active","after":"deleted"},{"field":"card ****1234","before":"active",)"
                R"("after":"frozen"},{"field":"tag_ids","before":[],"after":["7"],"is_margin":true}])"),
            R"([{"field":"name","before":null,"after":"***"},{"field":"points","before":1,"after":2},)"
            R"({"field":"status","before":"active","after":"deleted"},{"field":"card","before":"***",)"
            R"("after":"***"},{"field":"tag_ids","before":"***","after":"***","is_margin":true}])");
}

}  // namespace
}  // namespace homeport::privacy
