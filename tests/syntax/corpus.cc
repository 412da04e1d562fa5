#include "tests/syntax/corpus.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/arena.h"
#include "value/json.h"

namespace reeve::syntax {

static const std::string kData = REEVE_DATA_DIR;

bool ForEachCase(const std::string& name, const std::function<void(const CorpusCase&)>& use) {
  std::ifstream in(kData + "/opa/parser/" + name + ".jsonl");
  if (kData.empty() || !in) return false;
  for (std::string line; std::getline(in, line);) {
    Arena arena;
    value::JsonOptions options;
    options.max_depth = 5000;
    Result<Value> parsed = value::ParseJson(arena, line, options);
    if (!parsed.ok()) continue;
    const Value& root = *parsed;
    CorpusCase c;
    c.note = std::string(root.Find("note")->string());
    c.module = root.Find("module").has_value();
    c.text = std::string(root.Find(c.module ? "module" : "body")->string());
    c.accepted = root.Find("want_ast").has_value();
    if (c.accepted) {
      c.want_ast = *root.Find("want_ast");
    } else {
      Value first = root.Find("want_errors")->at(0);
      c.message = std::string(first.Find("message")->string());
      c.row = static_cast<uint32_t>(*first.Find("row")->integer());
      c.column = static_cast<uint32_t>(*first.Find("col")->integer());
    }
    Value versions = *root.Find("versions");
    for (size_t i = 0; i < versions.size(); ++i) {
      c.v0 = versions.at(i).string() == "v0";
      use(c);
    }
  }
  return true;
}

bool SameJson(const Value& a, const Value& b) {
  if (a.kind() != b.kind() || a.size() != b.size()) return false;
  switch (a.kind()) {
    case Kind::kNull: return true;
    case Kind::kBoolean: return a.boolean() == b.boolean();
    case Kind::kNumber: return a.number_text() == b.number_text();
    case Kind::kString: return a.string() == b.string();
    case Kind::kArray: case Kind::kSet:
      for (size_t i = 0; i < a.size(); ++i) {
        if (!SameJson(a.at(i), b.at(i))) return false;
      }
      return true;
    case Kind::kObject:
      for (size_t i = 0; i < a.size(); ++i) {
        if (a.key(i).string() != b.key(i).string() || !SameJson(a.value(i), b.value(i))) return false;
      }
      return true;
  }
  return false;
}

std::vector<std::pair<std::string, std::string>> DataFiles(const std::string& path, const std::string& ending) {
  std::vector<std::pair<std::string, std::string>> files;
  std::error_code error;
  if (kData.empty()) return files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(kData + "/" + path, error)) {
    std::string name = entry.path().string();
    if (!entry.is_regular_file() || name.size() < ending.size()) continue;
    if (name.compare(name.size() - ending.size(), ending.size(), ending) != 0) continue;
    std::ostringstream text;
    text << std::ifstream(name).rdbuf();
    files.emplace_back(name, text.str());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace reeve::syntax
