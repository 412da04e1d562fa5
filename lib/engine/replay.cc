// Answers of what is not deterministic, recorded and given again, in the form of OPA's nd_builtin_cache. Tested by
// tests/engine/grants_test.cc.
#include <algorithm>
#include <map>

#include "engine/evaluation.h"
#include "value/json.h"
#include "value/table.h"

namespace reeve::engine {

Document RecordedAnswers(const Evaluation& evaluation) {
  std::map<std::string, std::map<std::string, std::string>> by_name;
  for (const vm::NondeterministicAnswer& answer : evaluation.scratch.answers) {
    if (!answer.defined) continue;
    std::string arguments = "[";
    for (uint32_t i = 0; i < answer.count; ++i) {
      if (i > 0) arguments += ',';
      value::AppendJson(answer.arguments[i], arguments);
    }
    std::string name(evaluation.compiled->inputs->natives[answer.builtin].name);
    by_name[std::move(name)][arguments + "]"] = answer.result.ToJson();
  }
  std::string text = "{";
  for (const auto& [name, answers] : by_name) {
    if (text.size() > 1) text += ',';
    value::AppendJsonString(name, text, false);
    text += ":{";
    for (const auto& [arguments, result] : answers) {
      if (text.back() != '{') text += ',';
      value::AppendJsonString(arguments, text, false);
      text += ":" + result;
    }
    text += "}";
  }
  Result<Document> document = Document::FromJson(text + "}", evaluation.compiled->inputs->options.limits.max_value_depth + 2);
  return document.ok() ? std::move(*document) : Document();
}

Status ReplayAnswers(Evaluation& evaluation, const Document& document) {
  const Status wrong(Code::kInvalidInput, "recorded answers are an object of built-ins' names, each an object of arguments (an array in "
                                          "JSON) and result");
  const Inputs& inputs = *evaluation.compiled->inputs;
  value::JsonOptions options;
  options.max_depth = inputs.options.limits.max_value_depth;
  Value names = document.root();
  if (!names.is_object()) return wrong;
  for (size_t i = 0; i < names.size(); ++i) {
    Value answers = names.value(i);
    if (!names.key(i).is_string() || !answers.is_object()) return wrong;
    const capabilities::Builtin* builtin = inputs.builtins.Find(names.key(i).string());
    if (builtin == nullptr) continue;  // of a policy that called more
    for (size_t j = 0; j < answers.size(); ++j) {
      if (!answers.key(j).is_string()) return wrong;
      Result<Value> arguments = value::ParseJson(evaluation.scratch.arena, answers.key(j).string(), options);
      if (!arguments.ok() || !arguments->is_array()) return wrong;
      evaluation.scratch.answers.push_back({builtin->id, static_cast<uint32_t>(arguments->size()), value::Access::Elements(*arguments),
                                            value::DeepCopy(evaluation.scratch.arena, answers.value(j)), true});
    }
  }
  return {};
}

}  // namespace reeve::engine
