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

// Names that only ever stand for a margin. Combined points, told of a sale as a whole and kept back line by line, are
// looked for apart.
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
        const bool of_a_line = name == "combined_points" && path.find("/lines/") != std::string::npos;
        if (of_a_line || is_secret_name(name)) leaks_.push_back(path + "/" + name);
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

  void expect_no_leak(const std::string& what, const Reply& reply) {
    EXPECT_EQ(walk_.leaks_in(reply.value), std::vector<std::string>{}) << what << "\n" << reply.body.substr(0, 3'000);
  }

  Shop shop_{db::Engine::sqlite};
  Landmarks things_{shop_};
  std::set<std::string> names_ = margin_names(shop_.router());
  Walk walk_{names_};
};

TEST_F(margin_secrecy, the_walk_finds_what_it_looks_for) {
  for (const auto* name : {"cost_minor", "profit_points", "margin_ppm", "x_ppm", "y_ppm"}) {
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
  int read = 0;
  for (const auto& route : shop_.router().routes()) {
    const auto& description = route->description;
    if (description.method != http::Method::get || !description.path.starts_with("/v1/")) continue;
    if (description.operation_id == "listen") continue;
    auto path = things_.path_of(*route);
    if (path == "/v1/vouchers/find") {
      path += "?code=" + things_.voucher_code;
    } else if (path.ends_with("/find")) {
      path += path.starts_with("/v1/products") ? "?code=LAMP" : "?code=13812345678";
    }
    const auto reply = clerk_.get(path);
    if (reply.ok()) ++read;
    expect_no_leak("GET " + path, reply);
    if (description.path.find("/errors.csv") != std::string::npos) {
      EXPECT_EQ(reply.reason(), "access.margin_required") << "rows of a file may hold costs: " << reply.body;
    }
  }
  EXPECT_GT(read, 25);
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
