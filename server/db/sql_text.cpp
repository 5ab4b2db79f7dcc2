#include "db/sql_text.hpp"

#include <algorithm>
#include <cstring>

#include "base/check.hpp"
#include "base/text.hpp"

namespace homeport::db {
namespace {

constexpr std::string_view kForUpdate = "/*for_update*/";
constexpr std::string_view kInAnyOrder = "/*in_any_order*/";
constexpr std::string_view kForUpdateSkipLocked = "/*for_update_skip_locked*/";
constexpr std::size_t kLongestHead = 100;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

template <class Belongs>
std::size_t run_length(std::string_view text, std::size_t from, Belongs belongs) {
  std::size_t end = from;
  while (end < text.size() && belongs(text[end]))
    ++end;
  return end;
}

// To behind the closing mark, or to the end where there is none.
std::size_t through(std::string_view text, std::size_t from, std::string_view mark) {
  const auto at = text.find(mark, from);
  return at == std::string_view::npos ? text.size() : at + mark.size();
}

// A doubled quote inside is seen as the end of one string and the start of the next, which comes to the same here.
SqlToken quoted(std::string_view text, std::size_t from, SqlToken::Kind kind) {
  return {kind, text.substr(from, through(text, from + 1, text.substr(from, 1)) - from)};
}

SqlToken dollar(std::string_view text, std::size_t from) {
  const std::size_t end = run_length(text, from + 1, is_word_char);
  if (end > from + 1 && is_digit(text[from + 1])) {
    return {SqlToken::Kind::placeholder, text.substr(from, run_length(text, from + 1, is_digit) - from)};
  }
  if (end < text.size() && text[end] == '$') {
    const auto tag = text.substr(from, end + 1 - from);
    return {SqlToken::Kind::string, text.substr(from, through(text, end + 1, tag) - from)};
  }
  return {SqlToken::Kind::symbol, text.substr(from, 1)};
}

SqlToken token_at(std::string_view text, std::size_t from) {
  using Kind = SqlToken::Kind;
  const char c = text[from];
  const auto rest = text.substr(from);
  if (is_space(c)) return {Kind::space, text.substr(from, run_length(text, from, is_space) - from)};
  if (rest.starts_with("--")) return {Kind::comment, text.substr(from, through(text, from, "\n") - from)};
  if (rest.starts_with("/*")) return {Kind::comment, text.substr(from, through(text, from + 2, "*/") - from)};
  if (c == '\'') return quoted(text, from, Kind::string);
  if (c == '"') return quoted(text, from, Kind::quoted_name);
  if (c == '$') return dollar(text, from);
  if (is_word_char(c)) return {Kind::word, text.substr(from, run_length(text, from, is_word_char) - from)};
  return {Kind::symbol, text.substr(from, 1)};
}

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

}  // namespace

bool SqlToken::is_word(std::string_view upper_word) const {
  return kind == Kind::word && text.size() == upper_word.size() &&
         std::equal(text.begin(), text.end(), upper_word.begin(), [](char a, char b) { return upper(a) == b; });
}

std::vector<SqlToken> sql_tokens(std::string_view text) {
  std::vector<SqlToken> tokens;
  for (std::size_t at = 0; at < text.size();) {
    tokens.push_back(token_at(text, at));
    at += tokens.back().text.size();
  }
  return tokens;
}

std::vector<std::string> split_statements(std::string_view text) {
  std::vector<std::string> statements;
  std::string current;
  bool has_content = false;
  const auto finish = [&] {
    if (has_content) statements.push_back(current);
    current.clear();
    has_content = false;
  };
  for (const auto& token : sql_tokens(text)) {
    if (token.is_symbol(';')) {
      finish();
      continue;
    }
    if (!token.is_blank()) has_content = true;
    if (has_content || token.kind == SqlToken::Kind::comment) current += token.text;
  }
  finish();
  return statements;
}

int highest_placeholder(std::string_view text) {
  int highest = 0;
  for (const auto& token : sql_tokens(text)) {
    if (token.kind != SqlToken::Kind::placeholder) continue;
    CHECK(token.text.size() <= 4);
    int number = 0;
    for (const char c : token.text.substr(1))
      number = number * 10 + (c - '0');
    CHECK(number >= 1 && number <= kMostParameters);
    highest = std::max(highest, number);
  }
  return highest;
}

std::string with_locking(std::string_view text) {
  std::string result(text);
  replace_all(result, kForUpdate, "FOR UPDATE");
  replace_all(result, kForUpdateSkipLocked, "FOR UPDATE SKIP LOCKED");
  return result;
}

bool has_locking(std::string_view text) {
  return text.find(kForUpdate) != std::string_view::npos || text.find(kForUpdateSkipLocked) != std::string_view::npos;
}

bool may_be_held(std::string_view text) { return text.find(kInAnyOrder) != std::string_view::npos; }

std::string text_for_rows(std::string_view text, int rows) {
  const auto tokens = sql_tokens(text);
  std::size_t values = tokens.size();
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].is_word("VALUES")) values = i;
  }
  std::size_t from = values;
  while (from < tokens.size() && !tokens[from].is_symbol('('))
    ++from;
  std::size_t to = tokens.size();
  while (to > from && !tokens[to - 1].is_symbol(')')) {
    CHECK(tokens[to - 1].is_blank());
    --to;
  }
  CHECK(from < to);
  const int width = highest_placeholder(text);
  std::string result;
  for (std::size_t i = 0; i < from; ++i)
    result += tokens[i].text;
  for (int row = 0; row < rows; ++row) {
    if (row > 0) result += ", ";
    for (std::size_t i = from; i < to; ++i) {
      if (tokens[i].kind != SqlToken::Kind::placeholder) {
        result += tokens[i].text;
      } else {
        result += '$' + std::to_string(std::stoi(std::string(tokens[i].text.substr(1))) + row * width);
      }
    }
  }
  return result;
}

std::string statement_head(std::string_view text) {
  std::string head;
  for (const auto& token : sql_tokens(text)) {
    if (!token.is_blank()) {
      head += token.text;
    } else if (!head.empty() && head.back() != ' ') {
      head += ' ';
    }
    if (head.size() > kLongestHead) break;
  }
  if (head.size() > kLongestHead) {
    head.resize(cut_to(head, kLongestHead).size());
    head += "…";
  }
  while (!head.empty() && head.back() == ' ')
    head.pop_back();
  return head;
}

void refuse_bad_params(std::span<const Param> params) {
  for (const auto& param : params) {
    if (param.kind == Param::Kind::text && !param.bytes.empty() &&
        std::memchr(param.bytes.data(), 0, param.bytes.size()) != nullptr) {
      throw DatabaseError("a text parameter has a NUL byte inside");
    }
  }
}

}  // namespace homeport::db
