#pragma once

// The SQL of sales made offline: one statement per function.

#include <optional>

#include "db/transaction.hpp"
#include "kit/paging.hpp"
#include "modules/sales/types.hpp"

namespace homeport::sales::store {

void insert_offline(db::Transaction& tx, const OfflineSale& sale);
[[nodiscard]] std::optional<OfflineSale> load_offline(db::Transaction& tx, CustomerId customer_id, SaleId sale_id);
// False when it was reviewed before.
[[nodiscard]] bool review_offline(db::Transaction& tx, const OfflineSale& sale);
// What the store bore for sales of this person that nothing explains, sent since then.
[[nodiscard]] Money unexplained_since(db::Transaction& tx, StaffId staff_id, Time since);
// Those within reach, without order and limit.
[[nodiscard]] kit::ListQuery offline_rows(const kit::Actor& actor, std::optional<bool> is_reviewed);

}  // namespace homeport::sales::store
