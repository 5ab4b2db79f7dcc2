#pragma once

// Looks into SQL texts just far enough for our own needs: placeholders, locking marks, statement ends.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/transaction.hpp"

namespace homeport::db {

struct SqlToken {
  // word: identifiers, keywords and numbers; placeholder: $7; symbol: any other single character
  enum class Kind : std::uint8_t { space, comment, word, placeholder, string, quoted_name, symbol };
  Kind kind = Kind::space;
  std::string_view text;

  [[nodiscard]] bool is_blank() const { return kind == Kind::space || kind == Kind::comment; }
  [[nodiscard]] bool is_symbol(char c) const { return kind == Kind::symbol && text[0] == c; }
  // Keywords are compared without regard to case; `upper` is in capitals.
  [[nodiscard]] bool is_word(std::string_view upper) const;
};

// All of the text, nothing left out: joined, the tokens are the text again. An unfinished string or comment reaches to
// the end. Dollar-quoted bodies ($$…$$, $tag$…$tag$) are one string.
[[nodiscard]] std::vector<SqlToken> sql_tokens(std::string_view text);

// The statements of a file, without the semicolons between them and without empty ones. Comments stay inside.
[[nodiscard]] std::vector<std::string> split_statements(std::string_view text);

// The n of the largest $n outside strings and comments; 0 when there is none. Limit: kMostParameters, CHECKed.
[[nodiscard]] int highest_placeholder(std::string_view text);
inline constexpr int kMostParameters = 999;

// The locking marks made real for PostgreSQL.
[[nodiscard]] std::string with_locking(std::string_view text);
[[nodiscard]] bool has_locking(std::string_view text);

// /*in_any_order*/: a write that decides nothing and that nothing in its transaction depends on, or an UPDATE of one
// row by its key. It may be sent later than promised, behind others, and together with its like.
[[nodiscard]] bool may_be_held(std::string_view text);
// "INSERT INTO t (a, b) VALUES ($1, $2)" for so many rows: "… VALUES ($1, $2), ($3, $4)". CHECKs that VALUES with one
// row in brackets is the end of it.
[[nodiscard]] std::string text_for_rows(std::string_view text, int rows);

// The start of a statement for messages: blanks and comments squeezed, at most 100 bytes, cut between characters.
[[nodiscard]] std::string statement_head(std::string_view text);

// Throws DatabaseError for what one of the engines would not take: a NUL byte in a text.
void refuse_bad_params(std::span<const Param> params);

}  // namespace homeport::db
