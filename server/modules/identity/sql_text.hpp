#pragma once

// Small pieces of SQL text that the store's files share.

#include <initializer_list>
#include <string_view>

#include "kit/paging.hpp"

namespace homeport::identity::store {

// " AND (column LIKE '%q%' OR …)" over columns folded by the server; `q` is folded here.
void where_contains(kit::ListQuery& query, std::initializer_list<std::string_view> columns, std::string_view q);

}  // namespace homeport::identity::store
