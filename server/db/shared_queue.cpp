#include "db/shared_queue.hpp"

#include <algorithm>
#include <utility>

namespace homeport::db {
namespace {

// More would save little and hold the locks of the first for long.
constexpr std::size_t kMostTogether = 32;
// A second transaction at the same time costs the server as much as it saves waiting, unless so many wait for each
// that is under way.
constexpr std::size_t kWorthAnother = 12;

}  // namespace

bool SharedQueue::is_ready() const { return !jobs_.empty() && (closed_ || jobs_.size() >= kWorthAnother * under_way_); }

bool SharedQueue::push(SharedJob job) {
  bool is_worth_waking = false;
  {
    const std::lock_guard lock(mutex_);
    if (closed_ || jobs_.size() >= limit_) return false;
    jobs_.push_back(std::move(job));
    is_worth_waking = is_ready();
  }
  if (is_worth_waking) changed_.notify_one();
  return true;
}

std::vector<SharedJob> SharedQueue::take() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return is_ready() || (closed_ && jobs_.empty()); });
  std::vector<SharedJob> taken;
  if (jobs_.empty()) return taken;
  const auto count = static_cast<std::ptrdiff_t>(std::min(jobs_.size(), kMostTogether));
  taken.assign(std::make_move_iterator(jobs_.begin()), std::make_move_iterator(jobs_.begin() + count));
  jobs_.erase(jobs_.begin(), jobs_.begin() + count);
  ++under_way_;
  lock.unlock();
  std::stable_sort(taken.begin(), taken.end(), [](const SharedJob& a, const SharedJob& b) {
    return a.sharing.customer_id < b.sharing.customer_id;
  });
  return taken;
}

void SharedQueue::finish() {
  {
    const std::lock_guard lock(mutex_);
    --under_way_;
  }
  changed_.notify_one();
}

void SharedQueue::close() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }
  changed_.notify_all();
}

std::size_t SharedQueue::size() const {
  const std::lock_guard lock(mutex_);
  return jobs_.size();
}

}  // namespace homeport::db
