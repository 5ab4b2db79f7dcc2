#include "modules/sales/recording.hpp"

#include "modules/sales/service.hpp"
#include "modules/sales/store.hpp"

namespace homeport::sales {
namespace {

std::string completed_payload(const Sale& sale, const TimeZone& zone) {
  JsonWriter json;
  json.begin_object()
      .key("sold_on")
      .date(local_date(sale.sold_at, zone))
      .key("payable_minor")
      .integer(sale.payable.minor);
  return json.end_object().take();
}

}  // namespace

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

void write_sale(kit::Write& write, const NewSale& made, const TimeZone& zone) {
  store::insert_sale(write.tx, made.sale, made.lines);
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

Refusal sale_not_found() {
  return refuse(RefusalKind::not_found, "sales.not_found", "there is no such sale within your reach");
}

}  // namespace homeport::sales
