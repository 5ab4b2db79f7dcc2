#include "http/io_thread.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>
#include <utility>

#include <boost/asio/post.hpp>

#include "base/check.hpp"
#include "base/log.hpp"
#include "base/time.hpp"
#include "http/connection.hpp"

namespace homeport::http {
namespace {

thread_local const IoThread* current_thread = nullptr;

}  // namespace

std::string http_date(std::int64_t unix_seconds) {
  constexpr std::array<const char*, 7> kDays = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const Date day{static_cast<std::int32_t>(unix_seconds / kSecondsPerDay)};
  const auto second = static_cast<int>(unix_seconds % kSecondsPerDay);
  const YearMonthDay parts = year_month_day(day);
  char text[40];
  std::snprintf(text, sizeof text, "%s, %02d %s %04d %02d:%02d:%02d GMT",
                kDays[static_cast<std::size_t>(iso_weekday(day) - 1)], parts.day,
                kMonths[static_cast<std::size_t>(parts.month - 1)], parts.year, second / 3600, second / 60 % 60,
                second % 60);
  return text;
}

IoThread::IoThread(std::chrono::milliseconds tick)
    : work_(boost::asio::make_work_guard(context_)), timer_(context_), tick_(tick) {}

bool IoThread::is_current() const { return current_thread == this; }

void IoThread::start() {
  CHECK(!thread_.joinable());
  schedule_tick();
  thread_ = std::thread([self = shared_from_this()] { self->run(); });
}

void IoThread::run() {
  current_thread = this;
  for (;;) {
    try {
      context_.run();
      break;
    } catch (const std::exception& error) {
      log::error("http.io_thread_failed", {{"error", error.what()}});
    }
  }
  current_thread = nullptr;
}

void IoThread::finish() {
  if (!thread_.joinable()) return;
  boost::asio::post(context_, [this] {
    finishing_ = true;
    timer_.cancel();
    work_.reset();
  });
  thread_.join();
  std::vector<Letter> unread;
  {
    const std::lock_guard lock(mutex_);
    is_closed_ = true;
    unread.swap(letters_);
  }
}

void IoThread::deliver(Letter letter) {
  bool is_first = false;
  {
    const std::lock_guard lock(mutex_);
    if (is_closed_) return;
    is_first = letters_.empty();
    letters_.push_back(std::move(letter));
  }
  if (is_first) boost::asio::post(context_, [this] { take_letters(); });
}

void IoThread::take_letters() {
  std::vector<Letter> letters;
  {
    const std::lock_guard lock(mutex_);
    letters.swap(letters_);
  }
  for (Letter& letter : letters)
    letter.to->receive(letter);
}

void IoThread::add(Connection& connection) { connections_.push_back(&connection); }

void IoThread::remove(Connection& connection) {
  const auto found = std::ranges::find(connections_, &connection);
  CHECK(found != connections_.end());
  *found = connections_.back();
  connections_.pop_back();
}

std::vector<std::shared_ptr<Connection>> IoThread::connections() const {
  std::vector<std::shared_ptr<Connection>> all;
  all.reserve(connections_.size());
  for (Connection* connection : connections_)
    all.push_back(connection->shared_from_this());
  return all;
}

std::string_view IoThread::date() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto second = std::chrono::duration_cast<std::chrono::seconds>(now).count();
  if (second != date_second_) {
    date_second_ = second;
    date_ = http_date(second);
  }
  return date_;
}

void IoThread::schedule_tick() {
  timer_.expires_after(tick_);
  timer_.async_wait([this](const boost::system::error_code& error) {
    if (error || finishing_) return;
    tick();
    schedule_tick();
  });
}

void IoThread::tick() {
  const auto now = std::chrono::steady_clock::now();
  std::vector<std::shared_ptr<Connection>> due;
  for (Connection* connection : connections_) {
    if (connection->is_due(now)) due.push_back(connection->shared_from_this());
  }
  for (const auto& connection : due)
    connection->tick(now);
}

}  // namespace homeport::http
