#pragma once

// The audit trail: who did what, when, from where, before and after. Entries are only ever added, in the transaction
// of what they tell about. Margin fields are marked in the entry and shown only to those entitled.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.hpp"

namespace homeport::kit {

struct AuditChange {
  std::string field;
  std::string before_json;  // "null" when there was none
  std::string after_json;
  bool is_margin = false;
};

struct AuditEntry {
  std::string action;        // "customers.create": module.verb
  std::string subject_kind;  // "customer"
  std::int64_t subject_id = 0;
  std::string subject_label;     // what a person calls it, "Claire Gute"
  std::int64_t customer_id = 0;  // the customer concerned, 0 = none: decides where the entry is kept
  std::int64_t org_unit_id = 0;  // the store concerned, 0 = none
  std::vector<AuditChange> changes{};
};

// The fields in which two states of a record differ; internal and write_only fields never appear.
[[nodiscard]] std::vector<AuditChange> changes_between(const RecordTable& table, const void* before, const void* after);
// All non-empty fields of a new record.
[[nodiscard]] std::vector<AuditChange> changes_of_new(const RecordTable& table, const void* record);

template <class Record>
[[nodiscard]] std::vector<AuditChange> changes_between(const Record& before, const Record& after) {
  return changes_between(table_of<Record>(), &before, &after);
}
template <class Record>
[[nodiscard]] std::vector<AuditChange> changes_of_new(const Record& record) {
  return changes_of_new(table_of<Record>(), &record);
}

}  // namespace homeport::kit
