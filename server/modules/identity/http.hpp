#pragma once

#include "kit/endpoint.hpp"
#include "modules/identity/service.hpp"

namespace homeport::identity {

void add_sign_in_routes(kit::Endpoints& endpoints, Identity& identity);
void add_me_routes(kit::Endpoints& endpoints, Identity& identity);
void add_staff_routes(kit::Endpoints& endpoints, Identity& identity);
void add_role_routes(kit::Endpoints& endpoints, Identity& identity);
void add_org_unit_routes(kit::Endpoints& endpoints, Identity& identity);
void add_settings_routes(kit::Endpoints& endpoints);

}  // namespace homeport::identity
