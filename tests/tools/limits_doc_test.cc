// docs/limits.md holds the tables that limits.def and codes.def make. REBASE=1 writes them anew.
#include <catch2/catch.hpp>

#include <cstdlib>

#include "reeve/status.h"
#include "tests/tools/console.h"

namespace reeve::tools_test {
namespace {

const std::string kPage = REEVE_SOURCE_DIR "/docs/limits.md";

// 16777216 -> "16 Mi", 2000000000 -> "2,000,000,000"
std::string Number(uint64_t n) {
  if (n >= (1u << 30) && n % (1u << 30) == 0) return std::to_string(n >> 30) + " Gi";
  if (n >= (1u << 20) && n % (1u << 20) == 0) return std::to_string(n >> 20) + " Mi";
  std::string digits = std::to_string(n);
  for (size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
  return digits;
}

std::string LimitsTable() {
  std::string out = "| limit | default | reason | when it is passed |\n|---|---|---|---|\n";
#define REEVE_LIMIT(field, value, unit, reason, code) \
  out += "| `" #field "` | " + Number(value) + " " unit " | " reason " | `" + std::string(CodeName(Code::code)) + "` |\n";
#include "reeve/limits.def"
#undef REEVE_LIMIT
  return out;
}

std::string CodesTable() {
  std::string out = "| code | enumerator | meaning |\n|---|---|---|\n";
#define REEVE_CODE(enumerator, text, meaning) out += "| `" text "` | `Code::" #enumerator "` | " meaning " |\n";
#include "reeve/codes.def"
#undef REEVE_CODE
  return out;
}

void CheckTable(const std::string& name, const std::string& table) {
  std::string page = ReadText(kPage), begin = "<!-- begin " + name + " -->\n", end = "<!-- end " + name + " -->";
  size_t from = page.find(begin), to = page.find(end);
  REQUIRE(from != std::string::npos);
  REQUIRE(to != std::string::npos);
  from += begin.size();
  if (std::getenv("REBASE") != nullptr) WriteText(kPage, page.substr(0, from) + table + page.substr(to));
  else CHECK(page.substr(from, to - from) == table);
}

}  // namespace

TEST_CASE("docs/limits.md lists each limit as it is") { CheckTable("limits", LimitsTable()); }

TEST_CASE("docs/limits.md lists each error code as it is") { CheckTable("codes", CodesTable()); }

}  // namespace reeve::tools_test
