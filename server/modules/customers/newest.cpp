#include "base/ids.hpp"
#include "kit/paging.hpp"
#include "modules/customers/service.hpp"

namespace homeport::customers {

std::vector<NewestCustomer> newest(const kit::Read& read, std::int64_t limit) {
  kit::ListQuery query("SELECT c.customer_id, c.name, c.phone, c.created_at FROM customer c WHERE 1 = 1");
  query.where_in_reach(read.actor, "c.store_id", "c.owner_staff_id");
  query.text(" ORDER BY c.customer_id DESC LIMIT ").bind(limit);
  std::vector<NewestCustomer> customers;
  for (auto rows = query.run(read.tx); rows.next();) {
    customers.push_back({rows.id<CustomerId>(0), rows.string(1), visible_phone(read.actor, rows.maybe_string(2)),
                         Time{rows.integer(3)}});
  }
  return customers;
}

std::int64_t count_created_since(const kit::Read& read, Time since) {
  kit::ListQuery query("SELECT c.customer_id FROM customer c WHERE c.customer_id >= ");
  query.bind(first_id_at(since));
  query.where_in_reach(read.actor, "c.store_id", "c.owner_staff_id");
  return kit::count_rows(read.tx, query).total;
}

}  // namespace homeport::customers
