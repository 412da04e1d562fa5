// Go's fmt.Sprintf for the operands that Rego has: verbs v d b o O x X c q U e E f F g G s t T, the flags # 0 + - and
// space, widths, precisions, * and [n], and fmt's own error texts, such as %!d(MISSING). Left out: # with
// floating-point verbs. What it writes is charged to the budget. Tested by tests/builtins/sprintf_test.cc against what
// OPA writes.
#ifndef REEVE_LIB_BUILTINS_GO_FORMAT_H_
#define REEVE_LIB_BUILTINS_GO_FORMAT_H_

#include <span>
#include <string_view>

#include "builtins/text_builder.h"

namespace reeve::builtins {

// An operand as OPA hands it to fmt: numbers without fraction and exponent are integers (of any size), other numbers
// float64, strings strings, and everything else its Rego text.
struct FormatOperand {
  enum Kind : uint8_t { kInteger, kBigInteger, kFloat, kString } kind = kString;
  int64_t integer = 0;
  double real = 0;
  std::string_view text;  // of strings and big integers
};

void FormatGo(std::string_view format, std::span<const FormatOperand> operands, TextBuilder* out);

}  // namespace reeve::builtins

#endif  // REEVE_LIB_BUILTINS_GO_FORMAT_H_
