// One request and its answer, step by step.

#include <algorithm>
#include <exception>
#include <utility>

#include <boost/asio/post.hpp>

#include "base/check.hpp"
#include "base/log.hpp"
#include "http/stream_connection.hpp"

namespace homeport::http {
namespace {

namespace asio = boost::asio;

constexpr std::size_t kUploadPieceBytes = 256 * 1024;
constexpr int kMostWithoutPause = 32;

Response timed_out(std::string_view request_id) {
  return problem_with_status(408, "request.timeout", "The request took too long to arrive.", request_id);
}

bool accepts_pages(const Request& request) {
  return request.header("accept").find("text/html") != std::string_view::npos;
}

// Scrapers and health checks would fill the log with nothing.
bool is_worth_a_line(const Exchange& exchange) {
  return exchange.plan.route == nullptr || exchange.plan.route->description.module != "system" ||
         exchange.outgoing.response.status >= 400;
}

}  // namespace

template <class Stream>
Task<bool> StreamConnection<Stream>::exchange() {
  Exchange exchange;
  Task<bool> heading = read_head(exchange);
  const bool has_client = co_await std::move(heading);
  if (!has_client) co_return false;
  exchange.started = Clock::now();
  plan(exchange);

  const bool is_upload = exchange.plan.body_kind() == BodyKind::upload;
  if (!exchange.plan.answer && (is_upload || reader_.phase() == RequestReader::Phase::body)) {
    Task<void> reading = is_upload ? read_upload(exchange) : read_body(exchange);
    co_await std::move(reading);
  }
  clear_deadline();
  if (!exchange.is_gone) {
    Task<void> finding = find_answer(exchange);
    co_await std::move(finding);
  }
  if (exchange.is_gone) {
    close_socket();
    co_return false;
  }
  Task<void> sending = send_answer(exchange);
  co_await std::move(sending);
  if (exchange.outgoing.response.status < 400) exchange.file.keep();
  account(exchange);
  release_buffer();
  if (exchange.is_last || exchange.is_gone) co_return false;
  if (++without_pause_ > kMostWithoutPause) {
    without_pause_ = 0;
    Task<void> pausing = asio::post(thread_->context(), Token());
    co_await std::move(pausing);
  }
  co_return true;
}

template <class Stream>
void StreamConnection<Stream>::plan(Exchange& exchange) {
  Request& request = *exchange.request;
  Plan& plan = exchange.plan;
  const ReadError error = reader_.error();
  if (error != ReadError::none || reader_.phase() == RequestReader::Phase::head) {
    request.request_id = Service::make_request_id();
    request.source_address = peer_.address;
    plan.answer =
        expired_ && error == ReadError::none ? timed_out(request.request_id) : answer_to(error, request.request_id);
    exchange.is_last = true;
    return;
  }
  BodyFacts body;
  body.has_body = reader_.phase() == RequestReader::Phase::body;
  body.content_length = reader_.content_length();
  plan = service_->plan(request, peer_, body);
  reader_.limit_body(plan.body_limit);
  if (plan.answer) drop_body_at_hand();
}

// A refused request keeps its connection when its body has already come.
template <class Stream>
void StreamConnection<Stream>::drop_body_at_hand() {
  while (begin_ < end_ && reader_.phase() == RequestReader::Phase::body && reader_.error() == ReadError::none) {
    const std::size_t used = reader_.feed(at_hand());
    if (used == 0) return;
    begin_ += used;
  }
}

template <class Stream>
void StreamConnection<Stream>::end_body(Exchange& exchange, BodyStep step) {
  const std::string& id = exchange.request->request_id;
  switch (step) {
    case BodyStep::more:
    case BodyStep::done: exchange.request->body_size = static_cast<std::int64_t>(reader_.body_bytes()); break;
    case BodyStep::refused: exchange.plan.answer = answer_to(reader_.error(), id); break;
    case BodyStep::timed_out: exchange.plan.answer = timed_out(id); break;
    case BodyStep::gone: exchange.is_gone = true; break;
  }
}

template <class Stream>
Task<void> StreamConnection<Stream>::read_body(Exchange& exchange) {
  Request& request = *exchange.request;
  const std::uint64_t room = reader_.content_length().value_or(exchange.plan.body_limit);
  if (!exchange.room.take_bytes(*service_, static_cast<std::int64_t>(room))) {
    exchange.plan.answer = overloaded(request.request_id);
    co_return;
  }
  if (exchange.plan.body_kind() == BodyKind::json) reader_.take_body(request.body);
  Task<void> allowing = allow_body(request);
  co_await std::move(allowing);
  BodyStep step = BodyStep::more;
  while (step == BodyStep::more) {
    Task<BodyStep> reading = read_body_piece(exchange.started);
    step = co_await std::move(reading);
  }
  end_body(exchange, step);
}

template <class Stream>
Task<void> StreamConnection<Stream>::admit_upload(Exchange& exchange) {
  const auto& admit = exchange.plan.route->description.admit_upload;
  if (admit) {
    std::function<void()> job = [&] { exchange.plan.answer = admit(*exchange.request); };
    Task<void> asking = in_background(job);
    co_await std::move(asking);
  }
  if (!exchange.plan.answer && !exchange.room.take_upload(*service_)) {
    exchange.plan.answer = overloaded(exchange.request->request_id);
  }
}

template <class Stream>
Task<void> StreamConnection<Stream>::read_upload(Exchange& exchange) {
  Request& request = *exchange.request;
  try {
    Task<void> admitting = admit_upload(exchange);
    co_await std::move(admitting);
    if (exchange.plan.answer) co_return;
    std::function<void()> create = [&] { exchange.file.create(service_->options().upload_folder); };
    Task<void> creating = in_background(create);
    co_await std::move(creating);
    Task<void> allowing = allow_body(request);
    co_await std::move(allowing);

    std::string piece;
    reader_.take_body(piece);
    const Clock::time_point began = Clock::now();
    BodyStep step = BodyStep::more;
    while (step == BodyStep::more) {
      if (reader_.phase() == RequestReader::Phase::done) {
        step = BodyStep::done;  // an empty body
      } else {
        Task<BodyStep> reading = read_body_piece(began);
        step = co_await std::move(reading);
      }
      const bool is_done = step == BodyStep::done;
      if (!is_done && (step != BodyStep::more || piece.size() < kUploadPieceBytes)) continue;
      std::function<void()> write = [&] {
        exchange.file.write(piece);
        if (is_done) exchange.file.close();
      };
      Task<void> writing = in_background(write);
      co_await std::move(writing);
      piece.clear();
    }
    end_body(exchange, step);
    request.body_file = exchange.file.path().string();
  } catch (const std::exception& error) {
    log::error("http.upload_failed", {{"request_id", request.request_id}, {"error", error.what()}});
    exchange.plan.answer = internal_error(request.request_id);
  }
}

template <class Stream>
Task<void> StreamConnection<Stream>::find_answer(Exchange& exchange) {
  if (exchange.plan.answer) {
    exchange.outgoing.response = std::move(*exchange.plan.answer);
    if (reader_.phase() != RequestReader::Phase::done || reader_.error() != ReadError::none) exchange.is_last = true;
    co_return;
  }
  if (exchange.plan.is_page) {
    Task<void> finding = find_page(exchange);
    co_await std::move(finding);
    co_return;
  }
  run_handler(*exchange.plan.route, exchange.request);
  while (!answer_ && !aborted_) {
    Task<void> news = next_news(*this);
    co_await std::move(news);
  }
  if (!answer_) {
    exchange.is_gone = true;
    co_return;
  }
  exchange.outgoing.response = std::move(*answer_);
  answer_.reset();
  if (!has_sound_headers(exchange.outgoing.response)) {
    log::error("http.unsound_header", {{"request_id", exchange.request->request_id}});
    exchange.outgoing.response = internal_error(exchange.request->request_id);
  }
}

template <class Stream>
Task<void> StreamConnection<Stream>::find_page(Exchange& exchange) {
  const Request& request = *exchange.request;
  StaticFiles& files = service_->files();
  std::string path = request.path == "/" ? "/index.html" : request.path;
  StaticFiles::Found found = files.find(path);
  const bool takes_pages = request.path == "/" || accepts_pages(request);
  if (!found.exists && takes_pages) {
    path = "/index.html";
    found = files.find(path);
  }
  if (found.exists && found.asset == nullptr) {
    std::function<void()> load = [&] { found.asset = files.load(path); };
    Task<void> loading = in_background(load);
    co_await std::move(loading);
    if (found.asset != nullptr && !found.asset->compression_tried) {
      service_->run_in_background([service = service_, path] { service->files().compress(path); });
    }
  }
  if (found.asset != nullptr) {
    exchange.outgoing = answer_with_asset(*found.asset, request);
  } else if (takes_pages && !files.has_pages()) {
    exchange.outgoing.response = page_without_office();
  } else {
    exchange.outgoing.response =
        problem_with_status(404, "request.no_such_route", "There is nothing at this address.", request.request_id);
  }
}

template <class Stream>
Task<void> StreamConnection<Stream>::make_ready(Exchange& exchange) {
  Response& response = exchange.outgoing.response;
  const AcceptedEncodings accepted = accepted_encodings(exchange.request->header("accept-encoding"));
  if (!is_worth_compressing(response, accepted)) co_return;
  if (response.body.size() <= kMostCompressedInPlaceBytes) {
    compress_body(response);
    co_return;
  }
  std::function<void()> job = [&] { compress_body(response); };
  Task<void> compressing = in_background(job);
  co_await std::move(compressing);
}

template <class Stream>
Task<void> StreamConnection<Stream>::send_answer(Exchange& exchange) {
  const Response& response = exchange.outgoing.response;
  if (response.body.size() >= kLeastCompressedBytes) {
    Task<void> preparing = make_ready(exchange);
    co_await std::move(preparing);
  }
  const bool has_events = response.events != nullptr;
  const bool is_head = exchange.request->method == Method::head;
  const bool was_read = reader_.error() == ReadError::none && reader_.phase() == RequestReader::Phase::done;
  if (exchange.is_last || has_events || !was_read || !reader_.keep_alive() || service_->is_stopping()) {
    exchange.is_last = true;
  }
  leaves_unread_ = !was_read || begin_ < end_;
  HeadFacts facts;
  facts.date = thread_->date();
  facts.request_id = exchange.request->request_id;
  facts.body_bytes = exchange.outgoing.body().size();
  facts.keep_alive = !exchange.is_last;
  facts.is_http_1_0 = was_read && reader_.is_http_1_0();
  facts.is_tls = exchange.request->is_tls;
  if (has_events) facts.framing = facts.is_http_1_0 ? Framing::to_close : Framing::chunked;
  head_.clear();
  append_head(head_, response, facts);

  Buffers parts;
  parts[0] = asio::const_buffer(head_.data(), head_.size());
  if (!is_head && !has_events && !has_no_body(response.status)) {
    parts[1] = asio::const_buffer(exchange.outgoing.body().data(), facts.body_bytes);
  }
  exchange.sent_bytes = parts[0].size() + parts[1].size();
  const std::size_t all = exchange.sent_bytes;
  bool is_sent = write_at_once(parts);
  if (is_sent && parts[0].size() + parts[1].size() > 0) {
    Task<bool> writing = write(parts);
    is_sent = co_await std::move(writing);
  }
  exchange.is_gone = !is_sent;
  service_->metrics().count_sent(all);
  if (is_sent && has_events && !is_head) {
    Task<void> streaming = stream_events(exchange, facts.framing == Framing::chunked);
    co_await std::move(streaming);
  }
  if (exchange.is_gone) close_socket();
}

template <class Stream>
void StreamConnection<Stream>::account(const Exchange& exchange) {
  const auto duration = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - exchange.started).count();
  const Route* route = exchange.plan.route;
  const int status = exchange.outgoing.response.status;
  service_->metrics().count_request(route == nullptr ? Metrics::kNoRoute : route->index, status, duration);
  if (!service_->options().access_log || !is_worth_a_line(exchange)) return;
  const Request& request = *exchange.request;
  log::info("http.request", {{"method", method_name(request.method)},
                             {"route", route == nullptr ? std::string_view("none") : route->description.path},
                             {"status", status},
                             {"us", duration},
                             {"bytes", exchange.sent_bytes},
                             {"request_id", request.request_id},
                             {"address", request.source_address}});
}

template class StreamConnection<Socket>;
template class StreamConnection<TlsStream>;

void serve_connection(std::shared_ptr<IoThread> thread, std::shared_ptr<Service> service, Socket socket,
                      asio::ssl::context* tls) {
  boost::system::error_code error;
  const auto endpoint = socket.remote_endpoint(error);
  asio::ip::address address = endpoint.address();
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    address = asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
  }
  Peer peer{error ? std::string() : address.to_string(), tls != nullptr};
  socket.non_blocking(true, error);
  socket.set_option(asio::ip::tcp::no_delay(true), error);
  std::shared_ptr<Connection> connection;
  if (tls != nullptr) {
    connection = std::make_shared<StreamConnection<TlsStream>>(std::move(thread), std::move(service),
                                                               TlsStream(std::move(socket), *tls), std::move(peer));
  } else {
    connection = std::make_shared<StreamConnection<Socket>>(std::move(thread), std::move(service), std::move(socket),
                                                            std::move(peer));
  }
  connection->start();
}

}  // namespace homeport::http
