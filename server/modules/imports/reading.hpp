#pragma once

// From bytes on the disk to rows of cells: encoding, delimiter, quotes, limits. Private to this module.

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/encoding.hpp"
#include "base/result.hpp"
#include "modules/imports/types.hpp"

namespace homeport::imports {

struct Format {
  Encoding encoding = Encoding::utf8;
  char delimiter = ',';
};

struct Inspection {
  Format format;
  bool has_byte_order_mark = false;
  std::vector<std::string> column_names;
  std::vector<std::vector<std::string>> sample_rows;  // at most kSampleRows
};
inline constexpr std::size_t kSampleRows = 50;

// Looks at the beginning of a file. Refusals: unprocessable imports.file_empty, imports.not_text (a spreadsheet, a
// picture…), imports.no_rows (a header and nothing else), imports.too_many_columns, imports.column_name_twice.
[[nodiscard]] Result<Inspection> inspect(const std::filesystem::path& file);

// A row of the file as it was read; `problem` is set when it could not be cut by the rules: `cells` are then its first
// line, cut at every delimiter.
struct RawRow {
  std::int64_t row_no = 0;  // the header line is 1
  std::span<const std::string_view> cells;
  std::string_view problem;  // "unterminated_quote"
};
enum class Going : std::uint8_t { on, stop };

// Calls for every row after the header. Throws std::runtime_error when the file can't be read.
void read_file(const std::filesystem::path& file, Format format, const std::function<Going(const RawRow&)>& on_row);

[[nodiscard]] std::string cells_json(std::span<const std::string_view> cells);
[[nodiscard]] std::vector<std::string> cells_from_json(std::string_view json);

}  // namespace homeport::imports
