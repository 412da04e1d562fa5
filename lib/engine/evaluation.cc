// The pool of evaluations, and the text of prints. Decision and ResultSet are thin handles on an Evaluation.
// Tested by tests/engine/context_test.cc.
#include "engine/evaluation.h"

#include "value/format.h"
#include "vm/register.h"

namespace reeve {
namespace engine {
namespace {
constexpr size_t kMostPooled = 8;
}

std::unique_ptr<Evaluation> Lease(const std::shared_ptr<Pool>& pool) {
  if (pool->free.empty()) {
    auto made = std::make_unique<Evaluation>();
    made->pool = pool;
    made->scratch.Reserve();
    return made;
  }
  std::unique_ptr<Evaluation> evaluation = std::move(pool->free.back());
  pool->free.pop_back();
  pool->kept -= evaluation->counted;
  evaluation->counted = 0;
  evaluation->pool = pool;
  return evaluation;
}

void GiveBack(std::unique_ptr<Evaluation> evaluation) {
  if (evaluation == nullptr) return;
  // What lies in the pool must not own the pool: they would keep each other alive.
  std::shared_ptr<Pool> owner = std::move(evaluation->pool);
  Pool& pool = *owner;
  evaluation->scratch.Begin(pool.limit - std::min(pool.limit, pool.kept));
  evaluation->data.reset();
  evaluation->input.reset();
  if (pool.free.size() >= kMostPooled) return;
  evaluation->counted = evaluation->scratch.arena.reserved();
  pool.kept += evaluation->counted;
  pool.free.push_back(std::move(evaluation));
}

std::string PrintText(const Evaluation& evaluation, size_t i) {
  const vm::PrintRecord& record = evaluation.scratch.prints[i];
  constexpr size_t kMostBytes = size_t{1} << 20;  // of the text: a value that shares its parts may print without end
  std::string text;
  for (uint32_t v = 0; v < record.count; ++v) {
    if (v > 0) text += ' ';
    if (vm::IsUndefined(record.values[v])) text += "<undefined>";
    else value::AppendPrint(record.values[v], text, kMostBytes);
  }
  if (text.size() > kMostBytes) text.replace(kMostBytes, std::string::npos, "...");
  return text;
}

std::string PrintPlace(const Evaluation& evaluation, size_t i) {
  const Location& at = evaluation.compiled->program.prints[evaluation.scratch.prints[i].site].location;
  const std::vector<Source>& sources = evaluation.compiled->sources;
  std::string file = at.source < sources.size() ? sources[at.source].name : "";
  return file + ":" + std::to_string(at.row);
}

Status ErrorStatus(const Compiled& compiled, const vm::RunError& error) {
  return Status(std::vector<Diagnostic>{MakeDiagnostic(compiled.sources, error.code, error.location, error.message)});
}

}  // namespace engine

Decision::Decision(std::unique_ptr<engine::Evaluation> evaluation) : evaluation_(std::move(evaluation)) {}
Decision::Decision(Decision&&) noexcept = default;
Decision& Decision::operator=(Decision&& other) noexcept {
  if (this != &other) {
    engine::GiveBack(std::move(evaluation_));
    evaluation_ = std::move(other.evaluation_);
  }
  return *this;
}
Decision::~Decision() { engine::GiveBack(std::move(evaluation_)); }

bool Decision::defined() const { return evaluation_->defined; }
bool Decision::defaulted() const { return evaluation_->defaulted; }
bool Decision::rule_exists() const { return evaluation_->exists; }
std::string_view Decision::api_name() const { return evaluation_->api_name; }
Value Decision::value() const { return evaluation_->value; }
size_t Decision::print_count() const { return evaluation_->scratch.prints.size(); }
std::string Decision::PrintText(size_t i) const { return engine::PrintText(*evaluation_, i); }
std::string Decision::PrintPlace(size_t i) const { return engine::PrintPlace(*evaluation_, i); }
Document Decision::NondeterministicAnswers() const { return engine::RecordedAnswers(*evaluation_); }
uint64_t Decision::work() const { return evaluation_->scratch.work; }

std::string Decision::JoinPrints(std::string_view separator) const {
  std::string joined;
  for (size_t i = 0; i < print_count(); ++i) {
    if (i > 0) joined += separator;
    joined += PrintText(i);
  }
  return joined;
}

ResultSet::ResultSet(std::unique_ptr<engine::Evaluation> evaluation, std::vector<ResultRow> rows)
    : evaluation_(std::move(evaluation)), rows_(std::move(rows)) {}
ResultSet::ResultSet(ResultSet&&) noexcept = default;
ResultSet& ResultSet::operator=(ResultSet&& other) noexcept {
  if (this != &other) {
    engine::GiveBack(std::move(evaluation_));
    evaluation_ = std::move(other.evaluation_);
    rows_ = std::move(other.rows_);
  }
  return *this;
}
ResultSet::~ResultSet() { engine::GiveBack(std::move(evaluation_)); }
const std::vector<ResultRow>& ResultSet::rows() const { return rows_; }
size_t ResultSet::print_count() const { return evaluation_->scratch.prints.size(); }
std::string ResultSet::PrintText(size_t i) const { return engine::PrintText(*evaluation_, i); }
std::string ResultSet::PrintPlace(size_t i) const { return engine::PrintPlace(*evaluation_, i); }
uint64_t ResultSet::work() const { return evaluation_->scratch.work; }

}  // namespace reeve
