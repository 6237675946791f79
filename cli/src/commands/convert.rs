use std::process::ExitCode;

use serde_json::Value;

use super::{list, query, text};
use crate::args::ConvertArguments;
use crate::clock;
use crate::failure::Failure;
use crate::output;

/// `counterpoise convert`: as text a table of the values.
pub(crate) fn convert(options: ConvertArguments) -> Result<ExitCode, Failure> {
    let format = options.query.output.output;
    let mut input = query::input(options.query)?;
    input.data("response", &options.response)?;
    input.field("now", options.now.unwrap_or_else(clock::now));
    let result = input.call("metrics.convert")?;
    output::print(&result, format, table)?;
    Ok(ExitCode::SUCCESS)
}

fn table(result: &Value) -> String {
    let Some(answer) = result.get("list") else { return String::new() };
    let one = std::slice::from_ref(answer);
    let items = if answer.get("items").is_some() { list(answer, "items") } else { one };
    let rows: Vec<_> = items.iter().flat_map(rows).collect();
    output::table(&["OBJECT", "METRIC", "VALUE", "TIMESTAMP"], &rows) + &query::fates(result)
}

/// One row a value: a custom metric's object, an external metric's labels, a container's or a node's usage.
fn rows(item: &Value) -> Vec<Vec<String>> {
    let timestamp = text(item, "timestamp").to_owned();
    if let Some(object) = item.get("describedObject") {
        let metric =
            item.get("metric").map_or_else(|| text(item, "metricName"), |metric| text(metric, "name"));
        let object = format!("{}/{}", text(object, "kind"), text(object, "name"));
        return vec![vec![object, metric.to_owned(), text(item, "value").to_owned(), timestamp]];
    }
    if item.get("metricName").is_some() {
        let labels = item.get("metricLabels").map(Value::to_string).unwrap_or_default();
        return vec![vec![
            labels,
            text(item, "metricName").to_owned(),
            text(item, "value").to_owned(),
            timestamp,
        ]];
    }
    let name = item.get("metadata").map(|metadata| text(metadata, "name")).unwrap_or_default();
    let mut rows = usage(name, item, &timestamp);
    for container in list(item, "containers") {
        rows.extend(usage(&format!("{name}/{}", text(container, "name")), container, &timestamp));
    }
    rows
}

fn usage(object: &str, of: &Value, timestamp: &str) -> Vec<Vec<String>> {
    let used = of.get("usage").and_then(Value::as_object).into_iter().flatten();
    used.map(|(resource, value)| {
        vec![
            object.to_owned(),
            resource.clone(),
            value.as_str().unwrap_or_default().to_owned(),
            timestamp.to_owned(),
        ]
    })
    .collect()
}
