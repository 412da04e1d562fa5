// The meta-schemas of drafts 4, 6 and 7: schemas that schemas match. Only what a validator looks at is in them: titles,
// descriptions and defaults are not. See json_schema.h.
#include <string>

#include "builtins/json_schema.h"

namespace reeve::builtins {
namespace {

struct DraftUrl {
  Draft draft;
  std::string_view url;
};
constexpr DraftUrl kDrafts[] = {{Draft::k4, "http://json-schema.org/draft-04/schema"},
                                {Draft::k6, "http://json-schema.org/draft-06/schema"},
                                {Draft::k7, "http://json-schema.org/draft-07/schema"}};

constexpr unsigned k4 = 1, k6 = 2, k7 = 4, kFrom6 = k6 | k7, kEach = k4 | k6 | k7;

struct Keyword {
  std::string_view name, schema;
  unsigned drafts;
};

// #SIZE and #SIZE0 stand for the definitions of counts, whose names changed after draft 4.
constexpr Keyword kKeywords[] = {
    {"id", R"({"type":"string"})", k4},
    {"$id", R"({"type":"string","format":"uri-reference"})", kFrom6},
    {"$schema", R"({"type":"string"})", k4},
    {"$schema", R"({"type":"string","format":"uri"})", kFrom6},
    {"$ref", R"({"type":"string","format":"uri-reference"})", kFrom6},
    {"$comment", R"({"type":"string"})", k7},
    {"title", R"({"type":"string"})", kEach},
    {"description", R"({"type":"string"})", kEach},
    {"default", "{}", k4 | k6},
    {"default", "true", k7},
    {"readOnly", R"({"type":"boolean"})", k7},
    {"examples", R"({"type":"array","items":{}})", kFrom6},
    {"multipleOf", R"({"type":"number","minimum":0,"exclusiveMinimum":true})", k4},
    {"multipleOf", R"({"type":"number","exclusiveMinimum":0})", kFrom6},
    {"maximum", R"({"type":"number"})", kEach},
    {"exclusiveMaximum", R"({"type":"boolean"})", k4},
    {"exclusiveMaximum", R"({"type":"number"})", kFrom6},
    {"minimum", R"({"type":"number"})", kEach},
    {"exclusiveMinimum", R"({"type":"boolean"})", k4},
    {"exclusiveMinimum", R"({"type":"number"})", kFrom6},
    {"maxLength", R"({"$ref":"#SIZE"})", kEach},
    {"minLength", R"({"$ref":"#SIZE0"})", kEach},
    {"pattern", R"({"type":"string","format":"regex"})", kEach},
    {"additionalItems", R"({"anyOf":[{"type":"boolean"},{"$ref":"#"}]})", k4},
    {"additionalItems", R"({"$ref":"#"})", kFrom6},
    {"items", R"({"anyOf":[{"$ref":"#"},{"$ref":"#/definitions/schemaArray"}]})", kEach},
    {"maxItems", R"({"$ref":"#SIZE"})", kEach},
    {"minItems", R"({"$ref":"#SIZE0"})", kEach},
    {"uniqueItems", R"({"type":"boolean"})", kEach},
    {"contains", R"({"$ref":"#"})", kFrom6},
    {"maxProperties", R"({"$ref":"#SIZE"})", kEach},
    {"minProperties", R"({"$ref":"#SIZE0"})", kEach},
    {"required", R"({"$ref":"#/definitions/stringArray"})", kEach},
    {"additionalProperties", R"({"anyOf":[{"type":"boolean"},{"$ref":"#"}]})", k4},
    {"additionalProperties", R"({"$ref":"#"})", kFrom6},
    {"definitions", R"({"type":"object","additionalProperties":{"$ref":"#"}})", kEach},
    {"properties", R"({"type":"object","additionalProperties":{"$ref":"#"}})", kEach},
    {"patternProperties", R"({"type":"object","additionalProperties":{"$ref":"#"}})", k4 | k6},
    {"patternProperties", R"({"type":"object","additionalProperties":{"$ref":"#"},"propertyNames":{"format":"regex"}})", k7},
    {"dependencies", R"({"type":"object","additionalProperties":{"anyOf":[{"$ref":"#"},{"$ref":"#/definitions/stringArray"}]}})",
     kEach},
    {"propertyNames", R"({"$ref":"#"})", kFrom6},
    {"const", "{}", k6},
    {"const", "true", k7},
    {"enum", R"({"type":"array","minItems":1,"uniqueItems":true})", kEach},
    {"type",
     R"({"anyOf":[{"$ref":"#/definitions/simpleTypes"},)"
     R"({"type":"array","items":{"$ref":"#/definitions/simpleTypes"},"minItems":1,"uniqueItems":true}]})",
     kEach},
    {"format", R"({"type":"string"})", kEach},
    {"contentMediaType", R"({"type":"string"})", k7},
    {"contentEncoding", R"({"type":"string"})", k7},
    {"if", R"({"$ref":"#"})", k7},
    {"then", R"({"$ref":"#"})", k7},
    {"else", R"({"$ref":"#"})", k7},
    {"allOf", R"({"$ref":"#/definitions/schemaArray"})", kEach},
    {"anyOf", R"({"$ref":"#/definitions/schemaArray"})", kEach},
    {"oneOf", R"({"$ref":"#/definitions/schemaArray"})", kEach},
    {"not", R"({"$ref":"#"})", kEach},
};

void Replace(std::string& text, std::string_view what, std::string_view by) {
  for (size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) text.replace(at, what.size(), by);
}

std::string MetaSchema(const DraftUrl& draft) {
  bool four = draft.draft == Draft::k4;
  unsigned mask = four ? k4 : draft.draft == Draft::k6 ? k6 : k7;
  std::string size = four ? "positiveInteger" : "nonNegativeInteger", url(draft.url);
  std::string text = "{\"" + std::string(four ? "id" : "$id") + "\":\"" + url + "#\",\"$schema\":\"" + url + "#\",\"type\":";
  text += four ? "\"object\"" : R"(["object","boolean"])";
  text += R"(,"definitions":{"schemaArray":{"type":"array","minItems":1,"items":{"$ref":"#"}},")" + size +
          R"(":{"type":"integer","minimum":0},")" + size + R"(Default0":{"allOf":[{"$ref":"#SIZE"},{}]},)"
          R"("simpleTypes":{"enum":["array","boolean","integer","null","number","object","string"]},)"
          R"("stringArray":{"type":"array","items":{"type":"string"},)" + (four ? R"("minItems":1,)" : "") + R"("uniqueItems":true}})";
  text += four ? R"(,"dependencies":{"exclusiveMaximum":["maximum"],"exclusiveMinimum":["minimum"]})" : "";
  text += ",\"properties\":{";
  bool first = true;
  for (const Keyword& keyword : kKeywords) {
    if ((keyword.drafts & mask) == 0) continue;
    text.append(first ? "\"" : ",\"").append(keyword.name).append("\":").append(keyword.schema);
    first = false;
  }
  text += "}}";
  Replace(text, "#SIZE0", "#/definitions/" + size + "Default0");
  Replace(text, "#SIZE", "#/definitions/" + size);
  return text;
}

}  // namespace

std::string MetaSchemaAt(std::string_view url) {
  for (const DraftUrl& draft : kDrafts) {
    if (draft.url == url) return MetaSchema(draft);
  }
  return "";
}

Draft DraftOf(std::string_view url) {
  for (const DraftUrl& draft : kDrafts) {
    if (draft.url == url) return draft.draft;
  }
  return Draft::kUnknown;
}

}  // namespace reeve::builtins
