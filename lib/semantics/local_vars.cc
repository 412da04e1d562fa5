// RewriteLocalVars: declared variables get names of their own, := becomes =, `some` is gone.
//
//     f(x) := y if { some i; y := x[i] }   ==>   f(__local0__) := __local2__ if __local2__ = __local0__[__local1__]
//
// Declarations are those of arguments, :=, some and every. A name may be declared once in a scope, and not after it has been used
// there. Scopes are bodies: of the rule, of comprehensions, of every, of not, and, or with braces. `some k, x in xs` becomes
// x = xs[k]. Names that hide a built-in function are renamed as well, for later passes take names of functions by their text.
//
// Held by tests/semantics/local_vars_test.cc.
#include "absl/strings/str_cat.h"
#include "semantics/compilation.h"
#include "semantics/declarations.h"
#include "semantics/outputs.h"

namespace reeve::semantics {
namespace {

class LocalVars {
 public:
  explicit LocalVars(Compilation& c) : c_(c), scope_(c.names) {}

  // A rule and its else rules, whose arguments have the same names.
  void RewriteChain(Rule* first) {
    scope_.Push();
    errors_ = 0;
    VarSet in_arguments;   // where strict
    for (Term* arg : first->head.args) {
      if (c_.options.strict) AddVars(*arg, {}, in_arguments);
      RewriteArgument(arg);
    }
    size_t arguments = scope_.mark();
    used_arguments_.Clear();
    for (Rule* rule = first; rule != nullptr && !c_.errors.full(); rule = rule->otherwise) {
      unused_.clear();
      errors_ = 0;
      RewriteRule(rule);
      for (VarId v : in_arguments) {
        if (scope_.count(v) > 1) used_arguments_.Add(v);
      }
      scope_.UndoTo(arguments);
      for (auto& [at, text] : unused_) c_.errors.Add(Code::kRegoCompile, at, text, After::kGoOn);
    }
    for (VarId v : in_arguments) {
      if (used_arguments_.Contains(v) || c_.names.is_wildcard(v)) continue;
      c_.errors.Add(Code::kRegoCompile, first->head.location,
                    absl::StrCat("unused argument ", Text(v), ". (hint: use _ (wildcard variable) instead)"), After::kGoOn);
    }
    scope_.Pop();
  }

  void RewriteQuery(Body& body) {
    scope_.Push();
    VarSet none;
    RewriteBody(body, none);
    scope_.Pop();
    for (auto& [at, text] : unused_) c_.errors.Add(Code::kRegoCompile, at, text);
  }

 private:
  void Error(Location at, std::string text) {
    ++errors_;
    c_.errors.Add(Code::kRegoCompile, at, std::move(text));
  }

  // ---- rules ----

  void RewriteArgument(Term* term) {
    switch (term->kind) {
      case TermKind::kVar: {
        VarId v = IdOf(*term);
        VarId renamed = scope_.Declared(v);
        if (renamed == kNoVar) {
          renamed = c_.names.Fresh();
          scope_.Insert(v, renamed, Occurrence::kArgument);
        } else {
          scope_.Count(v);
        }
        c_.names.SetVar(term, renamed);
        return;
      }
      case TermKind::kObject:
        for (size_t i = 1; i < term->terms.size(); i += 2) RewriteArgument(term->terms[i]);
        return;
      case TermKind::kCall:
        Error(term->location, "rule arguments cannot contain calls");
        return;
      case TermKind::kRef:
      case TermKind::kArray:
        for (Term* child : term->terms) RewriteArgument(child);
        return;
      default:
        return;
    }
  }

  static bool HeadMayHaveVars(const Head& head) {
    for (const Term* arg : head.args) {
      if (!IsScalar(*arg)) return true;
    }
    if (head.key != nullptr && !IsScalar(*head.key)) return true;
    if (head.value != nullptr && !IsScalar(*head.value)) return true;
    for (size_t i = 1; i < head.ref->terms.size(); ++i) {
      if (!IsScalar(*head.ref->terms[i])) return true;
    }
    return false;
  }

  void RewriteRule(Rule* rule) {
    Head& head = rule->head;
    bool has_vars = HeadMayHaveVars(head);
    VarSet used;
    if (has_vars) {
      for (Term* arg : head.args) RewriteClosuresOfHead(arg);
      if (head.key != nullptr) RewriteClosuresOfHead(head.key);
      if (head.value != nullptr) RewriteClosuresOfHead(head.value);
      for (size_t i = 1; i < head.ref->terms.size(); ++i) AddVars(*head.ref->terms[i], {}, used);
      if (head.key != nullptr) AddVars(*head.key, {}, used);
      if (head.value != nullptr) AddVars(*head.value, {}, used);
      if (c_.options.strict && head.value != nullptr) AddVars(*head.value, {}, used_arguments_);
    }
    if (c_.has_builtin_vars) RenameBuiltinNames(rule);
    RewriteBody(rule->body, used);
    if (!has_vars) return;
    // Names that the body declares mean the same in the head.
    auto rename = [&](Term* term) {
      if (term->kind == TermKind::kVar && scope_.Anywhere(IdOf(*term)) != Occurrence::kNew) {
        c_.names.SetVar(term, scope_.Declared(IdOf(*term)));
      }
      return false;
    };
    for (Term* arg : head.args) WalkTerms(arg, rename);
    for (size_t i = 1; i < head.ref->terms.size(); ++i) WalkTerms(head.ref->terms[i], rename);
    bool key_in_ref = head.key != nullptr && head.key == head.ref->terms.back();
    if (head.key != nullptr && !key_in_ref) WalkTerms(head.key, rename);
    if (head.value != nullptr) WalkTerms(head.value, rename);
  }

  // Comprehensions in heads are scopes of their own, which see nothing of the body's declarations.
  void RewriteClosuresOfHead(Term* term) {
    if (IsScalar(*term) || term->kind == TermKind::kVar) return;
    if (IsComprehension(*term) || term->kind == TermKind::kTemplateString) {
      LocalVars inner(c_);
      inner.scope_.Push();
      if (IsComprehension(*term)) {
        inner.RewriteComprehension(term);
      } else {
        inner.RewriteTemplate(term);
      }
      inner.scope_.Pop();
      unused_.insert(unused_.end(), inner.unused_.begin(), inner.unused_.end());
      errors_ += inner.errors_;
      return;
    }
    // OPA passes objects and sets by whose parts it takes for ground; in what it passed by, `some` declares nothing.
    if ((term->kind == TermKind::kObject || term->kind == TermKind::kSet) && IsGround(*term)) {
      auto undeclare = [](Term* part) {
        std::erase_if(part->body, [](const Expr* e) { return e->kind == ExprKind::kSomeDecl; });
        return false;
      };
      return WalkTerms(term, undeclare);
    }
    for (Term* child : term->terms) RewriteClosuresOfHead(child);
  }

  // As OPA tells it: what a ref stands on does not count, so split(concat("", [x | ...]), "")[0] is ground.
  static bool IsGround(const Term& term) {
    if (term.kind == TermKind::kVar || term.kind == TermKind::kTemplateString || IsComprehension(term)) return false;
    size_t first = term.kind == TermKind::kRef ? 1 : 0;
    return std::all_of(term.terms.begin() + static_cast<ptrdiff_t>(first), term.terms.end(), [](const Term* t) { return IsGround(*t); });
  }

  void RenameBuiltinNames(Rule* rule) {
    VarSet names, mocked, declared;
    AddVars(rule->body, {.call_heads = true, .closures = true}, names);
    auto collect = [&](Expr* expr) {
      for (const With& with : expr->with) {
        AddVars(*with.target, {.call_heads = true}, mocked);
        AddVars(*with.value, {.call_heads = true}, mocked);
      }
      if (c_.IsAssign(*expr) && expr->terms.size() == 3) AddVars(*expr->terms[1], {}, declared);
      if (expr->kind == ExprKind::kSomeDecl) {
        for (const Term* term : expr->terms) {
          if (term->kind == TermKind::kVar) declared.Add(IdOf(*term));
          for (size_t i = 1; i + 1 < term->terms.size(); ++i) AddVars(*term->terms[i], {}, declared);
        }
      }
      return false;
    };
    WalkExprs(rule->body, collect);
    for (VarId v : names) {
      if (c_.names.builtin(v) == nullptr || declared.Contains(v) || mocked.Contains(v)) continue;
      if (scope_.Declared(v) == kNoVar) scope_.Insert(v, c_.names.Fresh(), Occurrence::kSeen);
    }
  }

  // ---- bodies ----

  void RewriteBody(Body& body, const VarSet& used) {
    // Where `some` declared what, for the message about unused ones: they are gone afterwards.
    std::vector<std::pair<VarId, Location>> declared;
    size_t kept = 0;
    for (Expr* expr : body) {
      if (expr->kind == ExprKind::kSomeDecl) NoteDeclared(*expr, declared);
      if (RewriteStatement(expr)) body[kept++] = expr;
    }
    Location at = body.empty() ? Location{} : body[0]->location;
    body.resize(kept);
    if (body.empty()) {
      Expr* expr = c_.tree.NewExpr(ExprKind::kTerm, at);
      Term* term = c_.tree.NewTerm(TermKind::kBoolean, at);
      term->boolean = true;
      expr->terms = {term};
      body.push_back(expr);
    }
    if (c_.options.strict && errors_ == 0 && unused_.empty()) CheckUnusedAssigned(body, used);
    if (errors_ == 0 && unused_.empty() && scope_.has_declared()) CheckUnused(body, used, declared);
  }

  void NoteDeclared(const Expr& expr, std::vector<std::pair<VarId, Location>>& out) {
    for (const Term* term : expr.terms) {
      if (term->kind == TermKind::kVar) {
        out.emplace_back(IdOf(*term), expr.location);
      } else {
        for (size_t i = 1; i + 1 < term->terms.size(); ++i) {
          WalkVars(*term->terms[i], {}, [&](VarId v, const Term*) { out.emplace_back(v, expr.location); });
        }
      }
    }
  }

  void CheckUnusedAssigned(const Body& body, const VarSet& used) {
    scope_.ForScope([&](VarId v, const Declarations::Entry& entry) {
      const bool assigned = entry.occurrence == Occurrence::kAssigned && !c_.names.is_wildcard(v);
      if (!assigned || entry.count > 1 || used.Contains(v)) return;
      Location at = body[0]->location;
      for (const Expr* expr : body) {
        VarSet vars;
        AddVars(*expr, {}, vars);
        if (!vars.Contains(entry.renamed)) continue;
        at = expr->location;
        break;
      }
      unused_.emplace_back(at, absl::StrCat("assigned var ", Text(v), " unused"));
    });
  }

  void CheckUnused(const Body& body, const VarSet& used, const std::vector<std::pair<VarId, Location>>& declared) {
    VarSet in_body;
    AddVars(body, {}, in_body);
    for (VarId v : used) {
      VarId renamed = scope_.Declared(v);
      in_body.Add(renamed == kNoVar ? v : renamed);
    }
    std::vector<std::pair<VarId, VarId>> missing;
    scope_.ForScope([&](VarId v, const Declarations::Entry& entry) {
      if (entry.occurrence == Occurrence::kDeclared && !in_body.Contains(entry.renamed) &&
          !c_.names.is_generated(v)) {
        missing.emplace_back(entry.renamed, v);
      }
    });
    for (auto [renamed, v] : missing) {
      Location at = body[0]->location;
      for (const auto& [name, where] : declared) {
        if (name == v) {
          at = where;
          break;
        }
      }
      unused_.emplace_back(at, absl::StrCat("declared var ", Text(v), " unused"));
    }
  }

  // False: the statement is gone.
  bool RewriteStatement(Expr* expr) {
    if (c_.IsAssign(*expr)) {
      RewriteAssignment(expr);
      return true;
    }
    switch (expr->kind) {
      case ExprKind::kSomeDecl: return RewriteSome(expr);
      case ExprKind::kEvery: RewriteEvery(expr); return true;
      case ExprKind::kNot: RewriteNot(expr); return true;
      case ExprKind::kAnd:
      case ExprKind::kOr: RewriteLogical(expr); return true;
      default: RewriteExpr(expr); return true;
    }
  }

  bool RewriteSome(Expr* expr) {
    if (expr->terms[0]->kind == TermKind::kCall) return RewriteSomeIn(expr);
    for (Term* term : expr->terms) {
      if (Declare(IdOf(*term), Occurrence::kDeclared, expr->location) == kNoVar) return false;
    }
    return false;
  }

  // some k, v in xs  ==>  v = xs[k]
  bool RewriteSomeIn(Expr* expr) {
    std::vector<Term*> call = expr->terms[0]->terms;
    bool keyed = call.size() == 4;
    Term* container = call[keyed ? 3 : 2];
    Term* value = call[keyed ? 2 : 1];
    Term* key = keyed ? call[1] : c_.FreshVar(expr->location);
    VarSet bound, domain;
    VarWalk patterns{.ref_heads = true, .object_keys = true, .closures = true};
    AddVars(*key, patterns, bound);
    AddVars(*value, patterns, bound);
    AddVars(*container, {.closures = true}, domain);
    bool clash = false;
    for (VarId v : bound) {
      if (!domain.Contains(v) || c_.names.is_wildcard(v)) continue;
      Error(expr->location, absl::StrCat("var ", Text(v), " assigned before"));
      clash = true;
    }
    if (clash) return false;
    Term* member = c_.tree.NewTerm(TermKind::kRef, container->location);
    if (container->kind == TermKind::kRef) {
      member->terms = container->terms;
    } else {
      member->terms = {container};
    }
    member->terms.push_back(key);
    expr->kind = ExprKind::kCall;
    expr->terms = {c_.EqOperator(), value, member};
    SafeSet safe;
    WalkVars(*container, {}, [&](VarId v, const Term*) { safe.Add(v); });
    VarSet output;
    EqOutputs(c_, *expr, safe, output);
    for (VarId v : output) {
      if (!keyed && v == IdOf(*key)) continue;
      if (Declare(v, Occurrence::kDeclared, expr->location) == kNoVar) return false;
    }
    RewriteExpr(expr);
    return true;
  }

  void RewriteEvery(Expr* expr) {
    RewriteTerm(expr->terms[2]);
    scope_.Push();
    bool ok = true;
    for (size_t i = 0; i < 2 && ok; ++i) {
      Term*& term = expr->terms[i];
      if (term == nullptr) {
        term = c_.FreshVar(expr->location);
      } else if (!c_.names.is_wildcard(IdOf(*term))) {
        VarId renamed = Declare(IdOf(*term), Occurrence::kDeclared, expr->location);
        if (renamed == kNoVar) {
          ok = false;
        } else {
          c_.names.SetVar(term, renamed);
        }
      }
    }
    if (ok) {
      VarSet none;
      RewriteBody(expr->body, none);
      RewriteExpr(expr);
    }
    scope_.Pop();
  }

  void RewriteNot(Expr* expr) {
    if (!expr->explicit_body) {
      size_t errors = errors_;
      RewriteImplicit(expr->body, "cannot assign vars inside negated expression");
      if (errors == errors_) RewriteExpr(expr);
      return;
    }
    scope_.Push();
    VarSet none;
    RewriteBody(expr->body, none);
    RewriteExpr(expr);
    scope_.Pop();
  }

  void RewriteLogical(Expr* expr) {
    size_t errors = errors_;
    const char* message = expr->kind == ExprKind::kAnd ? "cannot assign vars inside implicit and operand"
                                                       : "cannot assign vars inside implicit or operand";
    RewriteOperand(expr->body, expr->explicit_body, message);
    RewriteOperand(expr->rhs, expr->explicit_rhs, message);
    if (errors == errors_) RewriteExpr(expr);
  }
  void RewriteOperand(Body& body, bool braces, const char* message) {
    if (!braces) return RewriteImplicit(body, message);
    scope_.Push();
    VarSet none;
    RewriteBody(body, none);
    scope_.Pop();
  }
  // An operand without braces is part of the body around it and may not declare anything.
  void RewriteImplicit(Body& body, const char* message) {
    for (Expr* expr : body) {
      if (c_.IsAssign(*expr)) {
        Error(expr->location, message);
      } else if (expr->kind == ExprKind::kNot) {
        RewriteNot(expr);
      } else if (expr->kind == ExprKind::kAnd || expr->kind == ExprKind::kOr) {
        RewriteLogical(expr);
      }
    }
  }

  void RewriteAssignment(Expr* expr) {
    if (expr->negated) return Error(expr->location, "cannot assign vars inside negated expression");
    if (expr->terms.size() != 3) return;
    size_t errors = errors_;
    RewriteTerm(expr->terms[2]);
    for (With& with : expr->with) RewriteTerm(with.value);
    AssignPattern(expr->terms[1]);
    if (errors != errors_) return;
    expr->terms[0] = c_.EqOperator();
    expr->from_assignment = true;
  }

  void AssignPattern(Term* term) {
    switch (term->kind) {
      case TermKind::kVar: {
        VarId renamed = Declare(IdOf(*term), Occurrence::kAssigned, term->location);
        if (renamed != kNoVar) c_.names.SetVar(term, renamed);
        return;
      }
      case TermKind::kArray:
        for (Term* child : term->terms) AssignPattern(child);
        return;
      case TermKind::kObject:
        for (size_t i = 1; i < term->terms.size(); i += 2) AssignPattern(term->terms[i]);
        return;
      case TermKind::kConstant:
        if (term->value.is_array() && term->value.size() == 0) return;
        if (term->value.is_object() && term->value.size() == 0) return;
        return Error(term->location, absl::StrCat("cannot assign to ", FirstLeaf(term->value)));
      case TermKind::kRef:
        if (IsRootDocument(*term, c_.names)) {
          VarId renamed = Declare(IdOf(*term->terms[0]), Occurrence::kAssigned, term->location);
          if (renamed == kNoVar) return;
          term->terms.clear();
          c_.names.SetVar(term, renamed);
          return;
        }
        [[fallthrough]];
      default:
        return Error(term->location, absl::StrCat("cannot assign to ", std::string(ast::KindName(*term))));
    }
  }

  // ---- terms ----

  void RewriteExpr(Expr* expr) {
    for (Term* term : expr->terms) {
      if (term != nullptr) RewriteTerm(term);
    }
    RewriteExprs(expr->body);
    RewriteExprs(expr->rhs);
    for (With& with : expr->with) RewriteWith(with);
  }
  void RewriteExprs(Body& body) {
    for (Expr* expr : body) RewriteExpr(expr);
  }

  void RewriteTerm(Term* term) {
    switch (term->kind) {
      case TermKind::kVar: {
        VarId v = IdOf(*term);
        VarId renamed = scope_.Declared(v);
        if (renamed != kNoVar) {
          if (renamed != v) c_.names.SetVar(term, renamed);
          scope_.Count(v);
        } else {
          scope_.Insert(v, v, Occurrence::kSeen);
        }
        return;
      }
      case TermKind::kRef:
        if (IsRootDocument(*term, c_.names)) {
          VarId v = IdOf(*term->terms[0]);
          Occurrence occurrence = scope_.Anywhere(v);
          if (occurrence != Occurrence::kNew && occurrence != Occurrence::kSeen && scope_.Declared(v) != v) {
            term->terms.clear();
            c_.names.SetVar(term, scope_.Declared(v));
          }
          return;
        }
        break;
      case TermKind::kCall:
        CheckCallee(*term);
        break;
      case TermKind::kArrayComprehension: case TermKind::kSetComprehension: case TermKind::kObjectComprehension:
        return RewriteComprehension(term);
      case TermKind::kPartExpr:
        for (Expr* expr : term->body) RewriteExpr(expr);
        return;
      default:
        break;
    }
    for (Term* child : term->terms) RewriteTerm(child);
  }

  // Functions are no values: a local may not take the place of one.
  void CheckCallee(const Term& call) {
    WalkVars(*call.terms[0], {}, [&](VarId v, const Term*) {
      VarId renamed = scope_.Declared(v);
      if (renamed == kNoVar || renamed == v) return;
      Error(call.location, absl::StrCat("called function ", ast::Print(*call.terms[0]), " shadowed"));
    });
  }

  // A comprehension below not, and, or, every is met twice: by its body and by the statement around. The second time it is done.
  void RewriteComprehension(Term* term) {
    if (!done_.insert(term).second) return;
    VarSet used;
    for (Term* part : term->terms) AddVars(*part, {}, used);
    scope_.Push();
    RewriteBody(term->body, used);
    for (Term* part : term->terms) RewriteTerm(part);
    scope_.Pop();
  }

  void RewriteTemplate(Term* term) {
    for (Term* part : term->terms) {
      if (part->kind != TermKind::kPartExpr) continue;
      scope_.Push();
      for (Expr* expr : part->body) RewriteExpr(expr);
      scope_.Pop();
    }
  }

  // A local named `input` is not what `with input` replaces.
  void RewriteWith(With& with) {
    RewriteTerm(with.target);
    VarId hidden = scope_.Declared(c_.names.input);
    if (hidden != kNoVar) {
      Term* target = with.target;
      if (target->kind == TermKind::kVar && IdOf(*target) == hidden) {
        Term* input = c_.NewVar(c_.names.input, target->location);
        target->kind = TermKind::kRef;
        target->text = {};
        target->value = Value();
        target->terms = {input};
      } else if (target->kind == TermKind::kRef && target->terms[0]->kind == TermKind::kVar &&
                 IdOf(*target->terms[0]) == hidden) {
        c_.names.SetVar(target->terms[0], c_.names.input);
      }
    }
    RewriteTerm(with.value);
  }

  // The new name, or kNoVar after an error.
  VarId Declare(VarId v, Occurrence occurrence, Location at) {
    switch (scope_.InScope(v)) {
      case Occurrence::kSeen: Error(at, absl::StrCat("var ", Text(v), " referenced above")); return kNoVar;
      case Occurrence::kAssigned: Error(at, absl::StrCat("var ", Text(v), " assigned above")); return kNoVar;
      case Occurrence::kDeclared: Error(at, absl::StrCat("var ", Text(v), " declared above")); return kNoVar;
      case Occurrence::kArgument: Error(at, absl::StrCat("arg ", Text(v), " redeclared")); return kNoVar;
      case Occurrence::kNew: break;
    }
    VarId renamed = c_.names.Fresh();
    scope_.Insert(v, renamed, occurrence);
    return renamed;
  }

  absl::string_view Text(VarId v) const {
    std::string_view text = c_.names.Shown(v);
    return {text.data(), text.size()};
  }

  // The kind of the first scalar in a constant: what an assignment to it complains about.
  static std::string FirstLeaf(Value v) {
    while ((v.is_array() || v.is_object()) && v.size() > 0) v = v.is_array() ? v.at(0) : v.value(0);
    return std::string(reeve::KindName(v.kind()));
  }

  Compilation& c_;
  Declarations scope_;
  size_t errors_ = 0;     // of the current rule
  std::vector<std::pair<Location, std::string>> unused_;
  VarSet used_arguments_;   // by the rule or its else rules, where strict
  absl::flat_hash_set<const Term*> done_;
};

}  // namespace

void RewriteLocalVars(Compilation& c) {
  LocalVars locals(c);
  for (Module* module : c.modules) {
    for (Rule* rule : module->rules) locals.RewriteChain(rule);
  }
}

void RewriteLocalVars(Compilation& c, Body& body) { LocalVars(c).RewriteQuery(body); }

}  // namespace reeve::semantics
