//! Configurations as they are in use, each with the series that it is about, what is asked of it and what must come out.
//! One Prometheus holds the series of all.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

use counterpoise::ops;
use counterpoise::promql::{Labels, SeriesSelector};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{Prometheus, Series, Shape, quantity};
use crate::paths;

/// A configuration of `tests/configurations`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Configuration {
    /// The file's name without its ending.
    #[serde(skip)]
    pub name: String,
    /// The configuration as a user writes it.
    pub config: String,
    /// The cluster's resources, where the built-in ones do not do.
    #[serde(default)]
    resources: Value,
    series: Vec<Scripted>,
    requests: Vec<Request>,
    /// `code path` of each finding of `rules.check`, in its order.
    findings: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Scripted {
    labels: Labels,
    rate: Option<f64>,
    value: Option<f64>,
}

/// A request and what must come out.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Request {
    /// `custom/…`, `external/…` or `resource/…`: the path below the API's group and version.
    path: String,
    #[serde(default)]
    objects: Vec<String>,
    /// The query, or `cpu` and `memory` with theirs.
    #[serde(default)]
    promql: Value,
    /// Custom: each object's value.
    #[serde(default)]
    values: Value,
    /// External: the values, sorted as text.
    #[serde(default)]
    list: Value,
    /// Resource: CPU and memory by `pod/container` or node.
    #[serde(default)]
    usage: Value,
    /// The code of the error of the query or of the conversion.
    error: Option<String>,
    /// Whether Prometheus refuses the query.
    #[serde(default)]
    refused: bool,
}

/// Every configuration.
///
/// # Errors
/// A file is not of that form.
pub fn all() -> Result<Vec<Configuration>, String> {
    let folder = paths::root().join("tests/configurations");
    let files = paths::files(&folder, "yaml").map_err(|e| format!("{}: {e}", folder.display()))?;
    files.iter().map(|file| read(file)).collect()
}

fn read(file: &Path) -> Result<Configuration, String> {
    let wrong = |e: &dyn std::fmt::Display| format!("{}: {e}", file.display());
    let text = std::fs::read_to_string(file).map_err(|e| wrong(&e))?;
    let mut read: Configuration = serde_saphyr::from_str(&text).map_err(|e| wrong(&e))?;
    read.name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    Ok(read)
}

/// The series of all configurations, to be scraped at once.
///
/// # Errors
/// A series is given twice, or without a shape.
pub fn series(configurations: &[Configuration]) -> Result<Vec<Series>, String> {
    let mut seen = BTreeSet::new();
    let mut out = Vec::new();
    for configuration in configurations {
        for scripted in &configuration.series {
            let name = &configuration.name;
            if !seen.insert(&scripted.labels) {
                return Err(format!("{name}: {:?} is given twice", scripted.labels));
            }
            let shape = match (scripted.rate, scripted.value) {
                (Some(rate), None) => Shape::Rate(rate),
                (None, Some(value)) => Shape::Value(value),
                _ => return Err(format!("{name}: {:?} needs one of rate and value", scripted.labels)),
            };
            out.push(Series { labels: scripted.labels.clone(), shape });
        }
    }
    Ok(out)
}

impl Configuration {
    /// Takes the configuration from its series to its values.
    ///
    /// # Errors
    /// What differs, one a line.
    pub fn check(&self, prometheus: &Prometheus) -> Result<(), String> {
        let own = self.discover(prometheus)?;
        let mut failures = Vec::new();
        let source = json!({ "config": self.config, "series": own, "resources": self.resources });
        failures.extend(self.check_findings(source.clone()).err());
        for request in &self.requests {
            failures
                .extend(request.check(prometheus, &source).err().map(|e| format!("{}: {e}", request.path)));
        }
        if failures.is_empty() { Ok(()) } else { Err(format!("{}: {}", self.name, failures.join("\n  "))) }
    }

    /// Asks Prometheus for the rules' series, and gives those of this configuration. Prometheus must select what
    /// the library selects.
    fn discover(&self, prometheus: &Prometheus) -> Result<Vec<Labels>, String> {
        let input = json!({ "config": self.config, "resources": self.resources });
        let requests = call("rules.requests", input)?;
        let own: BTreeSet<&Labels> = self.series.iter().map(|series| &series.labels).collect();
        let mut found = BTreeSet::new();
        for request in requests["requests"].as_array().into_iter().flatten() {
            let (path, selector) = (text(&request["path"]), text(&request["match"]));
            let answer = prometheus.get(&format!("{path}&start={}", prometheus.now - 600))?;
            let selected: Vec<Labels> =
                serde_json::from_value(answer["data"].clone()).map_err(|e| format!("{path}: {e}"))?;
            let selected: BTreeSet<Labels> =
                selected.into_iter().filter(|labels| own.contains(labels)).collect();
            let parsed = SeriesSelector::parse(selector).map_err(|e| format!("{selector}: {e}"))?;
            let expected: BTreeSet<Labels> =
                own.iter().filter(|labels| parsed.matches(labels)).map(|labels| (*labels).clone()).collect();
            if selected != expected {
                return Err(format!("{selector}: Prometheus selects {selected:?}, and we {expected:?}"));
            }
            found.extend(selected);
        }
        Ok(found.into_iter().collect())
    }

    fn check_findings(&self, input: Value) -> Result<(), String> {
        let checked = call("rules.check", input)?;
        let found: Vec<_> = checked["diagnostics"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|finding| format!("{} {}", text(&finding["code"]), text(&finding["path"])))
            .collect();
        if found == self.findings {
            Ok(())
        } else {
            Err(format!("expected {:?}, found {found:?}", self.findings))
        }
    }
}

impl Request {
    fn check(&self, prometheus: &Prometheus, source: &Value) -> Result<(), String> {
        let mut input = source.clone();
        input["request"] = self.full_path()?.into();
        input["objects"] = json!(self.objects);
        let outcome = self.ask(prometheus, &input);
        match (&self.error, outcome) {
            (Some(expected), Err(Failure::Code(code))) if *expected == code => Ok(()),
            (Some(expected), Err(failure)) => Err(format!("expected the error {expected}, got {failure}")),
            (Some(expected), Ok(list)) => Err(format!("expected the error {expected}, got {list}")),
            (None, Err(Failure::Refused(_))) if self.refused => Ok(()),
            (None, Err(failure)) => Err(failure.to_string()),
            (None, Ok(_)) if self.refused => Err("Prometheus takes the query".to_owned()),
            (None, Ok(list)) => self.compare(&list),
        }
    }

    fn full_path(&self) -> Result<String, String> {
        let (api, rest) = self.path.split_once('/').ok_or("no path")?;
        let group = match api {
            "custom" => "custom.metrics.k8s.io/v1beta2",
            "external" => "external.metrics.k8s.io/v1beta1",
            "resource" => "metrics.k8s.io/v1beta1",
            other => return Err(format!("no API {other:?}")),
        };
        Ok(format!("/apis/{group}/{rest}"))
    }

    /// The query, Prometheus' answer to it, and the API's list that it makes.
    fn ask(&self, prometheus: &Prometheus, input: &Value) -> Result<Value, Failure> {
        let query = ops::call_value(None, "metrics.query", input.clone())?;
        let ask = |promql: &Value| prometheus.query(text(promql)).map_err(Failure::Refused);
        let response = match &query["queries"] {
            Value::Object(queries) => {
                self.same_query(&query["queries"])?;
                let answers = queries.iter().map(|(name, promql)| Ok((name.clone(), ask(promql)?)));
                answers.collect::<Result<Map<_, _>, Failure>>()?.into()
            }
            _ => {
                self.same_query(&query["promql"])?;
                ask(&query["promql"])?
            }
        };
        let mut input = input.clone();
        input["response"] = response;
        input["now"] = "2024-05-01T11:00:00Z".into();
        Ok(ops::call_value(None, "metrics.convert", input)?["list"].take())
    }

    fn same_query(&self, promql: &Value) -> Result<(), Failure> {
        // Where the values are an error, the query need not be told.
        if self.promql == *promql || self.promql.is_null() && self.error.is_some() {
            return Ok(());
        }
        Err(Failure::Differs(format!("expected {}, got {promql}", self.promql)))
    }

    fn compare(&self, list: &Value) -> Result<(), String> {
        let items = list["items"].as_array().cloned().unwrap_or_else(|| vec![list.clone()]);
        let (expected, actual) = match (&self.values, &self.list, &self.usage) {
            (Value::Object(_), Value::Null, Value::Null) => {
                let value =
                    |item: &Value| (text(&item["describedObject"]["name"]).to_owned(), item["value"].clone());
                (&self.values, items.iter().map(value).collect::<Map<_, _>>().into())
            }
            (Value::Null, Value::Array(_), Value::Null) => {
                let mut values: Vec<_> = items.iter().map(|item| text(&item["value"]).to_owned()).collect();
                values.sort();
                (&self.list, json!(values))
            }
            (Value::Null, Value::Null, Value::Object(_)) => (&self.usage, usage(&items)),
            _ => return Err("needs one of values, list, usage and error".to_owned()),
        };
        quantity::same("value", expected, &actual)
    }
}

/// CPU and memory by `pod/container`, or by node.
fn usage(items: &[Value]) -> Value {
    let both = |usage: &Value| json!([usage["cpu"], usage["memory"]]);
    let mut found = BTreeMap::new();
    for item in items {
        let name = text(&item["metadata"]["name"]);
        match &item["containers"] {
            Value::Array(containers) => {
                for container in containers {
                    found.insert(format!("{name}/{}", text(&container["name"])), both(&container["usage"]));
                }
            }
            _ => {
                found.insert(name.to_owned(), both(&item["usage"]));
            }
        }
    }
    json!(found)
}

/// Why there is no list.
#[derive(Debug)]
enum Failure {
    Code(String),
    Refused(String),
    Differs(String),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Self::Code(text) | Self::Refused(text) | Self::Differs(text)) = self;
        f.write_str(text)
    }
}

impl From<counterpoise::Error> for Failure {
    fn from(error: counterpoise::Error) -> Self {
        Self::Code(error.code().to_owned())
    }
}

fn call(op: &str, input: Value) -> Result<Value, String> {
    ops::call_value(None, op, input).map_err(|error| format!("{op}: {} {error}", error.code()))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
