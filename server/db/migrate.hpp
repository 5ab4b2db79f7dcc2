#pragma once

// Schema migrations: numbered, checksummed, annotated SQL files of the modules, applied in order, each in a
// transaction of its own, recorded in the table schema_migration.

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.hpp"
#include "base/result.hpp"
#include "db/database.hpp"

namespace homeport::db {

struct Migration {
  std::string module;   // "points"
  std::int64_t number;  // 1 for 0001_ledger.sql
  std::string name;     // "ledger"
  std::string text;     // the portable SQL with its annotations
};

// Files named NNNN_name.sql of one module, in order. CHECKs the naming, that numbers run 1, 2, 3…, and the text: each
// CREATE TABLE has a primary key, a name for each constraint, only BIGINT, TEXT and BYTEA columns, and directly above
// it one annotation:
//
//   -- @reference             a small table, whole on every shard
//   -- @shard customer_id     spread by this column, which must be part of the primary key
//   -- @wide                  beside one of the above: rows of a kilobyte and more (see ddl_for)
[[nodiscard]] std::vector<Migration> migrations_of(std::string_view module, std::span<const EmbeddedFile> files);

struct MigrationReport {
  std::vector<std::string> applied;  // "points/0001_ledger"
  std::filesystem::path backup;      // where the copy made beforehand lies; empty when none was needed or possible
};

struct MigrateOptions {
  std::filesystem::path backup_folder;  // SQLite: a copy goes here before an existing schema is changed; empty: none
  Time now;
};

// Brings the schema up to date. `migrations` are in dependency order (lower modules first). Refuses, touching
// nothing: db.schema_newer (the file was written by a newer program), db.migration_changed (a recorded checksum
// differs from ours). Machine failures throw; a failed step is rolled back whole.
[[nodiscard]] Result<MigrationReport> migrate(Database& database, std::span<const Migration> migrations,
                                              const MigrateOptions& options);

// How a table is spread when there are several nodes.
struct TableAnnotation {
  std::string table;
  std::string shard_column;  // empty: a reference table
  friend bool operator==(const TableAnnotation&, const TableAnnotation&) = default;
};
[[nodiscard]] std::vector<TableAnnotation> annotations_of(std::string_view text);

// How many migrations are recorded: the schema version shown to people.
[[nodiscard]] std::int64_t schema_version(Database& database);

// The engine's DDL for one portable migration text: BIGINT/TEXT/BYTEA → INTEGER/TEXT/BLOB and STRICT on SQLite;
// sections between "-- @only sqlite" / "-- @only postgres" and "-- @end" kept for that engine alone. On SQLite a
// table whose primary key is not one BIGINT column is stored by that key (WITHOUT ROWID): one tree instead of two, and
// a customer's rows lie together. `-- @wide` keeps the ordinary storage, better for rows that fill a page.
[[nodiscard]] std::string ddl_for(Engine engine, std::string_view text);

}  // namespace homeport::db
