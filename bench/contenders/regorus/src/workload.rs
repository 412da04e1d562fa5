//! A workload file of the benchmark's protocol (see bench/README.md): policies, data and requests with their answers.

use serde_json::Value as Json;
use std::error::Error;
use std::path::Path;

pub struct Request {
    pub kind: String,
    pub query: String,
    pub text: String,
    /// None: the answer is undefined.
    pub expect: Option<Json>,
}

pub struct Workload {
    pub name: String,
    pub v0: bool,
    pub policies: Vec<(String, String)>,
    pub data: Vec<String>,
    pub requests: Vec<Request>,
}

fn string(json: &Json) -> Result<String, Box<dyn Error>> {
    Ok(json.as_str().ok_or("a string is missing in the workload")?.to_string())
}

fn list(json: &Json) -> &[Json] {
    json.as_array().map_or(&[], |array| array.as_slice())
}

impl Workload {
    pub fn read(path: &str) -> Result<Workload, Box<dyn Error>> {
        let folder = Path::new(path).parent().unwrap_or(Path::new("."));
        let json: Json = serde_json::from_str(&std::fs::read_to_string(path)?)?;
        let mut workload = Workload {
            name: string(&json["name"])?,
            v0: json["rego_version"] == 0,
            policies: vec![],
            data: vec![],
            requests: vec![],
        };
        for name in list(&json["policies"]) {
            let name = string(name)?;
            let text = std::fs::read_to_string(folder.join(&name))?;
            workload.policies.push((name, text));
        }
        for name in list(&json["data"]) {
            workload.data.push(std::fs::read_to_string(folder.join(string(name)?))?);
        }
        for request in list(&json["requests"]) {
            workload.requests.push(Request {
                kind: string(&request["kind"])?,
                query: string(&request["query"])?,
                text: string(&request["input"])?,
                expect: request.get("expect").cloned(),
            });
        }
        Ok(workload)
    }
}

/// Equal as JSON, numbers by value (1 == 1.0).
pub fn same(a: &Json, b: &Json) -> bool {
    match (a, b) {
        (Json::Number(x), Json::Number(y)) => x == y || x.as_f64() == y.as_f64(),
        (Json::Array(x), Json::Array(y)) => x.len() == y.len() && x.iter().zip(y).all(|(p, q)| same(p, q)),
        (Json::Object(x), Json::Object(y)) => {
            x.len() == y.len() && x.iter().all(|(key, v)| y.get(key).is_some_and(|u| same(v, u)))
        }
        _ => a == b,
    }
}
