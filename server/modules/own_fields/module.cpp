#include "modules/own_fields/module.hpp"

#include "embedded/own_fields_migrations.hpp"
#include "modules/own_fields/service.hpp"

namespace homeport::own_fields {

kit::Module module() {
  kit::Module made;
  made.name = "own_fields";
  made.permissions = {{kWritePermission, "Define own fields and tags", "维护自定义字段与标签"}};
  made.migrations = embedded::own_fields_migrations();
  made.add_routes = add_routes;
  return made;
}

}  // namespace homeport::own_fields
