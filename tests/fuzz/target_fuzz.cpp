// An address from anybody, taken apart.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.hpp"
#include "base/text.hpp"
#include "http/target.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto target = homeport::http::parse_target(text);
  if (!target) return 0;
  CHECK(target->raw_path == "*" || target->raw_path.starts_with('/'));
  CHECK(target->query.size() <= homeport::http::kQueryParameterLimit);
  CHECK(homeport::is_valid_utf8(target->path));
  for (const auto& [name, value] : target->query)
    CHECK(homeport::is_valid_utf8(name) && homeport::is_valid_utf8(value));
  return 0;
}
