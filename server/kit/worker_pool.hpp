#pragma once

// A few threads for work that takes long (hashing a password, checking a file), with a bounded queue.

#include <cstddef>
#include <functional>
#include <memory>

namespace homeport::kit {

class WorkerPool {
 public:
  WorkerPool(int threads, std::size_t queue_limit);
  ~WorkerPool();  // finishes what is running, drops what waits
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // False when the queue is full. The work must not throw.
  [[nodiscard]] bool submit(std::function<void()> work);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace homeport::kit
