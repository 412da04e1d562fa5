// YAML text to nodes by libyaml's events, on a stack of open collections: nothing recurses. All documents are read, as OPA
// does to find errors in them; anchors live on from one document to the next. Tested by tests/value/yaml_test.cc.
#include <yaml.h>

#include <unordered_map>

#include "base/utf8.h"
#include "value/yaml_node.h"

namespace reeve::value {
namespace {

constexpr std::string_view kTagPrefix = "tag:yaml.org,2002:";

struct Event {
  Event() = default;
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;
  ~Event() { yaml_event_delete(&event); }
  yaml_event_t event{};
};

std::string_view View(const yaml_char_t* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

class Composer {
 public:
  Composer(Arena& arena, std::string_view text, const YamlOptions& options, YamlTree* tree, YamlError* error)
      : arena_(arena), text_(text), options_(options), tree_(tree), error_(error),
        has_slash_escape_(text.find("\\/") != std::string_view::npos) {
    if (yaml_parser_initialize(&parser_) == 0) throw std::bad_alloc();
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  }
  Composer(const Composer&) = delete;
  Composer& operator=(const Composer&) = delete;
  ~Composer() { yaml_parser_delete(&parser_); }

  YamlNode* First() {
    for (;;) {
      Event e;
      if (yaml_parser_parse(&parser_, &e.event) == 0) {
        FailParse();
        return nullptr;
      }
      if (e.event.type == YAML_STREAM_END_EVENT) return first_;
      if (!Take(e.event)) return nullptr;
    }
  }

 private:
  bool Fail(Code code, std::string text, const yaml_mark_t& mark) {
    *error_ = {code, std::move(text), static_cast<uint32_t>(mark.line + 1), static_cast<uint32_t>(mark.column + 1)};
    return false;
  }

  // go-yaml names the row where the faulty thing began, unless that is the first; its count starts at zero in the parser.
  void FailParse() {
    if (parser_.error == YAML_MEMORY_ERROR) throw std::bad_alloc();
    bool context = parser_.context_mark.line != 0;
    size_t row = context ? parser_.context_mark.line : parser_.problem_mark.line;
    if (row != 0 && parser_.error == YAML_SCANNER_ERROR) ++row;
    std::string text = parser_.problem == nullptr ? "unknown problem parsing YAML content" : parser_.problem;
    Fail(Code::kInvalidInput, row == 0 ? text : "line " + std::to_string(row) + ": " + text, parser_.problem_mark);
  }

  bool Take(const yaml_event_t& e) {
    if (options_.budget != nullptr) options_.budget->Charge(1);
    switch (e.type) {
      case YAML_DOCUMENT_START_EVENT: return Version(e);
      case YAML_ALIAS_EVENT: return Alias(e);
      case YAML_SCALAR_EVENT: return Scalar(e);
      case YAML_SEQUENCE_START_EVENT:
        return Open(e, YamlNode::Kind::kSequence, e.data.sequence_start.tag, e.data.sequence_start.anchor);
      case YAML_MAPPING_START_EVENT:
        return Open(e, YamlNode::Kind::kMapping, e.data.mapping_start.tag, e.data.mapping_start.anchor);
      case YAML_SEQUENCE_END_EVENT:
      case YAML_MAPPING_END_EVENT: open_.pop_back(); return true;
      default: return true;
    }
  }

  // go-yaml takes %YAML 1.1 only.
  bool Version(const yaml_event_t& e) {
    const yaml_version_directive_t* version = e.data.document_start.version_directive;
    if (version == nullptr || version->minor == 1) return true;
    size_t row = e.start_mark.line;
    return Fail(Code::kInvalidInput,
                (row == 0 ? "" : "line " + std::to_string(row) + ": ") + "found incompatible YAML document", e.start_mark);
  }

  std::string_view ShortTag(const yaml_char_t* tag) {
    std::string_view full = View(tag);
    if (full == "!") return {};
    if (!full.starts_with(kTagPrefix)) return arena_.CopyText(full);
    return arena_.CopyText("!!" + std::string(full.substr(kTagPrefix.size())));
  }

  YamlNode* Add(const yaml_event_t& e, YamlNode::Kind kind) {
    YamlNode* node = tree_->New(kind);
    node->row = static_cast<uint32_t>(e.start_mark.line + 1);
    if (!open_.empty()) {
      open_.back()->children.push_back(node);
    } else if (first_ == nullptr) {
      first_ = node;
    }
    return node;
  }

  void Anchor(YamlNode* node, const yaml_char_t* anchor) {
    if (anchor != nullptr) anchors_[std::string(View(anchor))] = node;
  }

  bool Alias(const yaml_event_t& e) {
    YamlNode* node = Add(e, YamlNode::Kind::kAlias);
    node->text = arena_.CopyText(View(e.data.alias.anchor));
    auto it = anchors_.find(std::string(node->text));
    if (it == anchors_.end()) {
      return Fail(Code::kInvalidInput, "unknown anchor '" + std::string(node->text) + "' referenced", e.start_mark);
    }
    node->target = it->second;
    return true;
  }

  // \/ is an escape for libyaml, as it is in JSON, but none for go-yaml.
  bool RefuseSlashEscape(const yaml_event_t& e) {
    if (at_ == 0 && text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    for (bool escaped = false; at_characters_ < e.end_mark.index && at_ < text_.size(); ++at_characters_) {
      bool inside = at_characters_ > e.start_mark.index;
      if (inside && escaped && text_[at_] == '/') {
        size_t row = e.start_mark.line;
        return Fail(Code::kInvalidInput,
                    (row == 0 ? "" : "line " + std::to_string(row + 1) + ": ") + "found unknown escape character", e.start_mark);
      }
      escaped = inside && !escaped && text_[at_] == '\\';
      at_ += utf8::Decode(text_, at_).size;
    }
    return true;
  }

  bool Scalar(const yaml_event_t& e) {
    const auto& scalar = e.data.scalar;
    if (has_slash_escape_ && scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE && !RefuseSlashEscape(e)) return false;
    YamlNode* node = Add(e, YamlNode::Kind::kScalar);
    node->text = arena_.CopyText({reinterpret_cast<const char*>(scalar.value), scalar.length});
    node->tag = ShortTag(scalar.tag);
    if (node->tag.empty()) {
      bool plain = scalar.style == YAML_PLAIN_SCALAR_STYLE;
      YamlScalar meaning;
      std::string ignored;
      node->implicit = plain;
      if (!plain) node->tag = "!!str";
      else if (node->text == "<<") node->tag = "!!merge";
      else if (ReadYamlScalar(arena_, "", node->text, &meaning, &ignored)) node->tag = meaning.tag;
    }
    Anchor(node, scalar.anchor);
    return true;
  }

  bool Open(const yaml_event_t& e, YamlNode::Kind kind, const yaml_char_t* tag, const yaml_char_t* anchor) {
    if (open_.size() >= options_.max_depth) {
      return Fail(Code::kDepthLimit, "nested more than " + std::to_string(options_.max_depth) + " levels deep", e.start_mark);
    }
    YamlNode* node = Add(e, kind);
    node->tag = ShortTag(tag);
    Anchor(node, anchor);
    open_.push_back(node);
    return true;
  }

  Arena& arena_;
  std::string_view text_;
  const YamlOptions& options_;
  YamlTree* tree_;
  YamlError* error_;
  bool has_slash_escape_;
  size_t at_ = 0, at_characters_ = 0;  // a place in text_ as bytes, and as libyaml counts
  yaml_parser_t parser_{};
  YamlNode* first_ = nullptr;
  std::vector<YamlNode*> open_;
  std::unordered_map<std::string, YamlNode*> anchors_;
};

}  // namespace

YamlNode* ComposeYaml(Arena& arena, std::string_view text, const YamlOptions& options, YamlTree* tree, YamlError* error) {
  return Composer(arena, text, options, tree, error).First();
}

}  // namespace reeve::value
