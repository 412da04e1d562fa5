// Makes inputs and base documents; documents.h tells their members.
#include "tests/differential/documents.h"

#include <functional>

namespace reeve::differential {
namespace {

std::string Quote(const std::string& text) { return "\"" + text + "\""; }

std::string List(Random& random, int low, int high, const std::function<std::string()>& element) {
  std::string out = "[";
  int n = random.Between(low, high);
  for (int i = 0; i < n; ++i) out += (i ? "," : "") + element();
  return out + "]";
}

std::string Map(Random& random, const std::function<std::string()>& element) {
  std::string out = "{";
  bool first = true;
  for (const char* key : {"a", "b", "c", "dd", "x-y"}) {
    if (random.Percent(35)) continue;
    out += (first ? "" : ",") + Quote(key) + ":" + element();
    first = false;
  }
  return out + "}";
}

std::string Item(Random& random) {
  return R"({"id":)" + AnyNumber(random) + R"(,"name":)" + Quote(AnyWord(random)) + R"(,"tags":)" +
         List(random, 0, 3, [&] { return Quote(AnyWord(random)); }) + R"(,"ok":)" + random.Pick({"true", "false"}) +
         R"(,"at":{"x":)" + AnyNumber(random) + R"(,"y":)" + AnyNumber(random) + "}}";
}

std::string AnyJson(Random& random) {
  switch (random.Below(7)) {
    case 0: return "null";
    case 1: return random.Pick({"true", "false"});
    case 2: return AnyNumber(random);
    case 3: return Quote(AnyWord(random));
    case 4: return "[" + AnyNumber(random) + "," + Quote(AnyWord(random)) + "]";
    case 5: return R"({"a":)" + AnyNumber(random) + "}";
    default: return random.Pick({"[]", "{}", "\"\"", "0", "[[]]"});
  }
}

}  // namespace

std::string AnyWord(Random& random) {
  return random.Pick({"ann", "bob", "cy", "dev", "ops", "a", "b", "c", "x-y", "", "a,b,c", "Ann", "hello world", "über", "日本",
                      "/etc/x", "10", "3.5", "a/b", "$(A)"});
}

std::string AnyNumber(Random& random) {
  if (random.Percent(80)) return std::to_string(random.Between(-3, 12));
  return random.Pick({"0.5", "1.5", "1.50", "2.0", "1e2", "-0.25", "100", "1000000", "9223372036854775807",
                      "12345678901234567890", "3.14159", "0.1", "1E1", "-7"});
}

std::string AnyKey(Random& random) { return random.Pick({"a", "b", "c", "dd", "x-y", "zz"}); }

std::string MakeMembers(Random& random) {
  std::string out = "{";
  auto add = [&](const char* name, const std::string& json) {
    if (random.Percent(5)) return;
    out += std::string(out.size() > 1 ? "," : "") + Quote(name) + ":" + (random.Percent(3) ? AnyJson(random) : json);
  };
  auto number = [&] { return AnyNumber(random); };
  auto word = [&] { return Quote(AnyWord(random)); };
  add("n", number());
  add("m", number());
  add("s", word());
  add("t", word());
  add("flag", "true");
  add("off", "false");
  add("nums", List(random, 1, 5, number));
  add("names", List(random, 1, 4, word));
  add("attrs", Map(random, number));
  add("labels", Map(random, word));
  add("items", List(random, 1, 4, [&] { return Item(random); }));
  add("matrix", List(random, 1, 3, [&] { return List(random, 1, 3, number); }));
  add("nothing", "null");
  add("mixed", List(random, 1, 4, [&] { return AnyJson(random); }));
  return out + "}";
}

std::string MakeData(Random& random) {
  std::string out = R"({"cfg":)" + MakeMembers(random) + R"(,"users":{"ann":)" + Item(random) + R"(,"bob":)" + Item(random) + "}";
  if (random.Percent(25)) out += R"(,"p":{"ext":)" + AnyJson(random) + "}";
  if (random.Percent(15)) out += R"(,"q":{"more":{"k":)" + AnyJson(random) + "}}";
  return out + "}";
}

}  // namespace reeve::differential
