#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace homeport {

// The index both database engines share. The server makes the tokens, the engine only stores them: a record is found
// when it has every token of the query, in any order, with no prefix operator. Every token is an ASCII letter followed
// by ASCII lower-case letters and digits, so SQLite's `unicode61` and `ascii` tokenizers and PostgreSQL's `simple`
// configuration keep it as it is, and it needs no quoting in either query language.
//
// What a query finds in an indexed name:
//   · any fragment of Han, kana or hangul, of one character or more: 小明 in 王小明;
//   · any beginning of a word: "mar" in "Anna-Maria"; upper or lower case, with or without diacritics;
//   · any beginning of the pinyin from any character on, and of the initials: "wangx", "xiaoming", "wxm", "xm" in
//   王小明; · any fragment of three or more digits.
// Several words in a query all have to be found. Because positions aren't kept a record may be found that holds all
// the pieces apart from each other; a record that matches is never missed. Prefixes are told apart up to
// kLongestPrefix characters; of a text only the first kMostIndexedCharacters are indexed, of a query the first
// kMostQueryCharacters are used.
inline constexpr std::size_t kLongestPrefix = 12;
inline constexpr std::size_t kMostIndexedCharacters = 64;
inline constexpr std::size_t kMostQueryCharacters = 64;

class SearchTokens {
 public:
  // Of a name of a person, an organisation or a product.
  void add_name(std::string_view name);
  // Of a number: phone (E.164, so that the country code can be typed too), card, plate, order number. Everything but
  // letters and digits is passed over: "6000-1234" is found by "0012". Letters are found as in a name, without pinyin.
  void add_number(std::string_view number);
  void add(const SearchTokens& more);

  // In ascending order, each once.
  [[nodiscard]] std::vector<std::string> words() const;
  // The same with one space between them, the form in which an FTS5 column and to_tsvector take them.
  [[nodiscard]] std::string text() const;

 private:
  std::string gathered_;  // with a blank behind each
};

// Tokens a record must all have, each once. Empty when the query holds nothing that can be searched for (only
// punctuation). A query of digits, spaces and "+-()./" only is taken as one number, so "+86 138 0013" finds
// +861380013….
[[nodiscard]] std::vector<std::string> query_tokens(std::string_view query);

// The runs of digits in a query, in order, at most kMostQueryCharacters digits in all: one run where query_tokens takes
// the query as one number, else each as it stands; of the runs it finds by fragments and of shorter ones.
[[nodiscard]] std::vector<std::string> query_digits(std::string_view query);

// With one space between them, which asks FTS5 for all of them.
[[nodiscard]] std::string join_tokens(const std::vector<std::string>& tokens);

}  // namespace homeport
