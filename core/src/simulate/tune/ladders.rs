//! The values that a field may have, in order.

use crate::kube::autoscaling::{HpaScalingPolicy, HpaScalingPolicyType};
use crate::quantity::{Format, Quantity};

use super::knob::Direction;

/// More values of one field are more than a search tells apart.
const VALUES: i32 = 60;

/// Windows in seconds, up to the longest that there may be.
const WINDOWS: [i32; 14] = [0, 30, 60, 120, 180, 240, 300, 450, 600, 900, 1_200, 1_800, 2_700, 3_600];

/// From the loosest to the strictest, each a list of policies of which one holds: per cent or pods, the value, seconds.
const UP: [&[(bool, i32, i32)]; 8] = [
    &[(true, 900, 15)],
    &[(false, 4, 15), (true, 100, 15)],
    &[(true, 100, 60)],
    &[(true, 50, 60)],
    &[(false, 4, 60)],
    &[(false, 2, 60)],
    &[(true, 10, 60)],
    &[(false, 1, 60)],
];
const DOWN: [&[(bool, i32, i32)]; 7] = [
    &[(true, 100, 15)],
    &[(true, 50, 60)],
    &[(true, 25, 60)],
    &[(true, 10, 60)],
    &[(true, 5, 60)],
    &[(false, 1, 60)],
    &[(true, 10, 300)],
];

/// Whole numbers from one to another with a given one among them, not too many.
pub(super) fn numbers(from: i32, to: i32, given: i32) -> Vec<i32> {
    let span = to.saturating_sub(from).max(0);
    let step = span.checked_div(VALUES).unwrap_or_default().saturating_add(1);
    let mut numbers: Vec<i32> = (from..=to).step_by(usize::try_from(step).unwrap_or(1)).collect();
    with(&mut numbers, given);
    numbers
}

/// Windows, with a given one among them.
pub(super) fn windows(given: i32) -> Vec<i32> {
    let mut windows = WINDOWS.to_vec();
    with(&mut windows, given);
    windows
}

fn with(numbers: &mut Vec<i32>, given: i32) {
    if let Err(place) = numbers.binary_search(&given) {
        numbers.insert(place, given);
    }
}

/// Quantities from a quarter of a given one to the double, none finer than anybody would write them; nothing of one that is 0 or too
/// large.
pub(super) fn quantities(given: &Quantity) -> Vec<Quantity> {
    let Some(milli) = given.checked_milli_value().filter(|milli| *milli > 0) else { return Vec::new() };
    let format = given.format();
    let grain = match milli {
        _ if format == Format::BinarySi => 1_000,
        1_000_000.. => 1_000,
        100_000.. => 1_000,
        10_000.. => 100,
        _ => 1,
    };
    let mut values: Vec<i64> = (5..=40)
        .filter_map(|twentieths: i64| {
            let value = milli.checked_mul(twentieths)?.checked_div(20)?;
            Some(value.checked_div(grain)?.saturating_mul(grain).max(grain.min(milli)))
        })
        .collect();
    values.push(milli);
    values.sort_unstable();
    values.dedup();
    values.into_iter().map(|value| Quantity::from_milli(value, format)).collect()
}

/// Lists of policies, with a given one among them: before all others where it is none of them.
pub(super) fn policies(direction: Direction, given: &[HpaScalingPolicy]) -> Vec<Vec<HpaScalingPolicy>> {
    let ladder: &[&[_]] = match direction {
        Direction::Up => &UP,
        Direction::Down => &DOWN,
    };
    let policy = |(percent, value, period_seconds): &(bool, i32, i32)| HpaScalingPolicy {
        r#type: if *percent { HpaScalingPolicyType::Percent } else { HpaScalingPolicyType::Pods },
        value: *value,
        period_seconds: *period_seconds,
    };
    let mut lists: Vec<Vec<_>> = ladder.iter().map(|list| list.iter().map(policy).collect()).collect();
    if !lists.iter().any(|list| list == given) {
        lists.insert(0, given.to_vec());
    }
    lists
}
