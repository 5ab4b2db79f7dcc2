#pragma once

// One thread with one io_context, and the letter box through which other threads reach its connections: letters that
// arrive while the thread is busy are taken out together, with one wake-up.

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include "http/message.hpp"

namespace homeport::http {

class Connection;

// News for a connection.
struct Letter {
  enum class Kind : std::uint8_t { answer, background_done, news };

  std::shared_ptr<Connection> to;
  Kind kind = Kind::news;
  std::uint64_t request_number = 0;  // answer: which request of the connection
  std::optional<Response> answer;
};

class IoThread : public std::enable_shared_from_this<IoThread> {
 public:
  // `tick`: how often connections look at their deadlines.
  explicit IoThread(std::chrono::milliseconds tick);

  [[nodiscard]] boost::asio::io_context& context() { return context_; }
  [[nodiscard]] bool is_current() const;

  void start();
  void finish();  // lets run() return once nothing is left to do, and joins

  // From any thread; after finish() it is dropped.
  void deliver(Letter letter);

  // On the thread itself:
  void add(Connection& connection);
  void remove(Connection& connection);
  [[nodiscard]] std::vector<std::shared_ptr<Connection>> connections() const;
  [[nodiscard]] std::string_view date();  // for the Date header; made once a second

 private:
  void run();
  void take_letters();
  void schedule_tick();
  void tick();

  boost::asio::io_context context_{1};
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;
  boost::asio::basic_waitable_timer<std::chrono::steady_clock, boost::asio::wait_traits<std::chrono::steady_clock>,
                                    boost::asio::io_context::executor_type>
      timer_;
  std::chrono::milliseconds tick_;
  std::thread thread_;
  bool finishing_ = false;  // on the thread itself

  std::mutex mutex_;
  std::vector<Letter> letters_;
  bool is_closed_ = false;

  std::vector<Connection*> connections_;
  std::string date_;
  std::int64_t date_second_ = 0;
};

// "Sat, 21 Nov 2026 10:00:00 GMT"
[[nodiscard]] std::string http_date(std::int64_t unix_seconds);

}  // namespace homeport::http
