#include "base/ids.hpp"
#include "kit/paging.hpp"
#include "modules/customers/service.hpp"

namespace homeport::customers {

std::vector<NewestCustomer> newest(const kit::Read& read, std::int64_t limit) {
  kit::ListQuery query(
      "SELECT c.customer_id, c.name, c.phone, c.created_at, c.hidden_bits, c.store_id, c.owner_staff_id, c.is_pooled "
      "FROM customer c WHERE ");
  query.text(kIsPresent);
  query.where_in_reach(read.actor, "c.store_id", "c.owner_staff_id");
  query.text(" ORDER BY c.customer_id DESC LIMIT ").bind(limit);
  std::vector<NewestCustomer> customers;
  for (auto rows = query.run(read.tx); rows.next();) {
    Customer seen;
    seen.name = rows.string(1);
    seen.phone = rows.maybe_string(2);
    seen.hidden_bits = rows.integer(4);
    seen.store_id = rows.id<kit::OrgUnitId>(5);
    if (!rows.is_null(6)) seen.owner_staff_id = rows.id<kit::StaffId>(6);
    seen.is_pooled = rows.integer(7) != 0;
    seen = visible(read.actor, std::move(seen));
    customers.push_back({rows.id<CustomerId>(0), std::move(seen.name), std::move(seen.phone), Time{rows.integer(3)}});
  }
  return customers;
}

std::int64_t count_created_since(const kit::Read& read, Time since) {
  kit::ListQuery query("SELECT c.customer_id FROM customer c WHERE ");
  query.text(kIsPresent).text(" AND c.customer_id >= ").bind(first_id_at(since));
  query.where_in_reach(read.actor, "c.store_id", "c.owner_staff_id");
  return kit::count_rows(read.tx, query).total;
}

std::vector<CustomerId> active_after(db::Transaction& tx, std::optional<kit::OrgUnitId> store_id, CustomerId after,
                                     std::int64_t limit) {
  kit::ListQuery query("SELECT c.customer_id FROM customer c WHERE c.status = 'active' AND c.customer_id > ");
  query.bind(after.value);
  if (store_id) query.where_equal("c.store_id", store_id->value);
  query.text(" ORDER BY c.customer_id LIMIT ").bind(limit);
  std::vector<CustomerId> ids;
  for (auto rows = query.run(tx); rows.next();)
    ids.push_back(rows.id<CustomerId>(0));
  return ids;
}

}  // namespace homeport::customers
