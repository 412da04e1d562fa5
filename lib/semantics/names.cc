// Names of variables and their numbers. Held by tests/semantics/documents_test.cc.
#include "semantics/names.h"

#include "absl/strings/str_cat.h"

namespace reeve::semantics {

Names::Names(Arena& arena, const capabilities::Builtins& builtins) : arena_(arena), builtins_(builtins) {
  data = Intern("data");
  input = Intern("input");
  eq = Intern("eq");
  assign = Intern("assign");
  equal = Intern("equal");
  print = Intern("print");
}

VarId Names::Intern(std::string_view text) {
  auto found = ids_.find(text);
  if (found != ids_.end()) return found->second;
  std::string_view kept = arena_.CopyText(text);
  VarId id = static_cast<VarId>(infos_.size());
  infos_.push_back({kept, builtins_.Find(kept), kNoVar});
  ids_.emplace(kept, id);
  return id;
}

VarId Names::Fresh() {
  while (true) {
    std::string text = absl::StrCat(absl::string_view(prefix_.data(), prefix_.size()), next_++, "__");
    if (!ids_.contains(std::string_view(text))) return Intern(text);
  }
}

}  // namespace reeve::semantics
