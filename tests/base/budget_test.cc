// Budget: units, deadline and cancellation, each ending in Stop.
#include "base/budget.h"

#include <catch2/catch.hpp>

using reeve::Budget;
using reeve::Code;
using reeve::Stop;

namespace {

template <typename Action>
Code StoppedBy(Action action) {
  try {
    action();
  } catch (const Stop& stop) {
    REQUIRE_FALSE(stop.message.empty());
    return stop.code;
  }
  return Code::kOk;
}

}  // namespace

TEST_CASE("units are counted across slices") {
  Budget budget(1000000);
  for (int i = 0; i < 9999; ++i) budget.Charge(100);
  REQUIRE(budget.spent() == 999900);
  REQUIRE(budget.remaining() == 100);
  REQUIRE(StoppedBy([&] { budget.Charge(100); }) == Code::kWorkLimit);
  REQUIRE(budget.spent() == 999900);
}

TEST_CASE("one huge charge is refused, however large") {
  Budget budget(1000);
  REQUIRE(StoppedBy([&] { budget.Charge(~uint64_t{0}); }) == Code::kWorkLimit);
  REQUIRE(StoppedBy([&] { budget.Charge(uint64_t{1} << 63); }) == Code::kWorkLimit);
  budget.Charge(10);
  REQUIRE(budget.spent() == 10);
  Budget none(0);
  REQUIRE(StoppedBy([&] { none.Charge(1); }) == Code::kWorkLimit);
}

TEST_CASE("a charge may be larger than a slice") {
  Budget budget(uint64_t{1} << 40);
  budget.Charge(uint64_t{1} << 30);
  budget.Charge(1);
  REQUIRE(budget.spent() == (uint64_t{1} << 30) + 1);
}

TEST_CASE("a passed deadline is seen within a slice") {
  Budget budget(uint64_t{1} << 40, Budget::Clock::now() - std::chrono::seconds(1));
  REQUIRE(StoppedBy([&] {
            for (int64_t i = 0; i <= Budget::kSliceUnits; ++i) budget.Charge(1);
          }) == Code::kDeadline);
}

TEST_CASE("cancellation is seen within a slice") {
  std::atomic<bool> cancel = false;
  Budget budget(uint64_t{1} << 40, Budget::Clock::time_point::max(), &cancel);
  for (int64_t i = 0; i <= 2 * Budget::kSliceUnits; ++i) budget.Charge(1);
  cancel = true;
  REQUIRE(StoppedBy([&] {
            for (int64_t i = 0; i <= Budget::kSliceUnits; ++i) budget.Charge(1);
          }) == Code::kEvalCancel);
}
