//! Files are tried before they are shown: they are checked as `counterpoise check` does it, and their test is run.

use std::fs;
use std::path::Path;

use counterpoise::ops::call_value;
use serde_json::{Value, json};

use super::{Extended, File};
use crate::args::{CheckFormat, FailOn};
use crate::commands::{list, text};
use crate::failure::Failure;
use crate::files;
use crate::output;
use crate::report::Report;
use crate::test::{self, By, Coverage, Source};

/// Tries them.
///
/// # Errors
/// What the check finds or the test says, which is printed before.
pub(crate) fn prove(files: &[File]) -> Result<(), Failure> {
    let cannot = |error: std::io::Error| Failure::usage(format!("cannot try the files: {error}"));
    let folder = tempfile::tempdir().map_err(cannot)?;
    let folder = folder.path();
    write(folder, files)?;
    check(folder)?;
    let tests = folder.join("test.yaml");
    if !tests.exists() {
        return Ok(());
    }
    let mut ran = Vec::new();
    let mut coverage = Coverage::new(false);
    for read in files::named(&[tests])? {
        let source = Source::of(read);
        let verdicts = test::run(&source, By::Evaluator, &mut coverage)?;
        ran.push((source, verdicts));
    }
    if ran.iter().flat_map(|(_, verdicts)| verdicts).all(test::Verdict::passes) {
        return Ok(());
    }
    output::write(test::text(&ran, &coverage))?;
    Err(Failure::usage("the files do not do what they are meant to: see what the test says above"))
}

/// Checks what a file will be, beside the HPA: gives what there is to warn of that was not there before.
///
/// # Errors
/// New errors.
pub(crate) fn prove_addition(extended: &Extended, hpa: &[File]) -> Result<Vec<String>, Failure> {
    let [before, after] = extended.files();
    let known = findings([&before].into_iter())?;
    let found = findings([&after].into_iter().chain(hpa))?;
    let what = |finding: &Value| (text(finding, "code").to_owned(), text(finding, "message").to_owned());
    let known: Vec<_> = known.iter().map(what).collect();
    let (mut errors, mut warnings) = (Vec::new(), Vec::new());
    for finding in found.iter().filter(|finding| !known.contains(&what(finding))) {
        let (code, message) = what(finding);
        match text(finding, "severity") {
            "error" => errors.push(format!("{message} ({code})")),
            "warning" => warnings.push(format!("{message} ({code})")),
            _ => {}
        }
    }
    if errors.is_empty() {
        return Ok(warnings);
    }
    Err(Failure::usage(format!("{} would not be in order: {}", after.name, errors.join("; "))))
}

/// What a check finds in files.
fn findings<'f>(files: impl Iterator<Item = &'f File>) -> Result<Vec<Value>, Failure> {
    let given: Vec<_> = files.map(|file| json!({ "name": file.name, "text": file.text })).collect();
    let result = call_value(None, "files.check", json!({ "files": given }))
        .map_err(|error| Failure::new(error, Vec::new()))?;
    Ok(list(&result, "findings").to_vec())
}

/// Checks what the command would look at in the folder.
fn check(folder: &Path) -> Result<(), Failure> {
    let folder = folder.to_path_buf();
    let mut sources: Vec<_> = files::groups(&[&folder])?.into_iter().flatten().collect();
    for source in &mut sources {
        source.name = source.name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
    }
    let given: Vec<_> =
        sources.iter().map(|source| json!({ "name": source.name, "text": source.text })).collect();
    let result = call_value(None, "files.check", json!({ "files": given }))
        .map_err(|error| Failure::new(error, Vec::new()))?;
    let is_error = |finding: &Value| text(finding, "severity") == "error";
    if !list(&result, "findings").iter().any(is_error) {
        return Ok(());
    }
    Report { result: &result, sources: &sources.iter().collect::<Vec<_>>(), fail_on: FailOn::Error }
        .print(CheckFormat::Text)?;
    Err(Failure::usage("the files are not in order: see what was found above"))
}

/// Writes each into a folder.
pub(crate) fn write(folder: &Path, files: &[File]) -> Result<(), Failure> {
    for file in files {
        let path = folder.join(&file.name);
        fs::write(&path, &file.text)
            .map_err(|error| Failure::usage(format!("cannot write {}: {error}", path.display())))?;
    }
    Ok(())
}
