use std::process::ExitCode;

use serde_json::Value;

use super::{adapter, list, text};
use crate::args::QueryArguments;
use crate::failure::Failure;
use crate::input::Input;
use crate::output;

/// `counterpoise query`: as text the PromQL alone, ready for a pipe.
pub(crate) fn query(options: QueryArguments) -> Result<ExitCode, Failure> {
    let format = options.output.output;
    let result = input(options)?.call("metrics.query")?;
    output::print(&result, format, |result| match result.get("queries").and_then(Value::as_object) {
        Some(queries) => {
            queries.values().filter_map(Value::as_str).map(|query| format!("{query}\n")).collect()
        }
        None => text(result, "promql").to_owned(),
    })?;
    Ok(ExitCode::SUCCESS)
}

/// The input of a query, which that of a conversion extends.
pub(super) fn input(options: QueryArguments) -> Result<Input, Failure> {
    let mut input = adapter::input(&options.adapter)?;
    input.field("request", options.request);
    if !options.objects.is_empty() {
        input.field("objects", options.objects);
    }
    Ok(input)
}

/// What became of the samples that did not simply serve, a line each.
pub(super) fn fates(result: &Value) -> String {
    let told = list(result, "fates").iter().filter(|fate| text(fate, "fate") != "used");
    told.map(|fate| format!("{}: {}\n", text(fate, "fate"), text(fate, "reason"))).collect()
}
