#pragma once

#include <memory>
#include <vector>

#include "kit/module.hpp"
#include "modules/customers/service.hpp"

namespace homeport::customers {

// What main needs of customers. `extensions`: what higher modules show in the list, the member head and the timeline.
[[nodiscard]] kit::Module module(Extensions extensions = {});

// The pieces it is made of.
void add_routes(kit::Endpoints& endpoints, const std::shared_ptr<const Extensions>& extensions);
void add_card_routes(kit::Endpoints& endpoints);
void add_merge_routes(kit::Endpoints& endpoints, const std::shared_ptr<const Extensions>& extensions);
void add_bin_routes(kit::Endpoints& endpoints, const std::shared_ptr<const Extensions>& extensions);

void add_jobs(kit::Jobs& jobs);
void add_subscriptions(kit::Outbox& outbox);
[[nodiscard]] std::vector<kit::Invariant> invariants();

}  // namespace homeport::customers
