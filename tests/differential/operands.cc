// Makes operands. See operands.h.
#include "tests/differential/operands.h"

#include "value/number.h"
#include "value/table.h"

namespace reeve::differential {
namespace {

using value::Access;
using value::Table;

const std::vector<std::string> kWords = {"", "a", "b", "abc", "aa", "a,b", "foo bar", "/etc/passwd", "x.y.z", "\xC3\xA4\xE2\x82\xAC",
                                         "A\xCC\x80", "\xF0\x9F\x98\x80", " \t\n", "1", "-1", "0x1F", "true", "null", "%d %s", "{}",
                                         "[1,2]", "\"q\"", "<&>", "UPPER", "\xC7\x86", "z", "aXbXc", "\x01"};
const std::vector<std::string> kNumbers = {"0", "1", "-1", "2", "3", "7", "10", "16", "100", "255", "-7", "0.5", "-0.5", "1.5", "1.0", "2.50",
                                           "1e3", "1E2", "1e-7", "0.1", "-0", "2147483648", "9007199254740993", "9223372036854775807",
                                           "-9223372036854775808", "18446744073709551616", "123456789012345678901234567890",
                                           "1e20", "1e100", "-2.5e-10", "1700000000000000000"};
const std::vector<std::string> kSmallNumbers = {"0", "1", "-1", "2", "3", "10", "-5", "17", "64", "200", "1.5", "1.0", "1e1"};

struct Pool {
  std::string_view prefix;  // of built-ins' names
  std::vector<std::string> texts;
};
const std::vector<Pool> kPools = {
    {"regex.globs_match", {"a.a.[0-9]+z", "b[abc]*", ".*", "[a-d]+x", "a", "\\.x", "[0-9]*", ""}},
    {"regex.", {"a", "a*", "(a)(b)?", "[a-z]+", "^a.*c$", "\\d+", "(?i)ABC", "\\pL", "a{2,3}", "x|y", "(", "a**", "[", "(?P<n>b)", "$1", "${n}x", ""}},
    {"re_match", {"a", "a*", "[a-z]+", "(", "^abc$"}},
    {"glob.", {"*", "a*", "**", "?.b", "{a,b}c", "[a-c]x", "\\*", "*.x.*", "[!a]", "{", "a/b"}},
    {"net.cidr_expand", {"10.0.0.0/30", "::1/127", "192.168.1.7/28", "10.0.0.0/33", "a", "1.2.3.4"}},
    {"net.", {"10.0.0.0/8", "10.1.2.3", "10.1.0.0/16", "::/0", "2001:db8::/32", "2001:db8::1", "0.0.0.0/0", "300.1.1.1", "1.2.3.4/33", "::ffff:1.2.3.4"}},
    {"time.", {"2023-11-14T22:13:20Z", "2006-01-02", "15:04:05", "UTC", "Europe/Berlin", "America/New_York", "RFC3339", "1h30m", "1.5s", "-2m", "Mon Jan 2", "2020-02-30"}},
    {"units.", {"10", "1K", "1Ki", "2.5MB", "3GiB", "1e3", "100m", "\"5M\"", "5 k", "Ki", "0x10", "1EiB", "-3k"}},
    {"semver.", {"1.2.3", "v1.0.0", "1.0.0-rc.1+b", "1.2", "01.2.3", "1.0.0-alpha", "1.0.0-1", "10.20.30", ""}},
    {"base64", {"YQ==", "YWI=", "YWJj", "YQ", "-_-_", "+/+/", "Y Q==", "YQ=\n=", "A"}},
    {"hex.", {"00ff", "FF", "0", "xyz", "616263"}},
    {"urlquery.", {"a=b&c=d", "a%20b", "%zz", "a+b", "a;b", "k", "x=1&x=2"}},
    {"json.", {"{\"a\":1}", "[1,2.50,null]", "\"x\"", "1e3", "{", "tru", "{\"type\":\"string\"}", "a/b", "/a/0", "{\"a\":1,\"a\":2}"}},
    {"yaml.", {"a: 1", "- x\n- y", "a: [1, 2]", "k: |\n  text\n", "yes", "0o17", "a: b: c", "&x a", "~", "'q'"}},
    {"uri.", {"http://a.b/c?d=e#f", "mailto:x@y", "//h/p", "%zz", ":", "http://u:p@h:80/", "file:///x"}},
    {"graphql.", {"{ a }", "query Q { a(b: 1) { c } }", "type Query { a: Int }", "{", "schema { query: Q } type Q { a: String }"}},
    {"crypto.", {"abc", "key", ""}},
    {"io.jwt", {"eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.x", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "secret", "..", ""}},
    {"to_number", {"1", "1.50", "1e3", "-0", "0x1", "", " 1", "1_000", "Inf", "NaN", ".5", "5."}},
    {"strings.render_template", {"{{.a}}", "x {{.b}} y", "{{range .a}}{{.}},{{end}}", "{{if .a}}1{{else}}2{{end}}", "{{", "{{len .a}}",
                                 "{{printf \"%v\" .a}}", "{{.a.b}}", "{{define \"t\"}}{{.}}{{end}}{{template \"t\" .a}}"}},
    {"uuid.", {"123e4567-e89b-12d3-a456-426614174000", "urn:uuid:123e4567-e89b-12d3-a456-426614174000", "{123e4567-e89b-12d3-a456-426614174000}", "x"}},
};
// A large number makes OPA itself run for too long.
constexpr std::string_view kCostly[] = {"numbers.range", "numbers.range_step", "bits.lsh", "strings.split_n", "sprintf"};

bool IsCostly(std::string_view name) {
  for (std::string_view costly : kCostly) {
    if (name == costly) return true;
  }
  return false;
}

bool Eat(std::string_view* text, std::string_view start) {
  if (!text->starts_with(start)) return false;
  text->remove_prefix(start.size());
  return true;
}

}  // namespace

std::vector<Value> Operands::For(const capabilities::Builtin& builtin) {
  name_ = builtin.name;
  std::vector<Value> out;
  for (std::string_view type : builtin.arguments) {
    std::string_view rest = type;
    out.push_back(random_.Percent(6) ? Any(2) : OfType(&rest, 3));
  }
  return out;
}

Value Operands::AnyNumber() {
  const std::string& text = random_.PickFrom(IsCostly(name_) ? kSmallNumbers : kNumbers);
  return *value::NumberFromText(arena_, text);
}

std::string Operands::Changed(std::string text) {
  size_t at = random_.Below(text.size() + 1);
  switch (random_.Below(4)) {
    case 0: return text.substr(0, at);
    case 1: return text + text;
    case 2: return text.insert(at, random_.PickFrom(kWords));
    default:
      if (at < text.size()) text.erase(at, 1);
      return text;
  }
}

Value Operands::AnyString() {
  std::string text = random_.PickFrom(kWords);
  for (const Pool& pool : kPools) {
    if (!name_.starts_with(pool.prefix)) continue;
    if (!random_.Percent(25)) text = random_.PickFrom(pool.texts);
    break;
  }
  bool change = name_ != "net.cidr_expand" && random_.Percent(20);
  if (change) {
    std::string changed = Changed(text);
    // Half a character is no text.
    bool whole = true;
    for (size_t i = 0; i < changed.size(); ++i) whole = whole && static_cast<unsigned char>(changed[i]) < 0x80;
    if (whole) text = changed;
  }
  return Access::StringCopy(arena_, text);
}

Value Operands::Any(int depth) {
  switch (random_.Below(depth > 0 ? 7 : 4)) {
    case 0: return Value::Null();
    case 1: return Value::Boolean(random_.Percent(50));
    case 2: return AnyNumber();
    case 3: return AnyString();
    default: break;
  }
  std::string_view type = random_.Percent(35) ? "[any]" : random_.Percent(50) ? "[string: any]" : "[any: any]";
  std::string_view kind = type == "[any]" ? (random_.Percent(60) ? "array" : "set") : "object";
  return Composite(kind, &type, depth);
}

// <T, U> of arrays and <name: T> of objects.
std::vector<Value> Operands::Fixed(std::string_view* type, int depth, std::vector<std::string_view>* names) {
  std::vector<Value> out;
  if (!Eat(type, "<")) return out;
  while (!Eat(type, ">")) {
    if (names != nullptr) {
      names->push_back(type->substr(0, type->find(':')));
      type->remove_prefix(type->find(':') + 2);
    }
    out.push_back(OfType(type, depth - 1));
    Eat(type, ", ");
  }
  return out;
}

Value Operands::Composite(std::string_view kind, std::string_view* type, int depth) {
  size_t count = depth > 0 ? random_.Below(4) : 0;
  if (kind == "object") {
    Table* table = value::NewTable(arena_, 2, 4);
    std::vector<std::string_view> names;
    std::vector<Value> fixed = Fixed(type, depth, &names);
    for (size_t i = 0; i < names.size(); ++i) value::Insert(arena_, table, Access::String(names[i]), fixed[i]);
    if (!Eat(type, "[")) return Access::Object(table);
    std::string_view after;
    for (size_t i = 0; i == 0 || i < count; ++i) {  // once for the type's sake
      after = *type;
      Value key = OfType(&after, depth - 1);
      Eat(&after, ": ");
      Value v = OfType(&after, depth - 1);
      if (i < count) value::Insert(arena_, table, key, v);
    }
    Eat(&after, "]");
    *type = after;
    return Access::Object(table);
  }
  std::vector<Value> elements = Fixed(type, depth, nullptr);
  if (Eat(type, "[")) {
    std::string_view after;
    for (size_t i = 0; i == 0 || i < count; ++i) {
      after = *type;
      Value v = OfType(&after, depth - 1);
      if (i < count) elements.push_back(v);
    }
    Eat(&after, "]");
    *type = after;
  }
  if (kind == "set") {
    Table* table = value::NewTable(arena_, 1, 4);
    for (const Value& v : elements) value::Insert(arena_, table, v);
    return Access::Set(table);
  }
  Value* copy = arena_.NewArray<Value>(elements.size());
  std::copy(elements.begin(), elements.end(), copy);
  return Access::Array(copy, elements.size());
}

Value Operands::OfType(std::string_view* type, int depth) {
  if (Eat(type, "any<")) {
    std::vector<Value> choices;
    while (!Eat(type, ">")) {
      choices.push_back(OfType(type, depth));
      Eat(type, ", ");
    }
    return choices[random_.Below(choices.size())];
  }
  for (std::string_view kind : {"array", "object", "set"}) {
    if (Eat(type, kind)) return Composite(kind, type, depth);
  }
  if (Eat(type, "string")) return AnyString();
  if (Eat(type, "number")) return AnyNumber();
  if (Eat(type, "boolean")) return Value::Boolean(random_.Percent(50));
  if (Eat(type, "null")) return Value::Null();
  Eat(type, "any");
  return Any(depth - 1);
}

}  // namespace reeve::differential
