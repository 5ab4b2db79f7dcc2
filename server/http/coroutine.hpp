#pragma once

// The coroutine types of this folder. g++ 12 destroys some temporaries of a co_await expression twice: what is awaited
// is always a named local, and its arguments are named locals too.

#include <memory>
#include <type_traits>
#include <utility>

#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "http/connection.hpp"

namespace homeport::http {

using Executor = boost::asio::io_context::executor_type;
using Token = boost::asio::use_awaitable_t<Executor>;
template <class T>
using Task = boost::asio::awaitable<T, Executor>;

template <class Handler>
class ParkedHandler final : public Parked {
 public:
  explicit ParkedHandler(Handler handler) : handler_(std::move(handler)) {}
  void resume() override {
    Handler handler = std::move(handler_);
    std::move(handler)();
  }

 private:
  Handler handler_;
};

struct Park {
  Connection* connection;

  template <class Handler>
  void operator()(Handler&& handler) const {
    using Own = std::decay_t<Handler>;
    connection->park(std::make_unique<ParkedHandler<Own>>(std::forward<Handler>(handler)));
  }
};

// Ends when the connection is woken: by a letter, a heartbeat or abort(). What has come is in its members.
[[nodiscard]] inline Task<void> next_news(Connection& connection) {
  const Park park{&connection};
  Token token;
  return boost::asio::async_initiate<Token, void()>(park, token);
}

}  // namespace homeport::http
