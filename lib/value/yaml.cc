// YAML nodes to values, in the steps of OPA's reader: keys that are said twice, merges, aliases, and then JSON's keys.
// Tested by tests/value/yaml_test.cc.
#include "value/yaml.h"

#include <unordered_map>
#include <unordered_set>

#include "base/utf8.h"
#include "value/number.h"
#include "value/table.h"
#include "value/yaml_node.h"

namespace reeve::value {
namespace {

using Kind = YamlNode::Kind;

bool IsMerge(const YamlNode& n) { return n.kind == Kind::kScalar && n.text == "<<" && (n.tag == "!!merge" || n.tag.empty()); }

// A scalar's tag when it is decoded: times that nobody marked as such are strings.
std::string_view DecodedTag(const YamlNode& n) {
  if (n.kind == Kind::kAlias) return DecodedTag(*n.target);
  return n.implicit && n.tag == "!!timestamp" ? "!!str" : n.tag;
}

class Decoder {
 public:
  Decoder(Arena& arena, const YamlOptions& options, YamlError* error) : arena_(arena), options_(options), error_(error) {}

  // False: *error says why.
  bool Root(YamlNode& node, Value* out) {
    decoded_ = 1;  // the document
    if (!Decode(node, out)) return false;
    if (!repeated_.empty()) return Fail("unmarshal errors:" + repeated_);
    return json_error_.empty() || FailAs(Code::kInvalidInput, json_error_, 0);
  }
  bool json_failed() const { return !json_error_.empty() && repeated_.empty(); }

 private:
  // A map's key: what tells it from others (12 and "12" are two keys), and its text in JSON.
  struct Key {
    std::string identity;
    std::string text;
    bool skip = false;  // null in a map of strings
  };
  using Identities = std::unordered_set<std::string>;

  bool FailAs(Code code, std::string text, uint32_t row) {
    *error_ = {code, std::move(text), row, row == 0 ? 0u : 1u};
    return false;
  }
  bool Fail(std::string text) { return FailAs(Code::kInvalidInput, std::move(text), 0); }

  // Counts nodes as go-yaml does: a document in which nearly everything comes from aliases is refused.
  bool Count() {
    if (options_.budget != nullptr) options_.budget->Charge(2);
    ++decoded_;
    if (alias_depth_ > 0) ++from_aliases_;
    constexpr double kLow = 400000, kHigh = 4000000;
    double n = static_cast<double>(decoded_);
    double allowed = n <= kLow ? 0.99 : n >= kHigh ? 0.10 : 0.99 - 0.89 * ((n - kLow) / (kHigh - kLow));
    bool excessive = from_aliases_ > 100 && decoded_ > 1000 && static_cast<double>(from_aliases_) / n > allowed;
    return !excessive || Fail("document contains excessive aliasing");
  }

  bool Decode(YamlNode& node, Value* out) {
    if (!Count()) return false;
    switch (node.kind) {
      case Kind::kScalar: return Scalar(node, out);
      case Kind::kAlias: return Alias(node, [&](YamlNode& target) { return Decode(target, out); });
      case Kind::kSequence: return Sequence(node, out);
      case Kind::kMapping: return Mapping(node, out);
    }
    return false;
  }

  template <typename Use>
  bool Alias(YamlNode& node, Use use) {
    if (!open_aliases_.insert(&node).second) return Fail("anchor '" + std::string(node.text) + "' value contains itself");
    ++alias_depth_;
    bool ok = use(*node.target);
    --alias_depth_;
    open_aliases_.erase(&node);
    return ok;
  }

  bool Enter(const YamlNode& node) {
    if (depth_ < options_.max_depth) return true;
    return FailAs(Code::kDepthLimit, "nested more than " + std::to_string(options_.max_depth) + " levels deep", node.row);
  }

  bool Resolve(const YamlNode& node, YamlScalar* out) {
    std::string error;
    return ReadYamlScalar(arena_, DecodedTag(node), node.text, out, &error) || Fail(error);
  }

  bool Scalar(const YamlNode& node, Value* out) {
    YamlScalar scalar;
    if (!Resolve(node, &scalar)) return false;
    if (!scalar.finite && json_error_.empty()) {
      std::string shown = scalar.key == ".nan" ? "NaN" : scalar.key == ".inf" ? "+Inf" : "-Inf";
      json_error_ = "json: unsupported value: " + shown;
    }
    *out = scalar.value;
    if (options_.keep_number_text && out->is_number()) {
      if (std::optional<Value> exact = NumberFromText(arena_, node.text)) *out = *exact;
    }
    return true;
  }

  bool Sequence(const YamlNode& node, Value* out) {
    if (!Enter(node)) return false;
    ++depth_;
    Value* elements = arena_.NewArray<Value>(node.children.size());
    for (size_t i = 0; i < node.children.size(); ++i) {
      if (!Decode(*node.children[i], &elements[i])) return false;
    }
    --depth_;
    *out = Access::Array(elements, node.children.size());
    return true;
  }

  // Several << of one mapping become one; of scalar keys whose JSON text is the same, the first keeps its place and gets the
  // last one's value.
  void Prepare(YamlNode& node) {
    if (std::exchange(node.prepared, true)) return;
    std::vector<YamlNode*>& all = node.children;
    std::vector<YamlNode*> merged, kept;
    size_t merge_at = SIZE_MAX;
    std::unordered_map<std::string, size_t> seen;
    for (size_t i = 0; i + 1 < all.size(); i += 2) {
      if (all[i]->kind != Kind::kScalar || all[i]->tag != "!!merge") continue;
      bool list = all[i + 1]->kind == Kind::kSequence;
      if (list) merged.insert(merged.end(), all[i + 1]->children.begin(), all[i + 1]->children.end());
      else merged.push_back(all[i + 1]);
    }
    for (size_t i = 0; i + 1 < all.size(); i += 2) {
      if (all[i]->kind == Kind::kScalar && all[i]->tag == "!!merge" && merged.size() >= 2) {
        if (merge_at != SIZE_MAX) continue;
        merge_at = kept.size() + 1;
      } else if (std::optional<std::string> key = ScalarKey(*all[i])) {
        auto [it, is_new] = seen.try_emplace(*key, kept.size() + 1);
        if (!is_new) {
          kept[it->second] = all[i + 1];
          continue;
        }
      }
      kept.push_back(all[i]);
      kept.push_back(all[i + 1]);
    }
    if (merge_at != SIZE_MAX) {
      YamlNode* list = extra_.New(Kind::kSequence);
      list->row = kept[merge_at]->row;
      list->children = std::move(merged);
      kept[merge_at] = list;
    }
    all = std::move(kept);
  }

  // The JSON text of a key that is a scalar other than null, a time or <<.
  std::optional<std::string> ScalarKey(const YamlNode& node) {
    YamlScalar scalar;
    std::string ignored;
    bool ok = node.kind == Kind::kScalar && node.tag != "!!merge" &&
              ReadYamlScalar(arena_, node.tag, node.text, &scalar, &ignored);
    if (!ok || scalar.tag == "!!null" || scalar.tag == "!!timestamp") return std::nullopt;
    return scalar.key;
  }

  // Keys of the same text that are still there (1.0 and "1.0") are errors, told all together at the end.
  bool HasRepeated(const YamlNode& node) {
    std::unordered_map<std::string, const YamlNode*> seen;
    bool repeated = false;
    for (size_t i = 0; i + 1 < node.children.size(); i += 2) {
      const YamlNode& key = *node.children[i];
      auto [it, is_new] = seen.try_emplace(std::string(1, static_cast<char>('0' + static_cast<int>(key.kind))) + std::string(key.text), &key);
      if (is_new) continue;
      repeated = true;
      repeated_ += "\n  line " + std::to_string(key.row) + ": mapping key \"" + std::string(key.text) +
                   "\" already defined at line " + std::to_string(it->second->row);
    }
    return repeated;
  }

  bool Mapping(YamlNode& node, Value* out) {
    Prepare(node);
    Table* table = NewTable(arena_, 2, static_cast<uint32_t>(node.children.size() / 2));
    *out = Access::Object(table);
    bool strings = true;
    for (size_t i = 0; i + 1 < node.children.size(); i += 2) {
      std::string_view tag = DecodedTag(*node.children[i]);
      strings = strings && (tag == "!!str" || tag == "!!merge");
    }
    return Entries(node, table, strings, nullptr);
  }

  // A mapping's entries into `table`, whose keys are all strings or anything; `merged` holds the keys that are taken when
  // this mapping is merged into another one.
  bool Entries(YamlNode& node, Table* table, bool strings, Identities* merged) {
    if (!Enter(node)) return false;
    if (HasRepeated(node)) return true;
    ++depth_;
    YamlNode* merge = nullptr;
    for (size_t i = 0; i + 1 < node.children.size(); i += 2) {
      if (IsMerge(*node.children[i])) {
        merge = node.children[i + 1];
        continue;
      }
      Key key;
      if (!DecodeKey(*node.children[i], strings, &key)) return false;
      if (key.skip || (merged != nullptr && !merged->insert(key.identity).second)) continue;
      Value v;
      if (!Decode(*node.children[i + 1], &v)) return false;
      Insert(arena_, table, Access::StringCopy(arena_, key.text), v);
    }
    bool ok = merge == nullptr || Merge(node, *merge, table, strings, merged);
    --depth_;
    return ok;
  }

  bool DecodeKey(YamlNode& node, bool strings, Key* out) {
    if (!Count()) return false;
    if (node.kind == Kind::kAlias) return Alias(node, [&](YamlNode& target) { return DecodeKey(target, strings, out); });
    if (node.kind != Kind::kScalar) return Fail("invalid map key: a key must be a scalar");
    YamlScalar scalar;
    if (!Resolve(node, &scalar)) return false;
    if (strings) {  // any scalar stands for its own text
      out->skip = scalar.tag == "!!null";
      out->text = scalar.tag == "!!binary" ? scalar.key : std::string(node.text);
      out->identity = "s" + out->text;
      return true;
    }
    out->text = scalar.key;
    bool text = scalar.value.is_string() && scalar.tag != "!!timestamp";
    out->identity = (text ? "s" : std::string(scalar.tag)) + scalar.key;
    if ((scalar.tag == "!!null" || scalar.tag == "!!timestamp") && json_error_.empty()) {
      json_error_ = "unsupported map key of type: " + std::string(scalar.tag.substr(2));
    }
    return true;
  }

  bool Merge(YamlNode& parent, YamlNode& merge, Table* table, bool strings, Identities* merged) {
    Identities own;
    if (merged == nullptr) {
      merged = &own;
      for (size_t i = 0; i + 1 < parent.children.size(); i += 2) {
        Key key;
        if (!DecodeKey(*parent.children[i], false, &key)) return false;
        own.insert(key.identity);
      }
    }
    if (merge.kind != Kind::kSequence) return MergeOne(merge, table, strings, merged);
    for (YamlNode* one : merge.children) {
      if (!MergeOne(*one, table, strings, merged)) return false;
    }
    return true;
  }

  bool MergeOne(YamlNode& node, Table* table, bool strings, Identities* merged) {
    const YamlNode& target = node.kind == Kind::kAlias ? *node.target : node;
    if (target.kind != Kind::kMapping) return Fail("map merge requires map or sequence of maps as the value");
    auto entries = [&](YamlNode& mapping) {
      Prepare(mapping);
      return Entries(mapping, table, strings, merged);
    };
    if (!Count()) return false;
    if (node.kind != Kind::kAlias) return entries(node);
    return Alias(node, [&](YamlNode& mapping) { return Count() && entries(mapping); });
  }

  Arena& arena_;
  const YamlOptions& options_;
  YamlError* error_;
  YamlTree extra_;
  size_t depth_ = 0, alias_depth_ = 0;
  uint64_t decoded_ = 0, from_aliases_ = 0;
  std::unordered_set<const YamlNode*> open_aliases_;
  std::string repeated_;
  std::string json_error_;
};

Status ErrorStatus(const YamlError& error, std::string_view prefix) {
  Diagnostic d{error.code, std::string(prefix) + error.text, {}, error.row, error.column, {}};
  return Status(std::vector<Diagnostic>{std::move(d)});
}

}  // namespace

Result<Value> ParseYaml(Arena& arena, std::string_view text, const YamlOptions& options) {
  if (!utf8::IsValid(text)) return Status(Code::kInvalidInput, "yaml: invalid UTF-8");
  if (options.budget != nullptr) options.budget->Charge(1 + text.size() / 4);
  YamlTree tree;
  YamlError error;
  YamlNode* root = ComposeYaml(arena, text, options, &tree, &error);
  if (error.code != Code::kOk) return ErrorStatus(error, "yaml: ");
  if (root == nullptr) return Value::Null();
  Decoder decoder(arena, options, &error);
  Value v;
  if (decoder.Root(*root, &v)) return v;
  return ErrorStatus(error, decoder.json_failed() ? "" : "yaml: ");
}

}  // namespace reeve::value
