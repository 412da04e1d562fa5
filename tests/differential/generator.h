// Generator: well-formed Rego modules with data and input, made from a seed.
//
//     GeneratedCase c = Generate(/*seed=*/7);      // c.modules, c.data, c.input, c.query
//
// The generator writes text and keeps simple types, so that nearly all modules compile and most values are defined. A rule refers to
// rules before it only (no recursion). A module is paragraphs separated by blank lines, one rule each, so that a failing case can be
// shrunk by dropping paragraphs and lines. Both versions of Rego; v0 with and without the future keywords.
//
// A seed gives the same case with the same compiler: C++ leaves the order open in which the parts of a concatenation are made.
//
// What it can write: complete rules, default and else, several clauses, partial sets and objects, ref heads with and without variables,
// functions (patterns, constants, default, else), a second package that is read through `data.q[k]`; comprehensions of all kinds and
// depths, not, every, some, some ... in, in, with (input, data, rules, functions, built-ins), and / or / not { } under their future
// keywords, template strings, destructuring, walk, arithmetic, strings, sets, objects.
#ifndef REEVE_TESTS_DIFFERENTIAL_GENERATOR_H_
#define REEVE_TESTS_DIFFERENTIAL_GENERATOR_H_

#include <string>
#include <vector>

#include "tests/differential/random.h"

namespace reeve::differential {

struct GeneratedCase {
  bool v0 = false;
  std::vector<std::string> modules;  // named test-0.rego, test-1.rego
  std::string data;                  // JSON
  std::string input;                 // JSON; empty: undefined
  std::string query;
  bool strict_errors = false;
};

GeneratedCase Generate(uint64_t seed);
GeneratedCase Generate(Random random);

// What a term is; kAny is anything.
enum class Type { kNumber, kString, kBoolean, kNumbers, kStrings, kNumberSet, kStringSet, kNumberMap, kStringMap, kItem, kItems, kAny };
constexpr int kTypes = 12;

struct Variable {
  std::string name;
  Type type;
};

// What a rule before this one offers.
struct Offer {
  enum Kind { kValue, kFunction } kind = kValue;
  std::string name;                // "r3"
  std::string path;                // "data.p.r3"
  Type type = Type::kAny;          // of the value, or of the function's result
  std::vector<Type> arguments;     // functions
  bool partial = false;            // a partial set or object: may be iterated
};

// Variables in sight. `many`: a term may have several values here (comprehensions, partial rules).
struct Scope {
  std::vector<Variable> variables;
  bool many = false;
  int depth = 0;                   // closures around
};

// Which syntax a module may use.
struct Dialect {
  bool v0 = false;
  bool keywords = true;            // if, contains, in, every
  bool logic = false;              // future.keywords.and, or, not
  bool templates = true;           // $"..."
};

class Generator {
 public:
  explicit Generator(Random random) : random_(random) {}
  GeneratedCase Make();

 private:
  // generator_terms.cc
  std::string Term(Type type, Scope& scope, int depth);
  std::string Number(Scope& scope, int depth);
  std::string String(Scope& scope, int depth);
  std::string Boolean(Scope& scope, int depth);
  std::string Numbers(Scope& scope, int depth);
  std::string Strings(Scope& scope, int depth);
  std::string Set(Type element, Scope& scope, int depth);
  std::string Map(Type element, Scope& scope, int depth);
  std::string Item(Scope& scope, int depth);
  std::string Any(Scope& scope, int depth);
  std::string Leaf(Type type, Scope& scope);
  std::string BaseRef(Type type, Scope& scope);
  std::string Root();
  std::string Index(Scope& scope);
  std::string Call(const Offer& function, Scope& scope, int depth);
  std::string Template(Scope& scope, int depth);
  const Offer* PickOffer(Type type, Offer::Kind kind);
  const Variable* PickVariable(Type type, const Scope& scope);
  std::string RuleRef(const Offer& offer);
  std::string Literal(Type type);

  // generator_bodies.cc
  std::string Comprehension(Type collection, Scope& scope, int depth);
  std::string Closure(Scope& inner, int statements, int depth);   // "s1; s2", adds variables to `inner`
  std::string Statement(Scope& scope, int depth);
  std::string Not(Scope& scope, int depth);
  std::string Iteration(Scope& scope, int depth);
  std::string Assignment(Scope& scope, int depth);
  std::string Test(Scope& scope, int depth);
  std::string Every(Scope& scope, int depth);
  std::string Logic(Scope& scope, int depth);
  std::string With(Scope& scope, int depth);
  std::string Pattern(Scope& scope, int depth);
  std::string Walk(Scope& scope);
  std::string NewName();

  // generator_rules.cc
  void Rule();
  void CompleteRule();
  void IndexedRule();
  void GroupedRule();
  void PartialSet();
  void PartialObject();
  void RefHead();
  void Function();
  void Clauses(const std::string& head, Type type, Scope& scope);
  std::string Body(Scope& scope, int statements);                 // lines of a rule's body
  std::string Brace(const std::string& body);                     // " if {\n...\n}" in this dialect
  std::string Define(const std::string& term);                    // " := term" or " = term"
  std::string Module(const std::string& package, int rules);
  std::string MakeQuery();

  Random random_;
  Dialect dialect_;
  std::string package_;
  std::vector<Offer> offers_;        // of this package
  std::vector<Offer> foreign_;       // of package q
  std::string text_;                 // of the module
  std::string cfg_ = "data.cfg";     // how base documents are named: "cfg" after an import
  std::string items_ = "input.items";
  int names_ = 0;
  int rules_ = 0;
};

}  // namespace reeve::differential

#endif  // REEVE_TESTS_DIFFERENTIAL_GENERATOR_H_
