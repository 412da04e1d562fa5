// Evaluation: policies, inputs and data, with and without optimizations, which must not change an answer.
//
// The bits of the first byte: version 0, legacy, failing built-ins are errors, prints kept, and whether a module follows as text
// (module, input and data with a zero byte between them; all rules are asked) or any bytes, of which a well-formed
// module with its documents and a query is made.
#include <algorithm>

#include "reeve/engine.h"
#include "tests/differential/generator.h"
#include "tests/fuzz/fuzz.h"

using namespace reeve;

namespace {

struct Case {
  Options options;
  std::vector<std::string> modules;
  std::string data, input, query;
};

Case Read(std::string_view bytes) {
  uint8_t how = fuzz::TakeByte(bytes);
  Case c;
  c.options.legacy = how & 2;
  c.options.prints = how & 8 ? Prints::kRecord : Prints::kErase;
  c.options.clock = [] { return int64_t{1700000000000000000}; };
  c.options.random = [] { return uint64_t{42}; };
  c.options.limits.fold_work = 50000;
  c.options.limits.eval_work = 100000;
  c.options.limits.load_memory = c.options.limits.eval_memory = size_t{64} << 20;
  c.options.limits.max_syntax_depth = 64;
  bool v0 = how & 1;
  c.options.strict_builtin_errors = how & 4;
  if (how & 16) {
    differential::GeneratedCase made = differential::Generate(differential::Random(bytes));
    v0 = made.v0;
    c.options.strict_builtin_errors = made.strict_errors;
    c.options.package = "p";
    c.modules = std::move(made.modules);
    c.data = std::move(made.data);
    c.input = std::move(made.input);
    c.query = std::move(made.query);
  } else {
    c.modules = {std::string(fuzz::TakeUntil(bytes, '\0'))};
    c.input = fuzz::TakeUntil(bytes, '\0');
    c.data = fuzz::TakeUntil(bytes, '\0');
    c.query = "data = x";
  }
  c.options.rego_version = v0 ? RegoVersion::kV0 : RegoVersion::kV1;
  return c;
}

Result<std::shared_ptr<const Policy>> Load(const Case& c, bool optimized) {
  Options options = c.options;
  options.fold = options.rule_index = options.early_exit = optimized;
  Engine engine(options);
  for (size_t i = 0; i < c.modules.size(); ++i) {
    if (Status s = engine.AddModule(std::to_string(i) + ".rego", c.modules[i]); !s.ok()) return s;
  }
  if (!c.data.empty()) {
    if (Status s = engine.AddData(c.data); !s.ok()) return s;
  }
  return engine.Compile();
}

bool IsLimit(const Status& status) {
  switch (status.code()) {
    case Code::kWorkLimit:
    case Code::kMemoryLimit:
    case Code::kDepthLimit:
    case Code::kSizeLimit:
      return true;
    default:
      fuzz::Require(status.ok() || status.code() != Code::kEvalInternal, "no policy makes the engine fail");
      return false;
  }
}

// The rows' values of x as texts, in order; the error's code; nothing where a limit ended it, which says nothing of the answer.
std::optional<std::vector<std::string>> Ask(Context& context, const Query& query, const std::string& input) {
  Result<ResultSet> rows = context.Evaluate(query, std::string_view(input));
  if (IsLimit(rows.status())) return std::nullopt;
  if (!rows.ok()) return std::vector<std::string>{"error"};
  std::vector<std::string> texts;
  for (const ResultRow& row : rows->rows()) {
    for (const auto& [name, v] : row.bindings) texts.push_back(std::string(name) + " = " + v.ToRego());
  }
  for (size_t i = 0; i < rows->print_count(); ++i) (void)rows->PrintText(i);
  std::sort(texts.begin(), texts.end());
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  return texts;
}

void Explain(Context& context, const std::string& name, const std::string& input) {
  Result<Decision> decision = context.Evaluate(name, input);
  if (IsLimit(decision.status()) || !decision.ok()) return;
  (void)Judge(*decision).ok();
  Result<Explanation> why = context.Explain(*decision, {.show_values = true, .max_candidates = 64});
  if (IsLimit(why.status()) || !why.ok()) return;
  fuzz::Require(why->agrees, "an explanation is of the same answer");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Case c = Read(fuzz::Text(data, size));
  Result<std::shared_ptr<const Policy>> policy = Load(c, true);
  if (IsLimit(policy.status()) || !policy.ok()) return 0;
  Result<std::shared_ptr<const Query>> query = (*policy)->Prepare(c.query);
  if (IsLimit(query.status()) || !query.ok()) return 0;
  Context context(*policy);
  std::optional<std::vector<std::string>> answer = Ask(context, **query, c.input);
  std::vector<std::string> rules = (*policy)->RuleNames();
  for (size_t i = 0; i < rules.size() && i < 2; ++i) Explain(context, rules[i], c.input);
  if (!answer) return 0;
  Result<std::shared_ptr<const Policy>> plain = Load(c, false);
  if (IsLimit(plain.status())) return 0;
  fuzz::Require(plain.ok(), "a policy compiles with and without optimizations");
  Result<std::shared_ptr<const Query>> same = (*plain)->Prepare(c.query);
  if (IsLimit(same.status())) return 0;
  fuzz::Require(same.ok(), "a query compiles with and without optimizations");
  Context other(*plain);
  std::optional<std::vector<std::string>> without = Ask(other, **same, c.input);
  fuzz::Require(!without || *without == *answer, "optimizations do not change an answer");
  return 0;
}
