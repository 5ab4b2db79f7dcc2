#pragma once

// For the tests of identity: a chain that is set up, people made quickly, and requests served in this process without a
// socket.

#include <future>
#include <string>
#include <utility>
#include <vector>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "http/router.hpp"
#include "http/target.hpp"
#include "kit/endpoint.hpp"
#include "modules/identity/module.hpp"
#include "modules/identity/permissions.hpp"
#include "modules/identity/store.hpp"

namespace homeport::identity {

inline const std::string kAdminPassword = "rain over the harbour";

inline SetupRequest chain_request() {
  SetupRequest request;
  request.chain_name = "归港";
  request.store_name = "人民路店";
  request.admin_name = "王管理";
  request.sign_in_name = "admin";
  request.password = kAdminPassword;
  return request;
}

struct Reply {
  int status = 0;
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;

  [[nodiscard]] boost::json::value json() const { return boost::json::parse(body); }
  // The text at a pointer such as "/me/staff/name"; empty when there is none.
  [[nodiscard]] std::string text(std::string_view pointer) const {
    if (body.empty()) return {};
    boost::system::error_code error;
    const auto document = json();
    const auto* found = document.find_pointer(pointer, error);
    return found != nullptr && found->is_string() ? std::string(found->as_string()) : std::string();
  }
  [[nodiscard]] std::string reason() const { return text("/reason"); }
  [[nodiscard]] std::string header(std::string_view name) const {
    for (const auto& [key, value] : headers) {
      if (key == name) return value;
    }
    return {};
  }
};

using Headers = std::vector<std::pair<std::string, std::string>>;

// Identity over a database of the test's.
class Desk {
 public:
  explicit Desk(kit::Runtime& runtime) : runtime_(runtime), identity_(runtime, PasswordCost::least) {
    identity_.declare_permissions({{"sales.sell", "Sell", "销售"}, {"customers.read", "See customers", "查看客户"}});
    kit::Endpoints endpoints(router_, runtime, identity_.authenticator(), "identity");
    module(identity_).add_routes(endpoints);
  }

  [[nodiscard]] Identity& identity() { return identity_; }
  [[nodiscard]] const http::Router& router() const { return router_; }

  SessionAnswer set_up() {
    auto session = identity::set_up(identity_, chain_request(), nullptr);
    EXPECT_TRUE(session.ok()) << (session.ok() ? "" : session.refusal().detail);
    headquarters_ = session->me.org_unit_id;
    return std::move(session).value();
  }
  [[nodiscard]] OrgUnitId headquarters() const { return headquarters_; }

  // An actor as the authenticator would make him, from the rights in the database.
  [[nodiscard]] kit::Actor actor_of(StaffId id) {
    return runtime_.database.read([&](db::Transaction& tx) {
      const auto person = me(tx, identity_, id).value();
      kit::Actor actor;
      actor.staff_id = id;
      actor.name = person.staff.name;
      actor.permissions = kit::PermissionSet(person.permissions);
      actor.scope = person.data_scope;
      actor.org_unit_id = person.org_unit_id;
      const auto unit = store::load_org_unit(tx, person.org_unit_id);
      actor.org_unit_ids =
          actor.scope == DataScope::branch ? store::ids_within(tx, unit->path) : std::vector{person.org_unit_id.value};
      return actor;
    });
  }

  template <class UseCase>
  auto write(UseCase use_case) {
    return kit::in_write(runtime_, system_, use_case);
  }
  template <class UseCase>
  auto write_as(StaffId id, UseCase use_case) {
    const auto actor = actor_of(id);
    return kit::in_write(runtime_, actor, use_case);
  }

  OrgUnit add_unit(OrgUnitId parent, OrgUnitKind kind, const std::string& name) {
    OrgUnit unit;
    unit.parent_id = parent;
    unit.kind = kind;
    unit.name = name;
    return write([&](kit::Write& write) { return create_org_unit(identity_, write, unit); }).value();
  }
  Role add_role(const std::string& name, DataScope scope, std::vector<std::string> permissions) {
    Role role;
    role.name = name;
    role.data_scope = scope;
    role.permissions = std::move(permissions);
    return write([&](kit::Write& write) { return create_role(identity_, write, role); }).value();
  }
  Staff add_staff(const std::string& sign_in_name, OrgUnitId unit, std::vector<RoleId> roles) {
    Staff staff;
    staff.name = "员工 " + sign_in_name;
    staff.sign_in_name = sign_in_name;
    staff.org_unit_id = unit;
    staff.role_ids = std::move(roles);
    return write([&](kit::Write& write) { return create_staff(identity_, write, staff); }).value();
  }
  // With a password of one's own, so that nothing has to be changed at the first sign-in.
  void give_password(StaffId id, const std::string& password) {
    const auto hash = hash_password(password, PasswordCost::least);
    runtime_.database.write([&](db::Transaction& tx) { store::set_password(tx, id, hash, false); });
  }
  [[nodiscard]] RoleId administrator_role() {
    return runtime_.database.read([](db::Transaction& tx) { return store::find_role(tx, "系统管理员").value(); });
  }

  Reply call(http::Method method, const std::string& target, const std::string& body = {}, Headers headers = {}) {
    auto request = std::make_shared<http::Request>();
    const auto parsed = http::parse_target(target);
    CHECK(parsed.has_value());
    request->method = method;
    request->target = target;
    request->path = parsed->path;
    request->query = parsed->query;
    request->headers = std::move(headers);
    request->headers.emplace_back("host", "shop.example");
    request->headers.emplace_back("idempotency-key", "key-" + std::to_string(++calls_));
    request->body = body;
    request->source_address = source_address;
    request->is_tls = is_tls;
    request->request_id = "request-" + std::to_string(calls_);
    const auto match = router_.match(method, request->path);
    CHECK(match.route != nullptr);
    request->parameters = match.parameters;
    std::promise<http::Response> promise;
    auto answer = promise.get_future();
    match.route->handler(request, [&promise](http::Response response) { promise.set_value(std::move(response)); });
    auto response = answer.get();
    return {response.status, std::move(response.body), std::move(response.headers)};
  }
  Reply call_as(const std::string& token, http::Method method, const std::string& target, const std::string& body = {},
                Headers headers = {}) {
    headers.emplace_back("authorization", "Bearer " + token);
    return call(method, target, body, std::move(headers));
  }
  Reply sign_in(const std::string& name, const std::string& password, const std::string& code = {}) {
    boost::json::object body{{"sign_in_name", name}, {"password", password}};
    if (!code.empty()) body["totp_code"] = code;
    return call(http::Method::post, "/v1/sessions", boost::json::serialize(body));
  }

  std::string source_address = "192.0.2.7";
  bool is_tls = false;

 private:
  kit::Runtime& runtime_;
  Identity identity_;
  http::Router router_;
  kit::Actor system_ = kit::system_actor("test");
  OrgUnitId headquarters_;
  int calls_ = 0;
};

}  // namespace homeport::identity
