#include "modules/privacy/paper.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <stdexcept>
#include <string_view>

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

namespace homeport::privacy {
namespace {

constexpr double kLabelWidth = 130.0;
constexpr double kColumnGap = 12.0;
constexpr double kTextWidth = kPaperWidth - 2 * kPaperMargin;
constexpr double kValueWidth = kTextWidth - kLabelWidth - kColumnGap;
constexpr double kFootTop = kPaperHeight - 44.0;
constexpr double kPageHeight = kPaperBottom - kPaperMargin;
constexpr double kHeadingNeeds = kPaperHeadingLine + 4 * kPaperLine;

constexpr double kTitleSize = 18.0;
constexpr double kHeadingSize = 13.0;
constexpr double kTextSize = 9.5;
constexpr double kFootSize = 8.0;

constexpr double kInk = 0.1;  // grey, 0 is black
constexpr double kFaint = 0.42;
constexpr double kRule = 0.8;

struct Release {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
  void operator()(cairo_font_options_t* options) const { cairo_font_options_destroy(options); }
  void operator()(PangoFontMap* fonts) const { g_object_unref(fonts); }
  void operator()(PangoContext* context) const { g_object_unref(context); }
  void operator()(PangoLayout* layout) const { g_object_unref(layout); }
  void operator()(PangoLayoutIter* iter) const { pango_layout_iter_free(iter); }
  void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
};
template <class T>
using Held = std::unique_ptr<T, Release>;

struct Style {
  double size = kTextSize;
  bool is_bold = false;
  double grey = kInk;
  double line = kPaperLine;  // the least height of a line
};
constexpr Style kTitleStyle{kTitleSize, true, kInk, kPaperTitleLine};
constexpr Style kHeadingStyle{kHeadingSize, true, kInk, kPaperHeadingLine};
constexpr Style kLabelStyle{kTextSize, false, kFaint, kPaperLine};
constexpr Style kValueStyle{kTextSize, false, kInk, kPaperLine};
constexpr Style kFootStyle{kFootSize, false, kFaint, kPaperLine};

// A text in a column, broken into lines, which are drawn one by one: a long one goes on overleaf.
struct Line {
  PangoLayoutLine* line = nullptr;  // the layout's
  double x = 0;                     // in the column: texts written from right to left stand at its right
  double baseline = 0;              // below the top of the line
  double height = 0;
};
struct Text {
  Held<PangoLayout> layout;
  std::vector<Line> lines;
};

struct Row {
  const Text* label = nullptr;
  Text value;
  [[nodiscard]] std::size_t lines() const { return std::max(label->lines.size(), value.lines.size()); }
  [[nodiscard]] double height_of(std::size_t i) const {
    double height = 0;
    if (i < label->lines.size()) height = label->lines[i].height;
    if (i < value.lines.size()) height = std::max(height, value.lines[i].height);
    return height;
  }
};

struct Measured {
  std::vector<Row> rows;
  double height = 0;
};

std::string filled(std::string text, std::string_view place, std::int64_t number) {
  const auto at = text.find(place);
  if (at != std::string::npos) text.replace(at, place.size(), std::to_string(number));
  return text;
}

// Writes the paper once: first without ink, to know how many pages there will be, then with it.
class Press {
 public:
  Press(cairo_t* cairo, PangoContext* context, const Paper& paper, std::int64_t pages)
      : cairo_(cairo), context_(context), paper_(paper), pages_(pages) {}

  void run() {
    print_lines(text_of(paper_.title, kTitleStyle, kTextWidth), kTitleStyle);
    for (const auto& fact : paper_.facts)
      print_block(measure(PaperBlock{{fact}}));
    for (const auto& section : paper_.sections)
      print_section(section);
    end_page();
  }
  [[nodiscard]] std::int64_t pages() const { return page_; }
  [[nodiscard]] std::int64_t unknown_glyphs() const { return unknown_; }

 private:
  [[nodiscard]] bool draws() const { return pages_ > 0; }
  [[nodiscard]] bool has_room(double height) const { return y_ + height <= kPaperBottom; }

  [[nodiscard]] Text text_of(std::string_view words, const Style& style, double width) {
    Text text;
    text.layout.reset(pango_layout_new(context_));
    const Held<PangoFontDescription> font(pango_font_description_new());
    pango_font_description_set_family(font.get(), kPaperFonts);
    pango_font_description_set_weight(font.get(), style.is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_size(font.get(), pango_units_from_double(style.size));
    pango_layout_set_font_description(text.layout.get(), font.get());
    pango_layout_set_width(text.layout.get(), pango_units_from_double(width));
    pango_layout_set_wrap(text.layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_text(text.layout.get(), words.data(), static_cast<int>(words.size()));
    unknown_ += pango_layout_get_unknown_glyphs_count(text.layout.get());
    const Held<PangoLayoutIter> iter(pango_layout_get_iter(text.layout.get()));
    do {
      PangoRectangle logical{};
      pango_layout_iter_get_line_extents(iter.get(), nullptr, &logical);
      const double height = pango_units_to_double(logical.height);
      const double lead = std::max(0.0, style.line - height) / 2;
      const double ascent = pango_units_to_double(pango_layout_iter_get_baseline(iter.get()) - logical.y);
      text.lines.push_back({pango_layout_iter_get_line_readonly(iter.get()), pango_units_to_double(logical.x),
                            lead + ascent, std::max(height, style.line)});
    } while (pango_layout_iter_next_line(iter.get()) != 0);
    return text;
  }

  // The same few labels stand everywhere.
  [[nodiscard]] const Text& label_of(const std::string& words) {
    const auto known = labels_.find(words);
    if (known != labels_.end()) return known->second;
    return labels_.emplace(words, text_of(words, kLabelStyle, kLabelWidth)).first->second;
  }

  void draw(const Line& line, double x, const Style& style) {
    if (!draws()) return;
    cairo_set_source_rgb(cairo_, style.grey, style.grey, style.grey);
    cairo_move_to(cairo_, x + line.x, y_ + line.baseline);
    pango_cairo_show_layout_line(cairo_, line.line);
  }

  void print_lines(const Text& text, const Style& style) {
    for (const auto& line : text.lines) {
      if (!has_room(line.height)) turn_over();
      draw(line, kPaperMargin, style);
      y_ += line.height;
    }
  }

  void print_row(const Row& row) {
    for (std::size_t i = 0; i < row.lines(); ++i) {
      if (!has_room(row.height_of(i))) turn_over();
      if (i < row.label->lines.size()) draw(row.label->lines[i], kPaperMargin, kLabelStyle);
      if (i < row.value.lines.size()) {
        draw(row.value.lines[i], kPaperMargin + kLabelWidth + kColumnGap, kValueStyle);
      }
      y_ += row.height_of(i);
    }
  }

  [[nodiscard]] Measured measure(const PaperBlock& block) {
    Measured measured;
    for (const auto& [label, value] : block.rows) {
      measured.rows.push_back({&label_of(label), text_of(value, kValueStyle, kValueWidth)});
      for (std::size_t i = 0; i < measured.rows.back().lines(); ++i)
        measured.height += measured.rows.back().height_of(i);
    }
    return measured;
  }

  void print_block(const Measured& block) {
    if (block.height <= kPageHeight && !has_room(block.height)) turn_over();
    for (const auto& row : block.rows)
      print_row(row);
  }

  void print_section(const PaperSection& section) {
    const auto heading = text_of(section.heading, kHeadingStyle, kTextWidth);
    auto block = section.blocks.empty() ? Measured{} : measure(section.blocks.front());
    y_ += 2 * kPaperGap;
    // No heading at the foot of a page: it stands with its first block, or with some lines of one that fits on no page.
    const double together = kPaperHeadingLine + block.height;
    if (!has_room(together <= kPageHeight ? std::max(together, kHeadingNeeds) : kHeadingNeeds)) turn_over();
    print_lines(heading, kHeadingStyle);
    if (!section.note.empty()) print_lines(text_of(section.note, kLabelStyle, kTextWidth), kLabelStyle);
    for (std::size_t i = 0; i < section.blocks.size(); ++i) {
      if (i > 0) block = measure(section.blocks[i]);
      print_block(block);
      rule();
      y_ += kPaperGap;
    }
  }

  void rule() {
    if (!draws()) return;
    const double y = y_ + kPaperGap / 2;
    cairo_set_source_rgb(cairo_, kRule, kRule, kRule);
    cairo_set_line_width(cairo_, 0.5);
    cairo_move_to(cairo_, kPaperMargin, y);
    cairo_line_to(cairo_, kPaperWidth - kPaperMargin, y);
    cairo_stroke(cairo_);
  }

  void turn_over() {
    end_page();
    ++page_;
    y_ = kPaperMargin;
  }

  void end_page() {
    if (!draws()) return;
    const auto words = filled(filled(paper_.foot, "{pages}", pages_), "{page}", page_);
    const auto foot = text_of(words, kFootStyle, kTextWidth);
    y_ = kFootTop;
    if (!foot.lines.empty()) draw(foot.lines.front(), kPaperMargin, kFootStyle);
    cairo_show_page(cairo_);
  }

  cairo_t* cairo_;
  PangoContext* context_;
  const Paper& paper_;
  std::int64_t pages_;  // 0: not known yet, nothing is drawn
  std::int64_t page_ = 1;
  std::int64_t unknown_ = 0;
  double y_ = kPaperMargin;
  std::map<std::string, Text> labels_;
};

// Called from C: nothing may be thrown.
cairo_status_t keep(void* kept, const unsigned char* bytes, unsigned int size) {
  try {
    static_cast<std::string*>(kept)->append(reinterpret_cast<const char*>(bytes), size);
    return CAIRO_STATUS_SUCCESS;
  } catch (const std::exception&) {
    return CAIRO_STATUS_NO_MEMORY;
  }
}

void check(cairo_status_t status) {
  if (status != CAIRO_STATUS_SUCCESS) {
    throw std::runtime_error(std::string("the PDF could not be made: ") + cairo_status_to_string(status));
  }
}

}  // namespace

PrintedPaper print(const Paper& paper) {
  PrintedPaper printed;
  const Held<cairo_surface_t> surface(
      cairo_pdf_surface_create_for_stream(keep, &printed.pdf, kPaperWidth, kPaperHeight));
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, paper.title.c_str());
  const Held<cairo_t> cairo(cairo_create(surface.get()));
  check(cairo_status(cairo.get()));
  // Fonts of its own: the thread's default ones would stay in memory for as long as the thread lives.
  const Held<PangoFontMap> fonts(pango_cairo_font_map_new());
  pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(fonts.get()), 72.0);
  const Held<PangoContext> context(pango_font_map_create_context(fonts.get()));
  const Held<cairo_font_options_t> options(cairo_font_options_create());
  cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(context.get(), options.get());
  // Of the characters Chinese and Japanese write differently, the Chinese ones.
  pango_context_set_language(context.get(), pango_language_from_string("zh-cn"));
  pango_cairo_update_context(cairo.get(), context.get());

  Press counting(cairo.get(), context.get(), paper, 0);
  counting.run();
  Press printing(cairo.get(), context.get(), paper, counting.pages());
  printing.run();
  printed.pages = printing.pages();
  printed.unknown_glyphs = counting.unknown_glyphs();
  cairo_surface_finish(surface.get());
  check(cairo_surface_status(surface.get()));
  return printed;
}

}  // namespace homeport::privacy
