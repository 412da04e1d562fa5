// CheckFunctions: each called function exists and gets the number of arguments it takes, or one more, which is its output.
// Held by tests/semantics/functions_test.cc.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "semantics/compilation.h"

namespace reeve::semantics {
namespace {

// The type of a term as far as its own text says it, in OPA's words.
std::string TypeOf(const Term& term);

std::string TypeOf(Value v) {
  switch (v.kind()) {
    case Kind::kNull: return "null";
    case Kind::kBoolean: return "boolean";
    case Kind::kNumber: return "number";
    case Kind::kString: return "string";
    case Kind::kSet: return "set[any]";
    case Kind::kArray: {
      std::vector<std::string> parts;
      for (size_t i = 0; i < v.size(); ++i) parts.push_back(TypeOf(v.at(i)));
      return absl::StrCat("array<", absl::StrJoin(parts, ", "), ">");
    }
    case Kind::kObject: {
      std::vector<std::string> parts;
      for (size_t i = 0; i < v.size(); ++i) parts.push_back(absl::StrCat(v.key(i).ToRego(), ": ", TypeOf(v.value(i))));
      for (std::string& part : parts) {
        if (part.front() == '"') part = absl::StrCat(part.substr(1, part.find("\": ") - 1), part.substr(part.find("\": ") + 1));
      }
      return absl::StrCat("object<", absl::StrJoin(parts, ", "), ">");
    }
  }
  return "any";
}

std::string TypeOf(const Term& term) {
  switch (term.kind) {
    case TermKind::kNull: return "null";
    case TermKind::kBoolean: return "boolean";
    case TermKind::kNumber: return "number";
    case TermKind::kString: return "string";
    case TermKind::kConstant: return TypeOf(term.value);
    case TermKind::kRef: {
      const bool input = !term.terms.empty() && term.terms[0]->kind == TermKind::kVar && term.terms[0]->text == "input";
      return input ? "any" : "???";
    }
    case TermKind::kArray: {
      std::vector<std::string> parts;
      for (const Term* child : term.terms) parts.push_back(TypeOf(*child));
      return absl::StrCat("array<", absl::StrJoin(parts, ", "), ">");
    }
    default: return "???";
  }
}

class Functions {
 public:
  explicit Functions(Compilation& c) : c_(c) {}

  bool operator()(Expr* expr) {
    if (expr->kind != ExprKind::kCall) return false;
    const Callee& callee = c_.CalleeOf(expr->terms[0]);
    int operands = static_cast<int>(expr->terms.size()) - 1;
    if (callee.arity < 0) {
      // OPA names refs only: a called local variable has no name.
      std::string name = expr->terms[0]->kind == TermKind::kRef ? c_.Show(*expr->terms[0]) : "";
      c_.errors.Add(Code::kRegoType, expr->location, absl::StrCat("undefined function ", name, Withheld(name)));
      return false;
    }
    if (callee.builtin != nullptr && callee.builtin->variadic) return false;
    if (expr->generated) {
      if (c_.IsEq(*expr) || operands == callee.arity + 1) return false;
      Mismatch(*expr, callee, operands - 1);
    } else {
      if (operands == callee.arity || operands == callee.arity + 1) return false;
      Mismatch(*expr, callee, operands);
    }
    return true;
  }

 private:
  // Why a function that exists may not be called.
  std::string Withheld(const std::string& name) const {
    const capabilities::Builtin* builtin = c_.builtins.FindWithheld(name);
    if (builtin == nullptr) return "";
    std::string reads = builtin->has(capabilities::kReadsNetwork)       ? "network"
                             : builtin->has(capabilities::kReadsEnvironment) ? "environment"
                             : builtin->has(capabilities::kReadsClock)       ? "clock"
                                                                             : "randomness";
    return absl::StrCat(": it needs the ", reads, ", which is not granted to this policy");
  }
  void Mismatch(const Expr& expr, const Callee& callee, int got) {
    std::string name = c_.Show(*expr.terms[0]);
    if (callee.builtin == nullptr) {
      c_.errors.Add(Code::kRegoType, expr.location,
                    absl::StrCat("function ", name, " has arity ", callee.arity, ", got ", got,
                                 got == 1 ? " argument" : " arguments"));
      return;
    }
    std::vector<std::string> have;
    for (size_t i = 1; i < expr.terms.size(); ++i) have.push_back(TypeOf(*expr.terms[i]));
    std::vector<std::string> want(callee.builtin->arguments.begin(), callee.builtin->arguments.end());
    c_.errors.Add(Code::kRegoType, expr.location, absl::StrCat(name, ": arity mismatch"), After::kStop,
                  {absl::StrCat("have: (", absl::StrJoin(have, ", "), ")"),
                   absl::StrCat("want: (", absl::StrJoin(want, ", "), ")")});
  }
  Compilation& c_;
};

}  // namespace

void CheckFunctions(Compilation& c) {
  Functions check(c);
  ForEachRule(c, [&](Rule* rule) {
    WalkExprs(rule->head, check);
    WalkExprs(rule->body, check);
  });
}

void CheckFunctions(Compilation& c, Body& body) {
  Functions check(c);
  WalkExprs(body, check);
}

namespace {

// Calls of rules that are no functions, and functions that `with` replaces by functions of other arities. OPA's type checker finds
// these, so they come after all other checks.
class FunctionUses {
 public:
  explicit FunctionUses(Compilation& c) : c_(c) {}

  bool operator()(Expr* expr) {
    if (expr->kind == ExprKind::kCall) {
      const Callee& callee = c_.CalleeOf(expr->terms[0]);
      if (callee.node != nullptr && callee.arity == 0 && HasKnownType(*callee.node)) {
        c_.errors.Add(Code::kRegoType, expr->location, absl::StrCat("undefined function ", c_.Show(*expr->terms[0])));
      }
    }
    for (const With& with : expr->with) CheckWith(with);
    return false;
  }

 private:
  // `f() := v` is a rule of any name's type to OPA, and may be called where that type is not known: where no rule of it is a constant.
  static bool HasKnownType(const RuleNode& node) {
    for (const Rule* rule : node.rules) {
      const Term* value = rule->head.value;
      if (value == nullptr || (!IsScalar(*value) && value->kind != TermKind::kConstant)) return false;
    }
    return true;
  }
  static bool IsFunction(const Callee& callee) {
    return callee.builtin != nullptr || (callee.node != nullptr && callee.arity > 0);
  }
  static std::string Arguments(const Callee& callee) {
    std::vector<std::string> types(static_cast<size_t>(callee.arity), "any");
    if (callee.builtin != nullptr) types.assign(callee.builtin->arguments.begin(), callee.builtin->arguments.end());
    return absl::StrCat("(", absl::StrJoin(types, ", "), ")");
  }
  void CheckWith(const With& with) {
    if (with.target->kind != TermKind::kRef || with.value->kind != TermKind::kRef) return;
    Callee target = c_.FindCallee(*with.target);
    Callee value = c_.FindCallee(*with.value);
    if (!IsFunction(target) || !IsFunction(value) || target.arity == value.arity) return;
    c_.errors.Add(Code::kRegoType, with.location, absl::StrCat(c_.Show(*with.target), ": arity mismatch"), After::kStop,
                  {absl::StrCat("have: ", Arguments(value)), absl::StrCat("want: ", Arguments(target))});
  }
  Compilation& c_;
};

}  // namespace

void CheckFunctionUses(Compilation& c) {
  FunctionUses check(c);
  ForEachRule(c, [&](Rule* rule) {
    WalkExprs(rule->head, check);
    WalkExprs(rule->body, check);
  });
}

void CheckFunctionUses(Compilation& c, Body& body) {
  FunctionUses check(c);
  WalkExprs(body, check);
}

}  // namespace reeve::semantics
