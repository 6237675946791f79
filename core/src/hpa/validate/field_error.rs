use serde::Serialize;

/// What is wrong with one field, as the API server lists it in the causes of its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FieldError {
    /// What kind of error it is.
    pub r#type: ErrorType,
    /// The path of the field, such as `spec.metrics[0].type`.
    pub field: String,
    /// The error as upstream prints it.
    pub message: String,
}

/// `field.ErrorType`: the kinds of errors that occur here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub enum ErrorType {
    /// Something is missing.
    #[serde(rename = "FieldValueRequired")]
    Required,
    /// The value is malformed or out of bounds.
    #[serde(rename = "FieldValueInvalid")]
    Invalid,
    /// The value is none of those that are known.
    #[serde(rename = "FieldValueNotSupported")]
    NotSupported,
    /// The value may not be set here.
    #[serde(rename = "FieldValueForbidden")]
    Forbidden,
    /// The value has too many bytes.
    #[serde(rename = "FieldValueTooLong")]
    TooLong,
}

impl ErrorType {
    /// The words that a message starts with.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Required => "Required value",
            Self::Invalid => "Invalid value",
            Self::NotSupported => "Unsupported value",
            Self::Forbidden => "Forbidden",
            Self::TooLong => "Too long",
        }
    }
}
