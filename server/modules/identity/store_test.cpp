#include "modules/identity/store.hpp"

#include "modules/identity/module.hpp"
#include "support/test_database.hpp"

namespace homeport::identity {
namespace {

class identity_store : public test::EngineTest {
 protected:
  void SetUp() override {
    EngineTest::SetUp();
    if (IsSkipped()) return;
    database_ = std::make_unique<test::TestDatabase>(GetParam(), std::vector{module()});
  }

  template <class Step>
  auto in_tx(Step step) {
    return database_->database().write(step);
  }

  OrgUnit make_unit(std::int64_t id, std::int64_t parent, std::string path, OrgUnitKind kind = OrgUnitKind::branch) {
    OrgUnit unit;
    unit.id = OrgUnitId{id};
    if (parent != 0) unit.parent_id = OrgUnitId{parent};
    unit.kind = parent == 0 ? OrgUnitKind::headquarters : kind;
    unit.name = "unit " + std::to_string(id);
    unit.name_folded = unit.name;
    unit.path = std::move(path);
    unit.created_at = test::kTestMorning;
    in_tx([&](db::Transaction& tx) { store::insert_org_unit(tx, unit); });
    return unit;
  }
  Staff make_staff(std::int64_t id, const std::string& name) {
    Staff staff;
    staff.id = StaffId{id};
    staff.name = name;
    staff.name_folded = name;
    staff.sign_in_name = name;
    staff.org_unit_id = OrgUnitId{1};
    staff.created_at = test::kTestMorning;
    return staff;
  }
  store::SessionRow make_session(std::int64_t id, std::int64_t staff_id) {
    store::SessionRow row;
    row.id = SessionId{id};
    row.staff_id = StaffId{staff_id};
    row.token_hash = std::string(31, '\0') + static_cast<char>(id);
    row.created_at = test::kTestMorning;
    row.last_seen_at = test::kTestMorning;
    row.expires_at = plus_seconds(test::kTestMorning, 3600);
    row.source_address = "192.0.2.7";
    row.user_agent = "浏览器";
    return row;
  }

  std::unique_ptr<test::TestDatabase> database_;
};
HOMEPORT_ON_BOTH_ENGINES(identity_store);

TEST_P(identity_store, settings_are_written_once) {
  const Settings first{"归港", "CNY", "Asia/Shanghai", Language::zh, 1};
  const Settings second{"Other", "EUR", "Europe/Berlin", Language::en, 1};
  EXPECT_TRUE(in_tx([&](db::Transaction& tx) { return store::insert_settings(tx, first); }));
  EXPECT_FALSE(in_tx([&](db::Transaction& tx) { return store::insert_settings(tx, second); }));
  const auto kept = in_tx([](db::Transaction& tx) { return store::load_settings(tx); });
  ASSERT_TRUE(kept.has_value());
  EXPECT_EQ(kept->chain_name, "归港");
  EXPECT_EQ(kept->language, Language::zh);
}

TEST_P(identity_store, a_move_rewrites_the_paths_of_the_whole_subtree_and_of_nothing_else) {
  make_unit(1, 0, "/1/");
  make_unit(5, 1, "/1/5/");
  make_unit(57, 1, "/1/57/");
  make_unit(7, 5, "/1/5/7/");
  make_unit(8, 7, "/1/5/7/8/");
  make_unit(9, 57, "/1/57/9/");
  in_tx([](db::Transaction& tx) { store::rewrite_paths(tx, "/1/5/", "/1/57/5/"); });
  const auto path = [&](std::int64_t id) {
    return in_tx([&](db::Transaction& tx) { return store::load_org_unit(tx, OrgUnitId{id}); })->path;
  };
  EXPECT_EQ(path(5), "/1/57/5/");
  EXPECT_EQ(path(7), "/1/57/5/7/");
  EXPECT_EQ(path(8), "/1/57/5/7/8/");
  EXPECT_EQ(path(57), "/1/57/");
  EXPECT_EQ(path(9), "/1/57/9/");
  const auto within = in_tx([](db::Transaction& tx) { return store::ids_within(tx, "/1/57/"); });
  EXPECT_EQ(within, (std::vector<std::int64_t>{5, 7, 8, 9, 57}));
  EXPECT_EQ(in_tx([](db::Transaction& tx) { return store::deepest_within(tx, "/1/57/"); }), 6);
}

TEST_P(identity_store, a_sign_in_name_and_a_guide_number_belong_to_one_person) {
  make_unit(1, 0, "/1/");
  auto first = make_staff(1, "li");
  first.guide_number = "G1";
  auto same_name = make_staff(2, "li");
  auto same_number = make_staff(3, "wang");
  same_number.guide_number = "G1";
  const auto insert = [&](const Staff& staff) {
    return in_tx([&](db::Transaction& tx) { return store::insert_staff(tx, staff); });
  };
  EXPECT_TRUE(insert(first));
  EXPECT_FALSE(insert(same_name));
  EXPECT_FALSE(insert(same_number));
  EXPECT_TRUE(insert(make_staff(4, "zhao")));
  const auto kept = in_tx([](db::Transaction& tx) { return store::load_staff(tx, StaffId{1}); });
  ASSERT_TRUE(kept.has_value());
  EXPECT_EQ(kept->guide_number, "G1");
  EXPECT_FALSE(kept->last_sign_in_at.has_value());
}

TEST_P(identity_store, a_revoked_session_is_not_found) {
  make_unit(1, 0, "/1/");
  in_tx([&](db::Transaction& tx) {
    CHECK(store::insert_staff(tx, make_staff(1, "li")));
    for (int id = 1; id <= 4; ++id)
      store::insert_session(tx, make_session(id, 1));
  });
  const auto is_open = [&](std::int64_t id) {
    const auto hash = make_session(id, 1).token_hash;
    return in_tx([&](db::Transaction& tx) { return store::find_session(tx, hash); }).has_value();
  };
  EXPECT_TRUE(is_open(1));
  EXPECT_FALSE(in_tx([](db::Transaction& tx) { return store::revoke_session(tx, SessionId{1}, StaffId{2}); }));
  EXPECT_TRUE(in_tx([](db::Transaction& tx) { return store::revoke_session(tx, SessionId{1}, StaffId{1}); }));
  EXPECT_FALSE(is_open(1));
  in_tx([](db::Transaction& tx) { store::revoke_oldest_sessions(tx, StaffId{1}, 2, test::kTestMorning); });
  EXPECT_FALSE(is_open(2));
  EXPECT_TRUE(is_open(3));
  EXPECT_EQ(in_tx([](db::Transaction& tx) { return store::revoke_sessions(tx, StaffId{1}, SessionId{4}); }), 1);
  EXPECT_FALSE(is_open(3));
  EXPECT_TRUE(is_open(4));
}

TEST_P(identity_store, last_seen_never_goes_backwards) {
  make_unit(1, 0, "/1/");
  const auto session = make_session(1, 1);
  in_tx([&](db::Transaction& tx) {
    CHECK(store::insert_staff(tx, make_staff(1, "li")));
    store::insert_session(tx, session);
  });
  const Time later = plus_seconds(test::kTestMorning, 600);
  in_tx([&](db::Transaction& tx) {
    store::touch_session(tx, session.id, later, plus_seconds(later, 3600));
    store::touch_session(tx, session.id, test::kTestMorning, session.expires_at);
  });
  const auto found = in_tx([&](db::Transaction& tx) { return store::find_session(tx, session.token_hash); });
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->last_seen_at, later);
  EXPECT_EQ(found->expires_at, plus_seconds(later, 3600));
}

TEST_P(identity_store, counters_of_failures_start_at_nothing_and_keep_what_is_stored) {
  const store::AttemptKey key{"name", "abc"};
  EXPECT_EQ(in_tx([&](db::Transaction& tx) { return store::lock_attempts(tx, key); }), Attempts{});
  const Attempts five{5, test::kTestMorning, plus_seconds(test::kTestMorning, 60)};
  in_tx([&](db::Transaction& tx) { store::store_attempts(tx, key, five); });
  EXPECT_EQ(in_tx([&](db::Transaction& tx) { return store::lock_attempts(tx, key); }), five);
  EXPECT_EQ(in_tx([&](db::Transaction& tx) { return store::load_attempts(tx, {"address", "abc"}); }), Attempts{});
  EXPECT_EQ(
      in_tx([](db::Transaction& tx) { return store::delete_attempts_before(tx, plus_micros(test::kTestMorning, 1)); }),
      1);
}

TEST_P(identity_store, a_step_of_the_second_factor_is_used_once) {
  make_unit(1, 0, "/1/");
  in_tx([&](db::Transaction& tx) { CHECK(store::insert_staff(tx, make_staff(1, "li"))); });
  const std::string sealed("sealed\0bytes", 12);
  const auto put = [&] {
    return in_tx([&](db::Transaction& tx) { return store::put_totp(tx, StaffId{1}, sealed, test::kTestMorning); });
  };
  const auto use = [&](std::int64_t step) {
    return in_tx([&](db::Transaction& tx) { return store::use_totp_step(tx, StaffId{1}, step); });
  };
  EXPECT_TRUE(put());
  EXPECT_TRUE(put()) << "an unconfirmed secret is replaced";
  EXPECT_TRUE(use(100));
  EXPECT_FALSE(use(100));
  EXPECT_FALSE(use(99));
  EXPECT_TRUE(use(101));
  in_tx([](db::Transaction& tx) { store::confirm_totp(tx, StaffId{1}); });
  EXPECT_FALSE(put()) << "a confirmed one stays";
  const auto kept = in_tx([](db::Transaction& tx) { return store::load_totp(tx, StaffId{1}); });
  ASSERT_TRUE(kept.has_value());
  EXPECT_EQ(kept->secret_sealed, sealed);
  EXPECT_TRUE(kept->confirmed);
}

TEST_P(identity_store, lists_take_wildcards_literally) {
  make_unit(1, 0, "/1/");
  in_tx([&](db::Transaction& tx) {
    CHECK(store::insert_staff(tx, make_staff(1, "li_ming")));
    CHECK(store::insert_staff(tx, make_staff(2, "liaming")));
  });
  const auto count = [&](const std::string& q) {
    return in_tx([&](db::Transaction& tx) {
      return kit::count_rows(tx, store::staff_list(kit::system_actor("test"), {.q = q})).total;
    });
  };
  EXPECT_EQ(count("li"), 2);
  EXPECT_EQ(count("i_m"), 1);
  EXPECT_EQ(count("%"), 0);
  EXPECT_EQ(count("LI"), 2);
}

}  // namespace
}  // namespace homeport::identity
