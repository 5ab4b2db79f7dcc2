#pragma once

// What a module hands to main: everything the server needs to know of it, in one value.

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "base/embedded.hpp"
#include "kit/access.hpp"
#include "kit/endpoint.hpp"
#include "kit/invariants.hpp"
#include "kit/jobs.hpp"
#include "kit/outbox.hpp"

namespace homeport::kit {

struct Module {
  std::string name;
  std::vector<Permission> permissions;
  std::span<const EmbeddedFile> migrations;
  std::function<void(Endpoints&)> add_routes;
  std::function<void(Jobs&)> add_jobs;             // may be empty
  std::function<void(Outbox&)> add_subscriptions;  // may be empty
  std::vector<Invariant> invariants;
};

}  // namespace homeport::kit
