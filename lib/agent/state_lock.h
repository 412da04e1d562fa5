// StateLock: who may change the pod's state. Held from a decision until its Permit ends, possibly by another thread, so
// it is no mutex.
#ifndef REEVE_LIB_AGENT_STATE_LOCK_H_
#define REEVE_LIB_AGENT_STATE_LOCK_H_

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace reeve::agent {

class StateLock {
 public:
  using Clock = std::chrono::steady_clock;

  // False if it was not free before the deadline.
  bool Acquire(Clock::time_point deadline) {
    std::unique_lock<std::mutex> lock(mutex_);
    auto is_free = [&] { return !held_; };
    // Waiting until the end of time overflows in some implementations.
    if (deadline == Clock::time_point::max())
      freed_.wait(lock, is_free);
    else if (!freed_.wait_until(lock, deadline, is_free))
      return false;
    held_ = true;
    return true;
  }
  void Release() {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      held_ = false;
    }
    freed_.notify_one();
  }

 private:
  std::mutex mutex_;
  std::condition_variable freed_;
  bool held_ = false;
};

}  // namespace reeve::agent

#endif  // REEVE_LIB_AGENT_STATE_LOCK_H_
