// Tests the kept cases: generated or once differing ones with OPA's answers, in the YAML form of OPA's suites, without OPA.
// kept/known_failures.txt lists those that still differ, each with its reason; a listed case that passes fails the test.
#include <catch2/catch.hpp>

#include "conformance/known_failures.h"
#include "conformance/suite.h"

using namespace reeve;
using namespace reeve::conformance;

namespace {

void Replay(const char* folder, RegoVersion version, size_t least) {
  Suite suite = RunEvalSuite(folder, std::string(REEVE_SOURCE_DIR "/tests/differential/kept/") + folder, version,
                             [](const std::string&) {});
  KnownFailures known = KnownFailures::Read(REEVE_SOURCE_DIR "/tests/differential/kept/known_failures.txt");
  CHECK(suite.outcomes.size() >= least);
  for (const Outcome& o : suite.outcomes) {
    INFO(folder << "/" << o.id << " " << o.note << ": " << o.why);
    CHECK(o.passed != known.Contains(folder, o.id));
  }
}

}  // namespace

TEST_CASE("kept cases of v1") { Replay("v1", RegoVersion::kV1, 20); }
TEST_CASE("kept cases of v0") { Replay("v0", RegoVersion::kV0, 20); }
