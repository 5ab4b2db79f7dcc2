#pragma once

// From the rows of an order to a sale and to returns. Private to this module.

#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.hpp"
#include "kit/use_case.hpp"
#include "modules/imports/store.hpp"
#include "modules/imports/types.hpp"

namespace homeport::imports {

// Products this import met, by SKU as the file writes it. They are kept for kProductsKeptSeconds: what is changed
// meanwhile counts for orders after that. Only what is committed goes in.
class MetProducts {
 public:
  using BySku = std::unordered_map<std::string, catalogue::ProductForSale>;

  [[nodiscard]] const catalogue::ProductForSale* find(const std::string& sku, Time now);
  void keep(BySku&& met);

 private:
  BySku met_;
  Time emptied_at_;
};
inline constexpr std::int64_t kProductsKeptSeconds = 5;

// What recording one order came to, to be kept once it is committed.
struct RecordedOrder {
  store::Progress progress;
  MetProducts::BySku met;
  std::int64_t bad_row = 0;  // after a refusal: the row at fault
};

// A file being recorded, and who brought it: what is beyond his reach isn't there for it.
struct Brought {
  const ImportFile& import;
  const kit::Actor& importer;
};

// Records an order with the customers and products it needs, takes its rows away and counts them; nothing happens when
// it has none left. Rows that sell become one sale; rows that take back are returns, one for each product, and where no
// earlier sale covers such a product its rows are refused while the rest of the order goes on. A refusal leaves nothing
// written once it is rolled back.
[[nodiscard]] Outcome record_order(kit::Write& write, const Brought& brought, const std::string& order_ref,
                                   MetProducts& products, RecordedOrder& recorded);

// Turns the rows of an order that was refused into error rows.
void refuse_order(kit::Write& write, const ImportFile& import, const std::string& order_ref, const Refusal& refusal,
                  std::int64_t bad_row);

}  // namespace homeport::imports
