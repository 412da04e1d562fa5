// Tests lib/program/verify.cc and disassemble.cc: programs that break one promise each are refused.
#include <catch2/catch.hpp>

#include "program/program.h"
#include "value/table.h"

using namespace reeve;
using namespace reeve::program;

namespace {

// function 0 "data.p.x": r0 := input.a; r0 == 1; return r0
Program Small() {
  Program p;
  Function f;
  f.name = "data.p.x";
  f.end = 4;
  f.registers = 1;
  f.is_rule = true;
  p.functions.push_back(f);
  p.constants = {Value::BorrowedString("a"), Value::Integer(1)};
  for (const Value& c : p.constants) p.tags.push_back(value::Tag(c));
  p.code = {{Op::kInputField, 0, 0, 0, 0, 3}, {Op::kEqual, 0, 0, kConstantBit | 1, 0, 3}, {Op::kReturn, 0, 0, 0, 0, 3}, {Op::kReturnUndef, 0, 0, 0, 0, 3}};
  p.locations = {Location{}};
  p.location_of.assign(p.code.size(), 0);
  p.folded.resize(1);
  return p;
}

}  // namespace

TEST_CASE("a sound program verifies and is listed") {
  Program p = Small();
  CHECK(Verify(p, 10) == "");
  std::string listing = Disassemble(p);
  CHECK(listing.find("function 0 data.p.x arity 0 registers 1") != std::string::npos);
  CHECK(listing.find("InputField") != std::string::npos);
  CHECK(listing.find("-> 3") != std::string::npos);
}

TEST_CASE("each broken promise is refused") {
  struct Case { const char* what; void (*breaks)(Program&); };
  const Case cases[] = {
      {"target behind the function", [](Program& p) { p.code[0].target = 4; }},
      {"register outside of the frame", [](Program& p) { p.code[0].a = 1; }},
      {"operand outside of the frame", [](Program& p) { p.code[1].b = 7; }},
      {"constant that does not exist", [](Program& p) { p.code[1].c = kConstantBit | 2; }},
      {"field name that is no string", [](Program& p) { p.code[0].d = 1; }},
      {"callee that does not exist", [](Program& p) { p.code[0] = {Op::kCall, 0, 0, 0, 5, 3}; }},
      {"arguments outside of the frame", [](Program& p) { p.functions[0].arity = 2; }},
      {"built-in that does not exist", [](Program& p) { p.code[0] = {Op::kBuiltin1, 0, 0, 0, 10, 3}; }},
      {"rule index that does not exist", [](Program& p) { p.code[0] = {Op::kIndexStep, 0, 0, 0, 0, 3}; }},
      {"overlay that does not exist", [](Program& p) { p.code[0] = {Op::kWithPush, 0, 0, 0, 0, 3}; }},
      {"runs off its end", [](Program& p) { p.code[3] = {Op::kLoadUndef, 0, 0, 0, 0, 3}; }},
      {"instruction without a place", [](Program& p) { p.location_of.pop_back(); }},
      {"place that does not exist", [](Program& p) { p.location_of[0] = 9; }},
      {"constant without a tag", [](Program& p) { p.tags.pop_back(); }},
      {"no such instruction", [](Program& p) { p.code[0].op = Op::kCount; }},
  };
  for (const Case& c : cases) {
    INFO(c.what);
    Program p = Small();
    c.breaks(p);
    CHECK(Verify(p, 10) != "");
  }
}
