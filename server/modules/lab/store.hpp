#pragma once

// The SQL of the lab and nothing but: one statement per function.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/transaction.hpp"
#include "modules/lab/types.hpp"

namespace homeport::lab::store {

// Columns of Backtest with the prefix "b."; request and result come empty, they are only wanted one by one.
[[nodiscard]] const std::string& backtest_columns();

void insert_backtest(db::Transaction& tx, const Backtest& backtest);
[[nodiscard]] std::optional<Backtest> load_backtest(db::Transaction& tx, BacktestId id);
// The same, keeping other writers of it away.
[[nodiscard]] std::optional<Backtest> lock_backtest(db::Transaction& tx, BacktestId id);
void update_backtest(db::Transaction& tx, const Backtest& backtest);
void delete_backtest(db::Transaction& tx, BacktestId id);
// How far a running one is; nothing when it runs no more.
void set_progress(db::Transaction& tx, BacktestId id, std::int64_t sales_done);
[[nodiscard]] std::int64_t count_backtests(db::Transaction& tx);
[[nodiscard]] std::int64_t count_unfinished(db::Transaction& tx);

// The customers at the ends of a back-test's ranking.
void insert_customer(db::Transaction& tx, BacktestId id, Change change, const ResultCustomer& customer);
void delete_customers(db::Transaction& tx, BacktestId id);
[[nodiscard]] std::vector<ResultCustomer> load_customers(db::Transaction& tx, BacktestId id, Change change);

}  // namespace homeport::lab::store
