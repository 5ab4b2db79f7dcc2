// A record that should never have been made, taken away as if it had not been.

#include "modules/customers/records.hpp"
#include "modules/customers/service.hpp"
#include "modules/customers/store.hpp"

namespace homeport::customers {
namespace {

const db::Sql kDeleteRecord{"DELETE FROM customer WHERE customer_id = $1 AND version = $2"};
const db::Sql kDeleteKeys{"DELETE FROM customer_key WHERE kind = $2 AND value = $3 AND customer_id = $1"};
const db::Sql kDeleteCards{"DELETE FROM customer_card WHERE customer_id = $1"};
const db::Sql kDeleteEvents{"DELETE FROM customer_event WHERE customer_id = $1"};
const db::Sql kDeleteTags{"DELETE FROM customer_tag WHERE customer_id = $1"};
const db::Sql kDeleteValues{"DELETE FROM customer_own_value WHERE customer_id = $1"};
const db::Sql kDeleteSearch{"DELETE FROM customer_search WHERE rowid = $1",
                            "DELETE FROM customer_search WHERE customer_id = $1"};

void delete_own_key(db::Transaction& tx, CustomerId id, std::string_view kind, const std::string& value) {
  tx.send(kDeleteKeys, id, kind, value);
}

}  // namespace

Outcome take_back(kit::Write& write, CustomerId id, std::int64_t version) {
  TRY(const auto customer, load(write.as_read(), id));
  if (customer.version != version || write.tx.execute(kDeleteRecord, id, version) != 1) {
    return refuse(RefusalKind::conflict, "customers.changed_since", "the customer was changed since");
  }
  if (customer.phone) delete_own_key(write.tx, id, "phone", *customer.phone);
  if (customer.external_ref) delete_own_key(write.tx, id, "external", *customer.external_ref);
  for (const auto& card : store::load_cards(write.tx, id))
    delete_own_key(write.tx, id, "card", card.card_number);
  write.tx.send(kDeleteCards, id);
  write.tx.send(kDeleteTags, id);
  write.tx.send(kDeleteValues, id);
  write.tx.send(kDeleteEvents, id);
  write.tx.send(kDeleteSearch, id);
  audit_customer(write, customer, "customers.take_back", {});
  publish_change(write, id, customer.store_id);  // whoever keeps something of him looks, and finds him gone
  return Done{};
}

}  // namespace homeport::customers
