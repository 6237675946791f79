//! What files that people have at hand say of themselves and of each other: configurations, HPAs, series, pods and answers,
//! in any number and found out by what they hold.

mod answers;
mod asked;
mod chart;
mod coverage;
mod finding;
mod gather;
mod given;
mod hpas;
mod ignored;
mod kept;
mod merge;
mod miss;
mod rules;
mod series;
mod served;

#[cfg(test)]
mod tests;

pub use finding::{Finding, Place};
pub use gather::{File, Recognized};

use crate::budget::Budget;
use crate::engine::Engine;
use crate::error::{Result, Severity};
use crate::hpa::Profile;
use crate::limits::Limits;
use crate::rules::Compat;
pub(crate) use answers::hint as hint_of_page;
use given::Given;
pub(crate) use kept::Kept;

/// How files are looked at.
#[derive(Debug, Clone, Copy, Default)]
#[non_exhaustive]
pub struct Options<'a> {
    /// Whose behaviour is wanted where upstream's is known to hurt.
    pub compat: Compat,
    /// The release whose API server takes the HPAs.
    pub profile: Profile,
    /// What looking may cost; by default what a text of as many bytes may.
    pub budget: Option<&'a Budget>,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Report {
    /// File by file, in the order of their lines; one finding for one cause.
    pub findings: Vec<Finding>,
    /// How many more there are than are told.
    pub more: usize,
    /// What each file holds, document by document.
    pub files: Vec<Recognized>,
}

impl Report {
    /// The findings of a severity, those not told left aside.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.diagnostic.severity == severity).count()
    }
}

/// Checks files that are given together.
///
/// ```
/// use counterpoise::lint::{self, File, Options};
///
/// let rules = "
/// rules:
/// - seriesQuery: http_requests_total{namespace!=\"\",pod!=\"\"}
///   resources: {template: <<.Resource>>}
///   metricsQuery: sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m]))
/// ";
/// let report = lint::check(&[File { name: "config.yaml", text: rules }], &Options::default())?;
/// assert_eq!(report.findings[0].diagnostic.error.path(), Some("rules[0].metricsQuery"));
/// # Ok::<(), counterpoise::Error>(())
/// ```
///
/// # Errors
/// `limit.*` for more rules and series than are worth comparing. What is wrong with a file is a finding.
pub fn check(files: &[File<'_>], options: &Options<'_>) -> Result<Report> {
    check_and_keep(files, options).map(|(report, _)| report)
}

/// As [`check`], with what can be asked afterwards.
pub(crate) fn check_and_keep(files: &[File<'_>], options: &Options<'_>) -> Result<(Report, Kept)> {
    let bytes = files.iter().map(|file| file.text.len()).fold(0, usize::saturating_add);
    let own = Budget::new(Limits::for_input(bytes));
    let budget = options.budget.unwrap_or(&own);
    let (given, mut found) = gather::gather(files);
    let engines = look(&given, options, budget, &mut found)?;
    let found = ignored::without(found, files);
    let (findings, more) = merge::merge(found, files);
    let kept = Kept::of(engines, given.pods.unwrap_or_default());
    Ok((Report { findings, more, files: given.files }, kept))
}

/// Everything that is to be said of what was given; gives the configurations, compiled.
fn look(
    given: &Given,
    options: &Options<'_>,
    budget: &Budget,
    found: &mut Vec<Finding>,
) -> Result<Vec<Engine>> {
    let mapper = given.mapper(found);
    rules::check(given, &mapper, options, budget, found);
    let engines = series::check(given, &mapper, options, budget, found)?;
    hpas::check(given, options, found);
    served::check(given, (&engines, &mapper), options, budget, found);
    answers::check(given, found);
    Ok(engines)
}
