#include "kit/outbox.hpp"

#include <algorithm>

#include "base/log.hpp"

namespace homeport::kit {
namespace {

const db::Sql kSelectDue{
    "SELECT customer_id, id, at, topic, subject_id, org_unit_id, payload, attempts FROM outbox "
    "WHERE next_attempt_at <= $1 AND attempts < $2 ORDER BY next_attempt_at, id LIMIT $3 /*for_update_skip_locked*/"};
const db::Sql kDelete{"DELETE FROM outbox WHERE customer_id = $1 AND id = $2"};
const db::Sql kPostpone{
    "UPDATE outbox SET attempts = attempts + 1, next_attempt_at = $3 WHERE customer_id = $1 AND id = $2"};

constexpr std::int64_t kFirstRetryMicros = 2 * kMicrosPerSecond;
constexpr std::int64_t kLongestRetryMicros = kMicrosPerHour;
constexpr int kFailuresPerCall = 10;

struct Due {
  StoredEvent stored;
  std::int64_t attempts = 0;
};

std::vector<Due> load_due(db::Transaction& tx, Time now) {
  std::vector<Due> due;
  for (auto rows = tx.query(kSelectDue, now, kOutboxAttemptLimit, kOutboxBatch); rows.next();) {
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
  return due;
}

std::int64_t retry_delay_micros(std::int64_t attempts) {
  return std::min(kLongestRetryMicros, kFirstRetryMicros << std::min<std::int64_t>(attempts, 12));
}

}  // namespace

void Outbox::subscribe(Subscription subscription) { subscriptions_.push_back(std::move(subscription)); }

int Outbox::deliver_batch(Runtime& runtime) const {
  const Actor actor = system_actor("outbox");
  std::int64_t current = 0;  // the event in hand
  bool is_put_off = false;
  const auto deliver = [&](Write& write) -> Result<int> {
    int count = 0;
    is_put_off = false;
    for (const auto& item : load_due(write.tx, write.now)) {
      current = item.stored.id;
      if (current == failed_event_id_.load()) {
        write.tx.send(kPostpone, item.stored.event.customer_id, item.stored.id,
                      plus_micros(write.now, retry_delay_micros(item.attempts)));
        is_put_off = true;
        continue;
      }
      for (const auto& subscription : subscriptions_) {
        if (subscription.topic == item.stored.event.topic) subscription.handle(write, item.stored);
      }
      write.tx.send(kDelete, item.stored.event.customer_id, item.stored.id);
      ++count;
    }
    current = 0;
    return count;
  };
  for (int attempt = 0;; ++attempt) {
    try {
      const int count = in_write(runtime, actor, deliver).value();
      if (is_put_off) failed_event_id_ = 0;  // tried again when it is due
      return count;
    } catch (const std::exception& error) {
      // The failing event is put off, the others go out, in the next attempt. It is remembered beyond this call: on
      // PostgreSQL the rows of the failed attempt may still be locked, and skipped, for a moment.
      log::error("outbox.subscriber_failed", {{"event_id", current}, {"error", std::string(error.what())}});
      failed_event_id_ = current;
      if (current == 0 || attempt == kFailuresPerCall) throw;
    }
  }
}

}  // namespace homeport::kit
