use std::borrow::Cow;
use std::cell::Cell;

use serde::de::Error;
use serde_json::value::RawValue;

use super::mismatch::Mismatch;

/// A place in a text that is known to be JSON.
pub(super) struct Cursor<'de> {
    rest: Cell<&'de str>,
}

impl<'de> Cursor<'de> {
    pub(super) fn new(text: &'de str) -> Self {
        Self { rest: Cell::new(text) }
    }

    /// The same place, to look ahead from.
    pub(super) fn ahead(&self) -> Self {
        Self { rest: Cell::new(self.rest.get()) }
    }

    /// The next character that is not white space.
    pub(super) fn peek(&self) -> Option<u8> {
        let rest = self.rest.get().trim_start_matches([' ', '\t', '\n', '\r']);
        self.rest.set(rest);
        rest.bytes().next()
    }

    /// Steps over one character, where it comes next.
    pub(super) fn take(&self, character: char) -> bool {
        self.peek();
        match self.rest.get().strip_prefix(character) {
            Some(rest) => {
                self.rest.set(rest);
                true
            }
            None => false,
        }
    }

    /// Steps over one character that must come next.
    pub(super) fn expect(&self, character: char) -> Result<(), Mismatch> {
        if self.take(character) {
            Ok(())
        } else {
            Err(Mismatch::custom(format_args!("expected {character:?}")))
        }
    }

    /// Steps over the next value, and gives its text.
    pub(super) fn value(&self) -> Result<&'de str, Mismatch> {
        let rest = self.rest.get();
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<&'de RawValue>();
        let value = values.next().ok_or_else(|| Mismatch::custom("expected a value"))?;
        let value = value.map_err(Mismatch::custom)?;
        self.rest.set(rest.get(values.byte_offset()..).unwrap_or_default());
        Ok(value.get())
    }

    /// Steps over the next value, which is a string, and gives what it says.
    pub(super) fn text(&self) -> Result<Cow<'de, str>, Mismatch> {
        let written = self.value()?;
        let plain = written.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
        match plain.filter(|text| !text.contains('\\')) {
            Some(text) => Ok(Cow::Borrowed(text)),
            None => serde_json::from_str(written).map(Cow::Owned).map_err(Mismatch::custom),
        }
    }
}
