use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::Answer;

/// An answer that is part of a larger JSON text: an object, or a string that holds its text. It is kept as it is
/// written, so that a large one is read once and makes no tree.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct AnswerText(Box<RawValue>);

/// The answers to the two queries of a request for resource metrics; one that is absent is empty.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ResourceAnswers {
    /// The answer to the query of CPU.
    pub cpu: Option<AnswerText>,
    /// The answer to the query of memory.
    pub memory: Option<AnswerText>,
}

impl AnswerText {
    /// The answer's own text.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        let text = self.0.get();
        match serde_json::from_str(text) {
            Ok(held) if text.starts_with('"') => Cow::Owned(held),
            _ => Cow::Borrowed(text),
        }
    }

    /// The answers of resource metrics, where it is an object of them; else none.
    #[must_use]
    pub fn of_resources(&self) -> ResourceAnswers {
        // Serde would take a list for a structure too.
        let text = Some(self.0.get()).filter(|text| text.starts_with('{'));
        text.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
    }
}

impl<'a> Answer<'a> {
    /// Reads the text of an answer. What is no answer fails once its result is asked for, as upstream fails after it has
    /// built the query.
    #[must_use]
    pub fn deferred(text: &'a str) -> Self {
        Self::parse(text).unwrap_or_else(|error| Self { unread: Some(error), ..Self::default() })
    }
}
