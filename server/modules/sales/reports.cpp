// What higher modules and screens read of sales: day totals, newest sales, the customer's timeline.

#include "db/record_sql.hpp"
#include "kit/paging.hpp"
#include "modules/sales/service.hpp"
#include "modules/sales/store.hpp"

namespace homeport::sales {
namespace {

customers::TimelineEntry entry_of(const Sale& sale, View view) {
  customers::TimelineEntry entry;
  entry.at = sale.sold_at;
  entry.id = sale.sale_id.value;
  entry.kind = customers::TimelineKind::sale;
  entry.title_key = "timeline.sale";
  entry.subject_kind = "sale";
  entry.subject_id = Id<customers::TimelineSubjectTag>{sale.sale_id.value};
  entry.amount = sale.payable;
  if (view.margin) entry.points = sale.combined;
  return entry;
}

customers::TimelineEntry entry_of(const SaleReturn& made, View view) {
  customers::TimelineEntry entry;
  entry.at = made.returned_at;
  entry.id = made.return_id.value;
  entry.kind = customers::TimelineKind::sale_return;
  entry.title_key = "timeline.return";
  entry.params = {{"reason", made.reason}};
  entry.subject_kind = "sale";
  entry.subject_id = Id<customers::TimelineSubjectTag>{made.sale_id.value};
  entry.amount = -made.refund;
  if (view.margin) entry.points = -made.combined;
  return entry;
}

}  // namespace

customers::TimelineSource timeline_source() {
  return
      [](const kit::Read& read, CustomerId customer_id, const customers::TimelinePosition& before, std::int64_t limit) {
        std::vector<customers::TimelineEntry> entries;
        if (!read.actor.may(kReadPermission)) return entries;
        for (const auto& sale : store::sales_of_customer(read.tx, customer_id, before.at, before.id, limit)) {
          entries.push_back(entry_of(sale, read.view()));
        }
        for (const auto& made : store::returns_of_customer(read.tx, customer_id, before.at, before.id, limit)) {
          entries.push_back(entry_of(made, read.view()));
        }
        customers::keep_newest(entries, limit);
        return entries;
      };
}

std::vector<DayTotal> day_totals(const kit::Read& read, Date from, Date to) {
  kit::ListQuery query("SELECT " + db::columns_of(table_of<DayTotal>(), "d.") +
                       " FROM sale_day_total d WHERE d.sold_on >= ");
  query.bind(format_date(from)).text(" AND d.sold_on <= ").bind(format_date(to));
  query.where_in_reach(read.actor, "d.store_id", "").text(" ORDER BY d.sold_on, d.store_id");
  return db::read_all<DayTotal>(query.run(read.tx));
}

std::vector<Sale> newest_sales(const kit::Read& read, std::int64_t limit) {
  kit::ListQuery query("SELECT " + store::sale_columns() + " FROM sale s WHERE 1 = 1");
  query.where_in_reach(read.actor, "s.store_id", "s.staff_id");
  query.text(" ORDER BY s.sold_at DESC, s.sale_id DESC LIMIT ").bind(limit);
  return db::read_all<Sale>(query.run(read.tx));
}

std::vector<programme::ServiceTypeSums> sums_by_service_type(const kit::Read& read, Time from, Time until) {
  // The part of a line that was kept, by unit first, so that no amount times a quantity leaves 64 bits.
  const auto kept = [](const std::string& column) {
    const std::string units = "(l.quantity - l.returned_quantity)";
    return "CAST(sum(" + column + " / l.quantity * " + units + " + " + column + " % l.quantity * " + units +
           " / l.quantity) AS BIGINT)";
  };
  kit::ListQuery query("SELECT p.service_type_id, " + kept("l.amount_minor") + ", " + kept("l.cost_minor") +
                       ", CAST(count(*) AS BIGINT) FROM sale s JOIN sale_line l ON l.customer_id = s.customer_id AND "
                       "l.sale_id = s.sale_id JOIN product p ON p.product_id = l.product_id "
                       "WHERE l.cost_minor <> l.amount_minor AND l.returned_quantity < l.quantity AND s.sold_at >= ");
  query.bind(from.us).text(" AND s.sold_at < ").bind(until.us);
  query.where_in_reach(read.actor, "s.store_id", "s.staff_id");
  query.text(" GROUP BY p.service_type_id ORDER BY p.service_type_id");
  std::vector<programme::ServiceTypeSums> sums;
  for (auto rows = query.run(read.tx); rows.next();)
    sums.push_back({rows.integer(0), Money{rows.integer(1)}, Money{rows.integer(2)}, rows.integer(3)});
  return sums;
}

}  // namespace homeport::sales
