// The lexer's class, private to lexer.cc (characters to tokens) and lexer_context.cc (what context decides).
#ifndef REEVE_LIB_SYNTAX_LEXER_STATE_H_
#define REEVE_LIB_SYNTAX_LEXER_STATE_H_

#include <cstddef>
#include <vector>

#include "syntax/lexer.h"

namespace reeve::syntax {

class Lexer {
 public:
  Lexer(Arena& arena, std::string_view text, const ParseOptions& options, bool module, LexerResult& out);
  void Run();

 private:
  using T = TokenType;
  static constexpr uint32_t kNoToken = UINT32_MAX;

  // An open bracket and what was seen directly inside it.
  struct Open {
    enum Kind : uint8_t { kTop, kBracket, kBracketRef, kParen, kCall, kBrace, kBody, kTemplate };
    Kind kind = kTop;
    char quote = 0;                // kTemplate: the quote its text ends with
    bool at_literal = true;        // the next token may start a literal
    bool not_single = false;       // an operator, comma or separator: what stands here is more than one term
    bool colon = false, comma = false;
    bool after_if = false;         // a `{` behind `if`: body or term?
    bool logic_operand = false;    // a `{` or `(` where `and` and `or` may have an operand
    bool operand_context = false;  // a `(` behind `and`, `or`, `not` or another such `(`
    bool saw_logic = false, saw_with = false, first_not = false;
    bool every = false;            // `every` waits for its body
    bool with_target = false;      // behind a `with` whose `as` did not come yet
    // The body of a comprehension, to tell `[a | b, c]` (an array) from `[a | b, c in d]`.
    bool decl = false, pending_comma = false, seen_in = false, violated = false;
    uint32_t token = kNoToken;     // the opening token
    uint32_t pipe = kNoToken;      // the first `|` behind a single first term
    uint32_t last_group = kNoToken;  // index of the ) of the last group directly inside
  };

  // lexer.cc
  void SkipBlanks();
  void SkipComment();
  void NextToken();
  void Word();
  void Number();
  void String();
  void RawString();
  void TemplateText();
  bool Island();
  void Dot();
  void Symbol(char c);
  bool Operator(char c);
  void Bad(uint32_t offset, std::string message, Code code = Code::kRegoParse);
  Token& Emit(T type, size_t end);
  void CountNonAscii(size_t begin, size_t end);
  uint32_t ColumnOf(size_t offset) const { return static_cast<uint32_t>(offset - line_start_ - line_extra_ + 1); }
  char At(size_t i) const { return i < text_.size() ? text_[i] : '\0'; }
  bool LegacyCall() const;

  // lexer_context.cc
  T Classify(std::string_view word, size_t end);
  T KeywordType(std::string_view word) const;
  bool KeywordStays(T type) const;
  void OpenBracket(T type, Open::Kind kind);
  void OpenBrace();
  void OpenParen(bool touching);
  void CloseBracket(T type);
  void Closed(Open open);
  void DecideClosed(T next, bool touching);
  void Retype(uint32_t token, T type) { tokens()[token].type = type; }
  void BeforeToken(T type);
  void TrackHead(T type);
  void TrackOpen(T type);
  void LiteralEnds(Open& open);
  void FinishImport();
  bool TouchesPrevious() const { return !tokens().empty() && tokens().back().end == at_; }
  bool SpacedHead() const { return module_ && head_single_ && opens_.size() == 1; }
  std::vector<Token>& tokens() { return out_.tokens; }
  const std::vector<Token>& tokens() const { return out_.tokens; }
  bool logic() const { return keywords_ & (kKeywordAnd | kKeywordOr); }

  Arena& arena_;
  std::string_view text_;
  const ParseOptions& options_;
  const bool module_;
  LexerResult& out_;

  size_t at_ = 0;
  size_t bad_at_ = SIZE_MAX;     // first NUL, stray byte order mark or malformed byte
  std::string bad_message_;
  uint32_t row_ = 1;
  size_t line_start_ = 0;
  size_t line_extra_ = 0;        // bytes on this line that are no code points of their own
  bool newline_ = false;         // since the last token
  bool stopped_ = false;

  uint32_t keywords_ = 0;
  T prev_ = T::kNone;
  bool term_end_ = false;
  bool body_closed_ = false;     // the last closing bracket ended the body of a rule or of `every`: no term
  std::vector<Open> opens_;
  Open closed_;                  // its opening token's type depends on the next token
  bool undecided_ = false;

  // Outside of all brackets: what the statement is so far.
  bool head_ = false;            // nothing but what can be a rule's head
  bool head_single_ = false;     // nothing but its first name
  bool else_ = false;            // an `else` whose `if` or body did not come yet
  bool bodiless_ = false;        // a package or import statement, or one that begins with `contains`: no rule
  bool contains_ = false;        // the word that is being read is `contains`, switched on
  bool importing_ = false;
  uint32_t import_token_ = 0;
};

}  // namespace reeve::syntax

#endif  // REEVE_LIB_SYNTAX_LEXER_STATE_H_
