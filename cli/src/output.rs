//! Results as text, JSON or YAML.

use std::io::{self, Write};

use serde_json::Value;

use crate::args::Format;
use crate::failure::Failure;

/// Prints a result: as JSON or YAML whole, as text what `text` makes of it.
pub(crate) fn print(
    result: &Value,
    format: Format,
    text: impl FnOnce(&Value) -> String,
) -> Result<(), Failure> {
    write(match format {
        Format::Text => text(result),
        Format::Json => {
            serde_json::to_string_pretty(result).map_err(|error| Failure::usage(error.to_string()))?
        }
        Format::Yaml => serde_saphyr::to_string(result).map_err(|error| Failure::usage(error.to_string()))?,
    })
}

/// Writes a text to standard output, with a line break behind it.
pub(crate) fn write(mut printed: String) -> Result<(), Failure> {
    if !printed.is_empty() && !printed.ends_with('\n') {
        printed.push('\n');
    }
    match io::stdout().lock().write_all(printed.as_bytes()) {
        // Whoever reads has seen enough, as `head` has.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(Failure::usage(format!("cannot write: {error}"))),
        Ok(()) => Ok(()),
    }
}

/// Rows in columns, as `kubectl get` aligns them: three spaces between, the last column as it is.
pub(crate) fn table(heading: &[&str], rows: &[Vec<String>]) -> String {
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count());
        cells.chain(heading.get(column).map(|title| title.len())).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..heading.len()).map(width).collect();
    let mut out = String::new();
    let heading = heading.iter().map(|title| (*title).to_owned()).collect();
    for row in std::iter::once(&heading).chain(rows) {
        let line: String = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}   ")).collect();
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}
