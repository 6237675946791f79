//! Refusing one kind of text that is given for another.

use super::declared::declared;
use super::{Kind, of_text, page};
use crate::error::{Error, Result, codes};

/// What a field takes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted {
    /// In words: `a Scale`.
    pub(crate) what: &'static str,
    /// The kinds that it may say it is.
    pub(crate) kinds: &'static [&'static str],
}

impl Wanted {
    /// A scale.
    pub(crate) const SCALE: Self = Self { what: "a Scale", kinds: &["Scale"] };
    /// Pods.
    pub(crate) const PODS: Self = Self { what: "a PodList", kinds: &["PodList", "List"] };

    /// Looks at what was read of a text, or why nothing was.
    ///
    /// # Errors
    /// `request.kind` for a text that is something else; that of reading it.
    pub(crate) fn checked<T>(self, text: &str, read: Result<T>) -> Result<T> {
        match read {
            Ok(value) if self.is_seen_at_an_end(text) => Ok(value),
            Ok(value) => match declared(text) {
                Some(kind) if !self.kinds.contains(&kind.as_str()) => {
                    let kind: String = kind.chars().take(80).collect();
                    Err(self.refused(&format!("a {kind}"), None))
                }
                _ => Ok(value),
            },
            Err(error) => match of_text(text) {
                None | Some(Kind::Mapping) => Err(error),
                Some(Kind::Object(kind)) if self.kinds.contains(&kind.as_str()) => Err(error),
                Some(Kind::Scale | Kind::Pods | Kind::List)
                    if declared(text).is_none_or(|kind| self.kinds.contains(&kind.as_str())) =>
                {
                    Err(error)
                }
                Some(kind) => {
                    Err(self.refused(&kind.to_string(), page::hint(text).filter(|_| kind.is_no_data())))
                }
            },
        }
    }

    /// Whether the kind stands near the beginning or the end of a text, as tools print it, so that nothing between has to be
    /// read for it.
    fn is_seen_at_an_end(self, text: &str) -> bool {
        const NEAR: usize = 200;
        let first = text.char_indices().nth(NEAR).map_or(text, |(end, _)| text.get(..end).unwrap_or(text));
        let last =
            text.char_indices().rev().nth(NEAR).map_or(text, |(start, _)| text.get(start..).unwrap_or(text));
        // Another object's kind may stand there, too; then the text is taken, as it was.
        let is_it = |part: &str| {
            let mut words = part.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            words
                .find(|word| *word == "kind")
                .and_then(|_| words.next())
                .is_some_and(|kind| self.kinds.contains(&kind))
        };
        is_it(first) || is_it(last)
    }

    fn refused(self, held: &str, hint: Option<&str>) -> Error {
        let message = format!("this is {held}, and what is wanted is {}", self.what);
        let error = Error::new(codes::request::KIND, message);
        match hint {
            Some(hint) => error.with_hint(hint),
            None => error,
        }
    }
}

impl Kind {
    /// Whether it is a page or a sentence, of whoever answered.
    pub(crate) fn is_no_data(&self) -> bool {
        matches!(self, Self::Html | Self::Prose)
    }
}
