//! What a script expects, and what came out. Mirrors `evalCmd.compareResult`, which lets values differ by a millionth.

use std::collections::BTreeMap;

use counterpoise::promql::Labels;
use counterpoise::promql::eval::parse_notation;
use serde_json::Value;

use super::script::{Eval, When};
use super::{elements, labels};
use crate::compare::Reply;

const EPSILON: f64 = 0.000_001;

/// Whether a native histogram must come out.
pub(super) fn has_histograms(eval: &Eval) -> bool {
    eval.expected.iter().any(|line| line.contains("{{"))
}

/// Whether a reply of a time is what is expected; `among_steps` asks for the step in the middle of a range only.
///
/// # Errors
/// What is wrong.
pub(super) fn check(eval: &Eval, reply: &Reply, at: i64, among_steps: bool) -> Result<(), String> {
    let ok = match (reply, eval.fails) {
        (Err(_), true) => return Ok(()),
        (Ok(ok), true) => return Err(format!("it must fail, and gives {ok}")),
        (Err(error), false) => return Err(format!("it fails: {error}")),
        (Ok(ok), false) => ok,
    };
    if let Some(string) = &eval.string {
        return if ok["result"][1] == string.as_str() {
            Ok(())
        } else {
            Err(format!("{string:?} and not {ok}"))
        };
    }
    let scalar = match eval.expected.as_slice() {
        [line] => number(line),
        _ => None,
    };
    if let Some(scalar) = scalar {
        let found =
            if among_steps { ok["result"][0]["values"][1][1].as_str() } else { ok["result"][1].as_str() };
        let is_scalar = among_steps || ok["resultType"] == "scalar";
        let same = found.and_then(number).is_some_and(|found| almost_equal(found, scalar));
        return if is_scalar && same { Ok(()) } else { Err(format!("{scalar} and not {ok}")) };
    }
    let (start, step) = match (eval.when, eval.range_vector) {
        (_, Some(times)) => times,
        (When::Range { start, step, .. }, None) => (start, step),
        (When::Instant(_), None) => (at, 1),
    };
    let expected = expected(eval, start, step)?;
    let found = found(reply, among_steps.then_some(at));
    if expected.len() != found.len() {
        return Err(format!("expected {expected:?}, got {found:?}"));
    }
    for (place, (labels, points)) in expected.iter().enumerate() {
        let held = found.iter().position(|(held, _)| held == labels);
        let same = |points: &Points, held: &Points| {
            points.len() == held.len()
                && points.iter().zip(held).all(|(a, b)| a.0 == b.0 && almost_equal(a.1, b.1))
        };
        let is_there = held.is_some_and(|held| same(points, &found[held].1));
        if !is_there || eval.ordered && held != Some(place) {
            return Err(format!("expected {labels:?} {points:?} at place {place}, got {found:?}"));
        }
    }
    Ok(())
}

type Points = Vec<(i64, f64)>;

/// The series that are expected, each once: of one that stands twice the last counts.
fn expected(eval: &Eval, start: i64, step: i64) -> Result<Vec<(Labels, Points)>, String> {
    let mut places = BTreeMap::new();
    let mut expected = Vec::new();
    for line in &eval.expected {
        let read = parse_notation(line, step).map_err(|error| format!("{line}: {error}"))?;
        for series in read {
            let points: Points =
                series.points.iter().map(|point| (start + point.millis, point.value)).collect();
            match places.get(&series.labels) {
                Some(place) => expected[*place] = (series.labels, points),
                None => {
                    places.insert(series.labels.clone(), expected.len());
                    expected.push((series.labels, points));
                }
            }
        }
    }
    Ok(expected)
}

/// The series that came out, or what they have at one time.
fn found(reply: &Reply, at: Option<i64>) -> Vec<(Labels, Points)> {
    let point = |pair: &Value| {
        let millis = (pair[0].as_f64()? * 1000.0).round() as i64;
        Some((millis, number(pair[1].as_str()?)?))
    };
    let of = |element: &Value| {
        let points = match &element["values"] {
            Value::Array(values) => values.iter().filter_map(point).collect(),
            _ => point(&element["value"]).into_iter().collect::<Points>(),
        };
        let points = points.into_iter().filter(|(millis, _)| at.is_none_or(|at| at == *millis)).collect();
        (labels(&element["metric"]), points)
    };
    let all = elements(reply).iter().map(of);
    all.filter(|(_, points): &(Labels, Points)| !points.is_empty()).collect()
}

/// A number as Go reads it.
fn number(text: &str) -> Option<f64> {
    text.parse().ok()
}

/// Mirrors `almost.Equal`.
fn almost_equal(a: f64, b: f64) -> bool {
    if a.is_nan() && b.is_nan() || a == b {
        return true;
    }
    let (sum, difference) = (a.abs() + b.abs(), (a - b).abs());
    if a == 0.0 || b == 0.0 || sum < f64::MIN_POSITIVE {
        return difference < EPSILON * f64::MIN_POSITIVE;
    }
    difference / sum.min(f64::MAX) < EPSILON
}
