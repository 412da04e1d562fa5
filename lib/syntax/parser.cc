// ParseModule and ParseQuery: guards, lexer, fast parser with builder; on failure diagnosis. See parser.h.
#include "syntax/parser.h"

#include <cstring>

#include "syntax/antlr_errors.h"
#include "syntax/builder.h"
#include "syntax/generated/RegoParser.h"
#include "syntax/lexer.h"
#include "syntax/opa_errors.h"

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
      : sources_(sources), index_(index), text_(sources[index].text), module_(module),
        lexed_(Lex(tree.arena(), text_, options, module)),
        cursor_{lexed_.tokens.data(), static_cast<uint32_t>(lexed_.tokens.size()), 0},
        builder_(tree, text_, index, options, lexed_, cursor_) {}

  // Runs `finish` on the builder once the text is read.
  template <typename R, typename Finish>
  Result<R> Run(Finish finish) {
    std::vector<Diagnostic> diagnostics;
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
      for (const BuildFailure& failure : builder_.errors()) Add(diagnostics, failure);
      if (diagnostics.empty()) return result;
    } catch (const SyntaxFailure& failure) {
      for (const SyntaxError& error : Diagnose(cursor_, text_, lexed_, module_, failure.token)) {
        AddSyntax(diagnostics, error, diagnostics.empty());
      }
    } catch (const BuildFailure& failure) {
      diagnostics.clear();
      if (failure.token == UINT32_MAX) {
        Add(diagnostics, failure);
      } else {
        AddSyntax(diagnostics, {failure.token, failure.message}, true);
      }
    }
    return Status(std::move(diagnostics));
  }

 private:
  void Add(std::vector<Diagnostic>& to, const BuildFailure& failure) const {
    to.push_back(MakeDiagnostic(sources_, failure.code, failure.location, failure.message, true));
  }
  void AddSyntax(std::vector<Diagnostic>& to, const SyntaxError& error, bool first) const {
    SyntaxError shown = first ? InOpasWords(cursor_, text_, module_, error) : error;
    const Token& token = cursor_.tokens[shown.token];
    const Location at{index_, token.row, token.column, token.offset, token.end};
    const Code code = token.type == TokenType::kBad ? lexed_.bad_code : Code::kRegoParse;
    to.push_back(MakeDiagnostic(sources_, code, at, shown.message, true));
  }

  const std::vector<Source>& sources_;
  const uint32_t index_;
  const std::string_view text_;
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
