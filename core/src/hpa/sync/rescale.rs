//! Step 6: the scale is written, as far as this library writes.

use crate::kube::Time;

use super::entry::Bounds;
use super::event::ControllerEvent;
use super::input::ReconcileInput;
use super::record::Record;
use super::rules::Rules;
use super::state::{ScaleEvent, State};
use super::step::Step;
use super::wording;
use crate::hpa::profile::ZeroReplicas;
use crate::hpa::time::{before, nanos};

/// A replica count to write.
pub(super) struct Rescale {
    pub(super) desired: i32,
    pub(super) reason: String,
}

/// Tells what is written, and writes it where something is.
pub(super) fn step(
    input: &ReconcileInput<'_>,
    record: &mut Record,
    bounds: &Bounds,
    rescale: Option<&Rescale>,
) {
    let current = bounds.current;
    let desired = rescale.map_or(current, |rescale| rescale.desired);
    if let Some(steps) = &mut record.steps {
        let why = wording::last(current, rescale.map(|rescale| (rescale.desired, rescale.reason.as_str())));
        steps.push(Step::Final { current, desired, rescale: rescale.is_some(), why });
    }
    if let Some(rescale) = rescale {
        write(input, record, bounds, rescale);
    }
}

fn write(input: &ReconcileInput<'_>, record: &mut Record, bounds: &Bounds, rescale: &Rescale) {
    let Rescale { desired, reason } = rescale;
    let message = format!("the HPA controller was able to update the target scale to {desired}");
    record.conditions.able_to_scale(true, "SucceededRescale", &message);
    let message = format!("New size: {desired}; reason: {reason}");
    record.events.push(ControllerEvent::normal("SuccessfulRescale", message));
    if let Some(rules) = Rules::of(input) {
        remember(&mut record.state, &rules, bounds.current, *desired, input.now);
    }
    match input.profile.zero {
        ZeroReplicas::UnlessScaledToZero => {
            record.conditions.scaled_to_zero(bounds.brings_to_zero(*desired));
        }
        ZeroReplicas::Always => record.conditions.remove_scaled_to_zero(),
        ZeroReplicas::UnlessMinimumIsZero => {}
    }
}

/// Remembers a change of the replica count, in the place of one that no policy looks at any more where there is one.
/// Mirrors `podautoscaler.HorizontalController.storeScaleEvent`.
pub(in crate::hpa) fn remember(state: &mut State, rules: &Rules<'_>, current: i32, desired: i32, now: Time) {
    let (events, period, replica_change) = if desired > current {
        (&mut state.scale_up_events, rules.up.longest_period(), desired.wrapping_sub(current))
    } else {
        (&mut state.scale_down_events, rules.down.longest_period(), current.wrapping_sub(desired))
    };
    let cutoff = before(now, period);
    for event in &mut *events {
        event.outdated |= nanos(event.timestamp) < cutoff;
    }
    let fresh = ScaleEvent { replica_change, timestamp: now, outdated: false };
    match events.iter_mut().rfind(|event| event.outdated) {
        Some(place) => *place = fresh,
        None => events.push(fresh),
    }
}
