//! `cargo xtask fuzz`: the fuzz targets built, run and summed up.

mod figures;
mod table;
mod targets;
mod threads;
mod tools;

use std::fs;
use std::io::{BufRead, BufReader, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::shell::{self, Result};
use figures::Figures;

pub(crate) use threads::run as threads;

/// Where a target's own parts are.
struct Places {
    /// What was found once, committed.
    corpus: PathBuf,
    /// What vectors and examples begin with.
    seeds: PathBuf,
    /// What earlier runs came upon.
    grown: PathBuf,
    /// Inputs that broke a law.
    artifacts: PathBuf,
}

impl Places {
    fn of(target: &str) -> Self {
        let (fuzz, built) = (shell::root().join("fuzz"), folder());
        Self {
            corpus: fuzz.join("corpus").join(target),
            seeds: built.join("seeds").join(target),
            grown: built.join("grown").join(target),
            artifacts: fuzz.join("artifacts").join(target),
        }
    }
}

/// Where fuzz targets are built, and what they come upon is kept.
fn folder() -> PathBuf {
    shell::target().join("fuzz")
}

/// Runs some targets, each for so many minutes, and prints what came of each.
///
/// # Errors
/// Where a tool is missing, a target is not there or cannot be built, or an input broke a law.
pub(crate) fn run(named: &[String], all: bool, minutes: f64) -> Result {
    let known = targets::all()?;
    let chosen: Vec<&String> = match all {
        true => known.iter().collect(),
        false => named.iter().collect(),
    };
    if let Some(unknown) = chosen.iter().find(|name| !known.contains(name)) {
        return Err(format!("there is no fuzz target {unknown}: {}", known.join(", ")));
    }
    if chosen.is_empty() {
        return Err(format!("name a fuzz target, or give --all: {}", known.join(", ")));
    }
    tools::check()?;
    seeds()?;
    for target in &chosen {
        build(target)?;
    }
    let mut rows = Vec::new();
    for target in chosen {
        shell::step(&format!("{target}, {minutes} min"));
        let figures = fuzz(target, minutes)?;
        print!("{}", table::of(&[(target, &figures)]));
        rows.push((target, figures));
    }
    let table: Vec<_> = rows.iter().map(|(target, figures)| (target.as_str(), figures)).collect();
    print!("\n{}", table::of(&table));
    let found: Vec<_> = rows
        .iter()
        .flat_map(|(target, figures)| figures.findings.iter().map(move |path| (target, path)))
        .collect();
    if found.is_empty() {
        return Ok(());
    }
    let told = found.iter().map(|(target, path)| {
        format!("\n  {target}: cargo +nightly fuzz run {target} {path}, and to make it smaller: cargo +nightly fuzz tmin {target} {path}")
    });
    Err(format!("inputs broke laws:{}", told.collect::<String>()))
}

/// Writes what vectors and examples begin with.
fn seeds() -> Result {
    let mut cargo = shell::cargo();
    cargo.args(["run", "--quiet", "--package", "counterpoise-tests", "--bin", "seeds", "--"]);
    shell::run(cargo.arg(folder().join("seeds")))
}

fn build(target: &str) -> Result {
    shell::run(tools::fuzz("build").arg("--target-dir").arg(folder()).arg(target))
}

/// Runs a target, and tells how it goes in one line.
fn fuzz(target: &str, minutes: f64) -> Result<Figures> {
    let places = Places::of(target);
    for folder in [&places.grown, &places.artifacts, &places.corpus] {
        shell::make_folder(folder)?;
    }
    let before = inputs(&places.artifacts);
    let mut program = Command::new(folder().join(tools::host()?).join("release").join(target));
    program.args([&places.grown, &places.seeds, &places.corpus]);
    program.arg(format!("-max_total_time={}", (minutes * 60.0) as u64));
    program.arg(format!("-artifact_prefix={}/", places.artifacts.display()));
    // What an input takes the target itself measures, of the processor and not by the clock; beyond these nothing comes back.
    program.args([
        "-timeout=30",
        "-report_slow_units=3600",
        "-rss_limit_mb=4096",
        "-malloc_limit_mb=256",
        "-print_final_stats=1",
        "-max_len=4096",
    ]);
    if let Some(words) = targets::dictionary(target) {
        program.arg(format!("-dict={}", words.display()));
    }
    program
        .current_dir(shell::root())
        .env("ASAN_OPTIONS", "detect_odr_violation=0")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    let mut child = program.spawn().map_err(|error| format!("{}: {error}", shell::display(&program)))?;
    let mut figures = Figures { minutes, ..Figures::default() };
    let mut last = Vec::new();
    if let Some(said) = child.stderr.take() {
        for line in BufReader::new(said).split(b'\n') {
            let line = line.map_err(|error| error.to_string())?;
            let line = String::from_utf8_lossy(&line).into_owned();
            if figures.read(&line) {
                progress(&figures);
            } else {
                last.push(line);
                if last.len() > 200 {
                    last.remove(0);
                }
            }
        }
    }
    let status = child.wait().map_err(|error| error.to_string())?;
    println!();
    figures.findings = inputs(&places.artifacts);
    figures.findings.retain(|path| !before.contains(path));
    if !status.success() {
        let told: Vec<&String> = last.iter().filter(|line| !line.trim().is_empty()).collect();
        for line in told.iter().skip(told.len().saturating_sub(60)) {
            println!("  {line}");
        }
        if figures.findings.is_empty() {
            return Err(format!("{target}: {status}"));
        }
    }
    Ok(figures)
}

fn progress(figures: &Figures) {
    if std::io::stdout().is_terminal() {
        print!("\r\x1b[K{}", table::line(figures));
        let _ = std::io::stdout().flush();
    }
}

/// The files of a folder, by their paths.
fn inputs(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<_> = files.map(|file| file.path().display().to_string()).collect();
    paths.sort();
    paths
}
