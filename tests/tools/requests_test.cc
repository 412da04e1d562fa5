// Tests tools/requests.cc: recorded requests, as lines or as an array, and what is none.
#include <catch2/catch.hpp>

#include "tools/requests.h"

using reeve::tools::ReadRequests;

TEST_CASE("requests come as lines or as one array") {
  for (const char* text : {"[\"A\", {\"x\": [1, \"]\\\"\"]}]\n\n[\"B\", null]\n", "[[\"A\", {\"x\": [1, \"]\\\"\"]}],\n [\"B\", null]]",
                           "\xef\xbb\xbf[\"A\",{\"x\": [1, \"]\\\"\"]}][\"B\",null]"}) {
    INFO(text);
    auto requests = ReadRequests(text);
    REQUIRE(requests.ok());
    REQUIRE(requests->size() == 2);
    CHECK(requests->at(0).api == "A");
    CHECK(requests->at(0).input == "{\"x\": [1, \"]\\\"\"]}");
    CHECK(requests->at(1).input == "null");
  }
  CHECK(ReadRequests("")->empty());
  CHECK(ReadRequests(" [ ] ")->empty());
}

TEST_CASE("an input that is no JSON is cut where it could end, for the engine to refuse") {
  auto requests = ReadRequests("[\"A\", {\"x\": tru}]\n[\"B\", }{]");
  CHECK_FALSE(requests.ok());
  requests = ReadRequests("[\"A\", {\"x\": tru}]");
  REQUIRE(requests.ok());
  CHECK(requests->at(0).input == "{\"x\": tru}");
}

TEST_CASE("what is no call is refused with its row") {
  struct { const char* text; uint32_t row; } cases[] = {
      {"[\"A\", 1]\n{\"B\": 1}", 2}, {"[\"A\"]", 1}, {"[\"A\", ]", 1}, {"[1, 2]", 1}, {"[\"A\", 1, 2]", 1},
      {"[[\"A\", 1]\n[\"B\", 1]]", 2}, {"[[\"A\", 1]] x", 1}, {"[\"A\", {", 1}, {"\n\n[\"A", 3}, {"[[\"A\", 1],]", 1}};
  for (const auto& c : cases) {
    INFO(c.text);
    auto requests = ReadRequests(c.text);
    REQUIRE_FALSE(requests.ok());
    CHECK(requests.status().code() == reeve::Code::kInvalidInput);
    CHECK(requests.status().diagnostics()[0].row == c.row);
  }
}

TEST_CASE("deep nesting and long lines cost no stack") {
  std::string deep = "[\"A\", " + std::string(5'000'000, '[') + std::string(5'000'000, ']') + "]";
  auto requests = ReadRequests(deep);
  REQUIRE(requests.ok());
  CHECK(requests->at(0).input.size() == 10'000'000);
}
