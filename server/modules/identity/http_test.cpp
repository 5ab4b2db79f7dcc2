#include "modules/identity/http.hpp"

#include <set>

#include "base/crypto.hpp"
#include "base/totp.hpp"
#include "modules/identity/desk_fixture.hpp"
#include "support/test_database.hpp"

namespace homeport::identity {
namespace {

using enum http::Method;

class identity_http : public ::testing::Test {
 protected:
  // All texts of a table's column, to look for what mustn't be there.
  std::string texts(const std::string& column, const std::string& table) {
    return database_.database().read([&](db::Transaction& tx) {
      std::string all;
      const std::string sql = "SELECT " + column + " FROM " + table;
      for (auto rows = tx.query_text(sql, {}); rows.next();)
        all += rows.string(0) + "\n";
      return all;
    });
  }
  std::string audit_actions() { return texts("action", "audit_entry"); }

  test::TestDatabase database_{db::Engine::sqlite, {module()}};
  Desk desk_{database_.runtime()};
};

TEST_F(identity_http, what_changes_rights_is_felt_at_once) {
  const auto admin = desk_.set_up().token;
  const auto role = desk_.add_role("看人", DataScope::all, {"identity.staff.read"});
  const auto person = desk_.add_staff("li", desk_.headquarters(), {role.id});
  desk_.give_password(person.id, "behind the lighthouse");
  const auto sign_in = [&] { return desk_.sign_in("li", "behind the lighthouse").text("/token"); };
  const auto li = sign_in();
  EXPECT_EQ(desk_.call_as(li, get, "/v1/staff").status, 200);

  const std::string role_path = "/v1/roles/" + to_string(role.id);
  EXPECT_EQ(desk_.call_as(admin, patch, role_path, R"({"permissions":[]})").status, 428);
  EXPECT_EQ(desk_.call_as(admin, patch, role_path, R"({"permissions":[]})", {{"if-match", "\"7\""}}).status, 409);
  EXPECT_EQ(desk_.call_as(admin, patch, role_path, R"({"permissions":[]})", {{"if-match", "\"1\""}}).status, 200);
  EXPECT_EQ(desk_.call_as(li, get, "/v1/staff").reason(), "access.permission_missing");
  EXPECT_EQ(
      desk_.call_as(admin, patch, role_path, R"({"permissions":["identity.staff.read"]})", {{"if-match", "\"2\""}})
          .status,
      200);
  EXPECT_EQ(desk_.call_as(li, get, "/v1/staff").status, 200);

  EXPECT_EQ(desk_.call_as(admin, post, "/v1/staff/" + to_string(person.id) + "/disable").status, 200);
  EXPECT_EQ(desk_.call_as(li, get, "/v1/staff").reason(), "identity.sign_in_required");
  EXPECT_EQ(desk_.call_as(admin, post, "/v1/staff/" + to_string(person.id) + "/enable").status, 200);
  EXPECT_EQ(desk_.call_as(li, get, "/v1/staff").reason(), "identity.sign_in_required") << "the session stays ended";
  EXPECT_EQ(desk_.call_as(sign_in(), get, "/v1/staff").status, 200);
}

TEST_F(identity_http, a_moved_store_leaves_and_enters_a_managers_reach_at_once) {
  const auto admin = desk_.set_up().token;
  const auto north = desk_.add_unit(desk_.headquarters(), OrgUnitKind::branch, "北区");
  const auto south = desk_.add_unit(desk_.headquarters(), OrgUnitKind::branch, "南区");
  const auto shop = desk_.add_unit(south.id, OrgUnitKind::store, "一店");
  const auto role = desk_.add_role("区长", DataScope::branch, {"identity.org_units.read"});
  const auto person = desk_.add_staff("li", north.id, {role.id});
  desk_.give_password(person.id, "behind the lighthouse");
  const auto li = desk_.sign_in("li", "behind the lighthouse").text("/token");
  const std::string path = "/v1/org_units/" + to_string(shop.id);
  EXPECT_EQ(desk_.call_as(li, get, path).status, 404);
  EXPECT_EQ(desk_.call_as(admin, post, path + "/move", R"({"parent_id":")" + to_string(north.id) + "\"}").status, 200);
  EXPECT_EQ(desk_.call_as(li, get, path).status, 200);
  EXPECT_EQ(desk_.call_as(li, get, "/v1/org_units").json().at("total").as_int64(), 2);
  EXPECT_EQ(desk_.call_as(admin, post, path + "/move", R"({"parent_id":")" + to_string(south.id) + "\"}").status, 200);
  EXPECT_EQ(desk_.call_as(li, get, path).status, 404);
}

TEST_F(identity_http, sessions_are_listed_used_and_ended) {
  const auto first = desk_.set_up().token;
  database_.clock().advance_seconds(1);
  const auto second = desk_.sign_in("admin", kAdminPassword).text("/token");
  const auto list = desk_.call_as(second, get, "/v1/sessions").json();
  ASSERT_EQ(list.at("items").as_array().size(), 2U);
  const auto& newest = list.at("items").at(0);
  EXPECT_TRUE(newest.at("is_current").as_bool());
  EXPECT_EQ(newest.at("source_address").as_string(), "192.0.2.7");
  const std::string other(list.at("items").at(1).at("id").as_string());
  EXPECT_EQ(desk_.call_as(second, del, "/v1/sessions/" + other).status, 204);
  EXPECT_EQ(desk_.call_as(second, del, "/v1/sessions/" + other).reason(), "identity.session_unknown");
  EXPECT_EQ(desk_.call_as(first, get, "/v1/me").reason(), "identity.sign_in_required");
}

TEST_F(identity_http, a_session_lasts_while_it_is_used_and_no_longer_than_thirty_days) {
  const auto token = desk_.set_up().token;
  const auto idle = desk_.sign_in("admin", kAdminPassword).text("/token");
  for (int hour = 0; hour < 30 * 24; hour += 11) {
    ASSERT_EQ(desk_.call_as(token, get, "/v1/me").status, 200) << hour;
    // last_seen_at is written on the side; a write of our own comes after it.
    database_.database().write([](db::Transaction&) {});
    database_.clock().advance_seconds(11 * 3600);
    if (hour == 11) {
      EXPECT_EQ(desk_.call_as(idle, get, "/v1/me").reason(), "identity.sign_in_required");
    }
  }
  EXPECT_EQ(desk_.call_as(token, get, "/v1/me").reason(), "identity.sign_in_required");
}

TEST_F(identity_http, lists_are_filtered_sorted_and_paged) {
  const auto token = desk_.set_up().token;
  const auto shop = desk_.add_unit(desk_.headquarters(), OrgUnitKind::store, "一店");
  for (const auto* name : {"carol", "alice", "bob"})
    desk_.add_staff(name, shop.id, {});
  const std::string base = "/v1/staff?sort=sign_in_name&org_unit_id=" + to_string(shop.id);
  const auto page = desk_.call_as(token, get, base + "&limit=2");
  ASSERT_EQ(page.status, 200) << page.body;
  EXPECT_EQ(page.text("/items/0/sign_in_name"), "alice");
  EXPECT_EQ(page.json().at("total").as_int64(), 3);
  const auto next = desk_.call_as(token, get, base + "&limit=2&cursor=" + page.text("/next_cursor"));
  EXPECT_EQ(next.text("/items/0/sign_in_name"), "carol");
  EXPECT_EQ(next.text("/next_cursor"), "");
  EXPECT_EQ(desk_.call_as(token, get, "/v1/staff?q=ALI").json().at("total").as_int64(), 1);
  EXPECT_EQ(desk_.call_as(token, get, "/v1/staff?status=gone").reason(), "request.not_a_choice");
  EXPECT_EQ(desk_.call_as(token, get, "/v1/staff?colour=red").reason(), "request.unknown_parameter");
  EXPECT_EQ(desk_.call_as(token, get, "/v1/roles").json().at("items").as_array().size(), 6U);
  EXPECT_EQ(desk_.call_as(token, get, "/v1/org_units").text("/items/0/kind"), "headquarters");
  const auto permissions = desk_.call_as(token, get, "/v1/permissions").json();
  EXPECT_EQ(permissions.at("items").as_array().size(), desk_.identity().permissions().all().size());
}

TEST_F(identity_http, a_settings_change_shows_in_me) {
  const auto token = desk_.set_up().token;
  const auto before = desk_.call_as(token, get, "/v1/settings");
  EXPECT_EQ(before.header("ETag"), "\"1\"");
  EXPECT_EQ(desk_.call_as(token, patch, "/v1/settings", R"({"chain_name":"新港"})", {{"if-match", "\"1\""}}).status,
            200);
  EXPECT_EQ(desk_.call_as(token, get, "/v1/me").text("/chain/chain_name"), "新港");
  EXPECT_EQ(desk_.call_as(token, patch, "/v1/me", R"({"theme":"dark","language":"en"})").text("/staff/theme"), "dark");
}

TEST_F(identity_http, no_secret_is_kept_in_the_open) {
  const auto token = desk_.set_up().token;
  const auto begun = desk_.call_as(token, post, "/v1/me/totp");
  desk_.sign_in("admin", "a password typed wrong");
  desk_.sign_in("a-password-in-the-wrong-field", "x");
  desk_.call_as(token, post, "/v1/me/password",
                R"({"current_password":")" + kAdminPassword + R"(","new_password":"a quiet evening"})");
  const std::string kept = texts("changes", "audit_entry") + texts("subject_label", "audit_entry") +
                           texts("answer", "idempotency_key") + texts("value", "sign_in_attempt") +
                           texts("hex(secret_sealed)", "totp") + texts("hex(token_hash)", "session");
  const auto raw = *base32_decode(begun.text("/secret"));
  std::string upper = hex_encode(raw);
  for (char& c : upper)
    c = static_cast<char>(c >= 'a' && c <= 'f' ? c - 'a' + 'A' : c);
  for (const auto& secret : {token, kAdminPassword, std::string("a quiet evening"), std::string("typed wrong"),
                             std::string("wrong-field"), begun.text("/secret"), upper}) {
    EXPECT_EQ(kept.find(secret), std::string::npos) << secret;
  }
  const auto key_file = database_.folder() / "sealing.key";
  EXPECT_EQ(std::filesystem::status(key_file).permissions() & std::filesystem::perms::all,
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(identity_http, every_route_says_who_may_use_it) {
  const std::set<std::string> open_to_all{"/v1/setup", "/v1/sessions"};
  for (const auto& route : desk_.router().routes()) {
    const auto& description = route->description;
    const bool is_own = description.path.starts_with("/v1/me") || description.path.starts_with("/v1/sessions");
    EXPECT_EQ(description.permission.empty(), is_own || description.is_public) << description.operation_id;
    if (description.is_public) {
      EXPECT_TRUE(open_to_all.contains(description.path)) << description.path;
    }
    if (!description.permission.empty()) {
      EXPECT_TRUE(desk_.identity().permissions().has(description.permission)) << description.permission;
    }
  }
}

TEST_F(identity_http, without_rights_every_guarded_route_is_closed) {
  desk_.set_up();
  const auto person = desk_.add_staff("li", desk_.headquarters(), {});
  desk_.give_password(person.id, "behind the lighthouse");
  const auto li = desk_.sign_in("li", "behind the lighthouse").text("/token");
  for (const auto& route : desk_.router().routes()) {
    const auto& description = route->description;
    if (description.permission.empty()) continue;
    std::string path = description.path;
    if (const auto open = path.find('{'); open != std::string::npos) path.replace(open, path.find('}') - open + 1, "1");
    EXPECT_EQ(desk_.call_as(li, description.method, path, "{}").reason(), "access.permission_missing") << path;
    EXPECT_EQ(desk_.call(description.method, path, "{}").reason(), "identity.sign_in_required") << path;
  }
}

}  // namespace
}  // namespace homeport::identity
