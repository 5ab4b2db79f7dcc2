#include "modules/identity/sql_text.hpp"

#include "base/text.hpp"

namespace homeport::identity::store {

void where_contains(kit::ListQuery& query, std::initializer_list<std::string_view> columns, std::string_view q) {
  const auto words = fold_for_search(q);
  query.text(" AND (");
  bool is_first = true;
  for (const auto column : columns) {
    if (!is_first) query.text(" OR ");
    is_first = false;
    query.contains(column, words);
  }
  query.text(")");
}

}  // namespace homeport::identity::store
