//! Messages: how parameters are read, answers written and refusals worded.

use lsp_server::{ErrorCode, Message, Notification, RequestId};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// What is answered to a request.
pub(super) type Answer = Result<Value, Refusal>;

/// Why a request is not answered.
#[derive(Debug)]
pub(in crate::lsp) struct Refusal {
    pub(super) code: ErrorCode,
    pub(super) message: String,
}

impl Refusal {
    /// What was asked for cannot be done.
    pub(super) fn cannot(message: impl Into<String>) -> Self {
        Self { code: ErrorCode::RequestFailed, message: message.into() }
    }
}

/// Whether a message takes a request back.
pub(super) fn takes_back(message: &Message, id: &RequestId) -> bool {
    match message {
        Message::Notification(Notification { method, params }) if method == "$/cancelRequest" => {
            params.get("id").is_some_and(|given| is_id(id, given))
        }
        _ => false,
    }
}

pub(super) fn taken_back() -> Refusal {
    Refusal { code: ErrorCode::RequestCanceled, message: "taken back".to_owned() }
}

/// Whether an id is the one that a message has.
pub(super) fn is_id(id: &RequestId, given: &Value) -> bool {
    serde_json::to_value(id).is_ok_and(|id| id == *given)
}

/// Reads the parameters of a message.
pub(super) fn read<T: DeserializeOwned>(method: &str, params: Value) -> Result<T, Refusal> {
    serde_json::from_value(params).map_err(|error| Refusal {
        code: ErrorCode::InvalidParams,
        message: format!("the parameters of {method} do not fit: {error}"),
    })
}

/// A value as it is sent.
pub(super) fn written(value: impl Serialize) -> Answer {
    serde_json::to_value(value)
        .map_err(|error| Refusal { code: ErrorCode::InternalError, message: error.to_string() })
}
