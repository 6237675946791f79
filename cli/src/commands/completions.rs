use std::process::ExitCode;

use clap::CommandFactory;

use crate::args::{Arguments, CompletionsArguments};
use crate::failure::Failure;
use crate::output;

/// `counterpoise completions`: a script for a shell.
pub(crate) fn completions(options: &CompletionsArguments) -> Result<ExitCode, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut Arguments::command(), "counterpoise", &mut script);
    output::write(String::from_utf8_lossy(&script).into_owned())?;
    Ok(ExitCode::SUCCESS)
}
