// Initdata: images, annotations, TOML and digests; hostile ones of each.
#include "reeve/initdata.h"

#include <zlib.h>

#include <catch2/catch.hpp>

#include "agent/gunzip.h"
#include "base/base64.h"
#include "crypto/digest.h"
#include "tests/kata/corpus.h"

using namespace reeve;

namespace {

std::string Gzip(std::string_view text) {
  z_stream z{};
  REQUIRE(deflateInit2(&z, 9, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(deflateBound(&z, text.size()) + 64, '\0');
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  z.avail_in = static_cast<uInt>(text.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  REQUIRE(deflate(&z, Z_FINISH) == Z_STREAM_END);
  out.resize(z.total_out);
  deflateEnd(&z);
  return out;
}

std::string Image(std::string_view packed, std::optional<uint64_t> length = std::nullopt) {
  std::string out = "initdata";
  for (int i = 0; i < 8; ++i) out += static_cast<char>(length.value_or(packed.size()) >> 8 * i);
  return out.append(packed).append(512 - (out.size() + packed.size()) % 512, '\0');
}

std::string Toml(std::string_view algorithm = "sha256",
                 std::string_view data = "\"policy.rego\" = 'package agent_policy'") {
  return "version = \"0.1.0\"\nalgorithm = \"" + std::string(algorithm) + "\"\n\n[data]\n" + std::string(data) + "\n";
}

Code ParseCode(const std::string& toml) { return ParseInitdata(toml).status().code(); }

}  // namespace

TEST_CASE("an image and an annotation give back the document") {
  const std::string toml = Toml();
  CHECK(*UnpackInitdataImage(Image(Gzip(toml))) == toml);
  CHECK(*UnpackInitdataAnnotation(base64::Encode(Gzip(toml), base64::Alphabet::kStandard, true)) == toml);
  Initdata initdata = *ParseInitdata(toml);
  CHECK(*initdata.policy() == "package agent_policy");
  CHECK(initdata.Find("aa.toml") == nullptr);
  CHECK(ToHex(initdata.HostData()) == ToHex(*PolicyDigest(toml)));
}

TEST_CASE("an image that a Kata runtime made") {
  REEVE_NEEDS_KATA_DATA("an image that a Kata runtime made");
  std::string image = kata::ReadFile(kata::DataFolder() / "upstream" / "initdata.img");
  CHECK(*UnpackInitdataImage(image) == "some content");
  for (const char* name : {"pod-one-container", "gpu-vfio-cdi"}) {
    std::string toml = kata::ReadFile(kata::DataFolder() / "upstream" / (std::string(name) + ".initdata.toml"));
    Result<Initdata> initdata = ParseInitdata(toml);
    INFO(initdata.status().ToString());
    REQUIRE(initdata.ok());
    CHECK(*initdata->policy() ==
          kata::ReadFile(kata::DataFolder() / "upstream" / (std::string(name) + ".policy.rego")));
  }
  CHECK(ParseInitdata(kata::ReadFile(kata::DataFolder() / "upstream" / "default-initdata.toml"))->policy() == nullptr);
}

TEST_CASE("digests by each algorithm, cut to the room that HOST_DATA has") {
  for (auto [name, hash, size] : {std::tuple("sha256", crypto::Hash::kSha256, size_t{32}),
                                  std::tuple("sha384", crypto::Hash::kSha384, size_t{48}),
                                  std::tuple("sha512", crypto::Hash::kSha512, size_t{64})}) {
    const std::string toml = Toml(name);
    Initdata initdata = *ParseInitdata(toml);
    CHECK(initdata.digest == *crypto::Digest(hash, toml));
    CHECK(initdata.digest.size() == size);
    Sha256Digest host_data = initdata.HostData();
    CHECK(std::string(host_data.begin(), host_data.end()) == initdata.digest.substr(0, 32));
    CHECK(BindInitdata(toml, host_data).ok());
    CHECK(BindInitdata(toml + "\n", host_data).code() == Code::kBinding);
    CHECK(BindInitdata(toml, std::span(host_data).first(31)).code() == Code::kBinding);
    CHECK(BindInitdata(toml, std::vector<uint8_t>(32, 0)).code() == Code::kBinding);
    for (size_t bit = 0; bit < 256; bit += 5) {
      Sha256Digest other = host_data;
      other[bit / 8] ^= static_cast<uint8_t>(1 << bit % 8);
      CHECK(BindInitdata(toml, other).code() == Code::kBinding);
    }
  }
}

TEST_CASE("images that are none") {
  const std::string packed = Gzip(Toml());
  auto code = [](const std::string& image) { return UnpackInitdataImage(image).status().code(); };
  for (const std::string& bad :
       {std::string(), std::string("initdata"), std::string("initdata\1\0\0\0\0\0\0", 15),
        "Initdata" + Image(packed).substr(8), Image(packed, 0), Image(packed, 1), Image(packed, packed.size() - 1),
        Image(packed, packed.size() + 1), Image(packed, 1 << 20), Image(packed, ~uint64_t{0}),
        Image(packed, ~uint64_t{0} - 15), Image("no gzip at all"), Image(packed + packed)}) {
    CHECK(code(bad) == Code::kInvalidInput);
  }
  for (size_t i = 0; i < packed.size(); i += 3) {
    std::string cut = packed.substr(0, i);
    CHECK(code(Image(cut)) == Code::kInvalidInput);
  }
  for (const std::string& bad : {std::string("*"), base64::Encode(packed, base64::Alphabet::kStandard, false) + "!",
                                 std::string("AAAA"), std::string()}) {
    CHECK(UnpackInitdataAnnotation(bad).status().code() == Code::kInvalidInput);
  }
}

TEST_CASE("a gzip bomb ends at its limit") {
  Limits limits;
  limits.max_initdata_bytes = 1 << 20;
  const std::string bomb = Gzip(std::string(64 << 20, 'a'));
  CHECK(bomb.size() < 100000);
  CHECK(UnpackInitdataImage(Image(bomb), limits).status().code() == Code::kSizeLimit);
  CHECK(UnpackInitdataImage(Image(Gzip(std::string(1 << 20, 'a'))), limits).ok());
  CHECK(UnpackInitdataImage(Image(Gzip(std::string((1 << 20) + 1, 'a'))), limits).status().code() == Code::kSizeLimit);
  limits.max_initdata_packed_bytes = 1000;
  CHECK(UnpackInitdataImage(Image(bomb), limits).status().code() == Code::kSizeLimit);
  CHECK(UnpackInitdataAnnotation(std::string(4000, 'A'), limits).status().code() == Code::kSizeLimit);
  CHECK(ParseInitdata(std::string((1 << 20) + 1, '#'), limits).status().code() == Code::kSizeLimit);
  CHECK(agent::Gunzip(Gzip(""), 0)->empty());
}

TEST_CASE("version and algorithm are checked") {
  CHECK(ParseInitdata(Toml()).ok());
  for (const char* algorithm : {"", "sha1", "SHA256", "sha-256", "sha256 "})
    CHECK(ParseCode(Toml(algorithm)) == Code::kInvalidInput);
  for (const char* bad :
       {"", "version = \"0.1.0\"", "algorithm = \"sha256\"\n[data]",
        "version = \"0.2.0\"\nalgorithm = \"sha256\"\n[data]", "version = 0.1\nalgorithm = \"sha256\"\n[data]",
        "version = \"0.1.0\"\nalgorithm = [\"sha256\"]\n[data]", "version = \"0.1.0\"\nalgorithm = \"sha256\"",
        "version = \"0.1.0\"\nalgorithm = \"sha256\"\ndata = 1",
        "version = \"0.1.0\"\nversion = \"0.1.0\"\nalgorithm = \"sha256\"\n[data]",
        "[data]\nversion = \"0.1.0\"\nalgorithm = \"sha256\""}) {
    INFO(bad);
    CHECK(ParseCode(bad) == Code::kInvalidInput);
  }
}

TEST_CASE("members of the document") {
  CHECK(ParseCode(Toml("sha256", "a = 1")) == Code::kInvalidInput);
  CHECK(ParseCode(Toml("sha256", "a = 'x'\na = 'y'")) == Code::kInvalidInput);
  CHECK(ParseCode(Toml("sha256", "a.b = 'x'")) == Code::kInvalidInput);
  CHECK(ParseCode(Toml("sha256", "a = {}")) == Code::kInvalidInput);
  CHECK(ParseCode(Toml("sha256", "a = 'x")) == Code::kInvalidInput);
  CHECK(ParseCode(Toml("sha256", "a = '\xFF'")) == Code::kInvalidInput);
  CHECK(ParseCode(Toml("sha256", "a = '''x")) == Code::kInvalidInput);
  CHECK(ParseCode(Toml() + std::string("\0", 1)) == Code::kInvalidInput);
  CHECK(ParseInitdata(Toml("sha256", ""))->data.empty());
  CHECK(*ParseInitdata(Toml("sha256", "a = \"x\\\"[[[\""))->Find("a") == "x\"[[[");
  Initdata quotes = *ParseInitdata(Toml("sha256", "a = ''''x.y.z''''\nb = '[[[' # ]]] '''\nc = \"\"\"\\\\\"\"\""));
  CHECK(*quotes.Find("a") == "'x.y.z'");
  CHECK(*quotes.Find("b") == "[[[");
  CHECK(*quotes.Find("c") == "\\");
  // Dots and brackets of a policy are in a string, and do not count.
  CHECK(ParseInitdata(Toml("sha256", "a = '''" + std::string(100000, '.') + std::string(100000, '[') + "'''")).ok());
}

TEST_CASE("nesting ends before it is built") {
  auto repeated = [](std::string_view text, size_t n) {
    std::string out;
    for (size_t i = 0; i < n; ++i) out += text;
    return out;
  };
  const size_t n = 200000;
  for (const std::string& bad : {"a = " + repeated("[", n), "a = " + repeated("{a=", n), repeated("a.", n) + "a = 1",
                                 "[" + repeated("a.", n) + "a]", repeated("[a]\n", n), repeated("a.a = 1\n", n),
                                 "a = " + repeated("1.", n), "[[" + repeated("a.", n) + "a]]",
                                 "a = \"\n" + repeated("[", n), "a = \"\\" + std::string("\n") + repeated("[", n)}) {
    CHECK(ParseCode(bad) == Code::kInvalidInput);
    CHECK(ParseCode(Toml("sha256", bad)) == Code::kInvalidInput);
  }
}
