// Applies schemas to documents. See json_schema.h.
//
// Of the schemas of a failing anyOf or oneOf the errors of the best one are told: the one with the highest score, which
// grows with each check passed and falls with each error.
#include <absl/container/flat_hash_map.h>

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "base/utf8.h"
#include "builtins/json_schema.h"
#include "builtins/text_builder.h"
#include "text/pattern_cache.h"
#include "value/compare.h"
#include "value/json.h"
#include "value/number.h"
#include "value/number_text.h"

namespace reeve::builtins {
namespace {

enum class Kind : uint8_t {
  kFalse, kRequired, kInvalidType, kAnyOf, kOneOf, kAllOf, kNot, kDependency, kConst, kEnum, kNoItems, kMinItems, kMaxItems, kUnique,
  kContains, kMinProperties, kMaxProperties, kNoProperty, kPropertyName, kMinLength, kMaxLength, kPattern, kFormat, kMultiple, kMinimum,
  kAbove, kMaximum, kBelow, kThen, kElse, kSize
};
constexpr std::string_view kKindNames[] = {
    "false", "required", "invalid_type", "number_any_of", "number_one_of", "number_all_of", "number_not", "missing_dependency", "const",
    "enum", "array_no_additional_items", "array_min_items", "array_max_items", "unique", "contains", "array_min_properties",
    "array_max_properties", "additional_property_not_allowed", "invalid_property_name", "string_gte", "string_lte", "pattern", "format",
    "multiple_of", "number_gte", "number_gt", "number_lte", "number_lt", "condition_then", "condition_else"};
static_assert(std::size(kKindNames) == static_cast<size_t>(Kind::kSize));

// Where in the document: a member or an element of what `parent` leads to. On the stack until an error keeps it.
struct Path {
  const Path* parent = nullptr;
  std::string_view name;
  size_t index = 0;
  bool element = false;
  mutable const Path* kept = nullptr;
};

struct Error {
  Error* next = nullptr;
  Kind kind = Kind::kFalse;
  const Path* path = nullptr;
  const SchemaNode* schema = nullptr;
  std::string_view text;        // a type, a property
  size_t first = 0, second = 0; // equal elements
};

// Errors found, in order, and how well the schema fits.
struct Outcome {
  Error* first = nullptr;
  Error* last = nullptr;
  int64_t score = 0;

  bool ok() const { return first == nullptr; }
  void Merge(const Outcome& other) {
    score += other.score;
    if (other.first == nullptr) return;
    (first == nullptr ? first : last->next) = other.first;
    last = other.last;
  }
};

class Matcher {
 public:
  explicit Matcher(CallContext& call) : call_(call) {}

  // False: no answer; see error().
  bool Run(const SchemaNode& root, const Value& document, Outcome* outcome) {
    Path path;
    path.name = "(Root)";
    Check(root, document, path, outcome);
    return error_.empty();
  }
  const std::string& error() const { return error_; }

 private:
  const Path* Keep(const Path& path) {
    if (path.kept != nullptr) return path.kept;
    Path* kept = call_.arena.New<Path>(path);
    if (path.parent != nullptr) kept->parent = Keep(*path.parent);
    return path.kept = kept->kept = kept;
  }
  Error* Add(Outcome* outcome, Kind kind, const Path& path, const SchemaNode& schema, std::string_view text = {}) {
    Error* error = call_.arena.New<Error>();
    error->kind = kind;
    error->path = Keep(path);
    error->schema = &schema;
    error->text = text;
    outcome->Merge({error, error, -2});  // the check's own point comes on top
    return error;
  }
  Outcome Try(const SchemaNode& schema, const Value& v, const Path& path) {
    Outcome outcome;
    Check(schema, v, path, &outcome);
    return outcome;
  }
  Outcome TryElement(const SchemaNode& schema, const Value& v, const Path& parent, size_t index) {
    Path path;
    path.parent = &parent;
    path.index = index;
    path.element = true;
    return Try(schema, v, path);
  }
  Outcome TryMember(const SchemaNode& schema, const Value& v, const Path& parent, std::string_view name) {
    Path path;
    path.parent = &parent;
    path.name = name;
    return Try(schema, v, path);
  }

  void Check(const SchemaNode& schema, const Value& v, const Path& path, Outcome* outcome) {
    if (depth_ >= kMaxSchemaDepth) throw Stop{Code::kDepthLimit, "JSON schema nested too deep"};
    call_.budget.Charge(4);
    ++depth_;
    if (schema.fixed) {
      if (!*schema.fixed) Add(outcome, Kind::kFalse, path, schema);
    } else if (schema.reference != nullptr) {
      Check(*schema.reference, v, path, outcome);
    } else {
      CheckTyped(schema, v, path, outcome);
    }
    --depth_;
  }
  void CheckTyped(const SchemaNode& schema, const Value& v, const Path& path, Outcome* outcome) {
    std::string_view given;
    if (schema.types != 0 && !HasType(schema, v, &given)) {
      Add(outcome, Kind::kInvalidType, path, schema, given);
      return;
    }
    CheckCombinations(schema, v, path, outcome);
    if (v.is_number()) CheckNumber(schema, v, path, outcome);
    if (v.is_array()) CheckArray(schema, v, path, outcome);
    if (v.is_object()) CheckObject(schema, v, path, outcome);
    CheckValue(schema, v, path, outcome);
    if (v.is_string()) CheckString(schema, v, path, outcome);
    if (v.is_object()) CheckProperties(schema, v, path, outcome);
    ++outcome->score;
  }

  static bool HasType(const SchemaNode& schema, const Value& v, std::string_view* given) {
    switch (v.kind()) {
      case reeve::Kind::kNull: return *given = "null", (schema.types & kTypeNull) != 0;
      case reeve::Kind::kBoolean: return *given = "boolean", (schema.types & kTypeBoolean) != 0;
      case reeve::Kind::kString: return *given = "string", (schema.types & kTypeString) != 0;
      case reeve::Kind::kArray: return *given = "array", (schema.types & kTypeArray) != 0;
      case reeve::Kind::kObject: return *given = "object", (schema.types & kTypeObject) != 0;
      case reeve::Kind::kNumber: {
        bool integer = value::IsInteger(v);
        *given = integer ? "integer" : "number";
        return (schema.types & kTypeNumber) != 0 || (integer && (schema.types & kTypeInteger) != 0);
      }
      case reeve::Kind::kSet: break;  // documents have none
    }
    return false;
  }

  void CheckCombinations(const SchemaNode& schema, const Value& v, const Path& path, Outcome* outcome) {
    if (!schema.any_of.empty()) CheckAnyOf(schema, v, path, outcome);
    if (!schema.one_of.empty()) CheckOneOf(schema, v, path, outcome);
    bool all = true;
    for (const SchemaNode* each : schema.all_of) {
      Outcome tried = Try(*each, v, path);
      all = all && tried.ok();
      outcome->Merge(tried);
    }
    if (!all) Add(outcome, Kind::kAllOf, path, schema);
    if (schema.negated != nullptr && Try(*schema.negated, v, path).ok()) Add(outcome, Kind::kNot, path, schema);
    if (v.is_object()) CheckDependencies(schema, v, path, outcome);
    if (schema.condition != nullptr) {
      bool met = Try(*schema.condition, v, path).ok();
      const SchemaNode* branch = met ? schema.consequence : schema.alternative;
      Outcome tried = branch == nullptr ? Outcome() : Try(*branch, v, path);
      if (!tried.ok()) {
        Add(outcome, met ? Kind::kThen : Kind::kElse, path, schema);
        outcome->Merge(tried);
      }
    }
    ++outcome->score;
  }
  void CheckAnyOf(const SchemaNode& schema, const Value& v, const Path& path, Outcome* outcome) {
    std::optional<Outcome> best;
    for (const SchemaNode* each : schema.any_of) {
      Outcome tried = Try(*each, v, path);
      if (tried.ok()) return;
      if (!best || tried.score > best->score) best = tried;
    }
    Add(outcome, Kind::kAnyOf, path, schema);
    outcome->Merge(*best);
  }
  void CheckOneOf(const SchemaNode& schema, const Value& v, const Path& path, Outcome* outcome) {
    std::optional<Outcome> best;
    size_t matched = 0;
    for (const SchemaNode* each : schema.one_of) {
      Outcome tried = Try(*each, v, path);
      if (tried.ok()) {
        ++matched;
      } else if (matched == 0 && (!best || tried.score > best->score)) {
        best = tried;
      }
    }
    if (matched == 1) return;
    Add(outcome, Kind::kOneOf, path, schema);
    if (matched == 0) outcome->Merge(*best);
  }
  void CheckDependencies(const SchemaNode& schema, const Value& v, const Path& path, Outcome* outcome) {
    for (const SchemaNode::Member& dependency : schema.dependencies) {
      call_.budget.Charge(1 + dependency.keys.size());
      if (!v.Find(dependency.name)) continue;
      if (dependency.schema != nullptr) Check(*dependency.schema, v, path, outcome);
      for (std::string_view key : dependency.keys) {
        if (!v.Find(key)) Add(outcome, Kind::kDependency, path, schema, key);
      }
    }
  }

  void CheckValue(const SchemaNode& schema, const Value& v, const Path& path, Outcome* outcome) {
    if (schema.constant || schema.enumeration) {
      std::string text;
      if (!CanonicalJson(call_, v, &text, &error_)) return;
      if (schema.constant && text != *schema.constant) Add(outcome, Kind::kConst, path, schema);
      if (schema.enumeration) {
        call_.budget.Charge(1 + schema.enumeration->size());
        bool found = std::find(schema.enumeration->begin(), schema.enumeration->end(), text) != schema.enumeration->end();
        if (!found) Add(outcome, Kind::kEnum, path, schema);
      }
    }
    if (!schema.format.empty() && !HasFormat(call_, schema.format, v)) Add(outcome, Kind::kFormat, path, schema);
    ++outcome->score;
  }

  void CheckArray(const SchemaNode& schema, const Value& v, const Path& path, Outcome* outcome) {
    size_t size = v.size();
    if (schema.one_for_all) {
      for (size_t i = 0; i < size; ++i) outcome->Merge(TryElement(*schema.items[0], v.at(i), path, i));
    } else if (!schema.items.empty()) {
      size_t own = std::min(schema.items.size(), size);
      for (size_t i = 0; i < own; ++i) outcome->Merge(TryElement(*schema.items[i], v.at(i), path, i));
      if (own < size && schema.no_additional_items) Add(outcome, Kind::kNoItems, path, schema);
      if (schema.additional_items != nullptr) {
        for (size_t i = own; i < size; ++i) outcome->Merge(TryElement(*schema.additional_items, v.at(i), path, i));
      }
    }
    int64_t count = static_cast<int64_t>(size);
    if (schema.min_items && count < *schema.min_items) Add(outcome, Kind::kMinItems, path, schema);
    if (schema.max_items && count > *schema.max_items) Add(outcome, Kind::kMaxItems, path, schema);
    if (schema.unique_items) CheckUnique(schema, v, path, outcome);
    if (schema.contains != nullptr) CheckContains(schema, v, path, outcome);
    ++outcome->score;
  }
  void CheckUnique(const SchemaNode& schema, const Value& v, const Path& path, Outcome* outcome) {
    absl::flat_hash_map<std::string_view, size_t> seen;
    std::string text;
    for (size_t i = 0; i < v.size(); ++i) {
      text.clear();
      if (!CanonicalJson(call_, v.at(i), &text, &error_)) return;
      auto [before, added] = seen.try_emplace(call_.arena.CopyText(text), i);
      if (added) continue;
      Error* error = Add(outcome, Kind::kUnique, path, schema);
      error->first = before->second;
      error->second = before->second = i;
    }
  }
  void CheckContains(const SchemaNode& schema, const Value& v, const Path& path, Outcome* outcome) {
    std::optional<Outcome> best;
    for (size_t i = 0; i < v.size(); ++i) {
      Outcome tried = TryElement(*schema.contains, v.at(i), path, i);
      if (tried.ok()) return;
      if (!best || tried.score > best->score) best = tried;
    }
    Add(outcome, Kind::kContains, path, schema);
    if (best) outcome->Merge(*best);
  }

  void CheckObject(const SchemaNode& schema, const Value& v, const Path& path, Outcome* outcome) {
    int64_t count = static_cast<int64_t>(v.size());
    if (schema.min_properties && count < *schema.min_properties) Add(outcome, Kind::kMinProperties, path, schema);
    if (schema.max_properties && count > *schema.max_properties) Add(outcome, Kind::kMaxProperties, path, schema);
    call_.budget.Charge(1 + schema.required.size() + v.size());
    for (std::string_view name : schema.required) {
      if (v.Find(name)) {
        ++outcome->score;
      } else {
        Add(outcome, Kind::kRequired, path, schema, name);
      }
    }
    for (size_t i = 0; i < v.size(); ++i) CheckAdditional(schema, v.key(i).string(), v.value(i), path, outcome);
    if (schema.property_names != nullptr) {
      for (size_t i = 0; i < v.size(); ++i) {
        Outcome tried = Try(*schema.property_names, v.key(i), path);
        if (tried.ok()) continue;
        Add(outcome, Kind::kPropertyName, path, schema, v.key(i).string());
        outcome->Merge(tried);
      }
    }
    ++outcome->score;
  }
  // Patterns for a member, and what holds for members without a schema of their own.
  void CheckAdditional(const SchemaNode& schema, std::string_view name, const Value& v, const Path& path, Outcome* outcome) {
    bool matched = false;
    std::string ignored;
    for (const SchemaNode::Member& member : schema.pattern_properties) {
      if (!call_.patterns.Match(member.name, name, call_.budget, &ignored).value_or(false)) continue;
      matched = true;
      outcome->Merge(TryMember(*member.schema, v, path, name));
    }
    outcome->score += matched ? 1 : 0;
    auto less = [](const SchemaNode::Member& member, std::string_view wanted) { return member.name < wanted; };
    auto own = std::lower_bound(schema.properties.begin(), schema.properties.end(), name, less);
    if (matched || (own != schema.properties.end() && own->name == name)) return;
    if (schema.no_additional_properties) Add(outcome, Kind::kNoProperty, path, schema, name);
    if (schema.additional_properties != nullptr) outcome->Merge(TryMember(*schema.additional_properties, v, path, name));
  }
  void CheckProperties(const SchemaNode& schema, const Value& v, const Path& path, Outcome* outcome) {
    call_.budget.Charge(schema.properties.size());
    for (const SchemaNode::Member& property : schema.properties) {
      std::optional<Value> member = v.Find(property.name);
      if (!member) continue;
      Path below;
      below.parent = &path;
      below.name = property.name;
      Check(*property.schema, *member, below, outcome);
    }
  }

  void CheckString(const SchemaNode& schema, const Value& v, const Path& path, Outcome* outcome) {
    std::string_view text = v.string();
    if (schema.min_length || schema.max_length) {
      call_.budget.Charge(1 + text.size() / 16);
      int64_t count = static_cast<int64_t>(utf8::Count(text));
      if (schema.min_length && count < *schema.min_length) Add(outcome, Kind::kMinLength, path, schema);
      if (schema.max_length && count > *schema.max_length) Add(outcome, Kind::kMaxLength, path, schema);
    }
    std::string ignored;
    if (schema.pattern && !call_.patterns.Match(*schema.pattern, text, call_.budget, &ignored).value_or(false)) {
      Add(outcome, Kind::kPattern, path, schema);
    }
    ++outcome->score;
  }

  void CheckNumber(const SchemaNode& schema, const Value& v, const Path& path, Outcome* outcome) {
    if (schema.multiple_of && !IsMultiple(v, *schema.multiple_of)) Add(outcome, Kind::kMultiple, path, schema);
    if (schema.maximum && value::CompareNumbers(v, *schema.maximum) > 0) Add(outcome, Kind::kMaximum, path, schema);
    if (schema.below && value::CompareNumbers(v, *schema.below) >= 0) Add(outcome, Kind::kBelow, path, schema);
    if (schema.minimum && value::CompareNumbers(v, *schema.minimum) < 0) Add(outcome, Kind::kMinimum, path, schema);
    if (schema.above && value::CompareNumbers(v, *schema.above) <= 0) Add(outcome, Kind::kAbove, path, schema);
    ++outcome->score;
  }
  bool IsMultiple(const Value& v, const Value& of) {
    if (Access::IsInt64(v) && Access::IsInt64(of)) return Access::Int64(v) % Access::Int64(of) == 0;  // `of` is positive
    value::NumberView x(v), y(of);
    uint64_t digits = static_cast<uint64_t>(std::abs(x->point) + x->count + std::abs(y->point) + y->count);
    call_.budget.Charge(1 + digits + digits * digits / 4096);
    return value::IsMultipleOf(v, of);
  }

  CallContext& call_;
  size_t depth_ = 0;
  std::string error_;
};

void AppendPath(const Path& path, TextBuilder* out) {
  if (path.parent != nullptr) {
    AppendPath(*path.parent, out);
    out->Append('.');
  }
  if (path.element) {
    out->Append(std::to_string(path.index));
  } else {
    out->Append(path.name);
  }
}

std::string_view FieldOf(CallContext& call, const Path& path) {
  TextBuilder out(call);
  AppendPath(path, &out);
  std::string_view text = out.Finish().string();
  return text.starts_with("(Root).") ? text.substr(7) : text;
}

void AppendAll(std::initializer_list<std::string_view> parts, TextBuilder* out) {
  for (std::string_view part : parts) out->Append(part);
}

void AppendDescription(const Error& e, std::string_view field, TextBuilder* out) {
  const SchemaNode& schema = *e.schema;
  auto count = [](const std::optional<int64_t>& n) { return std::to_string(*n); };
  switch (e.kind) {
    case Kind::kFalse: return out->Append("False always fails validation");
    case Kind::kRequired: return AppendAll({e.text, " is required"}, out);
    case Kind::kInvalidType: return AppendAll({"Invalid type. Expected: ", schema.types_text, ", given: ", e.text}, out);
    case Kind::kAnyOf: return out->Append("Must validate at least one schema (anyOf)");
    case Kind::kOneOf: return out->Append("Must validate one and only one schema (oneOf)");
    case Kind::kAllOf: return out->Append("Must validate all the schemas (allOf)");
    case Kind::kNot: return out->Append("Must not validate the schema (not)");
    case Kind::kDependency: return AppendAll({"Has a dependency on ", e.text}, out);
    case Kind::kConst: return AppendAll({field, " does not match: ", *schema.constant}, out);
    case Kind::kEnum:
      AppendAll({field, " must be one of the following: "}, out);
      for (size_t i = 0; i < schema.enumeration->size(); ++i) AppendAll({i > 0 ? ", " : "", (*schema.enumeration)[i]}, out);
      return;
    case Kind::kNoItems: return out->Append("No additional items allowed on array");
    case Kind::kMinItems: return AppendAll({"Array must have at least ", count(schema.min_items), " items"}, out);
    case Kind::kMaxItems: return AppendAll({"Array must have at most ", count(schema.max_items), " items"}, out);
    case Kind::kUnique:
      return AppendAll({"array items[", std::to_string(e.first), ",", std::to_string(e.second), "] must be unique"}, out);
    case Kind::kContains: return out->Append("At least one of the items must match");
    case Kind::kMinProperties: return AppendAll({"Must have at least ", count(schema.min_properties), " properties"}, out);
    case Kind::kMaxProperties: return AppendAll({"Must have at most ", count(schema.max_properties), " properties"}, out);
    case Kind::kNoProperty: return AppendAll({"Additional property ", e.text, " is not allowed"}, out);
    case Kind::kPropertyName: return AppendAll({"Property name of \"", e.text, "\" does not match"}, out);
    case Kind::kMinLength: return AppendAll({"String length must be greater than or equal to ", count(schema.min_length)}, out);
    case Kind::kMaxLength: return AppendAll({"String length must be less than or equal to ", count(schema.max_length)}, out);
    case Kind::kPattern: return AppendAll({"Does not match pattern '", *schema.pattern, "'"}, out);
    case Kind::kFormat: return AppendAll({"Does not match format '", schema.format, "'"}, out);
    case Kind::kMultiple: return AppendAll({"Must be a multiple of ", value::ExactFloatText(*schema.multiple_of)}, out);
    case Kind::kMinimum: return AppendAll({"Must be greater than or equal to ", value::ExactFloatText(*schema.minimum)}, out);
    case Kind::kAbove: return AppendAll({"Must be greater than ", value::ExactFloatText(*schema.above)}, out);
    case Kind::kMaximum: return AppendAll({"Must be less than or equal to ", value::ExactFloatText(*schema.maximum)}, out);
    case Kind::kBelow: return AppendAll({"Must be less than ", value::ExactFloatText(*schema.below)}, out);
    case Kind::kThen: return out->Append("Must validate \"then\" as \"if\" was valid");
    case Kind::kElse: return out->Append("Must validate \"else\" as \"if\" was not valid");
    case Kind::kSize: break;
  }
}

Value ErrorObject(CallContext& call, const Error& e) {
  call.budget.Charge(32);
  std::string_view field = FieldOf(call, *e.path);
  TextBuilder text(call);
  AppendAll({field, ": "}, &text);
  AppendDescription(e, field, &text);
  std::string_view whole = text.Finish().string();
  Table* object = value::NewTable(call.arena, 2, 4);
  value::Insert(call.arena, object, Access::String("desc"), Access::String(whole.substr(field.size() + 2)));
  value::Insert(call.arena, object, Access::String("error"), Access::String(whole));
  value::Insert(call.arena, object, Access::String("field"), Access::String(field));
  value::Insert(call.arena, object, Access::String("type"), Access::String(kKindNames[static_cast<size_t>(e.kind)]));
  return Access::Object(object);
}

bool AppendCanonical(CallContext& call, const Value& v, std::string* out, std::string* error) {
  switch (v.kind()) {
    case reeve::Kind::kNumber: {
      double d = value::ToDouble(v);
      if (d - d != 0) {  // infinite
        *error = "json: cannot unmarshal number " + v.number_text() + " into Go value of type float64";
        return false;
      }
      value::AppendNumberText(value::NumberFromDouble(call.arena, d), *out);
      return true;
    }
    case reeve::Kind::kArray:
      *out += '[';
      for (size_t i = 0; i < v.size(); ++i) {
        if (i > 0) *out += ',';
        if (!AppendCanonical(call, v.at(i), out, error)) return false;
      }
      *out += ']';
      return true;
    case reeve::Kind::kObject:
      *out += '{';
      for (size_t i = 0; i < v.size(); ++i) {
        if (i > 0) *out += ',';
        value::AppendJsonString(v.key(i).string(), *out, true);
        *out += ':';
        if (!AppendCanonical(call, v.value(i), out, error)) return false;
      }
      *out += '}';
      return true;
    default: value::AppendJsonHtml(v, *out); return true;
  }
}

}  // namespace

bool CanonicalJson(CallContext& call, const Value& v, std::string* out, std::string* error) {
  value::ChargeSize(v, call.budget, 8);
  return AppendCanonical(call, v, out, error);
}

bool MatchSchema(CallContext& call, const SchemaNode& root, Value document, Value* errors, std::string* error) {
  Matcher matcher(call);
  Outcome outcome;
  if (!matcher.Run(root, document, &outcome)) {
    *error = matcher.error();
    return false;
  }
  std::vector<Value> list;
  for (const Error* e = outcome.first; e != nullptr; e = e->next) list.push_back(ErrorObject(call, *e));
  Value* elements = call.arena.NewArray<Value>(list.size());
  std::copy(list.begin(), list.end(), elements);
  *errors = Access::Array(elements, list.size());
  return true;
}

}  // namespace reeve::builtins
