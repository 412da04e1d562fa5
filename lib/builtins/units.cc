// units.parse ("10m", "1.5Gi": exact, ten digits behind the point) and units.parse_bytes ("10MiB": whole bytes).
#include "base/utf8.h"
#include "builtins/arguments.h"
#include "text/case.h"
#include "value/number.h"

namespace reeve::builtins {
namespace {

constexpr size_t kMaxExponentDigits = 6;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// The length of the number that the text starts with, by OPA's rules: an e counts only before digits or a sign. False:
// its exponent has too many digits.
bool NumberLength(std::string_view text, size_t* length) {
  size_t i = 0;
  for (; i < text.size(); ++i) {
    char c = text[i];
    if (c == 'e' || c == 'E') {
      if (i + 1 == text.size() || (!IsDigit(text[i + 1]) && text[i + 1] != '+' && text[i + 1] != '-')) break;
      if (!IsDigit(text[i + 1])) ++i;
      size_t end = i + 1;
      while (end < text.size() && IsDigit(text[end])) ++end;
      if (end - i - 1 > kMaxExponentDigits) return false;
    } else if (!IsDigit(c) && c != '.' && c != '+' && c != '-') {
      break;
    }
  }
  *length = i;
  return true;
}

// digits * 10^-scale.
struct Decimal {
  bool negative = false;
  std::string digits;
  int64_t scale = 0;
};

bool ParseDecimal(std::string_view text, Decimal* out) {
  size_t at = 0;
  if (at < text.size() && (text[at] == '+' || text[at] == '-')) out->negative = text[at++] == '-';
  bool any = false, point = false;
  for (; at < text.size() && (IsDigit(text[at]) || (text[at] == '.' && !point)); ++at) {
    if (text[at] == '.') {
      point = true;
      continue;
    }
    any = true;
    if (!out->digits.empty() || text[at] != '0') out->digits += text[at];
    if (point) ++out->scale;
  }
  if (!any) return false;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    bool negative = ++at < text.size() && text[at] == '-';
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    int64_t exponent = 0;
    size_t start = at;
    for (; at < text.size() && IsDigit(text[at]) && at - start <= kMaxExponentDigits; ++at)
      exponent = exponent * 10 + (text[at] - '0');
    if (at == start) return false;
    out->scale -= negative ? -exponent : exponent;
  }
  if (out->digits.empty()) out->scale = 0;
  return at == text.size();
}

bool MultiplyDigits(CallContext& call, Decimal* d, std::string_view factor) {
  if (d->digits.empty()) return true;
  call.budget.Charge(1 + d->digits.size() * factor.size() / 64);
  std::optional<Value> a = value::NumberFromText(call.arena, d->digits), b = value::NumberFromText(call.arena, factor);
  if (!a || !b) return FailBuiltin(call, "number too big");
  value::NumberResult product = value::Multiply(call.arena, *a, *b);
  if (product.error != value::ArithmeticError::kNone) return FailBuiltin(call, "number too big");
  d->digits = value::NumberText(product.value);
  return true;
}

// An integer as it is, anything else with ten digits behind the point, halves away from zero.
std::string DecimalText(Decimal d) {
  constexpr int64_t kShown = 10;
  std::string sign = d.negative && !d.digits.empty() ? "-" : "";
  while (d.scale > 0 && !d.digits.empty() && d.digits.back() == '0') {
    d.digits.pop_back();
    --d.scale;
  }
  if (d.digits.empty()) return "0";
  if (d.scale <= 0) return sign + d.digits.append(static_cast<size_t>(-d.scale), '0');
  if (d.scale > kShown) {
    int64_t drop = d.scale - kShown;
    int64_t keep = static_cast<int64_t>(d.digits.size()) - drop;
    bool up = keep >= 0 && d.digits[static_cast<size_t>(keep)] >= '5';
    d.digits.resize(keep > 0 ? static_cast<size_t>(keep) : 0);
    size_t i = d.digits.size();
    while (up && i > 0 && d.digits[i - 1] == '9') d.digits[--i] = '0';
    if (up && i > 0)
      ++d.digits[i - 1];
    else if (up)
      d.digits.insert(0, "1");
  } else {
    d.digits.append(static_cast<size_t>(kShown - d.scale), '0');
  }
  if (d.digits.size() <= kShown) d.digits.insert(0, static_cast<size_t>(kShown) + 1 - d.digits.size(), '0');
  return sign + d.digits.insert(d.digits.size() - kShown, ".");
}

// What a unit of units.parse stands for: ten to the `tens`, two to the `twos`.
struct Unit {
  std::string_view name;
  int tens;
  int twos;
};
constexpr Unit kUnits[] = {{"", 0, 0},    {"k", 3, 0},   {"K", 3, 0},   {"ki", 0, 10}, {"Ki", 0, 10}, {"M", 6, 0},
                           {"mi", 0, 20}, {"Mi", 0, 20}, {"g", 9, 0},   {"G", 9, 0},   {"gi", 0, 30}, {"Gi", 0, 30},
                           {"t", 12, 0},  {"T", 12, 0},  {"ti", 0, 40}, {"Ti", 0, 40}, {"p", 15, 0},  {"P", 15, 0},
                           {"pi", 0, 50}, {"Pi", 0, 50}, {"e", 18, 0},  {"E", 18, 0},  {"ei", 0, 60}, {"Ei", 0, 60}};

std::string Lower(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size();) {
    utf8::CodePoint c = utf8::Decode(text, i);
    utf8::Append(text::ToLower(c.value), out);
    i += c.size;
  }
  return out;
}

std::string WithoutQuotes(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c != '"') out += c;
  }
  return out;
}

bool Scale(CallContext& call, const std::string& unit, Decimal* d) {
  if (unit == "m") {
    // OPA's thousandth is the double: 1152921504606847 / 2^60, and dividing by 2^60 is multiplying with 5^60 and moving
    // the point.
    d->scale += 60;
    return MultiplyDigits(call, d, "1152921504606847") &&
           MultiplyDigits(call, d, "867361737988403547205962240695953369140625");
  }
  for (const Unit& u : kUnits) {
    if (u.name != unit) continue;
    d->scale -= u.tens;
    return u.twos == 0 || MultiplyDigits(call, d, std::to_string(int64_t{1} << u.twos));
  }
  return FailBuiltin(call, "units.parse: unit " + unit + " not recognized");
}

bool Parse(CallContext& call, Value* result, std::string_view raw) {
  call.budget.Charge(1 + raw.size() / 2);
  std::string text = WithoutQuotes(raw);
  if (text.find(' ') != std::string::npos)
    return FailBuiltin(call, "units.parse: spaces not allowed in resource strings");
  size_t length;
  if (!NumberLength(text, &length)) return FailBuiltin(call, "units.parse: exponent too large");
  if (length == 0) return FailBuiltin(call, "units.parse: no amount provided");
  std::string unit = text.substr(length);
  if (unit.size() > 1) unit = unit.substr(0, 1) + Lower(unit.substr(1));
  Decimal d;
  bool parsed = ParseDecimal(std::string_view(text).substr(0, length), &d);
  if (!Scale(call, unit, &d)) return false;
  if (!parsed) return FailBuiltin(call, "units.parse: could not parse amount to a number");
  if (d.scale < -static_cast<int64_t>(call.max_integer_digits)) return FailBuiltin(call, "number too big");
  call.budget.Charge(1 + (d.scale < 0 ? static_cast<uint64_t>(-d.scale) : 0) / 4);
  std::optional<Value> number = value::NumberFromText(call.arena, DecimalText(d));
  return number ? Return(result, *number) : FailBuiltin(call, "number too big");
}

constexpr std::string_view kByteUnits[] = {"k", "m", "g", "t", "p", "e"};

// Factor of "kb", "k", "kib", "ki" and the larger ones; 0: no unit.
int64_t BytesIn(std::string_view unit) {
  if (unit.empty()) return 1;
  int64_t decimal = 1, binary = 1;
  for (std::string_view letter : kByteUnits) {
    decimal *= 1000;
    binary *= 1024;
    if (unit.substr(0, 1) != letter) continue;
    std::string_view rest = unit.substr(1);
    return rest.empty() || rest == "b" ? decimal : rest == "i" || rest == "ib" ? binary : 0;
  }
  return 0;
}

bool ParseBytes(CallContext& call, Value* result, std::string_view raw) {
  call.budget.Charge(1 + raw.size() / 2);
  std::string text = WithoutQuotes(Lower(raw));
  if (text.find(' ') != std::string::npos)
    return FailBuiltin(call, "units.parse_bytes: spaces not allowed in resource strings");
  size_t length;
  if (!NumberLength(text, &length)) return FailBuiltin(call, "units.parse_bytes: exponent too large");
  if (length == 0) return FailBuiltin(call, "units.parse_bytes: no byte amount provided");
  int64_t factor = BytesIn(std::string_view(text).substr(length));
  if (factor == 0) return FailBuiltin(call, "units.parse_bytes: byte unit " + text.substr(length) + " not recognized");
  Decimal d;
  if (!ParseDecimal(std::string_view(text).substr(0, length), &d)) {
    return FailBuiltin(call, "units.parse_bytes: could not parse byte amount to a number");
  }
  if (d.digits.empty()) return Return(result, Value::Integer(0));
  std::string spelled = (d.negative ? "-" : "") + d.digits;
  if (d.scale != 0) spelled += "e" + std::to_string(-d.scale);
  std::optional<Value> number = value::NumberFromText(call.arena, spelled);
  if (!number) return FailBuiltin(call, "number too big");
  call.budget.Charge(call.max_integer_digits / 64);
  value::NumberResult bytes = value::MultiplyToInteger(call.arena, *number, Value::Integer(factor));
  if (bytes.error != value::ArithmeticError::kNone) return FailBuiltin(call, "number too big");
  return Return(result, bytes.value);
}

constexpr Entry kTable[] = {
    {BuiltinId::kUnitsParse, kTyped<Parse>},
    {BuiltinId::kUnitsParseBytes, kTyped<ParseBytes>},
};

}  // namespace

std::span<const Entry> UnitFunctions() { return kTable; }

}  // namespace reeve::builtins
