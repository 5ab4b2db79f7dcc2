#include "http/event_stream.hpp"

#include <algorithm>
#include <utility>

#include "base/check.hpp"

namespace homeport::http {

Subscription::Subscription(EventStream::Filter filter, std::function<bool()> still_allowed,
                           std::shared_ptr<Metrics> metrics)
    : filter_(std::move(filter)), still_allowed_(std::move(still_allowed)), metrics_(std::move(metrics)) {
  metrics_->add_event_subscribers(1);
}

Subscription::~Subscription() { metrics_->add_event_subscribers(-1); }

bool Subscription::wants(const LiveEvent& event) const { return !filter_ || filter_(event); }
bool Subscription::is_still_allowed() const { return !still_allowed_ || still_allowed_(); }

bool Subscription::push(const Frame& frame) {
  std::function<void()> wake;
  bool fits = false;
  {
    const std::lock_guard lock(mutex_);
    if (ended_) return false;
    fits = waiting_.size() < kEventQueueLimit && waiting_bytes_ + frame->size() <= kEventQueueLimitBytes;
    if (fits) {
      waiting_.push_back(frame);
      waiting_bytes_ += frame->size();
      if (waiting_.size() == 1) wake = wake_;
    } else {
      waiting_.clear();
      waiting_bytes_ = 0;
      ended_ = true;
      wake = wake_;
    }
  }
  if (wake) wake();
  return fits;
}

void Subscription::end() {
  std::function<void()> wake;
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    wake = wake_;
  }
  if (wake) wake();
}

void Subscription::on_news(std::function<void()> wake) {
  const std::lock_guard lock(mutex_);
  wake_ = std::move(wake);
}

Subscription::Taken Subscription::take() {
  Taken taken;
  const std::lock_guard lock(mutex_);
  taken.bytes.reserve(waiting_bytes_);
  for (const Frame& frame : waiting_)
    taken.bytes += *frame;
  waiting_.clear();
  waiting_bytes_ = 0;
  taken.ended = ended_;
  return taken;
}

EventHub::EventHub(std::shared_ptr<Metrics> metrics) : metrics_(std::move(metrics)) { CHECK(metrics_ != nullptr); }

std::vector<std::shared_ptr<Subscription>> EventHub::living() {
  std::vector<std::shared_ptr<Subscription>> alive;
  alive.reserve(subscriptions_.size());
  std::erase_if(subscriptions_, [&](const std::weak_ptr<Subscription>& weak) {
    auto subscription = weak.lock();
    if (subscription == nullptr) return true;
    alive.push_back(std::move(subscription));
    return false;
  });
  return alive;
}

void EventHub::publish(LiveEvent event) {
  // Under the lock, so that every subscriber sees the ids rise.
  const std::lock_guard lock(mutex_);
  const auto frame = std::make_shared<const std::string>(event_frame(++last_id_, event.topic, event.data_json));
  for (const auto& subscription : living()) {
    if (subscription->wants(event)) subscription->push(frame);
  }
}

Response EventHub::subscribe(Filter filter, std::function<bool()> still_allowed) {
  const std::lock_guard lock(mutex_);
  if (closed_ || living().size() >= kEventSubscriberLimit) {
    Refusal refusal = refuse(RefusalKind::unavailable, "request.too_many_event_streams",
                             "No more live connections can be taken just now.");
    refusal.retry_after_s = 30;
    return problem(refusal, {});
  }
  auto subscription = std::make_shared<Subscription>(std::move(filter), std::move(still_allowed), metrics_);
  subscriptions_.push_back(subscription);
  Response response;
  response.content_type = "text/event-stream";
  response.headers.emplace_back("X-Accel-Buffering", "no");  // a proxy must not hold events back
  response.events = std::move(subscription);
  return response;
}

void EventHub::close() {
  std::vector<std::shared_ptr<Subscription>> ending;
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    ending = living();
  }
  for (const auto& subscription : ending)
    subscription->end();
}

std::size_t EventHub::subscribers() {
  const std::lock_guard lock(mutex_);
  return living().size();
}

std::string event_frame(std::int64_t id, std::string_view topic, std::string_view data_json) {
  CHECK(topic.find_first_of("\r\n") == std::string_view::npos);
  std::string frame;
  frame.reserve(data_json.size() + topic.size() + 48);
  frame += "id: ";
  frame += std::to_string(id);
  frame += "\nevent: ";
  frame += topic;
  // A line break in JSON can only be white space between tokens.
  for (std::string_view rest = data_json;;) {
    const std::size_t end = rest.find_first_of("\r\n");
    frame += "\ndata: ";
    frame += rest.substr(0, end);
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
  frame += "\n\n";
  return frame;
}

}  // namespace homeport::http
