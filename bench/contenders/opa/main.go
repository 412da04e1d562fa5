// The contender OPA: one workload in, one line of JSON out (bench/README.md has the protocol).
//
// Flags: --label=NAME, --prints=erased|joined, --cold-only, --first=KIND, --threads=N.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"sort"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/open-policy-agent/opa/v1/version"
)

type line map[string]any

func setting(name string, fallback int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return fallback
}

func statusKB(field string) int64 {
	text, _ := os.ReadFile("/proc/self/status")
	for _, row := range strings.Split(string(text), "\n") {
		if strings.HasPrefix(row, field) {
			n, _ := strconv.ParseInt(strings.Fields(row)[1], 10, 64)
			return n
		}
	}
	return 0
}

var cpu = os.Getenv("PB_CLOCK") == "cpu"
var began = time.Now()

// now gives nanoseconds of a clock that does not jump; with PB_CLOCK=cpu of the processor time that the process took.
func now() int64 {
	if !cpu {
		return time.Since(began).Nanoseconds()
	}
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return usage.Utime.Nano() + usage.Stime.Nano()
}

func must(r *request) {
	if _, err := r.answer(); err != nil {
		panic(err)
	}
}

// measure gives median and minimum, over rounds, of the mean time of one of the requests in a pass.
func measure(some []*request) (median, least float64) {
	pass := func() {
		for _, r := range some {
			must(r)
		}
	}
	round := int64(setting("PB_ROUND_MS", 30)) * 1e6
	passes := 0
	for start := now(); passes == 0 || now()-start < round; passes++ {
		pass()
	}
	var times []float64
	for range max(1, setting("PB_ROUNDS", 7)) {
		start := now()
		for range passes {
			pass()
		}
		times = append(times, float64(now()-start)/float64(passes)/float64(len(some)))
	}
	sort.Float64s(times)
	return times[len(times)/2], times[0]
}

// latencies gives the times of single requests, in order.
func latencies(w *workload) ([]int64, error) {
	var times []int64
	for _, r := range w.Requests {
		start := now()
		if _, err := r.answer(); err != nil {
			return nil, err
		}
		times = append(times, now()-start)
	}
	return times, nil
}

// throughput gives requests a second of so many threads on one loaded policy.
func throughput(w *workload, threads int) float64 {
	runtime.GOMAXPROCS(threads)
	var stop atomic.Bool
	var done atomic.Int64
	var all sync.WaitGroup
	start := time.Now()
	for range threads {
		all.Add(1)
		go func() {
			defer all.Done()
			for !stop.Load() {
				for _, r := range w.Requests {
					must(r)
				}
				done.Add(int64(len(w.Requests)))
			}
		}()
	}
	time.Sleep(time.Duration(setting("PB_THREAD_MS", 250)) * time.Millisecond)
	stop.Store(true)
	all.Wait()
	return float64(done.Load()) / time.Since(start).Seconds()
}

func (out line) addCold(w *workload, first string, start, load int64) error {
	for _, r := range w.Requests {
		if r.Kind == first {
			_, err := r.answer()
			out["first_answer_us"] = float64(now()-start) / 1e3
			return err
		}
	}
	times, err := latencies(w)
	if err != nil {
		return err
	}
	var sum int64
	for _, t := range times {
		sum += t
	}
	out["first_answer_us"] = float64(load+times[0]) / 1e3
	out["first_pass_ns"] = float64(sum) / float64(len(times))
	out["latencies_ns"] = times
	return nil
}

func (out line) addTimes(w *workload) (err error) {
	out["ns_per_request"], out["min_ns"] = measure(w.Requests)
	byKind := map[string][]*request{}
	for _, r := range w.Requests {
		byKind[r.Kind] = append(byKind[r.Kind], r)
	}
	kinds := line{}
	for kind, some := range byKind {
		median, least := measure(some)
		kinds[kind] = line{"n": len(some), "ns_per_request": median, "min_ns": least}
	}
	out["kinds"] = kinds
	out["latencies_ns"], err = latencies(w)
	return err
}

func run(w *workload, out line, first string, coldOnly bool, threads int) string {
	rss, start := statusKB("VmRSS"), now()
	if err := w.load(); err != nil {
		return "load: " + strings.Join(strings.Fields(err.Error()), " ")
	}
	load := now() - start
	out["cold_load_us"] = float64(load) / 1e3
	out["load_rss_kb"] = statusKB("VmRSS") - rss
	var err error
	if coldOnly {
		err = out.addCold(w, first, start, load)
	} else if answers := w.check(); answers != "ok" {
		return answers
	} else if threads > 0 {
		out["threads"], out["requests_per_s"] = threads, throughput(w, threads)
	} else {
		err = out.addTimes(w)
	}
	if err != nil {
		return err.Error()
	}
	return "ok"
}

func main() {
	var label, first, file string
	var coldOnly bool
	threads := 0
	for _, argument := range os.Args[1:] {
		name, value, _ := strings.Cut(argument, "=")
		switch name {
		case "--label":
			label = value
		case "--prints":
			collect = value == "joined"
		case "--first":
			first = value
		case "--threads":
			threads, _ = strconv.Atoi(value)
		case "--cold-only":
			coldOnly = true
		default:
			file = argument
		}
	}
	w, err := readWorkload(file)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	out := line{"contender": label, "version": "OPA " + version.Version, "workload": w.Name}
	answers := run(w, out, first, coldOnly, threads)
	out["peak_rss_kb"], out["answers"] = statusKB("VmHWM"), answers
	text, _ := json.Marshal(out)
	fmt.Println(string(text))
}
