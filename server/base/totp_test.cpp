#include "base/totp.hpp"

#include <array>

#include <gtest/gtest.h>

#include "base/crypto.hpp"

namespace homeport {
namespace {

constexpr std::string_view kRfcSecret = "12345678901234567890";

Time at_second(std::int64_t second) { return Time{second * kMicrosPerSecond}; }

TEST(totp, codes_are_the_last_six_digits_of_the_vectors_of_rfc_6238) {
  struct Case {
    std::int64_t second;
    std::string_view code;
  };
  constexpr std::array kCases{
      Case{59, "287082"},
      Case{1'111'111'109, "081804"},
      Case{1'111'111'111, "050471"},
      Case{1'234'567'890, "005924"},
      Case{2'000'000'000, "279037"},
      Case{20'000'000'000, "353130"},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(totp_code(kRfcSecret, totp_step(at_second(c.second))), c.code) << c.second;
    EXPECT_EQ(match_totp(kRfcSecret, c.code, at_second(c.second)), c.second / 30) << c.second;
  }
}

TEST(totp, a_code_holds_one_step_before_and_after_its_own) {
  struct Case {
    std::int64_t second;
    bool matches;
  };
  constexpr std::int64_t kStep = 1'234'567'890 / 30;
  constexpr std::array kCases{
      Case{(kStep - 1) * 30 - 1, false}, Case{(kStep - 1) * 30, true},      Case{kStep * 30, true},
      Case{kStep * 30 + 29, true},       Case{(kStep + 1) * 30 + 29, true}, Case{(kStep + 2) * 30, false},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(match_totp(kRfcSecret, "005924", at_second(c.second)).has_value(), c.matches) << c.second;
  }
}

TEST(totp, a_code_already_used_is_refused) {
  const Time now = at_second(1'234'567'890);
  const std::int64_t step = match_totp(kRfcSecret, "005924", now).value();
  EXPECT_EQ(match_totp(kRfcSecret, "005924", now, step), std::nullopt);
  EXPECT_EQ(match_totp(kRfcSecret, "005924", now, step - 1), step);
  EXPECT_EQ(match_totp(kRfcSecret, "005924", now, step + 1), std::nullopt);
}

TEST(totp, only_six_digits_are_a_code) {
  const Time now = at_second(1'234'567'890);
  EXPECT_TRUE(match_totp(kRfcSecret, " 005 924 ", now));
  for (const std::string_view code : {"", "00592", "5924", "0059240", "00592a", "-05924", "005925"}) {
    EXPECT_FALSE(match_totp(kRfcSecret, code, now)) << code;
  }
  EXPECT_FALSE(match_totp("other secret of twenty", "005924", now));
  EXPECT_FALSE(match_totp(kRfcSecret, "000000", Time{0}));
}

TEST(totp, secrets_are_new_and_the_link_says_what_the_app_needs) {
  EXPECT_EQ(new_totp_secret().size(), kTotpSecretBytes);
  EXPECT_NE(new_totp_secret(), new_totp_secret());
  EXPECT_EQ(otpauth_url(kRfcSecret, "Rose & Co", "li:王"),
            "otpauth://totp/Rose%20%26%20Co:li%3A%E7%8E%8B?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
            "&issuer=Rose%20%26%20Co&algorithm=SHA1&digits=6&period=30");
}

}  // namespace
}  // namespace homeport
