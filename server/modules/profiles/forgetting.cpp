// What is forgotten of a customer who is erased: all of it.

#include "modules/profiles/service.hpp"

namespace homeport::profiles {
namespace {

const db::Sql kForgetAddresses{"DELETE FROM customer_address WHERE customer_id = $1"};
const db::Sql kForgetContacts{"DELETE FROM customer_contact WHERE customer_id = $1"};
const db::Sql kForgetChannels{"DELETE FROM customer_channel WHERE customer_id = $1"};
const db::Sql kForgetVehicles{"DELETE FROM customer_vehicle WHERE customer_id = $1"};
const db::Sql kForgetDevices{"DELETE FROM customer_device WHERE customer_id = $1"};
const db::Sql kForgetBirthday{"DELETE FROM customer_lunar_birthday WHERE customer_id = $1"};

}  // namespace

customers::ErasePart erase_part() {
  return [](kit::Write& write, customers::CustomerId id) {
    for (const auto* sql :
         {&kForgetAddresses, &kForgetContacts, &kForgetChannels, &kForgetVehicles, &kForgetDevices, &kForgetBirthday})
      write.tx.send(*sql, id);
  };
}

}  // namespace homeport::profiles
