// Options and Limits: every mode and every bound of the library, with default and reason.
//
//     reeve::Options options;
//     options.rego_version = reeve::RegoVersion::kV0;
//     options.limits.eval_work = 10'000'000;     // work units per evaluation
#ifndef REEVE_OPTIONS_H_
#define REEVE_OPTIONS_H_

#include <cstdint>
#include <functional>
#include <string>

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

struct Options {
  // The version that modules without `import rego.v1` are written in.
  RegoVersion rego_version = RegoVersion::kV1;
  // Accept what old regorus policies contain and OPA refuses: recursive functions (bounded by limits.max_call_depth) and a
  // blank between `print` and its parenthesis.
  bool legacy = false;
  Prints prints = Prints::kErase;
  // A failing built-in call is an error of the evaluation (OPA's --strict-builtin-errors) instead of undefined.
  bool strict_builtin_errors = false;
  // The package whose rules Evaluate(api_name) answers, such as "agent_policy". Empty: the package of the only module,
  // or of all modules if they share it; otherwise Compile refuses.
  std::string package;
  Limits limits;
  // The time of an evaluation, in nanoseconds since 1970; the system's clock if empty. Asked once per evaluation.
  std::function<int64_t()> clock;
  // 64 random bits; the system's randomness if empty.
  std::function<uint64_t()> random;

  // Optimizations; answers never depend on them. Off only in tests and explanations.
  bool fold = true;          // evaluate at load what depends on the policy alone
  bool rule_index = true;    // skip rules whose equality tests cannot hold
  bool early_exit = true;    // stop looking for results that cannot differ
};

}  // namespace reeve

#endif  // REEVE_OPTIONS_H_
