// A record that should never have been made, taken away as if it had not been.

#include "modules/customers/records.hpp"
#include "modules/customers/service.hpp"
#include "modules/customers/store.hpp"

namespace homeport::customers {

Outcome take_back(kit::Write& write, CustomerId id, std::int64_t version) {
  TRY(const auto customer, load(write.as_read(), id));
  const auto keys = store::load_keys(write.tx, id);
  if (customer.version != version || !store::delete_record(write.tx, id, version)) {
    return refuse(RefusalKind::conflict, "customers.changed_since", "the customer was changed since");
  }
  for (const auto& key : keys)
    store::delete_key(write.tx, id, key);
  store::delete_parts(write.tx, id);
  store::delete_events(write.tx, id);
  store::delete_search(write.tx, id);
  audit_customer(write, customer, "customers.take_back", {});
  publish_change(write, id, customer.store_id);  // whoever keeps something of him looks, and finds him gone
  return Done{};
}

}  // namespace homeport::customers
