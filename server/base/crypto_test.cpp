#include "base/crypto.hpp"

#include <array>
#include <set>

#include <gtest/gtest.h>

#include "base/check.hpp"

namespace homeport {
namespace {

std::string bytes_of(std::string_view hex) { return hex_decode(hex).value(); }

TEST(crypto, digests_match_the_published_vectors) {
  EXPECT_EQ(hex_encode(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(hex_encode(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(crypto, keyed_digests_match_rfc_4231_and_2202) {
  const std::string key(20, '\x0b');
  EXPECT_EQ(hex_encode(hmac_sha256(key, "Hi There")),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(hex_encode(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(hex_encode(hmac_sha1(key, "Hi There")), "b617318655057264e28bc0b6fb378c8ef146be00");
}

TEST(crypto, encodings_match_rfc_4648_and_lead_back) {
  struct Case {
    std::string_view bytes;
    std::string_view hex;
    std::string_view base64url;
    std::string_view base32;
  };
  constexpr std::array kCases{
      Case{"", "", "", ""},
      Case{"f", "66", "Zg", "MY"},
      Case{"fo", "666f", "Zm8", "MZXQ"},
      Case{"foo", "666f6f", "Zm9v", "MZXW6"},
      Case{"foob", "666f6f62", "Zm9vYg", "MZXW6YQ"},
      Case{"fooba", "666f6f6261", "Zm9vYmE", "MZXW6YTB"},
      Case{"foobar", "666f6f626172", "Zm9vYmFy", "MZXW6YTBOI"},
      Case{"\xfb\xff", "fbff", "-_8", "7P7Q"},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(hex_encode(c.bytes), c.hex);
    EXPECT_EQ(base64url_encode(c.bytes), c.base64url);
    EXPECT_EQ(base32_encode(c.bytes), c.base32);
    EXPECT_EQ(hex_decode(c.hex), c.bytes);
    EXPECT_EQ(base64url_decode(c.base64url), c.bytes);
    EXPECT_EQ(base32_decode(c.base32), c.bytes);
  }
  for (std::size_t size = 0; size < 40; ++size) {
    const std::string bytes = random_bytes(size);
    EXPECT_EQ(hex_decode(hex_encode(bytes)), bytes);
    EXPECT_EQ(base64url_decode(base64url_encode(bytes)), bytes);
    EXPECT_EQ(base32_decode(base32_encode(bytes)), bytes);
  }
}

TEST(crypto, what_is_not_an_encoding_is_refused) {
  for (const std::string_view text : {"0", "0g", "0 ", "abc"}) {
    EXPECT_FALSE(hex_decode(text)) << text;
  }
  for (const std::string_view text : {"Z", "Zg==", "Zh", "Z+8", "Zm9vY", " Zg"}) {
    EXPECT_FALSE(base64url_decode(text)) << text;
  }
  for (const std::string_view text : {"M", "MZ1Q", "MZ", "MY=", "MY======A", "MZX"}) {
    EXPECT_FALSE(base32_decode(text)) << text;
  }
  EXPECT_EQ(hex_decode("66AB"), "f\xab");
  EXPECT_EQ(base32_decode("my======"), "f");
}

TEST(crypto, random_values_have_their_length_and_differ) {
  std::set<std::string> tokens;
  for (int i = 0; i < 100; ++i) {
    const std::string token = random_token();
    EXPECT_EQ(token.size(), 43U);
    tokens.insert(token);
    EXPECT_EQ(random_code(12).size(), 12U);
    EXPECT_EQ(random_code(12).find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"), std::string::npos);
  }
  EXPECT_EQ(tokens.size(), 100U);
  EXPECT_TRUE(random_bytes(0).empty());
}

TEST(crypto, constant_time_comparison_compares) {
  EXPECT_TRUE(constant_time_equal("", ""));
  EXPECT_TRUE(constant_time_equal("abc", "abc"));
  EXPECT_FALSE(constant_time_equal("abc", "abd"));
  EXPECT_FALSE(constant_time_equal("abc", "ab"));
  EXPECT_FALSE(constant_time_equal({"a\0b", 3}, {"a\0c", 3}));
}

TEST(crypto, what_was_sealed_opens_with_its_key_only) {
  const std::string key = random_bytes(kSecretKeyBytes);
  const std::string plaintext = bytes_of("00ff10") + "secret";
  const std::string sealed = seal(plaintext, key);
  EXPECT_EQ(sealed.size(), plaintext.size() + 40);
  EXPECT_EQ(open_sealed(sealed, key), plaintext);
  EXPECT_NE(seal(plaintext, key), sealed);
  EXPECT_EQ(open_sealed(seal("", key), key), "");
  EXPECT_FALSE(open_sealed(sealed, random_bytes(kSecretKeyBytes)));
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string changed = sealed;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(open_sealed(changed, key)) << i;
    EXPECT_FALSE(open_sealed(sealed.substr(0, i), key)) << i;
  }
  EXPECT_THROW((void)seal("x", "short key"), CheckFailed);
}

TEST(crypto, a_digest_in_pieces_is_the_digest_of_the_whole) {
  Sha256Stream stream;
  stream.add("hello ");
  stream.add("");
  stream.add("world");
  EXPECT_EQ(stream.finish(), sha256("hello world"));
}

}  // namespace
}  // namespace homeport
