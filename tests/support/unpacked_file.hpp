#pragma once

// The bytes of a real file that is kept packed.

#include <filesystem>
#include <stdexcept>
#include <string>

#include <zlib.h>

namespace homeport::test {

inline std::string unpacked(const std::filesystem::path& file) {
  const gzFile stream = gzopen(file.c_str(), "rb");
  if (stream == nullptr) throw std::runtime_error("cannot open " + file.string());
  std::string bytes;
  std::string chunk(256 * 1024, '\0');
  int size = 0;
  while ((size = gzread(stream, chunk.data(), static_cast<unsigned>(chunk.size()))) > 0) {
    bytes.append(chunk, 0, static_cast<std::size_t>(size));
  }
  gzclose(stream);
  if (size < 0) throw std::runtime_error(file.string() + " is damaged");
  return bytes;
}

}  // namespace homeport::test
