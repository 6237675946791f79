use serde::Serialize;

/// An event that the controller records for the HPA.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ControllerEvent {
    /// `Normal` or `Warning`.
    pub r#type: EventType,
    /// Why, in one word.
    pub reason: &'static str,
    /// Why, in a sentence.
    pub message: String,
}

/// How grave an event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum EventType {
    /// Something went as it should.
    Normal,
    /// Something did not.
    Warning,
}

impl ControllerEvent {
    pub(super) fn normal(reason: &'static str, message: String) -> Self {
        Self { r#type: EventType::Normal, reason, message }
    }

    pub(super) fn warning(reason: &'static str, message: impl Into<String>) -> Self {
        Self { r#type: EventType::Warning, reason, message: message.into() }
    }
}
