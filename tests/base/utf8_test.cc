// UTF-8: every code point there and back, and the malformed forms of RFC 3629.
#include "base/utf8.h"

#include <catch2/catch.hpp>
#include <vector>

using namespace reeve;

TEST_CASE("every code point is encoded and decoded") {
  for (uint32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    std::string text;
    utf8::Append(c, text);
    utf8::CodePoint decoded = utf8::Decode(text, 0);
    if (decoded.value != c || decoded.size != text.size() || !utf8::IsValid(text)) FAIL(c);
  }
}

TEST_CASE("malformed bytes are found where they start") {
  const std::vector<std::string> kMalformed = {"\x80",
                                               "\xBF",
                                               "\xC0\x80",
                                               "\xC1\xBF",
                                               "\xC2",
                                               "\xC2\x41",
                                               "\xE0\x80\x80",
                                               "\xE0\x9F\xBF",
                                               "\xED\xA0\x80",
                                               "\xED\xBF\xBF",
                                               "\xE2\x82",
                                               "\xF0\x80\x80\x80",
                                               "\xF0\x8F\xBF\xBF",
                                               "\xF4\x90\x80\x80",
                                               "\xF5\x80\x80\x80",
                                               "\xF0\x9F\x98",
                                               "\xFF",
                                               "\xFE"};
  for (const std::string& bytes : kMalformed) {
    for (size_t before : {0, 1, 7, 8, 9, 31}) {
      std::string text = std::string(before, 'a') + bytes + "tail";
      REQUIRE(utf8::FindInvalid(text) == before);
      REQUIRE(utf8::FindInvalid(std::string(before, 'a') + bytes) == before);
      REQUIRE(utf8::Decode(text, before).value == 0xFFFD);
      REQUIRE(utf8::Decode(text, before).size == 1);
    }
  }
}

TEST_CASE("code points are counted, malformed bytes one each") {
  REQUIRE(utf8::Count("") == 0);
  REQUIRE(utf8::Count("a\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80") == 4);
  REQUIRE(utf8::Count("\xFF\xFF"
                      "a") == 3);
  REQUIRE(utf8::IsAscii("plain"));
  REQUIRE_FALSE(utf8::IsAscii("\xC3\xA4"));
}
