// rego.parse_module, opa.runtime, rego.metadata.*, internal.* and net.lookup_ip_addr. Expected: OPA's answers.
#include <netdb.h>

#include <catch2/catch.hpp>

#include "calling.h"

namespace reeve::builtins {

TEST_CASE("rego.parse_module: the tree with its comments") {
  Caller caller;
  CHECK(caller("rego.parse_module", {Text("a.rego"), Text("package a # x\np := 1")}) ==
        R"({"comments":[{"Location":{"col":11,"file":"a.rego","row":1},"Text":"IHg="}],"package":{"path":[{"type":"var","value":"data"},)"
        R"({"type":"string","value":"a"}]},"rules":[{"body":[{"generated":true,"index":0,"terms":{"type":"boolean","value":true}}],)"
        R"("head":{"assign":true,"name":"p","ref":[{"type":"var","value":"p"}],"value":{"type":"number","value":1}}}]})");
  CHECK(caller("rego.parse_module", {Text(""), Text("package a")}) ==
        R"({"package":{"path":[{"type":"var","value":"data"},{"type":"string","value":"a"}]}})");
  CHECK(caller("rego.parse_module", {Value::Integer(1), Text("package a")}) == "eval_type_error: operand 1 must be string but got number");
  CHECK(caller("rego.parse_module", {Text("f"), Value::Null()}) == "eval_type_error: operand 1 must be string but got null");
}

TEST_CASE("rego.parse_module: texts that are no modules, and hostile ones") {
  Caller caller;
  for (const std::string& text : {std::string(), std::string("pckage a"), std::string("package a\np = 1 { true }"), std::string("package a\n\xFF"),
                                  "package a\np := " + std::string(100000, '['), std::string(1100000, ' ')}) {
    CHECK(caller("rego.parse_module", {Text("a.rego"), Text(text)}).starts_with("eval_builtin_error: "));
  }
  Caller poor(10000);
  CHECK_THROWS_AS(poor("rego.parse_module", {Text("a"), Text("package a\n" + std::string(1000, '#'))}), Stop);
}

TEST_CASE("built-ins that the compiler or the host answers") {
  Caller caller;
  CHECK(caller("rego.metadata.rule", {}) ==
        "eval_builtin_error: the rego.metadata.rule function must only be called within the scope of a rule");
  CHECK(caller("rego.metadata.chain", {}) ==
        "eval_builtin_error: the rego.metadata.chain function must only be called within the scope of a rule");
  CHECK(caller("opa.runtime", {}) == "{}");
  caller.environment.runtime = caller.Read(R"({"env": {}})");
  CHECK(caller("opa.runtime", {}) == R"({"env":{}})");
  CHECK(caller("internal.print", {caller.Read("[]")}) == "true");
  CHECK(caller("internal.test_case", {Value::Null()}) == "eval_type_error: operand 1 must be array but got null");
}

TEST_CASE("net.lookup_ip_addr: addresses, the loopback's name, and what is no name") {
  Caller caller;
  CHECK(caller("net.lookup_ip_addr", {Text("1.2.3.4")}) == "[\"1.2.3.4\"]");
  CHECK(caller("net.lookup_ip_addr", {Text("::1")}) == "[\"::1\"]");
  // A system without /etc/hosts does not know the loopback by its name.
  addrinfo* found = nullptr;
  bool known = getaddrinfo("localhost", nullptr, nullptr, &found) == 0;
  if (known) freeaddrinfo(found);
  std::string answer = caller("net.lookup_ip_addr", {Text("localhost")});
  bool address = answer.find("\"127.0.0.1\"") != std::string::npos || answer.find("\"::1\"") != std::string::npos;
  CHECK((known ? address : answer == "eval_builtin_error: lookup localhost: no such host"));
  for (std::string_view name : {"", "a b", "1.2.3.4 ", "[::1]", "01.2.3.4", "1.2.3", "1", "a/b"}) {
    CHECK(caller("net.lookup_ip_addr", {Text(name)}) == "eval_builtin_error: lookup " + std::string(name) + ": no such host");
  }
  CHECK(caller("net.lookup_ip_addr", {Text(std::string(300, 'a'))}).ends_with(": no such host"));
  CHECK(caller("net.lookup_ip_addr", {Value::Integer(3)}) == "eval_type_error: operand 1 must be string but got number");
  std::vector<std::string> none;
  caller.environment.allow_net = &none;
  CHECK(caller("net.lookup_ip_addr", {Text("::1")}) == "eval_builtin_error: disallowed host: ::1");
}

}  // namespace reeve::builtins
