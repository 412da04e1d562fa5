// JSON in, under attack: mutated texts neither crash nor change when written and read again, and a warm parse takes no
// memory from the heap.
#include <atomic>
#include <cstdlib>

#include "tests/value/samples.h"
#include "value/compare.h"

// With glibc, and no sanitizer in its place, malloc is counted.
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define REEVE_COUNTS_MALLOC 1
namespace {
std::atomic<size_t> mallocs{0};
}
extern "C" void* __libc_malloc(size_t bytes);
extern "C" void* malloc(size_t bytes) {
  mallocs.fetch_add(1, std::memory_order_relaxed);
  return __libc_malloc(bytes);
}
#endif

using namespace reeve;
using namespace reeve::value;

namespace {

const std::string kRequest = R"({"container_id": "a1b2", "OCI": {"Version": "1.1.0-rc.1", "Process": {"Terminal": false,
  "User": {"UID": 65535, "GID": 65535, "Umask": null}, "Args": ["/bin/sh", "-c", "echo \"hello\" \\ \u00e4 ä €"],
  "Env": ["PATH=/usr/bin", "HOSTNAME=web-0"], "Limits": [1.50, -0, 1e3, 12345678901234567890]}, "Mounts": [], "Empty": {}}})";

}  // namespace

#if defined(REEVE_COUNTS_MALLOC)
TEST_CASE("a warm parse takes nothing from the heap") {
  Arena arena;
  for (const std::string& text : {kRequest, std::string(R"(["\ud800", 1e400])")}) {
    for (int i = 0; i < 3; ++i) {
      REQUIRE(ParseJson(arena, text).ok());
      arena.Reset(1 << 20);
    }
    size_t before = mallocs;
    Result<Value> v = ParseJson(arena, text);
    size_t after = mallocs;
    REQUIRE(v.ok());
    REQUIRE(after == before);
    arena.Reset(1 << 20);
  }
}
#endif

TEST_CASE("mutated texts are refused or read alike twice") {
  std::mt19937 random(3);
  const std::string alphabet = "{}[],:\"\\0123456789.eE+-truefalsn ud8cf\n\xC3\xA4\xFF";
  Arena arena;
  int accepted = 0;
  for (int round = 0; round < 60000; ++round) {
    std::string text = kRequest;
    if (round % 3 == 0) text = text.substr(random() % text.size());
    for (size_t n = random() % 3 + (round % 3 == 2); n > 0; --n) {
      size_t at = random() % text.size();
      switch (random() % 3) {
        case 0:
          text[at] = alphabet[random() % alphabet.size()];
          break;
        case 1:
          text.erase(at, random() % 4 + 1);
          break;
        default:
          text.insert(at, 1, alphabet[random() % alphabet.size()]);
      }
      if (text.empty()) text.push_back('1');
    }
    arena.Reset(1 << 20);
    Result<Value> v = ParseJson(arena, text);
    ReadJsonPrefix(arena, text, 64);
    if (!v.ok()) {
      if (v.status().diagnostics().at(0).row == 0) FAIL(text);
      continue;
    }
    ++accepted;
    Result<Value> again = ParseJson(arena, v->ToJson());
    if (!again.ok() || !Equal(*v, *again)) FAIL(text);
  }
  REQUIRE(accepted > 1000);
}

TEST_CASE("an island is read as the reader reads it") {
  Arena arena;
  std::optional<JsonPrefix> island = ReadJsonPrefix(arena, kRequest + "\nallow := true\n", 512);
  REQUIRE(island);
  REQUIRE(island->consumed == kRequest.size());
  REQUIRE(island->newlines == 2);
  REQUIRE(Equal(island->value, FromJson(arena, kRequest)));
}

TEST_CASE("every prefix of a text is refused without reading behind it") {
  for (size_t n = 0; n < kRequest.size(); ++n) {
    Arena arena;
    std::string exact(kRequest, 0, n);
    exact.shrink_to_fit();
    REQUIRE_FALSE(ParseJson(arena, exact).ok());
    REQUIRE_FALSE(ReadJsonPrefix(arena, exact, 512));
  }
}
