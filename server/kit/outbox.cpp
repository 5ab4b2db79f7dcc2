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
  int poisoned = -1;  // index of the event whose subscriber failed in the attempt before
  for (;;) {
    int position = 0;
    try {
      return in_write(runtime, actor,
                      [&](Write& write) -> Result<int> {
                        position = 0;
                        const auto due = load_due(write.tx, write.now);
                        for (const auto& item : due) {
                          if (position == poisoned) {
                            write.tx.send(kPostpone, item.stored.event.customer_id, item.stored.id,
                                          plus_micros(write.now, retry_delay_micros(item.attempts)));
                            return position;
                          }
                          for (const auto& subscription : subscriptions_) {
                            if (subscription.topic == item.stored.event.topic) subscription.handle(write, item.stored);
                          }
                          write.tx.send(kDelete, item.stored.event.customer_id, item.stored.id);
                          ++position;
                        }
                        return position;
                      })
          .value();
    } catch (const std::exception& error) {
      // What came before the failing event is delivered in the second attempt, the failing one is put off.
      log::error("outbox.subscriber_failed", {{"error", std::string(error.what())}});
      if (poisoned == position) throw;
      poisoned = position;
    }
  }
}

}  // namespace homeport::kit
