// Pictures of gifts as they are kept, on both engines.

#include "modules/rewards/pictures.hpp"

#include <gtest/gtest.h>

#include "base/crypto.hpp"
#include "modules/rewards/picture_samples.hpp"
#include "modules/rewards/rewards_fixture.hpp"

namespace homeport::rewards {
namespace {

class rewards_pictures : public RewardsFixture {};
HOMEPORT_ON_BOTH_ENGINES(rewards_pictures);

TEST_P(rewards_pictures, a_picture_takes_the_place_of_the_one_before_and_goes_with_it) {
  const auto gift = desk().add_gift(1'000, 3);
  const auto png = sample_png(640, 480) + std::string(8, '\0') + "\xff";
  auto jpeg = sample_jpeg(640, 480);
  jpeg.resize(kMostPictureBytes, '\0');
  const auto set = [&](const std::string& content) {
    return desk().database.write(
        [&](kit::Write& write) { return set_picture(write, gift.id, {base64url_encode(content)}); });
  };
  const auto first = set(png);
  ASSERT_TRUE(first.ok());
  EXPECT_EQ(first->version, gift.version + 1);
  EXPECT_EQ(set(png)->version, first->version) << "the same again changes nothing";
  const auto second = set(jpeg);
  ASSERT_TRUE(second.ok());
  EXPECT_NE(second->picture_hash, first->picture_hash);
  desk().database.read([&](const kit::Read& read) {
    const auto kept = load_picture(read.tx, gift.id);
    EXPECT_EQ(kept->media_type, "image/jpeg");
    EXPECT_TRUE(kept->content == jpeg);
    EXPECT_EQ(load_gift(read.tx, gift.id)->picture_hash, second->picture_hash);
  });
  const auto none = desk().database.write([&](kit::Write& write) { return remove_picture(write, gift.id); });
  EXPECT_FALSE(none->picture_hash);
  desk().database.read([&](const kit::Read& read) {
    EXPECT_EQ(load_picture(read.tx, gift.id).refusal().reason, "rewards.picture_none");
  });
  EXPECT_EQ(desk().database.write([&](kit::Write& write) { return remove_picture(write, gift.id); })->version,
            none->version);
}

}  // namespace
}  // namespace homeport::rewards
