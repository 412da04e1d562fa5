// Bodies of generated modules: statements, closures and what binds variables in them.
#include "tests/differential/documents.h"
#include "tests/differential/generator.h"

namespace reeve::differential {
namespace {

Type ElementOf(Type collection) {
  switch (collection) {
    case Type::kNumbers: case Type::kNumberSet: case Type::kNumberMap: return Type::kNumber;
    case Type::kStrings: case Type::kStringSet: case Type::kStringMap: return Type::kString;
    case Type::kItems: return Type::kItem;
    default: return Type::kAny;
  }
}

bool IsSet(Type type) { return type == Type::kNumberSet || type == Type::kStringSet; }
bool IsMap(Type type) { return type == Type::kNumberMap || type == Type::kStringMap; }
Type KeyOf(Type collection) { return IsMap(collection) ? Type::kString : Type::kNumber; }

}  // namespace

std::string Generator::Comprehension(Type collection, Scope& scope, int depth) {
  Scope inner = scope;
  inner.many = true;
  ++inner.depth;
  std::string body = Iteration(inner, depth);
  if (depth > 0 || random_.Percent(40)) body += "; " + Closure(inner, random_.Between(0, 2), depth);
  while (body.ends_with("; ")) body.resize(body.size() - 2);
  Type element = ElementOf(collection);
  std::string term = Term(element, inner, depth);
  if (IsMap(collection)) {
    // Keys that differ for each element avoid most conflicts; some remain.
    const Variable* key = PickVariable(Type::kString, inner);
    std::string name = key ? key->name : "sprintf(\"%v\", [" + inner.variables.back().name + "])";
    return "{" + name + ": " + term + " | " + body + "}";
  }
  return (IsSet(collection) ? "{" : "[") + term + " | " + body + (IsSet(collection) ? "}" : "]");
}

std::string Generator::Closure(Scope& inner, int statements, int depth) {
  std::string out;
  for (int i = 0; i < statements; ++i) out += (i ? "; " : "") + Statement(inner, depth);
  return out;
}

std::string Generator::Statement(Scope& scope, int depth) {
  size_t kind = random_.Below(100);
  if (kind < 30) return Assignment(scope, depth);
  if (kind < 42) return Test(scope, depth);
  if (kind < 52) return scope.many ? Iteration(scope, depth) : Assignment(scope, depth);
  if (kind < 60) return Not(scope, depth);
  if (kind < 68) return Every(scope, depth);
  if (kind < 78) return Pattern(scope, depth);
  if (kind < 88) return With(scope, depth);
  if (kind < 90) return Walk(scope);
  if (kind < 96) return Logic(scope, depth);
  return BaseRef(static_cast<Type>(random_.Below(2)), scope);
}

// Wildcards are unsafe below `not`, so its terms have one value.
std::string Generator::Not(Scope& scope, int depth) {
  Scope inner = scope;
  inner.many = false;
  return "not " + (random_.Percent(60) ? Boolean(inner, depth) : BaseRef(Type::kAny, inner));
}

std::string Generator::Iteration(Scope& scope, int depth) {
  static const std::vector<Type> kCollections = {Type::kNumbers, Type::kStrings, Type::kNumberSet, Type::kStringSet,
                                                 Type::kNumberMap, Type::kStringMap, Type::kItems, Type::kItems};
  Type collection = random_.PickFrom(kCollections);
  Type element = ElementOf(collection);
  std::string value = NewName(), key = NewName();
  // A ref needs a name or a path to start from, so collections made in place are bound first.
  std::string over = random_.Percent(70) ? Leaf(collection, scope) : Term(collection, scope, depth - 1);
  bool ref = over.find_first_of("({[") == std::string::npos;
  auto bind = [&](bool with_key) {
    if (with_key) scope.variables.push_back({key, IsSet(collection) ? element : KeyOf(collection)});
    scope.variables.push_back({value, element});
  };
  if (dialect_.keywords && (!ref || random_.Percent(60))) {
    bool with_key = !IsSet(collection) && random_.Percent(40);
    std::string out = "some " + (with_key ? key + ", " : "") + value + " in " + over;
    bind(with_key);
    return out;
  }
  std::string bound;
  if (!ref) {
    std::string name = NewName();
    bound = name + " := " + over + "; ";
    scope.variables.push_back({name, collection});
    over = name;
  }
  switch (random_.Below(4)) {
    case 0: bind(false); return bound + value + " := " + over + "[_]";
    case 1: bind(true); return bound + "some " + key + "; " + value + " := " + over + "[" + key + "]";
    case 2: bind(true); return bound + "some " + key + "; " + value + " = " + over + "[" + key + "]";
    default: bind(true); return bound + over + "[" + key + "] = " + value;
  }
}

std::string Generator::Assignment(Scope& scope, int depth) {
  Type type = static_cast<Type>(random_.Below(kTypes));
  std::string name = NewName(), term = Term(type, scope, depth);
  const char* sign = random_.Percent(85) ? " := " : " = ";
  std::string out = name + sign + term;
  if (random_.Percent(4) && sign[1] == '=') out = term + " = " + name;
  scope.variables.push_back({name, type});
  return out;
}

// A test that holds more often than not.
std::string Generator::Test(Scope& scope, int depth) {
  switch (random_.Below(8)) {
    case 0: return Leaf(Type::kNumber, scope) + random_.Pick({" > -5", " < 1000", " != 77", " >= 0"});
    case 1: return Leaf(Type::kString, scope) + " != " + random_.Pick({"\"zz\"", "\"ann\"", "\"\""});
    case 2: return "is_" + random_.Pick({"number(", "number("}) + Leaf(Type::kNumber, scope) + ")";
    case 3: return Root() + ".flag" + (random_.Percent(50) ? " == true" : "");
    case 4: {
      std::string same = Leaf(Type::kString, scope);
      return same + " == " + same;
    }
    case 5:
      if (dialect_.keywords) return Leaf(Type::kString, scope) + " in " + Term(random_.Percent(50) ? Type::kStrings : Type::kStringSet, scope, depth - 1);
      return "count(" + Leaf(Type::kNumbers, scope) + ") > 0";
    case 6: return "count(" + Term(Type::kStringSet, scope, depth - 1) + ") >= 0";
    default: return Boolean(scope, depth);
  }
}

std::string Generator::Every(Scope& scope, int depth) {
  if (!dialect_.keywords || scope.depth > 2) return Test(scope, depth);
  Type collection = random_.Percent(50) ? Type::kNumbers : random_.Percent(50) ? Type::kStringSet : Type::kNumberMap;
  std::string key = NewName(), value = NewName(), over = Term(collection, scope, depth - 1);
  Scope inner = scope;
  ++inner.depth;
  bool with_key = !IsSet(collection) && random_.Percent(40);
  if (with_key) inner.variables.push_back({key, KeyOf(collection)});
  inner.variables.push_back({value, ElementOf(collection)});
  std::string body;
  if (random_.Percent(60)) {
    body = ElementOf(collection) == Type::kNumber ? value + random_.Pick({" > -100", " < 1e30", " != 77"}) : value + " != \"zz\"";
  } else {
    body = Closure(inner, random_.Between(1, 2), depth - 1) + "; " + value + " != " + Literal(ElementOf(collection));
  }
  if (with_key && !random_.Percent(3)) body += "; " + key + " != " + Literal(KeyOf(collection));  // OPA refuses a key that is not used
  return "every " + (with_key ? key + ", " : "") + value + " in " + over + " { " + body + " }";
}

std::string Generator::Logic(Scope& scope, int depth) {
  if (!dialect_.logic || scope.depth > 2) return Test(scope, depth);
  auto side = [&] {
    Scope inner = scope;
    ++inner.depth;
    return random_.Percent(30) ? "{ " + Closure(inner, random_.Between(1, 2), depth - 1) + " }" : Test(inner, depth - 1);
  };
  switch (random_.Below(5)) {
    case 0: return side() + " and " + side();
    case 1: case 2: return side() + " or " + side();
    case 3: {
      Scope inner = scope;
      ++inner.depth;
      return "not { " + Closure(inner, random_.Between(1, 2), depth - 1) + " }";
    }
    default: return Test(scope, depth - 1) + " or " + Test(scope, depth - 1) + " and " + Test(scope, depth - 1);
  }
}

std::string Generator::With(Scope& scope, int depth) {
  Type type = static_cast<Type>(random_.Below(kTypes));
  std::string term;
  const Offer* function = PickOffer(type, Offer::kFunction);
  const Offer* rule = PickOffer(type, Offer::kValue);
  if (function && random_.Percent(40)) term = Call(*function, scope, 1);
  else if (rule) term = RuleRef(*rule);
  else term = BaseRef(type, scope);
  std::string target;
  switch (random_.Percent(30) ? 5 : random_.Below(9)) {
    case 0: target = "input as {\"n\": " + AnyNumber(random_) + ", \"items\": [], \"s\": \"" + AnyWord(random_) + "\"}"; break;
    case 1: target = "input." + random_.Pick({"n", "m", "attrs.a", "items"}) + " as " + AnyNumber(random_); break;
    case 2: target = "input.names as [\"w\", " + Leaf(Type::kString, scope) + "]"; break;
    case 3: target = "data.cfg.n as " + Leaf(Type::kNumber, scope); break;
    case 4: target = "data.cfg as {\"n\": 3, \"nums\": [4, 5], \"flag\": true}"; break;
    case 5: {
      static const std::vector<Type> kMocked = {Type::kNumber, Type::kString, Type::kNumberSet, Type::kStrings};
      Type mocked = random_.PickFrom(kMocked);
      if (const Offer* other = PickOffer(mocked, Offer::kValue)) {
        target = other->path + " as " + Literal(mocked);
        break;
      }
      [[fallthrough]];
    }
    case 6: target = random_.Pick({"count as 7", "lower as upper", "upper as lower", "startswith as endswith", "to_number as 4",
                                   "json.marshal as \"mocked\"", "type_name as \"t\""}); break;
    case 7: {
      Type result = random_.Percent(50) ? Type::kNumber : Type::kString;
      if (const Offer* other = PickOffer(result, Offer::kFunction)) {
        target = other->path + " as " + Literal(result);
        break;
      }
      [[fallthrough]];
    }
    default: target = "input.flag as false"; break;
  }
  std::string second = random_.Percent(20) ? " with input.s as \"two\"" : "";
  if (term.find("_") == std::string::npos && random_.Percent(15)) return "not " + term + " with " + target + second;
  if (random_.Percent(15)) return term + " != 12345 with " + target + second;
  std::string name = NewName();
  scope.variables.push_back({name, type});
  (void)depth;
  return name + " := " + term + " with " + target + second;
}

std::string Generator::Pattern(Scope& scope, int depth) {
  std::string a = NewName(), b = NewName();
  switch (random_.Below(6)) {
    case 0: {
      std::string one = Term(Type::kNumber, scope, depth - 1), two = Term(Type::kString, scope, depth - 1);
      scope.variables.push_back({a, Type::kNumber});
      scope.variables.push_back({b, Type::kString});
      return "[" + a + ", " + b + "]" + random_.Pick({" := ", " = "}) + "[" + one + ", " + two + "]";
    }
    case 1: {
      std::string item = Leaf(Type::kItem, scope);
      scope.variables.push_back({a, Type::kNumber});
      scope.variables.push_back({b, Type::kString});
      return "{\"id\": " + a + ", \"name\": " + b + ", \"tags\": _, \"ok\": _, \"at\": _} = " + item;
    }
    case 2: {
      std::string item = Leaf(Type::kItem, scope);
      scope.variables.push_back({a, Type::kNumber});
      return a + " := " + (item.starts_with("{") ? "{\"at\": {\"x\": 3}}" : item) + ".at.x";
    }
    case 3: {
      std::string one = Leaf(Type::kNumber, scope);
      scope.variables.push_back({a, Type::kNumber});
      return "[" + a + ", [" + one + ", _]] = [" + AnyNumber(random_) + ", [" + one + ", null]]";
    }
    case 4: {
      std::string values = Leaf(Type::kNumbers, scope);
      scope.variables.push_back({a, Type::kNumber});
      return "[" + a + ", _] = array.slice(" + values + ", 0, 2)";
    }
    default: {
      std::string one = Leaf(Type::kNumber, scope);
      scope.variables.push_back({b, Type::kNumber});
      return "{\"k\": [" + b + ", 2]} = {\"k\": [" + one + ", 2]}";
    }
  }
}

std::string Generator::Walk(Scope& scope) {
  std::string path = NewName(), value = NewName(), name = NewName();
  std::string root = random_.Pick({"input.items", "data.cfg", "input", "data.users"});
  scope.variables.push_back({name, Type::kNumber});
  return name + " := count([" + path + " | walk(" + root + ", [" + path + ", " + value + "]); " + random_.Pick({"is_number", "is_string", "is_object"}) + "(" + value + ")])";
}

}  // namespace reeve::differential
