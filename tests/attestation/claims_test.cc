// Appraisals and reports as Rego values.
#include "tests/attestation/scenario.h"
#include "tests/attestation/vectors.h"

using namespace reeve;
using namespace reeve::snp;
using namespace reeve::snp_test;

namespace {

std::string At(const Document& document, std::initializer_list<const char*> path) {
  Value value = document.root();
  for (const char* key : path) {
    std::optional<Value> next = value.Find(key);
    if (!next) return "missing";
    value = *next;
  }
  return value.ToJson();
}

}  // namespace

TEST_CASE("claims of an appraisal") {
  Appraisal appraisal = MilanVlek().Appraise();
  Document claims = Claims(appraisal);
  CHECK(At(claims, {"verified"}) == "true");
  CHECK(At(claims, {"product"}) == "\"Milan\"");
  CHECK(At(claims, {"provider"}) == "\"CN=provider.example\"");
  CHECK(At(claims, {"checks", "signature", "outcome"}) == "\"holds\"");
  CHECK(At(claims, {"report", "version"}) == "3");
  CHECK(At(claims, {"report", "policy"}) == "\"0x3001f\"");
  CHECK(At(claims, {"report", "launch_mit_vector"}) == "missing");
  CHECK(At(claims, {"policy", "debug"}) == "false");
  CHECK(At(claims, {"policy", "smt"}) == "true");
  CHECK(At(claims, {"policy", "reserved_one"}) == "missing");
  CHECK(At(claims, {"tcb", "reported", "microcode"}) == "219");
  CHECK(At(claims, {"tcb", "reported", "fmc"}) == "missing");
  CHECK(claims.root().Find("checks")->size() == kCheckCount);
}

TEST_CASE("claims of evidence that cannot be read") {
  Appraisal appraisal = *Appraise({{}, {}}, {}, {}, 0);
  Document claims = Claims(appraisal);
  CHECK(At(claims, {"verified"}) == "false");
  CHECK(At(claims, {"report"}) == "missing");
  CHECK(At(claims, {"checks", "report_size", "outcome"}) == "\"fails\"");
  CHECK(At(claims, {"checks", "signature", "outcome"}) == "\"not reached\"");
}

TEST_CASE("claims of a report alone") {
  Document old = ReportClaims(*Report::Parse(ReadBytes("report-milan-v2-hostdata-policyA.bin")));
  CHECK(At(old, {"tcb"}) == "missing");  // version 2 does not tell the layout
  CHECK(At(old, {"report", "host_data"}) == "\"cadd74f71ebb8fbf9782baab649612520f3c416bc5ce9ac768808ddc8d9b031c\"");
  Document turin = ReportClaims(*Report::Parse(ReadBytes("report-turin-v5-hostdata.bin")));
  CHECK(At(turin, {"tcb", "reported", "fmc"}) == "1");
  CHECK(At(turin, {"report", "current_mit_vector"}) == "\"0x3f\"");
}
