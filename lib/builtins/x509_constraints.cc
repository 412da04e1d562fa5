// Name constraints of chains, searched in Go's way: the constraints of one kind are sorted, what a shorter one covers is dropped,
// and a name is compared with its neighbor in that order. See x509_verify.h.
#include <arpa/inet.h>

#include <algorithm>
#include <map>
#include <set>

#include "builtins/network.h"
#include "builtins/x509_verify.h"

namespace reeve::builtins {
namespace {

constexpr size_t kNowhere = std::string_view::npos;

char LowerCase(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = LowerCase(c);
  return lower;
}

// Constraints of one kind. T has Compare (an order of constraints and names), and Covers (constraint, name).
template <typename T>
class Sorted {
 public:
  explicit Sorted(std::vector<std::string_view> all) {
    std::sort(all.begin(), all.end(), [](std::string_view a, std::string_view b) { return T::Compare(a, b) < 0; });
    for (std::string_view one : all) {
      if (set_.empty() || !T::CoversConstraint(set_.back(), one)) set_.push_back(one);
    }
  }
  bool Covers(std::string_view name) const {
    if (set_.empty()) return false;
    auto at = std::lower_bound(set_.begin(), set_.end(), name, [](std::string_view a, std::string_view b) { return T::CompareName(a, b) < 0; });
    if (at != set_.end() && T::CompareName(*at, name) == 0) return true;
    return T::Covers(at == set_.begin() ? *at : at[-1], name);
  }
  const std::vector<std::string_view>& set() const { return set_; }

 private:
  std::vector<std::string_view> set_;
};

// Domains in the order of their bytes from the end, dots first.
struct Domains {
  static int Compare(std::string_view a, std::string_view b) {
    auto key = [](char c) { return c == '.' ? 0 : static_cast<int>(static_cast<uint8_t>(LowerCase(c))); };
    size_t i = a.size(), j = b.size();
    while (i > 0 && j > 0) {
      int x = key(a[--i]), y = key(b[--j]);
      if (x != y) return x < y ? -1 : 1;
    }
    return i < j ? -1 : i > j ? 1 : 0;
  }
  static int CompareName(std::string_view a, std::string_view b) { return Compare(a, b); }
  static bool Covers(std::string_view constraint, std::string_view name) {
    if (constraint.size() > name.size()) return false;
    size_t more = name.size() - constraint.size();
    for (size_t i = 0; i < constraint.size(); ++i) {
      if (LowerCase(constraint[i]) != LowerCase(name[more + i])) return false;
    }
    return constraint.starts_with('.') || more == 0 || name[more - 1] == '.';
  }
  static bool CoversConstraint(std::string_view a, std::string_view b) { return Covers(a, b); }
};

// Networks, address and mask one behind the other; all of one size. An IPv4 address within IPv6 counts as IPv4, as in Go.
struct Networks {
  static int Compare(std::string_view a, std::string_view b) { return a.compare(b); }
  static int CompareName(std::string_view network, std::string_view address) { return network.substr(0, network.size() / 2).compare(address); }
  static std::string_view Short(std::string_view address) {
    constexpr std::string_view kMapped("\0\0\0\0\0\0\0\0\0\0\xFF\xFF", 12);
    return address.size() == 16 && address.starts_with(kMapped) ? address.substr(12) : address;
  }
  static bool Covers(std::string_view network, std::string_view address) {
    std::string_view number = Short(network.substr(0, network.size() / 2)), mask = network.substr(network.size() / 2), of = Short(address);
    if (mask.size() == 16 && number.size() == 4) mask.remove_prefix(12);
    if (number.size() != of.size()) return false;
    for (size_t i = 0; i < number.size(); ++i) {
      if ((number[i] & mask[i]) != (of[i] & mask[i])) return false;
    }
    return true;
  }
  static bool CoversConstraint(std::string_view a, std::string_view b) {
    std::string_view address = b.substr(0, b.size() / 2), mask = b.substr(b.size() / 2);
    std::string last(address);
    for (size_t i = 0; i < last.size(); ++i) last[i] = static_cast<char>(last[i] | ~mask[i]);
    return Covers(a, address) && Covers(a, last);
  }
};

// The domains of one half of the constraints; no domains at all cover nothing, an empty one everything.
class DomainSet {
 public:
  DomainSet(const std::vector<std::string_view>& all, bool excluding)
      : all_(std::any_of(all.begin(), all.end(), [](std::string_view name) { return name.empty(); })),
        sorted_(all_ ? std::vector<std::string_view>() : all) {
    for (std::string_view name : sorted_.set()) {
      size_t dot = name.find('.');
      if (excluding && dot != kNowhere) parents_.insert(Lower(name.substr(dot)));
    }
  }
  bool Covers(std::string_view name) const {
    if (all_ || sorted_.Covers(name)) return true;
    // An excluded sibling excludes the wildcard that could mean it.
    return name.starts_with('*') && name.find('.') != kNowhere && parents_.contains(Lower(name.substr(name.find('.'))));
  }

 private:
  bool all_;
  Sorted<Domains> sorted_;
  std::set<std::string> parents_;
};

class MailboxSet {
 public:
  MailboxSet(const std::vector<std::string_view>& all, bool excluding) : domains_(DomainsOf(all), excluding) {
    for (std::string_view one : all) {
      Mailbox mailbox;
      if (one.find('@') != kNowhere && ParseMailbox(one, &mailbox)) exact_.emplace(mailbox.local, Lower(mailbox.domain));
    }
  }
  bool Covers(const Mailbox& mailbox) const {
    return exact_.contains({mailbox.local, mailbox.domain}) || domains_.Covers(mailbox.domain);
  }

 private:
  static std::vector<std::string_view> DomainsOf(std::vector<std::string_view> all) {
    std::erase_if(all, [](std::string_view one) { return one.find('@') != kNowhere; });
    return all;
  }
  std::set<std::pair<std::string, std::string>> exact_;
  DomainSet domains_;
};

class NetworkSet {
 public:
  explicit NetworkSet(const std::vector<std::string_view>& all) : v4_(OfSize(all, 8)), v6_(OfSize(all, 32)) {}
  bool Covers(std::string_view address) const { return (address.size() == 4 ? v4_ : v6_).Covers(address); }

 private:
  static std::vector<std::string_view> OfSize(std::vector<std::string_view> all, size_t size) {
    std::erase_if(all, [size](std::string_view one) { return one.size() != size; });
    return all;
  }
  Sorted<Networks> v4_, v6_;
};

// The names of one certificate, in the form that is compared.
struct Names {
  std::vector<std::string_view> dns, addresses;
  std::vector<std::string> hosts;
  std::vector<Mailbox> mailboxes;
};

// The host of a URI; false for what has none or is an address.
bool HostOf(const Url& uri, std::string* host) {
  in_addr binary;
  *host = Lower(uri.host);
  if (host->empty() || host->starts_with('[')) return false;
  size_t colon = uri.host.find(':');
  if (colon != kNowhere) {
    if (uri.host.find(':', colon + 1) != kNowhere) return false;
    *host = uri.host.substr(0, colon);
  }
  return host->find('\0') == kNowhere && inet_pton(AF_INET, host->c_str(), &binary) != 1 && IsDomainName(*host, false);
}

bool ReadNames(const AlternativeNames& from, Names* out) {
  for (const Url& uri : from.uris) {
    if (!HostOf(uri, &out->hosts.emplace_back())) return false;
  }
  for (std::string_view email : from.emails) {
    Mailbox& mailbox = out->mailboxes.emplace_back();
    if (!ParseMailbox(email, &mailbox)) return false;
    mailbox.domain = Lower(mailbox.domain);
  }
  out->dns = from.dns;
  out->addresses = from.addresses;
  return std::all_of(from.dns.begin(), from.dns.end(), [](std::string_view name) { return IsDomainName(name, false); });
}

// One certificate's constraints over the names of another.
template <typename Set, typename Name>
bool IsWithin(const std::vector<Name>& names, bool restricts, const Set& permitted, const Set& excluded) {
  return std::all_of(names.begin(), names.end(),
                     [&](const Name& name) { return (!restricts || permitted.Covers(name)) && !excluded.Covers(name); });
}

bool ArePermittedBy(const Certificate& c, const Names& names) {
  const NameConstraints &p = c.permitted, &x = c.excluded;
  return IsWithin(names.addresses, !p.networks.empty(), NetworkSet(p.networks), NetworkSet(x.networks)) &&
         IsWithin(names.dns, !p.dns.empty(), DomainSet(p.dns, false), DomainSet(x.dns, true)) &&
         IsWithin(names.hosts, !p.uris.empty(), DomainSet(p.uris, false), DomainSet(x.uris, true)) &&
         IsWithin(names.mailboxes, !p.emails.empty(), MailboxSet(p.emails, false), MailboxSet(x.emails, true));
}

}  // namespace

bool AreNamesPermitted(CallContext& call, const Chain& chain) {
  for (size_t i = 0; i < chain.size(); ++i) {
    if (chain[i]->Find(Certificate::kAlternativeNames) == nullptr) continue;
    Names names;
    bool readable = ReadNames(chain[i]->names, &names);
    for (size_t above = i + 1; above < chain.size(); ++above) {
      if (chain[above]->Find(Certificate::kNameConstraints) == nullptr) continue;
      // Sorting the constraints, and looking each name up.
      call.budget.Charge(16 * (chain[above]->raw.size() + chain[i]->raw.size()));
      if (!readable || !ArePermittedBy(*chain[above], names)) return false;
    }
  }
  return true;
}

}  // namespace reeve::builtins
