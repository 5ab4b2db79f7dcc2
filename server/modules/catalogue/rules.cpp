#include "modules/catalogue/rules.hpp"

#include <algorithm>

#include "base/pinyin.hpp"
#include "base/search_tokens.hpp"
#include "base/text.hpp"

namespace homeport::catalogue {
namespace {

constexpr std::size_t kGtinDigits = 14;

bool is_gtin(std::string_view text) {
  const bool has_length = text.size() == 8 || (text.size() >= 12 && text.size() <= kGtinDigits);
  return has_length && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Normalises a text that must not be empty.
Outcome tidy(std::string& text, std::string_view field) {
  text = normalise_name(text);
  if (!text.empty()) return Done{};
  return refuse(RefusalKind::invalid, "request.required", "this field is needed", std::string(field));
}

void tidy(std::optional<std::string>& text) {
  if (!text) return;
  text = normalise_name(*text);
  if (text->empty()) text.reset();
}

}  // namespace

std::string code_key(std::string_view code) { return fold_for_search(code); }

std::string barcode_key(std::string_view barcode) {
  std::string key = fold_for_search(barcode);
  std::erase(key, ' ');
  if (is_gtin(key)) key.insert(0, kGtinDigits - key.size(), '0');
  return key;
}

Outcome normalise(Product& product) {
  TRY_DONE(tidy(product.sku, "sku"));
  TRY_DONE(tidy(product.name, "name"));
  tidy(product.barcode);
  tidy(product.category);
  // A text of accents and joiners only has no form to compare.
  if (code_key(product.sku).empty()) {
    return refuse(RefusalKind::invalid, "request.required", "an SKU needs letters or digits", "sku");
  }
  if (product.barcode && barcode_key(*product.barcode).empty()) product.barcode.reset();
  product.name_folded = sort_key_of_name(product.name);
  return Done{};
}

Outcome normalise(ServiceType& type) {
  TRY_DONE(tidy(type.name, "name"));
  TRY_DONE(tidy(type.code, "code"));
  if (code_key(type.code).empty()) {
    return refuse(RefusalKind::invalid, "request.required", "a code needs letters or digits", "code");
  }
  type.name_folded = sort_key_of_name(type.name);
  return Done{};
}

SearchTokens search_tokens_of(const Product& product) {
  SearchTokens tokens;
  tokens.add_name(product.name);
  tokens.add_number(product.sku);
  if (product.barcode) tokens.add_number(*product.barcode);
  if (product.category) tokens.add_name(*product.category);
  return tokens;
}

}  // namespace homeport::catalogue
