// Heads of rules and comprehensions hold constants, variables, and composites of those; the rest moves into bodies.
//
//     p[a.b] := x if ...               ==>  p[__local0__] := x if { ...; __local0__ = a.b }
//     p := {"k": data.q} if ...        ==>  p := __local0__ if { ...; __local0__ = {"k": data.q} }
//     [x.y | x := xs[_]]               ==>  [__local1__ | __local0__ = xs[_]; __local1__ = __local0__.y]
//
// Held by tests/semantics/heads_test.cc.
#include "semantics/compilation.h"

namespace reeve::semantics {
namespace {

// Moves *term into the body.
void MoveToBody(Compilation& c, Term** term, Body& body) {
  Location at = (*term)->location;
  Term* var = c.FreshVar(at);
  AppendToBody(body, c.NewEq(var, *term, at));
  *term = var;
}

void MoveComprehensionHeads(Compilation& c, Term* term) {
  if (IsComprehension(*term)) {
    for (Term*& part : term->terms) {
      if (RequiresEval(part)) MoveToBody(c, &part, term->body);
    }
  }
}

}  // namespace

void RewriteHeadRefs(Compilation& c) {
  for (Module* module : c.modules) {
    for (Rule* rule : module->rules) {
      Head& head = rule->head;
      for (size_t i = 1; i < head.ref->terms.size(); ++i) {
        Term*& part = head.ref->terms[i];
        if (part->kind == TermKind::kVar || IsScalar(*part)) continue;
        bool is_key = i + 1 == head.ref->terms.size() && head.key != nullptr &&
                      (head.key == part || ast::Equal(*head.key, *part));
        MoveToBody(c, &part, rule->body);
        if (is_key) head.key = ast::Copy(c.tree, *part);
      }
    }
  }
}

void RewriteComprehensionHeads(Compilation& c, Body& body) {
  auto move = [&](Term* term) {
    MoveComprehensionHeads(c, term);
    return false;
  };
  WalkTerms(body, move);
}

void RewriteComprehensionHeads(Compilation& c) {
  auto move = [&](Term* term) {
    MoveComprehensionHeads(c, term);
    return false;
  };
  ForEachRule(c, [&](Rule* rule) {
    WalkTerms(rule->head, move);
    WalkTerms(rule->body, move);
  });
}

void RewriteRefsInHeads(Compilation& c) {
  ForEachRule(c, [&](Rule* rule) {
    Head& head = rule->head;
    if (RequiresEval(head.key)) MoveToBody(c, &head.key, rule->body);
    if (RequiresEval(head.value)) MoveToBody(c, &head.value, rule->body);
    for (Term*& arg : head.args) {
      if (RequiresEval(arg)) MoveToBody(c, &arg, rule->body);
    }
  });
}

}  // namespace reeve::semantics
