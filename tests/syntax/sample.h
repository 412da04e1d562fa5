// A module with every construct of the language, and mutations of it.
#ifndef REEVE_TESTS_SYNTAX_SAMPLE_H_
#define REEVE_TESTS_SYNTAX_SAMPLE_H_

#include <random>
#include <string>

namespace reeve::syntax {

inline const char kSample[] = R"(# METADATA
# title: sample
package sample.policy

import data.lib.util as u
import input.request

default allow := false

allow if {
	input.user.name == "ann\u00e9"  # comment
	some role in input.roles
	not u.denied[role]
	every k, v in {"a": 1, "b": [2, 3.5e1, -4]} {
		k != "c"
		v >= 0
	}
}

deny contains msg if {
	names := [n | n := input.names[_]; startswith(n, `raw\x`)]
	ids := {x: y | y := names[x]}
	msg := sprintf("%d of %v %s", [count(names) * 2 + 1, ids, $"tpl {x + 1} \{ end"])
}

size := 1 if {
	x := 1; x == 1
} else := 3

f(x, [y, _]) := z if {
	z := (x - y) / 2 % 3
	x in {1, 2, z} with input.a as {"b": set()} with data.c as -z
} else := y if x == null

table := {
	"rows": [
		{"id": 1, "tags": ["x", "y"], "ok": true},
		{"id": 2.50, "tags": [], "ok": false, "none": null},
	],
}

p[q].r["s t"] := data.x[i].y[j] | {1} & {2} if i < j
)";

// The text with three bytes changed, dropped or added.
inline std::string Mutated(std::string text, std::mt19937& random) {
  static const std::string kBytes = "{}[]()|&=:;,.\"`$-+<>!\\ \n#xin01\t";
  for (int i = 0; i < 3; ++i) {
    size_t at = random() % text.size();
    switch (random() % 3) {
      case 0: text[at] = kBytes[random() % kBytes.size()]; break;
      case 1: text.erase(at, 1 + random() % 3); break;
      default: text.insert(at, 1, kBytes[random() % kBytes.size()]); break;
    }
  }
  return text;
}

}  // namespace reeve::syntax

#endif  // REEVE_TESTS_SYNTAX_SAMPLE_H_
