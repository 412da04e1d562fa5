// The verbs of Go's fmt, as sprintf needs them. Tested by tests/builtins/text_test.cc.
#include "builtins/go_format.h"

#include <string>

#include "base/utf8.h"
#include "builtins/go_number_format.h"
#include "value/format.h"
#include "value/number.h"

namespace reeve::builtins {
namespace {

constexpr int64_t kLargestWidth = 1000000;  // fmt's own

struct Flags {
  bool sharp = false, zero = false, plus = false, minus = false, space = false;
  bool sharp_v = false, plus_v = false;  // %#v and %+v
  bool has_width = false, has_precision = false;
  int64_t width = 0, precision = 0;
};

std::string_view TypeName(const FormatOperand& operand) {
  if (!operand.type.empty()) return operand.type;
  switch (operand.kind) {
    case FormatOperand::kInteger: return "int64";
    case FormatOperand::kBigInteger: return "*big.Int";
    case FormatOperand::kFloat: return "float64";
    case FormatOperand::kString: return "string";
    case FormatOperand::kBoolean: return "bool";
    case FormatOperand::kNil: return "<nil>";
    case FormatOperand::kComposite: return operand.value.is_array() ? "[]interface {}" : "map[string]interface {}";
  }
  return "";
}

// Writes one operand by one verb.
class Printer {
 public:
  Printer(const Flags& flags, TextBuilder* out) : f_(flags), out_(*out) {}

  void Print(const FormatOperand& operand, uint32_t verb) {
    if (verb == 'T') return PadText(Truncate(TypeName(operand)));
    bool known = false;
    switch (operand.kind) {
      case FormatOperand::kInteger:
        if (f_.sharp_v && verb == 'v' && operand.type == "uint8") {
          return Pad("0x" + FormatUnsigned(static_cast<uint64_t>(operand.integer), 16, false), false);
        }
        known = Integer(operand.integer, verb);
        break;
      case FormatOperand::kFloat: known = Float(operand.real, verb); break;
      case FormatOperand::kString: known = String(operand.text, verb); break;
      case FormatOperand::kBigInteger: return BigInteger(operand.text, verb);
      case FormatOperand::kBoolean: known = Boolean(operand.integer != 0, verb); break;
      case FormatOperand::kNil:
        known = verb == 'v';
        if (known) PadText("<nil>");
        break;
      case FormatOperand::kComposite: return Composite(operand.value, verb);
    }
    if (known) return;
    out_.Append("%!");
    out_.AppendCodePoint(verb);
    out_.Append('(');
    out_.Append(TypeName(operand));
    if (operand.kind != FormatOperand::kNil) {
      out_.Append('=');
      Print(operand, 'v');
    }
    out_.Append(')');
  }

 private:
  // Pads to the width, with zeros only to the left.
  void Padding(int64_t n, bool zeros) {
    if (n > 0) out_.Fill(static_cast<size_t>(n), zeros ? '0' : ' ');
  }
  void Pad(std::string_view text, bool zeros) {
    int64_t n = f_.has_width && f_.width != 0 ? f_.width - static_cast<int64_t>(utf8::Count(text)) : 0;
    if (!f_.minus) Padding(n, zeros);
    out_.Append(text);
    if (f_.minus) Padding(n, false);
  }
  void PadText(std::string_view text) { Pad(text, f_.zero && !f_.minus); }

  std::string_view Truncate(std::string_view text) const {
    if (!f_.has_precision) return text;
    size_t at = 0;
    for (int64_t n = f_.precision; n > 0 && at < text.size(); --n) at += utf8::Decode(text, at).size;
    return text.substr(0, at);
  }

  bool Integer(int64_t n, uint32_t verb) {
    switch (verb) {
      case 'v':
      case 'd': Based(n, 10, verb); return true;
      case 'b': Based(n, 2, verb); return true;
      case 'o':
      case 'O': Based(n, 8, verb); return true;
      case 'x':
      case 'X': Based(n, 16, verb); return true;
      case 'c': PadText(Character(n)); return true;
      case 'q': PadText(QuotedCharacter(n)); return true;
      case 'U': UnicodePoint(n); return true;
      default: return false;
    }
  }

  void Based(int64_t n, int base, uint32_t verb) {
    bool negative = n < 0;
    uint64_t magnitude = negative ? uint64_t{0} - static_cast<uint64_t>(n) : static_cast<uint64_t>(n);
    int64_t least = 0;  // digits
    if (f_.has_precision) {
      least = f_.precision;
      if (least == 0 && magnitude == 0) return Padding(f_.width, false);
    } else if (f_.zero && !f_.minus && f_.has_width) {
      least = f_.width - (negative || f_.plus || f_.space ? 1 : 0);
    }
    std::string digits = FormatUnsigned(magnitude, base, verb == 'X');
    if (static_cast<int64_t>(digits.size()) < least) digits.insert(0, static_cast<size_t>(least) - digits.size(), '0');
    if (f_.sharp && base == 2) digits.insert(0, "0b");
    if (f_.sharp && base == 8 && digits[0] != '0') digits.insert(0, "0");
    if (f_.sharp && base == 16) digits.insert(0, verb == 'X' ? "0X" : "0x");
    if (verb == 'O') digits.insert(0, "0o");
    if (negative)
      digits.insert(0, "-");
    else if (f_.plus)
      digits.insert(0, "+");
    else if (f_.space)
      digits.insert(0, " ");
    Pad(digits, false);
  }

  static uint32_t CodePoint(int64_t n) {
    return n < 0 || n > 0x10FFFF || (n >= 0xD800 && n < 0xE000) ? 0xFFFD : static_cast<uint32_t>(n);
  }

  static std::string Character(int64_t n) {
    std::string text;
    utf8::Append(CodePoint(n), text);
    return text;
  }

  // In single quotes.
  std::string QuotedCharacter(int64_t n) {
    std::string text = Quote(Character(n));
    std::string inner = text.substr(1, text.size() - 2);
    if (inner == "\\\"")
      inner = "\"";
    else if (inner == "'")
      inner = "\\'";
    return "'" + inner + "'";
  }

  void UnicodePoint(int64_t n) {
    std::string digits = FormatUnsigned(static_cast<uint64_t>(n), 16, true);
    size_t least = f_.has_precision && f_.precision > 4 ? static_cast<size_t>(f_.precision) : 4;
    if (digits.size() < least) digits.insert(0, least - digits.size(), '0');
    std::string text = "U+" + digits;
    if (f_.sharp && n >= 0 && n <= 0x10FFFF && CodePoint(n) == n) {
      std::string character = Character(n);
      if (n == '\'' || QuotedCharacter(n) == "'" + character + "'") text += " '" + character + "'";
    }
    Pad(text, false);
  }

  bool Float(double d, uint32_t verb) {
    char letter;
    int precision = -1;
    switch (verb) {
      case 'v': letter = 'g'; break;
      case 'b':
      case 'g':
      case 'G':
      case 'x':
      case 'X': letter = static_cast<char>(verb); break;
      case 'e':
      case 'E':
      case 'f':
        letter = static_cast<char>(verb);
        precision = 6;
        break;
      case 'F':
        letter = 'f';
        precision = 6;
        break;
      default: return false;
    }
    if (f_.has_precision) precision = static_cast<int>(f_.precision);
    std::string text = FormatDouble(d, letter, precision);
    if (text[0] != '-' && text[0] != '+') text.insert(0, "+");
    if (f_.space && text[0] == '+' && !f_.plus) text[0] = ' ';
    bool shows_sign = f_.plus || text[0] != '+';
    if (text[1] == 'I' || text[1] == 'N') {
      Pad(text, false);
    } else if (shows_sign && f_.zero && !f_.minus && f_.has_width && f_.width > static_cast<int64_t>(text.size())) {
      out_.Append(text[0]);
      Padding(f_.width - static_cast<int64_t>(text.size()), true);
      out_.Append(std::string_view(text).substr(1));
    } else {
      PadText(shows_sign ? std::string_view(text) : std::string_view(text).substr(1));
    }
    return true;
  }

  bool Boolean(bool b, uint32_t verb) {
    if (verb != 'v' && verb != 't') return false;
    PadText(b ? "true" : "false");
    return true;
  }

  // Each element by the same verb: [a b], map[k:v]. Recurses once a level of nesting.
  void Composite(const Value& v, uint32_t verb) {
    bool list = v.is_array();
    out_.Append(f_.sharp_v ? (list ? "[]interface {}{" : "map[string]interface {}{") : list ? "[" : "map[");
    for (size_t i = 0; i < v.size(); ++i) {
      if (i > 0) out_.Append(f_.sharp_v ? ", " : " ");
      if (!list) {
        Print(JsonOperand(out_.arena(), v.key(i)), verb);
        out_.Append(':');
      }
      Value member = list ? v.at(i) : v.value(i);
      if (member.is_null()) {
        out_.Append(f_.sharp_v ? "interface {}(nil)" : "<nil>");
      } else {
        Print(JsonOperand(out_.arena(), member), verb);
      }
    }
    out_.Append(f_.sharp_v ? '}' : ']');
  }

  bool String(std::string_view text, uint32_t verb) {
    switch (verb) {
      case 'v': PadText(f_.sharp_v ? std::string_view(Quote(Truncate(text))) : Truncate(text)); return true;
      case 's': PadText(Truncate(text)); return true;
      case 'x':
      case 'X': HexBytes(text, verb == 'X'); return true;
      case 'q': Quoted(Truncate(text)); return true;
      default: return false;
    }
  }

  void Quoted(std::string_view text) {
    if (f_.sharp && text.find_first_of("`\x7F") == std::string_view::npos && Quotable(text)) {
      PadText("`" + std::string(text) + "`");
    } else {
      PadText(Quote(text));
    }
  }

  // Whether a text can stand between back quotes.
  static bool Quotable(std::string_view text) {
    for (size_t i = 0; i < text.size();) {
      utf8::CodePoint c = utf8::Decode(text, i);
      if ((c.value < ' ' && c.value != '\t') || c.value == 0xFEFF || (c.value == 0xFFFD && c.size == 1)) return false;
      i += c.size;
    }
    return true;
  }

  std::string Quote(std::string_view text) const {
    std::string quoted;
    value::AppendQuoted(text, quoted);
    if (!f_.plus) return quoted;
    std::string ascii;
    for (size_t i = 0; i < quoted.size();) {
      utf8::CodePoint c = utf8::Decode(quoted, i);
      i += c.size;
      if (c.value < 0x80) {
        ascii += static_cast<char>(c.value);
        continue;
      }
      std::string hex = FormatUnsigned(c.value, 16, false);
      size_t size = c.value > 0xFFFF ? 8 : 4;
      ascii.append(size == 8 ? "\\U" : "\\u").append(size - hex.size(), '0').append(hex);
    }
    return ascii;
  }

  void HexBytes(std::string_view bytes, bool upper) {
    if (f_.has_precision && static_cast<uint64_t>(f_.precision) < bytes.size())
      bytes = bytes.substr(0, static_cast<size_t>(f_.precision));
    const char* digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";
    const char* prefix = upper ? "0X" : "0x";
    std::string text;
    for (size_t i = 0; i < bytes.size(); ++i) {
      if (f_.space && i > 0) text += ' ';
      if (f_.sharp && (i == 0 || f_.space)) text += prefix;
      text += digits[static_cast<unsigned char>(bytes[i]) >> 4];
      text += digits[bytes[i] & 15];
    }
    PadText(text);
  }

  // As math/big's Int formats itself.
  void BigInteger(std::string_view decimal, uint32_t verb) {
    int base = verb == 'b' ? 2 : verb == 'o' || verb == 'O' ? 8 : verb == 'x' || verb == 'X' ? 16 : 10;
    if (base == 10 && verb != 'd' && verb != 's' && verb != 'v') {
      out_.Append("%!");
      out_.AppendCodePoint(verb);
      out_.Append("(big.Int=");
      out_.Append(decimal);
      return out_.Append(')');
    }
    std::string digits =
        base == 10 ? std::string(decimal) : value::FormatInteger(*value::NumberFromBorrowedText(decimal), base);
    std::string sign;
    if (digits[0] == '-') {
      sign = "-";
      digits.erase(0, 1);
    } else if (f_.plus || f_.plus_v) {
      sign = "+";
    } else if (f_.space) {
      sign = " ";
    }
    if (verb == 'X') {
      for (char& c : digits) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
    }
    if (f_.sharp && base != 10)
      sign += verb == 'b' ? "0b" : verb == 'o' ? "0" : verb == 'x' ? "0x" : verb == 'X' ? "0X" : "";
    if (verb == 'O') sign += "0o";
    int64_t zeros = f_.has_precision ? f_.precision - static_cast<int64_t>(digits.size()) : 0;
    if (zeros < 0) zeros = 0;
    int64_t missing = f_.has_width ? f_.width - zeros - static_cast<int64_t>(sign.size() + digits.size()) : 0;
    if (missing > 0 && !f_.minus && f_.zero && !f_.has_precision)
      zeros = missing;
    else if (!f_.minus)
      Padding(missing, false);
    out_.Append(sign);
    Padding(zeros, true);
    out_.Append(digits);
    if (f_.minus) Padding(missing, false);
  }

  const Flags& f_;
  TextBuilder& out_;
};

// Walks the format.
class Formatter {
 public:
  Formatter(std::string_view format, std::span<const FormatOperand> operands, TextBuilder* out)
      : format_(format), operands_(operands), out_(*out) {}

  void Run() {
    while (at_ < format_.size()) {
      size_t percent = format_.find('%', at_);
      out_.Append(format_.substr(at_, percent - at_));
      if (percent == std::string_view::npos) break;
      at_ = percent + 1;
      if (!Verb()) break;
    }
    if (!reordered_ && next_ < operands_.size()) Extra();
  }

 private:
  bool AtEnd() const { return at_ >= format_.size(); }
  bool At(char c) const { return !AtEnd() && format_[at_] == c; }

  // One verb with its flags; false: the format ends too early.
  bool Verb() {
    flags_ = Flags{};
    good_index_ = true;
    TakeFlags();
    bool after_index = TakeIndex();
    TakeWidth(&after_index);
    if (at_ + 1 < format_.size() && format_[at_] == '.') TakePrecision(&after_index);
    if (!after_index) TakeIndex();
    if (AtEnd()) {
      out_.Append("%!(NOVERB)");
      return false;
    }
    utf8::CodePoint verb = utf8::Decode(format_, at_);
    at_ += verb.size;
    if (verb.value == '%') {
      out_.Append('%');
    } else if (!good_index_ || next_ >= operands_.size()) {
      out_.Append("%!");
      out_.AppendCodePoint(verb.value);
      out_.Append(good_index_ ? "(MISSING)" : "(BADINDEX)");
    } else {
      if (verb.value == 'v' || verb.value == 'w') {
        flags_.sharp_v = std::exchange(flags_.sharp, false);
        flags_.plus_v = std::exchange(flags_.plus, false);
      }
      Printer(flags_, &out_).Print(operands_[next_++], verb.value);
    }
    return true;
  }

  void TakeFlags() {
    for (; !AtEnd(); ++at_) {
      switch (format_[at_]) {
        case '#': flags_.sharp = true; break;
        case '0': flags_.zero = true; break;
        case '+': flags_.plus = true; break;
        case '-': flags_.minus = true; break;
        case ' ': flags_.space = true; break;
        default: return;
      }
    }
  }

  // Digits; *present unless there are none, or far too many (then all of the format is skipped, as fmt does).
  int64_t TakeNumber(size_t end, bool* present) {
    int64_t n = 0;
    *present = false;
    for (; at_ < end && format_[at_] >= '0' && format_[at_] <= '9'; ++at_) {
      if (n > kLargestWidth) {
        at_ = end;
        *present = false;
        return 0;
      }
      n = n * 10 + (format_[at_] - '0');
      *present = true;
    }
    return n;
  }

  // [n]: the operand to take next. True if one stands here that can be read.
  bool TakeIndex() {
    if (!At('[')) return false;
    reordered_ = true;
    size_t close = format_.find(']', at_ + 1);
    if (close == std::string_view::npos || format_.size() - at_ < 3) {
      good_index_ = false;
      ++at_;
      return false;
    }
    ++at_;
    bool present;
    int64_t n = TakeNumber(close, &present);
    bool readable = present && at_ == close;
    at_ = close + 1;
    if (readable && n >= 1 && static_cast<uint64_t>(n) <= operands_.size()) {
      next_ = static_cast<size_t>(n - 1);
    } else {
      good_index_ = false;
    }
    return readable;
  }

  // * : a width or precision from the operands.
  bool TakeFromOperand(int64_t* n) {
    *n = 0;
    if (next_ >= operands_.size()) return false;
    const FormatOperand& operand = operands_[next_++];
    if (operand.kind != FormatOperand::kInteger || operand.integer > kLargestWidth || operand.integer < -kLargestWidth)
      return false;
    *n = operand.integer;
    return true;
  }

  void TakeWidth(bool* after_index) {
    if (!At('*')) {
      flags_.width = TakeNumber(format_.size(), &flags_.has_width);
      if (*after_index && flags_.has_width) good_index_ = false;
      return;
    }
    ++at_;
    flags_.has_width = TakeFromOperand(&flags_.width);
    if (!flags_.has_width) out_.Append("%!(BADWIDTH)");
    if (flags_.width < 0) {
      flags_.width = -flags_.width;
      flags_.minus = true;
      flags_.zero = false;
    }
    *after_index = false;
  }

  void TakePrecision(bool* after_index) {
    ++at_;
    if (*after_index) good_index_ = false;
    *after_index = TakeIndex();
    if (!At('*')) {
      bool present;
      flags_.precision = TakeNumber(format_.size(), &present);
      flags_.has_precision = true;
      return;
    }
    ++at_;
    flags_.has_precision = TakeFromOperand(&flags_.precision);
    if (flags_.precision < 0) {
      flags_.precision = 0;
      flags_.has_precision = false;
    }
    if (!flags_.has_precision) out_.Append("%!(BADPREC)");
    *after_index = false;
  }

  void Extra() {
    flags_ = Flags{};
    out_.Append("%!(EXTRA ");
    for (size_t i = next_; i < operands_.size(); ++i) {
      if (i > next_) out_.Append(", ");
      out_.Append(TypeName(operands_[i]));
      if (operands_[i].kind == FormatOperand::kNil) continue;
      out_.Append('=');
      Printer(flags_, &out_).Print(operands_[i], 'v');
    }
    out_.Append(')');
  }

  std::string_view format_;
  std::span<const FormatOperand> operands_;
  TextBuilder& out_;
  Flags flags_;
  size_t at_ = 0;
  size_t next_ = 0;  // operand
  bool reordered_ = false;
  bool good_index_ = true;
};

}  // namespace

FormatOperand JsonOperand(Arena& arena, const Value& v) {
  FormatOperand operand;
  switch (v.kind()) {
    case Kind::kNull: operand.kind = FormatOperand::kNil; break;
    case Kind::kBoolean:
      operand.kind = FormatOperand::kBoolean;
      operand.integer = v.boolean();
      break;
    case Kind::kNumber:
      operand.text = Access::IsInt64(v) ? arena.CopyText(value::NumberText(v)) : Access::Text(v);
      operand.type = "json.Number";
      break;
    case Kind::kString: operand.text = v.string(); break;
    default:
      operand.kind = FormatOperand::kComposite;
      operand.value = v;
  }
  return operand;
}

void PrintGo(std::span<const FormatOperand> operands, bool line, TextBuilder* out) {
  Flags flags;
  for (size_t i = 0; i < operands.size(); ++i) {
    bool texts = i == 0 || operands[i].kind == FormatOperand::kString || operands[i - 1].kind == FormatOperand::kString;
    if (line ? i > 0 : !texts) out->Append(' ');
    Printer(flags, out).Print(operands[i], 'v');
  }
  if (line) out->Append('\n');
}

void FormatGo(std::string_view format, std::span<const FormatOperand> operands, TextBuilder* out) {
  Formatter(format, operands, out).Run();
}

}  // namespace reeve::builtins
