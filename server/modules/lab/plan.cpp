#include "modules/lab/plan.hpp"

#include <algorithm>
#include <bit>

#include "base/check.hpp"

namespace homeport::lab {

TypeNumbers::TypeNumbers(std::size_t products) : slots_(std::bit_ceil(products * 2 + 2)), mask_(slots_.size() - 1) {}

void TypeNumbers::add(std::int64_t product_id, std::uint16_t number) {
  CHECK(product_id != 0);
  std::size_t at = start_of(product_id);
  while (slots_[at].product_id != 0 && slots_[at].product_id != product_id)
    at = (at + 1) & mask_;
  slots_[at] = {product_id, number};
}

bool Plan::counts(OrgUnitId store) const {
  return store_ids.empty() || std::binary_search(store_ids.begin(), store_ids.end(), store);
}

}  // namespace homeport::lab
