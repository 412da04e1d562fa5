// Templates as Go's text/template has them, for strings.render_template.
//
//     TemplateSet set;
//     bool parsed = ParseTemplate(call, "{{range .hosts}}{{.name}} {{end}}", &set, &error);   // false: error says why
//     bool ran = RunTemplate(call, set, variables, &out, &error);
//
// template_lex.cc makes tokens of the text, template_parse.cc trees of the tokens, template_run.cc walks them, and
// template_functions.cc has the functions a template may call. OPA hands numbers over as texts (json.Number): a template
// sees them as texts that it cannot count with, so that {{if .n}} holds for 0 too, and {{eq .n "1"}} but not {{eq .n 1}} compares.
// Trees live in the evaluation's arena. Nesting is limited by kMaxTemplateDepth, work by the budget. Left out: complex
// numbers. Tested by tests/builtins/cases/templates.jsonl.
#ifndef REEVE_LIB_BUILTINS_TEMPLATE_H_
#define REEVE_LIB_BUILTINS_TEMPLATE_H_

#include <absl/container/flat_hash_map.h>

#include <string>
#include <string_view>

#include "builtins/text_builder.h"

namespace reeve::builtins {

// Levels of actions and parentheses in a template's text, and of templates that run templates.
constexpr size_t kMaxTemplateDepth = 500;

enum class TokenType : uint8_t {
  kError, kBool, kChar, kCharConstant, kAssign, kDeclare, kEof, kField, kIdentifier, kLeftDelimiter, kLeftParen, kNumber, kPipe,
  kRawString, kRightDelimiter, kRightParen, kSpace, kString, kText, kVariable,
  // Keywords.
  kBlock, kBreak, kContinue, kDot, kDefine, kElse, kEnd, kIf, kRange, kNil, kTemplate, kWith
};

struct Token {
  TokenType type = TokenType::kEof;
  size_t position = 0;
  std::string_view text;  // of kError what is wrong
  size_t line = 1;
};

class TemplateLexer {
 public:
  TemplateLexer(CallContext& call, std::string_view text) : call_(call), text_(text) {}
  Token Next();

 private:
  Token Emit(TokenType type);
  Token Fail(const std::string& why);
  Token Text();
  Token Comment();
  Token LeftDelimiter();
  Token RightDelimiter();
  Token InsideAction();
  Token Space();
  Token Identifier();
  Token FieldOrVariable(TokenType type);
  Token Quoted(char quote, TokenType type, std::string_view what);
  Token Number();
  bool ScanNumber();
  bool AtRightDelimiter(bool* trims) const;
  bool AtTerminator() const;
  bool AtAlphanumeric() const;
  void SkipAlphanumerics();
  void TrimLeft();
  std::string BadCharacter(std::string_view what) const;

  CallContext& call_;
  std::string_view text_;
  size_t at_ = 0, start_ = 0;
  size_t line_at_ = 0, line_ = 1;  // lines are counted up to line_at_
  size_t parens_ = 0;
  bool inside_ = false, failed_ = false;
};

struct TemplateNode {
  enum Type : uint8_t {
    kText, kAction, kIf, kWith, kRange, kTemplate, kBreak, kContinue, kList, kEnd, kElse,
    kPipe, kCommand, kField, kVariable, kDot, kNil, kBool, kInteger, kTooLarge, kFloat, kString, kIdentifier, kChain
  };
  Type type = kText;
  bool assigns = false;              // kPipe: = rather than :=
  bool truth = false;                // kBool
  size_t position = 0;
  std::string_view source;           // as written
  std::string_view text;             // text, name, ".a.b" of a field, "$x.a" of a variable, what a string says
  TemplateNode* next = nullptr;      // beside it
  TemplateNode* first = nullptr;     // of a list, commands of a pipe, words of a command; what a chain starts from
  TemplateNode* declared = nullptr;  // kPipe: variables
  TemplateNode* pipe = nullptr;      // of an action or a control
  TemplateNode* list = nullptr;
  TemplateNode* else_list = nullptr;
  int64_t integer = 0;
  double real = 0;
};

struct TemplateSet {
  std::string_view text;
  absl::flat_hash_map<std::string_view, const TemplateNode*> roots;  // "template" is the one to run
};

// False: *error says why.
bool ParseTemplate(CallContext& call, std::string_view text, TemplateSet* out, std::string* error);
bool RunTemplate(CallContext& call, const TemplateSet& set, Value variables, TextBuilder* out, std::string* error);

// What a Go program would see. Lists and maps are values of Rego's.
struct TemplateValue {
  // kNone: no value at all, as that of a missing key; kNull: JSON's null.
  enum Kind : uint8_t { kNone, kNull, kBool, kInteger, kByte, kFloat, kString, kNumber, kList, kMap };
  Kind kind = kNone;
  bool boxed = false;     // just taken out of a list or a map: its type is Go's any
  bool truth = false;
  int64_t integer = 0;
  double real = 0;
  std::string_view text;  // of kString and kNumber
  Value value;            // of kList and kMap

  bool nothing() const { return kind == kNone || kind == kNull; }
};
TemplateValue FromRego(Arena& arena, const Value& v);
bool IsTrue(const TemplateValue& v);
std::string_view GoTypeName(const TemplateValue& v);
// As fmt.Sprint writes one operand.
void PrintTemplateValue(const TemplateValue& v, TextBuilder* out);

struct TemplateFunction {
  std::string_view name;
  size_t least, most;      // operands
  bool text_first;         // the first operand must be a string
};
// Null: there is no function of that name.
const TemplateFunction* FindTemplateFunction(std::string_view name);
// Calls any of them but and, or. False: *error says why.
bool CallTemplateFunction(CallContext& call, std::string_view name, std::span<const TemplateValue> operands, TemplateValue* result,
                          std::string* error);

}  // namespace reeve::builtins

#endif  // REEVE_LIB_BUILTINS_TEMPLATE_H_
