#include "db/record_sql.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "base/time.hpp"

namespace homeport::db {
namespace {

constexpr std::size_t kDateCapacity = 32;  // more than fits inside a std::string, so the bytes stay where they are

std::vector<const FieldRow*> column_rows(const RecordTable& table) {
  std::vector<const FieldRow*> rows;
  for (const auto& row : table.rows) {
    if (row.is_column()) rows.push_back(&row);
  }
  return rows;
}

std::string placeholder(std::size_t index) { return "$" + std::to_string(index + 1); }

std::string insert_text_of(std::string_view sql_table, const std::string& columns, std::size_t count) {
  std::string values;
  for (std::size_t i = 0; i < count; ++i)
    values += (i == 0 ? "" : ", ") + placeholder(i);
  return "INSERT INTO " + std::string(sql_table) + " (" + columns + ") VALUES (" + values + ")";
}

Param param_of(const FieldRow& row, const void* member, std::vector<std::string>& arena) {
  const auto& type = *row.type;
  if (type.optional && !type.has(member)) return {};
  switch (type.kind) {
    case FieldKind::text: return type.get_text(member);
    case FieldKind::choice: {
      const auto index = type.get_int(member);
      CHECK(index >= 0 && static_cast<std::size_t>(index) < type.choices.size());
      return type.choices[static_cast<std::size_t>(index)];
    }
    case FieldKind::date: {
      std::string text = format_date(Date{static_cast<std::int32_t>(type.get_int(member))});
      text.reserve(kDateCapacity);
      arena.push_back(std::move(text));
      return std::string_view(arena.back());
    }
    default: return type.get_int(member);
  }
}

[[noreturn]] void refuse_stored(const FieldRow& row, std::string_view what) {
  throw DatabaseError("the column " + std::string(row.name) + " holds " + std::string(what));
}

std::int64_t choice_index(const FieldRow& row, std::string_view name) {
  const auto choices = row.type->choices;
  const auto found = std::find(choices.begin(), choices.end(), name);
  if (found == choices.end()) refuse_stored(row, "a choice this program does not know");
  return found - choices.begin();
}

std::int64_t date_days(const FieldRow& row, std::string_view text) {
  const auto date = parse_date(text);
  if (!date) refuse_stored(row, "something else than a date");
  return date->days;
}

void read_member(const Rows& rows, int column, const FieldRow& row, void* member) {
  const auto& type = *row.type;
  if (type.optional && rows.is_null(column)) {
    type.clear(member);
    return;
  }
  switch (type.kind) {
    case FieldKind::text: type.set_text(member, rows.text(column)); break;
    case FieldKind::choice: type.set_int(member, choice_index(row, rows.text(column))); break;
    case FieldKind::date: type.set_int(member, date_days(row, rows.text(column))); break;
    default: type.set_int(member, rows.integer(column)); break;
  }
}

}  // namespace

std::string columns_of(const RecordTable& table, std::string_view prefix) {
  std::string text;
  for (const auto* row : column_rows(table)) {
    if (!text.empty()) text += ", ";
    text += prefix;
    text += row->name;
  }
  return text;
}

std::string insert_text(std::string_view sql_table, const RecordTable& table) {
  return insert_text_of(sql_table, columns_of(table), column_rows(table).size());
}

std::string insert_text(std::string_view sql_table, const RecordTable& table, std::string_view column) {
  return insert_text_of(sql_table, columns_of(table) + ", " + std::string(column), column_rows(table).size() + 1);
}

std::string update_text(std::string_view sql_table, const RecordTable& table, int key_columns) {
  const auto rows = column_rows(table);
  const auto keys = static_cast<std::size_t>(key_columns);
  CHECK(key_columns >= 1 && keys < rows.size());
  std::string sets;
  std::string where;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto equation = std::string(rows[i]->name) + " = " + placeholder(i);
    if (i < keys) {
      where += (where.empty() ? "" : " AND ") + equation;
    } else {
      sets += (sets.empty() ? "" : ", ") + equation;
    }
  }
  return "UPDATE " + std::string(sql_table) + " SET " + sets + " WHERE " + where;
}

std::vector<Param> params_of(const RecordTable& table, const void* record, std::vector<std::string>& arena) {
  std::vector<Param> params;
  params.reserve(table.rows.size());
  for (const auto& row : table.rows) {
    if (row.is_column()) params.push_back(param_of(row, row.locate(record), arena));
  }
  return params;
}

void read_record_columns(const Rows& rows, const RecordTable& table, void* record, int first_column) {
  int column = first_column;
  for (const auto& row : table.rows) {
    if (row.is_column()) read_member(rows, column++, row, row.locate_mutable(record));
  }
}

}  // namespace homeport::db
