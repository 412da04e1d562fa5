// Operands: values for built-ins, made at random from the texts of their declared types.
//
//     Operands operands(seed);
//     std::vector<Value> list = operands.For(builtin);   // mostly of the right types; edge values among them
//
// Strings come from pools that suit the built-in's name (patterns for regex.*, networks for net.*), some of them with a
// change, so that both right and almost right texts occur. Values live as long as the object.
#ifndef REEVE_TESTS_DIFFERENTIAL_OPERANDS_H_
#define REEVE_TESTS_DIFFERENTIAL_OPERANDS_H_

#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "capabilities/builtin.h"
#include "reeve/value.h"
#include "tests/differential/random.h"

namespace reeve::differential {

class Operands {
 public:
  explicit Operands(Random random) : random_(random) {}
  explicit Operands(uint64_t seed) : random_(seed) {}
  std::vector<Value> For(const capabilities::Builtin& builtin);
  // A value of a type text of OPA's, such as "any<array[any], set[any]>", which is consumed.
  Value OfType(std::string_view* type, int depth);

 private:
  Value Any(int depth);
  Value AnyNumber();
  Value AnyString();
  Value Composite(std::string_view kind, std::string_view* type, int depth);
  std::vector<Value> Fixed(std::string_view* type, int depth, std::vector<std::string_view>* names);
  std::string Changed(std::string text);

  Random random_;
  Arena arena_;
  std::string_view name_;  // of the built-in
};

}  // namespace reeve::differential

#endif  // REEVE_TESTS_DIFFERENTIAL_OPERANDS_H_
