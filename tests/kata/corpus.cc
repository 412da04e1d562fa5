// Reads the Kata corpus; corpus.h tells its folders.
#include "tests/kata/corpus.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "reeve/value.h"

namespace reeve::kata {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> Answers(const fs::path& path) {
  std::vector<std::string> answers;
  Result<Document> document = Document::FromJson(ReadFile(path));
  if (!document.ok()) return answers;
  for (size_t i = 0; i < document->root().size(); ++i) answers.push_back(document->root().at(i).ToJson());
  return answers;
}

// inputs.txt is nearly JSON: one line a request, `["ep":"NAME",{...}],`.
std::vector<Request> InputLines(const fs::path& path) {
  constexpr std::string_view kStart = "[\"ep\":\"";
  std::vector<Request> requests;
  std::istringstream in(ReadFile(path));
  for (std::string line; std::getline(in, line);) {
    size_t start = line.find(kStart);
    if (start == std::string::npos) continue;
    size_t name = start + kStart.size();
    size_t name_end = line.find('"', name);
    size_t end = line.rfind(']');
    requests.push_back({line.substr(name, name_end - name), line.substr(name_end + 2, end - name_end - 2), ""});
  }
  return requests;
}

// inputs.json: [[kind, input], ...]
std::vector<Request> InputPairs(const fs::path& path) {
  std::vector<Request> requests;
  Result<Document> document = Document::FromJson(ReadFile(path));
  if (!document.ok()) return requests;
  for (size_t i = 0; i < document->root().size(); ++i) {
    Value pair = document->root().at(i);
    requests.push_back({std::string(pair.at(0).string()), pair.at(1).ToJson(), ""});
  }
  return requests;
}

std::vector<Pod> Pods(const char* folder, const char* inputs, const char* outputs) {
  std::vector<Pod> pods;
  fs::path root = DataFolder() / folder;
  std::error_code ignored;
  for (const auto& entry : fs::recursive_directory_iterator(root, ignored)) {
    if (entry.path().filename() != inputs) continue;
    fs::path pod = entry.path().parent_path();
    bool lines = entry.path().extension() == ".txt";
    Pod& added = pods.emplace_back();
    added.name = pod.lexically_relative(root).generic_string();
    added.policy = ReadFile(pod / "policy.rego");
    added.requests = lines ? InputLines(entry.path()) : InputPairs(entry.path());
    std::vector<std::string> answers = Answers(pod / outputs);
    for (size_t i = 0; i < answers.size() && i < added.requests.size(); ++i) added.requests[i].answer = answers[i];
  }
  std::sort(pods.begin(), pods.end(), [](const Pod& a, const Pod& b) { return a.name < b.name; });
  return pods;
}

}  // namespace

fs::path DataFolder() {
  fs::path folder = fs::path(REEVE_DATA_DIR) / "kata";
  return std::string(REEVE_DATA_DIR).empty() || !fs::exists(folder) ? fs::path() : folder;
}

std::string ReadFile(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

std::vector<Pod> RequestPods() { return Pods("requests", "inputs.txt", "outputs.json"); }
std::vector<Pod> DenialPods() { return Pods("denials", "inputs.json", "answers.json"); }

std::vector<NamedPolicy> Policies(const std::string& folder) {
  std::vector<NamedPolicy> policies;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(DataFolder() / folder, ignored)) {
    if (entry.path().extension() != ".rego") continue;
    policies.push_back({entry.path().filename().string(), ReadFile(entry.path())});
  }
  std::sort(policies.begin(), policies.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return policies;
}

}  // namespace reeve::kata
