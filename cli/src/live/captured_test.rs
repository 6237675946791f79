//! A test beside what was captured: its next sync comes to what it was explained as.

use serde_json::{Value, json};

use crate::commands::{list, text};
use crate::files::Source;

/// What of a test stands in a file of a scenario: the field, and the file.
const FIELDS: [(&str, &str); 6] = [
    ("hpa", "hpa.json"),
    ("scale", "scale.json"),
    ("pods", "pods.json"),
    ("series", "series.json"),
    ("answers", "response.json"),
    ("metrics", "metrics.json"),
];
/// The same for what all tests of a file share.
const SHARED: [(&str, &str); 2] = [("config", "config.yaml"), ("resources", "resources.json")];

/// The file of tests for these files, which `counterpoise test` takes.
pub(super) fn of(files: &[Source], decision: &Value) -> String {
    let is_there = |name: &str| files.iter().any(|file| file.name == name);
    let scenario = files.iter().find(|file| file.name == "scenario.json");
    let scenario: Value = scenario.and_then(|file| serde_json::from_str(&file.text).ok()).unwrap_or_default();
    let mut lines = vec!["# The next sync, as it was captured: counterpoise test .".to_owned()];
    lines.extend(
        SHARED.iter().filter(|(_, file)| is_there(file)).map(|(field, file)| format!("{field}: {file}")),
    );
    lines.push("tests:".to_owned());
    lines.push("- name: the next sync".to_owned());
    if let Some(now) = scenario.get("now") {
        lines.push(format!("  start: {now}"));
    }
    lines.extend(
        FIELDS.iter().filter(|(_, file)| is_there(file)).map(|(field, file)| format!("  {field}: {file}")),
    );
    // JSON is YAML in one line.
    if let Some(hpas) = scenario.get("hpas") {
        lines.push(format!("  hpas: {hpas}"));
    }
    lines.push("  hpa_test:".to_owned());
    lines.push("  - eval_time: 0s".to_owned());
    lines.push(format!("    exp_replicas: {}", decision["desiredReplicas"]));
    lines.push("    exp_conditions:".to_owned());
    let conditions = decision.get("status").map_or(&[][..], |status| list(status, "conditions"));
    lines.extend(conditions.iter().map(|condition| {
        let [of, status, reason] = ["type", "status", "reason"].map(|field| json!(text(condition, field)));
        format!("    - {{type: {of}, status: {status}, reason: {reason}}}")
    }));
    lines.push(String::new());
    lines.join("\n")
}
