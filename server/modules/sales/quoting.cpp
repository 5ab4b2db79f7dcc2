#include "modules/sales/quoting.hpp"

#include "modules/sales/service.hpp"

namespace homeport::sales {

Result<catalogue::ProductForSale> find_product(catalogue::ProductCache& products, const kit::Read& read,
                                               const LineRequest& line, std::size_t index) {
  TRY_DONE(check_line_request(line, index));
  auto found = line.product_id ? products.find(read, *line.product_id) : products.find(read, *line.code);
  if (found.ok()) return found;
  auto refusal = std::move(found).refusal();
  // A product that is missing is a fault of this request's line, not of its path.
  refusal.kind = RefusalKind::unprocessable;
  refusal.field = "lines[" + std::to_string(index) + "]." + (line.product_id ? "product_id" : "code");
  return refusal;
}

namespace {

// Whoever may find any member by his card has him standing at the counter; others sell to those they reach. Beyond that
// he is as unknown as one who isn't there.
bool may_sell_to(const kit::Actor& actor, const customers::CustomerHead& head) {
  return actor.may(customers::kFindAnywherePermission) ||
         actor.reaches(head.store_id, head.owner_staff_id.value_or(StaffId{}));
}

}  // namespace

Result<customers::CustomerHead> customer_within_reach(const kit::Read& read, CustomerId customer_id) {
  auto head = customers::load_head(read.tx, customer_id);
  if (head.ok() && may_sell_to(read.actor, *head)) return head;
  return refuse(RefusalKind::not_found, "sales.customer_unknown", "there is no such customer within your reach",
                "customer_id");
}

namespace {

Result<customers::CustomerHead> find_customer(const kit::Read& read, CustomerId customer_id) {
  TRY(auto head, customer_within_reach(read, customer_id));
  TRY_DONE(customers::check_present(head.id, head.status));
  if (head.status != customers::CustomerStatus::active) {
    return refuse(RefusalKind::unprocessable, "sales.customer_disabled", head.name + " is disabled", "customer_id");
  }
  return head;
}

}  // namespace

programme::LineInput input_of(const catalogue::ProductForSale& product, std::int64_t quantity, Money amount,
                              std::optional<Money> cost) {
  programme::LineInput input;
  input.amount = amount;
  input.quantity = quantity;
  input.cost = cost;
  input.margin = product.margin;
  input.weight = product.weight;
  return input;
}

Result<identity::Store> reachable_store(const kit::Read& read, OrgUnitId store_id) {
  TRY(auto store, identity::require_store(read.tx, store_id));
  if (read.actor.reaches_store(store_id)) return store;
  return refuse(RefusalKind::forbidden, "access.out_of_scope", "this store is not within your reach", "store_id");
}

Outcome add_line(Basket& basket, const LineRequest& line, std::size_t index, const catalogue::ProductForSale& product,
                 bool may_override) {
  TRY(auto priced, price_line(line, index, product, may_override));
  std::optional<Money> cost;
  if (product.cost) {
    const Int128 whole = static_cast<Int128>(product.cost->minor) * priced.quantity;
    if (whole > kMaxAmount) {
      return refuse(RefusalKind::unprocessable, "sales.amount_too_large", "the line is beyond the limit",
                    "lines[" + std::to_string(index) + "].quantity");
    }
    cost = Money{static_cast<std::int64_t>(whole)};
  }
  basket.inputs.push_back(input_of(product, priced.quantity, priced.amount, cost));
  basket.lines.push_back(std::move(priced));
  return Done{};
}

Result<Basket> fill_basket(catalogue::ProductCache& products, const kit::Read& read, OrgUnitId store_id,
                           std::optional<CustomerId> customer_id, std::span<const LineRequest> lines) {
  Basket basket;
  TRY(basket.store, reachable_store(read, store_id));
  if (customer_id) {
    TRY(basket.customer, find_customer(read, *customer_id));
  }
  const bool may_override = read.actor.may(kOverridePermission);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    TRY(const auto product, find_product(products, read, lines[i], i));
    TRY_DONE(add_line(basket, lines[i], i, product, may_override));
  }
  return basket;
}

Outcome check_currency(const Basket& basket, const std::optional<std::string>& currency) {
  if (!currency || *currency == basket.store.currency) return Done{};
  return refuse(RefusalKind::unprocessable, "sales.foreign_currency",
                "amounts are in " + basket.store.currency + " here, not in " + *currency, "currency");
}

Quote quote_of(const Basket& basket, const points::SaleQuote& worth, View view) {
  Quote quote;
  const auto& sums = worth.arithmetic;
  quote.store_id = basket.store.id;
  if (basket.customer) quote.customer_id = basket.customer->id;
  quote.list = sums.list;
  quote.payable = sums.payable;
  quote.rebate = sums.rebate;
  quote.cost = sums.cost;
  quote.consumption = sums.consumption;
  quote.profit = sums.profit;
  quote.combined = sums.combined;
  quote.wallet = worth.wallet;
  if (worth.tier) {
    quote.tier_id = worth.tier->id;
    quote.tier_name = worth.tier->name;
    quote.tier_discount = worth.tier->discount;
    quote.history_combined = worth.history_combined;
  }
  if (worth.strategy) quote.strategy_id = worth.strategy->id;
  for (std::size_t i = 0; i < basket.lines.size(); ++i) {
    const auto& line = basket.lines[i];
    const auto& share = sums.lines[i];
    quote.lines.push_back({line.line_no, line.product.id, line.product.sku, line.product.name, line.quantity,
                           line.unit_price, line.discount, line.amount, share.rebate, share.paid, share.cost,
                           share.consumption, share.profit, share.combined});
  }
  for (auto& step : points::explain_quote(worth, basket.inputs, view, basket.store.currency_digits)) {
    quote.explanation.push_back({std::move(step.key), std::move(step.text_en), std::move(step.text_zh)});
  }
  return quote;
}

}  // namespace homeport::sales
