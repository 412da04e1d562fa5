// Numbers: reading, arithmetic against OPA's own answers (number_cases.txt), limits.
#include "value/number.h"

#include <cmath>
#include <fstream>
#include <limits>
#include <map>
#include <vector>

#include "tests/value/samples.h"

using namespace reeve;
using namespace reeve::value;

namespace {

Value Number(Arena& arena, std::string_view text) {
  std::optional<Value> v = NumberFromText(arena, text);
  INFO(text);
  REQUIRE(v);
  return *v;
}

std::vector<std::string> Split(const std::string& line) {
  std::vector<std::string> parts;
  size_t begin = 0;
  for (size_t tab; (tab = line.find('\t', begin)) != std::string::npos; begin = tab + 1) {
    parts.push_back(line.substr(begin, tab - begin));
  }
  parts.push_back(line.substr(begin));
  return parts;
}

std::string Text(const std::optional<Value>& v) { return v ? NumberText(*v) : "undefined"; }
std::string Text(const NumberResult& r) {
  return r.error == ArithmeticError::kNone ? NumberText(r.value) : "undefined";
}

std::string Answer(Arena& arena, const std::string& op, const Value& a, const Value& b) {
  if (op == "+") return Text(Add(arena, a, b));
  if (op == "-") return Text(Subtract(arena, a, b));
  if (op == "*") return Text(Multiply(arena, a, b));
  if (op == "/") return Text(Divide(arena, a, b));
  if (op == "%") return Text(Remainder(arena, a, b));
  if (op == "abs") return NumberText(Abs(arena, a));
  if (op == "round") return NumberText(Round(arena, a));
  if (op == "ceil") return NumberText(Ceil(arena, a));
  if (op == "floor") return NumberText(Floor(arena, a));
  if (op == "lt") return CompareNumbers(a, b) < 0 ? "1" : "0";
  if (op == "eq") return CompareNumbers(a, b) == 0 ? "1" : "0";
  if (op == "and") return Text(Bitwise(arena, BitOperation::kAnd, a, b));
  if (op == "or") return Text(Bitwise(arena, BitOperation::kOr, a, b));
  if (op == "xor") return Text(Bitwise(arena, BitOperation::kXor, a, b));
  if (op == "neg") return Text(BitNegate(arena, a));
  if (op == "lsh") return Text(ShiftLeft(arena, a, static_cast<uint64_t>(*ToInt64(b))));
  if (op == "rsh") return Text(ShiftRight(arena, a, static_cast<uint64_t>(*ToInt64(b))));
  return FormatInteger(a, std::stoi(op.substr(2)));  // fm2, fm8, fm10, fm16
}

}  // namespace

TEST_CASE("operations give what OPA gives") {
  std::ifstream file(std::string(REEVE_SOURCE_DIR) + "/tests/value/number_cases.txt");
  std::string line;
  int cases = 0;
  while (std::getline(file, line)) {
    if (line.starts_with('#')) continue;
    std::vector<std::string> parts = Split(line);
    REQUIRE(parts.size() == 4);
    Arena arena;
    INFO(line);
    CHECK(Answer(arena, parts[0], Number(arena, parts[1]), Number(arena, parts[2])) == parts[3]);
    ++cases;
  }
  REQUIRE(cases > 500);
}

TEST_CASE("answers of OPA that surprise") {
  Arena arena;
  struct Case {
    const char* op;
    const char* a;
    const char* b;
    const char* answer;
  };
  for (const Case& c : std::vector<Case>{{"+", "0.1", "0.2", "0.3"},
                                         {"-", "0.3", "0.1", "0.20000000000000000002"},
                                         {"/", "1", "3", "0.33333333333333333334"},
                                         {"+", "1000001.5", "0", "1.0000015e+06"},
                                         {"*", "0.00001", "1", "1e-05"},
                                         {"+", "999999.5", "0", "999999.5"},
                                         {"*", "0.0001", "1", "0.0001"},
                                         {"/", "100000000000000000000000", "7", "14285714285714285714000"},
                                         {"%", "-7", "3", "-1"},
                                         {"%", "7", "-3", "1"},
                                         {"%", "1.5", "1", "undefined"},
                                         {"%", "1", "0", "undefined"},
                                         {"%", "1.5", "0", "undefined"},
                                         {"/", "1", "0", "undefined"},
                                         {"/", "1", "0e5", "undefined"},
                                         {"/", "1.5", "-0.0", "undefined"},
                                         {"/", "0", "-3", "-0"},
                                         {"/", "0", "3", "0"},
                                         {"*", "3.0", "1", "3"},
                                         {"*", "0", "-1.5", "-0"},
                                         {"floor", "-0.5", "0", "0"},
                                         {"ceil", "-0.5", "0", "1"},
                                         {"floor", "-1.5", "0", "-2"},
                                         {"ceil", "1.5", "0", "2"},
                                         {"round", "2.5", "0", "3"},
                                         {"round", "-2.5", "0", "-3"},
                                         {"round", "-0.3", "0", "0"},
                                         {"abs", "-9223372036854775808", "0", "9223372036854775808"},
                                         {"floor", "18446744073709551617", "0", "18446744073709551616"},
                                         {"+", "9223372036854775807", "1", "9223372036854775808"},
                                         {"-", "-9223372036854775808", "1", "-9223372036854775809"},
                                         {"/", "-9223372036854775808", "-1", "9223372036854775808"},
                                         {"%", "-9223372036854775808", "-1", "0"},
                                         {"*", "4294967296", "4294967296", "18446744073709551616"},
                                         {"-", "18446744073709551616", "18446744073709551615", "1"},
                                         {"rsh", "-1", "200", "-1"},
                                         {"rsh", "5", "200", "0"},
                                         {"rsh", "-18446744073709551616", "60", "-16"},
                                         {"lsh", "-1", "64", "-18446744073709551616"},
                                         {"fm16", "-255", "0", "-ff"},
                                         {"fm2", "15.9", "0", "1111"},
                                         {"fm10", "18446744073709551617", "0", "18446744073709551617"}}) {
    INFO(c.op << " " << c.a << " " << c.b);
    CHECK(Answer(arena, c.op, Number(arena, c.a), Number(arena, c.b)) == c.answer);
  }
}

TEST_CASE("the grammar of numbers") {
  Arena arena;
  for (const char* text :
       {"0", "-0", "1", "-1", "10", "1.0", "0.5", ".5", "-.5", "1e5", "1E5", "1e+5", "1e-5", "1.25e-3",
        "9223372036854775807", "9223372036854775808", "0e99999", "123456789012345678901234567890"}) {
    CHECK(NumberText(Number(arena, text)) == text);
  }
  for (const char* text : {"",   "-",  "+1", "01",   "-01",   "00",    "1.",  ".",     "-.",  "1e",  "1e+",   "e5",
                           "1x", "1 ", " 1", "0x10", "1_000", "1.5.2", "--1", "1e5.5", "Inf", "NaN", "1e5e5", "\xFF"}) {
    CHECK_FALSE(NumberFromText(arena, text));
    CHECK_FALSE(NumberFromBorrowedText(text));
  }
  REQUIRE(Access::IsInt64(Number(arena, "-9223372036854775808")));
  REQUIRE_FALSE(Access::IsInt64(Number(arena, "-9223372036854775809")));
  REQUIRE_FALSE(Access::IsInt64(Number(arena, "-0")));
}

TEST_CASE("exponents are capped as OPA caps them: 2^100000") {
  Arena arena;
  REQUIRE(NumberFromText(arena, "9.99002093014384507e30102"));          // below 2^100000
  REQUIRE_FALSE(NumberFromText(arena, "9.9900209301438450794e30102"));  // rounds to it
  REQUIRE_FALSE(NumberFromText(arena, "1e30104"));
  REQUIRE(NumberFromText(arena, "1e-30102"));
  REQUIRE_FALSE(NumberFromText(arena, "1e-30110"));
  REQUIRE_FALSE(NumberFromText(arena, "1e99999"));
  REQUIRE_FALSE(NumberFromText(arena, "1e999999999999999999999999"));
  REQUIRE_FALSE(NumberFromText(arena, "0e999999999999999999999999"));
  REQUIRE_FALSE(NumberFromText(arena, "1" + std::string(100000, '0')));
  REQUIRE(NumberFromText(arena, "1" + std::string(99999, '0')));
}

TEST_CASE("results that grow without bound end in an error") {
  Arena arena;
  Value v = Number(arena, "1e30000");
  REQUIRE(NumberText(Multiply(arena, v, v).value).size() == 60001);
  Value large = Multiply(arena, v, v).value;
  REQUIRE(Multiply(arena, large, large).error == ArithmeticError::kTooLarge);
  Value tiny = Number(arena, "1.5e-30000");
  NumberResult r = Multiply(arena, tiny, tiny);
  REQUIRE(NumberText(r.value) == "2.2500000000000000001e-60000");
  while (r.error == ArithmeticError::kNone) r = Multiply(arena, r.value, r.value);
  REQUIRE(r.error == ArithmeticError::kTooLarge);
  REQUIRE(NumberText(Add(arena, tiny, Value::Integer(1)).value) == "1");
  REQUIRE(NumberText(Subtract(arena, Value::Integer(1), tiny).value) == "1");
}

TEST_CASE("conversions to and from doubles") {
  Arena arena;
  REQUIRE(ToDouble(Number(arena, "0.1")) == 0.1);
  REQUIRE(ToDouble(Number(arena, "-.5")) == -0.5);
  REQUIRE(ToDouble(Number(arena, "18446744073709551616")) == 18446744073709551616.0);
  REQUIRE(std::isinf(ToDouble(Number(arena, "1e400"))));
  REQUIRE(ToDouble(Number(arena, "-1e400")) < 0);
  REQUIRE(ToDouble(Number(arena, "1e-400")) == 0);
  auto text = [&](double d) { return NumberText(NumberFromDouble(arena, d)); };
  REQUIRE(text(0.1) == "0.1");
  REQUIRE(text(1) == "1");
  REQUIRE(text(-0.0) == "-0");
  REQUIRE(text(1e20) == "100000000000000000000");
  REQUIRE(text(1e21) == "1e+21");
  REQUIRE(text(1e-6) == "0.000001");
  REQUIRE(text(1e-7) == "1e-7");
  REQUIRE(text(1.5e-10) == "1.5e-10");
  REQUIRE(text(std::numeric_limits<double>::max()) == "1.7976931348623157e+308");
  REQUIRE(NumberFromDouble(arena, std::nan("")).is_null());
  REQUIRE(NumberFromDouble(arena, INFINITY).is_null());
}

TEST_CASE("multiples are exact") {
  Arena arena;
  auto multiple = [&](std::string_view v, std::string_view of) { return IsMultipleOf(Number(arena, v), Number(arena, of)); };
  CHECK(multiple("0.3", "0.1"));
  CHECK(multiple("0.0075", "0.0001"));
  CHECK_FALSE(multiple("0.00751", "0.0001"));
  CHECK(multiple("0", "3"));
  CHECK(multiple("-6", "3"));
  CHECK(multiple("1e20000", "0.5"));
  CHECK_FALSE(multiple("1e20000", "3"));
  CHECK_FALSE(multiple("1e-20000", "3"));
  CHECK(multiple("246913578024691357802469135780", "123456789012345678901234567890"));
}

TEST_CASE("a fraction's text is that of a float as wide as it needs") {
  Arena arena;
  auto text = [&](std::string_view v) { return ExactFloatText(Number(arena, v)); };
  CHECK(text("0") == "0");
  CHECK(text("-0.0") == "0");
  CHECK(text("0.01") == "0.01");
  CHECK(text("2.50") == "2.5");
  CHECK(text("-1.5") == "-1.5");
  CHECK(text("999999") == "999999");
  CHECK(text("1000000") == "1e+06");
  CHECK(text("1234567") == "1.234567e+06");
  CHECK(text("1e2") == "100");
  CHECK(text("1e20") == "1e+20");
  CHECK(text("0.0001") == "0.0001");
  CHECK(text("0.00001") == "1e-05");
  CHECK(text("12345678901234567890123") == "1.2345678901234567890123e+22");
  CHECK(text("0.1234567890123456789012345") == "0.1234567890123456789012345");
}

TEST_CASE("integers are recognized without computing") {
  Arena arena;
  REQUIRE(IsInteger(Number(arena, "1.0")));
  REQUIRE(IsInteger(Number(arena, "1.5e1")));
  REQUIRE(IsInteger(Number(arena, "1e30000")));
  REQUIRE_FALSE(IsInteger(Number(arena, "1.5e0")));
  REQUIRE_FALSE(IsInteger(Number(arena, "1e-30000")));
  REQUIRE(ToInt64(Number(arena, "-9.223372036854775808e18")) == std::numeric_limits<int64_t>::min());
  REQUIRE_FALSE(ToInt64(Number(arena, "9.223372036854775808e18")));
  REQUIRE_FALSE(ToInt64(Number(arena, "1e30000")));
  REQUIRE(ToInt64(Number(arena, "0e30000")) == 0);
  REQUIRE_FALSE(BitNegate(arena, Number(arena, "0.5")));
  REQUIRE_FALSE(Bitwise(arena, BitOperation::kOr, Number(arena, "0.5"), Value::Integer(1)));
  REQUIRE(NumberText(*BitNegate(arena, Number(arena, "1.0"))) == "-2");
}
