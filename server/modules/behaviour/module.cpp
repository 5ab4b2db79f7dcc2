#include "modules/behaviour/module.hpp"

#include "embedded/behaviour_migrations.hpp"
#include "modules/behaviour/service.hpp"

namespace homeport::behaviour {

std::string_view more_than_lead() {
  return "EXISTS (SELECT 1 FROM behaviour_event e WHERE e.customer_id = c.customer_id)";
}

kit::Module module() {
  kit::Module made;
  made.name = "behaviour";
  made.permissions = {
      {kReadPermission, "See behaviour, its rules and marks", "查看行为、规则与加减分"},
      {kWritePermission, "Keep kinds of behaviour and their rules", "维护行为类型与规则"},
      {kRecordPermission, "Record what a customer did", "记录客户行为"},
      {kApprovePermission, "Approve, refuse and take back behaviour", "审核、驳回、撤销行为"},
  };
  made.migrations = embedded::behaviour_migrations();
  made.add_routes = add_routes;
  made.invariants = invariants();
  return made;
}

}  // namespace homeport::behaviour
