//! What is decided: everything that a template may name, as one JSON object.

use counterpoise::ops::call_value;
use serde_json::{Value, json};

use super::series::Series;
use crate::args::{Of, ScaffoldArguments};
use crate::document::Document;
use crate::failure::Failure;

/// The pods of the test that comes with the files.
const TESTED_PODS: i64 = 2;

/// Seconds from one scrape to the next.
const SCRAPE: i128 = 15;

/// What the templates are rendered with.
pub(crate) fn facts(options: &ScaffoldArguments) -> Result<Value, Failure> {
    if options.min > options.max {
        return Err(Failure::usage(format!("--min {} is more than --max {}", options.min, options.max)));
    }
    let series = Series::read(&options.series)?;
    if series.name.ends_with("_bucket") {
        return Err(Failure::usage(format!(
            "{} is a histogram's buckets: give its _count or _sum, or write the query of a quantile by hand",
            series.name
        )));
    }
    let of = of(options, &series)?;
    let target = target(&options.target)?;
    let namespace = namespace(options, &series)?;
    let goal = goal(options, of)?;
    let metric = metric(&series);
    let (adapter_namespace, adapter_name) = pair(&options.adapter, "--adapter")?;
    Ok(json!({
        "series": options.series,
        "rule": rule(&series, of, &options.window),
        "metric": metric,
        "isCounter": series.is_counter(),
        "isPods": of == Of::Pods,
        "isObject": of == Of::Object,
        "isExternal": of == Of::External,
        "object": series.object().map(|object| json!({
            "apiVersion": object.api_version, "kind": object.kind, "name": object.name,
        })),
        "selector": if of == Of::External { series.own() } else { json!({}) },
        "namespace": namespace,
        "target": target,
        "goal": goal.goal,
        "min": options.min,
        "max": options.max,
        "adapter": { "namespace": adapter_namespace, "name": adapter_name },
        "port": options.port,
        "interval": format!("{SCRAPE}s"),
        "group": if of == Of::External { "external.metrics.k8s.io" } else { "custom.metrics.k8s.io" },
        "versions": if of == Of::External { json!(["v1beta1"]) } else { json!(["v1beta1", "v1beta2"]) },
        "test": test(&series, of, &goal, options),
    }))
}

fn of(options: &ScaffoldArguments, series: &Series) -> Result<Of, Failure> {
    let found = match (series.namespace(), series.pod(), series.object()) {
        (Some(_), Some(_), _) => Of::Pods,
        (Some(_), _, Some(_)) => Of::Object,
        _ => Of::External,
    };
    let missing = match options.of {
        None | Some(Of::External) => None,
        Some(_) if series.namespace().is_none() => Some("a namespace, such as namespace"),
        Some(Of::Pods) => series.pod().is_none().then_some("a pod, such as pod"),
        Some(Of::Object) => series.object().is_none().then_some("an object, such as service or ingress"),
    };
    match missing {
        Some(missing) => Err(Failure::usage(format!("{} has no label of {missing}", series.name))),
        None => Ok(options.of.unwrap_or(found)),
    }
}

/// A namespace and a name with a slash between.
fn pair<'t>(text: &'t str, option: &str) -> Result<(&'t str, &'t str), Failure> {
    let pair = text.split_once('/').filter(|(a, b)| !a.is_empty() && !b.is_empty() && !b.contains('/'));
    pair.ok_or_else(|| Failure::usage(format!("{option} {text:?} is no NAMESPACE/NAME")))
}

fn target(text: &str) -> Result<Value, Failure> {
    let wrong = || Failure::usage(format!("--target {text:?}: give deployment/NAME or statefulset/NAME"));
    let (kind, name) = text.split_once('/').filter(|(_, name)| !name.is_empty()).ok_or_else(wrong)?;
    let kind = match kind.to_lowercase().as_str() {
        "deployment" | "deployments" | "deploy" => "Deployment",
        "statefulset" | "statefulsets" | "sts" => "StatefulSet",
        _ => return Err(wrong()),
    };
    Ok(json!({ "apiVersion": "apps/v1", "kind": kind, "name": name }))
}

fn namespace(options: &ScaffoldArguments, series: &Series) -> Result<String, Failure> {
    let given = options.namespace.as_deref().or_else(|| series.namespace().map(|(_, value)| value));
    given.map(str::to_owned).ok_or_else(|| {
        Failure::usage(format!(
            "{} has no label of a namespace: say where the target is by --namespace",
            series.name
        ))
    })
}

/// What there shall be of the metric.
struct Goal {
    goal: Value,
    is_average: bool,
    milli: i128,
}

fn goal(options: &ScaffoldArguments, of: Of) -> Result<Goal, Failure> {
    let (option, field, kind, text) = match (&options.average_value, &options.value) {
        (Some(text), _) => ("--average-value", "averageValue", "AverageValue", text),
        (None, Some(text)) if of != Of::Pods => ("--value", "value", "Value", text),
        _ => return Err(Failure::usage("a metric of pods is averaged over them: use --average-value")),
    };
    let document = || vec![Document { field: "text", name: option.to_owned(), text: text.clone() }];
    let parsed = call_value(None, "quantity.parse", json!({ "text": text }))
        .map_err(|error| Failure::new(error, document()))?;
    let milli = parsed
        .get("milliValue")
        .and_then(Value::as_str)
        .and_then(|milli| milli.parse::<i128>().ok())
        .unwrap_or(0);
    if milli <= 0 {
        return Err(Failure::usage(format!("a goal of {text} is not more than 0")));
    }
    let goal = json!({ "type": kind, "field": field, "amount": parsed.get("string") });
    Ok(Goal { goal, is_average: field == "averageValue", milli })
}

/// The name under which the HPA asks: a counter is asked for by the second.
fn metric(series: &Series) -> String {
    if series.is_counter() { format!("{}_per_second", stem(series)) } else { series.name.clone() }
}

fn stem(series: &Series) -> &str {
    series.name.strip_suffix("_total").unwrap_or(&series.name)
}

fn rule(series: &Series, of: Of, window: &str) -> Value {
    let mut overrides = Vec::new();
    if let Some((label, _)) = series.namespace() {
        overrides.push(json!({ "label": label, "resource": "namespace" }));
    }
    match of {
        Of::Pods => {
            overrides.extend(series.pod().map(|(label, _)| json!({ "label": label, "resource": "pod" })));
        }
        Of::Object => overrides.extend(series.object().map(|object| {
            let group = object.api_version.split_once('/').map(|(group, _)| group);
            json!({ "label": object.label, "group": group, "resource": object.resource })
        })),
        Of::External => {}
    }
    let labels: Vec<_> = overrides.iter().filter_map(|entry| entry.get("label")?.as_str()).collect();
    let conditions: Vec<_> = labels.iter().map(|label| format!("{label}!=\"\"")).collect();
    let selected = "<<.Series>>{<<.LabelMatchers>>}";
    let summed =
        if series.is_counter() { format!("rate({selected}[{window}])") } else { selected.to_owned() };
    json!({
        "field": if of == Of::External { "externalRules" } else { "rules" },
        "chart": if of == Of::External { "external" } else { "custom" },
        "seriesQuery": format!("{}{{{}}}", series.name, conditions.join(",")),
        "overrides": overrides,
        "isNamespaced": series.namespace().is_some(),
        "name": series.is_counter().then(|| json!({
            "matches": format!("^{}$", series.name), "as": metric(series),
        })),
        "metricsQuery": match of {
            // The adapter groups no external metric.
            Of::External => format!("sum({summed})"),
            Of::Pods | Of::Object => format!("sum({summed}) by (<<.GroupBy>>)"),
        },
    })
}

/// A load 1.4 times what two pods shall have, which makes three of them.
fn test(series: &Series, of: Of, goal: &Goal, options: &ScaffoldArguments) -> Value {
    let name = |pod: i64| format!("{}-{pod}", options.target.rsplit('/').next().unwrap_or_default());
    // Of a value the ratio alone counts, of an average what there is in all.
    let parts = if of == Of::Pods || !goal.is_average { 14 } else { 14 * i128::from(TESTED_PODS) };
    let each = goal.milli * parts;
    let values = if series.is_counter() {
        format!("0+{}x40", decimal(each * SCRAPE))
    } else {
        format!("{}x40", decimal(each))
    };
    let written = |pod: Option<i64>| {
        let labels: Vec<_> = series
            .labels
            .iter()
            .map(|(label, value)| match (series.pod(), pod) {
                (Some((of_pods, _)), Some(pod)) if of_pods == label => format!("{label}={:?}", name(pod)),
                _ => format!("{label}={value:?}"),
            })
            .collect();
        json!({ "series": format!("{}{{{}}}", series.name, labels.join(",")), "values": values })
    };
    let pods: Vec<_> = (1..=TESTED_PODS).collect();
    let series = if of == Of::Pods {
        pods.iter().map(|pod| written(Some(*pod))).collect()
    } else {
        vec![written(None)]
    };
    json!({
        "pods": pods.iter().map(|pod| name(*pod)).collect::<Vec<_>>(),
        "series": series,
        "replicas": 3.clamp(options.min, options.max),
    })
}

/// Of ten-thousandths a number in decimal digits.
fn decimal(parts: i128) -> String {
    let text = format!("{}.{:04}", parts / 10_000, parts % 10_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
