#pragma once

// A document of labels and values on A4, as PDF: headings, numbered pages, texts of any length and script.

#include <cstdint>
#include <string>
#include <vector>

namespace homeport::privacy {

// One label and what stands beside it; both may hold several lines.
struct PaperRow {
  std::string label;
  std::string value;
};
// One record; kept on one page where it fits on one.
struct PaperBlock {
  std::vector<PaperRow> rows;
};
struct PaperSection {
  std::string heading;
  std::string note;  // below the heading; may be empty
  std::vector<PaperBlock> blocks;
};
struct Paper {
  std::string title;
  std::vector<PaperRow> facts;  // below the title
  std::vector<PaperSection> sections;
  std::string foot;  // on every page; "{page}" and "{pages}" are numbers
};

struct PrintedPaper {
  std::string pdf;
  std::int64_t pages = 0;
  std::int64_t unknown_glyphs = 0;  // characters no font of this machine has: they show as boxes
};

// Families asked for in this order; where none is installed, the machine chooses by itself.
inline constexpr const char* kPaperFonts = "WenQuanYi Micro Hei, Noto Sans CJK SC, sans-serif";

// In points, from the upper left corner. A line is as high whichever font was found, as long as the font is not higher.
inline constexpr double kPaperWidth = 595.28;
inline constexpr double kPaperHeight = 841.89;
inline constexpr double kPaperMargin = 56.0;
inline constexpr double kPaperBottom = kPaperHeight - 64.0;  // the foot stands below
inline constexpr double kPaperLine = 15.0;                   // of labels and values
inline constexpr double kPaperTitleLine = 30.0;
inline constexpr double kPaperHeadingLine = 24.0;
inline constexpr double kPaperGap = 6.0;  // between blocks; twice that before a heading

// Any thread. Throws std::runtime_error when the machine can't do it.
[[nodiscard]] PrintedPaper print(const Paper& paper);

}  // namespace homeport::privacy
