use std::borrow::Cow;
use std::cell::Cell;

use serde::de::{DeserializeOwned, Error, IgnoredAny};
use serde_json::Number;

use super::mismatch::Mismatch;
use crate::limits;

/// A place in a JSON text. What is common is read here; what is rare (an escape, a float, a container that nobody asks
/// for) by serde_json, so that both take the same texts.
pub(super) struct Cursor<'de> {
    text: &'de str,
    at: Cell<usize>,
    /// How many lists and objects are open.
    open: Cell<usize>,
    /// Whether repeated fields are looked for before an object is read.
    pub(super) careful: bool,
}

impl<'de> Cursor<'de> {
    pub(super) fn new(text: &'de str, careful: bool) -> Self {
        Self { text, at: Cell::new(0), open: Cell::new(0), careful }
    }

    /// A cursor at another place of the same text, to look ahead from.
    pub(super) fn looking_from(&self, at: usize) -> Self {
        Self { text: self.text, at: Cell::new(at), open: Cell::new(0), careful: false }
    }

    /// The byte at which it stands.
    pub(super) fn at(&self) -> usize {
        self.at.get()
    }

    fn rest(&self) -> &'de str {
        self.text.get(self.at.get()..).unwrap_or_default()
    }

    fn step(&self, bytes: usize) {
        self.at.set(self.at.get().saturating_add(bytes));
    }

    /// The next byte that is not white space; it stands before that.
    pub(super) fn peek(&self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        let mut at = self.at.get();
        loop {
            match bytes.get(at) {
                Some(b' ' | b'\n' | b'\t' | b'\r') => at = at.saturating_add(1),
                other => {
                    self.at.set(at);
                    return other.copied();
                }
            }
        }
    }

    /// Steps over one byte, where it comes next.
    pub(super) fn take(&self, byte: u8) -> bool {
        let comes = self.peek() == Some(byte);
        if comes {
            self.step(1);
        }
        comes
    }

    /// Steps over one byte that must come next.
    pub(super) fn expect(&self, byte: u8) -> Result<(), Mismatch> {
        if self.take(byte) { Ok(()) } else { Err(self.broken()) }
    }

    /// Steps into a list or an object.
    pub(super) fn enter(&self, bracket: u8) -> Result<(), Mismatch> {
        self.expect(bracket)?;
        let open = self.open.get().saturating_add(1);
        self.open.set(open);
        // As deep as serde_json goes.
        if open < limits::DEPTH { Ok(()) } else { Err(self.broken()) }
    }

    /// Steps out of a list or an object.
    pub(super) fn leave(&self, bracket: u8) -> Result<(), Mismatch> {
        self.open.set(self.open.get().saturating_sub(1));
        self.expect(bracket)
    }

    /// Steps over a word, and gives what it stands for.
    pub(super) fn word<T>(&self, word: &str, value: T) -> Result<T, Mismatch> {
        self.peek();
        if !self.rest().starts_with(word) {
            return Err(self.broken());
        }
        self.step(word.len());
        Ok(value)
    }

    /// Steps over a number.
    pub(super) fn number(&self) -> Result<Number, Mismatch> {
        self.peek();
        let rest = self.rest();
        let is_part = |byte: &u8| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
        let length = rest.bytes().position(|byte| !is_part(&byte)).unwrap_or(rest.len());
        let written = rest.get(..length).unwrap_or_default();
        let number = match small(written.as_bytes()) {
            Some(number) => number,
            None => serde_json::from_str(written).map_err(|_| self.broken())?,
        };
        self.step(length);
        Ok(number)
    }

    /// Steps over a string, and gives what it says.
    pub(super) fn text(&self) -> Result<Cow<'de, str>, Mismatch> {
        if self.peek() != Some(b'"') {
            return Err(self.broken());
        }
        let inner = self.text.get(self.at.get().saturating_add(1)..).unwrap_or_default();
        let length = inner.bytes().position(|byte| byte < b' ' || byte == b'"' || byte == b'\\');
        let Some(length) = length else { return Err(self.broken()) };
        if inner.as_bytes().get(length) == Some(&b'"') {
            self.step(length.saturating_add(2));
            return Ok(Cow::Borrowed(inner.get(..length).unwrap_or_default()));
        }
        self.other::<String>().map(Cow::Owned)
    }

    /// Steps over a value, and gives its text.
    pub(super) fn value(&self) -> Result<&'de str, Mismatch> {
        let first = self.peek();
        let start = self.at.get();
        match first {
            Some(b'"') => self.text().map(drop),
            Some(b'{' | b'[') => self.other::<IgnoredAny>().map(drop),
            Some(b'n') => self.word("null", ()),
            Some(b't') => self.word("true", ()),
            Some(b'f') => self.word("false", ()),
            _ => self.number().map(drop),
        }?;
        Ok(self.text.get(start..self.at.get()).unwrap_or_default())
    }

    /// Steps over a value as serde_json does.
    fn other<T: DeserializeOwned>(&self) -> Result<T, Mismatch> {
        let mut values = serde_json::Deserializer::from_str(self.rest()).into_iter::<T>();
        let value = values.next().and_then(Result::ok).ok_or_else(|| self.broken())?;
        self.step(values.byte_offset());
        Ok(value)
    }

    /// That nothing follows.
    pub(super) fn end(&self) -> Result<(), Mismatch> {
        if self.peek().is_none() { Ok(()) } else { Err(self.broken()) }
    }

    /// That the text is no JSON here; why, serde_json tells.
    #[cold]
    fn broken(&self) -> Mismatch {
        Mismatch::custom("the text is not JSON").between(self.at(), self.at())
    }
}

/// A whole number of few digits.
fn small(written: &[u8]) -> Option<Number> {
    let (negative, digits) = match written.split_first()? {
        (b'-', digits) => (true, digits),
        _ => (false, written),
    };
    if !matches!(digits, [b'0'..=b'9'] | [b'1'..=b'9', _, ..]) || digits.len() > 18 {
        return None;
    }
    let mut value = 0i64;
    for digit in digits {
        let digit = digit.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        value = value.wrapping_mul(10).wrapping_add(i64::from(digit));
    }
    // JSON's -0 is a float.
    if negative && value == 0 {
        return None;
    }
    Some(if negative { value.wrapping_neg().into() } else { value.unsigned_abs().into() })
}
