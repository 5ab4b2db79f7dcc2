#include "modules/points/chain.hpp"

#include "base/crypto.hpp"
#include "db/record_sql.hpp"

namespace homeport::points {

std::string canonical_text(const Entry& entry) {
  const auto& table = table_of<Entry>();
  std::vector<std::string> arena;
  const auto params = db::params_of(table, &entry, arena);
  std::string text;
  text.reserve(1'024);
  std::size_t column = 0;
  for (const auto& row : table.rows) {
    const auto& param = params[column++];
    if (row.name == "hash" || param.kind == db::Param::Kind::null) continue;
    const auto value =
        param.kind == db::Param::Kind::integer ? std::to_string(param.integer) : std::string(param.bytes);
    text += row.name;
    text += '=';
    text += std::to_string(value.size());
    text += ':';
    text += value;
    text += ';';
  }
  return text;
}

std::string chain_hash(std::string_view previous, const Entry& entry) {
  return base64url_encode(sha256(std::string(previous) + canonical_text(entry)));
}

}  // namespace homeport::points
