#include "http/target.hpp"

#include <gtest/gtest.h>

namespace homeport::http {
namespace {

std::string shown(const std::optional<Target>& target) {
  if (!target) return "refused";
  std::string text = target->path;
  for (const auto& [name, value] : target->query)
    text.append(" ").append(name).append("=").append(value);
  return text;
}

TEST(target, is_taken_apart_and_decoded) {
  struct Case {
    std::string target;
    const char* expected;
  };
  const Case cases[] = {
      {"/", "/"},
      {"/v1/customers?q=li+ming&limit=5", "/v1/customers q=li ming limit=5"},
      {"/a+b?c%20d=%26", "/a+b c d=&"},
      {"/x?a&b=&=c&&d=1=2", "/x a= b= =c d=1=2"},
      {"/x?q=%E6%9D%8E#part", "/x q=李"},
      {"http://shop.example:8080/v1/x?y=1", "/v1/x y=1"},
      {"https://shop.example/", "/"},
      {"*", "*"},
      {"http://shop.example", "refused"},
      {"http:///x", "refused"},
      {"ftp://shop.example/x", "refused"},
      {"", "refused"},
      {"x", "refused"},
      {"/%", "refused"},
      {"/%4", "refused"},
      {"/%4g", "refused"},
      {"/%00", "refused"},
      {"/%0a", "refused"},
      {"/%7f", "refused"},
      {"/%ff", "refused"},
      {"/%c0%af", "refused"},
      {"/x?q=%ed%a0%80", "refused"},
      {"/x?q=%0d%0aSet-Cookie", "refused"},
  };
  for (const Case& one : cases)
    EXPECT_EQ(shown(parse_target(one.target)), one.expected) << one.target;
}

TEST(target, keeps_the_encoded_path_for_the_router) {
  const auto target = parse_target("/v1/a%2Fb?c=d");
  ASSERT_TRUE(target.has_value());
  EXPECT_EQ(target->raw_path, "/v1/a%2Fb");
  EXPECT_EQ(target->path, "/v1/a/b");
}

TEST(target, takes_a_hundred_query_parameters_and_no_more) {
  std::string target = "/x?a=0";
  for (std::size_t i = 1; i < kQueryParameterLimit; ++i)
    target += "&a=" + std::to_string(i);
  EXPECT_TRUE(parse_target(target).has_value());
  EXPECT_FALSE(parse_target(target + "&a=1").has_value());
}

}  // namespace
}  // namespace homeport::http
