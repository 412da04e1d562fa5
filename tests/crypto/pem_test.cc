// Tests lib/crypto/pem.cc: which texts hold a block, and where the next one starts. The answers are those of Go's encoding/pem.
#include "crypto/pem.h"

#include <catch2/catch.hpp>

using namespace reeve;

namespace {
// "type:bytes|rest", or "none".
std::string First(std::string_view text) {
  std::string_view rest = text;
  auto block = crypto::NextPem(&rest);
  if (!block) return rest == text ? "none" : "none, but moved";
  return block->type + ":" + block->bytes + "|" + std::string(rest);
}
}  // namespace

TEST_CASE("PEM: a block, text around it, and blanks") {
  CHECK(First("-----BEGIN A-----\nYWJj\n-----END A-----\n") == "A:abc|");
  CHECK(First("-----BEGIN A-----\r\nYW Jj\r\n-----END A-----  \r\nrest") == "A:abc|rest");
  CHECK(First("x\n-----BEGIN A B-----\nYW\nJj\n-----END A B-----") == "A B:abc|");
  CHECK(First("-----BEGIN A-----\n-----END A-----\n") == "A:|");
  CHECK(First("-----BEGIN A-----\nK: v\n\nYWJj\n-----END A-----\n") == "A:abc|");
  CHECK(First("-----BEGIN A-----\n-----BEGIN B-----\nYWJj\n-----END B-----\n") == "B:abc|");
  CHECK(First("-----BEGIN A-----\n!\n-----END A-----\n-----BEGIN B-----\nYWJj\n-----END B-----\n") == "B:abc|");
}

TEST_CASE("PEM: what is no block") {
  CHECK(First("") == "none");
  CHECK(First("-----BEGIN A-----\nYWJj\n") == "none");
  CHECK(First("x-----BEGIN A-----\nYWJj\n-----END A-----\n") == "none");
  CHECK(First("-----BEGIN A-----\nYWJj\n-----END B-----\n") == "none");
  CHECK(First("-----BEGIN A-----\nYWJj\n-----END A----- x\n") == "none");
  CHECK(First("-----BEGIN A--\nYWJj\n-----END A-----\n") == "none");
  CHECK(First("-----BEGIN A-----\nYWJ\n-----END A-----\n") == "none");
  CHECK(First("-----BEGIN A-----\nK: v\n-----END A-----\n") == "none");
}

TEST_CASE("PEM: headers say that a key is encrypted") {
  std::string_view text = "-----BEGIN A-----\nDEK-Info: AES\n\nYWJj\n-----END A-----\n";
  CHECK(crypto::NextPem(&text)->encrypted);
  text = "-----BEGIN A-----\nYWJj\n-----END A-----\n";
  CHECK_FALSE(crypto::NextPem(&text)->encrypted);
}

TEST_CASE("PEM: many lines that only look like blocks take linear time") {
  std::string begins, ends, headers = "-----BEGIN A-----\n";
  for (int i = 0; i < 200000; ++i) {
    begins += "-----BEGIN A-----\n";
    ends += "\n-----END A-----";
    headers += "a: b\n-----BEGIN A-----\n\n-----END B: -----\n";
  }
  CHECK(First(begins) == "none");
  CHECK(First(ends) == "none");
  CHECK(First(headers) == "none");
}
