//! What a file of tests holds. Fields are called as in promtool's test files where those have them, and as in the
//! library's operations inside of what is theirs.

use counterpoise::error::codes;
use counterpoise::{Error, kube};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::source::Source;
use crate::failure::Failure;

/// A file of tests.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    /// The adapter's configuration: a file's name, or itself.
    pub(super) config: Option<Value>,
    /// The cluster's resources: a file's name, or themselves.
    pub(super) resources: Option<Value>,
    pub(super) tests: Vec<Test>,
}

/// One test: what there is over time, and what is expected when.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Test {
    pub(super) name: Option<String>,
    /// In the place of the file's.
    pub(super) config: Option<Value>,
    pub(super) interval: Option<String>,
    /// The instant of 0.
    pub(super) start: Option<String>,
    #[serde(default)]
    pub(super) input_series: Vec<InputSeries>,
    /// Series whose values nobody knows: a file's name, or themselves.
    pub(super) series: Option<Value>,
    pub(super) metrics_max_age: Option<String>,
    pub(super) compat: Option<Value>,
    pub(super) hpa: Option<Value>,
    pub(super) scale: Option<Value>,
    pub(super) pods: Option<Value>,
    pub(super) hpas: Option<Vec<Value>>,
    pub(super) objects: Option<Value>,
    pub(super) metrics: Option<Value>,
    pub(super) answers: Option<Value>,
    pub(super) controller: Option<Value>,
    pub(super) profile: Option<Value>,
    #[serde(default)]
    pub(super) promql_expr_test: Vec<QueryTest>,
    #[serde(default)]
    pub(super) metric_list_test: Vec<MetricListTest>,
    #[serde(default)]
    pub(super) metric_test: Vec<MetricTest>,
    #[serde(default)]
    pub(super) hpa_test: Vec<HpaTest>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct InputSeries {
    pub(super) series: String,
    pub(super) values: Value,
}

/// What a query gives.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct QueryTest {
    pub(super) expr: String,
    pub(super) eval_time: Value,
    #[serde(default, deserialize_with = "present")]
    pub(super) exp_samples: Option<Value>,
}

/// Which metrics are served, and what is found in the rules.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MetricListTest {
    pub(super) eval_time: Value,
    #[serde(default, deserialize_with = "present")]
    pub(super) exp_metrics: Option<Value>,
    #[serde(default, deserialize_with = "present")]
    pub(super) exp_external_metrics: Option<Value>,
    #[serde(default, deserialize_with = "present")]
    pub(super) exp_findings: Option<Value>,
}

/// What the adapter answers to a request.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MetricTest {
    pub(super) request: String,
    pub(super) eval_time: Value,
    pub(super) objects: Option<Value>,
    #[serde(default, deserialize_with = "present")]
    pub(super) exp_promql: Option<Value>,
    #[serde(default, deserialize_with = "present")]
    pub(super) exp_values: Option<Value>,
    #[serde(default, deserialize_with = "present")]
    pub(super) exp_error: Option<Value>,
}

/// What the controller does at a sync; what there is else by then stays for the syncs after it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HpaTest {
    pub(super) eval_time: Value,
    pub(super) scale: Option<Value>,
    pub(super) pods: Option<Value>,
    pub(super) metrics: Option<Value>,
    pub(super) answers: Option<Value>,
    #[serde(default, deserialize_with = "present")]
    pub(super) exp_promql: Option<Value>,
    #[serde(default, deserialize_with = "present")]
    pub(super) exp_targets: Option<Value>,
    #[serde(default, deserialize_with = "present")]
    pub(super) exp_replicas: Option<Value>,
    #[serde(default, deserialize_with = "present")]
    pub(super) exp_conditions: Option<Value>,
    #[serde(default, deserialize_with = "present")]
    pub(super) exp_events: Option<Value>,
    #[serde(default, deserialize_with = "present")]
    pub(super) exp_findings: Option<Value>,
}

/// A field that is there, though it holds nothing: `--update` fills it in.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

/// Reads the file.
pub(super) fn read(source: &Source) -> Result<File, Failure> {
    let file: File = kube::from_str(&source.text).map_err(|error| source.refuse(error))?;
    if file.tests.is_empty() {
        let error = Error::new(codes::test::MISSING, "the file has no tests").in_path("tests");
        return Err(source.refuse(error));
    }
    Ok(file)
}
