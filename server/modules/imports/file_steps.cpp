#include "modules/imports/file_steps.hpp"

#include <fstream>

#include "base/crypto.hpp"
#include "base/csv.hpp"
#include "base/text.hpp"
#include "kit/jobs.hpp"
#include "modules/identity/types.hpp"
#include "modules/imports/context.hpp"
#include "modules/imports/spreadsheet.hpp"
#include "modules/imports/store.hpp"

namespace homeport::imports {

// What who started an import could do then.
struct StarterReach {
  bool is_system = false;
  kit::DataScope scope = kit::DataScope::own;
  std::vector<OrgUnitId> org_unit_ids;
  std::vector<std::string> permissions;
};

}  // namespace homeport::imports

template <>
struct homeport::Fields<homeport::imports::StarterReach> {
  using T = homeport::imports::StarterReach;
  static constexpr std::string_view name = "StarterReach";
  static constexpr std::array rows{
      field<&T::is_system>("is_system", Access::read_write),
      field<&T::scope>("scope", Access::read_write),
      field<&T::org_unit_ids>("org_unit_ids", Access::read_write, {.max = 100'000}),
      field<&T::permissions>("permissions", Access::read_write, {.max = 10'000}),
  };
};

namespace homeport::imports {
namespace {

constexpr std::size_t kSamplesShown = 5;
constexpr std::size_t kMostSampleBytes = 200;
constexpr std::int64_t kErrorPage = 500;

std::string hash_file(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  Sha256Stream digest;
  std::string chunk(1024 * 1024, '\0');
  while (stream.read(chunk.data(), static_cast<std::streamsize>(chunk.size())) || stream.gcount() > 0) {
    digest.add(std::string_view(chunk.data(), static_cast<std::size_t>(stream.gcount())));
  }
  return base64url_encode(digest.finish());
}

std::string reach_json(const kit::Actor& actor) {
  StarterReach reach;
  reach.is_system = actor.kind == kit::Actor::Kind::system;
  reach.scope = actor.scope;
  for (const auto id : actor.org_unit_ids)
    reach.org_unit_ids.push_back(OrgUnitId{id});
  reach.permissions = actor.permissions.names();
  return to_json(reach, View{true});
}

// Removes a file when it goes out of scope, unless it was taken over.
struct Scrap {
  std::filesystem::path path;
  explicit Scrap(std::filesystem::path what) : path(std::move(what)) {}
  Scrap(const Scrap&) = delete;
  Scrap& operator=(const Scrap&) = delete;
  ~Scrap() {
    std::error_code ignored;
    std::filesystem::remove(path, ignored);
  }
};

}  // namespace

Result<ImportFile> find_import(db::Transaction& tx, const kit::Actor& actor, ImportKind kind, ImportId id) {
  auto import = store::load_import(tx, id);
  if (!import || import->kind != kind || !actor.reaches(import->org_unit_id, import->created_by)) {
    return refuse(RefusalKind::not_found, "imports.not_found", "there is no such import within your reach");
  }
  return std::move(*import);
}

Refusal wrong_state(const ImportFile& import, std::string_view wanted) {
  return refuse(RefusalKind::conflict, "imports.wrong_state",
                "this import is " + std::string(word_of(import.state)) + ", it must be " + std::string(wanted));
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

Outcome save_import(kit::Write& write, ImportFile& import) {
  const std::int64_t old_version = import.version++;
  if (store::update_import(write.tx, import, old_version)) return Done{};
  return refuse(RefusalKind::conflict, "request.version_conflict", "this import was changed meanwhile; look again");
}

Result<KeptFile> keep_file(kit::Runtime& runtime, const kit::Actor& actor, ImportKind kind, const BroughtFile& file) {
  auto text_path = file.path;
  const bool is_sheet = is_spreadsheet(file.path);
  if (is_sheet) text_path += ".sheet.csv";
  const Scrap scrap(is_sheet ? text_path : std::filesystem::path{});
  if (is_sheet) TRY_DONE(sheet_to_csv(file.path, text_path));
  TRY(auto found, inspect(text_path));
  KeptFile kept;
  auto& import = kept.import;
  import.id = runtime.ids.next_as<ImportId>();
  import.kind = kind;
  import.file_name = file.name.empty() ? "file.csv" : file.name;
  import.stored_name = to_string(import.id) + ".csv";
  import.size_bytes = file.size_bytes;
  import.content_hash = hash_file(file.path);
  import.encoding = std::string(homeport::name_of(found.format.encoding));
  import.delimiter = std::string(1, found.format.delimiter);
  const std::vector<std::string_view> names(found.column_names.begin(), found.column_names.end());
  import.columns_json = cells_json(names);
  import.created_by = actor.staff_id;
  import.created_by_name = actor.name;
  import.org_unit_id = actor.org_unit_id;
  import.created_at = runtime.clock.now();
  const auto place = stored_path(runtime, import);
  std::filesystem::create_directories(place.parent_path());
  std::filesystem::rename(text_path, place);
  if (is_sheet) std::filesystem::remove(file.path);
  kept.found = std::move(found);
  return kept;
}

Inspection look_again(const kit::Runtime& runtime, const ImportFile& import) {
  const auto path = stored_path(runtime, import);
  if (std::filesystem::exists(path)) {
    if (auto again = inspect(path); again.ok()) return std::move(again).value();
  }
  Inspection found;
  found.column_names = column_names_of(import);
  return found;
}

std::vector<std::string> samples_of(const Inspection& found, std::size_t column) {
  std::vector<std::string> samples;
  for (const auto& row : found.sample_rows) {
    if (samples.size() == kSamplesShown) break;
    if (column >= row.size() || row[column].empty()) continue;
    samples.emplace_back(cut_to(row[column], kMostSampleBytes));
  }
  return samples;
}

// The same columns mean different things in files of different kinds.
std::string mapping_key(const ImportFile& import) {
  const std::string kind = import.kind == ImportKind::sales ? "" : "customers:";
  return kind + base64url_encode(sha256(import.columns_json));
}

Result<ImportFile> start_import(kit::Write& write, ImportKind kind, ImportId id) {
  TRY(auto import, find_import(write.tx, write.actor, kind, id));
  if (import.state != ImportState::checked) return wrong_state(import, "checked");
  import.state = ImportState::running;
  import.started_at = write.now;
  import.reach = reach_json(write.actor);
  TRY_DONE(save_import(write, import));
  kit::enqueue_job(write, kJobKind, id.value, "{}");
  write.audit(audit_entry("imports.start", import));
  return import;
}

Result<ImportFile> cancel_import(kit::Write& write, ImportKind kind, ImportId id) {
  TRY(auto import, find_import(write.tx, write.actor, kind, id));
  if (import.state != ImportState::uploaded && import.state != ImportState::checked &&
      import.state != ImportState::running) {
    return wrong_state(import, "not ended");
  }
  import.state = ImportState::cancelled;
  import.finished_at = write.now;
  TRY_DONE(save_import(write, import));
  store::delete_rows(write.tx, id);
  write.audit(audit_entry("imports.cancel", import));
  return import;
}

std::string errors_csv_of(const kit::Read& read, const ImportFile& import) {
  const CsvWriter writer(import.delimiter.front());
  std::string csv(CsvWriter::kByteOrderMark);
  auto header = column_names_of(import);
  const std::size_t own_columns = header.size();
  for (const auto* name : {"row", "field", "reason", "detail"})
    header.emplace_back(name);
  writer.write_row(header, csv);
  std::int64_t last_row = 0;
  for (;;) {
    const auto errors = store::errors_after(read.tx, import.id, last_row, kErrorPage);
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

kit::Actor starter_of(const ImportFile& import) {
  auto actor = kit::system_actor(import.created_by_name);
  actor.staff_id = import.created_by;
  actor.org_unit_id = import.org_unit_id;
  auto reach = record_from_json<StarterReach>(import.reach, View{true});
  if (reach.ok() && reach->is_system) return actor;
  actor.kind = kit::Actor::Kind::staff;
  actor.scope = kit::DataScope::own;
  if (!reach.ok()) return actor;
  actor.scope = reach->scope;
  for (const auto id : reach->org_unit_ids)
    actor.org_unit_ids.push_back(id.value);
  actor.permissions = kit::PermissionSet(std::move(reach->permissions));
  return actor;
}

void end_import(kit::Runtime& runtime, const kit::Actor& actor, ImportId id, ImportState from, ImportState to,
                const std::optional<std::string>& error) {
  const auto saved = kit::in_write(runtime, actor, [&](kit::Write& write) -> Outcome {
    auto import = store::load_import(write.tx, id);
    if (!import || import->state != from) return Done{};
    const std::int64_t old_version = import->version++;
    import->state = to;
    import->error = error;
    import->finished_at = write.now;
    CHECK(store::update_import(write.tx, *import, old_version));
    store::delete_rows(write.tx, id);
    write.audit(audit_entry(to == ImportState::done     ? "imports.finish"
                            : to == ImportState::undone ? "imports.undo_finish"
                                                        : "imports.fail",
                            *import));
    return Done{};
  });
  CHECK(saved.ok());
}

bool is_in_state(kit::Runtime& runtime, ImportId id, ImportState state) {
  const auto now = runtime.database.read([&](db::Transaction& tx) { return store::load_import(tx, id); });
  return now && now->state == state;
}

void tell_progress(kit::Runtime& runtime, ImportId id) {
  if (runtime.events == nullptr) return;
  const auto import = runtime.database.read([&](db::Transaction& tx) { return store::load_import(tx, id); });
  if (!import) return;
  http::LiveEvent event;
  event.topic = "import.progress";
  event.data_json = to_json(*import, View{});
  event.staff_id = import->created_by.value;
  runtime.events->publish(std::move(event));
}

}  // namespace homeport::imports
