use std::fs;
use std::path::Path;
use std::process::ExitCode;

use crate::args::ScaffoldArguments;
use crate::failure::Failure;
use crate::output;
use crate::scaffold::{self, Extended, File, Rendered};

/// `counterpoise scaffold`: the files for a series and a goal, tried before they are shown.
pub(crate) fn scaffold(options: &ScaffoldArguments) -> Result<ExitCode, Failure> {
    let facts = scaffold::facts(options)?;
    let rendered = scaffold::render(&facts, options.templates.as_deref())?;
    scaffold::prove(&rendered.files)?;
    if let Some(folder) = &options.output {
        write(folder, &rendered.files)?;
    } else if let Some(file) = &options.into {
        add(&rendered, file, options.diff)?;
    } else if options.values {
        show([&rendered.values].into_iter().chain(rendered.hpa()))?;
    } else {
        show(rendered.files.iter())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Prints one document behind the other, with the name of its file above it.
fn show<'f>(files: impl Iterator<Item = &'f File>) -> Result<(), Failure> {
    output::write(files.map(|file| format!("---\n# {}\n{}", file.name, file.text)).collect())
}

/// Adds the rule to a file, or shows how.
fn add(rendered: &Rendered, file: &Path, only_shows: bool) -> Result<(), Failure> {
    let extended = Extended::of(file, rendered)?;
    let warnings = scaffold::prove_addition(&extended, rendered.hpa())?;
    if only_shows {
        return output::write(extended.diff());
    }
    eprintln!("{}", extended.write()?);
    for warning in warnings {
        eprintln!("warning: {warning}");
    }
    show(rendered.hpa().iter())
}

/// Writes all or nothing: what is there already stays as it is.
fn write(folder: &Path, files: &[File]) -> Result<(), Failure> {
    if let Some(file) = files.iter().find(|file| folder.join(&file.name).exists()) {
        let path = folder.join(&file.name);
        return Err(Failure::usage(format!(
            "{} is there already: give another folder, or move it away",
            path.display()
        )));
    }
    fs::create_dir_all(folder)
        .map_err(|error| Failure::usage(format!("cannot make {}: {error}", folder.display())))?;
    scaffold::write(folder, files)?;
    output::write(files.iter().map(|file| format!("{}\n", folder.join(&file.name).display())).collect())
}
