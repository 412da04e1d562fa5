package pod

import rego.v1

default allow := false

allow if {
	input.method == "GET"
	some rule in data.rules
	startswith(input.path, rule.prefix)
	not denied
}

allow if input.user in {"root", "admin"}

denied if {
	every part in split(input.path, "/") { part != ".." }
	count(input.path) > 4096
}

limits := {"cpu": 2, "memory": 512}

sizes[name] := size if some name, size in input.sizes

names contains lower(item.name) if some item in input.items

area(x) := x * x if is_number(x)

else := to_number(x) if is_string(x)
