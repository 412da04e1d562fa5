//! The contender regorus: one workload in, one line of JSON out (bench/README.md has the protocol).
//!
//! Flags: --label=NAME, --cold-only, --first=KIND, --threads=N. The engine is chosen when building, see Cargo.toml.

mod clock;
mod engine;
mod workload;

use clock::now;
use engine::{Answerer, Loaded};
use regorus::Value;
use serde_json::{json, Map, Value as Json};
use std::error::Error;
use std::hint::black_box;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};
use workload::{same, Request, Workload};

type Outcome<T> = Result<T, Box<dyn Error>>;
type Line = Map<String, Json>;

#[derive(Default)]
struct Flags {
    label: String,
    first: String,
    cold_only: bool,
    threads: usize,
    file: String,
}

fn flags() -> Outcome<Flags> {
    let mut flags = Flags::default();
    for argument in std::env::args().skip(1) {
        match argument.split_once('=').unwrap_or((argument.as_str(), "")) {
            ("--label", value) => flags.label = value.into(),
            ("--first", value) => flags.first = value.into(),
            ("--threads", value) => flags.threads = value.parse()?,
            ("--cold-only", _) => flags.cold_only = true,
            _ => flags.file = argument,
        }
    }
    Ok(flags)
}

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

fn status_kb(field: &str) -> i64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(field)).unwrap_or("");
    line.split_whitespace().nth(1).and_then(|text| text.parse().ok()).unwrap_or(0)
}

/// "ok", or the first wrong answer.
fn check(answerer: &mut Answerer, workload: &Workload) -> Outcome<String> {
    for (i, request) in workload.requests.iter().enumerate() {
        let got = match answerer.answer(request) {
            Ok(Value::Undefined) => None,
            Ok(value) => Some(serde_json::from_str::<Json>(&value.to_json_str()?)?),
            Err(error) => return Ok(format!("request {i} ({}): {error}", request.kind)),
        };
        let right = match (&got, &request.expect) {
            (None, None) => true,
            (Some(got), Some(expect)) => same(got, expect),
            _ => false,
        };
        if !right {
            return Ok(format!("request {i} ({}): got {got:?}, want {:?}", request.kind, request.expect));
        }
    }
    Ok("ok".into())
}

/// Median and minimum, over rounds, of the mean time of one of `n` requests in a pass.
fn measure(n: usize, mut pass: impl FnMut()) -> (f64, f64) {
    let round = setting("PB_ROUND_MS", 30) * 1_000_000;
    let start = now();
    let mut passes = 0u32;
    while passes == 0 || now() - start < round {
        pass();
        passes += 1;
    }
    let mut times: Vec<f64> = (0..setting("PB_ROUNDS", 7).max(1))
        .map(|_| {
            let start = now();
            (0..passes).for_each(|_| pass());
            (now() - start) as f64 / passes as f64 / n as f64
        })
        .collect();
    times.sort_by(f64::total_cmp);
    (times[times.len() / 2], times[0])
}

fn must(answerer: &mut Answerer, request: &Request) {
    black_box(answerer.answer(request).expect("answered before"));
}

/// Times of single requests, in order.
fn latencies(answerer: &mut Answerer, requests: &[Request]) -> Outcome<Vec<u64>> {
    let mut times = vec![];
    for request in requests {
        let start = now();
        black_box(answerer.answer(request)?);
        times.push(now() - start);
    }
    Ok(times)
}

fn add_times(line: &mut Line, answerer: &mut Answerer, workload: &Workload) -> Outcome<()> {
    let requests = &workload.requests;
    let (median, min) = measure(requests.len(), || requests.iter().for_each(|r| must(answerer, r)));
    line.insert("ns_per_request".into(), json!(median));
    line.insert("min_ns".into(), json!(min));
    let mut kinds: Vec<&str> = requests.iter().map(|r| r.kind.as_str()).collect();
    kinds.sort();
    kinds.dedup();
    let mut by_kind = Map::new();
    for kind in kinds {
        let some: Vec<&Request> = requests.iter().filter(|r| r.kind == kind).collect();
        let (median, min) = measure(some.len(), || some.iter().for_each(|r| must(answerer, r)));
        by_kind.insert(kind.into(), json!({"n": some.len(), "ns_per_request": median, "min_ns": min}));
    }
    line.insert("kinds".into(), Json::Object(by_kind));
    line.insert("latencies_ns".into(), json!(latencies(answerer, requests)?));
    Ok(())
}

/// Requests a second of `threads` threads on one loaded policy.
fn throughput(loaded: &Loaded, workload: &Workload, threads: usize) -> f64 {
    let stop = AtomicBool::new(false);
    let done = AtomicU64::new(0);
    let start = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let mut answerer = loaded.answerer().expect("a policy that answered before");
                let mut mine = 0;
                while !stop.load(Ordering::Relaxed) {
                    workload.requests.iter().for_each(|r| must(&mut answerer, r));
                    mine += workload.requests.len() as u64;
                }
                done.fetch_add(mine, Ordering::Relaxed);
            });
        }
        std::thread::sleep(Duration::from_millis(setting("PB_THREAD_MS", 250)));
        stop.store(true, Ordering::Relaxed);
    });
    done.load(Ordering::Relaxed) as f64 / start.elapsed().as_secs_f64()
}

fn run(flags: &Flags, workload: &Workload, line: &mut Line) -> Outcome<String> {
    let rss = status_kb("VmRSS");
    let start = now();
    let loaded = Loaded::new(workload)?;
    let load = now() - start;
    line.insert("cold_load_us".into(), json!(load as f64 / 1e3));
    line.insert("load_rss_kb".into(), json!(status_kb("VmRSS") - rss));
    let mut answerer = loaded.answerer()?;
    if flags.cold_only {
        if let Some(first) = workload.requests.iter().find(|r| r.kind == flags.first) {
            answerer.answer(first)?;
            line.insert("first_answer_us".into(), json!((now() - start) as f64 / 1e3));
            return Ok("ok".into());
        }
        let times = latencies(&mut answerer, &workload.requests)?;
        line.insert("first_answer_us".into(), json!((load + times[0]) as f64 / 1e3));
        line.insert("first_pass_ns".into(), json!(times.iter().sum::<u64>() as f64 / times.len() as f64));
        line.insert("latencies_ns".into(), json!(times));
        return Ok("ok".into());
    }
    let answers = check(&mut answerer, workload)?;
    if answers == "ok" && flags.threads > 0 {
        line.insert("threads".into(), json!(flags.threads));
        line.insert("requests_per_s".into(), json!(throughput(&loaded, workload, flags.threads)));
    } else if answers == "ok" {
        add_times(line, &mut answerer, workload)?;
    }
    Ok(answers)
}

fn main() -> Outcome<()> {
    let flags = flags()?;
    let workload = Workload::read(&flags.file)?;
    let mut line = Map::new();
    line.insert("contender".into(), json!(flags.label));
    line.insert("version".into(), json!("regorus 0.14.1"));
    line.insert("workload".into(), json!(workload.name));
    let answers = run(&flags, &workload, &mut line).unwrap_or_else(|error| error.to_string().replace('\n', " "));
    line.insert("peak_rss_kb".into(), json!(status_kb("VmHWM")));
    line.insert("answers".into(), json!(answers));
    println!("{}", Json::Object(line));
    Ok(())
}
