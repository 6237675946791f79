//! `cargo xtask test`: the surfaces first, since the suites run through them, then the suites.

mod c;
mod node;

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use crate::shell::{self, Result};
use crate::tally::Tally;

/// Builds the surfaces and runs every suite. The last line that it prints is the counts.
pub(crate) fn run() -> Result {
    let mut tally = Tally::default();
    shell::step("the command line");
    must(
        &mut tally,
        "the command line",
        shell::run(shell::cargo().args(["build", "--package", "counterpoise-cli"])),
    );
    let c = c::build(&mut tally);
    let node = node::build(&mut tally);

    shell::step("cargo test");
    tally.add(cargo_test()?);
    if let Some(c) = c {
        c.test(&mut tally);
    }
    if node {
        node::test(&mut tally);
    }

    println!("\n{}", tally.report());
    // The counts are the last line; there is nothing to add to them.
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

/// Every test of the workspace, examples in the documentation included.
fn cargo_test() -> Result<Tally> {
    let mut command = shell::cargo();
    let (ok, printed) = follow(command.args(["test", "--workspace", "--no-fail-fast"]), |line| {
        // What passes is counted; the rest is worth a look.
        !(line.ends_with(" ... ok") || line.is_empty())
    })?;
    let mut tally = Tally::of_cargo(&printed);
    if !ok && !tally.has_failures() {
        tally.fail("cargo test, before it ran every test");
    }
    Ok(tally)
}

/// Runs a program that prints the Test Anything Protocol.
fn tap(tally: &mut Tally, suite: &str, command: &mut Command) {
    let (ok, printed) = match follow(command, |line| line.starts_with("not ok") || line.starts_with(' ')) {
        Ok(result) => result,
        Err(message) => return tally.fail(format!("{suite}: {message}")),
    };
    let counts = Tally::of_tap(suite, &printed);
    if counts.is_empty() || (!ok && !counts.has_failures()) {
        tally.fail(format!("{suite}: it ended before it ran every test"));
    }
    tally.add(counts);
}

/// Runs a program, shows the lines that are worth it as they come, and gives its success and all that it printed.
fn follow(command: &mut Command, worth_showing: impl Fn(&str) -> bool) -> Result<(bool, String)> {
    let name = shell::display(command);
    let failed = |error: std::io::Error| format!("{name}: {error}");
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(failed)?;
    let mut printed = String::new();
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).lines() {
            let line = line.map_err(|error| error.to_string())?;
            if worth_showing(&line) {
                println!("{line}");
            }
            printed.push_str(&line);
            printed.push('\n');
        }
    }
    let status = child.wait().map_err(|error| error.to_string())?;
    Ok((status.success(), printed))
}
