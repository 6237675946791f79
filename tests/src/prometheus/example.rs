//! An example's way through a real Prometheus: its series are scraped, its rules or annotations make the queries, and the
//! answers must be those that the example holds.

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
    /// The shapes for the later syncs of the example's `scenario.yaml` that have answers of their own.
    #[serde(default)]
    then: Vec<Vec<Scripted>>,
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

/// Takes an example through a Prometheus of its own, and each later sync with an answer of its own through another.
///
/// # Errors
/// What differs.
pub fn check(folder: &Path, script: &Script) -> Result<(), String> {
    let response = folder.join("response.json");
    let expected = if response.exists() { Some(read(&response)?) } else { None };
    check_sync(folder, &series(folder, &script.series, &script.others)?, expected.as_ref())?;
    let scenario: Value = read(&folder.join("scenario.yaml"))?;
    let later = scenario["then"].as_array().into_iter().flatten();
    let answers: Vec<_> = later.map(|sync| &sync["response"]).filter(|answer| !answer.is_null()).collect();
    if answers.len() != script.then.len() {
        return Err(format!(
            "{} later answers, and {} shapes in the script",
            answers.len(),
            script.then.len()
        ));
    }
    for (shapes, expected) in script.then.iter().zip(answers) {
        check_sync(folder, &series(folder, shapes, &script.others)?, Some(expected))?;
    }
    Ok(())
}

fn check_sync(folder: &Path, series: &[Series], expected: Option<&Value>) -> Result<(), String> {
    let prometheus = Prometheus::scraping(series.to_vec())?;
    let hpa: Value = read(&folder.join("hpa.yaml"))?;
    if !folder.join("config.yaml").exists() {
        return check_annotations(&prometheus, &hpa, expected.ok_or("there is no response.json")?);
    }
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
        check_request(expected, &prometheus, &input).map_err(|e| format!("{}: {e}", request["path"]))?;
    }
    Ok(())
}

/// Asks Prometheus what the annotations ask, and compares its answer and the value that is made of it.
fn check_annotations(prometheus: &Prometheus, hpa: &Value, expected: &Value) -> Result<(), String> {
    let parsed = call("annotations.parse", json!({ "hpa": hpa }))?;
    if parsed["diagnostics"] != json!([]) {
        return Err(format!("findings: {}", parsed["diagnostics"]));
    }
    let collectors = parsed["collectors"].as_array().filter(|collectors| !collectors.is_empty());
    for (index, collector) in collectors.ok_or("there are no collectors")?.iter().enumerate() {
        let query = collector["query"].as_str().ok_or("a collector has no query")?;
        let answer = prometheus.query(query)?;
        same_answer(expected, &answer).map_err(|e| format!("{query}: {e}"))?;
        let convert = |response: &Value| {
            let now = "2024-05-01T11:00:00Z";
            let input =
                json!({ "hpa": hpa, "metric": index, "response": response, "replicas": 1, "now": now });
            call("annotations.convert", input).map(|ok| ok["value"].clone())
        };
        quantity::same("value", &convert(expected)?, &convert(&answer)?)?;
    }
    Ok(())
}

/// Asks Prometheus what the engine asks for a request, and compares its answer and what the engine makes of it.
fn check_request(expected: Option<&Value>, prometheus: &Prometheus, input: &Value) -> Result<(), String> {
    let query = call("metrics.query", input.clone());
    let Some(expected) = expected else {
        return match query {
            Ok(query) => Err(format!("there is no response.json, and yet a query: {query}")),
            Err(_) => Ok(()),
        };
    };
    let query = query?;
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
            same_answer(expected, &answer).map_err(|e| format!("{promql}: {e}"))?;
            answer
        }
    };
    let convert = |response: &Value| {
        let mut input = input.clone();
        input["response"] = response.clone();
        input["now"] = "2024-05-01T11:00:00Z".into();
        call("metrics.convert", input).map(|ok| ok["list"].clone())
    };
    quantity::same("list", &convert(expected)?, &convert(&answer)?)
}

/// Whether two answers have equal labels with equal values; a rate of a counter in floating point is off by a little.
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

fn series(folder: &Path, shapes: &[Scripted], others: &[Other]) -> Result<Vec<Series>, String> {
    let own: Vec<BTreeMap<String, String>> = read(&folder.join("series.json"))?;
    if own.len() != shapes.len() {
        return Err(format!("{} series, and {} shapes in the script", own.len(), shapes.len()));
    }
    let own = own.into_iter().zip(shapes).map(|(labels, &shape)| Series { labels, shape: shape.into() });
    let other = |other: &Other| Series { labels: other.labels.clone(), shape: other.shape.into() };
    Ok(own.chain(others.iter().map(other)).collect())
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
