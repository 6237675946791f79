//! The `counterpoise` command: the operations of the library from a shell or a pipe.
//!
//! Nothing is decided here. Arguments and files become an operation's input; its output becomes text, JSON or YAML.

mod args;
mod batch;
mod commands;
mod document;
mod failure;
mod input;
mod output;
mod style;

use std::process::ExitCode;

use clap::Parser;

use args::{Arguments, Command};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let format = arguments.output;
    let result = match arguments.command {
        Command::Batch => batch::run(),
        Command::Check(options) => commands::check(&options, format),
        Command::Convert(options) => commands::convert(options, format),
        Command::Explain(options) => commands::explain(&options, format),
        Command::Metrics(options) => commands::metrics(options, format),
        Command::Quantity(options) => commands::quantity(&options, format),
        Command::Query(options) => commands::query(options, format),
    };
    result.unwrap_or_else(|failure| failure.report())
}
