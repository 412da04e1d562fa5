# What the host may ask of the pod "shop": two containers, `web` and `audit`.
#
# The guest's agent asks one rule a request, by the request's name; `input` is the request as the agent writes it. A rule that is
# absent or false denies. Rules that answer an object also carry operations: the agent applies them to `data.pstate`, the pod's
# state, before the next request. So the policy knows which containers were made, which run, and which are gone.
package agent_policy

# Nothing but what a rule below allows.
default AllowRequestsFailingPolicy := false

default CopyFileRequest := false

default CreateContainerRequest := false

default CreateSandboxRequest := false

default ExecProcessRequest := false

default RemoveContainerRequest := false

default SetPolicyRequest := false

default StartContainerRequest := false

default UpdateInterfaceRequest := false

default WriteStreamRequest := false

# Harmless to any container: they read counters, or wait.
default DestroySandboxRequest := true

default GetOOMEventRequest := true

default GuestDetailsRequest := true

default OnlineCPUMemRequest := true

default SignalProcessRequest := true

default StatsContainerRequest := true

default WaitProcessRequest := true

# The sandbox: once, without hooks and kernel modules, with the one storage that all containers share.
CreateSandboxRequest := {"allowed": true, "ops": ops} if {
	not data.pstate.sandbox
	print("sandbox", input.sandbox_id)
	regex.match(policy_data.common.id, input.sandbox_id)
	input.guest_hook_path == ""
	count(input.kernel_modules) == 0
	input.sandbox_pidns == false
	every storage in input.storages {
		storage in policy_data.sandbox.storages
	}
	ops := [{"op": "add", "path": "/pstate/sandbox", "value": input.sandbox_id}]
}

# A container of the pod, as declared, and once only.
CreateContainerRequest := {"allowed": true, "ops": ops} if {
	id := input.container_id
	regex.match(policy_data.common.id, id)
	not data.pstate[id]
	some container in policy_data.containers
	print("container", id, "as", container.name)
	allow_annotations(container, input.OCI.Annotations)
	not created(container.name)
	allow_root(id, input.OCI.Root)
	allow_process(container, input.OCI.Process)
	allow_mounts(container, input.OCI.Mounts)
	allow_layers(container, id, input.storages)
	allow_linux(input.OCI.Linux)
	input.OCI.Hooks == null
	count(input.devices) == 0
	input.sandbox_pidns == false
	ops := [{"op": "add", "path": concat("/", ["/pstate", id]), "value": {"name": container.name, "state": "created"}}]
}

StartContainerRequest := {"allowed": true, "ops": ops} if {
	id := input.container_id
	data.pstate[id].state == "created"
	ops := [{"op": "replace", "path": concat("/", ["/pstate", id, "state"]), "value": "running"}]
}

RemoveContainerRequest := {"allowed": true, "ops": ops} if {
	id := input.container_id
	data.pstate[id].name
	ops := [{"op": "remove", "path": concat("/", ["/pstate", id])}]
}

# Commands in a container that runs: those that its entry lists, by text or by pattern, with the container's own user.
ExecProcessRequest if {
	input.string_user == null
	data.pstate[input.container_id].state == "running"
	some container in policy_data.containers
	container.name == data.pstate[input.container_id].name
	print("exec in", container.name, input.process.Args)
	allow_command(container.exec, concat(" ", input.process.Args))
	input.process.User == container.process.User
	input.process.NoNewPrivileges == true
	input.process.Cwd == container.process.Cwd
	allow_environment(container.process, input.process.Env)
}

# Files that the host hands over: resolv.conf, hosts and the like, in the shared folder and nowhere else.
CopyFileRequest if {
	print("copy to", input.path)
	not climbs(input.path)
	some pattern in policy_data.request_defaults.CopyFileRequest
	regex.match(in_sandbox(pattern), input.path)
	allow_file(input)
}

UpdateInterfaceRequest if {
	input.interface.name in policy_data.request_defaults.UpdateInterfaceRequest.names
	input.interface.devicePath == ""
	not input.interface.hwAddr in policy_data.request_defaults.UpdateInterfaceRequest.forbidden_addresses
}

# Standard output and error may be read; ReadStreamRequest has no default and no other rule.
ReadStreamRequest if data.pstate[input.container_id].state == "running"

created(name) if {
	some id
	data.pstate[id].name == name
}

allow_annotations(container, annotations) if {
	annotations["io.kubernetes.cri.sandbox-id"] == data.pstate.sandbox
	annotations["io.kubernetes.cri.sandbox-namespace"] == policy_data.common.namespace
	annotations["io.kubernetes.cri.container-name"] == container.name
}

allow_root(id, root) if {
	root.Readonly == true
	root.Path == concat("/", [policy_data.common.root, id, "rootfs"])
}

allow_process(container, process) if {
	process.Args == container.process.Args
	process.Cwd == container.process.Cwd
	process.User == container.process.User
	process.NoNewPrivileges == true
	process.Terminal == false
	allow_capabilities(container.process.Capabilities, process.Capabilities)
	allow_environment(container.process, process.Env)
}

# Fewer capabilities than declared are fine, more are not. The five lists are checked each by itself.
allow_capabilities(declared, lists) if {
	every kind in ["Ambient", "Bounding", "Effective", "Inheritable", "Permitted"] {
		extra := {c | some c in lists[kind]} - {c | some c in declared}
		count(extra) == 0
	}
}

allow_environment(declared, variables) if {
	every variable in variables {
		allow_variable(declared, variable)
	}
}

allow_variable(declared, variable) if variable in declared.Env

allow_variable(_, variable) if {
	some rule in policy_data.common.environment
	startswith(variable, concat("", [rule.name, "="]))
	regex.match(rule.value, trim_prefix(variable, concat("", [rule.name, "="])))
}

# As many mounts as declared, each of them one that is declared: same place, type and options, source by its pattern.
allow_mounts(container, mounts) if {
	count(mounts) == count(container.mounts)
	every mount in mounts {
		allow_mount(container, mount)
	}
}

allow_mount(container, mount) if {
	some declared in container.mounts
	declared.destination == mount.destination
	declared.type == mount.type_
	wanted := {o | some o in declared.options}
	options := {o | some o in mount.options}
	options == wanted
	regex.match(in_sandbox(declared.source), mount.source)
}

# The image: each layer a read-only block device under dm-verity, with the root hash that the owner built, in order.
allow_layers(container, id, storages) if {
	count(storages) == count(container.layers)
	every i, root_hash in container.layers {
		storage := storages[i]
		storage.driver == "blk"
		storage.fstype == "erofs"
		storage.mount_point == sprintf("%s/%s/layers/%d", [policy_data.common.root, id, i])
		options := {o | some o in storage.options}
		options == {"ro", sprintf("X-kata.dmverity.roothash=%s", [root_hash])}
	}
}

allow_linux(linux) if {
	count(linux.Devices) == 0
	count(linux.Sysctl) == 0
	namespaces := {n.Type | some n in linux.Namespaces}
	namespaces == {"ipc", "mount", "uts"}
	visible := {path | some path in policy_data.common.masked_paths} - {path | some path in linux.MaskedPaths}
	visible == set()
	writable := {path | some path in policy_data.common.readonly_paths} - {path | some path in linux.ReadonlyPaths}
	writable == set()
}

allow_command(exec, command) if command in exec.commands

allow_command(exec, command) if {
	some pattern in exec.patterns
	regex.match(pattern, command)
}

climbs(path) if ".." in split(path, "/")

allow_file(file) if file.file_type == "Regular"

allow_file(file) if file.file_type == "Directory"

# A link inside its own folder.
allow_file(file) if {
	file.file_type == "Symlink"
	not climbs(file.symlink_target)
	not startswith(file.symlink_target, "/")
}

# Patterns are written for any sandbox; this one's id stands in the state.
in_sandbox(pattern) := replace(pattern, "$(sandbox-id)", data.pstate.sandbox)

policy_data := {
	"common": {
		"id": "^[0-9a-f]{64}$",
		"namespace": "checkout",
		"root": "/run/kata-containers",
		"environment": [
			{"name": "HOSTNAME", "value": "^shop-[0-9a-f]{8}-[a-z0-9]{5}$"},
			{"name": "POD_IP", "value": "^10\\.(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){2}$"},
			{"name": "KUBERNETES_SERVICE_HOST", "value": "^10\\.0\\.[0-9]{1,3}\\.[0-9]{1,3}$"},
			{"name": "KUBERNETES_SERVICE_PORT", "value": "^443$"},
			{"name": "SHOP_REGION", "value": "^(eu|us|ap)-(north|south|east|west|central)-[1-4]$"},
			{"name": "LOG_LEVEL", "value": "^(error|warn|info)$"},
		],
		"masked_paths": [
			"/proc/acpi", "/proc/asound", "/proc/kcore", "/proc/keys", "/proc/latency_stats", "/proc/timer_list",
			"/proc/timer_stats", "/proc/sched_debug", "/proc/scsi", "/sys/firmware",
		],
		"readonly_paths": ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"],
	},
	"containers": [
		{
			"name": "web",
			"process": {
				"Args": ["/usr/bin/shop", "--listen=:8443", "--config=/etc/shop/shop.toml"],
				"Cwd": "/srv",
				"User": {"UID": 10001, "GID": 10001, "AdditionalGids": [10001], "Username": ""},
				"Capabilities": ["CAP_NET_BIND_SERVICE"],
				"Env": ["PATH=/usr/local/bin:/usr/bin:/bin", "SHOP_TLS=required", "SHOP_LEDGER=/var/ledger"],
			},
			"layers": [
				"8d6f1c0a7be2438fd5a1907c3e4b62f80c1d9e57aa3f26b4908e7d5c1f3a6b72",
				"3b0e94d7c6a1528f7f19e0d2b5c8a46391d07e6f2a5b8c3d4e1f90a7b6c5d832",
				"f4a90c1e6d2b7385a0e8c4f7195d3b62807fce1a9b4d3562e7c0f8a1d2b6e459",
			],
			"mounts": [
				{"destination": "/proc", "type": "proc", "source": "^proc$", "options": ["nosuid", "noexec", "nodev"]},
				{"destination": "/dev", "type": "tmpfs", "source": "^tmpfs$", "options": ["nosuid", "strictatime", "mode=755", "size=65536k"]},
				{"destination": "/sys", "type": "sysfs", "source": "^sysfs$", "options": ["nosuid", "noexec", "nodev", "ro"]},
				{"destination": "/dev/shm", "type": "bind", "source": "^/run/kata-containers/sandbox/shm$", "options": ["rbind"]},
				{
					"destination": "/etc/resolv.conf", "type": "bind", "options": ["rbind", "rprivate", "ro"],
					"source": "^/run/kata-containers/shared/containers/$(sandbox-id)-[0-9a-f]{16}-resolv\\.conf$",
				},
				{
					"destination": "/etc/shop", "type": "bind", "options": ["rbind", "rprivate", "ro"],
					"source": "^/run/kata-containers/shared/containers/$(sandbox-id)-[0-9a-f]{16}-config$",
				},
				{"destination": "/var/ledger", "type": "bind", "source": "^/run/kata-containers/sandbox/ledger$", "options": ["rbind", "rprivate", "rw"]},
			],
			"exec": {
				"commands": ["/usr/bin/shop healthz", "/usr/bin/shop version"],
				"patterns": ["^/usr/bin/shop orders --since=[0-9]{1,4}m$"],
			},
		},
		{
			"name": "audit",
			"process": {
				"Args": ["/usr/bin/audit", "--follow", "/var/ledger"],
				"Cwd": "/",
				"User": {"UID": 10002, "GID": 10002, "AdditionalGids": [10001, 10002], "Username": ""},
				"Capabilities": [],
				"Env": ["PATH=/usr/bin:/bin", "AUDIT_SINK=https://audit.example.org"],
			},
			"layers": [
				"8d6f1c0a7be2438fd5a1907c3e4b62f80c1d9e57aa3f26b4908e7d5c1f3a6b72",
				"61c7e0f9a2d4b8537e6f1a0c9d8b2e4f5376a1c0e9d8f7b6a5c4d3e2f1a0b9c8",
			],
			"mounts": [
				{"destination": "/proc", "type": "proc", "source": "^proc$", "options": ["nosuid", "noexec", "nodev"]},
				{"destination": "/dev", "type": "tmpfs", "source": "^tmpfs$", "options": ["nosuid", "strictatime", "mode=755", "size=65536k"]},
				{
					"destination": "/etc/resolv.conf", "type": "bind", "options": ["rbind", "rprivate", "ro"],
					"source": "^/run/kata-containers/shared/containers/$(sandbox-id)-[0-9a-f]{16}-resolv\\.conf$",
				},
				{"destination": "/var/ledger", "type": "bind", "source": "^/run/kata-containers/sandbox/ledger$", "options": ["rbind", "rprivate", "ro"]},
			],
			"exec": {"commands": ["/usr/bin/audit status"], "patterns": []},
		},
	],
	"sandbox": {"storages": [{
		"driver": "ephemeral", "driver_options": [], "source": "shm", "fstype": "tmpfs",
		"options": ["noexec", "nosuid", "nodev", "mode=1777", "size=67108864"],
		"mount_point": "/run/kata-containers/sandbox/shm", "fs_group": null, "shared": false,
	}]},
	"request_defaults": {
		"CopyFileRequest": [
			"^/run/kata-containers/shared/containers/$(sandbox-id)-[0-9a-f]{16}-(hosts|hostname|resolv\\.conf)$",
			"^/run/kata-containers/shared/containers/$(sandbox-id)-[0-9a-f]{16}-config(/[^/]+){0,2}$",
		],
		"UpdateInterfaceRequest": {"names": ["eth0"], "forbidden_addresses": ["00:00:00:00:00:00"]},
	},
}
