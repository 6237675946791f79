//! Step 2: the target's pods, which this HPA alone must select.

mod ambiguity;

use super::event::ControllerEvent;
use super::input::ReconcileInput;
use super::record::Record;
use crate::kube::Pod;
use crate::selector::Selector;
use crate::text::same;
use ambiguity::Key;

/// The selector of the target, and what it selects.
pub(super) struct Selected<'a> {
    pub(super) selector: Selector,
    pub(super) pods: Vec<&'a Pod>,
}

/// Selects by the text of the scale's selector; the error is the sync's.
pub(super) fn step<'a>(
    input: &ReconcileInput<'a>,
    record: &mut Record,
    text: &str,
) -> Result<Selected<'a>, String> {
    let selector = parse(record, text)?;
    let pods = select(input, &selector);
    let own = Key { namespace: input.namespace(), name: &input.hpa.metadata.name };
    if let Some(message) = ambiguity::ambiguous(own, text, &pods, input.others, &input.profile) {
        record.events.push(ControllerEvent::warning("AmbiguousSelector", message.clone()));
        record.conditions.scaling_active(false, "AmbiguousSelector", message.clone());
        return Err(message);
    }
    Ok(Selected { selector, pods })
}

/// Mirrors `podautoscaler.HorizontalController.validateAndParseSelector`.
fn parse(record: &mut Record, text: &str) -> Result<Selector, String> {
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
    Selector::parse(text).map_err(|error| {
        let message = format!(
            "couldn't convert selector into a corresponding internal selector object: {}",
            error.message()
        );
        record.events.push(ControllerEvent::warning("InvalidSelector", message.clone()));
        record.conditions.scaling_active(false, "InvalidSelector", message.clone());
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
