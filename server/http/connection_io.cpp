// Reading, writing and waiting: everything of a connection that touches the socket.

#include <algorithm>
#include <cstring>
#include <exception>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>

#include "base/log.hpp"
#include "http/stream_connection.hpp"

namespace homeport::http {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

constexpr std::size_t kFirstBufferBytes = 4 * 1024;
constexpr std::chrono::seconds kLinger{2};
constexpr std::size_t kMostLingerBytes = 8 * 1024 * 1024;
// Who sends or takes less than this on average for minutes is cut off, however steadily the bytes trickle.
constexpr std::int64_t kLeastBytesPerSecond = 1024;

void drop_front(std::array<asio::const_buffer, 2>& parts, std::size_t bytes) {
  for (auto& part : parts) {
    const std::size_t here = std::min(bytes, part.size());
    part += here;
    bytes -= here;
  }
}

std::size_t size_of(const std::array<asio::const_buffer, 2>& parts) { return parts[0].size() + parts[1].size(); }

Connection::Clock::duration allowance(std::chrono::milliseconds timeout, std::uint64_t bytes) {
  return 2 * timeout + std::chrono::seconds(static_cast<std::int64_t>(bytes) / kLeastBytesPerSecond);
}

}  // namespace

template <class Stream>
StreamConnection<Stream>::StreamConnection(std::shared_ptr<IoThread> thread, std::shared_ptr<Service> service,
                                           Stream stream, Peer peer)
    : Connection(std::move(thread), std::move(service)),
      stream_(std::move(stream)),
      peer_(std::move(peer)),
      reader_(service_->reader_limits()),
      buffer_(kFirstBufferBytes) {}

template <class Stream>
void StreamConnection<Stream>::start() {
  auto self = std::static_pointer_cast<StreamConnection>(shared_from_this());
  asio::co_spawn(thread_->context(), serve(std::move(self)), asio::detached);
}

template <class Stream>
void StreamConnection<Stream>::cancel_waiting() {
  error_code ignored;
  stream_.lowest_layer().cancel(ignored);
}

template <class Stream>
void StreamConnection<Stream>::close_socket() {
  error_code ignored;
  stream_.lowest_layer().close(ignored);
}

template <class Stream>
Task<void> StreamConnection<Stream>::serve(std::shared_ptr<StreamConnection> self) {
  self->thread_->add(*self);
  try {
    bool open = !self->service_->is_stopping();
    if constexpr (kIsTls) {
      if (open) {
        Task<bool> shaking = self->shake_hands();
        open = co_await std::move(shaking);
      }
    }
    while (open) {
      Task<bool> exchanging = self->exchange();
      open = co_await std::move(exchanging);
    }
    Task<void> lingering = self->linger();
    co_await std::move(lingering);
  } catch (const std::exception& error) {
    log::error("http.connection_failed", {{"error", error.what()}});
  }
  self->close_socket();
  self->thread_->remove(*self);
  self->service_->close_connection();
}

template <class Stream>
Task<bool> StreamConnection<Stream>::shake_hands() {
  if constexpr (kIsTls) {
    set_deadline(service_->options().header_timeout);
    error_code error;
    Task<void> shaking = stream_.async_handshake(asio::ssl::stream_base::server, asio::redirect_error(Token(), error));
    co_await std::move(shaking);
    if (error) close_socket();
    co_return !error;
  }
  co_return true;
}

// A client still sending would be told by a reset that nobody listens, and with that lose our answer.
template <class Stream>
Task<void> StreamConnection<Stream>::linger() {
  if (!stream_.lowest_layer().is_open() || aborted_) co_return;
  set_deadline(kLinger);
  error_code error;
  if constexpr (kIsTls) {
    Task<void> closing = stream_.async_shutdown(asio::redirect_error(Token(), error));
    co_await std::move(closing);
  } else if (leaves_unread_) {
    stream_.shutdown(asio::socket_base::shutdown_send, error);
    std::size_t dropped = 0;
    while (!error && dropped < kMostLingerBytes) {
      const asio::mutable_buffer into(buffer_.data(), buffer_.size());
      Task<std::size_t> reading = stream_.async_read_some(into, asio::redirect_error(Token(), error));
      dropped += co_await std::move(reading);
    }
  }
}

template <class Stream>
bool StreamConnection<Stream>::make_room(std::size_t most) {
  if (begin_ == end_) begin_ = end_ = 0;
  if (end_ < buffer_.size()) return true;
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  } else if (buffer_.size() < most) {
    buffer_.resize(std::min(most, buffer_.size() * 2));
  }
  return end_ < buffer_.size();
}

// An idle connection keeps as little as a new one.
template <class Stream>
void StreamConnection<Stream>::release_buffer() {
  if (begin_ != end_ || buffer_.size() <= 4 * kFirstBufferBytes) return;
  begin_ = end_ = 0;
  buffer_ = std::vector<char>(kFirstBufferBytes);
}

template <class Stream>
Task<bool> StreamConnection<Stream>::read_some() {
  error_code error;
  const asio::mutable_buffer into(buffer_.data() + end_, buffer_.size() - end_);
  Task<std::size_t> reading = stream_.async_read_some(into, asio::redirect_error(Token(), error));
  const std::size_t bytes = co_await std::move(reading);
  if (error) co_return false;
  end_ += bytes;
  without_pause_ = 0;
  service_->metrics().count_received(bytes);
  co_return true;
}

// False when there is nobody to answer; otherwise the reader has a head or an error, or the time is over.
template <class Stream>
Task<bool> StreamConnection<Stream>::read_head(Exchange& exchange) {
  const ServerOptions& options = service_->options();
  reader_.begin(*exchange.request);
  is_idle_ = true;
  set_deadline(is_first_ ? options.header_timeout : options.idle_timeout);
  is_first_ = false;
  for (;;) {
    if (begin_ < end_) {
      begin_ += reader_.feed(at_hand());
      if (is_idle_ && reader_.has_started()) {
        is_idle_ = false;
        set_deadline(options.header_timeout);
      }
      if (reader_.error() != ReadError::none || reader_.phase() != RequestReader::Phase::head) break;
    }
    if (is_idle_ && service_->is_stopping()) co_return false;
    if (!make_room(options.header_limit_bytes + kFirstBufferBytes)) break;
    Task<bool> reading = read_some();
    const bool got_some = co_await std::move(reading);
    if (got_some) continue;
    if (!expired_ || is_idle_) {
      close_socket();
      co_return false;
    }
    break;
  }
  is_idle_ = false;
  co_return true;
}

template <class Stream>
auto StreamConnection<Stream>::read_body_piece(Clock::time_point began) -> Task<BodyStep> {
  constexpr std::size_t kMostBufferBytes = 64 * 1024;
  const auto timeout = service_->options().body_timeout;
  for (;;) {
    if (begin_ < end_) {
      const std::size_t used = reader_.feed(at_hand());
      begin_ += used;
      if (reader_.error() != ReadError::none) co_return BodyStep::refused;
      if (reader_.phase() == RequestReader::Phase::done) co_return BodyStep::done;
      if (used > 0) co_return BodyStep::more;
    }
    if (!make_room(kMostBufferBytes)) co_return BodyStep::refused;
    const auto latest = began + allowance(timeout, reader_.body_bytes());
    set_deadline(std::min<Clock::duration>(timeout, latest - Clock::now()));
    Task<bool> reading = read_some();
    const bool got_some = co_await std::move(reading);
    if (!got_some) co_return expired_ ? BodyStep::timed_out : BodyStep::gone;
  }
}

template <class Stream>
bool StreamConnection<Stream>::write_at_once(Buffers& parts) {
  if constexpr (!kIsTls) {
    error_code error;
    const std::size_t bytes = stream_.write_some(parts, error);
    if (error && error != asio::error::would_block && error != asio::error::try_again) return false;
    drop_front(parts, bytes);
  }
  return true;
}

template <class Stream>
Task<bool> StreamConnection<Stream>::write_rest(Buffers parts, Clock::time_point latest) {
  const auto timeout = service_->options().body_timeout;
  while (size_of(parts) > 0) {
    set_deadline(std::min<Clock::duration>(timeout, latest - Clock::now()));
    error_code error;
    Task<std::size_t> writing = stream_.async_write_some(parts, asio::redirect_error(Token(), error));
    const std::size_t bytes = co_await std::move(writing);
    if (error) co_return false;
    drop_front(parts, bytes);
  }
  co_return true;
}

template <class Stream>
Task<bool> StreamConnection<Stream>::write(Buffers parts) {
  const auto latest = Clock::now() + allowance(service_->options().body_timeout, size_of(parts));
  if (!write_at_once(parts)) co_return false;
  if (size_of(parts) == 0) co_return true;
  Task<bool> writing = write_rest(parts, latest);
  const bool is_written = co_await std::move(writing);
  co_return is_written;
}

template <class Stream>
Task<void> StreamConnection<Stream>::allow_body(const Request& request) {
  if (request.header("expect").empty() || reader_.is_http_1_0() || begin_ < end_) co_return;
  constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
  Buffers parts;
  parts[0] = asio::const_buffer(kContinue.data(), kContinue.size());
  Task<bool> writing = write(parts);
  co_await std::move(writing);
}

template <class Stream>
Task<void> StreamConnection<Stream>::in_background(std::function<void()> job) {
  std::exception_ptr failure;
  background_done_ = false;
  std::function<void()> run = [self = shared_from_this(), thread = thread_, &job, &failure] {
    try {
      job();
    } catch (...) {
      failure = std::current_exception();
    }
    Letter letter;
    letter.to = self;
    letter.kind = Letter::Kind::background_done;
    thread->deliver(std::move(letter));
  };
  service_->run_in_background(std::move(run));
  clear_deadline();
  while (!background_done_) {
    Task<void> news = next_news(*this);
    co_await std::move(news);
  }
  if (failure != nullptr) std::rethrow_exception(failure);
}

template <class Stream>
Task<void> StreamConnection<Stream>::stream_events(Exchange& exchange, bool chunked) {
  const std::shared_ptr<Subscription> subscription = exchange.outgoing.response.events;
  const auto heartbeat = service_->options().event_heartbeat;
  subscription->on_news([weak = weak_from_this(), thread = thread_] {
    auto connection = weak.lock();
    if (connection == nullptr) return;
    Letter letter;
    letter.to = std::move(connection);
    thread->deliver(std::move(letter));
  });
  Task<bool> greeting = send_events(std::string(kEventGreeting), chunked);
  bool goes_on = co_await std::move(greeting);
  heartbeat_at_ = Clock::now() + heartbeat;
  while (goes_on && !aborted_) {
    has_news_ = false;
    Subscription::Taken taken = subscription->take();
    const bool beats = std::exchange(heartbeat_due_, false);
    if (beats) {
      bool still_allowed = false;
      std::function<void()> job = [&] { still_allowed = subscription->is_still_allowed(); };
      Task<void> asking = in_background(job);
      co_await std::move(asking);
      if (!still_allowed) break;
      taken.bytes += kEventHeartbeat;
      heartbeat_at_ = Clock::now() + heartbeat;
    }
    if (!taken.bytes.empty()) {
      exchange.sent_bytes += taken.bytes.size();
      Task<bool> sending = send_events(std::move(taken.bytes), chunked);
      goes_on = co_await std::move(sending);
    }
    if (taken.ended) break;
    if (has_news_ || heartbeat_due_ || !goes_on || aborted_) continue;
    Task<void> news = next_news(*this);
    co_await std::move(news);
  }
  heartbeat_at_ = Clock::time_point::max();
  subscription->on_news(nullptr);
  subscription->end();
  if (goes_on && !aborted_ && chunked) {
    constexpr std::string_view kEnd = "0\r\n\r\n";
    Buffers parts;
    parts[0] = asio::const_buffer(kEnd.data(), kEnd.size());
    Task<bool> writing = write(parts);
    co_await std::move(writing);
  }
}

template <class Stream>
Task<bool> StreamConnection<Stream>::send_events(std::string bytes, bool chunked) {
  head_.clear();
  if (chunked) {
    char digits[24];
    std::snprintf(digits, sizeof digits, "%zx\r\n", bytes.size());
    head_ = digits;
    bytes += "\r\n";
  }
  Buffers parts;
  parts[0] = asio::const_buffer(head_.data(), head_.size());
  parts[1] = asio::const_buffer(bytes.data(), bytes.size());
  Task<bool> writing = write(parts);
  const bool is_written = co_await std::move(writing);
  clear_deadline();
  co_return is_written;
}

template class StreamConnection<Socket>;
template class StreamConnection<TlsStream>;

}  // namespace homeport::http
