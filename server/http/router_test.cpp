#include "http/router.hpp"

#include <gtest/gtest.h>

#include "base/check.hpp"

namespace homeport::http {
namespace {

RouteDescription at(Method method, std::string path) {
  static int count = 0;
  RouteDescription description;
  description.method = method;
  description.path = std::move(path);
  description.operation_id = "operation_" + std::to_string(++count);
  return description;
}

void ignore(const std::shared_ptr<Request>&, const Responder&) {}

class RouterTest : public testing::Test {
 protected:
  void add(Method method, const std::string& path) { router_.add(at(method, path), ignore); }
  // "path-of-the-route name=value …", "405 methods" or "none".
  std::string found(Method method, std::string_view path) {
    const auto match = router_.match(method, path);
    if (match.route == nullptr) return match.other_method_exists ? "405 " + match.allowed_methods : "none";
    std::string text = match.route->description.path;
    for (const auto& [name, value] : match.parameters)
      text.append(" ").append(name).append("=").append(value);
    return text;
  }
  Router router_;
};

TEST_F(RouterTest, finds_routes_by_method_and_path) {
  add(Method::get, "/");
  add(Method::get, "/v1/customers");
  add(Method::post, "/v1/customers");
  add(Method::get, "/v1/customers/{customer_id}");
  add(Method::patch, "/v1/customers/{customer_id}");
  add(Method::get, "/v1/customers/find");
  add(Method::del, "/v1/customers/{customer_id}/cards/{card_number}");
  add(Method::get, "/v1/{anything}/find/{what}");
  add(Method::get, "/v1/imports/{import_id}/errors.csv");

  struct Case {
    Method method;
    const char* path;
    const char* expected;
  };
  const Case cases[] = {
      {Method::get, "/", "/"},
      {Method::get, "/v1/customers", "/v1/customers"},
      {Method::head, "/v1/customers", "/v1/customers"},
      {Method::get, "/v1/customers/", "none"},
      {Method::get, "/v1/customers/17", "/v1/customers/{customer_id} customer_id=17"},
      {Method::get, "/v1/customers/find", "/v1/customers/find"},
      {Method::patch, "/v1/customers/find", "/v1/customers/{customer_id} customer_id=find"},
      {Method::get, "/v1/customers/find/x", "/v1/{anything}/find/{what} anything=customers what=x"},
      {Method::del, "/v1/customers/17/cards/a%2Fb",
       "/v1/customers/{customer_id}/cards/{card_number} customer_id=17 "
       "card_number=a/b"},
      {Method::get, "/v1/customers/%E6%9D%8E", "/v1/customers/{customer_id} customer_id=李"},
      {Method::get, "/v1/custom%65rs", "/v1/customers"},
      {Method::get, "/v1/customers/%zz", "none"},
      {Method::get, "/v1//customers", "none"},
      {Method::get, "/v1/customers//cards/1", "none"},
      {Method::get, "/v1/imports/5/errors.csv", "/v1/imports/{import_id}/errors.csv import_id=5"},
      {Method::get, "/V1/customers", "none"},
      {Method::get, "", "none"},
      {Method::get, "v1/customers", "none"},
      {Method::put, "/v1/customers", "405 GET, HEAD, POST, OPTIONS"},
      {Method::options, "/v1/customers/3", "405 GET, HEAD, PATCH, OPTIONS"},
      {Method::post, "/v1/customers/find", "405 GET, HEAD, PATCH, OPTIONS"},
      {Method::head, "/v1/customers/1/cards/2", "405 DELETE, OPTIONS"},
  };
  for (const Case& one : cases) {
    EXPECT_EQ(found(one.method, one.path), one.expected) << method_name(one.method) << " " << one.path;
  }
}

TEST_F(RouterTest, deep_paths_are_not_searched) {
  add(Method::get, "/a/{b}");
  std::string path;
  for (int i = 0; i < 10'000; ++i)
    path += "/a";
  EXPECT_EQ(found(Method::get, path), "none");
}

TEST_F(RouterTest, refuses_routes_given_twice) {
  add(Method::get, "/v1/customers/{customer_id}");
  EXPECT_THROW(add(Method::get, "/v1/customers/{customer_id}"), CheckFailed);
  EXPECT_THROW(add(Method::get, "/v1/customers/{other}"), CheckFailed);
  auto again = at(Method::get, "/v1/other");
  again.operation_id = router_.routes().front()->description.operation_id;
  EXPECT_THROW(router_.add(again, ignore), CheckFailed);
  EXPECT_EQ(router_.routes().size(), 1U);
}

TEST_F(RouterTest, refuses_patterns_that_are_not_well_formed) {
  for (const char* path :
       {"", "v1", "/v1/{", "/v1/{}", "/v1/{Name}", "/v1/x{name}", "/{a}/{a}", "/v1/a b", "/v1/{a}b"}) {
    EXPECT_THROW(add(Method::get, path), CheckFailed) << path;
  }
}

}  // namespace
}  // namespace homeport::http
