// The reader behind diagnosis.h. Private to diagnose_statements.cc, diagnose_literals.cc and diagnose_terms.cc.
//
// Each function reads one construct from the next token on and returns what of it decides the rest of the reading. A
// construct that was not `found` has left an error, or leaves it to its caller to try something else.
#ifndef REEVE_LIB_SYNTAX_DIAGNOSIS_READER_H_
#define REEVE_LIB_SYNTAX_DIAGNOSIS_READER_H_

#include <utility>

#include "ast/ast.h"
#include "syntax/diagnosis.h"

namespace reeve::syntax {

class DiagnosisReader {
 public:
  DiagnosisReader(std::string_view text, const LexerResult& lexed, const ParseOptions& options, bool module);
  std::vector<SyntaxError> Run();

 private:
  using T = TokenType;
  using K = ast::TermKind;
  static constexpr T kSpace = T::kNone;   // white space, where OPA's parser looks at it
  static constexpr uint32_t kMostNested = 100;   // constructs within another: a level takes some 3 KB of stack
  struct Exhausted {};                    // too many attempts, or nested too deep

  // All that a return to an earlier place brings back.
  struct State {
    uint32_t at = 0;          // the token that is next; before its white space, if `token` is kSpace
    T token = T::kNone;       // what it is taken for
    bool started = false;
    bool newline = false;     // in front of it
    bool bare = false;        // no future keywords: within the path of an import
    uint32_t keywords = 0;
    std::vector<SyntaxError> errors;
    std::vector<std::string> hints;
  };
  // A construct that may hold others of its kind.
  struct Nested {
    explicit Nested(uint32_t& depth) : depth(depth) {
      if (depth >= kMostNested) throw Exhausted();
      ++depth;
    }
    ~Nested() { --depth; }
    uint32_t& depth;
  };
  struct Part {
    K kind = K::kVar;
    uint32_t token = 0;
  };
  struct Term {
    bool found = false;
    K kind = K::kNull;
    uint32_t token = 0;       // where it begins
    uint32_t end = 0;         // the token behind it
    bool ground = true;
    enum Operator { kNone, kNamed, kInfix, kMember, kMemberKey } call = kNone;
    T op = T::kNone;          // kInfix
    bool empty = false;       // `{}`
    bool prints = false;      // a call of print
    K first = K::kNull;       // infix calls: the kind of what the first operand begins with
    K key = K::kNull, value = K::kNull;  // kMember, kMemberKey: kinds of what stands before `in`
    // References, calls' operators and variables: their elements.
    uint32_t parts = 0;
    Part head, tail, odd;     // the first, the last, and the first behind the head that is no string (parts > 1)
    bool has_odd = false;
  };
  struct Head {
    Term ref;
    bool args = false, key = false, contains = false, value = false;
  };
  struct Body;
  struct Literal {
    bool found = false;
    enum Kind { kTerm, kCall, kEquality, kAssignment, kSome, kEvery, kNot, kLogic } kind = kTerm;
    bool negated = false, with = false;
    Term term;                // kTerm, kCall
    uint32_t token = 0;
    uint32_t end = 0;
  };
  struct Body {
    bool found = false;
    bool prints_only = false; // nothing but calls that always succeed
    size_t size = 0;
    Literal first;
  };
  struct Operand {
    Body body;
    bool is_explicit = false; // in braces
    uint32_t token = 0;
  };
  struct Group {
    bool committed = false;   // it is a group: no other reading is tried
    Operand operand;
  };

  // diagnose_statements.cc
  void Statements();
  bool Package();
  bool Import();
  void ImportKeywords(const Term& path, uint32_t alias);
  bool Rules();
  bool Else();
  bool ReadHead(bool is_default, Head* head);
  bool KeywordAsRuleName(bool is_default);

  // diagnose_literals.cc
  Body ReadBody(T end) { return Query(false, end); }
  Body Query(bool one, T end);
  Literal ReadLiteral();
  Literal LiteralExpr(bool negated, uint32_t not_token);
  Literal Expr();
  bool With();
  Literal Some();
  Literal Every();
  void HintInfixKeyword();
  bool HintsMembership();
  Literal NotBody(uint32_t not_token);
  Literal OrChain(Operand left);
  Operand AndChain(Operand left);
  Operand ReadOperand(std::string_view op);
  Group ReadGroup(bool operand_context, std::string_view prefix);
  Literal FoldTail(Operand operand);
  Literal WithOn(Literal literal);
  bool CloseGroup();
  void WithOnOperand(uint32_t with, T op);
  void BraceLed(uint32_t token, T op);
  void AmbiguousUnion(uint32_t brace, const Body& body, std::string_view prefix);
  Operand Joined(const Operand& left, const Operand& right, std::string_view op);
  void VoidOperands(const Body& left, const Body& right, std::string_view op);
  static bool IsAmbiguousUnion(const Body& body);
  static Operand AsOperand(const Literal& literal);

  // diagnose_terms.cc
  Term InfixCall() { return Member(true); }
  Term InfixCallInList() { return Member(false); }
  Term Member(bool key_value);
  Term Binary(int level);
  Term ReadTerm();
  Term TermStart();
  Term TermFinish(Term head);
  Term HeadFinish(Term head);
  Term Ref(Term head);
  Term Call(Term callee);
  Term String();
  Term Number();
  Term Array();
  Term SetOrObject();
  Term Set(const State& start, Term term, bool comprehension);
  Term Object(Term term, bool comprehension);
  Term ObjectFinish(Term term, bool comprehension);
  bool List(T end, Term* into);
  bool PairList(T end);
  Term Template();
  Term Var() { return Leaf(K::kVar); }
  Term Leaf(K kind) const;

  // ---- tokens ----
  bool At(T type) const { return s_.token == type; }
  void Scan(bool skip_space = true);
  T Classify(uint32_t index);
  T Word(std::string_view word) const;
  std::string_view TextOf(uint32_t token) const;
  std::string_view TextFrom(uint32_t token, uint32_t end) const;
  bool IsActive(std::string_view keyword) const;
  bool IsLanguageKeyword(std::string_view word) const;
  bool MayBeginRef(T type) const { return IsActive(TokenName(type)) || IsLanguageKeyword(TokenName(type)); }
  bool TakeForName();
  bool RefAhead();
  T Ahead(bool skip_space);
  bool v1() const { return options_.version == ast::Version::kV1; }
  bool logic() const { return s_.keywords & (kKeywordAnd | kKeywordOr); }
  // Switches all future keywords on while `read` runs, and returns to where it began.
  template <typename Read>
  bool WithAllKeywords(Read read) {
    State kept = s_;
    std::vector<Entry> cache;
    cache.swap(cache_);
    s_.keywords = kKeywordsAll;
    const bool result = read();
    s_ = std::move(kept);
    cache.swap(cache_);
    return result;
  }

  // ---- errors ----
  void Error(uint32_t token, std::string message);
  void Illegal(std::string_view note = {});
  void Hint(std::string hint) { s_.hints.push_back(std::move(hint)); }

  const std::string_view text_;
  const LexerResult& lexed_;
  const ParseOptions& options_;
  const bool module_;
  State s_;
  bool not_bodies_ = false;
  uint64_t steps_ = 0;
  uint32_t depth_ = 0;
  // Terms that were read, by their first token, and the state behind them: as OPA's cache it holds at most one a
  // place, none behind the last one added.
  struct Entry {
    uint32_t at;
    Term term;
    State after;
  };
  std::vector<Entry> cache_;
};

}  // namespace reeve::syntax

#endif  // REEVE_LIB_SYNTAX_DIAGNOSIS_READER_H_
