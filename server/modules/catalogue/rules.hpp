#pragma once

// How what people type and scanners send becomes what is kept and compared. Pure.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/search_tokens.hpp"
#include "modules/catalogue/types.hpp"

namespace homeport::catalogue {

// The form in which codes are compared: without blanks at the ends, half-width, upper and lower case the same. Empty
// when nothing is left.
[[nodiscard]] std::string code_key(std::string_view code);

// The same for barcodes, without any blanks; a number of 8, 12, 13 or 14 digits is one GTIN however many zeros a
// scanner puts in front ("012345678905" = "0012345678905").
[[nodiscard]] std::string barcode_key(std::string_view barcode);

// Brings the texts into the form in which they are kept and sets name_folded. request.required with the field whose
// text is empty then.
[[nodiscard]] Outcome normalise(Product& product);
[[nodiscard]] Outcome normalise(ServiceType& type);

// The tokens under which the product is found: name, SKU, barcode, category. Each once.
[[nodiscard]] SearchTokens search_tokens_of(const Product& product);

}  // namespace homeport::catalogue
