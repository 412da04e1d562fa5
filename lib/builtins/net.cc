// net.cidr_contains, net.cidr_contains_matches, net.cidr_expand, net.cidr_intersects, net.cidr_is_valid and the deprecated
// net.cidr_overlap. Tested by tests/builtins/cases/net.jsonl.
#include "builtins/network.h"

#include <arpa/inet.h>

#include <algorithm>
#include <string>

#include "builtins/text_builder.h"

namespace reeve::builtins {

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
  out->address = FirstAddress(*out);
  return true;
}

Address FirstAddress(const Network& n) {
  Address first = n.address;
  for (int i = n.prefix; i < 128; ++i) first[static_cast<size_t>(i / 8)] &= static_cast<uint8_t>(~(0x80 >> i % 8));
  return first;
}

Address LastAddress(const Network& n) {
  Address last = n.address;
  for (int i = n.prefix; i < 128; ++i) last[static_cast<size_t>(i / 8)] |= static_cast<uint8_t>(0x80 >> i % 8);
  return last;
}

std::string AddressText(const Address& a) {
  char text[INET6_ADDRSTRLEN];
  if (IsV4(a)) return inet_ntop(AF_INET, a.data() + 12, text, sizeof text);
  uint16_t groups[8];
  size_t best = 8, best_size = 1;  // the first longest run of at least two zero groups
  for (size_t i = 0, run = 0; i < 8; ++i) {
    groups[i] = static_cast<uint16_t>(a[2 * i] << 8 | a[2 * i + 1]);
    run = groups[i] == 0 ? run + 1 : 0;
    if (run > best_size) {
      best = i + 1 - run;
      best_size = run;
    }
  }
  std::string out;
  for (size_t i = 0; i < 8; ++i) {
    if (i == best) {
      out += "::";
      i += best_size - 1;
      continue;
    }
    std::snprintf(text, sizeof text, "%x", groups[i]);
    if (!out.empty() && out.back() != ':') out += ':';
    out += text;
  }
  return out;
}

namespace {

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

// Steps to the next address; false after the last of all.
bool Increment(Address* a, size_t from) {
  for (size_t i = 16; i-- > from;) {
    if (++(*a)[i] != 0) return true;
  }
  return false;
}

bool CidrExpand(CallContext& call, Value* result, std::string_view text) {
  Network n;
  if (!ParseNetwork(text, &n)) return FailBuiltin(call, "invalid CIDR address: " + std::string(text));
  Table* out = value::NewTable(call.arena, 1, 8);
  Address a = n.address, last = LastAddress(n);
  do {
    call.budget.Charge(8);
    value::Insert(call.arena, out, Access::StringCopy(call.arena, AddressText(a)));
  } while (a != last && Increment(&a, 0));
  return Return(result, Access::Set(out));
}

// What an operand of net.cidr_contains_matches holds: each network with what the answer calls it.
struct Match {
  Value cidr, index;
};

class Matches {
 public:
  Matches(CallContext& call, const Value& operand, int position) : call_(call), operand_(operand), position_(position) {
    if (operand.is_object()) value::EnsureSorted(Access::TableOf(operand));
    if (operand.is_set()) value::EnsureSorted(Access::TableOf(operand));
  }
  // Other kinds hold nothing.
  size_t size() const {
    if (operand_.is_string()) return 1;
    return operand_.is_array() || operand_.is_set() || operand_.is_object() ? operand_.size() : 0;
  }
  bool At(size_t i, Match* out) const {
    if (operand_.is_string()) return *out = {operand_, operand_}, true;
    Value element = operand_.is_object() ? operand_.value(i) : operand_.at(i);
    out->index = operand_.is_object() ? operand_.key(i)
                 : operand_.is_set()  ? element
                                      : Value::Integer(static_cast<int64_t>(i));
    out->cidr = element.is_array() && element.size() > 0 ? element.at(0) : element;
    if (element.is_string() || (element.is_array() && element.size() > 0)) return true;
    return FailBuiltin(call_, "operand " + std::to_string(position_) + ": element must be string or non-empty array");
  }

 private:
  CallContext& call_;
  Value operand_;
  int position_;
};

bool CidrContainsMatches(CallContext& call, Value* result, Value networks, Value others) {
  Matches left(call, networks, 1), right(call, others, 2);
  Table* out = value::NewTable(call.arena, 1, 8);
  Match a, b;
  for (size_t i = 0; i < left.size(); ++i) {
    if (!left.At(i, &a)) return false;
    for (size_t j = 0; j < right.size(); ++j) {
      call.budget.Charge(8);
      Value contained;
      if (!right.At(j, &b) || !CidrContains(call, &contained, a.cidr, b.cidr)) return false;
      if (!contained.is_true()) continue;
      Value* pair = call.arena.NewArray<Value>(2);
      pair[0] = a.index;
      pair[1] = b.index;
      value::Insert(call.arena, out, Access::Array(pair, 2));
    }
  }
  return Return(result, Access::Set(out));
}

constexpr Entry kTable[] = {
    {BuiltinId::kNetCidrExpand, kTyped<CidrExpand>},
    {BuiltinId::kNetCidrContainsMatches, kTyped<CidrContainsMatches>},
    {BuiltinId::kNetCidrContains, kTyped<CidrContains>},
    {BuiltinId::kNetCidrOverlap, kTyped<CidrContains>},
    {BuiltinId::kNetCidrIntersects, kTyped<CidrIntersects>},
    {BuiltinId::kNetCidrIsValid, kTyped<CidrIsValid>},
};

}  // namespace

std::span<const Entry> NetFunctions() { return kTable; }

}  // namespace reeve::builtins
