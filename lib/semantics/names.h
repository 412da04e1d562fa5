// Names: every variable name of a compilation once, with a number.
//
// Passes compare and collect variables millions of times for a large policy, so each kVar term carries its name's number in
// `value` from the first pass on (IdOf, SetVar). Equal names have equal numbers in all modules; scoping makes locals unique.
// Fresh names are "__local0__", "__local1__" ..., in a query "__localq0__" ..., never one that the author wrote.
//
// Held by tests/semantics/documents_test.cc.
#ifndef REEVE_LIB_SEMANTICS_NAMES_H_
#define REEVE_LIB_SEMANTICS_NAMES_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "ast/ast.h"
#include "capabilities/builtin.h"
#include "semantics/var_set.h"

namespace reeve::semantics {

inline VarId IdOf(const ast::Term& var) { return static_cast<VarId>(value::Access::Int64(var.value)); }

class Names {
 public:
  Names(Arena& arena, const capabilities::Builtins& builtins);

  // Numbers of names that passes ask for.
  VarId data, input, eq, assign, equal, print;

  VarId Intern(std::string_view text);
  VarId Fresh();
  // Fresh names are "__localq0__" ... from now on.
  void StartQuery() { prefix_ = "__localq"; next_ = 0; }

  std::string_view text(VarId v) const { return infos_[v].text; }
  // The built-in function of this one-word name, or null.
  const capabilities::Builtin* builtin(VarId v) const { return infos_[v].builtin; }
  bool is_wildcard(VarId v) const { return infos_[v].text.starts_with('$'); }
  bool is_generated(VarId v) const { return infos_[v].text.starts_with("__local"); }
  // What the author called the local `v`; `v` itself if it was not renamed.
  VarId Original(VarId v) const { return infos_[v].original == kNoVar ? v : infos_[v].original; }
  void SetOriginal(VarId v, VarId original) { infos_[v].original = original; }
  // As messages show it: a wildcard is "_".
  std::string_view Shown(VarId v) const { return is_wildcard(v) ? "_" : text(v); }
  size_t size() const { return infos_.size(); }

  // Makes `term` the variable `v`.
  void SetVar(ast::Term* term, VarId v) const {
    term->kind = ast::TermKind::kVar;
    term->text = infos_[v].text;
    term->value = Value::Integer(v);
  }

 private:
  struct Info {
    std::string_view text;
    const capabilities::Builtin* builtin;
    VarId original;
  };
  Arena& arena_;
  const capabilities::Builtins& builtins_;
  absl::flat_hash_map<std::string_view, VarId> ids_;
  std::vector<Info> infos_;
  std::string_view prefix_ = "__local";
  uint32_t next_ = 0;
};

}  // namespace reeve::semantics

#endif  // REEVE_LIB_SEMANTICS_NAMES_H_
