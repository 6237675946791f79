//! `metric_list_test` and `metric_test`: which metrics an adapter with the configuration serves, and what it answers.

use counterpoise::Error;
use serde_json::{Map, Value, json};

use super::check::{Entry, quantities};
use super::coverage::Coverage;
use super::file::{MetricListTest, MetricTest};
use super::setup::{At, Setup};
use super::verdict::Outcome;
use crate::failure::Failure;

const LISTS: &str = "metric_list_test";
const METRICS: &str = "metric_test";

/// What is listed, and what is found in the rules.
pub(super) fn check_list(
    setup: &Setup<'_>,
    index: usize,
    entry: &MetricListTest,
) -> Result<Vec<Outcome>, Failure> {
    let path = format!("{}.{LISTS}[{index}]", setup.path);
    let at = setup.time(&path, &entry.eval_time)?;
    let MetricListTest { exp_metrics, exp_external_metrics, exp_findings, .. } = entry;
    let mut checked =
        Entry::of(setup, LISTS, index, &at, &[exp_metrics, exp_external_metrics, exp_findings])?;
    needs_config(setup, &path)?;
    for (field, expected, group) in [
        ("exp_metrics", exp_metrics, "custom.metrics.k8s.io"),
        ("exp_external_metrics", exp_external_metrics, "external.metrics.k8s.io"),
    ] {
        if expected.is_some() {
            let mut fields = setup.fields(&at);
            fields.insert("group".to_owned(), group.into());
            let listed =
                setup.shared.try_call("metrics.list", fields).map_err(|error| setup.refuse(error))?;
            let names = each(&listed["list"]["resources"], "name");
            checked.expect(field, expected, |_| Ok(names))?;
        }
    }
    if exp_findings.is_some() {
        let found = setup.shared.try_call("rules.check", setup.fields(&at));
        let found = found.map_err(|error| setup.refuse(error))?;
        let codes = each(&found["diagnostics"], "code");
        checked.expect("exp_findings", exp_findings, |_| Ok(codes))?;
    }
    Ok(checked.done())
}

/// What a request is answered.
pub(super) fn check(
    setup: &Setup<'_>,
    index: usize,
    entry: &MetricTest,
    coverage: &mut Coverage,
) -> Result<Vec<Outcome>, Failure> {
    let path = format!("{}.{METRICS}[{index}]", setup.path);
    let at = setup.time(&path, &entry.eval_time)?;
    let MetricTest { exp_promql, exp_values, exp_error, .. } = entry;
    let mut checked = Entry::of(setup, METRICS, index, &at, &[exp_promql, exp_values, exp_error])?;
    needs_config(setup, &path)?;
    let mut fields = setup.fields(&at);
    fields.insert("request".to_owned(), entry.request.as_str().into());
    let objects = entry.objects.as_ref().or(setup.test.objects.as_ref()).cloned();
    fields.insert("objects".to_owned(), objects.unwrap_or_else(|| names_of_pods(setup)));
    let asked = setup.shared.try_call("metrics.query", fields.clone());
    let (asked, answered) = match asked {
        Ok(asked) => {
            coverage.rule(setup, &asked);
            let answered = answered(setup, &at, entry, (&asked, fields), coverage)?;
            (Ok(queries(&asked)), answered)
        }
        Err(error) if is_of_file(&error) => {
            let of_entry =
                entry.objects.is_some() && error.path().is_some_and(|at| at.starts_with("objects"));
            return Err(if of_entry {
                setup.source().refuse(error.in_path(&path))
            } else {
                setup.refuse(error)
            });
        }
        Err(error) => (Err(error.clone()), Err(error)),
    };
    let told = |error: &Error| format!("{}: {}", error.code(), error.message());
    let why = answered.as_ref().err().map(told);
    let nothing = |error: &Error| Ok(json!({ "error": error.code() }));
    checked.expect_because("exp_promql", exp_promql, why.as_deref(), |_| match &asked {
        Ok(queries) => Ok(queries.clone()),
        Err(error) => nothing(error),
    })?;
    checked.expect_because("exp_values", exp_values, why.as_deref(), |expected| match &answered {
        Ok(values) => Ok(quantities(expected, values)),
        Err(error) => nothing(error),
    })?;
    checked.expect_because("exp_error", exp_error, why.as_deref(), |_| {
        Ok(answered.as_ref().err().map_or(Value::Null, |error| error.code().into()))
    })?;
    Ok(checked.done())
}

/// The values that the adapter answers, of the queries that it asks.
fn answered(
    setup: &Setup<'_>,
    at: &At,
    entry: &MetricTest,
    (asked, mut fields): (&Value, Map<String, Value>),
    coverage: &mut Coverage,
) -> Result<Result<Value, Error>, Failure> {
    let mut answer = |query: &Value| {
        let query = query.as_str().unwrap_or_default();
        coverage.query(setup, query);
        setup.answers.of(&setup.samples, query, at.millis)
    };
    let response = match (setup.given_answer(&entry.request), asked.get("queries")) {
        (Some(given), _) => given,
        (None, Some(queries)) => {
            json!({ "cpu": answer(&queries["cpu"])?, "memory": answer(&queries["memory"])? })
        }
        (None, None) => answer(&asked["promql"])?,
    };
    fields.insert("response".to_owned(), response);
    fields.insert("now".to_owned(), at.instant.as_str().into());
    let converted = setup.shared.try_call("metrics.convert", fields);
    Ok(converted.map(|converted| values(&converted["list"])))
}

/// Whether an error is about the form of what the file gives, and not what an adapter would answer.
fn is_of_file(error: &Error) -> bool {
    ["request.", "yaml.", "limit."].iter().any(|area| error.code().starts_with(area))
}

fn needs_config(setup: &Setup<'_>, path: &str) -> Result<(), Failure> {
    match setup.shared.config {
        Some(_) => Ok(()),
        None => {
            Err(setup.missing(path, "an adapter needs a configuration: give config at the top of the file"))
        }
    }
}

/// One field of each item of a list.
fn each(list: &Value, field: &str) -> Value {
    list.as_array().into_iter().flatten().map(|item| item[field].clone()).collect()
}

/// The query, or those of CPU and memory.
fn queries(asked: &Value) -> Value {
    asked.get("queries").or_else(|| asked.get("promql")).cloned().unwrap_or_default()
}

/// The pods that the test gives: what the cluster lists.
fn names_of_pods(setup: &Setup<'_>) -> Value {
    let Some(pods) = &setup.pods else { return Value::Null };
    let items = pods.value.get("items").unwrap_or(&pods.value).as_array().into_iter().flatten();
    items.filter_map(|pod| pod["metadata"]["name"].as_str()).collect()
}

/// The values of an answer of a metrics API: by the object's name, by container, or with the labels of external metrics.
fn values(list: &Value) -> Value {
    let kind = list["kind"].as_str().unwrap_or_default();
    let name = |item: &Value| item["metadata"]["name"].as_str().unwrap_or_default().to_owned();
    let usage = |of: &Value| {
        let containers = of["containers"].as_array().into_iter().flatten();
        let by_name =
            containers.map(|one| (one["name"].as_str().unwrap_or_default().to_owned(), one["usage"].clone()));
        if of.get("containers").is_some() {
            by_name.collect::<Map<_, _>>().into()
        } else {
            of["usage"].clone()
        }
    };
    let items = || list["items"].as_array().into_iter().flatten();
    match kind {
        "ExternalMetricValueList" => {
            let value = |item: &Value| match &item["metricLabels"] {
                Value::Object(labels) if !labels.is_empty() => {
                    json!({ "metricLabels": labels, "value": item["value"] })
                }
                _ => json!({ "value": item["value"] }),
            };
            items().map(value).collect()
        }
        "PodMetricsList" | "NodeMetricsList" => {
            items().map(|item| (name(item), usage(item))).collect::<Map<_, _>>().into()
        }
        "PodMetrics" | "NodeMetrics" => usage(list),
        _ => {
            let named = |item: &Value| {
                (
                    item["describedObject"]["name"].as_str().unwrap_or_default().to_owned(),
                    item["value"].clone(),
                )
            };
            items().map(named).collect::<Map<_, _>>().into()
        }
    }
}
