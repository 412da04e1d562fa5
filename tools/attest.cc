// reeve attest: the subcommands' frame. Interface: RunAttest (cli.h) and attest.h. Tested by docs/attestation.md.
#include "tools/attest.h"

#include <cstdio>

#include "tools/files.h"
#include "tools/output.h"

namespace reeve::tools {
namespace {

constexpr Verb kSubcommands[] = {
    {"hash", "[flags] FILE", "the HOST_DATA that a policy, an initdata document or a pod must be launched with",
     RunAttestHash},
    {"report", "[flags]", "get this VM's attestation report", RunAttestReport},
    {"show", "[flags] REPORT", "print a report's fields with their meaning", RunAttestShow},
    {"verify", "[flags] REPORT [CERTIFICATE]", "find out who made a report, and whether it says what it should",
     RunAttestVerify},
    {"url", "[flags] REPORT", "print where AMD keeps the certificates of a report's signer", RunAttestUrl},
};

void PrintUsage(std::FILE* to) {
  std::fputs("AMD SEV-SNP attestation.\n\nUsage: reeve attest SUBCOMMAND [flags] ...\n\n", to);
  for (const Verb& verb : kSubcommands)
    std::fprintf(to, "  %-8s %s\n", std::string(verb.name).c_str(), std::string(verb.summary).c_str());
  std::fputs(
      "\n`reeve attest SUBCOMMAND --help` tells its flags, with examples.\n"
      "Exit codes: 0 done, verified; 1 refused, or the command line cannot be read; 2 no answer: a file or this "
      "machine is at fault.\n",
      to);
}

}  // namespace

int RunAttest(const Words& words) {
  if (words.empty() || words[0] == "--help" || words[0] == "-h") {
    PrintUsage(words.empty() ? stderr : stdout);
    return words.empty() ? kExitNo : kExitOk;
  }
  std::vector<std::string> names;
  for (const Verb& verb : kSubcommands) {
    if (verb.name == words[0]) return verb.run(Words(words.begin() + 1, words.end()));
    names.emplace_back(verb.name);
  }
  std::optional<std::string> near = Nearest(words[0], names);
  std::fprintf(stderr, "reeve attest: there is no subcommand \"%s\"%s\n`reeve attest --help` lists them.\n",
               OneLine(words[0], 80).c_str(), near ? ("; did you mean \"" + *near + "\"?").c_str() : "");
  return kExitNo;
}

void DescribeAttest(CLI::App& app, std::string_view subcommand, std::string_view description,
                    std::string_view examples) {
  app.description(std::string(description) + "\n");
  app.name("reeve attest " + std::string(subcommand));
  app.get_formatter()->column_width(34);
  app.footer("\n" + std::string(examples));
}

std::string TextOf(const Status& status) {
  std::string text;
  for (const Diagnostic& d : status.diagnostics()) text += (text.empty() ? "" : "; ") + d.message;
  return text;
}

int FailAttest(std::string_view subcommand, const std::string& what) {
  Write(stderr, "reeve attest " + std::string(subcommand) + ": " + what + "\n");
  return kExitError;
}

Result<std::vector<uint8_t>> ReadBytes(const std::string& path) {
  Result<std::string> text = ReadFile(path);
  if (!text.ok()) return text.status();
  return std::vector<uint8_t>(text->begin(), text->end());
}

Result<std::vector<uint8_t>> ParseHex(std::string_view hex, size_t bytes, std::string_view what) {
  auto digit = [](char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
  };
  std::vector<uint8_t> out;
  for (size_t i = 0; i + 1 < hex.size() && hex.size() == 2 * bytes; i += 2) {
    if (digit(hex[i]) < 0 || digit(hex[i + 1]) < 0) break;
    out.push_back(static_cast<uint8_t>(digit(hex[i]) << 4 | digit(hex[i + 1])));
  }
  if (out.size() != bytes)
    return Status(Code::kInvalidArgument,
                  std::string(what) + " must be " + std::to_string(2 * bytes) + " hexadecimal digits");
  return out;
}

std::string AsText(std::span<const uint8_t> bytes) { return std::string(bytes.begin(), bytes.end()); }

}  // namespace reeve::tools
