#pragma once

// What rewards needs to know of a customer and of tiers, from the modules that know.

#include "modules/rewards/rules.hpp"

namespace homeport::rewards {

// Nobody: nothing is known. rewards.customer_unknown (422) with the field.
[[nodiscard]] Result<MemberFacts> member_facts(db::Transaction& tx, std::optional<CustomerId> customer_id);

// rewards.tier_unknown (422) with the field.
[[nodiscard]] Result<TierFacts> tier_facts(db::Transaction& tx, TierId id, std::string_view field);

// The store must be active and within the actor's reach: identity.store_unknown, access.out_of_scope (403).
[[nodiscard]] Outcome check_store(const kit::Read& read, OrgUnitId store_id);

[[nodiscard]] std::optional<StaffId> staff_of(const kit::Write& write);

}  // namespace homeport::rewards
