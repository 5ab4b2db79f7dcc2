#include "modules/lab/store.hpp"

#include "db/record_sql.hpp"

namespace homeport::lab::store {
namespace {

const db::Sql kDelete{"DELETE FROM lab_backtest WHERE id = $1"};
const db::Sql kSetProgress{"UPDATE lab_backtest SET sales_done = $2 WHERE id = $1 AND state = 'running'"};
const db::Sql kCount{"SELECT count(*) FROM lab_backtest"};
const db::Sql kCountUnfinished{"SELECT count(*) FROM lab_backtest WHERE state IN ('waiting', 'running')"};
const db::Sql kInsertCustomer{
    "INSERT INTO lab_backtest_customer (backtest_id, change, rank, customer_id, sales_count, amount_minor, "
    "difference_minor, present_combined_points, present_wallet_points, present_rebate_minor, present_tier_name, "
    "changed_combined_points, changed_wallet_points, changed_rebate_minor, changed_tier_name) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"};
const db::Sql kDeleteCustomers{"DELETE FROM lab_backtest_customer WHERE backtest_id = $1"};
const db::Sql kSelectCustomers{
    "SELECT rank, customer_id, sales_count, amount_minor, difference_minor, present_combined_points, "
    "present_wallet_points, present_rebate_minor, present_tier_name, changed_combined_points, changed_wallet_points, "
    "changed_rebate_minor, changed_tier_name FROM lab_backtest_customer WHERE backtest_id = $1 AND change = $2 ORDER "
    "BY rank"};

ResultCustomerSide side_from(const db::Rows& rows, int column) {
  return {Points{rows.integer(column)}, Points{rows.integer(column + 1)}, Money{rows.integer(column + 2)},
          rows.maybe_string(column + 3)};
}

std::int64_t count_with(db::Transaction& tx, const db::Sql& sql) {
  auto rows = tx.query(sql);
  CHECK(rows.next());
  return rows.integer(0);
}

}  // namespace

const std::string& backtest_columns() {
  static const std::string columns = [] {
    std::string made;
    for (const auto& row : table_of<Backtest>().rows) {
      if (!made.empty()) made += ", ";
      const bool is_long = row.name == "request" || row.name == "result";
      made += is_long ? "''" : "b." + std::string(row.name);
    }
    return made;
  }();
  return columns;
}

void insert_backtest(db::Transaction& tx, const Backtest& backtest) {
  static const db::MadeStatement kInsert(db::insert_text("lab_backtest", table_of<Backtest>()));
  db::execute_record(tx, kInsert.sql, backtest);
}

std::optional<Backtest> load_backtest(db::Transaction& tx, BacktestId id) {
  static const db::MadeStatement kSelect("SELECT " + db::columns_of(table_of<Backtest>()) +
                                         " FROM lab_backtest WHERE id = $1");
  return db::read_one<Backtest>(tx.query(kSelect.sql, id));
}

std::optional<Backtest> lock_backtest(db::Transaction& tx, BacktestId id) {
  static const db::MadeStatement kSelect("SELECT " + db::columns_of(table_of<Backtest>()) +
                                         " FROM lab_backtest WHERE id = $1 /*for_update*/");
  return db::read_one<Backtest>(tx.query(kSelect.sql, id));
}

void update_backtest(db::Transaction& tx, const Backtest& backtest) {
  static const db::MadeStatement kUpdate(db::update_text("lab_backtest", table_of<Backtest>(), 1));
  db::execute_record(tx, kUpdate.sql, backtest);
}

void delete_backtest(db::Transaction& tx, BacktestId id) { tx.execute(kDelete, id); }

void set_progress(db::Transaction& tx, BacktestId id, std::int64_t sales_done) {
  tx.execute(kSetProgress, id, sales_done);
}

std::int64_t count_backtests(db::Transaction& tx) { return count_with(tx, kCount); }
std::int64_t count_unfinished(db::Transaction& tx) { return count_with(tx, kCountUnfinished); }

void insert_customer(db::Transaction& tx, BacktestId id, Change change, const ResultCustomer& customer) {
  tx.send(kInsertCustomer, id, word_of(change), customer.rank, customer.customer_id, customer.sales_count,
          customer.amount, customer.difference, customer.present.combined, customer.present.wallet,
          customer.present.rebate, customer.present.tier_name, customer.changed.combined, customer.changed.wallet,
          customer.changed.rebate, customer.changed.tier_name);
}

void delete_customers(db::Transaction& tx, BacktestId id) { tx.execute(kDeleteCustomers, id); }

std::vector<ResultCustomer> load_customers(db::Transaction& tx, BacktestId id, Change change) {
  std::vector<ResultCustomer> customers;
  for (auto rows = tx.query(kSelectCustomers, id, word_of(change)); rows.next();) {
    ResultCustomer customer;
    customer.rank = rows.integer(0);
    customer.customer_id = rows.id<CustomerId>(1);
    customer.sales_count = rows.integer(2);
    customer.amount = Money{rows.integer(3)};
    customer.difference = Money{rows.integer(4)};
    customer.present = side_from(rows, 5);
    customer.changed = side_from(rows, 9);
    customer.combined_difference = customer.changed.combined - customer.present.combined;
    customers.push_back(std::move(customer));
  }
  return customers;
}

}  // namespace homeport::lab::store
