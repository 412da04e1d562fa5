// $id, $ref and $schema: addresses within schemas. See json_schema_references.h.
#include "builtins/json_schema_references.h"

#include <charconv>

#include "value/json.h"

namespace reeve::builtins {
namespace {

bool Is(std::string_view a, std::initializer_list<std::string_view> list) {
  for (std::string_view b : list) {
    if (a == b) return true;
  }
  return false;
}

void ReplaceAll(std::string* text, std::string_view what, std::string_view by) {
  for (size_t at = text->find(what); at != std::string::npos; at = text->find(what, at + by.size())) text->replace(at, what.size(), by);
}

// An array's index as Go's Atoi reads it; -1 where it is none.
bool ReadIndex(std::string_view token, int64_t* index) {
  if (token.starts_with('+') && token.size() > 1 && token[1] != '-') token.remove_prefix(1);
  auto [end, failure] = std::from_chars(token.data(), token.data() + token.size(), *index);
  return failure == std::errc() && end == token.data() + token.size();
}

// Follows a JSON pointer (RFC 6901). A text that is none leads to the whole document, as in OPA.
bool Follow(CallContext& call, std::string_view pointer, Value* v, std::string* error) {
  if (!pointer.starts_with('/')) return true;
  for (size_t at = 0; at != std::string_view::npos;) {
    size_t slash = pointer.find('/', at + 1);
    std::string token(pointer.substr(at + 1, slash == std::string_view::npos ? slash : slash - at - 1));
    at = slash;
    call.budget.Charge(1 + token.size() / 16);
    if (v->is_object()) {
      ReplaceAll(&token, "~1", "/");
      ReplaceAll(&token, "~0", "~");
      std::optional<Value> member = v->Find(std::string_view(token));
      if (!member) return *error = "Object has no key '" + token + "'", false;
      *v = *member;
    } else if (v->is_array()) {
      int64_t index = 0;
      if (!ReadIndex(token, &index)) return *error = "Invalid array index '" + token + "'", false;
      if (index < 0 || index >= static_cast<int64_t>(v->size())) {
        *error = "Out of bound array[0," + std::to_string(v->size()) + "] index '" + std::to_string(index) + "'";
        return false;
      }
      *v = v->at(static_cast<size_t>(index));
    } else {
      return *error = "Invalid token reference '" + token + "'", false;
    }
  }
  return true;
}

}  // namespace

bool DetectDraft(Value document, Draft* draft, std::string* error) {
  *draft = Draft::kUnknown;
  if (document.is_boolean()) return true;
  if (!document.is_object()) return *error = "schema is invalid", false;
  std::optional<Value> schema = document.Find("$schema");
  if (!schema) return true;
  if (!schema->is_string()) return *error = "$schema must be of type string", false;
  Url url;
  *error = ParseUrl(schema->string(), &url);
  if (!error->empty()) return false;
  *draft = DraftOf(UrlText(url));
  return true;
}

std::string_view SchemaReferences::Keep(const std::string& text) {
  call_.budget.Charge(1 + text.size() / 16);
  return call_.arena.CopyText(text);
}

bool SchemaReferences::Add(Value document, const Url& url, std::string* error) {
  Draft draft;
  if (!DetectDraft(document, &draft, error) || !Walk(document, url, draft, error)) return false;
  documents_[Keep(UrlText(url))] = {document, draft};
  return true;
}

// An address that a schema gives itself; `base` becomes it.
bool SchemaReferences::TakeId(Value object, Url* base, Draft draft, std::string* error) {
  std::optional<Value> id = object.Find("id");
  if (!id) id = object.Find("$id");
  Url relative;
  if (!id || !id->is_string() || !ParseUrl(id->string(), &relative).empty()) return true;
  Url from = *base;
  from.fragment.clear();
  std::string absolute = UrlText(ResolveUrl(from, relative));
  if (!ParseUrl(absolute, base).empty()) return true;
  if (!documents_.try_emplace(Keep(absolute), SchemaDocument{object, draft}).second) {
    *error = "Reference already exists: \"" + absolute + "\"";
    return false;
  }
  return true;
}

bool SchemaReferences::WalkMembers(Value object, bool schemas, const Url& base, Draft draft, std::string* error) {
  for (size_t i = 0; i < object.size(); ++i) {
    std::string_view key = object.key(i).string();
    Value v = object.value(i);
    if (schemas && Is(key, {"const", "enum"})) continue;
    // Members of these are schemas by the names of properties, which may be called $ref.
    bool names = schemas && Is(key, {"properties", "dependencies", "patternProperties"});
    if (names && !v.is_object()) continue;
    if (names ? !WalkMembers(v, false, base, draft, error) : !Walk(v, base, draft, error)) return false;
  }
  return true;
}

// Recurses once a level of the value.
bool SchemaReferences::Walk(Value v, const Url& base, Draft draft, std::string* error) {
  call_.budget.Charge(1);
  if (v.is_array()) {
    for (size_t i = 0; i < v.size(); ++i) {
      if (!Walk(v.at(i), base, draft, error)) return false;
    }
  }
  if (!v.is_object()) return true;
  Url local = base;
  if (!TakeId(v, &local, draft, error)) return false;
  std::optional<Value> reference = v.Find("$ref");
  Url relative;
  if (reference && reference->is_string() && ParseUrl(reference->string(), &relative).empty()) {
    Url from = local, absolute;
    from.fragment.clear();
    std::string text = UrlText(ResolveUrl(from, relative));
    if (ParseUrl(text, &absolute).empty()) absolute_[Access::TableOf(v)] = Keep(UrlText(absolute));
  }
  return WalkMembers(v, true, local, draft, error);
}

std::optional<std::string_view> SchemaReferences::ReferenceOf(Value schema) const {
  auto absolute = absolute_.find(Access::TableOf(schema));
  if (absolute != absolute_.end()) return absolute->second;
  std::optional<Value> written = schema.Find("$ref");
  if (!written || !written->is_string()) return std::nullopt;
  return written->string();
}

bool SchemaReferences::Resolve(std::string_view reference, SchemaDocument* out, std::string* error) {
  if (auto known = documents_.find(reference); known != documents_.end()) return *out = known->second, true;
  Url url;
  *error = ParseUrl(reference, &url);
  if (!error->empty()) return false;
  std::string pointer = std::move(url.fragment);
  url.fragment.clear();
  auto document = documents_.find(UrlText(url));
  if (document != documents_.end()) {
    *out = document->second;
    if (!Follow(call_, pointer, &out->value, error)) return false;
    documents_[Keep(std::string(reference))] = *out;
    return true;
  }
  return Load(url, reference, out, error) && Follow(call_, pointer, &out->value, error);
}

// Only the meta-schemas are there to be loaded.
bool SchemaReferences::Load(const Url& url, std::string_view reference, SchemaDocument* out, std::string* error) {
  bool canonical = url.scheme == "file" ? url.path.starts_with('/') : !url.scheme.empty() && !url.host.empty();
  if (!canonical) return *error = "Reference " + std::string(reference) + " must be canonical", false;
  std::string text = MetaSchemaAt(UrlText(url));
  if (text.empty()) return *error = "remote reference loading disabled: " + UrlText(url), false;
  value::JsonOptions options;
  options.budget = &call_.budget;
  Result<Value> document = value::ParseJson(call_.arena, text, options);
  if (!document.ok()) return *error = std::string(document.status().message()), false;
  out->value = *document;
  return Add(*document, url, error) && DetectDraft(*document, &out->draft, error);
}

}  // namespace reeve::builtins
