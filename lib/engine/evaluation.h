// Evaluation: what one answer owns, and the pool that a Context keeps them in between calls.
#ifndef REEVE_LIB_ENGINE_EVALUATION_H_
#define REEVE_LIB_ENGINE_EVALUATION_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/pipeline.h"
#include "engine/store.h"
#include "http/cache.h"
#include "text/pattern_cache.h"
#include "vm/scratch.h"

namespace reeve::engine {

struct Evaluation;

// Evaluations that are not in use, with their memory. Shared with the evaluations themselves, so that an answer may be
// let go at any time.
struct Pool {
  std::vector<std::unique_ptr<Evaluation>> free;
  size_t limit = 0;       // bytes that may be kept
  size_t kept = 0;        // bytes that are
};

struct Evaluation {
  std::shared_ptr<Pool> pool;   // while in use; null in the pool
  std::shared_ptr<const Compiled> compiled;
  std::shared_ptr<const DataVersion> data;
  vm::Scratch scratch;
  std::string api_name;
  std::optional<Value> input;
  Value value;
  bool exists = false, defined = false, defaulted = false;
  capabilities::Environment environment;
  size_t counted = 0;     // bytes of the scratch arena that the pool counts as kept
};

// Takes an evaluation from the pool, or makes one; gives one back.
std::unique_ptr<Evaluation> Lease(const std::shared_ptr<Pool>& pool);
void GiveBack(std::unique_ptr<Evaluation> evaluation);

// Puts the answers of `document` where the machine looks for them; the reverse of RecordedAnswers.
Status ReplayAnswers(Evaluation& evaluation, const Document& document);
Document RecordedAnswers(const Evaluation& evaluation);

// The text of a recorded print, and where it stands.
std::string PrintText(const Evaluation& evaluation, size_t i);
std::string PrintPlace(const Evaluation& evaluation, size_t i);

// An error of the machine as a Status.
Status ErrorStatus(const Compiled& compiled, const vm::RunError& error);

struct ContextState {
  std::shared_ptr<const Policy> policy;
  std::shared_ptr<Store> store;
  std::shared_ptr<const DataVersion> data;            // the version read last
  std::shared_ptr<Pool> pool;
  text::PatternCache patterns;
  http::Cache http_cache;
  std::unique_ptr<const Compiled> traced;             // for explanations; made by the first
  Status broken;                                      // why nothing can be evaluated, if so

  ContextState(std::shared_ptr<const Policy> p, std::shared_ptr<Store> s);
  const std::shared_ptr<const DataVersion>& CurrentData();
};

// Evaluates again for Explain: the rule of `evaluation` by the traced program.
Result<Explanation> ExplainEvaluation(ContextState& context, const Evaluation& evaluation, const ExplainOptions& options);
// The same for the query that `evaluation` answered.
Result<Explanation> ExplainQuery(ContextState& context, const QueryState& query, const Evaluation& evaluation, const ExplainOptions& options);

}  // namespace reeve::engine

#endif  // REEVE_LIB_ENGINE_EVALUATION_H_
