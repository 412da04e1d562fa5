// The initdata document.
#include "reeve/initdata.h"
#include "tests/fuzz/fuzz.h"

using namespace reeve;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Result<Initdata> initdata = ParseInitdata(fuzz::Text(data, size));
  fuzz::Require(!initdata.ok() || initdata->digest.size() >= 32, "a document that is read has a digest");
  return 0;
}
