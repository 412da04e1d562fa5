// What METADATA blocks say, by what they stand above. A block belongs to the rule or package below it; its scope is rule, document,
// package or subpackages.
#ifndef REEVE_LIB_SEMANTICS_METADATA_H_
#define REEVE_LIB_SEMANTICS_METADATA_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "reeve/value.h"
#include "semantics/compilation.h"

namespace reeve::semantics {

// An entry of `schemas:`. It types the document at `path`: by the schema of that name, or by its own definition.
struct SchemaNote {
  std::vector<std::string_view> path;   // {"input", "user"}
  std::string name;                     // "schema.user"; empty: `definition`
  Value definition;
};

struct Note {
  const ast::Annotations* source;
  const Module* module;
  std::string scope;
  Value object;             // as rego.metadata.rule() shows it
  Term* path;               // of what it stands above
  std::vector<SchemaNote> schemas;
};

class Notes {
 public:
  explicit Notes(Compilation& c) : c_(c), builder_(c.tree.arena()) {}

  // All blocks of all modules. False: there are errors.
  bool Read();

  // Blocks of scope rule, in the order of the text.
  std::vector<const Note*> OfRule(const Rule& rule) const;
  // The block of this scope for the document or package at `path`, or null.
  const Note* Of(std::string_view scope, const Term& path) const;
  // All that apply to the rule, from the outermost package inwards.
  std::vector<const Note*> Around(const Rule& rule) const;
  // The path of a rule's document.
  Term* DocumentOf(const Rule& rule) const;

 private:
  using Entries = std::vector<std::pair<Value, Value>>;
  using Table = absl::flat_hash_map<std::string, const Note*>;

  void Read(const Module& module, const ast::Annotations& a);
  void Error(const ast::Annotations& a, std::string message);
  bool CheckScope(const ast::Annotations& a, const std::string& scope, bool is_entrypoint);
  bool ReadSchemas(const ast::Annotations& a, Value yaml, Note* note);
  void File(Note note);

  void Put(Entries& out, std::string_view key, Value value) { out.emplace_back(builder_.String(key), value); }
  Value Shape(Value yaml, const std::string& scope, bool is_entrypoint);
  Value RelatedResource(Value v);
  Value Author(Value v);
  Value Path(std::string_view dotted);
  Value Schema(Value v);

  Compilation& c_;
  ValueBuilder builder_;
  std::vector<std::unique_ptr<Note>> notes_;
  absl::flat_hash_map<const Rule*, std::vector<const Note*>> by_rule_;
  Table by_package_;
  Table by_path_;
};

}  // namespace reeve::semantics

#endif  // REEVE_LIB_SEMANTICS_METADATA_H_
