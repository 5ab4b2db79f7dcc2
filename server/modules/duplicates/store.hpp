#pragma once

// The SQL of duplicates and nothing but: one statement per function.

#include <optional>
#include <string>
#include <vector>

#include "db/transaction.hpp"
#include "kit/paging.hpp"
#include "modules/duplicates/types.hpp"

namespace homeport::duplicates::store {

void delete_keys(db::Transaction& tx, CustomerId id);
void insert_key(db::Transaction& tx, const std::string& block, CustomerId id);
// At most kMostInBlock + 2 of them: more than kMostInBlock beside oneself, and the block says nothing.
[[nodiscard]] std::vector<CustomerId> customers_in_block(db::Transaction& tx, const std::string& block);

// Asked for again, somebody waits for the newer news only: it may have come while he was looked at.
[[nodiscard]] bool is_anybody_waiting(db::Transaction& tx);
void put_waiting(db::Transaction& tx, const Waiting& waiting);
// Who has waited longest.
[[nodiscard]] std::vector<Waiting> load_waiting(db::Transaction& tx, std::int64_t limit);
void delete_waiting(db::Transaction& tx, const Waiting& waiting);

// A pair found again keeps what was decided; one still open gets the new score.
void save_pair(db::Transaction& tx, const Pair& pair);
[[nodiscard]] std::vector<Pair> open_pairs_of(db::Transaction& tx, CustomerId id);
void delete_pair(db::Transaction& tx, const Pair& pair);
void mark_merged(db::Transaction& tx, CustomerId first, CustomerId second, kit::StaffId by, Time at);
void reopen_merged(db::Transaction& tx, CustomerId first, CustomerId second);
[[nodiscard]] std::optional<Pair> load_pair(db::Transaction& tx, PairId id);
// False when it is in another state by now.
[[nodiscard]] bool decide(db::Transaction& tx, const Pair& pair, PairState from);
[[nodiscard]] kit::ListQuery list_pairs(const kit::Actor& actor, PairState state, std::int64_t least_score);

}  // namespace homeport::duplicates::store
