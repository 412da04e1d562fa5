// Diagnosis of syntax errors. See antlr_errors.h.
//
// A message is OPA's "unexpected TOKEN token", and behind it what the grammar would have taken, with the many tokens
// that begin a term folded into one word. Tested by tests/syntax/errors_test.cc.
#include "syntax/antlr_errors.h"

#include <mutex>

#include "syntax/generated/RegoParser.h"

namespace reeve::syntax {
namespace {

using T = TokenType;

constexpr size_t kMostErrors = 10;
struct EnoughErrors {};

std::string Expected(const antlr4::misc::IntervalSet& set, bool newline) {
  auto has = [&](T type) { return set.contains(static_cast<ssize_t>(type)); };
  std::vector<std::string> words;
  if (has(T::kNumber) && has(T::kString)) {
    words.push_back("a term");
  } else if (has(T::kIdent)) {
    words.push_back("a name");
  }
  if (newline) words.push_back("\\n");
  for (T type : {T::kSemicolon, T::kComma, T::kColon, T::kAssign, T::kEq, T::kIn, T::kAs, T::kIf, T::kBraceBody,
                 T::kBracketEnd, T::kParenEnd, T::kBraceEnd}) {
    if (!has(type)) continue;
    if ((type == T::kBraceBody || type == T::kIf) && words.size() > 2) continue;
    words.emplace_back(TokenText(type));
  }
  if (words.empty() || words.size() > 5) return {};
  std::string text;
  for (size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += " or ";
    text += words[i];
  }
  return text;
}

std::string Unexpected(const Cursor& cursor, uint32_t index, const LexerResult& lexed, const std::string& expected) {
  const Token& token = cursor.tokens[index];
  if (token.type == T::kBad) return lexed.bad;
  std::string message = "unexpected " + std::string(TokenName(token.type));
  message += IsKeywordToken(token.type) ? " keyword" : " token";
  if (!expected.empty()) message += ": expected " + expected;
  return message;
}

class Listener : public antlr4::BaseErrorListener {
 public:
  Listener(const Cursor& cursor, const LexerResult& lexed, std::vector<SyntaxError>& errors)
      : cursor_(cursor), lexed_(lexed), errors_(errors) {}
  void syntaxError(antlr4::Recognizer*, antlr4::Token* token, size_t, size_t, const std::string& message,
                   std::exception_ptr) override {
    const uint32_t index = static_cast<uint32_t>(token->getTokenIndex());
    std::string expected = message.rfind("expected ", 0) == 0 ? message.substr(9) : "";
    errors_.push_back({index, Unexpected(cursor_, index, lexed_, expected)});
    if (errors_.size() >= kMostErrors || cursor_.tokens[index].type == T::kBad) throw EnoughErrors();
  }

 private:
  const Cursor& cursor_;
  const LexerResult& lexed_;
  std::vector<SyntaxError>& errors_;
};

// ANTLR's strategy with one form for all four kinds of report.
class Strategy : public antlr4::DefaultErrorStrategy {
 protected:
  void reportNoViableAlternative(antlr4::Parser* parser, const antlr4::NoViableAltException& e) override {
    Report(parser, e.getOffendingToken());
  }
  void reportInputMismatch(antlr4::Parser* parser, const antlr4::InputMismatchException& e) override {
    Report(parser, e.getOffendingToken());
  }
  void reportUnwantedToken(antlr4::Parser* parser) override {
    if (inErrorRecoveryMode(parser)) return;
    beginErrorCondition(parser);
    Report(parser, parser->getCurrentToken());
  }
  void reportMissingToken(antlr4::Parser* parser) override { reportUnwantedToken(parser); }

 private:
  void Report(antlr4::Parser* parser, antlr4::Token* token) {
    // Within a query, a newline separates literals as `;` does.
    antlr4::misc::IntervalSet set = getExpectedTokens(parser);
    bool newline =
        set.contains(static_cast<ssize_t>(T::kSemicolon)) && set.contains(static_cast<ssize_t>(T::kBraceEnd));
    std::string expected = Expected(set, newline);
    parser->notifyErrorListeners(token, expected.empty() ? "" : "expected " + expected, nullptr);
  }
};

std::mutex& DiagnosisLock() {
  static std::mutex lock;
  return lock;
}

}  // namespace

std::vector<SyntaxError> Diagnose(Cursor& cursor, std::string_view text, const LexerResult& lexed, bool module,
                                  uint32_t token) {
  std::vector<SyntaxError> errors;
  {
    std::lock_guard<std::mutex> guard(DiagnosisLock());
    cursor.index = 0;
    TokenArray stream(cursor, text);
    RegoParser parser(&stream);
    parser.Use(nullptr, &cursor);
    Listener listener(cursor, lexed, errors);
    parser.removeErrorListeners();
    parser.addErrorListener(&listener);
    parser.setErrorHandler(std::make_shared<Strategy>());
    try {
      if (module) {
        parser.module_();
      } else {
        parser.query_();
      }
    } catch (const EnoughErrors&) {
    } catch (const antlr4::RuntimeException&) {
    }
  }
  if (errors.empty()) errors.push_back({token, Unexpected(cursor, token, lexed, "")});
  return errors;
}

}  // namespace reeve::syntax
