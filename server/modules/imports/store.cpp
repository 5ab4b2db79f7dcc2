#include "modules/imports/store.hpp"

#include "db/record_sql.hpp"

namespace homeport::imports::store {
namespace {

const db::Sql kFindSame{
    "SELECT id FROM import_file WHERE content_hash = $1 AND state = 'done' AND id <> $2 ORDER BY id DESC LIMIT 1"};
const db::Sql kAddProgress{
    "UPDATE import_file SET rows_staged = rows_staged + $2, rows_ok = rows_ok + $3, rows_skipped = rows_skipped + $4, "
    "rows_refused = rows_refused + $5, rows_done = rows_done + $3 + $4 + $5, customers_created = customers_created + "
    "$6, "
    "products_created = products_created + $7, sales_created = sales_created + $8, returns_created = returns_created + "
    "$9 "
    "WHERE id = $1"};
const db::Sql kInsertRow{
    "INSERT INTO import_row (import_id, row_no, order_ref, sold_at, store_id, customer_ref, customer_name, "
    "customer_phone, sku, product_name, category, quantity, amount_minor, cost_minor, cells) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) ON CONFLICT DO NOTHING"};
const db::Sql kNextOrders{
    "SELECT DISTINCT sold_at, order_ref FROM import_row WHERE import_id = $1 AND (sold_at, order_ref) > ($2, $3) "
    "ORDER BY sold_at, order_ref LIMIT $4"};
const db::Sql kRowsOfOrder{
    "SELECT row_no, order_ref, sold_at, store_id, customer_ref, customer_name, customer_phone, sku, product_name, "
    "category, quantity, amount_minor, cost_minor, cells FROM import_row WHERE import_id = $1 AND order_ref = $2 "
    "ORDER BY row_no"};
const db::Sql kDeleteOrder{"DELETE FROM import_row WHERE import_id = $1 AND order_ref = $2"};
const db::Sql kDeleteRows{"DELETE FROM import_row WHERE import_id = $1"};
const db::Sql kInsertError{
    "INSERT INTO import_error (import_id, row_no, order_ref, field, reason, detail, value, cells) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING"};
const db::Sql kFirstBadRow{
    "SELECT row_no FROM import_error WHERE import_id = $1 AND order_ref = $2 ORDER BY row_no LIMIT 1"};
const db::Sql kErrorsAfter{
    "SELECT row_no, order_ref, field, reason, detail, value, cells FROM import_error WHERE import_id = $1 AND row_no > "
    "$2 "
    "ORDER BY row_no LIMIT $3"};
const db::Sql kCountErrors{"SELECT count(*) FROM import_error WHERE import_id = $1"};
const db::Sql kLoadMapping{"SELECT mapping, date_format FROM import_mapping WHERE columns_hash = $1"};
const db::Sql kKeepMapping{
    "INSERT INTO import_mapping (columns_hash, mapping, date_format, used_at) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (columns_hash) DO UPDATE SET mapping = excluded.mapping, date_format = excluded.date_format, "
    "used_at = excluded.used_at"};

}  // namespace

const std::string& import_columns() {
  static const std::string columns = db::columns_of(table_of<ImportFile>(), "i.");
  return columns;
}

void insert_import(db::Transaction& tx, const ImportFile& import) {
  static const db::MadeStatement kInsert(db::insert_text("import_file", table_of<ImportFile>()));
  db::execute_record(tx, kInsert.sql, import);
}

std::optional<ImportFile> load_import(db::Transaction& tx, ImportId id) {
  static const db::MadeStatement kSelect("SELECT " + db::columns_of(table_of<ImportFile>()) +
                                         " FROM import_file WHERE id = $1");
  return db::read_one<ImportFile>(tx.query(kSelect.sql, id));
}

bool update_import(db::Transaction& tx, const ImportFile& import, std::int64_t old_version) {
  static const db::MadeStatement kUpdate(db::update_text("import_file", table_of<ImportFile>(), 1) +
                                         " AND version = $" + std::to_string(table_of<ImportFile>().rows.size() + 1));
  std::vector<std::string> arena;
  auto params = db::params_of(table_of<ImportFile>(), &import, arena);
  params.emplace_back(old_version);
  return tx.execute_with(kUpdate.sql, params) == 1;
}

std::optional<ImportId> find_done_with_hash(db::Transaction& tx, std::string_view content_hash, ImportId other_than) {
  auto rows = tx.query(kFindSame, content_hash, other_than);
  if (!rows.next()) return std::nullopt;
  return rows.id<ImportId>(0);
}

void add_progress(db::Transaction& tx, ImportId id, const Progress& progress) {
  tx.send(kAddProgress, id, progress.staged, progress.ok, progress.skipped, progress.refused, progress.customers,
          progress.products, progress.sales, progress.returns);
}

void add(Progress& sum, const Progress& more) {
  sum.staged += more.staged;
  sum.ok += more.ok;
  sum.skipped += more.skipped;
  sum.refused += more.refused;
  sum.customers += more.customers;
  sum.products += more.products;
  sum.sales += more.sales;
  sum.returns += more.returns;
}

void insert_row(db::Transaction& tx, ImportId id, const StagedRow& staged) {
  const auto& row = staged.row;
  tx.send(kInsertRow, id, row.row_no, row.order_ref, row.sold_at, row.store_id, row.customer_ref, row.customer_name,
          row.customer_phone, row.sku, row.product_name, row.category, row.quantity, row.amount, row.cost,
          staged.cells_json);
}

std::vector<NextOrder> next_orders(db::Transaction& tx, ImportId id, const NextOrder& after, std::int64_t limit) {
  std::vector<NextOrder> orders;
  for (auto rows = tx.query(kNextOrders, id, after.sold_at, after.order_ref, limit); rows.next();) {
    orders.push_back({rows.string(1), Time{rows.integer(0)}});
  }
  return orders;
}

std::vector<StagedRow> rows_of_order(db::Transaction& tx, ImportId id, std::string_view order_ref) {
  std::vector<StagedRow> staged;
  for (auto rows = tx.query(kRowsOfOrder, id, order_ref); rows.next();) {
    StagedRow one;
    one.row.row_no = rows.integer(0);
    one.row.order_ref = rows.string(1);
    one.row.sold_at = Time{rows.integer(2)};
    one.row.store_id = rows.id<OrgUnitId>(3);
    one.row.customer_ref = rows.string(4);
    one.row.customer_name = rows.string(5);
    one.row.customer_phone = rows.string(6);
    one.row.sku = rows.string(7);
    one.row.product_name = rows.string(8);
    one.row.category = rows.string(9);
    one.row.quantity = rows.integer(10);
    one.row.amount = Money{rows.integer(11)};
    if (const auto cost = rows.maybe_integer(12)) one.row.cost = Money{*cost};
    one.cells_json = rows.string(13);
    staged.push_back(std::move(one));
  }
  return staged;
}

void delete_order(db::Transaction& tx, ImportId id, std::string_view order_ref) {
  tx.send(kDeleteOrder, id, order_ref);
}

void delete_rows(db::Transaction& tx, ImportId id) { tx.send(kDeleteRows, id); }

void insert_error(db::Transaction& tx, ImportId id, const StoredError& stored) {
  const auto& error = stored.error;
  tx.send(kInsertError, id, error.row_no, stored.order_ref, error.field, error.reason, error.detail, error.value,
          stored.cells_json);
}

std::optional<std::int64_t> first_bad_row_of_order(db::Transaction& tx, ImportId id, std::string_view order_ref) {
  auto rows = tx.query(kFirstBadRow, id, order_ref);
  if (!rows.next()) return std::nullopt;
  return rows.integer(0);
}

std::vector<StoredError> errors_after(db::Transaction& tx, ImportId id, std::int64_t row_no, std::int64_t limit) {
  std::vector<StoredError> errors;
  for (auto rows = tx.query(kErrorsAfter, id, row_no, limit); rows.next();) {
    errors.push_back({{rows.integer(0), rows.string(2), rows.string(3), rows.string(4), rows.string(5)},
                      rows.string(1),
                      rows.string(6)});
  }
  return errors;
}

std::int64_t count_errors(db::Transaction& tx, ImportId id) {
  auto rows = tx.query(kCountErrors, id);
  CHECK(rows.next());
  return rows.integer(0);
}

std::optional<KeptMapping> load_mapping(db::Transaction& tx, std::string_view columns_hash) {
  auto rows = tx.query(kLoadMapping, columns_hash);
  if (!rows.next()) return std::nullopt;
  return KeptMapping{rows.string(0), rows.maybe_string(1).value_or("")};
}

void keep_mapping(db::Transaction& tx, std::string_view columns_hash, const KeptMapping& mapping, Time now) {
  tx.send(kKeepMapping, columns_hash, mapping.mapping_json, mapping.date_format, now);
}

}  // namespace homeport::imports::store
