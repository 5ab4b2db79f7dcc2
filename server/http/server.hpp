#pragma once

// The listener: TCP and TLS, keep-alive, limits and time-outs on everything, static files, server-sent events,
// access log, metrics, graceful shutdown. All of Beast and all coroutines stay in this folder's .cpp files.

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "http/metrics.hpp"
#include "http/router.hpp"

namespace homeport::http {

struct ServerOptions {
  std::string address = "127.0.0.1";
  int port = 8080;  // 0: any free one (tests); see Server::port()
  int threads = 2;
  std::filesystem::path certificate_file;  // PEM; empty: plain HTTP
  std::filesystem::path key_file;
  std::filesystem::path web_folder;       // built office; empty: API only
  std::filesystem::path upload_folder;    // streamed bodies land here under random names
  std::size_t connection_limit = 10'000;  // beyond it 503 and close
  std::size_t header_limit_bytes = 16 * 1024;
  std::chrono::milliseconds header_timeout{15'000};  // for the whole header, however it trickles in
  std::chrono::milliseconds body_timeout{60'000};    // without progress, reading or writing
  std::chrono::milliseconds idle_timeout{75'000};    // keep-alive
  std::chrono::milliseconds shutdown_grace{10'000};
  std::chrono::milliseconds event_heartbeat{15'000};  // and how often event streams ask whether they still may
  bool trust_forwarded_for = false;                   // behind a reverse proxy of ours
  bool access_log = true;
  std::shared_ptr<Metrics> metrics;  // where to count; null: nowhere anybody sees
};

inline constexpr std::size_t kTargetLimitBytes = 8 * 1024;
inline constexpr std::size_t kHeaderCountLimit = 100;
inline constexpr std::int64_t kIgnoredBodyLimitBytes = 4 * 1024;              // a body no route asked for
inline constexpr std::int64_t kBodiesInMemoryLimitBytes = 256 * 1024 * 1024;  // all connections together, then 503
inline constexpr int kConcurrentUploadLimit = 16;                             // then 503
inline constexpr std::size_t kEventSubscriberLimit = 2'000;                   // then 503
inline constexpr std::size_t kEventQueueLimit = 256;                          // per subscriber, then it is dropped
inline constexpr std::size_t kEventQueueLimitBytes = 1024 * 1024;

// For whom an event is, where unit and permission don't say it all. What a listener is, the layer above knows.
class Audience {
 public:
  Audience() = default;
  Audience(const Audience&) = delete;
  Audience& operator=(const Audience&) = delete;
  virtual ~Audience() = default;
};

// One live event for those entitled to it. The filter of each subscriber decides (see EventStream::subscribe).
struct LiveEvent {
  std::string topic;  // "import.progress"
  std::string data_json;
  std::int64_t staff_id = 0;                   // only this person, 0 = no such restriction
  std::int64_t org_unit_id = 0;                // the unit it concerns, 0 = none
  std::string permission;                      // needed to see it, "" = none
  std::shared_ptr<const Audience> audience{};  // and only these, null = no such restriction
};

// Server-sent events: subscribers are connections; publish() never blocks and drops the slowest (bounded queues).
class EventStream {
 public:
  using Filter = std::function<bool(const LiveEvent&)>;
  virtual ~EventStream() = default;
  virtual void publish(LiveEvent event) = 0;
  // Turns the request being answered into an event stream; the filter runs for each event, on the publisher's thread,
  // and must be quick. The stream ends with the connection, at shutdown, or when `still_allowed` (asked with each
  // heartbeat, on a background thread) says no. Beyond kEventSubscriberLimit the answer is a 503.
  virtual Response subscribe(Filter filter, std::function<bool()> still_allowed) = 0;
};

class Server {
 public:
  // Routes may be added to the router until start(). Binds at once (throws std::runtime_error with a sentence for a
  // person if it cannot); serves from start().
  Server(const ServerOptions& options, const Router& router);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  void start();
  [[nodiscard]] int port() const;
  [[nodiscard]] EventStream& events();
  // Answers 503 on /readyz from now on, stops accepting, lets running requests finish within the grace time.
  void stop();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace homeport::http
