// Rules, modules and queries of generated cases.
#include "tests/differential/documents.h"
#include "tests/differential/generator.h"

namespace reeve::differential {
namespace {

// Values that rules of an index compare with.
constexpr const char* kIndexed[] = {"\"ann\"", "\"bob\"", "\"a\"", "\"x-y\"", "\"10\"", "7", "true"};

// Types of rules: values that say more than true and false come first.
const std::vector<Type> kRuleTypes = {Type::kNumber, Type::kString, Type::kNumbers, Type::kStrings, Type::kNumberMap, Type::kItem,
                                      Type::kAny, Type::kAny, Type::kBoolean, Type::kNumberSet, Type::kItems};

}  // namespace

std::string Generator::Brace(const std::string& body) { return (dialect_.keywords ? " if {\n" : " {\n") + body + "}"; }

std::string Generator::Define(const std::string& term) { return (dialect_.v0 && random_.Percent(50) ? " = " : " := ") + term; }

std::string Generator::Body(Scope& scope, int statements) {
  std::string out;
  for (int i = 0; i < statements; ++i) out += "\t" + Statement(scope, 2) + "\n";
  if (out.empty()) out = "\ttrue\n";
  return out;
}

// One to three clauses of a head: with guards that exclude each other, or with else; often behind a default.
void Generator::Clauses(const std::string& head, Type type, Scope& scope) {
  size_t form = random_.Below(10);
  if (form < 4) {
    Scope inner = scope;
    std::string body = Body(inner, random_.Between(1, 3));
    text_ += head + Define(Term(type, inner, 2)) + Brace(body);
  } else if (form < 6) {
    std::string guard = Root() + ".n";
    Scope one = scope, two = scope;
    std::string first = "\t" + guard + " > 4\n" + Body(one, random_.Between(0, 2));
    text_ += head + Define(Term(type, one, 2)) + Brace(first) + "\n\n";
    std::string second = "\t" + guard + " <= 4\n" + Body(two, random_.Between(0, 2));
    text_ += head + Define(Term(type, two, 2)) + Brace(second);
  } else {
    Scope one = scope, two = scope, three = scope;
    std::string first = "\t" + Test(one, 1) + "\n";
    first += Body(one, random_.Between(0, 1));
    text_ += head + Define(Term(type, one, 2)) + Brace(first);
    // v0 knows `else = v { }` only; `else := v` came with the keywords.
    std::string sign = dialect_.v0 ? " = " : " := ";
    std::string second = Body(two, 1);
    text_ += " else" + sign + Term(type, two, 1) + Brace(second);
    if (random_.Percent(60)) text_ += " else" + sign + Term(type, three, 1) + Brace("\ttrue\n");
  }
  text_ += "\n\n";
}

void Generator::CompleteRule() {
  std::string name = "r" + std::to_string(rules_++);
  Type type = random_.PickFrom(kRuleTypes);
  Scope scope;
  size_t form = random_.Below(10);
  if (form < 2) {
    text_ += name + Define(Literal(type)) + "\n\n";
  } else if (form < 4) {
    Scope open;
    text_ += name + Define(Term(type, open, 3)) + "\n\n";
  } else {
    if (random_.Percent(40)) text_ += "default " + name + " := " + Literal(type) + "\n\n";
    if (random_.Percent(6)) scope.many = true;  // several values: a conflict, or the same one again
    Clauses(name, type, scope);
  }
  offers_.push_back({Offer::kValue, name, "data." + package_ + "." + name, type, {}, false});
}

// Several clauses that ask input.s for different values: what a rule index is made for.
void Generator::IndexedRule() {
  std::string name = "r" + std::to_string(rules_++);
  Type type = random_.PickFrom(kRuleTypes);
  if (random_.Percent(50)) text_ += "default " + name + " := " + Literal(type) + "\n\n";
  bool affixes = random_.Percent(40);
  std::string subject = random_.Pick({"input.s", "input.t", "input.items[0].name", "input.labels.a", "data.cfg.s"});
  for (const char* constant : kIndexed) {
    if (random_.Percent(25)) continue;
    Scope scope;
    std::string test = random_.Percent(80) ? subject + " == " + constant : std::string(constant) + " = " + subject;
    if (affixes && *constant == '"' && random_.Percent(80)) {
      std::string text(constant + 1, std::string_view(constant).size() - 2);
      test = random_.Percent(30)   ? "startswith(" + subject + ", \"" + text.substr(0, 1) + "\")"
             : random_.Percent(30) ? "endswith(" + subject + ", \"" + text.substr(text.size() - 1) + "\")"
                                   : "glob.match(\"" + random_.PickFrom(std::vector<std::string>{text, text.substr(0, 1) + "*", "*" + text.substr(1), "?" + text.substr(1), "*"}) +
                                         "\", [], " + subject + ")";
    }
    std::string body = "\t" + test + "\n";
    if (random_.Percent(40)) body += "\t" + Test(scope, 1) + "\n";
    text_ += name + Define(Term(type, scope, 1)) + Brace(body) + "\n\n";
  }
  text_ += name + Define(Literal(type)) + Brace("\t" + subject + " == \"dev\"\n") + "\n\n";
  offers_.push_back({Offer::kValue, name, "data." + package_ + "." + name, type, {}, false});
}

// Members with those of another collection that agree in a field: what a comprehension index is made for.
void Generator::GroupedRule() {
  std::string name = "g" + std::to_string(rules_++), element = NewName(), key = NewName(), member = NewName(), found = NewName();
  std::string field = random_.Pick({"name", "id", "ok"});
  Scope scope;
  scope.many = true;
  scope.variables = {{element, Type::kItem}};
  std::string body = "\t" + element + " := " + Root() + ".items[_]\n\t" + key + " := " + element + "." + field + "\n";
  std::string asked = random_.Percent(60) ? key : element + "." + field, own = member + "." + field;
  Scope inner = scope;
  inner.depth = 1;
  inner.variables.push_back({member, Type::kItem});
  std::string source = member + " := " + Root() + ".items[_]; " + (random_.Percent(50) ? own + " == " + asked : asked + " == " + own);
  if (random_.Percent(40)) source += "; " + random_.PickFrom(std::vector<std::string>{member + ".id > 0", member + ".ok", member + ".at == " + element + ".at"});
  if (random_.Percent(30)) source += "; " + Statement(inner, 1);
  std::string value = random_.Percent(60) ? member + ".id" : Term(Type::kNumber, inner, 1);
  std::string comprehension = random_.Percent(40)   ? "[" + value + " | " + source + "]"
                              : random_.Percent(50) ? "{" + value + " | " + source + "}"
                                                    : "{" + member + ".id: true | " + source + "}";  // OPA's index forgets conflicts
  body += "\t" + found + " := " + comprehension + "\n";
  text_ += name + (dialect_.keywords ? " contains [" : "[[") + key + ", " + found + (dialect_.keywords ? "]" : "]]") + Brace(body) + "\n\n";
  offers_.push_back({Offer::kValue, name, "data." + package_ + "." + name, Type::kAny, {}, true});
}

void Generator::PartialSet() {
  std::string name = "s" + std::to_string(rules_++);
  Type element = random_.Percent(50) ? Type::kNumber : Type::kString;
  for (int clauses = random_.Between(1, 2); clauses > 0; --clauses) {
    Scope scope;
    scope.many = true;
    std::string body = "\t" + Iteration(scope, 1) + "\n";
    body += Body(scope, random_.Between(0, 2));
    std::string term = Term(element, scope, 1);
    if (dialect_.keywords) {
      text_ += name + " contains " + term + Brace(body) + "\n\n";
    } else {
      // v0 takes a term here that is no constant string: `s[x] { x := ... }`.
      std::string key = NewName();
      text_ += name + "[" + key + "] {\n" + body + "\t" + key + " := " + term + "\n}\n\n";
    }
  }
  offers_.push_back({Offer::kValue, name, "data." + package_ + "." + name,
                     element == Type::kNumber ? Type::kNumberSet : Type::kStringSet, {}, true});
}

void Generator::PartialObject() {
  std::string name = "o" + std::to_string(rules_++);
  Type element = random_.Percent(60) ? Type::kNumber : Type::kString;
  Scope scope;
  scope.many = true;
  std::string key = NewName(), body;
  if (random_.Percent(70)) {
    std::string value = NewName(), source = Root() + (random_.Percent(50) ? ".attrs" : ".labels");
    Type found = source.ends_with("attrs") ? Type::kNumber : Type::kString;
    body = dialect_.keywords && random_.Percent(60) ? "\tsome " + key + ", " + value + " in " + source + "\n"
                                                    : "\t" + value + " := " + source + "[" + key + "]\n";
    scope.variables.push_back({key, Type::kString});
    scope.variables.push_back({value, found});
  } else {
    body = "\t" + Iteration(scope, 1) + "\n";
    body += "\t" + key + " := sprintf(\"%v\", [" + scope.variables.back().name + "])\n";
    scope.variables.push_back({key, Type::kString});
  }
  scope.many = random_.Percent(10);
  body += Body(scope, random_.Between(0, 1));
  text_ += name + "[" + key + "]" + Define(Term(element, scope, 1)) + Brace(body) + "\n\n";
  if (random_.Percent(25)) text_ += name + "[\"extra\"]" + Define(Literal(element)) + (dialect_.keywords ? " if true" : " { true }") + "\n\n";
  offers_.push_back({Offer::kValue, name, "data." + package_ + "." + name,
                     element == Type::kNumber ? Type::kNumberMap : Type::kStringMap, {}, true});
}

void Generator::RefHead() {
  std::string name = "h" + std::to_string(rules_++);
  std::string path = "data." + package_ + "." + name;
  Scope scope;
  scope.many = true;
  std::string key = NewName(), value = NewName();
  std::string some = dialect_.keywords ? "\tsome " + key + ", " + value + " in " + Root() + ".attrs\n"
                                       : "\t" + value + " := " + Root() + ".attrs[" + key + "]\n";
  scope.variables.push_back({key, Type::kString});
  scope.variables.push_back({value, Type::kNumber});
  switch (random_.Below(dialect_.keywords ? 6 : 3)) {
    case 0: {
      Scope one, two;
      text_ += name + ".a" + Define(Term(Type::kNumber, one, 2)) + "\n\n";
      text_ += name + ".b.c" + Define(Term(Type::kNumber, two, 2)) + Brace(Body(two, 1)) + "\n\n";
      offers_.push_back({Offer::kValue, name + ".a", path + ".a", Type::kNumber, {}, false});
      offers_.push_back({Offer::kValue, name + ".b.c", path + ".b.c", Type::kNumber, {}, false});
      break;
    }
    case 1:
      scope.many = false;
      text_ += name + "[" + key + "].v" + Define(Term(Type::kNumber, scope, 1)) + Brace(some) + "\n\n";
      if (random_.Percent(50)) text_ += name + "[" + key + "].w" + Define(Term(Type::kString, scope, 1)) + Brace(some) + "\n\n";
      offers_.push_back({Offer::kValue, name + ".a.v", path + ".a.v", Type::kNumber, {}, false});
      break;
    case 2:
      text_ += name + "[" + key + "][" + value + "]" + Define(key) + Brace(some) + "\n\n";
      break;
    case 3:
      text_ += name + "[" + key + "] contains " + Term(Type::kNumber, scope, 1) + Brace(some) + "\n\n";
      if (random_.Percent(40)) text_ += name + ".a contains 77\n\n";
      offers_.push_back({Offer::kValue, name + ".a", path + ".a", Type::kNumberSet, {}, true});
      break;
    case 4:
      text_ += name + ".list contains " + value + Brace(some) + "\n\n";
      offers_.push_back({Offer::kValue, name + ".list", path + ".list", Type::kNumberSet, {}, true});
      break;
    default:
      scope.many = false;
      text_ += name + ".by[" + key + "]" + Define(Term(Type::kString, scope, 1)) + Brace(some) + "\n\n";
      text_ += name + ".fixed" + Define("1") + "\n\n";
      offers_.push_back({Offer::kValue, name + ".by", path + ".by", Type::kStringMap, {}, true});
      break;
  }
  offers_.push_back({Offer::kValue, name, path, Type::kAny, {}, true});
}

void Generator::Function() {
  std::string name = "f" + std::to_string(rules_++);
  std::string path = "data." + package_ + "." + name;
  Type result = random_.PickFrom(kRuleTypes);
  std::string a = NewName(), b = NewName();
  Scope scope;
  switch (random_.Below(6)) {
    case 0: {  // an array pattern
      scope.variables = {{a, Type::kNumber}, {b, Type::kNumber}};
      Clauses(name + "([" + a + ", " + b + "])", result, scope);
      offers_.push_back({Offer::kFunction, name, path, result, {Type::kNumbers}, false});
      break;
    }
    case 1: {  // an object pattern
      scope.variables = {{a, Type::kNumber}, {b, Type::kString}};
      Clauses(name + "({\"id\": " + a + ", \"name\": " + b + ", \"tags\": _, \"ok\": _, \"at\": _})", result, scope);
      offers_.push_back({Offer::kFunction, name, path, result, {Type::kItem}, false});
      break;
    }
    case 2: {  // constants choose the clause
      Scope one, two;
      one.variables = two.variables = {{a, Type::kNumber}};
      text_ += name + "(\"ann\", " + a + ")" + Define(Term(result, one, 1)) + "\n\n";
      text_ += name + "(\"bob\", " + a + ")" + Define(Term(result, two, 1)) + "\n\n";
      if (random_.Percent(60)) text_ += "default " + name + "(_, _) := " + Literal(result) + "\n\n";
      offers_.push_back({Offer::kFunction, name, path, result, {Type::kString, Type::kNumber}, false});
      break;
    }
    default: {
      static const std::vector<Type> kArguments = {Type::kNumber, Type::kString, Type::kNumbers, Type::kItem, Type::kStringSet, Type::kAny};
      Type one = random_.PickFrom(kArguments), two = random_.PickFrom(kArguments);
      bool pair = random_.Percent(50);
      scope.variables = {{a, one}};
      if (pair) scope.variables.push_back({b, two});
      if (random_.Percent(25)) text_ += "default " + name + (pair ? "(_, _)" : "(_)") + " := " + Literal(result) + "\n\n";
      Clauses(name + "(" + a + (pair ? ", " + b : "") + ")", result, scope);
      offers_.push_back({Offer::kFunction, name, path, result, pair ? std::vector<Type>{one, two} : std::vector<Type>{one}, false});
    }
  }
}

void Generator::Rule() {
  size_t kind = random_.Below(100);
  if (kind < 36) CompleteRule();
  else if (kind < 42) IndexedRule();
  else if (kind < 46) GroupedRule();
  else if (kind < 57) PartialSet();
  else if (kind < 69) PartialObject();
  else if (kind < 80) RefHead();
  else Function();
}

std::string Generator::Module(const std::string& package, int rules) {
  package_ = package;
  cfg_ = "data.cfg";
  items_ = "input.items";
  text_ = "package " + package + "\n\n";
  std::string imports;
  bool own_version = dialect_.v0 && dialect_.keywords && random_.Percent(20);
  if (own_version) {
    imports += "import rego.v1\n";
    dialect_.v0 = false;
  } else if (dialect_.v0 && dialect_.keywords) {
    imports += random_.Percent(50) ? "import future.keywords\n"
                                   : "import future.keywords.contains\nimport future.keywords.every\nimport future.keywords.if\nimport future.keywords.in\n";
  }
  if (dialect_.logic) imports += "import future.keywords.and\nimport future.keywords.not\nimport future.keywords.or\n";
  if (random_.Percent(25)) imports += "import data.cfg\n", cfg_ = "cfg";
  if (random_.Percent(20)) imports += "import input.items as things\n", items_ = "things";
  if (!imports.empty()) text_ += imports + "\n";
  for (int i = 0; i < rules; ++i) Rule();
  if (!foreign_.empty() && random_.Percent(70)) {
    // Into the other package with a variable: all its rules, functions left out.
    std::string name = "q" + std::to_string(rules_++);
    text_ += name + Define(random_.Percent(50) ? "{k: v | v := data.q[k]}" : "{k | some k; data.q[k]}") + "\n\n";
    offers_.push_back({Offer::kValue, name, "data." + package + "." + name, Type::kAny, {}, false});
  }
  if (own_version) dialect_.v0 = true;
  return text_;
}

std::string Generator::MakeQuery() {
  std::vector<const Offer*> values, telling;
  for (const Offer& offer : offers_) {
    if (offer.kind != Offer::kValue) continue;
    values.push_back(&offer);
    if (offer.type != Type::kBoolean) telling.push_back(&offer);
  }
  if (values.empty() || random_.Percent(45)) return random_.Percent(90) ? "data.p = x" : "data = x";
  const Offer* offer = !telling.empty() && random_.Percent(90) ? random_.PickFrom(telling) : random_.PickFrom(values);
  if (offer->partial && random_.Percent(25)) return offer->path + "[k] = x";
  if (random_.Percent(6)) return "x := [v | v := " + offer->path + "]";
  if (random_.Percent(5)) return "x = " + offer->path + " with input.n as 3";
  return offer->path + " = x";
}

GeneratedCase Generator::Make() {
  GeneratedCase out;
  out.v0 = random_.Percent(40);
  dialect_.v0 = out.v0;
  dialect_.keywords = !out.v0 || random_.Percent(55);
  dialect_.logic = !out.v0 && random_.Percent(25);
  dialect_.templates = !out.v0;
  bool two = random_.Percent(25);
  std::string other;
  if (two) {
    other = Module("q", random_.Between(1, 4));
    foreign_ = offers_;
    offers_.clear();
  }
  out.modules.push_back(Module("p", random_.Between(2, 7)));
  if (two) out.modules.push_back(other);
  out.data = MakeData(random_);
  if (!random_.Percent(3)) out.input = MakeMembers(random_);
  out.query = MakeQuery();
  out.strict_errors = random_.Percent(8);
  return out;
}

GeneratedCase Generate(uint64_t seed) { return Generate(Random(seed * 0x2545f4914f6cdd1dull + 1)); }

GeneratedCase Generate(Random random) { return Generator(random).Make(); }

}  // namespace reeve::differential
