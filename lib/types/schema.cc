// The types that JSON schemas describe, as OPA's type checker reads schemas: of `type` the first that it knows; `properties`, `items`,
// `anyOf`, `allOf` and `$ref` within the schema. All else, such as `enum` and `oneOf`, says nothing of types.
//
//     {"type": "object", "properties": {"n": {"type": "integer"}}}      object<n: number>
//     {"type": "array", "items": {"type": "string"}}                    array[string]
//
// A schema that refers to itself has the type `any` where it comes around. Held by tests/types/schema_test.cc.
#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "types/types.h"

namespace reeve::types {
namespace {

constexpr size_t kMaxNesting = 256;   // of schemas, references followed
constexpr std::array<std::string_view, 7> kTypeNames = {"array", "boolean", "integer", "null", "number", "object", "string"};

// One level of a schema.
struct Schema {
  std::vector<std::string_view> types;
  std::vector<std::pair<Value, Value>> properties;
  std::vector<Value> items;
  bool same_items = false;             // `items` is one schema for all
  std::optional<std::vector<Value>> any_of, all_of;
  std::string_view reference;

  bool Has(std::string_view type) const { return std::find(types.begin(), types.end(), type) != types.end(); }
  void Add(std::string_view type) {
    if (!Has(type)) types.push_back(type);
  }
};

std::string Names(const Schema& schema) {
  if (schema.types.empty()) return "undefined";
  if (schema.types.size() == 1) return std::string(schema.types[0]);
  std::string names = "[";
  for (std::string_view type : schema.types) names.append(names.size() > 1 ? "," : "").append(type);
  return names + "]";
}

class Reader {
 public:
  Reader(Types& types, Value root) : types_(types), root_(root) {}

  // Null: error() says why.
  const Type* Read(Value value) {
    if (++nesting_ > kMaxNesting) return Fail("unable to compile the schema: it nests too deep");
    Schema schema;
    const Type* type = Open(value, &schema) ? TypeOf(std::move(schema)) : nullptr;
    --nesting_;
    return type;
  }
  const std::string& error() const { return error_; }

 private:
  const Type* Fail(std::string why) {
    if (error_.empty()) error_ = std::move(why);
    return nullptr;
  }
  bool Wrong(std::string_view keyword, std::string_view wanted) {
    Fail("unable to compile the schema: " + std::string(keyword) + " must be " + std::string(wanted));
    return false;
  }

  bool Open(Value value, Schema* schema) {
    if (value.is_boolean()) return true;
    if (!value.is_object()) return Wrong("a schema", "an object or a boolean");
    if (std::optional<Value> reference = value.Find("$ref")) {
      if (!reference->is_string()) return Wrong("$ref", "a string");
      schema->reference = reference->string();
      return true;
    }
    return OpenTypes(value, schema) && OpenProperties(value, schema) && OpenItems(value, schema) &&
           OpenList(value, "anyOf", &schema->any_of) && OpenList(value, "allOf", &schema->all_of);
  }

  bool OpenTypes(Value value, Schema* schema) {
    std::optional<Value> type = value.Find("type");
    if (!type.has_value()) return true;
    if (!type->is_string() && !type->is_array()) return Wrong("type", "a string or an array of strings");
    for (size_t i = 0; i < (type->is_array() ? type->size() : 1); ++i) {
      const Value name = type->is_array() ? type->at(i) : *type;
      const bool known =
          name.is_string() && std::find(kTypeNames.begin(), kTypeNames.end(), name.string()) != kTypeNames.end();
      if (!known) {
        Fail("unable to compile the schema: has a primitive type that is NOT VALID -- given: /" +
             (name.is_string() ? std::string(name.string()) : name.ToJson()) +
             "/ Expected valid values are:[array boolean integer number null object string]");
        return false;
      }
      schema->Add(name.string());
    }
    return true;
  }

  bool OpenProperties(Value value, Schema* schema) {
    std::optional<Value> properties = value.Find("properties");
    if (!properties.has_value()) return true;
    if (!properties->is_object()) return Wrong("properties", "an object");
    for (size_t i = 0; i < properties->size(); ++i) schema->properties.emplace_back(properties->key(i), properties->value(i));
    return true;
  }

  bool OpenItems(Value value, Schema* schema) {
    std::optional<Value> items = value.Find("items");
    if (!items.has_value()) return true;
    schema->same_items = !items->is_array();
    if (schema->same_items) {
      schema->items.push_back(*items);
    } else {
      for (size_t i = 0; i < items->size(); ++i) schema->items.push_back(items->at(i));
    }
    return true;
  }

  bool OpenList(Value value, const char* keyword, std::optional<std::vector<Value>>* list) {
    std::optional<Value> schemas = value.Find(keyword);
    if (!schemas.has_value()) return true;
    if (!schemas->is_array() || schemas->size() == 0) return Wrong(keyword, "an array of schemas");
    list->emplace();
    for (size_t i = 0; i < schemas->size(); ++i) (*list)->push_back(schemas->at(i));
    return true;
  }

  // ---- references ----

  // "#/definitions/name" to the schema there.
  std::optional<Value> Resolve(std::string_view reference) {
    if (reference.empty() || reference[0] != '#' || (reference.size() > 1 && reference[1] != '/')) {
      Fail("unable to compile the schema: $ref must point into the schema, got: " + std::string(reference));
      return std::nullopt;
    }
    std::optional<Value> at = root_;
    reference.remove_prefix(1);
    while (at.has_value() && !reference.empty()) {
      reference.remove_prefix(1);
      const size_t end = std::min(reference.find('/'), reference.size());
      std::string part;
      for (size_t i = 0; i < end; ++i) {
        const bool escape = reference[i] == '~' && i + 1 < end && (reference[i + 1] == '0' || reference[i + 1] == '1');
        part += escape ? (reference[++i] == '0' ? '~' : '/') : reference[i];
      }
      reference.remove_prefix(end);
      if (at->is_array()) {
        const bool index = !part.empty() && part.size() < 7 && part.find_first_not_of("0123456789") == std::string::npos;
        const size_t i = index ? std::stoul(part) : at->size();
        at = i < at->size() ? std::optional<Value>(at->at(i)) : std::nullopt;
      } else {
        at = at->Find(part);
      }
    }
    if (!at.has_value()) Fail("unable to compile the schema: object has no key that a $ref names");
    return at;
  }

  const Type* Referred(std::string_view reference) {
    auto [known, fresh] = referred_.try_emplace(std::string(reference), nullptr);
    if (!fresh) return known->second == nullptr ? types_.any() : known->second;   // null: it is being read
    std::optional<Value> schema = Resolve(reference);
    const Type* type = schema.has_value() ? Read(*schema) : nullptr;
    referred_[std::string(reference)] = type;
    return type;
  }

  // ---- types ----

  const Type* TypeOf(Schema schema) {
    if (!schema.reference.empty()) return Referred(schema.reference);
    if (schema.any_of.has_value()) return AnyOf(std::move(schema));
    if (schema.all_of.has_value()) return AllOf(std::move(schema));
    if (schema.types.empty() && !schema.properties.empty()) schema.Add("object");
    if (schema.types.empty() && !schema.items.empty()) schema.Add("array");
    if (schema.Has("boolean")) return types_.boolean();
    if (schema.Has("string")) return types_.string();
    if (schema.Has("integer") || schema.Has("number")) return types_.number();
    if (schema.Has("object")) return Object(schema);
    if (schema.Has("array")) return Array(schema);
    return types_.any();
  }

  const Type* Object(const Schema& schema) {
    if (schema.properties.empty()) return types_.Object({}, true, types_.any(), types_.any());
    std::vector<Property> properties;
    for (const auto& [key, value] : schema.properties) {
      const Type* type = Read(value);
      if (type == nullptr) return nullptr;
      properties.push_back({key, type});
    }
    return types_.Object(std::move(properties));
  }

  const Type* Array(const Schema& schema) {
    if (schema.items.empty()) return types_.Array({}, types_.any());
    std::vector<const Type*> items;
    for (const Value& item : schema.items) {
      items.push_back(Read(item));
      if (items.back() == nullptr) return nullptr;
    }
    return schema.same_items ? types_.Array({}, items[0]) : types_.Array(items, nullptr);
  }

  // What stands beside `anyOf` counts only if it is an object with known members.
  const Type* AnyOf(Schema schema) {
    const std::vector<Value> alternatives = std::move(*schema.any_of);
    schema.any_of.reset();
    const Type* type = nullptr;
    if (!schema.types.empty()) {
      const Type* core = TypeOf(std::move(schema));
      if (core == nullptr) return nullptr;
      if (core->is(TypeKind::kObject) && !core->open && !core->properties.empty()) type = core;
    }
    for (const Value& alternative : alternatives) {
      const Type* one = Read(alternative);
      if (one == nullptr) return nullptr;
      type = types_.Or(one, type);
    }
    return type;
  }

  const Type* AllOf(Schema schema) {
    std::vector<Schema> parts;
    for (Value value : *schema.all_of) {
      Schema part;
      for (size_t followed = 0;; ++followed) {
        part = Schema();
        if (!Open(value, &part)) return nullptr;
        if (part.reference.empty()) break;
        if (followed == kMaxNesting) return Fail("unable to compile the schema: a $ref that refers to itself");
        std::optional<Value> next = Resolve(part.reference);
        if (!next.has_value()) return nullptr;
        value = *next;
      }
      const bool only_alternatives =
          part.types.empty() && part.any_of.has_value() && part.properties.empty() && part.items.empty();
      if (!only_alternatives) parts.push_back(std::move(part));
    }
    if (parts.empty()) return types_.any();
    schema.all_of.reset();
    std::optional<Schema> merged = Merge(std::move(parts));
    if (!merged.has_value()) return nullptr;
    if (!schema.types.empty()) {
      const bool objects = schema.Has("object") && merged->Has("object");
      if (objects || (schema.Has("array") && merged->Has("array"))) {
        std::vector<Schema> both;
        both.push_back(std::move(*merged));
        both.push_back(std::move(schema));
        merged = Merge(std::move(both));
        if (!merged.has_value()) return nullptr;
      } else if (Names(schema) != Names(*merged)) {
        return Fail("type checking: unable to merge these schemas");
      }
    }
    return TypeOf(std::move(*merged));
  }

  std::optional<Schema> Merge(std::vector<Schema> parts) {
    for (Schema& part : parts) {
      if (!part.properties.empty()) part.Add("object");
      else if (!part.items.empty()) part.Add("array");
    }
    Schema result = std::move(parts[0]);
    for (size_t i = 1; i < parts.size(); ++i) {
      const Schema& part = parts[i];
      if (Names(result) != Names(part)) {
        Fail("type checking: unable to merge these schemas: type mismatch: " + Names(result) + " and " + Names(part));
        return std::nullopt;
      }
      if (result.Has("object") && !result.properties.empty() && !part.properties.empty()) {
        result.properties.insert(result.properties.end(), part.properties.begin(), part.properties.end());
      } else if (result.Has("array") && !result.items.empty() && !part.items.empty()) {
        for (size_t j = 0; j < part.items.size(); ++j) {
          if (j >= result.items.size()) result.items.push_back(part.items[j]);
          Schema mine, other;
          if (!Open(result.items[j], &mine) || !Open(part.items[j], &other)) return std::nullopt;
          if (Names(mine) == Names(other)) continue;
          Fail("type checking: unable to merge these schemas");
          return std::nullopt;
        }
      }
    }
    return result;
  }

  Types& types_;
  const Value root_;
  size_t nesting_ = 0;
  std::string error_;
  absl::flat_hash_map<std::string, const Type*> referred_;
};

}  // namespace

Result<const Type*> FromSchema(Types& types, Value schema) {
  Reader reader(types, schema);
  const Type* type = reader.Read(schema);
  if (type == nullptr) return Status(Code::kRegoType, reader.error());
  return type;
}

}  // namespace reeve::types
