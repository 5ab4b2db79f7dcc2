#include "modules/rewards/pictures.hpp"

#include "base/crypto.hpp"
#include "modules/rewards/picture_head.hpp"
#include "modules/rewards/service.hpp"
#include "modules/rewards/store.hpp"

namespace homeport::rewards {
namespace {

constexpr std::size_t kHashCharacters = 22;  // of base64url: 132 bits

Result<std::string> read_content(std::string_view text) {
  auto content = base64url_decode(text);
  if (!content) {
    return refuse(RefusalKind::invalid, "rewards.picture_unreadable", "this is not base64url without padding",
                  "content");
  }
  if (static_cast<std::int64_t>(content->size()) > kMostPictureBytes) {
    return refuse(RefusalKind::too_large, "rewards.picture_too_large",
                  "the picture has " + std::to_string(content->size()) + " bytes, " +
                      std::to_string(kMostPictureBytes) + " are allowed",
                  "content");
  }
  return std::move(*content);
}

}  // namespace

Result<Gift> set_picture(kit::Write& write, GiftId id, const PictureRequest& request) {
  TRY(const auto before, load_gift(write.tx, id));
  TRY(auto content, read_content(request.content));
  TRY(const auto head, read_picture_head(content));
  auto after = before;
  after.picture_hash = base64url_encode(sha256(content)).substr(0, kHashCharacters);
  if (after.picture_hash == before.picture_hash) return before;
  store::save_picture(write.tx, {id, std::string(head.media_type), std::move(content)}, write.now);
  return update_gift(write, before, std::move(after));
}

Result<Gift> remove_picture(kit::Write& write, GiftId id) {
  TRY(const auto before, load_gift(write.tx, id));
  if (!before.picture_hash) return before;
  auto after = before;
  after.picture_hash.reset();
  store::delete_picture(write.tx, id);
  return update_gift(write, before, std::move(after));
}

Result<Picture> load_picture(db::Transaction& tx, GiftId id) {
  TRY_DONE(load_gift(tx, id));
  auto picture = store::load_picture(tx, id);
  if (!picture) return refuse(RefusalKind::not_found, "rewards.picture_none", "this gift has no picture");
  return std::move(*picture);
}

}  // namespace homeport::rewards
