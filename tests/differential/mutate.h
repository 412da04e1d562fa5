// Mutate: a module made wrong, or another one, by one or a few small edits of its text.
#ifndef REEVE_TESTS_DIFFERENTIAL_MUTATE_H_
#define REEVE_TESTS_DIFFERENTIAL_MUTATE_H_

#include <string>

#include "tests/differential/random.h"

namespace reeve::differential {

// Drops, doubles, swaps and replaces tokens, characters and lines. What comes out may still be right.
std::string Mutate(const std::string& text, Random& random);

}  // namespace reeve::differential

#endif  // REEVE_TESTS_DIFFERENTIAL_MUTATE_H_
