#include "http/server.hpp"

#include <algorithm>
#include <future>
#include <stdexcept>
#include <utility>
#include <vector>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/thread_pool.hpp>

#include "base/check.hpp"
#include "base/log.hpp"
#include "http/connection.hpp"
#include "http/io_thread.hpp"
#include "http/service.hpp"
#include "http/tls.hpp"

namespace homeport::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using Acceptor = asio::basic_socket_acceptor<tcp, asio::io_context::executor_type>;

constexpr std::size_t kBackgroundThreads = 2;
constexpr std::chrono::milliseconds kLongestTick{250};
constexpr std::chrono::milliseconds kShortestTick{5};
constexpr std::chrono::milliseconds kAcceptPause{100};

std::chrono::milliseconds tick_for(const ServerOptions& options) {
  const auto shortest =
      std::min({options.header_timeout, options.body_timeout, options.idle_timeout, options.event_heartbeat});
  return std::clamp(shortest / 4, kShortestTick, kLongestTick);
}

[[noreturn]] void cannot_listen(const ServerOptions& options, const std::string& why) {
  throw std::runtime_error("Can't listen on " + options.address + ", port " + std::to_string(options.port) + ": " +
                           why + ".");
}

std::string reason_of(const error_code& error) {
  if (error == asio::error::address_in_use) return "another program is using it";
  if (error == asio::error::access_denied) return "this needs more rights (ports below 1024 do)";
  return error.message();
}

tcp::endpoint endpoint_of(const ServerOptions& options, asio::io_context& context) {
  CHECK(options.port >= 0 && options.port <= 65'535);
  const auto port = static_cast<std::uint16_t>(options.port);
  error_code error;
  const auto address = asio::ip::make_address(options.address, error);
  if (!error) return {address, port};
  tcp::resolver resolver(context);
  const auto found = resolver.resolve(options.address, std::to_string(port), tcp::resolver::passive, error);
  if (error || found.empty()) cannot_listen(options, "there is no such address");
  return found.begin()->endpoint();
}

void listen_at(Acceptor& acceptor, const ServerOptions& options, asio::io_context& context) {
  const tcp::endpoint endpoint = endpoint_of(options, context);
  error_code error;
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) cannot_listen(options, reason_of(error));
}

// Over the limit: a word of explanation where it costs nothing, then closed.
void turn_away(Socket& socket, bool is_tls) {
  constexpr std::string_view kAnswer =
      "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nRetry-After: 5\r\nConnection: close\r\n\r\n";
  error_code ignored;
  if (is_tls) return;
  socket.non_blocking(true, ignored);
  socket.write_some(asio::const_buffer(kAnswer.data(), kAnswer.size()), ignored);
}

}  // namespace

struct Server::State {
  State(const ServerOptions& options, const Router& router)
      : background(kBackgroundThreads),
        service(std::make_shared<Service>(
            options, router, [this](std::function<void()> job) { asio::post(background, std::move(job)); })) {
    CHECK(options.threads >= 1);
    if (!options.certificate_file.empty()) {
      tls.emplace(make_tls_context(options.certificate_file, options.key_file));
    }
    for (int i = 0; i < options.threads; ++i)
      threads.push_back(std::make_shared<IoThread>(tick_for(options)));
    acceptor.emplace(threads.front()->context());
    listen_at(*acceptor, options, threads.front()->context());
    port = acceptor->local_endpoint().port();
    pause.emplace(threads.front()->context());
  }

  void accept_next() {
    const std::shared_ptr<IoThread>& thread = threads[next_thread];
    next_thread = (next_thread + 1) % threads.size();
    acceptor->async_accept(thread->context(), [this, thread](const error_code& error, Socket socket) {
      accepted(error, thread, std::move(socket));
    });
  }

  void accepted(const error_code& error, const std::shared_ptr<IoThread>& thread, Socket socket) {
    if (service->is_stopping()) return;
    if (error) {
      // No descriptors left, most likely: wait for some to come back.
      log::warning("http.accept_failed", {{"error", error.message()}});
      pause->expires_after(kAcceptPause);
      pause->async_wait([this](const error_code& cancelled) {
        if (!cancelled && !service->is_stopping()) accept_next();
      });
      return;
    }
    if (!service->open_connection()) {
      turn_away(socket, tls.has_value());
    } else {
      asio::post(thread->context(), [this, thread, held = std::make_shared<Socket>(std::move(socket))] {
        serve_connection(thread, service, std::move(*held), tls ? &*tls : nullptr);
      });
    }
    accept_next();
  }

  // Runs `step` on the thread and waits for it.
  static void run_on(IoThread& thread, const std::function<void()>& step) {
    std::promise<void> done;
    asio::post(thread.context(), [&] {
      step();
      done.set_value();
    });
    done.get_future().wait();
  }

  void stop_accepting() {
    run_on(*threads.front(), [this] {
      error_code ignored;
      acceptor->close(ignored);
      pause->cancel();
    });
  }

  template <class Step>
  void for_each_connection(Step step) {
    for (const auto& thread : threads) {
      run_on(*thread, [&] {
        for (const auto& connection : thread->connections())
          step(*connection);
      });
    }
  }

  asio::thread_pool background;
  std::shared_ptr<Service> service;
  std::optional<asio::ssl::context> tls;
  std::vector<std::shared_ptr<IoThread>> threads;
  std::optional<Acceptor> acceptor;
  std::optional<asio::steady_timer> pause;
  std::size_t next_thread = 0;
  int port = 0;
  bool is_running = false;
  bool is_stopped = false;
};

Server::Server(const ServerOptions& options, const Router& router) : state_(std::make_unique<State>(options, router)) {}

Server::~Server() { stop(); }

void Server::start() {
  CHECK(!state_->is_running && !state_->is_stopped);
  state_->is_running = true;
  state_->service->begin_serving();
  state_->accept_next();
  for (const auto& thread : state_->threads)
    thread->start();
}

int Server::port() const { return state_->port; }

EventStream& Server::events() { return state_->service->events(); }

void Server::stop() {
  State& state = *state_;
  if (state.is_stopped) return;
  state.is_stopped = true;
  state.service->begin_shutdown();
  state.service->events().close();
  if (state.is_running) {
    CHECK(std::ranges::none_of(state.threads, [](const auto& thread) { return thread->is_current(); }));
    state.stop_accepting();
    state.for_each_connection([](Connection& connection) { connection.begin_shutdown(); });
    if (!state.service->wait_for_connections(state.service->options().shutdown_grace)) {
      log::warning("http.requests_cut_off", {});
      constexpr std::chrono::milliseconds kUntilAskedAgain{200};
      do {
        state.for_each_connection([](Connection& connection) { connection.abort(); });
      } while (!state.service->wait_for_connections(kUntilAskedAgain));
    }
    for (const auto& thread : state.threads)
      thread->finish();
  }
  state.background.join();
}

}  // namespace homeport::http
