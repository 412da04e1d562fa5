// KeyTable: an open-addressed table of at most half its slots in use. Tested by tests/value/json_test.cc.
#include "value/key_table.h"

#include "value/table.h"

namespace reeve::value {

KeyTable::KeyTable(const std::vector<Value>& keys) {
  if (keys.empty()) return;
  uint32_t slots = 8;
  while (slots < keys.size() * 2) slots *= 2;
  slots_.resize(slots);
  mask_ = slots - 1;
  for (const Value& key : keys) {
    uint32_t tag = TagOfString(key.string());
    if (Find(key.string(), tag) != nullptr) continue;
    uint32_t i = tag & mask_;
    while (slots_[i].used) i = (i + 1) & mask_;
    slots_[i] = {key, tag, true};
  }
}

}  // namespace reeve::value
