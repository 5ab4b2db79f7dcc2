#include "db/record_sql.hpp"
#include "kit/routes.hpp"
#include "modules/catalogue/module.hpp"
#include "modules/catalogue/service.hpp"
#include "modules/catalogue/store.hpp"

namespace homeport::catalogue {
namespace {

Result<std::optional<ProductStatus>> query_status(const kit::Call& call) {
  const auto word = call.query_text("status");
  if (!word) return std::optional<ProductStatus>{};
  if (*word == "active") return std::optional(ProductStatus::active);
  if (*word == "disabled") return std::optional(ProductStatus::disabled);
  return refuse(RefusalKind::invalid, "request.not_a_choice", "must be one of: active, disabled", "status");
}

// One page of records read whole, and the count of all.
template <class Record>
kit::Answer list_answer(const kit::Read& read, kit::ListQuery query, const kit::Page& page,
                        std::string_view id_column) {
  const kit::Count count = kit::count_rows(read.tx, query);
  query.page(page, id_column);
  kit::ListAnswer answer(page);
  for (auto rows = query.run(read.tx); rows.next();) {
    const auto record = db::read_record<Record>(rows);
    if (!answer.add(to_json(record, read.view()), store::cursor_after(record, page))) break;
  }
  answer.set_count(count);
  return kit::Answer{answer.take()};
}

Result<kit::Answer> list_products(const kit::Read& read, const kit::Call& call) {
  TRY(const auto page, kit::page_of(call.request(), store::product_sorts(read.view()), false));
  ProductConditions conditions;
  conditions.text = call.query_text("q");
  conditions.category = call.query_text("category");
  TRY(conditions.service_type_id, call.query_id<ServiceTypeId>("service_type_id"));
  TRY(conditions.status, query_status(call));
  return list_answer<Product>(read, store::product_rows(read.tx.engine(), conditions), page, "p.product_id");
}

Result<kit::Answer> find_product(const kit::Read& read, const kit::Call& call) {
  const auto code = call.query_text("code");
  if (!code) return refuse(RefusalKind::invalid, "request.required", "say what to look for", "code");
  const auto id = find_by_code(read.tx, *code);
  if (!id) return refuse(RefusalKind::not_found, "catalogue.product_unknown", "there is no such product", "code");
  TRY(const auto product, load(read.tx, *id));
  return kit::answer_with(product, read.view());
}

// PATCH of either kind of record.
template <class Record, class IdType>
Result<kit::Answer> edit_one(kit::Write& write, const kit::Call& call, std::string_view id_name) {
  return kit::edit_record<IdType>(
      write, call, id_name, [&](IdType id) { return load(write.tx, id); },
      [&](const Record& before, Record after) { return update(write, before, std::move(after)); });
}

template <class Record, class IdType>
Result<kit::Answer> show_record(const kit::Read& read, const kit::Call& call, std::string_view id_name) {
  TRY(const auto id, call.path_id<IdType>(id_name));
  TRY(const Record record, load(read.tx, id));
  return kit::answer_with(record, read.view());
}

void add_product_routes(kit::Endpoints& endpoints) {
  auto list =
      kit::spec_of<Product>("list_products", "Lists products; all conditions given must hold.", kReadPermission);
  list.answer_is_list = true;
  list.query = {{"q", "words: name, pinyin, initials, parts of SKU or barcode", FieldKind::text},
                {"category", "exactly this category", FieldKind::text},
                {"service_type_id", "of this service type", FieldKind::id},
                {"status", "active or disabled", FieldKind::text}};
  endpoints.read("/v1/products", list, list_products);

  auto find = kit::spec_of<Product>("find_product", "Finds a product by barcode or SKU.", kReadPermission);
  find.query = {{"code", "a barcode, else an SKU", FieldKind::text}};
  find.refusals = {"catalogue.product_unknown"};
  endpoints.read("/v1/products/find", find, find_product);

  auto create_spec = kit::spec_of<Product>("create_product", "Adds a product.", kWritePermission);
  create_spec.success_status = 201;
  create_spec.refusals = {"catalogue.sku_taken", "catalogue.barcode_taken", "catalogue.service_type_unknown"};
  endpoints.write<NewProduct>(http::Method::post, "/v1/products", create_spec,
                              [](kit::Write& write, const kit::Call&, const NewProduct& body) -> Result<kit::Answer> {
                                TRY(const auto product, create(write, body));
                                return kit::answer_with(product, write.view(), 201);
                              });

  endpoints.read(
      "/v1/products/{product_id}", kit::spec_of<Product>("get_product", "One product.", kReadPermission),
      [](kit::Read& read, const kit::Call& call) { return show_record<Product, ProductId>(read, call, "product_id"); });

  auto edit = kit::spec_of<Product>("edit_product", "Changes the fields given.", kWritePermission);
  edit.refusals = {"catalogue.sku_taken", "catalogue.barcode_taken", "catalogue.service_type_unknown"};
  edit.is_audited = false;  // an edit that changes nothing leaves no trace
  endpoints.edit<Product>("/v1/products/{product_id}", edit, [](kit::Write& write, const kit::Call& call) {
    return edit_one<Product, ProductId>(write, call, "product_id");
  });
}

void add_service_type_routes(kit::Endpoints& endpoints) {
  auto list = kit::spec_of<ServiceType>("list_service_types", "Lists service types.", kReadPermission);
  list.answer_is_list = true;
  endpoints.read("/v1/service_types", list, [](kit::Read& read, const kit::Call& call) -> Result<kit::Answer> {
    TRY(const auto page, kit::page_of(call.request(), store::service_type_sorts(), false));
    return list_answer<ServiceType>(read, store::service_type_rows(), page, "t.service_type_id");
  });

  auto create_spec = kit::spec_of<ServiceType>("create_service_type", "Adds a service type.", kWritePermission);
  create_spec.success_status = 201;
  create_spec.refusals = {"catalogue.code_taken", "catalogue.too_many_service_types"};
  endpoints.write<NewServiceType>(
      http::Method::post, "/v1/service_types", create_spec,
      [](kit::Write& write, const kit::Call&, const NewServiceType& body) -> Result<kit::Answer> {
        TRY(const auto type, create(write, body));
        return kit::answer_with(type, write.view(), 201);
      });

  endpoints.read("/v1/service_types/{service_type_id}",
                 kit::spec_of<ServiceType>("get_service_type", "One service type.", kReadPermission),
                 [](kit::Read& read, const kit::Call& call) {
                   return show_record<ServiceType, ServiceTypeId>(read, call, "service_type_id");
                 });

  auto edit = kit::spec_of<ServiceType>("edit_service_type", "Changes the fields given.", kWritePermission);
  edit.refusals = {"catalogue.code_taken"};
  edit.is_audited = false;  // an edit that changes nothing leaves no trace
  endpoints.edit<ServiceType>("/v1/service_types/{service_type_id}", edit,
                              [](kit::Write& write, const kit::Call& call) {
                                return edit_one<ServiceType, ServiceTypeId>(write, call, "service_type_id");
                              });
}

}  // namespace

void add_routes(kit::Endpoints& endpoints) {
  add_product_routes(endpoints);
  add_service_type_routes(endpoints);
}

}  // namespace homeport::catalogue
