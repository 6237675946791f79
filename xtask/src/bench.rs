//! `cargo xtask bench`.

pub(crate) mod gate;
pub(crate) mod module;
pub(crate) mod simulations;

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell::{self, Result};
use crate::{go, npm, playground};

/// Runs the criterion benches; the arguments are criterion's.
pub(crate) fn run(arguments: &[String]) -> Result {
    let mut bench = shell::cargo();
    bench.args(["bench", "--package", "counterpoise-benches", "--benches", "--"]).args(arguments);
    shell::run(&mut bench)
}

/// The Go package with either engine.
pub(crate) fn go() -> Result {
    let prefix = engines()?;
    for engine in [None, Some(prefix.as_path())] {
        shell::step(if engine.is_some() { "the C library" } else { "the module, in pure Go" });
        let arguments = ["-run", "^$", "-bench", ".", "-count", "6", "-cpu", "2", "."];
        shell::run(go::command("ffi/go", "test", engine).args(arguments))?;
    }
    Ok(())
}

/// Requests a second that leave the processors of the smallest machine something to do: what an adapter sees, and not what it can.
const RATE: &str = "400";

/// The adapter's handlers under load: by clients that ask as soon as they are answered, and at a fixed rate; and beside it the same
/// API server with the translation by what Go has.
pub(crate) fn adapter() -> Result {
    let prefix = engines()?;
    let load = |engine, arguments: &[&str]| {
        shell::run(go::command("ffi/adapter", "run", engine).arg("./bench").args(arguments))
    };
    for engine in [None, Some(prefix.as_path())] {
        for series in ["100000", "1000000"] {
            let name = if engine.is_some() { "the C library" } else { "the module, in pure Go" };
            shell::step(&format!("{series} series, {name}"));
            for rate in ["0", RATE] {
                load(engine, &["-series", series, "-rate", rate])?;
            }
        }
    }
    shell::step("what Go has");
    for rate in ["0", RATE] {
        load(None, &["-peer", "-rate", rate])?;
    }
    Ok(())
}

/// The two engines as they are shipped: gives where the C library is.
fn engines() -> Result<PathBuf> {
    go::current()?;
    let prefix = shell::target().join("bench/prefix");
    crate::install::run(&prefix, "dist")?;
    Ok(prefix)
}

/// How soon the playground is painted and answers, in Chromium.
pub(crate) fn page() -> Result {
    playground::run(false)?;
    shell::run(npm::program(playground::FOLDER, "vitest").args([
        "run",
        "--project",
        "bench",
        "--disable-console-intercept",
    ]))
}

/// How often each program runs: they take turns, so that what disturbs the machine disturbs all of them.
const TURNS: u32 = 3;

/// A name for each column, and the program whose figures it holds.
struct Peer {
    name: &'static str,
    program: PathBuf,
}

/// Nanoseconds by operation.
type Figures = BTreeMap<String, f64>;

/// Times the same operations here and in other implementations, in one run, and prints the ratios.
pub(crate) fn peers() -> Result {
    let peers = build()?;
    let mut best: Vec<Figures> = peers.iter().map(|_| Figures::new()).collect();
    for turn in 1..=TURNS {
        shell::step(&format!("turn {turn} of {TURNS}"));
        for (peer, best) in peers.iter().zip(&mut best) {
            better(best, measure(&peer.program)?);
        }
    }
    print!("\n{}", table(&peers, &best));
    Ok(())
}

fn build() -> Result<Vec<Peer>> {
    let folder = shell::target().join("peers");
    shell::step("Counterpoise");
    shell::run(shell::cargo().args([
        "build",
        "--profile",
        "dist",
        "--package",
        "counterpoise-benches",
        "--bin",
        "peers",
    ]))?;
    shell::step("Go's apimachinery");
    let go = folder.join("go");
    shell::run(shell::program("go").args(["build", "-C", "benches/peers/go", "-o"]).arg(&go).arg("."))?;
    shell::step("kube_quantity");
    let manifest = "benches/peers/kube-quantity/Cargo.toml";
    let mut cargo = shell::cargo();
    cargo.args(["build", "--release", "--locked", "--manifest-path", manifest, "--target-dir"]).arg(&folder);
    shell::run(&mut cargo)?;
    Ok(vec![
        Peer { name: "Counterpoise", program: shell::target().join("dist/peers") },
        Peer { name: "Go", program: go },
        Peer { name: "kube_quantity", program: folder.join("release/peer-kube-quantity") },
    ])
}

fn measure(program: &Path) -> Result<Figures> {
    let cases = shell::root().join("benches/peers/cases.json");
    let cases = File::open(&cases).map_err(|error| format!("{}: {error}", cases.display()))?;
    figures(&shell::read_with(&mut Command::new(program), cases)?)
}

/// What a program printed.
fn figures(said: &str) -> Result<Figures> {
    serde_json::from_str(said).map_err(|error| format!("no figures, {error}: {said}"))
}

/// Keeps the least of each figure.
fn better(best: &mut Figures, turn: Figures) {
    for (operation, figure) in turn {
        let least = best.entry(operation).or_insert(figure);
        *least = least.min(figure);
    }
}

/// A row an operation of ours: nanoseconds, and how many times as long the others take.
fn table(peers: &[Peer], figures: &[Figures]) -> String {
    let mut table = String::from("| operation |");
    for peer in peers {
        table += &format!(" {} |", peer.name);
    }
    table += &format!("\n|---|{}\n", "--:|".repeat(peers.len()));
    let Some((ours, others)) = figures.split_first() else { return table };
    for (operation, own) in ours {
        table += &format!("| {operation} | {own:.1} ns |");
        for other in others {
            match other.get(operation) {
                Some(figure) => table += &format!(" {figure:.1} ns, {:.1} × |", figure / own),
                None => table += " – |",
            }
        }
        table.push('\n');
    }
    table
}
