#pragma once

// SQL from field tables: the column list of a record, its parameters, and a row read back into it. The statements
// themselves stay visible in each module's store.cpp:
//
//   const Sql kSelect{"SELECT id, name, price_minor FROM product WHERE id = $1"};   // or composed from columns_of
//   read_record(rows, product);

#include <optional>
#include <string>
#include <vector>

#include "base/fields.hpp"
#include "db/transaction.hpp"

namespace homeport::db {

// "id, name, price_minor": the columns of the table's scalar rows, in order; `prefix` ("p.") goes before each.
[[nodiscard]] std::string columns_of(const RecordTable& table, std::string_view prefix = {});

// "INSERT INTO product (id, name) VALUES ($1, $2)" and "UPDATE product SET name = $2 … WHERE id = $1" over all
// columns; `key_columns` first columns form the WHERE of the update. Build once into a static std::string + Sql.
[[nodiscard]] std::string insert_text(std::string_view sql_table, const RecordTable& table);
// The same with one more column behind them.
[[nodiscard]] std::string insert_text(std::string_view sql_table, const RecordTable& table, std::string_view column);
[[nodiscard]] std::string update_text(std::string_view sql_table, const RecordTable& table, int key_columns);

// A statement made at run time, once: text and Sql live as long as it does, so it is a static.
struct MadeStatement {
  std::string text;
  Sql sql;
  explicit MadeStatement(std::string made) : text(std::move(made)), sql(text) {}
};

// The record's scalar values in column order. Dates and choices are rendered into `arena`, which must outlive them.
[[nodiscard]] std::vector<Param> params_of(const RecordTable& table, const void* record,
                                           std::vector<std::string>& arena);

// Reads columns first_column… of the current row into the record, in the table's order.
void read_record_columns(const Rows& rows, const RecordTable& table, void* record, int first_column = 0);

template <class Record>
[[nodiscard]] Record read_record(const Rows& rows, int first_column = 0) {
  Record record{};
  read_record_columns(rows, table_of<Record>(), &record, first_column);
  return record;
}

// The value a word in a column stands for; a word that stands for none is a DatabaseError.
template <class Enum>
[[nodiscard]] Enum choice_at(const Rows& rows, int column) {
  const auto value = choice_of<Enum>(rows.text(column));
  if (!value) throw DatabaseError("a column holds a word this program does not know");
  return *value;
}

// The first row, if there is one; and all of them.
template <class Record>
[[nodiscard]] std::optional<Record> read_one(Rows rows) {
  if (!rows.next()) return std::nullopt;
  return read_record<Record>(rows);
}
template <class Record>
[[nodiscard]] std::vector<Record> read_all(Rows rows) {
  std::vector<Record> records;
  while (rows.next())
    records.push_back(read_record<Record>(rows));
  return records;
}

template <class Record>
std::int64_t execute_record(Transaction& tx, const Sql& sql, const Record& record) {
  std::vector<std::string> arena;
  const auto params = params_of(table_of<Record>(), &record, arena);
  return tx.execute_with(sql, params);
}

template <class Record>
void send_record(Transaction& tx, const Sql& sql, const Record& record) {
  std::vector<std::string> arena;
  const auto params = params_of(table_of<Record>(), &record, arena);
  tx.send_with(sql, params);
}

}  // namespace homeport::db
