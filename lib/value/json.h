// JSON text to values and back. Alone in the project this folder sees RapidJSON.
// Tested by tests/value/json_test.cc.
#ifndef REEVE_LIB_VALUE_JSON_H_
#define REEVE_LIB_VALUE_JSON_H_

#include <string>
#include <string_view>

#include "base/budget.h"
#include "reeve/status.h"
#include "value/rep.h"

namespace reeve::value {

// Known key texts: a key that is in here becomes the interned string itself (same pointer), with its tag known, so that
// a look-up of a constant key in the parsed value compares pointers. Immutable, made once a Program.
class KeyTable;

struct JsonOptions {
  size_t max_depth = 512;
  size_t max_bytes = static_cast<size_t>(-1);
  const KeyTable* keys = nullptr;
  Budget* budget = nullptr;      // charged one unit per 16 bytes and one per value
};

// One JSON text, whole (white space around it is skipped, so is a byte order mark). Everything is copied into `arena`.
// OPA's reader is Go's encoding/json: duplicate keys: the last wins; a lone surrogate escape becomes U+FFFD; numbers keep their
// text; invalid UTF-8 is refused here (fail closed). Errors: kInvalidInput with row and column, kDepthLimit, kSizeLimit.
Result<Value> ParseJson(Arena& arena, std::string_view text, const JsonOptions& options = {});

// The value at the start of `text`, for data literals inside policies: strict JSON but for trailing commas. On success
// `consumed` is its length in bytes and `newlines` the line breaks in it; nullopt if what stands there is not JSON to its end bracket.
struct JsonPrefix { Value value; size_t consumed = 0; size_t newlines = 0; };
std::optional<JsonPrefix> ReadJsonPrefix(Arena& arena, std::string_view text, size_t max_depth);

// Compact JSON. Sets as arrays in order; keys that are no strings as their JSON text; keys in the order of their texts.
void AppendJson(const Value& v, std::string& out);
// Go's encoding/json escapes: `html` also escapes <, > and & as \u003c (OPA's json.marshal and eval output).
void AppendJsonString(std::string_view text, std::string& out, bool html);
void AppendJsonHtml(const Value& v, std::string& out);
// With line breaks and `indent` spaces a level, as Go's json.MarshalIndent; html escapes as asked.
void AppendJsonIndented(const Value& v, std::string& out, int indent, bool html);

}  // namespace reeve::value

#endif  // REEVE_LIB_VALUE_JSON_H_
