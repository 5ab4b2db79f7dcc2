// Erasing somebody for good.

#include "kit/forgetting.hpp"
#include "modules/privacy/rules.hpp"
#include "modules/privacy/service.hpp"
#include "modules/privacy/store.hpp"

namespace homeport::privacy {
namespace {

constexpr std::int64_t kErasedAtOnce = 100;

void forget(kit::Write& write, const Hooks& hooks, CustomerId id, Time created_at) {
  for (const auto& part : hooks.erase)
    part(write, id);
  kit::forget_customer(write.tx, id.value, created_at);
}

// Everybody who was merged into him goes with him; his certificate stands behind what was blanked.
Erasure erase_whole(kit::Write& write, const Hooks& hooks, const customers::Customer& customer, ErasureWay way,
                    std::string reason) {
  for (const auto id : customers::kin_of(write.tx, customer.id)) {
    const auto created_at = customers::created_at(write.tx, id);
    forget(write, hooks, id, created_at.value_or(customer.created_at));
  }
  Erasure erasure;
  erasure.customer_id = customer.id;
  erasure.at = write.now;
  erasure.way = way;
  if (write.actor.staff_id.is_set()) erasure.by_staff_id = write.actor.staff_id;
  erasure.by_name = write.actor.name;
  erasure.reason = std::move(reason);
  store::insert_erasure(write.tx, erasure);
  kit::AuditEntry entry{"privacy.erase",   "customer",
                        customer.id.value, std::string(customers::kErasedName),
                        customer.id.value, customer.store_id.value};
  entry.changes = kit::changes_of_new(erasure);
  write.audit(entry);
  return erasure;
}

}  // namespace

Result<Erasure> erase(kit::Write& write, const Hooks& hooks, CustomerId id, const ErasureRequest& request) {
  TRY(const auto customer, customers::load_deleted(write.as_read(), id));
  // Who knew him by name when he was deleted still sees it, though he is nobody's now.
  const auto seen = customers::visible(write.actor, customer);
  if (!check_confirmation(request.confirmation, seen.name).ok()) {
    TRY_DONE(check_confirmation(request.confirmation, customer.name));
  }
  return erase_whole(write, hooks, customer, ErasureWay::by_hand, request.reason);
}

std::int64_t erase_due(kit::Runtime& runtime, const Hooks& hooks) {
  const auto actor = kit::system_actor("recycle_bin");
  const auto due = kit::in_read(runtime, actor, [](const kit::Read& read) -> std::vector<CustomerId> {
    const auto days = bin_days(read.tx);
    if (!days) return {};
    return customers::deleted_before(read.tx, plus_days(read.now, -*days), kErasedAtOnce);
  });
  std::int64_t erased = 0;
  for (const auto id : due) {
    erased += kit::in_write(runtime, actor, [&](kit::Write& write) -> std::int64_t {
      // He may have been restored meanwhile, or somebody wants to keep him longer.
      const auto days = bin_days(write.tx);
      const auto customer = customers::load_deleted(write.as_read(), id);
      if (!days || !customer.ok()) return 0;
      const auto deleted_at = customers::deleted_at(write.tx, id);
      if (!deleted_at || plus_days(*deleted_at, *days) > write.now) return 0;
      (void)erase_whole(write, hooks, *customer, ErasureWay::by_time,
                        std::to_string(*days) + " days in the recycle bin");
      return 1;
    });
  }
  return erased;
}

customers::ErasePart erase_part() {
  return [](kit::Write& write, CustomerId id) {
    store::forget_consents(write.tx, id);
    store::blank_reveal_notes(write.tx, id);
  };
}

}  // namespace homeport::privacy
