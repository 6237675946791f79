//! What an HPA can do, and what of that a sync did.

use serde_json::Value;

/// What can come of an HPA's syncs, by its spec.
pub(super) fn of_spec(hpa: &Value) -> Vec<String> {
    let spec = &hpa["spec"];
    let metrics = spec["metrics"].as_array().map_or(0, Vec::len);
    let mut all: Vec<String> = (0..metrics.max(1)).map(decides).collect();
    let rules = |direction: &str| &spec["behavior"][direction];
    let is_disabled = |direction: &str| rules(direction)["selectPolicy"] == "Disabled";
    let window = |direction: &str, default: i64| {
        rules(direction)["stabilizationWindowSeconds"].as_i64().unwrap_or(default) > 0
    };
    let mut can = |branch: &str, holds: bool| all.extend(holds.then(|| branch.to_owned()));
    can(UP, !is_disabled("scaleUp"));
    can(DOWN, !is_disabled("scaleDown"));
    can(STAYS, true);
    can("maxReplicas", true);
    can("minReplicas", true);
    can("scale up limit", true);
    // By default all pods may go at once.
    can("scale down limit", rules("scaleDown")["policies"].is_array() || is_disabled("scaleDown"));
    can("scale up stabilization", window("scaleUp", 0));
    can("scale down stabilization", window("scaleDown", 300));
    all
}

const UP: &str = "scale up";
const DOWN: &str = "scale down";
const STAYS: &str = "no change";

fn decides(metric: usize) -> String {
    format!("metrics[{metric}] decides")
}

/// What a sync did.
pub(super) fn of_decision(decision: &Value) -> Vec<String> {
    let steps = || decision["steps"].as_array().into_iter().flatten();
    let mut done = Vec::new();
    for step in steps() {
        match step["step"].as_str().unwrap_or_default() {
            "maximum" if step["proposal"].is_i64() => {
                let mut metrics = steps().filter(|step| step["step"] == "metric");
                done.extend(metrics.position(|metric| metric["proposal"] == step["proposal"]).map(decides));
            }
            "stabilization" => match step["reason"].as_str() {
                Some("ScaleUpStabilized") => done.push("scale up stabilization".to_owned()),
                Some("ScaleDownStabilized") => done.push("scale down stabilization".to_owned()),
                _ => {}
            },
            "limits" => match step["reason"].as_str() {
                Some("TooManyReplicas") => done.push("maxReplicas".to_owned()),
                Some("TooFewReplicas") => done.push("minReplicas".to_owned()),
                Some("ScaleUpLimit") => done.push("scale up limit".to_owned()),
                Some("ScaleDownLimit") => done.push("scale down limit".to_owned()),
                _ => {}
            },
            "final" => {
                let [current, desired] = ["current", "desired"].map(|field| step[field].as_i64());
                done.push(
                    if desired > current {
                        UP
                    } else if desired < current {
                        DOWN
                    } else {
                        STAYS
                    }
                    .to_owned(),
                );
            }
            _ => {}
        }
    }
    done
}
