#include "http/server.hpp"

#include <fstream>
#include <thread>

#include <gtest/gtest.h>

#include "http/server_fixture.hpp"

namespace homeport::http {
namespace {

using test::HttpAnswer;
using test::HttpClient;

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

TEST_F(ServerTest, answers_many_requests_on_one_connection) {
  start();
  HttpClient client(port());
  for (int i = 0; i < 100; ++i) {
    const HttpAnswer answer = client.get("/v1/hello");
    ASSERT_EQ(answer.status, 200);
    ASSERT_EQ(answer.body, R"({"hello":"world"})");
  }
  EXPECT_TRUE(client.is_connected());
}

TEST_F(ServerTest, every_answer_carries_the_security_headers) {
  start();
  HttpClient client(port());
  for (const char* path : {"/v1/hello", "/v1/nothing", "/", "/v1/throws"}) {
    const HttpAnswer answer = client.get(path, {{"Accept", "text/html"}});
    EXPECT_EQ(answer.header("x-content-type-options"), "nosniff") << path;
    EXPECT_EQ(answer.header("x-frame-options"), "DENY") << path;
    EXPECT_EQ(answer.header("referrer-policy"), "same-origin") << path;
    EXPECT_FALSE(answer.header("date").empty()) << path;
    EXPECT_FALSE(answer.header("x-request-id").empty()) << path;
    EXPECT_FALSE(answer.has_header("strict-transport-security")) << path;
    const bool is_page = contains(answer.header("content-type"), "text/html");
    EXPECT_EQ(contains(answer.header("content-security-policy"), "frame-ancestors 'none'"), is_page) << path;
    EXPECT_EQ(answer.header("cache-control"), is_page ? "no-cache" : "no-store") << path;
  }
}

TEST_F(ServerTest, keeps_a_sane_request_id_and_makes_one_otherwise) {
  start();
  HttpClient client(port());
  EXPECT_EQ(client.get("/v1/hello", {{"X-Request-Id", "abc-1._Z"}}).header("x-request-id"), "abc-1._Z");
  for (const std::string& id : {std::string("a b"), std::string("<x>"), std::string(65, 'a')}) {
    const std::string made(client.get("/v1/hello", {{"X-Request-Id", id}}).header("x-request-id"));
    EXPECT_NE(made, id);
    EXPECT_EQ(made.size(), 15U);
  }
  EXPECT_EQ(client.get("/v1/hello", {{"X-Request-Id", std::string(64, 'a')}}).header("x-request-id"),
            std::string(64, 'a'));
}

TEST_F(ServerTest, refuses_by_problem_document) {
  start();
  HttpClient client(port());
  struct Case {
    const char* method;
    const char* path;
    int status;
    const char* reason;
  };
  const Case cases[] = {
      {"GET", "/v1/nothing", 404, "request.no_such_route"},   {"GET", "/v1", 404, "request.no_such_route"},
      {"POST", "/somewhere", 404, "request.no_such_route"},   {"POST", "/v1/hello", 405, "request.method_not_allowed"},
      {"PUT", "/v1/echo", 405, "request.method_not_allowed"}, {"GET", "/v1/seen/%ff", 400, "request.bad_target"},
      {"TRACE", "/v1/hello", 501, "request.unknown_method"},  {"GET", "/v1/throws", 500, "internal_error"},
      {"GET", "/v1/silent", 500, "internal_error"},           {"GET", "/v1/unsound", 500, "internal_error"},
  };
  for (const Case& one : cases) {
    const HttpAnswer answer = client.send(one.method, one.path, {}, {});
    EXPECT_EQ(answer.status, one.status) << one.path;
    EXPECT_EQ(answer.header("content-type"), "application/problem+json") << one.path;
    EXPECT_TRUE(contains(answer.body, "\"reason\":\"" + std::string(one.reason) + "\"")) << answer.body;
    EXPECT_TRUE(contains(answer.body, "\"request_id\":\"" + std::string(answer.header("x-request-id")) + "\""))
        << answer.body;
    EXPECT_FALSE(contains(answer.body, "secret of the house"));
    EXPECT_FALSE(answer.has_header("set-cookie"));
  }
}

TEST_F(ServerTest, tells_what_is_allowed) {
  start();
  HttpClient client(port());
  EXPECT_EQ(client.post("/v1/hello").header("allow"), "GET, HEAD, OPTIONS");
  const HttpAnswer options = client.send("OPTIONS", "/v1/echo", {}, {});
  EXPECT_EQ(options.status, 204);
  EXPECT_EQ(options.header("allow"), "POST, DELETE, OPTIONS");
  EXPECT_EQ(client.send("OPTIONS", "*", {}, {}).status, 204);
}

TEST_F(ServerTest, head_has_the_headers_of_get_and_no_body) {
  start();
  HttpClient client(port());
  const HttpAnswer head = client.head("/v1/hello");
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.header("content-length"), "17");
  EXPECT_EQ(client.get("/v1/hello").status, 200);  // nothing was left over
}

TEST_F(ServerTest, hands_decoded_parts_to_the_handler) {
  start();
  HttpClient client(port());
  const HttpAnswer answer = client.get("/v1/seen/a%2Fb%20c?q=x+y%26", {{"X-Request-Id", "r1"}});
  EXPECT_EQ(answer.body, R"({"name":"a/b c","q":"x y&","address":"127.0.0.1","is_tls":false,"request_id":"r1"})");
}

TEST_F(ServerTest, believes_a_proxy_only_when_told_to) {
  start();
  const test::HttpHeaders forwarded = {{"X-Forwarded-For", "6.6.6.6, 10.1.2.3"}, {"X-Forwarded-Proto", "https"}};
  {
    HttpClient client(port());
    EXPECT_TRUE(contains(client.get("/v1/seen/a", forwarded).body, R"("address":"127.0.0.1","is_tls":false)"));
  }
  stop();
  options_.metrics = nullptr;
  options_.trust_forwarded_for = true;
  start();
  HttpClient client(port());
  const HttpAnswer answer = client.get("/v1/seen/a", forwarded);
  EXPECT_TRUE(contains(answer.body, R"("address":"10.1.2.3","is_tls":true)")) << answer.body;
  EXPECT_TRUE(answer.has_header("strict-transport-security"));
  EXPECT_TRUE(contains(client.get("/v1/seen/a", {{"X-Forwarded-For", "evil\"name"}}).body, R"("address":"127.0.0.1")"));
}

TEST_F(ServerTest, answers_pipelined_requests_in_order) {
  start();
  HttpClient client(port());
  std::string bytes;
  for (int i = 0; i < 100; ++i) {
    bytes += "GET /v1/seen/" + std::to_string(i) + " HTTP/1.1\r\nHost: a\r\n\r\n";
  }
  client.send_raw(bytes);
  for (int i = 0; i < 100; ++i) {
    EXPECT_TRUE(contains(client.receive().body, "\"name\":\"" + std::to_string(i) + "\""));
  }
}

TEST_F(ServerTest, speaks_http_1_0) {
  start();
  HttpClient client(port());
  client.send_raw("GET /v1/hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_EQ(client.receive().header("connection"), "keep-alive");
  client.send_raw("GET /v1/hello HTTP/1.0\r\n\r\n");
  EXPECT_EQ(client.receive().header("connection"), "close");
  EXPECT_EQ(client.receive_until_closed(), "");
}

TEST_F(ServerTest, answers_from_other_threads_reach_their_connections) {
  start();
  constexpr std::size_t kClients = 32;
  std::vector<std::unique_ptr<HttpClient>> clients;
  for (int round = 0; round < 3; ++round) {
    for (std::size_t i = 0; i < kClients; ++i) {
      if (round == 0) clients.push_back(std::make_unique<HttpClient>(port()));
      clients[i]->send_raw("GET /v1/late HTTP/1.1\r\nHost: a\r\n\r\n");
    }
    wait_for_late(kClients);
    Response response;
    response.body = "round " + std::to_string(round);
    answer_all_late(response);
    for (const auto& client : clients)
      EXPECT_EQ(client->receive().body, response.body);
  }
}

TEST_F(ServerTest, an_answer_to_a_client_that_has_left_harms_nobody) {
  start();
  {
    HttpClient client(port());
    client.send_raw("GET /v1/late HTTP/1.1\r\nHost: a\r\n\r\n");
    wait_for_late(1);
  }
  Response response;
  response.body = std::string(1'000'000, 'x');
  answer_all_late(response);
  HttpClient client(port());
  EXPECT_EQ(client.get("/v1/hello").status, 200);
}

TEST_F(ServerTest, an_answer_after_the_server_has_gone_harms_nobody) {
  options_.shutdown_grace = std::chrono::milliseconds(1);
  start();
  HttpClient client(port());
  client.send_raw("GET /v1/late HTTP/1.1\r\nHost: a\r\n\r\n");
  wait_for_late(1);
  server_.reset();
  EXPECT_EQ(client.receive_until_closed(), "");
  answer_all_late(Response());
}

TEST_F(ServerTest, long_answers_are_compressed_for_those_who_accept_it) {
  start();
  HttpClient client(port());
  const test::HttpHeaders accept = {{"Accept-Encoding", "gzip"}};
  const HttpAnswer below = client.get("/v1/long?bytes=1023", accept);
  EXPECT_EQ(below.body.size(), 1023U);
  EXPECT_FALSE(below.has_header("content-encoding"));
  for (const char* path : {"/v1/long?bytes=1024", "/v1/long?bytes=1000000"}) {
    const HttpAnswer compressed = client.get(path, accept);
    EXPECT_EQ(compressed.header("content-encoding"), "gzip") << path;
    EXPECT_EQ(compressed.header("vary"), "Accept-Encoding");
    EXPECT_LT(compressed.body.size(), 10'000U);
  }
  EXPECT_EQ(client.get("/v1/long?bytes=1000000").body.size(), 1'000'000U);
}

TEST_F(ServerTest, a_running_request_is_finished_before_the_server_stops) {
  options_.threads = 1;
  start();
  HttpClient idle(port());
  EXPECT_EQ(idle.get("/readyz").status, 200);
  HttpClient client(port());
  client.send_raw("GET /v1/late HTTP/1.1\r\nHost: a\r\n\r\nGET /readyz HTTP/1.1\r\nHost: a\r\n\r\n");
  wait_for_late(1);
  std::thread stopping([this] { server_->stop(); });
  EXPECT_EQ(idle.receive_until_closed(), "");  // by now it is stopping
  Response response;
  response.body = "done";
  answer_all_late(response);
  const HttpAnswer answer = client.receive();
  EXPECT_EQ(answer.body, "done");
  EXPECT_EQ(answer.header("connection"), "close");
  stopping.join();
  EXPECT_THROW(HttpClient(port()).get("/v1/hello"), std::runtime_error);
}

TEST_F(ServerTest, a_port_in_use_is_said_in_a_sentence) {
  start();
  ServerOptions again = options_;
  again.port = port();
  again.metrics = nullptr;
  try {
    const Server second(again, router_);
    FAIL() << "two listeners on one port";
  } catch (const std::runtime_error& error) {
    EXPECT_TRUE(contains(error.what(), "another program is using it")) << error.what();
  }
}

TEST_F(ServerTest, beyond_the_connection_limit_it_turns_away) {
  options_.connection_limit = 2;
  start();
  HttpClient first(port());
  HttpClient second(port());
  HttpClient third(port());
  EXPECT_EQ(first.get("/v1/hello").status, 200);
  EXPECT_EQ(second.get("/v1/hello").status, 200);
  EXPECT_EQ(third.get("/v1/hello").status, 503);
  EXPECT_TRUE(contains(first.get("/metrics").body, "homeport_http_refused_connections_total 1"));
}

TEST_F(ServerTest, metrics_count_by_route_and_status) {
  metrics_->add_gauge("homeport_test_waiting", "Waiting.", {{"kind", "a"}}, [] { return 7.0; });
  metrics_->add_gauge("homeport_test_waiting", "Waiting.", {{"kind", "b"}}, [] { return 8.0; });
  metrics_->add_gauge("homeport_test_broken", "Broken.", {}, []() -> double { throw std::runtime_error("no"); });
  start();
  HttpClient client(port());
  client.get("/v1/seen/a");
  client.get("/v1/seen/b");
  client.get("/v1/nothing");
  const std::string text = client.get("/metrics").body;
  EXPECT_TRUE(contains(text, R"(homeport_http_requests_total{method="GET",route="/v1/seen/{name}",status="200"} 2)"))
      << text;
  EXPECT_TRUE(contains(text, R"(homeport_http_requests_total{method="any",route="none",status="404"} 1)"));
  EXPECT_TRUE(contains(text, R"(homeport_http_request_seconds_count{method="GET",route="/v1/seen/{name}"} 2)"));
  EXPECT_TRUE(contains(text, "homeport_http_connections 1"));
  EXPECT_TRUE(contains(text, R"(homeport_test_waiting{kind="a"} 7)"));
  EXPECT_TRUE(contains(text, R"(homeport_test_waiting{kind="b"} 8)"));
}

TEST_F(ServerTest, the_operators_routes_answer) {
  start();
  HttpClient client(port());
  EXPECT_EQ(client.get("/healthz").status, 200);
  EXPECT_EQ(client.get("/readyz").body, R"({"status":"ready"})");
  EXPECT_TRUE(contains(client.get("/openapi.json").body, "\"operationId\": \"seen\""));
}

}  // namespace
}  // namespace homeport::http
