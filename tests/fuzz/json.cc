// JSON documents: inputs, data and data literals. What is read is written, and read again as the same value.
#include "base/arena.h"
#include "base/budget.h"
#include "tests/fuzz/fuzz.h"
#include "value/json.h"

using namespace reeve;

namespace {

// Both ways of writing; compact text of a value is the same each time.
void WriteAndRead(Value v, std::string_view what) {
  Arena arena;
  std::string text, indented;
  value::AppendJson(v, text);
  value::AppendJsonIndented(v, indented, 2, true);
  for (const std::string& written : {text, indented}) {
    Result<Value> again = value::ParseJson(arena, written);
    fuzz::Require(again.ok() && *again == v, what.data());
    std::string third;
    value::AppendJson(*again, third);
    fuzz::Require(third == text, "JSON is written the same way each time");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view text = fuzz::Text(data, size);
  try {
    Arena arena(size_t{64} << 20);
    Budget budget(1000000);
    value::JsonOptions options;
    options.budget = &budget;
    if (Result<Value> v = value::ParseJson(arena, text, options); v.ok()) WriteAndRead(*v, "what is written is JSON, of the same value");
    if (auto prefix = value::ReadJsonPrefix(arena, text, 64)) {
      fuzz::Require(prefix->consumed <= size, "a literal ends inside of the text");
      WriteAndRead(prefix->value, "a literal's value is written as JSON");
    }
  } catch (const Stop&) {  // ended by its budget, as an evaluation would be
  }
  return 0;
}
