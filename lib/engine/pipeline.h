// The pipeline's result: everything that a compiled policy owns. See pipeline.cc for the pipeline itself.
#ifndef REEVE_LIB_ENGINE_PIPELINE_H_
#define REEVE_LIB_ENGINE_PIPELINE_H_

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"
#include "capabilities/builtin.h"
#include "capabilities/capabilities.h"
#include "program/program.h"
#include "reeve/builtin.h"
#include "reeve/engine.h"
#include "reeve/options.h"
#include "semantics/policy.h"
#include "text/pattern_cache.h"
#include "vm/machine.h"
#include "vm/natives.h"

namespace reeve::engine {

// What an Engine has collected; shared by the policies and queries that are compiled from it.
struct Inputs {
  Options options;
  std::vector<Source> sources;               // one a module
  capabilities::Builtins builtins;
  std::optional<capabilities::Capabilities> capabilities;   // what Options.capabilities says; set by Compile
  std::deque<Document> schema_documents;     // what Options.schemas says; set by Compile
  std::map<std::string, Value> schemas;      // by canonical name
  std::deque<HostBuiltin> hosts;             // by order of registration
  std::vector<std::pair<uint32_t, const HostBuiltin*>> host_ids;
  vm::Natives natives;
  std::shared_ptr<const Document> data;      // base documents, or null
  Document runtime;                          // what opa.runtime answers
};

// A compiled policy, with or without a query. Immutable.
struct Compiled {
  std::shared_ptr<const Inputs> inputs;
  std::vector<Source> sources;               // the modules' and, last, the query's
  semantics::Policy policy;
  program::Program program;
  text::PatternSet patterns;                 // constant patterns of the program
  bool asks_environment = false;             // calls something that reads clock or randomness
};

struct QueryText {
  std::string_view text;
  const std::vector<std::string>* imports = nullptr;
  std::string_view package;
};

// Text to program: parse, check, plan, assemble, verify, fold.
Result<std::unique_ptr<Compiled>> Build(std::shared_ptr<const Inputs> inputs, const QueryText* query);
// The same compiled for explanations: traced, nothing skipped, nothing folded.
Result<std::unique_ptr<Compiled>> BuildTraced(std::shared_ptr<const Inputs> inputs, const QueryText* query);
// The text of one form (Policy::Dump).
Result<std::string> DumpForm(std::shared_ptr<const Inputs> inputs, Form form);

vm::MachineOptions MachineOptionsOf(const Options& options);

// Turns what ends an evaluation or a load from inside into a Status: Stop and std::bad_alloc, and nothing else.
template <typename T, typename F>
T Guarded(F body) {
  try {
    return body();
  } catch (const Stop& stop) {
    return Status(stop.code, stop.message);
  } catch (const std::bad_alloc&) {
    return Status(Code::kMemoryLimit, "out of memory");
  }
}

struct PolicyState {
  std::shared_ptr<const Compiled> compiled;
  std::string package;                       // "agent_policy"
  // Rules of the package by name.
  struct Rule { std::string name; uint32_t tag; uint32_t function; };
  std::vector<Rule> rules;                   // sorted by name
  std::vector<uint32_t> slots;               // open-addressed by tag: rule + 1

  const Rule* Find(std::string_view name) const;
};

// Builds `inputs` and finds the package's rules.
Result<std::shared_ptr<const Policy>> MakePolicy(std::shared_ptr<const Inputs> inputs);

struct QueryState {
  std::string text, package;
  std::vector<std::string> imports;
  std::shared_ptr<const PolicyState> policy;
  std::shared_ptr<const Compiled> compiled;
};

}  // namespace reeve::engine

#endif  // REEVE_LIB_ENGINE_PIPELINE_H_
