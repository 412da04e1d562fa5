// Reading files and folders. Interface: files.h.
#include "tools/files.h"

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <iterator>
#include <memory>
#include <utility>

#include "base/arena.h"
#include "value/yaml.h"

namespace reeve::tools {
namespace {

namespace fs = std::filesystem;

constexpr size_t kMaxFileBytes = size_t{1} << 30;

enum class FileKind { kRego, kJson, kYaml, kOther };

FileKind KindOf(const fs::path& path) {
  std::string extension = path.extension().string();
  if (extension == ".rego") return FileKind::kRego;
  if (extension == ".json") return FileKind::kJson;
  if (extension == ".yaml" || extension == ".yml") return FileKind::kYaml;
  return FileKind::kOther;
}

// The system's words for an error, as Go writes them.
std::string Words(const std::error_code& error) {
  std::string text = error.message();
  if (!text.empty()) text[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[0])));
  return text;
}

// The file's name into each error that has none.
Status Prefixed(const std::string& name, const Status& status) {
  std::vector<Diagnostic> diagnostics = status.diagnostics();
  for (Diagnostic& d : diagnostics) {
    if (!d.file.empty() || d.message.rfind(name, 0) == 0) continue;
    if (d.row > 0) d.file = name;
    else d.message = name + ": " + d.message;
  }
  return Status(std::move(diagnostics));
}

Result<Document> ReadYaml(std::string_view text) {
  Arena arena;
  Result<Value> value = value::ParseYaml(arena, text);
  if (!value.ok()) return value.status();
  return Document::Copy(*value);
}

// `document` at data.a.b for the place {"a", "b"}.
Document Nested(Document document, const std::vector<std::string>& place) {
  if (place.empty()) return document;
  Arena arena;
  ValueBuilder builder(arena);
  Value value = document.root();
  for (size_t i = place.size(); i-- > 0;) {
    std::pair<Value, Value> entry(builder.String(place[i]), value);
    value = builder.Object({&entry, 1});
  }
  return Document::Copy(value);
}

// All files in a folder and below, by name.
Result<std::vector<fs::path>> FilesBelow(const std::string& root) {
  std::error_code error;
  std::vector<fs::path> files;
  fs::recursive_directory_iterator it(root, error), end;
  while (!error && it != end) {
    if (it->is_regular_file()) files.push_back(it->path());
    it.increment(error);
  }
  if (error) return Status(Code::kInvalidInput, root + ": " + Words(error));
  std::sort(files.begin(), files.end());
  return files;
}

Status NoSuchFile(const std::string& path, const std::error_code& error) {
  return Status(Code::kInvalidInput, "stat " + path + ": " + (error ? Words(error) : "no such file or directory"));
}

class Loader {
 public:
  explicit Loader(Wanted wanted) : wanted_(wanted) {}

  Status Load(const std::string& argument) {
    auto [place, path] = SplitPlace(argument);
    std::error_code error;
    fs::file_status status = fs::status(path, error);
    if (!fs::exists(status)) return NoSuchFile(path, error);
    if (fs::is_directory(status)) return LoadFolder(path, place);
    return LoadFile(path, place, true);
  }

  Loaded Take() { return std::move(loaded_); }

 private:
  static std::pair<std::vector<std::string>, std::string> SplitPlace(std::string argument) {
    std::vector<std::string> place;
    if (argument.rfind("file://", 0) == 0) return {place, argument.substr(7)};
    size_t colon = argument.find(':');
    if (colon == std::string::npos || colon == 0) return {place, argument};
    std::string names = argument.substr(0, colon);
    for (size_t start = 0; start <= names.size();) {
      size_t dot = std::min(names.find('.', start), names.size());
      place.push_back(names.substr(start, dot - start));
      start = dot + 1;
    }
    return {place, argument.substr(colon + 1)};
  }

  Status LoadFolder(const std::string& root, const std::vector<std::string>& place) {
    Result<std::vector<fs::path>> files = FilesBelow(root);
    if (!files.ok()) return files.status();
    for (const fs::path& file : *files) {
      std::vector<std::string> inner = place;
      for (const fs::path& part : file.lexically_relative(root).parent_path()) inner.push_back(part.string());
      if (Status status = LoadFile(file.lexically_normal().string(), inner, false); !status.ok()) return status;
    }
    return Status();
  }

  // `named`: on the command line, so that it is read whatever its name ends with.
  Status LoadFile(const std::string& path, const std::vector<std::string>& place, bool named) {
    FileKind kind = KindOf(path);
    if (kind == FileKind::kOther && !named) return Status();
    if (wanted_ == Wanted::kModules && kind != FileKind::kRego && !(named && kind == FileKind::kOther)) return Status();
    Result<std::string> text = ReadFile(path);
    if (!text.ok()) return text.status();
    if (kind == FileKind::kOther) {
      bool data = wanted_ == Wanted::kAll && text->find_first_not_of(" \t\r\n") != std::string::npos &&
                  (*text)[text->find_first_not_of(" \t\r\n")] == '{';
      kind = data ? FileKind::kJson : FileKind::kRego;
    }
    if (kind == FileKind::kRego) {
      loaded_.modules.push_back({path, std::move(*text)});
      return Status();
    }
    Result<Document> document = kind == FileKind::kJson ? Document::FromJson(*text) : ReadYaml(*text);
    if (!document.ok()) return Prefixed(path, document.status());
    if (place.empty() && !document->root().is_object()) {
      return Status(Code::kInvalidInput, path + ": document must be of type object");
    }
    loaded_.documents.push_back({path, Nested(std::move(*document), place)});
    return Status();
  }

  Wanted wanted_;
  Loaded loaded_;
};

}  // namespace

Result<std::string> ReadFile(const std::string& path) {
  auto fail = [&](int error) { return Status(Code::kInvalidInput, "open " + path + ": " + Words({error, std::generic_category()})); };
  struct Closer {
    void operator()(std::FILE* f) const { if (f != stdin) std::fclose(f); }
  };
  errno = 0;
  std::unique_ptr<std::FILE, Closer> file(path == "-" ? stdin : std::fopen(path.c_str(), "rb"));
  if (!file) return fail(errno);
  std::string text;
  char buffer[1 << 16];
  while (size_t n = std::fread(buffer, 1, sizeof buffer, file.get())) {
    text.append(buffer, n);
    if (text.size() > kMaxFileBytes) return Status(Code::kSizeLimit, path + ": larger than 1 GiB");
  }
  if (std::ferror(file.get())) return fail(errno);
  return text;
}

Result<Loaded> LoadPaths(const std::vector<std::string>& paths, Wanted wanted) {
  Loader loader(wanted);
  for (const std::string& path : paths) {
    if (Status status = loader.Load(path); !status.ok()) return status;
  }
  return loader.Take();
}

Result<std::map<std::string, std::string>> LoadSchemas(const std::string& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) return NoSuchFile(path, error);
  const bool folder = fs::is_directory(status);
  std::vector<fs::path> files = {path};
  if (folder) {
    Result<std::vector<fs::path>> found = FilesBelow(path);
    if (!found.ok()) return found.status();
    files = std::move(*found);
  }
  std::map<std::string, std::string> schemas;
  for (const fs::path& file : files) {
    std::string name = "schema";
    if (folder) {
      for (const fs::path& part : file.lexically_relative(path).replace_extension()) name += "[\"" + part.string() + "\"]";
    }
    Result<std::string> text = ReadFile(file.string());
    if (!text.ok()) return text.status();
    Result<Document> document = ReadDocument(*text);
    if (!document.ok()) return Prefixed(file.string(), document.status());
    schemas[name] = document->root().ToJson();
  }
  return schemas;
}

Result<Document> ReadDocument(std::string_view text) {
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) return Document();
  Result<Document> json = Document::FromJson(text);
  if (json.ok() || json.status().code() != Code::kInvalidInput) return json;
  Result<Document> yaml = ReadYaml(text);
  if (yaml.ok()) return yaml;
  return json.status();
}

std::string AnyPackage(const Loaded& loaded) { return loaded.modules.size() > 1 ? "reeve" : ""; }

Status AddTo(Engine& engine, Loaded loaded) {
  for (LoadedModule& module : loaded.modules) {
    std::string name = module.name;
    if (Status status = engine.AddModule(std::move(module.name), std::move(module.text)); !status.ok()) return Prefixed(name, status);
  }
  for (const LoadedDocument& document : loaded.documents) {
    if (Status status = engine.AddData(document.document); !status.ok()) return Prefixed(document.name, status);
  }
  return Status();
}

}  // namespace reeve::tools
