#pragma once

// The description of the API, from the routes and their field tables.

#include <string>
#include <string_view>

#include "http/router.hpp"

namespace homeport::http {

// OpenAPI 3.1 as indented JSON, the same bytes for the same routes: paths, methods and schemas are sorted by name.
//
// A table T that is answered becomes the schema T (without write-only and internal fields; required is what is always
// there: neither optional nor margin). A table that is taken becomes TCreate for POST and PUT (or plain T when no route
// answers it) and TPatch for PATCH. Margin fields carry x-homeport-access: margin; amounts carry x-homeport-kind.
// CHECKs that no two tables share a name.
[[nodiscard]] std::string openapi_json(const Router& router, std::string_view version);

// The same JSON with line breaks and two spaces of indentation per level; empty objects and arrays stay on one line.
[[nodiscard]] std::string indent_json(std::string_view compact_json);

}  // namespace homeport::http
