// A file from anybody, decoded and cut into rows in pieces of any size: the cut must not matter.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/check.hpp"
#include "base/csv.hpp"
#include "base/encoding.hpp"

namespace {

using homeport::CsvError;
using homeport::CsvReader;
using homeport::CsvRow;
using homeport::CsvStep;

constexpr homeport::CsvLimits kLimits{8, 64, 200};

struct Read {
  std::vector<std::vector<std::string>> rows;
  std::vector<CsvError> errors;

  friend bool operator==(const Read&, const Read&) = default;
};

Read read_in_pieces(std::string_view bytes, homeport::Encoding encoding, std::size_t step) {
  Read read;
  CsvReader reader(
      ',',
      [&](const CsvRow& row) {
        CHECK(row.fields.size() <= kLimits.columns);
        for (const auto field : row.fields)
          CHECK(field.size() <= kLimits.field_bytes);
        read.rows.emplace_back(row.fields.begin(), row.fields.end());
        return CsvStep::go_on;
      },
      [&](const CsvError& error) {
        read.errors.push_back(error);
        return CsvStep::go_on;
      },
      kLimits);
  homeport::Decoder decoder(encoding);
  for (std::size_t at = 0; at < bytes.size(); at += step) {
    std::string text;
    decoder.decode(bytes.substr(at, step), text);
    reader.feed(text);
  }
  std::string text;
  decoder.finish(text);
  reader.feed(text);
  reader.finish();
  return read;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto encoding = homeport::detect_encoding(bytes).encoding;
  const std::size_t step = 1U + data[0] % 16U;
  CHECK(read_in_pieces(bytes, encoding, size) == read_in_pieces(bytes, encoding, step));
  (void)homeport::detect_delimiter(homeport::decode_all(bytes, encoding).utf8);
  return 0;
}
