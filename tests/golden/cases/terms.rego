package terms

import rego.v1

array := [1, -2.50, "a", null, true, [x | some x in input.xs; x > limits.least]]

set := {"b", "a", input.s} | {y | y := input.ys[_].z}

object := {k: upper(v) | some k, v in input.object}

limits := {"least": 3}

greeting := $"Hello {input.name}, {count(input.xs)} items"

pair := [a, b] if [a, {"k": b}] = input.pair

inner := data.other[input.key].x

nested.deep[x] := true if some x in input.xs
