#pragma once

// Server-sent events without the sockets: who listens, what waits for whom. A connection takes the frames of its
// Subscription and writes them.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "http/metrics.hpp"
#include "http/server.hpp"

namespace homeport::http {

// One subscriber's queue. Bounded: who doesn't keep up is dropped, and connects again.
class Subscription {
 public:
  using Frame = std::shared_ptr<const std::string>;

  Subscription(EventStream::Filter filter, std::function<bool()> still_allowed, std::shared_ptr<Metrics> metrics);
  ~Subscription();
  Subscription(const Subscription&) = delete;
  Subscription& operator=(const Subscription&) = delete;

  [[nodiscard]] bool wants(const LiveEvent& event) const;
  [[nodiscard]] bool is_still_allowed() const;

  // From any thread. False when this was one too many, or the subscription has ended.
  bool push(const Frame& frame);
  void end();

  // For the connection: `wake` is called, from any thread, whenever there is something new to take or the end has come.
  void on_news(std::function<void()> wake);
  struct Taken {
    std::string bytes;
    bool ended = false;
  };
  [[nodiscard]] Taken take();

 private:
  EventStream::Filter filter_;
  std::function<bool()> still_allowed_;
  std::shared_ptr<Metrics> metrics_;
  std::mutex mutex_;
  std::vector<Frame> waiting_;
  std::size_t waiting_bytes_ = 0;
  bool ended_ = false;
  std::function<void()> wake_;
};

class EventHub final : public EventStream {
 public:
  explicit EventHub(std::shared_ptr<Metrics> metrics);

  void publish(LiveEvent event) override;
  Response subscribe(Filter filter, std::function<bool()> still_allowed) override;

  // Ends all streams; those who subscribe from now on are refused.
  void close();
  [[nodiscard]] std::size_t subscribers();

 private:
  std::vector<std::shared_ptr<Subscription>> living();

  std::shared_ptr<Metrics> metrics_;
  std::mutex mutex_;
  std::vector<std::weak_ptr<Subscription>> subscriptions_;
  std::int64_t last_id_ = 0;
  bool closed_ = false;
};

// "id: 7\nevent: sale.completed\ndata: {…}\n\n"
[[nodiscard]] std::string event_frame(std::int64_t id, std::string_view topic, std::string_view data_json);

inline constexpr std::string_view kEventGreeting = "retry: 3000\n\n";
inline constexpr std::string_view kEventHeartbeat = ": heartbeat\n\n";

}  // namespace homeport::http
