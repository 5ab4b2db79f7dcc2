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

std::optional<StaffId> staff_of(const kit::Write& write) {
  return write.actor.staff_id.is_set() ? std::optional(write.actor.staff_id) : std::nullopt;
}

}  // namespace homeport::rewards
