#include "kit/worker_pool.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace homeport::kit {

struct WorkerPool::State {
  std::mutex mutex;
  std::condition_variable changed;
  std::deque<std::function<void()>> waiting;
  std::size_t queue_limit = 0;
  bool stopping = false;
  std::vector<std::thread> threads;

  void run() {
    for (;;) {
      std::function<void()> work;
      {
        std::unique_lock lock(mutex);
        changed.wait(lock, [this] { return stopping || !waiting.empty(); });
        if (stopping) return;
        work = std::move(waiting.front());
        waiting.pop_front();
      }
      work();
    }
  }
};

WorkerPool::WorkerPool(int threads, std::size_t queue_limit) : state_(std::make_unique<State>()) {
  state_->queue_limit = queue_limit;
  for (int i = 0; i < threads; ++i)
    state_->threads.emplace_back([state = state_.get()] { state->run(); });
}

WorkerPool::~WorkerPool() {
  {
    const std::lock_guard lock(state_->mutex);
    state_->stopping = true;
  }
  state_->changed.notify_all();
  for (auto& thread : state_->threads)
    thread.join();
}

bool WorkerPool::submit(std::function<void()> work) {
  {
    const std::lock_guard lock(state_->mutex);
    if (state_->stopping || state_->waiting.size() >= state_->queue_limit) return false;
    state_->waiting.push_back(std::move(work));
  }
  state_->changed.notify_one();
  return true;
}

}  // namespace homeport::kit
