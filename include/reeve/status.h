// Status, Result and Diagnostic: how Reeve reports that something could not be done.
//
//     reeve::Result<std::shared_ptr<const reeve::Policy>> policy = engine.Compile();
//     if (!policy.ok()) {
//       for (const reeve::Diagnostic& d : policy.status().diagnostics()) std::cerr << d.ToString() << "\n";
//     }
//
// There are two failure channels, never mixed: a Result error says that the host, the policy text or a limit is at fault;
// what a policy says of a request is in the Decision (engine.h). All types here are plain values: copy them, keep them,
// use them from any thread as one uses a std::string.
#ifndef REEVE_STATUS_H_
#define REEVE_STATUS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace reeve {

// Why something failed. The texts are OPA's where OPA has a code (codes.def lists all with their meaning).
enum class Code : uint8_t {
  kOk = 0,
#define REEVE_CODE(enumerator, text, meaning) enumerator,
#include "reeve/codes.def"
#undef REEVE_CODE
};

// The code's text, such as "rego_parse_error"; "ok" for kOk.
std::string_view CodeName(Code code);

// One error with its place. Rows and columns start at 1, a column counts code points; row 0 means "no place".
struct Diagnostic {
  Code code = Code::kOk;
  std::string message;               // one line, OPA's words where OPA has this error
  std::string file;                  // as given to AddModule; empty for queries
  uint32_t row = 0;
  uint32_t column = 0;
  std::vector<std::string> details;  // further lines: the source line and its caret, have/want of types

  // OPA's form: "file:row: code: message", or "row:column: code: message" without a file; details on lines of their own.
  std::string ToString() const;

  friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

// Success, or one or more diagnostics. The first one gives code() and message().
class [[nodiscard]] Status {
 public:
  Status() = default;  // success
  Status(Code code, std::string message);
  explicit Status(std::vector<Diagnostic> diagnostics);  // success if empty

  bool ok() const { return diagnostics_.empty(); }
  Code code() const { return ok() ? Code::kOk : diagnostics_.front().code; }
  std::string_view message() const;
  const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }

  // "" for success, else as OPA prints errors: "1 error occurred: ..." or "2 errors occurred:\n..." (one a line).
  std::string ToString() const;

 private:
  std::vector<Diagnostic> diagnostics_;
};

// A value or the Status that says why there is none.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}                // NOLINT: implicit by design
  Result(Status status) : state_(std::move(status)) {}         // NOLINT: `status` must be an error
  bool ok() const { return std::holds_alternative<T>(state_); }
  explicit operator bool() const { return ok(); }
  const Status& status() const {
    static const Status kOk;
    return ok() ? kOk : std::get<Status>(state_);
  }
  T& value() { return std::get<T>(state_); }                   // undefined unless ok()
  const T& value() const { return std::get<T>(state_); }
  T& operator*() { return value(); }
  const T& operator*() const { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

 private:
  std::variant<T, Status> state_;
};

}  // namespace reeve

#endif  // REEVE_STATUS_H_
