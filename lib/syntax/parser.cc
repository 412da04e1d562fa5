// ParseModule and ParseQuery: guards, lexer, fast parser with builder; on failure diagnosis. See parser.h.
#include "syntax/parser.h"

#include <cstring>

#include "syntax/builder.h"
#include "syntax/diagnosis.h"
#include "syntax/generated/RegoParser.h"
#include "syntax/lexer.h"

namespace reeve::syntax {
namespace {

// Texts beyond the limits are refused before anything looks at them.
Status CheckSize(const std::vector<Source>& sources, uint32_t index, const ParseOptions& options) {
  const std::string& text = sources[index].text;
  if (text.size() > options.max_bytes || text.size() > UINT32_MAX / 2) {
    return Status({MakeDiagnostic(sources, Code::kSizeLimit, Location{index, 1, 1, 0, 0}, "text is too long")});
  }
  if (text.size() <= options.max_line_bytes) return {};
  size_t begin = 0;
  for (uint32_t row = 1; begin < text.size(); ++row) {
    const void* found = std::memchr(text.data() + begin, '\n', text.size() - begin);
    size_t end = found ? static_cast<const char*>(found) - text.data() : text.size();
    if (end - begin > options.max_line_bytes) {
      Location at{index, row, 1, static_cast<uint32_t>(begin), static_cast<uint32_t>(begin)};
      return Status({MakeDiagnostic(sources, Code::kSizeLimit, at, "line is too long")});
    }
    begin = end + 1;
  }
  return {};
}

// One parse of one text: owns what lexer, parser and builder share.
class Parse {
 public:
  Parse(ast::Tree& tree, const std::vector<Source>& sources, uint32_t index, const ParseOptions& options, bool module)
      : sources_(sources), index_(index), text_(sources[index].text), options_(options), module_(module),
        lexed_(Lex(tree.arena(), text_, options, module)),
        cursor_{lexed_.tokens.data(), static_cast<uint32_t>(lexed_.tokens.size()), 0},
        builder_(tree, text_, index, options, lexed_, cursor_) {}

  // Runs `finish` on the builder once the text is read.
  template <typename R, typename Finish>
  Result<R> Run(Finish finish) {
    try {
      TokenArray stream(cursor_, text_);
      RegoParser parser(&stream);
      parser.Use(&builder_, &cursor_);
      if (module_) {
        parser.module_();
      } else {
        parser.query_();
      }
      R result = finish(builder_);
      if (builder_.errors().empty()) return result;
      return Refused(builder_.errors(), UINT32_MAX);
    } catch (const SyntaxFailure& failure) {
      const Token& token = cursor_.tokens[failure.token];
      std::string message = token.type == TokenType::kBad ? lexed_.bad : UnexpectedToken(token.type, "");
      return Refused({{At(failure.token), std::move(message), CodeOf(token)}}, UINT32_MAX);
    } catch (const BuildFailure& failure) {
      return Refused({failure}, failure.ends_statement ? failure.location.offset : UINT32_MAX);
    }
  }

 private:
  Location At(uint32_t index) const {
    const Token& token = cursor_.tokens[index];
    return {index_, token.row, token.column, token.offset, token.end};
  }
  Code CodeOf(const Token& token) const { return token.type == TokenType::kBad ? lexed_.bad_code : Code::kRegoParse; }

  // What OPA's parser says of the text comes first. What was found here stands if OPA's parser says nothing, or if it
  // would not have come behind `stop`.
  Status Refused(const std::vector<BuildFailure>& found, uint32_t stop) const {
    std::vector<Diagnostic> diagnostics;
    auto add = [&](Code code, const Location& at, const std::string& message) {
      diagnostics.push_back(MakeDiagnostic(sources_, code, at, message, true));
    };
    std::vector<SyntaxError> errors;
    if (found[0].code == Code::kRegoParse) errors = Diagnose(text_, lexed_, options_, module_);
    if (errors.empty() || cursor_.tokens[errors[0].token].offset > stop) {
      for (const BuildFailure& failure : found) add(failure.code, failure.location, failure.message);
    } else {
      for (const SyntaxError& error : errors) add(CodeOf(cursor_.tokens[error.token]), At(error.token), error.message);
    }
    return Status(std::move(diagnostics));
  }

  const std::vector<Source>& sources_;
  const uint32_t index_;
  const std::string_view text_;
  const ParseOptions& options_;
  const bool module_;
  const LexerResult lexed_;
  Cursor cursor_;
  Builder builder_;
};

}  // namespace

Result<ast::Module*> ParseModule(ast::Tree& tree, const std::vector<Source>& sources, uint32_t index,
                                 const ParseOptions& options) {
  if (Status size = CheckSize(sources, index, options); !size.ok()) return size;
  Parse parse(tree, sources, index, options, true);
  return parse.Run<ast::Module*>([](Builder& builder) { return builder.FinishModule(); });
}

Result<ast::Body> ParseQuery(ast::Tree& tree, const std::vector<Source>& sources, uint32_t index,
                             const ParseOptions& options) {
  if (Status size = CheckSize(sources, index, options); !size.ok()) return size;
  Parse parse(tree, sources, index, options, false);
  return parse.Run<ast::Body>([](Builder& builder) { return builder.FinishQuery(); });
}

}  // namespace reeve::syntax
