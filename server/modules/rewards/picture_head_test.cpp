// Heads of pictures: what is read from them, and what is not believed.

#include "modules/rewards/picture_head.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "modules/rewards/picture_samples.hpp"

namespace homeport::rewards {
namespace {

using namespace std::string_view_literals;

std::string read(std::string_view content) {
  const auto head = read_picture_head(content);
  if (!head.ok()) return head.refusal().reason.substr(std::string_view("rewards.picture_").size());
  return std::string(head->media_type) + " " + std::to_string(head->width) + "x" + std::to_string(head->height);
}

TEST(rewards_pictures_rules, kind_and_size_are_what_the_file_says) {
  struct Case {
    std::string content;
    std::string expected;
  };
  const std::string app0("\xff\xe0\0\x04JF"sv);
  const std::vector<Case> cases{
      {sample_png(640, 480), "image/png 640x480"},
      {sample_png(2'048, 2'048), "image/png 2048x2048"},
      {sample_png(2'049, 1), "dimensions"},
      {sample_png(30'000, 30'000), "dimensions"},
      {sample_png(0x7fffffff, 0x7fffffff), "dimensions"},
      {sample_png(0, 10), "unreadable"},
      {std::string("\x89PNG\r\n\x1a\n\0\0\0\x0dIDATxxxxyyyyzzzz"sv), "unreadable"},
      {sample_jpeg(640, 480), "image/jpeg 640x480"},
      {sample_jpeg(640, 480, '\xc2'), "image/jpeg 640x480"},
      {sample_jpeg(65'535, 1), "dimensions"},
      {sample_jpeg(640, 0), "unreadable"},  // the height follows after the first scan: nobody writes that
      {sample_jpeg(640, 480, '\xc4'), "unreadable"},
      {"\xff\xd8" + app0 + "\xff\xff\xff\x01" + sample_jpeg(31, 7).substr(2), "image/jpeg 31x7"},
      {"\xff\xd8" + app0 + "junk" + sample_jpeg(31, 7).substr(2), "unreadable"},
      {std::string("\xff\xd8\xff\xe0\0\0\xff\xc0"sv), "unreadable"},
      {std::string("\xff\xd8\xff\xe0\xff\xff\xff\xc0"sv), "unreadable"},
      {std::string("\xff\xd8\xff\xda\0\x08 scan"sv), "unreadable"},
      {sample_webp(640, 480), "image/webp 640x480"},
      {sample_webp(16'383, 1), "dimensions"},
      {sample_webp(0, 1), "unreadable"},
      {std::string("RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f\x7f\xc2\x77\0"sv), "image/webp 640x480"},
      {std::string("RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f\xff\xff\xff\xff"sv), "dimensions"},
      {std::string("RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2e\x7f\xc2\x77\0"sv), "unreadable"},
      {std::string("RIFF\x1a\0\0\0WEBPVP8X\x0a\0\0\0\x10\0\0\0\x7f\x02\0\xdf\x01\0"sv), "image/webp 640x480"},
      {std::string("RIFF\x1a\0\0\0WEBPVP8X\x0a\0\0\0\x10\0\0\0\xff\xff\xff\xff\xff\xff"sv), "dimensions"},
      {std::string("RIFF\x1a\0\0\0WEBPICCP\x0a\0\0\0"sv) + std::string(40, '\x01'), "unreadable"},
      {std::string("RIFF....WAVE"sv), "unknown_kind"},
      {"GIF89a", "unknown_kind"},
      {"<svg/>", "unknown_kind"},
      {"", "unknown_kind"},
  };
  for (const auto& each : cases)
    EXPECT_EQ(read(each.content), each.expected) << ::testing::PrintToString(each.content);
}

TEST(rewards_pictures_rules, a_file_that_was_cut_or_damaged_is_a_refusal_or_a_small_picture) {
  for (const auto& whole : {sample_png(640, 480), sample_jpeg(640, 480), sample_webp(640, 480)}) {
    for (std::size_t size = 0; size < whole.size(); ++size)
      EXPECT_FALSE(read_picture_head(whole.substr(0, size)).ok()) << whole.substr(0, 4) << " cut to " << size;
    for (std::size_t at = 0; at < whole.size(); ++at) {
      for (const char with : {'\0', '\x01', '\x7f', '\x80', '\xff'}) {
        auto damaged = whole;
        damaged[at] = with;
        const auto head = read_picture_head(damaged);
        if (!head.ok()) continue;
        EXPECT_GT(std::min(head->width, head->height), 0) << at;
        EXPECT_LE(std::max(head->width, head->height), kMostPictureSide) << at;
      }
    }
  }
}

}  // namespace
}  // namespace homeport::rewards
