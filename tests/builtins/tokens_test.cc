// Tokens signed with randomness verify, and hostile tokens and keys end by the budget or are refused.
#include <catch2/catch.hpp>

#include "calling.h"

namespace reeve::builtins {
namespace {

const std::string kRsa =
    R"({"kty": "RSA", "n": "tRbtlFENcbsLGXl_uHv2whzjAUHZ3Uwf68ACHwIrNhnTLCDLMJF0pLE8f6-WPAvCMit1CEpplBhnIcA)"
    R"(RMe0D1tQLF35STJeNLKT93o4eKdA1WFfu6285L1r8vikmse6dwrR40cNdC3TX6XJTc6rwdvEcWIyYgrwXE0_BO2Ij6krLcfgovrc)"
    R"(ciWbLvp4V0dgCGVgvgxLiWTLtCelQZW2RaP4_MuxmFa_N800G56IbPDKjj_JWlczQAOx8G_s_wGC7MvgNBaKYr36M7bbTGhZcLsM)"
    R"(_aYlOf4gs0XDhCZSf89MYhI971jwSdjnEyncYj4XklTXDLWIoV_CV1jH1XWNctQ", "e": "AQAB", "d": "Sl_u1sYNTAMitWV)"
    R"(B0B7Vw3bCwx7tIGcmCxjSpjKpVbB4mzyix0FOU1_ZtaWDggjgSuOvTublAuac4O82ALfUJlTzc0Q1__AUktv2yoO7Hrg9WJnQ7lB)"
    R"(Bf9ISUPWsx1J15-RgZOKkodJs5RvH648u8OLpHfMspjEjFxLgDYgqsQwxOZ1ECrpw8rkGCaUXYu_TFnWDFskp28QUkiRVLJnPqgg)"
    R"(l1Fti7x9B6O5Gke-nSZnWz_F0ve6e_YvtMwOx0_CpHRHXDaUGCDX61GjR3zRPojGcm618tpDMXHW4zFTDB_dkl8a83DvxyTbPLGO)"
    R"(8plK9cyvwJP0nxCIx9MT4ra-Itw", "p": "-fegOTKgZ0c1C-kM9TnVaXBMSugO7cjAitdokcYfapVHp4X76VJbtVv1bLvvecrp)"
    R"(yWy88nGj4UbCc3_Khs6XCWhthlfPAHU9Bv6MHwnk1Gdjo_-zTMArKCzjsBmRppJVP9HiI8xoFtUYC5dKxeDjWz6sjoSl2RoA7Oxt)"
    R"(n7s9YPM", "q": "uXXBLBufXlArvaGAxx1yLFQbxCbKN9NyZ3bVuLFgSVMTT43sHUTO2R5RrUuK-kMpCMMTG35Lwx0H3j_IkfQK)"
    R"(xHzGlhKR6STe3vxd05Y-OC6cpSeSmXIe2dKArCB88qsxNj2iBk6JX-Cjy6YuAsL0u1Zv6ckJVzHvDN5E2dj8dbc", "dp": "ker)"
    R"(kpB8SlddyduZvgwNkui0szBlVBafIBgSi7V27XyuPbZKAMH68PE1XIkc_D1jNSqDoV5rQ8KOuxV-W6UTV1E8aiG7fzsOhgWC8iS3)"
    R"(sX7WO6-BLWYVgbA5wR49Vf-gyTZQGr6EWLiXs6G9D3elerxgSAQwcCHTuj1-gyrqxpNM", "dq": "OIjm7BU3jb6Otu3mncwiI9)"
    R"(U36aGRf1cbxuJ44CZiHbgPaO7wjTOOgq01ZMhkg0m51ovw5S6o1b-hyGRVNfjY13DZ8KGUjSfKMNtplrh0GxhKdCYOEGyzbt82jk)"
    R"(IRFMCO7eP34khKpEmMZOYxnHHlvL3qu6-nA0ebgaa4AlidDR0", "qi": "C-OcAYRDT-xL_cy15otqophXDZKqHVLR8MoXNc6EQ)"
    R"(GiJblV1i5ynOBk3vELL2bo2Jr-_bbgVsaadQHYzA52kzfvjIAaruCwHiF-asWGNMmfGt62wLeav_kqNPrsSzIUAEhkBHNzPjeu57)"
    R"(5x13Jok7E8nLQY65uaub8Jx0wWIe-M"})";
const std::string kP256 =
    R"({"kty": "EC", "crv": "P-256", "x": "epikPSzM4H-43ewMBU9OlxGPFk9BPT0Qfgy0JD4Vj8k", "y": "rMkZ-5RUVaGc)"
    R"(ntLAcKItIkEdcPlPSRor4gkW52NXDjI", "d": "_lXgBqF1TlqdLLbHtnKB7jjAd_yxezj2DTorv2DD5Gs"})";
const std::string kP521 =
    R"({"kty": "EC", "crv": "P-521", "x": "AYINH8Uc4ozEuiQQ_J0XcQ7HNESZVeIpBPl_dHvgyajkL6L7PJLb9kEuIrXn5aLW)"
    R"(TkQss6z2st8fBu1HgOiuvlHG", "y": "AVORmtD2lwwaXIM_5bxe7YuKjdoPa1aMQBin1XKoyDxxbWhGwVh43_mvKpJIlSx4olF)"
    R"(_T0cAGpyYhMmK9wkBNR0k", "d": "Ab6dCSuhS48qbRf3IQQnxy4oxBdwbfOStGZ41mKSg75fk19Ahu57hiYbjKxeQR2Zg9NnZs)"
    R"(z4Wf5wpPAMX_TqjJEN"})";

std::string SignAndVerify(std::string_view alg, std::string_view verify, std::string_view key) {
  Caller caller;
  std::string header = "{\"alg\": \"" + std::string(alg) + "\"}";
  std::string token = caller("io.jwt.encode_sign_raw", {Text(header), Text("{}"), Text(key)});
  if (token.size() < 2 || token[0] != '"') return token;
  std::string_view bare = std::string_view(token).substr(1, token.size() - 2);
  value::Table* table = value::NewTable(caller.arena, 2, 1);
  value::Insert(caller.arena, table, Text("cert"), Text(key));
  Value object = value::Access::Object(table);
  std::string full = caller("io.jwt.decode_verify", {Text(bare), object});
  std::string changed = std::string(bare);
  changed[changed.size() - 10] = changed[changed.size() - 10] == 'A' ? 'B' : 'A';
  std::string other = caller("io.jwt.decode_verify", {Text(changed), object});
  return full.substr(0, 6) + other.substr(0, 6) + caller(verify, {Text(bare), Text(key)});
}

std::string Try(std::string_view name, const std::vector<Value>& arguments, uint64_t units) {
  Caller caller(units, size_t{64} << 20);
  try {
    return caller(name, arguments);
  } catch (const Stop&) {
    return "stopped";
  }
}

}  // namespace

TEST_CASE("tokens: what is signed verifies, and not once it is changed") {
  // verify_* take public keys only, as in OPA.
  for (std::string_view alg : {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"}) {
    INFO(alg);
    CHECK(SignAndVerify(alg, "io.jwt.verify_rs256", kRsa) == "[true,[falsefalse");
  }
  for (std::string_view alg : {"ES256", "ES384", "ES512"}) {
    INFO(alg);
    CHECK(SignAndVerify(alg, "io.jwt.verify_es256", kP256) == "[true,[falsefalse");
    CHECK(SignAndVerify(alg, "io.jwt.verify_es256", kP521) == "[true,[falsefalse");
  }
}

TEST_CASE("tokens: signatures and key sets are charged for") {
  CHECK(Try("io.jwt.encode_sign_raw", {Text("{\"alg\":\"RS256\"}"), Text("{}"), Text(kRsa)}, 100000) == "stopped");
  std::string set = "{\"keys\":[";
  for (int i = 0; i < 1000; ++i) set += (i > 0 ? "," : "") + kP256;
  set += "]}";
  std::string token = Try("io.jwt.encode_sign_raw", {Text("{\"alg\":\"ES256\"}"), Text("{}"), Text(kP521)}, 10000000);
  std::string_view bare = std::string_view(token).substr(1, token.size() - 2);
  CHECK(Try("io.jwt.verify_es256", {Text(bare), Text(set)}, 3000000) == "stopped");
  CHECK(Try("io.jwt.verify_es256", {Text(bare), Text(set)}, 100000000) == "false");
  set.resize(set.size() - 2);
  set += "," + kP256 + "]}";
  CHECK(Try("io.jwt.verify_es256", {Text(bare), Text(set)}, 100000000) ==
        "eval_builtin_error: failed to parse a JWK key (set): more than 1000 keys");
}

TEST_CASE("tokens: numbers of keys that are too large to compute with") {
  std::string big(100000, '_');
  std::string key = "{\"kty\":\"RSA\",\"e\":\"AQAB\",\"n\":\"" + big + "\"}";
  CHECK(Try("io.jwt.verify_rs256", {Text("e30.e30.YWJj"), Text(key)}, 1000000) == "false");
  key = "{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"" + big + "\"}";
  CHECK(Try("io.jwt.verify_rs256", {Text("e30.e30.YWJj"), Text(key)}, 1000000) ==
        "eval_builtin_error: failed to parse a JWK key (set): member e is too large");
}

TEST_CASE("tokens: tokens inside tokens end") {
  std::string token = "e30.e30.";
  Caller caller;
  for (int i = 0; i < 40; ++i) {
    std::string payload = caller("base64url.encode_no_pad", {Text(token)});
    token = "eyJjdHkiOiJKV1QifQ." + payload.substr(1, payload.size() - 2) + ".";
  }
  CHECK(Try("io.jwt.decode", {Text(token)}, 10000000) == "[{},{},\"\"]");
  CHECK(Try("io.jwt.decode", {Text(token)}, 10000) == "stopped");
}

}  // namespace reeve::builtins
