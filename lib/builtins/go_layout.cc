// The elements of a layout. See go_layout.h.
#include "builtins/go_layout.h"

#include <cstdio>

namespace reeve::builtins {
namespace {

struct Spelling {
  std::string_view text;
  Part part;
  bool whole_word = false;  // no lower case letter may follow: "Jan" is a month, "Janet" a name
};

// Of spellings that begin alike the first that fits counts.
constexpr Spelling kSpellings[] = {
    {"January", Part::kLongMonth},   {"Jan", Part::kMonth, true},   {"Monday", Part::kLongWeekDay},
    {"Mon", Part::kWeekDay, true},   {"MST", Part::kZone},          {"01", Part::kZeroMonth},
    {"02", Part::kZeroDay},          {"03", Part::kZeroHour12},     {"04", Part::kZeroMinute},
    {"05", Part::kZeroSecond},       {"06", Part::kYear},           {"002", Part::kZeroYearDay},
    {"15", Part::kHour},             {"1", Part::kNumMonth},        {"2006", Part::kLongYear},
    {"2", Part::kDay},               {"_2", Part::kUnderDay},       {"__2", Part::kUnderYearDay},
    {"3", Part::kHour12},            {"4", Part::kMinute},          {"5", Part::kSecond},
    {"PM", Part::kUpperPm},          {"pm", Part::kLowerPm},
};

struct OffsetSpelling {
  std::string_view text;  // behind - or Z
  int fields;
  bool colons;
};
constexpr OffsetSpelling kOffsets[] = {
    {"070000", 3, false}, {"07:00:00", 3, true}, {"0700", 2, false}, {"07:00", 2, true}, {"07", 1, false}};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool ReadOffset(std::string_view rest, Element* out) {
  if (rest[0] != '-' && rest[0] != 'Z') return false;
  for (const OffsetSpelling& o : kOffsets) {
    if (!rest.substr(1).starts_with(o.text)) continue;
    out->part = Part::kOffset;
    out->text = rest.substr(0, 1 + o.text.size());
    out->utc_as_z = rest[0] == 'Z';
    out->fields = o.fields;
    out->colons = o.colons;
    return true;
  }
  return false;
}

// A point or comma and a run of 0 or of 9 that no other digit follows.
bool ReadFraction(std::string_view rest, Element* out) {
  if ((rest[0] != '.' && rest[0] != ',') || rest.size() < 2 || (rest[1] != '0' && rest[1] != '9')) return false;
  size_t end = rest.find_first_not_of(rest[1], 1);
  if (end == std::string_view::npos) end = rest.size();
  if (end < rest.size() && IsDigit(rest[end])) return false;
  out->part = Part::kFraction;
  out->text = rest.substr(0, end);
  out->fields = static_cast<int>((end - 1) & 0xFFF);  // Go has 12 bits for the number of digits
  out->trim = rest[1] == '9';
  return true;
}

bool ReadName(std::string_view rest, Element* out) {
  for (const Spelling& s : kSpellings) {
    if (!rest.starts_with(s.text)) continue;
    if (s.whole_word && rest.size() > s.text.size() && rest[s.text.size()] >= 'a' && rest[s.text.size()] <= 'z') continue;
    out->part = s.part;
    out->text = rest.substr(0, s.text.size());
    return true;
  }
  return false;
}

}  // namespace

Element NextElement(std::string_view layout) {
  Element out;
  for (size_t i = 0; i < layout.size(); ++i) {
    std::string_view rest = layout.substr(i);
    size_t skipped = 0;
    if (rest.starts_with("_2006")) rest.remove_prefix(skipped = 1);  // the underscore is plain text
    if (!ReadOffset(rest, &out) && !ReadFraction(rest, &out) && !ReadName(rest, &out)) continue;
    out.before = layout.substr(0, i + skipped);
    out.after = rest.substr(out.text.size());
    return out;
  }
  out.before = layout;
  return out;
}

std::string QuoteForTime(std::string_view text) {
  std::string out = "\"";
  for (char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80 || static_cast<unsigned char>(c) < 0x20) {
      char hex[8];
      std::snprintf(hex, sizeof hex, "\\x%02x", static_cast<unsigned>(static_cast<unsigned char>(c)));
      out += hex;
      continue;
    }
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

}  // namespace reeve::builtins
