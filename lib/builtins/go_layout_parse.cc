// Reads times by a layout. See go_layout.h.
#include <algorithm>
#include <iterator>
#include <optional>
#include <span>

#include "builtins/go_layout.h"

namespace reeve::builtins {
namespace {

bool IsDigit(std::string_view s, size_t i) { return i < s.size() && s[i] >= '0' && s[i] <= '9'; }
bool IsPoint(std::string_view s) { return !s.empty() && (s[0] == '.' || s[0] == ','); }

// What a layout's elements gather.
struct Fields {
  int year = 0, month = -1, day = -1, year_day = -1, hour = 0, minute = 0, second = 0, nanosecond = 0;
  bool am = false, pm = false, utc = false;
  int offset = -1;  // seconds east of UTC; -1 is none, also where a text says so: Go's own way
};

// Reads one element after the other off the front of `rest`.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}
  std::string_view rest() const { return rest_; }
  Fields& fields() { return f_; }
  std::string_view out_of_range() const { return out_of_range_; }

  // Plain text; any number of spaces stands for any number of spaces.
  bool Skip(std::string_view plain) {
    while (!plain.empty()) {
      if (plain[0] == ' ') {
        if (!rest_.empty() && rest_[0] != ' ') return false;
        plain.remove_prefix(std::min(plain.find_first_not_of(' '), plain.size()));
        rest_.remove_prefix(std::min(rest_.find_first_not_of(' '), rest_.size()));
        continue;
      }
      if (rest_.empty() || rest_[0] != plain[0]) return false;
      plain.remove_prefix(1);
      rest_.remove_prefix(1);
    }
    return true;
  }

  bool Read(const Element& e) {
    switch (e.part) {
      case Part::kEnd: return true;
      case Part::kYear: return ReadYear(2);
      case Part::kLongYear: return IsDigit(rest_, 0) && ReadYear(4);
      case Part::kMonth: return ReadName(kMonthNames, 3, &f_.month) && ++f_.month > 0;
      case Part::kLongMonth: return ReadName(kMonthNames, 0, &f_.month) && ++f_.month > 0;
      case Part::kNumMonth:
      case Part::kZeroMonth:
        return Number(e.part == Part::kZeroMonth, &f_.month) && Range("month", f_.month >= 1 && f_.month <= 12);
      case Part::kWeekDay: return ReadName(kDayNames, 3, &ignored_);
      case Part::kLongWeekDay: return ReadName(kDayNames, 0, &ignored_);
      case Part::kUnderDay: SkipSpace(); [[fallthrough]];
      case Part::kDay: return Number(false, &f_.day);
      case Part::kZeroDay: return Number(true, &f_.day);
      case Part::kUnderYearDay: SkipSpace(); SkipSpace(); [[fallthrough]];
      case Part::kZeroYearDay: return ReadYearDay(e.part == Part::kZeroYearDay);
      case Part::kHour: return Number(false, &f_.hour) && Range("hour", f_.hour < 24);
      case Part::kHour12:
      case Part::kZeroHour12:
        return Number(e.part == Part::kZeroHour12, &f_.hour) && Range("hour", f_.hour <= 12);
      case Part::kMinute:
      case Part::kZeroMinute:
        return Number(e.part == Part::kZeroMinute, &f_.minute) && Range("minute", f_.minute < 60);
      case Part::kSecond:
      case Part::kZeroSecond: return ReadSecond(e);
      case Part::kUpperPm: return ReadHalf("AM", "PM");
      case Part::kLowerPm: return ReadHalf("am", "pm");
      case Part::kOffset: return ReadOffset(e);
      case Part::kZone: return ReadZone();
      case Part::kFraction: return ReadFraction(e);
    }
    return false;
  }

 private:
  bool Range(std::string_view what, bool within) {
    if (!within) out_of_range_ = what;
    return within;
  }
  void SkipSpace() {
    if (!rest_.empty() && rest_[0] == ' ') rest_.remove_prefix(1);
  }
  // One or two digits; exactly two if fixed.
  bool Number(bool fixed, int* out) { return Number(&rest_, fixed, out); }
  static bool Number(std::string_view* s, bool fixed, int* out) {
    *out = 0;
    if (!IsDigit(*s, 0) || (fixed && !IsDigit(*s, 1))) return false;
    size_t size = IsDigit(*s, 1) ? 2 : 1;
    for (size_t i = 0; i < size; ++i) *out = *out * 10 + ((*s)[i] - '0');
    s->remove_prefix(size);
    return true;
  }

  bool ReadYear(size_t digits) {
    if (rest_.size() < digits) return false;
    std::string_view text = rest_.substr(0, digits);
    rest_.remove_prefix(digits);
    bool minus = text[0] == '-';
    if (minus || text[0] == '+') text.remove_prefix(1);
    if (text.find_first_not_of("0123456789") != std::string_view::npos) return false;
    int year = 0;
    for (char c : text) year = year * 10 + (c - '0');
    f_.year = minus ? -year : year;
    if (digits == 2) f_.year += f_.year >= 69 ? 1900 : 2000;
    return true;
  }

  // ASCII letters of either case; the first `size` of each name, 0 for all.
  bool ReadName(std::span<const std::string_view> names, size_t size, int* out) {
    auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    for (size_t i = 0; i < names.size(); ++i) {
      std::string_view name = size == 0 ? names[i] : names[i].substr(0, size);
      if (rest_.size() < name.size()) continue;
      if (!std::equal(name.begin(), name.end(), rest_.begin(), [&](char a, char b) { return lower(a) == lower(b); })) continue;
      rest_.remove_prefix(name.size());
      *out = static_cast<int>(i);
      return true;
    }
    return false;
  }

  bool ReadYearDay(bool fixed) {
    size_t digits = 0;
    while (digits < 3 && IsDigit(rest_, digits)) ++digits;
    if (digits == 0 || (fixed && digits != 3)) return false;
    f_.year_day = 0;
    for (size_t i = 0; i < digits; ++i) f_.year_day = f_.year_day * 10 + (rest_[i] - '0');
    rest_.remove_prefix(digits);
    return true;
  }

  // A fraction may follow the seconds even where the layout has none.
  bool ReadSecond(const Element& e) {
    if (!Number(e.part == Part::kZeroSecond, &f_.second) || !Range("second", f_.second < 60)) return false;
    if (!IsPoint(rest_) || !IsDigit(rest_, 1) || NextElement(e.after).part == Part::kFraction) return true;
    return Nanoseconds(DigitsBehindPoint() + 1);
  }
  size_t DigitsBehindPoint() const {
    size_t digits = 0;
    while (IsDigit(rest_, digits + 1)) ++digits;
    return digits;
  }
  // The point and `size` - 1 digits behind it, of which nine count.
  bool Nanoseconds(size_t size) {
    std::string_view digits = rest_.substr(1, std::min<size_t>(size, 10) - 1);
    if (!IsPoint(rest_)) return false;
    rest_.remove_prefix(size);
    if (digits.starts_with('-') && digits.find_first_not_of("0123456789", 1) == std::string_view::npos) {
      if (digits.find_first_not_of("-0") != std::string_view::npos) return Range("fractional second", false);
    }
    size_t scale = 9 - digits.size();
    if (digits.starts_with('-') || digits.starts_with('+')) digits.remove_prefix(1);
    if (digits.find_first_not_of("0123456789") != std::string_view::npos) return false;
    f_.nanosecond = 0;
    for (char c : digits) f_.nanosecond = f_.nanosecond * 10 + (c - '0');
    for (size_t i = 0; i < scale; ++i) f_.nanosecond *= 10;
    return true;
  }
  bool ReadFraction(const Element& e) {
    if (!e.trim) {
      size_t size = 1 + static_cast<size_t>(e.fields);
      return rest_.size() >= size && Nanoseconds(size);
    }
    if (!IsPoint(rest_) || !IsDigit(rest_, 1)) return true;  // it may be absent
    return Nanoseconds(DigitsBehindPoint() + 1);
  }

  bool ReadHalf(std::string_view am, std::string_view pm) {
    if (rest_.size() < 2) return false;
    std::string_view half = rest_.substr(0, 2);
    rest_.remove_prefix(2);
    if (half == am) f_.am = true;
    if (half == pm) f_.pm = true;
    return half == am || half == pm;
  }

  bool ReadOffset(const Element& e) {
    if (e.utc_as_z && rest_.starts_with('Z')) {
      rest_.remove_prefix(1);
      return f_.utc = true;
    }
    size_t fields = static_cast<size_t>(e.fields), step = e.colons ? 3 : 2, size = 1 + 2 + (fields - 1) * step;
    if (rest_.size() < size) return false;
    for (size_t i = 1; e.colons && i < fields; ++i) {
      if (rest_[i * 3] != ':') return false;
    }
    std::string_view text = rest_.substr(0, size);
    rest_.remove_prefix(size);
    int parts[3] = {0, 0, 0};
    bool ok = true;
    for (size_t i = 0; ok && i < fields; ++i) {
      std::string_view digits = text.substr(1 + i * step, 2);
      ok = Number(&digits, true, &parts[i]);
    }
    if (!Range("time zone offset hour", parts[0] <= 24)) ok = false;
    if (!Range("time zone offset minute", parts[1] <= 60)) ok = false;
    if (!Range("time zone offset second", parts[2] <= 60)) ok = false;
    f_.offset = (parts[0] * 60 + parts[1]) * 60 + parts[2];
    if (text[0] == '-') f_.offset = -f_.offset;
    return ok && (text[0] == '-' || text[0] == '+');
  }

  // The length of +N or -N with N up to 23; 0 if there is none.
  static size_t SignedHoursSize(std::string_view s) {
    if (s.empty() || (s[0] != '+' && s[0] != '-') || !IsDigit(s, 1)) return 0;
    size_t end = 1;
    int n = 0;
    for (; IsDigit(s, end); ++end) n = std::min(n * 10 + (s[end] - '0'), 24);
    return n > 23 ? 0 : end;
  }
  static size_t AbbreviationSize(std::string_view s) {
    if (s.starts_with("ChST") || s.starts_with("MeST")) return 4;
    size_t upper = 0;
    while (upper < 6 && upper < s.size() && s[upper] >= 'A' && s[upper] <= 'Z') ++upper;
    if (upper == 3) return 3;
    if (upper == 4) return s[3] == 'T' || s.starts_with("WITA") ? 4 : 0;
    return upper == 5 && s[4] == 'T' ? 5 : 0;
  }
  bool ReadZone() {
    if (rest_.starts_with("UTC")) {
      rest_.remove_prefix(3);
      return f_.utc = true;
    }
    if (rest_.size() < 3) return false;
    bool sign = rest_[0] == '+' || rest_[0] == '-';
    size_t size = rest_.starts_with("GMT") ? 3 + SignedHoursSize(rest_.substr(3))
                  : sign                   ? SignedHoursSize(rest_)
                                           : AbbreviationSize(rest_);
    rest_.remove_prefix(size);
    return size > 0;
  }

  std::string_view rest_;
  std::string_view out_of_range_;
  Fields f_;
  int ignored_ = 0;
};

bool IsLeap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int DaysIn(int month, int year) {
  return month == 2 ? 28 + IsLeap(year) : 30 + ((month + month / 8) & 1);
}

// Month and day from the day of the year, or what contradicts.
std::string_view SettleDay(Fields* f) {
  if (f->year_day >= 0) {
    int month = 1, day = f->year_day;
    if (day < 1 || day > 365 + IsLeap(f->year)) return "day-of-year out of range";
    for (; day > DaysIn(month, f->year); ++month) day -= DaysIn(month, f->year);
    if (f->month >= 0 && f->month != month) return "day-of-year does not match month";
    if (f->day >= 0 && f->day != day) return "day-of-year does not match day";
    f->month = month;
    f->day = day;
  }
  if (f->month < 0) f->month = 1;
  if (f->day < 0) f->day = 1;
  return f->day < 1 || f->day > DaysIn(f->month, f->year) ? "day out of range" : "";
}

absl::int128 Instant(const Fields& f) {
  absl::CivilSecond cs(f.year, f.month, f.day, f.hour, f.minute, f.second);
  absl::int128 seconds = cs - absl::CivilSecond(1970, 1, 1);
  if (!f.utc && f.offset != -1) seconds -= f.offset;
  return seconds * 1000000000 + f.nanosecond;
}

}  // namespace

std::string ParseTime(std::string_view layout, std::string_view text, absl::int128* nanoseconds) {
  std::string start = "parsing time " + QuoteForTime(text);
  auto mismatch = [&](std::string_view rest, std::string_view element) {
    return start + " as " + QuoteForTime(layout) + ": cannot parse " + QuoteForTime(rest) + " as " + QuoteForTime(element);
  };
  Reader reader(text);
  for (std::string_view left = layout;;) {
    Element e = NextElement(left);
    if (!reader.Skip(e.before)) return mismatch(reader.rest(), e.before);
    if (e.part == Part::kEnd) break;
    std::string_view hold = reader.rest();
    if (!reader.Read(e)) {
      if (reader.out_of_range().empty()) return mismatch(hold, e.text);
      return start + ": " + std::string(reader.out_of_range()) + " out of range";
    }
    left = e.after;
  }
  if (!reader.rest().empty()) return start + ": extra text: " + QuoteForTime(reader.rest());
  Fields& f = reader.fields();
  if (f.pm && f.hour < 12) f.hour += 12;
  else if (f.am && f.hour == 12) f.hour = 0;
  std::string_view wrong = SettleDay(&f);
  if (!wrong.empty()) return start + ": " + std::string(wrong);
  *nanoseconds = Instant(f);
  return "";
}

}  // namespace reeve::builtins
