#pragma once

// The SQL of saved views; one statement per function.

#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "db/transaction.hpp"
#include "modules/views/types.hpp"

namespace homeport::views::store {

void insert(db::Transaction& tx, const SavedView& view);
// False when the record is no longer at the version before.
[[nodiscard]] bool update(db::Transaction& tx, const SavedView& view);
void remove(db::Transaction& tx, SavedViewId id);
void insert_filter(db::Transaction& tx, SavedViewId id, const ViewFilter& filter);
void remove_filters(db::Transaction& tx, SavedViewId id);

// Without their filters.
[[nodiscard]] std::optional<SavedView> load(db::Transaction& tx, SavedViewId id);
// Those of that person and the shared ones, oldest first.
[[nodiscard]] std::vector<SavedView> load_seen(db::Transaction& tx, std::string_view list, kit::StaffId staff);
[[nodiscard]] std::vector<ViewFilter> load_filters(db::Transaction& tx, SavedViewId id);
// Of all of load_seen, by view.
[[nodiscard]] std::map<std::int64_t, std::vector<ViewFilter>> load_filters_seen(db::Transaction& tx,
                                                                                std::string_view list,
                                                                                kit::StaffId staff);
[[nodiscard]] std::int64_t count_own(db::Transaction& tx, std::string_view list, kit::StaffId staff);
[[nodiscard]] std::int64_t count_shared(db::Transaction& tx, std::string_view list);

void put_first(db::Transaction& tx, kit::StaffId staff, std::string_view list, SavedViewId id);
void clear_first(db::Transaction& tx, kit::StaffId staff, std::string_view list);
void clear_first_everywhere(db::Transaction& tx, SavedViewId id);
// Those that person still sees, by list.
[[nodiscard]] std::vector<FirstView> load_first(db::Transaction& tx, kit::StaffId staff);

}  // namespace homeport::views::store
