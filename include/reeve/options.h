// Options and Limits: every mode and every bound of the library, with default and reason.
//
//     reeve::Options options;
//     options.rego_version = reeve::RegoVersion::kV0;
//     options.limits.eval_work = 10'000'000;     // work units per evaluation
#ifndef REEVE_OPTIONS_H_
#define REEVE_OPTIONS_H_

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace reeve {

// limits.def is the one table: name, default, unit, reason, error code.
struct Limits {
#define REEVE_LIMIT(field, default_value, unit, reason, code) uint64_t field = default_value;
#include "reeve/limits.def"
#undef REEVE_LIMIT
};

enum class RegoVersion : uint8_t { kV0, kV1 };

enum class Prints : uint8_t {
  kErase,   // print calls are removed when compiling, as OPA does by default
  kRecord,  // each print keeps its values; text is made only when somebody reads it (Decision::PrintText)
};

// What policies may ask of the world outside. A policy that calls a built-in without its grant is refused by Compile. Functions that
// a program registers need no grant.
struct Grants {
  bool clock = true;         // time.now_ns, io.jwt.decode_verify, crypto.x509.parse_and_verify_certificates
  bool randomness = true;    // rand.intn, uuid.rfc4122, io.jwt.encode_sign
  bool network = false;      // http.send, net.lookup_ip_addr
  bool environment = false;  // opa.runtime, and files, variables and sockets of the host that http.send names
  // Names or addresses that the network grant is for; nothing: any.
  std::optional<std::vector<std::string>> allow_net;

  // For an agent inside a confidential VM, whose clock and network are the host's.
  static Grants None() { return {false, false, false, false, {}}; }
  static Grants All() { return {true, true, true, true, {}}; }
};

struct Options {
  // The version that modules without `import rego.v1` are written in.
  RegoVersion rego_version = RegoVersion::kV1;
  // Accept what old regorus policies contain and OPA refuses: recursive functions (bounded by limits.max_call_depth) and a
  // blank between `print` and its parenthesis.
  bool legacy = false;
  // Refuse what OPA's strict mode refuses: unused variables and imports, names that hide others, deprecated built-ins.
  bool strict = false;
  // What policies may need, as OPA's capabilities.json; empty: all that Reeve has. A policy that calls a built-in or uses syntax that is not
  // in it is refused.
  std::string capabilities;
  // JSON schemas by name: "schema" types the input of all rules; "schema.request" and schema["a-b"] are what `schemas:` in METADATA blocks
  // names. A policy that asks of a document what its schema does not have is refused.
  std::map<std::string, std::string> schemas;
  Prints prints = Prints::kErase;
  // A failing built-in call is an error of the evaluation (OPA's --strict-builtin-errors) instead of undefined.
  bool strict_builtin_errors = false;
  // The package whose rules Evaluate(api_name) answers, such as "agent_policy". Empty: the package of the only module,
  // or of all modules if they share it; otherwise Compile refuses.
  std::string package;
  Limits limits;
  Grants grants;
  // What opa.runtime answers: a JSON object; empty: {}.
  std::string runtime;
  // The time of an evaluation, in nanoseconds since 1970; the system's clock if empty. Asked once per evaluation.
  std::function<int64_t()> clock;
  // 64 random bits; the system's randomness if empty.
  std::function<uint64_t()> random;

  // Optimizations; answers never depend on them. Off only in tests and explanations.
  bool fold = true;          // evaluate at load what depends on the policy alone
  bool rule_index = true;    // skip rules whose equality tests cannot hold
  bool early_exit = true;    // stop looking for results that cannot differ
  bool comprehension_index = true;  // collect what a comprehension in a loop yields once, by the loop's keys
};

}  // namespace reeve

#endif  // REEVE_OPTIONS_H_
