//! Picks the committed part of the upstream vectors: from each file about forty that agree, spread over the file.
//!
//! `cargo run -p counterpoise-tests --bin trim-vectors` rewrites `tests/vectors/<area>/*.jsonl`. The same vectors and the
//! same library give the same files.

use std::fmt::Write as _;
use std::path::Path;

use counterpoise_tests::surface::Rust;
use counterpoise_tests::{case, paths, run};

/// Vectors of one file.
const CASES: usize = 40;
/// Bytes of one file.
const BYTES: usize = 150_000;
/// A longer vector stays out.
const LONGEST: usize = 12_000;

fn main() -> Result<(), String> {
    let folder = paths::upstream_vectors();
    for source in paths::files(&folder, "jsonl").map_err(|e| format!("{}: {e}", folder.display()))? {
        let (kept, of) = trim(&source)?;
        println!("{}: {kept} of {of}", source.file_name().unwrap_or_default().display());
    }
    Ok(())
}

fn trim(source: &Path) -> Result<(usize, usize), String> {
    let all = case::lines(source)?;
    let of = all.len();
    let mut usable: Vec<_> = all.into_iter().filter(|(_, line)| line.len() <= LONGEST).collect();
    usable.retain(|(case, _)| run::run(&mut Rust, case).is_ok());
    let name = source.file_name().unwrap_or_default().to_string_lossy();
    let folder = paths::vectors().join(area(&name));
    let target = folder.join(&*name);
    if usable.is_empty() {
        return Ok((0, of));
    }
    let text = std::fs::read_to_string(source).map_err(|e| format!("{name}: {e}"))?;
    let mut picked = text.lines().next().unwrap_or_default().to_owned() + "\n";
    let count = usable.len().min(CASES);
    let mut kept = 0;
    for i in 0..count {
        // The middle of each of `count` equal stretches.
        let (_, line) = &usable[(2 * i + 1) * usable.len() / (2 * count)];
        if picked.len() + line.len() < BYTES {
            writeln!(picked, "{line}").map_err(|e| e.to_string())?;
            kept += 1;
        }
    }
    std::fs::create_dir_all(&folder)
        .and_then(|()| std::fs::write(&target, picked))
        .map_err(|e| format!("{}: {e}", target.display()))?;
    Ok((kept, of))
}

/// `hpa-show.jsonl` belongs to `hpa`; what comes from the adapter is about metrics.
fn area(name: &str) -> &str {
    match name.split(['-', '.']).next().unwrap_or(name) {
        "adapter" => "metrics",
        area => area,
    }
}
