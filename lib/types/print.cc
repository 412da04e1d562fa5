// Texts of types, whole or cut to a length. Held by tests/types/print_test.cc.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "types/types.h"

namespace reeve::types {
namespace {

// As Go prints the JSON value behind a key: null <nil>, arrays [a b], objects map[k:v].
void AppendKey(const Value& key, std::string& out) {
  switch (key.kind()) {
    case Kind::kNull: out += "<nil>"; return;
    case Kind::kString: out.append(key.string()); return;
    case Kind::kArray:
    case Kind::kSet:
      out += "[";
      for (size_t i = 0; i < key.size(); ++i) {
        if (i > 0) out += " ";
        AppendKey(key.at(i), out);
      }
      out += "]";
      return;
    case Kind::kObject:
      out += "map[";
      for (size_t i = 0; i < key.size(); ++i) {
        if (i > 0) out += " ";
        AppendKey(key.key(i), out);
        out += ":";
        AppendKey(key.value(i), out);
      }
      out += "]";
      return;
    default: out += key.ToJson();
  }
}

class Printer {
 public:
  explicit Printer(size_t limit) : limit_(limit) {}

  void Append(const Type* t) {
    if (out_.size() > limit_) return;
    if (t == nullptr) {
      out_ += "???";
      return;
    }
    switch (t->kind) {
      case TypeKind::kNull: out_ += "null"; return;
      case TypeKind::kBoolean: out_ += "boolean"; return;
      case TypeKind::kNumber: out_ += "number"; return;
      case TypeKind::kString: out_ += "string"; return;
      case TypeKind::kArray:
        out_ += "array";
        if (!t->items.empty()) List("<", t->items, ">");
        if (t->rest != nullptr) Bracket(t->rest);
        return;
      case TypeKind::kSet:
        out_ += "set";
        if (t->rest != nullptr) Bracket(t->rest);
        return;
      case TypeKind::kObject: return Object(t);
      case TypeKind::kAny: {
        out_ += "any";
        if (t->items.empty()) return;
        std::vector<const Type*> members(t->items.begin(), t->items.end());
        std::sort(members.begin(), members.end(), [](const Type* a, const Type* b) { return Compare(a, b) < 0; });
        return List("<", members, ">");
      }
      case TypeKind::kFunction:
        Arguments(t);
        out_ += " => ";
        return Append(t->rest);
    }
  }
  std::string Take() {
    if (out_.size() > limit_) {
      out_.resize(limit_);
      out_ += "...";
    }
    return std::move(out_);
  }

 private:
  void List(const char* open, std::span<const Type* const> items, const char* close) {
    out_ += open;
    for (size_t i = 0; i < items.size() && out_.size() <= limit_; ++i) {
      if (i > 0) out_ += ", ";
      Append(items[i]);
    }
    out_ += close;
  }
  void Bracket(const Type* t) {
    out_ += "[";
    Append(t);
    out_ += "]";
  }
  void Object(const Type* t) {
    out_ += "object";
    if (!t->properties.empty()) {
      out_ += "<";
      for (size_t i = 0; i < t->properties.size() && out_.size() <= limit_; ++i) {
        if (i > 0) out_ += ", ";
        AppendKey(t->properties[i].key, out_);
        out_ += ": ";
        Append(t->properties[i].value);
      }
      out_ += ">";
    }
    if (!t->open) return;
    out_ += "[";
    Append(t->key);
    out_ += ": ";
    Append(t->rest);
    out_ += "]";
  }
  void Arguments(const Type* t) {
    List("(", t->items, "");
    if (t->variadic != nullptr) {
      if (!t->items.empty()) out_ += ", ";
      Append(t->variadic);
      out_ += "...";
    }
    out_ += ")";
  }
  size_t limit_;
  std::string out_;
};

}  // namespace

std::string Print(const Type* t, size_t limit) {
  Printer printer(limit);
  printer.Append(t);
  return printer.Take();
}

void AppendPropertyKey(const Value& key, std::string& out) { AppendKey(key, out); }

}  // namespace reeve::types
