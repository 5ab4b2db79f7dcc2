#include "modules/imports/people_store.hpp"

#include "db/record_sql.hpp"

namespace homeport::imports::store {
namespace {

const db::Sql kSaveFix{
    "INSERT INTO import_fix (import_id, row_no, column_no, value) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (import_id, row_no, column_no) DO UPDATE SET value = excluded.value"};
const db::Sql kLoadFixes{"SELECT row_no, column_no, value FROM import_fix WHERE import_id = $1"};
const db::Sql kCountFixes{"SELECT count(*) FROM import_fix WHERE import_id = $1"};
const db::Sql kInsertEffect{
    "INSERT INTO import_effect (import_id, row_no, customer_id, effect, version_after, before, card) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7)"};
const db::Sql kRowOfCustomer{"SELECT row_no FROM import_effect WHERE import_id = $1 AND customer_id = $2"};
const db::Sql kEffectsToUndo{
    "SELECT row_no, customer_id, effect, version_after, before, card, outcome, reason FROM import_effect "
    "WHERE import_id = $1 AND row_no < $2 AND outcome IS NULL ORDER BY row_no DESC LIMIT $3"};
const db::Sql kSaveOutcome{
    "UPDATE import_effect SET outcome = $3, reason = $4 WHERE import_id = $1 AND row_no = $2 AND outcome IS NULL"};
const db::Sql kCountEffects{"SELECT count(*) FROM import_effect WHERE import_id = $1"};
const db::Sql kAddPeopleProgress{
    "UPDATE import_file SET rows_staged = rows_staged + $2, rows_ok = rows_ok + $3, rows_skipped = rows_skipped + $4, "
    "rows_refused = rows_refused + $5, rows_done = rows_done + $3 + $4 + $5, "
    "customers_created = customers_created + $6, customers_updated = customers_updated + $7 "
    "WHERE id = $1 AND state = 'running'"};
const db::Sql kAddUndone{
    "UPDATE import_file SET rows_undone = rows_undone + $2, rows_kept = rows_kept + $3 WHERE id = $1"};

std::int64_t only_number(db::Rows rows) {
  CHECK(rows.next());
  return rows.integer(0);
}

}  // namespace

void save_fix(db::Transaction& tx, ImportId id, const CellFix& fix) {
  tx.send(kSaveFix, id, fix.row_no, fix.column, fix.value);
}

Fixes load_fixes(db::Transaction& tx, ImportId id) {
  Fixes fixes;
  for (auto rows = tx.query(kLoadFixes, id); rows.next();)
    fixes[rows.integer(0)].emplace(static_cast<std::size_t>(rows.integer(1)), rows.string(2));
  return fixes;
}

std::int64_t count_fixes(db::Transaction& tx, ImportId id) { return only_number(tx.query(kCountFixes, id)); }

void insert_effect(db::Transaction& tx, ImportId id, const ImportEffect& effect) {
  tx.send(kInsertEffect, id, effect.row_no, effect.customer_id, word_of(effect.effect), effect.version_after,
          effect.before_json, effect.card);
}

std::optional<std::int64_t> row_of_customer(db::Transaction& tx, ImportId id, CustomerId customer_id) {
  auto rows = tx.query(kRowOfCustomer, id, customer_id);
  if (!rows.next()) return std::nullopt;
  return rows.integer(0);
}

std::vector<ImportEffect> effects_to_undo(db::Transaction& tx, ImportId id, std::int64_t before_row,
                                          std::int64_t limit) {
  return db::read_all<ImportEffect>(tx.query(kEffectsToUndo, id, before_row, limit));
}

void save_outcome(db::Transaction& tx, ImportId id, const ImportEffect& effect) {
  CHECK(effect.outcome.has_value());
  tx.send(kSaveOutcome, id, effect.row_no, word_of(*effect.outcome), effect.reason);
}

kit::ListQuery list_effects(ImportId id, std::optional<UndoOutcome> outcome) {
  kit::ListQuery query(
      "SELECT e.row_no, e.customer_id, e.effect, e.version_after, e.before, e.card, e.outcome, e.reason "
      "FROM import_effect e WHERE 1 = 1");
  query.where_equal("e.import_id", id.value);
  if (outcome) query.where_equal("e.outcome", word_of(*outcome));
  return query;
}

std::int64_t count_effects(db::Transaction& tx, ImportId id) { return only_number(tx.query(kCountEffects, id)); }

bool add_progress(db::Transaction& tx, ImportId id, const PeopleProgress& progress) {
  return tx.execute(kAddPeopleProgress, id, progress.staged, progress.ok, progress.skipped, progress.refused,
                    progress.created, progress.updated) == 1;
}

void add_undone(db::Transaction& tx, ImportId id, std::int64_t undone, std::int64_t kept) {
  tx.send(kAddUndone, id, undone, kept);
}

}  // namespace homeport::imports::store
