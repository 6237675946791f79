//! How one HPA stands: whether its next sync comes to a count, and what holds that back.

use serde_json::Value;

use super::{Gathered, flapping};
use crate::commands::{list, text};
use crate::failure::Failure;

/// How an HPA stands, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum State {
    /// Its next sync cannot compute or write a count.
    CannotScale,
    /// Its replicas went up and down again and again.
    Flapping,
    /// Its next sync desires another count than it comes to.
    HeldBack,
    /// Nothing keeps its replicas from going up and down with the metric.
    MayFlap,
    /// It could not be explained.
    Unknown,
    /// Nothing holds it.
    Fine,
}

impl State {
    /// Its name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::CannotScale => "cannot scale",
            Self::Flapping => "flapping",
            Self::HeldBack => "held back",
            Self::MayFlap => "may flap",
            Self::Unknown => "unknown",
            Self::Fine => "fine",
        }
    }
}

/// How an HPA stands, and what its next sync comes to.
pub(super) struct Standing {
    pub(super) state: State,
    pub(super) current: i64,
    pub(super) desired: i64,
    /// Why it does not stand better; of one that stands well what decided.
    pub(super) cause: String,
    /// What could not be learnt, each with its reason.
    pub(super) missing: Vec<String>,
}

impl Standing {
    /// That of an HPA that was gathered.
    pub(super) fn of(
        gathered: Result<Gathered, Failure>,
        explain: &impl Fn(&Gathered) -> Result<Value, Failure>,
    ) -> Self {
        let explained = gathered.and_then(|gathered| {
            let explained = explain(&gathered)?;
            Ok((gathered, explained))
        });
        let (gathered, explained) = match explained {
            Ok(both) => both,
            Err(failure) => {
                let cause = failure.message();
                return Self { state: State::Unknown, current: 0, desired: 0, cause, missing: Vec::new() };
            }
        };
        let decision = explained.get("decision").cloned().unwrap_or_default();
        let count = |field: &str| decision.pointer(field).and_then(Value::as_i64).unwrap_or_default();
        let (mut state, mut cause) = state(&explained, &decision);
        let swings = flapping::seen(&gathered.events).map(|seen| (State::Flapping, seen));
        let swings = swings.or_else(|| Some((State::MayFlap, flapping::risk(&gathered.hpa)?)));
        if let Some((worse, why)) = swings.filter(|(worse, _)| *worse < state) {
            (state, cause) = (worse, why);
        }
        let missing =
            gathered.missing.iter().map(|missing| format!("{}: {}", missing.what, missing.why.join("; ")));
        Self {
            state,
            current: count("/status/currentReplicas"),
            desired: count("/desiredReplicas"),
            cause,
            missing: missing.collect(),
        }
    }
}

/// How it stands, and the cause: of what cannot scale the likeliest that was found, of what is held back the condition's own words.
fn state(explained: &Value, decision: &Value) -> (State, String) {
    let conditions =
        decision.pointer("/status/conditions").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let of = |kind: &str| conditions.iter().find(|condition| text(condition, "type") == kind);
    let is = |kind: &str, status: &str| of(kind).filter(|condition| text(condition, "status") == status);
    let said = |condition: &Value| format!("{}: {}", text(condition, "reason"), text(condition, "message"));
    if let Some(failing) = is("AbleToScale", "False").or_else(|| is("ScalingActive", "False")) {
        // Zero replicas are how people switch an HPA off.
        if text(failing, "reason") == "ScalingDisabled" {
            return (State::Fine, said(failing));
        }
        let cause = list(explained, "causes").first().map(|cause| text(cause, "message").to_owned());
        return (State::CannotScale, cause.unwrap_or_else(|| said(failing)));
    }
    let held = of("AbleToScale")
        .filter(|condition| matches!(text(condition, "reason"), "ScaleDownStabilized" | "ScaleUpStabilized"))
        // At the least replicas an HPA rests.
        .or_else(|| {
            is("ScalingLimited", "True").filter(|limited| text(limited, "reason") != "TooFewReplicas")
        });
    match held {
        Some(held) => (State::HeldBack, said(held)),
        None => (State::Fine, of("ScalingActive").map(said).unwrap_or_default()),
    }
}
