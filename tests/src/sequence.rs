//! `hpa.sequence`: several syncs of one HPA, each starting from the status and the state that the one before left.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::compare::{Others, with_fields};
use crate::surface::Surface;

/// The syncs of one HPA.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sequence {
    profile: String,
    controller: Value,
    hpa: Value,
    steps: Vec<Step>,
}

/// One sync: the cluster as it was, and what the controller made of it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    now: String,
    scale: Value,
    pods: Value,
    /// The answers to the metrics of the spec, in its order.
    metrics: Vec<Value>,
    ok: Map<String, Value>,
}

impl Sequence {
    /// Runs the syncs and gives the differences of the first that differs.
    pub fn differences(&self, surface: &mut dyn Surface) -> Vec<String> {
        let mut hpa = self.hpa.clone();
        let mut state = Value::Null;
        for (i, step) in self.steps.iter().enumerate() {
            let metrics = match answers(surface, &hpa, step) {
                Ok(metrics) => metrics,
                Err(difference) => return vec![format!("steps[{i}]: {difference}")],
            };
            let mut input = json!({
                "hpa": hpa,
                "scale": step.scale,
                "pods": step.pods,
                "metrics": metrics,
                "controller": self.controller,
                "profile": self.profile,
                "now": step.now,
            });
            if !state.is_null() {
                input["state"] = state;
            }
            let reply = match surface.call("hpa.reconcile", &input) {
                Ok(reply) => reply,
                Err(error) => return vec![format!("steps[{i}]: expected ok, got error {error}")],
            };
            let mut found = Vec::new();
            with_fields(&format!("steps[{i}].ok"), &step.ok, &reply, Others::OnTop, &mut found);
            if !found.is_empty() {
                return found;
            }
            hpa["status"] = reply.get("status").cloned().unwrap_or_default();
            state = reply.get("state").cloned().unwrap_or_default();
        }
        Vec::new()
    }
}

/// The step's answers under the paths that the controller asks for.
fn answers(surface: &mut dyn Surface, hpa: &Value, step: &Step) -> Result<Map<String, Value>, String> {
    let input = json!({ "hpa": hpa, "selector": step.scale["status"]["selector"] });
    let reply =
        surface.call("hpa.requests", &input).map_err(|error| format!("hpa.requests gives error {error}"))?;
    let requests = reply["requests"].as_array().ok_or("hpa.requests gives no requests")?;
    if requests.len() != step.metrics.len() {
        return Err(format!("{} answers for {} requests", step.metrics.len(), requests.len()));
    }
    let path = |request: &Value| request["path"].as_str().unwrap_or_default().to_owned();
    Ok(requests.iter().map(path).zip(step.metrics.iter().cloned()).collect())
}
