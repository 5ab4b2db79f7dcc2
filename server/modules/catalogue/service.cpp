#include "modules/catalogue/service.hpp"

#include "base/search_tokens.hpp"
#include "db/record_sql.hpp"
#include "modules/catalogue/product_cache.hpp"
#include "modules/catalogue/rules.hpp"
#include "modules/catalogue/store.hpp"
#include "modules/identity/service.hpp"

namespace homeport::catalogue {
namespace {

using store::KeyKind;

constexpr std::string_view kFirstTypeCode = "general";

Refusal unknown_product() {
  return refuse(RefusalKind::not_found, "catalogue.product_unknown", "there is no such product");
}

std::string_view field_of(KeyKind kind) { return kind == KeyKind::barcode ? "barcode" : "sku"; }

// Takes the key for the product; a refusal shows whose it is.
Outcome take_key(kit::Write& write, KeyKind kind, const std::string& value, ProductId id) {
  if (store::insert_key(write.tx, kind, value, id.value)) return Done{};
  const auto owner = store::find_by_key(write.tx, kind, value);
  if (!owner) throw db::SerializationFailure("a code was given up a moment ago");
  const std::string field(field_of(kind));
  auto refusal =
      refuse(RefusalKind::conflict, "catalogue." + field + "_taken", "another product has this " + field, field);
  if (const auto product = store::load(write.tx, ProductId{*owner})) {
    refusal.detail = "product " + to_string(product->id) + ", " + product->name + ", has this " + field;
    refusal.current_json = to_json(*product, write.view());
  }
  return refusal;
}

Outcome take_type_code(kit::Write& write, const ServiceType& type) {
  if (store::insert_key(write.tx, KeyKind::service_type, code_key(type.code), type.id.value)) return Done{};
  return refuse(RefusalKind::conflict, "catalogue.code_taken", "another service type has the code " + type.code,
                "code");
}

Outcome require_service_type(db::Transaction& tx, ServiceTypeId id) {
  if (store::load(tx, id)) return Done{};
  return refuse(RefusalKind::unprocessable, "catalogue.service_type_unknown", "there is no such service type",
                "service_type_id");
}

Result<ServiceTypeId> service_type_for(db::Transaction& tx, std::optional<ServiceTypeId> wanted) {
  if (wanted) {
    TRY_DONE(require_service_type(tx, *wanted));
    return *wanted;
  }
  if (const auto first = store::first_service_type(tx)) return *first;
  return refuse(RefusalKind::unprocessable, "catalogue.no_service_type", "there is no service type yet; add one first",
                "service_type_id");
}

Outcome change_keys(kit::Write& write, const Product& before, const Product& after) {
  const std::string old_sku = code_key(before.sku);
  const std::string new_sku = code_key(after.sku);
  const std::string old_barcode = before.barcode ? barcode_key(*before.barcode) : std::string{};
  const std::string new_barcode = after.barcode ? barcode_key(*after.barcode) : std::string{};
  if (new_sku != old_sku) TRY_DONE(take_key(write, KeyKind::sku, new_sku, after.id));
  if (new_barcode != old_barcode && !new_barcode.empty()) {
    TRY_DONE(take_key(write, KeyKind::barcode, new_barcode, after.id));
  }
  if (new_sku != old_sku) store::delete_key(write.tx, KeyKind::sku, old_sku);
  if (new_barcode != old_barcode && !old_barcode.empty()) {
    store::delete_key(write.tx, KeyKind::barcode, old_barcode);
  }
  return Done{};
}

template <class Record>
void audit_record(kit::Write& write, const Record& record, std::string_view action, std::string_view subject_kind,
                  std::vector<kit::AuditChange> changes) {
  write.audit({std::string(action), std::string(subject_kind), record.id.value, record.name, 0, 0, std::move(changes)});
  forget_products_after_commit(write.tx);
}

}  // namespace

Result<ProductForSale> find_for_sale(db::Transaction& tx, ProductId id) {
  auto product = store::load_for_sale(tx, id);
  if (!product) return unknown_product();
  TRY_DONE(check_for_sale(*product));
  return std::move(*product);
}

Result<ProductForSale> find_for_sale(db::Transaction& tx, std::string_view code) {
  const auto id = find_by_code(tx, code);
  if (!id) return unknown_product();
  return find_for_sale(tx, *id);
}

std::optional<ProductForSale> load_for_sale(db::Transaction& tx, ProductId id) { return store::load_for_sale(tx, id); }

bool was_price_since(db::Transaction& tx, ProductId id, Money price, Time since) {
  return store::was_price_since(tx, id, price, since);
}

std::optional<Money> lowest_price_since(db::Transaction& tx, ProductId id, Time since) {
  return store::lowest_price_since(tx, id, since);
}

Outcome check_for_sale(const ProductForSale& product) {
  if (product.status == ProductStatus::active) return Done{};
  return refuse(RefusalKind::conflict, "catalogue.product_disabled", product.name + " is no longer sold");
}

std::optional<ProductId> find_by_code(db::Transaction& tx, std::string_view code) {
  return store::find_by_code(tx, barcode_key(code), code_key(code));
}

Result<Product> load(db::Transaction& tx, ProductId id) {
  auto product = store::load(tx, id);
  if (!product) return unknown_product();
  return std::move(*product);
}

Result<ServiceType> load(db::Transaction& tx, ServiceTypeId id) {
  auto type = store::load(tx, id);
  if (!type) {
    return refuse(RefusalKind::not_found, "catalogue.service_type_unknown", "there is no such service type");
  }
  return std::move(*type);
}

std::vector<ProductKind> product_kinds(db::Transaction& tx) { return store::load_product_kinds(tx); }

std::vector<ServiceType> service_types(db::Transaction& tx) {
  auto query = store::service_type_rows();
  query.text(" ORDER BY t.name_folded, t.service_type_id");
  return db::read_all<ServiceType>(query.run(tx));
}

Result<Product> create(kit::Write& write, const NewProduct& wanted) {
  Product product;
  product.id = write.new_id<ProductId>();
  product.sku = wanted.sku;
  product.barcode = wanted.barcode;
  product.name = wanted.name;
  product.category = wanted.category;
  product.price = wanted.price;
  product.cost = wanted.cost;
  product.margin = wanted.margin;
  product.status = wanted.status;
  product.created_at = write.now;
  product.updated_at = write.now;
  TRY_DONE(normalise(product));
  TRY(product.service_type_id, service_type_for(write.tx, wanted.service_type_id));
  TRY_DONE(take_key(write, KeyKind::sku, code_key(product.sku), product.id));
  if (product.barcode) TRY_DONE(take_key(write, KeyKind::barcode, barcode_key(*product.barcode), product.id));
  store::insert(write.tx, product);
  store::insert_search(write.tx, product.id, search_tokens_of(product).text());
  audit_record(write, product, "catalogue.create_product", "product", kit::changes_of_new(product));
  return product;
}

Result<Product> update(kit::Write& write, const Product& before, Product after) {
  CHECK(before.id == after.id && before.version == after.version);
  TRY_DONE(normalise(after));
  auto changes = kit::changes_between(before, after);
  if (changes.empty()) return before;
  if (after.service_type_id != before.service_type_id) {
    TRY_DONE(require_service_type(write.tx, after.service_type_id));
  }
  TRY_DONE(change_keys(write, before, after));
  after.updated_at = write.now;
  ++after.version;
  if (!store::update(write.tx, after)) throw db::SerializationFailure("the product was edited a moment ago");
  if (after.price != before.price) store::insert_earlier_price(write.tx, before, write.now);
  store::update_search(write.tx, after.id, search_tokens_of(after).text());
  audit_record(write, after, "catalogue.update_product", "product", std::move(changes));
  return after;
}

std::optional<ProductId> find_by_sku(db::Transaction& tx, std::string_view sku) {
  const auto known = store::find_by_key(tx, KeyKind::sku, code_key(sku));
  return known ? std::optional(ProductId{*known}) : std::nullopt;
}

Result<EnsuredProduct> ensure_by_sku(kit::Write& write, const NewProduct& wanted) {
  if (const auto known = find_by_sku(write.tx, wanted.sku)) return EnsuredProduct{*known, false};
  TRY(const auto product, create(write, wanted));
  return EnsuredProduct{product.id, true};
}

Result<ServiceType> create(kit::Write& write, const NewServiceType& wanted) {
  if (store::count_service_types(write.tx) >= kMostServiceTypes) {
    return refuse(RefusalKind::unprocessable, "catalogue.too_many_service_types",
                  "a chain has at most " + std::to_string(kMostServiceTypes) + " service types");
  }
  ServiceType type;
  type.id = write.new_id<ServiceTypeId>();
  type.name = wanted.name;
  type.code = wanted.code;
  type.weight = wanted.weight;
  type.margin = wanted.margin;
  type.created_at = write.now;
  type.updated_at = write.now;
  TRY_DONE(normalise(type));
  TRY_DONE(take_type_code(write, type));
  store::insert(write.tx, type);
  audit_record(write, type, "catalogue.create_service_type", "service_type", kit::changes_of_new(type));
  return type;
}

Result<ServiceType> update(kit::Write& write, const ServiceType& before, ServiceType after) {
  CHECK(before.id == after.id && before.version == after.version);
  TRY_DONE(normalise(after));
  auto changes = kit::changes_between(before, after);
  if (changes.empty()) return before;
  if (code_key(after.code) != code_key(before.code)) {
    TRY_DONE(take_type_code(write, after));
    store::delete_key(write.tx, KeyKind::service_type, code_key(before.code));
  }
  after.updated_at = write.now;
  ++after.version;
  if (!store::update(write.tx, after)) throw db::SerializationFailure("the service type was edited a moment ago");
  audit_record(write, after, "catalogue.update_service_type", "service_type", std::move(changes));
  return after;
}

void seed_defaults(kit::Write& write) {
  if (store::first_service_type(write.tx)) return;
  NewServiceType general;
  const bool is_chinese = identity::chain_settings(write.tx).language == identity::Language::zh;
  general.name = is_chinese ? "商品" : "Goods";
  general.code = kFirstTypeCode;
  CHECK(create(write, general).ok());
}

}  // namespace homeport::catalogue
