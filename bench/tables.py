"""Results of bench/run as tables in Markdown: medians over rounds, and ratios to Reeve within the run."""
import statistics
from collections import defaultdict

BASE = "reeve"
# How the rounds become one number; bench/run --best takes the least instead, for a machine that does other work as well.
over_rounds = statistics.median
ORDER = ["reeve", "reeve-joined", "reeve-erased", "regorus-agent", "regorus-rvm", "opa", "opa-joined", "json-floor"]


def time_text(ns):
    if ns is None:
        return "–"
    for unit, size in (("ns", 1), ("µs", 1e3), ("ms", 1e6), ("s", 1e9)):
        if ns < 1000 * size or unit == "s":
            value = ns / size
            return f"{value:.0f} {unit}" if value >= 100 else f"{value:.1f} {unit}" if value >= 10 else f"{value:.2f} {unit}"


def with_ratio(value, base):
    if value is None:
        return "–"
    if not base:
        return time_text(value)
    ratio = value / base
    return f"{time_text(value)} ({ratio:,.0f}×)" if ratio >= 10 else f"{time_text(value)} ({ratio:.2g}×)"


def table(title, head, rows):
    if not rows:
        return
    print(f"\n## {title}\n")
    print("| " + " | ".join(head) + " |")
    print("|---|" + "---:|" * (len(head) - 1))
    for row in rows:
        print("| " + " | ".join(str(cell) for cell in row) + " |")


class Results:
    """Lines by part; (contender, workload) to the lines of all rounds."""

    def __init__(self, lines):
        self.by_part = defaultdict(lambda: defaultdict(list))
        self.failed = {}
        for line in lines:
            if line["answers"] == "ok":
                self.by_part[line["part"]][line["contender"], line["workload"]].append(line)
            else:
                self.failed[line["contender"], line["workload"]] = line["answers"]
        present = {line["contender"] for line in lines}
        self.contenders = [c for c in ORDER if c in present] + sorted(present - set(ORDER))
        self.rounds = 1 + max((line["round"] for line in lines), default=0)

    def lines(self, part, contender, workload):
        return self.by_part[part].get((contender, workload), [])

    def median(self, part, contender, workload, field):
        values = [line[field] for line in self.lines(part, contender, workload) if field in line]
        return over_rounds(values) if values else None

    def kata(self, contender):
        """The recorded workloads of a contender: one that cannot print runs those without print calls."""
        names = sorted({w for c, w in self.by_part["warm"] if c == contender and w.startswith("kata")})
        printing = [n for n in names if n.startswith("kata/")]
        return printing or names

    def pods(self):
        return [w.split("/")[1] for w in self.kata(BASE)]

    def over_pods(self, contender, value):
        """Sum over the recorded pods of value(workload) = (total ns, requests), as a mean; nothing if a pod is missing."""
        workloads = self.kata(contender)
        if [w.split("/")[1] for w in workloads] != self.pods():
            return None
        pairs = [value(w) for w in workloads]
        if not pairs or any(p is None for p in pairs):
            return None
        count = sum(n for _, n in pairs)
        return sum(total for total, _ in pairs) / count if count else None

    def kinds(self, contender, workload):
        """kind -> (median ns a request, requests)."""
        lines = self.lines("warm", contender, workload)
        if not lines:
            return {}
        return {kind: (over_rounds(line["kinds"][kind]["ns_per_request"] for line in lines), entry["n"])
                for kind, entry in lines[0]["kinds"].items()}

    def kind(self, contender, kind):
        def value(workload):
            ns, n = self.kinds(contender, workload).get(kind, (0.0, 0))
            return ns * n, n
        return self.over_pods(contender, value)

    def mean(self, contender, part, field):
        def value(workload):
            ns = self.median(part, contender, workload, field)
            n = len(self.lines(part, contender, workload)[0]["latencies_ns"]) if ns is not None else 0
            return None if ns is None else (ns * n, n)
        return self.over_pods(contender, value)

    def latencies(self, contender, part):
        """Of each recorded request the median time over rounds; and all single times."""
        medians, singles = [], []
        for workload in self.kata(contender):
            rounds = [line["latencies_ns"] for line in self.lines(part, contender, workload)]
            medians += [over_rounds(times) for times in zip(*rounds)]
            singles += [time for times in rounds for time in times]
        return sorted(medians), singles


def percentile(ordered, share):
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def kata_tables(r):
    if not r.pods():
        return
    rest = [c for c in r.contenders if r.kata(c)]
    head = ["", *rest]

    def row(name, values):
        return [name] + [with_ratio(v, None if c == BASE else values[0]) for c, v in zip(rest, values)]

    rows = [row("**mean of all requests**", [r.mean(c, "warm", "ns_per_request") for c in rest])]
    kinds = sorted({k for w in r.kata(BASE) for k in r.kinds(BASE, w)}, key=lambda k: -(r.kind(BASE, k) or 0))
    rows += [row(kind, [r.kind(c, kind) for c in rest]) for kind in kinds]
    table("Recorded Kata requests, warm: text in to decision out (in brackets: times Reeve)", head, rows)

    rows = [row("mean, each request once in a fresh process", [r.mean(c, "cold", "first_pass_ns") for c in rest])]
    for part, name in (("cold", "first pass"), ("warm", "warm")):
        times = {c: r.latencies(c, part) for c in rest}
        for share, label in ((0.5, "p50"), (0.99, "p99"), (1.0, "max")):
            rows.append(row(f"{name} {label}", [percentile(times[c][0], share) if times[c][0] else None for c in rest]))
        rows.append(row(f"{name}, slowest single call of all rounds", [max(times[c][1], default=None) for c in rest]))
    table("First pass and spread (of each request the median over rounds)", head, rows)

    pod = "pod-many-layers"
    if pod in r.pods():
        def of(part, c, field, scale):
            value = next((v for w in (f"kata/{pod}", f"kata-noprint/{pod}")
                          if (v := r.median(part, c, w, field)) is not None), None)
            return None if value is None else value * scale
        rows = [row("load", [of("cold", c, "cold_load_us", 1e3) for c in rest]),
                row("load to first CreateContainerRequest", [of("first", c, "first_answer_us", 1e3) for c in rest])]
        table(f"Load of {pod}'s policy, fresh process", head, rows)
        rows = []
        for name, field in (("memory grown by the load, KiB", "load_rss_kb"), ("peak of the process, KiB", "peak_rss_kb")):
            rows.append([name] + ["–" if (v := of("cold", c, field, 1)) is None else f"{v:.0f}" for c in rest])
        table(f"Memory with {pod}'s policy (RSS)", head, rows)
        rows = []
        for threads in (1, 2):
            cells = []
            for c in rest:
                found = [line["requests_per_s"] for w in r.kata(c) if w.endswith(pod) for line in r.lines("threads", c, w)
                         if line.get("threads") == threads]
                cells.append(f"{max(found) if over_rounds is min else statistics.median(found):,.0f}" if found else "–")
            rows.append([f"{threads} thread{'s' if threads > 1 else ''}", *cells])
        table(f"Requests a second on {pod}, one policy shared", head, rows)


def other_tables(r):
    names = sorted({w for _, w in r.by_part["warm"] if not w.startswith("kata")})
    rest = [c for c in r.contenders if any((c, w) in r.by_part["warm"] for w in names)]
    rows = []
    for name in names:
        base = r.median("warm", BASE, name, "ns_per_request")
        values = [r.median("warm", c, name, "ns_per_request") for c in rest]
        rows.append([name] + [with_ratio(v, None if c == BASE else base) for c, v in zip(rest, values)])
    table("Small workloads, warm, mean of a request", ["", *rest], rows)


def show(lines, best=False):
    global over_rounds
    over_rounds = min if best else statistics.median
    if not lines:
        print("no results")
        return 1
    r = Results(lines)
    print(f"{'Least' if best else 'Medians'} of {r.rounds} interleaved rounds. Only ratios carry over to other machines.")
    print("regorus-rvm runs the recorded policies with their print calls removed from the text: it cannot print.")
    kata_tables(r)
    other_tables(r)
    if r.failed:
        print("\nWrong or no answers:\n")
        for (contender, workload), answers in sorted(r.failed.items()):
            print(f"- {contender} on {workload}: {answers[:300]}")
    return 1 if any(c.startswith(BASE) for c, _ in r.failed) else 0
