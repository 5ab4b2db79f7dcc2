#pragma once

// One of everything a chain can have, made by the administrator in the first store, so that every route has something
// to point at.

#include "shop/shop.hpp"

namespace homeport::test {

class Landmarks {
 public:
  explicit Landmarks(Shop& shop);

  // The path of a route with what is here put in for its parameters; throws naming a parameter nothing is known for.
  [[nodiscard]] std::string path_of(const http::Route& route) const;

  // What only people with the margin right may learn: unusual numbers, findable in any answer.
  static constexpr std::int64_t kPriceMinor = 400'000;
  static constexpr std::int64_t kCostMinor = 123'457;
  static constexpr std::int64_t kTypeMarginPpm = 314'159;

  std::string customer_id;
  std::string sale_id;
  std::string return_id;
  std::string reservation_id;
  std::string entry_id;
  std::string lot_id;
  std::string adjustment_id;
  std::string card_number = "CARD-0001";
  std::string product_id;
  std::string service_type_id;
  std::string tier_id;
  std::string strategy_id;
  std::string import_id;
  std::string customer_import_id;
  std::string role_id;
  std::string staff_id;
  std::string session_id;
  std::string org_unit_id;
  std::string backtest_id;
  std::string gift_id;
  std::string series_id;
  std::string voucher_id;
  std::string voucher_code;
  std::string batch_id;
  std::string redemption_id;
  std::string kind_id;
  std::string behaviour_rule_id;
  std::string event_id;
  std::string pool_id;
  std::string reason_id;
  std::string request_id;
  std::string task_id;
  std::string feed_token;
  std::string incentive_id;
  std::string selection_id;
  std::string own_field_id;
  std::string tag_id;
  std::string address_id;
  std::string channel_id;
  std::string contact_id;
  std::string device_id;
  std::string vehicle_id;
  std::string saved_view_id;  // Ada's, shared: once the manager has forgotten it, nobody finds it
  std::string bulk_task_id;   // Ada's own: nobody else finds it
  std::string duplicate_id;

 private:
  void add_rewards(Shop& shop);
  void add_behaviour(Shop& shop);
  void add_to_pool(Shop& shop);
  void add_definitions(Shop& shop);
  void add_parts(Shop& shop);
  void add_duplicates(Shop& shop);
};

}  // namespace homeport::test
