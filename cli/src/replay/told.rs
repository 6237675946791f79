//! What a replay says to people.

use std::process::ExitCode;

use serde_json::{Value, json};

use super::Named;
use crate::args::Format;
use crate::commands::{list, number, text};
use crate::failure::Failure;
use crate::output;
use crate::plot::{Run, terminal};

/// Figures of the replicas: the field, and what it is.
const ROWS: [(&str, &str); 6] = [
    ("changes", "changes of the replicas"),
    ("flaps", "of them back within ten minutes"),
    ("minReplicas", "fewest replicas"),
    ("maxReplicas", "most replicas"),
    ("meanReplicas", "replicas in the mean"),
    ("replicaHours", "replicas over time, h"),
];

/// One HPA: the plot, the figures beside those of what was, and what cannot be known.
pub(super) fn one(result: &Value) -> String {
    let mut told = terminal::drawn(&Run::of(result));
    told.push('\n');
    let mut rows = Vec::new();
    let (recorded, measures) = (&result["recorded"], &result["measures"]);
    for (field, what) in ROWS {
        let [was, would] =
            [recorded, measures].map(|of| of.get(field).and_then(Value::as_f64).unwrap_or_default());
        rows.push(vec![what.to_owned(), number(was), number(would), difference(was, would)]);
    }
    // How long it was over its target is known of what was only as far as the model knows what was.
    if let Some(was) = result.pointer("/was/measures/overTargetSeconds").and_then(Value::as_f64) {
        let would = measures.get("overTargetSeconds").and_then(Value::as_f64).unwrap_or_default();
        rows.push(vec!["over the target, s".to_owned(), number(was), number(would), difference(was, would)]);
    }
    told.push_str(&output::table(&["", "recorded", "replayed", "difference"], &rows));
    if let Some(agreement) = result.pointer("/was/agreement") {
        let share = |field: &str| percent(agreement.get(field).and_then(Value::as_f64).unwrap_or_default());
        told.push_str(&format!(
            "\nReplayed as it was, the HPA has the replicas that there were for {} of the time, and within one of them for {}.\n",
            share("same"),
            share("withinOne")
        ));
    }
    let caveats = list(result, "caveats");
    if !caveats.is_empty() {
        told.push_str("\nWhat cannot be known of the record:\n");
    }
    for caveat in caveats {
        told.push_str(&format!("- {}\n", text(caveat, "message")));
    }
    told
}

/// Many HPAs, the one first whose replicas change most; one that cannot be replayed says why, and the exit status is 1.
pub(super) fn many(
    hpas: &[Named],
    results: Vec<Result<Value, Failure>>,
    format: Format,
) -> Result<ExitCode, Failure> {
    let mut all = Vec::with_capacity(results.len());
    for (named, result) in hpas.iter().zip(results) {
        let mut row = json!({ "namespace": named.namespace, "hpa": named.name });
        match result {
            Ok(result) => {
                for field in ["recorded", "measures", "was", "caveats"] {
                    if let Some(value) = result.get(field) {
                        row[field] = value.clone();
                    }
                }
            }
            Err(failure) => row["error"] = json!(failure.message()),
        }
        all.push(row);
    }
    let moved = |row: &Value| {
        let [was, would] = hours(row);
        (would - was).abs()
    };
    all.sort_by(|a, b| moved(b).total_cmp(&moved(a)));
    let failed = all.iter().filter(|row| row.get("error").is_some()).count();
    output::print(&json!({ "hpas": all }), format, |result| table(list(result, "hpas")))?;
    Ok(if failed > 0 { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

fn table(all: &[Value]) -> String {
    let mut rows = Vec::new();
    let (mut before, mut after) = (0.0, 0.0);
    for row in all {
        let name = format!("{}/{}", text(row, "namespace"), text(row, "hpa"));
        if let Some(error) = row.get("error").and_then(Value::as_str) {
            rows.push(vec![
                name,
                String::new(),
                String::new(),
                String::new(),
                String::new(),
                error.to_owned(),
            ]);
            continue;
        }
        let [was, would] = hours(row);
        (before, after) = (before + was, after + would);
        let count = |of: &str| row.pointer(of).and_then(Value::as_f64).map_or_else(String::new, number);
        let changes = format!("{} -> {}", count("/recorded/changes"), count("/measures/changes"));
        let caveats: Vec<_> = list(row, "caveats").iter().map(|caveat| text(caveat, "kind")).collect();
        rows.push(vec![
            name,
            number(was),
            number(would),
            difference(was, would),
            changes,
            caveats.join(", "),
        ]);
    }
    rows.push(vec!["all".to_owned(), number(before), number(after), difference(before, after)]);
    output::table(&["HPA", "recorded, h", "replayed, h", "difference", "changes", "caveats"], &rows)
}

/// Replicas over time, as they were and as they would have been.
fn hours(row: &Value) -> [f64; 2] {
    ["recorded", "measures"]
        .map(|of| row.pointer(&format!("/{of}/replicaHours")).and_then(Value::as_f64).unwrap_or_default())
}

fn difference(was: f64, would: f64) -> String {
    match number(would - was) {
        none if none == "0" || none == "-0" => String::new(),
        more if would > was => format!("+{more}"),
        less => less,
    }
}

/// A share in per cent, rounded down, so that what is not all of it is not said to be.
fn percent(share: f64) -> String {
    format!("{} %", number((share * 1000.0).floor() / 10.0))
}
