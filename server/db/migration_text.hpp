#pragma once

// What the migrator reads out of a migration's text; see migrate.hpp for what may stand there.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace homeport::db {

// One line "-- @word rest".
struct Annotation {
  std::string word;
  std::string rest;
};

// The annotations in front of a statement.
[[nodiscard]] std::vector<Annotation> annotations_above(std::string_view statement);

// A CREATE TABLE, as far as it matters here.
struct TableText {
  struct Column {
    std::string name;
    std::string type;  // in capitals
  };
  std::string name;
  std::vector<Annotation> annotations;
  std::vector<Column> columns;
  std::vector<std::string> primary_key;
  std::vector<std::string> unnamed_constraints;  // the keyword each begins with

  // The rest of its line, or nothing when the table is not so marked.
  [[nodiscard]] std::optional<std::string> annotation(std::string_view word) const;
  [[nodiscard]] const Column* column(std::string_view column_name) const;
  // Its primary key is one BIGINT column, which SQLite uses as the row's own number.
  [[nodiscard]] bool has_number_key() const;
};

// Nothing when the statement is no CREATE TABLE.
[[nodiscard]] std::optional<TableText> table_in(std::string_view statement);

// The text without the sections for other engines: "sqlite", "postgres", or "" to leave out every section.
[[nodiscard]] std::string text_for(std::string_view engine, std::string_view text);

// What is wrong with a migration's text, as a sentence; empty when nothing is.
[[nodiscard]] std::string fault_in(std::string_view text);

}  // namespace homeport::db
