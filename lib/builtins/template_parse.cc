// Trees of templates. See template.h. Texts of errors are Go's.
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "builtins/template.h"
#include "value/format.h"

namespace reeve::builtins {
namespace {

using Node = TemplateNode;

std::string Quote(std::string_view text) {
  std::string quoted;
  value::AppendQuoted(text, quoted);
  return quoted;
}

std::string Shown(const Token& token) {
  if (token.type == TokenType::kEof) return "EOF";
  if (token.type == TokenType::kError) return std::string(token.text);
  if (token.type >= TokenType::kBlock) return "<" + std::string(token.text) + ">";
  if (token.text.size() <= 10) return Quote(token.text);
  size_t end = 0;
  for (int i = 0; i < 10 && end < token.text.size(); ++i) end += utf8::Decode(token.text, end).size;
  return Quote(token.text.substr(0, end)) + "...";
}

int HexDigit(char c) {
  return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

// What a string or character of Go's syntax says; false where it is none.
bool Unquote(std::string_view quoted, std::string* out) {
  char quote = quoted[0];
  std::string_view text = quoted.substr(1, quoted.size() - 2);
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (quote == '`') {
      if (c != '\r') *out += c;
      continue;
    }
    if (c != '\\') {
      *out += c;
      continue;
    }
    if (++i >= text.size()) return false;
    constexpr std::string_view kEscapes = "abfnrtv\\", kMeanings = "\a\b\f\n\r\t\v\\";
    c = text[i];
    size_t simple = kEscapes.find(c);
    size_t digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : c >= '0' && c <= '7' ? 3 : 0;
    if (simple != std::string_view::npos) {
      *out += kMeanings[simple];
    } else if (c == quote) {
      *out += c;
    } else if (digits > 0) {
      bool octal = digits == 3;
      size_t begin = octal ? i : i + 1;
      if (begin + digits > text.size()) return false;
      uint32_t value = 0;
      for (char d : text.substr(begin, digits)) {
        int digit = HexDigit(d);
        if (digit < 0 || (octal && digit > 7)) return false;
        value = value * (octal ? 8 : 16) + static_cast<uint32_t>(digit);
      }
      i = begin + digits - 1;
      if (digits <= 3) {
        if (value > 255) return false;
        *out += static_cast<char>(value);
      } else {
        if (value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) return false;
        utf8::Append(value, *out);
      }
    } else {
      return false;
    }
  }
  return true;
}

// Whether underscores stand between digits, or behind a prefix, only.
bool GoodUnderscores(std::string_view text, bool prefixed) {
  char before = prefixed ? '0' : '\0';
  for (char c : text) {
    if (c == '_' && before != '0') return false;
    before = c == '_' ? '_' : HexDigit(c) >= 0 ? '0' : '.';
  }
  return before != '_';
}

class Parser {
 public:
  Parser(CallContext& call, std::string_view text, TemplateSet* set) : call_(call), text_(text), set_(*set), lexer_(call, text) {}

  bool Run() {
    std::string_view name = "template";
    Node* root = New(Node::kList, 0);
    Node** last = &root->first;
    while (Peek().type != TokenType::kEof) {
      if (Peek().type == TokenType::kLeftDelimiter) {
        Token delimiter = Take();
        if (TakeWord().type == TokenType::kDefine) {
          if (!Definition()) return false;
          continue;
        }
        BackUp(delimiter);
      }
      Node* node = TextOrAction();
      if (node == nullptr) return false;
      if (IsEnd(*node)) return Fail("unexpected " + Name(*node));
      Append(&last, node);
    }
    return Define(name, root);
  }
  const std::string& error() const { return error_; }

 private:
  // Three tokens of look-ahead, the next one last.
  Token Take() {
    if (ahead_ > 0) {
      --ahead_;
    } else {
      tokens_[0] = lexer_.Next();
    }
    return tokens_[ahead_];
  }
  Token Peek() {
    if (ahead_ == 0) {
      tokens_[0] = lexer_.Next();
      ahead_ = 1;
    }
    return tokens_[ahead_ - 1];
  }
  Token TakeWord() {
    Token token = Take();
    while (token.type == TokenType::kSpace) token = Take();
    return token;
  }
  Token PeekWord() {
    Token token = TakeWord();
    ++ahead_;
    return token;
  }
  void BackUp(const Token& before) {
    tokens_[1] = before;
    ahead_ = 2;
  }
  void BackUp(const Token& first, const Token& second) {
    tokens_[1] = second;
    tokens_[2] = first;
    ahead_ = 3;
  }

  bool Fail(const std::string& text) {
    if (error_.empty()) error_ = "template: template:" + std::to_string(tokens_[0].line) + ": " + text;
    return false;
  }
  Node* Null(const std::string& text) {
    Fail(text);
    return nullptr;
  }
  Node* Unexpected(const Token& token, std::string_view context) {
    if (token.type != TokenType::kError) return Null("unexpected " + Shown(token) + " in " + std::string(context));
    std::string extra;
    if (action_line_ != 0 && action_line_ != token.line) {
      extra = (token.text.ends_with(" action") ? " started at template:" : " in action started at template:") + std::to_string(action_line_);
    }
    return Null(Shown(token) + extra);
  }
  bool Expect(TokenType type, std::string_view context) {
    Token token = TakeWord();
    return token.type == type || Unexpected(token, context) != nullptr;
  }

  Node* New(Node::Type type, size_t position) {
    Node* node = call_.arena.New<Node>();
    node->type = type;
    node->position = position;
    return node;
  }
  Node* New(Node::Type type, const Token& token) {
    Node* node = New(type, token.position);
    node->source = node->text = token.text;
    return node;
  }
  // The text from there to a token, without spaces at the end and the marker of a delimiter that trims.
  std::string_view Source(size_t begin, const Token& end) const {
    std::string_view source = text_.substr(begin, end.position > begin ? end.position - begin : 0);
    constexpr std::string_view kSpaces = " \t\r\n";
    bool trims = end.type == TokenType::kRightDelimiter && source.size() > 1 && source.back() == '-' &&
                 kSpaces.find(source[source.size() - 2]) != std::string_view::npos;
    if (trims) source.remove_suffix(1);
    return source.substr(0, source.find_last_not_of(kSpaces) + 1);
  }
  static void Append(Node*** last, Node* node) {
    **last = node;
    *last = &node->next;
  }
  static bool IsEnd(const Node& node) { return node.type == Node::kEnd || node.type == Node::kElse; }
  static std::string Name(const Node& node) { return node.type == Node::kEnd ? "{{end}}" : "{{else}}"; }

  static bool IsEmpty(const Node& node) {
    if (node.type == Node::kText) return node.text.find_first_not_of(" \t\r\n\v\f") == std::string_view::npos;
    if (node.type != Node::kList) return false;
    for (const Node* child = node.first; child != nullptr; child = child->next) {
      if (!IsEmpty(*child)) return false;
    }
    return true;
  }
  bool Define(std::string_view name, const Node* root) {
    auto [known, added] = set_.roots.try_emplace(name, root);
    if (added) return true;
    if (IsEmpty(*known->second)) return known->second = root, true;
    return IsEmpty(*root) || Fail("template: multiple definition of template " + Quote(name));
  }

  // The body of a template within this one; its variables are its own.
  bool Body(std::string_view name, std::string_view context) {
    std::vector<std::string_view> outer = std::exchange(variables_, {"$"});
    size_t ranges = std::exchange(ranges_, 0);
    Node* end;
    Node* root = ItemList(&end);
    if (root == nullptr) return false;
    if (end->type != Node::kEnd) return Fail("unexpected " + Name(*end) + " in " + std::string(context));
    variables_ = std::move(outer);
    ranges_ = ranges;
    return Define(name, root);
  }
  bool TemplateName(const Token& token, std::string_view context, std::string_view* name) {
    if (token.type != TokenType::kString && token.type != TokenType::kRawString) return Unexpected(token, context) != nullptr;
    std::string text;
    if (!Unquote(token.text, &text)) return Fail("invalid syntax");
    *name = call_.arena.CopyText(text);
    return true;
  }
  bool Definition() {
    std::string_view name;
    return TemplateName(TakeWord(), "define clause", &name) && Expect(TokenType::kRightDelimiter, "define clause") &&
           Body(name, "define clause");
  }

  Node* ItemList(Node** end) {
    if (depth_ >= kMaxTemplateDepth) return Null("nested too deep");
    ++depth_;
    Node* list = New(Node::kList, PeekWord().position);
    Node** last = &list->first;
    while (PeekWord().type != TokenType::kEof) {
      Node* node = TextOrAction();
      if (node == nullptr) return nullptr;
      if (IsEnd(*node)) {
        *end = node;
        --depth_;
        return list;
      }
      Append(&last, node);
    }
    return Null("unexpected EOF");
  }
  Node* TextOrAction() {
    Token token = TakeWord();
    if (token.type == TokenType::kText) return New(Node::kText, token);
    if (token.type != TokenType::kLeftDelimiter) return Unexpected(token, "input");
    action_line_ = token.line;
    Node* node = Action();
    action_line_ = 0;
    return node;
  }
  Node* Action() {
    Token token = TakeWord();
    switch (token.type) {
      case TokenType::kBlock: return Block();
      case TokenType::kBreak: return Leave(Node::kBreak, token, "{{break}}");
      case TokenType::kContinue: return Leave(Node::kContinue, token, "{{continue}}");
      case TokenType::kElse: return Else();
      case TokenType::kEnd: return Expect(TokenType::kRightDelimiter, "end") ? New(Node::kEnd, token) : nullptr;
      case TokenType::kIf: return Control(Node::kIf, token);
      case TokenType::kRange: return Control(Node::kRange, token);
      case TokenType::kTemplate: return TemplateCall();
      case TokenType::kWith: return Control(Node::kWith, token);
      default: break;
    }
    ++ahead_;
    Node* node = New(Node::kAction, Peek().position);
    node->pipe = Pipeline("command", TokenType::kRightDelimiter);
    return node->pipe == nullptr ? nullptr : node;
  }
  Node* Leave(Node::Type type, const Token& at, std::string_view name) {
    Token token = TakeWord();
    if (token.type != TokenType::kRightDelimiter) return Unexpected(token, name);
    if (ranges_ == 0) return Null(std::string(name) + " outside {{range}}");
    return New(type, at);
  }
  Node* Else() {
    Token token = PeekWord();
    bool chained = token.type == TokenType::kIf || token.type == TokenType::kWith;
    return chained || Expect(TokenType::kRightDelimiter, "else") ? New(Node::kElse, token) : nullptr;
  }
  Node* Block() {
    Token token = TakeWord();
    Node* node = New(Node::kTemplate, token);
    if (!TemplateName(token, "block clause", &node->text)) return nullptr;
    node->pipe = Pipeline("block clause", TokenType::kRightDelimiter);
    return node->pipe != nullptr && Body(node->text, "block clause") ? node : nullptr;
  }
  Node* TemplateCall() {
    Token token = TakeWord();
    Node* node = New(Node::kTemplate, token);
    if (!TemplateName(token, "template clause", &node->text)) return nullptr;
    if (TakeWord().type == TokenType::kRightDelimiter) return node;
    ++ahead_;
    node->pipe = Pipeline("template clause", TokenType::kRightDelimiter);
    return node->pipe == nullptr ? nullptr : node;
  }
  Node* Control(Node::Type type, const Token& token) {
    if (depth_ >= kMaxTemplateDepth) return Null("nested too deep");
    ++depth_;
    size_t variables = variables_.size();
    Node* node = ControlParts(type, token);
    if (node != nullptr) variables_.resize(variables);
    --depth_;
    return node;
  }
  Node* ControlParts(Node::Type type, const Token& token) {
    std::string_view name = type == Node::kIf ? "if" : type == Node::kWith ? "with" : "range";
    TokenType again = type == Node::kIf ? TokenType::kIf : TokenType::kWith;
    Node* node = New(type, token);
    Node* end;
    node->pipe = Pipeline(name, TokenType::kRightDelimiter);
    if (node->pipe == nullptr) return nullptr;
    node->position = node->pipe->position;
    ranges_ += type == Node::kRange ? 1 : 0;
    node->list = ItemList(&end);
    ranges_ -= type == Node::kRange ? 1 : 0;
    if (node->list == nullptr) return nullptr;
    if (end->type == Node::kEnd) return node;
    if (type != Node::kRange && Peek().type == again) {  // the end of what follows ends this too
      Token inner = Take();
      node->else_list = New(Node::kList, inner);
      node->else_list->first = Control(type, inner);
      return node->else_list->first == nullptr ? nullptr : node;
    }
    node->else_list = ItemList(&end);
    if (node->else_list == nullptr) return nullptr;
    return end->type == Node::kEnd ? node : Null("expected end; found " + Name(*end));
  }

  // $x := or $x = in front of a pipeline; $i, $x := of a range.
  bool Declarations(Node* pipe, std::string_view context) {
    Node** last = &pipe->declared;
    for (size_t count = 1;; ++count) {
      Token variable = PeekWord();
      if (variable.type != TokenType::kVariable) return true;
      Take();
      Token after = Peek(), next = PeekWord();
      bool comma = next.type == TokenType::kChar && next.text == ",";
      if (next.type != TokenType::kAssign && next.type != TokenType::kDeclare && !comma) {
        if (after.type == TokenType::kSpace) {
          BackUp(variable, after);
        } else {
          BackUp(variable);
        }
        return true;
      }
      TakeWord();
      if (!comma) pipe->assigns = next.type == TokenType::kAssign;
      Append(&last, New(Node::kVariable, variable));
      variables_.push_back(variable.text);
      if (!comma) return true;
      if (context != "range" || count >= 2) return Fail("too many declarations in " + std::string(context));
      TokenType type = PeekWord().type;
      if (type != TokenType::kVariable && type != TokenType::kRightDelimiter && type != TokenType::kRightParen) {
        return Fail("range can only initialize variables");
      }
    }
  }
  Node* Pipeline(std::string_view context, TokenType end) {
    size_t begin = PeekWord().position;
    Node* pipe = New(Node::kPipe, begin);
    if (!Declarations(pipe, context)) return nullptr;
    Node** last = &pipe->first;
    for (size_t stage = 1;; ++stage) {
      Token token = TakeWord();
      if (token.type == end) {
        pipe->source = Source(begin, token);
        return CheckPipeline(*pipe, context) ? pipe : nullptr;
      }
      if (!StartsOperand(token.type)) return Unexpected(token, context);
      ++ahead_;
      Node* command = Command();
      if (command == nullptr) return nullptr;
      Append(&last, command);
    }
  }
  static bool StartsOperand(TokenType type) {
    switch (type) {
      case TokenType::kBool: case TokenType::kCharConstant: case TokenType::kDot: case TokenType::kField: case TokenType::kIdentifier:
      case TokenType::kNumber: case TokenType::kNil: case TokenType::kRawString: case TokenType::kString: case TokenType::kVariable:
      case TokenType::kLeftParen: return true;
      default: return false;
    }
  }
  bool CheckPipeline(const Node& pipe, std::string_view context) {
    if (pipe.first == nullptr) return Fail("missing value for " + std::string(context));
    size_t stage = 2;
    for (const Node* command = pipe.first->next; command != nullptr; command = command->next, ++stage) {
      switch (command->first->type) {
        case Node::kBool: case Node::kDot: case Node::kNil: case Node::kInteger: case Node::kTooLarge: case Node::kFloat: case Node::kString:
          return Fail("non executable command in pipeline stage " + std::to_string(stage));
        default: break;
      }
    }
    return true;
  }

  // Operands up to a pipe, which is taken, or a right delimiter or paren, which is not.
  Node* Command() {
    Node* command = New(Node::kCommand, PeekWord().position);
    Node** last = &command->first;
    while (true) {
      PeekWord();
      Node* operand = nullptr;
      if (!Operand(&operand)) return nullptr;
      if (operand != nullptr) Append(&last, operand);
      Token token = Take();
      if (token.type == TokenType::kSpace) continue;
      if (token.type == TokenType::kRightDelimiter || token.type == TokenType::kRightParen) {
        ++ahead_;
      } else if (token.type != TokenType::kPipe) {
        return Unexpected(token, "operand");
      }
      command->source = Source(command->position, token);
      return command->first == nullptr ? Null("empty command") : command;
    }
  }
  // *out stays null where no operand stands.
  bool Operand(Node** out) {
    Node* term = nullptr;
    if (!Term(&term) || term == nullptr) return error_.empty();
    *out = term;
    if (Peek().type != TokenType::kField) return true;
    size_t begin = term->position, fields = Peek().position;
    size_t end = fields;
    while (Peek().type == TokenType::kField) {
      Token field = Take();
      end = field.position + field.text.size();
    }
    switch (term->type) {
      case Node::kField: case Node::kVariable:
        term->source = term->text = text_.substr(begin, end - begin);
        term->position = fields;
        return true;
      case Node::kPipe: case Node::kIdentifier: break;
      default: return Fail("unexpected . after term " + Quote(term->source));
    }
    Node* chain = *out = New(Node::kChain, fields);
    chain->first = term;
    chain->text = text_.substr(fields, end - fields);
    chain->source = text_.substr(begin, end - begin);
    return true;
  }
  bool Term(Node** out) {
    Token token = TakeWord();
    switch (token.type) {
      case TokenType::kIdentifier:
        if (FindTemplateFunction(token.text) == nullptr) return Fail("function " + Quote(token.text) + " not defined");
        *out = New(Node::kIdentifier, token);
        return true;
      case TokenType::kDot: *out = New(Node::kDot, token); return true;
      case TokenType::kNil: *out = New(Node::kNil, token); return true;
      case TokenType::kField: *out = New(Node::kField, token); return true;
      case TokenType::kBool:
        *out = New(Node::kBool, token);
        (*out)->truth = token.text == "true";
        return true;
      case TokenType::kVariable: {
        call_.budget.Charge(variables_.size() / 16);
        *out = New(Node::kVariable, token);
        for (std::string_view known : variables_) {
          if (known == token.text) return true;
        }
        return Fail("undefined variable " + Quote(token.text));
      }
      case TokenType::kCharConstant: case TokenType::kNumber: return Number(token, *out = New(Node::kInteger, token));
      case TokenType::kString: case TokenType::kRawString: {
        std::string text;
        if (!Unquote(token.text, &text)) return Fail("invalid syntax");
        *out = New(Node::kString, token);
        (*out)->text = call_.arena.CopyText(text);
        return true;
      }
      case TokenType::kLeftParen: {
        if (depth_ >= kMaxTemplateDepth) return Fail("max expression depth exceeded");
        ++depth_;
        *out = Pipeline("parenthesized pipeline", TokenType::kRightParen);
        --depth_;
        return *out != nullptr;
      }
      default: ++ahead_; return true;
    }
  }

  bool Number(const Token& token, Node* node) {
    std::string text(token.text);
    if (text[0] == '\'') {
      std::string character;
      bool one = Unquote(text, &character) && !character.empty();
      utf8::CodePoint c = one ? utf8::Decode(character, 0) : utf8::CodePoint{0, 0};
      bool byte = text.size() > 2 && text[1] == '\\' && (text[2] == 'x' || (text[2] >= '0' && text[2] <= '7'));
      if (!one || (byte ? character.size() != 1 : c.size != character.size())) return Fail("malformed character constant: " + text);
      node->integer = byte ? static_cast<unsigned char>(character[0]) : c.value;
      return true;
    }
    if (text.back() == 'i') return Fail("complex numbers are not supported: " + text);
    if (ReadInteger(text, node)) return true;
    std::string digits = text, unsigned_text = text.substr(text[0] == '+' || text[0] == '-' ? 1 : 0);
    bool hex = unsigned_text.starts_with("0x") || unsigned_text.starts_with("0X");
    std::erase(digits, '_');
    char* end = nullptr;
    node->real = std::strtod(digits.c_str(), &end);
    bool whole = end == digits.c_str() + digits.size() && GoodUnderscores(unsigned_text.substr(hex ? 2 : 0), hex);
    bool complete = !hex || text.find_first_of("pP") != std::string::npos;
    if (!whole || !complete || std::isinf(node->real)) return Fail("illegal number syntax: " + Quote(text));
    if (text.find_first_of(".eEpP") == std::string::npos) return Fail("integer overflow: " + Quote(text));
    node->type = Node::kFloat;
    return true;
  }
  // 12, -0x1F, 0b1, 017, 1_000: whether the text is an integer of 64 bits; kTooLarge if only without a sign.
  static bool ReadInteger(std::string_view text, Node* node) {
    bool negative = text[0] == '-', sign = negative || text[0] == '+';
    std::string_view rest = text.substr(sign ? 1 : 0);
    int base = 10;
    if (rest.size() > 1 && rest[0] == '0') {
      char c = rest[1];
      base = c == 'x' || c == 'X' ? 16 : c == 'b' || c == 'B' ? 2 : 8;
      rest.remove_prefix(c == 'x' || c == 'X' || c == 'b' || c == 'B' || c == 'o' || c == 'O' ? 2 : 1);
    }
    std::string digits(rest);
    if (!GoodUnderscores(rest, base != 10)) return false;
    std::erase(digits, '_');
    uint64_t n = 0;
    auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), n, base);
    if (failure != std::errc() || end != digits.data() + digits.size()) return false;
    uint64_t limit = uint64_t{1} << 63;
    if (n > (negative ? limit : limit - 1)) {
      if (sign) return false;
      node->type = Node::kTooLarge;
    }
    node->integer = negative ? static_cast<int64_t>(uint64_t{0} - n) : static_cast<int64_t>(n);
    return true;
  }

  CallContext& call_;
  std::string_view text_;
  TemplateSet& set_;
  TemplateLexer lexer_;
  Token tokens_[3];
  size_t ahead_ = 0;
  std::vector<std::string_view> variables_ = {"$"};
  size_t action_line_ = 0, ranges_ = 0, depth_ = 0;
  std::string error_;
};

}  // namespace

bool ParseTemplate(CallContext& call, std::string_view text, TemplateSet* out, std::string* error) {
  out->text = text;
  Parser parser(call, text, out);
  bool ok = parser.Run();
  *error = parser.error();
  return ok;
}

}  // namespace reeve::builtins
