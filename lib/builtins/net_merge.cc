// net.cidr_merge: adjacent and overlapping networks become the fewest that hold the same addresses.
// Tested by tests/builtins/cases/net.jsonl.
#include <absl/numeric/int128.h>

#include <algorithm>
#include <string>
#include <vector>

#include "builtins/arguments.h"
#include "builtins/network.h"

namespace reeve::builtins {
namespace {

// Addresses from first to last; `text` is the network as written, until it is merged with another.
struct Range {
  absl::uint128 first, last;
  std::string text;
};

absl::uint128 ToNumber(const Address& a) {
  absl::uint128 n = 0;
  for (uint8_t byte : a) n = n << 8 | byte;
  return n;
}

Address ToAddress(absl::uint128 n) {
  Address a;
  for (size_t i = 16; i-- > 0; n >>= 8) a[i] = static_cast<uint8_t>(n);
  return a;
}

std::string NetworkText(const Address& a, int prefix) {
  return AddressText(a) + "/" + std::to_string(IsV4(a) ? prefix - 96 : prefix);
}

// An address without a prefix is in a network of its historical class, and keeps its own bits.
bool ReadNetwork(CallContext& call, const Value& v, Range* out) {
  if (!v.is_string()) return FailBuiltin(call, "element must be string");
  Network n;
  if (!ParseAddress(v.string(), &n.address)) {
    if (!ParseNetwork(v.string(), &n)) return FailBuiltin(call, "invalid CIDR address: " + std::string(v.string()));
  } else {
    if (!IsV4(n.address)) return FailBuiltin(call, "IPv6 invalid: needs prefix length");
    n.prefix = 96 + (n.address[12] < 128 ? 8 : n.address[12] < 192 ? 16 : 24);
  }
  *out = {ToNumber(FirstAddress(n)), ToNumber(LastAddress(n)), NetworkText(n.address, n.prefix)};
  return true;
}

// The last address of IPv6 and of IPv4, and the first ones, have no neighbor.
bool Touches(const Range& lower, const Range& upper) {
  bool lowest = upper.first == 0 || upper.first == absl::uint128(0xFFFF) << 32;
  return (lowest ? upper.first : upper.first - 1) <= lower.last;
}

void Merge(std::vector<Range>* ranges) {
  std::sort(ranges->begin(), ranges->end(),
            [](const Range& a, const Range& b) { return a.last != b.last ? a.last < b.last : a.first < b.first; });
  std::vector<Range> merged;  // from the highest down
  for (size_t i = ranges->size(); i-- > 0;) {
    Range& r = (*ranges)[i];
    if (merged.empty() || !Touches(r, merged.back())) {
      merged.push_back(std::move(r));
      continue;
    }
    merged.back().first = std::min(merged.back().first, r.first);
    merged.back().text.clear();
  }
  *ranges = std::move(merged);
}

void AddNetworks(CallContext& call, const Range& r, Table* out) {
  auto add = [&](const std::string& text) {
    value::Insert(call.arena, out, Access::StringCopy(call.arena, text));
  };
  if (!r.text.empty()) return add(r.text);
  for (absl::uint128 first = r.first;;) {
    call.budget.Charge(8);
    int free_bits = 0;  // of the largest network that starts here and ends within the range
    absl::uint128 size_less_one = 0;
    while (free_bits < 128) {
      absl::uint128 wider = size_less_one << 1 | 1;
      if ((first & wider) != 0 || wider > r.last - first) break;
      size_less_one = wider;
      ++free_bits;
    }
    add(NetworkText(ToAddress(first), 128 - free_bits));
    if (r.last - first == size_less_one) return;
    first += size_less_one + 1;
  }
}

bool CidrMerge(CallContext& call, Value* result, Value networks) {
  Array elements;
  if (!Elements(networks, &elements)) return FailBuiltin(call, "operand must be an array");
  call.budget.Charge(elements.size);
  std::vector<Range> ranges(elements.size);
  for (size_t i = 0; i < elements.size; ++i) {
    call.budget.Charge(16);
    if (!ReadNetwork(call, elements.elements[i], &ranges[i])) return false;
  }
  Merge(&ranges);
  Table* out = value::NewTable(call.arena, 1, 8);
  for (const Range& r : ranges) AddNetworks(call, r, out);
  return Return(result, Access::Set(out));
}

constexpr Entry kTable[] = {{BuiltinId::kNetCidrMerge, kTyped<CidrMerge>}};

}  // namespace

std::span<const Entry> NetMergeFunctions() { return kTable; }

}  // namespace reeve::builtins
