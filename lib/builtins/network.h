// Addresses and networks of IP as Go's package net reads and writes them. Tested by tests/builtins/cases/net.jsonl.
#ifndef REEVE_LIB_BUILTINS_NETWORK_H_
#define REEVE_LIB_BUILTINS_NETWORK_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace reeve::builtins {

// An address of 16 bytes; IPv4 ones as ::ffff:a.b.c.d.
using Address = std::array<uint8_t, 16>;
struct Network {
  Address address{};
  int prefix = 0;  // in bits of the 16 bytes: 96 more than written for IPv4
};

bool IsV4(const Address& a);
bool ParseAddress(std::string_view text, Address* out);
// Text such as 10.0.0.0/8; bits beyond the prefix are cleared.
bool ParseNetwork(std::string_view text, Network* out);
Address FirstAddress(const Network& n);
Address LastAddress(const Network& n);
std::string AddressText(const Address& a);

}  // namespace reeve::builtins

#endif  // REEVE_LIB_BUILTINS_NETWORK_H_
