// Calls with what OPA answers, in cases/*.jsonl: {"name", "args", and "want" | "undefined" | "code" and "error"}, one a
// line; "error_start" in place of "error" where a library of OPA's speaks behind those words. Sets are {"$set": [...]}
// among the arguments and sorted arrays in the results.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "calling.h"

namespace reeve::builtins {
namespace {

std::string Wanted(Caller& caller, Value line) {
  if (line.Find("undefined")) return "undefined";
  auto error = line.Find("error") ? line.Find("error") : line.Find("error_start");
  if (error) return std::string(line.Find("code")->string()) + ": " + std::string(error->string());
  return caller.Convert(*line.Find("want")).ToJson();
}

}  // namespace

TEST_CASE("built-ins: answers are OPA's") {
  size_t lines = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::string(REEVE_SOURCE_DIR) + "/tests/builtins/cases")) {
    std::ifstream file(entry.path());
    for (std::string text; std::getline(file, text); ++lines) {
      Caller caller;
      Result<Value> line = value::ParseJson(caller.arena, text);
      REQUIRE(line.ok());
      std::vector<Value> arguments;
      Value list = *line->Find("args");
      for (size_t i = 0; i < list.size(); ++i) arguments.push_back(caller.Convert(list.at(i)));
      std::string wanted = Wanted(caller, *line);
      std::string got = caller(line->Find("name")->string(), arguments);
      if (line->Find("error_start")) got = got.substr(0, wanted.size());
      if (got != wanted) {
        UNSCOPED_INFO(entry.path().filename().string() << ": " << text << "\n  got " << got);
        CHECK(false);
      }
    }
  }
  CHECK(lines > 3000);
}

}  // namespace reeve::builtins
