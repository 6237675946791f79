//! An example's way through a real Prometheus: its series are scraped, its rules make the queries, and the answers must be
//! those that the example holds.

use std::collections::BTreeMap;
use std::path::Path;

use counterpoise::ops;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{Prometheus, Series, Shape, quantity};
use crate::paths;

/// How the series of an example go.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Script {
    /// One shape for each series of the example's `series.json`, in its order.
    series: Vec<Scripted>,
    /// Series that the query must leave alone.
    #[serde(default)]
    others: Vec<Other>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "lowercase")]
enum Scripted {
    Rate(f64),
    Value(f64),
}

#[derive(Debug, Clone, Deserialize)]
struct Other {
    labels: BTreeMap<String, String>,
    #[serde(flatten)]
    shape: Scripted,
}

impl From<Scripted> for Shape {
    fn from(scripted: Scripted) -> Self {
        match scripted {
            Scripted::Rate(rate) => Self::Rate(rate),
            Scripted::Value(value) => Self::Value(value),
        }
    }
}

/// The scripts by the example's name.
///
/// # Errors
/// The file is not of that form.
pub fn scripts() -> Result<BTreeMap<String, Script>, String> {
    read(&paths::root().join("tests/scripts/prometheus.yaml"))
}

/// Takes an example through a Prometheus of its own.
///
/// # Errors
/// What differs.
pub fn check(folder: &Path, script: &Script) -> Result<(), String> {
    let prometheus = Prometheus::scraping(series(folder, script)?)?;
    let hpa: Value = read(&folder.join("hpa.yaml"))?;
    let scale: Value = read(&folder.join("scale.yaml"))?;
    let selector = scale["status"]["selector"].clone();
    let own = folder.join("resources.json");
    let resources: Value = if own.exists() { read(&own)? } else { Value::Null };
    let input = json!({ "hpa": hpa, "selector": selector, "resources": resources });
    let requests = call("hpa.requests", input)?;
    let source = json!({
        "config": text(&folder.join("config.yaml"))?,
        "series": prometheus.series()?,
        "resources": resources,
        "objects": pods(folder)?,
    });
    for request in requests["requests"].as_array().into_iter().flatten() {
        let mut input = source.clone();
        input["request"] = request["path"].clone();
        check_request(folder, &prometheus, &input).map_err(|e| format!("{}: {e}", request["path"]))?;
    }
    Ok(())
}

/// Asks Prometheus what the engine asks for a request, and compares its answer and what the engine makes of it.
fn check_request(folder: &Path, prometheus: &Prometheus, input: &Value) -> Result<(), String> {
    let query = call("metrics.query", input.clone());
    let response = folder.join("response.json");
    if !response.exists() {
        return match query {
            Ok(query) => Err(format!("there is no response.json, and yet a query: {query}")),
            Err(_) => Ok(()),
        };
    }
    let (query, expected): (Value, Value) = (query?, read(&response)?);
    let answer = match &query["queries"] {
        Value::Object(queries) => {
            let mut answers = Map::new();
            for (resource, promql) in queries {
                let answer = prometheus.query(promql.as_str().unwrap_or_default())?;
                same_answer(&expected[resource], &answer).map_err(|e| format!("{promql}: {e}"))?;
                answers.insert(resource.clone(), answer);
            }
            answers.into()
        }
        _ => {
            let promql = &query["promql"];
            let answer = prometheus.query(promql.as_str().unwrap_or_default())?;
            same_answer(&expected, &answer).map_err(|e| format!("{promql}: {e}"))?;
            answer
        }
    };
    let convert = |response: &Value| {
        let mut input = input.clone();
        input["response"] = response.clone();
        input["now"] = "2024-05-01T11:00:00Z".into();
        call("metrics.convert", input).map(|ok| ok["list"].clone())
    };
    quantity::same("list", &convert(&expected)?, &convert(&answer)?)
}

/// The same labels with the same values; a rate of a counter in floating point is off by a little.
fn same_answer(expected: &Value, answer: &Value) -> Result<(), String> {
    let samples = |answer: &Value| -> BTreeMap<String, f64> {
        let result = answer["data"]["result"].as_array().into_iter().flatten();
        let value = |sample: &Value| sample["value"][1].as_str().and_then(|value| value.parse().ok());
        result.map(|sample| (sample["metric"].to_string(), value(sample).unwrap_or(f64::NAN))).collect()
    };
    let (expected, answer) = (samples(expected), samples(answer));
    let close = expected.len() == answer.len()
        && expected.iter().zip(&answer).all(|((labels, value), (other, got))| {
            labels == other && (value - got).abs() <= 1e-9 * value.abs()
        });
    if close && !expected.is_empty() {
        return Ok(());
    }
    Err(format!("expected {expected:?}, Prometheus answers {answer:?}"))
}

fn series(folder: &Path, script: &Script) -> Result<Vec<Series>, String> {
    let own: Vec<BTreeMap<String, String>> = read(&folder.join("series.json"))?;
    if own.len() != script.series.len() {
        return Err(format!("{} series, and {} shapes in the script", own.len(), script.series.len()));
    }
    let own =
        own.into_iter().zip(&script.series).map(|(labels, &shape)| Series { labels, shape: shape.into() });
    let other = |other: &Other| Series { labels: other.labels.clone(), shape: other.shape.into() };
    Ok(own.chain(script.others.iter().map(other)).collect())
}

/// The names of the example's pods, as the host's listing gives them.
fn pods(folder: &Path) -> Result<Vec<String>, String> {
    let list: Value = read(&folder.join("pods.yaml"))?;
    let items = list["items"].as_array().into_iter().flatten();
    Ok(items.filter_map(|pod| pod["metadata"]["name"].as_str()).map(str::to_owned).collect())
}

fn call(op: &str, input: Value) -> Result<Value, String> {
    ops::call_value(None, op, input).map_err(|error| format!("{op}: {} {error}", error.code()))
}

fn text(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}

fn read<T: for<'de> Deserialize<'de>>(path: &Path) -> Result<T, String> {
    serde_saphyr::from_str(&text(path)?).map_err(|e| format!("{}: {e}", path.display()))
}
