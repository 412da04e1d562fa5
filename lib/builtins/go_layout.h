// Times by Go's layouts: a layout spells how one certain moment, Mon Jan 2 15:04:05 MST 2006, would look.
//
//     std::string text = FormatTime({instant, zone}, "2006-01-02 15:04");
//     std::string error = ParseTime("Jan _2 2006", "Feb  3 2013", &nanoseconds);
//
// go_layout.cc finds the elements of a layout, go_layout_format.cc writes times, go_layout_parse.cc reads them. Texts of
// errors are Go's. Tested by tests/builtins/cases/time.jsonl.
#ifndef REEVE_LIB_BUILTINS_GO_LAYOUT_H_
#define REEVE_LIB_BUILTINS_GO_LAYOUT_H_

#include <absl/numeric/int128.h>
#include <absl/time/time.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace reeve::builtins {

enum class Part : uint8_t {
  kEnd,  // no further element
  kLongMonth, kMonth, kNumMonth, kZeroMonth, kLongWeekDay, kWeekDay, kDay, kUnderDay, kZeroDay, kUnderYearDay,
  kZeroYearDay, kHour, kHour12, kZeroHour12, kMinute, kZeroMinute, kSecond, kZeroSecond, kLongYear, kYear, kUpperPm,
  kLowerPm, kZone, kOffset, kFraction
};

struct Element {
  std::string_view before;  // plain text in front of it
  std::string_view text;
  std::string_view after;   // the rest of the layout
  Part part = Part::kEnd;
  bool utc_as_z = false;    // kOffset: Z for UTC
  bool colons = false;      // kOffset: between its fields
  int fields = 0;           // kOffset: 1 hours, 2 and minutes, 3 and seconds; kFraction: number of digits
  bool trim = false;        // kFraction: without zeros at the end
};
Element NextElement(std::string_view layout);

constexpr std::string_view kMonthNames[] = {"January", "February", "March",     "April",   "May",      "June",
                                            "July",    "August",   "September", "October", "November", "December"};
constexpr std::string_view kDayNames[] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

struct ZonedTime {
  absl::Time instant;
  absl::TimeZone zone;
};
std::string FormatTime(const ZonedTime& time, std::string_view layout);

// Nanoseconds since 1970. The text of an error, or "". A zone's abbreviation (CET, GMT+3) counts as UTC, as in Go on a host
// whose own zone does not have that name.
std::string ParseTime(std::string_view layout, std::string_view text, absl::int128* nanoseconds);

// Text in quotes as Go's package time quotes it.
std::string QuoteForTime(std::string_view text);

}  // namespace reeve::builtins

#endif  // REEVE_LIB_BUILTINS_GO_LAYOUT_H_
