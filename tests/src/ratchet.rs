//! How many of all upstream vectors agree, file by file. The number may rise and never fall.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::surface::Rust;
use crate::{case, paths, run};

/// The vectors of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// Those that agree.
    pub agree: usize,
    /// All.
    pub of: usize,
}

/// Counts by file name.
pub type Counts = BTreeMap<String, Count>;

/// The committed counts.
#[must_use]
pub fn file() -> PathBuf {
    paths::vectors().join("ratchet.json")
}

/// Reads the committed counts; none when there is no file yet.
///
/// # Errors
/// When the file is not readable.
pub fn read() -> Result<Counts, String> {
    match std::fs::read_to_string(file()) {
        Ok(text) => serde_json::from_str(&text).map_err(|e| format!("{}: {e}", file().display())),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(Counts::new()),
        Err(e) => Err(format!("{}: {e}", file().display())),
    }
}

/// Writes the counts, one file a line.
///
/// # Errors
/// When the file is not writable.
pub fn write(counts: &Counts) -> Result<(), String> {
    let lines: Vec<_> = counts
        .iter()
        .map(|(name, Count { agree, of })| format!("  {name:?}: {{\"agree\": {agree}, \"of\": {of}}}"))
        .collect();
    let text = format!("{{\n{}\n}}\n", lines.join(",\n"));
    std::fs::write(file(), text).map_err(|e| format!("{}: {e}", file().display()))
}

/// Runs every file of a folder on the library and gives the counts, and for each file the reports of its vectors that do
/// not agree. A thread for each file.
///
/// # Errors
/// When a file is not readable.
pub fn count(folder: &Path) -> Result<(Counts, BTreeMap<String, Vec<String>>), String> {
    let paths = paths::files(folder, "jsonl").map_err(|e| format!("{}: {e}", folder.display()))?;
    let failures = std::thread::scope(|scope| {
        let running: Vec<_> = paths.iter().map(|path| scope.spawn(|| failures(path))).collect();
        running
            .into_iter()
            .map(|thread| thread.join().map_err(|_| "a thread died".to_owned())?)
            .collect::<Result<Vec<_>, _>>()
    })?;
    let name = |path: &PathBuf| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut counts = Counts::new();
    let mut reports = BTreeMap::new();
    for (path, (of, failed)) in paths.iter().zip(failures) {
        counts.insert(name(path), Count { agree: of - failed.len(), of });
        reports.insert(name(path), failed);
    }
    Ok((counts, reports))
}

/// How many vectors a file has, and the reports of those that do not agree.
fn failures(path: &Path) -> Result<(usize, Vec<String>), String> {
    let cases = case::read(path)?;
    Ok((cases.len(), cases.iter().filter_map(|case| run::run(&mut Rust, case).err()).collect()))
}
