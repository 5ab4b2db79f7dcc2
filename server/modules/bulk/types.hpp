#pragma once

// One change to many customers, or a file of many. What is refused: service.hpp.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/fields.hpp"
#include "base/ids.hpp"
#include "base/time.hpp"
#include "kit/access.hpp"
#include "modules/customers/types.hpp"

namespace homeport::bulk {

using BulkTaskId = Id<struct BulkTaskTag>;
using customers::CustomerId;

enum class BulkKind : std::uint8_t { edit, file };
// expired: the file was deleted.
enum class BulkState : std::uint8_t { running, done, cancelled, failed, undoing, undone, expired };
enum class Selection : std::uint8_t { chosen, asked };
enum class ItemOutcome : std::uint8_t { waiting, changed, unchanged, refused, undone, kept };

inline constexpr std::int64_t kMostChosen = 1'000;
inline constexpr std::int64_t kMostEdited = 20'000;
inline constexpr std::int64_t kMostExported = 100'000;
inline constexpr std::int64_t kMostExportColumns = 60;
inline constexpr std::int64_t kMostRunning = 3;  // tasks of one person
inline constexpr std::int64_t kMostListed = 50;  // tasks of one person, newest first
inline constexpr std::int64_t kFileDays = 7;

// A query parameter of GET /v1/customers.
struct AskedParameter {
  std::string name;
  std::string value;
};

// Whom it is about.
struct Whom {
  Selection selection = Selection::chosen;
  std::vector<CustomerId> customer_ids;    // chosen
  std::vector<AskedParameter> parameters;  // asked; none: everybody within reach
};

// The value of an own field; none clears it.
struct ValueChange {
  std::string field;
  std::optional<std::string> value;
};

// What is set; what isn't named stays.
struct CustomerChange {
  std::vector<own_fields::TagId> add_tag_ids;
  std::vector<own_fields::TagId> remove_tag_ids;
  std::optional<kit::OrgUnitId> store_id;
  std::optional<kit::StaffId> owner_staff_id;
  bool clears_owner = false;
  std::optional<std::string> source;
  std::optional<customers::CustomerStatus> status;
  std::vector<ValueChange> own_values;
};

struct NewBulkEdit {
  Whom whom;
  CustomerChange change;
};

struct FileColumn {
  std::string key;    // "name", "phone", "own.skin"
  std::string title;  // the heading
};

// How a file is written.
struct FileForm {
  std::vector<FileColumn> columns;
  std::string language = "en";  // of words such as the gender
};

struct NewBulkExport {
  Whom whom;
  FileForm form;
};

// What an edit replaced in one customer; only what the change names.
struct Replaced {
  std::vector<own_fields::TagId> tag_ids;
  std::optional<kit::OrgUnitId> store_id;
  std::optional<kit::StaffId> owner_staff_id;
  std::optional<std::string> source;
  std::optional<customers::CustomerStatus> status;
  std::vector<ValueChange> own_values;
};

struct BulkTask {
  BulkTaskId id;
  BulkKind kind = BulkKind::edit;
  BulkState state = BulkState::running;
  std::string question_json;
  std::string change_json;
  std::string form_json;
  std::string rights;
  bool is_gathered = false;
  std::int64_t total = 0;
  std::int64_t done = 0;
  std::int64_t changed = 0;
  std::int64_t refused = 0;
  std::int64_t undone = 0;
  std::optional<std::string> error;
  kit::StaffId created_by;
  std::string created_by_name;
  kit::OrgUnitId org_unit_id;
  Time created_at;
  std::optional<Time> finished_at;
  std::int64_t version = 1;
};

// A customer the edit left as he was, and why.
struct RefusedCustomer {
  CustomerId customer_id;
  std::string reason;
};

}  // namespace homeport::bulk

template <>
struct homeport::Choices<homeport::bulk::BulkKind> {
  static constexpr std::array<std::string_view, 2> names{"edit", "export"};
};
template <>
struct homeport::Choices<homeport::bulk::BulkState> {
  static constexpr std::array<std::string_view, 7> names{"running", "done",   "cancelled", "failed",
                                                         "undoing", "undone", "expired"};
};
template <>
struct homeport::Choices<homeport::bulk::Selection> {
  static constexpr std::array<std::string_view, 2> names{"chosen", "asked"};
};
template <>
struct homeport::Choices<homeport::bulk::ItemOutcome> {
  static constexpr std::array<std::string_view, 6> names{"waiting", "changed", "unchanged",
                                                         "refused", "undone",  "kept"};
};
