#include "kit/routes.hpp"

namespace homeport::kit {

RouteSpec spec_of(std::string operation_id, std::string summary, std::string_view permission,
                  const RecordTable* answer) {
  RouteSpec spec;
  spec.operation_id = std::move(operation_id);
  spec.summary = std::move(summary);
  spec.permission = permission;
  spec.answer = answer;
  return spec;
}

}  // namespace homeport::kit
