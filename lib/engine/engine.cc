// Engine: collects modules, data and functions. See include/reeve/engine.h. Tested by tests/engine/engine_test.cc.
#include "reeve/engine.h"

#include <algorithm>

#include "base/utf8.h"
#include "builtins/table.h"
#include "engine/merge.h"
#include "engine/pipeline.h"
#include "semantics/check.h"
#include "value/table.h"

namespace reeve {

namespace {

// What the grants leave out, as flags of built-ins.
uint16_t Withheld(const Grants& grants) {
  uint16_t reads = 0;
  if (!grants.clock) reads |= capabilities::kReadsClock;
  if (!grants.randomness) reads |= capabilities::kReadsRandomness;
  if (!grants.network) reads |= capabilities::kReadsNetwork;
  if (!grants.environment) reads |= capabilities::kReadsEnvironment;
  return reads;
}

}  // namespace

struct Engine::State {
  std::shared_ptr<engine::Inputs> inputs = std::make_shared<engine::Inputs>();

  // Policies keep what they were compiled from: the next change goes to a copy.
  engine::Inputs& Own() {
    if (inputs.use_count() == 1) return *inputs;
    auto copy = std::make_shared<engine::Inputs>();
    copy->options = inputs->options;
    copy->builtins.Withhold(Withheld(copy->options.grants));
    copy->sources = inputs->sources;
    copy->data = inputs->data;
    for (const HostBuiltin& host : inputs->hosts) (void)AddHost(*copy, host);  // each was added before
    inputs = std::move(copy);
    return *inputs;
  }

  static Status AddHost(engine::Inputs& inputs, const HostBuiltin& host) {
    uint16_t flags = host.deterministic ? capabilities::kPure : capabilities::kNondeterministic;
    uint32_t id = inputs.builtins.Add(host.name, host.arity, flags, host.replace);
    if (id == capabilities::Builtins::kNone) {
      return Status(Code::kInvalidArgument, "a function named " + host.name + " exists already; set HostBuiltin::replace to stand in for it");
    }
    inputs.hosts.push_back(host);
    inputs.host_ids.emplace_back(id, &inputs.hosts.back());
    return {};
  }
};

namespace {

bool IsDottedName(std::string_view name) {
  bool start = true;
  for (char c : name) {
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    if (c == '.') {
      if (start) return false;
      start = true;
    } else if (!letter && (start || c < '0' || c > '9')) {
      return false;
    } else {
      start = false;
    }
  }
  return !start;
}

}  // namespace

Engine::Engine(Options options) : state_(std::make_unique<State>()) {
  state_->inputs->builtins.Withhold(Withheld(options.grants));
  state_->inputs->options = std::move(options);
}
Engine::~Engine() = default;
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
const Options& Engine::options() const { return state_->inputs->options; }

Status Engine::AddModule(std::string name, std::string text) {
  engine::Inputs& inputs = state_->Own();
  if (text.size() > inputs.options.limits.max_module_bytes) {
    return Status(Code::kSizeLimit, name + ": the module has " + std::to_string(text.size()) + " bytes; the limit is " +
                                        std::to_string(inputs.options.limits.max_module_bytes));
  }
  if (size_t bad = utf8::FindInvalid(text); bad != std::string_view::npos) {
    uint32_t row = 1 + static_cast<uint32_t>(std::count(text.begin(), text.begin() + static_cast<ptrdiff_t>(bad), '\n'));
    return Status(std::vector<Diagnostic>{{Code::kRegoParse, "the text is no UTF-8 at byte " + std::to_string(bad), name, row, 1, {}}});
  }
  auto same = std::find_if(inputs.sources.begin(), inputs.sources.end(), [&](const Source& s) { return s.name == name; });
  if (same != inputs.sources.end()) same->text = std::move(text);
  else inputs.sources.push_back({std::move(name), std::move(text)});
  return {};
}

Status Engine::AddData(std::string_view json) {
  if (json.size() > options().limits.max_input_bytes) {
    return Status(Code::kSizeLimit, "the data has " + std::to_string(json.size()) + " bytes; the limit is " +
                                        std::to_string(options().limits.max_input_bytes));
  }
  Result<Document> document = Document::FromJson(json, options().limits.max_value_depth);
  return document.ok() ? AddData(*document) : document.status();
}

Status Engine::AddData(const Document& document) {
  engine::Inputs& inputs = state_->Own();
  Value base = inputs.data == nullptr ? Value() : inputs.data->root();
  Result<Document> merged = engine::MergeDocuments(base, document.root());
  if (!merged.ok()) return merged.status();
  inputs.data = std::make_shared<const Document>(std::move(*merged));
  return {};
}

Status Engine::Register(HostBuiltin builtin) {
  if (!IsDottedName(builtin.name)) {
    return Status(Code::kInvalidArgument, "\"" + builtin.name + "\" is no name of a function: dotted identifiers are, such as acme.join");
  }
  if (builtin.function == nullptr) return Status(Code::kInvalidArgument, "the function " + builtin.name + " has no implementation");
  return State::AddHost(state_->Own(), builtin);
}

std::string Capabilities() { return capabilities::WriteCapabilities(capabilities::Builtins()); }

Result<std::shared_ptr<const Policy>> Engine::Compile() const {
  engine::Inputs& inputs = *state_->inputs;
  if (!inputs.options.runtime.empty() && !inputs.runtime.root().is_object()) {
    Result<Document> runtime = Document::FromJson(inputs.options.runtime, inputs.options.limits.max_value_depth);
    if (!runtime.ok()) return runtime.status();
    if (!runtime->root().is_object()) return Status(Code::kInvalidArgument, "Options::runtime is no JSON object");
    inputs.runtime = std::move(*runtime);
  }
  if (!inputs.options.capabilities.empty() && !inputs.capabilities) {
    Result<capabilities::Capabilities> read = capabilities::ReadCapabilities(inputs.options.capabilities);
    if (!read.ok()) return read.status();
    inputs.builtins.Restrict(read->builtins);
    inputs.capabilities = std::move(*read);
  }
  if (inputs.schema_documents.size() != inputs.options.schemas.size()) {
    inputs.schema_documents.clear();
    for (const auto& [text, schema] : inputs.options.schemas) {
      std::optional<std::string> name = semantics::SchemaName(text);
      if (!name) return Status(Code::kInvalidArgument, "Options::schemas: \"" + text + "\" is no name of a schema");
      Result<Document> document = Document::FromJson(schema, inputs.options.limits.max_value_depth);
      if (!document.ok()) return document.status();
      inputs.schema_documents.push_back(std::move(*document));
      inputs.schemas[*name] = inputs.schema_documents.back().root();
    }
  }
  if (inputs.natives.size() != inputs.builtins.size()) {
    inputs.natives.assign(inputs.builtins.size(), {});
    for (uint32_t id = 0; id < inputs.builtins.size(); ++id) {
      const capabilities::Builtin& builtin = inputs.builtins.at(id);
      vm::Native& native = inputs.natives[id];
      native.name = builtin.name;
      native.nondeterministic = builtin.reads_outside();
      if (id < static_cast<uint32_t>(capabilities::BuiltinId::kSize)) native.function = builtins::Native(id);
    }
    for (auto& [id, host] : inputs.host_ids) {
      inputs.natives[id].function = nullptr;
      inputs.natives[id].host = &host->function;
    }
  }
  return engine::MakePolicy(state_->inputs);
}

}  // namespace reeve
