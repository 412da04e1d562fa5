// The rows. See cases.h.
#include "tests/badinput/cases.h"

namespace reeve::badinput {
namespace {

using Text = std::function<std::string()>;

Text Is(std::string text) {
  return [text] { return text; };
}
Text Rules(const std::string& rules) { return Is("package p\n" + rules + "\n"); }
Text Echo() { return Rules("answer := input"); }
Text Nested(size_t depth) {
  return [depth] { return std::string(depth, '[') + std::string(depth, ']'); };
}
Text NestedRule(size_t depth) {
  return [depth] { return "package p\nanswer := " + Nested(depth)() + "\n"; };
}
Text LongInput(size_t bytes) {
  return [bytes] { return "\"" + std::string(bytes, 'x') + "\""; };
}
Text LongLine(size_t bytes) {
  return [bytes] { return "package p\nanswer := \"" + std::string(bytes, 'x') + "\"\n"; };
}
std::string Digits(size_t count) { return std::string(count, '7'); }

constexpr char kWork[] = "reeve_work_limit_error";
constexpr char kMemory[] = "reeve_memory_limit_error";
constexpr char kDepth[] = "reeve_depth_limit_error";
constexpr char kSize[] = "reeve_size_limit_error";
constexpr char kInput[] = "reeve_input_error";
constexpr char kParse[] = "rego_parse_error";

// A loop over nine digits: 10^9 combinations, none of which holds. `input.n` keeps it from being evaluated at load.
const std::string kLoop =
    "d := {0,1,2,3,4,5,6,7,8,9}\n"
    "loop if { d[a]; d[b]; d[c]; d[e]; d[f]; d[g]; d[h]; d[i]; d[j]; a+b+c+e+f+g+h+i+j == input.n }\n";
// Doubles a string forty times.
std::string HugeString() {
  std::string rules = "s0 := concat(\"\", [input.s, input.s])\n";
  for (int i = 1; i < 40; ++i) {
    std::string last = "s" + std::to_string(i - 1);
    rules += "s" + std::to_string(i) + " := concat(\"\", [" + last + ", " + last + "])\n";
  }
  return rules + "huge if count(s39) > 0\n";
}
// Constants that double a string: nothing depends on the input.
std::string ExplodingConstants() {
  std::string rules = "c0 := \"0123456789abcdef\"\n";
  for (int i = 1; i < 40; ++i) {
    std::string last = "c" + std::to_string(i - 1);
    rules += "c" + std::to_string(i) + " := concat(\"\", [" + last + ", " + last + "])\n";
  }
  return rules + "explode if count(c39) > 0\n";
}
const std::string kRecursion = "down(n) := x if { x := down(n + 1) }\nrecurse if down(input.n) == 0\n";

std::vector<Case> Make() {
  const Text none = Is("{}");
  const std::string digits = Digits(10000);
  return {
      {"byte order mark before the input", "{\"a\":1}", "{\"a\":1}", Echo(), Is("\xEF\xBB\xBF{\"a\": 1}")},
      {"duplicate keys", "{\"a\":2}", "{\"a\":2}", Echo(), Is(R"({"a": 1, "a": 2})")},
      {"lone surrogate", "\"\xEF\xBF\xBD\"", "\"\xEF\xBF\xBD\"", Echo(), Is(R"("\ud800")")},
      {"integer of 10,000 digits", digits, digits, Echo(), Is(digits)},
      {"NUL in the policy", kParse, kParse, Is(std::string("package p\nanswer := 1 \0\n", 24)), none},
      {"NUL in the input", kInput, kInput, Echo(), Is(std::string("{\"a\": \0 1}", 10))},
      {"empty module", kParse, kParse, Is(""), none},
      {"invalid UTF-8 in the policy", kParse, kParse, Rules("answer := \"\xC3\x28\""), none},
      {"invalid UTF-8 in the input", kInput, kInput, Echo(), Is("\"\xC3\x28\"")},
      {"1e999999 in the input", kInput, kInput, Rules("answer := input + 1"), Is("1e999999")},
      {"policy nested too deep", kDepth, kDepth, NestedRule(600), none},
      {"input nested too deep", kDepth, kDepth, Echo(), Nested(600)},
      {"input of 100 levels", Nested(100)(), kDepth, Echo(), Nested(100)},
      {"policy line of 50 MB", kSize, kSize, LongLine(50'000'000), none},
      {"input of 64 MB", kSize, kSize, Echo(), LongInput(64'000'000)},
      {"input of 5 MB", "5000000", kSize, Rules("answer := count(input)"), LongInput(5'000'000)},
      {"unsafe variable", "rego_unsafe_var_error", "rego_unsafe_var_error", Rules("answer if x > 1"), none},
      {"unknown function", "rego_type_error", "rego_type_error", Rules("answer if nowhere(1)"), none},
      {"two defaults", "rego_type_error", "rego_type_error", Rules("default answer := 1\ndefault answer := 2"), none},
      {"missing package", kParse, kParse, Is("answer := 1\n"), none},
      {"api_name that is no identifier", "reeve_argument_error", "reeve_argument_error", Echo(), none, "answer[\"x\"]"},
      {"loop over 10^9 combinations", kWork, kWork, Rules(kLoop + "answer if loop"), Is("{\"n\": 100}")},
      {"not around that loop", kWork, kWork, Rules(kLoop + "answer if not loop"), Is("{\"n\": 100}")},
      {"huge string", kMemory, kMemory, Rules(HugeString() + "answer if huge"), Is("{\"s\": \"0123456789abcdef\"}")},
      {"not around that string", kMemory, kMemory, Rules(HugeString() + "answer if not huge"),
       Is("{\"s\": \"0123456789abcdef\"}")},
      {"recursion", "rego_recursion_error", "rego_recursion_error", Rules(kRecursion + "answer if recurse"), Is("{\"n\": 1}")},
      {"recursion, legacy", kDepth, kDepth, Rules(kRecursion + "answer if recurse"), Is("{\"n\": 1}"), "answer", true},
      {"not around recursion, legacy", kDepth, kDepth, Rules(kRecursion + "answer if not recurse"), Is("{\"n\": 1}"), "answer",
       true},
      {"exploding constants", kMemory, kMemory, Rules(ExplodingConstants() + "answer if explode"), none},
      {"not around exploding constants", kMemory, kMemory, Rules(ExplodingConstants() + "answer if not explode"), none},
  };
}

}  // namespace

const std::vector<Case>& Cases() {
  static const std::vector<Case> cases = Make();
  return cases;
}

}  // namespace reeve::badinput
