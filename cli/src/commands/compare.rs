use std::process::ExitCode;

use serde_json::{Value, json};

use super::simulate::{MEASURES, Replaced, input, number};
use super::{list, text};
use crate::args::{CompareArguments, Side};
use crate::failure::Failure;
use crate::output;
use crate::plot::terminal::time;
use crate::progress::Progress;

/// `counterpoise compare`: two simulations side by side, and where they part.
pub(crate) fn compare(options: &CompareArguments) -> Result<ExitCode, Failure> {
    let [first, second] = options.sides()?;
    let given = |side: &Side| {
        let replaced = Replaced { hpa: side.hpa.as_deref(), simulation: side.simulation.as_deref() };
        Ok::<_, Failure>(input(&side.paths, replaced, &side.settings)?.into_parts())
    };
    let ((a, of_a), (b, of_b)) = (given(&first)?, given(&second)?);
    let shown = Progress::waiting("simulating both");
    let compared = counterpoise::ops::call_value(None, "hpa.compare", json!({ "a": a, "b": b }));
    drop(shown);
    let mut result = compared.map_err(|error| {
        let is_second = error.path().is_some_and(|path| path.starts_with("b."));
        Failure::new(error, if is_second { of_b } else { of_a })
    })?;
    let names = [first.name.as_str(), second.name.as_str()];
    result["names"] = json!(names);
    output::print(&result, options.output.output, |result| {
        let told = match result.get("parted") {
            None => "Both ask for the same replicas all along.\n".to_owned(),
            Some(parted) => {
                let at = time(parted.get("seconds").and_then(Value::as_f64).unwrap_or_default());
                let of = |name: &str, side: &str| format!("  {name}: {}\n", said(&parted["points"][side]));
                let step = why(text(parted, "step"));
                format!("They part at {at}, {step}:\n{}{}", of(names[0], "a"), of(names[1], "b"))
            }
        };
        format!("{told}\n{}", table(names, &result["measures"]["a"], &result["measures"]["b"]))
    })?;
    Ok(ExitCode::SUCCESS)
}

/// A step of the sync in words.
fn why(step: &str) -> &'static str {
    match step {
        "read" => "where one of them read a metric and the other did not",
        "usage" => "since they read other values",
        "target" => "since the same values are compared with other targets",
        "proposal" => "since the same ratio calls for another count",
        "window" => "since another window held the count",
        _ => "since policies or bounds held the count",
    }
}

/// What a sync came to: the replicas, and what led to them.
fn said(point: &Value) -> String {
    let count = |field: &str| point.get(field).and_then(Value::as_i64);
    let mut told = format!("{} replicas", count("replicas").unwrap_or_default());
    match count("proposal") {
        Some(proposal) => told.push_str(&format!(", of a proposal of {proposal}")),
        None => told.push_str(", the metrics did not decide"),
    }
    for field in ["stabilized", "limited"] {
        if !text(point, field).is_empty() {
            told.push_str(&format!(", {}", text(point, field)));
        }
    }
    for metric in list(point, "metrics") {
        let ratio = metric.get("ratio").and_then(Value::as_f64);
        let ratio = ratio.map(|ratio| format!(" at a ratio of {}", number(ratio))).unwrap_or_default();
        let outcome = [text(metric, "outcome"), text(metric, "error")].concat();
        told.push_str(&format!("; {outcome}{ratio}"));
    }
    told
}

/// Two sets of measures, row by row.
pub(super) fn table(names: [&str; 2], a: &Value, b: &Value) -> String {
    let row = |(field, what, unit): &(&str, &str, &str)| {
        let (a, b) = (a.get(field)?.as_f64()?, b.get(field)?.as_f64()?);
        let sign = if b > a { "+" } else { "" };
        let difference = if a == b { String::new() } else { format!("{sign}{}", number(b - a)) };
        let what = if unit.is_empty() { (*what).to_owned() } else { format!("{what},{unit}") };
        Some(vec![what, number(a), number(b), difference])
    };
    let rows: Vec<_> = MEASURES.iter().filter_map(row).collect();
    output::table(&["", names[0], names[1], "difference"], &rows)
}
