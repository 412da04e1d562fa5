// The generated parser: what the fast mode takes for granted, and that it is what the grammar gives.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace {

std::string Read(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

const std::string kRoot = REEVE_SOURCE_DIR;
const std::string kGenerated = kRoot + "/lib/syntax/generated/RegoParser";

TEST_CASE("the parser is LL(1) and never touches a rule context outside of error handling") {
  const std::string code = Read(kGenerated + ".cpp");
  REQUIRE(code.size() > 10000);
  CHECK(code.find("adaptivePredict") == std::string::npos);
  size_t uses = 0;
  for (size_t at = 0; (at = code.find("_localctx->", at)) != std::string::npos; ++at) {
    ++uses;
    CHECK(code.substr(at, 21) == "_localctx->exception ");
    at = code.find("_localctx->exception", at + 5);  // the second use of each handler, as an argument
    REQUIRE(at != std::string::npos);
  }
  CHECK(uses > 0);
}

TEST_CASE("the generated parser is what antlr4 makes of the grammar") {
  if (std::system("command -v antlr4 >/dev/null 2>&1 && command -v java >/dev/null 2>&1") != 0) {
    WARN("not run: antlr4 is not installed");
    return;
  }
  std::string folder = (std::filesystem::temp_directory_path() / "reeve-grammar-XXXXXX").string();
  REQUIRE(mkdtemp(folder.data()) != nullptr);
  REQUIRE(std::system(("sh " + kRoot + "/grammar/regenerate.sh " + folder).c_str()) == 0);
  for (const char* ending : {".h", ".cpp"}) {
    CHECK(Read(folder + "/RegoParser" + ending) == Read(kGenerated + ending));
  }
  CHECK(std::system(("rm -r " + folder).c_str()) == 0);
}

}  // namespace
