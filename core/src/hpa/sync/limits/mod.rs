//! Step 5: the limits of the spec, and how fast a count may change: by the policies of a `behavior`, or without one to
//! the double.

mod changes;
mod limited;
pub(in crate::hpa) mod rates;
pub(in crate::hpa) mod spec;

use super::entry::Bounds;
use super::input::ReconcileInput;
use super::record::Record;
use super::rules::Rules;
use super::step::Step;
use super::{until, wording};
use limited::Limit;

/// The count within its limits; `rules` are those of the spec's `behavior`.
pub(super) fn step(
    input: &ReconcileInput<'_>,
    record: &mut Record,
    rules: Option<&Rules<'_>>,
    bounds: &Bounds,
    before: i32,
) -> i32 {
    let Bounds { current, minimum, maximum, .. } = *bounds;
    let now = input.now;
    let limited = match rules {
        None => spec::limit(current, before, minimum, maximum),
        Some(rules) => rates::limit_by(&record.state, rules, (current, before), (minimum, maximum), now),
    };
    let (after, reason) = (limited.replicas, limited.by.reason());
    record.conditions.scaling_limited(after != before, reason, limited.by.message());
    record.outline.limited = (limited.by != Limit::None).then_some(reason);
    if let Some(steps) = &mut record.steps {
        let until = match rules {
            Some(rules) if limited.by.is_rate() => {
                until::policies(&record.state, rules, before > current, now)
            }
            _ => None,
        };
        let why = wording::limits((before, after), limited.by.message(), until);
        steps.push(Step::Limits { before, after, reason, until, why });
    }
    after
}
