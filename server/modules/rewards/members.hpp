#pragma once

// What rewards needs to know of a customer and of tiers, from the modules that know.

#include "modules/rewards/rules.hpp"
#include "modules/rewards/store.hpp"

namespace homeport::rewards {

// Nobody: nothing is known. rewards.customer_unknown (422) with the field.
[[nodiscard]] Result<MemberFacts> member_facts(db::Transaction& tx, std::optional<CustomerId> customer_id);

// rewards.tier_unknown (422) with the field.
[[nodiscard]] Result<TierFacts> tier_facts(db::Transaction& tx, TierId id, std::string_view field);

// The store must be active and within the actor's reach: identity.store_unknown, access.out_of_scope (403).
[[nodiscard]] Outcome check_store(const kit::Read& read, OrgUnitId store_id);

// Whose voucher it is, where the customer is the one its holder was merged into; else the customer.
[[nodiscard]] std::optional<CustomerId> as_holder(db::Transaction& tx, const Voucher& voucher,
                                                  std::optional<CustomerId> customer_id);

// Counts so many more of a gift or series for the member, within the limit, 0: none; what was counted for those merged
// into him stands against it. False when it would be too many.
[[nodiscard]] bool count_within(kit::Write& write, CustomerId customer_id, store::CountOf kind, std::int64_t subject_id,
                                std::int64_t quantity, std::int64_t limit);
// How many he has had, with them.
[[nodiscard]] std::int64_t count_of_kin(db::Transaction& tx, CustomerId customer_id, store::CountOf kind,
                                        std::int64_t subject_id);

[[nodiscard]] std::optional<StaffId> staff_of(const kit::Write& write);

}  // namespace homeport::rewards
