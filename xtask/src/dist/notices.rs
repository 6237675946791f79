//! The licences of the crates that are in a binary, whose texts go with it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use crate::shell::{self, Result};

/// How the files begin that such a text stands in.
const NAMES: [&str; 4] = ["LICENSE", "LICENCE", "COPYING", "NOTICE"];

/// What no crate says, since it comes with the compiler.
const COMPILER: &str = "Besides what follows there is Rust's standard library, MIT OR Apache-2.0, https://www.rust-lang.org,\n\
    and where the binary is static musl, MIT, https://musl.libc.org.\n";

/// Writes the licences of all that is in the binary of a package for a target: each text once, below the crates that have it.
pub(super) fn write(package: &str, triple: &str, to: &Path) -> Result {
    let mut metadata = shell::cargo();
    metadata.args([
        "metadata",
        "--format-version",
        "1",
        "--locked",
        "--all-features",
        "--filter-platform",
        triple,
    ]);
    let metadata: Value =
        serde_json::from_str(&shell::read(&mut metadata)?).map_err(|error| error.to_string())?;
    shell::write_file(to, text(&metadata, package)?)
}

/// The text, of what `cargo metadata` says.
fn text(metadata: &Value, package: &str) -> Result<String> {
    let packages = list(metadata, "packages");
    let of: BTreeMap<_, _> = packages.iter().map(|package| (word(package, "id"), package)).collect();
    let nodes = list(&metadata["resolve"], "nodes");
    let nodes: BTreeMap<_, _> = nodes.iter().map(|node| (word(node, "id"), node)).collect();
    let root = packages.iter().find(|candidate| word(candidate, "name") == package);
    let mut waiting = vec![word(root.ok_or_else(|| format!("there is no package {package}"))?, "id")];
    let mut inside = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        let Some(package) = of.get(id) else { continue };
        // What runs in the compiler is in no binary.
        if is_macro(package) || !inside.insert(id) {
            continue;
        }
        let dependencies = nodes.get(id).map_or(&[][..], |node| list(node, "deps"));
        let normal = dependencies
            .iter()
            .filter(|dependency| list(dependency, "dep_kinds").iter().any(|kind| kind["kind"].is_null()));
        waiting.extend(normal.map(|dependency| word(dependency, "pkg")));
    }
    let mut texts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for package in inside.iter().filter_map(|id| of.get(id)) {
        // Ours lies beside.
        if package["source"].is_null() {
            continue;
        }
        let crate_ =
            format!("{} {}, {}", word(package, "name"), word(package, "version"), word(package, "license"));
        let folder = Path::new(word(package, "manifest_path")).parent().unwrap_or(Path::new(""));
        for file in shell::files(folder)? {
            let name = file.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
            if NAMES.iter().any(|begin| name.starts_with(begin)) {
                let text = String::from_utf8_lossy(&shell::read_bytes(&file)?).replace("\r\n", "\n");
                texts.entry(text.trim_end().to_owned()).or_default().insert(crate_.clone());
            }
        }
        if !texts.values().any(|crates| crates.contains(&crate_)) {
            texts.entry("It comes without the text.".to_owned()).or_default().insert(crate_);
        }
    }
    let mut texts: Vec<_> = texts.into_iter().map(|(text, crates)| (Vec::from_iter(crates), text)).collect();
    texts.sort();
    let line = "=".repeat(80);
    let parts =
        texts.iter().map(|(crates, text)| format!("\n{line}\n{}\n{line}\n\n{text}\n", crates.join("\n")));
    Ok(COMPILER.to_owned() + &parts.collect::<String>())
}

fn is_macro(package: &Value) -> bool {
    list(package, "targets").iter().any(|target| list(target, "kind").iter().any(|kind| kind == "proc-macro"))
}

fn list<'v>(value: &'v Value, field: &str) -> &'v [Value] {
    value.get(field).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn word<'v>(value: &'v Value, field: &str) -> &'v str {
    value.get(field).and_then(Value::as_str).unwrap_or_default()
}
