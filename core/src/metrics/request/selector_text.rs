use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;
use std::sync::OnceLock;

use crate::error::Result;
use crate::selector::Selector;

/// The text of a label selector in a request, read once: when it is first asked what it selects.
#[derive(Clone, Default)]
pub struct SelectorText<'a> {
    text: Cow<'a, str>,
    selector: OnceLock<Selector>,
}

impl SelectorText<'_> {
    /// What the text selects.
    ///
    /// # Errors
    /// As [`Selector::parse`].
    pub fn selector(&self) -> Result<&Selector> {
        match self.selector.get() {
            Some(selector) => Ok(selector),
            None => {
                let selector = Selector::parse(&self.text)?;
                Ok(self.selector.get_or_init(|| selector))
            }
        }
    }
}

impl Deref for SelectorText<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl<'a, T: Into<Cow<'a, str>>> From<T> for SelectorText<'a> {
    fn from(text: T) -> Self {
        Self { text: text.into(), selector: OnceLock::new() }
    }
}

/// By the text alone.
impl PartialEq for SelectorText<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for SelectorText<'_> {}

impl fmt::Debug for SelectorText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}
