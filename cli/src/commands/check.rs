use std::process::ExitCode;

use counterpoise::error::Severity;
use serde_json::Value;

use super::{adapter, list, text};
use crate::args::{CheckArguments, Format};
use crate::failure::{self, Failure};
use crate::output;
use crate::style::Colour;

/// `counterpoise check`: the findings, each at its line; exit status 1 when there are any.
pub(crate) fn check(options: &CheckArguments, format: Format) -> Result<ExitCode, Failure> {
    let input = adapter::input(&options.adapter)?;
    let documents = input.documents();
    let result = input.call("rules.check")?;
    output::print(&result, format, |result| {
        let shown = list(result, "diagnostics").iter().map(|finding| {
            let severity = match text(finding, "severity") {
                "error" => Severity::Error,
                "warning" => Severity::Warning,
                _ => Severity::Info,
            };
            let shown = failure::Shown {
                severity,
                code: text(finding, "code"),
                message: text(finding, "message"),
                path: finding.get("path").and_then(Value::as_str),
                span: finding.get("span").and_then(|span| serde_json::from_value(span.clone()).ok()),
                hint: text(finding, "hint"),
            };
            failure::render(&shown, &documents, Colour::stdout()) + "\n"
        });
        shown.collect::<String>() + text(result, "summary")
    })?;
    Ok(if list(&result, "diagnostics").is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
