#include "scenario/landmarks.hpp"

#include <map>
#include <stdexcept>

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
  const auto sold = shop.sell(customer_id, {{product_id, 2}});
  sale_id = sold.sale_id;
  return_id = shop.take_back(sold, {{1, 1}}).text("/return_id");
  reservation_id = Shop::done(ada.post("/v1/reservations", shop.basket(customer_id, {{product_id, 1}})), "reservation")
                       .text("/reservation_id");
  entry_id = shop.entries_of(customer_id).text("/items/0/id");
  tier_id = Shop::done(ada.get("/v1/tiers"), "tiers").text("/items/1/id");
  strategy_id = Shop::done(ada.get("/v1/strategies/current"), "strategy").text("/id");
  import_id = shop.import_file(kFile).id;
  role_id = Shop::done(ada.get("/v1/roles"), "roles").text("/items/0/id");
  session_id = Shop::done(ada.get("/v1/sessions"), "sessions").text("/items/0/id");
  staff_id = shop.hire("Shop assistant", shop.first_store()).staff_id();
  shop.run_jobs();
}

std::string Landmarks::path_of(const http::Route& route) const {
  const std::map<std::string, std::string> known{
      {"customer_id", customer_id}, {"sale_id", sale_id},         {"return_id", return_id},
      {"entry_id", entry_id},       {"card_number", card_number}, {"product_id", product_id},
      {"tier_id", tier_id},         {"strategy_id", strategy_id}, {"service_type_id", service_type_id},
      {"import_id", import_id},     {"role_id", role_id},         {"staff_id", staff_id},
      {"session_id", session_id},   {"org_unit_id", org_unit_id}, {"reservation_id", reservation_id},
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
