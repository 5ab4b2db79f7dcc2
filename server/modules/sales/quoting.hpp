#pragma once

// The way from a request to a quote, shared by quote and sale. Private to this module.

#include <span>
#include <vector>

#include "kit/use_case.hpp"
#include "modules/identity/service.hpp"
#include "modules/points/service.hpp"
#include "modules/sales/rules.hpp"
#include "modules/sales/types.hpp"

namespace homeport::sales {

// Store and customer checked, products found, amounts worked out; nothing of the programme yet.
struct Basket {
  identity::Store store;
  std::optional<customers::CustomerHead> customer;
  std::vector<PricedLine> lines;
  std::vector<programme::LineInput> inputs;  // of the same order
};
[[nodiscard]] Result<Basket> fill_basket(catalogue::ProductCache& products, const kit::Read& read, OrgUnitId store_id,
                                         std::optional<CustomerId> customer_id, std::span<const LineRequest> lines);

// Amounts are of the chain's currency: unprocessable sales.foreign_currency, field currency, where another one is
// named.
[[nodiscard]] Outcome check_currency(const Basket& basket, const std::optional<std::string>& currency);

// The steps of fill_basket, for who takes them otherwise. identity.store_unknown, access.out_of_scope.
[[nodiscard]] Result<identity::Store> reachable_store(const kit::Read& read, OrgUnitId store_id);
// Refusals of check_line_request and of the catalogue, as unprocessable and with the line's field.
[[nodiscard]] Result<catalogue::ProductForSale> find_product(catalogue::ProductCache& products, const kit::Read& read,
                                                             const LineRequest& line, std::size_t index);
// Refusals of price_line.
[[nodiscard]] Outcome add_line(Basket& basket, const LineRequest& line, std::size_t index,
                               const catalogue::ProductForSale& product, bool may_override);

// not_found sales.customer_unknown, also for one beyond the actor's reach who may not find anybody.
[[nodiscard]] Result<customers::CustomerHead> customer_within_reach(const kit::Read& read, CustomerId customer_id);

[[nodiscard]] programme::LineInput input_of(const catalogue::ProductForSale& product, std::int64_t quantity,
                                            Money amount, std::optional<Money> cost);

[[nodiscard]] Quote quote_of(const Basket& basket, const points::SaleQuote& worth, View view);

}  // namespace homeport::sales
