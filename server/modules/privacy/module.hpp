#pragma once

#include <vector>

#include "kit/module.hpp"
#include "modules/privacy/service.hpp"

namespace homeport::privacy {

// What main needs of privacy; `hooks`: how the other modules forget somebody, and what they hold of a person.
[[nodiscard]] kit::Module module(Hooks hooks = {});

// The pieces it is made of.
void add_consent_routes(kit::Endpoints& endpoints);
void add_reveal_routes(kit::Endpoints& endpoints);
void add_erasure_routes(kit::Endpoints& endpoints, const HooksPtr& hooks);
void add_setting_routes(kit::Endpoints& endpoints, const HooksPtr& hooks);
void add_personal_data_routes(kit::Endpoints& endpoints, const HooksPtr& hooks);
[[nodiscard]] std::vector<kit::Invariant> invariants();

}  // namespace homeport::privacy
