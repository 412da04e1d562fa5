# Roles and their grants as base documents; two joins by key.
package bench

default allow := false

allow if "admin" in data.roles_of[input.user]

allow if {
	some role in data.roles_of[input.user]
	some grant in data.grants_of[role]
	grant.action == input.action
	grant.kind == input.kind
}
