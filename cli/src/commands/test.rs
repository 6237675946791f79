use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::args::TestArguments;
use crate::failure::Failure;
use crate::files;
use crate::output;
use crate::test::{self, By, Coverage, Source, Verdict};

/// `counterpoise test`: unit tests of rules and HPAs; exit status 1 where one fails.
pub(crate) fn test(options: &TestArguments) -> Result<ExitCode, Failure> {
    let by = if options.prometheus { By::Prometheus } else { By::Evaluator };
    let mut coverage = Coverage::new(options.coverage);
    let mut ran: Vec<(Source, Vec<Verdict>)> = Vec::new();
    for read in files::named(&tests(&options.paths)?)? {
        let source = Source::of(read);
        let verdicts = test::run(&source, by, &mut coverage)?;
        ran.push((source, verdicts));
    }
    if let Some(path) = &options.junit {
        write(path, &test::junit(&ran))?;
    }
    if options.update {
        return update(&ran);
    }
    output::print(&test::json(&ran, &coverage), options.output.output, |_| test::text(&ran, &coverage))?;
    let passes = ran.iter().flat_map(|(_, verdicts)| verdicts).all(Verdict::passes);
    Ok(if passes { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Writes what came out into the files, and says where.
fn update(ran: &[(Source, Vec<Verdict>)]) -> Result<ExitCode, Failure> {
    let mut said = String::new();
    for (source, verdicts) in ran {
        let failures = || verdicts.iter().flat_map(Verdict::failures);
        if failures().next().is_none() {
            continue;
        }
        if !source.is_file {
            return Err(Failure::usage(format!("{} cannot be changed: give a file", source.name)));
        }
        write(Path::new(&source.name), &test::updated(source, failures()))?;
        for outcome in failures() {
            said.push_str(&format!("{}: {}\n", source.name, outcome.path));
        }
    }
    if said.is_empty() {
        said.push_str("everything is as it is expected\n");
    }
    output::write(said)?;
    Ok(ExitCode::SUCCESS)
}

/// The files of tests that are named, and those in folders.
fn tests(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    for path in paths {
        if !path.is_dir() {
            found.push(path.clone());
            continue;
        }
        let before = found.len();
        inside(path, &mut found)?;
        if found.len() == before {
            let message = format!(
                "there are no tests in {}: no file is called test.yaml or *.test.yaml",
                path.display()
            );
            return Err(Failure::usage(message));
        }
    }
    Ok(found)
}

fn inside(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let cannot = |error: std::io::Error| Failure::usage(format!("cannot read {}: {error}", folder.display()));
    let entries = fs::read_dir(folder).map_err(cannot)?;
    let mut paths = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()
        .map_err(cannot)?;
    paths.sort();
    for path in paths {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if path.is_dir() && !name.starts_with('.') {
            inside(&path, found)?;
        } else if ["test.yaml", "test.yml"]
            .iter()
            .any(|end| name == *end || name.ends_with(&format!(".{end}")))
        {
            found.push(path);
        }
    }
    Ok(())
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    fs::write(path, text).map_err(|error| Failure::usage(format!("cannot write {}: {error}", path.display())))
}
