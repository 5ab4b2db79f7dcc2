#pragma once

// Small pieces of SQL text and columns that the store's files share.

#include <initializer_list>
#include <string_view>

#include "base/fields.hpp"
#include "kit/paging.hpp"

namespace homeport::identity::store {

// " AND (column LIKE '%q%' OR …)" over columns folded by the server; `q` is folded here.
void where_contains(kit::ListQuery& query, std::initializer_list<std::string_view> columns, std::string_view q);

// The enum a column's text names; CHECKs that it names one.
template <class Enum>
[[nodiscard]] Enum choice_of(std::string_view text) {
  const auto& names = Choices<Enum>::names;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == text) return static_cast<Enum>(i);
  }
  CHECK(false);
  return Enum{};
}

}  // namespace homeport::identity::store
