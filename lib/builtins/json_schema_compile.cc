// Reads the keywords of schemas, in the order in which OPA does: of several faults the first is told. See json_schema.h.
#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>

#include <vector>

#include "builtins/json_schema.h"
#include "builtins/json_schema_references.h"
#include "text/pattern_cache.h"
#include "value/number.h"

namespace reeve::builtins {
namespace {

struct TypeName {
  std::string_view name;
  SchemaType type;
};
constexpr TypeName kTypes[] = {{"array", kTypeArray},   {"boolean", kTypeBoolean}, {"integer", kTypeInteger}, {"number", kTypeNumber},
                               {"null", kTypeNull},     {"object", kTypeObject},   {"string", kTypeString}};

bool IsSchema(const Value& v) { return v.is_boolean() || v.is_object(); }

class Compiler {
 public:
  explicit Compiler(CallContext& call) : call_(call), references_(call) {}

  SchemaNode* Run(Value document) {
    Draft draft;
    if (!references_.Add(document, Url(), &error_) || !DetectDraft(document, &draft, &error_)) return nullptr;
    return Compile(document, draft == Draft::kUnknown ? Draft::kAll : draft);
  }
  const std::string& error() const { return error_; }

 private:
  bool Fail(std::string text) {
    error_ = std::move(text);
    return false;
  }
  bool FailType(std::string_view expected, std::string_view given) {
    return Fail("Invalid type. Expected: " + std::string(expected) + ", given: " + std::string(given));
  }
  // "minimum must be of a Number"
  bool FailKind(std::string_view keyword, std::string_view must) {
    return Fail(std::string(keyword) + " must be " + std::string(must));
  }

  SchemaNode* Compile(Value schema, Draft draft) {
    SchemaNode* node = call_.arena.New<SchemaNode>();
    return Fill(node, schema, draft) ? node : nullptr;
  }
  bool Compile(Value schema, const SchemaNode& parent, SchemaNode** out) {
    *out = Compile(schema, parent.draft);
    return *out != nullptr;
  }

  bool Fill(SchemaNode* node, Value schema, Draft draft) {
    if (depth_ >= kMaxSchemaNesting) throw Stop{Code::kDepthLimit, "JSON schema nested too deep"};
    ++depth_;
    call_.budget.Charge(16);
    bool ok = ReadSchema(node, schema, draft);
    --depth_;
    return ok;
  }
  bool ReadSchema(SchemaNode* node, Value schema, Draft draft) {
    node->draft = draft;
    if (schema.is_boolean() && draft >= Draft::k6) {
      node->fixed = schema.boolean();
      return true;
    }
    if (!schema.is_object()) return Fail("Expected: Valid Schema, given: Invalid JSON");
    bool referenced = false;
    if (!ReadId(*node, schema) || !ReadDefinitions(*node, schema) || !CheckText(schema, "title") ||
        !CheckText(schema, "description") || !ReadReference(node, schema, &referenced)) {
      return false;
    }
    return referenced || (ReadTypes(node, schema) && ReadProperties(node, schema) && ReadDependencies(node, schema) &&
                          ReadItems(node, schema) && ReadNumbers(node, schema) && ReadStrings(node, schema) && ReadSizes(node, schema) &&
                          ReadValues(node, schema) && ReadCombinations(node, schema));
  }

  bool CheckText(Value schema, std::string_view keyword, std::optional<Value>* out = nullptr) {
    std::optional<Value> v = schema.Find(keyword);
    if (v && !v->is_string()) return FailType("string", keyword);
    if (out != nullptr) *out = v;
    return true;
  }
  // The URL of an $id must be one; what it means is known to references_.
  bool ReadId(const SchemaNode& node, Value schema) {
    bool old = node.draft == Draft::k4 || (node.draft == Draft::kAll && schema.Find("id"));
    std::optional<Value> id;
    if (!CheckText(schema, old ? "id" : "$id", &id)) return false;
    Url ignored;
    if (id) error_ = ParseUrl(id->string(), &ignored);
    return error_.empty();
  }
  bool ReadDefinitions(const SchemaNode& node, Value schema) {
    std::optional<Value> definitions = schema.Find("definitions");
    if (!definitions) return true;
    if (!definitions->is_object()) return FailType("Array Of Schemas", "definitions");
    SchemaNode* ignored;
    for (size_t i = 0; i < definitions->size(); ++i) {
      if (!IsSchema(definitions->value(i))) return FailType("Array Of Schemas", "definitions");
      if (!Compile(definitions->value(i), node, &ignored)) return false;
    }
    return true;
  }
  // A URL as Go would write it. Apart from its caller, which recurses and shall not keep a URL on the stack.
  [[gnu::noinline]] bool ReadUrl(std::string_view text, std::string_view* out) {
    Url url;
    error_ = ParseUrl(text, &url);
    if (!error_.empty()) return false;
    *out = call_.arena.CopyText(UrlText(url));
    call_.budget.Charge(1 + out->size() / 16);
    return true;
  }
  // *last: the keywords behind $ref are not read, which holds for the first schema with that reference only.
  bool ReadReference(SchemaNode* node, Value schema, bool* last) {
    std::optional<Value> written;
    if (!CheckText(schema, "$ref", &written)) return false;
    if (!written) return true;
    std::string_view reference;
    if (!ReadUrl(*references_.ReferenceOf(schema), &reference)) return false;
    auto [known, added] = referenced_.try_emplace(reference, nullptr);
    if (!added) return node->reference = known->second, true;
    *last = true;
    SchemaNode* target = known->second = call_.arena.New<SchemaNode>();
    SchemaDocument document;
    if (!references_.Resolve(reference, &document, &error_)) return false;
    if (!IsSchema(document.value)) return Fail("Valid Schema must be of type object");
    if (!Fill(target, document.value, document.draft == Draft::kUnknown ? node->draft : document.draft)) return false;
    node->reference = target;
    return true;
  }

  bool AddType(SchemaNode* node, std::string_view name, std::string* text) {
    for (const TypeName& known : kTypes) {
      if (known.name != name) continue;
      if ((node->types & known.type) != 0) return Fail(std::string(name) + " type is duplicated");
      node->types |= known.type;
      text->append(text->empty() ? "" : ",").append(name);
      return true;
    }
    return Fail("has a primitive type that is NOT VALID -- given: /" + std::string(name) +
                "/ Expected valid values are:[array boolean integer number null object string]");
  }
  bool ReadTypes(SchemaNode* node, Value schema) {
    std::optional<Value> type = schema.Find("type");
    if (!type) return true;
    std::string text;
    if (type->is_string()) {
      if (!AddType(node, type->string(), &text)) return false;
    } else if (type->is_array()) {
      for (size_t i = 0; i < type->size(); ++i) {
        if (!type->at(i).is_string()) return FailType("type", "string/Array Of Strings");
        if (!AddType(node, type->at(i).string(), &text)) return false;
      }
    } else {
      return FailType("type", "string/Array Of Strings");
    }
    bool several = text.find(',') != std::string::npos;
    node->types_text = call_.arena.CopyText(several ? "[" + text + "]" : text);
    return true;
  }

  // The schemas of an object's members, in order.
  bool ReadMembers(const SchemaNode& node, Value object, std::span<SchemaNode::Member>* out) {
    SchemaNode::Member* members = call_.arena.NewArray<SchemaNode::Member>(object.size());
    for (size_t i = 0; i < object.size(); ++i) {
      members[i] = {object.key(i).string(), nullptr, {}};
      if (!Compile(object.value(i), node, &members[i].schema)) return false;
    }
    *out = {members, object.size()};
    return true;
  }
  bool ReadProperties(SchemaNode* node, Value schema) {
    if (std::optional<Value> v = schema.Find("properties")) {
      if (!v->is_object()) return FailKind("Properties", "of type object");
      if (!ReadMembers(*node, *v, &node->properties)) return false;
    }
    if (!ReadAdditional(*node, schema, "additionalProperties", &node->additional_properties, &node->no_additional_properties)) return false;
    if (std::optional<Value> v = schema.Find("patternProperties")) {
      if (!v->is_object()) return FailType("Valid Schema", "patternProperties");
      for (size_t i = 0; i < v->size(); ++i) {
        std::string_view pattern = v->key(i).string();
        if (!call_.patterns.IsValid(pattern, call_.budget)) return Fail("Invalid regex pattern '" + std::string(pattern) + "'");
      }
      if (!ReadMembers(*node, *v, &node->pattern_properties)) return false;
    }
    std::optional<Value> names = schema.Find("propertyNames");
    if (!names || node->draft < Draft::k6) return true;
    if (!IsSchema(*names)) return FailType("Valid Schema", "patternProperties");  // thus in OPA
    return Compile(*names, *node, &node->property_names);
  }
  bool ReadAdditional(const SchemaNode& node, Value schema, std::string_view keyword, SchemaNode** out, bool* none) {
    std::optional<Value> v = schema.Find(keyword);
    if (!v) return true;
    if (v->is_boolean()) return *none = !v->boolean(), true;
    if (!v->is_object()) return FailType("boolean/Valid Schema", keyword);
    return Compile(*v, node, out);
  }
  bool ReadDependencies(SchemaNode* node, Value schema) {
    std::optional<Value> v = schema.Find("dependencies");
    if (!v) return true;
    if (!v->is_object()) return FailKind("dependencies", "of type object");
    SchemaNode::Member* members = call_.arena.NewArray<SchemaNode::Member>(v->size());
    for (size_t i = 0; i < v->size(); ++i) {
      Value dependency = v->value(i);
      members[i] = {v->key(i).string(), nullptr, {}};
      if (IsSchema(dependency)) {
        if (!Compile(dependency, *node, &members[i].schema)) return false;
      } else if (!dependency.is_array() || !ReadTexts(dependency, &members[i].keys)) {
        return FailKind("Dependency", "of type Schema Or Array Of Strings");
      }
    }
    node->dependencies = {members, v->size()};
    return true;
  }
  bool ReadTexts(Value list, std::span<const std::string_view>* out) {
    call_.budget.Charge(1 + list.size());
    std::string_view* texts = call_.arena.NewArray<std::string_view>(list.size());
    for (size_t i = 0; i < list.size(); ++i) {
      if (!list.at(i).is_string()) return false;
      texts[i] = list.at(i).string();
    }
    *out = {texts, list.size()};
    return true;
  }

  bool ReadItems(SchemaNode* node, Value schema) {
    if (std::optional<Value> v = schema.Find("items")) {
      node->one_for_all = !v->is_array();
      size_t count = node->one_for_all ? 1 : v->size();
      SchemaNode** items = call_.arena.NewArray<SchemaNode*>(count);
      for (size_t i = 0; i < count; ++i) {
        Value item = node->one_for_all ? *v : v->at(i);
        if (!IsSchema(item)) return FailType("Valid Schema/Array Of Schemas", "items");
        if (!Compile(item, *node, &items[i])) return false;
      }
      node->items = {items, count};
    }
    return ReadAdditional(*node, schema, "additionalItems", &node->additional_items, &node->no_additional_items);
  }

  bool ReadNumbers(SchemaNode* node, Value schema) {
    if (std::optional<Value> v = schema.Find("multipleOf")) {
      if (!v->is_number()) return FailType("Number", "multipleOf");
      if (value::CompareNumbers(*v, Value::Integer(0)) <= 0) return Fail("multipleOf must be strictly greater than 0");
      node->multiple_of = *v;
    }
    return ReadBound(*node, schema, "minimum", "exclusiveMinimum", &node->minimum, &node->above) &&
           ReadBound(*node, schema, "maximum", "exclusiveMaximum", &node->maximum, &node->below);
  }
  // In draft 4 the exclusive bound is a boolean about the other.
  bool ReadBound(const SchemaNode& node, Value schema, std::string_view keyword, std::string_view exclusive,
                 std::optional<Value>* bound, std::optional<Value>* exclusive_bound) {
    *bound = schema.Find(keyword);
    if (*bound && !(*bound)->is_number()) return FailKind(keyword, "of a Number");
    std::optional<Value> v = schema.Find(exclusive);
    if (!v) return true;
    bool flags = node.draft == Draft::k4 || node.draft == Draft::kAll, numbers = node.draft != Draft::k4;
    if (flags && v->is_boolean()) {
      if (!*bound) return Fail(std::string(exclusive) + " cannot be used without " + std::string(keyword));
      if (v->boolean()) std::swap(*bound, *exclusive_bound);
      return true;
    }
    if (!numbers || !v->is_number()) return FailType(!numbers ? "boolean" : flags ? "boolean/number" : "number", exclusive);
    *exclusive_bound = *v;
    return true;
  }

  bool ReadSize(Value schema, std::string_view keyword, std::optional<int64_t>* out) {
    std::optional<Value> v = schema.Find(keyword);
    if (!v) return true;
    if (v->is_number() && Access::IsInt64(*v)) {
      *out = Access::Int64(*v);
    } else if (v->is_number() && Access::Text(*v) == "-0") {
      *out = 0;
    } else {
      return FailKind(keyword, "of an integer");  // 1.0 and 1e2 are none to OPA
    }
    return **out >= 0 || FailKind(keyword, "greater than or equal to 0");
  }
  bool ReadStrings(SchemaNode* node, Value schema) {
    if (!ReadSize(schema, "minLength", &node->min_length) || !ReadSize(schema, "maxLength", &node->max_length)) return false;
    if (node->min_length && node->max_length && *node->min_length > *node->max_length) {
      return Fail("minLength cannot be greater than maxLength");
    }
    std::optional<Value> pattern, format;
    if (!CheckText(schema, "pattern", &pattern)) return false;
    if (pattern) {
      if (!call_.patterns.IsValid(pattern->string(), call_.budget)) return FailKind("pattern", "a valid regex");
      node->pattern = pattern->string();
    }
    if (!CheckText(schema, "format", &format)) return false;
    if (format) node->format = format->string();
    return true;
  }
  bool ReadSizes(SchemaNode* node, Value schema) {
    if (!ReadSize(schema, "minProperties", &node->min_properties) || !ReadSize(schema, "maxProperties", &node->max_properties)) return false;
    if (node->min_properties && node->max_properties && *node->min_properties > *node->max_properties) {
      return Fail("minProperties cannot be greater than maxProperties");
    }
    return ReadRequired(node, schema) && ReadSize(schema, "minItems", &node->min_items) && ReadSize(schema, "maxItems", &node->max_items);
  }
  bool FindArray(Value schema, std::string_view keyword, std::optional<Value>* out) {
    *out = schema.Find(keyword);
    return !*out || (*out)->is_array() || FailKind(keyword, "of an array");
  }
  bool ReadRequired(SchemaNode* node, Value schema) {
    std::optional<Value> v;
    if (!FindArray(schema, "required", &v) || !v) return error_.empty();
    std::string_view* names = call_.arena.NewArray<std::string_view>(v->size());
    absl::flat_hash_set<std::string_view> seen;
    for (size_t i = 0; i < v->size(); ++i) {
      call_.budget.Charge(1);
      if (!v->at(i).is_string()) return FailType("string", "required");
      names[i] = v->at(i).string();
      if (!seen.insert(names[i]).second) return Fail("required items must be unique");
    }
    node->required = {names, v->size()};
    return true;
  }

  bool ReadValues(SchemaNode* node, Value schema) {
    if (std::optional<Value> v = schema.Find("uniqueItems")) {
      if (!v->is_boolean()) return FailKind("uniqueItems", "of a boolean");
      node->unique_items = v->boolean();
    }
    std::optional<Value> contains = schema.Find("contains");
    if (contains && node->draft >= Draft::k6 && !Compile(*contains, *node, &node->contains)) return false;
    std::optional<Value> constant = schema.Find("const");
    if (constant && node->draft >= Draft::k6 && !Canonical(*constant, &node->constant.emplace())) return false;
    std::optional<Value> list;
    if (!FindArray(schema, "enum", &list) || !list) return error_.empty();
    std::string_view* texts = call_.arena.NewArray<std::string_view>(list->size());
    absl::flat_hash_set<std::string_view> seen;
    for (size_t i = 0; i < list->size(); ++i) {
      if (!Canonical(list->at(i), &texts[i])) return false;
      if (!seen.insert(texts[i]).second) return Fail("enum items must be unique");
    }
    node->enumeration = {texts, list->size()};
    return true;
  }
  bool Canonical(const Value& v, std::string_view* out) {
    std::string text;
    if (!CanonicalJson(call_, v, &text, &error_)) return false;
    *out = call_.arena.CopyText(text);
    return true;
  }

  bool ReadList(const SchemaNode& node, Value schema, std::string_view keyword, std::span<SchemaNode*>* out) {
    std::optional<Value> v;
    if (!FindArray(schema, keyword, &v) || !v) return error_.empty();
    SchemaNode** list = call_.arena.NewArray<SchemaNode*>(v->size());
    for (size_t i = 0; i < v->size(); ++i) {
      if (!Compile(v->at(i), node, &list[i])) return false;
    }
    *out = {list, v->size()};
    return true;
  }
  bool ReadOne(const SchemaNode& node, Value schema, std::string_view keyword, SchemaNode** out) {
    std::optional<Value> v = schema.Find(keyword);
    if (!v) return true;
    return IsSchema(*v) ? Compile(*v, node, out) : FailKind(keyword, "of an object");
  }
  bool ReadCombinations(SchemaNode* node, Value schema) {
    if (!ReadList(*node, schema, "oneOf", &node->one_of) || !ReadList(*node, schema, "anyOf", &node->any_of) ||
        !ReadList(*node, schema, "allOf", &node->all_of) || !ReadOne(*node, schema, "not", &node->negated)) {
      return false;
    }
    return node->draft < Draft::k7 ||
           (ReadOne(*node, schema, "if", &node->condition) && ReadOne(*node, schema, "then", &node->consequence) &&
            ReadOne(*node, schema, "else", &node->alternative));
  }

  CallContext& call_;
  SchemaReferences references_;
  absl::flat_hash_map<std::string_view, SchemaNode*> referenced_;  // by absolute $ref
  size_t depth_ = 0;
  std::string error_;
};

}  // namespace

SchemaNode* CompileSchema(CallContext& call, Value schema, std::string* error) {
  Compiler compiler(call);
  SchemaNode* root = compiler.Run(schema);
  *error = compiler.error();
  return root;
}

}  // namespace reeve::builtins
