// RapidJSON as json_reader.cc uses it: its settings, and an input stream that it reads and rewrites in place.
//
// RapidJSON's own in-situ stream goes byte by byte to the next multiple of 16, which is where most strings of a request
// already end. This one looks at 16 bytes wherever a string starts: half the time on Kata's requests. Its text must be
// followed by kPadding zero bytes. Included by json_reader.cc alone; tested by tests/value/json_test.cc.
#ifndef REEVE_LIB_VALUE_JSON_STREAM_H_
#define REEVE_LIB_VALUE_JSON_STREAM_H_

#include <cstddef>
#include <cstring>
#include <stdexcept>

// A failed assertion of RapidJSON must not end the process; a namespace of our own keeps these settings to ourselves.
#define RAPIDJSON_ASSERT(x) (static_cast<bool>(x) ? static_cast<void>(0) : throw std::logic_error("RapidJSON: " #x))
#define RAPIDJSON_NOEXCEPT_ASSERT(x) static_cast<void>(0)
#define RAPIDJSON_NAMESPACE reeve_rapidjson
#define RAPIDJSON_NAMESPACE_BEGIN namespace reeve_rapidjson {
#define RAPIDJSON_NAMESPACE_END }
#include <rapidjson/reader.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace reeve::value {

class JsonStream {
 public:
  using Ch = char;
  static constexpr size_t kPadding = 32;

  explicit JsonStream(char* text) : read_(text), head_(text) {}

  char Peek() const { return *read_; }
  char Take() { return *read_++; }
  size_t Tell() const { return static_cast<size_t>(read_ - head_); }
  char* PutBegin() { return write_ = read_; }
  void Put(char c) { *write_++ = c; }
  size_t PutEnd(char* begin) { return static_cast<size_t>(write_ - begin); }
  char* Push(size_t n) {
    char* begin = write_;
    write_ += n;
    return begin;
  }
  void Pop(size_t n) { write_ -= n; }
  void Flush() {}

  // Goes on to the next quote, backslash, control character or end of text, and moves what lies before it to the place
  // that is written.
  void CopyPlain() {
    const bool in_place = read_ == write_;
    char* from = read_;
    char* to = write_;
#if defined(__SSE2__)
    for (;; from += 16, to += 16) {
      __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
      __m128i special =
          _mm_or_si128(_mm_cmpeq_epi8(block, _mm_set1_epi8('"')), _mm_cmpeq_epi8(block, _mm_set1_epi8('\\')));
      special = _mm_or_si128(special, _mm_cmpeq_epi8(_mm_max_epu8(block, _mm_set1_epi8(0x1F)), _mm_set1_epi8(0x1F)));
      if (int hits = _mm_movemask_epi8(special); hits != 0) {
        size_t n = static_cast<size_t>(__builtin_ctz(static_cast<unsigned>(hits)));
        if (!in_place) std::memmove(to, from, n);
        read_ = from + n;
        write_ = to + n;
        return;
      }
      // `to` is behind `from`, so these 16 bytes hide none that is still to be read.
      if (!in_place) _mm_storeu_si128(reinterpret_cast<__m128i*>(to), block);
    }
#else
    for (; *from != '"' && *from != '\\' && static_cast<unsigned char>(*from) >= 0x20; ++from, ++to) {
      if (!in_place) *to = *from;
    }
    read_ = from;
    write_ = to;
#endif
  }

 private:
  char* read_;
  char* write_ = nullptr;
  char* head_;
};

using JsonReader = reeve_rapidjson::GenericReader<reeve_rapidjson::UTF8<>, reeve_rapidjson::UTF8<>>;

}  // namespace reeve::value

namespace reeve_rapidjson {

template <>
struct StreamTraits<reeve::value::JsonStream> {
  enum { copyOptimization = 1 };  // a copy in registers is read and written back
};

template <>
template <>
inline void reeve::value::JsonReader::ScanCopyUnescapedString(reeve::value::JsonStream& in, reeve::value::JsonStream&) {
  in.CopyPlain();  // both are one stream
}

}  // namespace reeve_rapidjson

#endif  // REEVE_LIB_VALUE_JSON_STREAM_H_
