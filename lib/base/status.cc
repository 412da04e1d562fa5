// Status and Diagnostic: their OPA-like texts. Tested by tests/base/status_test.cc.
#include "reeve/status.h"

namespace reeve {

std::string_view CodeName(Code code) {
  switch (code) {
    case Code::kOk: return "ok";
#define REEVE_CODE(enumerator, text, meaning) \
  case Code::enumerator: return text;
#include "reeve/codes.def"
#undef REEVE_CODE
  }
  return "unknown";
}

std::string Diagnostic::ToString() const {
  std::string out;
  if (!file.empty()) {
    out += file + ":" + std::to_string(row) + ": ";
  } else if (row != 0) {
    out += std::to_string(row) + ":" + std::to_string(column) + ": ";
  }
  out += CodeName(code);
  out += ": ";
  out += message;
  for (const std::string& line : details) out += "\n\t" + line;
  return out;
}

Status::Status(Code code, std::string message) { diagnostics_.push_back({code, std::move(message), {}, 0, 0, {}}); }

Status::Status(std::vector<Diagnostic> diagnostics) : diagnostics_(std::move(diagnostics)) {}

std::string_view Status::message() const {
  return ok() ? std::string_view() : std::string_view(diagnostics_.front().message);
}

std::string Status::ToString() const {
  if (ok()) return "";
  if (diagnostics_.size() == 1) return "1 error occurred: " + diagnostics_.front().ToString();
  std::string out = std::to_string(diagnostics_.size()) + " errors occurred:";
  for (const Diagnostic& diagnostic : diagnostics_) out += "\n" + diagnostic.ToString();
  return out;
}

}  // namespace reeve
