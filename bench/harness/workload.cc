// Reads workload files; workload.h tells their shape.
#include "bench/harness/workload.h"

#include <fstream>
#include <sstream>

namespace reeve::bench {
namespace {

std::string Text(Value object, std::string_view field) {
  std::optional<Value> found = object.Find(field);
  return found && found->is_string() ? std::string(found->string()) : std::string();
}

Value List(Value object, std::string_view field) {
  std::optional<Value> found = object.Find(field);
  return found && found->is_array() ? *found : Value();
}

}  // namespace

std::string ReadFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

Result<Workload> ReadWorkload(const std::string& path) {
  Result<Document> document = Document::FromJson(ReadFile(path));
  if (!document.ok()) return document.status();
  const std::string folder = path.substr(0, path.find_last_of('/') + 1);
  Value root = document->root();
  Workload workload;
  workload.name = Text(root, "name");
  workload.rego_version = static_cast<int>(root.Find("rego_version").value_or(Value::Integer(1)).integer().value_or(1));
  Value policies = List(root, "policies"), data = List(root, "data"), requests = List(root, "requests");
  for (size_t i = 0; i < policies.size(); ++i) {
    std::string name(policies.at(i).string());
    workload.policies.emplace_back(name, ReadFile(folder + name));
  }
  for (size_t i = 0; i < data.size(); ++i) workload.data.push_back(ReadFile(folder + std::string(data.at(i).string())));
  for (size_t i = 0; i < requests.size(); ++i) {
    Value from = requests.at(i);
    Request& request = workload.requests.emplace_back();
    request.kind = Text(from, "kind");
    request.query = Text(from, "query");
    request.input = Text(from, "input");
    if (std::optional<Value> expect = from.Find("expect")) request.expect = Document::Copy(*expect);
  }
  return workload;
}

std::string PackageOf(const std::string& query) {
  size_t start = query.find('.') + 1;
  return query.substr(start, query.rfind('.') - start);
}

std::string RuleOf(const std::string& query) { return query.substr(query.rfind('.') + 1); }

}  // namespace reeve::bench
