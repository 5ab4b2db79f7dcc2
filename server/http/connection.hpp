#pragma once

// One connection: requests in, answers out, deadlines on everything. The part that doesn't depend on whether TLS lies
// between; the rest is in connection.cpp.

#include <chrono>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <optional>

#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/ip/tcp.hpp>

#include "http/io_thread.hpp"
#include "http/service.hpp"

namespace boost::asio::ssl {
class context;
}  // namespace boost::asio::ssl

namespace homeport::http {

using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;

// A coroutine that waits for a letter or a deadline.
class Parked {
 public:
  Parked() = default;
  virtual ~Parked() = default;
  Parked(const Parked&) = delete;
  Parked& operator=(const Parked&) = delete;
  virtual void resume() = 0;
};

// Everything here happens on the connection's own io thread.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  using Clock = std::chrono::steady_clock;

  Connection(std::shared_ptr<IoThread> thread, std::shared_ptr<Service> service);
  virtual ~Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  virtual void start() = 0;

  void receive(Letter& letter);
  [[nodiscard]] bool is_due(Clock::time_point now) const { return now >= deadline_ || now >= heartbeat_at_; }
  void tick(Clock::time_point now);

  // The server stops: closes at once when no request is on its way here.
  void begin_shutdown();
  // The grace time is over: whatever it is doing, it ends.
  void abort();

  void park(std::unique_ptr<Parked> parked) { parked_ = std::move(parked); }

 protected:
  virtual void cancel_waiting() = 0;  // pending reads and writes end with operation_aborted
  virtual void close_socket() = 0;

  void set_deadline(Clock::duration from_now) {
    deadline_ = Clock::now() + from_now;
    expired_ = false;
  }
  void clear_deadline() { deadline_ = Clock::time_point::max(); }
  void wake();

  // Hands the request to its route's handler. The answer is in answer_ afterwards, or comes with a letter.
  void run_handler(const Route& route, const std::shared_ptr<Request>& request);

  const std::shared_ptr<IoThread> thread_;
  const std::shared_ptr<Service> service_;

  Clock::time_point deadline_ = Clock::time_point::max();
  Clock::time_point heartbeat_at_ = Clock::time_point::max();
  bool expired_ = false;
  bool heartbeat_due_ = false;
  bool aborted_ = false;
  bool is_idle_ = false;  // between requests
  bool background_done_ = false;
  bool has_news_ = false;
  std::optional<Response> answer_;

 private:
  friend class Answer;
  void take_answer(std::uint64_t request_number, Response&& response);

  std::unique_ptr<Parked> parked_;
  std::uint64_t request_number_ = 0;
  bool awaits_answer_ = false;
  bool is_in_handler_ = false;
};

// Takes over a connection that Service::open_connection has let in. `tls` is null for plain HTTP and outlives it. To be
// called on the io thread.
void serve_connection(std::shared_ptr<IoThread> thread, std::shared_ptr<Service> service, Socket socket,
                      boost::asio::ssl::context* tls);

}  // namespace homeport::http
