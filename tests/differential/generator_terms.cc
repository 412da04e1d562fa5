// Terms of generated modules: one function a type. Depth bounds the nesting; at 0 only leaves remain.
#include "tests/differential/documents.h"
#include "tests/differential/generator.h"

namespace reeve::differential {
namespace {

std::string Quote(const std::string& text) { return "\"" + text + "\""; }

// `.key` or `["key"]`.
std::string Dot(Random& random, const std::string& key) {
  bool plain = key.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos;
  return plain && !random.Percent(15) ? "." + key : "[" + Quote(key) + "]";
}

}  // namespace

std::string Generator::NewName() {
  return random_.Pick({"x", "y", "k", "v", "el", "tmp"}) + std::to_string(names_++);
}

const Variable* Generator::PickVariable(Type type, const Scope& scope) {
  std::vector<const Variable*> fit;
  for (const Variable& v : scope.variables) {
    if (v.type == type) fit.push_back(&v);
  }
  return fit.empty() ? nullptr : random_.PickFrom(fit);
}

const Offer* Generator::PickOffer(Type type, Offer::Kind kind) {
  std::vector<const Offer*> fit;
  for (const Offer& offer : offers_) {
    if (offer.type == type && offer.kind == kind) fit.push_back(&offer);
  }
  for (const Offer& offer : foreign_) {
    if (offer.type == type && offer.kind == kind) fit.push_back(&offer);
  }
  return fit.empty() ? nullptr : random_.PickFrom(fit);
}

// A rule of the own package by its name or its path; of another by its path.
std::string Generator::RuleRef(const Offer& offer) {
  bool own = offer.path.starts_with("data." + package_ + ".");
  return own && random_.Percent(75) ? offer.name : offer.path;
}

std::string Generator::Literal(Type type) {
  switch (type) {
    case Type::kNumber: return AnyNumber(random_);
    case Type::kString:
      if (random_.Percent(8)) return "`" + AnyWord(random_) + "`";
      return random_.Percent(6) ? R"("tab\t\"q\" \u00fc")" : Quote(AnyWord(random_));
    case Type::kBoolean: return random_.Pick({"true", "false"});
    case Type::kNumbers: return "[" + AnyNumber(random_) + ", " + AnyNumber(random_) + ", " + AnyNumber(random_) + "]";
    case Type::kStrings: return "[" + Quote(AnyWord(random_)) + ", " + Quote(AnyWord(random_)) + "]";
    case Type::kNumberSet: return random_.Percent(8) ? "set()" : "{" + AnyNumber(random_) + ", " + AnyNumber(random_) + "}";
    case Type::kStringSet: return random_.Percent(8) ? "set()" : "{" + Quote(AnyWord(random_)) + ", " + Quote(AnyWord(random_)) + "}";
    case Type::kNumberMap: return R"({"a": )" + AnyNumber(random_) + R"(, "b": )" + AnyNumber(random_) + "}";
    case Type::kStringMap: return R"({"a": )" + Quote(AnyWord(random_)) + R"(, "c": )" + Quote(AnyWord(random_)) + "}";
    case Type::kItem:
      return R"({"id": )" + AnyNumber(random_) + R"(, "name": )" + Quote(AnyWord(random_)) +
             R"(, "tags": ["dev"], "ok": true, "at": {"x": 1, "y": 2}})";
    case Type::kItems: return "[" + Literal(Type::kItem) + "]";
    case Type::kAny: return random_.Pick({"null", "[]", "{}", "[null, 1, \"a\"]", "{\"a\": [1, {\"b\": null}]}", "{1: \"one\", [2]: {3}}"});
  }
  return "null";
}

std::string Generator::Root() {
  if (random_.Percent(60)) return "input";
  return random_.Percent(90) ? cfg_ : R"(data["cfg"])";
}

std::string Generator::Index(Scope& scope) {
  if (scope.many && random_.Percent(35)) return "_";
  if (const Variable* v = PickVariable(Type::kNumber, scope); v && random_.Percent(15)) return v->name;
  return std::to_string(random_.Between(0, 2));
}

std::string Generator::BaseRef(Type type, Scope& scope) {
  std::string root = Root();
  std::string item = random_.Percent(15) ? "data.users" + Dot(random_, random_.Pick({"ann", "bob"}))
                                         : (random_.Percent(30) ? items_ : root + ".items") + "[" + Index(scope) + "]";
  auto key = [&] { return scope.many && random_.Percent(25) ? "[_]" : Dot(random_, AnyKey(random_)); };
  auto one_of = [&](std::initializer_list<std::string> refs) { return *(refs.begin() + random_.Below(refs.size())); };
  switch (type) {
    case Type::kNumber:
      return one_of({root + ".n", root + Dot(random_, "m"), root + ".nums[" + Index(scope) + "]", root + ".attrs" + key(), item + ".id",
                     item + ".at" + Dot(random_, random_.Pick({"x", "y"})), root + ".matrix[" + Index(scope) + "][" + Index(scope) + "]"});
    case Type::kString:
      return one_of({root + ".s", root + Dot(random_, "t"), root + ".names[" + Index(scope) + "]", root + ".labels" + key(),
                     item + Dot(random_, "name"), item + ".tags[" + Index(scope) + "]"});
    case Type::kBoolean: return one_of({root + ".flag", root + ".off", item + ".ok"});
    case Type::kNumbers: return one_of({root + ".nums", root + ".matrix[" + Index(scope) + "]"});
    case Type::kStrings: return one_of({root + ".names", item + ".tags"});
    case Type::kNumberMap: return one_of({root + ".attrs", item + ".at"});
    case Type::kStringMap: return root + ".labels";
    case Type::kItem: return item;
    case Type::kItems: return random_.Percent(50) ? items_ : root + ".items";
    // Not {input.n, ...}: OPA walks a set literal in the order of its terms as written, not of their values.
    case Type::kNumberSet: return "{el | el := " + root + ".nums[_]}";
    case Type::kStringSet: return "({" + root + ".s, " + Quote(AnyWord(random_)) + "} | set())";
    case Type::kAny: break;
  }
  return one_of({root + ".nothing", root + ".mixed", root + ".mixed[" + Index(scope) + "]", item, root + ".missing", root + ".matrix"});
}

std::string Generator::Leaf(Type type, Scope& scope) {
  if (const Variable* v = PickVariable(type, scope); v && random_.Percent(55)) return v->name;
  if (const Offer* offer = PickOffer(type, Offer::kValue); offer && random_.Percent(35)) return RuleRef(*offer);
  return random_.Percent(55) ? BaseRef(type, scope) : Literal(type);
}

std::string Generator::Call(const Offer& function, Scope& scope, int depth) {
  std::string out = RuleRef(function) + "(";
  for (size_t i = 0; i < function.arguments.size(); ++i) out += (i ? ", " : "") + Term(function.arguments[i], scope, depth - 1);
  return out + ")";
}

std::string Generator::Term(Type type, Scope& scope, int depth) {
  if (depth <= 0 || random_.Percent(35)) return Leaf(type, scope);
  if (const Offer* function = PickOffer(type, Offer::kFunction); function && random_.Percent(25)) return Call(*function, scope, depth);
  switch (type) {
    case Type::kNumber: return Number(scope, depth);
    case Type::kString: return String(scope, depth);
    case Type::kBoolean: return Boolean(scope, depth);
    case Type::kNumbers: return Numbers(scope, depth);
    case Type::kStrings: return Strings(scope, depth);
    case Type::kNumberSet: return Set(Type::kNumber, scope, depth);
    case Type::kStringSet: return Set(Type::kString, scope, depth);
    case Type::kNumberMap: return Map(Type::kNumber, scope, depth);
    case Type::kStringMap: return Map(Type::kString, scope, depth);
    case Type::kItem: return Item(scope, depth);
    case Type::kItems:
      return random_.Percent(50) ? "[" + Item(scope, depth - 1) + ", " + Leaf(Type::kItem, scope) + "]"
                                 : Comprehension(Type::kItems, scope, depth - 1);
    case Type::kAny: return Any(scope, depth);
  }
  return "null";
}

std::string Generator::Number(Scope& scope, int depth) {
  auto number = [&] { return Term(Type::kNumber, scope, depth - 1); };
  switch (random_.Below(18)) {
    case 0: case 1: return "(" + number() + " + " + number() + ")";
    case 2: return "(" + number() + " - " + number() + ")";
    case 3: return "(" + number() + " * " + number() + ")";
    case 4: return "(" + number() + " / " + random_.Pick({"2", "3", "7", "0.5", "0", "10"}) + ")";
    case 5: return "(" + number() + " % " + random_.Pick({"2", "3", "5", "-4"}) + ")";
    case 6: return random_.Pick({"abs", "round", "ceil", "floor"}) + "(" + number() + ")";
    case 7: return "count(" + Term(random_.Percent(50) ? Type::kNumbers : Type::kStringSet, scope, depth - 1) + ")";
    case 8: return "count(" + Comprehension(random_.Percent(50) ? Type::kNumbers : Type::kStringSet, scope, depth - 1) + ")";
    case 9: return "sum(" + Term(random_.Percent(60) ? Type::kNumbers : Type::kNumberSet, scope, depth - 1) + ")";
    case 10: return random_.Pick({"max", "min"}) + "(" + Term(random_.Percent(60) ? Type::kNumbers : Type::kNumberSet, scope, depth - 1) + ")";
    case 11: return "product([" + number() + ", " + Leaf(Type::kNumber, scope) + "])";
    case 12: return "object.get(" + Term(Type::kNumberMap, scope, depth - 1) + ", " + Quote(AnyKey(random_)) + ", " + number() + ")";
    case 13: return "to_number(" + (random_.Percent(60) ? random_.Pick({"\"12\"", "\"3.5\"", "\"x\"", "null", "true", "\"1e2\"", "\"-0\""}) : Leaf(Type::kString, scope)) + ")";
    case 14: return "indexof(" + Term(Type::kString, scope, depth - 1) + ", " + Leaf(Type::kString, scope) + ")";
    case 15: return random_.Pick({"bits.and", "bits.or", "bits.xor"}) + "(" + Leaf(Type::kNumber, scope) + ", " + std::to_string(random_.Between(0, 9)) + ")";
    case 16: return "count(" + Term(Type::kString, scope, depth - 1) + ")";
    default: return "sum(" + Comprehension(Type::kNumbers, scope, depth - 1) + ")";
  }
}

std::string Generator::Template(Scope& scope, int depth) {
  std::string out = "$\"<";
  Scope inner = scope;
  inner.many = false;  // wildcards are refused in a template
  for (int i = random_.Between(1, 2); i > 0; --i) {
    Type type = static_cast<Type>(random_.Below(kTypes));
    std::string part = Term(type, inner, depth - 1);
    if (part.find_first_of("\"`") != std::string::npos) part = std::to_string(random_.Between(0, 9)) + " + 1";
    out += "{" + part + "} ";
  }
  return out + ">\"";
}

std::string Generator::String(Scope& scope, int depth) {
  auto text = [&] { return Term(Type::kString, scope, depth - 1); };
  switch (random_.Below(15)) {
    case 0: return "concat(" + random_.Pick({"\"-\"", "\"\"", "\", \""}) + ", " + Term(random_.Percent(60) ? Type::kStrings : Type::kStringSet, scope, depth - 1) + ")";
    case 1: return "concat(\"/\", " + Comprehension(random_.Percent(70) ? Type::kStrings : Type::kStringSet, scope, depth - 1) + ")";
    case 2: return random_.Pick({"lower", "upper", "trim_space"}) + "(" + text() + ")";
    case 3: return random_.Pick({"trim", "trim_left", "trim_right", "trim_prefix", "trim_suffix"}) + "(" + text() + ", " + random_.Pick({"\"a\"", "\"x\"", "\"/\"", "\"ab\""}) + ")";
    case 4: return "replace(" + text() + ", " + random_.Pick({"\"a\"", "\"\"", "\"-\""}) + ", " + Leaf(Type::kString, scope) + ")";
    case 5: return "substring(" + text() + ", " + std::to_string(random_.Between(-1, 3)) + ", " + std::to_string(random_.Between(-1, 4)) + ")";
    case 6: return "sprintf(" + random_.Pick({"\"%v-%v\"", "\"%v %v!\"", "\"%s:%v\"", "\"%v=%d\""}) + ", [" + text() + ", " + Term(random_.Percent(60) ? Type::kNumber : Type::kAny, scope, depth - 1) + "])";
    case 7: return "type_name(" + Term(static_cast<Type>(random_.Below(kTypes)), scope, depth - 1) + ")";
    case 8: return "json.marshal(" + Term(static_cast<Type>(random_.Below(kTypes)), scope, depth - 1) + ")";
    case 9: return "object.get(" + Term(Type::kStringMap, scope, depth - 1) + ", " + Quote(AnyKey(random_)) + ", " + text() + ")";
    case 10: return "base64.encode(" + text() + ")";
    case 11: return "format_int(" + Term(Type::kNumber, scope, depth - 1) + ", " + random_.Pick({"10", "16", "2"}) + ")";
    case 12: return "split(" + text() + ", " + random_.Pick({"\",\"", "\"/\"", "\" \""}) + ")[" + Index(scope) + "]";
    case 13: return "regex.replace(" + text() + ", " + random_.Pick({"`[aeiou]`", "`^.`", "`x+`"}) + ", " + random_.Pick({"\"_\"", "\"$0$0\"", "\"\""}) + ")";
    default: return dialect_.templates ? Template(scope, depth) : "upper(" + text() + ")";
  }
}

std::string Generator::Boolean(Scope& scope, int depth) {
  auto number = [&] { return Term(Type::kNumber, scope, depth - 1); };
  auto text = [&] { return Term(Type::kString, scope, depth - 1); };
  switch (random_.Below(10)) {
    case 0: return "(" + number() + random_.Pick({" < ", " <= ", " > ", " >= ", " == ", " != "}) + number() + ")";
    case 1: return "(" + text() + random_.Pick({" < ", " == ", " != ", " >= "}) + text() + ")";
    case 2: return random_.Pick({"startswith", "endswith", "contains"}) + "(" + text() + ", " + Leaf(Type::kString, scope) + ")";
    case 3: return "regex.match(" + random_.Pick({"`^a`", "`[0-9]+`", "`o$`", "`^$`", "`.*,.*`", "`(?i)ANN`"}) + ", " + text() + ")";
    case 4: return random_.Pick({"is_number", "is_string", "is_array", "is_object", "is_set", "is_null", "is_boolean"}) + "(" + Term(Type::kAny, scope, depth - 1) + ")";
    case 5:
      if (dialect_.keywords) return "(" + number() + " in " + Term(random_.Percent(50) ? Type::kNumbers : Type::kNumberSet, scope, depth - 1) + ")";
      return "(" + Term(Type::kAny, scope, depth - 1) + " == " + Term(Type::kAny, scope, depth - 1) + ")";
    case 6:
      if (dialect_.keywords) return "(" + Quote(AnyKey(random_)) + ", " + number() + " in " + Term(Type::kNumberMap, scope, depth - 1) + ")";
      return "is_number(" + number() + ")";
    case 7: return "(" + Term(Type::kNumberSet, scope, depth - 1) + random_.Pick({" == ", " != ", " < "}) + Term(Type::kNumberSet, scope, depth - 1) + ")";
    case 8: return "(" + Term(Type::kAny, scope, depth - 1) + random_.Pick({" == ", " < ", " >= "}) + Term(Type::kAny, scope, depth - 1) + ")";
    default: return Leaf(Type::kBoolean, scope);
  }
}

std::string Generator::Numbers(Scope& scope, int depth) {
  switch (random_.Below(8)) {
    case 0: return "[" + Term(Type::kNumber, scope, depth - 1) + ", " + Term(Type::kNumber, scope, depth - 1) + "]";
    case 1: return "array.concat(" + Term(Type::kNumbers, scope, depth - 1) + ", " + Leaf(Type::kNumbers, scope) + ")";
    case 2: return "sort(" + Term(random_.Percent(50) ? Type::kNumbers : Type::kNumberSet, scope, depth - 1) + ")";
    case 3: return "array.slice(" + Term(Type::kNumbers, scope, depth - 1) + ", " + std::to_string(random_.Between(-1, 1)) + ", " + std::to_string(random_.Between(0, 4)) + ")";
    case 4: return "numbers.range(" + std::to_string(random_.Between(-1, 4)) + ", " + std::to_string(random_.Between(0, 5)) + ")";
    case 5: return "array.reverse(" + Term(Type::kNumbers, scope, depth - 1) + ")";
    default: return Comprehension(Type::kNumbers, scope, depth - 1);
  }
}

std::string Generator::Strings(Scope& scope, int depth) {
  switch (random_.Below(6)) {
    case 0: return "[" + Term(Type::kString, scope, depth - 1) + ", " + Term(Type::kString, scope, depth - 1) + "]";
    case 1: return "split(" + Term(Type::kString, scope, depth - 1) + ", " + random_.Pick({"\",\"", "\"/\"", "\"\""}) + ")";
    case 2: return "sort(" + Term(random_.Percent(50) ? Type::kStrings : Type::kStringSet, scope, depth - 1) + ")";
    case 3: return "array.concat(" + Term(Type::kStrings, scope, depth - 1) + ", " + Leaf(Type::kStrings, scope) + ")";
    default: return Comprehension(Type::kStrings, scope, depth - 1);
  }
}

std::string Generator::Set(Type element, Scope& scope, int depth) {
  Type type = element == Type::kNumber ? Type::kNumberSet : Type::kStringSet;
  switch (random_.Below(8)) {
    case 0: return "({" + Term(element, scope, depth - 1) + ", " + Term(element, scope, depth - 1) + "} | {" + Literal(element) + "})";
    case 1: return "(" + Term(type, scope, depth - 1) + " | " + Term(type, scope, depth - 1) + ")";
    case 2: return "(" + Term(type, scope, depth - 1) + " & " + Term(type, scope, depth - 1) + ")";
    case 3: return "(" + Term(type, scope, depth - 1) + " - " + Term(type, scope, depth - 1) + ")";
    case 4: return random_.Pick({"union", "intersection"}) + "({" + Leaf(type, scope) + ", " + Leaf(type, scope) + "})";
    case 5:
      if (element == Type::kString) return "object.keys(" + Term(Type::kNumberMap, scope, depth - 1) + ")";
      [[fallthrough]];
    default: return Comprehension(type, scope, depth - 1);
  }
}

std::string Generator::Map(Type element, Scope& scope, int depth) {
  Type type = element == Type::kNumber ? Type::kNumberMap : Type::kStringMap;
  switch (random_.Below(7)) {
    case 0: return "{\"a\": " + Term(element, scope, depth - 1) + ", " + (random_.Percent(50) ? "\"b\"" : "\"dd\"") + ": " + Term(element, scope, depth - 1) + "}";
    case 1: return "object.union(" + Term(type, scope, depth - 1) + ", " + Leaf(type, scope) + ")";
    case 2: return "object.remove(" + Term(type, scope, depth - 1) + ", {" + Quote(AnyKey(random_)) + "})";
    case 3: return "object.filter(" + Term(type, scope, depth - 1) + ", [\"a\", " + Quote(AnyKey(random_)) + "])";
    case 4: return "{" + Term(Type::kString, scope, 0) + ": " + Term(element, scope, depth - 1) + "}";
    default: return Comprehension(type, scope, depth - 1);
  }
}

std::string Generator::Item(Scope& scope, int depth) {
  return "{\"id\": " + Term(Type::kNumber, scope, depth - 1) + ", \"name\": " + Term(Type::kString, scope, depth - 1) +
         ", \"tags\": " + Leaf(Type::kStrings, scope) + ", \"ok\": " + Leaf(Type::kBoolean, scope) + ", \"at\": " +
         Leaf(Type::kNumberMap, scope) + "}";
}

std::string Generator::Any(Scope& scope, int depth) {
  auto any = [&] { return Term(static_cast<Type>(random_.Below(kTypes)), scope, depth - 1); };
  switch (random_.Below(9)) {
    case 0: return "[" + any() + ", " + any() + "]";
    case 1: return "{\"k\": " + any() + ", \"l\": " + any() + "}";
    case 2: return "{" + any() + ", " + any() + "}";
    case 3: return "{" + any() + ": " + any() + "}";
    case 4: return "json.unmarshal(" + random_.Pick({"`{\"a\": [1, 2.50]}`", "\"[1\"", "\"null\"", "json.marshal(input.items)"}) + ")";
    case 5: return "object.get(" + Root() + ", " + random_.Pick({"\"n\"", "\"items\"", "[\"items\", 0, \"at\"]", "\"zz\"", "[]"}) + ", " + any() + ")";
    case 6: return "{" + Leaf(Type::kString, scope) + ": {" + Leaf(Type::kNumber, scope) + ": " + any() + "}}";
    case 7: return "[" + Comprehension(static_cast<Type>(3 + random_.Below(6)), scope, depth - 1) + ", " + any() + "]";
    default: return any();
  }
}

}  // namespace reeve::differential
