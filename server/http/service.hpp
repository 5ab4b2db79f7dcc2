#pragma once

// What the connections of one server share, and every decision about a request that needs no socket.

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "http/event_stream.hpp"
#include "http/metrics.hpp"
#include "http/request_reader.hpp"
#include "http/router.hpp"
#include "http/server.hpp"
#include "http/static_files.hpp"

namespace homeport::http {

// What to do with a request once its head is there.
struct Plan {
  const Route* route = nullptr;
  bool is_page = false;            // not of the API: static files
  std::optional<Response> answer;  // the answer already, without a handler
  std::uint64_t body_limit = 0;

  [[nodiscard]] BodyKind body_kind() const { return route == nullptr ? BodyKind::none : route->description.body_kind; }
};

// What the head says about the body.
struct BodyFacts {
  bool has_body = false;
  std::optional<std::uint64_t> content_length;
};

// What the connection knows about its peer.
struct Peer {
  std::string address;
  bool is_tls = false;
};

class Service {
 public:
  using Background = std::function<void(std::function<void()>)>;

  // `run_in_background` runs a job on a background thread; jobs may block for moments.
  Service(const ServerOptions& options, const Router& router, Background run_in_background);

  // Completes the request (id, address, path, query, parameters) and decides.
  [[nodiscard]] Plan plan(Request& request, const Peer& peer, const BodyFacts& body) const;
  [[nodiscard]] static std::string make_request_id();

  [[nodiscard]] const ServerOptions& options() const { return options_; }
  [[nodiscard]] RequestReader::Limits reader_limits() const;
  [[nodiscard]] Metrics& metrics() { return *metrics_; }
  [[nodiscard]] StaticFiles& files() { return files_; }
  [[nodiscard]] EventHub& events() { return events_; }
  void run_in_background(std::function<void()> job) { run_in_background_(std::move(job)); }

  // False at the connection limit; otherwise close_connection must follow.
  [[nodiscard]] bool open_connection();
  void close_connection();
  // Waits until no connection is left, or for `most`; true when none is left.
  bool wait_for_connections(std::chrono::milliseconds most);

  void begin_serving();  // the router has all its routes now
  void begin_shutdown() { is_stopping_.store(true); }
  [[nodiscard]] bool is_stopping() const { return is_stopping_.load(std::memory_order_relaxed); }

  // Room for bodies in memory, and for uploads. What was taken must be given back.
  [[nodiscard]] bool take_body_room(std::int64_t bytes);
  void give_body_room(std::int64_t bytes) { body_bytes_.fetch_sub(bytes); }
  [[nodiscard]] bool take_upload_place();
  void give_upload_place() { uploads_.fetch_sub(1); }

 private:
  void know_caller(Request& request, const Peer& peer) const;
  void plan_route(Plan& plan, Request& request, const BodyFacts& body) const;

  ServerOptions options_;
  const Router& router_;
  std::shared_ptr<Metrics> metrics_;
  StaticFiles files_;
  EventHub events_;
  Background run_in_background_;

  std::atomic<bool> is_stopping_{false};
  std::atomic<std::int64_t> body_bytes_{0};
  std::atomic<int> uploads_{0};
  std::mutex mutex_;
  std::condition_variable none_left_;
  std::size_t connections_ = 0;
};

// Room taken from a Service for as long as this lives.
class BodyRoom {
 public:
  BodyRoom() = default;
  ~BodyRoom();
  BodyRoom(const BodyRoom&) = delete;
  BodyRoom& operator=(const BodyRoom&) = delete;

  [[nodiscard]] bool take_bytes(Service& service, std::int64_t bytes);
  [[nodiscard]] bool take_upload(Service& service);

 private:
  Service* service_ = nullptr;
  std::int64_t bytes_ = 0;
  bool has_upload_ = false;
};

[[nodiscard]] Response overloaded(std::string_view request_id);

}  // namespace homeport::http
