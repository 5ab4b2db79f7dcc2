#pragma once

// What the use-cases of customers share; not for other modules.

#include <span>
#include <string>
#include <string_view>

#include "kit/use_case.hpp"
#include "modules/customers/store.hpp"
#include "modules/customers/types.hpp"

namespace homeport::customers {

// Takes the keys for the customer; customers.phone_taken and its like when one belongs to somebody else.
[[nodiscard]] Outcome take_keys(kit::Write& write, CustomerId id, std::span<const store::Key> keys);

// Adds to the timeline.
void record_event(kit::Write& write, CustomerId id, std::string_view kind, std::string detail);

// An audit entry about the customer; phones in it are masked, for the trail is read by people without the right to
// see them.
void audit_customer(kit::Write& write, const Customer& customer, std::string_view action,
                    std::vector<kit::AuditChange> changes);

}  // namespace homeport::customers
