//! How far queries look back.

use crate::error::{Error, codes};
use crate::go::duration::Duration;
use crate::promql::syntax::Length;
use crate::rules::Probe;

/// Two usual scrape intervals: of fewer samples than two a rate has no result.
const SHORTEST: i64 = 30 * 1_000_000_000;

/// A note on a range that holds two samples only where Prometheus scrapes unusually often.
pub(super) fn short(probe: &Probe) -> Option<Error> {
    let (nanos, span) = shortest(probe)?;
    if nanos >= SHORTEST {
        return None;
    }
    let message = format!(
        "the query looks back {}, within which there are two samples only where Prometheus scrapes at least twice as often",
        Duration::from_nanos(nanos)
    );
    Some(Error::new(codes::rules::SHORT_RANGE, message).placed(span))
}

/// A note on a window that is shorter than what the query looks back.
pub(super) fn beyond(probe: &Probe, window: Duration) -> Option<Error> {
    let ranges = probe.expr().selectors().filter_map(|held| nanos(held.range?));
    let longest = ranges.max().filter(|longest| *longest > window.nanos())?;
    let message = format!(
        "the window is {window}, and the query looks back {}: usage is said to be of the last {window} and is of more",
        Duration::from_nanos(longest)
    );
    Some(Error::new(codes::rules::WINDOW_RANGE, message).placed(None))
}

fn shortest(probe: &Probe) -> Option<(i64, Option<crate::error::Span>)> {
    let ranges = probe.expr().selectors().filter_map(|held| Some((nanos(held.range?)?, held.span)));
    let (nanos, at) = ranges.min_by_key(|(nanos, _)| *nanos)?;
    Some((nanos, probe.span(&at)))
}

fn nanos(length: &Length) -> Option<i64> {
    match length {
        Length::Nanos(nanos) => Some(*nanos),
        Length::Computed(_) => None,
    }
}
