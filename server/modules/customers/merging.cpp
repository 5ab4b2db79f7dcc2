// Two customers who turn out to be one: the pointer, and what the modules above do when it is set.

#include <algorithm>

#include "modules/customers/service.hpp"
#include "modules/customers/store.hpp"

namespace homeport::customers {
namespace {

Refusal merged_already(CustomerId id, CustomerId successor) {
  return refuse(
      RefusalKind::conflict, "customers.merged_already",
      "customer " + to_string(id) + " was merged into customer " + to_string(successor) + " before: merge that one");
}

}  // namespace

std::vector<CustomerId> kin_of(db::Transaction& tx, CustomerId id) {
  std::vector<CustomerId> kin{id};
  if (id.value <= 0) return kin;
  const auto merged = store::merged_into(tx, id);
  kin.insert(kin.end(), merged.begin(), merged.end());
  return kin;
}

CustomerId successor_of(db::Transaction& tx, CustomerId id) { return store::successor_of(tx, id).value_or(id); }

Outcome point_to(kit::Write& write, CustomerId from, CustomerId into, std::span<const MergePart> parts) {
  if (from == into) {
    return refuse(RefusalKind::invalid, "customers.same_customer", "a customer can't be merged into himself");
  }
  // In one order, so that two merges of the same two don't wait for each other.
  for (const auto id : {std::min(from, into), std::max(from, into)}) {
    TRY_DONE(load_head(write.tx, id));
    store::hold(write.tx, id, write.now);
  }
  for (const auto id : {from, into}) {
    if (const auto successor = store::successor_of(write.tx, id)) return merged_already(id, *successor);
  }
  auto kin = kin_of(write.tx, from);
  store::forget_merged_into(write.tx, from);
  for (const auto id : kin)
    store::set_successor(write.tx, id, into, write.now);
  for (const auto& part : parts)
    TRY_DONE(part(write, from, into));
  return Done{};
}

}  // namespace homeport::customers
