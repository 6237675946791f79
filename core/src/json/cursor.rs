use std::borrow::Cow;

use serde::de::{DeserializeOwned, Error, IgnoredAny};

use super::mismatch::Mismatch;
use super::number::{self, Number};
use super::plain;
use super::strict::Notes;
use crate::go::json::Scalar;
use crate::limits;

/// A place in a JSON text. What is common is read here; what is rare (an escape, a container that nobody asks for) by
/// serde_json, so that both take the same texts.
pub(super) struct Cursor<'de> {
    text: &'de str,
    at: usize,
    /// How many lists and objects are open.
    open: usize,
    /// Whether repeated fields are looked for before an object is read.
    pub(super) careful: bool,
    /// What strict decoding has against the text, where that is asked.
    pub(super) notes: Option<Box<Notes>>,
}

impl<'de> Cursor<'de> {
    pub(super) fn new(text: &'de str, careful: bool) -> Self {
        Self { text, at: 0, open: 0, careful, notes: None }
    }

    /// A cursor that notes what strict decoding has against the text.
    pub(super) fn noting(text: &'de str, notes: Notes) -> Self {
        Self { notes: Some(Box::new(notes)), ..Self::new(text, true) }
    }

    /// A cursor at another place of the same text, to look ahead from.
    pub(super) fn looking_from(&self, at: usize) -> Self {
        Self { at, ..Self::new(self.text, false) }
    }

    /// The byte at which it stands.
    #[inline]
    pub(super) fn at(&self) -> usize {
        self.at
    }

    fn rest(&self) -> &'de str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Steps over bytes that were looked at.
    #[inline]
    pub(super) fn step(&mut self, bytes: usize) {
        self.at = self.at.saturating_add(bytes);
    }

    /// The next byte that is not white space; it stands before that.
    #[inline]
    pub(super) fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        loop {
            match bytes.get(at) {
                Some(b' ' | b'\n' | b'\t' | b'\r') => at = at.saturating_add(1),
                other => {
                    self.at = at;
                    return other.copied();
                }
            }
        }
    }

    /// Steps over one byte that must come next.
    #[inline]
    pub(super) fn expect(&mut self, byte: u8) -> Result<(), Mismatch> {
        if self.peek() != Some(byte) {
            return Err(self.broken());
        }
        self.step(1);
        Ok(())
    }

    /// Steps into a list or an object, before whose bracket it stands.
    #[inline]
    pub(super) fn enter(&mut self) -> Result<(), Mismatch> {
        self.step(1);
        let open = self.open.saturating_add(1);
        self.open = open;
        // As deep as serde_json goes.
        if open < limits::DEPTH { Ok(()) } else { Err(self.broken()) }
    }

    /// Steps out of a list or an object, before whose bracket it stands.
    #[inline]
    pub(super) fn leave(&mut self) {
        self.open = self.open.saturating_sub(1);
        self.step(1);
    }

    /// Steps over a word, before which it stands, and gives what that is for.
    pub(super) fn word<T>(&mut self, word: &str, value: T) -> Result<T, Mismatch> {
        if !self.rest().starts_with(word) {
            return Err(self.broken());
        }
        self.step(word.len());
        Ok(value)
    }

    /// Steps over a number, before which it stands.
    pub(super) fn number(&mut self) -> Result<Number, Mismatch> {
        let rest = self.rest();
        let (number, length) = number::read(rest).ok_or_else(|| self.broken())?;
        self.step(length);
        Ok(number)
    }

    /// Steps over a string that must come next, and gives what it says.
    pub(super) fn text(&mut self) -> Result<Cow<'de, str>, Mismatch> {
        match self.plain_text() {
            Some(text) => Ok(Cow::Borrowed(text)),
            None => self.spelled_text().map(Cow::Owned),
        }
    }

    /// Steps over a string that means what is written, if one comes next.
    #[inline]
    pub(super) fn plain_text(&mut self) -> Option<&'de str> {
        if self.peek() != Some(b'"') {
            return None;
        }
        let start = self.at.saturating_add(1);
        let bytes = self.text.as_bytes();
        let end = start.saturating_add(plain::length(bytes.get(start..)?));
        if bytes.get(end) != Some(&b'"') {
            return None;
        }
        self.at = end.saturating_add(1);
        self.text.get(start..end)
    }

    /// Steps over a string with escapes that must come next.
    pub(super) fn spelled_text(&mut self) -> Result<String, Mismatch> {
        if self.peek() == Some(b'"')
            && let Scalar::Text(text) = self.other()?
        {
            return Ok(text);
        }
        Err(self.broken())
    }

    /// Steps over a value, and gives its text.
    pub(super) fn value(&mut self) -> Result<&'de str, Mismatch> {
        self.peek();
        let start = self.at;
        self.pass_value()?;
        Ok(self.text.get(start..self.at).unwrap_or_default())
    }

    fn pass_value(&mut self) -> Result<(), Mismatch> {
        let start = self.at;
        // Of each list or object that is open whether it is an object, the innermost in the lowest bit.
        let (mut objects, mut depth) = (0u128, 0u32);
        loop {
            match self.peek() {
                Some(bracket @ (b'{' | b'[')) => {
                    self.step(1);
                    let is_object = bracket == b'{';
                    if self.peek() == Some(if is_object { b'}' } else { b']' }) {
                        self.step(1);
                    } else {
                        if depth == u128::BITS {
                            self.at = start;
                            return self.other::<IgnoredAny>().map(drop);
                        }
                        depth = depth.saturating_add(1);
                        objects = objects << 1 | u128::from(is_object);
                        if is_object {
                            self.pass_name()?;
                        }
                        continue;
                    }
                }
                Some(b'"') => self.pass_text()?,
                Some(b'n') => self.word("null", ())?,
                Some(b't') => self.word("true", ())?,
                Some(b'f') => self.word("false", ())?,
                _ => {
                    let length = number::length(self.rest()).ok_or_else(|| self.broken())?;
                    self.step(length);
                }
            }
            loop {
                if depth == 0 {
                    return Ok(());
                }
                let is_object = objects & 1 == 1;
                match (self.peek(), is_object) {
                    (Some(b','), _) => {
                        self.step(1);
                        if is_object {
                            self.pass_name()?;
                        }
                        break;
                    }
                    (Some(b'}'), true) | (Some(b']'), false) => {
                        self.step(1);
                        depth = depth.saturating_sub(1);
                        objects >>= 1;
                    }
                    _ => return Err(self.broken()),
                }
            }
        }
    }

    fn pass_name(&mut self) -> Result<(), Mismatch> {
        self.pass_text()?;
        self.expect(b':')
    }

    fn pass_text(&mut self) -> Result<(), Mismatch> {
        match self.plain_text() {
            Some(_) => Ok(()),
            None if self.peek() == Some(b'"') => self.other::<IgnoredAny>().map(drop),
            None => Err(self.broken()),
        }
    }

    /// Steps over a value as serde_json does.
    #[cold]
    fn other<T: DeserializeOwned>(&mut self) -> Result<T, Mismatch> {
        let mut values = serde_json::Deserializer::from_str(self.rest()).into_iter::<T>();
        let value = values.next().and_then(Result::ok).ok_or_else(|| self.broken())?;
        self.step(values.byte_offset());
        Ok(value)
    }

    /// That nothing follows.
    pub(super) fn end(&mut self) -> Result<(), Mismatch> {
        if self.peek().is_none() { Ok(()) } else { Err(self.broken()) }
    }

    /// That the text is no JSON here; why, serde_json tells.
    #[cold]
    fn broken(&self) -> Mismatch {
        let mut mismatch = Mismatch::custom("the text is not JSON");
        mismatch.place(self.at(), self.at());
        mismatch
    }
}
