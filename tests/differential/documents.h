// Documents: inputs and base documents that generated modules can read.
//
// Both have the same members, so that a generated ref has a value most of the time: n, m (numbers), s, t (strings), flag, off
// (booleans), nums, names, attrs {string: number}, labels {string: string}, items [{id, name, tags, ok, at: {x, y}}],
// matrix, nothing (null), mixed. Now and then a member is missing or of another type.
#ifndef REEVE_TESTS_DIFFERENTIAL_DOCUMENTS_H_
#define REEVE_TESTS_DIFFERENTIAL_DOCUMENTS_H_

#include <string>

#include "tests/differential/random.h"

namespace reeve::differential {

// One object with the members above, as JSON text.
std::string MakeMembers(Random& random);
// Base documents: {"cfg": members, "users": {name: item}, "p": {"ext": ...} now and then}.
std::string MakeData(Random& random);

// Texts and numbers that documents and modules share, so that comparisons hold often enough.
std::string AnyWord(Random& random);
std::string AnyNumber(Random& random);
std::string AnyKey(Random& random);

}  // namespace reeve::differential

#endif  // REEVE_TESTS_DIFFERENTIAL_DOCUMENTS_H_
