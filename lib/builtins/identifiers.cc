// uuid.parse, uuid.rfc4122 and time.now_ns. The machine keeps one answer of the latter two for the same arguments.
#include <array>

#include "builtins/arguments.h"
#include "builtins/text_builder.h"

namespace reeve::builtins {
namespace {

using Uuid = std::array<uint8_t, 16>;
constexpr size_t kHyphens[] = {8, 13, 18, 23};
constexpr char kHex[] = "0123456789abcdef";

bool IsHyphen(size_t at) { return at == 8 || at == 13 || at == 18 || at == 23; }

// Four forms: plain, without hyphens, in braces, with urn:uuid: in front.
bool ParseUuid(std::string_view text, Uuid* out) {
  bool hyphens = true;
  if (text.size() == 45) {
    for (size_t i = 0; i < 9; ++i) {
      char c = text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] + 32) : text[i];
      if (c != "urn:uuid:"[i]) return false;
    }
    text.remove_prefix(9);
  } else if (text.size() == 38) {
    text = text.substr(1, 36);
  } else if (text.size() == 32) {
    hyphens = false;
  } else if (text.size() != 36) {
    return false;
  }
  if (hyphens) {
    for (size_t at : kHyphens) {
      if (text[at] != '-') return false;
    }
  }
  size_t digit = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (hyphens && IsHyphen(i)) continue;
    char c = text[i] >= 'A' && text[i] <= 'F' ? static_cast<char>(text[i] + 32) : text[i];
    size_t value = std::string_view(kHex, 16).find(c);
    if (value == std::string_view::npos) return false;
    uint8_t& byte = (*out)[digit++ / 2];
    byte = static_cast<uint8_t>(byte << 4 | value);
  }
  return true;
}

std::string_view Variant(const Uuid& u) {
  return (u[8] & 0xC0) == 0x80   ? "RFC4122"
         : (u[8] & 0xE0) == 0xC0 ? "Microsoft"
         : (u[8] & 0xE0) == 0xE0 ? "Future"
                                 : "Reserved";
}

std::string_view MacVariables(uint8_t first) {
  return (first & 3) == 3   ? "local:multicast"
         : (first & 1) == 1 ? "global:multicast"
         : (first & 2) == 2 ? "local:unicast"
                            : "global:unicast";
}

uint64_t BigEndian(const Uuid& u, size_t at, size_t size) {
  uint64_t n = 0;
  for (size_t i = 0; i < size; ++i) n = n << 8 | u[at + i];
  return n;
}

// Nanoseconds since 1970 from the 60 bits of 100 ns since 1582; outside of 64 bits they wrap, as in OPA.
int64_t UnixNanoseconds(const Uuid& u) {
  int64_t ticks =
      static_cast<int64_t>(BigEndian(u, 0, 4) | BigEndian(u, 4, 2) << 32 | (BigEndian(u, 6, 2) & 0xFFF) << 48);
  int64_t since_1970 = ticks - 122192928000000000;
  uint64_t seconds = static_cast<uint64_t>(since_1970 / 10000000),
           rest = static_cast<uint64_t>(since_1970 % 10000000 * 100);
  return static_cast<int64_t>(seconds * 1000000000 + rest);
}

Value NodeId(CallContext& call, const Uuid& u) {
  TextBuilder out(call, 17);
  for (size_t i = 10; i < 16; ++i) {
    if (i > 10) out.Append('-');
    out.Append(kHex[u[i] >> 4]);
    out.Append(kHex[u[i] & 15]);
  }
  return out.Finish();
}

bool Parse(CallContext& call, Value* result, std::string_view text) {
  Uuid u{};
  if (!ParseUuid(text, &u)) return false;
  Table* out = value::NewTable(call.arena, 2, 8);
  auto set = [&](std::string_view key, Value v) { value::Insert(call.arena, out, Access::String(key), v); };
  int version = u[6] >> 4;
  set("version", Value::Integer(version));
  set("variant", Access::String(Variant(u)));
  if (version == 1 || version == 2) {
    set("time", Value::Integer(UnixNanoseconds(u)));
    set("nodeid", NodeId(call, u));
    set("macvariables", Access::String(MacVariables(u[10])));
    set("clocksequence", Value::Integer(static_cast<int64_t>(BigEndian(u, 8, 2) & 0x3FFF)));
  }
  if (version == 2) {
    constexpr std::string_view kDomains[] = {"Person", "Group", "Org"};
    set("id", Value::Integer(static_cast<int64_t>(BigEndian(u, 0, 4))));
    set("domain", u[9] < 3 ? Access::String(kDomains[u[9]])
                           : Access::String(call.arena.CopyText("Domain" + std::to_string(u[9]))));
  }
  return Return(result, Access::Object(out));
}

bool Random(CallContext& call, Value* result, Value) {
  if (!call.environment.random) return FailBuiltin(call, "no source of random numbers");
  uint64_t words[2] = {call.environment.random(), call.environment.random()};
  TextBuilder out(call, 36);
  for (size_t i = 0; i < 16; ++i) {
    uint8_t byte = static_cast<uint8_t>(words[i / 8] >> (8 * (i % 8)));
    if (i == 6) byte = static_cast<uint8_t>((byte & 0x0F) | 0x40);  // version 4
    if (i == 8) byte = static_cast<uint8_t>((byte & 0x3F) | 0x80);  // the variant of RFC 4122
    if (IsHyphen(out.size())) out.Append('-');
    out.Append(kHex[byte >> 4]);
    out.Append(kHex[byte & 15]);
  }
  return Return(result, out.Finish());
}

bool NowNs(CallContext& call, Value* result) { return Return(result, Value::Integer(call.environment.now_ns)); }

constexpr Entry kTable[] = {
    {BuiltinId::kUuidParse, kTyped<Parse>},
    {BuiltinId::kUuidRfc4122, kTyped<Random>},
    {BuiltinId::kTimeNowNs, kTyped<NowNs>},
};

}  // namespace

std::span<const Entry> IdentifierFunctions() { return kTable; }

}  // namespace reeve::builtins
