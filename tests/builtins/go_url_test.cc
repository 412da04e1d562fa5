// URLs and what Go's net/url makes of them: urls.jsonl holds [text, answer] a line, the answer being an error or the
// parts scheme|opaque|user|host|hostname|port|path|raw path|escaped path|ends with ?|query|fragment.
#include "builtins/go_url.h"

#include <catch2/catch.hpp>
#include <fstream>

#include "calling.h"

namespace reeve::builtins {

TEST_CASE("URLs are split as in Go") {
  std::ifstream file(std::string(REEVE_SOURCE_DIR) + "/tests/builtins/urls.jsonl");
  size_t lines = 0;
  for (std::string text; std::getline(file, text); ++lines) {
    Arena arena;
    Result<Value> line = value::ParseJson(arena, text);
    REQUIRE(line.ok());
    Url u;
    std::string got = ParseUrl(line->at(0).string(), &u);
    if (got.empty()) {
      std::string user = u.user + (u.password ? ":" + *u.password : "");
      for (const std::string& part : {u.scheme, u.opaque, user, u.host, u.Hostname(), u.Port(), u.path, u.raw_path, u.escaped_path,
                                      std::string(u.force_query ? "true" : "false"), u.raw_query, u.fragment}) {
        got += part + "|";
      }
      got.pop_back();
    }
    got = got.substr(0, got.find("ParseAddr("));  // what follows is said by Go's reader of addresses
    INFO(text);
    CHECK(got == line->at(1).string());
  }
  CHECK(lines > 400);
}

}  // namespace reeve::builtins
