//! `cargo xtask bench --gate`: the instructions of a fixed set of operations beside those that are committed. Counts are the
//! same on a busy machine, so that they can hold in CI where times cannot.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};

use crate::shell::{self, Result};

/// What was counted last, by `--gate --write`.
const COUNTS: &str = "benches/counts.json";
/// How far a count may be from the committed one, in percent.
const NEAR: f64 = 2.0;
/// The percents where another compiler or processor made the committed counts: a gate against what is of another order.
const FAR: f64 = 15.0;

/// Instructions by operation.
type Counts = BTreeMap<String, u64>;

/// Counts, prints a row an operation, and fails where one is too far from what is committed.
pub(crate) fn run(write: bool) -> Result {
    let path = shell::root().join(COUNTS);
    let (made, now) = (made()?, count()?);
    if write {
        return shell::write_file(&path, format!("{:#}\n", json!({ "made": made, "instructions": now })));
    }
    let mut before: Value = serde_json::from_str(&shell::read_file(&path)?).map_err(unreadable)?;
    let allowed = if before["made"] == made { NEAR } else { FAR };
    if allowed > NEAR {
        println!("{COUNTS} was made by {}, and this is {made}: {allowed} % are allowed", before["made"]);
    }
    judge(&serde_json::from_value(before["instructions"].take()).map_err(unreadable)?, &now, allowed)
}

fn unreadable(error: impl std::fmt::Display) -> String {
    format!("{COUNTS}: {error}; write it by: cargo xtask bench --gate --write")
}

fn judge(before: &Counts, now: &Counts, allowed: f64) -> Result {
    let mut far = Vec::new();
    for (name, count) in now {
        let change = before.get(name).map(|before| (*count as f64 / *before as f64 - 1.0) * 100.0);
        let said = change.map_or_else(|| "new".to_owned(), |change| format!("{change:+.2} %"));
        println!("{name}: {count} instructions, {said}");
        if change.is_none_or(|change| change.abs() > allowed) {
            far.push(format!("{name} {said}"));
        }
    }
    far.extend(before.keys().filter(|name| !now.contains_key(*name)).map(|name| format!("{name} is gone")));
    if far.is_empty() {
        return Ok(());
    }
    Err(format!(
        "more than {allowed} % from {COUNTS}: {}; where that is meant: cargo xtask bench --gate --write",
        far.join(", ")
    ))
}

/// One run of valgrind, which writes a profile after each call.
fn count() -> Result<Counts> {
    let build = ["build", "--profile", "counted", "--package", "counterpoise-benches", "--bin", "counted"];
    shell::run(shell::cargo().args(build))?;
    let folder = shell::target().join("bench/counted");
    shell::clear(&folder)?;
    shell::make_folder(&folder)?;
    let mut valgrind = shell::program("valgrind");
    valgrind.args(["--quiet", "--tool=callgrind"]);
    valgrind.args(["--toggle-collect=counted::counted_call", "--dump-after=counted::counted_call"]);
    valgrind.arg(format!("--callgrind-out-file={}", folder.join("profile").display()));
    let names = shell::read(valgrind.arg(shell::target().join("counted/counted")))?;
    names.lines().zip(1..).map(|(name, call)| Ok((name.to_owned(), total(&folder, call)?))).collect()
}

/// The instructions of one call.
fn total(folder: &Path, call: usize) -> Result<u64> {
    let profile = folder.join(format!("profile.{call}"));
    let total = shell::read_file(&profile)?
        .lines()
        .find_map(|line| line.strip_prefix("totals: ")?.trim().parse().ok());
    total.filter(|total| *total > 0).ok_or_else(|| format!("{}: nothing was counted", profile.display()))
}

/// The compiler and the processor's vectors, which counts depend on besides the code.
fn made() -> Result<String> {
    let compiler = shell::read(shell::program("rustc").arg("--version"))?;
    Ok(format!("{}, {}", compiler.trim(), vectors()))
}

/// What libraries choose their code by where they run.
#[cfg(target_arch = "x86_64")]
fn vectors() -> &'static str {
    if std::arch::is_x86_feature_detected!("avx2") { "x86_64 with AVX2" } else { "x86_64 without AVX2" }
}

#[cfg(not(target_arch = "x86_64"))]
fn vectors() -> &'static str {
    std::env::consts::ARCH
}

#[cfg(test)]
mod tests {
    use super::{Counts, judge};

    fn counts(of: &[(&str, u64)]) -> Counts {
        of.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect()
    }

    #[test]
    fn a_count_is_near_or_told() {
        let before = counts(&[("query", 1000), ("parse", 100)]);
        assert!(judge(&before, &counts(&[("query", 1019), ("parse", 99)]), 2.0).is_ok());
        let now = counts(&[("query", 1021), ("convert", 5)]);
        let message = judge(&before, &now, 2.0).unwrap_err();
        assert!(message.contains("convert new, query +2.10 %, parse is gone"), "{message}");
    }
}
