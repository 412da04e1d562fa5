// Built-in functions: their declarations (builtins.def: one line each) and the set that a load may call.
//
// builtins.def gives BuiltinId, the name, the category, OPA's declaration and flags. lib/builtins has a function for each id; a program
// that embeds Reeve may add functions of its own (include/reeve/builtin.h), which get ids behind the table's.
#ifndef REEVE_LIB_CAPABILITIES_BUILTIN_H_
#define REEVE_LIB_CAPABILITIES_BUILTIN_H_

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace reeve::capabilities {

enum Flag : uint16_t {
  kPure = 0,
  kNondeterministic = 1,  // never folded; one answer per evaluation and arguments
  kRelation = 2,          // yields any number of results: the function returns an array of them (walk)
  kDeprecated = 4,
  kVoid = 8,              // has no result to bind
  // What it asks of the world outside, which the program grants (Options::grants). Never folded either.
  kReadsClock = 16,
  kReadsRandomness = 32,
  kReadsNetwork = 64,
  kReadsEnvironment = 128,  // the process: its variables, files and configuration
  kVariadic = 256,          // any number of arguments of its one type (print)
};

constexpr uint16_t kReadsOutside = kReadsClock | kReadsRandomness | kReadsNetwork | kReadsEnvironment;

struct Builtin {
  uint32_t id = 0;
  std::string_view name;         // "array.concat"
  std::string_view infix;        // "+" or ""
  std::string_view category;     // OPA's
  uint32_t arity = 0;
  std::vector<std::string_view> arguments;  // OPA's type texts, such as "any<array[any], set[any]>"
  std::vector<std::string_view> argument_names;  // as OPA declares them; "" for none
  std::string_view result;       // type; "" for kVoid
  std::string_view result_name;
  uint16_t flags = kPure;
  bool variadic = false;

  bool has(Flag flag) const { return (flags & flag) != 0; }
  // Whether its answer depends on more than its arguments.
  bool reads_outside() const { return (flags & (kNondeterministic | kReadsOutside)) != 0; }
};

enum class BuiltinId : uint32_t {
#define BUILTIN(id, name, infix, category, arguments, result, flags) id,
#include "capabilities/builtins.def"
#undef BUILTIN
  kSize  // how many there are
};

// The functions that one load may call: the table's, and what the program registered. Immutable once compiling starts.
class Builtins {
 public:
  Builtins();  // the table's
  const Builtin* Find(std::string_view name) const;   // null: there is none
  const Builtin& at(uint32_t id) const { return all_[id]; }
  size_t size() const { return all_.size(); }
  // Adds a host function and returns its id; `name` must be new unless `replace` (then the old one's id serves).
  // Returns size() - 1 or the replaced id; nothing (max) if the name is taken and may not be replaced.
  uint32_t Add(std::string name, uint32_t arity, uint16_t flags, bool replace);
  static constexpr uint32_t kNone = UINT32_MAX;
  // Find knows only these from now on, and host functions. `names` is sorted.
  void Restrict(const std::vector<std::string>& names);

  // Takes the functions that read any of these (kReads... flags) out of what may be called. Host functions stay.
  void Withhold(uint16_t reads) { withheld_ = reads; }
  // What Find does not give because it is withheld; null: there is no such function at all, or it may be called.
  const Builtin* FindWithheld(std::string_view name) const;

 private:
  std::deque<Builtin> all_;
  std::deque<std::string> names_;   // texts of host functions
  std::vector<uint32_t> by_name_;   // ids sorted by name
  uint16_t withheld_ = 0;
  const Builtin* Named(std::string_view name) const;
};

}  // namespace reeve::capabilities

#endif  // REEVE_LIB_CAPABILITIES_BUILTIN_H_
