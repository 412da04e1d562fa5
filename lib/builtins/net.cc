// net.cidr_contains, net.cidr_intersects, net.cidr_is_valid and the deprecated net.cidr_overlap.
#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <string>

#include "builtins/arguments.h"

namespace reeve::builtins {
namespace {

// An address of 16 bytes; IPv4 ones as ::ffff:a.b.c.d.
using Address = std::array<uint8_t, 16>;
struct Network {
  Address address{};
  int prefix = 0;
};

bool IsV4(const Address& a) {
  return std::all_of(a.begin(), a.begin() + 10, [](uint8_t b) { return b == 0; }) && a[10] == 0xFF && a[11] == 0xFF;
}

bool ParseAddress(std::string_view text, Address* out) {
  if (text.size() > INET6_ADDRSTRLEN || text.find('\0') != std::string_view::npos) return false;
  std::string terminated(text);
  *out = {};
  (*out)[10] = (*out)[11] = 0xFF;
  if (inet_pton(AF_INET, terminated.c_str(), out->data() + 12) == 1) return true;
  return inet_pton(AF_INET6, terminated.c_str(), out->data()) == 1;
}

bool ParseNetwork(std::string_view text, Network* out) {
  size_t slash = text.find('/');
  if (slash == std::string_view::npos || !ParseAddress(text.substr(0, slash), &out->address)) return false;
  bool v4 = text.substr(0, slash).find(':') == std::string_view::npos;
  std::string_view bits = text.substr(slash + 1);
  if (bits.empty() || bits.size() > 6) return false;
  int prefix = 0;
  for (char c : bits) {
    if (c < '0' || c > '9') return false;
    prefix = prefix * 10 + (c - '0');
  }
  if (prefix > (v4 ? 32 : 128)) return false;
  out->prefix = prefix + (v4 ? 96 : 0);
  for (int i = out->prefix; i < 128; ++i)
    out->address[static_cast<size_t>(i / 8)] &= static_cast<uint8_t>(~(0x80 >> i % 8));
  return true;
}

Address LastAddress(const Network& n) {
  Address last = n.address;
  for (int i = n.prefix; i < 128; ++i) last[static_cast<size_t>(i / 8)] |= static_cast<uint8_t>(0x80 >> i % 8);
  return last;
}

// An address of the other family is never in a network, not even in ::/0.
bool Contains(const Network& n, const Address& a) {
  if (IsV4(n.address) != IsV4(a)) return false;
  for (int i = 0; i < n.prefix; ++i) {
    if ((n.address[static_cast<size_t>(i / 8)] ^ a[static_cast<size_t>(i / 8)]) & (0x80 >> i % 8)) return false;
  }
  return true;
}

// OPA calls both operands the first.
bool TakeText(CallContext& call, const Value& v, std::string_view* out) { return Take(call, v, 1, out); }

bool TakeNetwork(CallContext& call, const Value& v, Network* out) {
  std::string_view text;
  if (!TakeText(call, v, &text)) return false;
  return ParseNetwork(text, out) || FailBuiltin(call, "invalid CIDR address: " + std::string(text));
}

bool CidrContains(CallContext& call, Value* result, Value network, Value other) {
  Network a, b;
  std::string_view text;
  Address address;
  if (!TakeNetwork(call, network, &a) || !TakeText(call, other, &text)) return false;
  if (ParseAddress(text, &address)) return Return(result, Contains(a, address));
  if (!ParseNetwork(text, &b)) {
    return FailBuiltin(call, "not a valid textual representation of an IP address or CIDR: " + std::string(text));
  }
  if (!IsV4(a.address) && !IsV4(b.address)) return Return(result, a.prefix <= b.prefix && Contains(a, b.address));
  return Return(result, Contains(a, b.address) && Contains(a, LastAddress(b)));
}

bool CidrIntersects(CallContext& call, Value* result, Value first, Value second) {
  Network a, b;
  if (!TakeNetwork(call, first, &a) || !TakeNetwork(call, second, &b)) return false;
  return Return(result, Contains(a, b.address) || Contains(b, a.address));
}

bool CidrIsValid(CallContext&, Value* result, Value v) {
  Network n;
  return Return(result, v.is_string() && ParseNetwork(Access::Text(v), &n));
}

constexpr Entry kTable[] = {
    {BuiltinId::kNetCidrContains, kTyped<CidrContains>},
    {BuiltinId::kNetCidrOverlap, kTyped<CidrContains>},
    {BuiltinId::kNetCidrIntersects, kTyped<CidrIntersects>},
    {BuiltinId::kNetCidrIsValid, kTyped<CidrIsValid>},
};

}  // namespace

std::span<const Entry> NetFunctions() { return kTable; }

}  // namespace reeve::builtins
