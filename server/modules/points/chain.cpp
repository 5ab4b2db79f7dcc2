#include "modules/points/chain.hpp"

#include "base/crypto.hpp"
#include "base/text.hpp"
#include "db/record_sql.hpp"

namespace homeport::points {
namespace {

void append_value(std::string& text, std::string_view value) {
  append_decimal(text, static_cast<std::int64_t>(value.size()));
  text += ':';
  text += value;
}

}  // namespace

std::string canonical_text(const Entry& entry) {
  const auto& table = table_of<Entry>();
  std::vector<std::string> arena;
  const auto params = db::params_of(table, &entry, arena);
  std::string text;
  text.reserve(1'024);
  std::string number;
  std::size_t column = 0;
  for (const auto& row : table.rows) {
    const auto& param = params[column++];
    if (row.name == "hash" || param.kind == db::Param::Kind::null) continue;
    text += row.name;
    text += '=';
    if (param.kind == db::Param::Kind::integer) {
      number.clear();
      append_decimal(number, param.integer);
      append_value(text, number);
    } else {
      append_value(text, param.bytes);
    }
    text += ';';
  }
  return text;
}

std::string chain_hash(std::string_view previous, const Entry& entry) {
  return base64url_encode(sha256(std::string(previous) + canonical_text(entry)));
}

}  // namespace homeport::points
