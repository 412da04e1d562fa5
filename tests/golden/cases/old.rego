package old

p[x] { x := input.xs[_]; not q[x] }

q["a"]

r[k] = v { v := input.m[k] }

s { input.a = 1 } else = 2 { input.b }

f(1) = "one"

f(2) = "two"
