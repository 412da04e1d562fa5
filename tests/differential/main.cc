// reeve_differential: generated cases, answered by Reeve and by OPA, compared.
//
//     reeve_differential --oracle PROGRAM [--count N] [--seed N] [--save DIR] [--keep DIR] [--coverage] [--switches] [--show SEED]
//     reeve_differential --oracle PROGRAM --broken [--count N] [--seed N] [--show SEED]
//
//   --oracle PROGRAM  built from conformance/oracle (target reeve_oracle)
//   --count, --seed   cases SEED, SEED + 1, ... (default 1000 from 1)
//   --save DIR        write each case that differs, shrunk, as DIR/seed-N.yaml with both answers above it
//   --keep DIR        write agreeing cases with OPA's answers as DIR/v1/*.yaml and DIR/v0/*.yaml
//   --coverage        count syntax nodes and instructions; those below 200 are marked
//   --switches        ask Reeve again with each optimization off: the answer must be the same
//   --broken          mutated modules instead: both refuse or both accept; places of errors are compared, too
//   --show SEED       print one case with both answers
//
// Cases at which OPA itself fails are counted and left out. Exit code 1 if any case differs.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "conformance/oracle_client.h"
#include "tests/differential/answer.h"
#include "tests/differential/case_files.h"
#include "tests/differential/coverage.h"
#include "tests/differential/mutate.h"

namespace reeve::differential {
namespace {

constexpr uint64_t kLeastCovered = 200;
constexpr size_t kKeptBytes = 3000;   // longer cases are not worth keeping
constexpr size_t kKeptCases = 120;    // a version

struct Arguments {
  std::string oracle, save, keep;
  uint64_t count = 1000, seed = 1;
  bool coverage = false, switches = false, broken = false;
  std::optional<uint64_t> show;
};

std::optional<Arguments> ParseArguments(int argc, char** argv) {
  Arguments a;
  for (int i = 1; i < argc; ++i) {
    std::string flag = argv[i];
    bool has_value = i + 1 < argc;
    if (flag == "--coverage") a.coverage = true;
    else if (flag == "--switches") a.switches = true;
    else if (flag == "--broken") a.broken = true;
    else if (flag == "--oracle" && has_value) a.oracle = argv[++i];
    else if (flag == "--save" && has_value) a.save = argv[++i];
    else if (flag == "--keep" && has_value) a.keep = argv[++i];
    else if (flag == "--count" && has_value) a.count = std::strtoull(argv[++i], nullptr, 10);
    else if (flag == "--seed" && has_value) a.seed = std::strtoull(argv[++i], nullptr, 10);
    else if (flag == "--show" && has_value) a.show = std::strtoull(argv[++i], nullptr, 10);
    else return std::nullopt;
  }
  return a.oracle.empty() ? std::nullopt : std::optional<Arguments>(a);
}

std::string Commented(const std::string& text) {
  std::string out = "# ";
  for (char c : text) out += c == '\n' ? "\n# " : std::string(1, c);
  return out + "\n";
}

void Save(const GeneratedCase& c, uint64_t seed, Comparison how, const Arguments& a, conformance::OracleClient& oracle) {
  GeneratedCase small = Shrink(c, how, oracle);
  Answer reeve = AskReeve(small), opa = AskOpa(small, oracle);
  std::filesystem::create_directories(a.save);
  std::ofstream out(a.save + "/seed-" + std::to_string(seed) + ".yaml", std::ios::binary);
  out << Commented((small.v0 ? "v0; Reeve: " : "v1; Reeve: ") + reeve.Show()) << Commented("OPA: " + opa.Show())
      << kCaseFileHead << CaseEntry(small, "seed " + std::to_string(seed), opa);
}

// Writes kept cases, twenty a file.
class Keeper {
 public:
  explicit Keeper(std::string folder) : folder_(std::move(folder)) {}
  void Offer(const GeneratedCase& c, uint64_t seed, const Answer& opa) {
    if (folder_.empty()) return;
    size_t& count = counts_[c.v0];
    std::string entry = CaseEntry(c, "seed " + std::to_string(seed), opa);
    if (count >= kKeptCases || entry.size() > kKeptBytes || (!IsTelling(opa) && count % 5 != 0)) return;
    std::string path = folder_ + (c.v0 ? "/v0" : "/v1") + "/generated-" + std::to_string(count / 20) + ".yaml";
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    std::ofstream out(path, count % 20 == 0 ? std::ios::trunc : std::ios::app);
    out << (count % 20 == 0 ? kCaseFileHead : "") << entry;
    ++count;
  }

 private:
  std::string folder_;
  size_t counts_[2] = {0, 0};
};

int Show(uint64_t seed, conformance::OracleClient& oracle) {
  GeneratedCase c = Generate(seed);
  std::printf("%s", CaseEntry(c, "seed " + std::to_string(seed), AskOpa(c, oracle)).c_str());
  std::printf("OPA:   %s\n", AskOpa(c, oracle).Show(100000).c_str());
  std::fflush(stdout);
  std::printf("Reeve: %s\n", AskReeve(c).Show(100000).c_str());
  return 0;
}

std::string Percent(uint64_t part, uint64_t whole) {
  char text[64];
  std::snprintf(text, sizeof text, "%llu (%.1f %%)", static_cast<unsigned long long>(part),
                whole ? 100.0 * static_cast<double>(part) / static_cast<double>(whole) : 0.0);
  return text;
}

// How many optimizations change the answer when they are off.
uint64_t Unlike(const GeneratedCase& c, const Answer& with_all, uint64_t seed) {
  static constexpr struct { const char* name; Switches on; } kSwitches[] = {
      {"folding", {false, true, true}}, {"the rule index", {true, false, true}}, {"early exit", {true, true, false}},
      {"the comprehension index", {true, true, true, false}}};
  uint64_t unlike = 0;
  for (const auto& off : kSwitches) {
    Answer without = AskReeve(c, off.on);
    if (without.codes == with_all.codes && without.json == with_all.json && without.rego == with_all.rego) continue;
    ++unlike;
    std::printf("seed %llu differs without %s\n  with:    %s\n  without: %s\n", static_cast<unsigned long long>(seed), off.name,
                with_all.Show(300).c_str(), without.Show(300).c_str());
  }
  return unlike;
}

GeneratedCase Broken(uint64_t seed) {
  GeneratedCase c = Generate(seed);
  Random random(seed ^ 0x6272656b);
  c.modules.resize(1);  // of several wrong modules OPA tells of any
  c.modules[0] = Mutate(c.modules[0], random);
  return c;
}

int ShowBroken(uint64_t seed, conformance::OracleClient& oracle) {
  GeneratedCase c = Broken(seed);
  Answer opa = CheckWithOpa(c, oracle), reeve = CheckWithReeve(c);
  std::printf("%s\n", c.modules[0].c_str());
  for (const std::string& place : opa.places) std::printf("OPA:   %s\n", place.c_str());
  std::printf("OPA:   %s\n", opa.message.c_str());
  for (const std::string& place : reeve.places) std::printf("Reeve: %s\n", place.c_str());
  std::printf("Reeve: %s\n", reeve.message.c_str());
  return 0;
}

int RunBroken(const Arguments& a, conformance::OracleClient& oracle) {
  uint64_t accepted = 0, refused = 0, placed = 0, verdicts = 0, left_out = 0;
  for (uint64_t seed = a.seed; seed < a.seed + a.count; ++seed) {
    GeneratedCase c = Broken(seed);
    Answer opa = CheckWithOpa(c, oracle), reeve = CheckWithReeve(c);
    if (opa.failed() && (opa.codes[0] == "panic" || opa.codes[0] == "oracle_gone")) {
      ++left_out;
    } else if (opa.failed() != reeve.failed()) {
      ++verdicts;
      std::printf("seed %llu: OPA %s %s; Reeve %s %s\n", static_cast<unsigned long long>(seed), opa.failed() ? "refuses" : "accepts",
                  opa.message.c_str(), reeve.failed() ? "refuses" : "accepts", reeve.message.c_str());
    } else if (!opa.failed()) {
      ++accepted;
    } else {
      ++refused;
      bool same = std::count(opa.places.begin(), opa.places.end(), reeve.places[0]) > 0;
      placed += same;
      if (!same && refused - placed <= 20) {
        std::printf("seed %llu: OPA %s; Reeve %s\n", static_cast<unsigned long long>(seed), opa.message.c_str(), reeve.message.c_str());
      }
    }
  }
  std::printf("%llu broken modules from seed %llu: %llu accepted by both, %llu refused by both, %llu by one alone, %llu left out; "
              "code and row of the first error agree in %s\n",
              static_cast<unsigned long long>(a.count), static_cast<unsigned long long>(a.seed), static_cast<unsigned long long>(accepted),
              static_cast<unsigned long long>(refused), static_cast<unsigned long long>(verdicts),
              static_cast<unsigned long long>(left_out), Percent(placed, refused).c_str());
  return verdicts == 0 && placed * 100 >= refused * 99 ? 0 : 1;
}

int Run(const Arguments& a, conformance::OracleClient& oracle) {
  uint64_t same = 0, left_out = 0, text = 0, differs = 0, telling = 0, errors = 0, unlike = 0;
  Coverage coverage;
  Keeper keeper(a.keep);
  for (uint64_t seed = a.seed; seed < a.seed + a.count; ++seed) {
    GeneratedCase c = Generate(seed);
    Answer opa = AskOpa(c, oracle), reeve = AskReeve(c);
    Comparison how = Compare(reeve, opa);
    if (a.switches) unlike += Unlike(c, reeve, seed);
    if (a.coverage) {
      coverage.AddNodes(c);
      coverage.AddInstructions(c);
    }
    if (how == Comparison::kLeftOut) {
      ++left_out;
      continue;
    }
    telling += IsTelling(opa);
    errors += opa.failed();
    if (how == Comparison::kSame) {
      ++same;
      keeper.Offer(c, seed, opa);
      continue;
    }
    ++(how == Comparison::kDiffers ? differs : text);
    if (differs + text <= 20) {
      std::printf("seed %llu %s\n  OPA:   %s\n  Reeve: %s\n", static_cast<unsigned long long>(seed),
                  how == Comparison::kDiffers ? "differs" : "differs in its text", opa.Show(300).c_str(), reeve.Show(300).c_str());
    }
    if (!a.save.empty()) Save(c, seed, how, a, oracle);
  }
  uint64_t compared = a.count - left_out;
  std::printf("%llu cases from seed %llu: %s agree, %s differ, %s differ in their text only, %llu left out (OPA failed)\n",
              static_cast<unsigned long long>(a.count), static_cast<unsigned long long>(a.seed), Percent(same, compared).c_str(),
              Percent(differs, compared).c_str(), Percent(text, compared).c_str(), static_cast<unsigned long long>(left_out));
  std::printf("a defined value other than true and false: %s; errors: %s\n", Percent(telling, compared).c_str(),
              Percent(errors, compared).c_str());
  if (a.switches) std::printf("answers that differ with an optimization off: %llu\n", static_cast<unsigned long long>(unlike));
  if (a.coverage) std::printf("%zu node kinds and instructions occur less than %llu times\n", coverage.Print(kLeastCovered),
                              static_cast<unsigned long long>(kLeastCovered));
  return differs + text + unlike == 0 ? 0 : 1;
}

}  // namespace
}  // namespace reeve::differential

int main(int argc, char** argv) {
  using namespace reeve::differential;
  std::optional<Arguments> a = ParseArguments(argc, argv);
  if (!a) {
    std::cerr << "usage: reeve_differential --oracle PROGRAM [--count N] [--seed N] [--save DIR] [--keep DIR] [--coverage] [--switches] [--broken] [--show SEED]\n";
    return 2;
  }
  std::unique_ptr<reeve::conformance::OracleClient> oracle = reeve::conformance::OracleClient::Start(a->oracle);
  if (!oracle) {
    std::printf("not run: differential (no oracle at %s: build the target reeve_oracle, which needs Go)\n", a->oracle.c_str());
    return 77;  // ctest: skipped
  }
  if (a->broken) return a->show ? ShowBroken(*a->show, *oracle) : RunBroken(*a, *oracle);
  return a->show ? Show(*a->show, *oracle) : Run(*a, *oracle);
}
