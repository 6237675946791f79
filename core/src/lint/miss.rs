//! Why a selector matches none of the series: the ones that came nearest, and what kept them out.

use std::collections::BTreeMap;
use std::fmt;

use crate::budget::Budget;
use crate::error::Result;
use crate::error::similar::distance;
use crate::metrics::series::{Series, SeriesList};
use crate::promql::{MatchOp, Matcher, NAME, SeriesSelector, VectorSelector};

/// Values that one message shows.
const SHOWN: usize = 3;
/// Names that are compared with one that there is not.
const NAMES: usize = 5_000;
/// Matchers that are told apart.
const MATCHERS: usize = 64;

/// Why nothing is selected.
#[derive(Debug)]
pub(super) enum Miss<'s> {
    /// No series has the name.
    Name { wanted: String, nearest: Option<&'s str> },
    /// Series have the name, and other labels.
    Labels {
        name: String,
        /// How many would be selected but for these matchers.
        count: usize,
        refusing: Vec<Refusing<'s>>,
        /// Series that would be.
        series: Vec<&'s Series>,
    },
}

/// A matcher that keeps the nearest series out.
#[derive(Debug)]
pub(super) struct Refusing<'s> {
    pub(super) matcher: Matcher,
    /// What the series hold instead, each value once; none where they lack the label.
    pub(super) held: Vec<&'s str>,
}

/// Looks for what keeps all series out of a selector; `None` where it selects some.
///
/// # Errors
/// `limit.work`, and those of the selector's regular expressions.
pub(super) fn of<'s>(
    selector: &VectorSelector,
    series: &'s SeriesList,
    budget: &Budget,
) -> Result<Option<Miss<'s>>> {
    let matchers: Vec<Matcher> =
        selector.matchers.iter().take(MATCHERS).map(|held| held.matcher.clone()).collect();
    let (of_name, others): (Vec<_>, Vec<_>) = matchers.into_iter().partition(|matcher| matcher.name == NAME);
    let wanted = of_name.iter().map(|matcher| matcher.value.as_str()).collect::<Vec<_>>().join(" and ");
    let names = SeriesSelector::of(of_name, budget)?;
    let labels = SeriesSelector::of(others, budget)?;
    let mut nearest: BTreeMap<u64, Vec<&Series>> = BTreeMap::new();
    for series in &series.0 {
        budget.take_steps(1)?;
        if !names.matches_name(series.name(), budget)? {
            continue;
        }
        let refusing = labels.refusing(|label| series.label(label).unwrap_or_default());
        let mask =
            refusing.enumerate().filter(|(_, refuses)| *refuses).fold(0u64, |mask, (at, _)| mask | 1 << at);
        if mask == 0 {
            return Ok(None);
        }
        nearest.entry(mask).or_default().push(series);
    }
    let best =
        nearest.into_iter().min_by_key(|(mask, series)| (mask.count_ones(), usize::MAX - series.len()));
    let Some((mask, series)) = best else {
        let all = series.0.iter().map(Series::name).take(NAMES);
        let near = |name: &&str| distance(name, &wanted);
        let nearest = all.filter(|name| near(name) * 3 <= wanted.len().max(name.len())).min_by_key(near);
        return Ok(Some(Miss::Name { wanted, nearest }));
    };
    let refusing = labels.matchers().enumerate().filter(|(at, _)| mask & 1 << at != 0).map(|(_, matcher)| {
        let mut held: Vec<&str> = series.iter().filter_map(|series| series.label(&matcher.name)).collect();
        held.sort_unstable();
        held.dedup();
        Refusing { matcher: matcher.clone(), held }
    });
    Ok(Some(Miss::Labels { name: wanted, count: series.len(), refusing: refusing.collect(), series }))
}

impl Refusing<'_> {
    /// The values that would do, where the matcher names them one by one.
    pub(super) fn wanted(&self) -> Vec<&str> {
        let value = self.matcher.value.as_str();
        match self.matcher.op {
            MatchOp::Equal => vec![value],
            MatchOp::Regex if !value.contains(['.', '*', '+', '[', '(', '\\', '?', '^', '$', '{']) => {
                value.split('|').collect()
            }
            _ => Vec::new(),
        }
    }
}

/// `no series of http_requests_total has namespace="shop"; 12 would match but for that, they have infra`.
impl fmt::Display for Miss<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name { wanted, .. } => write!(f, "no series is named {wanted}"),
            Self::Labels { name, count, refusing, .. } => {
                write!(f, "no series of {name} has ")?;
                for (index, refusing) in refusing.iter().enumerate() {
                    let joint = if index > 0 { " and " } else { "" };
                    write!(f, "{joint}{}", refusing.matcher)?;
                }
                write!(f, "; {count} would match but for that")?;
                for refusing in refusing {
                    let label = &refusing.matcher.name;
                    match refusing.held.as_slice() {
                        [] => write!(f, ", they have no label {label}")?,
                        held => write!(f, ", their {label} is {}", few(held))?,
                    }
                }
                Ok(())
            }
        }
    }
}

/// The first of several values.
pub(super) fn few(values: &[&str]) -> String {
    let shown = values.iter().take(SHOWN).map(|value| format!("{value:?}")).collect::<Vec<_>>().join(", ");
    match values.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        Some(more) => format!("{shown} and {more} more"),
        None => shown,
    }
}
