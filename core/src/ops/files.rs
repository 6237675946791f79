//! `files.check` and `files.sort`: files that are given together, found out by what they hold.

use serde::{Deserialize, Serialize};

use super::context::Context;
use super::operation::{Operation, operation};
use crate::error::{Result, Severity};
use crate::hpa::Profile;
use crate::limits::reading;
use crate::lint::{self, File, Finding, Options, Recognized, Sorted, There};
use crate::rules::Compat;

pub(super) const OPERATIONS: &[Operation] =
    &[operation!(context "files.check" => check), operation!("files.sort" => sort)];

/// Files to check together.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct CheckInput {
    /// The files, in any number and of any kind: configurations, HPAs, series, pods, answers.
    #[serde(deserialize_with = "reading::list")]
    pub files: Vec<FileInput>,
    /// Whose behaviour is wanted where upstream's is known to hurt.
    #[serde(default)]
    pub compat: Compat,
    /// The Kubernetes release; the newest by default.
    #[serde(default)]
    pub profile: Option<String>,
}

/// One file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct FileInput {
    /// What findings call it.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// What was found.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct CheckOutput {
    /// File by file, in the order of their lines; one for each cause.
    pub findings: Vec<Finding>,
    /// How many more there are; absent where all are told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub more: Option<usize>,
    /// What each file holds, document by document.
    pub files: Vec<Recognized>,
    /// One line: how many there are of each severity.
    pub summary: String,
}

/// What files say of themselves and of each other.
///
/// # Errors
/// `hpa.profile`; `limit.*` for more rules and series than are worth comparing. What is wrong with a file is a finding.
pub fn check(context: &Context<'_>, input: CheckInput) -> Result<CheckOutput> {
    let profile = input.profile.as_deref().map_or_else(|| Ok(Profile::default()), Profile::of);
    let profile = profile.map_err(|error| error.in_path("profile"))?;
    let files: Vec<_> = input.files.iter().map(|file| File { name: &file.name, text: &file.text }).collect();
    let options = Options { compat: input.compat, profile, budget: Some(&context.budget) };
    let report = lint::check(&files, &options)?;
    let summary = summary(|severity| report.count(severity));
    let more = Some(report.more).filter(|more| *more > 0);
    Ok(CheckOutput { findings: report.findings, more, files: report.files, summary })
}

/// Files to sort.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct SortInput {
    /// Files, or texts that somebody pasted, in any number and of any kind.
    #[serde(deserialize_with = "reading::list")]
    pub files: Vec<FileInput>,
    /// The text of the HPA that is there already, by which answers of the metrics APIs are told apart.
    #[serde(default)]
    pub hpa: Option<String>,
    /// The text of the scale that is there already.
    #[serde(default)]
    pub scale: Option<String>,
}

/// Which input of an explanation each part of the files is.
///
/// # Errors
/// `limit.output`. What cannot be taken is told with its reason.
pub fn sort(input: SortInput) -> Result<Sorted> {
    let files: Vec<_> = input.files.iter().map(|file| File { name: &file.name, text: &file.text }).collect();
    lint::sort(&files, &There::new(input.hpa.as_deref(), input.scale.as_deref()))
}

/// How many findings there are of each severity, in words.
pub(super) fn summary(count: impl Fn(Severity) -> usize) -> String {
    let several =
        |count: usize, one: &str, more: &str| format!("{count} {}", if count == 1 { one } else { more });
    format!(
        "{}, {}, {}",
        several(count(Severity::Error), "error", "errors"),
        several(count(Severity::Warning), "warning", "warnings"),
        several(count(Severity::Info), "note", "notes"),
    )
}
