// Mutate: a request with one field changed, the same on every machine.
//
//     Mutate(R"({"OCI": {"Process": {"Args": ["sh"]}}})", "web/3/0")   ->   ... ["shx"] ..., or Args without its "sh", or ...
//
// The field is found by a random walk from the root, so each subtree is as likely as its siblings whatever their sizes.
// Strings are lengthened, cut, emptied or given a path; numbers grow by one; booleans flip; arrays lose or double an element.
#ifndef REEVE_TESTS_KATA_MUTATE_H_
#define REEVE_TESTS_KATA_MUTATE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace reeve::kata {

// The mutations of one request: `count` different texts, none equal to the request's own JSON.
std::vector<std::string> Mutations(std::string_view json, const std::string& seed, size_t count);

// How many a request of this kind gets: five; where policies look closely, more, so that each field's check is met.
inline size_t MutationCount(std::string_view kind) {
  return kind == "CreateContainerRequest" ? 60 : kind == "ExecProcessRequest" || kind == "CopyFileRequest" ? 10 : 5;
}

// FNV-1a with 64 bits: names a text in the recorded list.
uint64_t HashText(std::string_view text);
std::string HashHex(std::string_view text);

}  // namespace reeve::kata

#endif  // REEVE_TESTS_KATA_MUTATE_H_
