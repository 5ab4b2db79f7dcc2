#pragma once

// The zip of a workbook and the XML in it, unpacked and parsed in pieces under limits. Private to this module.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "modules/imports/spreadsheet.hpp"

namespace homeport::imports {

// Why reading a workbook ended; caught by sheet_to_csv and nobody else.
struct SheetProblem {
  bool is_too_large = false;
  std::string detail;
};

// What a part is told while its XML goes by. Names come without their namespace prefix.
class XmlSink {
 public:
  // Attributes by name, without prefix; empty when there is none.
  using Attributes = std::function<std::string_view(std::string_view name)>;

  XmlSink() = default;
  XmlSink(const XmlSink&) = delete;
  XmlSink& operator=(const XmlSink&) = delete;
  virtual ~XmlSink() = default;
  virtual void begin(std::string_view name, const Attributes& attributes) = 0;
  virtual void end(std::string_view name) = 0;
  virtual void text(std::string_view piece) = 0;
};

class SheetArchive {
 public:
  // Throws SheetProblem.
  SheetArchive(const std::filesystem::path& file, const SheetLimits& limits);
  ~SheetArchive();
  SheetArchive(const SheetArchive&) = delete;
  SheetArchive& operator=(const SheetArchive&) = delete;

  [[nodiscard]] bool has(const std::string& part) const;
  // Throws SheetProblem, also when more than `most_bytes` come out of it, or far more than went in.
  void parse(const std::string& part, std::int64_t most_bytes, XmlSink& sink);

 private:
  struct Zip;
  std::unique_ptr<Zip> zip_;
  SheetLimits limits_;
  std::int64_t file_bytes_;
};

}  // namespace homeport::imports
