// Workbooks: what they say, and what they must not do to us.

#include "modules/imports/spreadsheet.hpp"

#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "modules/imports/sheet_values.hpp"
#include "modules/imports/workbook_fixture.hpp"
#include "support/test_database.hpp"

namespace homeport::imports {
namespace {

class spreadsheet : public ::testing::Test {
 protected:
  std::string text_of(const WorkbookParts& parts) {
    const auto outcome = convert(parts);
    if (!outcome.ok()) return outcome.refusal().reason;
    std::ifstream stream(folder_.path() / "out.csv", std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
  }
  Outcome convert(const WorkbookParts& parts, const SheetLimits& limits = {}) {
    write_zip(folder_.path() / "in.xlsx", parts);
    return sheet_to_csv(folder_.path() / "in.xlsx", folder_.path() / "out.csv", limits);
  }
  std::string refusal_of(const WorkbookParts& parts, const SheetLimits& limits = {}) {
    const auto outcome = convert(parts, limits);
    return outcome.ok() ? "" : outcome.refusal().reason;
  }

  test::TemporaryFolder folder_;
};

TEST_F(spreadsheet, the_first_sheet_becomes_lines_of_text) {
  EXPECT_EQ(
      text_of(workbook_with(
          R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="D1" t="inlineStr"><is><t>x</t></is></c></row>)"
          R"(<row r="2"/><row r="3"><c r="A3" s="1"><v>33194</v></c><c r="B3"><v>13800138000</v></c><c r="C3" t="b"><v>1</v></c><c r="D3" t="str"><v>a "b"</v></c></row>)"
          R"(<row r="4"><c r="B4"><v>1.3800138E10</v></c><c r="C4" s="2"><v>44000.5</v></c><c r="D4"><v>0.30000000000000004</v></c></row>)",
          {"姓名", "<![CDATA[手机]]>"})),
      "\"姓名\",\"手机\",\"\",\"x\"\n"
      "\"1990-11-17\",\"13800138000\",\"TRUE\",\"a \"\"b\"\"\"\n"
      "\"\",\"13800138000\",\"2020-06-18 12:00:00\",\"0.3\"\n");
}

TEST_F(spreadsheet, rich_texts_are_put_together_and_readings_left_out) {
  auto parts = workbook_with(R"(<row><c t="s"><v>0</v></c><c><v>5</v></c></row>)");
  parts[2].second = "<sst><si><r><t>东</t></r><r><t>京</t></r><rPh><t>トウキョウ</t></rPh></si></sst>";
  EXPECT_EQ(text_of(parts), "\"东京\",\"5\"\n");
}

TEST_F(spreadsheet, what_is_no_workbook_is_broken) {
  const auto good = workbook_with("<row><c><v>1</v></c></row>");
  EXPECT_EQ(refusal_of(good), "");
  EXPECT_EQ(refusal_of({{"hello.txt", "hello"}}), "imports.spreadsheet_broken");
  auto no_sheet = good;
  no_sheet[1].second = "<Relationships/>";
  EXPECT_EQ(refusal_of(no_sheet), "imports.spreadsheet_broken");
  auto torn = good;
  torn[4].second = "<worksheet><sheetData><row>";
  EXPECT_EQ(refusal_of(torn), "imports.spreadsheet_broken");
  EXPECT_EQ(refusal_of(workbook_with(R"(<row><c t="s"><v>7</v></c></row>)", {"one"})), "imports.spreadsheet_broken");
  {
    std::ofstream stream(folder_.path() / "torn.xlsx", std::ios::binary);
    stream << "PK\x03\x04 and nothing more";
  }
  EXPECT_TRUE(is_spreadsheet(folder_.path() / "torn.xlsx"));
  const auto outcome = sheet_to_csv(folder_.path() / "torn.xlsx", folder_.path() / "out.csv");
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.refusal().reason, "imports.spreadsheet_broken");
}

TEST_F(spreadsheet, entities_that_multiply_are_refused_before_they_do) {
  auto parts = workbook_with("");
  parts[4].second = R"(<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>)"
                    "<worksheet><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>";
  EXPECT_EQ(refusal_of(parts), "imports.spreadsheet_broken");
}

TEST_F(spreadsheet, a_bomb_is_stopped_while_it_unpacks) {
  // 64 MB of the same row pack into some 200 kB: more than any sheet does.
  std::string rows;
  const std::string row = "<row><c><v>1</v></c></row>";
  while (rows.size() < 64U * 1024 * 1024)
    rows += row;
  EXPECT_EQ(refusal_of(workbook_with(rows)), "imports.spreadsheet_too_large");
}

TEST_F(spreadsheet, each_limit_holds) {
  SheetLimits few;
  few.entries = 4;
  EXPECT_EQ(refusal_of(workbook_with("<row><c><v>1</v></c></row>"), few), "imports.spreadsheet_too_large");
  SheetLimits small;
  small.sheet_bytes = 100;
  EXPECT_EQ(refusal_of(workbook_with(std::string(200, ' ')), small), "imports.spreadsheet_too_large");
  SheetLimits terse;
  terse.text_bytes = 5;
  EXPECT_EQ(refusal_of(workbook_with("<row/>", {"abc", "def"}), terse), "imports.spreadsheet_too_large");
  EXPECT_EQ(refusal_of(workbook_with(R"(<row><c r="ZZZ1"><v>1</v></c></row>)")), "imports.spreadsheet_too_large");
  std::string deep;
  for (int i = 0; i < 100; ++i)
    deep += "<x>";
  EXPECT_EQ(refusal_of(workbook_with(deep)), "imports.spreadsheet_broken");
}

TEST_F(spreadsheet, a_text_kept_once_can_not_fill_the_disk_from_many_cells) {
  SheetLimits limits;
  limits.csv_bytes = 1024 * 1024;
  std::string rows;
  for (int i = 0; i < 100; ++i)
    rows += R"(<row><c t="s"><v>0</v></c></row>)";
  EXPECT_EQ(refusal_of(workbook_with(rows, {std::string(1'000, 'x')}), limits), "");
  EXPECT_EQ(refusal_of(workbook_with(rows, {std::string(60'000, 'x')}), limits), "imports.spreadsheet_too_large");
}

TEST_F(spreadsheet, a_cell_without_end_is_cut_behind_what_a_row_may_hold) {
  const auto text = text_of(workbook_with(R"(<row><c t="str"><v>)" + std::string(1'000'000, 'x') + "</v></c></row>"));
  EXPECT_GT(text.size(), 65'536U);
  EXPECT_LT(text.size(), 100'000U);
}

TEST(sheet_values, days_are_known_by_their_format) {
  for (const auto* format : {"yyyy\\-mm\\-dd", "[$-804]yyyy\"年\"m\"月\"", "d/m/yy h:mm", "m/d", "hh:mm:ss"})
    EXPECT_TRUE(is_day_format(std::string_view(format))) << format;
  for (const auto* format : {"General", "0.00", "\"days\" 0", "[Red]0;-d", "#,##0", "0\\d"})
    EXPECT_FALSE(is_day_format(std::string_view(format))) << format;
  EXPECT_TRUE(is_day_format(14));
  EXPECT_FALSE(is_day_format(0));
  EXPECT_FALSE(is_day_format(44));
}

TEST(sheet_values, counts_of_days_become_days) {
  struct Case {
    std::string_view number;
    bool from_1904;
    std::string_view text;
  };
  for (const auto& one :
       {Case{"25569", false, "1970-01-01"}, Case{"24107", true, "1970-01-01"}, Case{"1", false, "1900-01-01"},
        Case{"59", false, "1900-02-28"}, Case{"61", false, "1900-03-01"},
        Case{"45000.25", false, "2023-03-15 06:00:00"}, Case{"0.5", false, "12:00:00"}, Case{"-1", false, "-1"},
        Case{"soon", false, "soon"}, Case{"1e300", false, "1e300"}, Case{"nan", false, "nan"}}) {
    EXPECT_EQ(day_text(one.number, one.from_1904), one.text) << one.number;
  }
}

TEST(sheet_values, numbers_lose_their_binary_noise_and_keep_their_digits) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"5", "5"},
      {"13800138000", "13800138000"},
      {"1.3800138E10", "13800138000"},
      {"0.30000000000000004", "0.3"},
      {"-2.50", "-2.5"},
      {"text", "text"},
      {"007", "007"},
      {"6000000000004439", "6000000000004439"},
      {"6.00000000000443E15", "6.00000000000443E15"},
  };
  for (const auto& [number, text] : cases)
    EXPECT_EQ(number_text(number), text) << number;
}

}  // namespace
}  // namespace homeport::imports
