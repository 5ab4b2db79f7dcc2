#pragma once

// The words of importing customers: what a column can mean, what becomes of a row, what an import did and what undoing
// it could take back.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/customers/types.hpp"
#include "modules/imports/types.hpp"
#include "modules/own_fields/types.hpp"

namespace homeport::imports {

using customers::CustomerId;

enum class PersonMeaning : std::uint8_t {
  external_ref,
  name,
  phone,
  email,
  gender,
  birthday,
  kind,
  occupation,
  card_number,
  store,
  source,
  note,
};
inline constexpr std::size_t kPersonMeaningCount = 12;

// insert: those who are here already are left alone. update: nobody new. both: whoever is here is updated.
enum class ImportMode : std::uint8_t { insert, update, both };
// What becomes of rows by which nobody could be recognised again: neither reference nor phone nor card.
enum class WithoutKey : std::uint8_t { refuse, create };

enum class PersonAction : std::uint8_t { create, update, skip };
enum class EffectKind : std::uint8_t { created, updated };
enum class UndoOutcome : std::uint8_t { undone, kept };

inline constexpr std::int64_t kMostFixes = 10'000;    // of one import
inline constexpr std::size_t kMostFixesAtOnce = 500;  // of one request
inline constexpr std::int64_t kMostFixCharacters = 4000;
inline constexpr std::int64_t kPeopleErrorsShown = 200;  // in a preview
inline constexpr std::int64_t kMostOwnColumns = own_fields::kMostOwnFields;
inline constexpr std::string_view kSourceImport = "import";

// The column of an own field of the chain, which is named by its key.
struct OwnColumn {
  std::string field;
  std::int64_t column = 0;
};

// Which column means what, by index; and what is to be done.
struct PeopleMapping {
  std::optional<std::int64_t> external_ref;
  std::optional<std::int64_t> name;
  std::optional<std::int64_t> phone;
  std::optional<std::int64_t> email;
  std::optional<std::int64_t> gender;
  std::optional<std::int64_t> birthday;
  std::optional<std::int64_t> kind;
  std::optional<std::int64_t> occupation;
  std::optional<std::int64_t> card_number;
  std::optional<std::int64_t> store;
  std::optional<std::int64_t> source;
  std::optional<std::int64_t> note;
  std::vector<OwnColumn> own;
  ImportMode mode = ImportMode::insert;
  WithoutKey without_key = WithoutKey::refuse;
  std::optional<std::string> date_format;
  std::optional<OrgUnitId> default_store_id;
};

// A row of the file understood; what isn't there was blank. Phone, card and reference as they are kept.
struct PersonRow {
  std::int64_t row_no = 0;
  PersonAction action = PersonAction::create;  // set by the preview
  std::string name;
  std::optional<customers::CustomerKind> kind;
  std::optional<customers::Gender> gender;
  std::optional<Date> birthday_on;
  std::optional<std::string> phone;
  std::optional<std::string> email;
  std::optional<std::string> note;
  std::optional<std::string> occupation;
  std::optional<OrgUnitId> store_id;
  std::optional<std::string> source;
  std::optional<std::string> external_ref;
  std::optional<std::string> card_number;
  std::vector<own_fields::OwnValue> own_values;
};

// What reading the whole file found, before anything is written.
struct PeoplePreview {
  std::vector<PersonRow> rows;
  std::vector<RowError> errors;
  std::int64_t error_count = 0;
  std::int64_t row_count = 0;
  std::int64_t will_create = 0;
  std::int64_t will_update = 0;  // at most: where the file says what is there already nothing changes
  std::int64_t will_skip = 0;
};

struct PersonColumn {
  std::int64_t index = 0;
  std::string name;
  std::vector<std::string> samples;
  std::optional<PersonMeaning> suggested;
};

struct PeopleDocument {
  ImportFile import;
  std::vector<PersonColumn> columns;
  std::optional<PeopleMapping> mapping;  // chosen, or used last for such columns
  std::optional<ImportId> same_file_as;
  std::int64_t fix_count = 0;
};

// A cell of the file as it is to be read.
struct CellFix {
  std::int64_t row_no = 0;
  std::int64_t column = 0;
  std::string value;
};
struct FixRequest {
  std::vector<CellFix> fixes;
};

// What a row did, and what undoing it came to.
struct ImportEffect {
  std::int64_t row_no = 0;
  CustomerId customer_id;
  EffectKind effect = EffectKind::created;
  std::int64_t version_after = 0;
  std::string before_json;          // of an update: what it changed, as it was
  std::optional<std::string> card;  // bound by it
  std::optional<UndoOutcome> outcome;
  std::optional<std::string> reason;  // why it was kept
};

}  // namespace homeport::imports

template <>
struct homeport::Choices<homeport::imports::PersonMeaning> {
  static constexpr std::array<std::string_view, homeport::imports::kPersonMeaningCount> names{
      "external_ref", "name",       "phone",       "email", "gender", "birthday",
      "kind",         "occupation", "card_number", "store", "source", "note"};
};
template <>
struct homeport::Choices<homeport::imports::ImportMode> {
  static constexpr std::array<std::string_view, 3> names{"insert", "update", "both"};
};
template <>
struct homeport::Choices<homeport::imports::WithoutKey> {
  static constexpr std::array<std::string_view, 2> names{"refuse", "create"};
};
template <>
struct homeport::Choices<homeport::imports::PersonAction> {
  static constexpr std::array<std::string_view, 3> names{"create", "update", "skip"};
};
template <>
struct homeport::Choices<homeport::imports::EffectKind> {
  static constexpr std::array<std::string_view, 2> names{"created", "updated"};
};
template <>
struct homeport::Choices<homeport::imports::UndoOutcome> {
  static constexpr std::array<std::string_view, 2> names{"undone", "kept"};
};

template <>
struct homeport::Fields<homeport::imports::OwnColumn> {
  using T = homeport::imports::OwnColumn;
  static constexpr std::string_view name = "CustomerImportOwnColumn";
  static constexpr std::array rows{
      field<&T::field>("field", Access::read_write,
                       {.min = 1, .max = 40, .required = true, .about = "Key of the own field."}),
      field<&T::column>("column", Access::read_write,
                        {.min = 0, .max = 199, .required = true, .about = "Index of the column."}),
  };
};

template <>
struct homeport::Fields<homeport::imports::PeopleMapping> {
  using T = homeport::imports::PeopleMapping;
  static constexpr std::string_view name = "CustomerImportMapping";
  static constexpr Limits kColumn{.min = 0, .max = 199, .about = "Index of the column."};
  static constexpr std::array rows{
      field<&T::external_ref>("external_ref", Access::read_write, kColumn),
      field<&T::name>("name", Access::read_write, kColumn),
      field<&T::phone>("phone", Access::read_write, kColumn),
      field<&T::email>("email", Access::read_write, kColumn),
      field<&T::gender>("gender", Access::read_write, kColumn),
      field<&T::birthday>("birthday", Access::read_write, kColumn),
      field<&T::kind>("kind", Access::read_write, kColumn),
      field<&T::occupation>("occupation", Access::read_write, kColumn),
      field<&T::card_number>("card_number", Access::read_write, kColumn),
      field<&T::store>("store", Access::read_write, kColumn),
      field<&T::source>("source", Access::read_write, kColumn),
      field<&T::note>("note", Access::read_write, kColumn),
      field<&T::own>("own", Access::read_write,
                     {.max = homeport::imports::kMostOwnColumns, .about = "Columns that hold own fields."}),
      field<&T::mode>("mode", Access::read_write,
                      {.about = "insert: who is here stays as he is; update: nobody new; both."}),
      field<&T::without_key>("without_key", Access::read_write,
                             {.about = "Rows with neither reference nor phone nor card: refused, or made anew."}),
      field<&T::date_format>("date_format", Access::read_write,
                             {.max = 20, .about = "m/d/y or d/m/y: how birthdays with slashes are meant."}),
      field<&T::default_store_id>("default_store_id", Access::read_write, {.about = "For rows that name no store."}),
  };
};

template <>
struct homeport::Fields<homeport::imports::PersonRow> {
  using T = homeport::imports::PersonRow;
  static constexpr std::string_view name = "CustomerImportRow";
  static constexpr std::array rows{
      field<&T::row_no>("row_no", Access::read_only),
      field<&T::action>("action", Access::read_only),
      field<&T::name>("name", Access::read_only),
      field<&T::kind>("kind", Access::read_only),
      field<&T::gender>("gender", Access::read_only),
      field<&T::birthday_on>("birthday_on", Access::read_only),
      field<&T::phone>("phone", Access::read_only),
      field<&T::email>("email", Access::read_only),
      field<&T::note>("note", Access::read_only),
      field<&T::occupation>("occupation", Access::read_only),
      field<&T::store_id>("store_id", Access::read_only),
      field<&T::source>("source", Access::read_only),
      field<&T::external_ref>("external_ref", Access::read_only),
      field<&T::card_number>("card_number", Access::read_only),
      field<&T::own_values>("own_values", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::imports::PeoplePreview> {
  using T = homeport::imports::PeoplePreview;
  static constexpr std::string_view name = "CustomerImportPreview";
  static constexpr std::array rows{
      field<&T::rows>("rows", Access::read_only),
      field<&T::errors>("errors", Access::read_only),
      field<&T::error_count>("error_count", Access::read_only),
      field<&T::row_count>("row_count", Access::read_only),
      field<&T::will_create>("will_create", Access::read_only),
      field<&T::will_update>("will_update", Access::read_only),
      field<&T::will_skip>("will_skip", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::imports::PersonColumn> {
  using T = homeport::imports::PersonColumn;
  static constexpr std::string_view name = "CustomerImportColumn";
  static constexpr std::array rows{
      field<&T::index>("index", Access::read_only),
      field<&T::name>("name", Access::read_only),
      field<&T::samples>("samples", Access::read_only),
      field<&T::suggested>("suggested_field", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::imports::PeopleDocument> {
  using T = homeport::imports::PeopleDocument;
  static constexpr std::string_view name = "CustomerImportDocument";
  static constexpr std::array rows{
      field<&T::import>("import", Access::read_only),       field<&T::columns>("columns", Access::read_only),
      field<&T::mapping>("mapping", Access::read_only),     field<&T::same_file_as>("same_file_as", Access::read_only),
      field<&T::fix_count>("fix_count", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::imports::CellFix> {
  using T = homeport::imports::CellFix;
  static constexpr std::string_view name = "CellFix";
  static constexpr std::array rows{
      field<&T::row_no>("row_no", Access::read_write,
                        {.min = 2, .required = true, .about = "The row of the file, the header line being 1."}),
      field<&T::column>("column", Access::read_write, {.min = 0, .max = 199, .required = true}),
      field<&T::value>("value", Access::read_write, {.max = homeport::imports::kMostFixCharacters, .multiline = true}),
  };
};

template <>
struct homeport::Fields<homeport::imports::FixRequest> {
  using T = homeport::imports::FixRequest;
  static constexpr std::string_view name = "CellFixes";
  static constexpr std::array rows{
      field<&T::fixes>("fixes", Access::read_write,
                       {.min = 1, .max = homeport::imports::kMostFixesAtOnce, .required = true}),
  };
};

template <>
struct homeport::Fields<homeport::imports::ImportEffect> {
  using T = homeport::imports::ImportEffect;
  static constexpr std::string_view name = "ImportEffect";
  static constexpr std::array rows{
      field<&T::row_no>("row_no", Access::read_only),     field<&T::customer_id>("customer_id", Access::read_only),
      field<&T::effect>("effect", Access::read_only),     field<&T::version_after>("version_after", Access::internal),
      field<&T::before_json>("before", Access::internal), field<&T::card>("card", Access::internal),
      field<&T::outcome>("outcome", Access::read_only),   field<&T::reason>("reason", Access::read_only),
  };
};
