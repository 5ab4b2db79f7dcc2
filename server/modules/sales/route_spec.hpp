#pragma once

#include <string>
#include <string_view>

#include "kit/endpoint.hpp"

namespace homeport::sales {

[[nodiscard]] inline kit::RouteSpec spec_of(std::string operation_id, std::string summary,
                                            std::string_view permission) {
  kit::RouteSpec spec;
  spec.operation_id = std::move(operation_id);
  spec.summary = std::move(summary);
  spec.permission = std::string(permission);
  return spec;
}

}  // namespace homeport::sales
