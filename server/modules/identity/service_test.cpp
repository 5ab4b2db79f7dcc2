#include "modules/identity/service.hpp"

#include <thread>

#include "modules/identity/desk_fixture.hpp"
#include "support/test_database.hpp"

namespace homeport::identity {
namespace {

class identity_service : public test::EngineTest {
 protected:
  void SetUp() override {
    EngineTest::SetUp();
    if (IsSkipped()) return;
    database_ = std::make_unique<test::TestDatabase>(GetParam(), std::vector{module()});
    desk_ = std::make_unique<Desk>(database_->runtime());
  }
  void TearDown() override {
    if (database_) {
      EXPECT_EQ(database_->broken_invariants({module()}), std::vector<std::string>{});
    }
    desk_.reset();
  }

  template <class T>
  static std::string reason_of(const Result<T>& result) {
    return result.ok() ? "" : result.refusal().reason;
  }
  std::string edit(StaffId actor, const Staff& target, const std::string& json) {
    return reason_of(desk_->write_as(actor, [&](kit::Write& write) {
      return edit_staff(desk_->identity(), write, target.id, target.version, json);
    }));
  }
  std::string disable(StaffId actor, StaffId target) {
    return reason_of(
        desk_->write_as(actor, [&](kit::Write& write) { return disable_staff(desk_->identity(), write, target); }));
  }
  std::string move(OrgUnitId unit, OrgUnitId parent) {
    return reason_of(
        desk_->write([&](kit::Write& write) { return move_org_unit(desk_->identity(), write, unit, parent); }));
  }

  std::unique_ptr<test::TestDatabase> database_;
  std::unique_ptr<Desk> desk_;
};
HOMEPORT_ON_BOTH_ENGINES(identity_service);

TEST_P(identity_service, setting_up_makes_a_chain_that_can_work_at_once) {
  int seeded = 0;
  desk_->identity().add_seed([&](kit::Write& write) {
    seeded = 1;
    EXPECT_EQ(chain_settings(write.tx).chain_name, "归港");
    EXPECT_EQ(active_stores(write.tx).size(), 1U);
  });
  const auto session = desk_->set_up();
  EXPECT_EQ(seeded, 1);
  EXPECT_EQ(session.me.staff.name, "王管理");
  EXPECT_EQ(session.me.data_scope, DataScope::all);
  EXPECT_EQ(session.me.org_unit_name, "归港");
  EXPECT_EQ(session.me.chain.currency_digits, 2);
  EXPECT_FALSE(session.me.must_change_password);
  EXPECT_EQ(session.me.permissions, desk_->identity().permissions().names());
  EXPECT_EQ(desk_->identity().setup_code(), "");
}

TEST_P(identity_service, a_chain_is_set_up_once) {
  desk_->set_up();
  EXPECT_EQ(reason_of(identity::set_up(desk_->identity(), chain_request(), nullptr)), "identity.already_set_up");
}

TEST_P(identity_service, of_many_set_ups_at_once_one_wins) {
  std::atomic<int> made = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 6; ++i) {
    threads.emplace_back([&, i] {
      auto request = chain_request();
      request.sign_in_name = "admin" + std::to_string(i);
      if (identity::set_up(desk_->identity(), request, nullptr).ok()) ++made;
    });
  }
  for (auto& thread : threads)
    thread.join();
  EXPECT_EQ(made, 1);
}

TEST_P(identity_service, a_refused_set_up_leaves_nothing_behind) {
  struct Case {
    std::function<void(SetupRequest&)> spoil;
    std::string reason;
  };
  const std::vector<Case> cases{
      {[](SetupRequest& r) { r.currency = "XYZ"; }, "identity.currency_unknown"},
      {[](SetupRequest& r) { r.time_zone = "Asia/Atlantis"; }, "identity.time_zone_unknown"},
      {[](SetupRequest& r) { r.sign_in_name = "王"; }, "identity.sign_in_name_invalid"},
      {[](SetupRequest& r) { r.password = "short"; }, "identity.password_too_short"},
      {[](SetupRequest& r) { r.store_name = "\u200b"; }, "request.required"},
  };
  for (const auto& [spoil, reason] : cases) {
    auto request = chain_request();
    spoil(request);
    EXPECT_EQ(reason_of(identity::set_up(desk_->identity(), request, nullptr)), reason);
  }
  EXPECT_NE(desk_->identity().setup_code(), "");
  desk_->set_up();
}

TEST_P(identity_service, nobody_gives_or_takes_more_than_he_has) {
  const auto admin = desk_->set_up().me.staff.id;
  const auto branch = desk_->add_unit(desk_->headquarters(), OrgUnitKind::branch, "北区");
  const auto shop = desk_->add_unit(branch.id, OrgUnitKind::store, "北一店");
  const auto elsewhere = desk_->add_unit(desk_->headquarters(), OrgUnitKind::store, "南一店");
  const auto lead =
      desk_->add_role("组长", DataScope::branch, {"identity.staff.write", "identity.roles.write", "sales.sell"});
  const auto seller = desk_->add_role("销售", DataScope::store, {"sales.sell"});
  const auto watcher = desk_->add_role("观察", DataScope::store, {"customers.read"});
  const auto wide = desk_->add_role("全域", DataScope::all, {"sales.sell"});
  const auto manager = desk_->add_staff("manager", branch.id, {lead.id}).id;
  const auto guide = desk_->add_staff("guide", shop.id, {seller.id});
  const auto spy = desk_->add_staff("spy", shop.id, {watcher.id});
  const auto peer = desk_->add_staff("peer", branch.id, {lead.id});
  const auto far = desk_->add_staff("far", elsewhere.id, {seller.id});
  const auto boss = desk_->add_staff("boss", shop.id, {desk_->administrator_role()});
  const auto me = desk_->actor_of(manager);

  const auto roles = [](RoleId a) { return R"({"role_ids":[")" + to_string(a) + "\"]}"; };
  struct Case {
    const char* what;
    StaffId actor;
    Staff target;
    std::string json;
    std::string reason;
  };
  const std::vector<Case> cases{
      {"his own rights", manager, guide, roles(lead.id), ""},
      {"a permission he lacks", manager, peer, roles(watcher.id), "identity.role_beyond_your_rights"},
      {"a wider scope", manager, peer, roles(wide.id), "identity.role_beyond_your_rights"},
      {"the administrator", manager, peer, roles(desk_->administrator_role()), "identity.role_beyond_your_rights"},
      {"taking what he lacks", manager, spy, R"({"role_ids":[]})", "identity.person_beyond_your_rights"},
      {"renaming an administrator", manager, boss, R"({"name":"小王"})", "identity.person_beyond_your_rights"},
      {"somebody out of reach", manager, far, R"({"name":"小王"})", "access.out_of_scope"},
      {"sending somebody out of reach", manager, peer, R"({"org_unit_id":")" + to_string(elsewhere.id) + "\"}",
       "identity.org_unit_unknown"},
      {"a role that isn't there", admin, peer, R"({"role_ids":["4711"]})", "identity.role_unknown"},
      {"the administrator may", admin, far, roles(desk_->administrator_role()), ""},
  };
  for (const auto& [what, actor, target, json, reason] : cases)
    EXPECT_EQ(edit(actor, target, json), reason) << what;

  const auto reset = [&](StaffId id) { return reason_of(reset_password(desk_->identity(), me, id, nullptr)); };
  EXPECT_EQ(reset(boss.id), "identity.person_beyond_your_rights");
  EXPECT_EQ(reset(far.id), "access.out_of_scope");
  EXPECT_EQ(reset(StaffId{4711}), "access.out_of_scope") << "existence isn't told";
  EXPECT_EQ(reset(manager), "identity.not_oneself");
  EXPECT_EQ(disable(manager, boss.id), "identity.person_beyond_your_rights");
  EXPECT_EQ(disable(manager, manager), "identity.not_oneself");
  EXPECT_EQ(reason_of(desk_->write_as(manager,
                                      [&](kit::Write& w) {
                                        return edit_role(desk_->identity(), w, seller.id, seller.version,
                                                         R"({"name":"改名"})");
                                      })),
            "identity.roles_need_whole_chain");
}

TEST_P(identity_service, a_role_is_reshaped_only_within_ones_own_rights) {
  desk_->set_up();
  const auto editor = desk_->add_role("权限员", DataScope::all, {"identity.roles.write", "sales.sell"});
  const auto secret = desk_->add_role("机密", DataScope::all, {"customers.read"});
  const auto plain = desk_->add_role("普通", DataScope::store, {"sales.sell"});
  const auto person = desk_->add_staff("editor", desk_->headquarters(), {editor.id}).id;
  struct Case {
    Role role;
    std::string json;
    std::string reason;
  };
  const std::vector<Case> cases{
      {plain, R"({"permissions":["sales.sell","customers.read"]})", "identity.role_beyond_your_rights"},
      {plain, R"({"permissions":["sales.sell","sales.fly"]})", "identity.permission_unknown"},
      {secret, R"({"permissions":[]})", "identity.role_beyond_your_rights"},
      {plain, R"({"name":"机密"})", "identity.role_name_taken"},
      {plain, R"({"permissions":[],"data_scope":"all"})", ""},
      {plain, R"({"name":"再改"})", "request.version_conflict"},
  };
  for (const auto& [role, json, reason] : cases) {
    EXPECT_EQ(reason_of(desk_->write_as(person,
                                        [&, id = role.id, version = role.version, body = json](kit::Write& write) {
                                          return edit_role(desk_->identity(), write, id, version, body);
                                        })),
              reason)
        << json;
  }
  const auto remove = [&](RoleId id) {
    return reason_of(desk_->write([&](kit::Write& write) { return delete_role(desk_->identity(), write, id); }));
  };
  EXPECT_EQ(remove(editor.id), "identity.role_in_use");
  EXPECT_EQ(remove(desk_->administrator_role()), "identity.role_built_in");
  EXPECT_EQ(remove(plain.id), "");
  EXPECT_EQ(remove(plain.id), "identity.role_unknown");
}

TEST_P(identity_service, the_administrator_role_is_as_it_is) {
  const auto admin = desk_->set_up().me.staff.id;
  const auto role = desk_->administrator_role();
  EXPECT_EQ(reason_of(desk_->write_as(admin,
                                      [&](kit::Write& write) {
                                        return edit_role(desk_->identity(), write, role, 1, R"({"permissions":[]})");
                                      })),
            "identity.administrator_fixed");
}

TEST_P(identity_service, somebody_always_remains_administrator) {
  const auto admin = desk_->set_up().me.staff;
  const auto helper = desk_->add_staff("helper", desk_->headquarters(), {desk_->administrator_role()});
  EXPECT_EQ(disable(admin.id, helper.id), "");
  EXPECT_EQ(edit(admin.id, admin, R"({"role_ids":[]})"), "identity.last_administrator");
  EXPECT_EQ(
      reason_of(desk_->write([&](kit::Write& write) { return disable_staff(desk_->identity(), write, admin.id); })),
      "identity.last_administrator");
}

TEST_P(identity_service, two_administrators_cannot_put_each_other_out_at_once) {
  const auto first = desk_->set_up().me.staff.id;
  const auto second = desk_->add_staff("second", desk_->headquarters(), {desk_->administrator_role()}).id;
  const auto first_actor = desk_->actor_of(first);
  const auto second_actor = desk_->actor_of(second);
  std::atomic<int> disabled = 0;
  const auto put_out = [&](const kit::Actor& actor, StaffId target) {
    const auto done = kit::in_write(database_->runtime(), actor,
                                    [&](kit::Write& write) { return disable_staff(desk_->identity(), write, target); });
    if (done.ok()) ++disabled;
  };
  std::thread one([&] { put_out(first_actor, second); });
  std::thread other([&] { put_out(second_actor, first); });
  one.join();
  other.join();
  EXPECT_EQ(disabled, 1);
}

TEST_P(identity_service, the_tree_stays_a_tree) {
  desk_->set_up();
  const auto north = desk_->add_unit(desk_->headquarters(), OrgUnitKind::branch, "北区");
  const auto city = desk_->add_unit(north.id, OrgUnitKind::branch, "北市");
  const auto shop = desk_->add_unit(city.id, OrgUnitKind::store, "北一店");
  const auto south = desk_->add_unit(desk_->headquarters(), OrgUnitKind::branch, "南区");
  EXPECT_EQ(move(north.id, city.id), "identity.org_unit_cycle");
  EXPECT_EQ(move(north.id, north.id), "identity.org_unit_cycle");
  EXPECT_EQ(move(city.id, shop.id), "identity.org_unit_cycle");
  EXPECT_EQ(move(north.id, shop.id), "identity.org_unit_cycle");
  EXPECT_EQ(move(south.id, shop.id), "identity.org_unit_misplaced");
  EXPECT_EQ(move(desk_->headquarters(), north.id), "identity.headquarters_fixed");
  EXPECT_EQ(move(shop.id, OrgUnitId{4711}), "identity.parent_unknown");
  EXPECT_EQ(move(city.id, south.id), "");
  const auto moved = database_->database().read([&](db::Transaction& tx) { return store::load_org_unit(tx, shop.id); });
  EXPECT_EQ(moved->path, path_below(path_below(south.path, city.id), shop.id));
}

TEST_P(identity_service, two_moves_at_once_make_no_cycle) {
  desk_->set_up();
  const auto a = desk_->add_unit(desk_->headquarters(), OrgUnitKind::branch, "甲").id;
  const auto b = desk_->add_unit(desk_->headquarters(), OrgUnitKind::branch, "乙").id;
  std::string first;
  std::string second;
  std::thread one([&] { first = move(a, b); });
  std::thread other([&] { second = move(b, a); });
  one.join();
  other.join();
  EXPECT_EQ((first.empty() ? 1 : 0) + (second.empty() ? 1 : 0), 1) << first << " " << second;
}

TEST_P(identity_service, a_unit_is_disabled_only_when_nobody_works_there) {
  desk_->set_up();
  const auto branch = desk_->add_unit(desk_->headquarters(), OrgUnitKind::branch, "北区");
  const auto shop = desk_->add_unit(branch.id, OrgUnitKind::store, "北一店");
  const auto guide = desk_->add_staff("guide", shop.id, {}).id;
  const auto set_status = [&](OrgUnitId id, const std::string& status) {
    return reason_of(desk_->write([&](kit::Write& write) -> Result<OrgUnit> {
      TRY(const auto unit, find_org_unit(write.as_read(), id));
      return edit_org_unit(desk_->identity(), write, id, unit.version, R"({"status":")" + status + "\"}");
    }));
  };
  EXPECT_EQ(set_status(desk_->headquarters(), "disabled"), "identity.headquarters_fixed");
  EXPECT_EQ(set_status(branch.id, "disabled"), "identity.org_unit_in_use");
  EXPECT_EQ(set_status(shop.id, "disabled"), "identity.org_unit_in_use");
  ASSERT_TRUE(desk_->write([&](kit::Write& write) { return disable_staff(desk_->identity(), write, guide); }).ok());
  EXPECT_EQ(set_status(shop.id, "disabled"), "");
  EXPECT_EQ(reason_of(database_->database().read([&](db::Transaction& tx) { return require_store(tx, shop.id); })),
            "identity.store_disabled");
  EXPECT_EQ(reason_of(desk_->write([&](kit::Write& write) { return enable_staff(desk_->identity(), write, guide); })),
            "identity.org_unit_disabled");
  EXPECT_EQ(set_status(branch.id, "disabled"), "");
  EXPECT_EQ(set_status(shop.id, "active"), "identity.org_unit_disabled");
  EXPECT_EQ(set_status(branch.id, "active"), "");
  EXPECT_EQ(set_status(shop.id, "active"), "");
}

TEST_P(identity_service, other_modules_learn_what_they_need_of_a_store) {
  desk_->set_up();
  const auto branch = desk_->add_unit(desk_->headquarters(), OrgUnitKind::branch, "北区");
  OrgUnit far;
  far.parent_id = branch.id;
  far.kind = OrgUnitKind::franchisee;
  far.name = "乌鲁木齐店";
  far.time_zone = "Asia/Urumqi";
  far = desk_->write([&](kit::Write& write) { return create_org_unit(desk_->identity(), write, far); }).value();
  database_->database().read([&](db::Transaction& tx) {
    const auto store = require_store(tx, far.id);
    ASSERT_TRUE(store.ok());
    EXPECT_EQ(store->name, "乌鲁木齐店");
    EXPECT_EQ(store->currency, "CNY");
    EXPECT_EQ(store->time_zone, *TimeZone::find("Asia/Urumqi"));
    EXPECT_EQ(reason_of(require_store(tx, branch.id)), "identity.store_unknown");
    EXPECT_EQ(reason_of(require_store(tx, OrgUnitId{4711})), "identity.store_unknown");
    EXPECT_EQ(store_time_zone(tx, branch.id), *TimeZone::find("Asia/Shanghai"));
    EXPECT_EQ(org_unit_name(tx, branch.id), "北区");
    EXPECT_EQ(org_unit_name(tx, OrgUnitId{4711}), "");
    EXPECT_EQ(reason_of(require_active_staff(tx, StaffId{4711}, "owner_staff_id")), "identity.staff_unknown");
  });
}

TEST_P(identity_service, settings_change_except_the_currency) {
  desk_->set_up();
  struct Case {
    std::int64_t version;
    std::string json;
    std::string reason;
  };
  for (const auto& [version, json, reason] :
       {Case{1, R"({"currency":"EUR"})", "identity.currency_fixed"},
        Case{1, R"({"time_zone":"Asia/Atlantis"})", "identity.time_zone_unknown"},
        Case{1, R"({"chain_name":"新港"})", ""}, Case{1, R"({"chain_name":"旧港"})", "request.version_conflict"},
        Case{2, R"({"language":"en"})", ""}}) {
    EXPECT_EQ(reason_of(desk_->write([&, version = version, json = json](kit::Write& write) {
                return edit_settings(write, version, json);
              })),
              reason)
        << json;
  }
}

TEST_P(identity_service, the_terminal_lets_somebody_back_in) {
  const auto admin = desk_->set_up().me.staff;
  database_->database().write([&](db::Transaction& tx) {
    store::store_attempts(tx, {"name", "whatever"}, Attempts{});
    CHECK(store::put_totp(tx, admin.id, "sealed", test::kTestMorning));
    store::confirm_totp(tx, admin.id);
    store::set_totp_enabled(tx, admin.id, true);
  });
  EXPECT_EQ(reason_of(reset_password_by_sign_in_name(desk_->identity(), "nobody")), "identity.staff_unknown");
  const auto answer = reset_password_by_sign_in_name(desk_->identity(), " Admin ");
  ASSERT_TRUE(answer.ok());
  EXPECT_EQ(desk_->sign_in("admin", kAdminPassword).reason(), "identity.wrong_credentials");
  const auto session = desk_->sign_in("admin", answer->temporary_password);
  EXPECT_EQ(session.status, 201);
  EXPECT_TRUE(session.json().at("me").at("must_change_password").as_bool());
}

}  // namespace
}  // namespace homeport::identity
