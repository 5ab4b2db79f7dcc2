#pragma once

// The decisions of selling: what a line costs before the programme looks at it, and whether what was paid adds up.
// Pure: no clock, no database.

#include <span>
#include <vector>

#include "base/result.hpp"
#include "modules/catalogue/service.hpp"
#include "modules/sales/types.hpp"

namespace homeport::sales {

// A line with its product found and its amount worked out.
struct PricedLine {
  std::int64_t line_no = 0;
  catalogue::ProductForSale product;
  std::int64_t quantity = 0;
  Money unit_price;
  Money discount;
  Money amount;  // unit price × quantity − discount
};

// Exactly one of product_id and code must name the product: invalid sales.line_names_no_product or
// sales.line_names_two_products, field lines[index].
[[nodiscard]] Outcome check_line_request(const LineRequest& line, std::size_t index);

// invalid sales.source_is_imports, field source: only an import records what another system sold.
[[nodiscard]] Outcome check_source(SaleSource source);

// Refusals with the field lines[index].…: unprocessable sales.amount_too_large, sales.discount_above_amount; forbidden
// sales.price_override_needed when a price or discount is named without `may_override`.
[[nodiscard]] Result<PricedLine> price_line(const LineRequest& line, std::size_t index,
                                            const catalogue::ProductForSale& product, bool may_override);

// What a receipt carries, to be scanned or typed: customer and sale, joined by a point. Two ids that belong together,
// so that a slip of the finger leads to no other sale.
struct ReceiptCode {
  CustomerId customer_id;
  SaleId sale_id;
};
[[nodiscard]] std::string receipt_code(const ReceiptCode& code);
// With blanks around it, and with the full stop that a scanner types while a Chinese input method is on. None: it is
// something else.
inline constexpr std::size_t kMostReceiptCodeBytes = 64;
[[nodiscard]] std::optional<ReceiptCode> read_receipt_code(std::string_view text);

}  // namespace homeport::sales
