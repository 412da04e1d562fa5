// What the type checker says of errors: OPA's texts, with what is had and what is wanted as details.
// Part of CheckTypes; held by tests/semantics/type_check_test.cc.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "semantics/type_checker.h"
#include "value/compare.h"

namespace reeve::semantics {

using types::Type;
using types::TypeKind;

namespace {

std::string Listed(std::vector<Value> keys) {
  std::sort(keys.begin(), keys.end(), [](const Value& a, const Value& b) { return value::Compare(a, b) < 0; });
  keys.erase(std::unique(keys.begin(), keys.end(), [](const Value& a, const Value& b) { return value::Equal(a, b); }), keys.end());
  if (keys.empty()) return "";
  std::vector<std::string> texts;
  for (const Value& key : keys) texts.push_back(key.ToRego());
  return absl::StrCat("[", absl::StrJoin(texts, " "), "]");
}

void AddKeys(const Type* type, std::vector<Value>& out) {
  if (types::Is(type, TypeKind::kObject)) {
    for (const types::Property& p : type->properties) out.push_back(p.key);
  } else if (types::Is(type, TypeKind::kAny)) {
    for (const Type* item : type->items) AddKeys(item, out);
  }
}

}  // namespace

std::string TypeChecker::OneOf(const Type* type) {
  std::vector<Value> keys;
  AddKeys(type, keys);
  return Listed(std::move(keys));
}

std::string TypeChecker::OneOf(const DocumentTypes::Node* node) {
  std::vector<Value> keys;
  for (const DocumentTypes::Node* child : node->children) keys.push_back(Value::BorrowedString(child->key.text));
  return Listed(std::move(keys));
}

TypeError TypeChecker::ArgumentError(Location at, const Term& op, const char* what, std::span<const Type* const> have,
                                     const Signature& want, bool with_result) {
  std::vector<types::NamedType> wanted = want.arguments;
  if (with_result && want.result.type != nullptr) wanted.push_back(want.result);
  return {at, absl::StrCat(c_.Show(op), ": ", what), types::ArgumentLines(types_, have, wanted, want.type->variadic),
          std::any_of(have.begin(), have.end(), types::IsUnknown)};
}

TypeError TypeChecker::InvalidRef(const Term& ref, size_t i, const Type* have, const Type* want, const std::string& one_of) {
  const std::string text = c_.ShowRef(ref, ref.terms.size());
  const std::string pad(c_.ShowRef(ref, i).size() + 1, ' ');
  std::vector<std::string> details{text, absl::StrCat(pad, "^")};
  if (have != nullptr) {
    details.push_back(absl::StrCat(pad, "have (type): ", types::Print(have)));
  } else {
    details.push_back(absl::StrCat(pad, "have: ", c_.ShowRef(*ref.terms[i], 0)));
  }
  if (!one_of.empty()) {
    details.push_back(absl::StrCat(pad, "want (one of): ", one_of));
  } else if (want == nullptr) {
    details.push_back(absl::StrCat(pad, "want (one of): []"));
  } else {
    details.push_back(absl::StrCat(pad, "want (type): ", types::Print(want)));
  }
  return {ref.terms[0]->location, absl::StrCat("undefined ref: ", text), std::move(details), false};
}

TypeError TypeChecker::UnsupportedRef(const Term& ref, size_t i, const Type* have) {
  std::string text = c_.ShowRef(ref, ref.terms.size());
  std::string message;
  if (types::Is(have, TypeKind::kFunction)) {
    // A variable of ours that a call's missing operand became is not shown.
    const Term& last = *ref.terms.back();
    const bool ours = last.kind == TermKind::kVar && c_.names.is_generated(IdOf(last));
    message = absl::StrCat("function ", c_.ShowRef(ref, ref.terms.size() - (ours ? 1 : 0)), " used as reference, not called");
  } else {
    message = absl::StrCat("undefined ref: ", text);
  }
  std::string carets(c_.ShowRef(ref, i + 1).size(), '^');
  std::string type = have == nullptr ? "<nil>" : types::Print(have);
  return {ref.terms[0]->location, std::move(message), {std::move(text), std::move(carets), absl::StrCat("have: ", type)}, false};
}

}  // namespace reeve::semantics
