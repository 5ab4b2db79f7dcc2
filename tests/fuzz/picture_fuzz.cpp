// Files that people send as pictures: a kind and a size within the limit, or a refusal.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.hpp"
#include "modules/rewards/picture_head.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using homeport::rewards::kMostPictureSide;
  const std::string_view content(reinterpret_cast<const char*>(data), size);
  const auto head = homeport::rewards::read_picture_head(content);
  if (head.ok()) {
    CHECK(head->width > 0 && head->width <= kMostPictureSide);
    CHECK(head->height > 0 && head->height <= kMostPictureSide);
  }
  return 0;
}
