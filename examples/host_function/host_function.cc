// A function of the program's own that a policy calls: who belongs to which team, from a table of the host.
#include <iostream>
#include <map>
#include <string>

#include "reeve/engine.h"

namespace {

const std::map<std::string, std::string, std::less<>> kTeams = {{"ann", "payments"}, {"bob", "guests"}};

constexpr std::string_view kPolicy = R"(
    package files
    default read := false
    read if acme.team(input.user) == "payments"
)";

}  // namespace

int main() {
  reeve::Engine engine;
  // The parameters give arity and types; nothing returned is undefined, as for a built-in that fails.
  reeve::Status registered = engine.Register(reeve::MakeBuiltin(
      "acme.team", [](reeve::BuiltinCall& call, std::string_view user) -> std::optional<reeve::Value> {
        auto found = kTeams.find(user);
        if (found == kTeams.end()) return std::nullopt;
        return call.builder.String(found->second);
      }));
  reeve::Status added = engine.AddModule("files.rego", std::string(kPolicy));
  if (!registered.ok() || !added.ok()) return std::cerr << registered.ToString() << added.ToString() << "\n", 1;
  auto policy = engine.Compile();
  if (!policy.ok()) return std::cerr << policy.status().ToString() << "\n", 1;

  reeve::Context context(*policy);
  for (std::string user : {"ann", "bob"}) {
    auto decision = context.Evaluate("read", R"({"user": ")" + user + R"("})");
    if (!decision.ok()) return std::cerr << decision.status().ToString() << "\n", 1;
    std::cout << user << (decision->value().is_true() ? " may read" : " may not read") << "\n";
  }
}
