//! Where the count of a metric changes.

use std::cell::Cell;
use std::cmp::Ordering;

use serde::Serialize;

use super::{optional_text, text};
use crate::budget::Budget;
use crate::error::Result;
use crate::hpa::calculator::{Proposal, ProposalOutcome, Varied, nearest};
use crate::hpa::sync::{Curve, Decisions, Given};
use crate::limits;

/// Which values are looked at, milli.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Range {
    /// The first.
    pub from: i64,
    /// The last; where it is absent, that of the first count above `maxReplicas`, the present count and the present proposal.
    pub to: Option<i64>,
}

/// Values from one to another, both included; milli.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Interval {
    /// The first.
    #[serde(serialize_with = "text")]
    pub from: i64,
    /// The last.
    #[serde(serialize_with = "text")]
    pub to: i64,
    /// The two in per cent of the requests, as the status shows them, for a utilization target.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub utilization: Option<[i32; 2]>,
}

/// Values that call for one count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Segment {
    /// The values: one less, or one more, calls for another count.
    #[serde(flatten)]
    pub values: Interval,
    /// The metric's own count; absent where it gives none.
    pub proposal: Option<i32>,
    /// The replicas that the sync asks for then: with the other metrics as they are, after stabilization and limits.
    pub replicas: i32,
}

/// The counts that the values of a metric call for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Steps {
    /// Value after value, without a gap.
    pub segments: Vec<Segment>,
    /// Where the count stays as it is: by the tolerance, or because pods that are unready or missing turn the ratio.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dead_band: Option<Interval>,
    /// The least value that is not below the target.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "optional_text")]
    pub target: Option<i64>,
    /// Whether there are more segments than are told: [`limits::SEGMENTS`].
    pub more: bool,
}

/// What the search looks at.
pub(super) struct Search<'s, 'c> {
    pub(super) curve: &'s Curve<'c>,
    pub(super) all_ready: bool,
    pub(super) range: Range,
    /// A count above this one ends the search, where nothing else does.
    pub(super) enough: i32,
    pub(super) budget: &'s Budget,
    /// Steps of the budget that a value takes, and a whole sync.
    pub(super) costs: Costs,
}

/// What is taken off the budget.
#[derive(Clone, Copy)]
pub(super) struct Costs {
    pub(super) value: usize,
    pub(super) sync: usize,
}

/// Values that are alike form one interval: the count grows with the value on either side of the target, and on each rule.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Count(i32, ProposalOutcome, Option<Ordering>),
    Nothing,
    Beyond,
}

impl Kind {
    fn of(given: Given) -> Self {
        match given {
            Given::Proposal(Proposal { replicas, outcome, ratio, .. }) => {
                Self::Count(replicas, outcome, ratio.partial_cmp(&1.0))
            }
            Given::Nothing => Self::Nothing,
            Given::Beyond => Self::Beyond,
        }
    }

    fn count(self) -> Option<i32> {
        match self {
            Self::Count(replicas, ..) => Some(replicas),
            Self::Nothing | Self::Beyond => None,
        }
    }
}

impl Search<'_, '_> {
    /// The segments; `decisions` are those of the whole sync.
    ///
    /// # Errors
    /// `limit.work`.
    pub(super) fn run(&self, decisions: &mut Decisions<'_>) -> Result<Steps> {
        let mut steps = Steps::default();
        let last = self.range.to.unwrap_or(i64::MAX);
        let mut next = Some(self.range.from).filter(|from| *from <= last);
        while let Some(from) = next {
            let kind = self.kind(from)?;
            if kind == Kind::Beyond {
                break;
            }
            let to = self.end(from, last, kind)?;
            next = to.checked_add(1).filter(|value| *value <= last);
            let values = self.interval(from, to);
            if let Kind::Count(_, outcome, side) = kind {
                if outcome.holds() {
                    let begun = steps.dead_band.map_or(from, |band| band.from);
                    steps.dead_band = Some(self.interval(begun, to));
                }
                if side != Some(Ordering::Less) && steps.target.is_none() && from > self.range.from {
                    steps.target = Some(from);
                }
                let ends = self.range.to.is_none() && side == Some(Ordering::Greater);
                next = next.filter(|_| !(ends && kind.count() > Some(self.enough)));
            }
            let told = steps.segments.len();
            match steps.segments.last_mut() {
                Some(segment) if segment.proposal == kind.count() => {
                    segment.values = self.interval(segment.values.from, to);
                }
                _ if told == limits::SEGMENTS => {
                    steps.more = true;
                    break;
                }
                _ => {
                    self.budget.take_steps(self.costs.sync)?;
                    let replicas = decisions.at(Some(self.varied(from)));
                    steps.segments.push(Segment { values, proposal: kind.count(), replicas });
                }
            }
        }
        Ok(steps)
    }

    fn varied(&self, value: i64) -> Varied {
        Varied { value, all_ready: self.all_ready }
    }

    fn kind(&self, value: i64) -> Result<Kind> {
        self.budget.take_steps(self.costs.value)?;
        Ok(Kind::of(self.curve.at(self.varied(value))))
    }

    /// The last of the values from this one on that are alike.
    fn end(&self, from: i64, last: i64, kind: Kind) -> Result<i64> {
        let failed = Cell::new(None);
        let most = last.saturating_sub(from);
        let changed = nearest(most, |distance| match self.kind(from.saturating_add(distance)) {
            Ok(other) => other != kind,
            Err(error) => {
                failed.set(Some(error));
                true
            }
        });
        match failed.into_inner() {
            Some(error) => Err(error),
            None => Ok(changed.map_or(last, |distance| from.saturating_add(distance).saturating_sub(1))),
        }
    }

    fn interval(&self, from: i64, to: i64) -> Interval {
        let percent = |value| match self.curve.at(self.varied(value)) {
            Given::Proposal(proposal) => proposal.utilization,
            Given::Nothing | Given::Beyond => None,
        };
        let utilization = percent(from).zip(percent(to)).map(|(from, to)| [from, to]);
        Interval { from, to, utilization }
    }
}

impl ProposalOutcome {
    /// Whether it keeps the count, whatever the ratio says.
    fn holds(self) -> bool {
        self.is_within_tolerance() || matches!(self, Self::RecomputedTurned | Self::CountTurned)
    }
}
