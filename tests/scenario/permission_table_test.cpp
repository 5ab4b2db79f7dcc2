#include "scenario/permission_table.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "scenario/landmarks.hpp"

namespace homeport::test {
namespace {

std::string name_of(const http::Route& route) {
  return std::string(http::method_name(route.description.method)) + " " + route.description.path;
}

char letter_of(int status) {
  switch (status) {
    case 401: return '1';
    case 403: return '3';
    case 404: return '4';
    default: return status >= 500 ? '!' : 'o';
  }
}

// Event streams never end: only the head of the answer is read.
int status_of_stream(int port, const std::string& path, const std::string& token) {
  HttpClient client(port);
  client.send_raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" +
                  (token.empty() ? "" : "Authorization: Bearer " + token + "\r\n") + "\r\n");
  const auto head = client.receive_until("\r\n\r\n");
  return std::stoi(head.substr(head.find(' ') + 1, 3));
}

class permission_table : public ::testing::Test {
 protected:
  // Requests whose body says which store they are for; all others are sent an empty object, which no check of
  // permissions looks at.
  [[nodiscard]] json::object body_for(const std::string& name) const {
    const auto basket = shop_.basket({}, {{things_.product_id, 1}});
    const std::map<std::string, json::object> bodies{
        {"POST /v1/quotes", basket},
        {"POST /v1/sales", Shop::paid(basket, Landmarks::kPriceMinor)},
        {"POST /v1/customers", {{"name", "Wei"}, {"store_id", shop_.first_store()}}},
        {"POST /v1/customers/batch",
         {{"customers", json::array{json::object{{"name", "Wei"}, {"store_id", shop_.first_store()}}}}}},
        {"POST /v1/customers/{customer_id}/sales/{sale_id}/returns",
         {{"reason", "broken"}, {"lines", json::array{json::object{{"line_no", 1}, {"quantity", 9}}}}}},
        {"POST /v1/customers/{customer_id}/sales/{sale_id}/exchange",
         {{"reason", "broken"},
          {"return_lines", json::array{json::object{{"line_no", 1}, {"quantity", 9}}}},
          {"lines", basket.at("lines")},
          {"expected_payable_minor", 1}}},
        {"POST /v1/customers/{customer_id}/sales/{sale_id}/exchange/quote",
         {{"return_lines", json::array{json::object{{"line_no", 1}, {"quantity", 1}}}}, {"lines", basket.at("lines")}}},
        {"POST /v1/customers/{customer_id}/sales/{sale_id}/receipt/prints", {{"width", "80"}}},
        {"POST /v1/reservations", basket},
        {"POST /v1/reservations/{reservation_id}/complete", {{"payments", json::array{}}, {"expected_due_minor", 1}}},
        {"POST /v1/customers/{customer_id}/cards", {{"card_number", "CARD-0002"}}},
        {"POST /v1/customers/{customer_id}/addresses", {{"street", "1 Quay Street"}}},
        {"POST /v1/customers/{customer_id}/channels", {{"kind", "wechat"}, {"value", "quay"}}},
        {"POST /v1/customers/{customer_id}/contacts", {{"name", "Wang"}}},
        {"POST /v1/customers/{customer_id}/devices", {{"model", "X1"}}},
        {"POST /v1/customers/{customer_id}/vehicles", {{"plate", "A12345"}}},
        {"PUT /v1/customers/{customer_id}/birthday", {{"calendar", "solar"}}},
        {"POST /v1/customers/{customer_id}/cards/{card_number}/replace", {{"card_number", "?"}}},
        {"POST /v1/behaviour_events", {{"customer_id", things_.customer_id}, {"kind", "visit"}}},
        {"POST /v1/customers/{customer_id}/behaviour_events/{event_id}/refuse", {{"reason", "no receipt"}}},
        {"POST /v1/customers/{customer_id}/behaviour_events/{event_id}/reverse", {{"reason", "not his"}}},
        {"POST /v1/customers/{customer_id}/redemptions/{redemption_id}/cancel", {{"reason", "broken"}}},
        {"POST /v1/customers/{customer_id}/vouchers", {{"series_id", things_.series_id}}},
        {"POST /v1/customers/{customer_id}/vouchers/{voucher_id}/cancel", {{"reason", "mistake"}}},
        {"POST /v1/redemptions",
         {{"customer_id", things_.customer_id}, {"gift_id", things_.gift_id}, {"store_id", shop_.first_store()}}},
        {"POST /v1/customers/{customer_id}/adjustments", {{"wallet_points", 1}, {"reason", "goodwill"}}},
        {"POST /v1/customers/{customer_id}/grants", {{"points", 1}, {"reason", "birthday"}}},
        {"POST /v1/customers/{customer_id}/consents", {{"purpose", "sms"}, {"state", "given"}, {"source", "form"}}},
        {"POST /v1/customers/{customer_id}/delete", {{"reason", "asked for it"}}},
        {"POST /v1/customers/{customer_id}/erase", {{"confirmation", "?"}, {"reason", "asked for it"}}},
        {"POST /v1/customers/{customer_id}/reveal", {{"reason", "call_back"}}},
        {"POST /v1/customers/{customer_id}/merge",
         {{"from_customer_id", things_.customer_id}, {"reason", "the same person"}}},
        {"POST /v1/customers/{customer_id}/unmerge",
         {{"from_customer_id", things_.customer_id}, {"reason", "father and son"}}},
        {"POST /v1/customers/{customer_id}/transfers",
         {{"to_customer_id", things_.customer_id}, {"points", 1}, {"reason", "birthday"}}},
        {"POST /v1/customers/{customer_id}/wallet/block", {{"reason", "card lost"}}},
        {"POST /v1/customers/{customer_id}/wallet/unblock", {{"reason", "card found"}}},
        {"POST /v1/imports/{import_id}/check", {{"date_format", "m/d/y"}}},
        {"POST /v1/customer_imports/{customer_import_id}/fixes",
         {{"fixes", json::array{json::object{{"row_no", 2}, {"column", 1}, {"value", "13812345679"}}}}}},
        {"POST /v1/org_units/{org_unit_id}/move", {{"parent_id", shop_.headquarters()}}},
    };
    const auto found = bodies.find(name);
    return found == bodies.end() ? json::object{} : found->second;
  }

  [[nodiscard]] int ask(Caller& caller, const http::Route& route) {
    const auto& description = route.description;
    const auto path = things_.path_of(route);
    if (description.operation_id == "listen") return status_of_stream(shop_.port(), path, caller.token());
    const bool reads = description.method == http::Method::get;
    std::string body;
    HttpHeaders headers;
    if (!reads) headers.emplace_back("Idempotency-Key", "key-" + std::to_string(++asked_));
    if (description.needs_if_match) headers.emplace_back("If-Match", "\"1\"");
    if (description.body_kind == http::BodyKind::upload) {
      body = "a,b\n";
      headers.emplace_back("Content-Type", "text/csv");
    } else if (description.body_kind == http::BodyKind::json) {
      body = json::serialize(body_for(name_of(route)));
    }
    const auto reply = caller.send(http::method_name(description.method), path, body, headers);
    if (reply.status >= 500) ADD_FAILURE() << name_of(route) << ": " << reply.body;
    return reply.status;
  }

  Shop shop_{db::Engine::sqlite};
  Landmarks things_{shop_};
  int asked_ = 0;
};

// What takes things away comes late, and signing out last: nobody could be asked after it.
std::vector<const http::Route*> routes_in_order(const http::Router& router) {
  std::vector<const http::Route*> routes;
  for (const auto& route : router.routes())
    routes.push_back(route.get());
  const auto lateness = [](const http::Route* route) {
    return route->description.operation_id == "sign_out" ? 2 : route->description.method == http::Method::del ? 1 : 0;
  };
  std::stable_sort(routes.begin(), routes.end(),
                   [&](const auto* a, const auto* b) { return lateness(a) < lateness(b); });
  return routes;
}

TEST_F(permission_table, has_a_row_for_every_route_and_no_other) {
  std::set<std::string> routes;
  for (const auto& route : shop_.router().routes())
    routes.insert(name_of(*route));
  std::set<std::string> rows;
  for (const auto& row : kPermissionTable) {
    EXPECT_TRUE(rows.insert(std::string(row.route)).second) << row.route << " stands in the table twice";
    EXPECT_TRUE(routes.contains(std::string(row.route))) << row.route << " is in the table and nowhere else";
  }
  for (const auto& route : routes) {
    EXPECT_TRUE(rows.contains(route)) << route << " needs a row in tests/scenario/permission_table.hpp";
  }
}

TEST_F(permission_table, is_what_every_caller_meets_at_every_route) {
  const auto mill_lane = shop_.open_store("Mill Lane");
  const json::array of_an_assistant{"catalogue.read", "customers.read", "customers.write", "identity.org_units.read",
                                    "points.read",    "programme.read", "sales.read",      "sales.sell"};
  auto nobody = shop_.nobody();
  auto stranger = shop_.hire_with({}, "own", shop_.first_store());
  auto assistant = shop_.hire_with(of_an_assistant, "own", shop_.first_store());
  auto manager = shop_.hire("Store manager", mill_lane);
  auto administrator = shop_.hire("Administrator", shop_.headquarters());
  const std::array callers{&nobody, &stranger, &assistant, &manager, &administrator};

  std::map<std::string_view, std::string_view> expected;
  for (const auto& row : kPermissionTable)
    expected[row.route] = row.callers;
  for (const auto* route : routes_in_order(shop_.router())) {
    const auto name = name_of(*route);
    std::string met;
    for (auto* caller : callers)
      met += letter_of(ask(*caller, *route));
    EXPECT_EQ(met, expected[name]) << "    PermissionRow{\"" << name << "\", \"" << met << "\"},";
  }
}

}  // namespace
}  // namespace homeport::test
