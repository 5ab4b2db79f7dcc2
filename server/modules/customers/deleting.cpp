#include "modules/customers/deleting.hpp"

#include "modules/customers/records.hpp"
#include "modules/identity/service.hpp"

namespace homeport::customers {
namespace {

Outcome check_deletable(kit::Write& write, const Customer& customer) {
  TRY_DONE(check_details_seen(write.actor, customer.hidden_bits));
  if (const auto successor = store::successor_of(write.tx, customer.id)) {
    return refuse(RefusalKind::conflict, "customers.merged_already",
                  "customer " + to_string(customer.id) + " was merged into customer " + to_string(*successor) +
                      ": delete that one");
  }
  return Done{};
}

// As the record stands now: the parts may have changed it.
Customer with_status(kit::Write& write, CustomerId id, CustomerStatus status) {
  auto customer = store::load(write.tx, id);
  CHECK(customer.has_value());
  customer->status = status;
  customer->updated_at = write.now;
  ++customer->version;
  if (!store::update(write.tx, *customer)) throw db::SerializationFailure("the customer was edited a moment ago");
  publish_change(write, id, customer->store_id);
  return std::move(*customer);
}

BinRow bin_row_of(const kit::Write& write, const Customer& customer, const DeletionRequest& request) {
  BinRow row;
  row.customer_id = customer.id;
  row.deleted_at = write.now;
  row.deleted_by_id = write.actor.staff_id;
  row.deleted_by_name = write.actor.name;
  row.reason = request.reason;
  row.was_status = customer.status;
  row.had_owner_id = customer.owner_staff_id;
  return row;
}

void take_along(kit::Write& write, const Customer& with, const DeletionRequest& request) {
  for (const auto id : store::merged_into(write.tx, with.id)) {
    const auto one = store::load(write.tx, id);
    CHECK(one.has_value());
    if (one->status == CustomerStatus::erased) continue;
    auto row = bin_row_of(write, *one, request);
    row.along_with_id = with.id;
    store::insert_bin_row(write.tx, row);
    (void)with_status(write, id, CustomerStatus::deleted);
  }
}

kit::AuditChange text_change(std::string field, std::string_view before, std::string_view after) {
  kit::AuditChange change{std::move(field), "null", "null", false};
  if (!before.empty()) {
    change.before_json.clear();
    append_json_string(change.before_json, before);
  }
  if (!after.empty()) {
    change.after_json.clear();
    append_json_string(change.after_json, after);
  }
  return change;
}

Refusal not_in_bin() {
  return refuse(RefusalKind::not_found, "customers.not_in_recycle_bin", "this customer is not in the recycle bin");
}

Outcome check_may_restore(const kit::Actor& actor, const Customer& customer, const BinRow& row) {
  if (actor.staff_id.is_set() && row.deleted_by_id == actor.staff_id) return Done{};
  return kit::check_reach(actor, customer.store_id, customer.owner_staff_id.value_or(kit::StaffId{}));
}

}  // namespace

Outcome check_present(CustomerId id, CustomerStatus status) {
  if (status == CustomerStatus::deleted) {
    return refuse(RefusalKind::not_found, "customers.in_recycle_bin",
                  "customer " + to_string(id) + " is in the recycle bin");
  }
  if (status == CustomerStatus::erased) {
    return refuse(RefusalKind::not_found, "customers.erased", "customer " + to_string(id) + " was erased");
  }
  return Done{};
}

Refusal found_in_bin(const kit::Actor& actor, const Customer& customer) {
  if (!actor.may(kDeletePermission)) {
    return refuse(RefusalKind::not_found, "customers.not_found", "there is no such customer");
  }
  return refuse(RefusalKind::conflict, "customers.in_recycle_bin",
                "customer " + to_string(customer.id) + ", " + visible(actor, customer).name + ", is in the recycle bin",
                "code");
}

Refusal held_in_bin(const kit::Actor& actor, const Customer& customer, std::string_view what, std::string_view field) {
  auto refusal = refuse(RefusalKind::conflict, "customers.key_in_recycle_bin",
                        "this " + std::string(what) +
                            " belongs to a customer in the recycle bin; restore him or have "
                            "him erased first",
                        std::string(field));
  const auto owner = customer.owner_staff_id.value_or(kit::StaffId{});
  if (actor.may(kDeletePermission) && kit::check_reach(actor, customer.store_id, owner).ok()) {
    refusal.detail += ": customer " + to_string(customer.id) + ", " + visible(actor, customer).name;
  }
  return refusal;
}

Result<BinItem> delete_customer(kit::Write& write, CustomerId id, const DeletionRequest& request,
                                const Extensions& extensions) {
  TRY(const auto before, load(write.as_read(), id));
  TRY_DONE(check_deletable(write, before));
  // Places in the pool are locked before the customer, as everywhere.
  for (const auto& part : extensions.bin)
    TRY_DONE(part.go(write, {id, request.even_with_points}));
  store::hold(write.tx, id, write.now);
  TRY_DONE(load(write.as_read(), id));
  const auto row = bin_row_of(write, before, request);
  store::insert_bin_row(write.tx, row);
  const auto after = with_status(write, id, CustomerStatus::deleted);
  take_along(write, after, request);
  record_event(write, id, "deleted", request.reason);
  audit_customer(write, after, "customers.delete",
                 {text_change("status", word_of(before.status), "deleted"), text_change("reason", {}, request.reason)});
  return bin_item(write.as_read(), {row, before}, extensions);
}

Result<Customer> restore_customer(kit::Write& write, CustomerId id, std::span<const BinPart> parts) {
  if (!store::load_bin_row(write.tx, id)) return not_in_bin();
  store::hold(write.tx, id, write.now);
  const auto row = store::load_bin_row(write.tx, id);
  if (!row || row->along_with_id) return not_in_bin();
  const auto before = store::load(write.tx, id);
  CHECK(before.has_value());
  TRY_DONE(check_may_restore(write.actor, *before, *row));
  for (const auto one : store::gone_along_with(write.tx, id)) {
    const auto along = store::load_bin_row(write.tx, one);
    CHECK(along.has_value());
    store::delete_bin_row(write.tx, one);
    (void)with_status(write, one, along->was_status);
  }
  store::delete_bin_row(write.tx, id);
  (void)with_status(write, id, row->was_status);
  for (const auto& part : parts) {
    if (part.come_back) part.come_back(write, id);
  }
  auto after = store::load(write.tx, id);
  CHECK(after.has_value());
  record_event(write, id, "restored", {});
  audit_customer(write, *after, "customers.restore", {text_change("status", "deleted", word_of(row->was_status))});
  load_parts(write.tx, *after);
  return std::move(*after);
}

BinItem bin_item(const kit::Read& read, const store::BinListRow& found, const Extensions& extensions) {
  auto seen = found.seen;
  // Whoever deleted him knew him; that he is nobody's now hides nothing of him.
  if (found.row.had_owner_id) seen.hidden_bits = 0;
  seen = visible(read.actor, std::move(seen));
  BinItem item;
  item.customer_id = seen.id;
  item.name = seen.name;
  item.kind = seen.kind;
  item.phone = seen.phone;
  item.store_id = seen.store_id;
  item.store_name = identity::org_unit_name(read.tx, seen.store_id);
  item.deleted_at = found.row.deleted_at;
  if (found.row.deleted_by_id.is_set()) item.deleted_by_id = found.row.deleted_by_id;
  item.deleted_by_name = found.row.deleted_by_name;
  item.reason = found.row.reason;
  if (found.row.had_owner_id) item.had_owner_name = identity::staff_name(read.tx, *found.row.had_owner_id);
  const auto days = extensions.bin_days ? extensions.bin_days(read.tx) : std::optional<std::int64_t>{};
  if (days) item.erased_from = plus_days(item.deleted_at, *days);
  return item;
}

}  // namespace homeport::customers
