#pragma once

// A connection over a stream, plain or TLS: the coroutines. For connection_*.cpp only.

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/buffer.hpp>
#include <boost/asio/ssl/stream.hpp>

#include "http/coroutine.hpp"
#include "http/respond.hpp"
#include "http/upload_file.hpp"

namespace homeport::http {

using TlsStream = boost::asio::ssl::stream<Socket>;

// One request and its answer, while they are being dealt with.
struct Exchange {
  std::shared_ptr<Request> request = std::make_shared<Request>();
  Connection::Clock::time_point started = Connection::Clock::time_point::min();
  Plan plan;
  BodyRoom room;
  UploadFile file;
  Outgoing outgoing;
  std::size_t sent_bytes = 0;
  bool is_last = false;  // close afterwards, whatever the client would like
  bool is_gone = false;  // nobody is there to answer
};

template <class Stream>
class StreamConnection final : public Connection {
 public:
  StreamConnection(std::shared_ptr<IoThread> thread, std::shared_ptr<Service> service, Stream stream, Peer peer);
  void start() override;

 private:
  using Buffers = std::array<boost::asio::const_buffer, 2>;
  enum class BodyStep : std::uint8_t { more, done, refused, gone, timed_out };
  static constexpr bool kIsTls = std::is_same_v<Stream, TlsStream>;

  void cancel_waiting() override;
  void close_socket() override;

  static Task<void> serve(std::shared_ptr<StreamConnection> self);
  Task<bool> shake_hands();
  Task<bool> exchange();  // false: it was the last one
  Task<void> linger();

  Task<bool> read_some();
  Task<bool> read_head(Exchange& exchange);
  Task<BodyStep> read_body_piece(Clock::time_point began);
  Task<void> read_body(Exchange& exchange);
  Task<void> read_upload(Exchange& exchange);
  Task<void> admit_upload(Exchange& exchange);
  Task<void> allow_body(const Request& request);
  void end_body(Exchange& exchange, BodyStep step);

  Task<void> find_answer(Exchange& exchange);
  Task<void> find_page(Exchange& exchange);
  Task<void> make_ready(Exchange& exchange);
  Task<void> send_answer(Exchange& exchange);
  Task<void> stream_events(Exchange& exchange, bool chunked);
  Task<bool> send_events(std::string bytes, bool chunked);
  Task<bool> write_rest(Buffers parts, Clock::time_point latest);
  Task<bool> write(Buffers parts);
  bool write_at_once(Buffers& parts);  // false: the connection is gone
  Task<void> in_background(std::function<void()> job);

  void plan(Exchange& exchange);
  void drop_body_at_hand();
  void account(const Exchange& exchange);
  [[nodiscard]] bool make_room(std::size_t most);
  [[nodiscard]] std::string_view at_hand() const { return {buffer_.data() + begin_, end_ - begin_}; }
  void release_buffer();

  Stream stream_;
  Peer peer_;
  RequestReader reader_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;  // bytes not yet parsed: [begin_, end_)
  std::size_t end_ = 0;
  std::string head_;
  int without_pause_ = 0;  // requests answered since the thread could last turn to others
  bool is_first_ = true;
  bool leaves_unread_ = false;  // the client may still be sending what nobody will read
};

}  // namespace homeport::http
