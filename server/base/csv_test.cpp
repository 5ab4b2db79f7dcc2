#include "base/csv.hpp"

#include <array>

#include <gtest/gtest.h>

#include "support/shared_data.hpp"

namespace homeport {
namespace {

using Row = std::vector<std::string>;

struct ReadAll {
  std::vector<Row> rows;
  std::vector<std::int64_t> numbers;
  std::vector<std::int64_t> lines;
  std::vector<CsvError> errors;
  std::string first_bad_line;
};

ReadAll read_all(std::string_view text, char delimiter = ',', CsvLimits limits = {}, std::size_t piece = 1'000'000) {
  ReadAll read;
  CsvReader reader(
      delimiter,
      [&](const CsvRow& row) {
        read.rows.emplace_back(row.fields.begin(), row.fields.end());
        read.numbers.push_back(row.number);
        read.lines.push_back(row.line);
        return CsvStep::go_on;
      },
      [&](const CsvError& error) {
        if (read.errors.empty()) read.first_bad_line = error.text;
        read.errors.push_back(error);
        return CsvStep::go_on;
      },
      limits);
  for (std::size_t at = 0; at < text.size(); at += piece) {
    reader.feed(text.substr(at, piece));
  }
  reader.finish();
  return read;
}

TEST(csv, rows_are_read_whatever_ends_them_and_however_they_are_cut) {
  struct Case {
    std::string_view text;
    std::vector<Row> rows;
    std::vector<std::int64_t> lines;
  };
  const std::vector<Case> cases{
      {"", {}, {}},
      {"a", {{"a"}}, {1}},
      {"a,b\nc,d\n", {{"a", "b"}, {"c", "d"}}, {1, 2}},
      {"a,b\r\nc,d\r\n", {{"a", "b"}, {"c", "d"}}, {1, 2}},
      {"a,b\rc,d", {{"a", "b"}, {"c", "d"}}, {1, 2}},
      {"a,\n,b\n,\n", {{"a", ""}, {"", "b"}, {"", ""}}, {1, 2, 3}},
      {"\n\na\n\r\n\rb\n\n", {{"a"}, {"b"}}, {3, 6}},
      {"\"a\",\"b\"\"c\"\n", {{"a", "b\"c"}}, {1}},
      {"\"x\ny\",1\nz,2\n", {{"x\ny", "1"}, {"z", "2"}}, {1, 3}},
      {"\"x\r\ny\",1\r\nz,2\r\n", {{"x\r\ny", "1"}, {"z", "2"}}, {1, 3}},
      {"\"x\ry\"\rz", {{"x\ry"}, {"z"}}, {1, 3}},
      {"\"\"\n\"\",\"\"\n", {{""}, {"", ""}}, {1, 2}},
      {"a\"b,c\"\n", {{"a\"b", "c\""}}, {1}},
      {"\"a\" ,b\n", {{"a", "b"}}, {1}},
      {" \"a\",b\n", {{" \"a\"", "b"}}, {1}},
      {"甲,\"乙\n丙\"\n", {{"甲", "乙\n丙"}}, {1}},
      {"\"a\"\"\"\n\"\"\"\"", {{"a\""}, {"\""}}, {1, 2}},
  };
  for (const Case& c : cases) {
    for (std::size_t piece = 1; piece <= 5; ++piece) {
      const ReadAll read = read_all(c.text, ',', {}, piece);
      EXPECT_EQ(read.rows, c.rows) << c.text;
      EXPECT_EQ(read.lines, c.lines) << c.text;
      EXPECT_TRUE(read.errors.empty()) << c.text;
    }
  }
}

TEST(csv, another_delimiter_leaves_commas_alone) {
  EXPECT_EQ(read_all("a;b,c\n", ';').rows, (std::vector<Row>{{"a", "b,c"}}));
  EXPECT_EQ(read_all("a\t\"b\tc\"\n", '\t').rows, (std::vector<Row>{{"a", "b\tc"}}));
}

TEST(csv, limits_hold_at_their_edge_and_name_the_row) {
  const CsvLimits limits{.columns = 3, .field_bytes = 5, .row_bytes = 9};
  struct Case {
    std::string_view text;
    std::vector<CsvError> errors;
  };
  const std::vector<Case> cases{
      {"1,2,3", {}},
      {"1,2,3,4", {{CsvProblem::too_many_columns, 2, 2}}},
      {"12345", {}},
      {"123456", {{CsvProblem::field_too_long, 2, 2}}},
      {"\"123456\"", {{CsvProblem::field_too_long, 2, 2}}},
      {"12345,6789", {}},
      {"12345,67890", {{CsvProblem::row_too_long, 2, 2}}},
      {"\"a\"b", {{CsvProblem::text_after_quote, 2, 2}}},
      {"\"a\"b,1,2,3,4,5", {{CsvProblem::text_after_quote, 2, 2}}},
  };
  for (const Case& c : cases) {
    for (std::size_t piece = 1; piece <= 4; ++piece) {
      const ReadAll read = read_all("head\n" + std::string(c.text) + "\nlast\n", ',', limits, piece);
      EXPECT_EQ(read.errors, c.errors) << c.text;
      ASSERT_EQ(read.rows.size(), c.errors.empty() ? 3U : 2U) << c.text;
      EXPECT_EQ(read.rows.back(), Row{"last"}) << c.text;
      EXPECT_EQ(read.numbers.back(), 3) << c.text;
    }
  }
}

TEST(csv, the_limits_of_a_file_are_those_promised) {
  const std::string field(64 * 1024, 'x');
  EXPECT_EQ(read_all(field).rows.size(), 1U);
  EXPECT_EQ(read_all(field + "x").errors, (std::vector<CsvError>{{CsvProblem::field_too_long, 1, 1}}));
  std::string row = field;
  for (int i = 1; i < 16; ++i) {
    row += "," + field;
  }
  EXPECT_EQ(read_all(row).rows.size(), 1U);
  EXPECT_EQ(read_all(row + ",x").errors, (std::vector<CsvError>{{CsvProblem::row_too_long, 1, 1}}));
  const std::string columns(499, ',');
  EXPECT_EQ(read_all(columns).rows.at(0).size(), 500U);
  EXPECT_EQ(read_all(columns + ",").errors, (std::vector<CsvError>{{CsvProblem::too_many_columns, 1, 1}}));
}

TEST(csv, a_quote_that_went_astray_costs_its_own_line_only) {
  const CsvLimits limits{.columns = 3, .field_bytes = 12, .row_bytes = 30};
  struct Case {
    std::string_view text;
    std::vector<Row> rows;
    std::vector<CsvError> errors;
    std::vector<std::int64_t> lines;
    std::string_view first_bad_line;
  };
  constexpr auto kNeverClosed = CsvProblem::unterminated_quote;
  const std::vector<Case> cases{
      {"a,b\n1,\"2\n3,4\n", {{"a", "b"}, {"3", "4"}}, {{kNeverClosed, 2, 2}}, {1, 3}, "1,\"2"},
      {"a\r\n\"1,2\r\n3\r\n4", {{"a"}, {"3"}, {"4"}}, {{kNeverClosed, 2, 2}}, {1, 3, 4}, "\"1,2"},
      {"a\r\"1\r3", {{"a"}, {"3"}}, {{kNeverClosed, 2, 2}}, {1, 3}, "\"1"},
      {"a\n\"1", {{"a"}}, {{kNeverClosed, 2, 2}}, {1}, "\"1"},
      {"\"1\n\"2\n\"3\nb",
       {{"b"}},
       {{CsvProblem::text_after_quote, 1, 1}, {CsvProblem::text_after_quote, 2, 2}, {kNeverClosed, 3, 3}},
       {4},
       "\"1"},
      // The quote is closed by one that opens another field: what lies between is not lost.
      {"1,\"2\n3,4\n5,\"6\"\n", {{"3", "4"}, {"5", "6"}}, {{CsvProblem::text_after_quote, 1, 1}}, {2, 3}, "1,\"2"},
      // The limit of a field is met before the end of the file.
      {"\"1\n2\n3\n4\n5\n6\n7\n8\n9\n",
       {{"2"}, {"3"}, {"4"}, {"5"}, {"6"}, {"7"}, {"8"}, {"9"}},
       {{kNeverClosed, 1, 1}},
       {2, 3, 4, 5, 6, 7, 8, 9},
       "\"1"},
      // One line too long by itself: nothing of it is taken for a row.
      {"\"0123456789abcdef\",x\nb\n", {{"b"}}, {{CsvProblem::field_too_long, 1, 1}}, {2}, "\"0123456789ab"},
  };
  for (const Case& c : cases) {
    for (std::size_t piece = 1; piece <= 20; ++piece) {
      const ReadAll read = read_all(c.text, ',', limits, piece);
      EXPECT_EQ(read.rows, c.rows) << c.text << " in pieces of " << piece;
      EXPECT_EQ(read.errors, c.errors) << c.text << " in pieces of " << piece;
      EXPECT_EQ(read.lines, c.lines) << c.text << " in pieces of " << piece;
      EXPECT_TRUE(read.first_bad_line.starts_with(c.first_bad_line)) << read.first_bad_line;
    }
  }
  EXPECT_EQ(name_of(kNeverClosed), "unterminated_quote");
}

TEST(csv, reading_stops_when_told) {
  int rows = 0;
  CsvReader reader(
      ',', [&](const CsvRow&) { return ++rows == 2 ? CsvStep::stop : CsvStep::go_on; },
      [](const CsvError&) { return CsvStep::stop; });
  EXPECT_EQ(reader.feed("1\n2\n3\n4"), CsvStep::stop);
  EXPECT_EQ(reader.feed("5\n"), CsvStep::stop);
  EXPECT_EQ(reader.finish(), CsvStep::stop);
  EXPECT_EQ(rows, 2);
}

TEST(csv, the_delimiter_is_the_one_that_cuts_evenly) {
  struct Case {
    std::string_view sample;
    char delimiter;
  };
  const std::vector<Case> cases{
      {"", ','},
      {"just one column\nand another", ','},
      {"a,b,c\n1,2,3\n", ','},
      {"a;b;c\n1,5;2;3\n2,5;2;3\n", ';'},
      {"a\tb\n1,2\t3\n", '\t'},
      {"a|b\n1|2\n", '|'},
      {"a;b", ';'},
      {"\"x;y;z\",b\n\"1;2\",3\n", ','},
      {"name,note\nx,\"a;b\nc;d\"\ny,z\n", ','},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(detect_delimiter(c.sample), c.delimiter) << c.sample;
  }
}

TEST(csv, what_is_written_is_read_back) {
  const std::vector<Row> rows{
      {"plain", "with,comma", "with \"quotes\""},
      {"", "", ""},
      {""},
      {"line\nbreak", "cr\rhere", "both\r\n"},
      {" blank ", "王小明", "-12.50"},
      {"'quoted'", "-5"},
  };
  std::string text;
  const CsvWriter writer;
  for (const Row& row : rows) {
    writer.write_row(row, text);
  }
  EXPECT_EQ(read_all(text).rows, rows);
}

TEST(csv, formulas_are_made_harmless_and_come_back_on_import) {
  struct Case {
    std::string_view field;
    std::string_view written;
  };
  const std::vector<Case> cases{
      {"=1+1", "\"'=1+1\"\r\n"},
      {"+8613800138000", "\"'+8613800138000\"\r\n"},
      {"-1+1", "\"'-1+1\"\r\n"},
      {"-", "\"'-\"\r\n"},
      {"-1.", "\"'-1.\"\r\n"},
      {"-1.2.3", "\"'-1.2.3\"\r\n"},
      {"@SUM(A1)", "\"'@SUM(A1)\"\r\n"},
      {"\tx", "\"'\tx\"\r\n"},
      {"\rx", "\"'\rx\"\r\n"},
      {"＝1", "\"'＝1\"\r\n"},
      {"=\"a\"", "\"'=\"\"a\"\"\"\r\n"},
      {"-12", "-12\r\n"},
      {"-0.5", "-0.5\r\n"},
      {"a=b", "a=b\r\n"},
  };
  for (const Case& c : cases) {
    std::string text;
    CsvWriter{}.write_row(std::array{c.field}, text);
    EXPECT_EQ(text, c.written);
    EXPECT_EQ(without_formula_guard(read_all(text).rows.at(0).at(0)), c.field);
  }
  EXPECT_EQ(without_formula_guard("'hello"), "'hello");
  EXPECT_EQ(without_formula_guard("'-5"), "'-5");
  EXPECT_EQ(without_formula_guard("'"), "'");
}

TEST(csv, a_dirty_file_of_contacts_is_read_whole) {
  const auto file = support::shared_data_file("import_dirty/contacts_utf8.csv");
  if (!file) {
    GTEST_SKIP() << "import_dirty/contacts_utf8.csv is not on this machine";
  }
  const std::string text = support::read_file(*file);
  EXPECT_EQ(detect_delimiter(std::string_view(text).substr(0, 4000)), ',');
  const ReadAll read = read_all(text, ',', {}, 777);
  EXPECT_TRUE(read.errors.empty());
  ASSERT_GT(read.rows.size(), 100U);
  for (const Row& row : read.rows) {
    EXPECT_EQ(row.size(), read.rows.front().size());
  }
}

}  // namespace
}  // namespace homeport
