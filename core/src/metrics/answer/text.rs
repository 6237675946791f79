use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::PrometheusAnswer;
#[cfg(feature = "explain")]
use crate::error::Error;
use crate::error::{Result, codes};
use crate::json::{self, Text};
use crate::limits::reading;

/// An answer that is part of a larger JSON text: an object, or a string that holds its text. It is kept as it is
/// written, so that a large one is read once and makes no tree.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct AnswerText(Box<RawValue>);

/// The answers to the two queries of a request for resource metrics; one that is absent is empty.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct ResourceAnswers {
    /// The answer to the query of CPU.
    pub cpu: Option<AnswerText>,
    /// The answer to the query of memory.
    pub memory: Option<AnswerText>,
}

impl AnswerText {
    /// An answer that is made here.
    ///
    /// # Errors
    /// `metrics.answer` for what JSON cannot write.
    #[cfg(feature = "explain")]
    pub(crate) fn made(answer: &impl serde::Serialize) -> Result<Self> {
        let written = serde_json::value::to_raw_value(answer);
        written.map(Self).map_err(|error| Error::new(codes::metrics::ANSWER, error.to_string()))
    }

    /// The answer's own text.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        let text = self.0.get();
        match json::read(text, json::OURS) {
            Ok(Text(held)) if text.starts_with('"') => held,
            _ => Cow::Borrowed(text),
        }
    }

    /// Whether it is `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        self.0.get() == "null"
    }

    /// Its fields of which the names begin with `/`, where it is an object with any.
    ///
    /// # Errors
    /// `limit.size` for very many.
    pub fn by_path(&self) -> Result<Option<BTreeMap<String, Self>>> {
        let text = self.0.get();
        if !text.starts_with('{') {
            return Ok(None);
        }
        match json::read(text, json::OURS) {
            Ok(ByPath(fields)) => Ok(Some(fields).filter(|fields| !fields.is_empty())),
            Err(error) if error.is(codes::limit::SIZE) => Err(error.without_span()),
            Err(_) => Ok(None),
        }
    }

    /// The answers of resource metrics, where it is an object of them; else none.
    #[must_use]
    pub fn of_resources(&self) -> ResourceAnswers {
        json::read(self.0.get(), json::OURS).unwrap_or_default()
    }
}

/// The fields that begin with a slash.
struct ByPath(BTreeMap<String, AnswerText>);

impl<'de> Deserialize<'de> for ByPath {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        struct PathVisitor;

        impl<'de> Visitor<'de> for PathVisitor {
            type Value = ByPath;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<Self::Value, A::Error> {
                let mut fields = BTreeMap::new();
                while let Some(Text(name)) = map.next_key()? {
                    if name.starts_with('/') {
                        let answer: AnswerText = map.next_value()?;
                        reading::draw(ENTRY + name.len() + answer.0.get().len())?;
                        fields.insert(name.into_owned(), answer);
                    } else {
                        map.next_value::<IgnoredAny>()?;
                    }
                }
                Ok(ByPath(fields))
            }
        }

        deserializer.deserialize_map(PathVisitor)
    }
}

/// Bytes of an entry in a map that may be half full, and of its two texts' heads.
const ENTRY: usize = 128;

impl<'a> PrometheusAnswer<'a> {
    /// Reads the text of an answer. What is no answer fails once its result is asked for, as upstream fails after it has
    /// built the query.
    #[must_use]
    pub fn deferred(text: &'a str) -> Self {
        Self::parse(text).unwrap_or_else(|error| Self { unread: Some(error), ..Self::default() })
    }

    /// Reads as [`deferred`](Self::deferred) does a text that its reader does not see: an error tells no position in it.
    #[must_use]
    #[cfg(feature = "explain")]
    pub(crate) fn unseen(text: &'a str) -> Self {
        let answer = Self::deferred(text);
        let unread = answer.unread.as_ref().map(|error| {
            let message = error.message().split(" at line ").next().unwrap_or_default();
            Error::new(codes::metrics::ANSWER, message).with_hint(error.hint())
        });
        Self { unread, ..answer }
    }
}
