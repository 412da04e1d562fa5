// reeve_builtin_differential: calls of built-ins, answered by Reeve and by OPA, compared.
//
//     reeve_builtin_differential --oracle PROGRAM [--count N] [--seed N] [--only NAME] [--calls FILE] [--write FILE] [--texts]
//     reeve_builtin_differential --alone [--count N] [--seed N] [--only NAME]
//
//   --oracle PROGRAM  built from conformance/oracle (target reeve_oracle)
//   --alone           Reeve alone, within small budgets: what the sanitizers look at
//   --count, --seed   N calls of each deterministic built-in (default 1000), with generated operands (operands.h)
//   --only NAME       of this built-in alone; a name that ends with a dot is a prefix
//   --calls FILE      instead: the calls of a file, {"name", "args"} a line, as tests/builtins/cases has them
//   --write FILE      the calls on which both agree, with the answer, in the form of tests/builtins/cases
//   --texts           tell where both fail, but in other words
//
// Answers agree if their Rego texts are equal, or both are undefined, or both fail. json.match_schema's errors are compared as a
// set: OPA's come in any order. Exit code 1 if any call differs.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>

#include "conformance/oracle_client.h"
#include "tests/builtins/calling.h"
#include "tests/differential/operands.h"

namespace reeve::differential {
namespace {

constexpr uint64_t kShown = 10;  // differences a built-in

struct Arguments {
  std::string oracle, only, calls, write;
  uint64_t count = 1000, seed = 1;
  bool texts = false, alone = false;
};

std::optional<Arguments> ParseArguments(int argc, char** argv) {
  Arguments a;
  for (int i = 1; i < argc; ++i) {
    std::string flag = argv[i];
    bool has_value = i + 1 < argc;
    if (flag == "--texts") a.texts = true;
    else if (flag == "--alone") a.alone = true;
    else if (flag == "--oracle" && has_value) a.oracle = argv[++i];
    else if (flag == "--only" && has_value) a.only = argv[++i];
    else if (flag == "--calls" && has_value) a.calls = argv[++i];
    else if (flag == "--write" && has_value) a.write = argv[++i];
    else if (flag == "--count" && has_value) a.count = std::strtoull(argv[++i], nullptr, 10);
    else if (flag == "--seed" && has_value) a.seed = std::strtoull(argv[++i], nullptr, 10);
    else return std::nullopt;
  }
  return a.oracle.empty() != a.alone ? std::nullopt : std::optional<Arguments>(a);
}

std::string Quoted(std::string_view text) {
  std::string out;
  value::AppendJsonString(text, out, false);
  return out;
}

// A value in Rego's syntax, with JSON's escapes.
std::string Literal(const Value& v) {
  std::string out;
  auto list = [&](char open, char close) {
    out += open;
    for (size_t i = 0; i < v.size(); ++i) {
      if (i > 0) out += ", ";
      if (v.is_object()) out += Literal(v.key(i)) + ": " + Literal(v.value(i));
      else out += Literal(v.at(i));
    }
    return out += close;
  };
  switch (v.kind()) {
    case Kind::kArray: return list('[', ']');
    case Kind::kObject: return list('{', '}');
    case Kind::kSet: return v.size() == 0 ? "set()" : list('{', '}');
    case Kind::kString: return Quoted(v.string());
    default: return v.ToJson();
  }
}

// A value in the notation of case files.
std::string Noted(const Value& v) {
  bool strings = true;
  std::string out;
  switch (v.kind()) {
    case Kind::kSet: case Kind::kArray:
      for (size_t i = 0; i < v.size(); ++i) out += (i > 0 ? "," : "") + Noted(v.at(i));
      return v.is_set() ? "{\"$set\":[" + out + "]}" : "[" + out + "]";
    case Kind::kObject:
      for (size_t i = 0; i < v.size(); ++i) strings = strings && v.key(i).is_string();
      for (size_t i = 0; i < v.size(); ++i) {
        std::string key = Noted(v.key(i)), member = Noted(v.value(i));
        out += (i > 0 ? "," : "") + (strings ? key + ":" + member : "[" + key + "," + member + "]");
      }
      return strings ? "{" + out + "}" : "{\"$object\":[" + out + "]}";
    default: return v.ToJson();
  }
}

struct Answer {
  bool failed = false;
  std::string text;      // Rego text of the results, or "code: message"
  std::string json;      // of the one result
  bool unusable = false; // OPA crashed, or refused the call before it was made
  bool stopped = false;  // by a limit of Reeve's
};

std::string Sorted(const Value& list) {
  std::vector<std::string> texts;
  for (size_t i = 0; i < list.size(); ++i) texts.push_back(list.at(i).ToRego());
  std::sort(texts.begin(), texts.end());
  std::string out;
  for (const std::string& text : texts) out += text + "\n";
  return out;
}

std::string Comparable(std::string_view name, const Value& v) {
  if (name == "json.match_schema" && v.size() == 2) return v.at(0).ToRego() + Sorted(v.at(1));
  return v.ToRego();
}

Answer AskReeve(builtins::Caller& caller, const capabilities::Builtin& builtin, const std::vector<Value>& operands) {
  Answer answer;
  Value result;
  caller.call.error = Code::kOk;
  bool defined = false;
  try {
    defined = builtins::Native(builtin.id)(caller.call, operands.data(), &result);
  } catch (const Stop& stop) {
    answer.stopped = true;
    return answer;
  }
  if (!defined) {
    answer.failed = caller.call.error != Code::kOk;
    answer.text = answer.failed ? std::string(CodeName(caller.call.error)) + ": " + caller.call.message : "undefined";
    return answer;
  }
  answer.json = Noted(result);
  answer.text = builtin.has(capabilities::kRelation) ? Sorted(result) : Comparable(builtin.name, result);
  return answer;
}

Answer AskOpa(conformance::OracleClient& oracle, const capabilities::Builtin& builtin, const std::vector<Value>& operands) {
  std::string call;
  // object.get hides the types of the operands from the compiler.
  for (const Value& v : operands) call += (call.empty() ? "" : ", ") + ("object.get({0: " + Literal(v) + "}, 0, 0)");
  std::string query = "x = " + std::string(builtin.name) + "(" + call + ")";
  std::optional<std::string> line =
      oracle.Ask(R"({"verb":"eval","modules":{"p.rego":"package p"},"strict_errors":true,"query":)" + Quoted(query) + "}");
  Arena arena;
  value::JsonOptions options;
  options.max_depth = 4096;
  Result<Value> parsed = line ? value::ParseJson(arena, *line, options) : Status(Code::kInvalidInput, "the oracle is gone");
  if (!parsed.ok()) return {true, "oracle: " + parsed.status().ToString(), "", true, false};
  if (std::optional<Value> errors = parsed->Find("errors")) {
    std::string code(errors->at(0).Find("code")->string()), message(errors->at(0).Find("message")->string());
    std::string start = std::string(builtin.name) + ": ";
    if (message.starts_with(start)) message.erase(0, start.size());
    return {true, code + ": " + message, "", !code.starts_with("eval_") || code == "eval_internal_error", false};
  }
  Value rows = *parsed->Find("rows");
  Answer answer;
  answer.text = "undefined";
  std::vector<std::string> texts;
  for (size_t i = 0; i < rows.size(); ++i) texts.emplace_back(rows.at(i).Find("x")->Find("rego")->string());
  std::sort(texts.begin(), texts.end());
  if (builtin.has(capabilities::kRelation)) {
    answer.text.clear();
    for (const std::string& text : texts) answer.text += text + "\n";
  } else if (texts.size() == 1) {
    bool any_order = builtin.name == "json.match_schema";
    answer.text = any_order ? Comparable(builtin.name, *rows.at(0).Find("x")->Find("json")) : texts[0];
  }
  return answer;
}

struct Counts {
  uint64_t same = 0, differ = 0, words = 0, unusable = 0, failed = 0, stopped = 0;
};

class Comparer {
 public:
  Comparer(const Arguments& arguments, conformance::OracleClient& oracle) : arguments_(arguments), oracle_(oracle) {
    if (!arguments.write.empty()) written_.open(arguments.write, std::ios::trunc | std::ios::binary);
  }

  void Compare(const capabilities::Builtin& builtin, const std::vector<Value>& operands) {
    builtins::Caller caller;
    Answer reeve = AskReeve(caller, builtin, operands);
    Counts& counts = counts_[std::string(builtin.name)];
    if (reeve.stopped) {  // OPA has no such limits, and may never answer
      ++counts.stopped;
      return;
    }
    Answer opa = AskOpa(oracle_, builtin, operands);
    if (opa.unusable) {
      ++counts.unusable;
      if (arguments_.texts) Tell("unusable", builtin, operands, reeve, opa);
      return;
    }
    counts.failed += opa.failed;
    bool same = reeve.failed == opa.failed && (reeve.failed || reeve.text == opa.text), words = same && reeve.text != opa.text;
    ++(same ? counts.same : counts.differ);
    counts.words += words;
    if (!same || (words && arguments_.texts)) Tell(same ? "other words" : "differs", builtin, operands, reeve, opa);
    if (same && !words && written_.is_open()) Write(builtin, operands, reeve);
  }
  int Report() const {
    Counts all;
    for (const auto& [name, c] : counts_) {
      std::printf("%-40s %6llu agree (%llu errors, %llu in other words), %llu differ, %llu without an answer of OPA's, %llu ended by a limit\n", name.c_str(),
                  static_cast<unsigned long long>(c.same), static_cast<unsigned long long>(c.failed),
                  static_cast<unsigned long long>(c.words), static_cast<unsigned long long>(c.differ),
                  static_cast<unsigned long long>(c.unusable), static_cast<unsigned long long>(c.stopped));
      all.same += c.same;
      all.differ += c.differ;
    }
    std::printf("%zu built-ins: %llu calls agree, %llu differ\n", counts_.size(), static_cast<unsigned long long>(all.same),
                static_cast<unsigned long long>(all.differ));
    return all.differ == 0 ? 0 : 1;
  }

 private:
  static std::string Listed(const std::vector<Value>& operands) {
    std::string out;
    for (const Value& v : operands) out += (out.empty() ? "" : ",") + Noted(v);
    return "[" + out + "]";
  }
  void Tell(const char* how, const capabilities::Builtin& builtin, const std::vector<Value>& operands, const Answer& reeve,
            const Answer& opa) {
    if (told_[std::string(builtin.name)]++ >= kShown) return;
    std::printf("%s: {\"name\":%s,\"args\":%s}\n  OPA:   %.400s\n  Reeve: %.400s\n", how, Quoted(builtin.name).c_str(),
                Listed(operands).c_str(), opa.text.c_str(), reeve.text.c_str());
    std::fflush(stdout);
  }
  void Write(const capabilities::Builtin& builtin, const std::vector<Value>& operands, const Answer& reeve) {
    written_ << "{\"name\":" << Quoted(builtin.name) << ",\"args\":" << Listed(operands);
    if (reeve.failed) {
      size_t colon = reeve.text.find(": ");
      written_ << ",\"code\":" << Quoted(reeve.text.substr(0, colon)) << ",\"error\":" << Quoted(reeve.text.substr(colon + 2));
    } else {
      written_ << (reeve.json.empty() ? ",\"undefined\":true" : ",\"want\":" + reeve.json);
    }
    written_ << "}\n";
  }

  const Arguments& arguments_;
  conformance::OracleClient& oracle_;
  std::map<std::string, Counts> counts_;
  std::map<std::string, uint64_t> told_;
  std::ofstream written_;
};

bool Wanted(const Arguments& a, const capabilities::Builtin& builtin) {
  bool schema = builtin.name == "json.match_schema" || builtin.name == "json.verify_schema";  // without remote references
  bool pure = schema || (builtin.flags & (capabilities::kNondeterministic | capabilities::kVoid)) == 0;
  if (!pure || builtins::Native(builtin.id) == nullptr || builtin.name.starts_with("internal.") || builtin.name == "trace") return false;
  return a.only.empty() || builtin.name == a.only || (a.only.ends_with('.') && builtin.name.starts_with(a.only));
}

bool CompareFile(const Arguments& a, const capabilities::Builtins& builtins, Comparer* comparer) {
  std::ifstream file(a.calls);
  for (std::string text; std::getline(file, text);) {
    builtins::Caller caller;
    Result<Value> line = value::ParseJson(caller.arena, text);
    const capabilities::Builtin* builtin = line.ok() && line->Find("name") ? builtins.Find(line->Find("name")->string()) : nullptr;
    if (builtin == nullptr || !line->Find("args")) {
      std::cerr << "no call: " << text << "\n";
      return false;
    }
    std::vector<Value> operands;
    for (size_t i = 0; i < line->Find("args")->size(); ++i) operands.push_back(caller.Convert(line->Find("args")->at(i)));
    comparer->Compare(*builtin, operands);
  }
  return true;
}

constexpr uint64_t kAloneUnits = 1000000;
constexpr size_t kAloneMemory = size_t{64} << 20;

// All that may happen to a call here is that it ends.
int RunAlone(const Arguments& a) {
  capabilities::Builtins builtins;
  uint64_t calls = 0, failed = 0, stopped = 0;
  for (uint64_t i = 0; i < a.count; ++i) {
    for (uint32_t id = 0; id < builtins.size(); ++id) {
      if (!Wanted(a, builtins.at(id))) continue;
      Operands operands(a.seed * 1000003 + i * 1009 + id);
      builtins::Caller caller(kAloneUnits, kAloneMemory);
      Answer answer = AskReeve(caller, builtins.at(id), operands.For(builtins.at(id)));
      ++calls;
      failed += answer.failed;
      stopped += answer.stopped;
    }
  }
  std::printf("%llu calls: %llu failed, %llu ended by a limit\n", static_cast<unsigned long long>(calls),
              static_cast<unsigned long long>(failed), static_cast<unsigned long long>(stopped));
  return 0;
}

int Run(const Arguments& a, conformance::OracleClient& oracle) {
  capabilities::Builtins builtins;
  Comparer comparer(a, oracle);
  if (!a.calls.empty()) return CompareFile(a, builtins, &comparer) ? comparer.Report() : 2;
  for (uint32_t id = 0; id < builtins.size(); ++id) {
    if (!Wanted(a, builtins.at(id))) continue;
    for (uint64_t i = 0; i < a.count; ++i) {
      Operands operands(a.seed * 1000003 + i * 1009 + id);
      comparer.Compare(builtins.at(id), operands.For(builtins.at(id)));
    }
  }
  return comparer.Report();
}

}  // namespace
}  // namespace reeve::differential

int main(int argc, char** argv) {
  using namespace reeve::differential;
  std::optional<Arguments> a = ParseArguments(argc, argv);
  if (!a) {
    std::cerr << "usage: reeve_builtin_differential --oracle PROGRAM [--count N] [--seed N] [--only NAME] [--calls FILE] [--write FILE] [--texts]\n";
    return 2;
  }
  if (a->alone) return RunAlone(*a);
  std::unique_ptr<reeve::conformance::OracleClient> oracle = reeve::conformance::OracleClient::Start(a->oracle);
  if (!oracle) {
    std::printf("not run: differential of built-ins (no oracle at %s: build the target reeve_oracle, which needs Go)\n", a->oracle.c_str());
    return 77;  // ctest: skipped
  }
  return Run(*a, *oracle);
}
