// Order and equality of trees. See order.h and ast.h. Tested by tests/ast/equal_test.cc.
#include <algorithm>

#include "ast/ast.h"
#include "ast/order.h"
#include "value/number.h"

namespace reeve::ast {
namespace {

int Sign(int64_t x) { return x < 0 ? -1 : x > 0; }

int SortOrder(TermKind kind) {
  switch (kind) {
    case TermKind::kNull: return 0;
    case TermKind::kBoolean: return 1;
    case TermKind::kNumber: return 2;
    case TermKind::kString: return 3;
    case TermKind::kTemplateString: return 4;
    case TermKind::kVar: return 5;
    case TermKind::kRef: return 6;
    case TermKind::kArray: return 7;
    case TermKind::kObject: return 8;
    case TermKind::kSet: return 9;
    case TermKind::kArrayComprehension: return 10;
    case TermKind::kObjectComprehension: return 11;
    case TermKind::kSetComprehension: return 12;
    case TermKind::kCall: return 13;
    case TermKind::kPartExpr: return 100;
    case TermKind::kConstant: break;
  }
  return 1000;
}

// Compares trees; with `alike` all wildcards are one (their numbers depend on the order of the text).
class Comparer {
 public:
  explicit Comparer(bool alike) : alike_(alike) {}

  int Terms(const std::vector<Term*>& a, const std::vector<Term*>& b) {
    for (size_t i = 0; i < a.size() && i < b.size(); ++i) {
      if (int c = Nullable(a[i], b[i])) return c;
    }
    return Sign(static_cast<int64_t>(a.size()) - static_cast<int64_t>(b.size()));
  }

  int Nullable(const Term* a, const Term* b) {
    if (a == nullptr || b == nullptr) return (a != nullptr) - (b != nullptr);
    return Of(*a, *b);
  }

  int Of(const Term& a, const Term& b) {
    if (&a == &b) return 0;
    if (a.kind == TermKind::kConstant || b.kind == TermKind::kConstant) {
      Tree scratch;
      const Term& x = a.kind == TermKind::kConstant ? *Expand(scratch, a.value, a.location) : a;
      const Term& y = b.kind == TermKind::kConstant ? *Expand(scratch, b.value, b.location) : b;
      return Of(x, y);
    }
    if (int c = Sign(SortOrder(a.kind) - SortOrder(b.kind))) return c;
    switch (a.kind) {
      case TermKind::kNull: return 0;
      case TermKind::kBoolean: return a.boolean - b.boolean;
      case TermKind::kNumber: return value::CompareNumbers(a.value, b.value);
      case TermKind::kString: return Sign(a.text.compare(b.text));
      case TermKind::kVar:
        if (alike_ && a.text.substr(0, 1) == "$" && b.text.substr(0, 1) == "$") return 0;
        return Sign(a.text.compare(b.text));
      case TermKind::kObject: case TermKind::kSet: return Collections(a, b);
      case TermKind::kTemplateString:
        if (a.boolean != b.boolean) return a.boolean ? 1 : -1;
        return Terms(a.terms, b.terms);
      default:
        if (int c = Terms(a.terms, b.terms)) return c;
        return Bodies(a.body, b.body);
    }
  }

  int Bodies(const Body& a, const Body& b) {
    for (size_t i = 0; i < a.size() && i < b.size(); ++i) {
      if (int c = Exprs(*a[i], *b[i])) return c;
    }
    return Sign(static_cast<int64_t>(a.size()) - static_cast<int64_t>(b.size()));
  }

  int Exprs(const Expr& a, const Expr& b) {
    if (a.kind != b.kind) return a.kind < b.kind ? -1 : 1;
    if (a.index != b.index) return a.index < b.index ? -1 : 1;
    if (a.negated != b.negated) return a.negated ? 1 : -1;
    if (a.explicit_body != b.explicit_body) return a.explicit_body ? 1 : -1;
    if (a.explicit_rhs != b.explicit_rhs) return a.explicit_rhs ? 1 : -1;
    if (int c = Terms(a.terms, b.terms)) return c;
    if (int c = Bodies(a.body, b.body)) return c;
    if (int c = Bodies(a.rhs, b.rhs)) return c;
    for (size_t i = 0; i < a.with.size() && i < b.with.size(); ++i) {
      if (int c = Of(*a.with[i].target, *b.with[i].target)) return c;
      if (int c = Of(*a.with[i].value, *b.with[i].value)) return c;
    }
    return Sign(static_cast<int64_t>(a.with.size()) - static_cast<int64_t>(b.with.size()));
  }

  bool Rules(const Rule& first_a, const Rule& first_b) {
    const Rule* a = &first_a;
    const Rule* b = &first_b;
    for (; a != nullptr && b != nullptr; a = a->otherwise, b = b->otherwise) {
      const Head& x = a->head;
      const Head& y = b->head;
      if (a->is_default != b->is_default || x.name != y.name || x.assign != y.assign) return false;
      if (Nullable(x.ref, y.ref) || Terms(x.args, y.args) || Nullable(x.key, y.key) || Nullable(x.value, y.value))
        return false;
      if (Bodies(a->body, b->body)) return false;
    }
    return a == b;
  }

 private:
  int Collections(const Term& a, const Term& b) {
    std::vector<Member> x = SortedMembers(a), y = SortedMembers(b);
    for (size_t i = 0; i < x.size() && i < y.size(); ++i) {
      if (int c = Of(*x[i].key, *y[i].key)) return c;
      if (int c = Nullable(x[i].value, y[i].value)) return c;
    }
    return Sign(static_cast<int64_t>(x.size()) - static_cast<int64_t>(y.size()));
  }

  const bool alike_;
};

}  // namespace

int Compare(const Term& a, const Term& b) { return Comparer(false).Of(a, b); }

std::vector<Member> SortedMembers(const Term& collection) {
  std::vector<Member> members;
  const size_t stride = collection.kind == TermKind::kObject ? 2 : 1;
  for (size_t i = 0; i + stride <= collection.terms.size(); i += stride) {
    members.push_back({collection.terms[i], stride == 2 ? collection.terms[i + 1] : nullptr});
  }
  std::stable_sort(members.begin(), members.end(),
                   [](const Member& a, const Member& b) { return Compare(*a.key, *b.key) < 0; });
  size_t kept = 0;
  for (size_t i = 0; i < members.size(); ++i) {
    if (kept > 0 && Compare(*members[kept - 1].key, *members[i].key) == 0) {
      members[kept - 1].value = members[i].value;
    } else {
      members[kept++] = members[i];
    }
  }
  members.resize(kept);
  return members;
}

Term* Expand(Tree& tree, const Value& value, const Location& at) {
  switch (value.kind()) {
    case Kind::kNull: return tree.NewTerm(TermKind::kNull, at);
    case Kind::kBoolean: {
      Term* term = tree.NewTerm(TermKind::kBoolean, at);
      term->boolean = value.boolean();
      return term;
    }
    case Kind::kNumber: {
      Term* term = tree.NewTerm(TermKind::kNumber, at);
      term->value = value;
      return term;
    }
    case Kind::kString: {
      Term* term = tree.NewTerm(TermKind::kString, at);
      term->text = value.string();
      return term;
    }
    case Kind::kArray: case Kind::kSet: {
      Term* term = tree.NewTerm(value.is_array() ? TermKind::kArray : TermKind::kSet, at);
      for (size_t i = 0; i < value.size(); ++i) term->terms.push_back(Expand(tree, value.at(i), at));
      return term;
    }
    case Kind::kObject: {
      Term* term = tree.NewTerm(TermKind::kObject, at);
      for (size_t i = 0; i < value.size(); ++i) {
        term->terms.push_back(Expand(tree, value.key(i), at));
        term->terms.push_back(Expand(tree, value.value(i), at));
      }
      return term;
    }
  }
  return tree.NewTerm(TermKind::kNull, at);
}

bool Equal(const Term& a, const Term& b) { return Comparer(true).Of(a, b) == 0; }
bool Equal(const Body& a, const Body& b) { return Comparer(true).Bodies(a, b) == 0; }

bool Equal(const Module& a, const Module& b) {
  Comparer comparer(true);
  if (comparer.Nullable(a.package, b.package)) return false;
  if (a.imports.size() != b.imports.size() || a.rules.size() != b.rules.size()) return false;
  for (size_t i = 0; i < a.imports.size(); ++i) {
    if (a.imports[i].alias != b.imports[i].alias || comparer.Of(*a.imports[i].path, *b.imports[i].path)) return false;
  }
  for (size_t i = 0; i < a.rules.size(); ++i) {
    if (!comparer.Rules(*a.rules[i], *b.rules[i])) return false;
  }
  return true;
}

}  // namespace reeve::ast
