#include "modules/profiles/module.hpp"

#include "embedded/profiles_migrations.hpp"

namespace homeport::profiles {
namespace {

const db::Sql kChannelWithoutKey{
    "SELECT h.customer_id FROM customer_channel h WHERE NOT EXISTS (SELECT 1 FROM customer_key k "
    "WHERE k.kind = h.kind AND k.value = h.value AND k.customer_id = h.customer_id) LIMIT $1"};
const db::Sql kTwoMainAddresses{
    "SELECT a.customer_id FROM customer_address a WHERE a.is_main = 1 GROUP BY a.customer_id "
    "HAVING count(*) > 1 LIMIT $1"};
const db::Sql kTwoMainContacts{
    "SELECT c.customer_id FROM customer_contact c WHERE c.is_main = 1 GROUP BY c.customer_id "
    "HAVING count(*) > 1 LIMIT $1"};

}  // namespace

std::vector<kit::Invariant> invariants() {
  return {
      kit::no_rows("profiles.channel_has_key", "every further phone, e-mail and WeChat id leads to its customer",
                   kChannelWithoutKey),
      kit::no_rows("profiles.one_main_address", "a customer has at most one main address", kTwoMainAddresses),
      kit::no_rows("profiles.one_main_contact", "a customer has at most one main contact", kTwoMainContacts),
  };
}

kit::Module module() {
  kit::Module made;
  made.name = "profiles";
  made.migrations = embedded::profiles_migrations();
  made.add_routes = add_routes;
  made.invariants = invariants();
  return made;
}

}  // namespace homeport::profiles
