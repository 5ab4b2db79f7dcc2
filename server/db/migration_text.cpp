#include "db/migration_text.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "base/check.hpp"
#include "db/sql_text.hpp"

namespace homeport::db {
namespace {

using namespace std::string_view_literals;

constexpr std::array kEngines{"sqlite"sv, "postgres"sv};
constexpr std::array kAnnotations{"reference"sv, "shard"sv, "wide"sv};
constexpr std::array kTypes{"BIGINT"sv, "TEXT"sv, "BYTEA"sv};
constexpr std::array kConstraints{"PRIMARY"sv, "UNIQUE"sv, "CHECK"sv, "FOREIGN"sv, "REFERENCES"sv, "EXCLUDE"sv};

template <std::size_t kSize>
bool is_one_of(std::string_view text, const std::array<std::string_view, kSize>& choices) {
  return std::find(choices.begin(), choices.end(), text) != choices.end();
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::string capitals(std::string_view text) {
  std::string result(text);
  for (auto& c : result) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return result;
}

std::optional<Annotation> annotation_in(std::string_view line) {
  line = trimmed(line);
  if (!line.starts_with("--")) return std::nullopt;
  line = trimmed(line.substr(2));
  if (!line.starts_with('@')) return std::nullopt;
  const auto blank = std::min(line.find_first_of(" \t"), line.size());
  return Annotation{std::string(line.substr(1, blank - 1)), std::string(trimmed(line.substr(blank)))};
}

using Tokens = std::span<const SqlToken>;

std::vector<SqlToken> words_of(std::string_view statement) {
  auto tokens = sql_tokens(statement);
  std::erase_if(tokens, [](const SqlToken& token) { return token.is_blank(); });
  return tokens;
}

bool begins_constraint(const SqlToken& token) {
  return token.kind == SqlToken::Kind::word && is_one_of(capitals(token.text), kConstraints);
}

// The names in the first pair of brackets.
std::vector<std::string> names_in_brackets(Tokens tokens) {
  std::vector<std::string> names;
  bool is_inside = false;
  for (const auto& token : tokens) {
    if (token.is_symbol(')')) break;
    if (is_inside && token.kind == SqlToken::Kind::word) names.emplace_back(token.text);
    if (token.is_symbol('(')) is_inside = true;
  }
  return names;
}

// One column or table constraint: what stands between two commas of the table's brackets.
void read_item(Tokens item, TableText& table) {
  if (item.empty()) return;
  const bool is_constraint = item[0].is_word("CONSTRAINT") || begins_constraint(item[0]);
  if (!is_constraint) {
    table.columns.push_back({std::string(item[0].text), item.size() > 1 ? capitals(item[1].text) : ""});
  }
  bool is_named = false;
  int depth = 0;
  for (std::size_t i = is_constraint ? 0 : 1; i < item.size(); ++i) {
    if (item[i].is_symbol('(')) ++depth;
    if (item[i].is_symbol(')')) --depth;
    if (depth > 0) continue;
    if (item[i].is_word("CONSTRAINT")) {
      is_named = true;
      ++i;  // its name
    } else if (begins_constraint(item[i])) {
      if (!is_named) table.unnamed_constraints.push_back(capitals(item[i].text));
      if (item[i].is_word("PRIMARY")) {
        table.primary_key = is_constraint ? names_in_brackets(item.subspan(i)) : std::vector{table.columns.back().name};
      }
      if (is_constraint) return;  // FOREIGN KEY … REFERENCES is one constraint
      is_named = false;
    }
  }
}

std::string fault_in_sections(std::string_view text) {
  bool is_inside = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    const auto annotation = annotation_in(text.substr(at, end - at));
    at = end + 1;
    if (!annotation) continue;
    if (annotation->word == "only") {
      if (is_inside) return "@only inside @only";
      if (!is_one_of(annotation->rest, kEngines)) return "@only is for sqlite or postgres";
      is_inside = true;
    } else if (annotation->word == "end") {
      if (!is_inside) return "@end without @only";
      is_inside = false;
    }
  }
  return is_inside ? "@only without @end" : "";
}

std::string fault_in_annotations(const TableText& table) {
  const auto shard = table.annotation("shard");
  if (table.annotation("reference").has_value() == shard.has_value()) {
    return "needs one of -- @reference and -- @shard <column> above it";
  }
  if (table.primary_key.empty()) return "has no primary key";
  if (shard && std::find(table.primary_key.begin(), table.primary_key.end(), *shard) == table.primary_key.end()) {
    return "is spread by '" + *shard + "', which is not in its primary key";
  }
  return {};
}

std::string fault_in_columns(const TableText& table) {
  for (const auto& column : table.columns) {
    if (!is_one_of(column.type, kTypes))
      return "has a column '" + column.name + "' of another type than BIGINT, TEXT, BYTEA";
  }
  for (const auto& name : table.primary_key) {
    if (table.column(name) == nullptr) return "has the unknown column '" + name + "' in its primary key";
  }
  if (!table.unnamed_constraints.empty())
    return "has a constraint without a name: " + table.unnamed_constraints.front();
  return {};
}

std::string fault_in_statement(const std::string& statement, bool is_for_both) {
  const auto table = table_in(statement);
  for (const auto& annotation : annotations_above(statement)) {
    if (!is_one_of(annotation.word, kAnnotations)) return "unknown annotation @" + annotation.word;
    if (!table) return "@" + annotation.word + " stands above no CREATE TABLE";
  }
  if (!table) return {};
  auto fault = fault_in_annotations(*table);
  if (fault.empty() && is_for_both) fault = fault_in_columns(*table);
  return fault.empty() ? "" : "the table " + table->name + " " + fault;
}

}  // namespace

std::vector<Annotation> annotations_above(std::string_view statement) {
  std::vector<Annotation> annotations;
  for (const auto& token : sql_tokens(statement)) {
    if (!token.is_blank()) break;
    if (auto annotation = annotation_in(token.text)) annotations.push_back(std::move(*annotation));
  }
  return annotations;
}

std::optional<std::string> TableText::annotation(std::string_view word) const {
  for (const auto& candidate : annotations) {
    if (candidate.word == word) return candidate.rest;
  }
  return std::nullopt;
}

const TableText::Column* TableText::column(std::string_view column_name) const {
  const auto found = std::find_if(columns.begin(), columns.end(),
                                  [&](const Column& candidate) { return candidate.name == column_name; });
  return found == columns.end() ? nullptr : &*found;
}

bool TableText::has_number_key() const {
  if (primary_key.size() != 1) return false;
  const auto* key = column(primary_key.front());
  return key != nullptr && (key->type == "BIGINT" || key->type == "INTEGER");
}

std::optional<TableText> table_in(std::string_view statement) {
  const auto words = words_of(statement);
  if (words.size() < 4 || !words[0].is_word("CREATE") || !words[1].is_word("TABLE")) return std::nullopt;
  std::size_t at = words[2].is_word("IF") ? 5 : 2;  // IF NOT EXISTS
  TableText table;
  table.annotations = annotations_above(statement);
  if (at < words.size()) table.name = words[at].text;
  while (at < words.size() && !words[at].is_symbol('('))
    ++at;
  int depth = 0;
  std::size_t start = at + 1;
  for (; at < words.size(); ++at) {
    if (words[at].is_symbol('(')) ++depth;
    if (words[at].is_symbol(')')) --depth;
    if ((depth == 1 && words[at].is_symbol(',')) || depth == 0) {
      read_item(Tokens(words).subspan(start, at - start), table);
      start = at + 1;
    }
    if (depth == 0) break;
  }
  return table;
}

std::string text_for(std::string_view engine, std::string_view text) {
  std::string result;
  bool is_left_out = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    const auto line = text.substr(at, end - at);
    at = end + 1;
    const auto annotation = annotation_in(line);
    if (annotation && annotation->word == "only") {
      is_left_out = annotation->rest != engine;
    } else if (annotation && annotation->word == "end") {
      is_left_out = false;
    } else if (!is_left_out) {
      result += line;
      result += '\n';
    }
  }
  return result;
}

std::string fault_in(std::string_view text) {
  if (auto fault = fault_in_sections(text); !fault.empty()) return fault;
  for (const auto& statement : split_statements(text_for("", text))) {
    if (auto fault = fault_in_statement(statement, true); !fault.empty()) return fault;
  }
  for (const auto engine : kEngines) {
    for (const auto& statement : split_statements(text_for(engine, text))) {
      if (auto fault = fault_in_statement(statement, false); !fault.empty()) return fault;
    }
  }
  return {};
}

}  // namespace homeport::db
