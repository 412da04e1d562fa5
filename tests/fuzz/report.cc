// Attestation reports: any bytes, and the same bytes cut or filled to the size of a report.
#include <algorithm>
#include <vector>

#include "reeve/attestation.h"
#include "tests/fuzz/fuzz.h"

using namespace reeve;
using namespace reeve::snp;

namespace {

void Read(std::span<const uint8_t> bytes) {
  std::optional<Report> report = Report::Unchecked(bytes);
  Result<Report> checked = Report::Parse(bytes);
  fuzz::Require(report.has_value() == (bytes.size() == Report::kSize), "a report has its size and no other");
  fuzz::Require(!checked.ok() || report, "what is strictly a report is one");
  if (!report) return;
  fuzz::Require(std::equal(bytes.begin(), bytes.end(), report->bytes().begin()), "the bytes are kept");
  fuzz::Require(checked.ok() == report->Problems().empty(), "a report is refused for its problems alone");
  for (const FieldInfo& field : Fields()) {
    fuzz::Require(report->Bytes(field.field).empty() || report->Bytes(field.field).size() == field.size,
                  "a field has its size");
    if (field.size <= 8) (void)report->Number(field.field);
  }
  (void)report->product();
  (void)LeafUrl(*report, report->version() % 2 == 0 ? Product::kMilan : Product::kTurin).ok();
  if (checked.ok()) (void)ReportClaims(*report, TcbLayout::kFamily19h).root().size();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size != Report::kSize) Read({data, size});
  std::vector<uint8_t> whole(data, data + size);
  whole.resize(Report::kSize);
  Read(whole);
  return 0;
}
