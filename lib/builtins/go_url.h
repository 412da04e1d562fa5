// URLs as Go's net/url reads them (RFC 3986 with Go's leniencies). Tested by tests/builtins/go_url_test.cc.
#ifndef REEVE_LIB_BUILTINS_GO_URL_H_
#define REEVE_LIB_BUILTINS_GO_URL_H_

#include <optional>
#include <string>
#include <string_view>

namespace reeve::builtins {

struct Url {
  std::string scheme;         // in lower case
  bool omits_host = false;    // file:/a, but not file:///a
  std::string opaque;         // what follows the scheme of a URL such as mailto:a@b
  bool has_user = false;
  std::string user, raw_user; // user name; the whole user information as written
  std::optional<std::string> password;
  std::string host;           // host and port, decoded
  std::string path;           // decoded
  std::string raw_path;       // as written, where Go would encode the path otherwise; else ""
  std::string escaped_path;   // as written where that is a valid encoding, else Go's
  std::string raw_query;
  bool force_query = false;   // ends with "?"
  std::string fragment;       // decoded
  std::string raw_fragment;   // as written, where Go would encode the fragment otherwise; else ""

  std::string Hostname() const;  // without port and brackets
  std::string Port() const;      // "" if there is none
};

// The URL as text, with a path and a fragment encoded as they were written where that is a valid encoding.
std::string UrlText(const Url& url);
// What `reference` means where `base` is the URL of the document (RFC 3986, section 5.2).
Url ResolveUrl(const Url& base, const Url& reference);

// Go's text of what is wrong, "parse "URL": ..."; "" if nothing is.
std::string ParseUrl(std::string_view text, Url* out);

}  // namespace reeve::builtins

#endif  // REEVE_LIB_BUILTINS_GO_URL_H_
