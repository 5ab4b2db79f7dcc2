#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace homeport {

struct CsvLimits {
  std::size_t columns = 500;
  std::size_t field_bytes = 64 * 1024;
  std::size_t row_bytes = 1024 * 1024;  // the unquoted fields together
};

// Both numbers count from 1. `number` counts the rows of the file that hold anything, the header line included; `line`
// is the physical line the row begins on, as an editor shows it.
struct CsvRow {
  std::int64_t number = 0;
  std::int64_t line = 0;
  std::span<const std::string_view> fields;  // valid during the call only
};

enum class CsvProblem : std::uint8_t {
  too_many_columns,
  field_too_long,
  row_too_long,
  text_after_quote,
  unterminated_quote
};

// "too_many_columns" and so on: the last part of a public reason.
[[nodiscard]] std::string_view name_of(CsvProblem problem);

struct CsvError {
  CsvProblem problem = CsvProblem::unterminated_quote;
  std::int64_t row = 0;   // as CsvRow::number
  std::int64_t line = 0;  // the line the row begins on
  std::string_view
      text;  // that line as it stands there, as far as the limits let it be kept; valid during the call only

  friend bool operator==(const CsvError& a, const CsvError& b) {
    return a.problem == b.problem && a.row == b.row && a.line == b.line;
  }
};

enum class CsvStep : std::uint8_t { go_on, stop };

// Reads RFC 4180 as UTF-8, fed in any cut: quoted fields with doubled quotes and line breaks; rows end with CRLF, LF or
// CR. Lines with nothing on them are passed over. A quote inside an unquoted field is an ordinary character. A row that
// breaks a limit or has text after its closing quote is reported once and left out; reading goes on with the next. A
// quote that went astray costs its own line only: where a row of several lines turns out to be broken, or its quote is
// never closed, its first line is the bad row and the lines below are read again by themselves. Memory stays within the
// limits.
// A byte order mark is not looked for: Decoder drops it.
class CsvReader {
 public:
  using OnRow = std::function<CsvStep(const CsvRow&)>;
  using OnError = std::function<CsvStep(const CsvError&)>;

  CsvReader(char delimiter, OnRow on_row, OnError on_error, CsvLimits limits = {});

  // stop once a callback has said so; further bytes are ignored.
  CsvStep feed(std::string_view utf8);
  CsvStep finish();

 private:
  enum class State : std::uint8_t { field_start, unquoted, quoted, quote_in_quoted, skipping_line };

  void consume(std::string_view utf8);
  // Reports the first line of the row as bad and returns what the row swallowed below it.
  [[nodiscard]] std::string give_up_row();
  void remember(std::string_view bytes);
  void report();
  std::size_t take_plain_run(std::string_view utf8, std::size_t at);
  void take(char c);
  void take_in_field(char c);
  void append(std::string_view text);
  void end_field();
  void end_row();
  void break_row(CsvProblem problem);
  void start_row();

  char delimiter_;
  CsvLimits limits_;
  OnRow on_row_;
  OnError on_error_;
  State state_ = State::field_start;
  CsvStep step_ = CsvStep::go_on;
  bool last_was_cr_ = false;
  bool row_has_content_ = false;
  bool row_is_astray_ = false;  // to be given up before another byte is taken
  std::optional<CsvProblem> row_problem_;
  std::int64_t line_ = 1;
  std::int64_t row_line_ = 1;
  std::int64_t row_number_ = 1;
  std::string raw_;                      // the row as it stands in the file
  std::string again_;                    // lines being read a second time, and what follows them
  std::string bytes_;                    // the fields of the row, one after another
  std::vector<std::size_t> field_ends_;  // into bytes_
  std::vector<std::string_view> fields_;
};

// Comma, semicolon, tab or pipe: the one that cuts the rows of the sample into the same number of columns most often,
// comma when nothing speaks for another. A row cut off at the end of the sample is not counted.
[[nodiscard]] char detect_delimiter(std::string_view utf8_sample);

// Writes rows a spreadsheet opens safely: CRLF, fields quoted where needed, and those a spreadsheet would take for a
// formula (beginning with = + - @, their full-width forms, tab or CR) get a leading apostrophe; a plain negative number
// does not.
class CsvWriter {
 public:
  // Excel takes a file for UTF-8 only when it begins with this.
  static constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

  explicit CsvWriter(char delimiter = ',') : delimiter_(delimiter) {}

  // Appends one row to `out`.
  void write_row(std::span<const std::string_view> fields, std::string& out) const;
  void write_row(std::span<const std::string> fields, std::string& out) const;

 private:
  void write_field(std::string_view field, std::string& out) const;

  char delimiter_;
};

// Undoes what CsvWriter put before a formula; other text, also with an apostrophe in front, comes back unchanged.
[[nodiscard]] std::string_view without_formula_guard(std::string_view field);

}  // namespace homeport
