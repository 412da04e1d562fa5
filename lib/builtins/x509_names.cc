// Scalars of certificates: times, strings, domain names, mailboxes, object identifiers. See x509.h.
#include <chrono>

#include "base/utf8.h"
#include "builtins/x509.h"
#include "crypto/big_integer.h"

namespace reeve::builtins {
namespace {

namespace tag = crypto::tag;
constexpr size_t kNowhere = std::string_view::npos;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool TakeNumber(std::string_view* text, size_t digits, int* out) {
  if (text->size() < digits) return false;
  *out = 0;
  for (char c : text->substr(0, digits)) {
    if (!IsDigit(c)) return false;
    *out = *out * 10 + (c - '0');
  }
  text->remove_prefix(digits);
  return true;
}

// Z, or an offset +hhmm that is not zero.
bool TakeOffset(std::string_view* text, int* minutes) {
  *minutes = 0;
  if (*text == "Z") return true;
  if (text->empty() || ((*text)[0] != '+' && (*text)[0] != '-')) return false;
  bool negative = (*text)[0] == '-';
  text->remove_prefix(1);
  int hour = 0, minute = 0;
  if (!TakeNumber(text, 2, &hour) || !TakeNumber(text, 2, &minute) || !text->empty()) return false;
  if (hour > 24 || minute > 59 || (hour == 0 && minute == 0)) return false;
  *minutes = (negative ? -1 : 1) * (hour * 60 + minute);
  return true;
}

// What follows the year.
bool TakeRest(std::string_view text, int year, bool seconds, CertificateTime* out) {
  int month = 0, day = 0, hour = 0, minute = 0, second = 0;
  if (!TakeNumber(&text, 2, &month) || !TakeNumber(&text, 2, &day) || !TakeNumber(&text, 2, &hour) || !TakeNumber(&text, 2, &minute) ||
      (seconds && !TakeNumber(&text, 2, &second)) || !TakeOffset(&text, &out->offset_minutes)) {
    return false;
  }
  std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                   std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok() || hour > 23 || minute > 59 || second > 59) return false;
  int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
  out->seconds = days * 86400 + hour * 3600 + (minute - out->offset_minutes) * 60 + second;
  return true;
}

void AppendPadded(int n, size_t digits, std::string* out) {
  std::string text = std::to_string(n);
  if (text.size() < digits) out->append(digits - text.size(), '0');
  *out += text;
}

bool IsPrintable(char c) {
  return IsDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '\'' && c <= ')') || (c >= '+' && c <= '/') ||
         std::string_view(" :=?*&").find(c) != kNowhere;
}

// UCS-2, big-endian; no surrogates and no noncharacters.
bool AppendBmp(std::string_view contents, std::string* out) {
  if (contents.size() % 2 != 0) return false;
  if (contents.ends_with(std::string_view("\0\0", 2))) contents.remove_suffix(2);
  for (size_t i = 0; i < contents.size(); i += 2) {
    uint32_t point = static_cast<uint32_t>(static_cast<uint8_t>(contents[i]) << 8 | static_cast<uint8_t>(contents[i + 1]));
    if (point >= 0xFFFE || (point >= 0xFDD0 && point <= 0xFDEF) || (point >= 0xD800 && point <= 0xDFFF)) return false;
    utf8::Append(point, *out);
  }
  return true;
}

}  // namespace

bool ParseUtcTime(std::string_view text, CertificateTime* out) {
  int year = 0;
  if (!TakeNumber(&text, 2, &year)) return false;
  year += year < 50 ? 2000 : 1900;
  return TakeRest(text, year, true, out) || TakeRest(text, year, false, out);
}

bool ParseGeneralizedTime(std::string_view text, CertificateTime* out) {
  int year = 0;
  return TakeNumber(&text, 4, &year) && TakeRest(text, year, true, out);
}

std::optional<std::string> TimeText(const CertificateTime& t) {
  int64_t local = t.seconds + t.offset_minutes * 60;
  int64_t days = local / 86400 - (local % 86400 < 0 ? 1 : 0);
  int second = static_cast<int>(local - days * 86400);
  std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(days))};
  int offset = t.offset_minutes < 0 ? -t.offset_minutes : t.offset_minutes;
  if (offset >= 24 * 60) return std::nullopt;
  std::string text;
  AppendPadded(static_cast<int>(date.year()), 4, &text);
  AppendPadded(static_cast<int>(static_cast<unsigned>(date.month())), 2, &(text += '-'));
  AppendPadded(static_cast<int>(static_cast<unsigned>(date.day())), 2, &(text += '-'));
  AppendPadded(second / 3600, 2, &(text += 'T'));
  AppendPadded(second / 60 % 60, 2, &(text += ':'));
  AppendPadded(second % 60, 2, &(text += ':'));
  if (offset == 0) return text + "Z";
  AppendPadded(offset / 60, 2, &(text += t.offset_minutes < 0 ? '-' : '+'));
  AppendPadded(offset % 60, 2, &(text += ':'));
  return text;
}

bool Asn1Text(CallContext& call, uint8_t kind, std::string_view contents, Value* out, std::string* why) {
  auto all = [contents](auto is) { return std::all_of(contents.begin(), contents.end(), is); };
  std::string converted;
  bool valid = true;
  std::string_view name;
  switch (kind) {
    case tag::kTeletexString:  // read as Latin-1
      for (char c : contents) utf8::Append(static_cast<uint8_t>(c), converted);
      *out = Access::StringCopy(call.arena, converted);
      return true;
    case tag::kBmpString:
      name = "invalid BMPString";
      valid = AppendBmp(contents, &converted);
      if (valid) *out = Access::StringCopy(call.arena, converted);
      break;
    case tag::kPrintableString: name = "invalid PrintableString"; valid = all(IsPrintable); break;
    case tag::kUtf8String: name = "invalid UTF-8 string"; valid = utf8::IsValid(contents); break;
    case tag::kIa5String: name = "invalid IA5String"; valid = utf8::IsAscii(contents); break;
    case tag::kNumericString: name = "invalid NumericString"; valid = all([](char c) { return IsDigit(c) || c == ' '; }); break;
    default:
      *why = "unsupported string type: " + std::to_string(kind);
      return false;
  }
  if (!valid) *why = name;
  if (valid && kind != tag::kBmpString) *out = Access::String(contents);
  return valid;
}

std::string_view RightAligned(CallContext& call, const crypto::BitString& bits) {
  size_t shift = (8 - bits.bits % 8) % 8;
  if (shift == 0) return bits.bytes;
  std::string shifted;
  uint8_t before = 0;
  for (char c : bits.bytes) {
    uint8_t b = static_cast<uint8_t>(c);
    shifted += static_cast<char>(b >> shift | before << (8 - shift));
    before = b;
  }
  return call.arena.CopyText(shifted);
}

bool IsDomainName(std::string_view name, bool is_constraint) {
  if (name.empty()) return true;
  if (name.ends_with('.')) return false;
  if (is_constraint && name[0] == '.') name.remove_prefix(1);
  bool label_is_empty = true;
  for (char c : name) {
    if (c < 33 || c > 126) return false;
    if (c == '.' && label_is_empty) return false;
    label_is_empty = c == '.';
  }
  return !label_is_empty;
}

std::string LongOidText(CallContext& call, std::string_view contents) {
  std::string text;
  bool first = true;
  for (size_t i = 0; i < contents.size();) {
    size_t end = i;
    while (end < contents.size() && (static_cast<uint8_t>(contents[end]) & 0x80)) ++end;
    if (end == contents.size()) break;  // a number without its last digit is left out
    std::string number((end + 1 - i) * 7 / 8 + 1, '\0');  // the digits of 7 bits as bytes
    size_t bit = 0;
    for (size_t digit = end + 1; digit-- > i;) {
      uint32_t bits = static_cast<uint32_t>(contents[digit] & 0x7F) << bit % 8;
      size_t at = number.size() - 1 - bit / 8;
      number[at] = static_cast<char>(number[at] | static_cast<char>(bits));
      if (bits > 0xFF && at > 0) number[at - 1] = static_cast<char>(number[at - 1] | static_cast<char>(bits >> 8));
      bit += 7;
    }
    call.budget.Charge(crypto::DecimalWork(number.size()));
    if (first) {
      int value = static_cast<uint8_t>(number.back());
      if (value < 80 && number.find_first_not_of('\0') >= number.size() - 1) {
        text = std::to_string(value / 40) + "." + std::to_string(value % 40);
      } else {
        int borrow = 80;  // the first two numbers are 2 and what is above 80
        for (size_t at = number.size(); at-- > 0 && borrow > 0;) {
          int byte = static_cast<uint8_t>(number[at]) - borrow;
          borrow = byte < 0 ? 1 : 0;
          number[at] = static_cast<char>(byte);
        }
        text = "2." + crypto::DecimalText(number);
      }
      first = false;
    } else {
      text += "." + crypto::DecimalText(number);
    }
    i = end + 1;
  }
  return text;
}

namespace {

// A character of a quoted local part; behind a backslash, more may stand.
bool IsQuoted(uint8_t c) {
  return c == 11 || c == 12 || c == 32 || c == 33 || c == 127 || (c >= 1 && c <= 8) || (c >= 14 && c <= 31) || (c >= 35 && c <= 91) ||
         (c >= 93 && c <= 126);
}
bool IsEscaped(uint8_t c) { return c == 11 || c == 12 || (c >= 1 && c <= 9) || (c >= 14 && c <= 127); }
bool IsAtom(char c) {
  return IsDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || std::string_view("!#$%&'*+-/=?^_`{|}~.").find(c) != kNowhere;
}

bool TakeQuotedPart(std::string_view* in, std::string* out) {
  in->remove_prefix(1);
  for (;;) {
    if (in->empty()) return false;
    uint8_t c = static_cast<uint8_t>((*in)[0]);
    in->remove_prefix(1);
    if (c == '"') return true;
    if (c == '\\') {
      if (in->empty() || !IsEscaped(static_cast<uint8_t>((*in)[0]))) return false;
      *out += (*in)[0];
      in->remove_prefix(1);
    } else if (IsQuoted(c)) {
      *out += static_cast<char>(c);
    } else {
      return false;
    }
  }
}

bool TakeAtoms(std::string_view* in, std::string* out) {
  while (!in->empty()) {
    if ((*in)[0] == '\\') {
      in->remove_prefix(1);
      if (in->empty()) return false;
    } else if (!IsAtom((*in)[0])) {
      break;
    }
    *out += (*in)[0];
    in->remove_prefix(1);
  }
  return !out->empty() && !out->starts_with('.') && !out->ends_with('.') && out->find("..") == std::string::npos;
}

}  // namespace

bool ParseMailbox(std::string_view text, Mailbox* out) {
  *out = {};
  if (text.empty()) return false;
  bool read = text[0] == '"' ? TakeQuotedPart(&text, &out->local) : TakeAtoms(&text, &out->local);
  if (!read || !text.starts_with('@')) return false;
  out->domain = text.substr(1);
  return IsDomainName(out->domain, false);
}

}  // namespace reeve::builtins
