# A policy that is cut at every byte: most forms of the language, two kilobytes.
package agent_policy

import rego.v1
import data.lib.strings as s

default CreateContainerRequest := false

default ExecProcessRequest := {"allowed": false, "reason": `not "listed"`}

policy_data := {
  "containers": [
    {"command": ["/bin/server", "--port=80"], "env": {"HOME": "/root", "TERM": "xterm\u0020"}, "readonly": true},
    {"command": ["/pause"], "env": {}, "readonly": true, "weight": -1.5e2},
  ],
  "sizes": {1, 2, 3},
}

# METADATA
# title: containers
CreateContainerRequest if {
  some i, container in policy_data.containers
  container.readonly == input.readonly
  every j, word in container.command { input.command[j] == word }
  not forbidden(input.command[0])
  count(input.command) <= 1 + i * 8
}

ExecProcessRequest := {"allowed": true, "ops": ops} if {
  ops := [op | some path in input.paths; op := {"op": "add", "path": path, "value": null}]
  count(ops) > 0
} else := {"allowed": false} if {
  input.paths == [] with input.paths as ["/a"]
}

forbidden(path) if regex.match(`^/(etc|usr)/.*\.conf$`, path)

forbidden(path) if { path in {"/bin/sh", "/bin/bash"} }

names contains name if {
  some name, _ in policy_data.containers[_].env
  startswith(name, "HO")
}

by_name[name] := {"value": v, "length": n} if {
  some name
  v := policy_data.containers[_].env[name]
  n := count(v)
}

a.b.c := x if x := sum([y | y := policy_data.sizes[_]; y != 2])

total(x, y) := z if {
  z := (x + y) * 2 - x / (y % 7)
} else := 0

seen := {[p, q] | p := policy_data.sizes[_]; q := (policy_data.sizes | {4})[_]; p < q}

kinds := {k: v | v := policy_data.containers[k].command[0]}

message := sprintf("%s: %d\t\"%v\"", ["caf\u00e9 \\ é", 12, true]) if {
  is_array(input.command); not input.silent
}

answer = 42 if { true }

last := policy_data.containers[1].command[0] # the end
