#pragma once

// The roles a new chain starts with. They may be reshaped afterwards, except the administrator, and never be deleted.

#include <span>
#include <string_view>

#include "modules/identity/types.hpp"

namespace homeport::identity {

struct RoleTemplate {
  std::string_view name_en;
  std::string_view name_zh;
  std::string_view about_en;
  std::string_view about_zh;
  DataScope scope = DataScope::own;
  bool everything = false;
  std::span<const std::string_view> permissions{};  // those that no module declares are left out at set-up

  [[nodiscard]] std::string_view name(Language language) const { return language == Language::zh ? name_zh : name_en; }
  [[nodiscard]] std::string_view about(Language language) const {
    return language == Language::zh ? about_zh : about_en;
  }
};

// The administrator first.
[[nodiscard]] std::span<const RoleTemplate> built_in_roles();

}  // namespace homeport::identity
