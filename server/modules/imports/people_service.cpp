#include "modules/imports/people_service.hpp"

#include <algorithm>

#include "kit/jobs.hpp"
#include "kit/paging.hpp"
#include "modules/customers/service.hpp"
#include "modules/imports/context.hpp"
#include "modules/imports/file_steps.hpp"
#include "modules/imports/people_survey.hpp"
#include "modules/imports/store.hpp"
#include "modules/own_fields/service.hpp"

namespace homeport::imports {
namespace {

PeopleDocument people_document_of(db::Transaction& tx, const kit::Actor& actor, ImportFile import,
                                  const Inspection& found) {
  PeopleDocument document;
  const auto suggestions = suggest_person_meanings(found.column_names);
  const bool with_samples = may_see_people(actor, import);
  for (std::size_t i = 0; i < found.column_names.size(); ++i) {
    PersonColumn column;
    column.index = static_cast<std::int64_t>(i);
    column.name = found.column_names[i];
    if (with_samples) column.samples = samples_of(found, i);
    column.suggested = suggestions[i];
    document.columns.push_back(std::move(column));
  }
  if (!import.mapping_json.empty()) {
    document.mapping = people_mapping_of(import);
  } else if (const auto kept = store::load_mapping(tx, mapping_key(import))) {
    auto mapping = record_from_json<PeopleMapping>(kept->mapping_json, View{true});
    if (mapping.ok()) document.mapping = std::move(mapping).value();
  }
  document.same_file_as = store::find_done_with_hash(tx, import.content_hash, import.id);
  document.fix_count = store::count_fixes(tx, import.id);
  document.import = std::move(import);
  return document;
}

Refusal contents_hidden() {
  return refuse(RefusalKind::forbidden, "access.permission_missing",
                "the file holds phone numbers: only who brought it, or who may see them, gets its rows "
                "(customers.phone.read)");
}

// Finds the fields the mapping names.
Result<std::vector<OwnReader>> find_own_fields(db::Transaction& tx, std::span<const OwnColumn> wanted) {
  std::vector<OwnReader> readers;
  if (wanted.empty()) return readers;
  const auto fields = own_fields::load_fields(tx);
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const auto field = std::find_if(fields.begin(), fields.end(), [&](const auto& one) {
      return one.key == wanted[i].field && one.status == own_fields::DefinitionStatus::active;
    });
    if (field == fields.end()) {
      return refuse(RefusalKind::invalid, "own_fields.field_unknown", "there is no field " + wanted[i].field,
                    "own[" + std::to_string(i) + "].field");
    }
    readers.push_back({*field, static_cast<std::size_t>(wanted[i].column)});
  }
  return readers;
}

bool is_still_open(const ImportFile& import) {
  return import.state == ImportState::uploaded || import.state == ImportState::checked;
}

}  // namespace

bool may_see_people(const kit::Actor& actor, const ImportFile& import) {
  return actor.may(customers::kPhonePermission) || actor.staff_id == import.created_by;
}

PeopleMapping people_mapping_of(const ImportFile& import) {
  auto mapping = record_from_json<PeopleMapping>(import.mapping_json, View{true});
  CHECK(mapping.ok());
  return std::move(mapping).value();
}

Result<PeopleContext> make_people_context(db::Transaction& tx, const kit::Actor& actor, const PeopleMapping& mapping,
                                          Time now) {
  TRY(auto stores, find_stores(tx, actor, mapping.default_store_id));
  PeopleContext context;
  TRY(context.own, find_own_fields(tx, mapping.own));
  context.columns = columns_of(mapping);
  context.mode = mapping.mode;
  context.without_key = mapping.without_key;
  if (mapping.date_format) context.slashes = date_pattern_named(*mapping.date_format);
  context.default_store = mapping.default_store_id;
  context.find_store = std::move(stores);
  context.now = now;
  return context;
}

void read_people(
    const kit::Runtime& runtime, const ImportFile& import, const store::Fixes& fixes, const PeopleContext& context,
    const std::function<Going(std::variant<PersonRow, RowError>&&, std::span<const std::string_view>)>& on_row) {
  std::vector<std::string_view> mended;
  read_file(stored_path(runtime, import), format_of(import), [&](const RawRow& raw) {
    if (!raw.problem.empty()) {
      return on_row(
          RowError{raw.row_no, "", "imports." + std::string(raw.problem), "the row cannot be cut into cells", ""},
          raw.cells);
    }
    auto cells = raw.cells;
    if (const auto found = fixes.find(raw.row_no); found != fixes.end()) {
      mended.assign(cells.begin(), cells.end());
      for (const auto& [column, value] : found->second) {
        if (mended.size() <= column) mended.resize(column + 1);
        mended[column] = value;
      }
      cells = mended;
    }
    return on_row(read_person(raw.row_no, cells, context), cells);
  });
}

Result<PeopleDocument> bring_people(kit::Runtime& runtime, const kit::Actor& actor, const BroughtFile& file) {
  TRY(auto kept, keep_file(runtime, actor, ImportKind::customers, file));
  return kit::in_write(runtime, actor, [&](kit::Write& write) -> Result<PeopleDocument> {
    store::insert_import(write.tx, kept.import);
    write.audit(audit_entry("imports.bring", kept.import));
    return people_document_of(write.tx, actor, kept.import, kept.found);
  });
}

Result<PeopleDocument> load_people(const kit::Read& read, kit::Runtime& runtime, ImportId id) {
  TRY(auto import, find_import(read.tx, read.actor, ImportKind::customers, id));
  const auto found = look_again(runtime, import);
  return people_document_of(read.tx, read.actor, std::move(import), found);
}

Result<ImportFile> fix_cells(kit::Write& write, ImportId id, const FixRequest& request) {
  TRY(auto import, find_import(write.tx, write.actor, ImportKind::customers, id));
  if (!may_see_people(write.actor, import)) return contents_hidden();
  if (!is_still_open(import)) return wrong_state(import, "uploaded or checked");
  const auto columns = static_cast<std::int64_t>(column_names_of(import).size());
  for (std::size_t i = 0; i < request.fixes.size(); ++i) {
    const auto& fix = request.fixes[i];
    if (fix.column >= columns) {
      return refuse(RefusalKind::invalid, "imports.column_unknown",
                    "the file has " + std::to_string(columns) + " columns", "fixes[" + std::to_string(i) + "].column");
    }
    store::save_fix(write.tx, id, fix);
  }
  if (store::count_fixes(write.tx, id) > kMostFixes) {
    return refuse(RefusalKind::unprocessable, "imports.too_many_fixes",
                  "at most " + std::to_string(kMostFixes) + " cells are mended here; mend the file and bring it again");
  }
  import.state = ImportState::uploaded;  // what was found before no longer holds
  TRY_DONE(save_import(write, import));
  write.audit(audit_entry("imports.fix", import));
  return import;
}

Result<PeoplePreview> check_people(kit::Runtime& runtime, const kit::Actor& actor, ImportId id,
                                   const PeopleMapping& mapping) {
  struct Prepared {
    ImportFile import;
    PeopleContext context;
    store::Fixes fixes;
  };
  TRY(auto prepared, runtime.database.read([&](db::Transaction& tx) -> Result<Prepared> {
    TRY(auto import, find_import(tx, actor, ImportKind::customers, id));
    if (!is_still_open(import)) return wrong_state(import, "uploaded or checked");
    TRY_DONE(check_mapping(mapping, column_names_of(import).size()));
    TRY(auto context, make_people_context(tx, actor, mapping, runtime.clock.now()));
    return Prepared{std::move(import), std::move(context), store::load_fixes(tx, id)};
  }));
  auto preview = survey_people(runtime, prepared.import, prepared.context, prepared.fixes);
  if (preview.row_count > kMostRows) {
    return refuse(RefusalKind::too_large, "imports.too_many_rows",
                  "the file has more than " + std::to_string(kMostRows) + " rows; split it");
  }
  TRY_DONE(kit::in_write(runtime, actor, [&](kit::Write& write) -> Outcome {
    auto& import = prepared.import;
    import.state = ImportState::checked;
    import.mapping_json = to_json(mapping, View{true});
    import.date_format = mapping.date_format;
    import.default_store_id = mapping.default_store_id;
    import.rows_total = preview.row_count;
    TRY_DONE(save_import(write, import));
    store::keep_mapping(write.tx, mapping_key(import), {import.mapping_json, mapping.date_format.value_or("")},
                        write.now);
    write.audit(audit_entry("imports.check", import));
    return Done{};
  }));
  if (!may_see_people(actor, prepared.import)) {
    preview.rows.clear();
    for (auto& error : preview.errors)
      error.value.clear();
  }
  return preview;
}

Result<ImportFile> undo_import(kit::Write& write, ImportId id) {
  TRY(auto import, find_import(write.tx, write.actor, ImportKind::customers, id));
  const bool has_ended = import.state == ImportState::done || import.state == ImportState::failed ||
                         import.state == ImportState::cancelled;
  if (!has_ended) return wrong_state(import, "done, failed or cancelled");
  if (store::count_effects(write.tx, id) == 0) {
    return refuse(RefusalKind::unprocessable, "imports.nothing_to_undo", "this import changed nothing");
  }
  import.state = ImportState::undoing;
  TRY_DONE(save_import(write, import));
  kit::enqueue_job(write, kUndoJobKind, id.value, "{}");
  write.audit(audit_entry("imports.undo", import));
  return import;
}

Result<std::string> people_errors_csv(const kit::Read& read, ImportId id) {
  TRY(const auto import, find_import(read.tx, read.actor, ImportKind::customers, id));
  if (!may_see_people(read.actor, import)) return contents_hidden();
  return errors_csv_of(read, import);
}

}  // namespace homeport::imports
