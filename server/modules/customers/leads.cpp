// Leads nobody ever had to do with: found in slices of the records, and put in the recycle bin.

#include "modules/customers/deleting.hpp"
#include "modules/customers/module.hpp"

namespace homeport::customers {
namespace {

// Conditions that hold for whoever is more than a lead, whatever his record says.
void add_conditions(kit::ListQuery& query, std::span<const std::string_view> unless) {
  query.text(
      " AND NOT EXISTS (SELECT 1 FROM customer_card k WHERE k.customer_id = c.customer_id)"
      " AND NOT EXISTS (SELECT 1 FROM customer_merge m WHERE m.customer_id = c.customer_id)");
  for (const auto condition : unless)
    query.text(" AND NOT ").text(condition);
}

// The last of the next `size` records; nothing where there are no more.
std::optional<CustomerId> end_of_slice(db::Transaction& tx, CustomerId after, std::int64_t size) {
  static const db::Sql kEnd{
      "SELECT max(n.customer_id) FROM (SELECT customer_id FROM customer WHERE customer_id > $1 ORDER BY customer_id "
      "LIMIT $2) AS n"};
  auto rows = tx.query(kEnd, after, size);
  if (!rows.next() || rows.is_null(0)) return std::nullopt;
  return rows.id<CustomerId>(0);
}

kit::ListQuery leads_between(const BareLeads& asked, CustomerId after, CustomerId last) {
  kit::ListQuery query("SELECT c.customer_id FROM customer c WHERE c.customer_id > ");
  query.bind(after.value).text(" AND c.customer_id <= ").bind(last.value);
  query.text(" AND c.status IN ('active', 'disabled') AND c.owner_staff_id IS NULL AND c.updated_at < ");
  query.bind(asked.untouched_since.us);
  add_conditions(query, asked.unless);
  return query;
}

bool is_bare_lead(db::Transaction& tx, const BareLeads& asked, CustomerId id) {
  return leads_between(asked, CustomerId{id.value - 1}, id).run(tx).next();
}

}  // namespace

LeadSlice bare_leads_after(db::Transaction& tx, const BareLeads& asked, CustomerId after, std::int64_t examined) {
  LeadSlice slice;
  const auto last = end_of_slice(tx, after, examined);
  if (!last) return {{}, after, true};
  slice.last = *last;
  auto query = leads_between(asked, after, *last);
  query.text(" ORDER BY c.customer_id");
  for (auto rows = query.run(tx); rows.next();)
    slice.leads.push_back(rows.id<CustomerId>(0));
  return slice;
}

Outcome put_lead_in_bin(kit::Write& write, const BareLeads& asked, CustomerId id, std::string reason,
                        const Extensions& extensions) {
  const auto refusal = [] {
    return refuse(RefusalKind::conflict, "customers.more_than_a_lead", "somebody has to do with this customer");
  };
  if (!is_bare_lead(write.tx, asked, id)) return refusal();
  TRY_DONE(delete_customer(write, id, {std::move(reason), false}, extensions));
  // Whoever sold him something a moment ago, before his record was held, is seen now.
  kit::ListQuery query("SELECT c.customer_id FROM customer c WHERE c.customer_id = ");
  query.bind(id.value);
  add_conditions(query, asked.unless);
  if (!query.run(write.tx).next()) return refusal();
  return Done{};
}

}  // namespace homeport::customers
