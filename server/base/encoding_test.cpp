#include "base/encoding.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"
#include "support/shared_data.hpp"

namespace homeport {
namespace {

using namespace std::string_view_literals;

// 姓名,手机 in each encoding.
constexpr std::string_view kUtf8 = "姓名,手机\n";
constexpr std::string_view kGb18030 = "\xd0\xd5\xc3\xfb,\xca\xd6\xbb\xfa\n";
constexpr std::string_view kUtf16Le = "\xd3\x59\x0d\x54,\x00\x4b\x62\x3a\x67\n\x00"sv;
constexpr std::string_view kUtf16Be = "\x59\xd3\x54\x0d\x00,\x62\x4b\x67\x3a\x00\n"sv;

TEST(encoding, names_lead_back) {
  for (const Encoding encoding : kEncodings) {
    EXPECT_EQ(encoding_named(name_of(encoding)), encoding);
  }
  EXPECT_EQ(encoding_named("latin1"), std::nullopt);
}

TEST(encoding, a_sample_shows_its_encoding) {
  struct Case {
    std::string sample;
    DetectedEncoding expected;
  };
  const std::vector<Case> cases{
      {"", {Encoding::utf8, false}},
      {"plain,ascii\n", {Encoding::utf8, false}},
      {std::string(kUtf8), {Encoding::utf8, false}},
      {"\xEF\xBB\xBF" + std::string(kUtf8), {Encoding::utf8, true}},
      {std::string(kUtf8.substr(0, 4)), {Encoding::utf8, false}},
      {std::string(kGb18030), {Encoding::gb18030, false}},
      {std::string(kGb18030.substr(0, 3)), {Encoding::gb18030, false}},
      {std::string(kUtf16Le), {Encoding::utf16_le, false}},
      {std::string(kUtf16Be), {Encoding::utf16_be, false}},
      {"\xff\xfe" + std::string(kUtf16Le), {Encoding::utf16_le, true}},
      {"\xfe\xff" + std::string(kUtf16Be), {Encoding::utf16_be, true}},
      {std::string("n\0a\0m\0e\0\n\0"sv), {Encoding::utf16_le, false}},
      {std::string("\0n\0a\0m\0e\0\n"sv), {Encoding::utf16_be, false}},
      {"Caf\xe9,M\xfcller,100\x80\n", {Encoding::windows_1252, false}},
      {"\xc9milie,na\xefve\n", {Encoding::windows_1252, false}},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(detect_encoding(c.sample), c.expected) << c.sample;
  }
}

TEST(encoding, every_encoding_gives_the_same_text_in_any_cut) {
  struct Case {
    Encoding encoding;
    std::string bytes;
    std::string_view text;
  };
  const std::vector<Case> cases{
      {Encoding::utf8, std::string(kUtf8), kUtf8},
      {Encoding::utf8, "\xEF\xBB\xBF" + std::string(kUtf8), kUtf8},
      {Encoding::utf8, "\xf0\x9f\x8c\xb9x", "🌹x"},
      {Encoding::gb18030, std::string(kGb18030), kUtf8},
      {Encoding::gb18030, "\x81\x30\x81\x30\xa2\xe3", "\xC2\x80€"},
      {Encoding::gb18030, "\x94\x39\xda\x33", "💩"},
      {Encoding::utf16_le, std::string(kUtf16Le), kUtf8},
      {Encoding::utf16_le, "\xff\xfe" + std::string(kUtf16Le), kUtf8},
      {Encoding::utf16_le, std::string("\x3c\xd8\x39\xdfx\0"sv), "🌹x"},
      {Encoding::utf16_be, std::string(kUtf16Be), kUtf8},
      {Encoding::windows_1252, "Caf\xe9 100\x80", "Café 100€"},
  };
  for (const Case& c : cases) {
    for (std::size_t piece = 1; piece <= c.bytes.size(); ++piece) {
      Decoder decoder(c.encoding);
      std::string text;
      for (std::size_t at = 0; at < c.bytes.size(); at += piece) {
        decoder.decode(std::string_view(c.bytes).substr(at, piece), text);
      }
      decoder.finish(text);
      EXPECT_EQ(text, c.text) << name_of(c.encoding) << " in pieces of " << piece;
      EXPECT_EQ(decoder.invalid_count(), 0);
    }
  }
}

TEST(encoding, invalid_bytes_are_reported_with_their_place) {
  struct Case {
    Encoding encoding;
    std::string bytes;
    std::string_view text;
    std::vector<InvalidBytes> invalid;
  };
  const std::vector<Case> cases{
      {Encoding::utf8,
       "ab\n\xff"
       "c\n",
       "ab\n\uFFFDc\n",
       {{3, 2, "\xff"}}},
      {Encoding::utf8, "a\n\n\xc3", "a\n\n\uFFFD", {{3, 3, "\xc3"}}},
      {Encoding::utf8, "\xe5\xa7x", "\uFFFDx", {{0, 1, "\xe5\xa7"}}},
      {Encoding::utf8, "\xed\xa0\x80", "\uFFFD\uFFFD\uFFFD", {{0, 1, "\xed"}, {1, 1, "\xa0"}, {2, 1, "\x80"}}},
      {Encoding::gb18030, "ok\n\xd0\xd5\xff!", "ok\n姓\uFFFD!", {{5, 2, "\xff"}}},
      {Encoding::utf16_le,
       std::string("a\0\0\xdc"
                   "b\0"sv),
       "a\uFFFDb",
       {{2, 1, std::string("\0\xdc"sv)}}},
      {Encoding::utf16_be,
       std::string("\xd9\xd9\xd9\x65\0x"sv),
       "\uFFFD\uFFFDx",
       {{0, 1, "\xd9\xd9"}, {2, 1, "\xd9\x65"}}},
      {Encoding::gb18030,
       "\x81\x30\xff\n\xcf!",
       "\uFFFD0\uFFFD\n\uFFFD!",
       {{0, 1, "\x81"}, {2, 1, "\xff"}, {4, 2, "\xcf"}}},
      {Encoding::utf16_le, std::string("a\0b"sv), "a\uFFFD", {{2, 1, "b"}}},
      {Encoding::windows_1252, "a\x81", "a\xC2\x81", {}},
  };
  for (const Case& c : cases) {
    for (std::size_t piece = 1; piece <= c.bytes.size(); ++piece) {
      Decoder decoder(c.encoding);
      std::string text;
      for (std::size_t at = 0; at < c.bytes.size(); at += piece) {
        decoder.decode(std::string_view(c.bytes).substr(at, piece), text);
      }
      decoder.finish(text);
      EXPECT_EQ(text, c.text) << name_of(c.encoding) << " in pieces of " << piece;
      EXPECT_EQ(decoder.invalid(), c.invalid) << name_of(c.encoding) << " in pieces of " << piece << " " << c.text;
      EXPECT_EQ(decoder.invalid_count(), static_cast<std::int64_t>(c.invalid.size()));
    }
  }
}

TEST(encoding, of_many_invalid_places_the_first_hundred_are_kept_and_all_counted) {
  Decoder decoder(Encoding::utf8);
  std::string text;
  decoder.decode(std::string(20'000, '\xff'), text);
  decoder.finish(text);
  EXPECT_EQ(decoder.invalid_count(), 20'000);
  ASSERT_EQ(decoder.invalid().size(), Decoder::kMostReported);
  EXPECT_EQ(decoder.invalid().back().byte_offset, 99);
  EXPECT_EQ(text.size(), 60'000U);
}

TEST(encoding, places_are_right_beyond_the_first_buffer) {
  std::string bytes;
  for (int i = 0; i < 5000; ++i) {
    bytes += "\xf0\x9f\x8c\xb9\n";
  }
  bytes += "x\xff";
  for (const std::size_t piece : {std::size_t{1000}, std::size_t{4096}, bytes.size()}) {
    Decoder decoder(Encoding::utf8);
    std::string text;
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
      decoder.decode(std::string_view(bytes).substr(at, piece), text);
    }
    decoder.finish(text);
    EXPECT_EQ(decoder.invalid(), (std::vector<InvalidBytes>{{25'001, 5001, "\xff"}}));
    EXPECT_EQ(text.substr(0, 25'001), bytes.substr(0, 25'001));
  }
}

TEST(encoding, a_real_file_in_gb18030_is_recognised_and_read) {
  const auto file = support::shared_data_file("import_dirty/areas_gb18030.csv");
  if (!file) {
    GTEST_SKIP() << "import_dirty/areas_gb18030.csv is not on this machine";
  }
  const std::string bytes = support::read_file(*file);
  EXPECT_EQ(detect_encoding(std::string_view(bytes).substr(0, 65'536)), (DetectedEncoding{Encoding::gb18030, false}));
  const DecodedText decoded = decode_all(bytes, Encoding::gb18030);
  EXPECT_EQ(decoded.invalid_count, 0);
  EXPECT_TRUE(is_valid_utf8(decoded.utf8));
  EXPECT_NE(decoded.utf8.find("110101,\"东城区\",1101,11"), std::string::npos);
}

}  // namespace
}  // namespace homeport
