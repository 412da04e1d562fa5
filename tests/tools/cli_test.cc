// Tests the frame of the command: suggestions and durations.
#include <catch2/catch.hpp>

#include "tools/cli.h"

using reeve::tools::Nearest;
using reeve::tools::ParseDuration;

TEST_CASE("the nearest word is suggested, and nothing if none is near") {
  CHECK(Nearest("evil", {"eval", "replay"}) == "eval");
  CHECK(Nearest("--dat", {"--data", "--package"}) == "--data");
  CHECK(Nearest("--strict-builtin-error", {"--strict-builtin-errors", "--stdin"}) == "--strict-builtin-errors");
  CHECK(Nearest("zzzzzz", {"eval", "replay"}) == std::nullopt);
  CHECK(Nearest("", {"eval"}) == std::nullopt);
  CHECK(Nearest(std::string(100000, 'x'), {"eval"}) == std::nullopt);
}

TEST_CASE("durations are read as Go writes them") {
  CHECK(ParseDuration("500ms") == 500'000'000);
  CHECK(ParseDuration("1m30s") == 90'000'000'000);
  CHECK(ParseDuration("1.5h") == 5'400'000'000'000);
  CHECK(ParseDuration("0") == 0);
  for (const char* wrong : {"", "5", "s", "1.2.3s", ".s", "-1s", "1 s", "1d", "99999999999999h"}) {
    INFO(wrong);
    CHECK(ParseDuration(wrong) == std::nullopt);
  }
}
