#pragma once

// A workbook (.xlsx) as the text of its first sheet. Such a file is a zip of XML and may be made to hurt: nothing in it
// is believed, everything in it is counted while it is unpacked. Private to this module.

#include <cstdint>
#include <filesystem>

#include "base/result.hpp"

namespace homeport::imports {

struct SheetLimits {
  std::int64_t sheet_bytes = 1024LL * 1024 * 1024;  // unpacked XML of the sheet
  std::int64_t text_bytes = 256LL * 1024 * 1024;    // texts the cells share, kept in memory
  std::int64_t other_bytes = 8LL * 1024 * 1024;     // each of the other parts
  std::int64_t entries = 10'000;                    // files in the zip
  std::int64_t most_ratio = 250;                    // unpacked to packed, once kRatioFromBytes are unpacked
  std::int64_t columns = 500;
  std::int64_t csv_bytes = 1024LL * 1024 * 1024;  // written: a text stored once can stand in millions of cells
};
inline constexpr std::int64_t kRatioFromBytes = 16LL * 1024 * 1024;

[[nodiscard]] bool is_spreadsheet(const std::filesystem::path& file);

// Writes the first sheet as CSV (UTF-8, comma). Numbers formatted as days become 2026-11-21, with a time where they
// have one; other numbers are written with at most 15 digits, whole ones in full; empty rows are left out. Refusals,
// all unprocessable: imports.spreadsheet_broken (no workbook, torn, with a document type, encrypted),
// imports.spreadsheet_too_large (a limit passed while unpacking). The file written is then incomplete.
[[nodiscard]] Outcome sheet_to_csv(const std::filesystem::path& workbook, const std::filesystem::path& csv,
                                   const SheetLimits& limits = {});

}  // namespace homeport::imports
