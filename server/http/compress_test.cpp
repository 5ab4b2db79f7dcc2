#include "http/compress.hpp"

#include <brotli/decode.h>
#include <gtest/gtest.h>
#include <zlib.h>

namespace homeport::http {
namespace {

std::string gunzip(const std::string& bytes, std::size_t expected) {
  std::string out(expected, '\0');
  z_stream stream{};
  inflateInit2(&stream, 15 + 16);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int end = inflate(&stream, Z_FINISH);
  inflateEnd(&stream);
  return end == Z_STREAM_END ? out : "not whole";
}

std::string unbrotli(const std::string& bytes, std::size_t expected) {
  std::string out(expected, '\0');
  std::size_t size = out.size();
  const auto end = BrotliDecoderDecompress(bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                                           reinterpret_cast<std::uint8_t*>(out.data()));
  return end == BROTLI_DECODER_RESULT_SUCCESS && size == expected ? out : "not whole";
}

TEST(compress, comes_back_as_it_was) {
  std::string text;
  for (int i = 0; i < 5'000; ++i)
    text += "line " + std::to_string(i * i) + "\n";
  for (const std::string& one : {text, std::string("x"), std::string(100'000, 'a')}) {
    for (const int level : {1, 9, 1}) {
      EXPECT_EQ(gunzip(gzip(one, level), one.size()), one);
    }
    EXPECT_EQ(unbrotli(brotli(one, 5), one.size()), one);
  }
  EXPECT_LT(gzip(text, 1).size(), text.size() / 2);
}

TEST(compress, goes_by_what_the_client_accepts) {
  struct Case {
    const char* header;
    bool gzip;
    bool brotli;
  };
  const Case cases[] = {
      {"", false, false},
      {"gzip, deflate, br", true, true},
      {"GZIP", true, false},
      {"br;q=1.0, gzip;q=0.5", true, true},
      {"gzip;q=0, br", false, true},
      {"gzip; q=0.000", false, false},
      {"*", true, true},
      {"*;q=0, br", false, true},
      {"gzip;q=0, *", false, true},
      {"identity", false, false},
      {"xgzip, brx", false, false},
  };
  for (const Case& one : cases) {
    const AcceptedEncodings accepted = accepted_encodings(one.header);
    EXPECT_EQ(accepted.gzip, one.gzip) << one.header;
    EXPECT_EQ(accepted.brotli, one.brotli) << one.header;
  }
}

}  // namespace
}  // namespace homeport::http
