#pragma once

// Gifts, vouchers and rules of behaviour for the demo chain, and what its members do with them.

#include <random>
#include <span>
#include <string_view>

#include "cli/application.hpp"
#include "modules/customers/types.hpp"

namespace homeport::cli {

// In the language of the chain.
void add_demo_rewards(kit::Runtime& runtime, const kit::Actor& actor, std::span<const kit::OrgUnitId> stores,
                      std::string_view language);

// What members do in a day besides buying, within a transaction: visits, reviews and the like, and now and then a
// voucher.
void add_demo_behaviour(kit::Write& write, std::span<const customers::CustomerId> customers, std::mt19937_64& random);

}  // namespace homeport::cli
