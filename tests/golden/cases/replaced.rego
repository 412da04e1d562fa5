package replaced

import rego.v1

today := time.now_ns()

fixed := x if x := today with time.now_ns as 17

moved := x if x := inner with input.a as 1 with data.b as {"c": 2}

inner := [input.a, data.b.c]

chosen := 1 if input.kind == "a"

chosen := 2 if input.kind == "b"

chosen := 3 if input.kind == "c"

chosen := 4 if input.kind == "d"

chosen := 5 if input.kind == "e"
