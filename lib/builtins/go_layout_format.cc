// Writes times by a layout. See go_layout.h.
#include <cstdlib>

#include "builtins/go_layout.h"

namespace reeve::builtins {
namespace {

std::string Padded(int64_t n, size_t width, char pad = '0') {
  std::string digits = std::to_string(n);
  return digits.size() < width ? std::string(width - digits.size(), pad) + digits : digits;
}

std::string Fraction(const Element& e, int64_t nanoseconds) {
  if (e.trim && nanoseconds == 0) return "";
  std::string digits = Padded(nanoseconds, 9);
  if (e.fields < 9) digits.resize(static_cast<size_t>(e.fields));
  if (e.trim) digits.resize(digits.find_last_not_of('0') + 1);  // to none at all if there are zeros only
  return digits.empty() && e.trim ? "" : e.text[0] + digits;
}

std::string Offset(const Element& e, int seconds) {
  if (e.utc_as_z && seconds == 0) return "Z";
  int minutes = seconds / 60;
  int rest = minutes < 0 ? -seconds : seconds;  // Go looks at the minutes for the sign
  std::string out = minutes < 0 ? "-" : "+";
  minutes = std::abs(minutes);
  out += Padded(minutes / 60, 2);
  if (e.fields > 1) out += (e.colons ? ":" : "") + Padded(minutes % 60, 2);
  if (e.fields > 2) out += (e.colons ? ":" : "") + Padded(rest % 60, 2);
  return out;
}

std::string Write(const Element& e, const absl::TimeZone::CivilInfo& civil) {
  const absl::CivilSecond& cs = civil.cs;
  int hour12 = cs.hour() % 12 == 0 ? 12 : cs.hour() % 12;
  switch (e.part) {
    case Part::kEnd: return "";
    case Part::kLongMonth: return std::string(kMonthNames[cs.month() - 1]);
    case Part::kMonth: return std::string(kMonthNames[cs.month() - 1].substr(0, 3));
    case Part::kNumMonth: return std::to_string(cs.month());
    case Part::kZeroMonth: return Padded(cs.month(), 2);
    case Part::kLongWeekDay: return std::string(kDayNames[(static_cast<size_t>(absl::GetWeekday(cs)) + 1) % 7]);
    case Part::kWeekDay: return std::string(kDayNames[(static_cast<size_t>(absl::GetWeekday(cs)) + 1) % 7].substr(0, 3));
    case Part::kDay: return std::to_string(cs.day());
    case Part::kUnderDay: return Padded(cs.day(), 2, ' ');
    case Part::kZeroDay: return Padded(cs.day(), 2);
    case Part::kUnderYearDay: return Padded(absl::GetYearDay(cs), 3, ' ');
    case Part::kZeroYearDay: return Padded(absl::GetYearDay(cs), 3);
    case Part::kHour: return Padded(cs.hour(), 2);
    case Part::kHour12: return std::to_string(hour12);
    case Part::kZeroHour12: return Padded(hour12, 2);
    case Part::kMinute: return std::to_string(cs.minute());
    case Part::kZeroMinute: return Padded(cs.minute(), 2);
    case Part::kSecond: return std::to_string(cs.second());
    case Part::kZeroSecond: return Padded(cs.second(), 2);
    case Part::kLongYear: return Padded(cs.year(), 4);
    case Part::kYear: return Padded(cs.year() % 100, 2);
    case Part::kUpperPm: return cs.hour() >= 12 ? "PM" : "AM";
    case Part::kLowerPm: return cs.hour() >= 12 ? "pm" : "am";
    case Part::kZone: return civil.zone_abbr;
    case Part::kOffset: return Offset(e, civil.offset);
    case Part::kFraction: return Fraction(e, absl::ToInt64Nanoseconds(civil.subsecond));
  }
  return "";
}

}  // namespace

std::string FormatTime(const ZonedTime& time, std::string_view layout) {
  absl::TimeZone::CivilInfo civil = time.zone.At(time.instant);
  std::string out;
  while (!layout.empty()) {
    Element e = NextElement(layout);
    out.append(e.before).append(Write(e, civil));
    layout = e.after;
  }
  return out;
}

}  // namespace reeve::builtins
