// Reads evaluation cases; case.h tells their members.
#include "conformance/case.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "value/yaml.h"

namespace reeve::conformance {
namespace {

std::optional<std::string> Text(Value object, std::string_view key) {
  std::optional<Value> member = object.Find(key);
  if (!member || !member->is_string()) return std::nullopt;
  return std::string(member->string());
}

bool Flag(Value object, std::string_view key) {
  std::optional<Value> member = object.Find(key);
  return member && member->is_true();
}

EvalCase ReadCase(Value object, size_t index) {
  EvalCase c;
  c.index = index;
  c.note = Text(object, "note").value_or("");
  c.query = Text(object, "query").value_or("");
  if (std::optional<Value> modules = object.Find("modules"); modules && modules->is_array()) {
    for (size_t i = 0; i < modules->size(); ++i) c.modules.emplace_back(modules->at(i).string());
  }
  if (std::optional<Value> data = object.Find("data"); data && data->is_object()) c.data = data;
  c.input = object.Find("input");
  c.input_term = Text(object, "input_term");
  c.want_result = object.Find("want_result");
  c.want_error = Text(object, "want_error");
  c.want_error_code = Text(object, "want_error_code");
  c.strict_error = Flag(object, "strict_error");
  c.sort_bindings = Flag(object, "sort_bindings");
  c.ignore_generated_vars = Flag(object, "ignore_generated_vars");
  return c;
}

}  // namespace

std::optional<std::string> ReadText(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

std::vector<std::filesystem::path> FilesBelow(const std::filesystem::path& root, std::string_view extension) {
  std::vector<std::filesystem::path> files;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root, ignored)) {
    if (entry.is_regular_file() && entry.path().extension() == extension) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

Result<CaseFile> ReadCaseFile(const std::filesystem::path& path) {
  std::optional<std::string> text = ReadText(path);
  if (!text) return Status(Code::kInvalidInput, "cannot read " + path.string());
  CaseFile file{std::make_unique<Arena>(), {}};
  Result<Value> document = value::ParseYaml(*file.arena, *text, {.keep_number_text = true});
  if (!document.ok()) return document.status();
  std::optional<Value> cases = document->Find("cases");
  if (!cases || !cases->is_array()) return Status(Code::kInvalidInput, path.string() + " has no list `cases`");
  for (size_t i = 0; i < cases->size(); ++i) file.cases.push_back(ReadCase(cases->at(i), i));
  return file;
}

}  // namespace reeve::conformance
