// KeyTable: the constant key texts of a Program, interned while input is parsed. See json.h.
#ifndef REEVE_LIB_VALUE_KEY_TABLE_H_
#define REEVE_LIB_VALUE_KEY_TABLE_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "value/rep.h"

namespace reeve::value {

class KeyTable {
 public:
  // `keys`: string values whose bytes outlive the table.
  explicit KeyTable(const std::vector<Value>& keys);
  // The interned string equal to `text` whose TagOfString is `tag`, or null.
  const Value* Find(std::string_view text, uint32_t tag) const {
    if (slots_.empty()) return nullptr;
    for (uint32_t i = tag & mask_; slots_[i].used; i = (i + 1) & mask_) {
      if (slots_[i].tag == tag && slots_[i].text.string() == text) return &slots_[i].text;
    }
    return nullptr;
  }

 private:
  struct Slot { Value text; uint32_t tag = 0; bool used = false; };
  std::vector<Slot> slots_;
  uint32_t mask_ = 0;
};

}  // namespace reeve::value

#endif  // REEVE_LIB_VALUE_KEY_TABLE_H_
