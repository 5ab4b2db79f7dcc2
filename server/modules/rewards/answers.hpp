#pragma once

// What the routes of rewards have in common.

#include <optional>
#include <string>
#include <string_view>

#include "db/record_sql.hpp"
#include "kit/routes.hpp"
#include "modules/customers/service.hpp"

namespace homeport::rewards {

// The customer of the path, if he is within the caller's reach; a bearer's vouchers are within everybody's.
inline Result<customers::CustomerId> reached_customer(const kit::Read& read, const kit::Call& call) {
  TRY(const auto id, call.path_id<customers::CustomerId>("customer_id"));
  if (id.value >= 0) TRY_DONE(customers::load_reached(read, id));
  return id;
}

}  // namespace homeport::rewards
