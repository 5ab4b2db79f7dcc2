#pragma once

#include <optional>
#include <string_view>

#include "kit/module.hpp"
#include "modules/customers/service.hpp"

namespace homeport::sales {

// What main needs of sales.
[[nodiscard]] kit::Module module();
// For the pool: until when a basket is put aside for the customer; nothing when none is.
[[nodiscard]] std::optional<Time> open_order_until(db::Transaction& tx, customers::CustomerId customer_id, Time now);

// Nobody is deleted while a basket is put aside for him: sales.reservation_open.
[[nodiscard]] customers::BinPart bin_part();

// For the retention of leads: a condition in SQL on c.customer_id that holds for whoever bought, or had a basket put
// aside.
[[nodiscard]] std::string_view more_than_lead();

}  // namespace homeport::sales
