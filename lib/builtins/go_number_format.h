// The text of single numbers as Go's strconv writes them. See go_format.h.
#ifndef REEVE_LIB_BUILTINS_GO_NUMBER_FORMAT_H_
#define REEVE_LIB_BUILTINS_GO_NUMBER_FORMAT_H_

#include <cstdint>
#include <string>

namespace reeve::builtins {

// strconv.FormatFloat(d, verb, precision, 64): verbs e E f F g G b x X; precision -1 = the shortest that reads back.
std::string FormatDouble(double d, char verb, int precision);

// Digits of an unsigned integer in base 2, 8, 10 or 16.
std::string FormatUnsigned(uint64_t n, int base, bool upper);

}  // namespace reeve::builtins

#endif  // REEVE_LIB_BUILTINS_GO_NUMBER_FORMAT_H_
