#include "modules/views/module.hpp"

#include "embedded/views_migrations.hpp"
#include "modules/views/service.hpp"

namespace homeport::views {

kit::Module module() {
  kit::Module made;
  made.name = "views";
  made.permissions = {{kSharePermission, "Share saved views with everybody", "共享列表视图"}};
  made.migrations = embedded::views_migrations();
  made.add_routes = add_routes;
  return made;
}

}  // namespace homeport::views
