#pragma once

// Hands the news of committed writes to other modules. A subscriber runs inside the transaction that takes the event
// out of the outbox, so its effects happen exactly once; if it fails, the event stays and is tried again later.

#include <atomic>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "kit/use_case.hpp"

namespace homeport::kit {

struct StoredEvent {
  std::int64_t id = 0;
  Time at;
  Event event;
};

struct Subscription {
  std::string topic;
  std::string subscriber;  // "sales.day_totals"
  std::function<void(Write&, const StoredEvent&)> handle{};
  // Instead of handle, for sums: all events of a batch at once, oldest first; one at a time after a failure.
  std::function<void(Write&, std::span<const StoredEvent>)> handle_all{};
};

inline constexpr int kOutboxBatch = 200;        // events per transaction
inline constexpr int kOutboxAttemptLimit = 20;  // then the event is parked (homeport verify tells)

class Outbox {
 public:
  void subscribe(Subscription subscription);
  // Takes up to kOutboxBatch due events, oldest first; returns how many were taken out. An event that nobody
  // subscribes to is simply taken out.
  int deliver_batch(Runtime& runtime) const;

 private:
  // `current`: the event a subscriber has in hand, 0: none or many.
  void hand_out(Write& write, std::span<const StoredEvent> events, bool is_together, std::int64_t& current) const;

  std::vector<Subscription> subscriptions_;
  mutable std::atomic<std::int64_t> failed_event_id_{0};  // whose subscriber failed last
  mutable std::atomic<bool> is_together_{true};           // false: many failed together, which of them isn't known yet
};

}  // namespace homeport::kit
