// Keeps answers and their order of use. See cache.h.
#include "http/cache.h"

#include "http/text.h"

namespace reeve::http {

std::optional<CachedResponse> Cache::Find(const std::string& key) {
  auto found = by_key_.find(key);
  if (found == by_key_.end()) return std::nullopt;
  entries_.splice(entries_.begin(), entries_, found->second);
  return found->second->response;
}

void Cache::Insert(std::string key, CachedResponse response) {
  Remove(key);
  size_t bytes = 2 * key.size() + response.response.body.size() + response.response.status.size() + sizeof(Entry);
  for (const auto& [name, value] : response.response.headers) bytes += name.size() + value.size() + 2 * sizeof(std::string);
  if (bytes > max_bytes_) return;
  while (bytes_ + bytes > max_bytes_) Remove(std::string(entries_.back().key));
  entries_.push_front({key, std::move(response), bytes});
  by_key_.emplace(std::move(key), entries_.begin());
  bytes_ += bytes;
}

void Cache::Remove(const std::string& key) {
  auto found = by_key_.find(key);
  if (found == by_key_.end()) return;
  bytes_ -= found->second->bytes;
  entries_.erase(found->second);
  by_key_.erase(found);
}

std::string_view HeaderOf(const Headers& headers, std::string_view name) {
  for (const auto& [key, value] : headers) {
    if (EqualIgnoringCase(key, name)) return value;
  }
  return "";
}

}  // namespace reeve::http
