//! regorus behind one face: the interpreter as the Kata agent drives it, or the register machine (feature `rvm`).

use crate::workload::{Request, Workload};
use regorus::{Engine, PolicyLengthConfig, Value};
use std::error::Error;
use std::hint::black_box;
use std::num::{NonZeroU32, NonZeroUsize};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// A loaded policy. `answerer` makes what answers requests: one a thread.
pub struct Loaded {
    engine: Engine,
    #[cfg(feature = "rvm")]
    program: std::sync::Arc<regorus::rvm::program::Program>,
    #[cfg(feature = "rvm")]
    data: Value,
}

pub struct Answerer {
    #[cfg(not(feature = "rvm"))]
    engine: Engine,
    #[cfg(feature = "rvm")]
    machine: regorus::rvm::vm::RegoVM,
}

fn new_engine(workload: &Workload) -> Outcome<(Engine, Value)> {
    let mut engine = Engine::new();
    engine.set_rego_v0(workload.v0);
    engine.set_strict_builtin_errors(false);
    engine.set_gather_prints(true);
    engine.set_policy_length_config(PolicyLengthConfig {
        max_col: NonZeroU32::new(1 << 20).ok_or("0")?,
        max_file_bytes: NonZeroUsize::new(16 << 20).ok_or("0")?,
        max_lines: NonZeroUsize::new(200_000).ok_or("0")?,
    });
    let mut data = Value::new_object();
    for text in &workload.data {
        data = Value::from_json_str(text)?;
        engine.add_data(data.clone())?;
    }
    for (name, text) in &workload.policies {
        engine.add_policy(name.clone(), text.clone())?;
    }
    Ok((engine, data))
}

#[cfg(not(feature = "rvm"))]
impl Loaded {
    pub fn new(workload: &Workload) -> Outcome<Loaded> {
        let (mut engine, _) = new_engine(workload)?;
        // Analysis and scheduling are lazy: any evaluation does them.
        engine.set_input(Value::new_object());
        engine.eval_query("true".to_string(), false)?;
        Ok(Loaded { engine })
    }

    pub fn answerer(&self) -> Outcome<Answerer> {
        Ok(Answerer { engine: self.engine.clone() })
    }
}

#[cfg(not(feature = "rvm"))]
impl Answerer {
    /// As the agent asks: eval_query of the rule, then the prints, joined to one text.
    fn evaluate(&mut self, request: &Request, input: Value) -> Outcome<Value> {
        self.engine.set_input(input);
        let results = self.engine.eval_query(request.query.clone(), false)?;
        black_box(self.engine.take_prints()?.join(" "));
        Ok(results.result.first().map_or(Value::Undefined, |row| row.expressions[0].value.clone()))
    }
}

#[cfg(feature = "rvm")]
impl Loaded {
    pub fn new(workload: &Workload) -> Outcome<Loaded> {
        use regorus::languages::rego::compiler::Compiler;
        let (mut engine, data) = new_engine(workload)?;
        let mut entries: Vec<&str> = workload.requests.iter().map(|r| r.query.as_str()).collect();
        entries.sort();
        entries.dedup();
        let first: regorus::Rc<str> = (*entries.first().ok_or("no entry point to compile")?).into();
        let policy = engine.compile_with_entrypoint(&first)?;
        let program = Compiler::compile_from_policy(&policy, &entries).map_err(|e| e.to_string())?;
        Ok(Loaded { engine, program, data })
    }

    pub fn answerer(&self) -> Outcome<Answerer> {
        black_box(&self.engine);
        let mut machine = regorus::rvm::vm::RegoVM::new();
        machine.load_program(self.program.clone());
        machine.set_data(self.data.clone()).map_err(|e| e.to_string())?;
        machine.set_max_instructions(usize::MAX);
        Ok(Answerer { machine })
    }
}

#[cfg(feature = "rvm")]
impl Answerer {
    fn evaluate(&mut self, request: &Request, input: Value) -> Outcome<Value> {
        self.machine.set_input(input);
        Ok(self.machine.execute_entry_point_by_name(&request.query).map_err(|e| e.to_string())?)
    }
}

impl Answerer {
    /// Input text in, decision out.
    pub fn answer(&mut self, request: &Request) -> Outcome<Value> {
        self.evaluate(request, Value::from_json_str(&request.text)?)
    }
}
