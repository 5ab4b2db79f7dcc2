#include <set>

#include "base/crypto.hpp"
#include "base/totp.hpp"
#include "modules/identity/desk_fixture.hpp"
#include "modules/identity/http.hpp"
#include "support/test_database.hpp"

namespace homeport::identity {
namespace {

using enum http::Method;

class identity_sign_in : public ::testing::Test {
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

std::string setup_body(const std::string& code) {
  return R"({"setup_code":")" + code +
         R"(","chain_name":"归港","store_name":"人民路店","admin_name":"王管理","sign_in_name":"admin","password":")" +
         kAdminPassword + "\"}";
}

TEST_F(identity_sign_in, the_chain_is_set_up_with_the_code_of_the_terminal) {
  EXPECT_TRUE(desk_.call(get, "/v1/setup").json().at("needed").as_bool());
  EXPECT_EQ(desk_.call(post, "/v1/setup", setup_body("WRONG")).reason(), "identity.wrong_setup_code");
  const auto done = desk_.call(post, "/v1/setup", setup_body(desk_.identity().setup_code()));
  ASSERT_EQ(done.status, 201) << done.body;
  EXPECT_EQ(done.text("/me/staff/sign_in_name"), "admin");
  EXPECT_EQ(desk_.call_as(done.text("/token"), get, "/v1/me").status, 200);
  EXPECT_FALSE(desk_.call(get, "/v1/setup").json().at("needed").as_bool());
  EXPECT_EQ(desk_.call(post, "/v1/setup", setup_body("ANY")).reason(), "identity.already_set_up");
}

TEST_F(identity_sign_in, the_set_up_code_cannot_be_guessed_at_leisure) {
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(desk_.call(post, "/v1/setup", setup_body("GUESS" + std::to_string(i))).status, 403);
  }
  const auto blocked = desk_.call(post, "/v1/setup", setup_body(desk_.identity().setup_code()));
  EXPECT_EQ(blocked.reason(), "identity.too_many_tries");
  EXPECT_EQ(blocked.header("Retry-After"), "60");
  database_.clock().advance_seconds(60);
  EXPECT_EQ(desk_.call(post, "/v1/setup", setup_body(desk_.identity().setup_code())).status, 201);
}

TEST_F(identity_sign_in, a_signed_in_browser_gets_a_careful_cookie) {
  desk_.set_up();
  const auto plain = desk_.sign_in("admin", kAdminPassword);
  ASSERT_EQ(plain.status, 201) << plain.body;
  EXPECT_EQ(plain.header("Set-Cookie"),
            "homeport_session=" + plain.text("/token") + "; Path=/; HttpOnly; SameSite=Lax; Max-Age=2592000");
  EXPECT_EQ(plain.header("Cache-Control"), "no-store");
  desk_.is_tls = true;
  EXPECT_TRUE(desk_.sign_in("admin", kAdminPassword).header("Set-Cookie").ends_with("; Secure"));
  const auto out = desk_.call_as(plain.text("/token"), del, "/v1/sessions/current");
  EXPECT_EQ(out.status, 204);
  EXPECT_EQ(out.header("Set-Cookie"), "homeport_session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0; Secure");
  EXPECT_EQ(desk_.call_as(plain.text("/token"), get, "/v1/me").reason(), "identity.sign_in_required");
}

TEST_F(identity_sign_in, a_change_by_cookie_must_come_from_our_own_pages) {
  const auto token = desk_.set_up().token;
  const std::pair<std::string, std::string> cookie{"cookie", "other=1; homeport_session=" + token};
  struct Case {
    const char* what;
    http::Method method;
    Headers headers;
    bool is_allowed;
  };
  const std::vector<Case> cases{
      {"reading needs no origin", get, {cookie}, true},
      {"reading from elsewhere tells the page nothing", get, {cookie, {"origin", "https://evil.example"}}, true},
      {"a write without any origin", patch, {cookie}, false},
      {"our own origin", patch, {cookie, {"origin", "https://shop.example"}}, true},
      {"another origin", patch, {cookie, {"origin", "https://evil.example"}}, false},
      {"an opaque origin", patch, {cookie, {"origin", "null"}}, false},
      {"same-origin by fetch metadata", patch, {cookie, {"sec-fetch-site", "same-origin"}}, true},
      {"typed by the person", patch, {cookie, {"sec-fetch-site", "none"}}, true},
      {"another site by fetch metadata", patch, {cookie, {"sec-fetch-site", "cross-site"}}, false},
      {"a sister domain", patch, {cookie, {"sec-fetch-site", "same-site"}, {"origin", "https://shop.example"}}, false},
      {"a bearer token is no cookie", patch, {{"authorization", "Bearer " + token}}, true},
      {"a bearer token from anywhere",
       patch,
       {{"authorization", "Bearer " + token}, {"origin", "https://x.example"}},
       true},
  };
  for (const auto& [what, method, headers, is_allowed] : cases) {
    const auto reply = desk_.call(method, "/v1/me", method == patch ? R"({"theme":"dark"})" : "", headers);
    EXPECT_EQ(reply.status, is_allowed ? 200 : 403) << what;
    if (!is_allowed) {
      EXPECT_EQ(reply.reason(), "identity.cross_site") << what;
    }
  }
}

TEST_F(identity_sign_in, another_site_cannot_sign_a_browser_in) {
  desk_.set_up();
  const std::string body = R"({"sign_in_name":"admin","password":")" + kAdminPassword + "\"}";
  EXPECT_EQ(desk_.call(post, "/v1/sessions", body, {{"sec-fetch-site", "cross-site"}}).reason(), "identity.cross_site");
  EXPECT_EQ(desk_.call(post, "/v1/sessions", body, {{"origin", "https://evil.example"}}).reason(),
            "identity.cross_site");
  EXPECT_EQ(desk_.call(post, "/v1/sessions", body, {{"origin", "http://shop.example"}}).status, 201);
}

TEST_F(identity_sign_in, whatever_is_wrong_the_answer_is_the_same) {
  desk_.set_up();
  const auto gone = desk_.add_staff("gone", desk_.headquarters(), {}).id;
  desk_.give_password(gone, "behind the lighthouse");
  ASSERT_TRUE(desk_.write([&](kit::Write& write) { return disable_staff(desk_.identity(), write, gone); }).ok());
  desk_.add_staff("nopassword", desk_.headquarters(), {});
  std::set<std::string> details;
  for (const auto& [name, password] :
       std::vector<std::pair<std::string, std::string>>{{"admin", "wrong password"},
                                                        {"nobody", "wrong password"},
                                                        {"gone", "behind the lighthouse"},
                                                        {"nopassword", ""},
                                                        {"不可能", "wrong password"}}) {
    if (password.empty()) continue;
    const auto reply = desk_.sign_in(name, password);
    EXPECT_EQ(reply.status, 401) << name;
    EXPECT_EQ(reply.reason(), "identity.wrong_credentials") << name;
    details.insert(reply.text("/detail"));
  }
  EXPECT_EQ(details.size(), 1U);
  EXPECT_EQ(desk_.sign_in("nopassword", "anything at all").reason(), "identity.wrong_credentials");
}

TEST_F(identity_sign_in, the_fifth_wrong_password_locks_the_name_even_for_the_right_one) {
  desk_.set_up();
  for (const std::string name : {"admin", "nobody"}) {
    for (int i = 0; i < 5; ++i)
      EXPECT_EQ(desk_.sign_in(name, "wrong password").status, 401) << name << i;
    const auto locked = desk_.sign_in(name, name == "admin" ? kAdminPassword : "wrong password");
    EXPECT_EQ(locked.status, 429) << name;
    EXPECT_EQ(locked.reason(), "identity.locked_out");
    EXPECT_EQ(locked.header("Retry-After"), "60");
  }
  database_.clock().advance_seconds(59);
  EXPECT_EQ(desk_.sign_in("admin", kAdminPassword).header("Retry-After"), "1");
  database_.clock().advance_seconds(1);
  EXPECT_EQ(desk_.sign_in("admin", "wrong password").status, 401);
  EXPECT_EQ(desk_.sign_in("admin", kAdminPassword).header("Retry-After"), "120");
  database_.clock().advance_seconds(120);
  EXPECT_EQ(desk_.sign_in("admin", kAdminPassword).status, 201);
  EXPECT_EQ(desk_.sign_in("admin", "wrong password").status, 401);
  EXPECT_EQ(desk_.sign_in("admin", kAdminPassword).status, 201) << "a success clears the count";
  EXPECT_NE(audit_actions().find("identity.sign_in_locked"), std::string::npos);
}

TEST_F(identity_sign_in, who_guesses_at_a_name_keeps_out_nobody_at_another_address) {
  desk_.set_up();
  for (int i = 0; i < 6; ++i)
    desk_.sign_in("admin", "wrong password");
  EXPECT_EQ(desk_.sign_in("admin", kAdminPassword).reason(), "identity.locked_out");
  desk_.source_address = "198.51.100.1";
  EXPECT_EQ(desk_.sign_in("admin", kAdminPassword).status, 201);
  desk_.source_address = "192.0.2.7";
  EXPECT_EQ(desk_.sign_in("admin", kAdminPassword).reason(), "identity.locked_out")
      << "the owner's success is no fresh start for the one who guesses";
}

TEST_F(identity_sign_in, a_hundred_failures_from_many_addresses_slow_a_name_down_everywhere) {
  desk_.set_up();
  for (int i = 0; i < 100; ++i) {
    desk_.source_address = "198.51.100." + std::to_string(i);
    EXPECT_EQ(desk_.sign_in("admin", "wrong password").status, 401) << i;
  }
  desk_.source_address = "203.0.113.5";
  EXPECT_EQ(desk_.sign_in("admin", kAdminPassword).header("Retry-After"), "60");
  database_.clock().advance_seconds(60);
  EXPECT_EQ(desk_.sign_in("admin", kAdminPassword).status, 201);
}

TEST_F(identity_sign_in, a_new_password_from_an_administrator_opens_a_locked_name) {
  const auto admin = desk_.set_up().token;
  const auto lin = desk_.add_staff("lin", desk_.headquarters(), {}).id;
  for (int i = 0; i < 6; ++i)
    desk_.sign_in("lin", "wrong password");
  const auto reset = desk_.call_as(admin, post, "/v1/staff/" + to_string(lin) + "/reset_password", "");
  ASSERT_EQ(reset.status, 200) << reset.body;
  EXPECT_EQ(desk_.sign_in("lin", reset.text("/temporary_password")).status, 201);
}

TEST_F(identity_sign_in, an_address_that_tries_many_names_is_locked_and_others_are_not) {
  desk_.set_up();
  for (int i = 0; i < 30; ++i)
    desk_.sign_in("name" + std::to_string(i), "wrong password");
  EXPECT_EQ(desk_.sign_in("admin", kAdminPassword).reason(), "identity.locked_out");
  desk_.source_address = "198.51.100.1";
  EXPECT_EQ(desk_.sign_in("admin", kAdminPassword).status, 201);
}

TEST_F(identity_sign_in, an_address_has_sixty_tries_a_minute) {
  desk_.set_up();
  for (int i = 0; i < 60; ++i)
    EXPECT_EQ(desk_.sign_in("admin", kAdminPassword).status, 201) << i;
  const auto blocked = desk_.sign_in("admin", kAdminPassword);
  EXPECT_EQ(blocked.reason(), "identity.too_many_tries");
  EXPECT_EQ(blocked.header("Retry-After"), "60");
  database_.clock().advance_seconds(60);
  EXPECT_EQ(desk_.sign_in("admin", kAdminPassword).status, 201);
}

TEST_F(identity_sign_in, a_code_of_the_second_factor_opens_once) {
  const auto token = desk_.set_up().token;
  EXPECT_EQ(desk_.call_as(token, post, "/v1/me/totp/confirm", R"({"code":"000000"})").reason(),
            "identity.totp_not_begun");
  const auto begun = desk_.call_as(token, post, "/v1/me/totp");
  ASSERT_EQ(begun.status, 200) << begun.body;
  const auto secret = base32_decode(begun.text("/secret"));
  ASSERT_TRUE(secret.has_value());
  EXPECT_EQ(begun.text("/otpauth_url").rfind("otpauth://totp/", 0), 0U);
  EXPECT_EQ(begun.text("/qr_svg").rfind("<svg ", 0), 0U);
  const auto code = [&](std::int64_t steps = 0) {
    return totp_code(*secret, totp_step(database_.clock().now()) + steps);
  };

  EXPECT_EQ(desk_.sign_in("admin", kAdminPassword).status, 201) << "an unconfirmed secret asks for nothing";
  EXPECT_EQ(desk_.call_as(token, post, "/v1/me/totp/confirm", R"({"code":"abc"})").reason(), "identity.wrong_code");
  EXPECT_EQ(desk_.call_as(token, post, "/v1/me/totp/confirm", R"({"code":")" + code() + "\"}").status, 204);
  EXPECT_EQ(desk_.call_as(token, post, "/v1/me/totp").reason(), "identity.totp_already_enabled");

  EXPECT_EQ(desk_.sign_in("admin", kAdminPassword).reason(), "identity.totp_required");
  EXPECT_EQ(desk_.sign_in("admin", kAdminPassword, code()).reason(), "identity.wrong_credentials")
      << "the code that confirmed is used up";
  database_.clock().advance_seconds(30);
  EXPECT_EQ(desk_.sign_in("admin", "wrong password", code()).reason(), "identity.wrong_credentials");
  const std::string good = code();
  EXPECT_EQ(desk_.sign_in("admin", kAdminPassword, good).status, 201);
  EXPECT_EQ(desk_.sign_in("admin", kAdminPassword, good).reason(), "identity.wrong_credentials");
  EXPECT_EQ(desk_.sign_in("admin", kAdminPassword, code(5)).reason(), "identity.wrong_credentials");

  EXPECT_EQ(desk_.call_as(token, post, "/v1/me/totp/disable", R"({"password":"wrong password"})").reason(),
            "identity.wrong_password");
  EXPECT_EQ(desk_.call_as(token, post, "/v1/me/totp/disable", R"({"password":")" + kAdminPassword + "\"}").status, 204);
  EXPECT_EQ(desk_.sign_in("admin", kAdminPassword).status, 201);
  EXPECT_TRUE(database_.broken_invariants({module()}).empty());
}

TEST_F(identity_sign_in, a_missing_code_does_not_count_as_a_failure) {
  const auto token = desk_.set_up().token;
  const auto secret = *base32_decode(desk_.call_as(token, post, "/v1/me/totp").text("/secret"));
  const auto code = [&] { return totp_code(secret, totp_step(database_.clock().now())); };
  desk_.call_as(token, post, "/v1/me/totp/confirm", R"({"code":")" + code() + "\"}");
  for (int i = 0; i < 8; ++i)
    EXPECT_EQ(desk_.sign_in("admin", kAdminPassword).reason(), "identity.totp_required");
  for (int i = 0; i < 5; ++i)
    EXPECT_EQ(desk_.sign_in("admin", kAdminPassword, "000000").status, 401);
  EXPECT_EQ(desk_.sign_in("admin", kAdminPassword, code()).reason(), "identity.locked_out");
}

TEST_F(identity_sign_in, a_temporary_password_opens_nothing_but_its_own_change) {
  const auto token = desk_.set_up().token;
  const auto staff =
      desk_.call_as(token, post, "/v1/staff",
                    R"({"name":"小李","sign_in_name":"li","org_unit_id":")" + to_string(desk_.headquarters()) +
                        R"(","role_ids":[")" + to_string(desk_.administrator_role()) + "\"]}");
  ASSERT_EQ(staff.status, 201) << staff.body;
  EXPECT_EQ(staff.header("ETag"), "\"1\"");
  const auto reset = desk_.call_as(token, post, "/v1/staff/" + staff.text("/id") + "/reset_password");
  const std::string temporary = reset.text("/temporary_password");
  EXPECT_EQ(temporary.size(), 14U);
  EXPECT_EQ(texts("answer", "idempotency_key").find(temporary), std::string::npos);

  const auto session = desk_.sign_in("li", temporary);
  ASSERT_EQ(session.status, 201) << session.body;
  EXPECT_TRUE(session.json().at("me").at("must_change_password").as_bool());
  const std::string li = session.text("/token");
  const auto change = [&](const std::string& from, const std::string& to) {
    return desk_.call_as(li, post, "/v1/me/password",
                         R"({"current_password":")" + from + R"(","new_password":")" + to + "\"}");
  };
  for (int round = 0; round < 2; ++round) {
    EXPECT_EQ(desk_.call_as(li, get, "/v1/me").status, 200);
    EXPECT_EQ(desk_.call_as(li, get, "/v1/staff").reason(), "identity.password_change_required");
    EXPECT_EQ(desk_.call_as(li, get, "/v1/sessions").reason(), "identity.password_change_required");
  }
  EXPECT_EQ(change("wrong password", "a quiet evening").reason(), "identity.wrong_password");
  EXPECT_EQ(change(temporary, "short").reason(), "identity.password_too_short");
  EXPECT_EQ(change(temporary, temporary).reason(), "identity.password_unchanged");
  EXPECT_EQ(change(temporary, "a quiet evening").status, 204);
  EXPECT_EQ(desk_.call_as(li, get, "/v1/staff").status, 200) << "at once, with the same session";
  EXPECT_EQ(desk_.sign_in("li", temporary).reason(), "identity.wrong_credentials");
  EXPECT_EQ(desk_.sign_in("li", "a quiet evening").status, 201);
}

TEST_F(identity_sign_in, changing_the_password_ends_the_other_sessions) {
  const auto first = desk_.set_up().token;
  const auto second = desk_.sign_in("admin", kAdminPassword).text("/token");
  EXPECT_EQ(desk_.call_as(second, get, "/v1/me").status, 200);
  const auto changed =
      desk_.call_as(first, post, "/v1/me/password",
                    R"({"current_password":")" + kAdminPassword + R"(","new_password":"a quiet evening"})");
  EXPECT_EQ(changed.status, 204) << changed.body;
  EXPECT_EQ(desk_.call_as(first, get, "/v1/me").status, 200);
  EXPECT_EQ(desk_.call_as(second, get, "/v1/me").reason(), "identity.sign_in_required");
}

TEST_F(identity_sign_in, guessing_the_password_of_an_open_screen_locks_too) {
  const auto token = desk_.set_up().token;
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(desk_.call_as(token, post, "/v1/me/totp/disable", R"({"password":"wrong password"})").reason(),
              "identity.wrong_password");
  }
  EXPECT_EQ(desk_.call_as(token, post, "/v1/me/totp/disable", R"({"password":")" + kAdminPassword + "\"}").reason(),
            "identity.locked_out");
}

}  // namespace
}  // namespace homeport::identity
