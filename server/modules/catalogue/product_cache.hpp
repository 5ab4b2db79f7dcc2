#pragma once

// What the cache and the use-cases of the catalogue share; not for other modules.

#include "base/result.hpp"
#include "db/transaction.hpp"
#include "modules/catalogue/types.hpp"

namespace homeport::catalogue {

// After the commit every ProductCache of this process starts anew.
void forget_products_after_commit(db::Transaction& tx);

// catalogue.product_disabled.
[[nodiscard]] Outcome check_for_sale(const ProductForSale& product);

}  // namespace homeport::catalogue
