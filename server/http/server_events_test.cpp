// Event streams over the wire.

#include <gtest/gtest.h>

#include "http/event_stream.hpp"
#include "http/server_fixture.hpp"

namespace homeport::http {
namespace {

using test::HttpClient;

class EventsTest : public ServerTest {
 protected:
  void publish(std::string topic, std::string data = "{}") {
    LiveEvent event;
    event.topic = std::move(topic);
    event.data_json = std::move(data);
    server_->events().publish(std::move(event));
  }
  // Subscribed once the greeting is there.
  static void subscribe(HttpClient& client, const std::string& query = "", const std::string& version = "1.1") {
    client.send_raw("GET /v1/events" + query + " HTTP/" + version + "\r\nHost: a\r\n\r\n");
    const std::string head = client.receive_until("retry: 3000\n\n");
    ASSERT_NE(head.find("Content-Type: text/event-stream"), std::string::npos) << head;
    ASSERT_NE(head.find("Cache-Control: no-store"), std::string::npos) << head;
  }
};

TEST_F(EventsTest, come_to_those_whose_filter_lets_them_through) {
  start();
  HttpClient all(port());
  HttpClient some(port());
  subscribe(all);
  subscribe(some, "?topic=b.b");
  publish("a.a", R"({"n":1})");
  publish("b.b", R"({"n":2})");
  EXPECT_NE(all.receive_until("{\"n\":2}\n\n").find("id: 1\nevent: a.a\ndata: {\"n\":1}\n\n"), std::string::npos);
  const std::string filtered = some.receive_until("{\"n\":2}\n\n");
  EXPECT_EQ(filtered.find("a.a"), std::string::npos);
  EXPECT_NE(filtered.find("id: 2\nevent: b.b\n"), std::string::npos);
}

TEST_F(EventsTest, many_in_a_row_all_arrive_in_order) {
  start();
  HttpClient client(port());
  subscribe(client, "", "1.0");  // without chunks in between
  for (int i = 1; i <= 200; ++i)
    publish("a.a", std::to_string(i));
  std::string expected;
  for (int i = 1; i <= 200; ++i)
    expected += event_frame(i, "a.a", std::to_string(i));
  EXPECT_EQ(client.receive_until("data: 200\n\n"), expected);
}

TEST_F(EventsTest, who_does_not_read_is_dropped_and_others_go_on) {
  start();
  HttpClient slow(port());
  HttpClient quick(port());
  subscribe(slow);
  subscribe(quick);
  const std::string much(200'000, 'x');
  for (int i = 0; i < 200; ++i) {
    publish("a.a", much);
    quick.receive_until(much);
  }
  const std::string rest = slow.receive_until_closed();
  EXPECT_LT(rest.size(), 200 * much.size());
  publish("b.b", "last");
  quick.receive_until("last");
}

TEST_F(EventsTest, heartbeats_keep_a_stream_open_until_it_is_no_longer_allowed) {
  options_.event_heartbeat = std::chrono::milliseconds(20);
  start();
  HttpClient client(port());
  subscribe(client);
  client.receive_until(": heartbeat\n\n");
  client.receive_until(": heartbeat\n\n");
  still_allowed_ = false;
  EXPECT_TRUE(client.receive_until_closed().ends_with("0\r\n\r\n"));
  EXPECT_NE(metrics_->text().find("homeport_http_event_subscribers 0"), std::string::npos);
}

TEST_F(EventsTest, end_when_the_server_stops) {
  start();
  HttpClient client(port());
  subscribe(client);
  server_->stop();
  EXPECT_TRUE(client.receive_until_closed().ends_with("0\r\n\r\n"));
}

TEST_F(EventsTest, are_forgotten_when_their_client_leaves) {
  start();
  {
    HttpClient client(port());
    subscribe(client);
  }
  HttpClient other(port());
  while (metrics_->text().find("homeport_http_event_subscribers 0") == std::string::npos)
    publish("a.a");
  EXPECT_EQ(other.get("/v1/hello").status, 200);
}

}  // namespace
}  // namespace homeport::http
