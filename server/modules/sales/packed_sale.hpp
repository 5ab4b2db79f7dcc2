#pragma once

// What analyses need of a sale and its lines, in a few bytes kept with the sale itself: who reads all sales reads one
// row and one value a sale. None of it ever changes; what returns add stands elsewhere.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "modules/sales/service.hpp"
#include "modules/sales/types.hpp"

namespace homeport::sales {

// Store, pricing, time, rebate and points of the sale; number, product, quantity, amount and cost of each line, in
// their order. Costs and profit are margin secrets, so the bytes are.
[[nodiscard]] std::string pack_sale(const Sale& sale, std::span<const SaleLine> lines);

// Fills the sale but for its id, and adds its lines to `lines`. Throws DatabaseError when the bytes are not what
// pack_sale makes.
void unpack_sale(std::string_view packed, HistorySale& sale, std::vector<HistoryLine>& lines);

}  // namespace homeport::sales
