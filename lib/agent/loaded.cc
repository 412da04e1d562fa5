// Makes a Loaded of a policy's text, and the texts of answers. Interface: loaded.h. Tested by
// tests/agent/agent_test.cc.
#include "agent/loaded.h"

namespace reeve::agent {
namespace {

constexpr std::string_view kPackage = "agent_policy";
constexpr std::string_view kAllowFailures = "AllowRequestsFailingPolicy";
// Nothing is allowed, and nothing can be put into the state.
constexpr std::string_view kDenyAll = "package agent_policy\n\ndefault CreateContainerRequest := false\n";

// `text` up to its limit, not cut inside a code point.
std::string Bounded(std::string text) {
  if (text.size() <= Permit::kMaxTextBytes) return text;
  size_t size = Permit::kMaxTextBytes - 3;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
  text.resize(size);
  return text + "...";
}

// Whether the policy says that what it denies is allowed. Asked with nothing allowed by an earlier policy, so its own
// word alone counts.
bool AsksToAllowFailures(const Loaded& loaded) {
  Context context(loaded.policy, loaded.store);
  Result<Decision> decision = context.Evaluate(kAllowFailures, "{}");
  if (!decision.ok()) return false;
  Result<Verdict> verdict = Judge(*decision);
  return verdict.ok() && verdict->allowed;
}

}  // namespace

Result<std::shared_ptr<Loaded>> Load(const AgentOptions& options, std::string_view text, PolicyOrigin origin) {
  Options engine_options = options.engine;
  if (engine_options.package.empty()) engine_options.package = kPackage;
  engine_options.prints = options.show_values ? Prints::kRecord : Prints::kErase;
  Engine engine(engine_options);
  if (Status added = engine.AddModule("policy.rego", std::string(origin == PolicyOrigin::kBuiltIn ? kDenyAll : text));
      !added.ok())
    return added;
  if (Status added = engine.AddData(R"({"pstate": {}})"); !added.ok()) return added;
  Result<std::shared_ptr<const Policy>> policy = engine.Compile();
  if (!policy.ok()) return policy.status();
  if (origin != PolicyOrigin::kBuiltIn && (*policy)->RuleNames().empty()) {
    return Status(Code::kRegoCompile, "the policy has no rule in package " + engine_options.package);
  }
  Result<std::shared_ptr<Store>> store = Store::Create(**policy);
  if (!store.ok()) return store.status();
  auto loaded = std::make_shared<Loaded>();
  loaded->policy = std::move(*policy);
  loaded->store = std::move(*store);
  loaded->origin = origin;
  loaded->allow_failures = AsksToAllowFailures(*loaded);
  if (loaded->allow_failures && options.strict) {
    return Status(Code::kRefused, "the policy allows calls that it denies (" + std::string(kAllowFailures) +
                                      "), which strict mode does not");
  }
  loaded->idle.reserve(Loaded::kMaxIdle);
  return loaded;
}

std::string DeniedText(std::string_view api, std::string_view reason) {
  return Bounded(std::string(api) + " is blocked by policy: " + std::string(reason));
}

std::string ErrorText(std::string_view api, std::string_view what) {
  return Bounded(std::string(api.substr(0, 100)) + ": internal error " + std::string(what));
}

}  // namespace reeve::agent
