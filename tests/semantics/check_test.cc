// Check as a whole: several errors at once and their order, the limit of errors, the legacy option, hostile modules, Kata's policies.
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/semantics/fixture.h"

namespace reeve::semantics {
namespace {

std::string Repeat(const std::string& text, int n) {
  std::string out;
  for (int i = 0; i < n; ++i) out += text;
  return out;
}

TEST_CASE("errors come in order of their places, ten at most") {
  std::string module = "package p\n";
  for (int i = 0; i < 20; ++i) module += "r" + std::to_string(i) + " if x" + std::to_string(i) + " > 1\n";
  std::unique_ptr<Checked> checked = CheckTexts({module});
  const std::vector<Diagnostic>& all = checked->status.diagnostics();
  REQUIRE(all.size() == 11);
  for (size_t i = 0; i < 10; ++i) CHECK(all[i].message == "var x" + std::to_string(i) + " is unsafe");
  CHECK(all[10].code == Code::kRegoCompile);
  CHECK(all[10].message == "error limit reached");
}

TEST_CASE("the first pass with errors is the last") {
  CHECK(Errors("package p\nq if foo(1)\nr if x > 1\n") == "2:6 rego_type_error: undefined function foo");
}

TEST_CASE("errors that let later passes run") {
  CHECK(Errors("package p\nq if { some x; true }\nr if y > 1\n") ==
        "2:8 rego_compile_error: declared var x unused\n3:6 rego_unsafe_var_error: var y is unsafe");
}

TEST_CASE("the legacy option accepts recursion") {
  Setup setup;
  setup.check.legacy = true;
  CHECK(Rules("package p\nf(x) := 1 if x < 1\nf(x) := f(x - 1) if x >= 1\ng := f(3)", setup).find("# recursive") !=
        std::string::npos);
  std::unique_ptr<Checked> checked = CheckTexts({"package p\nf(x) := f(x)\ng := f(1)"}, setup);
  REQUIRE(checked->policy != nullptr);
  CHECK(checked->policy->recursive.size() == 1);
}

// Each of these took exponential or cubic time in some plain way of checking.
TEST_CASE("hostile modules end") {
  const int kDepth = 60;
  CHECK(Errors("package p\nr := " + Repeat("[count(", kDepth) + "[1 | true]" + Repeat(") | true]", kDepth)) == "");
  CHECK(Errors("package p\nimport future.keywords.not\nr if {" + Repeat("not { y := 1; y > [1 | ", kDepth) + "true" +
               Repeat("] }", kDepth) + "}").find("rego_") == std::string::npos);
  std::string chain = "package p\nr if {\n", many = "package p\n", pattern = "package p\n";
  for (int i = 0; i < 2000; ++i) {
    chain += "  x" + std::to_string(i) + " = x" + std::to_string(i + 1) + "\n";
    many += "r if { data.p.q[x] == " + std::to_string(i) + "; data.q }\n";
    pattern += "r" + std::to_string(i) + " if data.q[x].p[y] == " + std::to_string(i) + "\n";
  }
  CHECK(Errors(chain + "  x2000 = input\n}\n") == "");
  CHECK(Errors(many) == "");
  CHECK(Errors(pattern) == "");
  CHECK(Errors("package p\nq" + Repeat(".a", 600) + " := 1").find("512 elements") != std::string::npos);
}

TEST_CASE("Kata's policies") {
  std::filesystem::path root = std::filesystem::path(REEVE_DATA_DIR) / "kata";
  if (std::string(REEVE_DATA_DIR).empty() || !std::filesystem::exists(root)) return;
  size_t legacy = 0, plain = 0, refused = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    if (entry.path().extension() != ".rego") continue;
    INFO(entry.path());
    std::ifstream file(entry.path());
    std::string text((std::istreambuf_iterator<char>(file)), {});
    text = text.substr(0, text.find('\0'));  // one of the recorded files ends with a NUL byte
    bool aks = entry.path().parent_path().filename() == "aks";
    bool checks = false;
    for (ast::Version version : {ast::Version::kV0, ast::Version::kV1}) {
      Setup setup;
      setup.version = version;
      setup.check.keep_prints = true;
      setup.check.legacy = aks;
      std::unique_ptr<Checked> checked = CheckTexts({text}, setup);
      if (checked->policy == nullptr) continue;
      checks = true;
      CHECK(FindBrokenPromise(*checked->policy, checked->builtins) == "");
    }
    CHECK(checks);
    ++(aks ? legacy : plain);
    if (aks && CheckTexts({text}, {.version = ast::Version::kV0})->policy == nullptr) ++refused;
  }
  CHECK(legacy == 14);
  CHECK(refused == 11);
  CHECK(plain > 20);
}

}  // namespace
}  // namespace reeve::semantics
