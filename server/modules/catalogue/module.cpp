#include "modules/catalogue/module.hpp"

#include "embedded/catalogue_migrations.hpp"

namespace homeport::catalogue {

kit::Module module() {
  kit::Module module;
  module.name = "catalogue";
  module.permissions = {
      {kReadPermission, "See products and service types", "查看商品与业务类型"},
      {kWritePermission, "Add and edit products and service types", "新增、编辑商品与业务类型"},
  };
  module.migrations = embedded::catalogue_migrations();
  module.add_routes = add_routes;
  module.invariants = invariants();
  return module;
}

}  // namespace homeport::catalogue
