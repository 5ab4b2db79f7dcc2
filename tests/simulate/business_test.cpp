// Business days by chance, over HTTP, against a plain model in memory: the model asks the rules what one sale is worth
// and keeps books of its own. A failure names the seed; HOMEPORT_SIMULATE_SEED and HOMEPORT_SIMULATE_STEPS replay it or
// let it run for longer.

#include <map>

#include "modules/programme/rules.hpp"
#include "modules/programme/strategy_rules.hpp"
#include "modules/programme/tier_rules.hpp"
#include "shop/shop.hpp"
#include "simulate/chance.hpp"

namespace homeport::test {
namespace {

constexpr std::uint64_t kDefaultSteps = 120;
constexpr std::uint64_t kStepsBetweenChecks = 20;

struct ModelProduct {
  std::string id;
  Money price;
  std::optional<Money> cost;
  std::optional<Rate> margin;  // of its service type
  Rate weight;
};

struct ModelAccount {
  std::string id;
  std::string name;
  Points consumption;
  Points profit;
  Points combined;
  Money spent;
  std::int64_t sales_count = 0;
  std::optional<programme::TierId> tier_id;
  std::optional<Time> first_sale_at;
};

struct ModelSale {
  Sold sold;
  std::optional<std::size_t> account;  // none: nobody known
  std::vector<programme::RecordedLine> lines;
  json::object request;
  std::string key;
};

class Business {
 public:
  Business(db::Engine engine, std::uint64_t seed) : shop_(engine), chance_(seed) {
    const auto tiers = Shop::done(shop_.ada().get("/v1/tiers"), "tiers");
    for (const auto& item : tiers.list("/items")) {
      programme::Tier tier;
      tier.id = programme::TierId{std::stoll(std::string(item.at("id").as_string()))};
      tier.name = std::string(item.at("name").as_string());
      tier.threshold = Points{item.at("threshold_points").as_int64()};
      tier.discount = Rate{item.at("discount_ppm").as_int64()};
      tiers_.push_back(tier);
    }
    strategy_.x = Rate{800'000};
    strategy_.y = Rate{200'000};
    for (const std::int64_t weight : {0, 200'000, 1'000'000}) {
      const std::optional<std::int64_t> margin = weight == 0 ? std::nullopt : std::optional<std::int64_t>(300'000);
      const auto id = shop_.add_service_type("w" + std::to_string(weight), weight, margin);
      types_.push_back({id, Rate{weight}, margin ? std::optional(Rate{*margin}) : std::nullopt});
    }
    add_product();
    add_product();
    register_customer();
  }

  void step() {
    shop_.clock().advance_seconds(1 + below(5'000));
    switch (below(16)) {
      case 0: return register_customer();
      case 1: return add_product();
      case 2: return change_price();
      case 3: return change_strategy();
      case 4: return change_tier();
      case 5: return send_again();
      case 6: return edit_customer();
      case 7: return return_too_much();
      case 8:
      case 9:
      case 10: return take_back();
      default: return sell();
    }
  }

  void check_everything() {
    shop_.sign_in_again();
    for (const auto& account : accounts_)
      check(account);
    shop_.run_jobs();
    ASSERT_EQ(shop_.broken_invariants(), std::vector<std::string>{});
    ASSERT_EQ(shop_.ada().get("/v1/sales").number("/total"),
              static_cast<std::int64_t>(std::min<std::size_t>(sales_.size(), 1'000)));
  }

 private:
  struct ModelType {
    std::string id;
    Rate weight;
    std::optional<Rate> margin;
  };

  std::int64_t below(std::int64_t bound) { return chance_.below(bound); }
  std::size_t any_of(std::size_t size) { return chance_.index_of(size); }

  void register_customer() {
    ModelAccount account;
    account.name = "Member " + std::to_string(accounts_.size());
    account.id = shop_.register_customer(account.name);
    accounts_.push_back(account);
  }

  void add_product() {
    const auto& type = types_[any_of(types_.size())];
    ModelProduct product;
    product.price = Money{below(4) == 0 ? below(3) : 1 + below(300'000)};
    if (below(3) != 0) product.cost = Money{below(2 * product.price.minor + 1)};
    product.margin = type.margin;
    product.weight = type.weight;
    const auto cost = product.cost ? std::optional(product.cost->minor) : std::nullopt;
    product.id = shop_.add_product("SKU" + std::to_string(products_.size()), product.price.minor, cost, type.id);
    products_.push_back(product);
  }

  void change_price() {
    auto& product = products_[any_of(products_.size())];
    const std::string path = "/v1/products/" + product.id;
    const auto version = Shop::done(shop_.ada().get(path), "product").number("/version");
    const Money price{below(300'000)};
    Shop::done(shop_.ada().patch(path, json::object{{"price_minor", price.minor}}, version), "price");
    product.price = price;
  }

  void change_strategy() {
    programme::StrategyVersion next;
    next.x = Rate{500'001 + below(499'999)};
    next.y = Rate{kPpm - next.x.ppm};
    next.accrue_on = below(2) == 0 ? programme::AccrueOn::list : programme::AccrueOn::paid;
    next.loss_lines = below(2) == 0 ? programme::LossLines::subtract : programme::LossLines::zero;
    next.downgrade = below(2) == 0 ? programme::Downgrade::never : programme::Downgrade::one_step;
    next.development_bonus = Points{below(2) * 500};
    next.maintenance_cap = Points{below(3) * 50'000};
    const auto word = [](const auto choice) { return std::string(word_of(choice)); };
    const json::object wanted{{"name", "by chance"},
                              {"x_ppm", next.x.ppm},
                              {"y_ppm", next.y.ppm},
                              {"accrue_on", word(next.accrue_on)},
                              {"loss_lines", word(next.loss_lines)},
                              {"downgrade", word(next.downgrade)},
                              {"development_bonus_points", next.development_bonus.hundredths},
                              {"maintenance_cap_points", next.maintenance_cap.hundredths}};
    Shop::done(shop_.ada().post("/v1/strategies", wanted), "strategy");
    strategy_ = next;
  }

  // Only the discount of the highest tier, so that the table stays one.
  void change_tier() {
    auto& tier = tiers_.back();
    const std::string path = "/v1/tiers/" + to_string(tier.id);
    const auto list = Shop::done(shop_.ada().get("/v1/tiers"), "tiers");
    const auto version = list.number("/items/" + std::to_string(tiers_.size() - 1) + "/version");
    tier.discount = Rate{1 + below(900'000)};
    Shop::done(shop_.ada().patch(path, json::object{{"discount_ppm", tier.discount.ppm}}, version), "tier");
  }

  void edit_customer() {
    auto& account = accounts_[any_of(accounts_.size())];
    const std::string path = "/v1/customers/" + account.id;
    const auto version = Shop::done(shop_.ada().get(path), "customer").number("/version");
    account.name += "!";
    Shop::done(shop_.ada().patch(path, json::object{{"name", account.name}}, version), "name");
    const auto stale = shop_.ada().patch(path, json::object{{"name", "stale"}}, version);
    EXPECT_EQ(stale.status, 409) << stale.body;
  }

  [[nodiscard]] const programme::Tier& tier_of(const ModelAccount& account) const {
    return programme::tier_held(tiers_, account.tier_id, account.combined);
  }

  void sell() {
    std::optional<std::size_t> buyer;
    if (below(5) != 0) buyer = any_of(accounts_.size());
    std::vector<Units> units;
    std::vector<programme::LineInput> inputs;
    for (std::int64_t i = 1 + below(4); i > 0; --i) {
      const auto& product = products_[any_of(products_.size())];
      programme::LineInput input;
      input.quantity = 1 + below(5);
      input.amount = Money{product.price.minor * input.quantity};
      if (product.cost) input.cost = Money{product.cost->minor * input.quantity};
      input.margin = product.margin;
      input.weight = product.weight;
      units.push_back({product.id, input.quantity});
      inputs.push_back(input);
    }
    const Time now = shop_.clock().now();
    const auto worth = worth_of(buyer, inputs, now);
    ModelSale sale;
    sale.account = buyer;
    sale.key = "sale-" + std::to_string(sales_.size());
    sale.request = Shop::paid(shop_.basket(buyer ? accounts_[*buyer].id : "", units), worth.payable.minor);
    sale.sold.document = Shop::done(shop_.ada().post("/v1/sales", sale.request, sale.key), "sale as the model has it");
    const auto& document = sale.sold.document;
    sale.sold.customer_id = document.text("/sale/customer_id");
    sale.sold.sale_id = document.text("/sale/sale_id");
    ASSERT_EQ(document.number("/sale/rebate_minor"), worth.rebate.minor);
    ASSERT_EQ(document.number("/sale/consumption_points"), worth.consumption.hundredths);
    ASSERT_EQ(document.number("/sale/profit_points"), worth.profit.hundredths);
    ASSERT_EQ(document.number("/sale/combined_points"), worth.combined.hundredths);
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      sale.lines.push_back({static_cast<std::int64_t>(i) + 1, inputs[i].quantity, 0, worth.lines[i]});
    }
    if (buyer) earn(accounts_[*buyer], worth, now);
    sales_.push_back(std::move(sale));
  }

  programme::SaleArithmetic worth_of(std::optional<std::size_t> buyer, const std::vector<programme::LineInput>& inputs,
                                     Time now) const {
    if (!buyer) return programme::assess_without_programme(inputs).value();
    const auto& account = accounts_[*buyer];
    const auto period = programme::period_of(account.first_sale_at, now, strategy_.development_days);
    return programme::assess_by_strategy(inputs, &strategy_, period, programme::Pricing::by_programme,
                                         tier_of(account).discount)
        .value();
  }

  void earn(ModelAccount& account, const programme::SaleArithmetic& worth, Time now) {
    const auto& held = tier_of(account);
    account.consumption += worth.consumption;
    account.profit += worth.profit;
    account.combined += worth.combined;
    account.spent += worth.payable;
    account.sales_count += 1;
    if (!account.first_sale_at) account.first_sale_at = now;
    account.tier_id =
        programme::tier_after_entry(tiers_, held, worth.combined, account.combined, programme::Downgrade::never).id;
    check(account);
  }

  void take_back() {
    if (sales_.empty()) return;
    auto& sale = sales_[any_of(sales_.size())];
    std::vector<programme::ReturnRequestLine> wanted;
    std::vector<std::pair<std::int64_t, std::int64_t>> asked;
    for (const auto& line : sale.lines) {
      const auto left = line.quantity - line.returned_quantity;
      if (left == 0 || below(2) == 0) continue;
      wanted.push_back({line.line_no, 1 + below(left)});
      asked.emplace_back(wanted.back().line_no, wanted.back().quantity);
    }
    if (wanted.empty()) return;
    const auto taken = programme::assess_return(sale.lines, wanted).value();
    const auto back = shop_.take_back(sale.sold, asked);
    ASSERT_EQ(back.number("/refund_minor"), taken.paid.minor);
    ASSERT_EQ(back.number("/combined_points"), taken.combined.hundredths);
    for (const auto& line : wanted) {
      sale.lines[static_cast<std::size_t>(line.line_no - 1)].returned_quantity += line.quantity;
    }
    if (!sale.account) return;
    auto& account = accounts_[*sale.account];
    const auto& held = tier_of(account);
    account.consumption -= taken.consumption;
    account.profit -= taken.profit;
    account.combined -= taken.combined;
    account.spent -= taken.paid;
    account.tier_id =
        programme::tier_after_entry(tiers_, held, -taken.combined, account.combined, strategy_.downgrade).id;
    check(account);
  }

  void return_too_much() {
    if (sales_.empty()) return;
    const auto& sale = sales_[any_of(sales_.size())];
    const auto& line = sale.lines.front();
    const json::object one_more{{"line_no", line.line_no}, {"quantity", line.quantity - line.returned_quantity + 1}};
    const auto refused = shop_.ada().post(sale.sold.path() + "/returns",
                                          json::object{{"lines", json::array{one_more}}, {"reason", "too much"}});
    ASSERT_EQ(refused.reason(), "sales.return_exceeds_sold") << refused.body;
  }

  void send_again() {
    if (sales_.empty()) return;
    const auto& sale = sales_[any_of(sales_.size())];
    const auto again = shop_.ada().post("/v1/sales", sale.request, sale.key);
    ASSERT_TRUE(again.was_replayed()) << again.body;
    ASSERT_EQ(again.body, sale.sold.document.body);
  }

  void check(const ModelAccount& account) {
    const auto points = shop_.points_of(account.id);
    ASSERT_EQ(points.number("/consumption_points"), account.consumption.hundredths) << account.name;
    ASSERT_EQ(points.number("/profit_points"), account.profit.hundredths) << account.name;
    ASSERT_EQ(points.number("/combined_points"), account.combined.hundredths) << account.name;
    ASSERT_EQ(points.number("/spent_minor"), account.spent.minor) << account.name;
    ASSERT_EQ(points.number("/sales_count"), account.sales_count) << account.name;
    ASSERT_EQ(points.text("/tier/name"), tier_of(account).name) << account.name;
  }

  Shop shop_;
  Chance chance_;
  programme::StrategyVersion strategy_;
  std::vector<programme::Tier> tiers_;
  std::vector<ModelType> types_;
  std::vector<ModelProduct> products_;
  std::vector<ModelAccount> accounts_;
  std::vector<ModelSale> sales_;
};

class business : public EngineTest {};

TEST_P(business, by_chance_keeps_the_books_of_the_model) {
  const auto seed = simulation_seed();
  const auto steps = simulation_steps(kDefaultSteps);
  Business chain(GetParam(), seed);
  for (std::uint64_t step = 1; step <= steps; ++step) {
    SCOPED_TRACE(replay_hint(seed, step));
    ASSERT_NO_THROW(chain.step());
    if (step % kStepsBetweenChecks == 0 || step == steps) chain.check_everything();
    if (HasFatalFailure()) return;
  }
}

HOMEPORT_ON_BOTH_ENGINES(business);

}  // namespace
}  // namespace homeport::test
