#include "db/migrate.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <span>
#include <utility>

#include "base/check.hpp"
#include "base/crypto.hpp"
#include "base/time.hpp"
#include "db/migration_text.hpp"
#include "db/sql_text.hpp"

namespace homeport::db {
namespace {

constexpr std::size_t kNumberDigits = 4;

const Sql kRecordExists{"SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_migration'",
                        "SELECT count(*) FROM pg_class WHERE oid = to_regclass('schema_migration')"};
constexpr std::string_view kCreateRecord =
    "CREATE TABLE IF NOT EXISTS schema_migration ("
    "module TEXT NOT NULL, number BIGINT NOT NULL, name TEXT NOT NULL, checksum TEXT NOT NULL, "
    "applied_at BIGINT NOT NULL, CONSTRAINT schema_migration_pk PRIMARY KEY (module, number))";
const Sql kRecorded{"SELECT module, number, name, checksum FROM schema_migration ORDER BY module, number"};
const Sql kRecordedOne{"SELECT checksum FROM schema_migration WHERE module = $1 AND number = $2"};
const Sql kCount{"SELECT count(*) FROM schema_migration"};
const Sql kInsert{
    "INSERT INTO schema_migration (module, number, name, checksum, applied_at) VALUES ($1, $2, $3, $4, $5)"};
// Two servers starting at once: the second waits here, then finds the work done.
const Sql kLock{"SELECT 1", "LOCK TABLE schema_migration IN EXCLUSIVE MODE"};

using Key = std::pair<std::string, std::int64_t>;
struct Recorded {
  std::string name;
  std::string checksum;
};

std::string file_label(std::string_view module, std::int64_t number, std::string_view name) {
  auto digits = std::to_string(number);
  if (digits.size() < kNumberDigits) digits.insert(0, kNumberDigits - digits.size(), '0');
  return std::string(module) + "/" + digits + "_" + std::string(name);
}

std::string label_of(const Migration& migration) {
  return file_label(migration.module, migration.number, migration.name);
}

std::string checksum_of(const Migration& migration) { return hex_encode(sha256(migration.text)); }

bool is_name_char(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }

Migration migration_from(std::string_view module, const EmbeddedFile& file, std::int64_t expected_number) {
  auto stem = file.name;
  CHECK(stem.ends_with(".sql"));
  stem.remove_suffix(4);
  CHECK(stem.size() > kNumberDigits + 1 && stem[kNumberDigits] == '_');
  std::int64_t number = 0;
  for (const char c : stem.substr(0, kNumberDigits)) {
    CHECK(c >= '0' && c <= '9');
    number = number * 10 + (c - '0');
  }
  CHECK(number == expected_number);
  const auto name = stem.substr(kNumberDigits + 1);
  CHECK(std::all_of(name.begin(), name.end(), is_name_char));
  Migration migration{std::string(module), number, std::string(name), std::string(file.text)};
  if (const auto fault = fault_in(migration.text); !fault.empty()) {
    throw CheckFailed("the migration " + label_of(migration) + ": " + fault);
  }
  return migration;
}

bool record_exists(Transaction& tx) {
  auto rows = tx.query(kRecordExists);
  return rows.next() && rows.integer(0) == 1;
}

std::map<Key, Recorded> recorded_in(Database& database) {
  return database.read([](Transaction& tx) {
    std::map<Key, Recorded> recorded;
    if (!record_exists(tx)) return recorded;
    for (auto rows = tx.query(kRecorded); rows.next();) {
      recorded.emplace(Key{rows.string(0), rows.integer(1)}, Recorded{rows.string(2), rows.string(3)});
    }
    return recorded;
  });
}

// What is recorded must be ours, unchanged.
Outcome compare(const std::map<Key, Recorded>& recorded, std::span<const Migration> migrations) {
  std::map<Key, const Migration*> ours;
  for (const auto& migration : migrations)
    ours.emplace(Key{migration.module, migration.number}, &migration);
  for (const auto& [key, row] : recorded) {
    const auto found = ours.find(key);
    const auto label = file_label(key.first, key.second, row.name);
    if (found == ours.end()) {
      return refuse(RefusalKind::unavailable, "db.schema_newer",
                    "the data holds the step " + label +
                        ", which this version does not know: start the newer version, or restore an older backup");
    }
    if (row.checksum != checksum_of(*found->second)) {
      return refuse(RefusalKind::unavailable, "db.migration_changed",
                    "the step " + label + " was applied with another text than this version has");
    }
  }
  return Done{};
}

std::filesystem::path back_up(Database& database, std::size_t recorded_count, const MigrateOptions& options) {
  if (options.backup_folder.empty() || database.engine() != Engine::sqlite) return {};
  std::error_code failed;
  std::filesystem::create_directories(options.backup_folder, failed);
  if (failed) {
    throw DatabaseError("cannot make the folder " + options.backup_folder.string() + ": " + failed.message());
  }
  std::string moment = format_rfc3339(options.now);
  std::erase_if(moment, [](char c) { return c == ':' || c == '-' || c == '.'; });
  auto file =
      options.backup_folder / ("before-upgrade-" + moment + "-schema-" + std::to_string(recorded_count) + ".homeport");
  database.backup_to(file);
  return file;
}

// False: somebody else has applied it meanwhile.
bool apply(Transaction& tx, const Migration& migration, Time now) {
  (void)tx.execute(kLock);
  if (tx.query(kRecordedOne, migration.module, migration.number).next()) return false;
  for (const auto& statement : split_statements(ddl_for(tx.engine(), migration.text)))
    tx.execute_text(statement, {});
  tx.execute(kInsert, migration.module, migration.number, migration.name, checksum_of(migration), now);
  return true;
}

// `tokens` begin with a column; the values and the number of tokens of "column IN (value, …)", or nothing.
struct ChoiceText {
  std::vector<std::string_view> values;
  std::size_t length = 0;
};

std::optional<ChoiceText> choice_in(std::span<const SqlToken> tokens) {
  if (tokens[0].kind != SqlToken::Kind::word || tokens[0].is_word("NOT")) return std::nullopt;
  ChoiceText choice;
  enum class Expected { in, bracket, value, comma_or_end };
  auto expected = Expected::in;
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    const auto& token = tokens[i];
    if (token.is_blank()) continue;
    const bool is_value =
        token.kind == SqlToken::Kind::string || (token.kind == SqlToken::Kind::word && !token.is_word("SELECT"));
    if (expected == Expected::in && token.is_word("IN")) {
      expected = Expected::bracket;
    } else if ((expected == Expected::bracket && token.is_symbol('(')) ||
               (expected == Expected::comma_or_end && token.is_symbol(','))) {
      expected = Expected::value;
    } else if (expected == Expected::value && is_value) {
      choice.values.push_back(token.text);
      expected = Expected::comma_or_end;
    } else if (expected == Expected::comma_or_end && token.is_symbol(')')) {
      choice.length = i + 1;
      return choice;
    } else {
      return std::nullopt;
    }
  }
  return std::nullopt;
}

// SQLite builds a table in memory for each run of a statement whose constraints hold a list of more than two values,
// which costs more than the row itself. One comparison after the other says the same.
std::string with_comparisons(const std::string& statement) {
  const auto tokens = sql_tokens(statement);
  std::string result;
  bool is_whole_operand = false;  // what stands before leaves the column and its list to themselves
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const auto choice = is_whole_operand ? choice_in(std::span(tokens).subspan(i)) : std::nullopt;
    if (!tokens[i].is_blank()) {
      is_whole_operand = tokens[i].is_symbol('(') || tokens[i].is_word("AND") || tokens[i].is_word("OR");
    }
    if (!choice) {
      result += tokens[i].text;
      continue;
    }
    result += '(';
    for (std::size_t k = 0; k < choice->values.size(); ++k) {
      if (k > 0) result += " OR ";
      result.append(tokens[i].text).append(" = ").append(choice->values[k]);
    }
    result += ')';
    i += choice->length - 1;
  }
  return result;
}

std::string strict_table(const std::string& statement, const TableText& table) {
  std::string result;
  bool is_open_ended = false;  // nothing stands behind the closing bracket
  const auto compared = with_comparisons(statement);
  for (const auto& token : sql_tokens(compared)) {
    if (!token.is_blank()) is_open_ended = token.is_symbol(')');
    if (token.is_word("BIGINT")) {
      result += "INTEGER";
    } else if (token.is_word("BYTEA")) {
      result += "BLOB";
    } else {
      result += token.text;
    }
  }
  if (!is_open_ended) return result;
  const bool is_by_key = !table.has_number_key() && !table.annotation("wide");
  return result + (is_by_key ? "\nSTRICT, WITHOUT ROWID" : "\nSTRICT");
}

std::string sqlite_statement(const std::string& statement) {
  if (const auto table = table_in(statement)) return strict_table(statement, *table);
  auto tokens = sql_tokens(statement);
  const auto first = std::find_if(tokens.begin(), tokens.end(), [](const auto& token) { return !token.is_blank(); });
  if (first == tokens.end() || !first->is_word("ALTER")) return statement;
  std::string result;
  for (const auto& token : tokens) {
    result += token.is_word("BIGINT") ? "INTEGER" : token.is_word("BYTEA") ? "BLOB" : token.text;
  }
  return result;
}

}  // namespace

std::vector<Migration> migrations_of(std::string_view module, std::span<const EmbeddedFile> files) {
  std::vector<EmbeddedFile> sorted(files.begin(), files.end());
  std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  std::vector<Migration> migrations;
  migrations.reserve(sorted.size());
  for (const auto& file : sorted) {
    migrations.push_back(migration_from(module, file, static_cast<std::int64_t>(migrations.size()) + 1));
  }
  return migrations;
}

Result<MigrationReport> migrate(Database& database, std::span<const Migration> migrations,
                                const MigrateOptions& options) {
  const auto recorded = recorded_in(database);
  TRY_DONE(compare(recorded, migrations));
  std::vector<const Migration*> pending;
  for (const auto& migration : migrations) {
    if (!recorded.contains(Key{migration.module, migration.number})) pending.push_back(&migration);
  }
  MigrationReport report;
  if (pending.empty()) return report;
  if (recorded.empty()) {
    database.write(
        [](Transaction& tx) { tx.execute_text(split_statements(ddl_for(tx.engine(), kCreateRecord)).front(), {}); });
  } else {
    report.backup = back_up(database, recorded.size(), options);
  }
  for (const auto* migration : pending) {
    const bool is_applied = database.write([&](Transaction& tx) { return apply(tx, *migration, options.now); });
    if (is_applied) report.applied.push_back(label_of(*migration));
  }
  return report;
}

std::int64_t schema_version(Database& database) {
  return database.read([](Transaction& tx) {
    if (!record_exists(tx)) return std::int64_t{0};
    auto rows = tx.query(kCount);
    CHECK(rows.next());
    return rows.integer(0);
  });
}

std::string ddl_for(Engine engine, std::string_view text) {
  if (engine == Engine::postgres) return text_for("postgres", text);
  std::string result;
  for (const auto& statement : split_statements(text_for("sqlite", text))) {
    result += sqlite_statement(statement);
    result += ";\n";
  }
  return result;
}

std::vector<TableAnnotation> annotations_of(std::string_view text) {
  std::vector<TableAnnotation> annotations;
  for (const auto& statement : split_statements(text_for("postgres", text))) {
    if (const auto table = table_in(statement)) {
      annotations.push_back({table->name, table->annotation("shard").value_or("")});
    }
  }
  return annotations;
}

}  // namespace homeport::db
