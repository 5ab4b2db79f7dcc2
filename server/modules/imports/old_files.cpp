#include "modules/imports/old_files.hpp"

#include <chrono>
#include <filesystem>

#include "modules/imports/file_steps.hpp"
#include "modules/imports/store.hpp"

namespace homeport::imports {
namespace {

namespace files = std::filesystem;

constexpr std::chrono::hours kOrphanAge{24};

bool is_open(ImportState state) { return state == ImportState::uploaded || state == ImportState::checked; }

bool has_ended(ImportState state) { return !is_open(state) && state != ImportState::running; }

// The import of a file in the folder, by its name.
std::optional<ImportFile> import_of(kit::Runtime& runtime, const files::path& file) {
  const auto id = parse_id(file.stem().string());
  if (!id) return std::nullopt;
  return runtime.database.read([&](db::Transaction& tx) { return store::load_import(tx, ImportId{*id}); });
}

bool is_of_no_use(kit::Runtime& runtime, const kit::Actor& actor, const files::path& file) {
  const auto import = import_of(runtime, file);
  if (!import) {
    std::error_code gone;
    const auto written_at = files::last_write_time(file, gone);
    return !gone && files::file_time_type::clock::now() - written_at > kOrphanAge;
  }
  if (has_ended(import->state)) return true;
  const Time forgotten_at = plus_days(import->created_at, kForgottenAfterDays);
  if (!is_open(import->state) || runtime.clock.now() < forgotten_at) return false;
  // Refused when somebody started it in this moment: then it is of use.
  return kit::in_write(runtime, actor,
                       [&](kit::Write& write) { return cancel_import(write, import->kind, import->id); })
      .ok();
}

}  // namespace

int remove_old_files(kit::Runtime& runtime, const kit::Actor& actor) {
  std::error_code none;
  std::vector<files::path> of_no_use;
  for (const auto& entry : files::directory_iterator(runtime.data_folder / "imports", none)) {
    if (entry.is_regular_file() && is_of_no_use(runtime, actor, entry.path())) of_no_use.push_back(entry.path());
  }
  int removed = 0;
  for (const auto& file : of_no_use)
    removed += files::remove(file) ? 1 : 0;
  return removed;
}

}  // namespace homeport::imports
