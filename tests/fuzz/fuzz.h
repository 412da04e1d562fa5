// What all fuzzers share: the entry that libFuzzer or replay.cc calls with some bytes, and how a broken property ends it.
#ifndef REEVE_TESTS_FUZZ_FUZZ_H_
#define REEVE_TESTS_FUZZ_FUZZ_H_

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string_view>

// One a program. Answers 0: any bytes are a fair input.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace reeve::fuzz {

// A crash, which libFuzzer keeps the input of.
inline void Require(bool holds, const char* property) {
  if (holds) return;
  std::fprintf(stderr, "this does not hold: %s\n", property);
  std::abort();
}

inline std::string_view Text(const uint8_t* data, size_t size) { return {reinterpret_cast<const char*>(data), size}; }

// Takes the first byte of what is left; 0 where nothing is.
inline uint8_t TakeByte(std::string_view& bytes) {
  if (bytes.empty()) return 0;
  uint8_t first = static_cast<uint8_t>(bytes[0]);
  bytes.remove_prefix(1);
  return first;
}

// Takes the text before the first `separator`, or all.
inline std::string_view TakeUntil(std::string_view& bytes, char separator) {
  std::string_view taken = bytes.substr(0, bytes.find(separator));
  bytes.remove_prefix(taken.size() < bytes.size() ? taken.size() + 1 : taken.size());
  return taken;
}

}  // namespace reeve::fuzz

#endif  // REEVE_TESTS_FUZZ_FUZZ_H_
