// What goods cost and what a sale earns: whoever lacks finance.margin.read finds it in no answer, can't sort or filter
// by it, and can't set it. Every route that can be read is read, so that a new one is covered on the day it is added.

#include <algorithm>
#include <set>

#include "scenario/landmarks.hpp"

namespace homeport::test {
namespace {

void collect_names(const RecordTable& table, std::set<std::string>& secret, std::set<std::string>& open) {
  for (const auto& row : table.rows) {
    (row.is_margin() ? secret : open).insert(std::string(row.name));
    const auto* type = row.type->kind == FieldKind::list ? row.type->element : row.type;
    if (type->record != nullptr) collect_names(*type->record(), secret, open);
  }
}

// Names that only ever stand for a margin. Combined points, which an adjustment tells and nothing else, are looked for
// apart.
std::set<std::string> margin_names(const http::Router& router) {
  std::set<std::string> secret;
  std::set<std::string> open;
  for (const auto& route : router.routes()) {
    if (route->description.answer != nullptr) collect_names(*route->description.answer, secret, open);
  }
  std::erase_if(secret, [&](const std::string& name) { return open.contains(name); });
  return secret;
}

// The numbers of landmarks.hpp: costs and profits of the lamp (one, two), of its type, and of the imported line.
const std::set<std::int64_t> kSecretNumbers{123'457, 246'914, 553'086, 276'543, 314'159, 8'766, 1'234};
const std::vector<std::string> kSecretTexts{"123457", "1,234.57", "2,469.14", "5,530.86", "2,765.43",
                                            "314159", "31.4159",  "12.34",    "87.66"};

class Walk {
 public:
  explicit Walk(const std::set<std::string>& names) : names_(names) {}

  std::vector<std::string> leaks_in(const json::value& value) {
    leaks_.clear();
    visit(value, "");
    return leaks_;
  }

 private:
  void visit(const json::value& value, const std::string& path) {
    if (value.is_object()) {
      for (const auto& [key, member] : value.as_object()) {
        const std::string name(key);
        // Of an adjustment they are what somebody typed, not what a sale earned.
        const bool of_a_sale = name == "combined_points" && !value.as_object().contains("requested_by");
        if (of_a_sale || is_secret_name(name)) leaks_.push_back(path + "/" + name);
        visit(member, path + "/" + name);
      }
    } else if (value.is_array()) {
      std::size_t index = 0;
      for (const auto& item : value.as_array())
        visit(item, path + "/" + std::to_string(index++));
    } else if (value.is_int64() && kSecretNumbers.contains(std::abs(value.as_int64()))) {
      leaks_.push_back(path + " = " + std::to_string(value.as_int64()));
    } else if (value.is_string()) {
      visit_text(std::string(value.as_string()), path);
    }
  }

  void visit_text(const std::string& text, const std::string& path) {
    // The audit trail names changed fields. What a column of a file seems to mean ("profit") is no number.
    const bool names_a_field = names_.contains(text) && text.find('_') != std::string::npos;
    const bool holds_a_number = std::any_of(kSecretTexts.begin(), kSecretTexts.end(), [&](const std::string& secret) {
      return text.find(secret) != std::string::npos;
    });
    if (names_a_field || holds_a_number) leaks_.push_back(path + " = " + text);
  }

  [[nodiscard]] bool is_secret_name(const std::string& name) const {
    return names_.contains(name) || name.find("cost") != std::string::npos ||
           name.find("profit") != std::string::npos || name.find("margin") != std::string::npos;
  }

  const std::set<std::string>& names_;
  std::vector<std::string> leaks_;
};

class margin_secrecy : public ::testing::Test {
 protected:
  // Somebody with every right but the one.
  Caller clerk() {
    json::array permissions;
    const auto all = Shop::done(shop_.ada().get("/v1/permissions"), "permissions");
    for (const auto& one : all.list("/items")) {
      if (one.at("name").as_string() != "finance.margin.read") permissions.push_back(one.at("name"));
    }
    EXPECT_GT(permissions.size(), 10U);
    return shop_.hire_with(permissions, "all", shop_.headquarters());
  }

  // Whatever can be read.
  int read_everything(Caller& clerk) {
    int read = 0;
    for (const auto& route : shop_.router().routes()) {
      const auto& description = route->description;
      if (description.method != http::Method::get || !description.path.starts_with("/v1/")) continue;
      if (description.operation_id == "listen") continue;
      auto path = things_.path_of(*route);
      if (path == "/v1/vouchers/find") {
        path += "?code=" + things_.voucher_code;
      } else if (path == "/v1/sales/find") {
        path += "?code=" + things_.customer_id + "." + things_.sale_id;
      } else if (path.ends_with("/find")) {
        path += path.starts_with("/v1/products") ? "?code=LAMP" : "?code=13812345678";
      }
      const auto reply = clerk.get(path);
      if (reply.ok()) ++read;
      expect_no_leak("GET " + path, reply);
      if (description.path == "/v1/imports/{import_id}/errors.csv") {
        EXPECT_EQ(reply.reason(), "access.margin_required") << "rows of a file of sales may hold costs: " << reply.body;
      }
    }
    return read;
  }

  // Why each movement of the customer is what it is.
  int explain_everything(Caller& clerk, const std::string& customer_id) {
    int explained = 0;
    const std::string path = "/v1/customers/" + customer_id + "/points/entries";
    const auto entries = Shop::done(clerk.get(path + "?limit=200"), "entries");
    for (const auto& entry : entries.list("/items")) {
      const auto one = clerk.get(path + "/" + std::string(entry.at("id").as_string()) + "/explanation");
      EXPECT_EQ(one.status, 200) << one.body;
      EXPECT_GT(one.list("/steps").size(), 0U);
      expect_no_leak("why " + std::string(entry.at("kind").as_string()), one);
      kinds_.insert(std::string(entry.at("kind").as_string()));
      ++explained;
    }
    return explained;
  }

  // Sent by somebody without the right; its answer, of a route that was asked now.
  Reply ask(Caller& clerk, const std::string& route, const std::string& path, const json::value& body) {
    asked_.insert("POST " + route);
    auto reply = clerk.post(path, body);
    EXPECT_TRUE(reply.ok()) << route << " " << reply.body;
    expect_no_leak("POST " + route, reply);
    return reply;
  }

  void expect_no_leak(const std::string& what, const Reply& reply) {
    EXPECT_EQ(walk_.leaks_in(reply.value), std::vector<std::string>{}) << what << "\n" << reply.body.substr(0, 3'000);
  }

  Shop shop_{db::Engine::sqlite};
  Landmarks things_{shop_};
  std::set<std::string> names_ = margin_names(shop_.router());
  Walk walk_{names_};
  std::set<std::string> asked_;
  std::set<std::string> kinds_;
};

TEST_F(margin_secrecy, the_walk_finds_what_it_looks_for) {
  for (const auto* name : {"cost_minor", "profit_points", "margin_ppm", "x_ppm", "y_ppm", "wallet_rate_ppm"}) {
    EXPECT_TRUE(names_.contains(name)) << name;
  }
  const auto product = shop_.ada().get("/v1/products/" + things_.product_id);
  EXPECT_FALSE(walk_.leaks_in(product.value).empty()) << product.body;
  const auto explained =
      shop_.ada().get("/v1/customers/" + things_.customer_id + "/points/entries/" + things_.entry_id + "/explanation");
  EXPECT_FALSE(walk_.leaks_in(explained.value).empty()) << explained.body;
}

TEST_F(margin_secrecy, holds_in_every_answer_that_can_be_read) {
  auto clerk_ = clerk();
  EXPECT_GT(read_everything(clerk_), 25);
}

TEST_F(margin_secrecy, holds_at_the_till) {
  auto clerk_ = clerk();
  const auto basket = shop_.basket(things_.customer_id, {{things_.product_id, 2}});
  const auto quote = clerk_.post("/v1/quotes", basket);
  ASSERT_EQ(quote.status, 200) << quote.body;
  expect_no_leak("quote", quote);
  const auto changed = clerk_.post("/v1/sales", Shop::paid(basket, 1));
  ASSERT_EQ(changed.reason(), "sales.payable_changed") << changed.body;
  expect_no_leak("changed price", changed);
  const auto sale = clerk_.post("/v1/sales", Shop::paid(basket, quote.number("/payable_minor")));
  ASSERT_EQ(sale.status, 201) << sale.body;
  expect_no_leak("sale", sale);
  const json::object all{{"reason", "broken"}, {"lines", json::array{json::object{{"line_no", 1}, {"quantity", 2}}}}};
  const auto back =
      clerk_.post("/v1/customers/" + things_.customer_id + "/sales/" + sale.text("/sale/sale_id") + "/returns", all);
  ASSERT_EQ(back.status, 201) << back.body;
  expect_no_leak("return", back);
}

void collect_numbers(const json::value& value, std::set<std::int64_t>& numbers) {
  if (value.is_object()) {
    for (const auto& [name, member] : value.as_object())
      collect_numbers(member, numbers);
  } else if (value.is_array()) {
    for (const auto& item : value.as_array())
      collect_numbers(item, numbers);
  } else if (value.is_int64()) {
    numbers.insert(value.as_int64());
  } else if (value.is_string()) {
    // "1,451.00" in an explanation is 145100.
    std::int64_t number = 0;
    bool has_digits = false;
    for (const char c : std::string(value.as_string()) + " ") {
      if (c >= '0' && c <= '9' && number < 1'000'000'000'000) {
        number = number * 10 + (c - '0');
        has_digits = true;
      } else if (has_digits && c != ',' && c != '.') {
        numbers.insert(number);
        number = 0;
        has_digits = false;
      }
    }
  }
}

// The price rule makes payable, discount and combined points meet: payable less discount times any number a seller is
// shown must not be the cost, nor any difference of two histories in place of that number.
TEST_F(margin_secrecy, no_number_beside_the_price_gives_the_cost) {
  auto clerk_ = clerk();
  const auto basket = shop_.basket(things_.customer_id, {{things_.product_id, 1}});
  const auto whole = Shop::done(shop_.ada().post("/v1/quotes", basket), "quote");
  const auto cost = whole.number("/cost_minor");
  const auto payable = whole.number("/payable_minor");
  const Rate discount{whole.number("/tier_discount_ppm")};
  ASSERT_GT(whole.number("/rebate_minor"), 0) << "the rule decides the price here";
  const auto gives_cost = [&](std::int64_t points) { return payable - multiply_rate(points, discount) == cost; };
  ASSERT_TRUE(gives_cost(whole.number("/combined_points")));

  std::set<std::int64_t> numbers;
  const std::string head = "/v1/customers/" + things_.customer_id + "/points";
  const auto entries = head + "/entries?limit=1";
  std::set<std::int64_t> before;
  for (const auto& path : {head, entries})
    collect_numbers(Shop::done(clerk_.get(path), path).value, before);
  collect_numbers(Shop::done(clerk_.post("/v1/quotes", basket), "quote").value, numbers);
  const auto sale = Shop::done(clerk_.post("/v1/sales", Shop::paid(basket, payable)), "sale");
  collect_numbers(sale.value, numbers);
  std::set<std::int64_t> after;
  for (const auto& path : {head, entries, head + "/entries/" + sale.text("/sale/entry_id") + "/explanation",
                           "/v1/customers/" + things_.customer_id + "/timeline", std::string("/v1/sales?limit=1")})
    collect_numbers(Shop::done(clerk_.get(path), path).value, after);
  numbers.insert(before.begin(), before.end());
  numbers.insert(after.begin(), after.end());
  EXPECT_GT(numbers.size(), 20U);
  for (const auto number : numbers)
    EXPECT_FALSE(gives_cost(number)) << number << " stands for the combined points of the sale";
  for (const auto old : before) {
    for (const auto now : after)
      EXPECT_FALSE(gives_cost(now - old)) << now << " after " << old;
  }
}

// Everything a till and an office can do with sales and points, and everything that can be read of it afterwards.
TEST_F(margin_secrecy, holds_in_every_answer_to_a_write) {
  auto clerk_ = clerk();
  const std::string lin = "/v1/customers/" + things_.customer_id;
  const auto basket = shop_.basket(things_.customer_id, {{things_.product_id, 1}});
  const json::array one_back{json::object{{"line_no", 1}, {"quantity", 1}}};
  const auto cash = [](std::int64_t minor) {
    return minor == 0 ? json::array{} : json::array{json::object{{"kind", "cash"}, {"amount_minor", minor}}};
  };

  ask(clerk_, "/v1/customers/{customer_id}/grants", lin + "/grants", {{"points", 5'000}, {"reason", "birthday"}});
  ask(clerk_, "/v1/customers/{customer_id}/adjustments", lin + "/adjustments",
      {{"wallet_points", -100}, {"combined_points", 100}, {"reason", "put right"}});
  auto paid_with_points = basket;
  paid_with_points["rewards"] = json::array{json::object{{"kind", "points"}, {"amount_minor", 900}}};
  const auto quoted = ask(clerk_, "/v1/quotes", "/v1/quotes", paid_with_points);
  paid_with_points["expected_payable_minor"] = quoted.number("/payable_minor");
  paid_with_points["payments"] = cash(quoted.number("/due_minor"));
  const auto sold = ask(clerk_, "/v1/sales", "/v1/sales", paid_with_points);
  const std::string sale = "/v1/customers/{customer_id}/sales/{sale_id}";
  const std::string path = lin + "/sales/" + sold.text("/sale/sale_id");
  ask(clerk_, sale + "/receipt/prints", path + "/receipt/prints", {{"width", "80"}});
  json::object exchange{{"return_lines", one_back}, {"lines", basket.at("lines")}};
  const auto offered = ask(clerk_, sale + "/exchange/quote", path + "/exchange/quote", exchange);
  exchange["reason"] = "another one";
  exchange["expected_payable_minor"] = offered.number("/quote/payable_minor");
  exchange["payments"] = cash(offered.number("/due_minor"));
  const auto exchanged = ask(clerk_, sale + "/exchange", path + "/exchange", exchange);
  const auto reserved = ask(clerk_, "/v1/reservations", "/v1/reservations", basket);
  const auto completed = ask(clerk_, "/v1/reservations/{reservation_id}/complete",
                             "/v1/reservations/" + reserved.text("/reservation_id") + "/complete",
                             {{"payments", cash(reserved.number("/quote/due_minor"))},
                              {"expected_due_minor", reserved.number("/quote/due_minor")}});
  ask(clerk_, sale + "/returns", lin + "/sales/" + completed.text("/sale/sale_id") + "/returns",
      {{"lines", one_back}, {"reason", "broken"}});
  const auto wei = shop_.register_customer("Wei", "13912345678");
  ask(clerk_, "/v1/customers/{customer_id}/transfers", lin + "/transfers",
      {{"to_customer_id", wei}, {"points", 100}, {"reason", "birthday"}});
  const auto product =
      ask(clerk_, "/v1/products", "/v1/products",
          {{"sku", "CUP"}, {"name", "Cup"}, {"price_minor", 100}, {"service_type_id", things_.service_type_id}});
  ask(clerk_, "/v1/service_types", "/v1/service_types", {{"name", "Other"}, {"code", "other"}, {"weight_ppm", 1}});
  shop_.clock().advance_seconds(1);
  shop_.run_jobs();

  EXPECT_GT(read_everything(clerk_), 25);
  EXPECT_GE(explain_everything(clerk_, things_.customer_id), 8);
  EXPECT_GE(explain_everything(clerk_, wei), 1);
  for (const auto* kind :
       {"sale", "return", "grant", "adjustment", "spend", "give_back", "transfer_out", "transfer_in"}) {
    EXPECT_TRUE(kinds_.contains(kind)) << "no " << kind << " was explained";
  }

  // A route of sales and points that could tell margins, by its field table, and that nobody has asked here.
  const std::set<std::string> modules{"sales", "points", "programme", "rewards", "behaviour", "catalogue"};
  const std::set<std::string> without_margin_refused{"POST /v1/strategies"};  // nobody_without_the_right_can_set_it
  for (const auto& route : shop_.router().routes()) {
    const auto& description = route->description;
    if (description.method != http::Method::post || description.answer == nullptr) continue;
    if (!modules.contains(description.module)) continue;
    std::set<std::string> secret;
    std::set<std::string> open;
    collect_names(*description.answer, secret, open);
    const auto name = "POST " + description.path;
    if (secret.empty() || without_margin_refused.contains(name)) continue;
    EXPECT_TRUE(asked_.contains(name)) << name << " can answer margins and isn't asked";
  }
}

TEST_F(margin_secrecy, nothing_can_be_sorted_or_filtered_by_it) {
  auto clerk_ = clerk();
  for (const auto& route : shop_.router().routes()) {
    const auto& description = route->description;
    if (!description.answer_is_list) continue;
    const auto path = things_.path_of(*route);
    const auto as_always = clerk_.get(path);
    for (const auto& name : names_) {
      for (const std::string sign : {"", "-"}) {
        const auto sorted = clerk_.get(path + "?sort=" + sign + name);
        // A list that is refused whole tells nothing by its order.
        const bool is_refused = as_always.status == 403 && sorted.status == 403;
        EXPECT_TRUE(is_refused || sorted.status == 400 || sorted.body == as_always.body)
            << path << " by " << sign << name;
      }
      EXPECT_EQ(clerk_.get(path + "?" + name + "=123457").status, 400) << path << " where " << name;
    }
  }
}

TEST_F(margin_secrecy, no_condition_narrows_customers_by_combined_points) {
  auto clerk_ = clerk();
  const auto asked = [](const std::string& field) {
    return "/v1/customers?where=%7B%22all%22%3A%5B%7B%22field%22%3A%22" + field +
           "%22%2C%22op%22%3A%22at_least%22%2C%22values%22%3A%5B%221%22%5D%7D%5D%7D";
  };
  EXPECT_EQ(shop_.ada().get(asked("combined_points")).status, 200);
  EXPECT_EQ(clerk_.get(asked("combined_points")).reason(), "access.permission_missing");
  EXPECT_EQ(clerk_.get(asked("consumption_points")).status, 200);
}

TEST_F(margin_secrecy, nobody_without_the_right_can_set_it) {
  auto clerk_ = clerk();
  const auto version = shop_.ada().get("/v1/products/" + things_.product_id).number("/version");
  const std::vector<Reply> refused{
      clerk_.patch("/v1/products/" + things_.product_id, json::object{{"cost_minor", 1}}, version),
      clerk_.post("/v1/products", json::object{{"sku", "A"}, {"name", "A"}, {"price_minor", 1}, {"cost_minor", 1}}),
      clerk_.post("/v1/service_types", json::object{{"name", "A"}, {"code", "A"}, {"margin_ppm", 1}}),
      clerk_.post("/v1/strategies", json::object{{"name", "A"}, {"x_ppm", 600'000}, {"y_ppm", 400'000}}),
  };
  for (const auto& reply : refused) {
    EXPECT_EQ(reply.status, 403) << reply.body;
    EXPECT_EQ(reply.reason(), "access.margin_required") << reply.body;
  }
}

TEST_F(margin_secrecy, an_edit_without_the_right_keeps_the_cost) {
  auto clerk_ = clerk();
  const auto version = shop_.ada().get("/v1/products/" + things_.product_id).number("/version");
  Shop::done(clerk_.patch("/v1/products/" + things_.product_id, json::object{{"name", "Better lamp"}}, version),
             "edit");
  EXPECT_EQ(shop_.ada().get("/v1/products/" + things_.product_id).number("/cost_minor"), Landmarks::kCostMinor);
}

}  // namespace
}  // namespace homeport::test
