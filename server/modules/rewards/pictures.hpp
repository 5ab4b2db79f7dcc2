#pragma once

// The picture of a gift: one small image, shown in the catalogue and at the till. It lies in the database, so that a
// backup has it.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "kit/use_case.hpp"
#include "modules/rewards/types.hpp"

namespace homeport::rewards {

inline constexpr std::int64_t kMostPictureBytes = 256 * 1024;
inline constexpr std::int64_t kMostPictureCharacters = 2 * kMostPictureBytes;  // of a request: enough to be told why

struct PictureRequest {
  std::string content;  // the file in base64url
};

struct Picture {
  GiftId gift_id;
  std::string media_type;
  std::string content;
};

// Puts it in the place of the one before. rewards.gift_unknown (404), rewards.picture_unreadable,
// rewards.picture_too_large (413), those of read_picture_head. The same picture again changes nothing.
[[nodiscard]] Result<Gift> set_picture(kit::Write& write, GiftId id, const PictureRequest& request);
// Nothing where there is none.
[[nodiscard]] Result<Gift> remove_picture(kit::Write& write, GiftId id);
// rewards.gift_unknown, rewards.picture_none (404).
[[nodiscard]] Result<Picture> load_picture(db::Transaction& tx, GiftId id);

}  // namespace homeport::rewards

template <>
struct homeport::Fields<homeport::rewards::PictureRequest> {
  using T = homeport::rewards::PictureRequest;
  static constexpr std::string_view name = "GiftPictureRequest";
  static constexpr std::array rows{
      field<&T::content>(
          "content", Access::read_write,
          {.min = 1,
           .max = homeport::rewards::kMostPictureCharacters,
           .required = true,
           .about = "A PNG, JPEG or WebP file of at most 256 KiB and 2,048 x 2,048 pixels, in base64url without "
                    "padding."}),
  };
};
