//! What the controller last said, beside what the next sync does, and why the two may differ.

use serde_json::{Value, json};

use super::Gathered;
use crate::commands::{list, text};

/// How many events are told.
const EVENTS: usize = 5;

/// The tolerance of a controller without a flag.
const TOLERANCE: f64 = 0.1;

/// Sections to stand behind an explanation.
pub(crate) fn sections(gathered: &Gathered, explained: &Value) -> Vec<Value> {
    let mut sections = vec![said(gathered), differs(gathered, explained)];
    if !gathered.missing.is_empty() {
        let rows: Vec<Value> = gathered
            .missing
            .iter()
            .map(|missing| row("missing", &missing.what, &missing.why, true))
            .collect();
        sections.push(json!({ "title": "Not learnt from the cluster", "rows": rows }));
    }
    sections
}

fn row(label: &str, told: &str, why: &[String], trouble: bool) -> Value {
    json!({ "label": label, "text": told, "why": why, "trouble": trouble })
}

fn count(value: &Value, path: &str) -> i64 {
    value.pointer(path).and_then(Value::as_i64).unwrap_or_default()
}

/// The status and the events as they stand in the cluster.
fn said(gathered: &Gathered) -> Value {
    let hpa = &gathered.hpa;
    let (current, desired) = (count(hpa, "/status/currentReplicas"), count(hpa, "/status/desiredReplicas"));
    let status = hpa.get("status").cloned().unwrap_or_default();
    let mut rows = vec![row("replicas", &format!("{current} current, {desired} desired"), &[], false)];
    if !text(&status, "lastScaleTime").is_empty() {
        rows.push(row("last scaled", text(&status, "lastScaleTime"), &[], false));
    }
    for condition in list(&status, "conditions") {
        let [kind, is, reason, message] =
            ["type", "status", "reason", "message"].map(|field| text(condition, field));
        // Which of them is trouble, the explanation says.
        rows.push(row(kind, &format!("{is}  {reason}"), &[message.to_owned()], false));
    }
    for event in gathered.events.iter().take(EVENTS) {
        let [at, kind, reason, message] =
            ["lastTimestamp", "type", "reason", "message"].map(|field| text(event, field));
        rows.push(row("event", &format!("{at}  {kind}  {reason}"), &[message.to_owned()], false));
    }
    json!({ "title": "What the controller last said", "rows": rows })
}

/// Where the next sync comes to something else, and why that may be.
fn differs(gathered: &Gathered, explained: &Value) -> Value {
    let said = count(&gathered.hpa, "/status/desiredReplicas");
    let next = count(explained, "/decision/desiredReplicas");
    let title = "The next sync beside it";
    let decision = explained.get("decision").cloned().unwrap_or_default();
    let status = decision.get("status").cloned().unwrap_or_default();
    let reason = |kind: &str| -> (String, String) {
        let of = |status: &Value| {
            let all = list(status, "conditions");
            let found = all.iter().find(|condition| text(condition, "type") == kind);
            found.map_or_else(String::new, |found| text(found, "reason").to_owned())
        };
        (of(&gathered.hpa["status"]), of(&status))
    };
    let mut rows = Vec::new();
    for kind in ["AbleToScale", "ScalingActive", "ScalingLimited"] {
        let (then, now) = reason(kind);
        // A scale is written once, and the next sync finds it written.
        let is_written = |reason: &str| matches!(reason, "SucceededRescale" | "ReadyForNewScale");
        if then != now && !then.is_empty() && !(is_written(&then) && is_written(&now)) {
            rows.push(row(kind, &format!("{then} → {now}"), &[], false));
        }
    }
    if said == next {
        rows.insert(0, row("desired", &format!("{next}, as it said"), &[], false));
    } else {
        rows.insert(0, row("desired", &format!("{said} → {next}"), &reasons(gathered, &decision), false));
    }
    json!({ "title": title, "rows": rows })
}

/// Why the next sync may desire another count than the one before did.
fn reasons(gathered: &Gathered, decision: &Value) -> Vec<String> {
    let mut why = Vec::new();
    let then = gathered.hpa.pointer("/status/currentMetrics").cloned().unwrap_or_default();
    let now = decision.pointer("/status/currentMetrics").cloned().unwrap_or_default();
    let moved = then != now;
    if moved {
        why.push("the metrics have moved since: its status was computed from older data".to_owned());
    }
    let said = count(&gathered.hpa, "/status/desiredReplicas");
    let next = count(decision, "/desiredReplicas");
    let stabilized = list(&gathered.hpa["status"], "conditions")
        .iter()
        .any(|condition| matches!(text(condition, "reason"), "ScaleDownStabilized" | "ScaleUpStabilized"));
    if stabilized || (next < said && next > 0) {
        why.push(
            "earlier recommendations, which hold a count within a stabilization window, are in the controller's memory only"
                .to_owned(),
        );
    }
    if !moved && count(&gathered.hpa, "/status/currentReplicas") == said {
        why.extend(tolerance(decision, next > said));
    }
    if why.is_empty() {
        why.push("the controller has not synced since the objects changed, or has other flags".to_owned());
    }
    why
}

/// From which tolerance on nothing would have been scaled, which the same metrics left as they were.
fn tolerance(decision: &Value, is_up: bool) -> Option<String> {
    let steps = list(decision, "steps").iter();
    let away = steps
        .filter_map(|step| step.get("ratio").or_else(|| step.pointer("/metric/ratio"))?.as_f64())
        .map(|ratio| if is_up { ratio - 1.0 } else { 1.0 - ratio })
        .fold(0.0, f64::max);
    (away > TOLERANCE).then(|| {
        format!(
            "with the same metrics it left the count: its --horizontal-pod-autoscaler-tolerance may be {away:.3} or more"
        )
    })
}
