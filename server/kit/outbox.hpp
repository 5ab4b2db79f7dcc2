#pragma once

// Hands the news of committed writes to other modules. A subscriber runs inside the transaction that takes the event
// out of the outbox, so its effects happen exactly once; if it fails, the event stays and is tried again later.

#include <atomic>
#include <functional>
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
  std::function<void(Write&, const StoredEvent&)> handle;
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
  std::vector<Subscription> subscriptions_;
  mutable std::atomic<std::int64_t> failed_event_id_{0};  // whose subscriber failed last
};

}  // namespace homeport::kit
