#pragma once

// Workbooks for tests, good ones and others, written with the library that reads them.

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace homeport::imports {

using WorkbookParts = std::vector<std::pair<std::string, std::string>>;  // name, bytes

// A zip of these parts.
void write_zip(const std::filesystem::path& path, const WorkbookParts& parts);

// The parts of a workbook whose one sheet holds this XML of rows; texts are the shared ones.
[[nodiscard]] WorkbookParts workbook_with(const std::string& rows_xml, const std::vector<std::string>& texts = {});

}  // namespace homeport::imports
