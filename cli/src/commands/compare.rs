use std::process::ExitCode;

use serde_json::{Value, json};

use super::simulate::{MEASURES, input, number};
use super::{list, text};
use crate::args::{CompareArguments, Side};
use crate::failure::Failure;
use crate::output;
use crate::plot::terminal::time;

/// `counterpoise compare`: two simulations side by side, and where they part.
pub(crate) fn compare(options: &CompareArguments) -> Result<ExitCode, Failure> {
    let [first, second] = options.sides()?;
    let run = |side: &Side| input(&side.paths, side.hpa.as_deref(), &side.settings)?.call("hpa.simulate");
    let (a, b) = (run(&first)?, run(&second)?);
    let names = [first.name.as_str(), second.name.as_str()];
    let parted = match part(&a, &b) {
        None => None,
        // A timeline has only some of the syncs that change nothing: once more, up to there, with all of them.
        Some((seconds, _)) => {
            let until = |side: &Side| {
                let mut input = input(&side.paths, side.hpa.as_deref(), &side.settings)?;
                input.field("duration", seconds + 1.0);
                input.field("every", 1);
                input.call("hpa.simulate")
            };
            part(&until(&first)?, &until(&second)?)
        }
    };
    let result = json!({
        "names": names,
        "parted": parted.as_ref().map(|(seconds, points)| json!({ "seconds": seconds, "points": points })),
        "measures": [a.get("measures"), b.get("measures")],
    });
    output::print(&result, options.output.output, |result| {
        let told = match &parted {
            None => "Both ask for the same replicas all along.\n".to_owned(),
            Some((seconds, points)) => {
                let of = |name: &str, point: &Value| format!("  {name}: {}\n", said(point));
                let [first, second] = points;
                let at = time(*seconds);
                format!("They part at {at}:\n{}{}", of(names[0], first), of(names[1], second))
            }
        };
        format!("{told}\n{}", table(names, list(result, "measures")))
    })?;
    Ok(ExitCode::SUCCESS)
}

/// The first time at which they ask for other replicas, and the point of each that holds then. A timeline has every sync that changes
/// them.
fn part(a: &Value, b: &Value) -> Option<(f64, [Value; 2])> {
    let [a, b] = [a, b].map(|run| list(run, "timeline"));
    let seconds = |point: &Value| point.get("seconds").and_then(Value::as_f64).unwrap_or_default();
    let mut times: Vec<f64> = a.iter().chain(b).map(seconds).collect();
    times.sort_by(f64::total_cmp);
    let at = |run: &[Value], time: f64| {
        let passed = run.partition_point(|point| seconds(point) <= time);
        passed.checked_sub(1).and_then(|last| run.get(last)).cloned()
    };
    times.into_iter().find_map(|time| {
        let points = [at(a, time)?, at(b, time)?];
        let [first, second] = [&points[0], &points[1]].map(|point| point.get("replicas").cloned());
        (first != second).then_some((time, points))
    })
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

fn table(names: [&str; 2], measures: &[Value]) -> String {
    let row = |(field, what, unit): &(&str, &str, &str)| {
        let value = |side: usize| measures.get(side)?.get(field)?.as_f64();
        let (a, b) = (value(0)?, value(1)?);
        let sign = if b > a { "+" } else { "" };
        let difference = if a == b { String::new() } else { format!("{sign}{}", number(b - a)) };
        Some(vec![format!("{what}{unit}"), number(a), number(b), difference])
    };
    let rows: Vec<_> = MEASURES.iter().filter_map(row).collect();
    output::table(&["", names[0], names[1], "difference"], &rows)
}
