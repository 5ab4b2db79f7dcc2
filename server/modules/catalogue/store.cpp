#include "modules/catalogue/store.hpp"

#include <array>

#include "base/search_tokens.hpp"
#include "db/record_sql.hpp"

namespace homeport::catalogue::store {
namespace {

const db::Sql kInsertKey{
    "INSERT INTO catalogue_key (kind, value, subject_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING"};
const db::Sql kDeleteKey{"DELETE FROM catalogue_key WHERE kind = $1 AND value = $2"};
const db::Sql kFindByKey{"SELECT subject_id FROM catalogue_key WHERE kind = $1 AND value = $2"};
const db::Sql kFindByCode{
    "SELECT kind, subject_id FROM catalogue_key WHERE kind = 'barcode' AND value = $1 "
    "UNION ALL SELECT kind, subject_id FROM catalogue_key WHERE kind = 'sku' AND value = $2"};

const db::Sql kInsert{
    "INSERT INTO product (product_id, sku, barcode, name, name_folded, category, service_type_id, price_minor, "
    "cost_minor, margin_ppm, status, created_at, updated_at, version) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"};
const db::Sql kUpdate{
    "UPDATE product SET sku = $2, barcode = $3, name = $4, name_folded = $5, category = $6, service_type_id = $7, "
    "price_minor = $8, cost_minor = $9, margin_ppm = $10, status = $11, created_at = $12, updated_at = $13, "
    "version = $14 WHERE product_id = $1 AND version = CAST($14 AS BIGINT) - 1"};
const db::Sql kSelect{
    "SELECT product_id, sku, barcode, name, name_folded, category, service_type_id, price_minor, cost_minor, "
    "margin_ppm, status, created_at, updated_at, version FROM product WHERE product_id = $1"};
const db::Sql kSelectForSale{
    "SELECT p.product_id, p.sku, p.name, p.status, p.price_minor, p.cost_minor, p.margin_ppm, p.service_type_id, "
    "t.weight_ppm, t.margin_ppm FROM product p JOIN service_type t ON t.service_type_id = p.service_type_id "
    "WHERE p.product_id = $1"};
const db::Sql kInsertSearch{"INSERT INTO product_search (rowid, tokens) VALUES ($1, $2)",
                            "INSERT INTO product_search (product_id, tokens) VALUES ($1, to_tsvector('simple', $2))"};
const db::Sql kUpdateSearch{"UPDATE product_search SET tokens = $2 WHERE rowid = $1",
                            "UPDATE product_search SET tokens = to_tsvector('simple', $2) WHERE product_id = $1"};

const db::Sql kInsertType{
    "INSERT INTO service_type (service_type_id, name, name_folded, code, weight_ppm, margin_ppm, created_at, "
    "updated_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"};
const db::Sql kUpdateType{
    "UPDATE service_type SET name = $2, name_folded = $3, code = $4, weight_ppm = $5, margin_ppm = $6, "
    "created_at = $7, updated_at = $8, version = $9 "
    "WHERE service_type_id = $1 AND version = CAST($9 AS BIGINT) - 1"};
const db::Sql kSelectType{
    "SELECT service_type_id, name, name_folded, code, weight_ppm, margin_ppm, created_at, updated_at, version "
    "FROM service_type WHERE service_type_id = $1"};
const db::Sql kFirstType{"SELECT min(service_type_id) FROM service_type"};
const db::Sql kCountTypes{"SELECT count(*) FROM service_type"};
const db::Sql kKinds{"SELECT product_id, service_type_id FROM product ORDER BY product_id"};

constexpr std::string_view kProductColumns =
    "SELECT p.product_id, p.sku, p.barcode, p.name, p.name_folded, p.category, p.service_type_id, p.price_minor, "
    "p.cost_minor, p.margin_ppm, p.status, p.created_at, p.updated_at, p.version FROM product p WHERE 1 = 1";
const db::Sql kAmongFound{
    " AND p.product_id IN (SELECT s.rowid FROM product_search s WHERE s.product_search MATCH ",
    " AND p.product_id IN (SELECT s.product_id FROM product_search s WHERE s.tokens @@ plainto_tsquery('simple', "};
constexpr std::string_view kTypeColumns =
    "SELECT t.service_type_id, t.name, t.name_folded, t.code, t.weight_ppm, t.margin_ppm, t.created_at, t.updated_at, "
    "t.version FROM service_type t WHERE 1 = 1";

constexpr kit::SortChoice kByName{"name", "p.name_folded", true};
constexpr kit::SortChoice kBySku{"sku", "p.sku", true};
constexpr kit::SortChoice kByPrice{"price_minor", "p.price_minor", false};
constexpr kit::SortChoice kByCreation{"created_at", "p.created_at", false};
// Products without a cost come before those that cost nothing.
constexpr std::int64_t kCostOfUnknown = -1;
constexpr kit::SortChoice kByCost{"cost_minor", "coalesce(p.cost_minor, -1)", false};
// The last one is for those who may see costs.
constexpr std::array kProductSorts{kByName, kBySku, kByPrice, kByCreation, kByCost};
constexpr std::array kTypeSorts{kit::SortChoice{"name", "t.name_folded", true},
                                kit::SortChoice{"created_at", "t.created_at", false}};

std::string_view key_word(KeyKind kind) {
  constexpr std::array<std::string_view, 3> kWords{"sku", "barcode", "service_type"};
  return kWords[static_cast<std::size_t>(kind)];
}

std::optional<Rate> maybe_rate(const db::Rows& rows, int column) {
  const auto value = rows.maybe_integer(column);
  return value ? std::optional(Rate{*value}) : std::nullopt;
}

const db::Sql kInsertEarlierPrice{
    "INSERT INTO product_price (product_id, until_at, version, price_minor) VALUES ($1, $2, $3, $4)"};
const db::Sql kWasPrice{
    "SELECT 1 FROM product_price WHERE product_id = $1 AND until_at >= $2 AND price_minor = $3 LIMIT 1"};
const db::Sql kLowestPrice{"SELECT min(price_minor) FROM product_price WHERE product_id = $1 AND until_at >= $2"};

}  // namespace

bool insert_key(db::Transaction& tx, KeyKind kind, std::string_view value, std::int64_t subject_id) {
  return tx.execute(kInsertKey, key_word(kind), value, subject_id) == 1;
}

void delete_key(db::Transaction& tx, KeyKind kind, std::string_view value) {
  tx.send(kDeleteKey, key_word(kind), value);
}

std::optional<std::int64_t> find_by_key(db::Transaction& tx, KeyKind kind, std::string_view value) {
  auto rows = tx.query(kFindByKey, key_word(kind), value);
  if (!rows.next()) return std::nullopt;
  return rows.integer(0);
}

std::optional<ProductId> find_by_code(db::Transaction& tx, std::string_view barcode_key, std::string_view sku_key) {
  std::optional<ProductId> found;
  for (auto rows = tx.query(kFindByCode, barcode_key, sku_key); rows.next();) {
    if (!found || rows.text(0) == key_word(KeyKind::barcode)) found = rows.id<ProductId>(1);
  }
  return found;
}

void insert(db::Transaction& tx, const Product& product) { db::send_record(tx, kInsert, product); }

bool update(db::Transaction& tx, const Product& product) { return db::execute_record(tx, kUpdate, product) == 1; }

std::optional<Product> load(db::Transaction& tx, ProductId id) { return db::read_one<Product>(tx.query(kSelect, id)); }

std::optional<ProductForSale> load_for_sale(db::Transaction& tx, ProductId id) {
  auto rows = tx.query(kSelectForSale, id);
  if (!rows.next()) return std::nullopt;
  ProductForSale product;
  product.id = rows.id<ProductId>(0);
  product.sku = rows.string(1);
  product.name = rows.string(2);
  product.status = rows.text(3) == "active" ? ProductStatus::active : ProductStatus::disabled;
  product.price = Money{rows.integer(4)};
  if (const auto cost = rows.maybe_integer(5)) product.cost = Money{*cost};
  product.margin = rows.is_null(6) ? maybe_rate(rows, 9) : maybe_rate(rows, 6);
  product.service_type_id = rows.id<ServiceTypeId>(7);
  product.weight = Rate{rows.integer(8)};
  return product;
}

void insert_earlier_price(db::Transaction& tx, const Product& before, Time now) {
  tx.send(kInsertEarlierPrice, before.id, now, before.version, before.price);
}

bool was_price_since(db::Transaction& tx, ProductId id, Money price, Time since) {
  return tx.query(kWasPrice, id, since, price).next();
}

std::optional<Money> lowest_price_since(db::Transaction& tx, ProductId id, Time since) {
  auto rows = tx.query(kLowestPrice, id, since);
  if (!rows.next()) return std::nullopt;
  const auto lowest = rows.maybe_integer(0);
  return lowest ? std::optional(Money{*lowest}) : std::nullopt;
}

void insert_search(db::Transaction& tx, ProductId id, std::string_view tokens) { tx.send(kInsertSearch, id, tokens); }

void update_search(db::Transaction& tx, ProductId id, std::string_view tokens) { tx.send(kUpdateSearch, id, tokens); }

void insert(db::Transaction& tx, const ServiceType& type) { db::send_record(tx, kInsertType, type); }

bool update(db::Transaction& tx, const ServiceType& type) { return db::execute_record(tx, kUpdateType, type) == 1; }

std::optional<ServiceType> load(db::Transaction& tx, ServiceTypeId id) {
  return db::read_one<ServiceType>(tx.query(kSelectType, id));
}

std::optional<ServiceTypeId> first_service_type(db::Transaction& tx) {
  auto rows = tx.query(kFirstType);
  if (!rows.next() || rows.is_null(0)) return std::nullopt;
  return rows.id<ServiceTypeId>(0);
}

std::vector<ProductKind> load_product_kinds(db::Transaction& tx) {
  std::vector<ProductKind> kinds;
  for (auto rows = tx.query(kKinds); rows.next();)
    kinds.push_back({rows.id<ProductId>(0), rows.id<ServiceTypeId>(1)});
  return kinds;
}

std::int64_t count_service_types(db::Transaction& tx) {
  auto rows = tx.query(kCountTypes);
  CHECK(rows.next());
  return rows.integer(0);
}

kit::ListQuery product_rows(db::Engine engine, const ProductConditions& conditions) {
  kit::ListQuery query(kProductColumns);
  if (conditions.text) {
    const auto tokens = query_tokens(*conditions.text);
    if (tokens.empty()) {
      query.text(" AND 1 = 0");
    } else {
      query.text(kAmongFound.text(engine)).bind(join_tokens(tokens));
      query.text(engine == db::Engine::sqlite ? ")" : "))");
    }
  }
  if (conditions.category) query.where_equal("p.category", *conditions.category);
  if (conditions.service_type_id) query.where_equal("p.service_type_id", conditions.service_type_id->value);
  if (conditions.status) {
    query.where_equal("p.status", word_of(*conditions.status));
  }
  return query;
}

kit::ListQuery service_type_rows() { return kit::ListQuery(kTypeColumns); }

std::span<const kit::SortChoice> product_sorts(View view) {
  return std::span(kProductSorts).first(kProductSorts.size() - (view.margin ? 0 : 1));
}

std::span<const kit::SortChoice> service_type_sorts() { return kTypeSorts; }

std::string cursor_after(const Product& product, const kit::Page& page) {
  const std::int64_t id = product.id.value;
  if (page.sort.name == kBySku.name) return kit::cursor_after_text(product.sku, id);
  if (page.sort.name == kByPrice.name) return kit::cursor_after_integer(product.price.minor, id);
  if (page.sort.name == kByCreation.name) return kit::cursor_after_integer(product.created_at.us, id);
  if (page.sort.name == kByCost.name) {
    return kit::cursor_after_integer(product.cost.value_or(Money{kCostOfUnknown}).minor, id);
  }
  return kit::cursor_after_text(product.name_folded, id);
}

std::string cursor_after(const ServiceType& type, const kit::Page& page) {
  return page.sort.is_text ? kit::cursor_after_text(type.name_folded, type.id.value)
                           : kit::cursor_after_integer(type.created_at.us, type.id.value);
}

}  // namespace homeport::catalogue::store
