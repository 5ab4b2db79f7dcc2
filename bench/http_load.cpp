#include "http_load.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <deque>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

namespace homeport::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kMostSamples = 2'000'000;
constexpr int kWaitMs = 100;
constexpr std::chrono::seconds kPatience{30};  // for answers still on their way at the end

std::size_t content_length_of(std::string_view head) {
  for (const std::string_view name : {"\r\nContent-Length: ", "\r\ncontent-length: "}) {
    const std::size_t at = head.find(name);
    if (at == std::string_view::npos) continue;
    std::size_t length = 0;
    std::from_chars(head.data() + at + name.size(), head.data() + head.size(), length);
    return length;
  }
  return 0;
}

class Load {
 public:
  explicit Load(const LoadOptions& options) : options_(options), epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
    samples_us_.reserve(static_cast<std::size_t>(std::min<std::int64_t>(options.requests, kMostSamples)));
  }
  ~Load() {
    for (const auto& connection : connections_)
      close(*connection);
    ::close(epoll_);
  }
  Load(const Load&) = delete;
  Load& operator=(const Load&) = delete;

  LoadResult run() {
    for (int i = 0; i < options_.connections; ++i)
      connect();
    const auto began = Clock::now();
    until_ = began + std::chrono::milliseconds(options_.duration_ms);
    for (const auto& connection : connections_) {
      for (int i = 0; i < options_.pipeline; ++i)
        ask(*connection);
      flush(*connection);
    }
    auto last_news = Clock::now();
    while (waiting_ > 0 && Clock::now() - last_news < kPatience) {
      std::array<epoll_event, 256> events{};
      const int count = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), kWaitMs);
      for (int i = 0; i < count; ++i) {
        on_event(*static_cast<Connection*>(events[static_cast<std::size_t>(i)].data.ptr),
                 events[static_cast<std::size_t>(i)].events);
      }
      if (count > 0) last_news = Clock::now();
    }
    result_.failures += waiting_;
    result_.seconds = std::chrono::duration<double>(Clock::now() - began).count();
    summarise();
    return result_;
  }

 private:
  struct Connection {
    int socket = -1;
    std::string unsent;
    std::string received;
    std::deque<Clock::time_point> asked;
  };

  void connect() {
    auto connection = std::make_unique<Connection>();
    connection->socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(options_.port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(connection->socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
      ::close(connection->socket);
      throw std::runtime_error("Nobody listens on port " + std::to_string(options_.port) + ".");
    }
    const int on = 1;
    ::setsockopt(connection->socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    watch(*connection, EPOLL_CTL_ADD, false);
    connections_.push_back(std::move(connection));
  }

  void watch(Connection& connection, int operation, bool writing) const {
    epoll_event event{};
    event.events = EPOLLIN;
    if (writing) event.events |= EPOLLOUT;
    event.data.ptr = &connection;
    ::epoll_ctl(epoll_, operation, connection.socket, &event);
  }

  static void close(Connection& connection) {
    if (connection.socket >= 0) ::close(connection.socket);
    connection.socket = -1;
  }

  void ask(Connection& connection) {
    if (asked_ >= options_.requests || Clock::now() >= until_) return;
    connection.unsent += options_.make_request(asked_++);
    connection.asked.push_back(Clock::now());
    ++waiting_;
  }

  void flush(Connection& connection) {
    if (connection.unsent.empty()) return;
    const auto sent =
        ::send(connection.socket, connection.unsent.data(), connection.unsent.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent > 0) connection.unsent.erase(0, static_cast<std::size_t>(sent));
    watch(connection, EPOLL_CTL_MOD, !connection.unsent.empty());
  }

  void on_event(Connection& connection, std::uint32_t events) {
    if (connection.socket < 0) return;
    if ((events & EPOLLOUT) != 0) flush(connection);
    if ((events & (EPOLLIN | EPOLLHUP | EPOLLERR)) == 0) return;
    std::array<char, 64 * 1024> piece;  // NOLINT(cppcoreguidelines-pro-type-member-init): filled by recv
    const auto bytes = ::recv(connection.socket, piece.data(), piece.size(), MSG_DONTWAIT);
    if (bytes < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (bytes <= 0) {
      lose(connection);
      return;
    }
    connection.received.append(piece.data(), static_cast<std::size_t>(bytes));
    while (take_answer(connection))
      ask(connection);
    send_now(connection);
  }

  // Without the epoll_ctl of flush() as long as the socket takes it all.
  void send_now(Connection& connection) {
    if (connection.unsent.empty()) return;
    const auto sent =
        ::send(connection.socket, connection.unsent.data(), connection.unsent.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent > 0) connection.unsent.erase(0, static_cast<std::size_t>(sent));
    if (!connection.unsent.empty()) watch(connection, EPOLL_CTL_MOD, true);
  }

  void lose(Connection& connection) {
    const auto lost = static_cast<std::int64_t>(connection.asked.size());
    result_.failures += lost;
    waiting_ -= lost;
    connection.asked.clear();
    ::epoll_ctl(epoll_, EPOLL_CTL_DEL, connection.socket, nullptr);
    close(connection);
    if (lost > 0 && result_.first_failure.empty()) result_.first_failure = "connection closed by the server";
  }

  bool take_answer(Connection& connection) {
    std::string& received = connection.received;
    const std::size_t head_end = received.find("\r\n\r\n");
    if (head_end == std::string::npos || connection.asked.empty()) return false;
    const std::string_view head(received.data(), head_end + 2);
    const std::size_t whole = head_end + 4 + content_length_of(head);
    if (received.size() < whole) return false;
    const auto took = Clock::now() - connection.asked.front();
    if (head.size() < 10 || head[9] != '2') {
      ++result_.failures;
      if (result_.first_failure.empty()) result_.first_failure = received.substr(0, whole);
    }
    ++result_.answers;
    if (samples_us_.size() < kMostSamples) {
      samples_us_.push_back(
          static_cast<std::uint32_t>(std::chrono::duration_cast<std::chrono::microseconds>(took).count()));
    }
    connection.asked.pop_front();
    --waiting_;
    received.erase(0, whole);
    return true;
  }

  void summarise() {
    if (result_.seconds > 0) result_.per_second = static_cast<double>(result_.answers) / result_.seconds;
    if (samples_us_.empty()) return;
    std::ranges::sort(samples_us_);
    const auto at = [&](std::size_t hundredths) {
      return samples_us_[std::min(samples_us_.size() - 1, samples_us_.size() * hundredths / 100)] / 1000.0;
    };
    result_.p50_ms = at(50);
    result_.p99_ms = at(99);
    result_.max_ms = samples_us_.back() / 1000.0;
  }

  const LoadOptions& options_;
  int epoll_;
  std::vector<std::unique_ptr<Connection>> connections_;
  std::vector<std::uint32_t> samples_us_;
  LoadResult result_;
  Clock::time_point until_;
  std::int64_t asked_ = 0;
  std::int64_t waiting_ = 0;
};

double seconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

}  // namespace

std::string get_request(std::string_view path, std::string_view headers) {
  return "GET " + std::string(path) + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + std::string(headers) + "\r\n";
}

std::string post_request(std::string_view path, std::string_view json, std::string_view headers) {
  return "POST " + std::string(path) + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n" +
         "Content-Length: " + std::to_string(json.size()) + "\r\n" + std::string(headers) + "\r\n" + std::string(json);
}

LoadResult put_load(const LoadOptions& options) { return Load(options).run(); }

double cpu_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
}

double cpu_seconds_of(int process_id) {
  std::ifstream in("/proc/" + std::to_string(process_id) + "/stat");
  std::string text;
  if (!std::getline(in, text)) return 0;
  // Fields after the name in parentheses, which may hold spaces; utime and stime are the 12th and 13th of them.
  std::size_t at = text.rfind(')');
  if (at == std::string::npos) return 0;
  double ticks = 0;
  for (int field = 0; field < 13 && at != std::string::npos; ++field) {
    at = text.find(' ', at + 1);
    if (field < 11 || at == std::string::npos) continue;
    std::int64_t value = 0;
    const std::size_t first = text.find(' ', at) + 1;
    std::from_chars(text.data() + first, text.data() + text.size(), value);
    ticks += static_cast<double>(value);
  }
  return ticks / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

}  // namespace homeport::bench
