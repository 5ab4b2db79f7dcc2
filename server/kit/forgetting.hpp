#pragma once

// What the kit itself keeps of a customer, without what tells who he was.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "db/transaction.hpp"

namespace homeport::kit {

// In place of what was there.
inline constexpr const char* kForgotten = "***";

// Blanks the labels and values of all audit entries that concern the customer, but for numbers, yes and no, and the
// words of states, which the program made itself; who did what and when stays. Blanks the answers kept under
// idempotency keys for him, the one to his creation (at `created_at`) included: a repeated request is still not done
// twice, and is answered without him.
void forget_customer(db::Transaction& tx, std::int64_t customer_id, Time created_at);

// The changes of an audit entry, as they are stored, blanked.
[[nodiscard]] std::string blanked_changes(std::string_view stored);

}  // namespace homeport::kit
