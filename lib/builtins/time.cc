// time.*, except time.now_ns. Time zones come from the host's tzdata, through Abseil. Tested by
// tests/builtins/cases/time.jsonl.
#include <absl/time/time.h>

#include <filesystem>
#include <string>

#include "builtins/arguments.h"
#include "builtins/duration.h"
#include "builtins/go_layout.h"
#include "value/number.h"

namespace reeve::builtins {
namespace {

struct NamedLayout {
  std::string_view name, layout;
};
constexpr NamedLayout kNamedLayouts[] = {
    {"ANSIC", "Mon Jan _2 15:04:05 2006"},
    {"UnixDate", "Mon Jan _2 15:04:05 MST 2006"},
    {"RubyDate", "Mon Jan 02 15:04:05 -0700 2006"},
    {"RFC822", "02 Jan 06 15:04 MST"},
    {"RFC822Z", "02 Jan 06 15:04 -0700"},
    {"RFC850", "Monday, 02-Jan-06 15:04:05 MST"},
    {"RFC1123", "Mon, 02 Jan 2006 15:04:05 MST"},
    {"RFC1123Z", "Mon, 02 Jan 2006 15:04:05 -0700"},
    {"RFC3339", "2006-01-02T15:04:05Z07:00"},
    {"RFC3339Nano", "2006-01-02T15:04:05.999999999Z07:00"},
};

std::string_view LayoutOf(std::string_view name) {
  for (const NamedLayout& l : kNamedLayouts) {
    if (l.name == name) return l.layout;
  }
  return name;
}

// Abseil keeps every name it was ever asked for, so it is asked only for files that exist.
bool LoadZone(CallContext& call, std::string_view name, absl::TimeZone* zone) {
  *zone = absl::UTCTimeZone();
  if (name.empty() || name == "UTC") return true;
  if (name == "Local") return *zone = absl::LocalTimeZone(), true;
  if (name.find("..") != std::string_view::npos || name[0] == '/' || name[0] == '\\') {
    return FailBuiltin(call, "time: invalid location name");
  }
  std::error_code ignored;
  bool plain = name.size() <= 64 && name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_+-/") ==
                                        std::string_view::npos;
  std::string text(name);
  if (plain && std::filesystem::is_regular_file("/usr/share/zoneinfo/" + text, ignored) && absl::LoadTimeZone(text, zone)) {
    return true;
  }
  return FailBuiltin(call, "unknown time zone " + text);
}

bool TakeNanoseconds(CallContext& call, const Value& v, absl::Time* out) {
  if (!v.is_number()) return FailType(call, 1, v, {"number"});
  std::optional<int64_t> ns = value::ToInt64(v);
  if (!ns) return FailBuiltin(call, "timestamp too big");
  *out = absl::FromUnixNanos(*ns);
  return true;
}

// ns, [ns], [ns, zone] or [ns, zone, layout].
bool TakeTime(CallContext& call, const Value& v, ZonedTime* out, std::string_view* layout = nullptr) {
  call.budget.Charge(16);
  out->zone = absl::UTCTimeZone();
  if (v.is_number()) return TakeNanoseconds(call, v, &out->instant);
  if (!v.is_array() || v.size() == 0) return FailType(call, 1, v, {"either number (ns) or [number (ns), string (tz)]"});
  if (!v.at(0).is_number()) return FailType(call, 1, v.at(0), {"number"});
  std::string_view text;
  if (v.size() > 1 && (!Take(call, v.at(1), 1, &text) || !LoadZone(call, text, &out->zone))) return false;
  if (v.size() > 2) {
    if (!Take(call, v.at(2), 1, &text)) return false;
    if (layout != nullptr) *layout = text;
  }
  return TakeNanoseconds(call, v.at(0), &out->instant);
}

bool ReturnNanoseconds(CallContext& call, Value* result, absl::int128 ns) {
  if (ns < INT64_MIN || ns > INT64_MAX) return FailBuiltin(call, "time outside of valid range");
  return Return(result, Value::Integer(static_cast<int64_t>(ns)));
}

Value Integers(CallContext& call, std::initializer_list<int64_t> numbers) {
  Value* elements = call.arena.NewArray<Value>(numbers.size());
  size_t i = 0;
  for (int64_t n : numbers) elements[i++] = Value::Integer(n);
  return Access::Array(elements, numbers.size());
}

bool Date(CallContext& call, Value* result, Value v) {
  ZonedTime t;
  if (!TakeTime(call, v, &t)) return false;
  absl::CivilDay day = absl::ToCivilDay(t.instant, t.zone);
  return Return(result, Integers(call, {day.year(), day.month(), day.day()}));
}

bool Clock(CallContext& call, Value* result, Value v) {
  ZonedTime t;
  if (!TakeTime(call, v, &t)) return false;
  absl::CivilSecond cs = absl::ToCivilSecond(t.instant, t.zone);
  return Return(result, Integers(call, {cs.hour(), cs.minute(), cs.second()}));
}

bool Weekday(CallContext& call, Value* result, Value v) {
  ZonedTime t;
  if (!TakeTime(call, v, &t)) return false;
  size_t monday_is_0 = static_cast<size_t>(absl::GetWeekday(absl::ToCivilDay(t.instant, t.zone)));
  return Return(result, kDayNames[(monday_is_0 + 1) % 7]);
}

bool Format(CallContext& call, Value* result, Value v) {
  ZonedTime t;
  std::string_view layout;
  if (!TakeTime(call, v, &t, &layout)) return false;
  call.budget.Charge(16 + layout.size());
  std::string text = FormatTime(t, LayoutOf(layout.empty() ? "RFC3339Nano" : layout));
  return Return(result, Access::StringCopy(call.arena, text));
}

bool ParseNs(CallContext& call, Value* result, std::string_view layout, std::string_view text) {
  call.budget.Charge(16 + layout.size() + text.size() / 8);
  absl::int128 ns = 0;
  std::string error = ParseTime(LayoutOf(layout), text, &ns);
  if (!error.empty()) return FailBuiltin(call, std::move(error));
  return ReturnNanoseconds(call, result, ns);
}

bool ParseRfc3339Ns(CallContext& call, Value* result, std::string_view text) {
  return ParseNs(call, result, "RFC3339", text);
}

bool ParseDurationNs(CallContext& call, Value* result, std::string_view text) {
  call.budget.Charge(16 + text.size());
  int64_t ns = 0;
  std::string error = ParseDuration(text, &ns);
  if (!error.empty()) return FailBuiltin(call, std::move(error));
  return Return(result, Value::Integer(ns));
}

int64_t OffsetAt(const absl::TimeZone& zone, int64_t unix_seconds) {
  return zone.At(absl::FromUnixSeconds(unix_seconds)).offset;
}

// A civil time that a change of clocks skips or repeats is read with the offset that Go takes: that of the same number of
// seconds in UTC, looked up once more with itself applied.
bool AddDate(CallContext& call, Value* result, Value v, Value y, Value m, Value d) {
  ZonedTime t;
  int64_t years = 0, months = 0, days = 0;
  if (!TakeTime(call, v, &t) || !Take(call, y, 2, &years) || !Take(call, m, 3, &months) || !Take(call, d, 4, &days)) return false;
  absl::TimeZone::CivilInfo civil = t.zone.At(t.instant);
  absl::int128 month = absl::int128(civil.cs.year()) * 12 + civil.cs.month() - 1 + absl::int128(years) * 12 + months;
  constexpr int64_t kFar = 1000000000;  // beyond it, the sum lies outside of 64 bits of nanoseconds or cancels out by chance
  if (month < -kFar || month > kFar || days < -1000 * kFar || days > 1000 * kFar) {
    return FailBuiltin(call, "time outside of valid range");
  }
  absl::CivilSecond cs(0, static_cast<int64_t>(month) + 1, 1, civil.cs.hour(), civil.cs.minute(), civil.cs.second());
  int64_t seconds = cs - absl::CivilSecond(1970, 1, 1);
  absl::int128 local = absl::int128(seconds) + (absl::int128(civil.cs.day()) - 1 + days) * 86400;
  constexpr int64_t kFarSeconds = int64_t{1} << 40;
  if (local < -kFarSeconds || local > kFarSeconds) return FailBuiltin(call, "time outside of valid range");
  int64_t at = static_cast<int64_t>(local);
  int64_t offset = OffsetAt(t.zone, at - OffsetAt(t.zone, at));
  return ReturnNanoseconds(call, result, (local - offset) * 1000000000 + absl::ToInt64Nanoseconds(civil.subsecond));
}

bool Diff(CallContext& call, Value* result, Value first, Value second) {
  ZonedTime t1, t2;
  if (!TakeTime(call, first, &t1) || !TakeTime(call, second, &t2)) return false;
  absl::CivilSecond a = absl::ToCivilSecond(std::min(t1.instant, t2.instant), t1.zone);
  absl::CivilSecond b = absl::ToCivilSecond(std::max(t1.instant, t2.instant), t1.zone);
  int64_t second_ = b.second() - a.second(), minute = b.minute() - a.minute(), hour = b.hour() - a.hour();
  int64_t day = b.day() - a.day(), month = b.month() - a.month(), year = b.year() - a.year();
  auto borrow = [](int64_t* small, int64_t* large, int64_t size) {
    if (*small >= 0) return;
    *small += size;
    --*large;
  };
  borrow(&second_, &minute, 60);
  borrow(&minute, &hour, 60);
  borrow(&hour, &day, 24);
  borrow(&day, &month, absl::CivilDay(absl::CivilMonth(a) + 1) - absl::CivilDay(absl::CivilMonth(a)));
  borrow(&month, &year, 12);
  return Return(result, Integers(call, {year, month, day, hour, minute, second_}));
}

constexpr Entry kTable[] = {
    {BuiltinId::kTimeAddDate, kTyped<AddDate>},
    {BuiltinId::kTimeClock, kTyped<Clock>},
    {BuiltinId::kTimeDate, kTyped<Date>},
    {BuiltinId::kTimeDiff, kTyped<Diff>},
    {BuiltinId::kTimeFormat, kTyped<Format>},
    {BuiltinId::kTimeParseDurationNs, kTyped<ParseDurationNs>},
    {BuiltinId::kTimeParseNs, kTyped<ParseNs>},
    {BuiltinId::kTimeParseRfc3339Ns, kTyped<ParseRfc3339Ns>},
    {BuiltinId::kTimeWeekday, kTyped<Weekday>},
};

}  // namespace

std::span<const Entry> TimeFunctions() { return kTable; }

}  // namespace reeve::builtins
