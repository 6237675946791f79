//! All HPAs of a namespace or a cluster, one after the other: how each stands, the worst first.

use serde_json::{Value, json};

use super::ask::Ask;
use super::gather::{gather_from, namespace};
use super::kubectl::Kubectl;
use super::{ClusterArguments, Gathered};
use crate::commands::{list, text};
use crate::failure::Failure;
use crate::progress::Progress;

/// How an HPA stands, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    /// Its next sync cannot compute or write a count.
    CannotScale,
    /// Its next sync desires another count than it comes to.
    HeldBack,
    /// It could not be explained.
    Unknown,
    /// Nothing holds it.
    Fine,
}

impl State {
    fn name(self) -> &'static str {
        match self {
            Self::CannotScale => "cannot scale",
            Self::HeldBack => "held back",
            Self::Unknown => "unknown",
            Self::Fine => "fine",
        }
    }
}

/// One HPA of a scan.
struct Row {
    namespace: String,
    name: String,
    state: State,
    current: i64,
    desired: i64,
    cause: String,
    missing: Vec<String>,
}

/// Explains every HPA by what `explain` makes of it, and gives `{"hpas": […]}`, the worst first.
pub(crate) fn scan(
    cluster: &ClusterArguments,
    all_namespaces: bool,
    explain: impl Fn(&Gathered) -> Result<Value, Failure>,
) -> Result<Value, Failure> {
    let kubectl = Kubectl::new(cluster);
    let listed = hpas(&kubectl, cluster, all_namespaces)?;
    let progress = Progress::of(listed.len(), "HPAs");
    let mut rows = Vec::with_capacity(listed.len());
    for (namespace, name) in listed {
        let row = gather_from(&kubectl, &namespace, &name, cluster).and_then(|gathered| {
            let explained = explain(&gathered)?;
            Ok(row(&gathered, &explained))
        });
        let (state, current, desired, cause, missing) =
            row.unwrap_or_else(|failure| (State::Unknown, 0, 0, failure.message(), Vec::new()));
        rows.push(Row { namespace, name, state, current, desired, cause, missing });
        progress.advance();
    }
    rows.sort_by(|a, b| (a.state, &a.namespace, &a.name).cmp(&(b.state, &b.namespace, &b.name)));
    let rows: Vec<Value> = rows
        .into_iter()
        .map(|row| {
            json!({
                "namespace": row.namespace, "name": row.name, "state": row.state.name(), "currentReplicas": row.current,
                "desiredReplicas": row.desired, "cause": row.cause, "missing": row.missing,
            })
        })
        .collect();
    Ok(json!({ "hpas": rows }))
}

/// Namespaces and names.
fn hpas(
    kubectl: &Kubectl,
    cluster: &ClusterArguments,
    all_namespaces: bool,
) -> Result<Vec<(String, String)>, Failure> {
    const RESOURCE: &str = "horizontalpodautoscalers";
    let ask = if all_namespaces {
        Ask::new(
            "the HPAs of all namespaces",
            format!("/apis/autoscaling/v2/{RESOURCE}"),
            "list",
            ("autoscaling", RESOURCE, ""),
        )
    } else {
        let namespace = namespace(kubectl, cluster)?;
        let path = format!("/apis/autoscaling/v2/namespaces/{namespace}/{RESOURCE}");
        Ask::new(format!("the HPAs of {namespace}"), path, "list", ("autoscaling", RESOURCE, &namespace))
    };
    let cannot = |why: String| Failure::usage(format!("cannot list {}: {why}", ask.what));
    let answer = kubectl.raw(&ask.path).map_err(|refusal| cannot(ask.missing(&refusal).why.join("; ")))?;
    let answer: Value =
        serde_json::from_str(&answer).map_err(|error| cannot(format!("the answer is no JSON: {error}")))?;
    let named = |item: &Value| {
        let metadata = item.get("metadata")?;
        Some((text(metadata, "namespace").to_owned(), text(metadata, "name").to_owned()))
    };
    Ok(list(&answer, "items").iter().filter_map(named).collect())
}

fn row(gathered: &Gathered, explained: &Value) -> (State, i64, i64, String, Vec<String>) {
    let decision = explained.get("decision").cloned().unwrap_or_default();
    let count = |field: &str| decision.pointer(field).and_then(Value::as_i64).unwrap_or_default();
    let (state, cause) = state(explained, &decision);
    let missing =
        gathered.missing.iter().map(|missing| format!("{}: {}", missing.what, missing.why.join("; ")));
    (state, count("/status/currentReplicas"), count("/desiredReplicas"), cause, missing.collect())
}

/// How it stands, and the cause: of what cannot scale the likeliest that was found, of what is held back the condition's own words.
fn state(explained: &Value, decision: &Value) -> (State, String) {
    let conditions =
        decision.pointer("/status/conditions").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let of = |kind: &str| conditions.iter().find(|condition| text(condition, "type") == kind);
    let is = |kind: &str, status: &str| of(kind).filter(|condition| text(condition, "status") == status);
    let said = |condition: &Value| format!("{}: {}", text(condition, "reason"), text(condition, "message"));
    if let Some(failing) = is("AbleToScale", "False").or_else(|| is("ScalingActive", "False")) {
        // Zero replicas are how people switch an HPA off.
        if text(failing, "reason") == "ScalingDisabled" {
            return (State::Fine, said(failing));
        }
        let cause = list(explained, "causes").first().map(|cause| text(cause, "message").to_owned());
        return (State::CannotScale, cause.unwrap_or_else(|| said(failing)));
    }
    let held = of("AbleToScale")
        .filter(|condition| matches!(text(condition, "reason"), "ScaleDownStabilized" | "ScaleUpStabilized"))
        // At the least replicas an HPA rests.
        .or_else(|| {
            is("ScalingLimited", "True").filter(|limited| text(limited, "reason") != "TooFewReplicas")
        });
    match held {
        Some(held) => (State::HeldBack, said(held)),
        None => (State::Fine, String::new()),
    }
}
