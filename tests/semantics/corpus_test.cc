// OPA's compiler corpus: modules with the diagnostics that OPA gives. The type checker's diagnostics are compared where
// this folder makes them (functions, arities, conflicts); what only the type checker finds is counted apart.
#include <catch2/catch.hpp>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <set>

#include "reeve/value.h"
#include "tests/semantics/fixture.h"

namespace reeve::semantics {
namespace {

using Lines = std::set<std::string>;

struct Count {
  size_t equal = 0, all = 0;
};

std::string Text(Value object, const char* key) {
  std::optional<Value> v = object.Find(key);
  if (!v.has_value()) return "";
  return v->is_string() ? std::string(v->string()) : v->ToJson();
}

Lines Wanted(Value errors) {
  Lines out;
  for (size_t i = 0; i < errors.size(); ++i) {
    Value e = errors.at(i);
    std::string file = Text(e, "file");
    out.insert((file.empty() ? "test-0.rego" : file) + ":" + Text(e, "row") + ":" + Text(e, "col") + ": " +
               Text(e, "code") + ": " + Text(e, "message"));
  }
  return out;
}

Lines Got(const Status& status) {
  Lines out;
  for (const Diagnostic& d : status.diagnostics()) {
    out.insert(d.file + ":" + std::to_string(d.row) + ":" + std::to_string(d.column) + ": " +
               std::string(CodeName(d.code)) + ": " + d.message);
  }
  return out;
}

// Whether a message is one that only the type checker gives.
bool IsTypeChecker(const std::string& line) {
  if (line.find("rego_type_error") == std::string::npos) return false;
  for (const char* ours : {"undefined function", "arity", "conflict", "multiple default", "used as value", "with keyword"}) {
    if (line.find(ours) != std::string::npos) return false;
  }
  return true;
}

void Report(const std::string& note, const std::string& version, const Lines& wanted, const Lines& got) {
  if (std::getenv("REEVE_SHOW") == nullptr) return;
  std::cout << "-- " << note << " " << version << "\n";
  for (const std::string& line : wanted) {
    if (!got.contains(line)) std::cout << "   want " << line << "\n";
  }
  for (const std::string& line : got) {
    if (!wanted.contains(line)) std::cout << "   got  " << line << "\n";
  }
}

TEST_CASE("OPA's compiler corpus") {
  std::string path = std::string(REEVE_DATA_DIR) + "/opa/compiler/default.jsonl";
  std::ifstream file(path);
  if (std::string(REEVE_DATA_DIR).empty() || !file) return;
  std::map<std::string, Count> counts;
  size_t broken = 0;
  std::string line;
  while (std::getline(file, line)) {
    Result<Document> parsed = Document::FromJson(line);
    REQUIRE(parsed.ok());
    Value root = parsed->root();
    Lines wanted = Wanted(*root.Find("want_errors"));
    bool type_checker = false;
    for (const std::string& want : wanted) type_checker = type_checker || IsTypeChecker(want);
    std::string set = "clean";
    if (!wanted.empty()) set = Text(root.Find("want_errors")->at(0), "code");
    if (type_checker) set = "type checker only";
    std::vector<std::string> modules;
    Value texts = *root.Find("modules");
    for (size_t i = 0; i < texts.size(); ++i) modules.emplace_back(texts.at(i).string());
    Value versions = *root.Find("versions");
    for (size_t i = 0; i < versions.size(); ++i) {
      Setup setup;
      setup.version = versions.at(i).string() == "v0" ? ast::Version::kV0 : ast::Version::kV1;
      std::unique_ptr<Checked> checked = CheckTexts(modules, setup);
      if (!checked->parsed) {
        ++counts["does not parse"].all;
        Report(Text(root, "note"), "does not parse", wanted, Got(checked->status));
        continue;
      }
      Lines got = Got(checked->status);
      Count& count = counts[set];
      ++count.all;
      if (got == wanted) {
        ++count.equal;
      } else if (!type_checker) {
        Report(Text(root, "note"), std::string(versions.at(i).string()), wanted, got);
      }
      if (checked->policy) {
        std::string promise = FindBrokenPromise(*checked->policy, checked->builtins);
        // OPA takes names of its own making, written by the author, for bound.
        bool own_names = line.find("__local") != std::string::npos;
        if (!promise.empty() && !type_checker && !own_names) {
          ++broken;
          Report(Text(root, "note"), "broken promise: " + promise, {}, {});
        }
      }
    }
  }
  for (const auto& [set, count] : counts) std::cout << set << ": " << count.equal << " of " << count.all << "\n";
  CHECK(broken == 0);
  for (const char* set : {"clean", "rego_unsafe_var_error", "rego_compile_error", "rego_recursion_error"}) {
    INFO(set);
    CHECK(counts[set].equal * 100 >= counts[set].all * 95);
  }
}

}  // namespace
}  // namespace reeve::semantics
