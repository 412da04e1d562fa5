// reeve_kata_record ORACLE: writes to stdout what OPA answers to mutations of each recorded request.
//
// ORACLE is the program of conformance/oracle. The output is tests/kata/mutations.txt, one line a request:
//     web 3 CreateContainerRequest 1f0e...=false 77ab...=true ...
// with the hash of each mutated text and the JSON text of OPA's value, `undefined`, or `error:CODE`.
#include <iostream>

#include "conformance/oracle_client.h"
#include "tests/kata/corpus.h"
#include "tests/kata/mutate.h"
#include "value/json.h"

namespace {

std::string Quoted(std::string_view text) {
  std::string out;
  reeve::value::AppendJsonString(text, out, false);
  return out;
}

// OPA's answer as one word.
std::string Word(const std::string& line) {
  reeve::Result<reeve::Document> answer = reeve::Document::FromJson(line);
  if (!answer.ok()) return "error:unreadable";
  if (auto errors = answer->root().Find("errors")) return "error:" + std::string(errors->at(0).Find("code")->string());
  reeve::Value rows = *answer->root().Find("rows");
  return rows.size() == 0 ? "undefined" : rows.at(0).Find("x")->Find("json")->ToJson();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: reeve_kata_record ORACLE >mutations.txt\n";
    return 2;
  }
  std::unique_ptr<reeve::conformance::OracleClient> oracle = reeve::conformance::OracleClient::Start(argv[1]);
  if (!oracle) {
    std::cerr << "cannot start " << argv[1] << "\n";
    return 1;
  }
  for (const reeve::kata::Pod& pod : reeve::kata::RequestPods()) {
    for (size_t i = 0; i < pod.requests.size(); ++i) {
      const reeve::kata::Request& request = pod.requests[i];
      std::cout << pod.name << " " << i << " " << request.kind;
      for (const std::string& text : reeve::kata::Mutations(request.input, pod.name + "/" + std::to_string(i),
                                                                  reeve::kata::MutationCount(request.kind))) {
        std::optional<std::string> line = oracle->Ask(
            R"({"verb":"eval","v0":true,"data":{"pstate":{}},"modules":{"policy.rego":)" + Quoted(pod.policy) +
            R"(},"query":)" + Quoted("data.agent_policy." + request.kind + " = x") + R"(,"input":)" + text + "}");
        std::cout << " " << reeve::kata::HashHex(text) << "=" << (line ? Word(*line) : "error:gone");
      }
      std::cout << "\n";
    }
  }
  return 0;
}
