// What the listener refuses, cuts off and cleans up.

#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "http/server_fixture.hpp"

namespace homeport::http {
namespace {

using test::HttpAnswer;
using test::HttpClient;

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

std::string head(const std::string& first_line, const std::string& headers = {}) {
  return first_line + " HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n";
}

TEST_F(ServerTest, malformed_requests_get_a_problem_and_the_connection_ends) {
  start();
  const std::pair<std::string, int> cases[] = {
      {"garbage\r\n\r\n", 400},
      {"GET /v1/hello HTTP/1.1\r\n\r\n", 400},
      {head("GET /v1/hello", "Bad Header: x\r\n"), 400},
      {head("GET v1/hello"), 400},
      {"GET /v1/hello HTTP/3.0\r\n\r\n", 505},
      {head("GET /" + std::string(kTargetLimitBytes, 'a')), 414},
      {head("GET /v1/hello", "X: " + std::string(options_.header_limit_bytes, 'x') + "\r\n"), 431},
      {head("POST /v1/echo", "Transfer-Encoding: gzip\r\n"), 501},
      {head("POST /v1/echo", "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n") + "xyz\r\n", 400},
      {head("POST /v1/echo", "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n") + "5;" +
           std::string(200'000, 'e'),
       400},
  };
  for (const auto& [bytes, status] : cases) {
    HttpClient client(port());
    client.send_raw(bytes);
    const HttpAnswer answer = client.receive();
    EXPECT_EQ(answer.status, status) << bytes.substr(0, 100);
    EXPECT_EQ(answer.header("content-type"), "application/problem+json");
    if (answer.header("connection") == "close") {
      EXPECT_EQ(client.receive_until_closed(), "");
    }
  }
}

TEST_F(ServerTest, a_header_at_the_limit_is_taken) {
  start();
  const std::string empty = head("GET /v1/hello", "X: \r\n");
  for (const auto& [excess, status] : {std::pair{std::size_t{0}, 200}, std::pair{std::size_t{1}, 431}}) {
    HttpClient client(port());
    client.send_raw(
        head("GET /v1/hello", "X: " + std::string(options_.header_limit_bytes - empty.size() + excess, 'x') + "\r\n"));
    EXPECT_EQ(client.receive().status, status);
  }
}

TEST_F(ServerTest, a_body_at_the_limit_is_taken) {
  start();
  HttpClient client(port());
  const std::string most(1'000, '1');
  EXPECT_EQ(client.post("/v1/echo", most).body, most);
  const HttpAnswer refused = client.post("/v1/echo", most + "1");
  EXPECT_EQ(refused.status, 413);
  EXPECT_TRUE(contains(refused.body, "request.too_large"));
  EXPECT_TRUE(contains(refused.body, "1000 bytes"));
}

TEST_F(ServerTest, a_body_announced_too_large_is_refused_unread) {
  start();
  HttpClient client(port());
  client.send_raw(head("POST /v1/echo", "Content-Type: application/json\r\nContent-Length: 1001\r\n"));
  const HttpAnswer answer = client.receive();
  EXPECT_EQ(answer.status, 413);
  EXPECT_EQ(answer.header("connection"), "close");
}

TEST_F(ServerTest, a_chunked_body_is_counted) {
  start();
  const std::string start_of_it =
      head("POST /v1/echo", "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n") + "3e8\r\n" +
      std::string(1'000, '1') + "\r\n";
  HttpClient client(port());
  client.send_raw(start_of_it + "0\r\n\r\n");
  EXPECT_EQ(client.receive().body.size(), 1'000U);
  client.send_raw(start_of_it + "1\r\n");
  EXPECT_EQ(client.receive().status, 413);
  EXPECT_EQ(client.receive_until_closed(), "");
}

TEST_F(ServerTest, a_refused_request_with_its_body_at_hand_keeps_the_connection) {
  start();
  HttpClient client(port());
  EXPECT_EQ(client.post("/v1/nothing", "{}").status, 404);
  EXPECT_TRUE(client.is_connected());
  EXPECT_EQ(client.send("PUT", "/v1/echo", "{}", {}).header("connection"), "");
  EXPECT_EQ(client.get("/v1/hello").status, 200);
}

TEST_F(ServerTest, a_body_nobody_asked_for_is_dropped) {
  start();
  HttpClient client(port());
  EXPECT_EQ(client.send("DELETE", "/v1/echo", "{}", {}).body, "");
  EXPECT_EQ(client.send("DELETE", "/v1/echo", std::string(4'096, '1'), {}).status, 200);
  EXPECT_EQ(client.send("DELETE", "/v1/echo", std::string(4'097, '1'), {}).status, 413);
}

TEST_F(ServerTest, a_json_route_takes_json_only) {
  start();
  HttpClient client(port());
  const std::pair<const char*, int> cases[] = {
      {"application/json", 200},
      {"Application/JSON; charset=utf-8", 200},
      {"application/merge-patch+json", 200},
      {"text/plain", 415},
      {"application/jsonp", 415},
      {"multipart/form-data; boundary=x", 415},
      {"application/x-www-form-urlencoded", 415},
  };
  for (const auto& [type, status] : cases) {
    EXPECT_EQ(client.post("/v1/echo", "{}", {{"Content-Type", type}}).status, status) << type;
  }
  EXPECT_EQ(client.post("/v1/echo", "").status, 200);
  EXPECT_EQ(client.post("/v1/echo", "x", {{"Content-Encoding", "gzip"}}).status, 415);
}

TEST_F(ServerTest, a_careful_client_is_told_to_go_on_or_not_to) {
  start();
  HttpClient client(port());
  client.send_raw(
      head("POST /v1/echo", "Content-Type: application/json\r\nContent-Length: 2\r\nExpect: 100-continue\r\n"));
  EXPECT_EQ(client.receive_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  client.send_raw("{}");
  EXPECT_EQ(client.receive().body, "{}");
  client.send_raw(head("POST /v1/echo", "Content-Length: 2\r\nExpect: a-miracle\r\n"));
  EXPECT_EQ(client.receive().status, 417);
  client.close();
  client.send_raw(
      head("POST /v1/echo", "Content-Type: application/json\r\nContent-Length: 9999\r\nExpect: 100-continue\r\n"));
  EXPECT_TRUE(contains(client.receive_until("\r\n\r\n"), "413"));
}

class ImpatientServerTest : public ServerTest {
 protected:
  ImpatientServerTest() {
    options_.header_timeout = std::chrono::milliseconds(60);
    options_.body_timeout = std::chrono::milliseconds(60);
    options_.idle_timeout = std::chrono::milliseconds(60);
  }
};

TEST_F(ImpatientServerTest, closes_idle_connections_without_a_word) {
  start();
  HttpClient silent(port());
  silent.send_raw("");
  EXPECT_EQ(silent.receive_until_closed(), "");
  HttpClient client(port());
  client.get("/v1/hello");
  EXPECT_EQ(client.receive_until_closed(), "");
}

TEST_F(ImpatientServerTest, cuts_off_a_header_that_trickles_in) {
  start();
  HttpClient client(port());
  client.send_raw("GET /v1/hello HTTP/1.1\r\nHost: a\r\nX: 1");
  const HttpAnswer answer = client.receive();
  EXPECT_EQ(answer.status, 408);
  EXPECT_TRUE(contains(answer.body, "request.timeout"));
  EXPECT_EQ(client.receive_until_closed(), "");
}

TEST_F(ImpatientServerTest, cuts_off_a_body_that_stops) {
  start();
  HttpClient client(port());
  client.send_raw(head("POST /v1/echo", "Content-Type: application/json\r\nContent-Length: 10\r\n") + "123");
  EXPECT_EQ(client.receive().status, 408);
  EXPECT_EQ(client.receive_until_closed(), "");
}

TEST_F(ImpatientServerTest, cuts_off_a_client_that_does_not_read) {
  start();
  HttpClient client(port());
  client.send_raw(head("GET /v1/long?bytes=50000000"));
  client.receive_until("\r\n\r\n");
  // Nothing is read until the server has given up: then the answer is not whole.
  HttpClient watcher(port());
  while (!contains(watcher.get("/metrics").body, "homeport_http_connections 1"))
    std::this_thread::yield();
  EXPECT_LT(client.receive_until_closed().size(), 50'000'000U);
}

TEST_F(ImpatientServerTest, waits_for_a_handler_as_long_as_it_takes) {
  start();
  HttpClient client(port());
  client.send_raw(head("GET /v1/late"));
  wait_for_late(1);
  HttpClient other(port());
  other.send_raw("");
  EXPECT_EQ(other.receive_until_closed(), "");  // longer than every deadline
  Response response;
  response.body = "late";
  answer_all_late(response);
  EXPECT_EQ(client.receive().body, "late");
}

TEST_F(ServerTest, an_upload_goes_to_a_file_of_its_own) {
  start();
  HttpClient client(port());
  std::string bytes;
  for (int i = 0; bytes.size() < 1'500'000; ++i)
    bytes += std::to_string(i * 7) + ",";
  const HttpAnswer answer = client.post("/v1/uploads", bytes, {{"Content-Type", "text/csv"}});
  ASSERT_EQ(answer.status, 200);
  EXPECT_EQ(answer.header("x-size"), std::to_string(bytes.size()));
  std::ifstream file(answer.body, std::ios::binary);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}), bytes);
  EXPECT_EQ(std::filesystem::path(answer.body).parent_path(), options_.upload_folder);
  EXPECT_EQ(std::filesystem::status(answer.body).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(ServerTest, an_upload_that_fails_leaves_nothing_behind) {
  start();
  HttpClient client(port());
  EXPECT_EQ(client.post("/v1/uploads?refuse=1", "some bytes").status, 422);
  EXPECT_EQ(client.post("/v1/uploads", std::string(2'000'001, 'x')).status, 413);
  HttpClient too_much(port());
  too_much.send_raw(head("POST /v1/uploads", "Transfer-Encoding: chunked\r\n"));
  for (int i = 0; i < 5; ++i)
    too_much.send_raw("80000\r\n" + std::string(0x80000, 'x') + "\r\n");
  EXPECT_EQ(too_much.receive().status, 413);
  HttpClient leaver(port());
  leaver.send_raw(head("POST /v1/uploads", "Content-Length: 1000000\r\n") + std::string(600'000, 'x'));
  while (uploaded_files() == 0)
    std::this_thread::yield();
  leaver.close();
  while (!contains(client.get("/metrics").body, "homeport_http_connections 1\n")) {
    too_much.close();
    std::this_thread::yield();
  }
  EXPECT_EQ(uploaded_files(), 0);
}

TEST_F(ServerTest, an_upload_at_its_limit_is_taken) {
  start();
  HttpClient client(port());
  EXPECT_EQ(client.post("/v1/uploads", std::string(2'000'000, 'x')).header("x-size"), "2000000");
  const HttpAnswer empty = client.post("/v1/uploads", "");
  EXPECT_EQ(empty.header("x-size"), "0");
  EXPECT_TRUE(std::filesystem::is_empty(empty.body));
}

TEST_F(ServerTest, an_upload_is_refused_before_its_body) {
  RouteDescription guarded = route(Method::post, "/v1/guarded", "guarded_upload");
  guarded.body_kind = BodyKind::upload;
  guarded.body_limit_bytes = 2'000'000;
  guarded.admit_upload = [](const Request& request) -> std::optional<Response> {
    if (request.header("authorization") == "Bearer good") return std::nullopt;
    return problem(refuse(RefusalKind::unauthenticated, "identity.sign_in_required"), request.request_id);
  };
  router_.add(guarded, [](const std::shared_ptr<Request>&, const Responder& respond) { respond(Response()); });
  start();
  HttpClient client(port());
  client.send_raw(head("POST /v1/guarded", "Content-Length: 1000000\r\n"));
  EXPECT_EQ(client.receive().status, 401);
  EXPECT_EQ(uploaded_files(), 0);
  HttpClient known(port());
  EXPECT_EQ(known.post("/v1/guarded", "bytes", {{"Authorization", "Bearer good"}}).status, 200);
}

}  // namespace
}  // namespace homeport::http
