use std::fs;
use std::process::ExitCode;

use clap::CommandFactory;

use crate::args::{Arguments, ManArguments};
use crate::failure::Failure;

/// `counterpoise man`: the manual pages, of the same words as `--help`.
pub(crate) fn man(options: &ManArguments) -> Result<ExitCode, Failure> {
    let folder = &options.folder;
    fs::create_dir_all(folder)
        .and_then(|()| clap_mangen::generate_to(Arguments::command(), folder))
        .map_err(|error| Failure::usage(format!("{}: {error}", folder.display())))?;
    Ok(ExitCode::SUCCESS)
}
