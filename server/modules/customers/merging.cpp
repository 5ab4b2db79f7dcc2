// Two customers who turn out to be one: the pointer, and what the modules above do when it is set.

#include "modules/customers/merging.hpp"

#include <algorithm>

#include "modules/customers/records.hpp"
#include "modules/customers/store.hpp"

namespace homeport::customers {
namespace {

Refusal merged_already(CustomerId id, CustomerId successor) {
  return refuse(
      RefusalKind::conflict, "customers.merged_already",
      "customer " + to_string(id) + " was merged into customer " + to_string(successor) + " before: merge that one");
}

Kinsman kinsman(const kit::Read& read, CustomerId id) {
  auto customer = load(read, id);
  if (!customer.ok()) return {id, std::nullopt};
  return {id, visible(read.actor, *customer).name};
}

// What lists ask for and the record shows of the one who goes, goes along: his tags, and his own values where the one
// who stays has none. Returns the record of the one who stays, as it is by then.
Result<Customer> take_over(kit::Write& write, const Customer& stays, const Customer& goes) {
  store::move_tags_and_values(write.tx, goes.id, stays.id, write.now);
  Customer after = stays;
  load_parts(write.tx, after);
  if (after.tag_ids.size() > static_cast<std::size_t>(kMostTagsOfOne)) {
    return refuse(RefusalKind::unprocessable, "customers.too_many_tags",
                  "together they have " + std::to_string(after.tag_ids.size()) + " tags, a customer has at most " +
                      std::to_string(kMostTagsOfOne),
                  "from_customer_id");
  }
  save_search(write, goes);
  if (kit::changes_between(stays, after).empty()) return stays;
  after.updated_at = write.now;
  ++after.version;
  if (!store::update(write.tx, after)) throw db::SerializationFailure("the customer was edited a moment ago");
  save_search(write, after);
  return after;
}

// Whoever may not see what is hidden of a customer doesn't bring it to light by a merge.
Outcome check_visible(const kit::Actor& actor, const Customer& customer) {
  if (customer.hidden_bits == 0 || actor.may(kHiddenPermission)) return Done{};
  return refuse(RefusalKind::forbidden, "customers.hidden", "claim the customer first: his details are hidden");
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

Result<Kin> merge(kit::Write& write, CustomerId into, const MergeRequest& request, std::span<const MergePart> parts) {
  TRY(auto stays, load(write.as_read(), into));
  TRY(auto goes, load(write.as_read(), request.from_customer_id));
  TRY_DONE(check_visible(write.actor, goes));
  if (goes.id != stays.id && !request.take_fields.empty()) {
    TRY_DONE(take_chosen(write, goes, stays, request.take_fields));
    TRY(stays, load(write.as_read(), into));
    TRY(goes, load(write.as_read(), request.from_customer_id));
  }
  TRY_DONE(point_to(write, goes.id, into, parts));
  if (stays.status == CustomerStatus::disabled) {
    return refuse(RefusalKind::unprocessable, "customers.disabled", "nobody is merged into a customer out of use");
  }
  TRY(const auto after, take_over(write, stays, goes));
  TRY_DONE(set_status(write, goes.id, CustomerStatus::disabled));
  // As anybody may read it who reads the timeline: a name that is hidden stays so.
  record_event(write, into, "merged", visible({}, goes).name);
  record_event(write, goes.id, "merged_into", visible({}, stays).name);
  auto changes = kit::changes_of_new(request);
  for (auto& change : kit::changes_between(stays, after)) {
    if (change.field == "tag_ids" || change.field == "own_values") changes.push_back(std::move(change));
  }
  audit_customer(write, after, "customers.merge", std::move(changes));
  return show_kin(write.as_read(), into);
}

Result<Kin> show_kin(const kit::Read& read, CustomerId id) {
  TRY_DONE(load(read, id));
  Kin kin;
  if (const auto successor = store::successor_of(read.tx, id)) kin.merged_into = kinsman(read, *successor);
  auto merged = store::merged_into(read.tx, id);
  if (merged.size() > kMostKinShown) merged.resize(kMostKinShown);
  for (const auto one : merged)
    kin.merged.push_back(kinsman(read, one));
  return kin;
}

}  // namespace homeport::customers
