// The abstract syntax tree of Rego: what lib/syntax makes, lib/semantics rewrites and lib/plan reads.
//
// The nodes are OPA's (v1/ast/policy.go), so that its AST JSON, its compiler's stages and its diagnostics can be told in
// the same words:
//
//     allow if input.user == "ann"
//     Rule { head: { name: allow, ref: [allow], value: true (generated) },
//            body: [ Expr kCall { terms: [ref[equal], ref[input, "user"], string "ann"] } ] }
//
// Ownership: every node lives in a Tree and is referred to by plain pointers; the texts of nodes are views into the Tree or
// into the source text, which must outlive it. Nodes are mutable: semantics rewrites them in place.
// Depth: parsers bound the nesting of terms and bodies (limits.max_syntax_depth), so walkers may recurse over it. Lists
// (operator chains aside, which the builder bounds alike) are vectors and never recursed over.
#ifndef REEVE_LIB_AST_AST_H_
#define REEVE_LIB_AST_AST_H_

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "base/source.h"
#include "value/rep.h"

namespace reeve::ast {

struct Term;
struct Expr;
struct Rule;
struct Module;
using Body = std::vector<Expr*>;

enum class TermKind : uint8_t {
  kNull, kBoolean,
  kNumber,          // value: the number with its literal text
  kString,          // text: decoded
  kVar,             // text: the name; a wildcard is "$0", "$1" ... in order of appearance in its module or query
  kRef,             // terms: head (var, or any term in refs on values), then operands (strings, vars, refs, scalars ...)
  kCall,            // terms: operator (a ref), then arguments
  kArray, kSet,     // terms: elements as written
  kObject,          // terms: key, value, key, value ... as written
  kArrayComprehension, kSetComprehension,   // terms: {element}; body
  kObjectComprehension,                     // terms: {key, value}; body
  kTemplateString,  // terms: parts; text parts are kString, expression parts are kPartExpr; boolean: multi-line (raw)
  kPartExpr,        // one expression part of a template string: body holds the one Expr
  kConstant,        // value: a ready value that the parser read as a whole (JSON island); stands for kObject or kArray
};
// As OPA's messages call it: "var", "arraycomprehension".
std::string_view KindName(TermKind kind);

struct Term {
  TermKind kind = TermKind::kNull;
  bool boolean = false;          // kBoolean; kTemplateString: multi-line
  bool generated = false;        // made by a rewriting, not written by the author
  Location location;
  std::string_view text;         // kString, kVar
  Value value;                   // kNumber, kConstant
  std::vector<Term*> terms;
  Body body;                     // comprehensions, kPartExpr
};
// That of a constant is the kind of its value.
std::string_view KindName(const Term& term);

// with TARGET as VALUE
struct With {
  Term* target = nullptr;
  Term* value = nullptr;
  Location location;
};

enum class ExprKind : uint8_t {
  kTerm,       // terms: {term}
  kCall,       // terms: {operator ref, arguments ...}; infix operators are calls: eq, assign, equal, neq, lt, plus,
               // internal.member_2 ...
  kSomeDecl,   // some x, y        terms: the vars;   some x in xs: terms: {a kCall term of internal.member_2 or _3}
  kEvery,      // every k, v in xs { ... }   terms: {key or null, value, domain}; body
  kNot,        // `not { ... }` or `not` chain under the future keyword `not`: body. Plain `not x` is `negated` instead
  kAnd, kOr,   // lhs and rhs; body = left, rhs = right
};

struct Expr {
  ExprKind kind = ExprKind::kTerm;
  bool negated = false;
  bool generated = false;
  bool explicit_body = false;   // kNot: braces written; kAnd, kOr: explicit_lhs
  bool explicit_rhs = false;    // kAnd, kOr
  bool from_assignment = false; // eq that was := before rewriting
  int32_t index = 0;            // position in its body, from 0
  Location location;
  std::vector<Term*> terms;     // a null pointer stands for an absent key of kEvery
  Body body;
  Body rhs;
  std::vector<With> with;
};

struct Head {
  std::string_view name;         // OPA's head.name: set for one-element refs and `p contains x` / `p[x]` forms
  Term* ref = nullptr;           // kRef: p, p.q, p[x].y
  bool has_args = false;         // f() has args but none
  std::vector<Term*> args;       // functions
  Term* key = nullptr;           // partial set: `p contains KEY`, v0 `p[KEY]`; partial object: v0 `p[KEY] = VALUE`
  Term* value = nullptr;         // `p := VALUE`; the generated `true` where none is written
  bool assign = false;           // := was written
  bool generated_value = false;  // no value was written
  bool contains_keyword = false, if_keyword = false;
  Location location;
};

struct Rule {
  Head head;
  bool is_default = false;
  bool generated_body = false;   // no body was written: the body is the one expression `true`
  Body body;
  Rule* otherwise = nullptr;     // else
  Location location;
  Module* module = nullptr;
  std::vector<uint32_t> annotations;  // indexes into module->annotations
};

struct Import {
  Term* path = nullptr;          // ref that starts with data, input, future or rego
  std::string_view alias;        // "" = none
  Location location;
};

struct Comment {
  std::string_view text;         // without the leading #
  Location location;
};

// A METADATA block: its YAML text as written and what it stands above. Its content is read where it is needed.
struct Annotations {
  std::string text;
  Location location;             // of the "# METADATA" line
  Rule* rule = nullptr;          // the rule below, or null: the package
};

enum class Version : uint8_t { kV0, kV1 };

struct Module {
  uint32_t source = 0;
  Version version = Version::kV1;   // as given, or v1 by `import rego.v1`
  Term* package = nullptr;          // ref: data, then strings
  Location package_location;
  std::vector<Import> imports;
  std::vector<Rule*> rules;         // else rules hang from their first
  std::vector<Comment> comments;
  std::vector<Annotations> annotations;
};

// Owns nodes. Movable; nodes never move.
class Tree {
 public:
  Tree() : arena_(std::make_unique<Arena>()) {}
  Term* NewTerm(TermKind kind, Location at) {
    Term& t = terms_.emplace_back();
    t.kind = kind;
    t.location = at;
    return &t;
  }
  Expr* NewExpr(ExprKind kind, Location at) {
    Expr& e = exprs_.emplace_back();
    e.kind = kind;
    e.location = at;
    return &e;
  }
  Rule* NewRule() { return &rules_.emplace_back(); }
  Module* NewModule() { return &modules_.emplace_back(); }
  // Texts and constant values of nodes.
  Arena& arena() { return *arena_; }

 private:
  std::unique_ptr<Arena> arena_;
  std::deque<Term> terms_;
  std::deque<Expr> exprs_;
  std::deque<Rule> rules_;
  std::deque<Module> modules_;
};

// ---- printing (print.cc, dump.cc, to_json.cc) ----

// Canonical source text that parses to an equal tree: Parse(Print(m)) == m.
std::string Print(const Module& module);
std::string Print(const Body& body);
std::string Print(const Term& term);
// One node a line with indentation, for golden tests and `reeve dump --form=ast`.
std::string Dump(const Module& module);
std::string Dump(const Body& body);
// OPA's AST JSON (`opa parse --format json`), without locations and comments; members in lexical order.
std::string ToJson(const Module& module);
std::string ToJson(const Body& body);
// The same with the module's comments and where they stand in `file`, as Go's encoding/json writes a parsed module.
std::string ToJsonWithComments(const Module& module, std::string_view file);

// ---- structure (equal.cc, copy.cc) ----

// Equal but for locations; a kConstant equals the kObject or kArray that it stands for.
bool Equal(const Module& a, const Module& b);
bool Equal(const Body& a, const Body& b);
bool Equal(const Term& a, const Term& b);
Term* Copy(Tree& tree, const Term& term);
Expr* Copy(Tree& tree, const Expr& expr);
Rule* Copy(Tree& tree, const Rule& rule);

}  // namespace reeve::ast

#endif  // REEVE_LIB_AST_AST_H_
