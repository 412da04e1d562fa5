// RewriteMetadataCalls: rego.metadata.chain() and rego.metadata.rule() are answered here, by constants.
//
//     m := rego.metadata.rule()   ==>   __local0__ = {"scope": "rule", "title": "..."}; m = __local0__
//
// METADATA blocks are read only if a module calls one of the two. A block belongs to the rule or package below it; its scope is
// rule, document, package or subpackages.
// Held by tests/semantics/metadata_test.cc.
#include <algorithm>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "reeve/value.h"
#include "semantics/compilation.h"
#include "value/yaml.h"

namespace reeve::semantics {
namespace {

struct Note {
  const ast::Annotations* source;
  const Module* module;
  std::string scope;
  Value object;             // as rego.metadata.rule() shows it
  Term* path;               // of what it stands above
};

class Metadata {
 public:
  explicit Metadata(Compilation& c) : c_(c), builder_(c.tree.arena()) {}

  bool Read() {
    for (Module* module : c_.modules) {
      for (const ast::Annotations& a : module->annotations) Read(*module, a);
    }
    return !c_.errors.stop();
  }

  void Rewrite(Rule* rule) {
    const Expr* chain_call = nullptr;
    const Expr* rule_call = nullptr;
    auto look = [&](Expr* expr) {
      if (chain_call == nullptr && IsCall(*expr, "chain")) chain_call = expr;
      if (rule_call == nullptr && IsCall(*expr, "rule")) rule_call = expr;
      return false;
    };
    WalkExprs(rule->head, look);
    WalkExprs(rule->body, look);
    if (chain_call == nullptr && rule_call == nullptr) return;
    Body body;
    Term* chain = nullptr;
    Term* own = nullptr;
    if (chain_call != nullptr) chain = Bind(Chain(*rule), chain_call->location, body);
    if (rule_call != nullptr) own = Bind(Own(*rule), rule_call->location, body);
    if (!IsEmptyBody(rule->body)) body.insert(body.end(), rule->body.begin(), rule->body.end());
    rule->body = std::move(body);
    auto replace = [&](Expr* expr) {
      if (IsCall(*expr, "chain")) Replace(expr, *chain);
      if (IsCall(*expr, "rule")) Replace(expr, *own);
      return false;
    };
    WalkExprs(rule->head, replace);
    WalkExprs(rule->body, replace);
  }

 private:
  static bool IsCall(const Expr& expr, std::string_view what) {
    if (expr.kind != ExprKind::kCall || expr.terms[0]->terms.size() != 3) return false;
    const std::vector<Term*>& op = expr.terms[0]->terms;
    return op[0]->text == "rego" && op[1]->text == "metadata" && op[2]->text == what;
  }

  Term* Bind(Value value, Location at, Body& body) {
    Term* constant = c_.tree.NewTerm(TermKind::kConstant, at);
    constant->value = value;
    Term* var = c_.FreshVar(at);
    body.push_back(c_.NewEq(var, constant, at));
    return var;
  }
  void Replace(Expr* expr, const Term& var) {
    Term* use = c_.NewVar(IdOf(var), expr->location);
    expr->generated = true;
    expr->with.clear();
    if (expr->terms.size() > 1) {
      expr->terms = {c_.EqOperator(), expr->terms[1], use};
    } else {
      expr->kind = ExprKind::kTerm;
      expr->terms = {use};
    }
  }

  // ---- reading ----

  void Read(const Module& module, const ast::Annotations& a) {
    Result<Value> yaml = value::ParseYaml(c_.tree.arena(), a.text);
    if (!yaml.ok() || !yaml->is_object()) {
      c_.errors.Add(Code::kRegoParse, a.location,
                    absl::StrCat("metadata block: ", yaml.ok() ? "no mapping" : std::string(yaml.status().message())));
      return;
    }
    Note note{&a, &module, {}, {}, a.rule == nullptr ? module.package : c_.RuleRef(*a.rule)};
    size_t ground = 1;
    while (ground < note.path->terms.size() && IsGroundKey(*note.path->terms[ground])) ++ground;
    if (a.rule != nullptr) note.path->terms.resize(ground);
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
    File(std::move(note));
  }

  bool CheckScope(const ast::Annotations& a, const std::string& scope, bool is_entrypoint) {
    bool of_rule = scope == "rule" || scope == "document";
    bool of_package = scope == "package" || scope == "subpackages";
    if (!of_rule && !of_package) {
      c_.errors.Add(Code::kRegoParse, a.location,
                    absl::StrCat("invalid annotation scope '", scope,
                                 "'. Use one of 'rule', 'document', 'package', or 'subpackages'"));
      return false;
    }
    if (of_rule != (a.rule != nullptr)) {
      c_.errors.Add(Code::kRegoParse, a.location,
                    absl::StrCat("annotation scope '", scope, "' must be applied to ", of_rule ? "rule" : "package"));
      return false;
    }
    if (is_entrypoint && scope != "document" && scope != "package") {
      c_.errors.Add(Code::kRegoParse, a.location,
                    absl::StrCat("annotation entrypoint applied to non-document or package scope '", scope, "'"));
      return false;
    }
    return true;
  }

  void File(Note note) {
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

  // ---- the shape of a block ----

  using Entries = std::vector<std::pair<Value, Value>>;
  void Put(Entries& out, std::string_view key, Value value) { out.emplace_back(builder_.String(key), value); }

  Value Shape(Value yaml, const std::string& scope, bool is_entrypoint) {
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
    PutList(out, yaml, "related_resources", [&](Value v) { return RelatedResource(v); });
    PutList(out, yaml, "authors", [&](Value v) { return Author(v); });
    PutList(out, yaml, "schemas", [&](Value v) { return Schema(v); });
    return builder_.Object(out);
  }

  template <typename F>
  void PutList(Entries& out, Value yaml, const char* key, F&& shape) {
    std::optional<Value> list = yaml.Find(key);
    if (!list.has_value() || !list->is_array() || list->size() == 0) return;
    std::vector<Value> items;
    for (size_t i = 0; i < list->size(); ++i) items.push_back(shape(list->at(i)));
    Put(out, key, builder_.Array(items));
  }

  Value RelatedResource(Value v) {
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
  Value Author(Value v) {
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

  Value Path(std::string_view dotted) {
    std::vector<Value> parts;
    while (true) {
      size_t dot = dotted.find('.');
      parts.push_back(builder_.String(dotted.substr(0, dot)));
      if (dot == std::string_view::npos) break;
      dotted.remove_prefix(dot + 1);
    }
    return builder_.Array(parts);
  }

  Value Schema(Value v) {
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

  // ---- answers ----

  Value Own(const Rule& rule) {
    auto found = by_rule_.find(&rule);
    if (found == by_rule_.end()) return builder_.Object({});
    const Note* first = found->second[0];
    for (const Note* note : found->second) {
      if (c_.errors.Before(note->source->location, first->source->location)) first = note;
    }
    return first->object;
  }

  Value Link(const Term& path, const Note* note) {
    std::vector<Value> parts;
    for (size_t i = 1; i < path.terms.size(); ++i) {
      const Term& part = *path.terms[i];
      parts.push_back(part.kind == TermKind::kString    ? builder_.String(part.text)
                      : part.kind == TermKind::kBoolean ? Value::Boolean(part.boolean)
                                                        : part.value);
    }
    Entries out;
    Put(out, "path", builder_.Array(parts));
    if (note != nullptr) Put(out, "annotations", note->object);
    return builder_.Object(out);
  }

  // From the rule outwards: its own blocks, the document's, the package's, those of the packages around.
  Value Chain(const Rule& rule) {
    std::vector<Value> links;
    Term* path = c_.RuleRef(rule);
    size_t ground = 1;
    while (ground < path->terms.size() && IsGroundKey(*path->terms[ground])) ++ground;
    path->terms.resize(ground);
    auto own = by_rule_.find(&rule);
    if (own == by_rule_.end()) {
      links.push_back(Link(*path, nullptr));
    } else {
      std::vector<const Note*> notes = own->second;
      std::stable_sort(notes.begin(), notes.end(), [&](const Note* a, const Note* b) {
        return c_.errors.Before(b->source->location, a->source->location);
      });
      for (const Note* note : notes) links.push_back(Link(*path, note));
    }
    AddLink(by_path_, *path, "document", links);
    Term* package = ast::Copy(c_.tree, *rule.module->package);
    AddLink(by_package_, *package, "package", links);
    for (; !package->terms.empty(); package->terms.pop_back()) AddLink(by_path_, *package, "subpackages", links);
    return builder_.Array(links);
  }
  using Table = absl::flat_hash_map<std::string, const Note*>;
  void AddLink(const Table& table, const Term& path, std::string_view scope, std::vector<Value>& links) {
    auto found = table.find(ast::Print(path));
    if (found != table.end() && found->second->scope == scope) links.push_back(Link(*found->second->path, found->second));
  }

  Compilation& c_;
  ValueBuilder builder_;
  std::vector<std::unique_ptr<Note>> notes_;
  absl::flat_hash_map<const Rule*, std::vector<const Note*>> by_rule_;
  Table by_package_;
  Table by_path_;
};

}  // namespace

void RewriteMetadataCalls(Compilation& c) {
  if (!c.has_metadata_calls) return;
  Metadata metadata(c);
  if (!metadata.Read()) return;
  ForEachRule(c, [&](Rule* rule) { metadata.Rewrite(rule); });
}

}  // namespace reeve::semantics
