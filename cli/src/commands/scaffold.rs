use std::fs;
use std::path::Path;
use std::process::ExitCode;

use crate::args::ScaffoldArguments;
use crate::failure::Failure;
use crate::output;
use crate::scaffold::{self, File};

/// Of what stands in a chart's values and what does not.
const VALUES: &str = "values.yaml";

/// `counterpoise scaffold`: the files for a series and a goal, tried before they are shown.
pub(crate) fn scaffold(options: &ScaffoldArguments) -> Result<ExitCode, Failure> {
    let facts = scaffold::facts(options)?;
    let (values, mut files): (Vec<_>, Vec<_>) = scaffold::render(&facts, options.templates.as_deref())?
        .into_iter()
        .partition(|file| file.name == VALUES);
    scaffold::prove(&files)?;
    if options.values {
        files.retain(|file| file.name == "hpa.yaml");
        files.splice(..0, values);
    }
    match &options.output {
        Some(folder) => write(folder, &files)?,
        None => output::write(files.iter().map(shown).collect())?,
    }
    Ok(ExitCode::SUCCESS)
}

/// One document behind the other, with the name of its file above it.
fn shown(file: &File) -> String {
    format!("---\n# {}\n{}", file.name, file.text)
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
