//! Whether an HPA's replicas go up and down again and again: by the controller's events, and by what the spec leaves free.

use counterpoise::kube::Time;
use serde_json::Value;

use crate::commands::text;

/// Fewer turns are a load that comes and goes.
const TURNS: u64 = 2;
/// Changes that are further apart on average are no flapping, in seconds; `hpa.simulate` counts flaps by the same.
const APART: u64 = 600;

/// Changes of one direction.
#[derive(Default)]
struct Changes {
    count: u64,
    /// The least and the most replicas that one of them came to.
    sizes: Option<(i64, i64)>,
}

/// What the events tell of replicas that went up and down again and again; the API server keeps those of the last hour.
pub(super) fn seen(events: &[Value]) -> Option<String> {
    let (mut up, mut down) = (Changes::default(), Changes::default());
    let mut times = Vec::new();
    for event in events.iter().filter(|event| text(event, "reason") == "SuccessfulRescale") {
        // Which is `New size: 3; reason: All metrics below target`.
        let Some(told) = text(event, "message").strip_prefix("New size: ") else { continue };
        let Some((size, reason)) = told.split_once("; reason: ") else { continue };
        let (Ok(size), changes) = (
            size.parse(),
            match reason {
                "All metrics below target" => &mut down,
                reason if reason.ends_with(" above target") => &mut up,
                _ => continue,
            },
        ) else {
            continue;
        };
        // Events of one message are one with a count.
        let count = event.get("count").and_then(Value::as_u64).unwrap_or(1).max(1);
        changes.count = changes.count.saturating_add(count);
        let (least, most) = changes.sizes.unwrap_or((size, size));
        changes.sizes = Some((least.min(size), most.max(size)));
        let at = |field: &str| text(event, field).parse::<Time>().ok().map(Time::unix_seconds);
        times.extend(["firstTimestamp", "lastTimestamp"].into_iter().filter_map(at));
    }
    let (least, _) = down.sizes?;
    let (_, most) = up.sizes?;
    let seconds = times.iter().max()?.abs_diff(*times.iter().min()?);
    let changes = up.count.saturating_add(down.count);
    let is_often = seconds <= APART.saturating_mul(changes.saturating_sub(1));
    (up.count.min(down.count) >= TURNS && is_often).then(|| {
        let minutes = seconds.div_ceil(60).max(1);
        format!(
            "the replicas went up {} times and down {} times within {minutes} min, between {least} and {most}",
            up.count, down.count
        )
    })
}

/// What of a spec lets replicas follow each dip of a metric.
pub(super) fn risk(hpa: &Value) -> Option<String> {
    let rules = hpa.pointer("/spec/behavior/scaleDown")?;
    let window = rules.get("stabilizationWindowSeconds").and_then(Value::as_i64);
    let bound = |field: &str| hpa.pointer(&format!("/spec/{field}")).and_then(Value::as_i64);
    let is_free = window == Some(0)
        && text(rules, "selectPolicy") != "Disabled"
        && bound("minReplicas").unwrap_or(1) < bound("maxReplicas").unwrap_or(i64::MAX);
    is_free.then(|| {
        "spec.behavior.scaleDown.stabilizationWindowSeconds is 0: at each dip of the metrics the next sync takes pods away"
            .to_owned()
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{risk, seen};

    fn event(message: &str, count: u64, first: &str, last: &str) -> Value {
        let time = |clock: &str| format!("2026-05-01T12:{clock}:00Z");
        json!({
            "reason": "SuccessfulRescale", "message": message, "count": count, "firstTimestamp": time(first),
            "lastTimestamp": time(last),
        })
    }

    #[test]
    fn replicas_that_go_up_and_down_are_seen() {
        let up = "New size: 8; reason: pods metric http_requests above target";
        let down = "New size: 3; reason: All metrics below target";
        let flapping = [event(up, 3, "00", "40"), event(down, 2, "05", "35")];
        let told = "the replicas went up 3 times and down 2 times within 40 min, between 3 and 8";
        assert_eq!(seen(&flapping).as_deref(), Some(told));
        // A day's rise and fall, changes that are far apart, and a way down in steps.
        assert_eq!(seen(&[event(up, 5, "00", "20"), event(down, 1, "40", "40")]), None);
        assert_eq!(seen(&[event(up, 2, "00", "59"), event(down, 2, "00", "30")]), None);
        assert_eq!(seen(&[event(down, 9, "00", "20")]), None);
        assert_eq!(seen(&[event("New size: x; reason: All metrics below target", 9, "00", "20")]), None);
    }

    #[test]
    fn a_window_of_nothing_is_a_risk() {
        let hpa = |spec: Value| json!({ "spec": spec });
        let window = |seconds: i64| json!({ "scaleDown": { "stabilizationWindowSeconds": seconds } });
        assert!(risk(&hpa(json!({ "maxReplicas": 5, "behavior": window(0) }))).is_some());
        assert_eq!(risk(&hpa(json!({ "maxReplicas": 5, "behavior": window(60) }))), None);
        assert_eq!(risk(&hpa(json!({ "maxReplicas": 1, "behavior": window(0) }))), None);
        assert_eq!(risk(&hpa(json!({ "maxReplicas": 5 }))), None);
    }
}
