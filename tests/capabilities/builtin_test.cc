// The table of built-ins: look-up, host functions, and each declaration against OPA's own list.
#include "capabilities/builtin.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <set>

#include "value/json.h"

namespace reeve::capabilities {
namespace {

std::string TypeText(Value type);

std::string Texts(Value types) {
  std::string out;
  for (size_t i = 0; i < types.size(); ++i) out += (i > 0 ? ", " : "") + TypeText(types.at(i));
  return out;
}

// OPA's text of a type from its JSON.
std::string TypeText(Value type) {
  std::string kind(type.Find("type")->string());
  if (kind == "set") return "set[" + TypeText(*type.Find("of")) + "]";
  if (kind == "any") return type.Find("of") ? "any<" + Texts(*type.Find("of")) + ">" : "any";
  if (kind == "array") {
    if (auto fixed = type.Find("static")) kind += "<" + Texts(*fixed) + ">";
    if (auto rest = type.Find("dynamic")) kind += "[" + TypeText(*rest) + "]";
    return kind;
  }
  if (kind != "object") return kind;
  if (auto fixed = type.Find("static")) {
    kind += "<";
    for (size_t i = 0; i < fixed->size(); ++i) {
      kind += (i > 0 ? ", " : "") + std::string(fixed->at(i).Find("key")->string()) + ": " +
              TypeText(*fixed->at(i).Find("value"));
    }
    kind += ">";
  }
  if (auto rest = type.Find("dynamic"))
    kind += "[" + TypeText(*rest->Find("key")) + ": " + TypeText(*rest->Find("value")) + "]";
  return kind;
}

std::string Joined(const std::vector<std::string_view>& texts) {
  std::string out;
  for (size_t i = 0; i < texts.size(); ++i) out += (i > 0 ? ", " : "") + std::string(texts[i]);
  return out;
}

bool IsTrue(Value v, std::string_view member) { return v.Find(member).value_or(Value::Boolean(false)).is_true(); }

}  // namespace

TEST_CASE("built-ins: each is found by its name, and the ids are the enum's") {
  Builtins builtins;
  REQUIRE(builtins.size() == static_cast<size_t>(BuiltinId::kSize));
  std::set<std::string_view> names;
  for (uint32_t id = 0; id < builtins.size(); ++id) {
    const Builtin& b = builtins.at(id);
    CHECK(b.id == id);
    CHECK(builtins.Find(b.name) == &b);
    CHECK(names.insert(b.name).second);
  }
  CHECK(builtins.Find("count")->id == static_cast<uint32_t>(BuiltinId::kCount));
  CHECK(builtins.Find("count")->arity == 1);
  CHECK(builtins.Find("minus")->infix == "-");
  CHECK(builtins.Find("walk")->has(kRelation));
  CHECK(builtins.Find("print")->variadic);
  CHECK(builtins.Find("print")->has(kVoid));
  CHECK(builtins.Find("time.now_ns")->has(kNondeterministic));
  CHECK(builtins.Find("") == nullptr);
  CHECK(builtins.Find("coun") == nullptr);
  CHECK(builtins.Find("http.sent") == nullptr);
}

TEST_CASE("built-ins: what is withheld is not found") {
  Builtins builtins;
  builtins.Withhold(kReadsNetwork | kReadsClock);
  CHECK(builtins.Find("http.send") == nullptr);
  CHECK(builtins.FindWithheld("http.send")->has(kReadsNetwork));
  CHECK(builtins.Find("time.now_ns") == nullptr);
  CHECK(builtins.Find("time.clock") != nullptr);
  CHECK(builtins.FindWithheld("time.clock") == nullptr);
  CHECK(builtins.Find("rand.intn") != nullptr);
  // The program's own function needs no grant.
  CHECK(builtins.Add("http.send", 1, kNondeterministic, false) == Builtins::kNone);
  CHECK(builtins.Add("http.send", 1, kNondeterministic, true) != Builtins::kNone);
  CHECK(builtins.Find("http.send") != nullptr);
}

TEST_CASE("built-ins: host functions") {
  Builtins builtins;
  uint32_t first = builtins.Add("acme.join", 2, kPure, false);
  CHECK(first == static_cast<uint32_t>(BuiltinId::kSize));
  CHECK(builtins.Find("acme.join")->arity == 2);
  CHECK(builtins.Find("acme.join")->arguments.size() == 2);
  CHECK(builtins.Add("acme.join", 1, kPure, false) == Builtins::kNone);
  CHECK(builtins.Add("count", 1, kPure, false) == Builtins::kNone);
  uint32_t count = builtins.Find("count")->id;
  CHECK(builtins.Add("count", 3, kNondeterministic, true) == count);
  CHECK(builtins.Find("count")->arity == 3);
  CHECK(builtins.Find("count")->has(kNondeterministic));
  for (int i = 0; i < 200; ++i) REQUIRE(builtins.Add("h" + std::to_string(i), 1, kPure, false) != Builtins::kNone);
  for (int i = 0; i < 200; ++i) REQUIRE(builtins.Find("h" + std::to_string(i))->name == "h" + std::to_string(i));
}

TEST_CASE("built-ins: declarations are OPA's") {
  std::ifstream file(std::string(REEVE_DATA_DIR) + "/opa/capabilities.json");
  std::string text(std::istreambuf_iterator<char>(file), {});
  if (text.empty()) {
    WARN("no data folder: declarations are not compared with OPA's");
    return;
  }
  Arena arena;
  Result<Value> parsed = value::ParseJson(arena, text);
  REQUIRE(parsed.ok());
  Builtins builtins;
  size_t found = 0;
  Value all = *parsed->Find("builtins");
  for (size_t i = 0; i < all.size(); ++i) {
    const Builtin* b = builtins.Find(all.at(i).Find("name")->string());
    if (b == nullptr) continue;
    ++found;
    INFO(b->name);
    Value declaration = *all.at(i).Find("decl");
    if (b->variadic) {
      CHECK(Joined(b->arguments) == TypeText(*declaration.Find("variadic")));
    } else {
      CHECK(Joined(b->arguments) == (declaration.Find("args") ? Texts(*declaration.Find("args")) : ""));
    }
    CHECK(b->result == (declaration.Find("result") ? TypeText(*declaration.Find("result")) : ""));
    auto infix = all.at(i).Find("infix");
    CHECK(b->infix == (infix ? infix->string() : std::string_view()));
    CHECK(b->has(kNondeterministic) == IsTrue(all.at(i), "nondeterministic"));
    CHECK(b->has(kRelation) == IsTrue(all.at(i), "relation"));
    CHECK(b->has(kDeprecated) == IsTrue(all.at(i), "deprecated"));
  }
  CHECK(found == builtins.size());
}

TEST_CASE("built-ins: names of arguments and results are OPA's") {
  std::ifstream file(std::string(REEVE_DATA_DIR) + "/opa/builtin_metadata.json");
  std::string text(std::istreambuf_iterator<char>(file), {});
  if (text.empty()) return;
  Arena arena;
  Result<Value> parsed = value::ParseJson(arena, text);
  REQUIRE(parsed.ok());
  Builtins builtins;
  auto name = [](Value declared) {
    std::optional<Value> n = declared.Find("name");
    return n ? n->string() : std::string_view();
  };
  for (uint32_t id = 0; id < builtins.size(); ++id) {
    const Builtin& b = builtins.at(id);
    std::optional<Value> opa = parsed->Find(b.name);
    if (!opa || b.variadic) continue;
    INFO(b.name);
    Value arguments = opa->Find("args").value_or(Value());
    for (size_t i = 0; i < b.arity; ++i) CHECK(b.argument_names[i] == name(arguments.at(i)));
    if (std::optional<Value> result = opa->Find("result")) CHECK(b.result_name == name(*result));
  }
}

}  // namespace reeve::capabilities
