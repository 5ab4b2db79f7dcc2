#include "kit/outbox.hpp"

#include <algorithm>
#include <iterator>

#include "base/log.hpp"

namespace homeport::kit {
namespace {

// Taken out at once, in one statement; what fails is put back.
const db::Sql kTakeDue{
    "WITH due AS MATERIALIZED (SELECT id, customer_id FROM outbox WHERE next_attempt_at <= $1 AND attempts < $2 "
    "ORDER BY next_attempt_at, id LIMIT $3 /*for_update_skip_locked*/) "
    "DELETE FROM outbox WHERE (id, customer_id) IN (SELECT id, customer_id FROM due) "
    "RETURNING customer_id, id, at, topic, subject_id, org_unit_id, payload, attempts"};
const db::Sql kPutBack{
    "INSERT INTO outbox (customer_id, id, at, topic, subject_id, org_unit_id, payload, attempts, next_attempt_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"};

constexpr std::int64_t kFirstRetryMicros = 2 * kMicrosPerSecond;
constexpr std::int64_t kLongestRetryMicros = kMicrosPerHour;
constexpr int kFailuresPerCall = 10;

struct Due {
  StoredEvent stored;
  std::int64_t attempts = 0;
};

std::vector<Due> take_due(db::Transaction& tx, Time now) {
  std::vector<Due> due;
  for (auto rows = tx.query(kTakeDue, now, kOutboxAttemptLimit, kOutboxBatch); rows.next();) {
    Due item;
    item.stored.event.customer_id = rows.integer(0);
    item.stored.id = rows.integer(1);
    item.stored.at = Time{rows.integer(2)};
    item.stored.event.topic = rows.string(3);
    item.stored.event.subject_id = rows.integer(4);
    item.stored.event.org_unit_id = rows.integer(5);
    item.stored.event.payload_json = rows.string(6);
    item.attempts = rows.integer(7);
    due.push_back(std::move(item));
  }
  std::sort(due.begin(), due.end(), [](const Due& a, const Due& b) { return a.stored.id < b.stored.id; });
  return due;
}

std::int64_t retry_delay_micros(std::int64_t attempts) {
  return std::min(kLongestRetryMicros, kFirstRetryMicros << std::min<std::int64_t>(attempts, 12));
}

void put_back(Write& write, const Due& item) {
  const auto& event = item.stored.event;
  write.tx.send(kPutBack, event.customer_id, item.stored.id, item.stored.at, event.topic, event.subject_id,
                event.org_unit_id, event.payload_json, item.attempts + 1,
                plus_micros(write.now, retry_delay_micros(item.attempts)));
}

}  // namespace

void Outbox::subscribe(Subscription subscription) { subscriptions_.push_back(std::move(subscription)); }

void Outbox::hand_out(Write& write, std::span<const StoredEvent> events, bool is_together,
                      std::int64_t& current) const {
  for (const auto& event : events) {
    current = event.id;
    for (const auto& subscription : subscriptions_) {
      if (subscription.topic != event.event.topic) continue;
      if (subscription.handle) subscription.handle(write, event);
      if (subscription.handle_all && !is_together) subscription.handle_all(write, {&event, 1});
    }
  }
  current = 0;
  if (!is_together) return;
  for (const auto& subscription : subscriptions_) {
    if (!subscription.handle_all) continue;
    std::vector<StoredEvent> own;
    std::copy_if(events.begin(), events.end(), std::back_inserter(own),
                 [&](const StoredEvent& event) { return event.event.topic == subscription.topic; });
    if (!own.empty()) subscription.handle_all(write, own);
  }
}

int Outbox::deliver_batch(Runtime& runtime) const {
  const Actor actor = system_actor("outbox");
  std::int64_t current = 0;  // the event in hand
  bool is_put_off = false;
  const auto deliver = [&](Write& write) -> Result<int> {
    std::vector<StoredEvent> events;
    is_put_off = false;
    for (auto& item : take_due(write.tx, write.now)) {
      if (item.stored.id == failed_event_id_.load()) {
        put_back(write, item);
        is_put_off = true;
      } else {
        events.push_back(std::move(item.stored));
      }
    }
    hand_out(write, events, is_together_, current);
    return static_cast<int>(events.size());
  };
  for (int attempt = 0;; ++attempt) {
    try {
      const int count = in_write(runtime, actor, deliver).value();
      if (is_put_off) failed_event_id_ = 0;  // tried again when it is due
      if (is_put_off || count > 0) is_together_ = true;
      return count;
    } catch (const std::exception& error) {
      // The failing event is put off, the others go out, in the next attempt. What is known of it is remembered beyond
      // this call: on PostgreSQL the rows of the failed attempt may still be locked, and skipped, for a moment.
      log::error("outbox.subscriber_failed", {{"event_id", current}, {"error", std::string(error.what())}});
      if (attempt == kFailuresPerCall || (current == 0 && !is_together_)) throw;
      // Which of many it was will be seen one by one.
      if (current == 0) is_together_ = false;
      failed_event_id_ = current;
    }
  }
}

}  // namespace homeport::kit
