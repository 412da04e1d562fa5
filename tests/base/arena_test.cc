// Arena: alignment, growth, the limit, and what Reset keeps.
#include "base/arena.h"

#include <catch2/catch.hpp>
#include <cstring>
#include <vector>

#include "base/budget.h"

using reeve::Arena;

TEST_CASE("allocations are aligned and do not overlap") {
  Arena arena;
  std::vector<std::pair<char*, size_t>> taken;
  for (size_t i = 1; i < 2000; ++i) {
    size_t alignment = size_t{1} << (i % 7);
    size_t bytes = i * 7 % 300;
    char* at = static_cast<char*>(arena.Allocate(bytes, alignment));
    REQUIRE(reinterpret_cast<uintptr_t>(at) % alignment == 0);
    if (bytes != 0) std::memset(at, static_cast<int>(i), bytes);
    taken.emplace_back(at, bytes);
  }
  for (size_t i = 0; i < taken.size(); ++i) {
    for (size_t j = 0; j < taken[i].second; ++j) {
      REQUIRE(static_cast<unsigned char>(taken[i].first[j]) == static_cast<unsigned char>(i + 1));
    }
  }
}

TEST_CASE("a single allocation may be larger than a block") {
  Arena arena;
  char* big = arena.NewArray<char>(10 << 20);
  big[0] = 'a';
  big[(10 << 20) - 1] = 'z';
  REQUIRE(arena.reserved() >= (10u << 20));
}

TEST_CASE("text is copied and terminated") {
  Arena arena;
  std::string source = "abc";
  std::string_view copy = arena.CopyText(source);
  source[0] = 'x';
  REQUIRE(copy == "abc");
  REQUIRE(copy.data()[3] == '\0');
  REQUIRE(arena.CopyText("").size() == 0);
}

TEST_CASE("the last allocation can change its size in place") {
  Arena arena;
  char* first = static_cast<char*>(arena.Allocate(16, 1));
  REQUIRE(arena.Resize(first, 16, 64));
  char* second = static_cast<char*>(arena.Allocate(8, 1));
  REQUIRE(second == first + 64);
  REQUIRE_FALSE(arena.Resize(first, 64, 80));
  REQUIRE(arena.Resize(second, 8, 0));
  REQUIRE(arena.Allocate(8, 1) == second);
  REQUIRE_FALSE(arena.Resize(second, 8, 1 << 20));
}

TEST_CASE("more than the limit is refused by Stop") {
  Arena arena(100000);
  try {
    for (int i = 0; i < 1000; ++i) arena.Allocate(1000);
    FAIL("no limit");
  } catch (const reeve::Stop& stop) {
    REQUIRE(stop.code == reeve::Code::kMemoryLimit);
  }
  REQUIRE(arena.reserved() <= 100000);
  REQUIRE_THROWS_AS(arena.NewArray<char>(200000), reeve::Stop);
  REQUIRE_THROWS_AS(arena.NewArray<uint64_t>(~size_t{0} / 4), std::bad_alloc);
  REQUIRE_THROWS(arena.Allocate(~size_t{0} - 8));
}

TEST_CASE("Reset keeps at most what it is told to") {
  Arena arena;
  for (int i = 0; i < 100; ++i) arena.Allocate(1000);
  arena.Reset(1 << 20);
  size_t kept = arena.reserved();
  REQUIRE(kept >= 100000);
  for (int i = 0; i < 100; ++i) arena.Allocate(1000);
  REQUIRE(arena.reserved() == kept);  // one block serves the same again
  arena.Allocate(64 << 20);
  arena.Reset(1 << 20);
  REQUIRE(arena.reserved() <= (1 << 20));
  arena.Reset(0);
  REQUIRE(arena.reserved() == 0);
  REQUIRE(arena.Allocate(10) != nullptr);
}
