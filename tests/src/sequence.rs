//! `hpa.sequence`: several syncs of one HPA, each starting from the status and the state that the one before left.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::compare::{Others, Reply, with_fields};
use crate::recorder::Recorder;
use crate::surface::{Rust, Surface};

/// What a sync gives that upstream gives, too.
const OUTCOME: [&str; 4] = ["desiredReplicas", "rescale", "status", "events"];

/// The syncs of one HPA.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sequence {
    profile: Value,
    controller: Value,
    hpa: Value,
    #[serde(default)]
    hpas: Value,
    /// Whether the events are those that the controller records; else they were read behind client-go's machinery.
    #[serde(default, rename = "eventsAsRecorded")]
    events_as_recorded: bool,
    steps: Vec<Step>,
}

/// One sync: the cluster as it was, and what the controller made of it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    now: Value,
    scale: Value,
    pods: Value,
    /// The answers to the metrics of the spec, in its order.
    metrics: Value,
    ok: Map<String, Value>,
}

impl Sequence {
    /// Runs the syncs and gives the differences of the first that differs.
    pub fn differences(&self, surface: &mut dyn Surface) -> Vec<String> {
        let Self { hpa, controller, hpas, profile, .. } = self.clone();
        let mut chain = Chain::new(hpa, controller, hpas, profile);
        let mut recorder = Recorder::default();
        for (i, Step { now, scale, pods, metrics, ok }) in self.steps.iter().enumerate() {
            let step = json!({ "now": now, "scale": scale, "pods": pods, "metrics": metrics });
            let mut found = Vec::new();
            match chain.sync(surface, &step) {
                Ok(mut reply) => {
                    if !self.events_as_recorded {
                        recorder.read(i, &mut reply);
                    }
                    with_fields(&format!("steps[{i}].ok"), ok, &reply, Others::OnTop, &mut found);
                }
                Err(error) => found.push(format!("steps[{i}]: expected ok, got error {error}")),
            }
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }
}

/// An HPA between two syncs.
#[derive(Debug)]
pub struct Chain {
    hpa: Value,
    controller: Value,
    hpas: Value,
    profile: Value,
    state: Value,
    /// The requests for the metrics of the spec by the selector of the scale; none for a metric that cannot be asked.
    requests: BTreeMap<String, Vec<Option<String>>>,
}

impl Chain {
    /// An HPA that was never synced.
    #[must_use]
    pub fn new(hpa: Value, controller: Value, hpas: Value, profile: Value) -> Self {
        Self { hpa, controller, hpas, profile, state: Value::Null, requests: BTreeMap::new() }
    }

    /// The metrics of its spec, as they are filled in.
    #[must_use]
    pub fn metrics(&self) -> Vec<Value> {
        let filled = Rust.call("hpa.default", &json!({ "hpa": self.hpa })).unwrap_or_default();
        filled["hpa"]["spec"]["metrics"].as_array().cloned().unwrap_or_default()
    }

    /// One sync.
    ///
    /// # Errors
    /// Those of `hpa.reconcile`.
    pub fn sync(&mut self, surface: &mut dyn Surface, step: &Value) -> Reply {
        let input = self.input(surface, step);
        let reply = surface.call("hpa.reconcile", &input)?;
        self.hpa["status"] = reply["status"].clone();
        self.state = reply["state"].clone();
        Ok(reply)
    }

    /// What the next sync looks at: the input of `hpa.reconcile`.
    pub fn input(&mut self, surface: &mut dyn Surface, step: &Value) -> Value {
        let mut input = json!({
            "hpa": self.hpa,
            "scale": step["scale"],
            "pods": step["pods"],
            "metrics": self.answers(surface, step),
            "controller": self.controller,
            "profile": self.profile,
            "now": step["now"],
        });
        if self.hpas.is_array() {
            input["hpas"] = self.hpas.clone();
        }
        if !self.state.is_null() {
            input["state"] = self.state.clone();
        }
        input
    }

    /// The step's answers under the paths that the controller asks for.
    fn answers(&mut self, surface: &mut dyn Surface, step: &Value) -> Map<String, Value> {
        let selector = step["scale"]["status"]["selector"].as_str().unwrap_or_default();
        if !self.requests.contains_key(selector) {
            let requests =
                self.metrics().iter().map(|metric| self.request(surface, metric, selector)).collect();
            self.requests.insert(selector.to_owned(), requests);
        }
        let answers = step["metrics"].as_array().into_iter().flatten();
        let both = self.requests[selector].iter().zip(answers);
        both.filter_map(|(path, answer)| Some((path.clone()?, answer.clone()))).collect()
    }

    /// The request for one metric alone, since one that cannot be asked fails them all.
    fn request(&self, surface: &mut dyn Surface, metric: &Value, selector: &str) -> Option<String> {
        let mut hpa = self.hpa.clone();
        hpa["spec"]["metrics"] = json!([metric]);
        let reply = surface.call("hpa.requests", &json!({ "hpa": hpa, "selector": selector })).ok()?;
        reply["requests"][0]["path"].as_str().map(str::to_owned)
    }
}

/// What the library gives for a whole sequence, as the oracle answers it.
///
/// # Errors
/// Those of `hpa.reconcile`.
pub fn outcomes(input: &Value) -> Reply {
    let part = |name: &str| input[name].clone();
    let mut chain = Chain::new(part("hpa"), part("controller"), part("hpas"), part("profile"));
    let mut steps = Vec::new();
    for step in input["steps"].as_array().into_iter().flatten() {
        let mut reply = chain.sync(&mut Rust, step)?;
        let kept: Map<_, _> = OUTCOME.iter().map(|name| ((*name).to_owned(), reply[*name].take())).collect();
        steps.push(Value::Object(kept));
    }
    Ok(json!({ "steps": steps }))
}
