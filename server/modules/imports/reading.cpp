#include "modules/imports/reading.hpp"

#include <fstream>
#include <set>

#include <boost/json/parse.hpp>

#include "base/csv.hpp"
#include "base/json.hpp"
#include "base/text.hpp"

namespace homeport::imports {
namespace {

constexpr std::size_t kSampleBytes = 256 * 1024;
constexpr std::size_t kChunkBytes = 256 * 1024;
constexpr std::size_t kMostColumnNameBytes = 200;

std::string read_sample(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw std::runtime_error("cannot read the uploaded file");
  std::string sample(kSampleBytes, '\0');
  stream.read(sample.data(), static_cast<std::streamsize>(sample.size()));
  sample.resize(static_cast<std::size_t>(stream.gcount()));
  return sample;
}

bool is_binary(std::string_view sample, Encoding encoding) {
  if (sample.starts_with("PK\x03\x04") || sample.starts_with("%PDF") || sample.starts_with("\xD0\xCF\x11\xE0"))
    return true;
  if (encoding == Encoding::utf16_le || encoding == Encoding::utf16_be) return false;
  return sample.find('\0') != std::string_view::npos;
}

Refusal too_many_columns() {
  return refuse(RefusalKind::unprocessable, "imports.too_many_columns",
                "the file has more than " + std::to_string(kMostColumns) + " columns");
}

Outcome check_columns(const std::vector<std::string>& names) {
  if (names.size() > kMostColumns) return too_many_columns();
  std::set<std::string> seen;
  for (const auto& name : names) {
    if (!name.empty() && !seen.insert(fold_for_search(name)).second) {
      return refuse(RefusalKind::unprocessable, "imports.column_name_twice", "two columns are called " + name);
    }
  }
  return Done{};
}

Refusal refuse_header(CsvProblem problem) {
  if (problem == CsvProblem::too_many_columns) return too_many_columns();
  return refuse(RefusalKind::unprocessable, "imports." + std::string(name_of(problem)),
                "the line with the names of the columns cannot be cut into cells");
}

// A line that cannot be cut by the rules, cut at every delimiter, so that it can be given back to be mended.
std::vector<std::string_view> cut_anyhow(std::string_view line, char delimiter) {
  std::vector<std::string_view> cells;
  while (!line.empty() && cells.size() < kMostColumns) {
    const std::size_t end =
        cells.size() + 1 == kMostColumns ? line.size() : std::min(line.size(), line.find(delimiter));
    cells.push_back(line.substr(0, end));
    line.remove_prefix(std::min(line.size(), end + 1));
  }
  return cells;
}

}  // namespace

Result<Inspection> inspect(const std::filesystem::path& file) {
  const std::string sample = read_sample(file);
  if (sample.empty()) return refuse(RefusalKind::unprocessable, "imports.file_empty", "the file is empty");
  const auto detected = detect_encoding(sample);
  if (is_binary(sample, detected.encoding)) {
    return refuse(RefusalKind::unprocessable, "imports.not_text",
                  "this is neither text nor an .xlsx workbook; save it as one of these and bring that");
  }
  Inspection found;
  found.format.encoding = detected.encoding;
  found.has_byte_order_mark = detected.has_byte_order_mark;
  std::string text;
  Decoder decoder(detected.encoding);
  decoder.decode(sample, text);
  const bool is_whole = sample.size() < kSampleBytes;
  if (is_whole) decoder.finish(text);
  found.format.delimiter = detect_delimiter(text);
  std::optional<CsvProblem> header_problem;
  CsvReader reader(
      found.format.delimiter,
      [&](const CsvRow& row) {
        if (found.column_names.empty()) {
          for (const auto field : row.fields)
            found.column_names.emplace_back(cut_to(trim(field), kMostColumnNameBytes));
          return CsvStep::go_on;
        }
        found.sample_rows.emplace_back(row.fields.begin(), row.fields.end());
        return found.sample_rows.size() < kSampleRows ? CsvStep::go_on : CsvStep::stop;
      },
      [&](const CsvError& error) {
        if (!found.column_names.empty()) return CsvStep::go_on;
        header_problem = error.problem;
        return CsvStep::stop;
      });
  // The last row of a sample that was cut off is left out by not finishing.
  if (reader.feed(text) == CsvStep::go_on && is_whole) reader.finish();
  if (header_problem) return refuse_header(*header_problem);
  if (found.column_names.empty())
    return refuse(RefusalKind::unprocessable, "imports.file_empty", "the file holds no rows");
  TRY_DONE(check_columns(found.column_names));
  if (found.sample_rows.empty()) {
    return refuse(RefusalKind::unprocessable, "imports.no_rows", "the file has a header line and nothing below it");
  }
  return found;
}

void read_file(const std::filesystem::path& file, Format format, const std::function<Going(const RawRow&)>& on_row) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw std::runtime_error("cannot read the uploaded file");
  bool is_header = true;
  const auto pass_on = [&](const RawRow& row) { return on_row(row) == Going::on ? CsvStep::go_on : CsvStep::stop; };
  CsvReader reader(
      format.delimiter,
      [&](const CsvRow& row) {
        if (is_header) {
          is_header = false;
          return CsvStep::go_on;
        }
        return pass_on({row.number, row.fields, {}});
      },
      [&](const CsvError& error) {
        is_header = false;
        const auto cells = cut_anyhow(error.text, format.delimiter);
        return pass_on({error.row, cells, name_of(error.problem)});
      });
  Decoder decoder(format.encoding);
  std::string chunk(kChunkBytes, '\0');
  std::string text;
  CsvStep step = CsvStep::go_on;
  while (step == CsvStep::go_on &&
         (stream.read(chunk.data(), static_cast<std::streamsize>(chunk.size())) || stream.gcount() > 0)) {
    text.clear();
    decoder.decode(std::string_view(chunk.data(), static_cast<std::size_t>(stream.gcount())), text);
    step = reader.feed(text);
  }
  if (stream.bad()) throw std::runtime_error("cannot read the uploaded file to its end");
  if (step == CsvStep::stop) return;
  text.clear();
  decoder.finish(text);
  if (reader.feed(text) == CsvStep::go_on) reader.finish();
}

std::string cells_json(std::span<const std::string_view> cells) {
  std::string json = "[";
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i != 0) json += ',';
    append_json_string(json, cells[i]);
  }
  return json + "]";
}

std::vector<std::string> cells_from_json(std::string_view json) {
  std::vector<std::string> cells;
  const auto parsed = boost::json::parse(boost::json::string_view(json.data(), json.size()));
  for (const auto& cell : parsed.as_array())
    cells.emplace_back(cell.as_string());
  return cells;
}

}  // namespace homeport::imports
