// Explain: evaluates a decision again with a traced program and says for each candidate body which expression failed first.
//
// The trace is a list of events: a body begins, an expression begins, a loop takes its next member, a body ended with a
// result. A candidate is one round of a body's outermost loop (or the body, without loops); it failed at the expression that it
// got furthest to. What was called from that expression are its causes, one level deeper. Tested by tests/engine/explain_test.cc.
#include <algorithm>
#include <map>

#include "engine/evaluation.h"
#include "value/compare.h"
#include "value/format.h"

namespace reeve {
namespace engine {
namespace {

constexpr size_t kShownBytes = 160;  // of an expression or value
constexpr size_t kMostKept = 4096;   // candidates in memory

struct Node {
  uint32_t rule = 0;                 // trace point of the body
  uint32_t loop = 0;                 // trace point of its outermost loop
  bool looped = false, succeeded = false;
  Value key;
  uint32_t furthest = 0;             // trace point of an expression; 0: none yet (point 0 is a body's)
  std::string values;
  std::vector<Node> causes;          // candidates of what the furthest expression called
};

class Tracer {
 public:
  Tracer(const Compiled& compiled, const ExplainOptions& options) : compiled_(compiled), options_(options) {}

  std::vector<Node> Read(const std::vector<vm::TraceEvent>& events) {
    for (const vm::TraceEvent& event : events) {
      while (!open_.empty() && open_.back().depth > event.depth) CloseLast();
      switch (event.kind) {
        case vm::TraceEvent::Kind::kBody:
          if (!open_.empty() && open_.back().depth == event.depth) CloseLast();
          open_.push_back({event.depth, Node{}});
          open_.back().node.rule = event.point;
          break;
        case vm::TraceEvent::Kind::kExpr: if (!open_.empty() && open_.back().depth == event.depth) AtExpression(event.point); break;
        case vm::TraceEvent::Kind::kLoop: if (!open_.empty() && open_.back().depth == event.depth) AtLoop(event); break;
        case vm::TraceEvent::Kind::kValues:
          if (options_.show_values && !open_.empty() && open_.back().depth == event.depth && event.point >= open_.back().node.furthest) {
            open_.back().node.values = Shown(event.key) + " and " + Shown(event.other);
          }
          break;
      }
    }
    while (!open_.empty()) CloseLast();
    return std::move(roots_);
  }

 private:
  struct Open { uint32_t depth; Node node; };

  static std::string Shown(const Value& v) {
    if (vm::IsUndefined(v) || vm::IsHandle(v)) return "undefined";
    std::string text;
    value::AppendRego(v, text, kShownBytes);
    return text.size() > kShownBytes ? text.substr(0, kShownBytes) + "..." : text;
  }

  void AtExpression(uint32_t point) {
    Node& node = open_.back().node;
    if (compiled_.program.trace_points[point].location.row == 0) {  // the mark behind a body: it had a result
      node.succeeded = true;
      return;
    }
    if (point > node.furthest) {
      node.furthest = point;
      node.causes.clear();
      node.values.clear();
    }
  }

  void AtLoop(const vm::TraceEvent& event) {
    Node& node = open_.back().node;
    if (!node.looped) {
      node.looped = true;
      node.loop = event.point;
      node.key = event.key;
      return;
    }
    if (node.loop != event.point) return;  // an inner loop
    Node next;
    next.rule = node.rule;
    next.loop = node.loop;
    next.looped = true;
    next.key = event.key;
    uint32_t depth = open_.back().depth;
    CloseLast();
    open_.push_back({depth, std::move(next)});
  }

  void CloseLast() {
    Open last = std::move(open_.back());
    open_.pop_back();
    if (last.node.succeeded || ++kept_ > kMostKept) return;
    if (open_.empty()) roots_.push_back(std::move(last.node));
    else open_.back().node.causes.push_back(std::move(last.node));
  }

  const Compiled& compiled_;
  const ExplainOptions& options_;
  std::vector<Open> open_;
  std::vector<Node> roots_;
  size_t kept_ = 0;
};

// The source text at a location, on one line.
std::string TextAt(const std::vector<Source>& sources, const Location& at) {
  if (at.source >= sources.size() || at.end <= at.offset || at.end > sources[at.source].text.size()) return "";
  std::string text;
  bool blank = false;
  for (char c : std::string_view(sources[at.source].text).substr(at.offset, at.end - at.offset)) {
    bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (space && blank) continue;
    blank = space;
    text += space ? ' ' : c;
    if (text.size() > kShownBytes) return text + "...";
  }
  return text;
}

void Flatten(const Compiled& compiled, const std::vector<Node>& nodes, uint32_t depth, const ExplainOptions& options, Explanation* out) {
  for (const Node& node : nodes) {
    if (out->candidates.size() >= options.max_candidates) {
      out->truncated = true;
      return;
    }
    const auto& points = compiled.program.trace_points;
    Explanation::Candidate candidate;
    std::string_view rule = points[node.rule].rule;
    candidate.rule = rule.substr(rule.rfind('.') == std::string_view::npos ? 0 : rule.rfind('.') + 1);
    if (node.looped) {
      std::string key;
      value::AppendPrint(node.key, key);
      candidate.loop = TextAt(compiled.sources, points[node.loop].location) + " [" + key.substr(0, kShownBytes) + "]";
    }
    const Location& at = points[node.furthest == 0 ? node.rule : node.furthest].location;
    candidate.file = at.source < compiled.sources.size() ? compiled.sources[at.source].name : "";
    candidate.row = at.row;
    candidate.column = at.column;
    candidate.expression = node.furthest == 0 ? "its arguments do not match" : TextAt(compiled.sources, at);
    candidate.depth = depth;
    candidate.values = node.values;
    out->candidates.push_back(std::move(candidate));
    Flatten(compiled, node.causes, depth + 1, options, out);
  }
}

// Runs `function` of a traced program over what `evaluation` read.
Explanation ExplainFunction(ContextState& context, const Compiled& compiled, uint32_t function, const Evaluation& evaluation,
                            const ExplainOptions& options) {
  vm::Scratch scratch;
  scratch.arena.set_limit(compiled.inputs->options.limits.eval_memory);
  Budget budget(compiled.inputs->options.limits.eval_work);
  // The recorded answers stand in for clock and randomness.
  scratch.answers = evaluation.scratch.answers;
  vm::Machine machine(compiled.program, compiled.inputs->natives, scratch, budget, context.patterns, evaluation.environment,
                      MachineOptionsOf(compiled.inputs->options), evaluation.input, evaluation.data->root);
  Value value;
  bool defaulted = false;
  vm::Outcome outcome = machine.Evaluate(function, &value, &defaulted);
  bool defined = outcome == vm::Outcome::kValue;
  Explanation explanation;
  explanation.agrees = outcome != vm::Outcome::kError && defined == evaluation.defined && defaulted == evaluation.defaulted &&
                       (!defined || value::Equal(value, evaluation.value));
  Flatten(compiled, Tracer(compiled, options).Read(scratch.trace), 0, options, &explanation);
  return explanation;
}

}  // namespace

Result<Explanation> ExplainEvaluation(ContextState& context, const Evaluation& evaluation, const ExplainOptions& options) {
  using R = Result<Explanation>;
  return Guarded<R>([&]() -> R {
    if (!evaluation.exists) return Explanation();
    if (context.traced == nullptr) {
      Result<std::unique_ptr<Compiled>> traced = BuildTraced(evaluation.compiled->inputs, nullptr);
      if (!traced.ok()) return traced.status();
      context.traced = std::move(*traced);
    }
    const Compiled& compiled = *context.traced;
    std::string name = "data." + context.policy->state()->package + "." + evaluation.api_name;
    auto function = std::find_if(compiled.program.functions.begin(), compiled.program.functions.end(),
                                 [&](const program::Function& f) { return f.name == name; });
    if (function == compiled.program.functions.end()) return Status(Code::kEvalInternal, "the traced policy has no rule " + name);
    return ExplainFunction(context, compiled, static_cast<uint32_t>(function - compiled.program.functions.begin()), evaluation, options);
  });
}

Result<Explanation> ExplainQuery(ContextState& context, const QueryState& query, const Evaluation& evaluation, const ExplainOptions& options) {
  using R = Result<Explanation>;
  return Guarded<R>([&]() -> R {
    QueryText text{query.text, &query.imports, query.package};
    Result<std::unique_ptr<Compiled>> traced = BuildTraced(evaluation.compiled->inputs, &text);
    if (!traced.ok()) return traced.status();
    return ExplainFunction(context, **traced, (*traced)->program.query->function, evaluation, options);
  });
}

}  // namespace engine

// The cause at the end of the chain of the candidate that got furthest.
std::string Explanation::Summary() const {
  const Candidate* best = nullptr;
  for (size_t i = 0; i < candidates.size(); ++i) {
    const Candidate& candidate = candidates[i];
    if (candidate.depth == 0 && (best == nullptr || candidate.row >= best->row)) best = &candidate;
  }
  if (best == nullptr) return "no rule of this name has a body that could hold";
  // Down its causes, again by how far they got.
  size_t at = static_cast<size_t>(best - candidates.data());
  for (uint32_t depth = 1;; ++depth) {
    if (best->expression.rfind("not ", 0) == 0) break;  // it failed because what is below held
    const Candidate* next = nullptr;
    for (size_t i = at + 1; i < candidates.size() && candidates[i].depth >= depth; ++i) {
      // Of equals the last: the round at which an `every` stopped.
      if (candidates[i].depth == depth && (next == nullptr || candidates[i].row >= next->row)) next = &candidates[i];
    }
    if (next == nullptr) break;
    best = next;
    at = static_cast<size_t>(next - candidates.data());
  }
  std::string line = best->file + ":" + std::to_string(best->row) + ": " + best->expression;
  if (!best->values.empty()) line += " (" + best->values + ")";
  return line;
}

}  // namespace reeve
