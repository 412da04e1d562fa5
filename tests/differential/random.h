// Random: SplitMix64, the same numbers on every machine for a seed; or what a fuzzer chose, a byte a number.
#ifndef REEVE_TESTS_DIFFERENTIAL_RANDOM_H_
#define REEVE_TESTS_DIFFERENTIAL_RANDOM_H_

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace reeve::differential {

class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}
  // Behind the last byte it goes on as from a seed.
  explicit Random(std::string_view bytes) : state_(bytes.size()), bytes_(bytes) {}
  uint64_t Next() {
    if (!bytes_.empty()) {
      uint64_t first = static_cast<unsigned char>(bytes_[0]);
      bytes_.remove_prefix(1);
      return first;
    }
    uint64_t z = (state_ += 0x9e3779b97f4a7c15ull);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
    return z ^ (z >> 31);
  }
  size_t Below(size_t n) { return static_cast<size_t>(Next() % n); }
  int Between(int low, int high) { return low + static_cast<int>(Below(static_cast<size_t>(high - low + 1))); }
  bool Percent(int p) { return Below(100) < static_cast<size_t>(p); }
  std::string Pick(std::initializer_list<const char*> from) { return *(from.begin() + Below(from.size())); }
  template <typename T>
  const T& PickFrom(const std::vector<T>& from) { return from[Below(from.size())]; }

 private:
  uint64_t state_;
  std::string_view bytes_;
};

}  // namespace reeve::differential

#endif  // REEVE_TESTS_DIFFERENTIAL_RANDOM_H_
