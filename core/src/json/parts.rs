//! The fields of an object and the items of a list.

use std::borrow::Cow;

use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess};

use super::cursor::Cursor;
use super::mismatch::Mismatch;
use super::node::{Name, Names, Node, RAW_VALUE, of_text};

/// The fields of an object.
pub(super) struct Fields<'c, 'de> {
    node: Node<'c, 'de>,
    /// Where the object begins.
    start: usize,
    /// Those of the structure that is read.
    names: Option<Names>,
    /// How many were read, and the places of those that a later one replaces.
    read: usize,
    replaced: Vec<usize>,
    /// Whether it is known which are replaced.
    compared: bool,
    ended: bool,
    /// The one whose value comes next, and where its name stands.
    name: Cow<'de, str>,
    name_at: (usize, usize),
}

impl<'c, 'de> Fields<'c, 'de> {
    /// Those of the object that comes next.
    pub(super) fn open(node: Node<'c, 'de>, names: Option<Names>) -> Result<Self, Mismatch> {
        let mut fields = Self { names, ended: false, ..Self::none(node) };
        if node.cursor.careful && node.rules.last_counts {
            fields.compare()?;
        }
        node.cursor.enter(b'{')?;
        Ok(fields)
    }

    /// Those of nothing.
    pub(super) fn none(node: Node<'c, 'de>) -> Self {
        Self {
            node,
            start: node.cursor.at(),
            names: None,
            read: 0,
            replaced: Vec::new(),
            compared: false,
            ended: true,
            name: Cow::Borrowed(""),
            name_at: (0, 0),
        }
    }

    fn compare(&mut self) -> Result<(), Mismatch> {
        if !self.compared {
            self.compared = true;
            self.replaced = replaced(self.node.cursor, self.start, self.node.rules.any_case)?;
        }
        Ok(())
    }

    /// Steps to the next field's value, and keeps the field's name.
    fn advance(&mut self) -> Result<bool, Mismatch> {
        let Node { cursor, rules } = self.node;
        loop {
            if self.ended || cursor.peek() == Some(b'}') {
                self.ended = true;
                return Ok(false);
            }
            if self.read > 0 {
                cursor.expect(b',')?;
            }
            cursor.peek();
            let start = cursor.at();
            self.name = cursor.text()?;
            self.name_at = (start, cursor.at());
            cursor.expect(b':')?;
            self.read = self.read.saturating_add(1);
            if !self.replaced.is_empty() && self.replaced.binary_search(&self.read).is_ok() {
                cursor.value()?;
                continue;
            }
            let Some(names) = self.names else { return Ok(true) };
            if rules.null_is_absent && cursor.peek() == Some(b'n') {
                // An earlier one of the name counts no more.
                self.compare()?;
                if !cursor.careful && !self.replaced.is_empty() {
                    return Err(Mismatch::custom("a field is repeated"));
                }
                cursor.value()?;
                continue;
            }
            if rules.any_case
                && let Some(name) = names.iter().find(|name| name.eq_ignore_ascii_case(&self.name))
            {
                self.name = Cow::Borrowed(name);
            }
            return Ok(true);
        }
    }

    /// Steps over what was not asked for, and over the end.
    pub(super) fn close(mut self) -> Result<(), Mismatch> {
        while self.advance()? {
            self.node.cursor.value()?;
        }
        self.node.cursor.leave(b'}')
    }
}

/// No object of Kubernetes' with a structure has so many fields.
const MOST_FIELDS: usize = 4096;

/// The places of an object's fields that a later one of the same name replaces, from 1. None in a map of very many.
#[cold]
fn replaced(cursor: &Cursor<'_>, start: usize, any_case: bool) -> Result<Vec<usize>, Mismatch> {
    let cursor = cursor.looking_from(start);
    cursor.expect(b'{')?;
    let mut names = Vec::new();
    while cursor.peek() != Some(b'}') {
        if !names.is_empty() {
            cursor.expect(b',')?;
        }
        let name = cursor.text()?;
        cursor.expect(b':')?;
        cursor.value()?;
        let name = if any_case { Cow::Owned(name.to_ascii_lowercase()) } else { name };
        names.push((name, names.len().saturating_add(1)));
        if names.len() > MOST_FIELDS {
            return Ok(Vec::new());
        }
    }
    names.sort();
    let same = names.windows(2).filter_map(|pair| match pair {
        [(earlier, place), (later, _)] if earlier == later => Some(*place),
        _ => None,
    });
    let mut places: Vec<usize> = same.collect();
    places.sort_unstable();
    Ok(places)
}

impl<'de> MapAccess<'de> for Fields<'_, 'de> {
    type Error = Mismatch;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Mismatch> {
        if !self.advance()? {
            return Ok(None);
        }
        match seed.deserialize(Name(&self.name)) {
            Ok(key) => Ok(Some(key)),
            Err(error) => {
                let (start, end) = self.name_at;
                Err(error.between(start, end).under(&self.name))
            }
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Mismatch> {
        seed.deserialize(self.node).map_err(|error| error.under(&self.name))
    }
}

/// The items of a list.
pub(super) struct Items<'c, 'de> {
    node: Node<'c, 'de>,
    read: usize,
    ended: bool,
}

impl<'c, 'de> Items<'c, 'de> {
    /// Those of the list that comes next.
    pub(super) fn open(node: Node<'c, 'de>) -> Result<Self, Mismatch> {
        node.cursor.enter(b'[')?;
        Ok(Self { node, read: 0, ended: false })
    }

    /// Those of nothing.
    pub(super) fn none(node: Node<'c, 'de>) -> Self {
        Self { node, read: 0, ended: true }
    }

    /// Steps to the next item.
    fn advance(&mut self) -> Result<bool, Mismatch> {
        let cursor = self.node.cursor;
        if self.ended || cursor.peek() == Some(b']') {
            self.ended = true;
            return Ok(false);
        }
        if self.read > 0 {
            cursor.expect(b',')?;
        }
        self.read = self.read.saturating_add(1);
        Ok(true)
    }

    /// Steps over what was not asked for, and over the end.
    pub(super) fn close(mut self) -> Result<(), Mismatch> {
        while self.advance()? {
            self.node.cursor.value()?;
        }
        self.node.cursor.leave(b']')
    }
}

impl<'de> SeqAccess<'de> for Items<'_, 'de> {
    type Error = Mismatch;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Mismatch> {
        if !self.advance()? {
            return Ok(None);
        }
        match seed.deserialize(self.node) {
            Ok(item) => Ok(Some(item)),
            Err(error) => Err(error.at(self.read.saturating_sub(1))),
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
