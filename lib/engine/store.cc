// Store: base documents with versions. See include/reeve/engine.h. Tested by tests/engine/store_test.cc.
#include "engine/store.h"

#include "engine/merge.h"
#include "engine/pipeline.h"
#include "reeve/engine.h"
#include "value/table.h"

namespace reeve {

Result<std::shared_ptr<Store>> Store::Create(const Policy& policy, std::string_view initial_json) {
  using R = Result<std::shared_ptr<Store>>;
  return engine::Guarded<R>([&]() -> R {
    const engine::Inputs& inputs = *policy.state()->compiled->inputs;
    std::shared_ptr<const Document> base = inputs.data;
    if (!initial_json.empty()) {
      if (initial_json.size() > inputs.options.limits.max_input_bytes) {
        return Status(Code::kSizeLimit, "the data has " + std::to_string(initial_json.size()) + " bytes; the limit is " +
                                            std::to_string(inputs.options.limits.max_input_bytes));
      }
      Result<Document> initial = Document::FromJson(initial_json, inputs.options.limits.max_value_depth);
      if (!initial.ok()) return initial.status();
      Result<Document> merged = engine::MergeDocuments(base == nullptr ? Value() : base->root(), initial->root());
      if (!merged.ok()) return merged.status();
      base = std::make_shared<const Document>(std::move(*merged));
    }
    auto version = std::make_shared<engine::DataVersion>();
    version->base = base;
    if (base != nullptr) {
      version->root = base->root();
    } else {
      auto arena = std::make_shared<Arena>();
      version->root = value::Access::Object(value::NewTable(*arena, 2, 0));
      version->arenas.push_back(std::move(arena));
    }
    auto state = std::make_shared<engine::StoreState>();
    state->current = std::move(version);
    state->max_depth = inputs.options.limits.max_value_depth;
    return std::make_shared<Store>(std::move(state));
  });
}

Store::Store(std::shared_ptr<engine::StoreState> state) : state_(std::move(state)) {}
Store::~Store() = default;

Status Store::Commit(Value operations) {
  return engine::Guarded<Status>([&]() -> Status {
    std::lock_guard<std::mutex> one(state_->commit);
    std::shared_ptr<const engine::DataVersion> before = state_->Current();
    Result<std::shared_ptr<const engine::DataVersion>> next = engine::Apply(*before, operations, state_->max_depth);
    if (!next.ok()) return next.status();
    std::lock_guard<std::mutex> lock(state_->swap);
    state_->current = std::move(*next);
    state_->number.store(state_->current->number, std::memory_order_release);
    return {};
  });
}

Status Store::CheckOperations(Value operations) const {
  return engine::Guarded<Status>([&]() -> Status {
    Result<std::shared_ptr<const engine::DataVersion>> next = engine::Apply(*state_->Current(), operations, state_->max_depth);
    return next.status();
  });
}

Document Store::Snapshot() const { return Document::Copy(state_->Current()->root); }
uint64_t Store::version() const { return state_->number.load(std::memory_order_acquire); }
size_t Store::memory() const { return state_->Current()->bytes; }

}  // namespace reeve
