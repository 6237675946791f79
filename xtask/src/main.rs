//! `cargo xtask`: the one entry to build, test, check, bench and regenerate. One file a command.

mod bench;
#[cfg(feature = "bindgen")]
mod bindgen;
mod book;
mod check;
#[cfg(any(test, feature = "generate"))]
mod contract;
mod dist;
mod e2e;
mod editors;
mod features;
#[cfg(feature = "generate")]
mod findings;
mod floors;
mod fuzz;
mod generate;
#[cfg(feature = "generate")]
mod generated;
mod go;
mod install;
mod npm;
mod oracle;
#[cfg(feature = "bindgen")]
mod order;
#[cfg(feature = "pauses")]
mod pauses;
mod playground;
#[cfg(feature = "generate")]
mod public_api;
mod python;
mod shell;
mod size;
mod tally;
mod test;
mod toolchain;
mod tools;
mod wasm;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::oracle::Oracle;
use crate::shell::Result;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Build, test, check, bench and regenerate Counterpoise")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Check, then test: everything CI asks for
    Ready,
    /// Build the surfaces and run every suite; the last line counts what passed, failed and was skipped
    Test {
        /// Build the C library and run the tests that are written in C, and nothing else
        #[arg(long)]
        c: bool,
        /// Run the tests that are written in Go, with both engines, and nothing else
        #[arg(long, conflicts_with = "c")]
        go: bool,
    },
    /// Run the engine and the adapter against a real control plane, which the first run builds
    E2e {
        /// Only the scenarios whose names match, as `go test -run` has it: `TestLive|TestUnitTests`
        #[arg(long, value_name = "REGEX")]
        only: Option<String>,
    },
    /// Formatting, clippy, features, docs, floors, generated files, the core for bare wasm32, the npm package as it is shipped,
    /// the packages of a release
    Check,
    /// Run the criterion benches
    Bench {
        /// Instead, time the same operations in Go and in other crates, and print the ratios
        #[arg(long, exclusive = true)]
        peers: bool,
        /// Instead, time the Go package with either engine beside apimachinery; benchstat reads what it prints
        #[arg(long, exclusive = true)]
        go: bool,
        /// Instead, load the adapter from 64 clients, with 100,000 series and with 1,000,000
        #[arg(long, exclusive = true)]
        adapter: bool,
        /// Instead, time the npm package in Node beside the engine itself, and print the ratios
        #[arg(long, exclusive = true)]
        module: bool,
        /// Instead, open the playground in Chromium, and print when it is painted and when it answers
        #[arg(long, exclusive = true)]
        page: bool,
        /// Instead, time simulations of more and more days and pods, and draw how they grow
        #[arg(long, exclusive = true)]
        simulations: bool,
        /// Instead, count instructions by callgrind, and fail where they are not those of benches/counts.json
        #[arg(long)]
        gate: bool,
        /// Write the counts
        #[arg(long, requires = "gate")]
        write: bool,
        /// Passed on to criterion, such as the name of one bench
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Hold fuzzed inputs to the laws of each area; needs a nightly compiler and cargo-fuzz
    Fuzz {
        /// The targets to run, such as `promql`
        targets: Vec<String>,
        /// Run every target
        #[arg(long, conflicts_with = "targets")]
        all: bool,
        /// How long each runs
        #[arg(long, default_value_t = 5.0)]
        minutes: f64,
        /// Instead, ask one engine from 64 threads, by ThreadSanitizer
        #[arg(long, exclusive = true)]
        threads: bool,
    },
    /// Ask upstream what it answers, and compare
    Oracle {
        #[command(subcommand)]
        what: Oracle,
    },
    /// Build the pages as a book into target/book; needs mdBook
    Book,
    /// Build the extension for VS Code into editors/vscode/dist/counterpoise.vsix
    Editors,
    /// Build the npm package into wasm/pkg; prints the size of its module, and fails where that is too large
    Wasm,
    /// Build the wheel for Python, install it in an environment of its own, and try it there
    Python,
    /// Build the WebAssembly module that the Go package carries
    Go,
    /// Build the rule playground into js-demo/dist
    Playground {
        /// Serve it in place, as it is while it is being changed, and open a browser
        #[arg(long)]
        open: bool,
    },
    /// Put header, libraries and the pkg-config file under a prefix
    Install {
        /// The folder that gets include/, lib/ and lib/pkgconfig/
        #[arg(long)]
        prefix: PathBuf,
        /// The Cargo profile to build with
        #[arg(long, default_value = "dist")]
        profile: String,
    },
    /// Pack what a release has into target/packages: the tool, its packages, the libraries, their sums
    Dist(dist::DistArguments),
    /// Write the C header, the listing of the public interface, the pages of errors and operations, the JSON Schema and the types of
    /// the npm package
    Generate {
        /// Write nothing, and fail where a file is not what would be written
        #[arg(long)]
        check: bool,
    },
    /// What wasm-bindgen makes of a compiled module
    #[cfg(feature = "bindgen")]
    #[command(hide = true)]
    Bindgen { module: PathBuf, out: PathBuf },
    /// A compiled module with the pauses that Go needs
    #[cfg(feature = "pauses")]
    #[command(hide = true)]
    Pauses { module: PathBuf, out: PathBuf },
}

fn main() -> ExitCode {
    match run(Arguments::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            if !message.is_empty() {
                eprintln!("error: {message}");
            }
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> Result {
    match task {
        Task::Ready => {
            let checked = check::run();
            // The tests run either way; theirs is the last line.
            test::run()?;
            checked
        }
        Task::Test { c: true, .. } => test::c(),
        Task::Test { go: true, .. } => test::go(),
        Task::Test { .. } => test::run(),
        Task::E2e { only } => e2e::run(only.as_deref()),
        Task::Check => check::run(),
        Task::Bench { peers: true, .. } => bench::peers(),
        Task::Bench { go: true, .. } => bench::go(),
        Task::Bench { adapter: true, .. } => bench::adapter(),
        Task::Bench { module: true, .. } => bench::module::run(),
        Task::Bench { page: true, .. } => bench::page(),
        Task::Bench { gate: true, write, .. } => bench::gate::run(write),
        Task::Bench { simulations: true, .. } => bench::simulations::run(),
        Task::Bench { arguments, .. } => bench::run(&arguments),
        Task::Fuzz { threads: true, .. } => fuzz::threads(),
        Task::Fuzz { targets, all, minutes, .. } => fuzz::run(&targets, all, minutes),
        Task::Oracle { what } => oracle::run(&what),
        Task::Book => book::run(),
        Task::Editors => editors::run(),
        Task::Wasm => wasm::run(),
        Task::Go => go::run(),
        Task::Python => python::run(),
        Task::Playground { open } => playground::run(open),
        Task::Install { prefix, profile } => install::run(&prefix, &profile),
        Task::Dist(arguments) => dist::run(arguments),
        Task::Generate { check } => generate::run(check),
        #[cfg(feature = "bindgen")]
        Task::Bindgen { module, out } => bindgen::run(&module, &out),
        #[cfg(feature = "pauses")]
        Task::Pauses { module, out } => go::pause(&module, &out),
    }
}
