// The documents that a schema's $refs may lead to. See json_schema.h.
#ifndef REEVE_LIB_BUILTINS_JSON_SCHEMA_REFERENCES_H_
#define REEVE_LIB_BUILTINS_JSON_SCHEMA_REFERENCES_H_

#include <absl/container/flat_hash_map.h>

#include <string>
#include <string_view>

#include "builtins/go_url.h"
#include "builtins/json_schema.h"

namespace reeve::builtins {

// A schema, or a part of one, and the draft of the document it stands in.
struct SchemaDocument {
  Value value;
  Draft draft = Draft::kUnknown;
};

class SchemaReferences {
 public:
  explicit SchemaReferences(CallContext& call) : call_(call) {}

  // Takes in a document whose URL, without fragment, is `url`: every $id in it becomes an address, every $ref absolute.
  bool Add(Value document, const Url& url, std::string* error);
  // The text of the $ref of a schema of such a document; nothing if it has none that is a string.
  std::optional<std::string_view> ReferenceOf(Value schema) const;
  // What an absolute reference leads to.
  bool Resolve(std::string_view reference, SchemaDocument* out, std::string* error);

 private:
  bool Walk(Value v, const Url& base, Draft draft, std::string* error);
  bool WalkMembers(Value object, bool schemas, const Url& base, Draft draft, std::string* error);
  bool TakeId(Value object, Url* base, Draft draft, std::string* error);
  bool Load(const Url& url, std::string_view reference, SchemaDocument* out, std::string* error);
  std::string_view Keep(const std::string& text);

  CallContext& call_;
  absl::flat_hash_map<std::string_view, SchemaDocument> documents_;                 // by URL
  absl::flat_hash_map<const Table*, std::string_view> absolute_;                    // $ref by the schema it stands in
};

// Which draft a document's $schema names; kUnknown: none, or one that is not known.
bool DetectDraft(Value document, Draft* draft, std::string* error);

}  // namespace reeve::builtins

#endif  // REEVE_LIB_BUILTINS_JSON_SCHEMA_REFERENCES_H_
