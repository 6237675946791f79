//! The fields of an object and the items of a list.

use std::borrow::Cow;

use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess};

use super::cursor::Cursor;
use super::mismatch::Mismatch;
use super::node::{Name, Names, Node, RAW_VALUE, of_text};
use super::rules::Rules;
use super::strict;

/// The fields of an object.
pub(super) struct Fields<'c, 'de> {
    cursor: &'c mut Cursor<'de>,
    rules: Rules,
    form: Form,
    /// Where the object begins.
    start: usize,
    /// The name of the one whose value comes next, unless it was made, and where it stands.
    name: &'de str,
    made: Option<Box<str>>,
    name_at: usize,
    /// How many were read.
    read: u32,
    reads: Reads,
    value_at: usize,
    /// The places of those that a later one replaces, once they are looked for.
    replaced: Option<Box<[u32]>>,
}

/// What an object is read as.
#[derive(Debug, Clone, Copy)]
pub(super) enum Form {
    /// A structure with these fields.
    Structure(Names),
    /// A map by names.
    Map,
    /// Whatever it is.
    Any,
    /// There is none: a `null` stands for it.
    Nothing,
}

/// What of an object is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reads {
    /// Nothing, between its fields.
    Between,
    /// The name of a field.
    Name,
    /// The value of a field.
    Value,
    /// Nothing any more.
    Ended,
}

impl<'c, 'de> Fields<'c, 'de> {
    /// Those of the object that begins at `start`, into which the cursor has stepped.
    #[inline]
    pub(super) fn new(node: Node<'c, 'de>, start: usize, form: Form) -> Self {
        let Node { cursor, rules } = node;
        Self {
            cursor,
            rules,
            form,
            start,
            name: "",
            made: None,
            name_at: 0,
            read: 0,
            reads: Reads::Between,
            value_at: 0,
            replaced: None,
        }
    }

    /// Those of nothing.
    pub(super) fn none(node: Node<'c, 'de>) -> Self {
        Self { reads: Reads::Ended, ..Self::new(node, 0, Form::Nothing) }
    }

    /// Looks for repeated fields before the first is read, where that is how it is read.
    #[inline]
    pub(super) fn prepare(&mut self) -> Result<(), Mismatch> {
        if self.cursor.careful && self.rules.last_counts { self.compare() } else { Ok(()) }
    }

    /// Looks for fields that are repeated.
    #[cold]
    fn compare(&mut self) -> Result<(), Mismatch> {
        if self.replaced.is_none() {
            self.replaced = Some(if self.cursor.notes.is_some() {
                strict::note(self.cursor, self.start, self.form)?
            } else {
                replaced(self.cursor, self.start, self.rules.any_case)?
            });
        }
        Ok(())
    }

    fn name(&self) -> &str {
        self.made.as_deref().unwrap_or(self.name)
    }

    fn is_replaced(&self) -> bool {
        self.replaced.as_ref().is_some_and(|places| places.binary_search(&self.read).is_ok())
    }

    /// Steps to the next field's value, and keeps the field's name.
    fn advance(&mut self) -> Result<bool, Mismatch> {
        loop {
            if self.reads == Reads::Ended {
                return Ok(false);
            }
            self.reads = Reads::Between;
            if self.cursor.peek() == Some(b'}') {
                self.cursor.leave();
                self.reads = Reads::Ended;
                return Ok(false);
            }
            if self.read > 0 {
                self.cursor.expect(b',')?;
                self.cursor.peek();
            }
            self.name_at = self.cursor.at();
            match self.cursor.plain_text() {
                Some(name) => (self.name, self.made) = (name, None),
                None => self.made = Some(self.cursor.spelled_text()?.into()),
            }
            self.cursor.expect(b':')?;
            self.read = self.read.saturating_add(1);
            if self.is_replaced() {
                self.cursor.value()?;
                continue;
            }
            let Form::Structure(names) = self.form else { return Ok(true) };
            if self.rules.null_is_absent && self.cursor.peek() == Some(b'n') {
                // An earlier one of the name counts no more.
                self.compare()?;
                if !self.cursor.careful && self.replaced.as_ref().is_some_and(|places| !places.is_empty()) {
                    return Err(Mismatch::custom("a field is repeated"));
                }
                self.cursor.value()?;
                continue;
            }
            if self.rules.any_case
                && let Some(name) = names.iter().find(|name| name.eq_ignore_ascii_case(self.name()))
            {
                (self.name, self.made) = (name, None);
            }
            return Ok(true);
        }
    }

    #[inline]
    pub(super) fn is_ended(&self) -> bool {
        self.reads == Reads::Ended
    }

    /// Steps over what was not asked for, or tells where reading failed.
    #[cold]
    pub(super) fn end_early<T>(&mut self, read: &mut Result<T, Mismatch>) {
        if let Err(error) = self.end(read.as_mut().err()) {
            *read = Err(error);
        }
    }

    fn end(&mut self, failed: Option<&mut Mismatch>) -> Result<(), Mismatch> {
        if let Some(error) = failed {
            self.tell(error);
            return Ok(());
        }
        while self.advance()? {
            self.cursor.value()?;
        }
        Ok(())
    }

    fn tell(&self, error: &mut Mismatch) {
        match self.reads {
            // Whoever reads what it is a part of knows where it stands.
            _ if matches!(self.form, Form::Nothing) => {}
            Reads::Name => {
                let mut cursor = self.cursor.looking_from(self.name_at);
                // It was read before.
                let _ = cursor.text();
                error.place(self.name_at, cursor.at());
                error.under(self.name());
            }
            Reads::Value => {
                error.place(self.value_at, self.cursor.at());
                error.under(self.name());
            }
            Reads::Between | Reads::Ended => error.place(self.start, self.cursor.at()),
        }
    }
}

/// No object of Kubernetes' with a structure has so many fields.
pub(super) const MOST_FIELDS: u32 = 4096;

/// The places of an object's fields that a later one of the same name replaces, from 1. None in a map of very many.
#[cold]
fn replaced(cursor: &Cursor<'_>, start: usize, any_case: bool) -> Result<Box<[u32]>, Mismatch> {
    let mut cursor = cursor.looking_from(start);
    cursor.expect(b'{')?;
    let mut names = Vec::new();
    let mut place = 0u32;
    while cursor.peek() != Some(b'}') {
        if !names.is_empty() {
            cursor.expect(b',')?;
        }
        let name = cursor.text()?;
        cursor.expect(b':')?;
        cursor.value()?;
        let name = if any_case { Cow::Owned(name.to_ascii_lowercase()) } else { name };
        place = place.saturating_add(1);
        names.push((name, place));
        if place > MOST_FIELDS {
            return Ok(Box::default());
        }
    }
    names.sort();
    let same = names.windows(2).filter_map(|pair| match pair {
        [(earlier, place), (later, _)] if earlier == later => Some(*place),
        _ => None,
    });
    let mut places: Box<[u32]> = same.collect();
    places.sort_unstable();
    Ok(places)
}

impl<'de> MapAccess<'de> for Fields<'_, 'de> {
    type Error = Mismatch;

    #[inline]
    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Mismatch> {
        if !self.advance()? {
            return Ok(None);
        }
        self.reads = Reads::Name;
        let name = match &self.made {
            Some(name) => Name::Made(name),
            None => Name::Plain(self.name),
        };
        let key = seed.deserialize(name)?;
        self.reads = Reads::Between;
        Ok(Some(key))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Mismatch> {
        self.reads = Reads::Value;
        self.cursor.peek();
        self.value_at = self.cursor.at();
        seed.deserialize(Node { cursor: self.cursor, rules: self.rules })
    }
}

/// The items of a list.
pub(super) struct Items<'c, 'de> {
    cursor: &'c mut Cursor<'de>,
    rules: Rules,
    /// Where the list, and the item that is read, begins.
    start: usize,
    item_at: usize,
    read: usize,
    /// Whether an item is read.
    reads: bool,
    ended: bool,
    /// Whether there is none: a `null` stands for it.
    none: bool,
}

impl<'c, 'de> Items<'c, 'de> {
    /// Those of the list that begins at `start`, into which the cursor has stepped.
    #[inline]
    pub(super) fn new(node: Node<'c, 'de>, start: usize) -> Self {
        let Node { cursor, rules } = node;
        Self { cursor, rules, start, item_at: 0, read: 0, reads: false, ended: false, none: false }
    }

    /// Those of nothing.
    pub(super) fn none(node: Node<'c, 'de>) -> Self {
        Self { ended: true, none: true, ..Self::new(node, 0) }
    }

    /// Steps to the next item.
    fn advance(&mut self) -> Result<bool, Mismatch> {
        if self.ended {
            return Ok(false);
        }
        self.reads = false;
        if self.cursor.peek() == Some(b']') {
            self.cursor.leave();
            self.ended = true;
            return Ok(false);
        }
        if self.read > 0 {
            self.cursor.expect(b',')?;
            self.cursor.peek();
        }
        self.read = self.read.saturating_add(1);
        Ok(true)
    }

    #[inline]
    pub(super) fn is_ended(&self) -> bool {
        self.ended
    }

    /// Steps over what was not asked for, or tells where reading failed.
    #[cold]
    pub(super) fn end_early<T>(&mut self, read: &mut Result<T, Mismatch>) {
        if let Err(error) = self.end(read.as_mut().err()) {
            *read = Err(error);
        }
    }

    fn end(&mut self, failed: Option<&mut Mismatch>) -> Result<(), Mismatch> {
        if let Some(error) = failed {
            if self.reads {
                error.place(self.item_at, self.cursor.at());
                error.at(self.read.saturating_sub(1));
            } else if !self.none {
                error.place(self.start, self.cursor.at());
            }
            return Ok(());
        }
        while self.advance()? {
            self.cursor.value()?;
        }
        Ok(())
    }
}

impl<'de> SeqAccess<'de> for Items<'_, 'de> {
    type Error = Mismatch;

    #[inline]
    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Mismatch> {
        if !self.advance()? {
            return Ok(None);
        }
        self.reads = true;
        self.item_at = self.cursor.at();
        match seed.deserialize(Node { cursor: self.cursor, rules: self.rules }) {
            Ok(item) => {
                self.reads = false;
                Ok(Some(item))
            }
            Err(error) => Err(error),
        }
    }
}

/// The one field by which serde_json hands on the text of a value.
pub(super) struct RawValue<'de>(pub(super) Option<&'de str>);

impl<'de> MapAccess<'de> for RawValue<'de> {
    type Error = Mismatch;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Mismatch> {
        self.0.map(|_| seed.deserialize(of_text(RAW_VALUE))).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Mismatch> {
        seed.deserialize(of_text(self.0.take().unwrap_or_default()))
    }
}
