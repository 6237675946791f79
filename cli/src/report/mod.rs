//! Findings of a check in the forms that people and programs read. One file a form.

mod finding;
mod findings_junit;
mod github;
pub(crate) mod junit;
mod sarif;
mod snippet;
mod text;

use serde_json::Value;

use crate::args::{CheckFormat, FailOn, Format};
use crate::failure::Failure;
use crate::files::Source;
use crate::output;

pub(crate) use snippet::{Shown, render};

/// What a check came to.
pub(crate) struct Report<'a> {
    /// The result as `files.check` gives it: findings, files and summary.
    pub(crate) result: &'a Value,
    /// The files that were checked.
    pub(crate) sources: &'a [&'a Source],
    /// From which severity on a finding fails the check.
    pub(crate) fail_on: FailOn,
}

impl Report<'_> {
    /// Prints it.
    pub(crate) fn print(&self, format: CheckFormat) -> Result<(), Failure> {
        match format {
            CheckFormat::Text => output::write(text::of(self)),
            CheckFormat::Json => output::print(self.result, Format::Json, |_| String::new()),
            CheckFormat::Yaml => output::print(self.result, Format::Yaml, |_| String::new()),
            CheckFormat::Sarif => output::print(&sarif::of(self), Format::Json, |_| String::new()),
            CheckFormat::Github => output::write(github::of(self)),
            CheckFormat::Junit => output::write(findings_junit::of(self)),
        }
    }

    fn findings(&self) -> impl Iterator<Item = finding::Finding<'_>> {
        let findings = self.result.get("findings").and_then(Value::as_array);
        findings.into_iter().flatten().map(finding::Finding)
    }

    fn summary(&self) -> &str {
        self.result.get("summary").and_then(Value::as_str).unwrap_or_default()
    }
}
