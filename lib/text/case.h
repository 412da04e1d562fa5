// Upper and lower case of single code points (Unicode's simple mappings: no final sigma, no sharp s to SS), as Go has
// them.
#ifndef REEVE_LIB_TEXT_CASE_H_
#define REEVE_LIB_TEXT_CASE_H_

#include <cstdint>

namespace reeve::text {

uint32_t ToLower(uint32_t code_point);
uint32_t ToUpper(uint32_t code_point);
// Unicode's white space.
bool IsSpace(uint32_t code_point);

}  // namespace reeve::text

#endif  // REEVE_LIB_TEXT_CASE_H_
