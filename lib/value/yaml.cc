// YAML to values by yaml-cpp's events, on a stack of open collections; nothing recurses here, and yaml-cpp itself stops
// at 500 levels. Aliases are refused: a few of them can spell a document of any size. Tested by
// tests/value/yaml_test.cc.
#include "value/yaml.h"

#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <sstream>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "value/number.h"
#include "value/table.h"

namespace reeve::value {
namespace {

struct Failure {
  Code code;
  YAML::Mark mark;
  std::string message;
};

class Builder : public YAML::EventHandler {
 public:
  Builder(Arena& arena, size_t max_depth) : arena_(arena), max_depth_(max_depth) {}
  Value root() const { return root_; }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark&, YAML::anchor_t) override { Take(Value::Null(), "null"); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    throw Failure{Code::kInvalidInput, mark, "aliases are refused"};
  }
  void OnScalar(const YAML::Mark&, const std::string& tag, YAML::anchor_t, const std::string& text) override {
    bool plain = tag == "?";
    Take(plain && !AtKey() ? PlainScalar(text) : Access::StringCopy(arena_, text), text);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {
    Open(mark, nullptr);
  }
  void OnSequenceEnd() override {
    std::vector<Value> elements = std::move(open_.back().elements);
    open_.pop_back();
    Take(ValueBuilder(arena_).Array(elements), "");
  }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {
    Open(mark, NewTable(arena_, 2, 0));
  }
  void OnMapEnd() override {
    Table* map = open_.back().map;
    open_.pop_back();
    Take(Access::Object(map), "");
  }

 private:
  struct Collection {
    Table* map = nullptr;                     // of a mapping
    std::vector<Value> elements;              // of a sequence
    std::optional<Value> key = std::nullopt;  // of a mapping, until its value comes
  };

  bool AtKey() const { return !open_.empty() && open_.back().map != nullptr && !open_.back().key; }

  void Open(const YAML::Mark& mark, Table* map) {
    if (open_.size() >= max_depth_) {
      throw Failure{Code::kDepthLimit, mark, "YAML nested more than " + std::to_string(max_depth_) + " levels deep"};
    }
    if (AtKey()) throw Failure{Code::kInvalidInput, mark, "a mapping's key must be a scalar"};
    open_.push_back({map, {}});
  }

  void Take(const Value& v, std::string_view text) {
    if (open_.empty()) {
      root_ = v;
    } else if (open_.back().map == nullptr) {
      open_.back().elements.push_back(v);
    } else if (!open_.back().key) {
      open_.back().key = Access::StringCopy(arena_, text);
    } else {
      Insert(arena_, open_.back().map, *open_.back().key, v);
      open_.back().key.reset();
    }
  }

  Value PlainScalar(const std::string& text) {
    if (text == "true" || text == "false") return Value::Boolean(text == "true");
    if (std::optional<Value> number = PlainNumber(text)) return *number;
    return Access::StringCopy(arena_, text);
  }

  // YAML's spellings of decimal numbers, brought to JSON's: no plus, no leading zeros, no bare point at the end.
  std::optional<Value> PlainNumber(std::string_view text) {
    if (text.empty() || text.find_first_not_of("+-.0123456789eE") != std::string_view::npos) return std::nullopt;
    std::string sign = text[0] == '-' ? "-" : "";
    if (text[0] == '-' || text[0] == '+') text.remove_prefix(1);
    while (text.size() > 1 && text[0] == '0' && text[1] >= '0' && text[1] <= '9') text.remove_prefix(1);
    if (text.size() > 1 && text.back() == '.') text.remove_suffix(1);
    return NumberFromText(arena_, sign + std::string(text));
  }

  Arena& arena_;
  size_t max_depth_;
  Value root_;
  std::vector<Collection> open_;
};

Status ErrorAt(Code code, const YAML::Mark& mark, std::string message) {
  Diagnostic d{code, std::move(message), {}, 0, 0, {}};
  if (mark.line >= 0) {
    d.row = static_cast<uint32_t>(mark.line + 1);
    d.column = static_cast<uint32_t>(mark.column + 1);
  }
  return Status(std::vector<Diagnostic>{std::move(d)});
}

}  // namespace

Result<Value> ParseYaml(Arena& arena, std::string_view text, size_t max_depth) {
  if (!utf8::IsValid(text)) return Status(Code::kInvalidInput, "invalid UTF-8");
  Builder builder(arena, max_depth);
  try {
    std::istringstream stream{std::string(text)};
    YAML::Parser parser(stream);
    parser.HandleNextDocument(builder);  // an empty text is null
    return builder.root();
  } catch (const Failure& failure) {
    return ErrorAt(failure.code, failure.mark, failure.message);
  } catch (const YAML::DeepRecursion& e) {
    return ErrorAt(Code::kDepthLimit, e.mark, e.msg);
  } catch (const YAML::Exception& e) {
    return ErrorAt(Code::kInvalidInput, e.mark, e.msg);
  }
}

}  // namespace reeve::value
