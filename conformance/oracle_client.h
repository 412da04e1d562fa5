// OracleClient: talks to the oracle (conformance/oracle) over pipes: one JSON line out, one JSON line back.
//
//     std::unique_ptr<OracleClient> oracle = OracleClient::Start("build/release/bin/oracle");
//     std::optional<std::string> answer = oracle->Ask(R"({"verb":"check","modules":{"p.rego":"package p"}})");
//
// One thread at a time. Ask gives nothing once the program is gone.
#ifndef REEVE_CONFORMANCE_ORACLE_CLIENT_H_
#define REEVE_CONFORMANCE_ORACLE_CLIENT_H_

#include <sys/types.h>

#include <cstdio>
#include <memory>
#include <optional>
#include <string>

namespace reeve::conformance {

class OracleClient {
 public:
  // Null if the program cannot be started.
  static std::unique_ptr<OracleClient> Start(const std::string& program);
  ~OracleClient();
  OracleClient(const OracleClient&) = delete;
  OracleClient& operator=(const OracleClient&) = delete;

  // `request` is one line without its end.
  std::optional<std::string> Ask(const std::string& request);

 private:
  OracleClient(pid_t child, FILE* to, FILE* from) : child_(child), to_(to), from_(from) {}
  pid_t child_;
  FILE* to_;
  FILE* from_;
};

}  // namespace reeve::conformance

#endif  // REEVE_CONFORMANCE_ORACLE_CLIENT_H_
