use std::fmt::Write;
use std::process::ExitCode;

use serde_json::{Value, json};

use super::text;
use crate::args::ExplainCodeArguments;
use crate::codes;
use crate::failure::Failure;
use crate::output;

/// `counterpoise explain-code`: what brings a code about and what mends it, with files that show both.
pub(crate) fn explain_code(options: &ExplainCodeArguments) -> Result<ExitCode, Failure> {
    let name = options.code.trim();
    let Some(code) = codes::find(name) else { return Err(unknown(name)) };
    let mut result = json!({ "code": code.name, "cause": code.cause, "mend": code.mend });
    if let (Some(Value::Object(example)), Some(fields)) = (codes::example(name), result.as_object_mut()) {
        fields.extend(example);
    }
    output::print(&result, options.output.output, page)?;
    Ok(ExitCode::SUCCESS)
}

fn unknown(name: &str) -> Failure {
    let near = codes::near(name);
    let hint = match near.as_slice() {
        [] => "; docs/errors.md lists them all".to_owned(),
        near => format!(", did you mean {}?", near.join(" or ")),
    };
    Failure::usage(format!("there is no code {name:?}{hint}"))
}

fn page(result: &Value) -> String {
    let mut out = format!("{}\n\n{}\n", text(result, "code"), text(result, "cause"));
    // Writing to a String cannot fail.
    let _ = writeln!(out, "Mend: {}", text(result, "mend"));
    if !text(result, "why").is_empty() {
        let _ = writeln!(out, "\n{}", text(result, "why"));
    }
    for (side, title) in [("wrong", "Wrong"), ("right", "Right")] {
        for (file, content) in codes::files(result, side) {
            let _ = writeln!(out, "\n{title}, {file}:\n");
            for line in content.trim_end().lines() {
                let _ = writeln!(out, "{}", format!("    {line}").trim_end());
            }
        }
    }
    out
}
