# A rule that falls back to its default: the least that an engine does for a request.
package bench

default allow := false

allow if {
	input.role == "admin"
	input.action != "delete"
}
