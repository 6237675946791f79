//! Step 2: the target's pods, which this HPA alone must select.

mod ambiguity;

use super::compiled::Compiled;
use super::event::ControllerEvent;
use super::input::ReconcileInput;
use super::kept::Kept;
use super::record::Record;
use crate::hpa::calculator::Roster;
use crate::kube::Pod;
use crate::selector::Selector;
use crate::text::same;
use ambiguity::Key;

/// What the spec comes to for the selector of the target, and what that selects.
pub(super) struct Selected<'a, 'c> {
    pub(super) compiled: &'c Compiled,
    pub(super) pods: Vec<&'a Pod>,
    /// What is known of them from earlier syncs.
    pub(super) roster: Option<&'c Roster>,
}

/// Selects by the text of the scale's selector; the error is the sync's.
pub(super) fn step<'a, 'c>(
    input: &ReconcileInput<'a>,
    record: &mut Record,
    kept: &'c mut Kept,
    text: &str,
) -> Result<Selected<'a, 'c>, String> {
    let Kept { compiled, roster, .. } = kept;
    let compiled = parse(input, record, compiled, text)?;
    let roster = roster.as_ref();
    let pods = match roster {
        Some(roster) => roster.selected(text, input.pods, || select(input, &compiled.selector)),
        None => select(input, &compiled.selector),
    };
    let own = Key { namespace: input.namespace(), name: &input.hpa.metadata.name };
    if let Some(message) = ambiguity::ambiguous(own, text, &pods, input.others, &input.profile) {
        record.events.push(ControllerEvent::warning("AmbiguousSelector", message.clone()));
        record.conditions.scaling_active(false, "AmbiguousSelector", &message);
        return Err(message);
    }
    Ok(Selected { compiled, pods, roster })
}

/// Mirrors `podautoscaler.HorizontalController.validateAndParseSelector`.
fn parse<'c>(
    input: &ReconcileInput<'_>,
    record: &mut Record,
    compiled: &'c mut Option<Compiled>,
    text: &str,
) -> Result<&'c Compiled, String> {
    if text.is_empty() {
        let message = "selector is required";
        record.events.push(ControllerEvent::warning("SelectorRequired", message));
        record.conditions.scaling_active(
            false,
            "InvalidSelector",
            "the HPA target's scale is missing a selector",
        );
        return Err(message.to_owned());
    }
    Compiled::of(compiled, text, input).map_err(|error| {
        let message = format!(
            "couldn't convert selector into a corresponding internal selector object: {}",
            error.message()
        );
        record.events.push(ControllerEvent::warning("InvalidSelector", message.clone()));
        record.conditions.scaling_active(false, "InvalidSelector", &message);
        message
    })
}

/// The target's pods. A pod without a namespace counts as one of the HPA's own.
pub(super) fn select<'a>(input: &ReconcileInput<'a>, selector: &Selector) -> Vec<&'a Pod> {
    let namespace = input.namespace();
    let mut pods = selector.select(input.pods, |pod| &pod.metadata.labels);
    pods.retain(|pod| pod.metadata.namespace.is_empty() || same(pod.metadata.namespace.as_str(), namespace));
    pods
}
