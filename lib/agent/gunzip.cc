// Unpacks gzip by zlib, a piece at a time. Interface: gunzip.h.
#include "agent/gunzip.h"

#include <zlib.h>

#include <algorithm>
#include <limits>

namespace reeve::agent {
namespace {

constexpr size_t kPiece = 64 << 10;
constexpr int kGzipOnly = 16 + MAX_WBITS;

struct Stream {
  z_stream z{};
  bool open = inflateInit2(&z, kGzipOnly) == Z_OK;
  ~Stream() {
    if (open) inflateEnd(&z);
  }
};

}  // namespace

Result<std::string> Gunzip(std::string_view packed, size_t limit) {
  Stream stream;
  if (!stream.open) return Status(Code::kMemoryLimit, "no memory to unpack gzip");
  if (packed.size() > std::numeric_limits<uInt>::max()) return Status(Code::kSizeLimit, "too much gzip");
  stream.z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));  // zlib does not write to it
  stream.z.avail_in = static_cast<uInt>(packed.size());
  std::string text;
  for (int result = Z_OK; result != Z_STREAM_END;) {
    size_t start = text.size();
    text.resize(std::min(start + kPiece, limit + 1));
    stream.z.next_out = reinterpret_cast<Bytef*>(text.data() + start);
    stream.z.avail_out = static_cast<uInt>(text.size() - start);
    result = inflate(&stream.z, Z_NO_FLUSH);
    text.resize(text.size() - stream.z.avail_out);
    if (text.size() > limit) return Status(Code::kSizeLimit, "gzip of more than " + std::to_string(limit) + " bytes");
    if (result != Z_OK && result != Z_STREAM_END)
      return Status(Code::kInvalidInput, "the bytes are no gzip, or cut off");
  }
  if (stream.z.avail_in != 0) return Status(Code::kInvalidInput, "bytes behind the end of the gzip");
  return text;
}

}  // namespace reeve::agent
