#include "modules/identity/rules.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "modules/identity/built_in_roles.hpp"
#include "modules/identity/permissions.hpp"

namespace homeport::identity {
namespace {

const Time kMorning = *parse_rfc3339("2026-11-21T08:00:00Z");

TEST(identity_rules, the_fifth_failure_locks_for_a_minute_and_each_further_one_twice_as_long) {
  const std::vector<std::int64_t> locked_s{0, 0, 0, 0, 60, 120, 240, 480, 960, 1920, 3600, 3600};
  Attempts attempts;
  Time now = kMorning;
  for (const auto expected : locked_s) {
    attempts = after_failure(attempts, kNameAtAddressLockout, now);
    EXPECT_EQ(seconds_locked(attempts, now), expected) << attempts.failures << " failures";
    now = plus_seconds(now, expected + 1);
    EXPECT_EQ(seconds_locked(attempts, now), 0);
  }
}

TEST(identity_rules, a_lock_is_counted_in_whole_seconds_rounded_up) {
  const Attempts locked{5, kMorning, plus_seconds(kMorning, 60)};
  EXPECT_EQ(seconds_locked(locked, kMorning), 60);
  EXPECT_EQ(seconds_locked(locked, plus_micros(kMorning, 1)), 60);
  EXPECT_EQ(seconds_locked(locked, Time{locked.locked_until.us - 1}), 1);
  EXPECT_EQ(seconds_locked(locked, locked.locked_until), 0);
}

TEST(identity_rules, failures_are_forgotten_after_a_while_without_one) {
  const Attempts four{4, kMorning, Time{}};
  const Time at_the_edge = plus_seconds(kMorning, kNameAtAddressLockout.memory_s);
  EXPECT_EQ(after_failure(four, kNameAtAddressLockout, at_the_edge).failures, 5);
  EXPECT_EQ(after_failure(four, kNameAtAddressLockout, plus_micros(at_the_edge, 1)).failures, 1);
}

TEST(identity_rules, an_address_may_fail_more_often_than_a_name) {
  Attempts attempts;
  for (int i = 0; i < 29; ++i)
    attempts = after_failure(attempts, kAddressLockout, kMorning);
  EXPECT_EQ(seconds_locked(attempts, kMorning), 0);
  EXPECT_EQ(seconds_locked(after_failure(attempts, kAddressLockout, kMorning), kMorning), 60);
}

TEST(identity_rules, an_address_of_version_six_counts_by_its_network) {
  struct Case {
    const char* given;
    const char* key;
  };
  for (const auto& [given, key] :
       {Case{"192.0.2.7", "192.0.2.7"}, Case{"::ffff:192.0.2.7", "192.0.2.7"},
        Case{"2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"}, Case{"2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"},
        Case{"::1", "::/64"}, Case{"", ""}, Case{"not an address", "not an address"}}) {
    EXPECT_EQ(address_key(given), key) << given;
  }
}

TEST(identity_rules, a_session_ends_twelve_hours_after_its_last_use_and_thirty_days_after_sign_in) {
  EXPECT_EQ(session_expiry(kMorning, kMorning), plus_seconds(kMorning, 12 * 3600));
  const Time later = plus_seconds(kMorning, 20 * 24 * 3600);
  EXPECT_EQ(session_expiry(kMorning, later), plus_seconds(later, 12 * 3600));
  const Time last_day = plus_seconds(kMorning, 30 * 24 * 3600 - 3600);
  EXPECT_EQ(session_expiry(kMorning, last_day), plus_seconds(kMorning, 30 * 24 * 3600));
}

TEST(identity_rules, only_our_own_pages_are_of_the_same_origin) {
  struct Case {
    RequestOrigin origin;
    bool is_same;
    bool is_foreign;
  };
  const std::vector<Case> cases{
      {{"same-origin", "", "shop.example"}, true, false},
      {{"none", "", "shop.example"}, true, false},
      {{"same-origin", "https://elsewhere.example", "shop.example"}, true, false},  // behind a proxy that renames Host
      {{"same-site", "https://shop.example", "shop.example"}, false, true},
      {{"cross-site", "https://shop.example", "shop.example"}, false, true},
      {{"", "https://shop.example", "shop.example"}, true, false},
      {{"", "HTTPS://Shop.Example", "shop.example"}, true, false},
      {{"", "http://shop.example:8080", "shop.example:8080"}, true, false},
      {{"", "https://shop.example", "shop.example:443"}, true, false},
      {{"", "http://shop.example:80", "shop.example"}, true, false},
      {{"", "https://shop.example", "shop.example:8443"}, false, true},
      {{"", "https://shop.example.evil.example", "shop.example"}, false, true},
      {{"", "https://evil.example", "shop.example"}, false, true},
      {{"", "null", "shop.example"}, false, true},
      {{"", "file://shop.example", "shop.example"}, false, true},
      {{"", "https://shop.example", ""}, false, true},
      {{"", "", "shop.example"}, false, false},
  };
  for (const auto& [origin, is_same, is_foreign] : cases) {
    EXPECT_EQ(is_same_origin(origin), is_same) << origin.fetch_site << " " << origin.origin << " " << origin.host;
    EXPECT_EQ(is_foreign_origin(origin), is_foreign) << origin.fetch_site << " " << origin.origin << " " << origin.host;
  }
}

TEST(identity_rules, a_sign_in_name_is_plain_lower_case_text) {
  struct Case {
    std::string given;
    std::optional<std::string> kept;
  };
  const std::vector<Case> cases{
      {"wang.li", "wang.li"},
      {"  Wang.Li ", "wang.li"},
      {"ＷＡＮＧ", "wang"},
      {"li@shop-1.example", "li@shop-1.example"},
      {"+8613812345678", "+8613812345678"},
      {"li", "li"},
      {std::string(64, 'a'), std::string(64, 'a')},
      {"a", std::nullopt},
      {std::string(65, 'a'), std::nullopt},
      {"two words", std::nullopt},
      {"王丽丽", std::nullopt},
      {"a'; DROP TABLE staff", std::nullopt},
      {"", std::nullopt},
  };
  for (const auto& [given, kept] : cases)
    EXPECT_EQ(normalise_sign_in_name(given), kept) << given;
}

TEST(identity_rules, an_email_address_has_a_name_and_a_domain) {
  for (const auto* good : {"li@example.com", "li.wang+shop@mail.example.com"})
    EXPECT_TRUE(is_plausible_email(good)) << good;
  for (const auto* bad :
       {"", "li", "@example.com", "li@", "li@example", "li@.com", "li@com.", "l i@example.com", "a,b@example.com"}) {
    EXPECT_FALSE(is_plausible_email(bad)) << bad;
  }
}

TEST(identity_rules, a_bad_password_is_refused_by_name) {
  struct Case {
    std::string password;
    std::string reason;
  };
  for (const auto& [password, reason] :
       {Case{"short", "identity.password_too_short"}, Case{"0123456789", "identity.password_too_common"},
        Case{"wang.li.shop", "identity.password_same_as_sign_in_name"},
        Case{std::string(513, 'x'), "identity.password_too_long"}}) {
    const auto outcome = check_new_password(password, "wang.li.shop", "password");
    ASSERT_FALSE(outcome.ok()) << password;
    EXPECT_EQ(outcome.refusal().reason, reason);
    EXPECT_EQ(outcome.refusal().field, "password");
  }
  EXPECT_TRUE(check_new_password("rain over the harbour", "wang.li", "password").ok());
}

TEST(identity_rules, the_decoy_hash_costs_what_a_real_one_costs) { EXPECT_FALSE(needs_rehash(kDecoyHash)); }

TEST(identity_rules, currencies_are_known_with_their_digits) {
  EXPECT_EQ(currency_digits("CNY"), 2);
  EXPECT_EQ(currency_digits("JPY"), 0);
  EXPECT_EQ(currency_digits("KWD"), 3);
  for (const auto* bad : {"", "CN", "cny", "CNYY", "XYZ", "人民币"})
    EXPECT_EQ(currency_digits(bad), std::nullopt) << bad;
}

OrgUnit unit_of(OrgUnitKind kind, std::string path) {
  OrgUnit unit;
  unit.kind = kind;
  unit.path = std::move(path);
  unit.name = "unit " + unit.path;
  return unit;
}

TEST(identity_rules, what_may_stand_below_what) {
  using enum OrgUnitKind;
  struct Case {
    OrgUnitKind parent;
    std::array<bool, 4> fits;  // headquarters, branch, franchisee, store
  };
  for (const auto& [parent, fits] :
       {Case{headquarters, {false, true, true, true}}, Case{branch, {false, true, true, true}},
        Case{franchisee, {false, false, false, true}}, Case{store, {false, false, false, false}}}) {
    for (std::size_t kind = 0; kind < fits.size(); ++kind) {
      EXPECT_EQ(check_place(static_cast<OrgUnitKind>(kind), unit_of(parent, "/1/"), 1).ok(), fits.at(kind))
          << static_cast<int>(parent) << " over " << kind;
    }
  }
}

TEST(identity_rules, the_tree_is_at_most_eight_levels_deep) {
  EXPECT_TRUE(check_place(OrgUnitKind::store, unit_of(OrgUnitKind::branch, "/1/2/3/4/5/6/7/"), 1).ok());
  const auto outcome = check_place(OrgUnitKind::branch, unit_of(OrgUnitKind::branch, "/1/2/3/4/5/6/7/"), 2);
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.refusal().reason, "identity.org_tree_too_deep");
}

TEST(identity_rules, a_unit_never_moves_below_itself) {
  struct Case {
    OrgUnit unit;
    OrgUnit parent;
    std::string reason;
  };
  using enum OrgUnitKind;
  const std::vector<Case> cases{
      {unit_of(branch, "/1/5/"), unit_of(branch, "/1/5/"), "identity.org_unit_cycle"},
      {unit_of(branch, "/1/5/"), unit_of(branch, "/1/5/7/"), "identity.org_unit_cycle"},
      {unit_of(branch, "/1/5/"), unit_of(branch, "/1/57/"), ""},
      {unit_of(branch, "/1/5/7/"), unit_of(headquarters, "/1/"), ""},
      {unit_of(headquarters, "/1/"), unit_of(branch, "/1/5/"), "identity.headquarters_fixed"},
      {unit_of(branch, "/1/5/"), unit_of(store, "/1/6/"), "identity.org_unit_misplaced"},
  };
  for (const auto& [unit, parent, reason] : cases) {
    const auto outcome = check_move(unit, parent, 1);
    EXPECT_EQ(outcome.ok() ? "" : outcome.refusal().reason, reason) << unit.path << " to " << parent.path;
  }
}

TEST(identity_rules, paths_tell_depth_parents_and_what_lies_within) {
  EXPECT_EQ(path_below("", OrgUnitId{1}), "/1/");
  EXPECT_EQ(path_below("/1/", OrgUnitId{5}), "/1/5/");
  EXPECT_EQ(depth_of("/1/"), 1);
  EXPECT_EQ(depth_of("/1/5/7/"), 3);
  EXPECT_TRUE(is_within("/1/5/7/", "/1/5/"));
  EXPECT_FALSE(is_within("/1/57/", "/1/5/"));
  EXPECT_EQ(end_of_subtree("/1/5/"), "/1/50");
}

Role role_with(std::vector<std::string> permissions, DataScope scope, bool everything = false) {
  Role role;
  role.name = "role";
  role.permissions = std::move(permissions);
  role.data_scope = scope;
  role.grants_everything = everything;
  return role;
}

TEST(identity_rules, roles_add_up_to_all_their_permissions_and_the_widest_scope) {
  const std::vector<Role> roles{role_with({"a.read", "b.read"}, DataScope::own),
                                role_with({"b.read", "c.write"}, DataScope::branch)};
  const auto rights = rights_of(roles);
  EXPECT_EQ(rights.permissions.names(), (std::vector<std::string>{"a.read", "b.read", "c.write"}));
  EXPECT_EQ(rights.scope, DataScope::branch);
  EXPECT_FALSE(rights.everything);
  EXPECT_EQ(rights_of({}).scope, DataScope::own);
}

TEST(identity_rules, nobody_hands_out_or_manages_more_than_he_has) {
  struct Case {
    Role own;
    Role other;
    bool is_allowed;
  };
  const std::vector<Case> cases{
      {role_with({"a.read", "b.read"}, DataScope::branch), role_with({"a.read"}, DataScope::branch), true},
      {role_with({"a.read", "b.read"}, DataScope::branch), role_with({}, DataScope::own), true},
      {role_with({"a.read"}, DataScope::branch), role_with({"a.write"}, DataScope::own), false},
      {role_with({"a.read"}, DataScope::branch), role_with({"a.read"}, DataScope::all), false},
      {role_with({"a.read"}, DataScope::all), role_with({}, DataScope::own, true), false},
      {role_with({}, DataScope::all, true), role_with({"anything.else"}, DataScope::all), true},
      {role_with({}, DataScope::all, true), role_with({}, DataScope::all, true), true},
  };
  for (const auto& [own, other, is_allowed] : cases) {
    const auto own_rights = rights_of(std::span(&own, 1));
    const auto handed_out = check_may_hand_out(own_rights, other, "role_ids");
    EXPECT_EQ(handed_out.ok(), is_allowed);
    EXPECT_EQ(check_may_manage(own_rights, rights_of(std::span(&other, 1))).ok(), is_allowed);
    if (!is_allowed) {
      EXPECT_EQ(handed_out.refusal().reason, "identity.role_beyond_your_rights");
    }
  }
}

TEST(identity_rules, the_built_in_roles_begin_with_the_only_administrator) {
  const auto roles = built_in_roles();
  ASSERT_EQ(roles.size(), 6U);
  EXPECT_TRUE(roles.front().everything);
  EXPECT_EQ(std::count_if(roles.begin(), roles.end(), [](const auto& role) { return role.everything; }), 1);
  for (const auto& role : roles) {
    EXPECT_TRUE(std::is_sorted(role.permissions.begin(), role.permissions.end())) << role.name_en;
    const bool sees_margin =
        std::find(role.permissions.begin(), role.permissions.end(), kit::kMarginPermission) != role.permissions.end();
    EXPECT_EQ(sees_margin, role.name_en == "Finance");
    const PermissionCatalogue own;
    for (const auto permission : role.permissions) {
      if (permission.starts_with("identity.")) {
        EXPECT_TRUE(own.has(permission)) << permission;
      }
    }
  }
}

}  // namespace
}  // namespace homeport::identity
