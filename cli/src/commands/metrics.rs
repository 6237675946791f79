use std::process::ExitCode;

use serde_json::Value;

use super::{adapter, list, text};
use crate::args::MetricsArguments;
use crate::failure::Failure;
use crate::output;

/// `counterpoise metrics`: as text a table of what the configuration serves.
pub(crate) fn metrics(options: MetricsArguments) -> Result<ExitCode, Failure> {
    let format = options.output.output;
    let mut input = adapter::input(&options.adapter)?;
    input.field("group", options.group);
    if let Some(version) = options.version {
        input.field("version", version);
    }
    let result = input.call("metrics.list")?;
    output::print(&result, format, table)?;
    Ok(ExitCode::SUCCESS)
}

fn table(result: &Value) -> String {
    let resources = result.get("list").map(|answer| list(answer, "resources")).unwrap_or_default();
    let rows: Vec<_> = resources
        .iter()
        .map(|resource| {
            let namespaced = resource.get("namespaced").and_then(Value::as_bool).unwrap_or_default();
            vec![text(resource, "name").to_owned(), namespaced.to_string(), text(resource, "kind").to_owned()]
        })
        .collect();
    output::table(&["NAME", "NAMESPACED", "KIND"], &rows)
}
