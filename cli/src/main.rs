//! The `counterpoise` command: the operations of the library from a shell or a pipe.
//!
//! Nothing is decided here. Arguments and files become an operation's input; its output becomes text, JSON or YAML.

mod args;
mod batch;
mod clock;
mod codes;
mod commands;
mod document;
mod failure;
mod files;
mod input;
mod live;
mod lsp;
mod mcp;
mod mend;
mod output;
mod page;
mod places;
mod plot;
mod progress;
mod replay;
mod report;
mod roles;
mod scaffold;
mod style;
mod templates;
mod test;

use std::process::ExitCode;

use args::{Arguments, Command};

fn main() -> ExitCode {
    let arguments = Arguments::of_process();
    let result = match arguments.command {
        Command::Batch => batch::run(),
        Command::Capture(options) => commands::capture(&options),
        Command::Check(options) => commands::check(&options),
        Command::Compare(options) => commands::compare(&options),
        Command::Completions(options) => commands::completions(&options),
        Command::Convert(options) => commands::convert(options),
        Command::Explain(options) => commands::explain(&options),
        Command::ExplainCode(options) => commands::explain_code(&options),
        Command::Mcp(options) => mcp::run(&options),
        Command::Lsp(options) => lsp::run(&options),
        #[cfg(feature = "man")]
        Command::Man(options) => commands::man(&options),
        Command::Metrics(options) => commands::metrics(options),
        Command::Migrate(options) => commands::migrate(options),
        Command::Quantity(options) => commands::quantity(&options),
        Command::Query(options) => commands::query(options),
        Command::Record(options) => replay::record(&options),
        Command::Replay(options) => replay::replay(&options),
        Command::Scaffold(options) => commands::scaffold(&options),
        Command::Simulate(options) => commands::simulate(&options),
        Command::Test(options) => commands::test(&options),
        Command::Tune(options) => commands::tune(&options),
        Command::Why(options) => commands::why(&options),
    };
    result.unwrap_or_else(|failure| failure.report())
}
