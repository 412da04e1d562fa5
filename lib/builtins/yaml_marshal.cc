// yaml.marshal, as go-yaml v3 writes it: block collections indented by two, keys in natural order (a2 before a10), strings
// plain where no reader could take them for something else. A next line character (U+0085) stays one; OPA, which reads the
// value's JSON as YAML first, makes a space of it. Tested by tests/builtins/cases/yaml_marshal.jsonl.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "builtins/arguments.h"
#include "builtins/yaml_scalar.h"
#include "text/pattern_cache.h"
#include "value/json.h"

namespace reeve::builtins {
namespace {

using Members = std::vector<std::pair<std::string, Value>>;

bool IsDigit(uint32_t c) { return c >= '0' && c <= '9'; }
constexpr uint32_t kLetter = 0x80000000;  // a mark on code points that are letters
bool IsLetter(uint32_t marked) { return (marked & kLetter) != 0; }

std::vector<uint32_t> MarkedCodePoints(CallContext& call, std::string_view text) {
  std::vector<uint32_t> out;
  std::string error;
  for (size_t i = 0; i < text.size();) {
    utf8::CodePoint c = utf8::Decode(text, i);
    bool letter = (c.value | 32) >= 'a' && (c.value | 32) <= 'z';
    if (c.value >= 0x80) letter = call.patterns.Match("^\\pL", text.substr(i, c.size), call.budget, &error).value_or(false);
    out.push_back(letter ? c.value | kLetter : c.value);
    i += c.size;
  }
  return out;
}

// A run of digits from `at`, as the number it is.
std::pair<uint64_t, size_t> NumberAt(const std::vector<uint32_t>& text, size_t at, uint64_t start) {
  size_t end = at;
  uint64_t n = start;
  for (; end < text.size() && IsDigit(text[end]); ++end) n = n * 10 + (text[end] - '0');
  return {n, end};
}

bool NaturalLess(const std::vector<uint32_t>& a, const std::vector<uint32_t>& b) {
  size_t i = 0;
  for (; i < a.size() && i < b.size() && a[i] == b[i]; ++i) {
  }
  if (i == a.size() || i == b.size()) return a.size() < b.size();
  bool a_letter = IsLetter(a[i]), b_letter = IsLetter(b[i]);
  if (a_letter && b_letter) return a[i] < b[i];
  if (a_letter || b_letter) return i > 0 && IsDigit(a[i - 1]) ? a_letter : b_letter;
  uint64_t start = 0;  // behind the same digits, a zero counts
  if (a[i] == '0' || b[i] == '0') {
    for (size_t j = i; j > 0 && IsDigit(a[j - 1]); --j) start |= a[j - 1] != '0' ? 1 : 0;
  }
  auto [a_number, a_end] = NumberAt(a, i, start);
  auto [b_number, b_end] = NumberAt(b, i, start);
  if (a_number != b_number) return static_cast<int64_t>(a_number) < static_cast<int64_t>(b_number);
  if (a_end != b_end) return a_end < b_end;
  return a[i] < b[i];
}

// Keys as JSON has them, each once.
Members SortedMembers(CallContext& call, const Value& object) {
  std::map<std::string, Value> by_name;
  for (size_t i = 0; i < object.size(); ++i) {
    Value key = object.key(i);
    by_name[key.is_string() ? std::string(key.string()) : key.ToJson()] = object.value(i);
  }
  std::vector<std::pair<std::vector<uint32_t>, std::pair<std::string, Value>>> keyed;
  for (auto& [name, v] : by_name) keyed.push_back({MarkedCodePoints(call, name), {name, v}});
  std::stable_sort(keyed.begin(), keyed.end(), [](const auto& a, const auto& b) { return NaturalLess(a.first, b.first); });
  Members out;
  for (auto& k : keyed) out.push_back(std::move(k.second));
  return out;
}

class Writer {
 public:
  explicit Writer(CallContext& call) : call_(call) {}
  std::string& text() { return out_; }

  // At the place where the node's text begins; ends with a line feed. False: nested too deep.
  bool Node(const Value& v, size_t indent, size_t depth) {
    call_.budget.Charge(1 + indent);
    if (depth > call_.max_value_depth) return FailBuiltin(call_, "value nested too deep");
    if ((v.is_array() || v.is_set()) && v.size() > 0) return Sequence(v, indent, depth);
    if (v.is_object() && v.size() > 0) return Mapping(v, indent, depth);
    return Scalar(v, indent);
  }

 private:
  bool Scalar(const Value& v, size_t indent) {
    switch (v.kind()) {
      case Kind::kNull: out_ += "null\n"; break;
      case Kind::kBoolean: out_ += v.boolean() ? "true\n" : "false\n"; break;
      case Kind::kNumber: out_ += YamlNumber(v.number_text()) + "\n"; break;
      case Kind::kString: return String(v.string(), indent);
      case Kind::kObject: out_ += "{}\n"; break;
      default: out_ += "[]\n"; break;
    }
    return true;
  }

  bool String(std::string_view text, size_t indent) {
    if (!Allowed(text)) return false;
    YamlStyle style = StyleOf(text);
    if (style != YamlStyle::kLiteral) {
      out_ += QuoteYaml(text, style) + "\n";
      return true;
    }
    out_ += '|';
    if (text[0] == ' ' || text[0] == '\n') out_ += '2';
    if (text.back() != '\n') out_ += '-';
    else if (text.size() == 1 || text[text.size() - 2] == '\n') out_ += '+';
    out_ += '\n';
    for (bool at_start = true; char c : text) {
      if (at_start && c != '\n') out_.append(indent, ' ');
      out_ += c;
      at_start = c == '\n';
    }
    if (text.back() != '\n') out_ += '\n';
    return true;
  }

  // Of the JSON that go-yaml reads first, no key may take more than 1024 characters with its quotes and escapes.
  bool FitsKey(std::string_view key) {
    if (key.size() <= 1022 / 6) return true;
    std::string json;
    value::AppendJsonHtml(Access::String(key), json);
    return utf8::Count(json) <= 1024 || FailBuiltin(call_, "yaml: did not find expected ',' or '}'");
  }

  // go-yaml reads the value's JSON first, in which these characters are not escaped.
  bool Allowed(std::string_view text) {
    call_.budget.Charge(1 + text.size() / 8);
    for (size_t i = 0; i < text.size();) {
      utf8::CodePoint c = utf8::Decode(text, i);
      bool control = c.value >= 0x7F && c.value < 0xA0 && c.value != 0x85;
      if (control || c.value == 0xFFFE || c.value == 0xFFFF) return FailBuiltin(call_, "yaml: control characters are not allowed");
      i += c.size;
    }
    return true;
  }

  bool Sequence(const Value& v, size_t indent, size_t depth) {
    for (size_t i = 0; i < v.size(); ++i) {
      if (i > 0) out_.append(indent, ' ');
      out_ += "- ";
      if (!Node(v.at(i), indent + 2, depth + 1)) return false;
    }
    return true;
  }

  bool Mapping(const Value& v, size_t indent, size_t depth) {
    bool first = true;
    for (const auto& [key, member] : SortedMembers(call_, v)) {
      if (!first) out_.append(indent, ' ');
      first = false;
      if (!FitsKey(key)) return false;
      bool simple = key.size() <= 128 && key.find('\n') == std::string::npos;
      if (simple) {
        if (!Allowed(key)) return false;
        out_ += QuoteYaml(key, StyleOf(key)) + ":";
      } else {
        out_ += "? ";
        if (!String(key, indent + 2)) return false;
        out_.append(indent, ' ') += ":";
      }
      bool block = (member.is_object() || member.is_array() || member.is_set()) && member.size() > 0;
      if (block && simple) out_.append("\n").append(indent + 2, ' ');
      else out_ += ' ';
      if (!Node(member, indent + 2, depth + 1)) return false;
    }
    return true;
  }

  CallContext& call_;
  std::string out_;
};

bool Marshal(CallContext& call, Value* result, Value v) {
  value::ChargeSize(v, call.budget, 4);
  Writer writer(call);
  bool scalar = !(v.is_array() || v.is_set() || v.is_object());
  if (!writer.Node(v, scalar ? 2 : 0, 0)) return false;
  return Return(result, Access::StringCopy(call.arena, writer.text()));
}

constexpr Entry kTable[] = {{BuiltinId::kYamlMarshal, kTyped<Marshal>}};

}  // namespace

std::span<const Entry> YamlFunctions() { return kTable; }

}  // namespace reeve::builtins
