#pragma once

// What /metrics shows, in the Prometheus text format: the listener's own counts and whatever others register. Safe
// from any thread.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace prometheus {
class Registry;
}  // namespace prometheus

namespace homeport::http {

class Router;

class Metrics {
 public:
  using Labels = std::vector<std::pair<std::string, std::string>>;
  using Read = std::function<double()>;

  static constexpr std::size_t kNoRoute = static_cast<std::size_t>(-1);

  Metrics();
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  // `read` is asked at each scrape, on an io thread: it must be quick, and stay callable as long as this lives. Names
  // are "homeport_jobs_waiting"; several with one name differ in their labels and share the first one's `about`. A read
  // that throws is left out of that scrape.
  void add_gauge(std::string name, std::string about, Labels labels, Read read);
  // The same for what only grows; the name ends in "_total".
  void add_counter(std::string name, std::string about, Labels labels, Read read);

  // For those who would rather keep prometheus-cpp objects of their own.
  [[nodiscard]] prometheus::Registry& registry();

  [[nodiscard]] std::string text() const;

  // The listener's part. know_routes comes once, before the first count.
  void know_routes(const Router& router);
  // `route_index` as in Router::routes(), or kNoRoute for static files and unknown paths.
  void count_request(std::size_t route_index, int status, std::int64_t duration_us);
  void count_received(std::uint64_t bytes) { received_bytes_.fetch_add(bytes, std::memory_order_relaxed); }
  void count_sent(std::uint64_t bytes) { sent_bytes_.fetch_add(bytes, std::memory_order_relaxed); }
  void add_connections(std::int64_t difference) { connections_.fetch_add(difference, std::memory_order_relaxed); }
  void add_event_subscribers(std::int64_t difference) {
    event_subscribers_.fetch_add(difference, std::memory_order_relaxed);
  }
  void count_refused_connection() { refused_connections_.fetch_add(1, std::memory_order_relaxed); }

 private:
  struct State;
  std::unique_ptr<State> state_;
  std::atomic<std::uint64_t> received_bytes_{0};
  std::atomic<std::uint64_t> sent_bytes_{0};
  std::atomic<std::uint64_t> refused_connections_{0};
  std::atomic<std::int64_t> connections_{0};
  std::atomic<std::int64_t> event_subscribers_{0};
};

}  // namespace homeport::http
