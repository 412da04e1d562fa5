// net.lookup_ip_addr: names to addresses by the host's resolver, on a thread of its own, so that an evaluation's deadline holds
// while the resolver waits. Tested by
// tests/builtins/rego_test.cc.
#include <arpa/inet.h>
#include <net/if.h>
#include <netdb.h>

#include <chrono>
#include <future>
#include <memory>
#include <thread>

#include "builtins/arguments.h"

namespace reeve::builtins {
namespace {

constexpr uint64_t kLookupWork = 10000;
constexpr size_t kMaxNameBytes = 253;  // of a domain name

struct Found {
  int error = 0;
  std::vector<std::string> addresses;
};

std::string TextOf(const sockaddr* address) {
  char text[INET6_ADDRSTRLEN] = "";
  if (address->sa_family == AF_INET) {
    inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in*>(address)->sin_addr, text, sizeof text);
    return text;
  }
  const sockaddr_in6& v6 = *reinterpret_cast<const sockaddr_in6*>(address);
  inet_ntop(AF_INET6, &v6.sin6_addr, text, sizeof text);
  char zone[IF_NAMESIZE] = "";
  if (v6.sin6_scope_id == 0) return text;
  return std::string(text) + "%" + (if_indextoname(v6.sin6_scope_id, zone) != nullptr ? zone : std::to_string(v6.sin6_scope_id));
}

Found Resolve(const std::string& name) {
  addrinfo hints{}, *list = nullptr;
  hints.ai_socktype = SOCK_STREAM;
  Found found;
  found.error = getaddrinfo(name.c_str(), nullptr, &hints, &list);
  std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> owner(list, &freeaddrinfo);
  for (const addrinfo* one = list; found.error == 0 && one != nullptr; one = one->ai_next) found.addresses.push_back(TextOf(one->ai_addr));
  return found;
}

// Whether the text may be asked of a resolver at all. getaddrinfo also takes 1.2.3 and 010.0.0.1 for addresses, Go does not.
bool IsName(std::string_view name) {
  bool only_digits = name.find_first_not_of("0123456789.") == std::string_view::npos;
  return !name.empty() && name.size() <= kMaxNameBytes && !only_digits && name.find_first_of(std::string_view(" \t\r\n\0/[]:", 9)) == std::string_view::npos;
}
bool IsAddress(const std::string& name) {
  in6_addr address;
  std::string bare = name.substr(0, name.find('%'));
  return name.find('\0') == std::string::npos &&
         (inet_pton(AF_INET, name.c_str(), &address) == 1 || inet_pton(AF_INET6, bare.c_str(), &address) == 1);
}

bool LookUp(CallContext& call, Value* result, std::string_view text) {
  std::string name(text);
  if (!call.environment.MayReach(name)) return FailBuiltin(call, "disallowed host: " + name);
  const std::string unknown = "lookup " + name + ": no such host";
  bool is_address = IsAddress(name);
  if (!is_address && !IsName(name)) return FailBuiltin(call, unknown);
  call.budget.Charge(kLookupWork);
  Found found;
  if (is_address) {
    found.addresses = {name};
  } else {
    auto promise = std::make_shared<std::promise<Found>>();
    std::future<Found> future = promise->get_future();
    std::thread([promise, name] { promise->set_value(Resolve(name)); }).detach();
    while (future.wait_for(std::chrono::milliseconds(10)) != std::future_status::ready) call.budget.Look();
    found = future.get();
  }
  if (found.error != 0) return FailBuiltin(call, unknown);
  Table* set = value::NewTable(call.arena, 1, 4);
  for (const std::string& address : found.addresses) value::Insert(call.arena, set, Access::StringCopy(call.arena, address));
  return Return(result, Access::Set(set));
}

constexpr Entry kTable[] = {
    {BuiltinId::kNetLookupIpAddr, kTyped<LookUp>},
};

}  // namespace

std::span<const Entry> LookupFunctions() { return kTable; }

}  // namespace reeve::builtins
