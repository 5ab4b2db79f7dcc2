#pragma once

// Saved views of lists: seen by who made them or by everybody, changed by their keepers.

#include <string_view>
#include <vector>

#include "kit/use_case.hpp"
#include "modules/views/types.hpp"

namespace homeport::views {

inline constexpr std::string_view kSharePermission = "views.share";

// The caller's own views of a list and the shared ones, oldest first.
[[nodiscard]] std::vector<SavedView> load_seen(const kit::Read& read, std::string_view list);
// views.unknown, also for a view of somebody else that isn't shared.
[[nodiscard]] Result<SavedView> load(const kit::Read& read, SavedViewId id);

// Refusals: those of normalise (rules.hpp), views.too_many, access.permission_missing for a shared one without
// views.share.
[[nodiscard]] Result<SavedView> create(kit::Write& write, SavedView wanted);
// Saves `after`, made from `before`. Nothing changed: nothing is written. Besides those of create:
// views.not_yours (403) for a shared view of somebody else without views.share.
[[nodiscard]] Result<SavedView> update(kit::Write& write, const SavedView& before, SavedView after);
[[nodiscard]] Outcome remove(kit::Write& write, SavedViewId id);

// The views the caller's lists begin with; only those he still sees.
[[nodiscard]] std::vector<FirstView> load_first(const kit::Read& read);
// Lets a list of the caller's begin with that view from now on, or with everything. views.unknown as in load, also for
// a view of another list.
[[nodiscard]] Outcome put_first(kit::Write& write, const FirstView& wanted);

}  // namespace homeport::views
