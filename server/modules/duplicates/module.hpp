#pragma once

#include "kit/module.hpp"

namespace homeport::duplicates {

// What main needs of duplicates.
[[nodiscard]] kit::Module module();

// The pieces it is made of.
void add_routes(kit::Endpoints& endpoints);
[[nodiscard]] kit::JobEnd run_scan(kit::JobRun& run);
[[nodiscard]] kit::JobEnd run_look(kit::JobRun& run);
// Puts customers on the list of those to be looked at, or forgets who is gone.
void hear_of_changes(kit::Write& write, std::span<const kit::StoredEvent> news);
// For a list whose job was lost.
void catch_up(kit::Runtime& runtime);

}  // namespace homeport::duplicates
