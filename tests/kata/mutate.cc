// Changes one field of a request; mutate.h tells how.
#include "tests/kata/mutate.h"

#include <algorithm>
#include <cstdio>

#include "base/arena.h"
#include "reeve/value.h"

namespace reeve::kata {
namespace {

// SplitMix64: small, and the same everywhere.
struct Random {
  uint64_t state;
  uint64_t Next() {
    uint64_t z = (state += 0x9e3779b97f4a7c15ull);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
    return z ^ (z >> 31);
  }
  size_t Below(size_t n) { return static_cast<size_t>(Next() % n); }
};

std::string ChangeText(std::string text, Random& random) {
  switch (random.Below(5)) {
    case 0: return text + "x";
    case 1: return "../" + text;
    case 2: return text.empty() ? "y" : text.substr(0, text.size() - 1);
    case 3: return text.empty() ? "z" : "";
    default:
      if (text.empty() || text[0] < 0x20 || text[0] > 0x7e) return text + "_";
      text[0] = text[0] == 'q' ? 'r' : 'q';
      return text;
  }
}

Value Change(Value v, ValueBuilder& builder, Random& random);

Value ChangeArray(Value v, ValueBuilder& builder, Random& random) {
  std::vector<Value> elements;
  for (size_t i = 0; i < v.size(); ++i) elements.push_back(v.at(i));
  if (elements.empty()) {
    elements.push_back(Value::BorrowedString("x"));
    return builder.Array(elements);
  }
  size_t at = random.Below(elements.size());
  switch (random.Below(6)) {
    case 0: elements.erase(elements.begin() + static_cast<ptrdiff_t>(at)); break;
    case 1: elements.push_back(elements[at]); break;
    default: elements[at] = Change(elements[at], builder, random);
  }
  return builder.Array(elements);
}

Value ChangeObject(Value v, ValueBuilder& builder, Random& random) {
  std::vector<std::pair<Value, Value>> entries;
  for (size_t i = 0; i < v.size(); ++i) entries.emplace_back(v.key(i), v.value(i));
  if (entries.empty()) {
    entries.emplace_back(Value::BorrowedString("x"), Value::BorrowedString("x"));
    return builder.Object(entries);
  }
  size_t at = random.Below(entries.size());
  entries[at].second = Change(entries[at].second, builder, random);
  return builder.Object(entries);
}

Value Change(Value v, ValueBuilder& builder, Random& random) {
  switch (v.kind()) {
    case Kind::kNull: return Value::BorrowedString("x");
    case Kind::kBoolean: return Value::Boolean(!v.boolean());
    case Kind::kNumber: return Value::Integer(v.integer().value_or(0) + 1);
    case Kind::kString: return builder.String(ChangeText(std::string(v.string()), random));
    case Kind::kArray: return ChangeArray(v, builder, random);
    default: return ChangeObject(v, builder, random);
  }
}

}  // namespace

uint64_t HashText(std::string_view text) {
  uint64_t hash = 14695981039346656037ull;
  for (unsigned char c : text) hash = (hash ^ c) * 1099511628211ull;
  return hash;
}

std::string HashHex(std::string_view text) {
  char hex[17];
  std::snprintf(hex, sizeof hex, "%016llx", static_cast<unsigned long long>(HashText(text)));
  return hex;
}

std::vector<std::string> Mutations(std::string_view json, const std::string& seed, size_t count) {
  std::vector<std::string> texts;
  Result<Document> document = Document::FromJson(json);
  if (!document.ok()) return texts;
  std::string original = document->root().ToJson();
  Random random{HashText(seed)};
  // A request may have fewer different mutations than asked for; the bound ends the search.
  for (size_t tries = 0; texts.size() < count && tries < 200; ++tries) {
    Arena arena;
    ValueBuilder builder(arena);
    std::string text = Change(document->root(), builder, random).ToJson();
    if (text != original && std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(text);
  }
  return texts;
}

}  // namespace reeve::kata
