#pragma once

// What a picture's file says of itself before anything is drawn: its kind and its size. Pure, and made for files of
// anybody: nothing is believed that is not there.

#include <cstdint>
#include <string_view>

#include "base/result.hpp"

namespace homeport::rewards {

// A side, in pixels. Whoever shows a picture unpacks it whole: at this size 16 MiB, at 30,000 x 30,000 more than 3 GiB,
// whatever the file weighs. The office sends 640.
inline constexpr std::int64_t kMostPictureSide = 2'048;

struct PictureHead {
  std::string_view media_type;  // "image/png", "image/jpeg" or "image/webp"
  std::int64_t width = 0;
  std::int64_t height = 0;
};

// By how the file begins and not by what it is called. rewards.picture_unknown_kind (415), rewards.picture_unreadable
// (no size can be read from it), rewards.picture_dimensions (422: a side is longer than kMostPictureSide).
[[nodiscard]] Result<PictureHead> read_picture_head(std::string_view content);

}  // namespace homeport::rewards
