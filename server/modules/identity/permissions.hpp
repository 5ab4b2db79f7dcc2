#pragma once

// Everything that can be allowed, of all modules, by name.

#include <string>
#include <string_view>
#include <vector>

#include "kit/access.hpp"
#include "modules/identity/types.hpp"

namespace homeport::identity {

[[nodiscard]] const std::vector<kit::Permission>& own_permissions();

class PermissionCatalogue {
 public:
  PermissionCatalogue() { add(own_permissions()); }

  // Names already known are left as they are.
  void add(const std::vector<kit::Permission>& permissions);
  [[nodiscard]] bool has(std::string_view name) const;
  [[nodiscard]] const std::vector<kit::Permission>& all() const { return permissions_; }  // sorted by name
  [[nodiscard]] std::vector<std::string> names() const;

 private:
  std::vector<kit::Permission> permissions_;
};

// "customers.read" → module "customers".
[[nodiscard]] PermissionInfo info_of(const kit::Permission& permission);

}  // namespace homeport::identity
