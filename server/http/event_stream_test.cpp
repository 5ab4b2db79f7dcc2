#include "http/event_stream.hpp"

#include <gtest/gtest.h>

namespace homeport::http {
namespace {

class EventHubTest : public testing::Test {
 protected:
  std::shared_ptr<Subscription> listen(EventStream::Filter filter = nullptr) {
    return hub_.subscribe(std::move(filter), nullptr).events;
  }
  void publish(std::string topic, std::string data) {
    LiveEvent event;
    event.topic = std::move(topic);
    event.data_json = std::move(data);
    hub_.publish(std::move(event));
  }
  std::shared_ptr<Metrics> metrics_ = std::make_shared<Metrics>();
  EventHub hub_{metrics_};
};

TEST_F(EventHubTest, everybody_gets_what_the_filter_lets_through) {
  const auto all = listen();
  const auto sales = listen([](const LiveEvent& event) { return event.topic == "sale.completed"; });
  publish("job.changed", "{}");
  publish("sale.completed", "{\"id\":\"1\"}");
  EXPECT_EQ(all->take().bytes,
            "id: 1\nevent: job.changed\ndata: {}\n\nid: 2\nevent: sale.completed\ndata: {\"id\":\"1\"}\n\n");
  EXPECT_EQ(sales->take().bytes, "id: 2\nevent: sale.completed\ndata: {\"id\":\"1\"}\n\n");
  EXPECT_EQ(all->take().bytes, "");
}

TEST_F(EventHubTest, a_line_break_in_the_data_does_not_end_the_event) {
  EXPECT_EQ(event_frame(1, "a.b", "{\n}"), "id: 1\nevent: a.b\ndata: {\ndata: }\n\n");
}

TEST_F(EventHubTest, wakes_once_until_the_news_are_taken) {
  const auto listener = listen();
  int woken = 0;
  listener->on_news([&] { ++woken; });
  publish("a.b", "1");
  publish("a.b", "2");
  EXPECT_EQ(woken, 1);
  (void)listener->take();
  publish("a.b", "3");
  EXPECT_EQ(woken, 2);
}

TEST_F(EventHubTest, a_full_queue_is_kept_and_one_more_event_drops_the_subscriber) {
  const auto listener = listen();
  for (std::size_t i = 0; i < kEventQueueLimit; ++i)
    publish("a.b", "1");
  EXPECT_FALSE(listen()->take().ended);
  publish("a.b", "1");
  const auto taken = listener->take();
  EXPECT_TRUE(taken.ended);
  EXPECT_EQ(taken.bytes, "");
}

TEST_F(EventHubTest, a_queue_of_too_many_bytes_drops_the_subscriber) {
  const auto listener = listen();
  publish("a.b", std::string(kEventQueueLimitBytes - 40, '1'));
  publish("a.b", std::string(100, '1'));
  EXPECT_TRUE(listener->take().ended);
}

TEST_F(EventHubTest, takes_so_many_subscribers_and_no_more) {
  std::vector<std::shared_ptr<Subscription>> listeners;
  for (std::size_t i = 0; i < kEventSubscriberLimit; ++i)
    listeners.push_back(listen());
  EXPECT_EQ(hub_.subscribe(nullptr, nullptr).status, 503);
  listeners.pop_back();
  EXPECT_EQ(hub_.subscribe(nullptr, nullptr).status, 200);
}

TEST_F(EventHubTest, forgets_those_who_have_left) {
  (void)listen();
  EXPECT_EQ(hub_.subscribers(), 0U);
  publish("a.b", "1");
}

TEST_F(EventHubTest, ends_all_streams_when_closed) {
  const auto listener = listen();
  bool woken = false;
  listener->on_news([&] { woken = true; });
  hub_.close();
  EXPECT_TRUE(woken);
  EXPECT_TRUE(listener->take().ended);
  EXPECT_EQ(hub_.subscribe(nullptr, nullptr).status, 503);
}

}  // namespace
}  // namespace homeport::http
