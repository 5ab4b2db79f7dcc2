#pragma once

// Where writes wait for others to share a transaction with.

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <vector>

#include "db/sharing.hpp"

namespace homeport::db {

struct SharedJob {
  WriteJob job;
  Sharing sharing;
};

class SharedQueue {
 public:
  explicit SharedQueue(std::size_t limit) : limit_(limit) {}

  // False when the queue is full or closed; the job is dropped then.
  [[nodiscard]] bool push(SharedJob job);
  // Waits for jobs to share a transaction: at once where none is under way, else for as many as make another one worth
  // its while. By customer, those of one customer in the order they came. Nothing once closed and empty; else finish()
  // is owed.
  [[nodiscard]] std::vector<SharedJob> take();
  // The transaction of one take() is over.
  void finish();
  // No job gets in any more; those inside are still handed out.
  void close();
  [[nodiscard]] std::size_t size() const;

 private:
  [[nodiscard]] bool is_ready() const;

  const std::size_t limit_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<SharedJob> jobs_;
  std::size_t under_way_ = 0;
  bool closed_ = false;
};

}  // namespace homeport::db
