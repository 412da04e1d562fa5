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

// An operand as OPA hands it to fmt. To sprintf, numbers without fraction and exponent are integers (of any size), other
// numbers float64, strings strings, and everything else its Rego text. Templates (template.h) have the other kinds too.
struct FormatOperand {
  enum Kind : uint8_t { kInteger, kBigInteger, kFloat, kString, kBoolean, kNil, kComposite } kind = kString;
  int64_t integer = 0;       // 0 or 1 of booleans
  double real = 0;
  std::string_view text;     // of strings and big integers
  std::string_view type;     // its Go type, where that is not the kind's own
  Value value;               // of kComposite: an array or an object of JSON, whose numbers are json.Number
};

// An operand as fmt sees a value of JSON that was read into Go's any. A number's text may be made in the arena.
FormatOperand JsonOperand(Arena& arena, const Value& v);

// fmt.Sprint and Sprintln.
void PrintGo(std::span<const FormatOperand> operands, bool line, TextBuilder* out);
void FormatGo(std::string_view format, std::span<const FormatOperand> operands, TextBuilder* out);

}  // namespace reeve::builtins

#endif  // REEVE_LIB_BUILTINS_GO_FORMAT_H_
