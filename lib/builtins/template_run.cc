// Runs templates. See template.h.
#include <algorithm>
#include <vector>

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

enum class Flow { kOn, kBreak, kContinue, kFailed };

class Runner {
 public:
  Runner(CallContext& call, const TemplateSet& set, TextBuilder* out) : call_(call), set_(set), out_(*out) {}

  bool Run(const TemplateValue& variables) {
    variables_.push_back({"$", variables});
    return Walk(*set_.roots.at("template"), variables) != Flow::kFailed;
  }
  const std::string& error() const { return error_; }

 private:
  struct Variable {
    std::string_view name;
    TemplateValue value;
  };

  static std::string Source(const Node& node) {
    if (node.type != Node::kTemplate) return std::string(node.source);
    return "{{template " + Quote(node.text) + (node.pipe == nullptr ? "" : " " + std::string(node.pipe->source)) + "}}";
  }
  // Go's text: where, in which template, at what, and why.
  bool Fail(const std::string& why) {
    size_t newline = at_->position == 0 ? std::string_view::npos : set_.text.rfind('\n', at_->position - 1);
    size_t column = newline == std::string_view::npos ? at_->position : at_->position - newline - 1;
    size_t line = 1 + static_cast<size_t>(std::count(set_.text.begin(), set_.text.begin() + static_cast<ptrdiff_t>(at_->position), '\n'));
    error_ = "template: template:" + std::to_string(line) + ":" + std::to_string(column) + ": executing " + Quote(name_) + " at <" +
             Source(*at_) + ">: " + why;
    return false;
  }
  std::string Shown(const TemplateValue& v) {
    TextBuilder text(call_);
    PrintTemplateValue(v, &text);
    return std::string(text.view());
  }
  Flow Failed(const std::string& why) {
    Fail(why);
    return Flow::kFailed;
  }

  // Recurses as the text nests, and as templates run templates; both are limited.
  Flow Walk(const Node& node, const TemplateValue& dot) {
    call_.budget.Charge(2);
    at_ = &node;
    switch (node.type) {
      case Node::kText: out_.Append(node.text); return Flow::kOn;
      case Node::kAction: {
        TemplateValue v;
        if (!Pipe(*node.pipe, dot, &v)) return Flow::kFailed;
        if (node.pipe->declared == nullptr) PrintTemplateValue(v, &out_);
        return Flow::kOn;
      }
      case Node::kBreak: return Flow::kBreak;
      case Node::kContinue: return Flow::kContinue;
      case Node::kList:
        for (const Node* child = node.first; child != nullptr; child = child->next) {
          if (Flow flow = Walk(*child, dot); flow != Flow::kOn) return flow;
        }
        return Flow::kOn;
      case Node::kIf: case Node::kWith: return Branch(node, dot);
      case Node::kRange: return Range(node, dot);
      case Node::kTemplate: return Template(node, dot);
      default: return Failed("unknown node");
    }
  }
  Flow Branch(const Node& node, const TemplateValue& dot) {
    size_t mark = variables_.size();
    TemplateValue v;
    if (!Pipe(*node.pipe, dot, &v)) return Flow::kFailed;
    Flow flow = Flow::kOn;
    if (IsTrue(v)) {
      flow = Walk(*node.list, node.type == Node::kWith ? v : dot);
    } else if (node.else_list != nullptr) {
      flow = Walk(*node.else_list, dot);
    }
    variables_.resize(mark);
    return flow;
  }

  Flow Range(const Node& node, const TemplateValue& dot) {
    size_t mark = variables_.size();
    TemplateValue over;
    if (!Pipe(*node.pipe, dot, &over)) return Flow::kFailed;
    bool number = over.kind == TemplateValue::kInteger || over.kind == TemplateValue::kByte;
    bool several = node.pipe->declared != nullptr && node.pipe->declared->next != nullptr;
    if (number && several) return Failed("can't use " + Shown(over) + " to iterate over more than one variable");
    bool composite = over.kind == TemplateValue::kList || over.kind == TemplateValue::kMap;
    if (!number && !composite && !over.nothing()) return Failed("range can't iterate over " + Shown(over));
    int64_t count = number ? over.integer : composite ? static_cast<int64_t>(over.value.size()) : 0;
    Flow flow = Flow::kOn;
    for (int64_t i = 0; i < count; ++i) {
      flow = Round(node, over, i);
      if (flow == Flow::kFailed || flow == Flow::kBreak) break;
    }
    if (count <= 0 && node.else_list != nullptr) flow = Walk(*node.else_list, dot);
    variables_.resize(mark);
    return flow == Flow::kFailed || (count <= 0 && flow != Flow::kOn) ? flow : Flow::kOn;
  }
  Flow Round(const Node& node, const TemplateValue& over, int64_t i) {
    call_.budget.Charge(4);
    TemplateValue index, element;
    index.kind = TemplateValue::kInteger;
    index.integer = i;
    if (over.kind == TemplateValue::kMap) {
      index = FromRego(call_.arena, over.value.key(static_cast<size_t>(i)));
      element = FromRego(call_.arena, over.value.value(static_cast<size_t>(i)));
      element.boxed = true;
    } else if (over.kind == TemplateValue::kList) {
      element = FromRego(call_.arena, over.value.at(static_cast<size_t>(i)));
      element.boxed = true;
    } else {
      element = index;
      element.kind = over.kind;
    }
    size_t mark = variables_.size();
    if (const Node* first = node.pipe->declared) {
      const Node* second = first->next;
      if (!node.pipe->assigns) {  // the variables are the topmost
        variables_[mark - 1].value = element;
        if (second != nullptr) variables_[mark - 2].value = index;
      } else if (!Assign(first->text, second != nullptr ? index : element) || (second != nullptr && !Assign(second->text, element))) {
        return Flow::kFailed;
      }
    }
    Flow flow = Walk(*node.list, element);
    variables_.resize(mark);
    return flow;
  }

  Flow Template(const Node& node, const TemplateValue& dot) {
    auto root = set_.roots.find(node.text);
    if (root == set_.roots.end()) return Failed("template " + Quote(node.text) + " not defined");
    if (depth_ >= kMaxTemplateDepth) return Failed("exceeded maximum template depth (" + std::to_string(kMaxTemplateDepth) + ")");
    TemplateValue v;
    if (node.pipe != nullptr && !Pipe(*node.pipe, dot, &v)) return Flow::kFailed;
    std::vector<Variable> outer = std::exchange(variables_, {{"$", v}});
    std::string_view name = std::exchange(name_, node.text);
    ++depth_;
    Flow flow = Walk(*root->second, v);
    --depth_;
    if (flow == Flow::kFailed) return flow;
    name_ = name;
    variables_ = std::move(outer);
    return flow;
  }

  bool Find(std::string_view name, size_t* at) {
    for (size_t i = variables_.size(); i-- > 0;) {
      call_.budget.Charge(1);
      if (variables_[i].name == name) return *at = i, true;
    }
    return Fail("undefined variable: " + std::string(name));
  }
  bool Assign(std::string_view name, const TemplateValue& v) {
    size_t at = 0;
    if (!Find(name, &at)) return false;
    variables_[at].value = v;
    return true;
  }

  bool Pipe(const Node& pipe, const TemplateValue& dot, TemplateValue* out) {
    at_ = &pipe;
    TemplateValue v;
    for (const Node* command = pipe.first; command != nullptr; command = command->next) {
      TemplateValue before = v;
      v = TemplateValue();
      if (!Command(*command, dot, command == pipe.first ? nullptr : &before, &v)) return false;
      v.boxed = false;
      if (v.kind == TemplateValue::kNull) v.kind = TemplateValue::kNone;  // what a pipeline gives is out of its box
    }
    for (const Node* variable = pipe.declared; variable != nullptr; variable = variable->next) {
      if (!pipe.assigns) {
        variables_.push_back({variable->text, v});
      } else if (!Assign(variable->text, v)) {
        return false;
      }
    }
    *out = v;
    return true;
  }

  // `last` is what the command before this one gave; null: there is none.
  bool Command(const Node& command, const TemplateValue& dot, const TemplateValue* last, TemplateValue* out) {
    const Node& word = *command.first;
    bool given = word.next != nullptr || last != nullptr;
    if (word.type == Node::kIdentifier) return Call(word, &command, word.next, dot, last, out);
    if (word.type == Node::kField || word.type == Node::kChain) return Operand(word, dot, given, out);
    if (word.type == Node::kVariable && word.text.find('.') != std::string_view::npos) return Operand(word, dot, given, out);
    if (word.type != Node::kPipe) at_ = &word;
    if (given) return Fail("can't give argument to non-function " + std::string(word.source));
    if (word.type == Node::kNil) return Fail("nil is not a command");
    return Operand(word, dot, false, out);
  }

  // The value of a word. `given`: operands stand behind it.
  bool Operand(const Node& word, const TemplateValue& dot, bool given, TemplateValue* out) {
    if (word.type != Node::kPipe) at_ = &word;
    *out = TemplateValue();
    switch (word.type) {
      case Node::kDot: *out = dot; return true;
      case Node::kNil: out->kind = TemplateValue::kNull; return true;
      case Node::kBool: out->kind = TemplateValue::kBool; out->truth = word.truth; return true;
      case Node::kInteger: out->kind = TemplateValue::kInteger; out->integer = word.integer; return true;
      case Node::kTooLarge: return Fail(std::string(word.source) + " overflows int");
      case Node::kFloat: out->kind = TemplateValue::kFloat; out->real = word.real; return true;
      case Node::kString: out->kind = TemplateValue::kString; out->text = word.text; return true;
      case Node::kPipe: return Pipe(word, dot, out);
      case Node::kIdentifier: return Call(word, &word, nullptr, dot, nullptr, out);
      case Node::kField: return Fields(word.text, dot, given, out);
      case Node::kChain: {
        TemplateValue base;
        if (!Operand(*word.first, dot, false, &base)) return false;
        return Fields(word.text, base, given, out);
      }
      case Node::kVariable: {
        size_t dot_at = std::min(word.text.find('.'), word.text.size()), at = 0;
        if (!Find(word.text.substr(0, dot_at), &at)) return false;
        *out = variables_[at].value;
        TemplateValue base = *out;
        return dot_at == word.text.size() || Fields(word.text.substr(dot_at), base, given, out);
      }
      default: return Fail("can't evaluate command");
    }
  }
  // .a.b of a value.
  bool Fields(std::string_view path, TemplateValue v, bool given, TemplateValue* out) {
    for (size_t at = 0; at != std::string_view::npos;) {
      size_t next = path.find('.', at + 1);
      std::string_view name = path.substr(at + 1, next == std::string_view::npos ? next : next - at - 1);
      call_.budget.Charge(1 + name.size() / 16);
      at = next;
      if (v.kind == TemplateValue::kNone) {
        v = TemplateValue();
        continue;
      }
      if (v.kind == TemplateValue::kNull) return Fail("nil pointer evaluating interface {}." + std::string(name));
      if (v.kind != TemplateValue::kMap) return Fail("can't evaluate field " + std::string(name) + " in type " + std::string(GoTypeName(v)));
      if (given && next == std::string_view::npos) return Fail(std::string(name) + " is not a method but has arguments");
      std::optional<Value> member = v.value.Find(name);
      v = member ? FromRego(call_.arena, *member) : TemplateValue();
      v.boxed = member.has_value();
    }
    *out = v;
    return true;
  }

  bool Call(const Node& name, const Node* node, const Node* words, const TemplateValue& dot, const TemplateValue* last, TemplateValue* out) {
    at_ = &name;
    const TemplateFunction& function = *FindTemplateFunction(name.text);
    size_t written = 0;
    for (const Node* word = words; word != nullptr; word = word->next) ++written;
    size_t count = written + (last != nullptr ? 1 : 0);
    if (count < function.least || count > function.most) {
      bool variadic = function.most != function.least;
      return Fail("wrong number of args for " + std::string(name.text) + ": want " + (variadic ? "at least " : "") +
                  std::to_string(function.least) + " got " + std::to_string(variadic ? written : count));
    }
    bool either = name.text == "or";
    if (either || name.text == "and") return ShortCircuit(either, words, dot, last, out);
    std::vector<TemplateValue> operands;
    for (const Node* word = words; word != nullptr; word = word->next) {
      bool text = function.text_first && operands.empty();
      if (!Argument(*word, dot, text, &operands.emplace_back())) return false;
    }
    if (last != nullptr) {
      bool text = function.text_first && operands.empty();
      if (!CheckText(*last, text, &operands.emplace_back())) return false;
    }
    call_.budget.Charge(4 + operands.size());
    std::string why;
    if (CallTemplateFunction(call_, name.text, operands, out, &why)) return true;
    at_ = node;
    return Fail("error calling " + std::string(name.text) + ": " + why);
  }
  bool ShortCircuit(bool either, const Node* words, const TemplateValue& dot, const TemplateValue* last, TemplateValue* out) {
    for (const Node* word = words; word != nullptr; word = word->next) {
      if (!Argument(*word, dot, false, out)) return false;
      if (IsTrue(*out) == either) return true;
    }
    if (last != nullptr) *out = *last;
    return true;
  }
  bool Argument(const Node& word, const TemplateValue& dot, bool text, TemplateValue* out) {
    at_ = &word;
    bool literal = word.type == Node::kBool || word.type == Node::kInteger || word.type == Node::kTooLarge || word.type == Node::kFloat;
    if (text && literal) return Fail("expected string; found " + std::string(word.source));
    if (text && word.type == Node::kNil) return Fail("cannot assign nil to string");
    TemplateValue v;
    return Operand(word, dot, false, &v) && CheckText(v, text, out);
  }
  bool CheckText(TemplateValue v, bool text, TemplateValue* out) {
    if (text && v.kind == TemplateValue::kNone) return Fail("invalid value; expected string");
    if (text && v.kind != TemplateValue::kString) {
      v.boxed = false;
      return Fail("wrong type for value; expected string; got " + std::string(GoTypeName(v)));
    }
    v.boxed = false;
    *out = v;
    return true;
  }

  CallContext& call_;
  const TemplateSet& set_;
  TextBuilder& out_;
  std::vector<Variable> variables_;
  std::string_view name_ = "template";  // that runs
  const Node* at_ = nullptr;            // what an error is about
  size_t depth_ = 0;
  std::string error_;
};

}  // namespace

bool RunTemplate(CallContext& call, const TemplateSet& set, Value variables, TextBuilder* out, std::string* error) {
  Runner runner(call, set, out);
  bool ok = runner.Run(FromRego(call.arena, variables));
  *error = runner.error();
  return ok;
}

}  // namespace reeve::builtins
