#include "modules/imports/service.hpp"

#include <algorithm>
#include <fstream>

#include "base/crypto.hpp"
#include "base/csv.hpp"
#include "db/record_sql.hpp"
#include "kit/jobs.hpp"
#include "kit/paging.hpp"
#include "modules/imports/context.hpp"
#include "modules/imports/store.hpp"
#include "modules/imports/survey.hpp"

namespace homeport::imports {
namespace {

constexpr std::size_t kSamplesShown = 5;
constexpr std::int64_t kErrorPage = 500;

Refusal not_found() {
  return refuse(RefusalKind::not_found, "imports.not_found", "there is no such import within your reach");
}

Refusal wrong_state(const ImportFile& import, std::string_view wanted) {
  return refuse(RefusalKind::conflict, "imports.wrong_state",
                "this import is " + std::string(Choices<ImportState>::names[static_cast<std::size_t>(import.state)]) +
                    ", it must be " + std::string(wanted));
}

Result<ImportFile> find(db::Transaction& tx, const kit::Actor& actor, ImportId id) {
  auto import = store::load_import(tx, id);
  if (!import || !actor.reaches(import->org_unit_id, import->created_by)) return not_found();
  return std::move(*import);
}

std::string hash_file(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  Sha256Stream digest;
  std::string chunk(1024 * 1024, '\0');
  while (stream.read(chunk.data(), static_cast<std::streamsize>(chunk.size())) || stream.gcount() > 0) {
    digest.add(std::string_view(chunk.data(), static_cast<std::size_t>(stream.gcount())));
  }
  return base64url_encode(digest.finish());
}

std::string names_json(std::span<const std::string> names) {
  const std::vector<std::string_view> views(names.begin(), names.end());
  return cells_json(views);
}

std::vector<ImportColumn> describe_columns(const Inspection& found, bool with_samples) {
  const auto suggestions = suggest_meanings(found.column_names);
  std::vector<ImportColumn> columns;
  for (std::size_t i = 0; i < found.column_names.size(); ++i) {
    ImportColumn column;
    column.index = static_cast<std::int64_t>(i);
    column.name = found.column_names[i];
    column.suggested = suggestions[i];
    for (const auto& row : found.sample_rows) {
      if (!with_samples || column.samples.size() == kSamplesShown) break;
      if (i < row.size() && !row[i].empty()) column.samples.push_back(row[i].substr(0, 200));
    }
    columns.push_back(std::move(column));
  }
  return columns;
}

// When a bad cell keeps every format from reading all samples: those that read the most.
std::vector<DatePattern> best_fitting(std::span<const std::string_view> samples) {
  std::vector<DatePattern> best;
  std::ptrdiff_t most = 1;
  for (const auto pattern : kDatePatterns) {
    const auto count = std::count_if(samples.begin(), samples.end(), [pattern](std::string_view sample) {
      return parse_date_with_pattern(sample, pattern).has_value();
    });
    if (count > most) best.clear();
    if (count >= most) best.push_back(pattern);
    most = std::max(most, count);
  }
  return best;
}

// Date formats that read every sample of the column that looks like the date; all of them when none does.
std::vector<std::string> fitting_formats(const Inspection& found, const std::vector<ImportColumn>& columns) {
  std::vector<DatePattern> fitting;
  for (const auto& column : columns) {
    if (column.suggested != Meaning::sold_at) continue;
    std::vector<std::string_view> samples;
    for (const auto& row : found.sample_rows) {
      if (static_cast<std::size_t>(column.index) < row.size())
        samples.push_back(row[static_cast<std::size_t>(column.index)]);
    }
    fitting = date_patterns_that_fit(samples);
    if (fitting.empty()) fitting = best_fitting(samples);
  }
  if (fitting.empty()) fitting.assign(kDatePatterns.begin(), kDatePatterns.end());
  std::vector<std::string> names;
  names.reserve(fitting.size());
  for (const auto pattern : fitting)
    names.emplace_back(homeport::name_of(pattern));
  return names;
}

bool may_see_contents(const kit::Actor& actor, const ImportFile& import) {
  return actor.view().margin || actor.staff_id == import.created_by;
}

ImportDocument document_of(db::Transaction& tx, const kit::Actor& actor, ImportFile import, const Inspection& found) {
  ImportDocument document;
  document.columns = describe_columns(found, may_see_contents(actor, import));
  document.date_formats = fitting_formats(found, document.columns);
  if (!import.mapping_json.empty()) {
    document.mapping = mapping_of(import);
  } else if (const auto kept = store::load_mapping(tx, base64url_encode(sha256(import.columns_json)))) {
    auto mapping = record_from_json<CheckRequest>(kept->mapping_json, View{true});
    if (mapping.ok()) document.mapping = std::move(mapping).value();
  }
  document.same_file_as = store::find_done_with_hash(tx, import.content_hash, import.id);
  document.import = std::move(import);
  return document;
}

kit::AuditEntry audit_entry(std::string action, const ImportFile& import) {
  kit::AuditEntry entry;
  entry.action = std::move(action);
  entry.subject_kind = "import";
  entry.subject_id = import.id.value;
  entry.subject_label = import.file_name;
  entry.org_unit_id = import.org_unit_id.value;
  return entry;
}

// Saves a change made to `import` as it was loaded; somebody else's change in between is a conflict.
Outcome save(kit::Write& write, ImportFile& import) {
  const std::int64_t old_version = import.version++;
  if (store::update_import(write.tx, import, old_version)) return Done{};
  return refuse(RefusalKind::conflict, "request.version_conflict", "this import was changed meanwhile; look again");
}

}  // namespace

Result<ImportDocument> bring(kit::Runtime& runtime, const kit::Actor& actor, const BroughtFile& file) {
  TRY(const auto found, inspect(file.path));
  ImportFile import;
  import.id = runtime.ids.next_as<ImportId>();
  import.file_name = file.name.empty() ? "file.csv" : file.name;
  import.stored_name = to_string(import.id) + ".csv";
  import.size_bytes = file.size_bytes;
  import.content_hash = hash_file(file.path);
  import.encoding = std::string(homeport::name_of(found.format.encoding));
  import.delimiter = std::string(1, found.format.delimiter);
  import.columns_json = names_json(found.column_names);
  import.created_by = actor.staff_id;
  import.created_by_name = actor.name;
  import.org_unit_id = actor.org_unit_id;
  import.created_at = runtime.clock.now();
  const auto kept = stored_path(runtime, import);
  std::filesystem::create_directories(kept.parent_path());
  std::filesystem::rename(file.path, kept);
  return kit::in_write(runtime, actor, [&](kit::Write& write) -> Result<ImportDocument> {
    store::insert_import(write.tx, import);
    write.audit(audit_entry("imports.bring", import));
    return document_of(write.tx, actor, import, found);
  });
}

Result<ImportDocument> load(const kit::Read& read, kit::Runtime& runtime, ImportId id) {
  TRY(auto import, find(read.tx, read.actor, id));
  Inspection found;
  found.column_names = column_names_of(import);
  const auto path = stored_path(runtime, import);
  if (std::filesystem::exists(path)) {
    auto again = inspect(path);
    if (again.ok()) found = std::move(again).value();
  }
  return document_of(read.tx, read.actor, std::move(import), found);
}

Result<Preview> check(kit::Runtime& runtime, const kit::Actor& actor, ImportId id, const CheckRequest& mapping) {
  struct Prepared {
    ImportFile import;
    RowContext context;
  };
  TRY(auto prepared, runtime.database.read([&](db::Transaction& tx) -> Result<Prepared> {
    TRY(auto import, find(tx, actor, id));
    if (import.state != ImportState::uploaded && import.state != ImportState::checked) {
      return wrong_state(import, "uploaded or checked");
    }
    TRY_DONE(check_mapping(mapping, column_names_of(import).size()));
    TRY(auto context, make_context(tx, actor, mapping, runtime.clock.now()));
    return Prepared{std::move(import), std::move(context)};
  }));
  auto preview = survey(runtime, prepared.import, prepared.context);
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
    import.service_type_id = mapping.service_type_id;
    import.rows_total = preview.row_count;
    TRY_DONE(save(write, import));
    store::keep_mapping(write.tx, base64url_encode(sha256(import.columns_json)),
                        {import.mapping_json, mapping.date_format}, write.now);
    write.audit(audit_entry("imports.check", import));
    return Done{};
  }));
  return preview;
}

Result<ImportFile> start(kit::Write& write, ImportId id) {
  TRY(auto import, find(write.tx, write.actor, id));
  if (import.state != ImportState::checked) return wrong_state(import, "checked");
  import.state = ImportState::running;
  import.reach = reach_text(write.actor);
  import.started_at = write.now;
  TRY_DONE(save(write, import));
  kit::enqueue_job(write, kJobKind, id.value, "{}");
  write.audit(audit_entry("imports.start", import));
  return import;
}

Result<ImportFile> cancel(kit::Write& write, ImportId id) {
  TRY(auto import, find(write.tx, write.actor, id));
  if (import.state != ImportState::uploaded && import.state != ImportState::checked &&
      import.state != ImportState::running) {
    return wrong_state(import, "not ended");
  }
  import.state = ImportState::cancelled;
  import.finished_at = write.now;
  TRY_DONE(save(write, import));
  store::delete_rows(write.tx, id);
  write.audit(audit_entry("imports.cancel", import));
  return import;
}

Result<std::string> errors_as_csv(const kit::Read& read, ImportId id) {
  TRY(const auto import, find(read.tx, read.actor, id));
  if (!may_see_contents(read.actor, import)) {
    return refuse(RefusalKind::forbidden, "access.margin_required",
                  "the file may hold costs: only who brought it, or who may see margins, gets its rows");
  }
  const CsvWriter writer(import.delimiter.front());
  std::string csv(CsvWriter::kByteOrderMark);
  auto header = column_names_of(import);
  const std::size_t own_columns = header.size();
  for (const auto* name : {"row", "field", "reason", "detail"})
    header.emplace_back(name);
  writer.write_row(header, csv);
  std::int64_t last_row = 0;
  for (;;) {
    const auto errors = store::errors_after(read.tx, id, last_row, kErrorPage);
    for (const auto& stored : errors) {
      auto cells = cells_from_json(stored.cells_json);
      cells.resize(own_columns);
      cells.push_back(std::to_string(stored.error.row_no));
      cells.push_back(stored.error.field);
      cells.push_back(stored.error.reason);
      cells.push_back(stored.error.detail);
      writer.write_row(cells, csv);
    }
    if (static_cast<std::int64_t>(errors.size()) < kErrorPage) return csv;
    last_row = errors.back().error.row_no;
  }
}

std::vector<ImportFile> running_imports(const kit::Read& read, std::int64_t limit) {
  std::vector<ImportFile> imports;
  if (!read.actor.may(kImportPermission)) return imports;
  kit::ListQuery query("SELECT " + store::import_columns() + " FROM import_file i WHERE i.state = 'running'");
  query.where_in_reach(read.actor, "i.org_unit_id", "i.created_by").text(" ORDER BY i.id DESC LIMIT ").bind(limit);
  for (auto rows = query.run(read.tx); rows.next();)
    imports.push_back(db::read_record<ImportFile>(rows));
  return imports;
}

std::int64_t count_waiting(const kit::Read& read) {
  kit::ListQuery query("SELECT i.id FROM import_file i WHERE i.state IN ('uploaded', 'checked')");
  query.where_equal("i.created_by", read.actor.staff_id.value);
  return kit::count_rows(read.tx, query).total;
}

}  // namespace homeport::imports
