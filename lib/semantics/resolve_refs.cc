// ResolveRefs: names of imports and of the package's rules become full refs.
//
//     package p; import data.x.y; q if r[y] > 1   ==>   data.p.r[data.x.y] > 1
//
// A name that the rule declares itself (argument, some, :=, every) hides rules and imports, in its whole body.
// Held by tests/semantics/resolve_refs_test.cc.
#include "absl/strings/str_cat.h"
#include "semantics/compilation.h"

namespace reeve::semantics {
namespace {

// What declares variables in a body: := and some. Closures of comprehensions have declarations of their own.
class DeclaredVars {
 public:
  DeclaredVars(const Compilation& c, std::vector<VarId>& out) : c_(c), out_(out) {}

  void Walk(const Body& body) {
    for (const Expr* expr : body) Walk(*expr);
  }

 private:
  void Walk(const Expr& expr) {
    if (expr.kind == ExprKind::kCall) {
      if (c_.IsAssign(expr) && expr.terms.size() == 3) Add(*expr.terms[1]);
    } else if (expr.kind == ExprKind::kSomeDecl) {
      for (const Term* term : expr.terms) {
        if (term->kind == TermKind::kVar) {
          Add(*term);
        } else if (term->kind == TermKind::kCall) {
          for (size_t i = 1; i + 1 < term->terms.size(); ++i) Add(*term->terms[i]);
        }
      }
    }
    Walk(expr.body);
    Walk(expr.rhs);
  }
  void Add(const Term& pattern) {
    WalkVars(pattern, {}, [&](VarId v, const Term*) { out_.push_back(v); });
  }
  const Compilation& c_;
  std::vector<VarId>& out_;
};

class Resolver {
 public:
  explicit Resolver(Compilation& c) : c_(c) {}

  // `siblings`: all modules of the package, this one among them.
  void Resolve(Module* module, const std::vector<Module*>& siblings) {
    Use(*module, siblings);
    used_.assign(paths_.size(), false);
    for (Rule* rule : module->rules) WalkRule(rule, [&](Rule* r) { Resolve(r); });
    for (auto [v, path] : globals_) paths_[v] = nullptr;
  }

  // OPA's refs to one import, or to the rules of the module's package, share their first element, so that its place is that of the
  // last one that was resolved. Type errors of refs stand there.
  void ShareHeads() {
    for (auto [head, path] : heads_) head->location = last_.at(path);
  }
  // Whether the import's name has been asked for since Resolve.
  bool IsUsed(const ast::Import& import) {
    const VarId v = c_.names.Intern(NameOf(import));
    return v < used_.size() && used_[v];
  }
  // False: it is an import of language, not of data or input.
  static bool HasName(const ast::Import& import) {
    const std::vector<Term*>& path = import.path->terms;
    return !path.empty() && path[0]->text != "future" && path[0]->text != "rego";
  }

  // Names of the rules of `siblings` and of the imports of `module` have their meaning from now on.
  void Use(const Module& module, const std::vector<Module*>& siblings) {
    globals_.clear();
    for (const Module* sibling : siblings) UseRules(*sibling, *module.package);
    UseImports(module);
  }
  void Resolve(Body& body) {
    for (Expr* expr : body) Resolve(expr);
  }
  void PushDeclared(const Body& body) {
    stack_.emplace_back();
    DeclaredVars(c_, stack_.back()).Walk(body);
    Hide(stack_.back(), 1);
  }

 private:
  void UseRules(const Module& module, const Term& package) {
    for (const Rule* rule : module.rules) {
      Term* name = rule->head.ref->terms[0];
      VarId v = IdOf(*name);
      Grow(v);
      if (paths_[v] != nullptr) continue;
      Term* path = c_.tree.NewTerm(TermKind::kRef, name->location);
      path->terms = package.terms;
      Term* last = c_.tree.NewTerm(TermKind::kString, name->location);
      last->text = name->text;
      path->terms.push_back(last);
      SetGlobal(v, path);
    }
  }
  void UseImports(const Module& module) {
    for (const ast::Import& import : module.imports) {
      if (HasName(import)) SetGlobal(c_.names.Intern(NameOf(import)), import.path);
    }
  }
  static std::string_view NameOf(const ast::Import& import) {
    return import.alias.empty() ? import.path->terms.back()->text : import.alias;
  }
  void SetGlobal(VarId v, Term* path) {
    Grow(v);
    paths_[v] = path;
    globals_.emplace_back(v, path);
  }
  void Grow(VarId v) {
    if (v >= paths_.size()) paths_.resize(v + 64, nullptr);
  }

  // What the name means where it stands, if not a variable.
  Term* GlobalOf(VarId v, Location at) {
    if (v >= paths_.size() || paths_[v] == nullptr) return nullptr;
    if (v < hidden_.size() && hidden_[v] > 0) return nullptr;
    if (v < used_.size()) used_[v] = true;
    last_[paths_[v]->terms[0]] = at;
    return paths_[v];
  }
  void Hide(const std::vector<VarId>& vars, int by) {
    for (VarId v : vars) {
      if (v >= hidden_.size()) hidden_.resize(v + 64, 0);
      hidden_[v] += by;
    }
  }
  void Pop() {
    Hide(stack_.back(), -1);
    stack_.pop_back();
  }

  // Variables of patterns in arguments. False: an argument hides a root document.
  bool ArgVars(const Term& term, std::vector<VarId>& out) {
    switch (term.kind) {
      case TermKind::kVar:
        out.push_back(IdOf(term));
        return true;
      case TermKind::kSet: case TermKind::kArrayComprehension: case TermKind::kSetComprehension:
      case TermKind::kObjectComprehension: case TermKind::kCall:
        return true;
      case TermKind::kRef:
        if (IsRootDocument(term, c_.names)) {
          c_.errors.Add(Code::kRegoCompile, current_->location,
                        absl::StrCat("args must not shadow ", ast::Print(term), " (use a different variable name)"));
          return false;
        }
        break;
      default:
        break;
    }
    for (const Term* child : term.terms) {
      if (!ArgVars(*child, out)) return false;
    }
    return true;
  }

  void Resolve(Rule* rule) {
    current_ = rule;
    stack_.emplace_back();
    bool ok = true;
    for (const Term* arg : rule->head.args) ok = ok && ArgVars(*arg, stack_.back());
    if (!ok) {
      stack_.pop_back();
      return;
    }
    Hide(stack_.back(), 1);
    PushDeclared(rule->body);
    Head& head = rule->head;
    for (size_t i = 1; i < head.ref->terms.size(); ++i) Resolve(head.ref->terms[i]);
    if (head.key != nullptr && (head.ref->terms.size() < 2 || head.key != head.ref->terms.back())) Resolve(head.key);
    if (head.value != nullptr) Resolve(head.value);
    Resolve(rule->body);
    Pop();
    Pop();
  }

  void Resolve(Expr* expr) {
    if (expr->kind == ExprKind::kSomeDecl) {
      if (expr->terms[0]->kind == TermKind::kCall) Resolve(expr->terms[0]);
    } else if (expr->kind == ExprKind::kEvery) {
      stack_.emplace_back();
      for (size_t i = 0; i < 2; ++i) {
        if (expr->terms[i] == nullptr) continue;
        WalkVars(*expr->terms[i], {}, [&](VarId v, const Term*) { stack_.back().push_back(v); });
      }
      Hide(stack_.back(), 1);
      Resolve(expr->terms[2]);
      Resolve(expr->body);
      Pop();
    } else {
      for (Term* term : expr->terms) Resolve(term);
      Resolve(expr->body);
      Resolve(expr->rhs);
    }
    for (With& with : expr->with) {
      Resolve(with.target);
      Resolve(with.value);
    }
  }

  void Resolve(Term* term) {
    switch (term->kind) {
      case TermKind::kVar:
        if (Term* path = GlobalOf(IdOf(*term), term->location)) Become(term, *path, {});
        return;
      case TermKind::kRef:
        return ResolveRef(term);
      case TermKind::kArrayComprehension: case TermKind::kSetComprehension: case TermKind::kObjectComprehension:
        PushDeclared(term->body);
        for (Term* child : term->terms) Resolve(child);
        Resolve(term->body);
        Pop();
        return;
      case TermKind::kPartExpr:
        return Resolve(term->body);
      default:
        for (Term* child : term->terms) Resolve(child);
    }
  }

  void ResolveRef(Term* ref) {
    Term* head = ref->terms[0];
    Term* path = head->kind == TermKind::kVar ? GlobalOf(IdOf(*head), head->location) : nullptr;
    for (size_t i = 1; i < ref->terms.size(); ++i) {
      if (!IsScalar(*ref->terms[i]) && ref->terms[i]->kind != TermKind::kTemplateString) Resolve(ref->terms[i]);
    }
    if (path != nullptr) {
      Become(ref, *path, {ref->terms.begin() + 1, ref->terms.end()});
    } else if (head->kind != TermKind::kVar && head->kind != TermKind::kTemplateString) {
      Resolve(head);
    }
  }

  // `term` becomes the ref `path` followed by `tail`. Strings are shared by all such refs: nothing ever changes them.
  void Become(Term* term, const Term& path, const std::vector<Term*>& tail) {
    std::vector<Term*> parts;
    parts.reserve(path.terms.size() + tail.size());
    parts.push_back(c_.NewVar(IdOf(*path.terms[0]), term->location));
    heads_.emplace_back(parts[0], path.terms[0]);
    parts.insert(parts.end(), path.terms.begin() + 1, path.terms.end());
    parts.insert(parts.end(), tail.begin(), tail.end());
    term->kind = TermKind::kRef;
    term->text = {};
    term->value = Value();
    term->terms = std::move(parts);
  }

  Compilation& c_;
  Rule* current_ = nullptr;
  std::vector<Term*> paths_;                       // by variable: what it means in this module
  std::vector<std::pair<VarId, Term*>> globals_;   // what paths_ holds
  std::vector<bool> used_;                         // by variable: whether something means what paths_ holds
  std::vector<int> hidden_;                        // by variable: how many scopes declare it
  std::vector<std::vector<VarId>> stack_;
  std::vector<std::pair<Term*, const Term*>> heads_;           // of refs, and of the paths they came from
  absl::flat_hash_map<const Term*, Location> last_;            // by head of a path: where it was resolved last
};

}  // namespace

void ResolveRefs(Compilation& c) {
  // Rules of a package are known in all its modules.
  Resolver resolver(c);
  absl::flat_hash_map<std::string, std::vector<Module*>> packages;
  for (Module* module : c.modules) packages[ast::Print(*module->package)].push_back(module);
  std::vector<const ast::Import*> unused;
  for (Module* module : c.modules) {
    const std::vector<Module*>& siblings = packages[ast::Print(*module->package)];
    resolver.Resolve(module, siblings);
    if (!c.options.strict) continue;
    for (const ast::Import& import : module->imports) {
      if (Resolver::HasName(import) && !resolver.IsUsed(import)) unused.push_back(&import);
    }
  }
  resolver.ShareHeads();
  if (c.errors.stop()) return;
  for (const ast::Import* import : unused) {
    if (!c.errors.Add(Code::kRegoCompile, import->location, ShowImport(*import) + " unused", After::kGoOn)) return;
  }
}

void ResolveRefs(Compilation& c, Body& body) {
  Resolver resolver(c);
  if (Module* scope = c.options.query_scope) {
    InternImports(c, *scope);
    std::vector<Module*> siblings;
    for (Module* module : c.modules) {
      if (c.options.query_has_package && ast::Equal(*module->package, *scope->package)) siblings.push_back(module);
    }
    resolver.Use(*scope, siblings);
  }
  resolver.PushDeclared(body);
  resolver.Resolve(body);
}

}  // namespace reeve::semantics
