#include "modules/imports/spreadsheet.hpp"

#include <fstream>
#include <map>
#include <vector>

#include "modules/imports/sheet_archive.hpp"
#include "modules/imports/sheet_values.hpp"

namespace homeport::imports {
namespace {

// Longer texts are cut behind what the reader of rows refuses anyway.
constexpr std::size_t kMostCellBytes = 70'000;

void append_limited(std::string& text, std::string_view piece) {
  if (text.size() < kMostCellBytes) text.append(piece.substr(0, kMostCellBytes - text.size()));
}

int to_int(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9' || value > 100'000'000) return -1;
    value = value * 10 + (c - '0');
  }
  return text.empty() ? -1 : value;
}

// workbook.xml: the first sheet, and the day from which days are counted.
class WorkbookSink : public XmlSink {
 public:
  std::string sheet_relation;
  bool from_1904 = false;

  void begin(std::string_view name, const Attributes& attributes) override {
    if (name == "workbookPr") from_1904 = attributes("date1904") == "1" || attributes("date1904") == "true";
    // "id" is r:id, the relation; the sheet's own number is sheetId.
    if (name == "sheet" && sheet_relation.empty()) sheet_relation = attributes("id");
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}
};

class RelationSink : public XmlSink {
 public:
  std::map<std::string, std::string, std::less<>> targets;

  void begin(std::string_view name, const Attributes& attributes) override {
    if (name != "Relationship") return;
    std::string target(attributes("Target"));
    target = target.starts_with('/') ? target.substr(1) : "xl/" + target;
    targets.emplace(attributes("Id"), std::move(target));
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}
};

// styles.xml: which cell formats are days.
class StyleSink : public XmlSink {
 public:
  std::vector<bool> is_day;

  void begin(std::string_view name, const Attributes& attributes) override {
    if (name == "numFmt") formats_[to_int(attributes("numFmtId"))] = is_day_format(attributes("formatCode"));
    if (name == "cellXfs") is_in_formats_ = true;
    if (name == "xf" && is_in_formats_) {
      const int id = to_int(attributes("numFmtId"));
      const auto own = formats_.find(id);
      is_day.push_back(own != formats_.end() ? own->second : is_day_format(id));
    }
  }
  void end(std::string_view name) override {
    if (name == "cellXfs") is_in_formats_ = false;
  }
  void text(std::string_view) override {}

 private:
  std::map<int, bool> formats_;
  bool is_in_formats_ = false;
};

// sharedStrings.xml: texts by number, one after another in one piece of memory. How a Chinese or Japanese text is
// pronounced (rPh) is no part of it.
class TextSink : public XmlSink {
 public:
  explicit TextSink(std::int64_t most_bytes) : most_bytes_(most_bytes) {}

  [[nodiscard]] std::string_view at(int number) const {
    if (number < 0 || static_cast<std::size_t>(number) >= ends_.size()) {
      throw SheetProblem{false, "a cell names a text that isn't there"};
    }
    const auto i = static_cast<std::size_t>(number);
    const std::size_t from = i == 0 ? 0 : ends_[i - 1];
    return std::string_view(all_).substr(from, ends_[i] - from);
  }

  void begin(std::string_view name, const Attributes&) override {
    if (name == "rPh") ++spoken_;
    if (name == "t") is_in_text_ = true;
  }
  void end(std::string_view name) override {
    if (name == "rPh") --spoken_;
    if (name == "t") is_in_text_ = false;
    if (name == "si") ends_.push_back(all_.size());
  }
  void text(std::string_view piece) override {
    if (!is_in_text_ || spoken_ > 0) return;
    if (static_cast<std::int64_t>(all_.size() + piece.size()) > most_bytes_) {
      throw SheetProblem{true, "its texts are longer than " + std::to_string(most_bytes_) + " bytes"};
    }
    const std::size_t from = ends_.empty() ? 0 : ends_.back();
    if (all_.size() - from < kMostCellBytes) all_.append(piece);
  }

 private:
  std::int64_t most_bytes_;
  std::string all_;
  std::vector<std::size_t> ends_;
  int spoken_ = 0;
  bool is_in_text_ = false;
};

// The sheet itself: every row becomes a line.
class SheetSink : public XmlSink {
 public:
  SheetSink(const TextSink& texts, const std::vector<bool>& is_day, bool from_1904, const SheetLimits& limits,
            std::ofstream& out)
      : texts_(texts), is_day_(is_day), from_1904_(from_1904), limits_(limits), out_(out) {}

  void begin(std::string_view name, const Attributes& attributes) override {
    if (name == "row") {
      cells_.clear();
    } else if (name == "c") {
      begin_cell(attributes);
    } else if (name == "v" || name == "t") {
      is_in_value_ = true;
    } else if (name == "rPh") {
      ++spoken_;
    }
  }

  void end(std::string_view name) override {
    if (name == "row") {
      write_row();
    } else if (name == "c") {
      end_cell();
    } else if (name == "v" || name == "t") {
      is_in_value_ = false;
    } else if (name == "rPh") {
      --spoken_;
    }
  }

  void text(std::string_view piece) override {
    if (is_in_value_ && spoken_ == 0) append_limited(value_, piece);
  }

 private:
  void begin_cell(const Attributes& attributes) {
    value_.clear();
    type_ = attributes("t");
    style_ = to_int(attributes("s"));
    const auto place = attributes("r");
    std::int64_t column = 0;
    for (const char c : place) {
      if (c < 'A' || c > 'Z' || column > limits_.columns) break;
      column = column * 26 + (c - 'A' + 1);
    }
    column_ = place.empty() ? static_cast<std::int64_t>(cells_.size()) : column - 1;
    if (column_ < 0) column_ = static_cast<std::int64_t>(cells_.size());
    if (column_ >= limits_.columns) {
      throw SheetProblem{true, "it has more than " + std::to_string(limits_.columns) + " columns"};
    }
  }

  void end_cell() {
    if (value_.empty()) return;
    const auto column = static_cast<std::size_t>(column_);
    if (cells_.size() <= column) cells_.resize(column + 1);
    cells_[column] = meaning_of_value();
  }

  [[nodiscard]] std::string meaning_of_value() const {
    if (type_ == "s") return std::string(texts_.at(to_int(value_)));
    if (type_ == "b") return value_ == "1" ? "TRUE" : "FALSE";
    if (!type_.empty() && type_ != "n") return value_;  // str, inlineStr, d (a day as ISO writes it), e
    const bool is_day =
        style_ >= 0 && static_cast<std::size_t>(style_) < is_day_.size() && is_day_[static_cast<std::size_t>(style_)];
    return is_day ? day_text(value_, from_1904_) : number_text(value_);
  }

  void write_row() {
    bool says_something = false;
    line_.clear();
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      if (i != 0) line_ += ',';
      says_something = says_something || !cells_[i].empty();
      line_ += '"';
      for (const char c : cells_[i]) {
        if (c == '"') line_ += '"';
        line_ += c;
      }
      line_ += '"';
    }
    if (!says_something) return;
    line_ += '\n';
    written_bytes_ += static_cast<std::int64_t>(line_.size());
    if (written_bytes_ > limits_.csv_bytes) {
      throw SheetProblem{true, "its cells are longer than " + std::to_string(limits_.csv_bytes) + " bytes"};
    }
    out_.write(line_.data(), static_cast<std::streamsize>(line_.size()));
    if (!out_) throw std::runtime_error("cannot write the text of a spreadsheet; is the disk full?");
  }

  const TextSink& texts_;
  const std::vector<bool>& is_day_;
  bool from_1904_;
  const SheetLimits& limits_;
  std::ofstream& out_;
  std::int64_t written_bytes_ = 0;
  std::vector<std::string> cells_;
  std::string value_;
  std::string type_;
  std::string line_;
  std::int64_t column_ = 0;
  int style_ = -1;
  int spoken_ = 0;
  bool is_in_value_ = false;
};

void convert(const std::filesystem::path& workbook, const std::filesystem::path& csv, const SheetLimits& limits) {
  SheetArchive archive(workbook, limits);
  WorkbookSink book;
  archive.parse("xl/workbook.xml", limits.other_bytes, book);
  RelationSink relations;
  archive.parse("xl/_rels/workbook.xml.rels", limits.other_bytes, relations);
  const auto sheet = relations.targets.find(book.sheet_relation);
  if (sheet == relations.targets.end()) throw SheetProblem{false, "it has no sheet"};
  TextSink texts(limits.text_bytes);
  if (archive.has("xl/sharedStrings.xml")) archive.parse("xl/sharedStrings.xml", limits.sheet_bytes, texts);
  StyleSink styles;
  if (archive.has("xl/styles.xml")) archive.parse("xl/styles.xml", limits.other_bytes, styles);
  std::ofstream out(csv, std::ios::binary | std::ios::trunc);
  if (!out) throw std::runtime_error("cannot write the text of a spreadsheet");
  SheetSink rows(texts, styles.is_day, book.from_1904, limits, out);
  archive.parse(sheet->second, limits.sheet_bytes, rows);
  out.close();
  if (!out) throw std::runtime_error("cannot write the text of a spreadsheet; is the disk full?");
}

}  // namespace

bool is_spreadsheet(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string head(4, '\0');
  stream.read(head.data(), static_cast<std::streamsize>(head.size()));
  return head == std::string_view("PK\x03\x04", 4) || head == std::string_view("PK\x05\x06", 4);
}

Outcome sheet_to_csv(const std::filesystem::path& workbook, const std::filesystem::path& csv,
                     const SheetLimits& limits) {
  try {
    convert(workbook, csv, limits);
    return Done{};
  } catch (const SheetProblem& problem) {
    return refuse(RefusalKind::unprocessable,
                  problem.is_too_large ? "imports.spreadsheet_too_large" : "imports.spreadsheet_broken",
                  "this workbook can't be taken: " + problem.detail);
  }
}

}  // namespace homeport::imports
