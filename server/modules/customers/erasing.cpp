// Erasing somebody for good: what stays is a number that sales and points refer to, its store and how it came.

#include "modules/customers/deleting.hpp"
#include "modules/customers/records.hpp"

namespace homeport::customers {
namespace {

void erase(kit::Write& write, CustomerId id) {
  for (const auto& key : store::load_keys(write.tx, id))
    store::delete_key(write.tx, id, key);
  store::delete_parts(write.tx, id);
  store::delete_merge_records(write.tx, id);
  store::delete_bin_row(write.tx, id);
  store::blank_events(write.tx, id);
  store::blank_record(write.tx, id, write.now);
  store::update_search(write.tx, id, "");
  publish_change(write, id, {});
}

}  // namespace

ErasePart erase_part() { return erase; }

Result<Customer> load_deleted(const kit::Read& read, CustomerId id) {
  auto customer = store::load(read.tx, id);
  const auto row = store::load_bin_row(read.tx, id);
  if (!customer || !row || row->along_with_id) {
    return refuse(RefusalKind::not_found, "customers.not_in_recycle_bin", "this customer is not in the recycle bin");
  }
  const bool is_own = read.actor.staff_id.is_set() && row->deleted_by_id == read.actor.staff_id;
  if (!is_own) {
    TRY_DONE(kit::check_reach(read.actor, customer->store_id, customer->owner_staff_id.value_or(kit::StaffId{})));
  }
  load_parts(read.tx, *customer);
  return std::move(*customer);
}

std::vector<CustomerId> deleted_before(db::Transaction& tx, Time before, std::int64_t limit) {
  return store::deleted_before(tx, before, limit);
}

std::optional<Time> deleted_at(db::Transaction& tx, CustomerId id) {
  const auto row = store::load_bin_row(tx, id);
  return row ? std::optional(row->deleted_at) : std::nullopt;
}

std::optional<Time> created_at(db::Transaction& tx, CustomerId id) {
  const auto customer = store::load(tx, id);
  return customer ? std::optional(customer->created_at) : std::nullopt;
}

void hold(kit::Write& write, CustomerId id) { store::hold(write.tx, id, write.now); }

}  // namespace homeport::customers
