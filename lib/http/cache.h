// Answers of http.send that outlive their evaluation, one cache a Context: the least recently used go first.
//
// What may be kept, and for how long, is said by the caller. Tested by tests/http/cache_test.cc.
#ifndef REEVE_LIB_HTTP_CACHE_H_
#define REEVE_LIB_HTTP_CACHE_H_

#include <cstdint>
#include <list>
#include <optional>
#include <string>
#include <unordered_map>

#include "http/client.h"

namespace reeve::http {

struct CachedResponse {
  Response response;
  int64_t expires_ns = 0;  // since 1970
};

class Cache {
 public:
  // Bytes of keys and answers, roughly.
  explicit Cache(size_t max_bytes) : max_bytes_(max_bytes) {}

  std::optional<CachedResponse> Find(const std::string& key);
  // An answer that takes more than all there is is not kept.
  void Insert(std::string key, CachedResponse response);
  void Remove(const std::string& key);
  size_t bytes() const { return bytes_; }

 private:
  struct Entry {
    std::string key;
    CachedResponse response;
    size_t bytes;
  };
  size_t max_bytes_;
  size_t bytes_ = 0;
  std::list<Entry> entries_;  // the most recently used first
  std::unordered_map<std::string, std::list<Entry>::iterator> by_key_;
};

}  // namespace reeve::http

#endif  // REEVE_LIB_HTTP_CACHE_H_
