use std::io;
use std::process::ExitCode;

use counterpoise::ops::call_value;
use serde_json::{Value, json};

use super::text;
use crate::args::QuantityArguments;
use crate::failure::Failure;
use crate::input;
use crate::output;

/// `counterpoise quantity`: each quantity in canonical form with its values; exit status 1 when one is none.
pub(crate) fn quantity(options: &QuantityArguments) -> Result<ExitCode, Failure> {
    let mut texts = Vec::new();
    for argument in options.quantities() {
        match argument {
            "-" => {
                let all = input::text("<stdin>", Ok(io::stdin().lock()))?;
                texts.extend(all.lines().map(str::to_owned));
            }
            text => texts.push(text.to_owned()),
        }
    }
    let mut results = Vec::new();
    let mut refused = false;
    for text in texts {
        let mut result = match call_value(None, "quantity.parse", json!({ "text": text })) {
            Ok(result) => result,
            Err(error) => {
                refused = true;
                json!({ "error": error })
            }
        };
        if let Some(fields) = result.as_object_mut() {
            fields.insert("text".to_owned(), Value::from(text));
        }
        results.push(result);
    }
    output::print(&Value::from(results), options.output.output, table)?;
    Ok(if refused { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn table(results: &Value) -> String {
    let rows: Vec<_> = results
        .as_array()
        .into_iter()
        .flatten()
        .map(|result| match result.get("error") {
            Some(error) => {
                vec![text(result, "text").to_owned(), format!("error: {}", text(error, "message"))]
            }
            None => ["text", "canonical", "format", "value", "milliValue"]
                .map(|field| text(result, field).to_owned())
                .to_vec(),
        })
        .collect();
    output::table(&["TEXT", "CANONICAL", "FORMAT", "VALUE", "MILLIVALUE"], &rows)
}
