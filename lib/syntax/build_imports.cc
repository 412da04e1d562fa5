// Package and import statements, and what OPA's parser asks of them. See builder.h.
#include <string>

#include "syntax/builder.h"
#include "value/format.h"

namespace reeve::syntax {

using ast::Import;
using ast::Term;
using ast::TermKind;

// Always a keyword in the version that the module was given.
bool Builder::IsKeyword(std::string_view name) const {
  for (std::string_view word :
       {"as", "default", "else", "false", "import", "package", "not", "null", "some", "true", "with"}) {
    if (word == name) return true;
  }
  if (options_.version == ast::Version::kV0) return false;
  return name == "if" || name == "contains" || name == "in" || name == "every";
}

void Builder::Package(const Mark& m) {
  Term* term = Pop().term;
  if (cursor_.tokens[m.token + 1].type != T::kIdent) UnexpectedToken(m.token + 1, "");
  Term* path = New(TermKind::kRef, term->location);
  path->terms.push_back(NewText(TermKind::kVar, "data", term->location));
  auto add = [&](const Term& part) { path->terms.push_back(NewText(TermKind::kString, part.text, part.location)); };
  if (term->kind == TermKind::kVar) {
    add(*term);
  } else if (term->kind == TermKind::kRef) {
    for (size_t i = 0; i < term->terms.size(); ++i) {
      const Term& part = *term->terms[i];
      const TermKind wanted = i == 0 ? TermKind::kVar : TermKind::kString;
      if (part.kind != wanted) {
        Fail(part.location,
             "unexpected " + std::string(KindName(part)) + " token: expecting " + (i == 0 ? "var" : "string"));
      }
      add(part);
    }
  } else {
    Unexpected("");
  }
  if (++statements_ > 1) {
    if (module_->package == nullptr && statements_ == 1) return;
    Note(At(cursor_.tokens[m.token]), "unexpected package");
    return;
  }
  module_->package = path;
  module_->package_location = From(m.token);
}

void Builder::Alias() { alias_ = cursor_.index - 1; }

void Builder::Import(const Mark& m) {
  Term* term = Pop().term;
  const uint32_t alias = alias_;
  alias_ = 0;
  if (cursor_.tokens[m.token + 1].type != T::kIdent) UnexpectedToken(m.token + 1, "");
  BeginStatement(m.token);
  ast::Import import;
  import.location = From(m.token);
  if (term->kind == TermKind::kVar) {
    import.path = New(TermKind::kRef, term->location);
    import.path->terms.push_back(term);
  } else if (term->kind == TermKind::kRef) {
    for (size_t i = 1; i < term->terms.size(); ++i) {
      const Term& part = *term->terms[i];
      if (part.kind != TermKind::kString) {
        Fail(part.location, "unexpected " + std::string(KindName(part)) + " token: expecting string");
      }
    }
    import.path = term;
  } else {
    Fail(At(cursor_.next()), "expected path");
  }
  const Term& head = *import.path->terms[0];
  const bool var = head.kind == TermKind::kVar;
  if (!var || (head.text != "data" && head.text != "input" && head.text != "future" && head.text != "rego")) {
    std::string got = var ? std::string(head.text) : std::string(KindName(head));
    Fail(import.path->location, "unexpected import path, must begin with one of: {data, future, input, rego}, got: " +
                                    got + " (hint: if this is unexpected, try updating OPA)");
  }
  if (alias != 0) {
    const Token& token = cursor_.tokens[alias];
    import.alias = Name(token);
    if (import.alias == "data" || import.alias == "input") {
      Fail(At(token), "unexpected import alias, must not be a reserved name, got: " + std::string(import.alias));
    }
  } else if (head.text != "future" || import.path->terms.size() == 1) {
    const Term& tail = *import.path->terms.back();
    if (IsKeyword(tail.text)) {
      Fail(tail.location, "unexpected import path, must not end with a keyword, got: " + std::string(tail.text) +
                              " (hint: import a different path or use an alias)");
    }
  }
  alias_ = alias;
  CheckFutureImport(import);
  alias_ = 0;
  module_->imports.push_back(import);
}

// Imports of `rego` and `future` change the language; the lexer has switched its keywords already.
void Builder::CheckFutureImport(const ast::Import& import) {
  const std::vector<Term*>& path = import.path->terms;
  const Location& at = import.path->location;
  const bool rego = path[0]->text == "rego";
  if (!rego && path[0]->text != "future") return;
  if (rego && (path.size() != 2 || (path[1]->text != "v1" && path[1]->text != "v2"))) {
    std::string text = "rego";
    for (size_t i = 1; i < path.size(); ++i) text += "." + std::string(path[i]->text);
    Fail(at, "invalid import `" + text + "`, must be one of: `rego.v1`, `rego.v2`");
  }
  if (!rego && (path.size() == 1 || path[1]->text != "keywords")) Fail(at, "invalid import, must be `future.keywords`");
  if (alias_ != 0) {
    Fail(At(cursor_.tokens[alias_]), rego ? "`rego` imports cannot be aliased" : "`future` imports cannot be aliased");
  }
  if (!rego && path.size() == 3 && KeywordByName(path[2]->text) == 0) {
    Fail(at, "unexpected keyword, must be one of [and contains every if in not or]");
  }
}

void Builder::NotInQuery(const Mark& m) {
  const bool package = cursor_.tokens[m.token].type == T::kPackage;
  Note(At(cursor_.tokens[m.token]), std::string("expected body but got *ast.") + (package ? "Package" : "Import"));
}

}  // namespace reeve::syntax
