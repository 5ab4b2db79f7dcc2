#include "modules/sales/http.hpp"

#include "db/record_sql.hpp"
#include "kit/routes.hpp"
#include "modules/sales/http_offline.hpp"
#include "modules/sales/http_reservations.hpp"
#include "modules/sales/service.hpp"
#include "modules/sales/store.hpp"

namespace homeport::sales {
namespace {

constexpr std::array kSaleSorts{kit::SortChoice{"sold_at", "s.sold_at", false},
                                kit::SortChoice{"payable_minor", "s.payable_minor", false}};

// Conditions of the list of sales.
Result<kit::ListQuery> list_query(const kit::Read& read, const kit::Call& call) {
  kit::ListQuery query("SELECT " + store::sale_columns() + " FROM sale s WHERE 1 = 1");
  query.where_in_reach(read.actor, "s.store_id", "s.staff_id");
  TRY(const auto store_id, call.query_id<OrgUnitId>("store_id"));
  if (store_id) query.where_equal("s.store_id", store_id->value);
  TRY(const auto customer_id, call.query_id<CustomerId>("customer_id"));
  if (customer_id) query.where_equal("s.customer_id", customer_id->value);
  TRY(const auto staff_id, call.query_id<StaffId>("staff_id"));
  if (staff_id) query.where_equal("s.staff_id", staff_id->value);
  TRY(const auto from, call.query_time("from"));
  if (from) query.text(" AND s.sold_at >= ").bind(from->us);
  TRY(const auto to, call.query_time("to"));
  if (to) query.text(" AND s.sold_at < ").bind(to->us);
  if (const auto source = call.query_text("source")) query.where_equal("s.source", *source);
  if (const auto reference = call.query_text("external_ref")) query.where_equal("s.external_ref", *reference);
  if (const auto differs = call.query_text("offline_difference"); differs && *differs == "true") {
    query.text(" AND s.offline_difference_minor <> 0");
  }
  if (const auto review = call.query_text("offline_review")) {
    if (*review != "open" && *review != "reviewed") {
      return refuse(RefusalKind::invalid, "request.not_a_choice", "must be one of: open, reviewed", "offline_review");
    }
    query.text(
        " AND EXISTS (SELECT 1 FROM sale_offline o WHERE o.customer_id = s.customer_id AND o.sale_id = s.sale_id");
    query.text(*review == "open" ? " AND o.reviewed_at IS NULL)" : " AND o.reviewed_at IS NOT NULL)");
  }
  return query;
}

Result<kit::Answer> list_sales(kit::Read& read, const kit::Call& call) {
  TRY(const auto page, kit::page_of(call.request(), kSaleSorts, true));
  TRY(auto query, list_query(read, call));
  kit::ListAnswer list(page);
  list.set_count(kit::count_rows(read.tx, query));
  query.page(page, "s.sale_id");
  const bool by_time = page.sort.name == "sold_at";
  for (auto rows = query.run(read.tx); rows.next();) {
    const auto sale = db::read_record<Sale>(rows);
    const std::int64_t sort_value = by_time ? sale.sold_at.us : sale.payable.minor;
    if (!list.add(to_json(sale, read.view()), kit::cursor_after_integer(sort_value, sale.sale_id.value))) break;
  }
  return kit::Answer{list.take()};
}

Result<kit::Answer> post_quote(catalogue::ProductCache& products, kit::Blocking& call) {
  TRY(const auto request, record_from_json<QuoteRequest>(call.request.body, call.view()));
  return call.runtime.database.read([&](db::Transaction& tx) -> Result<kit::Answer> {
    const kit::Read read{tx, *call.actor, call.now};
    TRY(const auto made, quote(products, read, request));
    return kit::answer_with(made, read.view());
  });
}

Result<kit::Answer> post_exchange_quote(catalogue::ProductCache& products, kit::Blocking& call) {
  TRY_DONE(kit::check_permission(*call.actor, kSellPermission));
  TRY(const auto request, record_from_json<ExchangeQuoteRequest>(call.request.body, call.view()));
  const kit::Call path(call.request);
  TRY(const auto customer_id, path.path_id<CustomerId>("customer_id"));
  TRY(const auto sale_id, path.path_id<SaleId>("sale_id"));
  TRY(const auto made, quote_exchange(products, call.runtime, *call.actor, customer_id, sale_id, request));
  return kit::answer_with(made, call.view());
}

Result<PaperWidth> width_of(const kit::Call& call) {
  if (const auto width = choice_of<PaperWidth>(call.query_text("width").value_or("80"))) return *width;
  return refuse(RefusalKind::invalid, "request.not_a_choice", "width must be 58, 80 or a4", "width");
}

void add_receipt_routes(kit::Endpoints& endpoints) {
  auto showing = kit::spec_of("get_receipt", "What a printer needs of a sale; printing is counted by print_receipt.",
                              kReadPermission);
  showing.answer = &table_of<Receipt>();
  showing.query = {{"width", "of the paper: 58, 80 (default) or a4"}};
  endpoints.read("/v1/customers/{customer_id}/sales/{sale_id}/receipt", showing,
                 [](kit::Read& read, const kit::Call& call) -> Result<kit::Answer> {
                   TRY(const auto customer_id, call.path_id<CustomerId>("customer_id"));
                   TRY(const auto sale_id, call.path_id<SaleId>("sale_id"));
                   TRY(const auto width, width_of(call));
                   TRY(const auto made, receipt(read, customer_id, sale_id, width));
                   return kit::answer_with(made, read.view());
                 });

  auto printing = kit::spec_of("print_receipt", "The same, counted and audited: from the second print on it is a copy.",
                               kReadPermission);
  printing.answer = &table_of<Receipt>();
  printing.refusals = {"sales.not_found"};
  endpoints.write<PrintRequest>(
      http::Method::post, "/v1/customers/{customer_id}/sales/{sale_id}/receipt/prints", printing,
      [](kit::Write& write, const kit::Call& call, const PrintRequest& request) -> Result<kit::Answer> {
        TRY(const auto customer_id, call.path_id<CustomerId>("customer_id"));
        TRY(const auto sale_id, call.path_id<SaleId>("sale_id"));
        TRY(const auto made, print_receipt(write, customer_id, sale_id, request.width));
        return kit::answer_with(made, write.view());
      });
}

void add_return_routes(kit::Endpoints& endpoints, const std::shared_ptr<catalogue::ProductCache>& products) {
  auto returning =
      kit::spec_of("return_sale", "Takes lines of a sale back, exactly reversing what they gave.", kReturnPermission);
  returning.answer = &table_of<SaleReturn>();
  returning.success_status = 201;
  returning.refusals = {"sales.return_exceeds_sold", "sales.return_line_unknown", "sales.not_found"};
  endpoints.write<ReturnRequest>(
      http::Method::post, "/v1/customers/{customer_id}/sales/{sale_id}/returns", returning,
      [](kit::Write& write, const kit::Call& call, const ReturnRequest& request) -> Result<kit::Answer> {
        TRY(const auto customer_id, call.path_id<CustomerId>("customer_id"));
        TRY(const auto sale_id, call.path_id<SaleId>("sale_id"));
        TRY(const auto made, take_back(write, customer_id, sale_id, request));
        return kit::answer_with(made, write.view(), 201);
      });

  auto asking =
      kit::spec_of("quote_exchange",
                   "What an exchange would come to: what comes back, what the new lines cost, what is due or paid "
                   "out, what becomes of the points. Nothing is written.",
                   kReturnPermission);
  asking.answer = &table_of<ExchangeQuote>();
  asking.refusals = {"sales.return_exceeds_sold", "sales.not_found", "catalogue.product_unknown",
                     "access.permission_missing"};
  endpoints.blocking(http::Method::post, "/v1/customers/{customer_id}/sales/{sale_id}/exchange/quote", asking,
                     &table_of<ExchangeQuoteRequest>(), http::BodyKind::json,
                     [products](kit::Blocking& call) { return post_exchange_quote(*products, call); });

  auto exchanging =
      kit::spec_of("exchange_sale",
                   "Takes lines of a sale back and sells others to the same buyer, with one difference to pay "
                   "or to get.",
                   kReturnPermission);
  exchanging.answer = &table_of<ExchangeDocument>();
  exchanging.success_status = 201;
  exchanging.refusals = {"sales.return_exceeds_sold", "sales.payable_changed", "sales.payments_do_not_add_up",
                         "access.permission_missing"};
  endpoints.write<ExchangeRequest>(
      http::Method::post, "/v1/customers/{customer_id}/sales/{sale_id}/exchange", exchanging,
      [products](kit::Write& write, const kit::Call& call, const ExchangeRequest& request) -> Result<kit::Answer> {
        TRY_DONE(kit::check_permission(write.actor, kSellPermission));
        TRY(const auto customer_id, call.path_id<CustomerId>("customer_id"));
        TRY(const auto sale_id, call.path_id<SaleId>("sale_id"));
        TRY(const auto made, exchange(*products, write, customer_id, sale_id, request));
        return kit::answer_with(made, write.view(), 201);
      });
}

void add_read_routes(kit::Endpoints& endpoints) {
  auto list = kit::spec_of("list_sales", "Sales within reach, newest first.", kReadPermission);
  list.answer = &table_of<Sale>();
  list.answer_is_list = true;
  list.query = {{"store_id", "of this store", FieldKind::id},
                {"customer_id", "of this customer", FieldKind::id},
                {"staff_id", "sold by", FieldKind::id},
                {"from", "not before", FieldKind::time},
                {"to", "before", FieldKind::time},
                {"source", "till, api or import"},
                {"external_ref", "order number of another system"},
                {"offline_difference", "true: made offline and shown at another amount than it comes to"},
                {"offline_review", "open: made offline and to be looked at; reviewed: somebody has"}};
  endpoints.read("/v1/sales", list, list_sales);

  auto found = kit::spec_of("find_sale", "The sale a receipt's code stands for, scanned or typed.", kReadPermission);
  found.answer = &table_of<SaleDocument>();
  found.query = {{"code", "of the receipt, or the order number of another system"}};
  found.refusals = {"sales.not_found"};
  endpoints.read("/v1/sales/find", found, [](kit::Read& read, const kit::Call& call) -> Result<kit::Answer> {
    const auto code = call.query_text("code");
    if (!code) return refuse(RefusalKind::invalid, "request.required", "code is needed", "code");
    TRY(const auto document, find_by_receipt(read, *code));
    return kit::answer_with(document, read.view());
  });

  auto one = kit::spec_of("get_sale", "One sale with lines, payments and returns.", kReadPermission);
  one.answer = &table_of<SaleDocument>();
  endpoints.read("/v1/customers/{customer_id}/sales/{sale_id}", one,
                 [](kit::Read& read, const kit::Call& call) -> Result<kit::Answer> {
                   TRY(const auto customer_id, call.path_id<CustomerId>("customer_id"));
                   TRY(const auto sale_id, call.path_id<SaleId>("sale_id"));
                   TRY(const auto document, load(read, customer_id, sale_id));
                   return kit::answer_with(document, read.view());
                 });
}

}  // namespace

void add_routes(kit::Endpoints& endpoints) {
  add_read_routes(endpoints);
  const auto products = std::make_shared<catalogue::ProductCache>();

  auto quoting =
      kit::spec_of("quote_sale", "What these lines would cost this customer now; nothing is written.", kSellPermission);
  quoting.answer = &table_of<Quote>();
  quoting.refusals = {"catalogue.product_unknown", "sales.customer_unknown", "identity.store_unknown"};
  endpoints.blocking(http::Method::post, "/v1/quotes", quoting, &table_of<QuoteRequest>(), http::BodyKind::json,
                     [products](kit::Blocking& call) { return post_quote(*products, call); });

  auto selling = kit::spec_of("complete_sale", "Completes a sale as quoted, with its payments.", kSellPermission);
  selling.answer = &table_of<SaleDocument>();
  selling.success_status = 201;
  selling.refusals = {"sales.payable_changed", "sales.payments_do_not_add_up", "catalogue.product_unknown"};
  endpoints.write<SaleRequest>(
      http::Method::post, "/v1/sales", selling,
      [products](kit::Write& write, const kit::Call&, const SaleRequest& request) -> Result<kit::Answer> {
        TRY(const auto document, sell(*products, write, request));
        return kit::answer_with(document, write.view(), 201);
      },
      {may_share, [](db::Transaction& tx, const SaleRequest& request) { foretell(tx, request); }});

  add_return_routes(endpoints, products);
  add_reservation_routes(endpoints, products);
  add_receipt_routes(endpoints);
  add_offline_routes(endpoints);
}

}  // namespace homeport::sales
