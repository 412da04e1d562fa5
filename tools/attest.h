// reeve attest: what its subcommands share. Each is a verb of its own behind `attest`.
#ifndef REEVE_TOOLS_ATTEST_H_
#define REEVE_TOOLS_ATTEST_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reeve/attestation.h"
#include "tools/cli.h"

namespace reeve::tools {

int RunAttestHash(const Words& words);    // attest_hash.cc
int RunAttestReport(const Words& words);  // attest_report.cc
int RunAttestShow(const Words& words);    // attest_show.cc
int RunAttestVerify(const Words& words);  // attest_verify.cc
int RunAttestUrl(const Words& words);     // attest_show.cc

// An App that is named `reeve attest SUBCOMMAND`.
void DescribeAttest(CLI::App& app, std::string_view subcommand, std::string_view description,
                    std::string_view examples);
// "reeve attest NAME: ..." on standard error, and kExitError.
int FailAttest(std::string_view subcommand, const std::string& what);
std::string TextOf(const Status& status);  // its messages on one line

Result<std::vector<uint8_t>> ReadBytes(const std::string& path);
// Hexadecimal digits to bytes; kInvalidArgument unless there are `bytes` of them. `what` is named by the text.
Result<std::vector<uint8_t>> ParseHex(std::string_view hex, size_t bytes, std::string_view what);
std::string AsText(std::span<const uint8_t> bytes);

// A report as lines of `name  value  meaning`.
std::string ReportLines(const snp::Report& report, std::optional<snp::Product> product);

}  // namespace reeve::tools

#endif  // REEVE_TOOLS_ATTEST_H_
