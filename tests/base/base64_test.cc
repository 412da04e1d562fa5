// Tests lib/base/base64.cc with the vectors of RFC 4648 and what Go refuses.
#include "base/base64.h"

#include <catch2/catch.hpp>

using namespace reeve;
using base64::Alphabet;

namespace {
int64_t BadAt(std::string_view text, bool padding) {
  std::string out(base64::DecodedRoom(text.size()), '\0');
  size_t bad = 0;
  return base64::Decode(text, Alphabet::kStandard, padding, out.data(), &bad) < 0 ? static_cast<int64_t>(bad) : -1;
}
}  // namespace

TEST_CASE("base64: known texts, with and without padding") {
  const std::pair<const char*, const char*> vectors[] = {{"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"},
                                                         {"foob", "Zm9vYg=="}, {"fooba", "Zm9vYmE="}, {"foobar", "Zm9vYmFy"}};
  for (auto [bytes, text] : vectors) {
    CHECK(base64::Encode(bytes, Alphabet::kStandard, true) == text);
    CHECK(base64::Decode(text, Alphabet::kStandard, true) == bytes);
    std::string bare = text;
    while (bare.ends_with('=')) bare.pop_back();
    CHECK(base64::Encode(bytes, Alphabet::kStandard, false) == bare);
    CHECK(base64::Decode(bare, Alphabet::kStandard, false) == bytes);
  }
  CHECK(base64::Encode("\xfb\xff", Alphabet::kUrl, false) == "-_8");
  CHECK(base64::Decode("-_8", Alphabet::kUrl, false) == "\xfb\xff");
  CHECK(base64::Decode("+/8", Alphabet::kUrl, false) == std::nullopt);
}

TEST_CASE("base64: the place of what is wrong") {
  CHECK(BadAt("Zm9v\r\nYg=\n=", true) == -1);
  CHECK(BadAt("Zm9vYg", true) == 4);
  CHECK(BadAt("Zm9vYg=", true) == 7);
  CHECK(BadAt("Zm9vYg=x", true) == 6);
  CHECK(BadAt("Zm9vYg==x", true) == 8);
  CHECK(BadAt("Zm*v", true) == 2);
  CHECK(BadAt("Z===", true) == 1);
  CHECK(BadAt("Zg==", false) == 2);
  CHECK(BadAt("Zm9vY", false) == 4);
}
