#include "modules/privacy/paper.hpp"

#include <array>

#include <gtest/gtest.h>

namespace homeport::privacy {
namespace {

Paper paper_of(std::size_t blocks, const std::string& value) {
  Paper paper;
  paper.title = "Personal data";
  paper.foot = "page {page} of {pages}";
  PaperSection section;
  section.heading = "Purchases";
  for (std::size_t i = 0; i < blocks; ++i)
    section.blocks.push_back(PaperBlock{{PaperRow{"Product", value}}});
  paper.sections.push_back(std::move(section));
  return paper;
}

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size()))
    ++count;
  return count;
}

struct PagesCase {
  std::size_t blocks;
  std::int64_t pages;
};

// Blocks of one line: 31 below title and heading, 34 on each page that follows.
TEST(privacy_paper, has_as_many_pages_as_its_lines_need) {
  constexpr std::array kCases{PagesCase{0, 1},  PagesCase{1, 1},  PagesCase{31, 1},    PagesCase{32, 2},
                              PagesCase{65, 2}, PagesCase{66, 3}, PagesCase{1'000, 30}};
  for (const auto& [blocks, pages] : kCases) {
    const auto printed = print(paper_of(blocks, "lamp"));
    EXPECT_EQ(printed.pages, pages) << blocks;
    EXPECT_TRUE(printed.pdf.starts_with("%PDF-")) << blocks;
    const auto in_file = count_of(printed.pdf, "/Type /Page") - count_of(printed.pdf, "/Type /Pages");
    EXPECT_EQ(in_file, static_cast<std::size_t>(pages)) << blocks;
  }
}

TEST(privacy_paper, a_text_longer_than_a_page_goes_on_overleaf) {
  std::string text;
  for (int i = 0; i < 4'000; ++i)
    text += "长";
  EXPECT_EQ(print(paper_of(1, text)).pages, 3);
}

// 46 lines and a heading fill a page, and what follows begins another. Left alone at the foot of the first, the heading
// would leave room for it.
TEST(privacy_paper, a_heading_stands_with_its_first_block) {
  auto paper = paper_of(1, "lamp");
  auto long_one = paper.sections.front();
  long_one.blocks.front().rows.assign(46, PaperRow{"Product", "lamp"});
  long_one.blocks.push_back(paper.sections.front().blocks.front());
  paper.sections.push_back(std::move(long_one));
  EXPECT_EQ(print(paper).pages, 3);
}

// Whoever installs no font with Chinese learns it here and not from a customer.
TEST(privacy_paper, chinese_names_are_no_boxes) {
  for (const auto* name : {"王秀珍", "欧阳娜娜", "李喆", "陈堃", "张嬿婉", "诸葛瑾瑜", "Zoë Müller", "ул. Ленина"}) {
    EXPECT_EQ(print(paper_of(1, name)).unknown_glyphs, 0) << name;
  }
}

TEST(privacy_paper, a_character_no_font_has_is_counted) {
  EXPECT_GT(print(paper_of(1, "\u0378")).unknown_glyphs, 0) << "never assigned";
}

TEST(privacy_paper, takes_names_of_any_script_and_length) {
  for (const auto& text : {std::string("عبد الله"), std::string("𠮷野家"), std::string(10'000, 'x'), std::string()}) {
    EXPECT_GE(print(paper_of(1, text)).pages, 1);
  }
}

}  // namespace
}  // namespace homeport::privacy
