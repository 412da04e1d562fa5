// Notes: METADATA blocks are read here. See metadata.h. Held by tests/semantics/metadata_test.cc.
#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "semantics/metadata.h"
#include "value/yaml.h"

namespace reeve::semantics {
namespace {

// "input.user" or input["user"]: its elements. Nothing if the text is no such path.
std::optional<std::vector<std::string_view>> Elements(std::string_view text) {
  std::vector<std::string_view> out;
  auto name = [&] {
    size_t end = 0;
    auto fits = [](char c) { return c == '_' || absl::ascii_isalnum(static_cast<unsigned char>(c)); };
    while (end < text.size() && fits(text[end])) ++end;
    if (end == 0 || absl::ascii_isdigit(static_cast<unsigned char>(text[0]))) return false;
    out.push_back(text.substr(0, end));
    text.remove_prefix(end);
    return true;
  };
  if (!name()) return std::nullopt;
  while (!text.empty()) {
    if (text[0] == '.') {
      text.remove_prefix(1);
      if (!name()) return std::nullopt;
    } else {
      const size_t end = text.find("\"]");
      if (text.substr(0, 2) != "[\"" || end == std::string_view::npos || end < 2) return std::nullopt;
      out.push_back(text.substr(2, end - 2));
      if (out.back().find_first_of("\\\"") != std::string_view::npos) return std::nullopt;
      text.remove_prefix(end + 2);
    }
  }
  return out;
}

}  // namespace

std::optional<std::string> SchemaName(std::string_view text) {
  std::optional<std::vector<std::string_view>> parts = Elements(text);
  if (!parts.has_value() || parts->front() != "schema") return std::nullopt;
  std::string name = "schema";
  for (size_t i = 1; i < parts->size(); ++i) {
    const std::string part((*parts)[i]);
    const std::optional<std::vector<std::string_view>> plain = Elements(part);
    absl::StrAppend(&name, plain.has_value() && plain->size() == 1 ? absl::StrCat(".", part) : absl::StrCat("[\"", part, "\"]"));
  }
  return name;
}

bool Notes::Read() {
  for (Module* module : c_.modules) {
    for (const ast::Annotations& a : module->annotations) Read(*module, a);
  }
  return !c_.errors.stop();
}

void Notes::Error(const ast::Annotations& a, std::string message) {
  c_.errors.Add(Code::kRegoParse, a.location, std::move(message));
}

void Notes::Read(const Module& module, const ast::Annotations& a) {
  Result<Value> yaml = value::ParseYaml(c_.tree.arena(), a.text);
  if (!yaml.ok() || !yaml->is_object()) {
    c_.errors.Add(Code::kRegoParse, a.location,
                  absl::StrCat("metadata block: ", yaml.ok() ? "no mapping" : std::string(yaml.status().message())));
    return;
  }
  Note note{&a, &module, {}, {}, a.rule == nullptr ? module.package : DocumentOf(*a.rule), {}};
  std::optional<Value> entrypoint = yaml->Find("entrypoint");
  bool is_entrypoint = entrypoint.has_value() && entrypoint->is_true();
  std::optional<Value> scope = yaml->Find("scope");
  if (scope.has_value() && scope->is_string()) {
    note.scope = scope->string();
  } else {
    note.scope = a.rule == nullptr ? "package" : is_entrypoint ? "document" : "rule";
  }
  if (!CheckScope(a, note.scope, is_entrypoint)) return;
  note.object = Shape(*yaml, note.scope, is_entrypoint);
  if (!ReadSchemas(a, *yaml, &note)) return;
  File(std::move(note));
}

bool Notes::CheckScope(const ast::Annotations& a, const std::string& scope, bool is_entrypoint) {
  bool of_rule = scope == "rule" || scope == "document";
  bool of_package = scope == "package" || scope == "subpackages";
  if (!of_rule && !of_package) {
    Error(a, absl::StrCat("invalid annotation scope '", scope,
                               "'. Use one of 'rule', 'document', 'package', or 'subpackages'"));
    return false;
  }
  if (of_rule != (a.rule != nullptr)) {
    Error(a, absl::StrCat("annotation scope '", scope, "' must be applied to ", of_rule ? "rule" : "package"));
    return false;
  }
  if (is_entrypoint && scope != "document" && scope != "package") {
    Error(a, absl::StrCat("annotation entrypoint applied to non-document or package scope '", scope, "'"));
    return false;
  }
  return true;
}

void Notes::File(Note note) {
  notes_.push_back(std::make_unique<Note>(std::move(note)));
  const Note* kept = notes_.back().get();
  if (kept->scope == "rule") {
    by_rule_[kept->source->rule].push_back(kept);
    return;
  }
  auto& table = kept->scope == "package" ? by_package_ : by_path_;
  auto [at, fresh] = table.try_emplace(ast::Print(*kept->path), kept);
  if (!fresh) {
    c_.errors.Add(Code::kRegoType, kept->source->location,
                  absl::StrCat(kept->scope, " annotation redeclared: ", c_.errors.Place(at->second->source->location)));
  }
}

bool Notes::ReadSchemas(const ast::Annotations& a, Value yaml, Note* note) {
  std::optional<Value> schemas = yaml.Find("schemas");
  if (!schemas.has_value() || !schemas->is_array()) return true;
  for (size_t i = 0; i < schemas->size(); ++i) {
    const Value entry = schemas->at(i);
    const std::string key(entry.is_object() && entry.size() > 0 && entry.key(0).is_string() ? entry.key(0).string() : "");
    std::optional<std::vector<std::string_view>> path = Elements(c_.tree.arena().CopyText(key));
    if (!path.has_value()) return Error(a, "invalid document reference"), false;
    SchemaNote schema{std::move(*path), {}, entry.value(0)};
    if (schema.definition.is_string()) {
      std::optional<std::string> name = SchemaName(schema.definition.string());
      if (!name.has_value()) return Error(a, "invalid schema reference"), false;
      schema.name = std::move(*name);
    } else if (!schema.definition.is_object()) {
      return Error(a, absl::StrCat("invalid schema declaration for path \"", key, "\"")), false;
    }
    note->schemas.push_back(std::move(schema));
  }
  return true;
}

// ---- the shape of a block ----

Value Notes::Shape(Value yaml, const std::string& scope, bool is_entrypoint) {
  Entries out;
  Put(out, "scope", builder_.String(scope));
  for (const char* key : {"title", "description"}) {
    std::optional<Value> text = yaml.Find(key);
    if (text.has_value() && text->is_string() && text->size() > 0) Put(out, key, *text);
  }
  if (is_entrypoint) Put(out, "entrypoint", Value::Boolean(true));
  for (const char* key : {"organizations", "custom", "labels"}) {
    std::optional<Value> value = yaml.Find(key);
    if (value.has_value() && value->size() > 0) Put(out, key, *value);
  }
  auto put_list = [&](const char* key, auto&& shape) {
    std::optional<Value> list = yaml.Find(key);
    if (!list.has_value() || !list->is_array() || list->size() == 0) return;
    std::vector<Value> items;
    for (size_t i = 0; i < list->size(); ++i) items.push_back(shape(list->at(i)));
    Put(out, key, builder_.Array(items));
  };
  put_list("related_resources", [&](Value v) { return RelatedResource(v); });
  put_list("authors", [&](Value v) { return Author(v); });
  put_list("schemas", [&](Value v) { return Schema(v); });
  return builder_.Object(out);
}

Value Notes::RelatedResource(Value v) {
  Entries out;
  if (v.is_string()) {
    Put(out, "ref", v);
  } else {
    for (const char* key : {"ref", "description"}) {
      std::optional<Value> text = v.Find(key);
      if (text.has_value() && text->is_string() && text->size() > 0) Put(out, key, *text);
    }
  }
  return builder_.Object(out);
}

// "Ann Example <ann@example.com>" or a mapping.
Value Notes::Author(Value v) {
  Entries out;
  if (!v.is_string()) {
    for (const char* key : {"name", "email"}) {
      std::optional<Value> text = v.Find(key);
      if (text.has_value() && text->is_string() && text->size() > 0) Put(out, key, *text);
    }
    return builder_.Object(out);
  }
  std::string name;
  std::string_view text = v.string();
  while (!text.empty()) {
    size_t begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos) break;
    size_t end = std::min(text.find_first_of(" \t", begin), text.size());
    std::string_view word = text.substr(begin, end - begin);
    text.remove_prefix(end);
    bool last = text.find_first_not_of(" \t") == std::string_view::npos;
    if (last && word.size() > 2 && word.front() == '<' && word.back() == '>') {
      Put(out, "email", builder_.String(word.substr(1, word.size() - 2)));
    } else {
      absl::StrAppend(&name, name.empty() ? "" : " ", std::string(word));
    }
  }
  if (!name.empty()) Put(out, "name", builder_.String(name));
  return builder_.Object(out);
}

Value Notes::Path(std::string_view dotted) {
  std::vector<Value> parts;
  while (true) {
    size_t dot = dotted.find('.');
    parts.push_back(builder_.String(dotted.substr(0, dot)));
    if (dot == std::string_view::npos) break;
    dotted.remove_prefix(dot + 1);
  }
  return builder_.Array(parts);
}

Value Notes::Schema(Value v) {
  Entries out;
  if (v.is_object() && v.size() == 1) {
    Put(out, "path", Path(v.key(0).is_string() ? v.key(0).string() : ""));
    Value schema = v.value(0);
    if (schema.is_string()) {
      Put(out, "schema", Path(schema.string()));
    } else {
      Put(out, "definition", schema);
    }
  }
  return builder_.Object(out);
}

// ---- look-up ----

Term* Notes::DocumentOf(const Rule& rule) const {
  Term* path = c_.RuleRef(rule);
  size_t ground = 1;
  while (ground < path->terms.size() && IsGroundKey(*path->terms[ground])) ++ground;
  path->terms.resize(ground);
  return path;
}

std::vector<const Note*> Notes::OfRule(const Rule& rule) const {
  auto found = by_rule_.find(&rule);
  if (found == by_rule_.end()) return {};
  std::vector<const Note*> notes = found->second;
  std::stable_sort(notes.begin(), notes.end(), [&](const Note* a, const Note* b) {
    return c_.errors.Before(a->source->location, b->source->location);
  });
  return notes;
}

const Note* Notes::Of(std::string_view scope, const Term& path) const {
  const Table& table = scope == "package" ? by_package_ : by_path_;
  auto found = table.find(ast::Print(path));
  return found != table.end() && found->second->scope == scope ? found->second : nullptr;
}

std::vector<const Note*> Notes::Around(const Rule& rule) const {
  std::vector<const Note*> notes;
  auto add = [&](const Note* note) {
    if (note != nullptr) notes.push_back(note);
  };
  Term* package = ast::Copy(c_.tree, *rule.module->package);
  for (; !package->terms.empty(); package->terms.pop_back()) add(Of("subpackages", *package));
  std::reverse(notes.begin(), notes.end());
  add(Of("package", *rule.module->package));
  add(Of("document", *DocumentOf(rule)));
  for (const Note* note : OfRule(rule)) notes.push_back(note);
  return notes;
}

}  // namespace reeve::semantics
