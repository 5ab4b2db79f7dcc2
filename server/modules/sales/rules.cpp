#include "modules/sales/rules.hpp"

#include <array>

#include "base/text.hpp"

namespace homeport::sales {
namespace {

std::string line_field(std::size_t index, std::string_view name) {
  return "lines[" + std::to_string(index) + "]." + std::string(name);
}

}  // namespace

Outcome check_line_request(const LineRequest& line, std::size_t index) {
  if (!line.product_id && !line.code) {
    return refuse(RefusalKind::invalid, "sales.line_names_no_product", "a line needs product_id or code",
                  line_field(index, "product_id"));
  }
  if (line.product_id && line.code) {
    return refuse(RefusalKind::invalid, "sales.line_names_two_products", "a line takes product_id or code, not both",
                  line_field(index, "code"));
  }
  return Done{};
}

Outcome check_source(SaleSource source) {
  if (source != SaleSource::import) return Done{};
  return refuse(RefusalKind::invalid, "sales.source_is_imports",
                "only an import of a file records what another system sold: till or api", "source");
}

Result<PricedLine> price_line(const LineRequest& line, std::size_t index, const catalogue::ProductForSale& product,
                              bool may_override) {
  const bool other_price = line.unit_price && *line.unit_price != product.price;
  const bool has_discount = line.discount && line.discount->minor != 0;
  if ((other_price || has_discount) && !may_override) {
    return refuse(RefusalKind::forbidden, "sales.price_override_needed",
                  "another price or a discount by hand needs the permission sales.price.override",
                  line_field(index, other_price ? "unit_price_minor" : "discount_minor"));
  }
  PricedLine priced;
  priced.line_no = static_cast<std::int64_t>(index) + 1;
  priced.product = product;
  priced.quantity = line.quantity;
  priced.unit_price = line.unit_price.value_or(product.price);
  priced.discount = line.discount.value_or(Money{});
  const Int128 gross = static_cast<Int128>(priced.unit_price.minor) * line.quantity;
  if (gross > kMaxAmount) {
    return refuse(RefusalKind::unprocessable, "sales.amount_too_large",
                  "the amount of a line may be at most " + std::to_string(kMaxAmount), line_field(index, "quantity"));
  }
  if (priced.discount.minor > gross) {
    return refuse(RefusalKind::unprocessable, "sales.discount_above_amount",
                  "the discount " + std::to_string(priced.discount.minor) + " is more than the line's amount " +
                      std::to_string(static_cast<std::int64_t>(gross)),
                  line_field(index, "discount_minor"));
  }
  priced.amount = Money{static_cast<std::int64_t>(gross) - priced.discount.minor};
  return priced;
}

std::string receipt_code(const ReceiptCode& code) {
  return to_string(code.customer_id) + "." + to_string(code.sale_id);
}

std::optional<ReceiptCode> read_receipt_code(std::string_view text) {
  constexpr std::array<std::string_view, 3> kPoints{".", "\u3002", "\uFF0E"};
  if (text.size() > kMostReceiptCodeBytes) return std::nullopt;
  text = trim(text);
  for (const auto point : kPoints) {
    const auto at = text.find(point);
    if (at == std::string_view::npos) continue;
    const auto customer_id = parse_id_as<CustomerId>(text.substr(0, at));
    const auto sale_id = parse_id_as<SaleId>(text.substr(at + point.size()));
    if (!customer_id || !sale_id || sale_id->value < 0) return std::nullopt;
    return ReceiptCode{*customer_id, *sale_id};
  }
  return std::nullopt;
}

}  // namespace homeport::sales
