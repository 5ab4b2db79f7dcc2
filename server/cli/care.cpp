// Backup, restore, verify, migrate and version: looking after the data from the terminal.

#include <cstdio>
#include <fstream>

#include "base/crypto.hpp"
#include "cli/commands.hpp"
#include "db/sqlite_file.hpp"
#include "http/openapi.hpp"

namespace homeport::cli {
namespace {

constexpr std::string_view kDatabaseName = "homeport.db";
constexpr std::string_view kManifestName = "manifest.txt";
// Beside the database: what it cannot be read without, and files that rows of it name.
constexpr std::array<std::string_view, 2> kKeptBeside{"sealing.key", "imports"};

std::string hash_of_file(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) throw std::runtime_error("cannot read " + path.string());
  Sha256Stream digest;
  std::string chunk(1024 * 1024, '\0');
  while (stream.read(chunk.data(), static_cast<std::streamsize>(chunk.size())) || stream.gcount() > 0) {
    digest.add(std::string_view(chunk.data(), static_cast<std::size_t>(stream.gcount())));
  }
  return hex_encode(digest.finish());
}

std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.path().filename() != kManifestName) {
      files.push_back(std::filesystem::relative(entry.path(), folder));
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

void write_manifest(const std::filesystem::path& folder) {
  std::ofstream stream(folder / kManifestName);
  stream << "homeport backup " << version() << " " << format_rfc3339(now_from_system_clock()) << "\n";
  for (const auto& file : files_below(folder))
    stream << hash_of_file(folder / file) << "  " << file.string() << "\n";
  stream.flush();
  if (!stream) throw std::runtime_error("cannot write " + (folder / kManifestName).string());
}

// Throws with the file's name when one is missing, added or changed.
void check_manifest(const std::filesystem::path& folder) {
  std::ifstream stream(folder / kManifestName);
  std::string line;
  if (!std::getline(stream, line) || !line.starts_with("homeport backup ")) {
    throw std::runtime_error(folder.string() + " is no backup made by homeport: it has no " +
                             std::string(kManifestName));
  }
  std::vector<std::filesystem::path> listed;
  while (std::getline(stream, line)) {
    const auto gap = line.find("  ");
    if (gap == std::string::npos) throw std::runtime_error("the manifest is damaged at: " + line);
    listed.emplace_back(line.substr(gap + 2));
    if (!std::filesystem::exists(folder / listed.back())) {
      throw std::runtime_error("the backup lacks " + listed.back().string());
    }
    if (hash_of_file(folder / listed.back()) != line.substr(0, gap)) {
      throw std::runtime_error("the backup's " + listed.back().string() + " was changed since it was made");
    }
  }
  if (listed != files_below(folder)) throw std::runtime_error("the backup holds files that its manifest does not name");
}

void copy_beside(const std::filesystem::path& from, const std::filesystem::path& to) {
  for (const auto name : kKeptBeside) {
    if (std::filesystem::exists(from / name)) {
      std::filesystem::copy(
          from / name, to / name,
          std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing);
    }
  }
}

void refuse_postgres(const DataOptions& data, const char* what) {
  if (data.database_url.empty()) return;
  throw std::runtime_error(std::string("PostgreSQL has its own tools to ") + what +
                           " (pg_basebackup, pg_dump); keep the data folder's sealing.key and imports with it");
}

// Opening a folder makes a database in it; nobody who only looks wants that.
void require_data(const DataOptions& data) {
  if (!data.database_url.empty() || std::filesystem::exists(data.folder / kDatabaseName)) return;
  throw std::runtime_error("there is no data in " + data.folder.string());
}

}  // namespace

int backup(const DataOptions& data, const std::filesystem::path& target) {
  refuse_postgres(data, "back up");
  require_data(data);
  const auto source = data.folder / kDatabaseName;
  if (std::filesystem::exists(target)) throw std::runtime_error(target.string() + " exists already");
  const std::filesystem::path unfinished = target.string() + ".unfinished";
  std::filesystem::remove_all(unfinished);
  std::filesystem::create_directories(unfinished);
  std::filesystem::permissions(unfinished, std::filesystem::perms::owner_all);
  std::printf("Copying the database\n");
  db::copy_sqlite_file(source, unfinished / kDatabaseName);
  copy_beside(data.folder, unfinished);
  std::printf("Checking the copy\n");
  write_manifest(unfinished);
  check_manifest(unfinished);
  std::filesystem::rename(unfinished, target);
  std::printf("The backup is in %s\n", target.c_str());
  return 0;
}

int restore(const DataOptions& data, const std::filesystem::path& source, bool replace) {
  refuse_postgres(data, "restore");
  check_manifest(source);
  const auto problem = db::check_sqlite_file(source / kDatabaseName);
  if (problem != "ok") throw std::runtime_error("the backup's database is damaged: " + problem);
  if (std::filesystem::exists(data.folder / kDatabaseName)) {
    if (!replace) {
      throw std::runtime_error(data.folder.string() + " holds data; --replace sets it aside and restores over it");
    }
    // Held until the old folder is out of the way, so that no running server loses its files.
    const auto lock = db::lock_sqlite_file(data.folder / kDatabaseName);
    const std::filesystem::path aside =
        data.folder.string() + ".before-restore-" + std::to_string(now_from_system_clock().us / kMicrosPerSecond);
    std::filesystem::rename(data.folder, aside);
    std::printf("What was there is in %s\n", aside.c_str());
  }
  std::filesystem::create_directories(data.folder);
  std::filesystem::permissions(data.folder, std::filesystem::perms::owner_all);
  // The database comes last and whole: a restore that was interrupted left no data, and can be run again.
  copy_beside(source, data.folder);
  db::copy_sqlite_file(source / kDatabaseName, data.folder / kDatabaseName);
  std::printf("Restored from %s\n", source.c_str());
  return verify(data);
}

int verify(const DataOptions& data) {
  require_data(data);
  const SystemClock clock;
  Application application(data, clock);
  std::printf("Checking the structure\n");
  const auto structure = application.database().quick_check();
  if (structure != "ok") {
    std::printf("The database is damaged: %s\n", structure.c_str());
    return 1;
  }
  std::size_t count = 0;
  std::size_t broken = 0;
  for (const auto& module : application.modules()) {
    for (const auto& invariant : module.invariants) {
      std::printf("%s: %s\n", invariant.name.c_str(), invariant.about.c_str());
      const auto violations =
          application.database().read([&](db::Transaction& tx) { return invariant.violations(tx); });
      for (const auto& violation : violations)
        std::printf("  broken: %s\n", violation.c_str());
      if (!violations.empty()) ++broken;
      ++count;
    }
  }
  if (broken == 0) {
    std::printf("All %zu promises hold.\n", count);
  } else {
    std::printf("%zu of %zu promises are broken.\n", broken, count);
  }
  return broken == 0 ? 0 : 1;
}

int migrate(const DataOptions& data) {
  const SystemClock clock;
  Application application(data, clock);
  const auto report = application.migrate();
  if (!report.ok()) throw std::runtime_error(report.refusal().detail);
  if (!report->backup.empty()) std::printf("Backup made before: %s\n", report->backup.c_str());
  for (const auto& step : report->applied)
    std::printf("Applied %s\n", step.c_str());
  std::printf("The schema is at version %lld.\n", static_cast<long long>(db::schema_version(application.database())));
  return 0;
}

int reset_password(const DataOptions& data, const std::string& sign_in_name) {
  require_data(data);
  const SystemClock clock;
  Application application(data, clock);
  const auto temporary = identity::reset_password_by_sign_in_name(application.identity(), sign_in_name);
  if (!temporary.ok()) throw std::runtime_error(temporary.refusal().detail);
  std::printf("Temporary password of %s: %s\nIt must be changed at the next sign-in.\n", sign_in_name.c_str(),
              temporary->temporary_password.c_str());
  return 0;
}

int print_version(const DataOptions& data) {
  std::printf("Homeport %s\n", std::string(version()).c_str());
  if (data.database_url.empty() && !std::filesystem::exists(data.folder / kDatabaseName)) return 0;
  const SystemClock clock;
  Application application(data, clock);
  std::printf("Schema of %s: version %lld\n", data.folder.c_str(),
              static_cast<long long>(db::schema_version(application.database())));
  return 0;
}

int print_api_description() {
  const auto description = api_description();
  std::fwrite(description.data(), 1, description.size(), stdout);
  return 0;
}

}  // namespace homeport::cli
