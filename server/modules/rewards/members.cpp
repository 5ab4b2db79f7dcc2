#include "modules/rewards/members.hpp"

#include "modules/identity/service.hpp"
#include "modules/points/service.hpp"
#include "modules/programme/service.hpp"

namespace homeport::rewards {

Result<MemberFacts> member_facts(db::Transaction& tx, std::optional<CustomerId> customer_id) {
  MemberFacts facts;
  if (!customer_id || customer_id->value <= 0) return facts;
  const auto head = customers::load_head(tx, *customer_id);
  if (!head.ok()) {
    return refuse(RefusalKind::unprocessable, "rewards.customer_unknown", "there is no such customer", "customer_id");
  }
  facts.is_known = true;
  facts.is_disabled = head->status != customers::CustomerStatus::active;
  const auto account = points::account_head(tx, *customer_id);
  facts.sales_count = account.sales_count;
  for (const auto id : customers::kin_of(tx, *customer_id)) {
    if (id != *customer_id) facts.sales_count += points::account_head(tx, id).sales_count;
  }
  if (account.tier) {
    facts.tier_id = account.tier->id;
    TRY(const auto tier, tier_facts(tx, account.tier->id, "tier_id"));
    facts.tier_threshold = tier.threshold;
  }
  return facts;
}

Result<TierFacts> tier_facts(db::Transaction& tx, TierId id, std::string_view field) {
  const auto tier = programme::load_tier(tx, id);
  if (!tier.ok()) {
    return refuse(RefusalKind::unprocessable, "rewards.tier_unknown", "there is no such tier", std::string(field));
  }
  return TierFacts{tier->name, tier->threshold};
}

Outcome check_store(const kit::Read& read, OrgUnitId store_id) {
  TRY_DONE(identity::require_store(read.tx, store_id));
  if (read.actor.reaches_store(store_id)) return Done{};
  return refuse(RefusalKind::forbidden, "access.out_of_scope", "this store is not within your reach", "store_id");
}

std::optional<CustomerId> as_holder(db::Transaction& tx, const Voucher& voucher,
                                    std::optional<CustomerId> customer_id) {
  const bool may_be_kin = customer_id && voucher.customer_id.value > 0 && *customer_id != voucher.customer_id;
  if (may_be_kin && customers::successor_of(tx, voucher.customer_id) == *customer_id) return voucher.customer_id;
  return customer_id;
}

bool count_within(kit::Write& write, CustomerId customer_id, store::CountOf kind, std::int64_t subject_id,
                  std::int64_t quantity, std::int64_t limit) {
  if (limit == 0) return store::add_count(write.tx, customer_id, kind, subject_id, quantity, limit);
  auto left = limit;
  for (const auto id : customers::kin_of(write.tx, customer_id)) {
    if (id != customer_id) left -= store::load_count(write.tx, id, kind, subject_id);
  }
  return left > 0 && store::add_count(write.tx, customer_id, kind, subject_id, quantity, left);
}

std::int64_t count_of_kin(db::Transaction& tx, CustomerId customer_id, store::CountOf kind, std::int64_t subject_id) {
  std::int64_t count = 0;
  for (const auto id : customers::kin_of(tx, customer_id))
    count += store::load_count(tx, id, kind, subject_id);
  return count;
}

std::optional<StaffId> staff_of(const kit::Write& write) {
  return write.actor.staff_id.is_set() ? std::optional(write.actor.staff_id) : std::nullopt;
}

}  // namespace homeport::rewards
