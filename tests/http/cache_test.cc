// The cache of answers: its bound, and what goes first.
#include "http/cache.h"

#include <catch2/catch.hpp>

namespace reeve::http {
namespace {

CachedResponse Of(size_t bytes, int64_t expires = 0) {
  CachedResponse cached;
  cached.response.body = std::string(bytes, 'x');
  cached.expires_ns = expires;
  return cached;
}

}  // namespace

TEST_CASE("http cache: the least recently used go first") {
  Cache cache(4000);
  cache.Insert("a", Of(1000, 1));
  cache.Insert("b", Of(1000, 2));
  CHECK(cache.Find("a")->expires_ns == 1);
  cache.Insert("c", Of(1000));
  cache.Insert("d", Of(1000));
  CHECK(cache.Find("a").has_value());
  CHECK_FALSE(cache.Find("b").has_value());
  CHECK(cache.bytes() <= 4000);
  cache.Insert("a", Of(10, 3));
  CHECK(cache.Find("a")->expires_ns == 3);
  cache.Insert("e", Of(5000));
  CHECK_FALSE(cache.Find("e").has_value());
  CHECK(cache.Find("a").has_value());
  for (const char* key : {"a", "c", "d", "nothing"}) cache.Remove(key);
  CHECK(cache.bytes() == 0);
}

}  // namespace reeve::http
