#include "http/message.hpp"

#include <gtest/gtest.h>

#include "base/check.hpp"

namespace homeport::http {
namespace {

TEST(request, finds_headers_cookies_parameters_and_query_values) {
  Request request;
  request.headers = {
      {"cookie", "a=1; homeport_session=abc=d;b=\"x y\""}, {"cookie", "late=7"}, {"accept", "text/html"}};
  request.query = {{"q", "first"}, {"q", "second"}, {"empty", ""}};
  request.parameters = {{"customer_id", "17"}};
  EXPECT_EQ(request.header("accept"), "text/html");
  EXPECT_EQ(request.header("Accept"), "");
  EXPECT_EQ(request.cookie("a"), "1");
  EXPECT_EQ(request.cookie("homeport_session"), "abc=d");
  EXPECT_EQ(request.cookie("b"), "x y");
  EXPECT_EQ(request.cookie("late"), "7");
  EXPECT_EQ(request.cookie("session"), "");
  EXPECT_EQ(request.query_value("q"), "first");
  EXPECT_EQ(request.query_value("empty"), "");
  EXPECT_EQ(request.query_value("none"), std::nullopt);
  EXPECT_EQ(request.parameter("customer_id"), "17");
  EXPECT_THROW((void)request.parameter("other"), CheckFailed);
}

TEST(problem, says_everything_the_refusal_says) {
  Refusal refusal = refuse(RefusalKind::conflict, "customers.phone_taken", "Somebody has \"it\".", "phone");
  refusal.errors.push_back({"lines[0].quantity", "request.out_of_range", "1 to 5"});
  refusal.current_json = R"({"id":"5"})";
  refusal.retry_after_s = 3;
  const Response response = problem(refusal, "r1");
  EXPECT_EQ(response.status, 409);
  EXPECT_EQ(response.content_type, "application/problem+json");
  EXPECT_EQ(response.body,
            R"({"type":"about:blank","title":"Conflict","status":409,"reason":"customers.phone_taken",)"
            R"("detail":"Somebody has \"it\".","field":"phone",)"
            R"("errors":[{"field":"lines[0].quantity","reason":"request.out_of_range","detail":"1 to 5"}],)"
            R"("current":{"id":"5"},"request_id":"r1"})");
  ASSERT_EQ(response.headers.size(), 1U);
  EXPECT_EQ(response.headers[0], (std::pair<std::string, std::string>("Retry-After", "3")));
}

TEST(problem, has_the_status_of_its_kind) {
  const std::pair<RefusalKind, int> cases[] = {
      {RefusalKind::invalid, 400},     {RefusalKind::unauthenticated, 401}, {RefusalKind::forbidden, 403},
      {RefusalKind::not_found, 404},   {RefusalKind::conflict, 409},        {RefusalKind::too_large, 413},
      {RefusalKind::unsupported, 415}, {RefusalKind::unprocessable, 422},   {RefusalKind::precondition_missing, 428},
      {RefusalKind::too_many, 429},    {RefusalKind::unavailable, 503},
  };
  for (const auto& [kind, status] : cases) {
    EXPECT_EQ(status_of(kind), status);
    EXPECT_NE(status_text(status), "Error") << status;
  }
}

TEST(problem, of_an_internal_error_gives_nothing_away) {
  const Response response = internal_error("r2");
  EXPECT_EQ(response.status, 500);
  EXPECT_NE(response.body.find(R"("request_id":"r2")"), std::string::npos);
  EXPECT_NE(response.body.find("internal_error"), std::string::npos);
}

}  // namespace
}  // namespace homeport::http
