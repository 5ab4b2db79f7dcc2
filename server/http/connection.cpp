#include "http/connection.hpp"

#include <atomic>
#include <utility>

#include "base/check.hpp"
#include "base/log.hpp"

namespace homeport::http {

// The one answer to one request. Whoever lets go of it without answering has made a mistake, and the client gets a 500.
class Answer {
 public:
  Answer(std::shared_ptr<Connection> connection, std::uint64_t request_number, std::string request_id)
      : connection_(std::move(connection)), request_number_(request_number), request_id_(std::move(request_id)) {}
  ~Answer() {
    if (is_given_.load()) return;
    log::error("http.handler_gave_no_answer", {{"request_id", request_id_}});
    give(internal_error(request_id_));
  }
  Answer(const Answer&) = delete;
  Answer& operator=(const Answer&) = delete;

  // False when there was an answer already.
  bool give(Response&& response) {
    if (is_given_.exchange(true)) return false;
    Connection& connection = *connection_;
    if (connection.thread_->is_current() && connection.is_in_handler_ &&
        connection.request_number_ == request_number_) {
      connection.take_answer(request_number_, std::move(response));
      return true;
    }
    Letter letter;
    letter.to = connection_;
    letter.kind = Letter::Kind::answer;
    letter.request_number = request_number_;
    letter.answer = std::move(response);
    connection.thread_->deliver(std::move(letter));
    return true;
  }

 private:
  std::shared_ptr<Connection> connection_;
  std::uint64_t request_number_;
  std::string request_id_;
  std::atomic<bool> is_given_{false};
};

Connection::Connection(std::shared_ptr<IoThread> thread, std::shared_ptr<Service> service)
    : thread_(std::move(thread)), service_(std::move(service)) {}

void Connection::wake() {
  if (parked_ == nullptr) return;
  const auto parked = std::move(parked_);
  parked->resume();
}

void Connection::take_answer(std::uint64_t request_number, Response&& response) {
  if (!awaits_answer_ || request_number != request_number_) return;  // given up meanwhile
  awaits_answer_ = false;
  answer_ = std::move(response);
}

void Connection::receive(Letter& letter) {
  switch (letter.kind) {
    case Letter::Kind::answer:
      CHECK(letter.answer.has_value());
      take_answer(letter.request_number, std::move(*letter.answer));
      break;
    case Letter::Kind::background_done: background_done_ = true; break;
    case Letter::Kind::news: has_news_ = true; break;
  }
  wake();
}

void Connection::tick(Clock::time_point now) {
  if (now >= heartbeat_at_) {
    heartbeat_at_ = Clock::time_point::max();
    heartbeat_due_ = true;
    wake();
  }
  if (now < deadline_) return;
  constexpr std::chrono::seconds kUntilCut{2};
  if (expired_) {
    clear_deadline();
    close_socket();
    return;
  }
  expired_ = true;
  deadline_ = now + kUntilCut;
  cancel_waiting();
}

void Connection::begin_shutdown() {
  if (is_idle_) close_socket();
}

void Connection::abort() {
  aborted_ = true;
  awaits_answer_ = false;
  close_socket();
  wake();
}

void Connection::run_handler(const Route& route, const std::shared_ptr<Request>& request) {
  answer_.reset();
  awaits_answer_ = true;
  is_in_handler_ = true;
  const auto answer = std::make_shared<Answer>(shared_from_this(), ++request_number_, request->request_id);
  const log::RequestScope scope(request->request_id);
  try {
    route.handler(request, [answer](Response response) { CHECK(answer->give(std::move(response))); });
  } catch (const std::exception& error) {
    log::error("http.handler_failed", {{"route", route.description.operation_id}, {"error", error.what()}});
    answer->give(internal_error(request->request_id));
  }
  is_in_handler_ = false;
}

}  // namespace homeport::http
