// Finds PEM blocks: from each END line back to the last BEGIN line before it. Linear in the text, since the search goes on
// behind the END line. Tested by tests/crypto/pem_test.cc.
#include "crypto/pem.h"

#include "base/base64.h"

namespace reeve::crypto {
namespace {

constexpr std::string_view kBegin = "-----BEGIN ", kEnd = "\n-----END ", kDashes = "-----";
constexpr size_t kNowhere = std::string_view::npos;

// The first line without trailing blanks; *text becomes what follows it.
std::string_view Line(std::string_view* text) {
  size_t end = text->find('\n');
  std::string_view line = text->substr(0, end);
  if (end != kNowhere && line.ends_with('\r')) line.remove_suffix(1);
  text->remove_prefix(end == kNowhere ? text->size() : end + 1);
  line = line.substr(0, line.find_last_not_of(" \t") + 1);
  return line;
}

std::string_view Trimmed(std::string_view text) {
  size_t first = text.find_first_not_of(" \t\r\n\v\f");
  return first == kNowhere ? std::string_view() : text.substr(first, text.find_last_not_of(" \t\r\n\v\f") - first + 1);
}

// Reads "Name: value" lines from the start of *text, as long as they start in its first `limit` bytes.
bool Headers(std::string_view* text, size_t limit, bool* any, PemBlock* block) {
  const size_t all = text->size();
  while (all - text->size() <= limit) {
    if (text->empty()) return false;
    std::string_view rest = *text, line = Line(&rest);
    size_t colon = line.find(':');
    if (colon == kNowhere) return true;
    *any = true;
    if (Trimmed(line.substr(0, colon)) == "DEK-Info") block->encrypted = true;
    *text = rest;
  }
  return true;
}

std::optional<std::string> Contents(std::string_view text) {
  std::string digits;
  digits.reserve(text.size());
  for (char c : text) {
    if (c != ' ' && c != '\t') digits += c;
  }
  return base64::Decode(digits, base64::Alphabet::kStandard, true);
}

}  // namespace

std::optional<PemBlock> NextPem(std::string_view* input) {
  const std::string_view all = *input;
  size_t from = 0;
  for (;;) {
    size_t end = all.find(kEnd, from);  // the line break before the END line
    if (end == kNowhere) return std::nullopt;
    size_t start = from, trailer = end + kEnd.size();
    size_t begin = all.substr(start, end - start).rfind(kBegin);
    from = trailer;
    if (begin == kNowhere || (begin > 0 && all[start + begin - 1] != '\n')) continue;
    PemBlock block;
    std::string_view rest = all.substr(start + begin + kBegin.size());
    std::string_view type = Line(&rest);
    if (!type.ends_with(kDashes)) continue;
    type.remove_suffix(kDashes.size());
    bool headers = false;
    size_t first_line = all.size() - rest.size();
    if (!Headers(&rest, end > first_line ? end - first_line : 0, &headers, &block)) return std::nullopt;
    size_t body = all.size() - rest.size();
    if (headers && body > end) continue;
    // The END line repeats the type, and nothing but blanks follows.
    std::string_view tail = trailer <= all.size() ? all.substr(trailer) : std::string_view();
    if (!tail.starts_with(type) || !tail.substr(type.size()).starts_with(kDashes)) continue;
    tail.remove_prefix(type.size() + kDashes.size());
    if (!Line(&tail).empty()) continue;
    if (body < end) {
      std::optional<std::string> bytes = Contents(all.substr(body, end - body));
      if (!bytes) continue;
      block.bytes = std::move(*bytes);
    }
    block.type = type;
    *input = tail;
    return block;
  }
}

}  // namespace reeve::crypto
