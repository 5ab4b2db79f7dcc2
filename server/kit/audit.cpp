#include "kit/audit.hpp"

#include "base/json.hpp"

namespace homeport::kit {
namespace {

constexpr View kEverything{true};

bool is_recorded(const FieldRow& row) {
  return row.access != Access::internal && row.access != Access::write_only && row.name != "version" &&
         row.name != "updated_at";
}

std::string value_json(const FieldRow& row, const void* record) {
  std::string out;
  append_value_json(out, *row.type, row.locate(record), kEverything);
  return out;
}

}  // namespace

std::vector<AuditChange> changes_between(const RecordTable& table, const void* before, const void* after) {
  std::vector<AuditChange> changes;
  for (const auto& row : table.rows) {
    if (!is_recorded(row)) continue;
    auto old_json = value_json(row, before);
    auto new_json = value_json(row, after);
    if (old_json == new_json) continue;
    changes.push_back({std::string(row.name), std::move(old_json), std::move(new_json), row.is_margin()});
  }
  return changes;
}

std::vector<AuditChange> changes_of_new(const RecordTable& table, const void* record) {
  std::vector<AuditChange> changes;
  for (const auto& row : table.rows) {
    if (!is_recorded(row)) continue;
    auto json = value_json(row, record);
    if (json == "null" || json == "\"\"" || json == "[]") continue;
    changes.push_back({std::string(row.name), "null", std::move(json), row.is_margin()});
  }
  return changes;
}

}  // namespace homeport::kit
