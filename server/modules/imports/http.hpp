#pragma once

#include <string>

#include "kit/endpoint.hpp"
#include "modules/imports/service.hpp"

namespace homeport::imports {

void add_routes(kit::Endpoints& endpoints);
void add_people_routes(kit::Endpoints& endpoints);

// What the routes of both kinds share (http_files.cpp).
[[nodiscard]] BroughtFile brought_file(const http::Request& request);
// The imports of that kind within reach, newest first, by "state" where it is asked for.
[[nodiscard]] Result<kit::Answer> list_of_kind(const kit::Read& read, const kit::Call& call, ImportKind kind);
[[nodiscard]] kit::Answer errors_file(std::string csv);

}  // namespace homeport::imports
