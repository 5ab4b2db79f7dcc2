#include "scenario/landmarks.hpp"

#include <map>
#include <stdexcept>

#include "base/crypto.hpp"

namespace homeport::test {
namespace {

constexpr std::string_view kFile =
    "Order ID,Order Date,Customer ID,Customer Name,Product ID,Product Name,Sales,Quantity,Profit\n"
    "A-1,3/14/2025,C-1,Claire,P-1,Bookcase,100.00,2,12.34\n"
    "A-2,3/14/2025,C-1,Claire,P-2,Chair,100.00,2,none\n";

}  // namespace

Landmarks::Landmarks(Shop& shop) : org_unit_id(shop.first_store()) {
  auto& ada = shop.ada();
  service_type_id = shop.add_service_type("modest", 200'000, kTypeMarginPpm);
  product_id = shop.add_product("LAMP", kPriceMinor, kCostMinor, service_type_id);
  customer_id = shop.register_customer("Lin", "13812345678");
  Shop::done(ada.post("/v1/customers/" + customer_id + "/cards", json::object{{"card_number", card_number}}), "card");
  add_to_pool(shop);
  const auto sold = shop.sell(customer_id, {{product_id, 2}});
  sale_id = sold.sale_id;
  return_id = shop.take_back(sold, {{1, 1}}).text("/return_id");
  reservation_id = Shop::done(ada.post("/v1/reservations", shop.basket(customer_id, {{product_id, 1}})), "reservation")
                       .text("/reservation_id");
  entry_id = shop.entries_of(customer_id).text("/items/0/id");
  lot_id = Shop::done(ada.get("/v1/customers/" + customer_id + "/wallet/lots"), "lots").text("/items/0/id");
  adjustment_id = Shop::done(ada.post("/v1/customers/" + customer_id + "/adjustments",
                                      json::object{{"wallet_points", 900'000}, {"reason", "goodwill"}}),
                             "adjustment")
                      .text("/id");
  tier_id = Shop::done(ada.get("/v1/tiers"), "tiers").text("/items/1/id");
  strategy_id = Shop::done(ada.get("/v1/strategies/current"), "strategy").text("/id");
  import_id = shop.import_file(kFile).id;
  customer_import_id =
      Shop::done(ada.upload("/v1/customer_imports?file_name=people.csv", "name,phone\nMo,13812345670\n"), "customers")
          .text("/import/id");
  role_id = Shop::done(ada.get("/v1/roles"), "roles").text("/items/0/id");
  session_id = Shop::done(ada.get("/v1/sessions"), "sessions").text("/items/0/id");
  staff_id = shop.hire("Shop assistant", shop.first_store()).staff_id();
  backtest_id =
      Shop::done(ada.post("/v1/backtests",
                          json::object{{"name", "a trial"},
                                       {"from_on", "2025-01-01"},
                                       {"to_on", "2025-12-31"},
                                       {"strategy", {{"name", "a trial"}, {"x_ppm", 800'000}, {"y_ppm", 200'000}}}}),
                 "backtest")
          .text("/id");
  add_rewards(shop);
  add_behaviour(shop);
  add_definitions(shop);
  add_parts(shop);
  add_duplicates(shop);
  shop.run_jobs();
}

void Landmarks::add_rewards(Shop& shop) {
  auto& ada = shop.ada();
  gift_id = Shop::id_of(Shop::done(ada.post("/v1/gifts", json::object{{"name", "Umbrella"}}), "gift"));
  const json::object came{{"store_id", shop.first_store()}, {"kind", "received"}, {"quantity", 9}};
  Shop::done(ada.post("/v1/gifts/" + gift_id + "/stock", came), "stock");
  constexpr std::string_view kPhotograph("\xff\xd8\xff\xc0\0\x0b\x08\0\x10\0\x10", 11);  // of 16 x 16 pixels
  const auto picture = json::serialize(json::object{{"content", base64url_encode(kPhotograph)}});
  Shop::done(ada.send("PUT", "/v1/gifts/" + gift_id + "/picture", picture, {{"Idempotency-Key", "picture"}}),
             "picture");
  const json::object terms{{"name", "Welcome"}, {"kind", "money_off"}, {"value_minor", 500}};
  series_id = Shop::id_of(Shop::done(ada.post("/v1/voucher_series", terms), "series"));
  const auto voucher = Shop::done(
      ada.post("/v1/customers/" + customer_id + "/vouchers", json::object{{"series_id", series_id}}), "voucher");
  voucher_id = Shop::id_of(voucher);
  voucher_code = voucher.text("/code");
  const json::object codes{{"series_id", series_id}, {"audience", "bearer"}, {"count", 2}};
  batch_id = Shop::id_of(Shop::done(ada.post("/v1/voucher_batches", codes), "batch"));
  const json::object wanted{{"customer_id", customer_id}, {"gift_id", gift_id}, {"store_id", shop.first_store()}};
  redemption_id = Shop::id_of(Shop::done(ada.post("/v1/redemptions", wanted), "redemption"));
}

void Landmarks::add_behaviour(Shop& shop) {
  auto& ada = shop.ada();
  kind_id = Shop::done(ada.get("/v1/behaviour_kinds"), "kinds").text("/items/0/id");
  const json::object rule{{"code", "visit"}, {"kind_id", kind_id}, {"name", "Visit"}, {"points", 100}};
  behaviour_rule_id = Shop::id_of(Shop::done(ada.post("/v1/behaviour_rules", rule), "rule"));
  const json::object event{{"customer_id", customer_id}, {"kind", "visit"}};
  event_id = Shop::id_of(Shop::done(ada.post("/v1/behaviour_events", event), "event"));
}

// Before he buys: the customer is in Ada's hands, who plans something with him and asks for more time.
void Landmarks::add_to_pool(Shop& shop) {
  auto& ada = shop.ada();
  const auto me = Shop::done(ada.get("/v1/me"), "me").text("/staff/id");
  pool_id = Shop::id_of(Shop::done(ada.post("/v1/pools", json::object{{"name", "Walk-ins"}}), "pool"));
  const json::object member{{"kind", "staff"}, {"ref_id", me}, {"is_administrator", true}};
  Shop::done(ada.post("/v1/pools/" + pool_id + "/members", json::object{{"items", json::array{member}}}), "members");
  Shop::done(ada.act("/v1/pools/" + pool_id + "/take_in"), "take_in");
  const std::string place = "/v1/pool/customers/" + customer_id;
  Shop::done(ada.post(place + "/assign", json::object{{"staff_id", me}}), "assign");
  request_id = Shop::done(ada.post(place + "/extensions", json::object{{"days", 3}, {"reason", "abroad"}}), "extension")
                   .text("/request_id");
  reason_id = Shop::done(ada.get("/v1/pool/reasons"), "reasons").text("/items/0/id");
  const json::object task{{"text", "Call"}, {"due_at", "2026-12-01T08:00:00Z"}};
  task_id = Shop::done(ada.post("/v1/customers/" + customer_id + "/tasks", task), "task").text("/task_id");
  const auto feed = Shop::done(ada.act("/v1/calendar_feed"), "feed").text("/path");
  feed_token = feed.substr(feed.rfind('/') + 1);
  const json::object incentive{{"name", "Welcome"}, {"points_points", 100}, {"source", "nowhere"}};
  incentive_id = Shop::id_of(Shop::done(ada.post("/v1/grading/incentives", incentive), "incentive"));
  const json::object selection{{"name", "All"}, {"conditions", json::object{}}};
  selection_id = Shop::id_of(Shop::done(ada.post("/v1/grading/selections", selection), "selection"));
}

void Landmarks::add_definitions(Shop& shop) {
  const json::object field{{"key", "skin"}, {"name", "Skin"}, {"kind", "text"}};
  own_field_id = Shop::id_of(Shop::done(shop.ada().post("/v1/own_fields", field), "own field"));
  tag_id = Shop::id_of(Shop::done(shop.ada().post("/v1/tags", json::object{{"name", "Regular"}}), "tag"));
  const json::object view{{"list", "customers"}, {"name", "Gone quiet"}, {"is_shared", true}};
  saved_view_id = Shop::id_of(Shop::done(shop.ada().post("/v1/views", view), "view"));
  const json::object task{{"whom", json::object{{"selection", "chosen"}, {"customer_ids", json::array{customer_id}}}},
                          {"change", json::object{{"source", "fair"}}}};
  bulk_task_id = Shop::id_of(Shop::done(shop.ada().post("/v1/bulk_edits", task), "bulk edit"));
}

void Landmarks::add_parts(Shop& shop) {
  const auto add = [&](const std::string& kind, const json::object& part) {
    return Shop::id_of(Shop::done(shop.ada().post("/v1/customers/" + customer_id + "/" + kind, part), kind));
  };
  address_id = add("addresses", {{"division_code", "310101"}, {"street", "1 Quay Street"}});
  channel_id = add("channels", {{"kind", "phone"}, {"value", "13600000001"}});
  contact_id = add("contacts", {{"name", "Wang"}});
  device_id = add("devices", {{"imei", "490154203237518"}});
  vehicle_id = add("vehicles", {{"plate", "A12345"}});
}

void Landmarks::add_duplicates(Shop& shop) {
  auto& ada = shop.ada();
  const json::object twin{
      {"name", "Maximilian Lindqvist"}, {"birthday_on", "1990-11-24"}, {"store_id", shop.first_store()}};
  for (int i = 0; i < 2; ++i)
    Shop::done(ada.post("/v1/customers", twin), "twin");
  shop.clock().advance_seconds(1);
  shop.run_jobs();  // the news makes us look
  duplicate_id = Shop::done(ada.get("/v1/duplicates"), "pairs").text("/items/0/id");
}

std::string Landmarks::path_of(const http::Route& route) const {
  const std::map<std::string, std::string> known{
      {"customer_id", customer_id},
      {"sale_id", sale_id},
      {"return_id", return_id},
      {"lot_id", lot_id},
      {"adjustment_id", adjustment_id},
      {"entry_id", entry_id},
      {"card_number", card_number},
      {"product_id", product_id},
      {"tier_id", tier_id},
      {"strategy_id", strategy_id},
      {"service_type_id", service_type_id},
      {"import_id", import_id},
      {"customer_import_id", customer_import_id},
      {"role_id", role_id},
      {"staff_id", staff_id},
      {"session_id", session_id},
      {"org_unit_id", org_unit_id},
      {"reservation_id", reservation_id},
      {"gift_id", gift_id},
      {"series_id", series_id},
      {"voucher_id", voucher_id},
      {"batch_id", batch_id},
      {"redemption_id", redemption_id},
      {"kind_id", kind_id},
      {"behaviour_rule_id", behaviour_rule_id},
      {"event_id", event_id},
      {"pool_id", pool_id},
      {"reason_id", reason_id},
      {"request_id", request_id},
      {"task_id", task_id},
      {"token", feed_token},
      {"incentive_id", incentive_id},
      {"selection_id", selection_id},
      {"backtest_id", backtest_id},
      {"own_field_id", own_field_id},
      {"tag_id", tag_id},
      {"address_id", address_id},
      {"channel_id", channel_id},
      {"contact_id", contact_id},
      {"device_id", device_id},
      {"vehicle_id", vehicle_id},
      {"saved_view_id", saved_view_id},
      {"bulk_task_id", bulk_task_id},
      {"duplicate_id", duplicate_id},
  };
  std::string path = route.description.path;
  for (const auto& name : route.parameter_names) {
    const auto found = known.find(name);
    if (found == known.end()) throw std::runtime_error("tests/scenario/landmarks.cpp knows no {" + name + "}");
    path.replace(path.find("{" + name + "}"), name.size() + 2, found->second);
  }
  return path;
}

}  // namespace homeport::test
