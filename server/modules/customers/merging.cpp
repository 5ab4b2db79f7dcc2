// Two customers who turn out to be one: the pointer, and what the modules above do when it is set.

#include "modules/customers/merging.hpp"

#include <algorithm>

#include "modules/customers/merge_records.hpp"
#include "modules/customers/records.hpp"
#include "modules/customers/store.hpp"

namespace homeport::customers {
namespace {

Refusal merged_already(CustomerId id, CustomerId successor, std::string_view what_to_do) {
  return refuse(RefusalKind::conflict, "customers.merged_already",
                "customer " + to_string(id) + " was merged into customer " + to_string(successor) +
                    " before: " + std::string(what_to_do));
}

Kinsman kinsman(const kit::Read& read, CustomerId id) {
  auto customer = load(read, id);
  if (!customer.ok()) return {id, std::nullopt, false};
  return {id, visible(read.actor, *customer).name, false};
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

// In one order, so that two merges of the same two don't wait for each other.
Outcome hold_both(kit::Write& write, CustomerId one, CustomerId other) {
  for (const auto id : {std::min(one, other), std::max(one, other)}) {
    TRY_DONE(load_head(write.tx, id));
    store::hold(write.tx, id, write.now);
  }
  return Done{};
}

// Both records become as they were, as far as nobody has changed them since. Their phones may have changed places, so
// the one who goes gives his up first.
Outcome give_back_records(kit::Write& write, const MergeRecord& record, const Customer& stays, const Customer& goes) {
  const auto wanted = given_back(goes, record.goes_before, record.goes_after);
  auto bare = wanted;
  if (wanted.phone != goes.phone) bare.phone.reset();
  TRY(const auto freed, update(write, goes, std::move(bare)));
  TRY_DONE(update(write, stays, given_back(stays, record.stays_before, record.stays_after)));
  auto whole = freed;
  whole.phone = wanted.phone;
  TRY_DONE(update(write, freed, std::move(whole)));
  return Done{};
}

// `from` and whom he stood for are pointed away from `into`.
void point_back(kit::Write& write, CustomerId from, CustomerId into, std::span<const CustomerId> kin) {
  for (const auto id : kin)
    store::forget_successor(write.tx, id, into);
  for (const auto id : kin) {
    if (id != from) store::set_successor(write.tx, id, from, write.now);
  }
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

std::optional<Time> merged_at(db::Transaction& tx, CustomerId from, CustomerId into) {
  return store::merged_at(tx, from, into);
}

Outcome point_to(kit::Write& write, CustomerId from, CustomerId into, std::span<const MergePart> parts) {
  if (from == into) {
    return refuse(RefusalKind::invalid, "customers.same_customer", "a customer can't be merged into himself");
  }
  TRY_DONE(hold_both(write, from, into));
  for (const auto id : {from, into}) {
    if (const auto successor = store::successor_of(write.tx, id))
      return merged_already(id, *successor, "merge that one");
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
  // A merge brings nothing to light.
  TRY_DONE(check_details_seen(write.actor, goes.hidden_bits));
  MergeRecord record{.kin = kin_of(write.tx, goes.id),
                     .was_active = goes.status == CustomerStatus::active,
                     .stays_before = facts_of(stays),
                     .stays_after = {},
                     .goes_before = facts_of(goes),
                     .goes_after = {}};
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
  record.stays_after = facts_of(after);
  TRY(const auto gone, load(write.as_read(), goes.id));
  record.goes_after = facts_of(gone);
  store::keep_merge(write.tx, into, goes.id, write.new_id<MergeRecordId>(), record, write.now);
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

Result<Kin> unmerge(kit::Write& write, CustomerId into, const UnmergeRequest& request,
                    std::span<const MergePart> parts) {
  const auto from = request.from_customer_id;
  TRY_DONE(load(write.as_read(), into));
  TRY(const auto goes, load(write.as_read(), from));
  TRY_DONE(check_details_seen(write.actor, goes.hidden_bits));
  TRY_DONE(hold_both(write, from, into));
  if (const auto successor = store::successor_of(write.tx, into)) {
    return merged_already(into, *successor, "undo that merge first");
  }
  const auto kept = store::load_merge(write.tx, into, from);
  if (!kept || store::successor_of(write.tx, from) != into) {
    return refuse(RefusalKind::conflict, "customers.not_merged",
                  "customer " + to_string(from) + " was not merged into customer " + to_string(into),
                  "from_customer_id");
  }
  point_back(write, from, into, kept->record.kin);
  for (const auto& part : parts)
    TRY_DONE(part(write, from, into));
  if (kept->record.was_active) TRY_DONE(set_status(write, from, CustomerStatus::active));
  TRY(const auto stays, load(write.as_read(), into));
  TRY(const auto back, load(write.as_read(), from));
  TRY_DONE(give_back_records(write, kept->record, stays, back));
  record_event(write, into, "merge_undone", visible({}, back).name);
  record_event(write, from, "merge_undone_from", visible({}, stays).name);
  audit_customer(write, stays, "customers.unmerge", kit::changes_of_new(request));
  store::close_merge(write.tx, into, kept->id, write.now);
  return show_kin(write.as_read(), into);
}

Result<Kin> show_kin(const kit::Read& read, CustomerId id) {
  TRY_DONE(load(read, id));
  Kin kin;
  if (const auto successor = store::successor_of(read.tx, id)) kin.merged_into = kinsman(read, *successor);
  auto merged = store::merged_into(read.tx, id);
  if (merged.size() > kMostKinShown) merged.resize(kMostKinShown);
  const auto undoable = kin.merged_into ? std::vector<CustomerId>{} : store::undoable_merges(read.tx, id);
  for (const auto one : merged) {
    kin.merged.push_back(kinsman(read, one));
    kin.merged.back().is_undoable = std::find(undoable.begin(), undoable.end(), one) != undoable.end();
  }
  return kin;
}

}  // namespace homeport::customers
