// See scratch.h. Tested by tests/vm/scratch_test.cc.
#include "vm/scratch.h"

namespace reeve::vm {

void Scratch::Reserve() {
  frames.reserve(128);
  segments.reserve(8);
  prints.reserve(2048);  // a CreateContainerRequest of Kata's policies prints about a thousand lines
}

void Scratch::Begin(size_t retain) {
  arena.Reset(retain);
  frames.clear();
  segments.clear();   // they lie in the arena
  // Lists that one evaluation blew up are given back.
  constexpr size_t kKept = 1 << 16;
  if (prints.capacity() * sizeof(PrintRecord) > retain + kKept) std::vector<PrintRecord>().swap(prints);
  if (trace.capacity() * sizeof(TraceEvent) > retain + kKept) std::vector<TraceEvent>().swap(trace);
  prints.clear();
  trace.clear();
  answers.clear();
  work = 0;
}

}  // namespace reeve::vm
