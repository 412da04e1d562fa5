// Rego text to a program, under every option: refused with diagnostics, or compiled, verified and listed.
//
// The bits of the first byte: version 0, legacy, strict, prints kept, no folding, no rule index, no early exit, no grants. The
// text may hold several modules, with a zero byte between them.
#include "reeve/engine.h"
#include "tests/fuzz/fuzz.h"

using namespace reeve;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view text = fuzz::Text(data, size);
  uint8_t how = fuzz::TakeByte(text);
  Options options;
  options.rego_version = how & 1 ? RegoVersion::kV0 : RegoVersion::kV1;
  options.legacy = how & 2;
  options.strict = how & 4;
  options.prints = how & 8 ? Prints::kRecord : Prints::kErase;
  options.fold = !(how & 16);
  options.rule_index = !(how & 32);
  options.early_exit = !(how & 64);
  options.grants = how & 128 ? Grants::None() : Grants::All();
  options.grants.network = options.grants.environment = false;
  options.limits.fold_work = 100000;
  options.limits.load_memory = size_t{64} << 20;
  options.limits.max_syntax_depth = 64;
  Engine engine(options);
  for (int i = 0; i < 4 && (i == 0 || !text.empty()); ++i) {
    if (!engine.AddModule(std::to_string(i) + ".rego", std::string(fuzz::TakeUntil(text, '\0'))).ok()) return 0;
  }
  Result<std::shared_ptr<const Policy>> policy = engine.Compile();
  if (!policy.ok()) {
    fuzz::Require(!policy.status().diagnostics().empty(), "a refusal has a diagnostic");
    fuzz::Require(policy.status().code() != Code::kEvalInternal, "no policy makes a program that is refused by the verifier");
    return 0;
  }
  for (Form form : {Form::kAst, Form::kPolicy, Form::kPlan, Form::kProgram})
    fuzz::Require((*policy)->Dump(form).ok(), "each form of a policy is printed");
  return 0;
}
