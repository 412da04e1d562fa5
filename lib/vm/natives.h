// The built-ins that a Program may call, by id: the table's functions and the program's own.
#ifndef REEVE_LIB_VM_NATIVES_H_
#define REEVE_LIB_VM_NATIVES_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "capabilities/builtin.h"
#include "capabilities/call.h"
#include "reeve/builtin.h"

namespace reeve::vm {

struct Native {
  capabilities::NativeFunction function = nullptr;  // null: host
  const HostFunction* host = nullptr;
  std::string_view name;
  bool nondeterministic = false;
};

// Immutable while programs run; by built-in id.
using Natives = std::vector<Native>;

}  // namespace reeve::vm

#endif  // REEVE_LIB_VM_NATIVES_H_
