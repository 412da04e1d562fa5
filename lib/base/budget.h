// Budget: what one load or evaluation may still spend, and Stop: how spending too much ends it.
//
// Work is counted in units: one for each instruction of the machine and one for each element or byte that a built-in, a
// set operation, a comparison, a parser or a printer touches. The count depends on policy and input alone, never on time
// or machine. Deadline and cancellation are looked at once every kSliceUnits units.
//
// Stop is the library's one internal exception besides std::bad_alloc: Budget and Arena throw it, the entry points of
// lib/engine catch it and turn it into a Status. As it passes through the machine it unwinds every `not`, `every` and
// comprehension on its way, so by construction no policy can catch it. Nothing else may catch it.
#ifndef REEVE_LIB_BASE_BUDGET_H_
#define REEVE_LIB_BASE_BUDGET_H_

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>

#include "reeve/status.h"

namespace reeve {

struct Stop {
  Code code;            // kWorkLimit, kMemoryLimit, kDeadline, kDepthLimit or kEvalCancel
  std::string message;
};

class Budget {
 public:
  static constexpr int64_t kSliceUnits = 1 << 16;
  using Clock = std::chrono::steady_clock;

  // `units` of work; `cancel` may be null and must outlive the budget.
  explicit Budget(uint64_t units, Clock::time_point deadline = Clock::time_point::max(),
                  const std::atomic<bool>* cancel = nullptr);

  // Spends `units`; throws Stop when there are not that many left, the deadline passed or the caller cancelled.
  void Charge(uint64_t units) {
    if (units >= static_cast<uint64_t>(slice_)) return Refill(units);
    slice_ -= static_cast<int64_t>(units);
  }
  // Looks at deadline and cancellation, which may throw Stop, without spending: for those who wait.
  void Look() const;
  // Waits, looking every few milliseconds.
  void Wait(int64_t milliseconds) const;
  uint64_t spent() const { return total_ - left_ - static_cast<uint64_t>(slice_); }
  uint64_t remaining() const { return left_ + static_cast<uint64_t>(slice_); }

 private:
  void Refill(uint64_t units);
  uint64_t total_;
  uint64_t left_;    // units not yet handed to slice_
  int64_t slice_;    // units until the next look at the clock; > 0
  Clock::time_point deadline_;
  const std::atomic<bool>* cancel_;
};

}  // namespace reeve

#endif  // REEVE_LIB_BASE_BUDGET_H_
