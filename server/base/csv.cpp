#include "base/csv.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace homeport {

std::string_view name_of(CsvProblem problem) {
  switch (problem) {
    case CsvProblem::too_many_columns: return "too_many_columns";
    case CsvProblem::field_too_long: return "field_too_long";
    case CsvProblem::row_too_long: return "row_too_long";
    case CsvProblem::text_after_quote: return "text_after_quote";
    case CsvProblem::unterminated_quote: return "unterminated_quote";
  }
  return "unknown";
}

CsvReader::CsvReader(char delimiter, OnRow on_row, OnError on_error, CsvLimits limits)
    : delimiter_(delimiter), limits_(limits), on_row_(std::move(on_row)), on_error_(std::move(on_error)) {}

CsvStep CsvReader::feed(std::string_view utf8) {
  consume(utf8);
  return step_;
}

void CsvReader::consume(std::string_view utf8) {
  std::size_t at = 0;
  while (at < utf8.size() && step_ == CsvStep::go_on) {
    at = take_plain_run(utf8, at);
    if (at < utf8.size() && !row_is_astray_) {
      take(utf8[at]);
      ++at;
    }
    if (row_is_astray_) {
      std::string rest = give_up_row();
      rest.append(utf8.substr(at));
      again_ = std::move(rest);
      utf8 = again_;
      at = 0;
    }
  }
}

void CsvReader::remember(std::string_view bytes) {
  raw_.append(bytes);
  // At most every byte is a doubled quote, and every field has its two quotes and a delimiter.
  if (raw_.size() > 2 * limits_.row_bytes + 3 * limits_.columns + 16) {
    break_row(CsvProblem::row_too_long);
    row_is_astray_ = true;
  }
}

void CsvReader::report() {
  const std::string_view raw(raw_);
  step_ = on_error_({*row_problem_, row_number_, row_line_, raw.substr(0, raw.find_first_of("\r\n"))});
  ++row_number_;
}

std::string CsvReader::give_up_row() {
  if (!row_problem_ || row_problem_ == CsvProblem::field_too_long || row_problem_ == CsvProblem::row_too_long) {
    const bool has_more_lines = raw_.find_first_of("\r\n") != std::string::npos;
    if (has_more_lines || !row_problem_) {
      row_problem_ = CsvProblem::unterminated_quote;
    }
  }
  report();
  const std::size_t line_end = raw_.find_first_of("\r\n");
  if (line_end == std::string::npos) {
    start_row();
    state_ = State::skipping_line;
    return {};
  }
  const bool is_pair = raw_.compare(line_end, 2, "\r\n") == 0;
  std::string rest = raw_.substr(line_end + (is_pair ? 2 : 1));
  last_was_cr_ = raw_[line_end] == '\r' && !is_pair && rest.empty();
  line_ = row_line_ + 1;
  start_row();
  return rest;
}

// Takes the bytes that stand for themselves in one go; most of a file is such bytes.
std::size_t CsvReader::take_plain_run(std::string_view utf8, std::size_t at) {
  std::size_t end = at;
  if (state_ == State::quoted) {
    while (end < utf8.size() && utf8[end] != '"' && utf8[end] != '\n' && utf8[end] != '\r') {
      ++end;
    }
  } else if (state_ == State::skipping_line) {
    end = std::min(utf8.size(), utf8.find_first_of("\r\n", at));
    last_was_cr_ = last_was_cr_ && end == at;
    return end;
  } else if (state_ == State::unquoted) {
    while (end < utf8.size() && utf8[end] != delimiter_ && utf8[end] != '\n' && utf8[end] != '\r') {
      ++end;
    }
  }
  if (end > at) {
    last_was_cr_ = false;
    remember(utf8.substr(at, end - at));
    append(utf8.substr(at, end - at));
  }
  return end;
}

void CsvReader::take(char c) {
  const bool second_half_of_crlf = c == '\n' && last_was_cr_;
  last_was_cr_ = c == '\r';
  if ((c == '\n' || c == '\r') && !second_half_of_crlf) {
    ++line_;
  }
  if (state_ != State::skipping_line) {
    remember({&c, 1});
  }
  if (state_ == State::quoted) {
    if (c == '"') {
      state_ = State::quote_in_quoted;
    } else {
      append({&c, 1});
    }
    return;
  }
  if (c == '\n' || c == '\r') {
    if (!second_half_of_crlf) {
      end_row();
    }
    start_row();
    return;
  }
  take_in_field(c);
}

void CsvReader::take_in_field(char c) {
  row_has_content_ = true;
  if (c == delimiter_) {
    end_field();
    state_ = State::field_start;
    return;
  }
  switch (state_) {
    case State::field_start:
      if (c == '"') {
        state_ = State::quoted;
        return;
      }
      state_ = State::unquoted;
      append({&c, 1});
      return;
    case State::quote_in_quoted:
      if (c == '"') {
        state_ = State::quoted;
        append({&c, 1});
        return;
      }
      // Blanks between the closing quote and the delimiter harm nobody; text there shows that quotes went astray.
      if (c != ' ' && c != '\t') {
        break_row(CsvProblem::text_after_quote);
        state_ = State::unquoted;
        row_is_astray_ = raw_.find_first_of("\r\n") != std::string::npos;
      }
      return;
    case State::unquoted:
    case State::quoted:
    case State::skipping_line: append({&c, 1}); return;
  }
}

void CsvReader::append(std::string_view text) {
  if (row_problem_) {
    return;
  }
  const std::size_t field_start = field_ends_.empty() ? 0 : field_ends_.back();
  if (bytes_.size() - field_start + text.size() > limits_.field_bytes) {
    break_row(CsvProblem::field_too_long);
  } else if (bytes_.size() + text.size() > limits_.row_bytes) {
    break_row(CsvProblem::row_too_long);
  } else {
    bytes_.append(text);
    return;
  }
  // A quoted field of that length is a quote that went astray.
  row_is_astray_ = state_ == State::quoted;
}

void CsvReader::end_field() {
  if (row_problem_) {
    return;
  }
  if (field_ends_.size() == limits_.columns) {
    break_row(CsvProblem::too_many_columns);
    return;
  }
  field_ends_.push_back(bytes_.size());
}

void CsvReader::break_row(CsvProblem problem) {
  if (!row_problem_) {
    row_problem_ = problem;
  }
}

void CsvReader::end_row() {
  if (!row_has_content_) {
    return;
  }
  end_field();
  if (row_problem_) {
    report();
    return;
  }
  fields_.clear();
  std::size_t start = 0;
  for (const std::size_t end : field_ends_) {
    fields_.push_back(std::string_view(bytes_).substr(start, end - start));
    start = end;
  }
  step_ = on_row_({row_number_, row_line_, fields_});
  ++row_number_;
}

void CsvReader::start_row() {
  state_ = State::field_start;
  row_has_content_ = false;
  row_is_astray_ = false;
  row_problem_.reset();
  raw_.clear();
  bytes_.clear();
  field_ends_.clear();
  row_line_ = line_;
}

CsvStep CsvReader::finish() {
  if (step_ == CsvStep::stop) {
    return step_;
  }
  while (state_ == State::quoted && step_ == CsvStep::go_on) {
    row_problem_.reset();
    const std::string rest = give_up_row();
    consume(rest);
  }
  if (step_ == CsvStep::go_on) {
    end_row();
  }
  start_row();
  return step_;
}

namespace {

// How many rows of the sample share the commonest number of columns, and how many that is.
struct Regularity {
  std::size_t rows = 0;
  std::size_t columns = 0;
};

Regularity regularity_with(char delimiter, std::string_view sample) {
  std::map<std::size_t, std::size_t> rows_by_columns;
  CsvReader reader(
      delimiter,
      [&](const CsvRow& row) {
        ++rows_by_columns[row.fields.size()];
        return CsvStep::go_on;
      },
      [](const CsvError&) { return CsvStep::go_on; });
  reader.feed(sample);
  // Without a line break at the end the last row may be cut off; it counts only when it is all there is.
  if (rows_by_columns.empty()) {
    reader.finish();
  }
  Regularity best;
  for (const auto& [columns, rows] : rows_by_columns) {
    if (columns > 1 && rows >= best.rows) {
      best = {rows, columns};
    }
  }
  return best;
}

bool starts_like_a_formula(std::string_view field) {
  constexpr std::array<std::string_view, 10> kStarts{"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"};
  return std::ranges::any_of(kStarts, [&](std::string_view start) { return field.starts_with(start); });
}

// -12 or -12.50, nothing else.
bool is_negative_number(std::string_view field) {
  const auto is_digits = [](std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
  };
  if (!field.starts_with('-')) {
    return false;
  }
  field.remove_prefix(1);
  const std::size_t point = field.find('.');
  return is_digits(field.substr(0, point)) && (point == std::string_view::npos || is_digits(field.substr(point + 1)));
}

bool needs_formula_guard(std::string_view field) { return starts_like_a_formula(field) && !is_negative_number(field); }

template <class Fields>
void write_fields(const Fields& fields, char delimiter, std::string& out, const auto& write_field) {
  bool is_first = true;
  for (const auto& field : fields) {
    if (!std::exchange(is_first, false)) {
      out.push_back(delimiter);
    }
    write_field(field);
  }
  // A line with nothing on it would be no row at all.
  if (fields.size() == 1 && fields[0].empty()) {
    out.append("\"\"");
  }
  out.append("\r\n");
}

}  // namespace

char detect_delimiter(std::string_view utf8_sample) {
  char best_delimiter = ',';
  Regularity best;
  for (const char delimiter : {',', ';', '\t', '|'}) {
    const Regularity found = regularity_with(delimiter, utf8_sample);
    if (found.rows > best.rows || (found.rows == best.rows && found.columns > best.columns)) {
      best = found;
      best_delimiter = delimiter;
    }
  }
  return best_delimiter;
}

void CsvWriter::write_row(std::span<const std::string_view> fields, std::string& out) const {
  write_fields(fields, delimiter_, out, [&](std::string_view field) { write_field(field, out); });
}

void CsvWriter::write_row(std::span<const std::string> fields, std::string& out) const {
  write_fields(fields, delimiter_, out, [&](std::string_view field) { write_field(field, out); });
}

void CsvWriter::write_field(std::string_view field, std::string& out) const {
  const bool guarded = needs_formula_guard(field);
  const auto is_special = [&](char c) { return c == delimiter_ || c == '"' || c == '\n' || c == '\r'; };
  const bool blank_at_an_end = !field.empty() && (field.front() == ' ' || field.back() == ' ');
  const bool quoted = guarded || blank_at_an_end || std::ranges::any_of(field, is_special);
  if (!quoted) {
    out.append(field);
    return;
  }
  out.push_back('"');
  if (guarded) {
    out.push_back('\'');
  }
  for (const char c : field) {
    if (c == '"') {
      out.push_back('"');
    }
    out.push_back(c);
  }
  out.push_back('"');
}

std::string_view without_formula_guard(std::string_view field) {
  if (field.starts_with('\'') && needs_formula_guard(field.substr(1))) {
    field.remove_prefix(1);
  }
  return field;
}

}  // namespace homeport
