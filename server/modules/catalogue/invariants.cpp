// What must always be true of the catalogue.

#include <algorithm>

#include "modules/catalogue/module.hpp"
#include "modules/catalogue/rules.hpp"
#include "modules/catalogue/store.hpp"

namespace homeport::catalogue {
namespace {

const db::Sql kProductCodes{"SELECT product_id, sku, barcode FROM product"};
const db::Sql kKeys{
    "SELECT k.kind, k.value, k.subject_id FROM catalogue_key k LEFT JOIN product p ON p.product_id = k.subject_id "
    "LEFT JOIN service_type t ON t.service_type_id = k.subject_id "
    "WHERE CASE k.kind WHEN 'service_type' THEN t.service_type_id ELSE p.product_id END IS NULL LIMIT $1"};
const db::Sql kCountKeys{
    "SELECT (SELECT count(*) FROM catalogue_key), (SELECT count(*) FROM product) + "
    "(SELECT count(*) FROM product WHERE barcode IS NOT NULL) + (SELECT count(*) FROM service_type)"};
const db::Sql kWithoutSearchRow{
    "SELECT p.product_id FROM product p WHERE NOT EXISTS "
    "(SELECT 1 FROM product_search s WHERE s.rowid = p.product_id) LIMIT $1",
    "SELECT p.product_id FROM product p WHERE NOT EXISTS "
    "(SELECT 1 FROM product_search s WHERE s.product_id = p.product_id) LIMIT $1"};

bool is_full(const std::vector<std::string>& sentences) {
  return sentences.size() >= static_cast<std::size_t>(kit::kViolationLimit);
}

std::vector<std::string> keys_without_subject(db::Transaction& tx) {
  std::vector<std::string> sentences;
  for (auto rows = tx.query(kKeys, kit::kViolationLimit); rows.next();) {
    sentences.push_back("the " + rows.string(0) + " " + rows.string(1) + " leads to " +
                        std::to_string(rows.integer(2)) + ", which isn't there");
  }
  return sentences;
}

// Folding is the program's business, so the comparison is made here and not in SQL.
std::vector<std::string> products_without_key(db::Transaction& tx) {
  struct Codes {
    ProductId id;
    std::string sku;
    std::optional<std::string> barcode;
  };
  std::vector<Codes> products;
  for (auto rows = tx.query(kProductCodes); rows.next();) {
    products.push_back({rows.id<ProductId>(0), rows.string(1), rows.maybe_string(2)});
  }
  std::vector<std::string> sentences;
  for (const auto& product : products) {
    if (is_full(sentences)) break;
    const bool has_sku = store::find_by_key(tx, store::KeyKind::sku, code_key(product.sku)) == product.id.value;
    const bool has_barcode = !product.barcode || store::find_by_key(tx, store::KeyKind::barcode,
                                                                    barcode_key(*product.barcode)) == product.id.value;
    if (!has_sku || !has_barcode) {
      sentences.push_back("product " + to_string(product.id) + " isn't found by its own codes");
    }
  }
  return sentences;
}

std::vector<std::string> keys_too_many(db::Transaction& tx) {
  auto rows = tx.query(kCountKeys);
  CHECK(rows.next());
  if (rows.integer(0) == rows.integer(1)) return {};
  return {"there are " + std::to_string(rows.integer(0)) + " codes for " + std::to_string(rows.integer(1)) +
          " SKUs, barcodes and service types"};
}

std::vector<std::string> products_not_searchable(db::Transaction& tx) {
  std::vector<std::string> sentences;
  for (auto rows = tx.query(kWithoutSearchRow, kit::kViolationLimit); rows.next();) {
    sentences.push_back("product " + std::to_string(rows.integer(0)) + " can't be searched for");
  }
  return sentences;
}

}  // namespace

std::vector<kit::Invariant> invariants() {
  return {
      {"catalogue.key_has_subject", "every code leads to a product or service type", keys_without_subject},
      {"catalogue.product_has_key", "every product is found by its SKU and barcode", products_without_key},
      {"catalogue.keys_are_used", "no code is kept that nothing has", keys_too_many},
      {"catalogue.has_search_row", "every product can be searched for", products_not_searchable},
  };
}

}  // namespace homeport::catalogue
