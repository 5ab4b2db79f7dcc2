#include "modules/identity/permissions.hpp"

#include <algorithm>

namespace homeport::identity {

const std::vector<kit::Permission>& own_permissions() {
  static const std::vector<kit::Permission> kPermissions{
      {"identity.org_units.read", "See branches and stores", "查看分支和门店"},
      {"identity.org_units.write", "Add, edit and move branches and stores", "新增、编辑、移动分支和门店"},
      {"identity.roles.read", "See roles and permissions", "查看角色和权限"},
      {"identity.roles.write", "Add and edit roles", "新增和编辑角色"},
      {"identity.settings.write", "Change the settings of the chain", "修改连锁设置"},
      {"identity.staff.read", "See staff", "查看员工"},
      {"identity.staff.write", "Add, edit and disable staff, reset passwords", "新增、编辑、停用员工，重置密码"},
  };
  return kPermissions;
}

void PermissionCatalogue::add(const std::vector<kit::Permission>& permissions) {
  for (const auto& permission : permissions) {
    if (!has(permission.name)) permissions_.push_back(permission);
  }
  std::sort(permissions_.begin(), permissions_.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
}

bool PermissionCatalogue::has(std::string_view name) const {
  return std::any_of(permissions_.begin(), permissions_.end(), [name](const auto& p) { return p.name == name; });
}

std::vector<std::string> PermissionCatalogue::names() const {
  std::vector<std::string> names;
  names.reserve(permissions_.size());
  for (const auto& permission : permissions_)
    names.emplace_back(permission.name);
  return names;
}

PermissionInfo info_of(const kit::Permission& permission) {
  return {std::string(permission.name), std::string(permission.name.substr(0, permission.name.find('.'))),
          std::string(permission.about_en), std::string(permission.about_zh)};
}

}  // namespace homeport::identity
