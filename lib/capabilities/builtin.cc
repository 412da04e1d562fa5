// The declarations of built-in functions, by name and id. Tested by tests/capabilities/builtin_test.cc.
#include "capabilities/builtin.h"

#include <algorithm>
#include <initializer_list>
#include <tuple>
#include <utility>

namespace reeve::capabilities {
namespace {

struct Declaration {
  std::string_view name, infix, category;
  std::initializer_list<std::string_view> arguments;
  std::string_view result;
  int flags;
};

// Calls `visit` with each line of the table, in the order of the ids.
template <typename Visit>
void EachDeclaration(Visit visit) {
#define TYPES(...) {__VA_ARGS__}
#define BUILTIN(id, name, infix, category, arguments, result, flags) \
  visit(Declaration{name, infix, category, TYPES arguments, result, flags});
#include "capabilities/builtins.def"
#undef BUILTIN
#undef TYPES
}

// "x: number" is the number x; "object[any: any]" has no name.
std::pair<std::string_view, std::string_view> NameAndType(std::string_view declared) {
  size_t colon = declared.find(": ");
  if (colon == std::string_view::npos || declared.find_first_of("<[") < colon) return {"", declared};
  return {declared.substr(0, colon), declared.substr(colon + 2)};
}

}  // namespace

Builtins::Builtins() {
  EachDeclaration([this](const Declaration& d) {
    Builtin b;
    b.id = static_cast<uint32_t>(all_.size());
    b.name = d.name;
    b.infix = d.infix;
    b.category = d.category;
    for (std::string_view declared : d.arguments) {
      auto [name, type] = NameAndType(declared);
      b.argument_names.push_back(name);
      b.arguments.push_back(type);
    }
    std::tie(b.result_name, b.result) = NameAndType(d.result);
    b.flags = static_cast<uint16_t>(d.flags);
    b.variadic = b.has(kVariadic);
    b.arity = b.variadic ? 0 : static_cast<uint32_t>(b.arguments.size());
    all_.push_back(std::move(b));
    by_name_.push_back(all_.back().id);
  });
  std::sort(by_name_.begin(), by_name_.end(), [this](uint32_t a, uint32_t b) { return all_[a].name < all_[b].name; });
}

const Builtin* Builtins::Named(std::string_view name) const {
  auto at = std::lower_bound(by_name_.begin(), by_name_.end(), name,
                             [this](uint32_t id, std::string_view n) { return all_[id].name < n; });
  return at != by_name_.end() && all_[*at].name == name ? &all_[*at] : nullptr;
}

const Builtin* Builtins::Find(std::string_view name) const {
  const Builtin* builtin = Named(name);
  return builtin != nullptr && (builtin->flags & withheld_) == 0 ? builtin : nullptr;
}

const Builtin* Builtins::FindWithheld(std::string_view name) const {
  const Builtin* builtin = Named(name);
  return builtin != nullptr && (builtin->flags & withheld_) != 0 ? builtin : nullptr;
}

void Builtins::Restrict(const std::vector<std::string>& names) {
  std::erase_if(by_name_, [&](uint32_t id) {
    bool own = id < static_cast<uint32_t>(BuiltinId::kSize) && all_[id].category != "host";
    return own && !std::binary_search(names.begin(), names.end(), all_[id].name);
  });
}

uint32_t Builtins::Add(std::string name, uint32_t arity, uint16_t flags, bool replace) {
  const Builtin* old = Named(name);
  if (old != nullptr && !replace) return kNone;
  Builtin b;
  b.id = old != nullptr ? old->id : static_cast<uint32_t>(all_.size());
  b.name = names_.emplace_back(std::move(name));
  b.category = "host";
  b.arity = arity;
  b.arguments.assign(arity, "any");
  b.argument_names.assign(arity, "");
  b.result = "any";
  b.flags = flags;
  if (old != nullptr) {
    b.infix = old->infix;
    all_[b.id] = std::move(b);
    return old->id;
  }
  auto at = std::lower_bound(by_name_.begin(), by_name_.end(), std::string_view(b.name),
                             [this](uint32_t id, std::string_view n) { return all_[id].name < n; });
  by_name_.insert(at, b.id);
  all_.push_back(std::move(b));
  return static_cast<uint32_t>(all_.size() - 1);
}

}  // namespace reeve::capabilities
