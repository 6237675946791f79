//! The floors of the core: a module uses only modules on lower floors. The table in `ARCHITECTURE.md` says which
//! module is where; this reads it and the code, and finds where they differ.

mod table;
#[cfg(test)]
mod tests;
mod uses;

use std::fs;
use std::path::{Path, PathBuf};

use crate::shell::{self, Result};
use table::Table;
use uses::Use;

/// Proves that the core keeps to its floors.
pub(crate) fn check() -> Result {
    let sources = shell::root().join("core/src");
    let lib = shell::read_file(&sources.join("lib.rs"))?;
    let table = Table::read(&shell::read_file(&shell::root().join("ARCHITECTURE.md"))?)?;
    let mut findings = table.differences(&uses::modules(&lib)?);
    let exports = uses::exports(&lib)?;

    let mut files = Vec::new();
    collect(&sources, &mut files)?;
    for file in &files {
        let Some(place) = place(file.strip_prefix(&sources).unwrap_or(file)) else { continue };
        let code = shell::read_file(file)?;
        let name = file.strip_prefix(shell::root()).unwrap_or(file).display().to_string();
        let uses = uses::of(&code, &place).map_err(|error| format!("{name}: {error}"))?;
        findings.extend(judge(&table, &exports, &place[0], &uses).map(|finding| format!("{name}:{finding}")));
    }
    if findings.is_empty() { Ok(()) } else { Err(findings.join("\n")) }
}

/// What a file of a module uses and must not, each with its line.
fn judge<'a>(
    table: &'a Table,
    exports: &'a [(String, String)],
    module: &'a str,
    uses: &'a [Use],
) -> impl Iterator<Item = String> + 'a {
    uses.iter().filter_map(move |Use { line, name }| {
        let export = exports.iter().find(|(exported, _)| exported == name);
        let used = export.map_or(name.as_str(), |(_, module)| module);
        if used == module {
            return None;
        }
        let (Some(here), Some(there)) = (table.floor(module), table.floor(used)) else {
            return Some(format!("{line}: `crate::{name}` is on no floor"));
        };
        (there >= here).then(|| format!("{line}: `{module}` (floor {here}) uses `{used}` (floor {there})"))
    })
}

/// The module path of a source file: `metrics/query.rs` and `metrics/query/mod.rs` are `metrics`, `query`. None for the
/// root and for tests, which may use anything.
fn place(file: &Path) -> Option<Vec<String>> {
    let mut path: Vec<String> =
        file.with_extension("").iter().map(|part| part.to_string_lossy().into_owned()).collect();
    path.pop_if(|last| last == "mod");
    let free = path == ["lib"] || path.iter().any(|part| part == "tests");
    (!free && !path.is_empty()).then_some(path)
}

/// The Rust files under a folder, in order.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result {
    let unreadable = |error| format!("{}: {error}", folder.display());
    let entries: Result<Vec<_>, _> =
        fs::read_dir(folder).map_err(unreadable)?.map(|entry| entry.map(|entry| entry.path())).collect();
    let mut entries = entries.map_err(unreadable)?;
    entries.sort();
    for entry in entries {
        if entry.is_dir() {
            collect(&entry, files)?;
        } else if entry.extension().is_some_and(|extension| extension == "rs") {
            files.push(entry);
        }
    }
    Ok(())
}
