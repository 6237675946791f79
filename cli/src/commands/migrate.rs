use std::fmt::Write;
use std::process::ExitCode;

use serde_json::Value;

use super::{list, text};
use crate::args::{Compat, MigrateArguments};
use crate::failure::Failure;
use crate::input::Input;
use crate::output;

/// `counterpoise migrate`: as text the objects to apply, with what they do not keep and the order of steps as comments.
pub(crate) fn migrate(options: MigrateArguments) -> Result<ExitCode, Failure> {
    let mut input = Input::default();
    if let Some(resources) = &options.resources {
        input.data("resources", resources)?;
    }
    let operation = if options.to.is_some() {
        if let Some(config) = &options.config {
            input.text("config", config)?;
        }
        if let Some(series) = &options.series {
            input.data_or_text("series", series)?;
        }
        if let Some(hpa) = &options.hpa {
            input.text("hpa", hpa)?;
        }
        input.field("serverAddress", options.server_address.unwrap_or_default());
        if let Compat::Safe = options.compat {
            input.field("compat", "safe");
        }
        "migrate.toKeda"
    } else {
        if let Some(object) = &options.scaled_object {
            input.text("scaledObject", object)?;
        }
        "migrate.fromKeda"
    };
    let result = input.call(operation)?;
    output::print(&result, options.output.output, manifest)?;
    Ok(ExitCode::SUCCESS)
}

/// What `kubectl apply -f -` takes; rules for the adapter are a comment, since they belong into a file of its own.
fn manifest(result: &Value) -> String {
    let mut out = String::new();
    for object in list(result, "objects") {
        out += &yaml(object);
    }
    if let Some(config) = result.get("config").filter(|config| !list(config, "externalRules").is_empty()) {
        out += "---\n# Rules for the adapter:\n#\n";
        out += &comment(&yaml(config));
    }
    let lost = list(result, "lost");
    if !lost.is_empty() {
        out += "---\n# What is not kept:\n#\n";
        for lost in lost {
            // Writing to a String cannot fail.
            let _ = writeln!(out, "# - {}: {}", text(lost, "path"), text(lost, "reason"));
        }
    }
    out += "---\n# Step by step:\n#\n";
    for (index, step) in list(result, "steps").iter().enumerate() {
        let _ = writeln!(out, "# {}. {}", index.saturating_add(1), step.as_str().unwrap_or_default());
    }
    out
}

fn yaml(value: &Value) -> String {
    serde_saphyr::to_string(value).unwrap_or_default()
}

fn comment(text: &str) -> String {
    text.lines().fold(String::new(), |out, line| out + format!("# {line}").trim_end() + "\n")
}
