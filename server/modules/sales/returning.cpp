// Taking back: what units of a sale gave goes back exactly, by what the sale recorded and never by today's rules.

#include "modules/identity/service.hpp"
#include "modules/sales/recording.hpp"
#include "modules/sales/service.hpp"
#include "modules/sales/store.hpp"

namespace homeport::sales {
namespace {

std::vector<programme::RecordedLine> recorded_lines(std::span<const SaleLine> lines) {
  std::vector<programme::RecordedLine> recorded;
  recorded.reserve(lines.size());
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

std::vector<programme::ReturnRequestLine> wanted_lines(std::span<const ReturnLineRequest> lines) {
  std::vector<programme::ReturnRequestLine> wanted;
  wanted.reserve(lines.size());
  for (const auto& line : lines)
    wanted.push_back({line.line_no, line.quantity});
  return wanted;
}

SaleReturn new_return(kit::Write& write, const Sale& sale, const ReturnTerms& terms,
                      const programme::ReturnArithmetic& taken) {
  SaleReturn made;
  made.customer_id = sale.customer_id;
  made.return_id = write.new_id<ReturnId>();
  made.sale_id = sale.sale_id;
  made.store_id = sale.store_id;
  if (write.actor.staff_id.is_set()) made.staff_id = write.actor.staff_id;
  made.external_ref = terms.external_ref;
  made.returned_at = terms.returned_at;
  made.created_at = write.now;
  made.reason = terms.reason;
  made.refund = taken.paid;
  made.consumption = taken.consumption;
  made.profit = taken.profit;
  made.combined = taken.combined;
  return made;
}

void tell_of_return(kit::Write& write, const Sale& sale, const SaleReturn& made) {
  JsonWriter payload;
  const auto zone = identity::store_time_zone(write.tx, made.store_id);
  payload.begin_object().key("returned_on").date(local_date(made.returned_at, zone));
  payload.key("refund_minor").integer(made.refund.minor).end_object();
  write.publish(
      {"sales.sale_returned", made.customer_id.value, made.return_id.value, made.store_id.value, payload.take()});
  auto entry = audit_entry("sales.return", sale);
  entry.changes = kit::changes_of_new(made);
  write.audit(entry);
}

}  // namespace

Result<SaleReturn> write_return(kit::Write& write, const Sale& sale, const ReturnTerms& terms,
                                std::span<const ReturnLineRequest> wanted) {
  const auto lines = store::load_lines(write.tx, sale.customer_id, sale.sale_id);
  auto assessed = programme::assess_return(recorded_lines(lines), wanted_lines(wanted));
  if (!assessed.ok()) return as_sales_refusal(std::move(assessed).refusal());
  auto made = new_return(write, sale, terms, *assessed);
  if (sale.entry_id) {
    TRY(made.entry_id,
        points::reverse(write, made.customer_id, made.sale_id, made.return_id, *assessed, made.returned_at));
  }
  store::insert_return(write.tx, made);
  for (const auto& line : assessed->lines) {
    const SaleReturnLine row{made.customer_id, made.return_id, line.line_no, line.quantity, line.paid};
    store::insert_return_line(write.tx, row);
    store::add_returned_quantity(write.tx, row, made.sale_id);
  }
  store::add_returned_amount(write.tx, made.customer_id, made.sale_id, made.refund);
  tell_of_return(write, sale, made);
  return made;
}

Result<SaleReturn> take_back(kit::Write& write, CustomerId customer_id, SaleId sale_id, const ReturnRequest& request) {
  const auto sale = store::lock_sale(write.tx, customer_id, sale_id);
  if (!sale || !write.actor.reaches(sale->store_id, sale->staff_id.value_or(StaffId{}))) return sale_not_found();
  return write_return(write, *sale, {write.now, request.reason, std::nullopt}, request.lines);
}

}  // namespace homeport::sales
