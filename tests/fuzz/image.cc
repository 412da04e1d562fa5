// The block device's image of initdata, and the annotation: magic, length, gzip, and the document inside.
#include "base/base64.h"
#include "reeve/initdata.h"
#include "tests/fuzz/fuzz.h"

using namespace reeve;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Limits limits;
  limits.max_initdata_bytes = 1 << 14;
  std::string_view bytes = fuzz::Text(data, size);
  // The gzip alone: found without luck with the magic and the length.
  std::string image = "initdata";
  for (int i = 0; i < 8; ++i) image += static_cast<char>(size >> 8 * i);
  image += bytes;
  for (const Result<std::string>& toml :
       {UnpackInitdataImage(bytes, limits), UnpackInitdataImage(image, limits),
        UnpackInitdataAnnotation(bytes, limits)}) {
    if (!toml.ok()) continue;
    fuzz::Require(toml->size() <= limits.max_initdata_bytes, "no gzip grows beyond its limit");
    (void)ParseInitdata(*toml, limits).ok();
  }
  return 0;
}
