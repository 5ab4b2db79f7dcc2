#include "support/database_snapshot.hpp"

#include <algorithm>
#include <map>
#include <vector>

namespace homeport::test {
namespace {

const db::Sql kColumns{
    "SELECT m.name, c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.sql NOT "
    "LIKE 'CREATE VIRTUAL%' AND m.name NOT LIKE '%search%' AND m.name NOT LIKE 'sqlite_%' ORDER BY m.name, c.cid",
    "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT) FROM information_schema.columns WHERE table_schema = "
    "current_schema() AND table_name NOT LIKE '%search%' ORDER BY table_name, ordinal_position"};

// The engines write values differently, but two texts are only compared on one of them.
std::string row_text(db::Engine engine, const std::vector<std::string>& columns) {
  std::string text;
  for (const auto& column : columns) {
    if (!text.empty()) text += " || '|' || ";
    text += engine == db::Engine::sqlite ? "coalesce(quote(" + column + "), '')"
                                         : "coalesce(CAST(" + column + " AS TEXT), 'NULL')";
  }
  return text;
}

}  // namespace

std::string everything_in(db::Database& database) {
  return database.read([](db::Transaction& tx) {
    std::map<std::string, std::vector<std::string>> tables;
    for (auto rows = tx.query(kColumns); rows.next();)
      tables[rows.string(0)].push_back(rows.string(1));
    std::string all;
    for (const auto& [table, columns] : tables) {
      std::vector<std::string> lines;
      const auto sql = "SELECT " + row_text(tx.engine(), columns) + " FROM " + table;
      for (auto rows = tx.query_text(sql, {}); rows.next();)
        lines.push_back(table + ": " + rows.string(0) + "\n");
      std::sort(lines.begin(), lines.end());
      for (const auto& line : lines)
        all += line;
    }
    return all;
  });
}

}  // namespace homeport::test
