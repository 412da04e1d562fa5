#!/usr/bin/env python3
"""Writes all workloads in the form that contenders read: generate.py OUT [--kata FOLDER].

OUT/<name>/ gets a workload.json (../README.md has its form), policies and data. An input is stored as JSON text, so that all
contenders parse the same bytes. The folder of recorded Kata pods defaults to $REEVE_DATA/kata/requests; without it, they are left out.
"""
import argparse
import json
import os
import pathlib
import random
import re

HERE = pathlib.Path(__file__).resolve().parent
UNDEFINED = object()


def compact(value):
    return json.dumps(value, separators=(",", ":"))


def emit(folder, name, version, policy, data, requests):
    """requests: (kind, query, input text, expected value or UNDEFINED)."""
    target = folder / name
    target.mkdir(parents=True, exist_ok=True)
    (target / "policy.rego").write_text(policy)
    rows = []
    for kind, query, text, expect in requests:
        row = {"kind": kind, "query": query, "input": text}
        if expect is not UNDEFINED:
            row["expect"] = expect
        rows.append(row)
    files = []
    if data is not None:
        (target / "data.json").write_text(compact(data))
        files = ["data.json"]
    document = {"name": name, "rego_version": version, "policies": ["policy.rego"], "data": files, "requests": rows}
    (target / "workload.json").write_text(json.dumps(document, indent=1))


def without_prints(policy):
    """The same rules without print calls, each of which stands on a line of its own; an emptied body becomes `true`."""
    lines = [line for line in policy.split("\n") if not re.fullmatch(r"\s*print\(.*\)\s*", line)]
    text = re.sub(r"\{\s*\n(\s*)\}", r"{\n\1  true\n\1}", "\n".join(lines))
    if re.search(r"^\s*print\(", text, re.M):
        raise ValueError("a print call spans lines")
    return text


def recorded(out, folder):
    for pod in sorted(path for path in folder.iterdir() if path.is_dir()):
        expected = json.loads((pod / "outputs.json").read_text())
        requests = []
        # One line a request, nearly JSON: ["ep":"NAME",{...}],
        for line in (pod / "inputs.txt").read_text().split("\n"):
            match = re.fullmatch(r'\s*\["ep":"(\w+)",(.*)\],?\s*', line)
            if match:
                kind, text = match.groups()
                json.loads(text)
                requests.append((kind, f"data.agent_policy.{kind}", text, expected[len(requests)]))
        if len(requests) != len(expected):
            raise ValueError(f"{pod}: {len(requests)} requests, {len(expected)} answers")
        policy = (pod / "policy.rego").read_text()
        emit(out, f"kata/{pod.name}", 0, policy, None, requests)
        emit(out, f"kata-noprint/{pod.name}", 0, without_prints(policy), None, requests)


def checked_in(out, name, data=None, requests=None):
    policy = (HERE / name / "policy.rego").read_text()
    if requests is None:
        rows = json.loads((HERE / name / "requests.json").read_text())
        requests = [(r["kind"], r["rule"], r["input"], r.get("expect", UNDEFINED)) for r in rows]
    emit(out, name, 1, policy, data, [(k, f"data.bench.{rule}", compact(i), e) for k, rule, i, e in requests])


def rules(out, n):
    body = "".join(f'allow if {{\n\tinput.method == "GET"\n\tinput.path == "/p{i}"\n}}\n\n' for i in range(n))
    cases = [("hit", f"/p{i}", "GET", True) for i in (0, n // 2, n - 1)]
    cases += [("miss", "/none", "GET", UNDEFINED), ("miss", "/p1", "PUT", UNDEFINED)]
    emit(out, f"rules-{n}", 1, "package bench\n\n" + body, None,
         [(kind, "data.bench.allow", compact({"method": method, "path": path}), expect) for kind, path, method, expect in cases])


def membership(out, n, chance):
    users = [f"user-{chance.randrange(10 ** 8):08d}@example.com" for _ in range(n)]
    policy = "package bench\n\nallow if input.user in users\n\nusers := {\n" + "".join(f"\t{json.dumps(u)},\n" for u in users) + "}\n"
    cases = [("hit", users[0], True), ("hit", users[-1], True), ("miss", "mallory@example.com", UNDEFINED)]
    emit(out, f"member-{n}", 1, policy, None, [(k, "data.bench.allow", compact({"user": u}), e) for k, u, e in cases])


def comprehension(out, chance):
    items = [{"id": f"i{i}", "weight": chance.randrange(1000), "owner": f"owner{chance.randrange(20)}"} for i in range(1000)]
    heavy = sum(1 for item in items if item["weight"] > 500)
    owners = sorted({item["owner"] for item in items if item["weight"] > 900})
    checked_in(out, "comprehension", None, [("array", "heavy", {"items": items}, heavy), ("set", "owners", {"items": items}, owners)])


def rbac(out, chance, n=1000):
    actions = ["read", "write", "update", "delete", "list"]
    grants = {f"role{i}": [{"action": a, "kind": f"kind{(i * 7 + k) % n}"} for k, a in enumerate(actions)] for i in range(n)}
    roles = {f"user{i}": [f"role{i}", f"role{(i * 31 + 1) % n}"] for i in range(n)}
    roles["root"] = ["admin"]
    requests = [("admin", "allow", {"user": "root", "action": "read", "kind": "kind1"}, True),
                ("nobody", "allow", {"user": "nobody", "action": "read", "kind": "kind1"}, False)]
    for i in range(8):
        user = f"user{chance.randrange(n)}"
        grant = dict(chance.choice(grants[roles[user][i % 2]]))
        if i % 2:
            grant["kind"] = "none"
        requests.append(("denied" if i % 2 else "granted", "allow", {"user": user, **grant}, i % 2 == 0))
    checked_in(out, "rbac", {"roles_of": roles, "grants_of": grants}, requests)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=pathlib.Path)
    data = os.environ.get("REEVE_DATA", "")
    parser.add_argument("--kata", type=pathlib.Path, default=pathlib.Path(data) / "kata/requests" if data else None)
    args = parser.parse_args()
    chance = random.Random(20240607)
    if args.kata and args.kata.is_dir():
        recorded(args.out, args.kata)
    checked_in(args.out, "default")
    for n in (10, 5000):
        rules(args.out, n)
    for n in (8, 2048):
        membership(args.out, n, chance)
    comprehension(args.out, chance)
    rbac(args.out, chance)


if __name__ == "__main__":
    main()
