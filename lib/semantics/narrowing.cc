// Values that variables can hold, as far as constants in the body say. Held by tests/semantics/recursion_test.cc.
#include "semantics/narrowing.h"

#include "reeve/value.h"

namespace reeve::semantics {
namespace {

constexpr size_t kMostRefs = 64;   // more are not told apart

using Known = absl::flat_hash_map<VarId, std::vector<Value>>;
using Values = std::optional<std::vector<Value>>;

class Narrower {
 public:
  Narrower(Compilation& c, const Body& body) : c_(c), body_(body) {}

  std::vector<Term*> Expand(Term* ref, size_t at) {
    Advance(at);
    std::vector<Term*> out{ref};
    if (known_.empty()) return out;
    for (size_t i = 1; i < ref->terms.size(); ++i) {
      if (IsFixed(*ref->terms[i])) continue;
      Values values = ValuesOf(*ref->terms[i]);
      if (!values.has_value() || values->empty() || out.size() * values->size() > kMostRefs) continue;
      std::vector<Term*> next;
      for (const Term* prefix : out) {
        for (Value value : *values) {
          Term* copy = c_.tree.NewTerm(TermKind::kRef, ref->location);
          copy->terms = prefix->terms;
          copy->terms[i] = TermOf(value, ref->terms[i]->location);
          next.push_back(copy);
        }
      }
      out = std::move(next);
    }
    return out;
  }

 private:
  // Takes in the bindings of the expressions before `at`.
  void Advance(size_t at) {
    for (; next_ < at && next_ < body_.size(); ++next_) {
      const Expr& expr = *body_[next_];
      if (!c_.IsEq(expr) || expr.negated || !expr.with.empty() || expr.terms.size() != 3) continue;
      if (!Bind(*expr.terms[1], *expr.terms[2])) Bind(*expr.terms[2], *expr.terms[1]);
    }
  }
  // True: `var` is a variable, and what it is bound to is known.
  bool Bind(const Term& var, const Term& to) {
    if (var.kind != TermKind::kVar) return false;
    Values values = ValuesOf(to);
    if (!values.has_value()) return false;
    known_.try_emplace(IdOf(var), std::move(*values));
    return true;
  }

  Values ValuesOf(const Term& term) {
    if (term.kind == TermKind::kVar) {
      auto found = known_.find(IdOf(term));
      return found == known_.end() ? std::nullopt : Values(found->second);
    }
    if (term.kind == TermKind::kRef) return RefValues(term);
    std::optional<Value> constant = ConstantOf(c_, term);
    return constant.has_value() ? Values({*constant}) : std::nullopt;
  }

  Values RefValues(const Term& ref) {
    Values values = ValuesOf(*ref.terms[0]);
    for (size_t i = 1; i < ref.terms.size() && values.has_value(); ++i) {
      std::vector<Value> next;
      std::optional<Value> key = ConstantOf(c_, *ref.terms[i]);
      for (Value value : *values) {
        if (key.has_value()) {
          std::optional<Value> member = value.Find(*key);
          if (member.has_value()) next.push_back(*member);
          continue;
        }
        if (!value.is_array() && !value.is_set() && !value.is_object()) return std::nullopt;
        if (next.size() + value.size() > kMostRefs) return std::nullopt;
        for (Value member : MembersOf(value)) next.push_back(member);
      }
      values = std::move(next);
    }
    return values;
  }

  Term* TermOf(Value value, Location at) {
    Term* term = c_.tree.NewTerm(TermKind::kConstant, at);
    switch (value.kind()) {
      case Kind::kNull: term->kind = TermKind::kNull; break;
      case Kind::kBoolean: term->kind = TermKind::kBoolean; term->boolean = value.boolean(); break;
      case Kind::kNumber: term->kind = TermKind::kNumber; term->value = value; break;
      case Kind::kString: term->kind = TermKind::kString; term->text = value.string(); break;
      default: term->value = value;
    }
    return term;
  }

  Compilation& c_;
  const Body& body_;
  size_t next_ = 0;
  Known known_;
};

}  // namespace

bool IsFixed(const Term& term) {
  if (IsScalar(term) || term.kind == TermKind::kConstant) return true;
  if (term.kind != TermKind::kArray && term.kind != TermKind::kObject && term.kind != TermKind::kSet) return false;
  for (const Term* child : term.terms) {
    if (!IsFixed(*child)) return false;
  }
  return true;
}

std::optional<Value> ConstantOf(Compilation& c, const Term& term) {
  if (!IsFixed(term)) return std::nullopt;
  ValueBuilder builder(c.tree.arena());
  std::vector<Value> parts;
  for (const Term* child : term.terms) parts.push_back(*ConstantOf(c, *child));
  switch (term.kind) {
    case TermKind::kNull: return Value::Null();
    case TermKind::kBoolean: return Value::Boolean(term.boolean);
    case TermKind::kString: return Value::BorrowedString(term.text);
    case TermKind::kArray: return builder.Array(parts);
    case TermKind::kSet: return builder.Set(parts);
    case TermKind::kObject: {
      std::vector<std::pair<Value, Value>> entries;
      for (size_t i = 0; i + 1 < parts.size(); i += 2) entries.emplace_back(parts[i], parts[i + 1]);
      return builder.Object(entries);
    }
    default: return term.value;
  }
}

std::vector<Value> MembersOf(Value collection) {
  std::vector<Value> out;
  if (collection.is_array() || collection.is_set()) {
    for (size_t i = 0; i < collection.size(); ++i) out.push_back(collection.at(i));
  } else if (collection.is_object()) {
    for (size_t i = 0; i < collection.size(); ++i) out.push_back(collection.value(i));
  }
  return out;
}

std::vector<DataRef> DataRefsOf(Compilation& c, Rule* rule) {
  std::vector<DataRef> out;
  size_t at = 0;
  Narrower narrower(c, rule->body);
  auto look = [&](Term* term) {
    if (term->kind != TermKind::kRef) return false;
    const Term& head = *term->terms[0];
    if (head.kind != TermKind::kVar || IdOf(head) != c.names.data) return false;
    DataRef ref{term, {term}, at, false};
    for (size_t i = 1; i < term->terms.size(); ++i) ref.has_var = ref.has_var || !IsFixed(*term->terms[i]);
    if (ref.has_var) ref.expanded = narrower.Expand(term, at);
    out.push_back(std::move(ref));
    return false;
  };
  for (; at < rule->body.size(); ++at) WalkTerms(rule->body[at], look);
  WalkTerms(rule->head, look);
  return out;
}

}  // namespace reeve::semantics
