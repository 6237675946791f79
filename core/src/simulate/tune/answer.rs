//! The best candidate: what it sets, and what each field of it buys.

use serde::Serialize;
use serde_json::{Map, Value};

use super::goal::{Trial, target};
use super::knob::{Direction, Field, Setting};
use super::search::{Tuner, put_back};
use crate::kube::HorizontalPodAutoscaler;
use crate::kube::autoscaling::MetricSpec;

/// What a search came to.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Answer {
    /// Whether the best candidate meets the goal; where none does, it is the nearest.
    pub meets: bool,
    /// Whether the search was at its end, and not stopped.
    pub ended: bool,
    /// Simulations that there were.
    pub simulations: usize,
    /// The HPA as it was given.
    pub start: Trial,
    /// The best one.
    pub best: Trial,
    /// What it sets otherwise, and what that buys; nothing where the HPA itself is the best.
    pub changes: Vec<Change>,
    /// The same as a merge patch of the HPA, as `kubectl patch --type merge` takes it; lists are whole in it.
    pub patch: Value,
    /// The HPA with it.
    #[serde(skip)]
    pub hpa: HorizontalPodAutoscaler,
}

/// A field that is set otherwise.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Change {
    /// The field's path, such as `spec.minReplicas`.
    pub path: String,
    /// What it was; where the HPA leaves it out, what it stands for.
    pub from: Value,
    /// What it is.
    pub to: Value,
    /// What would come of it with this field as it was; absent where a search that was stopped or short of simulations did not ask.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub without: Option<Trial>,
}

impl Answer {
    pub(super) fn of(tuner: &Tuner, ended: bool) -> Option<Self> {
        let trial = |candidate: &[usize]| tuner.seen.get(candidate).cloned().flatten();
        let given: Vec<usize> = tuner.knobs.iter().map(|knob| knob.given).collect();
        let (start, best) = (trial(&given)?, trial(&tuner.best)?);
        let hpa = tuner.hpa_of(&tuner.best);
        let mut patch = Map::new();
        let mut changes = Vec::new();
        for (place, knob) in tuner.changed(&tuner.best) {
            let of = |place: Option<&usize>| {
                place.and_then(|place| knob.values.get(*place)).map_or(Value::Null, Setting::to_json)
            };
            let to = of(tuner.best.get(place));
            let path = knob.field.path(&hpa);
            match knob.field {
                // A list has no part that could be patched.
                Field::Target(_) => {
                    let metrics = serde_json::to_value(&hpa.spec.metrics).unwrap_or_default();
                    patch.insert("metrics".to_owned(), metrics);
                }
                _ => insert(&mut patch, path.iter().map(String::as_str), to.clone()),
            }
            changes.push(Change {
                path: format!("spec.{}", path.join(".")),
                from: of(Some(&knob.given)),
                to,
                without: trial(&put_back(&tuner.best, place, knob.given)),
            });
        }
        let mut whole = Map::new();
        if !patch.is_empty() {
            whole.insert("spec".to_owned(), Value::Object(patch));
        }
        Some(Self {
            meets: best.meets(),
            ended,
            simulations: tuner.done(),
            start,
            best,
            changes,
            patch: Value::Object(whole),
            hpa,
        })
    }
}

/// Puts a value at a path of an object.
fn insert<'p>(object: &mut Map<String, Value>, mut path: impl Iterator<Item = &'p str>, value: Value) {
    let Some(first) = path.next() else { return };
    let mut rest = path.peekable();
    if rest.peek().is_none() {
        object.insert(first.to_owned(), value);
        return;
    }
    let rest: Vec<&str> = rest.collect();
    let inner = object.entry(first).or_insert_with(|| Value::Object(Map::new()));
    if let Value::Object(inner) = inner {
        insert(inner, rest.into_iter(), value);
    }
}

impl Setting {
    fn to_json(&self) -> Value {
        match self {
            Self::Number(number) => Value::from(*number),
            Self::Quantity(quantity) => Value::from(quantity.to_string()),
            Self::Policies(policies) => serde_json::to_value(policies).unwrap_or_default(),
        }
    }
}

impl Field {
    /// Its path within the spec.
    fn path(self, hpa: &HorizontalPodAutoscaler) -> Vec<String> {
        let rules = |direction, field: &str| {
            let direction = match direction {
                Direction::Up => "scaleUp",
                Direction::Down => "scaleDown",
            };
            ["behavior", direction, field].map(str::to_owned).to_vec()
        };
        match self {
            Self::MinReplicas => vec!["minReplicas".to_owned()],
            Self::MaxReplicas => vec!["maxReplicas".to_owned()],
            Self::Window(direction) => rules(direction, "stabilizationWindowSeconds"),
            Self::Policies(direction) => rules(direction, "policies"),
            Self::Target(place) => {
                let metric = hpa.spec.metrics.get(place);
                let source = metric.map_or("", source_of);
                let target = metric.and_then(target);
                let field = match target {
                    Some(target) if target.average_utilization.is_some() => "averageUtilization",
                    Some(target) if target.average_value.is_some() => "averageValue",
                    _ => "value",
                };
                vec![format!("metrics[{place}]"), source.to_owned(), "target".to_owned(), field.to_owned()]
            }
        }
    }
}

/// The field of a metric that its source stands in.
fn source_of(metric: &MetricSpec) -> &'static str {
    match metric {
        MetricSpec { object: Some(_), .. } => "object",
        MetricSpec { pods: Some(_), .. } => "pods",
        MetricSpec { resource: Some(_), .. } => "resource",
        MetricSpec { container_resource: Some(_), .. } => "containerResource",
        _ => "external",
    }
}
