//! Blocks that are no commands: files, and programs as far as their compilers read them without building anything.

use std::fs;
use std::path::Path;
use std::process::Command;

use counterpoise::ops;
use counterpoise_tests::paths;
use serde_json::{Value, json};

use super::commands::Folder;

/// Reads a block, or says why it is none of its language.
pub(crate) fn read(language: &str, text: &str, folder: &Folder) -> Result<(), String> {
    match language {
        "json" => serde_json::from_str::<Value>(text).map(drop).map_err(|error| error.to_string()),
        "yaml" => yaml(text),
        // `pages_with_rust_are_tests_of_rust` sees to it.
        "rust" => Ok(()),
        "c" => {
            let headers = paths::root().join("ffi/include");
            let mut cc = Command::new(std::env::var_os("CC").unwrap_or_else(|| "cc".into()));
            cc.args(["-fsyntax-only", "-Wall", "-Wextra", "-Werror", "-I"]).arg(headers);
            by(cc, &folder.file("block.c"), text)
        }
        "go" => {
            let mut gofmt = Command::new("gofmt");
            gofmt.args(["-e", "-l"]);
            by(gofmt, &folder.file("block.go"), &go_file(text))
        }
        "js" => {
            let mut node = Command::new(std::env::var_os("NODE").unwrap_or_else(|| "node".into()));
            node.arg("--check");
            by(node, &folder.file("block.mjs"), text)
        }
        other => Err(format!(
            "nothing here tries the language {other:?}: name one, and a word where it cannot be tried"
        )),
    }
}

/// Any YAML; what holds rules, an HPA or anything else that `check` knows is without an error.
fn yaml(text: &str) -> Result<(), String> {
    let _: Vec<Value> = serde_saphyr::from_multiple(text).map_err(|error| error.to_string())?;
    let files = json!({ "files": [{ "name": "block.yaml", "text": text }] });
    let checked = ops::call_value(None, "files.check", files).map_err(|error| error.to_string())?;
    let findings = checked["findings"].as_array().into_iter().flatten();
    let errors: Vec<_> =
        findings.filter(|finding| finding["severity"] == "error").map(Value::to_string).collect();
    if errors.is_empty() { Ok(()) } else { Err(errors.join("\n")) }
}

/// Statements as a page shows them, in the function that they would stand in.
fn go_file(text: &str) -> String {
    let (imports, statements): (Vec<_>, Vec<_>) = text.lines().partition(|line| line.starts_with("import "));
    format!("package page\n\n{}\n\nfunc page() {{\n{}\n}}\n", imports.join("\n"), statements.join("\n"))
}

fn by(mut compiler: Command, file: &Path, text: &str) -> Result<(), String> {
    fs::write(file, text).map_err(|error| error.to_string())?;
    let output = compiler.arg(file).output().map_err(|error| format!("{compiler:?}: {error}"))?;
    if output.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&output.stderr).into_owned()) }
}
