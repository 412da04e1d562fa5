// Statements of a module: rules with bodies, their else branches and further bodies, default rules; the finished
// module.
#include <algorithm>

#include "syntax/builder.h"
#include "value/format.h"

namespace reeve::syntax {

using ast::Expr;
using ast::ExprKind;
using ast::Rule;
using ast::Term;
using ast::TermKind;

Builder::Builder(ast::Tree& tree, std::string_view text, uint32_t source, const ParseOptions& options,
                 const LexerResult& lexed, const Cursor& cursor)
    : tree_(tree), text_(text), source_(source), options_(options), lexed_(lexed), cursor_(cursor) {
  module_ = tree_.NewModule();
  module_->source = source;
  module_->version = options.version;
  if (lexed.v1_import) module_->version = ast::Version::kV1;
  terms_.reserve(64);
  exprs_.reserve(64);
  operators_.reserve(16);
  operands_.reserve(16);
}

void Builder::BeginStatement(uint32_t token) {
  if (statements_++ == 0) Note(At(cursor_.tokens[token]), "package expected");
}

Expr* Builder::TrueExpr(const Location& at) {
  Expr* expr = tree_.NewExpr(ExprKind::kTerm, at);
  expr->generated = true;
  Term* value = New(TermKind::kBoolean, at);
  value->boolean = true;
  expr->terms.push_back(value);
  return expr;
}

// The literals in front of the statement's tail, if it has one.
void Builder::Head(const Mark& m) {
  statement_ = Statement();
  uint32_t height = 0;
  statement_.literals = TakeBody(m.exprs, &height);
  if_ = else_literal_ = false;
  // OPA refuses an operator that touches the first name, before it looks whether this is a rule.
  if (cursor_.tokens[m.token].type == T::kIdent) {
    const Token& next = cursor_.tokens[m.token + 1];
    const bool infix = next.type >= T::kEqual && next.type <= T::kBar && next.type != T::kAssign && next.type != T::kEq;
    if (infix && next.offset == cursor_.tokens[m.token].end) UnexpectedToken(m.token + 1, "");
  }
}

void Builder::DefaultHead(const Mark& m) {
  statement_ = Statement();
  if_ = else_literal_ = false;
  const Token& name = cursor_.tokens[m.token + 1];
  if (name.type != T::kIdent) UnexpectedToken(m.token, "");
  const T next = cursor_.tokens[m.token + 2].type;
  const bool keyword = TextOf(name) == "contains" && (lexed_.keywords & kKeywordContains);
  if (keyword && next != T::kDot && next != T::kBracketRef) {
    Fail(At(name), "contains keyword cannot be used for rule name");
  }
}

// `contains` behind a head.
void Builder::ContainsKey() {
  statement_.key = Pop().term;
  if (statement_.literals.empty()) return;
  ast::Head head;
  Expr& literal = *statement_.literals[0];
  if (HeadOf(literal, &head) && head.has_args) {
    // The keyword stands behind the head.
    uint32_t token = cursor_.index - 1;
    while (token > 0 && cursor_.tokens[token].offset > literal.location.end) --token;
    while (token + 1 < cursor_.size && cursor_.tokens[token].type != T::kContains) ++token;
    ast::Term ref = *head.ref;
    UnexpectedToken(token, "the contains keyword can only be used with multi-value rule definitions (e.g., " +
                               ast::Print(ref) + " contains <VALUE> { ... })");
  }
}

void Builder::AddRule(Rule* rule) {
  module_->rules.push_back(rule);
  for (Rule* r = rule; r != nullptr; r = r->otherwise) r->module = module_;
}

void Builder::FirstBody(const Mark& m) {
  Rule* rule = tree_.NewRule();
  rule->location = From(m.token);
  uint32_t height = 0;
  rule->body = TakeBody(m.exprs, &height);
  Statement& s = statement_;
  s.refused = s.literals.size() != 1 || !HeadOf(*s.literals[0], &rule->head);
  if (s.refused) {
    const size_t notes = errors_.size();
    BodyStatement(s.literals, From(m.token));
    // A rule without a body; braces behind it are a statement of their own, which is none.
    uint32_t behind = m.token;
    while (cursor_.tokens[behind].offset < s.literals.back()->location.end) ++behind;
    if (errors_.size() == notes) UnexpectedToken(behind, "");
    return;
  }
  FinishHead(&rule->head, if_, s.literals[0]->location);
  rule->head.if_keyword = if_;
  if_ = false;
  s.first = s.last = rule;
  s.rules.push_back(rule);
}

// OPA gives the nodes of a literal the place of its else branch, and those of a repeated head that of its body.
static void MoveTo(const Location& at, Expr& expr);
static void MoveTo(const Location& at, Term& term) {
  term.location = at;
  for (Term* t : term.terms) MoveTo(at, *t);
  for (Expr* e : term.body) MoveTo(at, *e);
}
static void MoveTo(const Location& at, Expr& expr) {
  expr.location = at;
  for (Term* t : expr.terms) {
    if (t != nullptr) MoveTo(at, *t);
  }
  for (Expr* e : expr.body) MoveTo(at, *e);
  for (Expr* e : expr.rhs) MoveTo(at, *e);
  for (ast::With& w : expr.with) {
    w.location = at;
    MoveTo(at, *w.target);
    MoveTo(at, *w.value);
  }
}

void Builder::NextBody(const Mark& m) {
  Statement& s = statement_;
  uint32_t height = 0;
  ast::Body body = TakeBody(m.exprs, &height);
  if (s.refused) return;
  Rule* rule = tree_.NewRule();
  rule->body = std::move(body);
  rule->location = At(cursor_.tokens[body_token_]);
  rule->location.end = cursor_.previous().end;
  CopyHead(s.first->head, &rule->head);
  rule->head.contains_keyword = s.first->head.contains_keyword;
  rule->head.if_keyword = s.first->head.if_keyword;
  rule->head.location = rule->location;
  for (Term* term : {rule->head.ref, rule->head.key, rule->head.value}) {
    if (term != nullptr) MoveTo(rule->location, *term);
  }
  for (Term* arg : rule->head.args) MoveTo(rule->location, *arg);
  s.rules.push_back(rule);
}

void Builder::ElseBegin() {
  Statement& s = statement_;
  s.else_token = cursor_.index - 1;
  else_literal_ = if_ = false;
  if (s.refused) return;
  if (s.last->generated_body) UnexpectedToken(s.else_token, "");  // an else without a body is the last one
  const Location at = At(cursor_.previous());
  if (++s.elses > options_.max_depth * 4) throw BuildFailure{at, "nesting too deep", Code::kDepthLimit};
  const ast::Head& head = s.first->head;
  if (s.last == s.first) {
    bool ground = head.ref->terms.size() < 2 || IsGround(*head.ref);
    if (!ground) Fail(at, "else keyword cannot be used on rules with variables in head");
    if (head.key != nullptr) Fail(at, "else keyword cannot be used on multi-value rules");
  }
  Rule* rule = tree_.NewRule();
  rule->location = at;
  CopyHead(head, &rule->head);
  rule->head.location = at;
  rule->head.generated_value = true;
  rule->head.value = New(TermKind::kBoolean, at);
  rule->head.value->boolean = true;
  s.last->otherwise = rule;
  s.last = rule;
}

void Builder::ElseOperator() {
  if (!statement_.refused) statement_.last->head.assign = cursor_.previous().type == T::kAssign;
}

void Builder::ElseValue() {
  Term* value = Pop().term;
  if (statement_.refused) return;
  ast::Head& head = statement_.last->head;
  head.value = value;
  head.generated_value = false;
  head.location.end = cursor_.previous().end;
}

void Builder::ElseEnd(const Mark& m) {
  Statement& s = statement_;
  uint32_t height = 0;
  ast::Body body = TakeBody(m.exprs, &height);
  if (s.refused) return;
  Rule* rule = s.last;
  if (body.empty() && rule->head.generated_value) {
    UnexpectedToken(s.else_token + 1, "expected else value term or rule body");
  }
  rule->head.if_keyword = if_;
  rule->location.end = cursor_.previous().end;
  if (body.empty()) {
    rule->generated_body = true;
    rule->body = {TrueExpr(rule->location)};
  } else {
    rule->body = std::move(body);
    if (else_literal_) MoveTo(rule->location, *rule->body[0]);
  }
  if_ = else_literal_ = false;
}

void Builder::StatementEnd(const Mark& m) {
  Statement& s = statement_;
  BeginStatement(m.token);
  if (s.refused) return;
  const bool spaced = cursor_.tokens[m.token + 1].flags & Token::kSpaced;
  if (!s.rules.empty()) {
    s.first->location.end = s.rules.size() == 1 ? cursor_.previous().end : s.first->location.end;
    const bool is_keyword = s.first->head.name == "contains" && lexed_.keywords & kKeywordContains &&
                            options_.version == ast::Version::kV0 && !lexed_.v1_import && s.first->head.if_keyword;
    if (is_keyword) Fail(s.first->location, "contains keyword cannot be used for rule name");
    for (Rule* rule : s.rules) AddRule(rule);
  } else if (s.key != nullptr) {
    Rule* rule = tree_.NewRule();
    if (s.literals.size() != 1 || !HeadOf(*s.literals[0], &rule->head)) return BodyStatement(s.literals, From(m.token));
    FinishHead(&rule->head, false, s.literals[0]->location);
    rule->location = From(m.token);
    rule->generated_body = true;
    rule->body = {TrueExpr(rule->location)};
    AddRule(rule);
  } else if (spaced && s.literals.size() == 1) {
    Note(At(cursor_.tokens[m.token]), "var cannot be used for rule name");
  } else {
    BodyStatement(s.literals, From(m.token));
  }
}

// ---- default rules ----

void Builder::FailDefault(const Rule& rule, const std::string& what) const {
  throw BuildFailure{rule.location, "illegal default rule (" + what + ")", Code::kRegoParse, true};
}

void Builder::CheckDefault(const Rule& rule) const {
  std::vector<const Term*> open = {rule.head.value};
  while (!open.empty()) {
    const Term& term = *open.back();
    open.pop_back();
    switch (term.kind) {
      case TermKind::kVar: FailDefault(rule, "value cannot contain var");
      case TermKind::kRef: FailDefault(rule, "value cannot contain ref");
      case TermKind::kCall: FailDefault(rule, "value cannot contain call");
      case TermKind::kArrayComprehension: case TermKind::kSetComprehension: case TermKind::kObjectComprehension: break;
      case TermKind::kTemplateString: case TermKind::kPartExpr:
        for (size_t i = term.terms.size(); i-- > 0;) open.push_back(term.terms[i]);
        for (const Expr* expr : term.body) {
          if (expr->kind == ExprKind::kCall) {
            for (size_t i = expr->terms.size(); i-- > 0;) open.push_back(expr->terms[i]);
          } else {
            for (const Term* t : expr->terms) {
              if (t != nullptr) open.push_back(t);
            }
          }
        }
        break;
      default:
        for (size_t i = term.terms.size(); i-- > 0;) open.push_back(term.terms[i]);
        break;
    }
  }
  std::vector<std::string_view> seen;
  for (const Term* arg : rule.head.args) {
    if (arg->kind != TermKind::kVar) {
      FailDefault(rule, "arguments cannot contain " + std::string(KindName(*arg)));
    }
    if (std::find(seen.begin(), seen.end(), arg->text) != seen.end()) {
      FailDefault(rule, "arguments cannot be repeated " + std::string(arg->text));
    }
    seen.push_back(arg->text);
  }
}

void Builder::DefaultRule(const Mark& m) {
  BeginStatement(m.token);
  Rule* rule = tree_.NewRule();
  rule->is_default = true;
  rule->location = From(m.token);
  // On the stack: the head, and behind it an operator and a value.
  Expr* literal = tree_.NewExpr(ExprKind::kTerm, From(m.token + 1));
  Term* lhs = terms_[m.terms].term;
  if (terms_.size() == m.terms + 3) {
    literal->kind = ExprKind::kCall;
    literal->terms = {terms_[m.terms + 1].term, lhs, terms_[m.terms + 2].term};
  } else if (lhs->kind == TermKind::kCall) {
    literal->kind = ExprKind::kCall;
    literal->terms = lhs->terms;
  } else {
    literal->terms = {lhs};
  }
  terms_.resize(m.terms);
  const bool has_value = literal->kind == ExprKind::kCall && IsInfixAssignment(*literal);
  if (!HeadOf(*literal, &rule->head)) UnexpectedToken(m.token, "");
  rule->head.location = literal->location;
  const bool partial = rule->head.ref->terms.size() == 2 && rule->head.args.empty();
  if (!has_value) {
    if (partial || statement_.key != nullptr) FailDefault(*rule, "must have a value");
    rule->head.generated_value = true;  // `default p` is `default p = true`
    rule->head.value = New(TermKind::kBoolean, rule->head.location);
    rule->head.value->boolean = true;
  }
  if (statement_.key != nullptr) rule->head.key = statement_.key;
  CheckDefault(*rule);
  rule->body = {TrueExpr(rule->location)};
  AddRule(rule);
}

// ---- the whole ----

ast::Body Builder::FinishQuery() {
  uint32_t height = 0;
  return TakeBody(0, &height);
}

ast::Module* Builder::FinishModule() {
  if (statements_ == 0) {
    throw BuildFailure{Location{source_, 0, 0, 0, 0}, "empty module"};
  }
  if (module_->version == ast::Version::kV1) CheckVersion1();
  for (const Comment& comment : lexed_.comments) {
    ast::Comment& added = module_->comments.emplace_back();
    added.text = text_.substr(comment.offset + 1, comment.end - comment.offset - 1);
    added.location = {source_, comment.row, comment.column, comment.offset, comment.end};
  }
  AttachAnnotations();
  return module_;
}

// A METADATA block: comments in column 1 on adjacent lines. It belongs to the statement below it.
void Builder::AttachAnnotations() {
  auto is_metadata = [](const ast::Comment& c) {
    size_t begin = c.text.find_first_not_of(" \t\r");
    return c.location.column == 1 && begin != std::string_view::npos && c.text.substr(begin, 8) == "METADATA";
  };
  const std::vector<ast::Comment>& comments = module_->comments;
  size_t next_rule = 0;
  for (size_t i = 0; i < comments.size(); ++i) {
    if (!is_metadata(comments[i])) continue;
    ast::Annotations& block = module_->annotations.emplace_back();
    block.location = comments[i].location;
    while (i + 1 < comments.size() && comments[i + 1].location.column == 1 && !is_metadata(comments[i + 1]) &&
           comments[i + 1].location.row == comments[i].location.row + 1) {
      std::string_view line = comments[++i].text;
      if (!line.empty() && line[0] == ' ') line.remove_prefix(1);
      block.text.append(line);
      block.text += '\n';
    }
    const uint32_t row = comments[i].location.row;
    if (module_->package != nullptr && module_->package_location.row > row) continue;
    while (next_rule < module_->rules.size() && module_->rules[next_rule]->location.row < row) ++next_rule;
    if (next_rule == module_->rules.size()) continue;
    block.rule = module_->rules[next_rule];
    block.rule->annotations.push_back(static_cast<uint32_t>(module_->annotations.size() - 1));
  }
}

}  // namespace reeve::syntax
