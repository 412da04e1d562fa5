// Names of kinds of terms. See ast.h.
#include "ast/ast.h"

namespace reeve::ast {

std::string_view KindName(TermKind kind) {
  switch (kind) {
    case TermKind::kNull: return "null";
    case TermKind::kBoolean: return "boolean";
    case TermKind::kNumber: return "number";
    case TermKind::kString: return "string";
    case TermKind::kVar: return "var";
    case TermKind::kRef: return "ref";
    case TermKind::kCall: return "call";
    case TermKind::kArray: return "array";
    case TermKind::kSet: return "set";
    case TermKind::kObject: return "object";
    case TermKind::kArrayComprehension: return "arraycomprehension";
    case TermKind::kSetComprehension: return "setcomprehension";
    case TermKind::kObjectComprehension: return "objectcomprehension";
    case TermKind::kTemplateString: return "templatestring";
    case TermKind::kPartExpr: return "part";
    case TermKind::kConstant: return "constant";
  }
  return "";
}

std::string_view KindName(const Term& term) {
  if (term.kind != TermKind::kConstant) return KindName(term.kind);
  return KindName(term.value.is_array() ? TermKind::kArray : TermKind::kObject);
}

}  // namespace reeve::ast
