// Functions that templates may call, but for `and` and `or`, which look at their operands one by one. See template.h.
#include <absl/strings/str_cat.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "base/utf8.h"
#include "builtins/encoding.h"
#include "builtins/go_format.h"
#include "builtins/go_number_format.h"
#include "builtins/template.h"
#include "value/format.h"
#include "value/number.h"

namespace reeve::builtins {
namespace {

using Operands = std::span<const TemplateValue>;
using Kind = TemplateValue::Kind;

constexpr size_t kAny = SIZE_MAX;
constexpr TemplateFunction kFunctions[] = {
    {"and", 1, kAny, false},  {"call", 1, kAny, false},  {"eq", 1, kAny, false},      {"ge", 2, 2, false},         {"gt", 2, 2, false},
    {"html", 0, kAny, false}, {"index", 1, kAny, false}, {"js", 0, kAny, false},      {"le", 2, 2, false},         {"len", 1, 1, false},
    {"lt", 2, 2, false},      {"ne", 2, 2, false},       {"not", 1, 1, false},        {"or", 1, kAny, false},      {"print", 0, kAny, false},
    {"printf", 1, kAny, true}, {"println", 0, kAny, false}, {"slice", 1, kAny, false}, {"urlquery", 0, kAny, false}};

TemplateValue Boolean(bool b) {
  TemplateValue v;
  v.kind = Kind::kBool;
  v.truth = b;
  return v;
}
TemplateValue Integer(int64_t n, Kind kind = Kind::kInteger) {
  TemplateValue v;
  v.kind = kind;
  v.integer = n;
  return v;
}
TemplateValue String(std::string_view text, Kind kind = Kind::kString) {
  TemplateValue v;
  v.kind = kind;
  v.text = text;
  return v;
}

bool IsText(const TemplateValue& v) { return v.kind == Kind::kString || v.kind == Kind::kNumber; }

FormatOperand ToOperand(const TemplateValue& v) {
  FormatOperand operand;
  switch (v.kind) {
    case Kind::kNone: case Kind::kNull: operand.kind = FormatOperand::kNil; break;
    case Kind::kBool:
      operand.kind = FormatOperand::kBoolean;
      operand.integer = v.truth;
      break;
    case Kind::kInteger: case Kind::kByte:
      operand.kind = FormatOperand::kInteger;
      operand.integer = v.integer;
      break;
    case Kind::kFloat:
      operand.kind = FormatOperand::kFloat;
      operand.real = v.real;
      break;
    case Kind::kString: case Kind::kNumber: operand.text = v.text; break;
    case Kind::kList: case Kind::kMap:
      operand.kind = FormatOperand::kComposite;
      operand.value = v.value;
      return operand;
  }
  if (!v.nothing()) operand.type = GoTypeName(v);
  return operand;
}

std::vector<FormatOperand> ToOperands(Operands operands) {
  std::vector<FormatOperand> out;
  for (const TemplateValue& v : operands) out.push_back(ToOperand(v));
  return out;
}

class Functions {
 public:
  Functions(CallContext& call, std::string* error) : call_(call), error_(*error) {}

  bool Call(std::string_view name, Operands operands, TemplateValue* result) {
    if (name == "print" || name == "println") return Print(operands, name == "println", result);
    if (name == "printf") return Printf(operands, result);
    if (name == "html" || name == "js" || name == "urlquery") return Escape(name, operands, result);
    if (name == "len") return Length(operands[0], result);
    if (name == "index") return Index(operands, result);
    if (name == "slice") return Slice(operands, result);
    if (name == "not") return *result = Boolean(!IsTrue(operands[0])), true;
    if (name == "call") return Fail(operands[0].nothing() ? "call of nil" : "non-function of type " + std::string(GoTypeName(operands[0])));
    return Compare(name, operands, result);
  }

 private:
  bool Fail(std::string text) {
    error_ = std::move(text);
    return false;
  }

  bool Print(Operands operands, bool line, TemplateValue* result) {
    TextBuilder out(call_);
    PrintGo(ToOperands(operands), line, &out);
    *result = String(out.Finish().string());
    return true;
  }
  bool Printf(Operands operands, TemplateValue* result) {
    TextBuilder out(call_);
    call_.budget.Charge(1 + operands[0].text.size() / 4);
    FormatGo(operands[0].text, ToOperands(operands.subspan(1)), &out);
    *result = String(out.Finish().string());
    return true;
  }

  // The operands as print writes them, but for nothing, which html and its like show as <no value>.
  std::string_view Joined(Operands operands) {
    std::vector<FormatOperand> list = ToOperands(operands);
    for (FormatOperand& operand : list) {
      if (operand.kind != FormatOperand::kNil) continue;
      operand = FormatOperand();
      operand.text = "<no value>";
    }
    TextBuilder out(call_);
    PrintGo(list, false, &out);
    return out.Finish().string();
  }
  bool Escape(std::string_view name, Operands operands, TemplateValue* result) {
    std::string_view text = Joined(operands);
    TextBuilder out(call_, text.size() + 16);
    if (name == "urlquery") AppendQueryEscaped(text, &out);
    for (size_t i = 0; name != "urlquery" && i < text.size();) {
      size_t size = name == "js" ? utf8::Decode(text, i).size : 1;
      std::string_view character = text.substr(i, size);
      i += size;
      if (name == "html") EscapeHtml(character, &out);
      if (name == "js") EscapeJs(character, &out);
    }
    *result = String(out.Finish().string());
    return true;
  }
  static void EscapeHtml(std::string_view c, TextBuilder* out) {
    switch (c[0]) {
      case '\0': return out->Append("\xEF\xBF\xBD");
      case '"': return out->Append("&#34;");
      case '\'': return out->Append("&#39;");
      case '&': return out->Append("&amp;");
      case '<': return out->Append("&lt;");
      case '>': return out->Append("&gt;");
      default: return out->Append(c);
    }
  }
  static void EscapeJs(std::string_view c, TextBuilder* out) {
    unsigned char byte = static_cast<unsigned char>(c[0]);
    if (byte < 0x80) {
      if (c == "\\" || c == "'" || c == "\"") out->Append('\\');
      bool coded = byte < ' ' || c == "<" || c == ">" || c == "&" || c == "=";
      if (!coded) return out->Append(c);
    } else {
      std::string quoted;
      value::AppendQuoted(c, quoted);
      if (quoted.size() == c.size() + 2) return out->Append(c);  // it can be printed
    }
    std::string hex = FormatUnsigned(utf8::Decode(c, 0).value, 16, true);
    out->Append("\\u");
    if (hex.size() < 4) out->Fill(4 - hex.size(), '0');
    out->Append(hex);
  }
  bool Length(const TemplateValue& v, TemplateValue* result) {
    if (v.nothing()) return Fail(v.kind == Kind::kNull ? "len of nil pointer" : "reflect: call of reflect.Value.Type on zero Value");
    if (IsText(v)) return *result = Integer(static_cast<int64_t>(v.text.size())), true;
    if (v.kind != Kind::kList && v.kind != Kind::kMap) return Fail("len of type " + std::string(GoTypeName(v)));
    return *result = Integer(static_cast<int64_t>(v.value.size())), true;
  }

  bool TakeIndex(const TemplateValue& v, size_t most, size_t* out) {
    if (v.nothing()) return Fail("cannot index slice/array with nil");
    if (v.kind != Kind::kInteger && v.kind != Kind::kByte) return Fail("cannot index slice/array with type " + std::string(GoTypeName(v)));
    if (v.integer < 0 || static_cast<uint64_t>(v.integer) > most) return Fail(absl::StrCat("index out of range: ", v.integer));
    *out = static_cast<size_t>(v.integer);
    return true;
  }
  bool Index(Operands operands, TemplateValue* result) {
    TemplateValue item = operands[0];
    if (item.nothing()) return Fail("index of untyped nil");
    for (const TemplateValue& index : operands.subspan(1)) {
      if (item.nothing()) return Fail("index of nil pointer");
      if (item.kind == Kind::kMap) {
        if (index.nothing()) return Fail("value is nil; should be of type string");
        if (index.kind != Kind::kString) return Fail("value has type " + std::string(GoTypeName(index)) + "; should be string");
        item = FromRego(call_.arena, item.value.Find(index.text).value_or(Value::Null()));
        continue;
      }
      bool list = item.kind == Kind::kList;
      if (!list && !IsText(item)) return Fail("can't index item of type " + std::string(GoTypeName(item)));
      size_t size = list ? item.value.size() : item.text.size(), at;
      if (!TakeIndex(index, size, &at)) return false;
      if (at == size) return Fail(list ? "reflect: slice index out of range" : "reflect: string index out of range");
      item = list ? FromRego(call_.arena, item.value.at(at)) : Integer(static_cast<unsigned char>(item.text[at]), Kind::kByte);
    }
    *result = item;
    return true;
  }
  bool Slice(Operands operands, TemplateValue* result) {
    const TemplateValue& item = operands[0];
    if (item.nothing()) return Fail("slice of untyped nil");
    if (operands.size() > 4) return Fail(absl::StrCat("too many slice indexes: ", operands.size() - 1));
    bool list = item.kind == Kind::kList;
    if (!list && !IsText(item)) return Fail("can't slice item of type " + std::string(GoTypeName(item)));
    if (!list && operands.size() == 4) return Fail("cannot 3-index slice a string");
    size_t size = list ? item.value.size() : item.text.size();
    size_t bounds[3] = {0, size, size};
    for (size_t i = 1; i < operands.size(); ++i) {
      if (!TakeIndex(operands[i], size, &bounds[i - 1])) return false;
    }
    for (size_t i = 0; i < 2; ++i) {
      if (bounds[i] > bounds[i + 1]) return Fail(absl::StrCat("invalid slice index: ", bounds[i], " > ", bounds[i + 1]));
    }
    *result = item;
    if (list) {
      result->value = Access::Array(Access::Elements(item.value) + bounds[0], bounds[1] - bounds[0]);
    } else {
      result->text = item.text.substr(bounds[0], bounds[1] - bounds[0]);
    }
    return true;
  }

  // Kinds that can be compared with their like only; 0 for lists, maps and nothing.
  static int BasicKind(const TemplateValue& v) {
    switch (v.kind) {
      case Kind::kBool: return 1;
      case Kind::kInteger: return 2;
      case Kind::kByte: return 3;
      case Kind::kFloat: return 4;
      case Kind::kString: case Kind::kNumber: return 5;
      default: return 0;
    }
  }
  static bool AreIntegers(int a, int b) { return (a == 2 || a == 3) && (b == 2 || b == 3); }
  bool FailIncompatible(const TemplateValue& a, const TemplateValue& b) {
    return Fail("incompatible types for comparison: " + std::string(GoTypeName(a)) + " and " + std::string(GoTypeName(b)));
  }
  bool Equal(Operands operands, bool* equal) {
    if (operands.size() < 2) return Fail("missing argument for comparison");
    const TemplateValue& a = operands[0];
    for (const TemplateValue& b : operands.subspan(1)) {
      int ka = BasicKind(a), kb = BasicKind(b);
      if (AreIntegers(ka, kb)) {
        *equal = a.integer == b.integer;
      } else if (ka != kb) {
        if (!a.nothing() && !b.nothing()) return FailIncompatible(a, b);
        *equal = false;
      } else if (ka == 0) {
        if (!a.nothing() && !b.nothing()) return Fail("non-comparable type: " + std::string(GoTypeName(a)));
        *equal = a.nothing() == b.nothing();
      } else {
        *equal = ka == 1 ? a.truth == b.truth : ka == 4 ? a.real == b.real : a.text == b.text;
      }
      if (*equal) return true;
    }
    return true;
  }
  bool Less(const TemplateValue& a, const TemplateValue& b, bool* less) {
    int ka = BasicKind(a), kb = BasicKind(b);
    if (ka == 0 || kb == 0) return Fail("invalid type for comparison");
    if (AreIntegers(ka, kb)) return *less = a.integer < b.integer, true;
    if (ka != kb) return FailIncompatible(a, b);
    if (ka == 1) return Fail("invalid type for comparison");
    *less = ka == 4 ? a.real < b.real : a.text < b.text;
    return true;
  }
  bool Compare(std::string_view name, Operands operands, TemplateValue* result) {
    if (operands.size() > 1) call_.budget.Charge(1 + operands.size() + std::min(operands[0].text.size(), operands[1].text.size()) / 16);
    bool equal = false, less = false;
    if (name == "eq" || name == "ne") {
      if (!Equal(operands, &equal)) return false;
      return *result = Boolean(equal == (name == "eq")), true;
    }
    if (!Less(operands[0], operands[1], &less)) return false;
    bool or_equal = name == "le" || name == "gt";  // > is what is not <=
    if (or_equal && !less && !Equal(operands, &equal)) return false;
    bool answer = or_equal ? less || equal : less;
    *result = Boolean(name == "le" || name == "lt" ? answer : !answer);
    return true;
  }

  CallContext& call_;
  std::string& error_;
};

}  // namespace

const TemplateFunction* FindTemplateFunction(std::string_view name) {
  for (const TemplateFunction& function : kFunctions) {
    if (function.name == name) return &function;
  }
  return nullptr;
}

bool CallTemplateFunction(CallContext& call, std::string_view name, std::span<const TemplateValue> operands, TemplateValue* result,
                          std::string* error) {
  return Functions(call, error).Call(name, operands, result);
}

TemplateValue FromRego(Arena& arena, const Value& v) {
  TemplateValue out;
  switch (v.kind()) {
    case reeve::Kind::kNull: out.kind = Kind::kNull; break;
    case reeve::Kind::kBoolean: out = Boolean(v.boolean()); break;
    case reeve::Kind::kNumber: out = String(Access::IsInt64(v) ? arena.CopyText(value::NumberText(v)) : Access::Text(v), Kind::kNumber); break;
    case reeve::Kind::kString: out = String(v.string()); break;
    case reeve::Kind::kArray: out.kind = Kind::kList; out.value = v; break;
    case reeve::Kind::kObject: out.kind = Kind::kMap; out.value = v; break;
    case reeve::Kind::kSet: break;  // JSON has none
  }
  return out;
}

bool IsTrue(const TemplateValue& v) {
  switch (v.kind) {
    case Kind::kBool: return v.truth;
    case Kind::kInteger: case Kind::kByte: return v.integer != 0;
    case Kind::kFloat: return v.real != 0;
    case Kind::kString: case Kind::kNumber: return !v.text.empty();
    case Kind::kList: case Kind::kMap: return v.value.size() > 0;
    default: return false;
  }
}

std::string_view GoTypeName(const TemplateValue& v) {
  if (v.boxed) return "interface {}";
  switch (v.kind) {
    case Kind::kBool: return "bool";
    case Kind::kInteger: return "int";
    case Kind::kByte: return "uint8";
    case Kind::kFloat: return "float64";
    case Kind::kString: return "string";
    case Kind::kNumber: return "json.Number";
    case Kind::kList: return "[]interface {}";
    case Kind::kMap: return "map[string]interface {}";
    default: return "interface {}";
  }
}

void PrintTemplateValue(const TemplateValue& v, TextBuilder* out) {
  if (v.nothing()) return out->Append("<no value>");
  FormatOperand operand = ToOperand(v);
  PrintGo({&operand, 1}, false, out);
}

}  // namespace reeve::builtins
