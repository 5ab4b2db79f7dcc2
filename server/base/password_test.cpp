#include "base/password.hpp"

#include <array>

#include <gtest/gtest.h>

namespace homeport {
namespace {

TEST(password, a_hash_opens_for_its_password_only) {
  const std::string hash = hash_password("correct horse battery", PasswordCost::least);
  EXPECT_TRUE(hash.starts_with("$argon2id$"));
  EXPECT_TRUE(verify_password(hash, "correct horse battery"));
  EXPECT_FALSE(verify_password(hash, "correct horse batterz"));
  EXPECT_FALSE(verify_password(hash, ""));
  EXPECT_NE(hash_password("correct horse battery", PasswordCost::least), hash);
}

TEST(password, what_is_no_hash_opens_for_nothing) {
  const std::string hash = hash_password("correct horse battery", PasswordCost::least);
  for (const std::string& text :
       {std::string(), std::string("plain"), hash.substr(0, 40), hash + std::string(200, 'x'), hash + '\0',
        std::string("$argon2id$v=19$m=4194304,t=100000,p=1$"), std::string("$2a$10$abcdefghijklmnopqrstuv")}) {
    EXPECT_FALSE(verify_password(text, "correct horse battery")) << text;
    EXPECT_TRUE(needs_rehash(text)) << text;
  }
}

TEST(password, a_cheap_hash_asks_to_be_made_again) {
  const std::string cheap = hash_password("correct horse battery", PasswordCost::least);
  EXPECT_TRUE(needs_rehash(cheap));
  EXPECT_FALSE(needs_rehash(cheap, PasswordCost::least));
  const std::string dear = hash_password("correct horse battery");
  EXPECT_FALSE(needs_rehash(dear));
  EXPECT_TRUE(verify_password(dear, "correct horse battery"));
}

TEST(password, weak_choices_are_named) {
  struct Case {
    std::string_view password;
    std::string_view sign_in_name;
    std::string_view problem;  // empty: it may be used
  };
  constexpr std::array kCases{
      Case{"", "li", "too_short"},
      Case{"123456789", "li", "too_short"},
      Case{"一二三四五六七八九", "li", "too_short"},
      Case{"九月的海风吹过老码头", "li", ""},
      Case{"kitchen-lamp", "li", ""},
      Case{"password123", "li", "too_common"},
      Case{"PassWord123", "li", "too_common"},
      Case{"1234567890", "li", "too_common"},
      Case{"0123456789", "li", "too_common"},
      Case{"9876543210", "li", "too_common"},
      Case{"bcdefghijklm", "li", "too_common"},
      Case{"aaaaaaaaaa", "li", "too_common"},
      Case{"1212121212", "li", "too_common"},
      Case{"abcabcabcabc", "li", "too_common"},
      Case{"一一一一一一一一一一", "li", "too_common"},
      Case{"aaaaaaaaab", "li", ""},
      Case{"Manager.Li.2026", "manager.li.2026", "same_as_sign_in_name"},
      Case{"tab\there it is", "li", "not_text"},
      Case{"not utf-8 \xff\xfe", "li", "not_text"},
  };
  for (const Case& c : kCases) {
    const auto problem = problem_with_password(c.password, c.sign_in_name);
    EXPECT_EQ(problem ? name_of(*problem) : "", c.problem) << c.password;
  }
}

TEST(password, the_longest_password_is_512_bytes) {
  std::string password = "kitchen-lamp";
  while (password.size() < kMostPasswordBytes) {
    password.push_back(static_cast<char>('a' + password.size() * password.size() % 23));
  }
  EXPECT_EQ(problem_with_password(password, "li"), std::nullopt);
  EXPECT_EQ(problem_with_password(password + "x", "li"), PasswordProblem::too_long);
}

}  // namespace
}  // namespace homeport
