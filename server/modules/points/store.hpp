#pragma once

// The statements of points, one per function. What they mean: service.cpp.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "db/transaction.hpp"
#include "kit/paging.hpp"
#include "modules/points/types.hpp"

namespace homeport::points::store {

// --- Accounts -------------------------------------------------------------------------------------------------------

[[nodiscard]] std::optional<Account> load_account(db::Transaction& tx, CustomerId id);
// The account, made if it isn't there, locked until the transaction ends, with the present programme revision.
[[nodiscard]] Account lock_account(db::Transaction& tx, CustomerId id, Time now);
void send_account(db::Transaction& tx, const Account& account);
// Accounts whose points have not earned their tier since before `since`, after `after`, in the order of ids.
[[nodiscard]] std::vector<CustomerId> accounts_below_tier(db::Transaction& tx, Time since, CustomerId after,
                                                          std::int64_t limit);
struct AccountSummary {
  std::optional<TierId> tier_id;
  Points combined;
  std::optional<Time> last_sale_at;
};
// Of at most kit::kLargestPageSize customers, with one query.
[[nodiscard]] std::unordered_map<CustomerId, AccountSummary> load_summaries(db::Transaction& tx,
                                                                            std::span<const CustomerId> ids);
[[nodiscard]] std::unordered_map<TierId, std::int64_t> count_by_tier(db::Transaction& tx);

// --- Entries --------------------------------------------------------------------------------------------------------

void send_entry(db::Transaction& tx, const Entry& entry);
[[nodiscard]] std::optional<Entry> load_entry(db::Transaction& tx, CustomerId customer_id, EntryId id);
[[nodiscard]] std::optional<Entry> load_entry_of_sale(db::Transaction& tx, CustomerId customer_id, SaleId sale_id);
// Returns of one sale in the order of arrival.
[[nodiscard]] std::vector<Entry> load_returns_of_sale(db::Transaction& tx, CustomerId customer_id, SaleId sale_id);
[[nodiscard]] kit::ListQuery entry_rows(CustomerId customer_id);
[[nodiscard]] std::span<const kit::SortChoice> entry_sorts();
// Entries that changed the tier, before (at, id), newest first.
[[nodiscard]] std::vector<Entry> tier_changes_before(db::Transaction& tx, CustomerId customer_id, Time at,
                                                     std::int64_t id, std::int64_t limit);

}  // namespace homeport::points::store
