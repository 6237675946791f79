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
mod meant;
mod mends;
mod merge;
mod miss;
mod rules;
mod selected;
mod series;
mod served;
mod sort;
mod source;

#[cfg(test)]
mod tests;

pub use crate::error::{Fix, fixed};
pub(crate) use asked::of_plan;
pub use finding::{Finding, Place};
pub use gather::{File, Recognized};
pub use sort::{Piece, Sorted, There, sort};

use std::borrow::Cow;

use crate::budget::Budget;
use crate::engine::Engine;
use crate::error::{Result, Severity};
use crate::hpa::Profile;
use crate::kube::autoscaling::Scale;
use crate::kube::{ApiResourceList, Pod};
use crate::limits::Limits;
use crate::metrics::series::SeriesList;
use crate::rules::{Compat, Config};
use given::{Given, GivenHpa, Of};
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
    let mut found = ignored::without(found, files);
    mends::give(&mut found, files, options);
    let (findings, more) = merge::merge(found, files);
    let kept = Kept::of(engines, given.pods.map(Cow::into_owned).unwrap_or_default());
    Ok((Report { findings, more, files: given.files }, kept))
}

/// Inputs of an operation that are looked at together, by the names of its fields.
#[derive(Debug, Default)]
pub(crate) struct Inputs<'a> {
    pub(crate) config: Option<Config>,
    /// The HPAs.
    pub(crate) hpas: Vec<HpaInput<'a>>,
    pub(crate) series: Option<SeriesList>,
    pub(crate) pods: Option<&'a [Pod]>,
    pub(crate) scale: Option<Scale>,
    pub(crate) resources: Option<Vec<ApiResourceList>>,
}

/// An HPA among the inputs.
#[derive(Debug)]
pub(crate) struct HpaInput<'a> {
    /// The field that it is: `hpa`, `hpas[0]`.
    pub(crate) path: String,
    /// YAML or JSON.
    pub(crate) text: Cow<'a, str>,
    /// Whether the caller has the text, so that a position in it says something.
    pub(crate) is_seen: bool,
}

/// Checks inputs of an operation; findings call them by their fields, in the order in which they were found.
///
/// # Errors
/// As [`check`].
pub(crate) fn check_inputs(inputs: Inputs<'_>, options: &Options<'_>) -> Result<Vec<Finding>> {
    let own = Budget::default();
    let budget = options.budget.unwrap_or(&own);
    let (mut given, mut found) = (Given::default(), Vec::new());
    given.configs.extend(inputs.config.map(|config| Of::new("config", "", config)));
    given.series = inputs.series;
    given.pods = inputs.pods.map(Cow::Borrowed);
    given.scales.extend(inputs.scale.map(|scale| Of::new("scale", "", scale)));
    given.resources = inputs.resources.map(|lists| Of::new("resources", "", lists));
    let mut unseen = Vec::new();
    for hpa in inputs.hpas {
        if !hpa.is_seen {
            unseen.push(hpa.path.clone());
        }
        match GivenHpa::read(&hpa.text) {
            Ok(read) => given.hpas.push(Of::new(&hpa.path, "", read)),
            Err(error) => found.push(Finding::error(&hpa.path, error)),
        }
    }
    look(&given, options, budget, &mut found)?;
    for finding in found.iter_mut().filter(|finding| unseen.contains(&finding.file)) {
        finding.diagnostic.error = finding.diagnostic.error.clone().without_span();
    }
    Ok(merge::cut(found).0)
}

/// One finding for one cause, in the order of the lines.
#[cfg(feature = "explain")]
pub(crate) fn merged(found: Vec<Finding>) -> Vec<Finding> {
    merge::merge(found, &[]).0
}

/// Everything that is to be said of what was given; gives the configurations, compiled.
fn look(
    given: &Given<'_>,
    options: &Options<'_>,
    budget: &Budget,
    found: &mut Vec<Finding>,
) -> Result<Vec<Engine>> {
    let mapper = given.mapper(found);
    rules::check(given, &mapper, options, budget, found);
    let engines = series::check(given, &mapper, options, budget, found)?;
    hpas::check(given, &mapper, options, found);
    served::check(given, (&engines, &mapper), options, budget, found);
    answers::check(given, found);
    Ok(engines)
}
