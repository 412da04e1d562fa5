// The texts in which built-ins are declared: any<array[any], object<op: string>[any: any]>. Held by tests/types/print_test.cc.
#include "types/types.h"

namespace reeve::types {
namespace {

class Parser {
 public:
  Parser(Types& types, std::string_view text) : types_(types), text_(text) {}

  const Type* Read() {
    std::string_view word = Word();
    if (word == "null") return types_.null();
    if (word == "boolean") return types_.boolean();
    if (word == "number") return types_.number();
    if (word == "string") return types_.string();
    if (word == "any") return Eat('<') ? types_.Union(List()) : types_.any();
    if (word == "set") return types_.Set(Eat('[') ? Closed(']') : nullptr);
    if (word == "array") {
      std::vector<const Type*> items;
      if (Eat('<')) items = List();
      return types_.Array(items, Eat('[') ? Closed(']') : nullptr);
    }
    return Object();
  }

 private:
  std::string_view Word() {
    size_t end = text_.find_first_of("<>[],: ");
    std::string_view word = text_.substr(0, end);
    text_.remove_prefix(word.size());
    return word;
  }
  bool Eat(char c) {
    if (text_.empty() || text_.front() != c) return false;
    text_.remove_prefix(1);
    return true;
  }
  void EatBetween() {
    while (Eat(',') || Eat(' ') || Eat(':')) {}
  }
  const Type* Closed(char close) {
    const Type* t = Read();
    Eat(close);
    return t;
  }
  std::vector<const Type*> List() {
    std::vector<const Type*> out;
    while (!text_.empty() && !Eat('>')) {
      out.push_back(Read());
      EatBetween();
    }
    return out;
  }
  const Type* Object() {
    std::vector<Property> properties;
    if (Eat('<')) {
      while (!text_.empty() && !Eat('>')) {
        Value key = Value::BorrowedString(Word());
        EatBetween();
        properties.push_back({key, Read()});
        EatBetween();
      }
    }
    if (!Eat('[')) return types_.Object(std::move(properties));
    const Type* key = Read();
    EatBetween();
    return types_.Object(std::move(properties), true, key, Closed(']'));
  }
  Types& types_;
  std::string_view text_;
};

}  // namespace

const Type* Parse(Types& types, std::string_view text) { return Parser(types, text).Read(); }

}  // namespace reeve::types
