#pragma once

// The SQL of the catalogue and nothing but; one statement per function.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "db/transaction.hpp"
#include "kit/paging.hpp"
#include "modules/catalogue/types.hpp"

namespace homeport::catalogue::store {

// What only one product (sku, barcode) or service type can have; values as code_key and barcode_key make them.
enum class KeyKind : std::uint8_t { sku, barcode, service_type };

// False when the value is taken.
[[nodiscard]] bool insert_key(db::Transaction& tx, KeyKind kind, std::string_view value, std::int64_t subject_id);
void delete_key(db::Transaction& tx, KeyKind kind, std::string_view value);
[[nodiscard]] std::optional<std::int64_t> find_by_key(db::Transaction& tx, KeyKind kind, std::string_view value);
// The product with that barcode, else the one with that SKU.
[[nodiscard]] std::optional<ProductId> find_by_code(db::Transaction& tx, std::string_view barcode_key,
                                                    std::string_view sku_key);

void insert(db::Transaction& tx, const Product& product);
// False when the product is no longer at the version before `product.version`.
[[nodiscard]] bool update(db::Transaction& tx, const Product& product);
[[nodiscard]] std::optional<Product> load(db::Transaction& tx, ProductId id);
[[nodiscard]] std::optional<ProductForSale> load_for_sale(db::Transaction& tx, ProductId id);
// What `before` cost held until now.
void insert_earlier_price(db::Transaction& tx, const Product& before, Time now);
[[nodiscard]] bool was_price_since(db::Transaction& tx, ProductId id, Money price, Time since);
[[nodiscard]] std::optional<Money> lowest_price_since(db::Transaction& tx, ProductId id, Time since);
void insert_search(db::Transaction& tx, ProductId id, std::string_view tokens);
void update_search(db::Transaction& tx, ProductId id, std::string_view tokens);

void insert(db::Transaction& tx, const ServiceType& type);
[[nodiscard]] bool update(db::Transaction& tx, const ServiceType& type);
[[nodiscard]] std::optional<ServiceType> load(db::Transaction& tx, ServiceTypeId id);
[[nodiscard]] std::optional<ServiceTypeId> first_service_type(db::Transaction& tx);
[[nodiscard]] std::int64_t count_service_types(db::Transaction& tx);
[[nodiscard]] std::vector<ProductKind> load_product_kinds(db::Transaction& tx);

// The rows of a list without order and limit, columns in the order of the record's field table.
[[nodiscard]] kit::ListQuery product_rows(db::Engine engine, const ProductConditions& conditions);
[[nodiscard]] kit::ListQuery service_type_rows();
// With `cost_minor` only for those who may see it.
[[nodiscard]] std::span<const kit::SortChoice> product_sorts(View view);
[[nodiscard]] std::span<const kit::SortChoice> service_type_sorts();
// Where the page after this product begins.
[[nodiscard]] std::string cursor_after(const Product& product, const kit::Page& page);
[[nodiscard]] std::string cursor_after(const ServiceType& type, const kit::Page& page);

}  // namespace homeport::catalogue::store
