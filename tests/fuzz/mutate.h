// Mutator: changes bytes as a fuzzer does, the same way on every machine: bits, bytes, numbers, pieces cut out, doubled
// or taken from another input.
#ifndef REEVE_TESTS_FUZZ_MUTATE_H_
#define REEVE_TESTS_FUZZ_MUTATE_H_

#include <cstdint>
#include <string>
#include <vector>

namespace reeve::fuzz {

class Mutator {
 public:
  explicit Mutator(uint64_t seed) : state_(seed * 2 + 1) {}

  uint64_t Next() {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return state_;
  }
  size_t Below(size_t n) { return n == 0 ? 0 : Next() % n; }

  // One of the inputs, changed in one to eight places.
  std::string From(const std::vector<std::string>& inputs) {
    std::string bytes = inputs[Below(inputs.size())];
    for (size_t i = Below(8) + 1; i > 0; --i) Change(bytes, inputs);
    return bytes;
  }

 private:
  void Change(std::string& bytes, const std::vector<std::string>& inputs);
  uint64_t state_;
};

}  // namespace reeve::fuzz

#endif  // REEVE_TESTS_FUZZ_MUTATE_H_
