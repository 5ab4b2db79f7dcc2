#include "modules/sales/service.hpp"

#include "modules/catalogue/service.hpp"
#include "modules/sales/quoting.hpp"
#include "modules/sales/store.hpp"

namespace homeport::sales {
namespace {

// Everything that is written when a sale is completed, in one place for till and import.
struct NewSale {
  Sale sale;
  std::vector<SaleLine> lines;
  std::vector<Payment> payments;
};

void fill_worth(NewSale& made, const points::SaleQuote& worth) {
  const auto& sums = worth.arithmetic;
  made.sale.list = sums.list;
  made.sale.payable = sums.payable;
  made.sale.rebate = sums.rebate;
  made.sale.cost = sums.cost;
  made.sale.consumption = sums.consumption;
  made.sale.profit = sums.profit;
  made.sale.combined = sums.combined;
  if (worth.tier) {
    made.sale.tier_id = worth.tier->id;
    made.sale.tier_name = worth.tier->name;
  }
  if (worth.strategy) made.sale.strategy_id = worth.strategy->id;
  for (std::size_t i = 0; i < made.lines.size(); ++i) {
    const auto& share = sums.lines[i];
    auto& line = made.lines[i];
    line.customer_id = made.sale.customer_id;
    line.sale_id = made.sale.sale_id;
    line.rebate = share.rebate;
    line.paid = share.paid;
    line.cost = share.cost;
    line.consumption = share.consumption;
    line.profit = share.profit;
    line.combined = share.combined;
  }
}

std::string completed_payload(const Sale& sale, const TimeZone& zone) {
  JsonWriter json;
  json.begin_object()
      .key("sold_on")
      .date(local_date(sale.sold_at, zone))
      .key("payable_minor")
      .integer(sale.payable.minor);
  return json.end_object().take();
}

void write_sale(kit::Write& write, const NewSale& made, const TimeZone& zone) {
  store::insert_sale(write.tx, made.sale);
  for (const auto& line : made.lines)
    store::insert_line(write.tx, line);
  for (std::size_t i = 0; i < made.payments.size(); ++i) {
    store::insert_payment(write.tx, made.sale, static_cast<std::int64_t>(i) + 1, made.payments[i]);
  }
  write.publish({"sales.sale_completed", made.sale.customer_id.value, made.sale.sale_id.value, made.sale.store_id.value,
                 completed_payload(made.sale, zone)});
}

void tell_screens(kit::Write& write, const Sale& sale) {
  JsonWriter json;
  json.begin_object().key("customer_id").id(sale.customer_id.value).key("sale_id").id(sale.sale_id.value);
  json.key("store_id").id(sale.store_id.value).key("payable_minor").integer(sale.payable.minor);
  json.key("sold_at").time(sale.sold_at).end_object();
  http::LiveEvent event;
  event.topic = "sale.completed";
  event.data_json = json.take();
  event.org_unit_id = sale.store_id.value;
  event.permission = std::string(kReadPermission);
  write.tell_live(std::move(event));
}

kit::AuditEntry audit_entry(std::string action, const Sale& sale) {
  kit::AuditEntry entry;
  entry.action = std::move(action);
  entry.subject_kind = "sale";
  entry.subject_id = sale.sale_id.value;
  entry.subject_label = sale.customer_name.value_or(std::string());
  entry.customer_id = sale.customer_id.value;
  entry.org_unit_id = sale.store_id.value;
  return entry;
}

NewSale new_sale(kit::Write& write, const SaleRequest& request, const Basket& basket) {
  NewSale made;
  made.sale.customer_id = request.customer_id.value_or(CustomerId{write.anonymous_customer_id()});
  made.sale.sale_id = write.new_id<SaleId>();
  made.sale.store_id = basket.store.id;
  if (write.actor.staff_id.is_set()) made.sale.staff_id = write.actor.staff_id;
  made.sale.source = request.source;
  made.sale.sold_at = write.now;
  made.sale.created_at = write.now;
  made.sale.note = request.note;
  if (basket.customer) made.sale.customer_name = basket.customer->name;
  made.payments = request.payments;
  for (const auto& line : basket.lines) {
    SaleLine row;
    row.line_no = line.line_no;
    row.product_id = line.product.id;
    row.sku = line.product.sku;
    row.product_name = line.product.name;
    row.quantity = line.quantity;
    row.unit_price = line.unit_price;
    row.discount = line.discount;
    row.amount = line.amount;
    made.lines.push_back(std::move(row));
  }
  return made;
}

Outcome check_expected(const Basket& basket, const points::SaleQuote& worth, Money expected, View view) {
  if (worth.arithmetic.payable == expected) return Done{};
  auto refusal = refuse(RefusalKind::conflict, "sales.payable_changed",
                        "payable is " + std::to_string(worth.arithmetic.payable.minor) + " now, the till expected " +
                            std::to_string(expected.minor),
                        "expected_payable_minor");
  refusal.current_json = to_json(quote_of(basket, worth, view), view);
  return refusal;
}

Result<points::SaleQuote> worth_for_update(kit::Write& write, std::optional<CustomerId> customer_id,
                                           std::span<const programme::LineInput> inputs, Time at) {
  if (customer_id) return points::quote_for_update(write, *customer_id, inputs, at);
  return points::quote(write.tx, std::nullopt, inputs, at);
}

std::vector<programme::ReturnRequestLine> wanted_lines(const ReturnRequest& request) {
  std::vector<programme::ReturnRequestLine> wanted;
  for (const auto& line : request.lines)
    wanted.push_back({line.line_no, line.quantity});
  return wanted;
}

std::vector<programme::RecordedLine> recorded_lines(std::span<const SaleLine> lines) {
  std::vector<programme::RecordedLine> recorded;
  for (const auto& line : lines) {
    programme::RecordedLine row;
    row.line_no = line.line_no;
    row.quantity = line.quantity;
    row.returned_quantity = line.returned_quantity;
    row.share.cost = line.cost;
    row.share.consumption = line.consumption;
    row.share.profit = line.profit;
    row.share.combined = line.combined;
    row.share.rebate = line.rebate;
    row.share.paid = line.paid;
    recorded.push_back(row);
  }
  return recorded;
}

// The reasons of the programme's arithmetic speak of returns as the caller of sales knows them.
Refusal as_sales_refusal(Refusal refusal) {
  constexpr std::string_view kProgramme = "programme.";
  if (refusal.reason.starts_with(kProgramme)) refusal.reason = "sales." + refusal.reason.substr(kProgramme.size());
  return refusal;
}

}  // namespace

Result<Quote> quote(catalogue::ProductCache& products, const kit::Read& read, const QuoteRequest& request) {
  TRY(const auto basket, fill_basket(products, read, request.store_id, request.customer_id, request.lines));
  TRY(const auto worth, points::quote(read.tx, request.customer_id, basket.inputs, read.now));
  return quote_of(basket, worth, read.view());
}

Result<SaleDocument> sell(catalogue::ProductCache& products, kit::Write& write, const SaleRequest& request) {
  TRY(const auto basket, fill_basket(products, write.as_read(), request.store_id, request.customer_id, request.lines));
  TRY(const auto worth, worth_for_update(write, request.customer_id, basket.inputs, write.now));
  TRY_DONE(check_expected(basket, worth, request.expected_payable, write.view()));
  TRY_DONE(check_payments(request.payments, worth.arithmetic.payable));
  auto made = new_sale(write, request, basket);
  fill_worth(made, worth);
  if (request.customer_id) {
    made.sale.entry_id =
        points::accumulate(write, *request.customer_id, made.sale.sale_id, worth, basket.inputs, made.sale.sold_at);
  }
  write_sale(write, made, basket.store.time_zone);
  write.audit(audit_entry("sales.sell", made.sale));
  tell_screens(write, made.sale);
  SaleDocument document;
  document.sale = std::move(made.sale);
  document.store_name = basket.store.name;
  document.staff_name = write.actor.name;
  document.lines = std::move(made.lines);
  document.payments = std::move(made.payments);
  return document;
}

Result<SaleReturn> take_back(kit::Write& write, CustomerId customer_id, SaleId sale_id, const ReturnRequest& request) {
  const auto sale = store::lock_sale(write.tx, customer_id, sale_id);
  if (!sale || !write.actor.reaches(sale->store_id, sale->staff_id.value_or(StaffId{}))) {
    return refuse(RefusalKind::not_found, "sales.not_found", "there is no such sale within your reach");
  }
  const auto lines = store::load_lines(write.tx, customer_id, sale_id);
  auto assessed = programme::assess_return(recorded_lines(lines), wanted_lines(request));
  if (!assessed.ok()) return as_sales_refusal(std::move(assessed).refusal());

  SaleReturn made;
  made.customer_id = customer_id;
  made.return_id = write.new_id<ReturnId>();
  made.sale_id = sale_id;
  made.store_id = sale->store_id;
  if (write.actor.staff_id.is_set()) made.staff_id = write.actor.staff_id;
  made.returned_at = write.now;
  made.created_at = write.now;
  made.reason = request.reason;
  made.refund = assessed->paid;
  made.consumption = assessed->consumption;
  made.profit = assessed->profit;
  made.combined = assessed->combined;
  if (sale->entry_id) {
    TRY(made.entry_id, points::reverse(write, customer_id, sale_id, made.return_id, *assessed, write.now));
  }
  store::insert_return(write.tx, made);
  for (const auto& line : assessed->lines) {
    const SaleReturnLine row{customer_id, made.return_id, line.line_no, line.quantity, line.paid};
    store::insert_return_line(write.tx, row);
    store::add_returned_quantity(write.tx, row, sale_id);
  }
  store::add_returned_amount(write.tx, customer_id, sale_id, made.refund);
  JsonWriter payload;
  const auto zone = identity::store_time_zone(write.tx, made.store_id);
  payload.begin_object().key("returned_on").date(local_date(made.returned_at, zone));
  payload.key("refund_minor").integer(made.refund.minor).end_object();
  write.publish({"sales.sale_returned", customer_id.value, made.return_id.value, made.store_id.value, payload.take()});
  auto entry = audit_entry("sales.return", *sale);
  entry.changes = kit::changes_of_new(made);
  write.audit(entry);
  return made;
}

Result<SaleDocument> load(const kit::Read& read, CustomerId customer_id, SaleId sale_id) {
  auto sale = store::load_sale(read.tx, customer_id, sale_id);
  if (!sale || !read.actor.reaches(sale->store_id, sale->staff_id.value_or(StaffId{}))) {
    return refuse(RefusalKind::not_found, "sales.not_found", "there is no such sale within your reach");
  }
  SaleDocument document;
  document.store_name = identity::org_unit_name(read.tx, sale->store_id);
  if (sale->staff_id) document.staff_name = identity::staff_name(read.tx, *sale->staff_id);
  document.lines = store::load_lines(read.tx, customer_id, sale_id);
  document.payments = store::load_payments(read.tx, customer_id, sale_id);
  document.returns = store::load_returns(read.tx, customer_id, sale_id);
  document.sale = std::move(*sale);
  return document;
}

bool is_recorded(db::Transaction& tx, std::string_view external_ref) {
  return store::find_external(tx, external_ref).has_value();
}

Result<ImportedAs> record_imported(kit::Write& write, const ImportedSale& given) {
  NewSale made;
  made.sale.customer_id = given.customer_id;
  made.sale.sale_id = write.new_id<SaleId>();
  if (!store::take_external_key(write.tx, given.external_ref,
                                {given.customer_id, made.sale.sale_id, given.input_hash})) {
    const auto there = store::find_external(write.tx, given.external_ref);
    if (there && there->input_hash == given.input_hash) return ImportedAs::was_here_already;
    return refuse(RefusalKind::conflict, "sales.external_ref_differs",
                  "order " + given.external_ref + " is here already, with other lines", "order_ref");
  }
  TRY(const auto store, identity::require_store(write.tx, given.store_id));
  TRY(const auto customer, customers::load_head(write.tx, given.customer_id));
  std::vector<programme::LineInput> inputs;
  for (const auto& line : given.lines) {
    const auto product = catalogue::load_for_sale(write.tx, line.product_id);
    CHECK(product.has_value());
    inputs.push_back(input_of(*product, line.quantity, line.amount, line.cost));
    SaleLine row;
    row.line_no = static_cast<std::int64_t>(made.lines.size()) + 1;
    row.product_id = product->id;
    row.sku = product->sku;
    row.product_name = product->name;
    row.quantity = line.quantity;
    row.amount = line.amount;
    // The file knows the amount of the line; the price of a unit is what that comes to, the rest counts as discount.
    row.unit_price.minor = (line.amount.minor + line.quantity - 1) / line.quantity;
    row.discount = Money{row.unit_price.minor * line.quantity - line.amount.minor};
    made.lines.push_back(std::move(row));
  }
  TRY(const auto worth,
      points::quote_for_update(write, given.customer_id, inputs, given.sold_at, programme::Pricing::paid_at_list));
  made.sale.store_id = given.store_id;
  made.sale.source = SaleSource::import;
  made.sale.external_ref = given.external_ref;
  made.sale.sold_at = given.sold_at;
  made.sale.created_at = write.now;
  made.sale.customer_name = customer.name;
  fill_worth(made, worth);
  if (worth.arithmetic.payable.minor > 0) made.payments.push_back({PaymentKind::other, worth.arithmetic.payable});
  made.sale.entry_id =
      points::accumulate(write, given.customer_id, made.sale.sale_id, worth, inputs, made.sale.sold_at);
  write_sale(write, made, store.time_zone);
  write.audit(audit_entry("sales.import", made.sale));
  return ImportedAs::recorded;
}

}  // namespace homeport::sales
