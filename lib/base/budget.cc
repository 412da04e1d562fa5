// The slow path of Budget: takes the next slice of work after looking at the clock and the cancellation flag.
// Tested by tests/base/budget_test.cc.
#include "base/budget.h"

#include <algorithm>
#include <thread>

namespace reeve {

Budget::Budget(uint64_t units, Clock::time_point deadline, const std::atomic<bool>* cancel)
    : total_(std::max<uint64_t>(units, 1)), deadline_(deadline), cancel_(cancel) {
  slice_ = static_cast<int64_t>(std::min<uint64_t>(total_, kSliceUnits));
  left_ = total_ - static_cast<uint64_t>(slice_);
}

void Budget::Look() const {
  if (cancel_ != nullptr && cancel_->load(std::memory_order_relaxed)) {
    throw Stop{Code::kEvalCancel, "caller cancelled query execution"};
  }
  if (deadline_ != Clock::time_point::max() && Clock::now() >= deadline_) {
    throw Stop{Code::kDeadline, "the deadline passed before the evaluation ended"};
  }
}

void Budget::Wait(int64_t milliseconds) const {
  constexpr std::chrono::milliseconds kNap(10);
  for (Clock::time_point end = Clock::now() + std::chrono::milliseconds(milliseconds); Clock::now() < end;) {
    Look();
    std::this_thread::sleep_for(std::min<Clock::duration>(kNap, end - Clock::now()));
  }
  Look();
}

void Budget::Refill(uint64_t units) {
  Look();
  uint64_t available = left_ + static_cast<uint64_t>(slice_);
  if (units >= available) {
    throw Stop{Code::kWorkLimit, "used up all " + std::to_string(total_) + " work units"};
  }
  available -= units;
  slice_ = static_cast<int64_t>(std::min<uint64_t>(available, kSliceUnits));
  left_ = available - static_cast<uint64_t>(slice_);
}

}  // namespace reeve
