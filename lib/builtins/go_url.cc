// Splits and decodes URLs. See go_url.h.
#include "builtins/go_url.h"

#include <arpa/inet.h>

#include <algorithm>

#include "value/format.h"

namespace reeve::builtins {
namespace {

constexpr size_t kNowhere = std::string_view::npos;
enum class Part { kPath, kUser, kHost, kZone, kFragment };

bool IsUnreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || std::string_view("-_.~").find(c) != kNowhere;
}

// Whether Go writes the byte as it is.
bool IsPlain(char c, Part part) {
  if (IsUnreserved(c)) return true;
  std::string_view plain;
  switch (part) {
    case Part::kPath: plain = "$&+,/:;=@"; break;
    case Part::kUser: plain = "$&+,;="; break;
    case Part::kHost: case Part::kZone: plain = "!$&'()*+,;=:[]<>\""; break;
    case Part::kFragment: plain = "$&+,/:;=?@!()*"; break;
  }
  return plain.find(c) != kNowhere;
}

int HexDigit(char c) {
  return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

std::string Quoted(std::string_view text) {
  std::string quoted;
  value::AppendQuoted(text, quoted);
  return quoted;
}

// Decodes %XX; false with Go's text in *why for what no escape is, or may not stand there.
bool Unescape(std::string_view text, Part part, std::string* out, std::string* why) {
  out->clear();
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c != '%') {
      if ((part == Part::kHost || part == Part::kZone) && static_cast<unsigned char>(c) < 0x80 && !IsPlain(c, part)) {
        *why = "invalid character " + Quoted(text.substr(i, 1)) + " in host name";
        return false;
      }
      *out += c;
      continue;
    }
    int high = i + 2 < text.size() ? HexDigit(text[i + 1]) : -1, low = i + 2 < text.size() ? HexDigit(text[i + 2]) : -1;
    char byte = static_cast<char>(high << 4 | low);
    std::string_view escape = text.substr(i, 3);
    bool refused = high < 0 || low < 0 || (part == Part::kHost && high < 8 && escape != "%25") ||
                   (part == Part::kZone && escape != "%25" && byte != ' ' && !IsPlain(byte, Part::kHost));
    if (refused) {
      *why = "invalid URL escape " + Quoted(escape);
      return false;
    }
    *out += byte;
    i += 2;
  }
  return true;
}

std::string Escape(std::string_view text, Part part) {
  std::string out;
  for (char c : text) {
    if (IsPlain(c, part)) {
      out += c;
    } else {
      out += '%';
      out += "0123456789ABCDEF"[static_cast<unsigned char>(c) >> 4];
      out += "0123456789ABCDEF"[c & 15];
    }
  }
  return out;
}

bool IsValidEncoding(std::string_view text, Part part) {
  return std::all_of(text.begin(), text.end(), [part](char c) {
    return std::string_view("!$&'()*+,;=:@[]%").find(c) != kNowhere || IsPlain(c, part);
  });
}

bool IsOptionalPort(std::string_view port) {
  return port.empty() || (port[0] == ':' && port.find_first_not_of("0123456789", 1) == kNowhere);
}

bool IsUserInfo(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (IsUnreserved(c) || std::string_view(":!$&'()*+,;=%@").find(c) != kNowhere);
  });
}

// Splits the scheme off; false where the text starts with a colon.
bool TakeScheme(std::string_view* text, std::string* scheme) {
  for (size_t i = 0; i < text->size(); ++i) {
    char c = (*text)[i];
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) continue;
    if ((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.') {
      if (i == 0) return true;
    } else if (c == ':') {
      if (i == 0) return false;
      for (char letter : text->substr(0, i)) *scheme += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
      text->remove_prefix(i + 1);
      return true;
    } else {
      return true;
    }
  }
  return true;
}

class Parser {
 public:
  explicit Parser(Url* url) : url_(*url) {}

  // `text` has no fragment.
  bool Run(std::string_view text) {
    auto is_control = [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7F; };
    if (std::any_of(text.begin(), text.end(), is_control)) return Fail("net/url: invalid control character in URL");
    if (text == "*") {
      url_.path = url_.escaped_path = "*";
      return true;
    }
    std::string_view rest = text;
    if (!TakeScheme(&rest, &url_.scheme)) return Fail("missing protocol scheme");
    TakeQuery(&rest);
    if (!rest.starts_with('/')) {
      if (!url_.scheme.empty()) {
        url_.opaque = rest;
        return true;
      }
      if (rest.substr(0, rest.find('/')).find(':') != kNowhere) return Fail("first path segment in URL cannot contain colon");
    }
    if ((!url_.scheme.empty() || !rest.starts_with("///")) && rest.starts_with("//")) {
      std::string_view authority = rest.substr(2, rest.find('/', 2) == kNowhere ? kNowhere : rest.find('/', 2) - 2);
      rest.remove_prefix(2 + authority.size());
      if (!Authority(authority)) return false;
    } else {
      url_.omits_host = !url_.scheme.empty() && rest.starts_with('/');
    }
    return Path(rest);
  }
  bool Fragment(std::string_view text) {
    if (!Unescape(text, Part::kFragment, &url_.fragment, &why_)) return false;
    if (Escape(url_.fragment, Part::kFragment) != text) url_.raw_fragment = text;
    return true;
  }
  bool Path(std::string_view text) {
    if (!Unescape(text, Part::kPath, &url_.path, &why_)) return false;
    url_.raw_path = Escape(url_.path, Part::kPath) == text ? "" : text;
    url_.escaped_path = IsValidEncoding(text, Part::kPath) ? std::string(text) : Escape(url_.path, Part::kPath);
    return true;
  }
  const std::string& why() const { return why_; }

 private:
  bool Fail(std::string why) {
    why_ = std::move(why);
    return false;
  }
  void TakeQuery(std::string_view* rest) {
    size_t mark = rest->find('?');
    if (mark == kNowhere) return;
    url_.force_query = mark + 1 == rest->size();
    url_.raw_query = rest->substr(mark + 1);
    *rest = rest->substr(0, mark);
  }
  bool Authority(std::string_view text) {
    size_t at = text.rfind('@');
    if (!Host(at == kNowhere ? text : text.substr(at + 1))) return false;
    if (at == kNowhere) return true;
    std::string_view info = text.substr(0, at);
    if (!IsUserInfo(info)) return Fail("net/url: invalid userinfo");
    url_.has_user = true;
    url_.raw_user = info;
    size_t colon = info.find(':');
    if (!Unescape(info.substr(0, colon), Part::kUser, &url_.user, &why_)) return false;
    if (colon == kNowhere) return true;
    url_.password.emplace();
    return Unescape(info.substr(colon + 1), Part::kUser, &*url_.password, &why_);
  }
  bool Host(std::string_view host) {
    size_t bracket = host.rfind('[');
    if (bracket != kNowhere) return bracket > 0 ? Fail("invalid IP-literal") : Literal(host);
    size_t colon = host.find(':'), last = host.rfind(':');
    if (colon != kNowhere) {
      if (url_.scheme != "http" && url_.scheme != "https") colon = last;
      if (!IsOptionalPort(host.substr(colon))) return Fail("invalid port " + Quoted(host.substr(colon)) + " after host");
    }
    return Unescape(host, Part::kHost, &url_.host, &why_);
  }
  // [address] or [address]:port, the address with a zone behind %25.
  bool Literal(std::string_view host) {
    size_t close = host.rfind(']');
    if (close == kNowhere) return Fail("missing ']' in host");
    std::string_view port = host.substr(close + 1), name = host.substr(1, close - 1);
    if (!IsOptionalPort(port)) return Fail("invalid port " + Quoted(port) + " after host");
    std::string address, zone;
    size_t percent = name.find("%25");
    if (!Unescape(name.substr(0, percent), Part::kHost, &address, &why_)) return false;
    if (percent != kNowhere && !Unescape(name.substr(percent), Part::kZone, &zone, &why_)) return false;
    in6_addr binary;
    bool valid = address.find('\0') == std::string::npos && inet_pton(AF_INET6, address.c_str(), &binary) == 1 && zone != "%";
    if (!valid) {
      if (inet_pton(AF_INET, address.c_str(), &binary) == 1) return Fail("invalid IP-literal");
      return Fail("invalid host: ParseAddr(" + Quoted(address + zone) + "): unable to parse IP");
    }
    url_.host = "[" + address + zone + "]" + std::string(port);
    return true;
  }
  Url& url_;
  std::string why_;
};

// The path of a reference in the place of the base's last segment, without its dots.
std::string ResolvedPath(std::string_view base, std::string_view reference) {
  std::string full(reference.starts_with('/') ? "" : reference.empty() ? base : base.substr(0, base.rfind('/') + 1));
  full += reference;
  if (full.empty()) return "";
  std::string out = "/";
  bool first = true;
  std::string_view segment;
  for (size_t at = 0; at != kNowhere;) {
    size_t slash = full.find('/', at);
    segment = std::string_view(full).substr(at, slash == kNowhere ? kNowhere : slash - at);
    at = slash == kNowhere ? kNowhere : slash + 1;
    if (segment == ".") {
      first = false;
    } else if (segment == "..") {
      size_t last = out.rfind('/');
      out.resize(last == 0 ? 1 : last);
      first = out.size() == 1;
    } else {
      if (!first) out += '/';
      out += segment;
      first = false;
    }
  }
  if (segment == "." || segment == "..") out += '/';
  return out.size() > 1 && out[1] == '/' ? out.substr(1) : out;
}

}  // namespace

std::string UrlText(const Url& url) {
  std::string out = url.scheme.empty() ? "" : url.scheme + ":";
  if (!url.opaque.empty()) {
    out += url.opaque;
  } else {
    bool named = !url.host.empty() || url.has_user;
    if (named || (!url.scheme.empty() && !url.path.empty() && !url.omits_host)) out += "//";
    if (url.has_user) {
      out += Escape(url.user, Part::kUser);
      if (url.password) out += ":" + Escape(*url.password, Part::kUser);
      out += '@';
    }
    out += Escape(url.host, Part::kHost);
    if (!url.escaped_path.empty() && url.escaped_path[0] != '/' && !url.host.empty()) out += '/';
    std::string_view path = url.escaped_path;
    if (out.empty() && path.substr(0, path.find('/')).find(':') != kNowhere) out += "./";
    out += path;
  }
  if (url.force_query || !url.raw_query.empty()) out += "?" + url.raw_query;
  if (url.fragment.empty()) return out;
  bool as_written = !url.raw_fragment.empty() && IsValidEncoding(url.raw_fragment, Part::kFragment);
  return out + "#" + (as_written ? url.raw_fragment : Escape(url.fragment, Part::kFragment));
}

Url ResolveUrl(const Url& base, const Url& reference) {
  Url url = reference;
  if (!reference.scheme.empty() || !reference.host.empty() || reference.has_user) {
    if (url.scheme.empty()) url.scheme = base.scheme;
    Parser(&url).Path(ResolvedPath(reference.escaped_path, ""));
    return url;
  }
  url.scheme = base.scheme;
  if (!reference.opaque.empty()) return url;
  if (reference.path.empty() && !reference.force_query && reference.raw_query.empty()) {
    url.raw_query = base.raw_query;
    if (reference.fragment.empty()) {
      url.fragment = base.fragment;
      url.raw_fragment = base.raw_fragment;
    }
  }
  if (reference.path.empty() && !base.opaque.empty()) {
    url.opaque = base.opaque;
    return url;
  }
  url.host = base.host;
  url.has_user = base.has_user;
  url.user = base.user;
  url.raw_user = base.raw_user;
  url.password = base.password;
  Parser(&url).Path(ResolvedPath(base.escaped_path, reference.escaped_path));
  return url;
}

std::string ParseUrl(std::string_view text, Url* out) {
  *out = {};
  Parser parser(out);
  size_t hash = text.find('#');
  std::string_view front = text.substr(0, hash);
  if (!parser.Run(front)) return "parse " + Quoted(front) + ": " + parser.why();
  if (hash != kNowhere && hash + 1 < text.size() && !parser.Fragment(text.substr(hash + 1))) {
    return "parse " + Quoted(text) + ": " + parser.why();
  }
  return "";
}

std::string Url::Hostname() const {
  if (host.starts_with('[')) return host.substr(1, host.rfind(']') - 1);
  return host.substr(0, host.rfind(':'));
}

std::string Url::Port() const {
  size_t colon = host.rfind(':'), close = host.rfind(']');
  bool is_port = colon != std::string::npos && (close == std::string::npos || colon > close);
  return is_port ? host.substr(colon + 1) : "";
}

}  // namespace reeve::builtins
