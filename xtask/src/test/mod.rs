//! `cargo xtask test`: the surfaces first, since the suites run through them, then the suites.

pub(crate) mod c;
mod go;
pub(crate) mod node;
mod playground;
mod python;
mod readme;

use std::io::{self, BufRead, BufReader, Read};
use std::process::{Command, Stdio};
use std::thread;

use crate::e2e;
use crate::oracle;
use crate::shell::{self, Result};
use crate::tally::Tally;

/// Builds the surfaces and runs every suite. The last line that it prints is the counts.
pub(crate) fn run() -> Result {
    let mut tally = Tally::default();
    shell::step("the workspace");
    let c = if must(&mut tally, "the workspace", workspace()) { c::build(&mut tally) } else { None };
    let go = go::build(&mut tally, c.as_ref().map(c::C::prefix));
    let node = node::build(&mut tally);
    let python = python::build(&mut tally);
    shell::step("the oracle");
    // Without it the tests that ask it say that they were left out.
    must(&mut tally, "the oracle", oracle::build().map(drop));

    shell::step("cargo test");
    tally.add(cargo_test()?);
    if let Some(c) = &c {
        c.test(&mut tally);
    }
    if go {
        go::test(&mut tally, c.as_ref().map(c::C::prefix));
    }
    if node {
        node::test(&mut tally);
        playground::test(&mut tally);
    }
    if python {
        python::test(&mut tally);
    }
    e2e::test(&mut tally);

    println!("\n{}", tally.report());
    // The counts are the last line; there is nothing to add to them.
    if tally.is_failure() { Err(String::new()) } else { Ok(()) }
}

/// Builds the C library and runs the tests that are written in C, for whoever is at work on them.
pub(crate) fn c() -> Result {
    let mut tally = Tally::default();
    shell::run(shell::cargo().args(["build", "--package", "counterpoise-ffi"]))?;
    if let Some(c) = c::build(&mut tally) {
        c.test(&mut tally);
    }
    println!("\n{}", tally.report());
    if tally.is_failure() { Err(String::new()) } else { Ok(()) }
}

/// Builds the C library and runs the tests that are written in Go, for whoever is at work on them.
pub(crate) fn go() -> Result {
    let mut tally = Tally::default();
    shell::run(shell::cargo().args(["build", "--package", "counterpoise-ffi"]))?;
    let c = c::build(&mut tally);
    let prefix = c.as_ref().map(c::C::prefix);
    if go::build(&mut tally, prefix) {
        go::test(&mut tally, prefix);
    }
    println!("\n{}", tally.report());
    if tally.is_failure() { Err(String::new()) } else { Ok(()) }
}

/// Counts a step that must succeed: nothing when it does, a failure when it does not.
fn must(tally: &mut Tally, what: &str, result: Result) -> bool {
    if let Err(message) = result {
        println!("{message}");
        tally.fail(what);
        return false;
    }
    true
}

/// What the command is shipped with, and `cargo run` does without.
const SHIPPED: &str = "counterpoise-cli/mcp,counterpoise-cli/parquet";

/// What is built of the workspace: the command line, the libraries and every test, with one set of features.
pub(crate) const WORKSPACE: [&str; 7] =
    ["build", "--workspace", "--lib", "--bins", "--tests", "--features", SHIPPED];

/// Builds all of that at once. Alone, each would ask its dependencies for other features, and have them and the core compiled
/// for itself.
pub(crate) fn workspace() -> Result {
    shell::run(shell::cargo().args(WORKSPACE))
}

/// Every test of the workspace, examples in the documentation included.
fn cargo_test() -> Result<Tally> {
    let mut command = shell::cargo();
    let arguments = ["test", "--workspace", "--no-fail-fast", "--features", SHIPPED];
    let run = follow(command.args(arguments), |line| {
        // What passes is counted; the rest is worth a look.
        !(line.ends_with(" ... ok") || line.is_empty())
    })?;
    let mut tally = Tally::of_cargo(&run.printed, &run.errors);
    if !run.success && !tally.has_failures() {
        tally.fail("cargo test, before it ran every test");
    }
    Ok(tally)
}

/// Runs a program that prints the Test Anything Protocol.
fn tap(tally: &mut Tally, suite: &str, command: &mut Command) {
    let mut failing = false;
    let run = match follow(command, |line| {
        // What a failed test says stands indented below it.
        failing = if line.starts_with(' ') { failing } else { line.starts_with("not ok") };
        failing
    }) {
        Ok(run) => run,
        Err(message) => return tally.fail(format!("{suite}: {message}")),
    };
    let counts = Tally::of_tap(suite, &run.printed);
    if counts.is_empty() || (!run.success && !counts.has_failures()) {
        tally.fail(format!("{suite}: it ended before it ran every test"));
    }
    tally.add(counts);
}

/// A program that has ended.
struct Run {
    success: bool,
    printed: String,
    errors: String,
}

/// Runs a program and shows what it says as it comes: standard error, and the lines of its output that are worth it.
fn follow(command: &mut Command, mut worth_showing: impl FnMut(&str) -> bool) -> Result<Run> {
    let name = shell::display(command);
    let failed = |error: io::Error| format!("{name}: {error}");
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().map_err(failed)?;
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    // Both are read at once: a program waits when one of them is full.
    let (printed, errors) = thread::scope(|scope| {
        let errors = scope.spawn(move || collect(stderr, |line| eprintln!("{line}")));
        let printed = collect(stdout, |line| {
            if worth_showing(line) {
                println!("{line}");
            }
        });
        (printed, errors.join().unwrap_or_default())
    });
    let success = child.wait().map_err(failed)?.success();
    Ok(Run { success, printed, errors })
}

/// All lines of a stream, each shown as it comes.
fn collect(stream: Option<impl Read>, mut show: impl FnMut(&str)) -> String {
    let mut all = String::new();
    let Some(stream) = stream else { return all };
    for line in BufReader::new(stream).split(b'\n').map_while(io::Result::ok) {
        let line = String::from_utf8_lossy(&line);
        show(&line);
        all.push_str(&line);
        all.push('\n');
    }
    all
}
