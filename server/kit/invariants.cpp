#include "kit/invariants.hpp"

namespace homeport::kit {

Invariant no_rows(std::string name, std::string about, const db::Sql& sql, std::string_view whose) {
  auto violations = [&sql, about, whose = std::string(whose)](db::Transaction& tx) {
    std::vector<std::string> sentences;
    for (auto rows = tx.query(sql, kViolationLimit); rows.next();) {
      auto ids = std::to_string(rows.integer(0));
      if (rows.column_count() > 1) ids += "/" + std::to_string(rows.maybe_integer(1).value_or(0));
      sentences.push_back(whose + " " + ids + " breaks: " + about);
    }
    return sentences;
  };
  return {std::move(name), std::move(about), std::move(violations)};
}

}  // namespace homeport::kit
